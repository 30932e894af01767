// Package markup writes text into HTML and SVG by appending. It is the one
// place where text is escaped by hand; templates escape by themselves, and
// everything that is written past them goes through here.
package markup

import "strconv"

// Text appends s escaped, fit for an element's content and for an attribute's
// value in double or single quotes.
func Text(b []byte, s string) []byte {
	last := 0
	for i := 0; i < len(s); i++ {
		var safe string
		switch s[i] {
		case '&':
			safe = "&amp;"
		case '<':
			safe = "&lt;"
		case '>':
			safe = "&gt;"
		case '"':
			safe = "&#34;"
		case '\'':
			safe = "&#39;"
		case 0:
			safe = "\uFFFD"
		default:
			continue
		}
		b = append(append(b, s[last:i]...), safe...)
		last = i + 1
	}
	return append(b, s[last:]...)
}

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
// negative zero.
func Decimal(b []byte, v float64) []byte {
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
