// Package markup writes text into HTML and SVG by appending. It is the one
// place where text is escaped by hand; templates escape by themselves, and
// everything that is written past them goes through here.
package markup

import (
	"math"
	"strconv"
)

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
// negative zero. Drawings are made of these, so those that are no drawing's
// edge case are written as whole tenths.
func Decimal(b []byte, v float64) []byte {
	tenths := math.Abs(v) * 10
	if !(tenths < 1e6) {
		return exact(b, v)
	}
	n := uint32(tenths)
	part := tenths - float64(n)
	if math.Abs(part-0.5) < 1e-6 { // which way it goes is strconv's to say
		return exact(b, v)
	}
	if part > 0.5 {
		n++
	}
	if v < 0 && n > 0 {
		b = append(b, '-')
	}
	whole, tenth := n/10, byte(n%10)
	switch {
	case whole < 10:
		b = append(b, byte('0'+whole))
	case whole < 100:
		b = append(b, byte('0'+whole/10), byte('0'+whole%10))
	case whole < 1000:
		b = append(b, byte('0'+whole/100), byte('0'+whole/10%10), byte('0'+whole%10))
	default:
		b = strconv.AppendInt(b, int64(whole), 10)
	}
	if tenth > 0 {
		b = append(b, '.', '0'+tenth)
	}
	return b
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
