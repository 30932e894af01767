// Package calendar writes a cohort's days as an iCalendar file (RFC 5545),
// which Outlook, Google and Apple subscribe to: sessions, walks, and the days
// by which milestones are due. It is the only door to the iCalendar library.
//
// Times are written in UTC, reckoned from the session's zone, so that no
// program has to know the zone and the file needs no VTIMEZONE; a time without one is local to whoever looks
// at it; a day without a time is a whole day. Nothing reads the clock: the
// same files and day give the same bytes, and an event keeps its name for as
// long as its id and the site's address stay, so that a subscriber sees it move
// and not twice.
//
// What people wrote is hostile. No text can end its line: what controls a line
// becomes a space, and the library escapes the rest.
package calendar

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"

	ics "github.com/arran4/golang-ical"

	"wallwalk/generator/markdown"
	"wallwalk/generator/model"
)

// Cohort is the cohort's calendar as of a day, every line ended by CR LF.
func Cohort(p *model.Program, c *model.Cohort, asOf model.Date) ([]byte, error) {
	w := writer{cal: ics.NewCalendar(), program: p, cohort: c, stamp: asOf.Time()}
	w.cal.SetProductId("-//wallwalk//wallwalk//EN")
	w.cal.SetName(line(c.Title.Text + " · " + p.Title.Text))
	w.cal.SetRefreshInterval("PT12H")
	w.cal.SetXPublishedTTL("PT12H")
	for _, s := range c.Sessions {
		w.session(s)
	}
	for _, m := range c.Milestones {
		w.milestone(m)
	}
	if len(w.cal.Components) == 0 {
		w.starts()
	}
	var b bytes.Buffer
	if err := w.cal.SerializeTo(&b, ics.WithNewLineWindows); err != nil {
		return nil, fmt.Errorf("writing the calendar of %s: %w", c.ID, err)
	}
	return b.Bytes(), nil
}

// A writer adds a cohort's events to its calendar.
type writer struct {
	cal     *ics.Calendar
	program *model.Program
	cohort  *model.Cohort
	stamp   time.Time
}

var kinds = map[string]string{model.KindHandoff: "Handoff", model.KindLearning: "Learning session",
	model.KindCoaching: "Coaching session", model.KindWall: "Walk the wall"}

// session adds a day on which people meet.
func (w *writer) session(s model.Session) {
	e := w.event("session", s.ID.Text)
	kind := kinds[s.Kind]
	if kind == "" {
		kind = "Session"
	}
	title := s.Title.Text
	if title == "" {
		title = kind
	}
	e.SetSummary(line(title))
	e.SetProperty(ics.ComponentPropertyCategories, line(kind))
	length := w.length(s)
	end := length
	if end == 0 {
		end = w.usual(s)
	}
	start, zoned, timed := begin(s)
	switch {
	case zoned:
		e.SetStartAt(start)
		e.SetEndAt(start.Add(end))
	case timed:
		e.SetProperty(ics.ComponentPropertyDtStart, start.Format(floating))
		e.SetProperty(ics.ComponentPropertyDtEnd, start.Add(end).Format(floating))
	default:
		allDay(e, s.Date.Date)
	}
	page := ""
	if s.Kind == model.KindWall {
		page = "wall/" + s.ID.Text + "/"
	}
	w.tell(e, page, s.Link.Text, kind, inWords(length), markdown.Plain(s.Notes.Text))
}

// milestone adds the day by which it is due, where there is one.
func (w *writer) milestone(m model.Milestone) {
	due := w.cohort.Due(&m)
	if due == 0 {
		return
	}
	e := w.event("due", m.ID.Text)
	e.SetSummary(line("Due: " + m.Name.Text))
	e.SetProperty(ics.ComponentPropertyCategories, "Milestone")
	allDay(e, due)
	w.tell(e, "wall/", "", "Milestone", m.Help.Text)
}

// starts adds the cohort's first day, where there is nothing else: a calendar of
// no events is none by RFC 5545.
func (w *writer) starts() {
	e := w.event("cohort", "starts")
	e.SetSummary(line(w.cohort.Title.Text + " starts"))
	allDay(e, w.cohort.Starts.Date)
	w.tell(e, "", "")
}

// event starts one. Its name holds what it is, its id, the cohort's and the
// program's, at the site's host.
func (w *writer) event(kind, id string) *ics.VEvent {
	host, program := "wallwalk.invalid", w.program.Title.Text
	if u, err := url.Parse(w.program.BaseURL.Text); err == nil && u.Hostname() != "" {
		host, program = u.Hostname(), w.program.BaseURL.Text
	}
	mark := sha256.Sum256([]byte(program))
	e := w.cal.AddEvent(line(fmt.Sprintf("%s-%s.%s.%x@%s", kind, id, w.cohort.ID, mark[:4], host)))
	e.SetDtStampTime(w.stamp)
	return e
}

// tell gives an event its description, the page that it is about, and where it
// meets.
func (w *writer) tell(e *ics.VEvent, page, link string, paragraphs ...string) {
	about := ""
	if w.program.BaseURL.Given() {
		about = w.program.BaseURL.Text + w.cohort.ID + "/" + page
	}
	var said []string
	for _, p := range append(paragraphs, about) {
		if p = text(p); p != "" {
			said = append(said, p)
		}
	}
	e.SetDescription(strings.Join(said, "\n"))
	if link != "" {
		e.SetLocation(line(link))
		about = link
	}
	if about != "" {
		e.SetURL(line(about))
	}
}

const floating = "20060102T150405"

// begin is when a session starts. zoned says that the moment is known; timed
// that the hour is, in UTC's stead.
func begin(s model.Session) (at time.Time, zoned, timed bool) {
	clock, err := time.Parse("15:04", s.Start.Text)
	if err != nil {
		return s.Date.Time(), false, false
	}
	zone := time.UTC
	if s.Timezone.Given() {
		if z, err := time.LoadLocation(s.Timezone.Text); err == nil {
			zone, zoned = z, true
		}
	}
	return moment(s.Date.Date, clock, zone), zoned, true
}

// moment is a day's hour in a zone. An hour that the clocks skip is reckoned as
// if they had not yet been put forward, one that they repeat is the first, as
// RFC 5545 has it; the library leaves the former open.
func moment(day model.Date, clock time.Time, zone *time.Location) time.Time {
	y, m, d := day.Time().Date()
	t := time.Date(y, m, d, clock.Hour(), clock.Minute(), 0, 0, zone)
	if skipped := clock.Sub(time.Date(0, 1, 1, t.Hour(), t.Minute(), 0, 0, time.UTC)); skipped > 0 {
		return t.Add(skipped)
	}
	return t
}

// length is how long the files say that a session takes: its hours, else a turn
// for each team; 0 where neither is said.
func (w *writer) length(s model.Session) time.Duration {
	if s.Hours > 0 {
		return time.Duration(s.Hours * float64(time.Hour)).Round(time.Minute)
	}
	return time.Duration(s.MinutesEach*w.walking(s)) * time.Minute
}

// turn is a team's time at the wall: five minutes to report, five to hear from
// the others.
const turn = 10 * time.Minute

// usual is how long a session of its kind takes where the files don't say: an
// event without an end takes no time in a calendar, and is overlooked. It is
// not put in words.
func (w *writer) usual(s model.Session) time.Duration {
	switch s.Kind {
	case model.KindLearning, model.KindCoaching:
		return 2 * time.Hour
	case model.KindWall:
		return max(time.Hour, time.Duration(w.walking(s))*turn)
	}
	return time.Hour
}

// walking is how many teams are there on a session's day.
func (w *writer) walking(s model.Session) int {
	teams := 0
	for _, t := range w.cohort.Teams {
		if (t.Joined.Date == 0 || t.Joined.Date <= s.Date.Date) && (t.Left == nil || t.Left.On.Date > s.Date.Date) {
			teams++
		}
	}
	return teams
}

func inWords(d time.Duration) string {
	switch {
	case d == 0:
		return ""
	case d == time.Hour:
		return "1 hour"
	case d > time.Hour && d%(30*time.Minute) == 0:
		return fmt.Sprintf("%g hours", d.Hours())
	}
	return fmt.Sprintf("%d minutes", int(d.Minutes()))
}

// allDay makes an event the whole of a day. It ends where the next begins, and
// keeps nobody from being asked for something else.
func allDay(e *ics.VEvent, d model.Date) {
	e.SetAllDayStartAt(d.Time())
	e.SetAllDayEndAt((d + 1).Time())
	e.SetTimeTransparency(ics.TransparencyTransparent)
}

// line is a text in one line.
func line(s string) string {
	return strings.Join(strings.Fields(text(strings.ReplaceAll(s, "\n", " "))), " ")
}

// text is a text whose lines end in \n, and in which nothing else controls.
func text(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || r == '\u2028' || r == '\u2029') {
			return ' '
		}
		return r
	}, s))
}
