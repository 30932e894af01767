package load

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
	"wallwalk/generator/plain"
)

// The forms of values, for patterns that are anchored at both ends.
const (
	clockForm       = `([01][0-9]|2[0-3]):[0-5][0-9]`
	colorForm       = `#[0-9a-fA-F]{6}`
	numberForm      = `-?[0-9]+(\.[0-9]+)?`
	wholeNumberForm = `[0-9]+`
	dateForm        = `(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])`
)

var (
	plainTime  = regexp.MustCompile("^" + clockForm + "$")
	plainColor = regexp.MustCompile("^" + colorForm + "$")
)

var decimal = scalar(Shape{What: "a number", Sort: Number, Pattern: numberForm}, func(s string, _ diag.Span) (float64, string, string) { return plain.Number(s) })

// number keeps its place, and that it was given.
var number = scalar(Shape{What: "a number", Sort: Number, Pattern: numberForm}, func(s string, at diag.Span) (*model.Number, string, string) {
	v, wrong, remedy := plain.Number(s)
	return &model.Number{N: v, At: at}, wrong, remedy
})

// wholeUpTo is a whole number from least to most.
func wholeUpTo(least, most int) kind[int] {
	return scalar(Shape{What: "a whole number", Sort: Whole, Pattern: wholeNumberForm, Least: float64(least), Most: float64(most)}, func(s string, _ diag.Span) (int, string, string) {
		v, wrong, remedy := plain.Whole(s)
		if wrong == "" && (v < float64(least) || v > float64(most)) {
			wrong, remedy = fmt.Sprintf("expected a whole number from %d to %d, found %s", least, most, s), "check for a slip; a number outside of these is of no use here"
		}
		return int(v), wrong, remedy
	})
}

// positive is a number over zero, at most most.
func positive(most float64) kind[float64] {
	return scalar(Shape{What: "a number", Sort: Number, Pattern: numberForm, Over: true, Most: most}, func(s string, _ diag.Span) (float64, string, string) {
		v, wrong, remedy := plain.Number(s)
		if wrong == "" && (v <= 0 || v > most) {
			wrong, remedy = fmt.Sprintf("expected a number over 0 and at most %v, found %s", most, s), "check for a slip; a number outside of these is of no use here"
		}
		return v, wrong, remedy
	})
}

// day is a date.
var day = scalar(Shape{What: "a date such as 2026-03-01", Sort: Form, Pattern: dateForm, Date: true}, func(s string, at diag.Span) (model.Day, string, string) {
	d, ok := model.ParseDate(s)
	if !ok {
		return model.Day{}, fmt.Sprintf("%q is not a date such as 2026-03-01", short(s)), plain.DateRemedy(s)
	}
	return model.Day{Date: d, At: at}, "", ""
})

var clock = scalar(Shape{What: "a time such as \"13:00\"", Sort: Form, Pattern: clockForm}, func(s string, at diag.Span) (model.Text, string, string) {
	if !plainTime.MatchString(s) {
		return model.Text{}, fmt.Sprintf("%q is not a time such as \"13:00\"", short(s)), "write hours and minutes with two digits each, 00:00 to 23:59"
	}
	return model.Text{Text: s, At: at}, "", ""
})

var timezone = scalar(Shape{What: "a time zone such as America/Chicago", Sort: Form, Pattern: `[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*`}, func(s string, at diag.Span) (model.Text, string, string) {
	if !knownZone(s) {
		return model.Text{}, fmt.Sprintf("%q is not a time zone", short(s)), "write an IANA name such as America/New_York or Europe/Berlin"
	}
	return model.Text{Text: s, At: at}, "", ""
})

// zones are the names of time zones that have been seen and are right.
var zones sync.Map

func knownZone(name string) bool {
	if _, seen := zones.Load(name); seen {
		return true
	}
	if _, err := time.LoadLocation(name); err != nil || name == "Local" {
		return false
	}
	zones.Store(name, true)
	return true
}

var color = scalar(Shape{What: "a color such as \"#005eb8\"", Sort: Form, Pattern: colorForm}, func(s string, at diag.Span) (model.Text, string, string) {
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
