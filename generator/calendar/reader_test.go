package calendar

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	ical "github.com/emersion/go-ical"

	"wallwalk/generator/model"
)

// reread is the calendar as another library reads it, which writes no file that
// lacks what RFC 5545 demands of each part, or has it twice.
func reread(t *testing.T, data []byte) []ical.Event {
	t.Helper()
	in := ical.NewDecoder(bytes.NewReader(data))
	cal, err := in.Decode()
	if err != nil {
		t.Fatalf("another library can't read the calendar: %v", err)
	}
	if _, err := in.Decode(); err != io.EOF {
		t.Errorf("there is more than one calendar: %v", err)
	}
	if err := ical.NewEncoder(io.Discard).Encode(cal); err != nil {
		t.Errorf("another library would not write the calendar: %v", err)
	}
	return cal.Events()
}

// What another library makes of each event is what the files say.
func TestAnotherLibraryReadsTheSame(t *testing.T) {
	chicago, err := time.LoadLocation("America/Chicago")
	if err != nil {
		t.Fatal(err)
	}
	type said struct{ start, end, title string }
	want := map[string]said{
		"session-hand":   {"2026-02-12T00:00:00-06:00", "2026-02-13T00:00:00-06:00", "Handoff"},
		"session-winter": {"2026-03-05T13:00:00-06:00", "2026-03-05T14:30:00-06:00", "Define; measure, act"},
		"session-summer": {"2026-03-12T13:00:00-05:00", "2026-03-12T15:00:00-05:00", "Coaching session"},
		"session-walk":   {"2026-03-19T23:30:00-05:00", "2026-03-19T23:50:00-05:00", "Walk the wall"},
		"session-local":  {"2026-04-02T08:15:00-05:00", "2026-04-02T09:15:00-05:00", "Learning session"},
		"session-other":  {"2026-12-31T00:00:00-06:00", "2027-01-01T00:00:00-06:00", "Session"},
		"due-charter":    {"2026-03-12T00:00:00-05:00", "2026-03-13T00:00:00-05:00", "Due: Charter"},
		"due-baseline":   {"2026-03-19T00:00:00-05:00", "2026-03-20T00:00:00-05:00", "Due: Baseline"},
	}
	events := reread(t, usual(t))
	for _, e := range events {
		uid, err := e.Props.Text(ical.PropUID)
		id, _, _ := strings.Cut(uid, ".")
		start, startErr := e.DateTimeStart(chicago)
		end, endErr := e.DateTimeEnd(chicago)
		title, titleErr := e.Props.Text(ical.PropSummary)
		if err != nil || startErr != nil || endErr != nil || titleErr != nil {
			t.Errorf("%s can't be read: %v, %v, %v, %v", id, err, startErr, endErr, titleErr)
			continue
		}
		if got := (said{start.In(chicago).Format(time.RFC3339), end.In(chicago).Format(time.RFC3339), title}); got != want[id] {
			t.Errorf("%s is read as %v, want %v", id, got, want[id])
		}
	}
	if len(events) != len(want) {
		t.Errorf("%d events are read", len(events))
	}
}

// Texts come out as they went in, however long they are and whatever is in
// them.
func TestAnotherLibraryReadsTextsWhole(t *testing.T) {
	for _, text := range []string{`a\nb, c; d \ e: "f"`, strings.Repeat("é", 100), strings.Repeat("\U0001f9d1", 60), "BEGIN:VEVENT", strings.Repeat("word, ", 40) + "end", "\u200f\u05d0 right to left"} {
		p, c := program(t)
		c.Sessions, c.Milestones = c.Sessions[:1], nil
		c.Sessions[0].Title = model.Text{Text: text}
		events := reread(t, made(t, p, c))
		if len(events) != 1 {
			t.Fatalf("with %q there are %d events", text, len(events))
		}
		if got, err := events[0].Props.Text(ical.PropSummary); err != nil || got != text {
			t.Errorf("%q is read as %q: %v", text, got, err)
		}
	}
}

// RFC 5545 has no calendar without a part.
func TestACohortWithoutDaysHasItsFirst(t *testing.T) {
	p, c := program(t)
	c.Sessions, c.Milestones, c.Starts = nil, nil, on(2026, time.March, 1)
	events := reread(t, made(t, p, c))
	if len(events) != 1 {
		t.Fatalf("there are %d events", len(events))
	}
	if got, err := events[0].Props.Text(ical.PropSummary); err != nil || got != "Spring starts" {
		t.Errorf("the event is %q: %v", got, err)
	}
}
