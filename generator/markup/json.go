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
	other := false // letters of other alphabets, and spaces that don't break
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c == 0x7F || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			return library(b, s)
		}
		other = other || c >= 0x80
	}
	if other && (!utf8.ValidString(s) || strings.Contains(s, "\u2028") || strings.Contains(s, "\u2029")) { // which end lines of a script
		return library(b, s)
	}
	return append(append(append(b, '"'), s...), '"')
}

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
