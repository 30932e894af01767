// Package plain reads single values as the format writes them, numbers and
// dates, by their own grammar and never by a guess, and knows how people and
// spreadsheets write them otherwise.
package plain

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// MaxDigits is how many digits a number may have: as many as a float64 keeps.
const MaxDigits = 15

var (
	grouped = regexp.MustCompile(`^-?[1-9][0-9]{0,2}([, \x{A0}'][0-9]{3})+(\.[0-9]+)?$`)
	power   = regexp.MustCompile(`^[0-9]{1,15}(\.[0-9]{1,15})?[eE][+]?[0-9]{1,2}$`)
	// yearFirst is a date with something about it: Sunday 2026-03-08, 2026年3月8日.
	yearFirst = regexp.MustCompile(`^[^0-9]*([0-9]{4})(?: ?[-/.] ?|年)([0-9]{1,2})(?: ?[-/.] ?|月)([0-9]{1,2})[^0-9]*$`)
	fullDate  = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
)

// Number reads -12, 7 or 36.5, and says what is wrong with anything else.
func Number(s string) (v float64, wrong, remedy string) {
	digits, ok := digitsOf(s)
	if !ok {
		return 0, fmt.Sprintf("%q is not a number", Short(s)), numberRemedy(s)
	}
	if digits > MaxDigits {
		return 0, fmt.Sprintf("the number has %d digits; the most is %d", digits, MaxDigits), "round it, or check for a slip"
	}
	v, _ = strconv.ParseFloat(s, 64)
	return v, "", ""
}

// digitsOf counts the digits of -12, 7 or 36.5; ok is false where s is no such
// number.
func digitsOf(s string) (n int, ok bool) {
	whole, part, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return len(whole) + len(part), allDigits(whole) && (!point || allDigits(part))
}

func allDigits(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// isNumber is digitsOf without the count.
func isNumber(s string) bool {
	_, ok := digitsOf(s)
	return ok
}

// numberRemedy knows the ways in which people and spreadsheets write numbers.
func numberRemedy(s string) string {
	bare := strings.TrimSpace(strings.TrimSuffix(strings.ReplaceAll(s, "−", "-"), "%"))
	bare = strings.TrimLeft(bare, "~≈+$€£ \u00A0")
	point := strings.Replace(bare, ",", ".", 1)
	thousands := strings.NewReplacer(",", "", " ", "", "\u00A0", "", "'", "").Replace(bare)
	first, unit := leading(bare)
	switch {
	case isNumber(bare):
		return "write " + bare
	case grouped.MatchString(bare):
		return "write " + thousands
	case isNumber(point):
		return "write " + point
	case isNumber(first) && (unit == "" || isUnit(unit)):
		return "write " + first
	case isNumber("0" + bare):
		return "write 0" + bare
	case isNumber(Digits(bare)):
		return "a letter stands where a digit is meant: write " + Digits(bare)
	case inWords[strings.ToLower(s)] != "":
		return "write " + inWords[strings.ToLower(s)]
	case several.MatchString(bare):
		return "write one number alone"
	case power.MatchString(s):
		if v, err := strconv.ParseFloat(s, 64); err == nil && v < 1e15 {
			return "write " + strconv.FormatFloat(v, 'f', -1, 64)
		}
	case strings.HasPrefix(s, "="):
		return "this is the formula: write the number that its cell shows"
	case strings.ContainsAny(s[:min(len(s), 1)], "<>"):
		return "write one number; that it is more or less than that goes into the note"
	}
	return "write digits only, such as 12 or 36.5"
}

// several is a range, a fraction or a time: 30-35, 3/5, 0:33.
var several = regexp.MustCompile(`^[0-9.]+\s*[-–/:]\s*[0-9.]+$`)

var inWords = map[string]string{"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
	"seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12"}

var startOfNumber = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?`)

// leading is the number that a text starts with, and what stands behind it.
func leading(s string) (number, rest string) {
	number = startOfNumber.FindString(s)
	return number, s[len(number):]
}

// isUnit reports whether what stands behind a number is no part of it: min, or
// a remark behind a space.
func isUnit(s string) bool {
	return strings.HasPrefix(s, " ") || strings.ToLower(s) != "x" && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' })
}

// Digits is a text with the letters that look like digits taken for these.
func Digits(s string) string {
	return strings.NewReplacer("O", "0", "o", "0", "l", "1", "I", "1").Replace(s)
}

// Whole reads a whole number that is not negative.
func Whole(s string) (v float64, wrong, remedy string) {
	if v, wrong, remedy = Number(s); wrong != "" {
		return v, wrong, remedy
	}
	if !allDigits(s) {
		return 0, fmt.Sprintf("%s is not a whole number from 0 up", s), "count whole things, and write how many there were, such as 4"
	}
	return v, "", ""
}

// DateRemedy reads a date as people write it, where it can mean one day only.
func DateRemedy(s string) string {
	found := map[string]bool{}
	only := ""
	s = strings.NewReplacer("‐", "-", "‑", "-", "–", "-", "—", "-", "−", "-").Replace(s)
	if day, _, timed := strings.Cut(s, "T"); timed && fullDate.MatchString(day) {
		s = day
	}
	for _, layout := range []string{"2006-1-2", "2006/1/2", "2006.1.2", "1/2/2006", "2/1/2006", "2.1.2006", "1-2-2006", "2-1-2006",
		"2 Jan 2006", "Jan 2, 2006", "January 2, 2006", "2 January 2006", "2-Jan-2006", time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04", "20060102"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 1900 {
			only = t.Format(time.DateOnly)
			found[only] = true
		}
	}
	if n, err := strconv.Atoi(s); err == nil && len(s) == 5 && n > 40000 && n < 60000 {
		// Spreadsheets count days from the last but one of 1899.
		only = time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		found[only] = true
	}
	if parts := yearFirst.FindStringSubmatch(Digits(s)); parts != nil && len(found) == 0 {
		only = fmt.Sprintf("%s-%02s-%02s", parts[1], parts[2], parts[3])
		if _, err := time.Parse(time.DateOnly, only); err == nil {
			found[only] = true
		}
	}
	switch {
	case len(found) == 0 && len(s) > 10 && fullDate.MatchString(s[:10]):
		return "write one day alone, such as " + s[:10]
	case len(found) == 1:
		return "write " + only
	case len(found) > 1:
		return "write year-month-day, so that day and month can't be mixed up"
	case fullDate.MatchString(s):
		return "the calendar has no such day"
	}
	return "write the year with four digits, then month and day with two: 2026-03-01"
}

// Short keeps a quoted text from filling the screen.
func Short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}

// Fixed writes v with so many decimals, halves rounded away from zero as people
// round them, and a real minus sign. Zero has no sign.
func Fixed(v float64, decimals int) string {
	var b [24]byte
	return string(AppendFixed(b[:0], v, decimals))
}

// AppendFixed appends what Fixed writes.
func AppendFixed(b []byte, v float64, decimals int) []byte {
	scaled := v * math.Pow10(decimals)
	if !(math.Abs(scaled) < 1e15) {
		if v < 0 {
			b = append(b, "\u2212"...)
		}
		return strconv.AppendFloat(b, math.Abs(v), 'f', decimals, 64)
	}
	// A half that only a rounding error keeps from being one is one.
	n := int64(math.Round(scaled + math.Copysign(min(math.Abs(scaled)*1e-12, 1e-6), scaled)))
	if n < 0 {
		b, n = append(b, "\u2212"...), -n
	}
	start := len(b)
	b = strconv.AppendInt(b, n, 10)
	if decimals <= 0 {
		return b
	}
	for len(b)-start <= decimals { // a figure stands before the point
		b = slices.Insert(b, start, '0')
	}
	return slices.Insert(b, len(b)-decimals, '.')
}

// Upper makes the first letter of a sentence large.
func Upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// Lower makes the first letter small, where a sentence goes on with s; an
// abbreviation keeps its capitals.
func Lower(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	if n == 0 || r == utf8.RuneError || unicode.IsUpper(next) || unicode.IsDigit(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}
