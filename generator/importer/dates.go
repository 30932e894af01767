package importer

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"wallwalk/generator/model"
	"wallwalk/generator/plain"
)

var (
	yearFirst = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d\d.*)?$`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})(?:[T ]\d{1,2}:\d\d.*)?$`)
	shortYear = regexp.MustCompile(`^\d{1,2}[-/. ](\d{1,2}|\pL{3,9})[-/. ]\d{2}$`)
	inTokens  = regexp.MustCompile(`\d+|\pL+`)
)

// An order says which number of 3/4/2026 is the month.
type order uint8

const (
	unknown order = iota
	monthFirst
	dayFirst
)

// orderOf reads the order off days that can be no months; telling is the first
// of them. contrary is true where they speak for both orders.
func orderOf(texts []string) (o order, telling string, contrary bool) {
	for _, s := range texts {
		m := yearLast.FindStringSubmatch(s)
		first, _ := strconv.Atoi(m[1])
		second, _ := strconv.Atoi(m[3])
		says := unknown
		switch {
		case first > 12 && second <= 12:
			says = dayFirst
		case second > 12 && first <= 12:
			says = monthFirst
		}
		contrary = contrary || says != unknown && o != unknown && says != o
		if o == unknown && says != unknown {
			o, telling = says, s
		}
	}
	return o, telling, contrary
}

// ambiguous reports whether a text is a day whose order has to be known.
func ambiguous(s string) bool {
	m := yearLast.FindStringSubmatch(s)
	return m != nil && m[2] != "."
}

// date reads a cell as a day. said is what had to be taken so.
func (c cell) date(o order) (d model.Date, said, wrong, remedy string) {
	const write = "write the day as 2026-03-01, or in a column that the spreadsheet shows as dates"
	switch c.kind {
	case day:
		if d = ofSerial(c.days); d != 0 {
			return d, "", "", ""
		}
		return 0, "", "the day is out of all bounds", write
	case number:
		return bareNumber(c)
	case fault:
		return 0, "", fmt.Sprintf("the week is %s, an error of the spreadsheet", c.text), "mend the formula, or write the day by hand"
	case unworked:
		return 0, "", "the week is a formula that has not been worked out", "open the file in the spreadsheet and save it"
	case words:
	default:
		return 0, "", fmt.Sprintf("%s is no day", c.text), write
	}
	d, wrong, remedy = textDay(c.text, o)
	return d, "", wrong, remedy
}

// bareNumber is a number that isn't shown as a day.
func bareNumber(c cell) (model.Date, string, string, string) {
	const write = "put the date of the week's first day beside it"
	if d := ofSerial(c.days); d != 0 && c.n == math.Trunc(c.n) && c.days > 32873 && c.days < 73051 {
		return d, fmt.Sprintf("%s is not shown as a day; as spreadsheets count days it is %s", c.text, d), "", ""
	}
	if c.n >= 1 && c.n <= 53 {
		return 0, "", fmt.Sprintf("%s is the number of a week, which says neither year nor day", c.text), write
	}
	return 0, "", fmt.Sprintf("%s is no day", c.text), write
}

// ofSerial is the day that spreadsheets count so; 0 where it is out of bounds.
func ofSerial(n float64) model.Date {
	if !(n >= 61 && n < 110000) {
		return 0
	}
	return model.NewDate(1899, time.December, 30) + model.Date(n)
}

// textDay reads a day that is written as text.
func textDay(s string, o order) (d model.Date, wrong, remedy string) {
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		return civil(s, m[1], m[2], m[3])
	}
	if m := yearLast.FindStringSubmatch(s); m != nil {
		switch {
		case m[2] == "." || o == dayFirst:
			return civil(s, m[4], m[3], m[1])
		case o == monthFirst:
			return civil(s, m[4], m[1], m[3])
		}
		one, other := fmt.Sprintf("%s-%02s-%02s", m[4], m[1], m[3]), fmt.Sprintf("%s-%02s-%02s", m[4], m[3], m[1])
		return 0, fmt.Sprintf("%s may be %s or %s, and no day in the column is over 12 to tell which", s, one, other),
			"write the days as " + one + ", or let the spreadsheet show them so (format: yyyy-mm-dd)"
	}
	if d = named(s); d != 0 {
		return d, "", ""
	}
	if shortYear.MatchString(s) {
		return 0, fmt.Sprintf("the year of %q has two digits, and may be the day", plain.Short(s)), "let the spreadsheet show the days with four: format yyyy-mm-dd"
	}
	return 0, fmt.Sprintf("%q is not a date such as 2026-03-01", plain.Short(s)), plain.DateRemedy(s)
}

func civil(s, year, month, dayOf string) (model.Date, string, string) {
	d, ok := model.ParseDate(fmt.Sprintf("%s-%02s-%02s", year, month, dayOf))
	if !ok {
		return 0, fmt.Sprintf("%q: the calendar has no such day", plain.Short(s)), "check the day and the month"
	}
	return d, "", ""
}

// named reads a day with its month's name: Sunday, 1 March 2026; Mar 1st 2026.
// 0 where it is none.
func named(s string) model.Date {
	var month time.Month
	var year, dayOf int
	for _, token := range inTokens.FindAllString(s, -1) {
		n, err := strconv.Atoi(token)
		m := monthOf(token)
		switch {
		case err == nil && len(token) == 4 && year == 0:
			year = n
		case err == nil && len(token) <= 2 && dayOf == 0:
			dayOf = n
		case m != 0 && month == 0:
			month = m
		case err == nil || !besideDay(strings.ToLower(token)):
			return 0
		}
	}
	if year == 0 || dayOf == 0 || month == 0 {
		return 0
	}
	d, _ := model.ParseDate(fmt.Sprintf("%d-%02d-%02d", year, month, dayOf))
	return d
}

// monthOf is the month of a name or of its first letters.
func monthOf(s string) time.Month {
	if strings.EqualFold(s, "sept") {
		return time.September
	}
	for m := time.January; m <= time.December; m++ {
		if len(s) >= 3 && len(s) <= len(m.String()) && strings.EqualFold(s, m.String()[:len(s)]) {
			return m
		}
	}
	return 0
}

// besideDay reports whether a word may stand beside a day: 1st of, Sunday, week.
func besideDay(s string) bool {
	for w := time.Sunday; w <= time.Saturday; w++ {
		if len(s) >= 3 && strings.HasPrefix(strings.ToLower(w.String()), s) {
			return true
		}
	}
	switch s {
	case "st", "nd", "rd", "th", "of", "week", "the":
		return true
	}
	return false
}
