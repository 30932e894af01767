package model

import (
	"fmt"
	"strconv"
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
func (d Date) String() string {
	var b [len(time.DateOnly)]byte
	return string(d.Append(b[:0]))
}

// Append appends what String says.
func (d Date) Append(b []byte) []byte {
	if d == 0 {
		return b
	}
	y, m, day := d.Time().Date()
	for _, n := range [...]int{y / 100, y % 100} {
		b = append(b, byte('0'+n/10), byte('0'+n%10))
	}
	for _, n := range [...]int{int(m), day} {
		b = append(b, '-', byte('0'+n/10), byte('0'+n%10))
	}
	return b
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// Short returns the day as people say it within a year: "3 May".
func (d Date) Short() string {
	if d == 0 {
		return ""
	}
	_, m, day := d.Time().Date()
	return shorts[m][day]
}

// Long returns the day with its year: "3 May 2026".
func (d Date) Long() string {
	var b [len("30 May 2026")]byte
	return string(d.AppendLong(b[:0]))
}

// AppendShort appends what Short says.
func (d Date) AppendShort(b []byte) []byte { return append(b, d.Short()...) }

// AppendLong appends what Long says.
func (d Date) AppendLong(b []byte) []byte {
	if d == 0 {
		return b
	}
	y, m, day := d.Time().Date()
	return strconv.AppendInt(append(append(b, shorts[m][day]...), ' '), int64(y), 10)
}

// shorts are what Short says of each day, by month and day. Pages say so many
// days that the time package's layouts are too slow.
var shorts = func() (all [13][32]string) {
	for m := range 12 {
		for day := range 31 {
			all[m+1][day+1] = strconv.Itoa(day+1) + " " + time.Month(m + 1).String()[:3]
		}
	}
	return all
}()

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
