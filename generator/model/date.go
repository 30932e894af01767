package model

import (
	"fmt"
	"sync/atomic"
	"time"
)

// A Date is a day of the civil calendar, counted so that the zero Date means
// "not given". Dates subtract and compare as integers.
type Date int32

// epoch is the number of the day before 0001-01-01 in Unix days.
const epoch = -719163

// NewDate returns the day, normalised as time.Date does.
func NewDate(year int, month time.Month, day int) Date {
	return DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DateOf returns the day on which t falls in t's own time zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()/86400 - epoch)
}

// ParseDate reads YYYY-MM-DD, years 1900 to 2199, and nothing else.
func ParseDate(s string) (Date, bool) {
	if len(s) != len("2006-01-02") {
		return 0, false
	}
	if s[4] != '-' || s[7] != '-' {
		return 0, false
	}
	year, month, day := digits(s[:4]), digits(s[5:7]), digits(s[8:])
	d := NewDate(year, time.Month(month), day)
	// A day that the calendar does not have becomes another one.
	if y, m, same := d.Time().Date(); year < 1900 || year > 2199 || y != year || int(m) != month || same != day {
		return 0, false
	}
	return d, true
}

// digits is the number that the digits make, or -1.
func digits(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// Time returns midnight UTC of the day.
func (d Date) Time() time.Time { return time.Unix((int64(d)+epoch)*86400, 0).UTC() }

// String returns YYYY-MM-DD, or "" for the zero Date.
func (d Date) String() string { return d.said().number }

// Append appends what String says.
func (d Date) Append(b []byte) []byte { return append(b, d.String()...) }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// Short returns the day as people say it within a year: "3 May".
func (d Date) Short() string { return d.said().short }

// Long returns the day with its year: "3 May 2026".
func (d Date) Long() string { return d.said().long }

// AppendShort appends what Short says.
func (d Date) AppendShort(b []byte) []byte { return append(b, d.Short()...) }

// AppendLong appends what Long says.
func (d Date) AppendLong(b []byte) []byte { return append(b, d.Long()...) }

// A saying is a day in writing.
type saying struct{ number, short, long string }

// sayings are those of the days from 1990 to 2059, each from when it is said first: pages
// say the same few hundred thousands of times.
var (
	firstSaid = NewDate(1990, 1, 1)
	sayings   [70 * 366]atomic.Pointer[saying]
	never     saying
)

func (d Date) said() *saying {
	if d == 0 {
		return &never
	}
	i := int(d) - int(firstSaid)
	if i < 0 || i >= len(sayings) {
		return d.say()
	}
	s := sayings[i].Load()
	if s == nil {
		s = d.say()
		sayings[i].Store(s)
	}
	return s
}

func (d Date) say() *saying {
	t := d.Time()
	return &saying{t.Format(time.DateOnly), t.Format("2 Jan"), t.Format("2 Jan 2006")}
}

// WeekOf returns the first day of the week that holds d.
func (d Date) WeekOf(first time.Weekday) Date {
	back := (int(d.Weekday()) - int(first) + 7) % 7
	return d - Date(back)
}

// Span says two days as a range, with the month and year once where they are
// the same: "3–9 May 2026".
func Span(from, to Date) string {
	a, b := from.Time(), to.Time()
	switch {
	case from == to:
		return from.Long()
	case a.Year() != b.Year():
		return fmt.Sprintf("%s – %s", from.Long(), to.Long())
	case a.Month() != b.Month():
		return fmt.Sprintf("%s – %s", from.Short(), to.Long())
	}
	return fmt.Sprintf("%d–%s", a.Day(), to.Long())
}
