package calendar

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"wallwalk/generator/model"
)

// A component is a part of a calendar, as a strict reader of RFC 5545 finds it.
type component struct {
	name  string
	props map[string][]property
	parts []*component
}

type property struct{ params, value string }

// one is the value of a property that must be there once.
func (c *component) one(t *testing.T, name string) string {
	t.Helper()
	if len(c.props[name]) != 1 {
		t.Errorf("%s has %d of %s", c.name, len(c.props[name]), name)
		return ""
	}
	return c.props[name][0].value
}

var (
	contentLine = regexp.MustCompile(`^([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[A-Za-z0-9/-]+)*):(.*)$`)
	texts       = regexp.MustCompile(`^(SUMMARY|DESCRIPTION|LOCATION|CATEGORIES|NAME|X-WR-CALNAME)$`)
	escaped     = regexp.MustCompile(`^(?:[^\\;,\x00-\x1F\x7F]|\\[\\;,nN])*$`)
)

// read is a strict reader: CR LF ends each line, none is over 75 octets or cut
// within a letter, texts are escaped, parts are nested.
func read(t *testing.T, data []byte) *component {
	t.Helper()
	if !strings.HasSuffix(string(data), "\r\n") {
		t.Fatal("the last line has no end")
	}
	var lines []string
	for i, l := range strings.Split(strings.TrimSuffix(string(data), "\r\n"), "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) || strings.ContainsAny(l, "\r\n") {
			t.Errorf("line %d is not one: %q", i+1, l)
		}
		if rest, more := strings.CutPrefix(l, " "); more && i > 0 {
			lines[len(lines)-1] += rest
		} else {
			lines = append(lines, l)
		}
	}
	root := &component{}
	open := []*component{root}
	for _, l := range lines {
		m := contentLine.FindStringSubmatch(l)
		if m == nil {
			t.Fatalf("not a line of a calendar: %q", l)
		}
		named := map[string]bool{}
		for _, param := range strings.Split(strings.TrimPrefix(m[2], ";"), ";") {
			name, _, _ := strings.Cut(param, "=")
			if named[name] && name != "" {
				t.Errorf("%s is there twice: %q", name, l)
			}
			named[name] = true
		}
		at := open[len(open)-1]
		switch m[1] {
		case "BEGIN":
			c := &component{name: m[3], props: map[string][]property{}}
			at.parts = append(at.parts, c)
			open = append(open, c)
		case "END":
			if at.name != m[3] {
				t.Fatalf("%s ends %s", m[3], at.name)
			}
			open = open[:len(open)-1]
		default:
			if texts.MatchString(m[1]) && !escaped.MatchString(m[3]) {
				t.Errorf("not escaped: %q", l)
			}
			at.props[m[1]] = append(at.props[m[1]], property{m[2], m[3]})
		}
	}
	if len(open) != 1 || len(root.parts) != 1 || root.parts[0].name != "VCALENDAR" {
		t.Fatal("the parts are not nested")
	}
	return root.parts[0]
}

var unescape = strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n")

func said(s string) model.Text { return model.Text{Text: s} }

func on(y int, m time.Month, d int) model.Day { return model.Day{Date: model.NewDate(y, m, d)} }

// program has one of each kind of day.
func program(t *testing.T) (*model.Program, *model.Cohort) {
	t.Helper()
	c := &model.Cohort{ID: "spring", Title: said("Spring"), Sessions: []model.Session{
		{ID: said("hand"), Kind: model.KindHandoff, Date: on(2026, time.February, 12)},
		{ID: said("winter"), Kind: model.KindLearning, Date: on(2026, time.March, 5), Hours: 1.5, Start: said("13:00"), Timezone: said("America/Chicago"), Title: said("Define; measure, act"), Link: said("https://meet.example/a,b;c"), Notes: said("Bring *one* test.\n\n- and a friend")},
		{ID: said("summer"), Kind: model.KindCoaching, Date: on(2026, time.March, 12), Hours: 2, Start: said("13:00"), Timezone: said("America/Chicago")},
		{ID: said("walk"), Kind: model.KindWall, Date: on(2026, time.March, 19), MinutesEach: 10, Start: said("23:30"), Timezone: said("America/Chicago")},
		{ID: said("local"), Kind: model.KindLearning, Date: on(2026, time.April, 2), Hours: 1, Start: said("08:15")},
		{ID: said("other"), Kind: "other", Date: on(2026, time.December, 31), Hours: 2},
	}, Milestones: []model.Milestone{
		{ID: said("charter"), Name: said("Charter"), Due: on(2026, time.March, 12), Help: said("Signed by the sponsor")},
		{ID: said("baseline"), Name: said("Baseline"), DueSession: said("walk")},
		{ID: said("never"), Name: said("Without a day")},
	}, Teams: []*model.Team{{ID: "a"}, {ID: "b", Joined: on(2026, time.March, 19)}, {ID: "late", Joined: on(2026, time.March, 20)}, {ID: "gone", Left: &model.Left{On: on(2026, time.March, 19)}}}}
	return &model.Program{Title: said("Program"), BaseURL: said("https://reports.example.org/x/"), Cohorts: []*model.Cohort{c}}, c
}

func made(t *testing.T, p *model.Program, c *model.Cohort) []byte {
	t.Helper()
	data, err := Cohort(p, c, model.NewDate(2026, time.June, 28))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// usual is the calendar of program.
func usual(t *testing.T) []byte {
	t.Helper()
	p, c := program(t)
	return made(t, p, c)
}

// byUID are the events by the first part of their names.
func byUID(t *testing.T, cal *component) map[string]*component {
	t.Helper()
	out := map[string]*component{}
	for _, e := range cal.parts {
		id, _, _ := strings.Cut(e.one(t, "UID"), ".")
		if e.name != "VEVENT" || out[id] != nil {
			t.Errorf("%s is twice, or no event: %s", id, e.name)
		}
		out[id] = e
	}
	return out
}

func TestTheCalendarSaysWhoseItIs(t *testing.T) {
	cal := read(t, usual(t))
	for name, want := range map[string]string{"VERSION": "2.0", "PRODID": "-//wallwalk//wallwalk//EN",
		"X-WR-CALNAME": "Spring · Program", "NAME": "Spring · Program", "REFRESH-INTERVAL": "PT12H"} {
		if got := cal.one(t, name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestDaysAndHours(t *testing.T) {
	events := byUID(t, read(t, usual(t)))
	for id, want := range map[string]string{
		"session-hand":   "day 20260212 20260213",
		"session-winter": "20260305T190000Z 20260305T203000Z", // Chicago is six hours behind
		"session-summer": "20260312T180000Z 20260312T200000Z", // and five, since the eighth
		"session-walk":   "20260320T043000Z 20260320T045000Z", // two teams are there; the next day in UTC
		"session-local":  "20260402T081500 20260402T091500",
		"session-other":  "day 20261231 20270101",
		"due-charter":    "day 20260312 20260313",
		"due-baseline":   "day 20260319 20260320",
	} {
		e := events[id]
		if e == nil {
			t.Errorf("there is no %s", id)
			continue
		}
		got := e.one(t, "DTSTART") + " " + e.one(t, "DTEND")
		if e.props["DTSTART"][0].params == ";VALUE=DATE" && e.props["DTEND"][0].params == ";VALUE=DATE" {
			got = "day " + got
			if e.one(t, "TRANSP") != "TRANSPARENT" {
				t.Errorf("%s keeps people from other things for a whole day", id)
			}
		}
		if got != want {
			t.Errorf("%s is at %s, want %s", id, got, want)
		}
		if stamp := e.one(t, "DTSTAMP"); stamp != "20260628T000000Z" {
			t.Errorf("%s is stamped %s, which is not the day reckoned from", id, stamp)
		}
	}
	if len(events) != 8 {
		t.Errorf("there are %d events", len(events))
	}
}

// Where nobody says how long a session takes, it takes what its kind does; no
// words are made of that.
func TestASessionWithoutALengthTakesTheUsual(t *testing.T) {
	for kind, end := range map[string]string{"other": "20260305T090000Z", model.KindHandoff: "20260305T090000Z", model.KindLearning: "20260305T100000Z",
		model.KindCoaching: "20260305T100000Z", model.KindWall: "20260305T092000Z"} {
		p, c := program(t)
		for range 6 {
			c.Teams = append(c.Teams, &model.Team{ID: "more"})
		}
		c.Sessions = []model.Session{{ID: said("x"), Kind: kind, Date: on(2026, time.March, 5), Start: said("09:00"), Timezone: said("Europe/Berlin")}}
		c.Milestones = nil
		e := read(t, made(t, p, c)).parts[0]
		if got := e.one(t, "DTSTART") + " " + e.one(t, "DTEND"); got != "20260305T080000Z "+end {
			t.Errorf("a session of kind %s is at %s, want its end at %s", kind, got, end)
		}
		if says := e.one(t, "DESCRIPTION"); strings.Contains(says, "hour") || strings.Contains(says, "minutes") {
			t.Errorf("a length that nobody said is told: %s", says)
		}
	}
}

// A walk of few teams is an hour in a calendar, and an end is never before its
// start.
func TestEveryTimedEventHasAnEnd(t *testing.T) {
	p, c := program(t)
	c.Teams = nil
	for i := range c.Sessions {
		c.Sessions[i].Hours, c.Sessions[i].MinutesEach, c.Sessions[i].Start = 0, 0, said("08:00")
	}
	for id, e := range byUID(t, read(t, made(t, p, c))) {
		if start, end := e.one(t, "DTSTART"), e.one(t, "DTEND"); end <= start {
			t.Errorf("%s ends at %s and starts at %s", id, end, start)
		}
	}
}

// In spring an hour is not there, in autumn one is there twice.
func TestHoursThatTheClocksSkipOrRepeat(t *testing.T) {
	p, c := program(t)
	for want, s := range map[string]model.Session{
		"20260308T083000Z 20260308T093000Z": {Date: on(2026, time.March, 8), Start: said("02:30")},
		"20261101T063000Z 20261101T073000Z": {Date: on(2026, time.November, 1), Start: said("01:30")},
		"20260308T073000Z 20260308T083000Z": {Date: on(2026, time.March, 8), Start: said("01:30")},
		"20260329T013000Z 20260329T023000Z": {Date: on(2026, time.March, 29), Start: said("02:30"), Timezone: said("Europe/Berlin")},
		"20261003T160000Z 20261003T170000Z": {Date: on(2026, time.October, 4), Start: said("02:00"), Timezone: said("Australia/Sydney")},
		"20260307T181500Z 20260307T191500Z": {Date: on(2026, time.March, 8), Start: said("00:00"), Timezone: said("Asia/Kathmandu")},
	} {
		s.ID, s.Hours = said("x"), 1
		if !s.Timezone.Given() {
			s.Timezone = said("America/Chicago")
		}
		c.Sessions, c.Milestones = []model.Session{s}, nil
		e := read(t, made(t, p, c)).parts[0]
		if got := e.one(t, "DTSTART") + " " + e.one(t, "DTEND"); got != want {
			t.Errorf("%s %s is %s, want %s", s.Date, s.Start, got, want)
		}
	}
}

func TestWhatAnEventTells(t *testing.T) {
	events := byUID(t, read(t, usual(t)))
	winter := events["session-winter"]
	if got := unescape.Replace(winter.one(t, "SUMMARY")); got != "Define; measure, act" {
		t.Errorf("the summary is %q", got)
	}
	if got := unescape.Replace(winter.one(t, "DESCRIPTION")); got != "Learning session\n1.5 hours\nBring one test.\nand a friend\nhttps://reports.example.org/x/spring/" {
		t.Errorf("the description is %q", got)
	}
	if got := winter.one(t, "URL"); got != "https://meet.example/a,b;c" || unescape.Replace(winter.one(t, "LOCATION")) != got {
		t.Errorf("it meets at %q and %q", got, winter.one(t, "LOCATION"))
	}
	if got := events["session-walk"].one(t, "URL"); got != "https://reports.example.org/x/spring/wall/walk/" {
		t.Errorf("a walk is about %q", got)
	}
	if got := events["due-charter"].one(t, "SUMMARY"); got != "Due: Charter" {
		t.Errorf("a milestone is called %q", got)
	}
}

// A subscriber knows an event by its name: it stays while the id and the
// address do, and no other program's is the same.
func TestEventsKeepTheirNames(t *testing.T) {
	p, c := program(t)
	first := byUID(t, read(t, made(t, p, c)))
	c.Sessions[1].Date, c.Sessions[1].Title, p.Title = on(2026, time.May, 5), said("Moved"), said("Renamed")
	again := byUID(t, read(t, made(t, p, c)))
	uid := first["session-winter"].one(t, "UID")
	if again["session-winter"].one(t, "UID") != uid || !strings.HasSuffix(uid, "@reports.example.org") {
		t.Errorf("%s has become %s", uid, again["session-winter"].one(t, "UID"))
	}
	p.BaseURL = said("https://reports.example.org/y/")
	if other := byUID(t, read(t, made(t, p, c)))["session-winter"].one(t, "UID"); other == uid {
		t.Error("two programs of one host have events of the same name")
	}
	p.BaseURL = model.Text{}
	if other := byUID(t, read(t, made(t, p, c)))["session-winter"]; !strings.HasSuffix(other.one(t, "UID"), "@wallwalk.invalid") || strings.Contains(other.one(t, "DESCRIPTION"), "http") {
		t.Errorf("without an address the event is %v", other.props)
	}
}

// Whatever people write, the calendar has the same lines.
func TestNoTextEndsItsLine(t *testing.T) {
	p, c := program(t)
	want := shape(read(t, made(t, p, c)))
	for _, trick := range []string{"\r\nEND:VEVENT\r\nBEGIN:VEVENT", "a\nb", "a\rATTACH:x", "\u2028x\u2029", "\x00\x07\x1b[2J\x7f\u0085", `\, \; \n \\`, `";:,`, "\xff\xfe",
		strings.Repeat("é", 100), strings.Repeat("\U0001f9d1\u200d", 60), strings.Repeat(" ", 200) + "x"} {
		h := model.Text{Text: "x" + trick + "x"}
		p, c := program(t)
		p.Title, c.Title = h, h
		for i := range c.Sessions {
			s := &c.Sessions[i]
			s.Title, s.Notes = h, h
			if s.Link.Given() {
				s.Link.Text += trick
			}
		}
		for i := range c.Milestones {
			c.Milestones[i].Name, c.Milestones[i].Help = h, h
		}
		if got := shape(read(t, made(t, p, c))); got != want {
			t.Errorf("with %q the calendar is\n%s\nnot\n%s", trick, got, want)
		}
	}
}

// shape is which properties there are, whatever they say.
func shape(c *component) string {
	out := c.name
	for _, name := range slices.Sorted(maps.Keys(c.props)) {
		out += fmt.Sprint(" ", name, len(c.props[name]))
	}
	for _, p := range c.parts {
		out += "\n" + shape(p)
	}
	return out
}

func TestTheSameFilesGiveTheSameCalendar(t *testing.T) {
	first := usual(t)
	for range 20 {
		if string(usual(t)) != string(first) {
			t.Fatal("the calendar is different")
		}
	}
}

func FuzzCalendar(f *testing.F) {
	f.Add("Title", "notes", "https://x.example")
	f.Add("\r\nEND:VEVENT", "é, \\ ; \n", "")
	f.Fuzz(func(t *testing.T, title, notes, link string) {
		p, c := program(t)
		c.Sessions[1].Title, c.Sessions[1].Notes, c.Sessions[1].Link, c.ID = said("x"+title), said(notes), said(link), title
		if cal := read(t, made(t, p, c)); len(cal.parts) != 8 {
			t.Errorf("there are %d events", len(cal.parts))
		}
	})
}
