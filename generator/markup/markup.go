// Package markup writes text into HTML and SVG by appending. It is the one
// place where text is escaped by hand; templates escape by themselves, and
// everything that is written past them goes through here.
package markup

import "strconv"

// Text appends s escaped, fit for an element's content and for an attribute's
// value in double or single quotes.
func Text(b []byte, s string) []byte { return escape(b, s, safe) }

// Attr appends a space, the name, and the value in quotes, escaped. The name
// is the program's own.
func Attr(b []byte, name, value string) []byte {
	b = append(append(append(b, ' '), name...), '=', '"')
	return append(Text(b, value), '"')
}

// Coord appends name="v" with one decimal at the most, as drawings need.
func Coord(b []byte, name string, v float64) []byte {
	b = append(append(append(b, ' '), name...), '=', '"')
	return append(Decimal(b, v), '"')
}

// Decimal appends v rounded to one decimal, without a trailing zero or a
// negative zero. Drawings are made of these, so those that lie on a drawing are
// written as whole tenths.
func Decimal(b []byte, v float64) []byte {
	tenths := v * 10
	if !(0 <= tenths && tenths < 9999) {
		return exact(b, v)
	}
	n := uint32(tenths + 0.5)
	if off := tenths - float64(n); off < -0.499999 || off > 0.499999 { // which way it goes is strconv's to say
		return exact(b, v)
	}
	whole := n / 10
	b = append(b, digits[whole][:]...)
	b = b[:len(b)-len(digits[whole])+lengthOf(whole)]
	if tenth := n - 10*whole; tenth > 0 {
		b = append(b, '.', byte('0'+tenth))
	}
	return b
}

// digits are the numbers up to 999, as they are written, and what is to be cut off
// behind them.
var digits = func() (all [1000][4]byte) {
	for n := range all {
		copy(all[n][:], strconv.Itoa(n))
	}
	return all
}()

func lengthOf(n uint32) int {
	switch {
	case n < 10:
		return 1
	case n < 100:
		return 2
	}
	return 3
}

func exact(b []byte, v float64) []byte {
	start := len(b)
	b = strconv.AppendFloat(b, v, 'f', 1, 64)
	if n := len(b); b[n-1] == '0' && b[n-2] == '.' {
		b = b[:n-2]
	}
	if string(b[start:]) == "-0" {
		b = append(b[:start], '0')
	}
	return b
}
