package load

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

var (
	plainNumber = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
	plainWhole  = regexp.MustCompile(`^[0-9]+$`)
	plainTime   = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)
	plainColor  = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)
)

// parseNumber reads -12, 7 or 36.5, and says what is wrong with anything else.
func parseNumber(s string) (v float64, wrong, remedy string) {
	if !plainNumber.MatchString(s) {
		return 0, fmt.Sprintf("%q is not a number", short(s)), numberRemedy(s)
	}
	if digits := len(strings.NewReplacer("-", "", ".", "").Replace(s)); digits > maxDigits {
		return 0, fmt.Sprintf("the number has %d digits; the most is %d", digits, maxDigits), ""
	}
	v, _ = strconv.ParseFloat(s, 64)
	return v, "", ""
}

// numberRemedy knows the ways in which people and spreadsheets write numbers.
func numberRemedy(s string) string {
	bare := strings.TrimSpace(strings.TrimSuffix(s, "%"))
	point := strings.Replace(bare, ",", ".", 1)
	thousands := strings.NewReplacer(",", "", " ", "", "\u00A0", "", "'", "").Replace(bare)
	first, _, _ := strings.Cut(bare, " ")
	switch {
	case plainNumber.MatchString(bare):
		return "write " + bare
	case isGrouped(bare):
		return "write " + thousands
	case plainNumber.MatchString(point):
		return "write " + point
	case plainNumber.MatchString(first):
		return "write " + first
	}
	return "write digits only, such as 12 or 36.5; where there is no figure, write none"
}

// isGrouped reports whether commas or spaces part the digits by threes.
func isGrouped(s string) bool {
	return regexp.MustCompile(`^-?[1-9][0-9]{0,2}([, \x{A0}'][0-9]{3})+(\.[0-9]+)?$`).MatchString(s)
}

// parseWhole reads a whole number that is not negative.
func parseWhole(s string) (v float64, wrong, remedy string) {
	if v, wrong, remedy = parseNumber(s); wrong != "" {
		return v, wrong, remedy
	}
	if !plainWhole.MatchString(s) {
		return 0, fmt.Sprintf("%s is not a whole number from 0 up", s), ""
	}
	return v, "", ""
}

var decimal = scalar("a number", func(s string, _ diag.Span) (float64, string, string) { return parseNumber(s) })

// number keeps its place, and that it was given.
var number = scalar("a number", func(s string, at diag.Span) (*model.Number, string, string) {
	v, wrong, remedy := parseNumber(s)
	return &model.Number{N: v, At: at}, wrong, remedy
})

// wholeUpTo is a whole number from least to most.
func wholeUpTo(least, most int) kind[int] {
	return scalar("a whole number", func(s string, _ diag.Span) (int, string, string) {
		v, wrong, remedy := parseWhole(s)
		if wrong == "" && (v < float64(least) || v > float64(most)) {
			wrong = fmt.Sprintf("expected a whole number from %d to %d, found %s", least, most, s)
		}
		return int(v), wrong, remedy
	})
}

// positive is a number over zero, at most most.
func positive(most float64) kind[float64] {
	return scalar("a number", func(s string, _ diag.Span) (float64, string, string) {
		v, wrong, remedy := parseNumber(s)
		if wrong == "" && (v <= 0 || v > most) {
			wrong = fmt.Sprintf("expected a number over 0 and at most %v, found %s", most, s)
		}
		return v, wrong, remedy
	})
}

// day is a date.
var day = scalar("a date such as 2026-03-01", func(s string, at diag.Span) (model.Day, string, string) {
	d, ok := model.ParseDate(s)
	if !ok {
		return model.Day{}, fmt.Sprintf("%q is not a date such as 2026-03-01", short(s)), dateRemedy(s)
	}
	return model.Day{Date: d, At: at}, "", ""
})

// dateRemedy reads a date as people write it, where it can mean one day only.
func dateRemedy(s string) string {
	found := map[string]bool{}
	only := ""
	for _, layout := range []string{"2006-1-2", "2006/1/2", "2006.1.2", "1/2/2006", "2/1/2006", "2.1.2006", "1-2-2006", "2-1-2006",
		"2 Jan 2006", "Jan 2, 2006", "January 2, 2006", "2 January 2006", "2-Jan-2006", time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04", "20060102"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 1900 {
			only = t.Format(time.DateOnly)
			found[only] = true
		}
	}
	switch {
	case len(found) == 1:
		return "write " + only
	case len(found) > 1:
		return "write year-month-day, so that day and month can't be mixed up"
	case regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`).MatchString(s):
		return "the calendar has no such day"
	}
	return "write the year with four digits, then month and day with two: 2026-03-01"
}

var clock = scalar("a time such as \"13:00\"", func(s string, at diag.Span) (model.Text, string, string) {
	if !plainTime.MatchString(s) {
		return model.Text{}, fmt.Sprintf("%q is not a time such as \"13:00\"", short(s)), "write hours and minutes with two digits each, 00:00 to 23:59"
	}
	return model.Text{Text: s, At: at}, "", ""
})

var timezone = scalar("a time zone such as America/Chicago", func(s string, at diag.Span) (model.Text, string, string) {
	if _, err := time.LoadLocation(s); err != nil || s == "Local" {
		return model.Text{}, fmt.Sprintf("%q is not a time zone", short(s)), "write an IANA name such as America/New_York or Europe/Berlin"
	}
	return model.Text{Text: s, At: at}, "", ""
})

var color = scalar("a color such as \"#005eb8\"", func(s string, at diag.Span) (model.Text, string, string) {
	if !plainColor.MatchString(s) {
		return model.Text{}, fmt.Sprintf("%q is not a color such as \"#005eb8\"", short(s)), "write # and six digits or letters a to f, in quotes"
	}
	return model.Text{Text: s, At: at}, "", ""
})

// weekday is a day of the week, spelled out.
var weekday = mapped(oneOf("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"), func(s string) time.Weekday {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(d.String(), s) {
			return d
		}
	}
	return time.Sunday
})
