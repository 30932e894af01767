package markup

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Quoted appends a string of JSON, fit for a script element too: what the JSON
// library escapes, it escapes.
func Quoted(b []byte, s string) []byte {
	found, i := uint8(0), 0
	for ; i+4 <= len(s); i += 4 {
		found |= special[s[i]] | special[s[i+1]] | special[s[i+2]] | special[s[i+3]]
	}
	for ; i < len(s); i++ {
		found |= special[s[i]]
	}
	if found&escaped != 0 {
		return library(b, s)
	}
	if found&other != 0 && (!utf8.ValidString(s) || strings.Contains(s, "\u2028") || strings.Contains(s, "\u2029")) { // which end lines of a script
		return library(b, s)
	}
	return append(append(append(b, '"'), s...), '"')
}

// Bytes that a string can't have as they are, and those of letters of other
// alphabets and of spaces that don't break.
const (
	escaped = 1 << iota
	other
)

var special = func() (of [256]uint8) {
	for c := range of {
		switch {
		case c < ' ', strings.IndexByte("\"\\<>&\x7F", byte(c)) >= 0:
			of[c] = escaped
		case c >= utf8.RuneSelf:
			of[c] = other
		}
	}
	return of
}()

func library(b []byte, s string) []byte {
	quoted, _ := json.Marshal(s) // no string fails
	return append(b, quoted...)
}

// Float appends a number of JSON, as the library writes it: very large and very
// small ones with an exponent. What is not finite is null.
func Float(b []byte, v float64) []byte {
	if n := int64(v); -1e15 < v && v < 1e15 && float64(n) == v && n != 0 { // as what is counted
		return strconv.AppendInt(b, n, 10)
	}
	if abs := math.Abs(v); v != 0 && !(abs >= 1e-6 && abs < 1e21) {
		text, err := json.Marshal(v)
		if err != nil {
			return append(b, "null"...)
		}
		return append(b, text...)
	}
	return strconv.AppendFloat(b, v, 'f', -1, 64)
}

// An Again is where a number was written last, which is perhaps to be written
// again: a line or a limit, which most points have in common with the one before.
type Again struct {
	bits     uint64 // of the number, since there are two zeros
	from, to int    // to is 0 where there was none
}

// Append appends the number as write does, to the text that was appended to before.
func (a *Again) Append(b []byte, v float64, write func([]byte, float64) []byte) []byte {
	bits := math.Float64bits(v)
	if a.to > 0 && a.bits == bits {
		return append(b, b[a.from:a.to]...)
	}
	from := len(b)
	b = write(b, v)
	*a = Again{bits, from, len(b)}
	return b
}
