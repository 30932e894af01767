package markup

import "strings"

// What bytes are written as where they can't stand as they are. html/template's
// escapers know one more than [Text].
var (
	safe = escapes(map[byte]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;", 0: "\uFFFD"})
	plus = escapes(map[byte]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;", 0: "\uFFFD", '+': "&#43;"})
)

// A table says which bytes can't stand, by a 1, and what stands for them. Most
// texts have none, so that is asked first, of a table that is small, and for four
// bytes together.
type table struct {
	any  [256]uint8
	text [256]string
}

func escapes(of map[byte]string) *table {
	t := new(table)
	for c, text := range of {
		t.any[c], t.text[c] = 1, text
	}
	return t
}

// Value appends s as html/template escapes it, for an element's content and
// for an attribute's value in quotes.
func Value(b []byte, s string) []byte { return escape(b, s, plus) }

func escape(b []byte, s string, as *table) []byte {
	i, last := 0, 0
	for ; len(s)-i >= 4; i += 4 {
		if c := s[i : i+4]; as.any[c[0]]|as.any[c[1]]|as.any[c[2]]|as.any[c[3]] != 0 {
			break
		}
	}
	for ; i < len(s); i++ {
		if as.any[s[i]] != 0 {
			b = append(append(b, s[last:i]...), as.text[s[i]]...)
			last = i + 1
		}
	}
	return append(b, s[last:]...)
}

// URL appends an address as html/template writes it into an attribute: one
// that is relative, or of a scheme that can do no harm. Of any other nothing is
// left.
func URL(b []byte, s string) []byte {
	if scheme, _, ok := strings.Cut(s, ":"); ok && !strings.Contains(scheme, "/") &&
		!strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "mailto") {
		return append(b, "#ZgotmplZ"...)
	}
	return PartOfURL(b, s, true)
}

// PartOfURL appends a text into an address in an attribute, as html/template
// does. What is whole keeps the characters that have a meaning in addresses,
// and its escapes.
func PartOfURL(b []byte, s string, whole bool) []byte {
	const digits = "0123456789abcdef"
	as := &inPart
	if whole {
		as = &inWhole
	}
	i := 0
	for i < len(s) && as[s[i]] {
		i++
	}
	b = append(b, s[:i]...) // all of most
	for ; i < len(s); i++ {
		c := s[i]
		switch {
		case as[c], whole && c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			b = append(b, c)
		case whole && c == '&':
			b = append(b, "&amp;"...)
		case whole && c == '+':
			b = append(b, "&#43;"...)
		default:
			b = append(b, '%', digits[c>>4], digits[c&15])
		}
	}
	return b
}

// What bytes stand as they are in a part of an address, and in a whole one.
var inPart, inWhole = bytesOf("-._~"), bytesOf("-._~!#$*,/:;=?@[]")

// bytesOf are letters, digits and these marks.
func bytesOf(marks string) (of [256]bool) {
	for c := range of {
		of[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte(marks, byte(c)) >= 0
	}
	return of
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
