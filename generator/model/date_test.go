package model

import (
	"testing"
	"time"
)

func TestDateReadsOneFormOnly(t *testing.T) {
	for s, ok := range map[string]bool{
		"2026-03-01": true, "2024-02-29": true, "1900-01-01": true, "2199-12-31": true,
		"2026-3-1": false, "2026-02-30": false, "26-03-01": false, "2026/03/01": false,
		"2026-03-01T10:00": false, "": false, "1899-12-31": false, " 2026-03-1": false,
	} {
		d, got := ParseDate(s)
		if got != ok {
			t.Errorf("ParseDate(%q) = %v, want %v", s, got, ok)
		}
		if ok && d.String() != s {
			t.Errorf("ParseDate(%q).String() = %q", s, d)
		}
	}
}

func TestWeekOfGoesBackToTheFirstDay(t *testing.T) {
	sunday := NewDate(2026, time.March, 1)
	for i := range Date(7) {
		if got := (sunday + i).WeekOf(time.Sunday); got != sunday {
			t.Errorf("%s is in the week of %s, want %s", sunday+i, got, sunday)
		}
	}
	if got := sunday.WeekOf(time.Monday); got.String() != "2026-02-23" {
		t.Errorf("Monday's week of %s starts %s", sunday, got)
	}
}

func TestSpanSaysNothingTwice(t *testing.T) {
	day := func(s string) Date { d, _ := ParseDate(s); return d }
	for _, c := range [][3]string{
		{"2026-05-03", "2026-05-03", "3 May 2026"},
		{"2026-05-03", "2026-05-09", "3–9 May 2026"},
		{"2026-05-31", "2026-06-06", "31 May – 6 Jun 2026"},
		{"2025-12-28", "2026-01-03", "28 Dec 2025 – 3 Jan 2026"},
	} {
		if got := Span(day(c[0]), day(c[1])); got != c[2] {
			t.Errorf("Span(%s, %s) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestDaysAreSaidAsTheTimePackageDoes(t *testing.T) {
	for d := NewDate(1900, 1, 1); d < NewDate(2200, 1, 1); d += 13 {
		at := d.Time()
		if d.String() != at.Format("2006-01-02") || d.Short() != at.Format("2 Jan") || d.Long() != at.Format("2 Jan 2006") {
			t.Fatalf("%s is said %s, %s, %s", at, d, d.Short(), d.Long())
		}
	}
	if zero := Date(0); zero.String() != "" || zero.Short() != "" || zero.Long() != "" {
		t.Error("no day is said as one")
	}
}
