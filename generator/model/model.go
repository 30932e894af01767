// Package model is what a program's files say, as plain values: cohorts,
// teams, people, weeks, milestones. It reads and writes nothing.
//
// Whatever a later check may want to point at carries the [diag.Span] where it
// was written. A zero Date, an empty Text or a nil pointer means "not given";
// no figure is ever zero because it was missing.
//
// Slices keep the order of the file where the order means something (a wall's
// milestones, a walk's agenda) and are sorted where it doesn't (weeks by date,
// teams and cohorts by id).
package model

import (
	"time"

	"wallwalk/generator/diag"
)

// A Text is words that somebody wrote, and where. Fields that the format calls
// md hold Markdown. All of it is hostile until escaped.
type Text struct {
	Text string
	At   diag.Span
}

func (t Text) String() string { return t.Text }

// Given reports whether there is any text.
func (t Text) Given() bool { return t.Text != "" }

// A Day is a date as it was written, and where.
type Day struct {
	Date
	At diag.Span
}

// Given reports whether there is a date.
func (d Day) Given() bool { return d.Date != 0 }

// A Program is everything below the root.
type Program struct {
	At             diag.Span
	Title, Tagline Text
	BaseURL        Text // absolute, ends in a slash; "" where none was given
	WeekStarts     time.Weekday
	DataDueDays    int // days after a week's last day by which its data is due
	AsOf           Day
	Suppress       bool // small_numbers: suppress
	EditURL        Text // with {path} in it
	Brand          Brand
	Quiet          []Text
	Waived         []Waiver
	Scale          []Score // ascending
	Roles          []Role
	Requirements   []Requirement
	Cohorts        []*Cohort // by id
	Pages          []Page    // by order, then id
	Images         []Image   // below content/, by path
}

// A Brand is the program's own mark on the theme.
type Brand struct {
	Logo    Text   // the name of a file beside program.yaml
	Picture *Image // what is there; nil where the program has no logo
	Color   Text   // #rrggbb
}

// A Waiver says of one place that what looks like a patient's is none.
type Waiver struct {
	Code, File Text
	Line       int // as it was reported; 0 where it was the file's name
	Reason, By Text
	At         diag.Span
}

// A Score is one step of the scale on which a project stands against where it
// should be.
type Score struct {
	Score float64
	Label Text
	At    diag.Span
}

// A Role is a part that people take in a team.
type Role struct {
	ID            Text
	Name          Text
	Min, Max      int // people a team; Max 0 = no limit
	MaxTeams      int // teams a person in one cohort; 0 = no limit
	Time          Text
	NeededWithout string // "data_access": needed where neither leader nor coach has it
}

// A Requirement is what a site agrees to before it starts.
type Requirement struct {
	ID, Text Text
}

// A Page is one of the program's own, written in Markdown.
type Page struct {
	ID      string // its address; "index" is the home page's text
	Title   Text
	Nav     Text // its name in the menu; "" keeps it out
	Summary Text
	Order   int
	Body    Text // md
}

// A Cohort is the teams that work side by side for about six months.
type Cohort struct {
	ID             string
	At             diag.Span
	Title          Text
	Starts, Ends   Day
	Private        bool
	Rules          []string // of shift, trend, runs, anhoej: those that are signals
	Collaboratives []Collaborative
	Milestones     []Milestone // in the wall's order
	Sessions       []Session   // by date, then in the file's order
	Teams          []*Team     // by id
	// Unshown are the teams that a draft can't show, by id: of each there is its
	// id, what is known of its name and collaborative, and Missing.
	Unshown []*Team
}

// Collaborative returns the one with the id, or nil.
func (c *Cohort) Collaborative(id string) *Collaborative {
	for i := range c.Collaboratives {
		if c.Collaboratives[i].ID.Text == id {
			return &c.Collaboratives[i]
		}
	}
	return nil
}

// Milestone returns the one with the id, or nil.
func (c *Cohort) Milestone(id string) *Milestone {
	for i := range c.Milestones {
		if c.Milestones[i].ID.Text == id {
			return &c.Milestones[i]
		}
	}
	return nil
}

// Session returns the one with the id, or nil.
func (c *Cohort) Session(id string) *Session {
	at := 0
	return c.SessionNear(&at, id)
}

// SessionNear is Session for one session after another, as a team's reports name
// them: it looks first where the last was found.
func (c *Cohort) SessionNear(at *int, id string) *Session {
	for n, i := 0, *at; n < len(c.Sessions); n, i = n+1, i+1 {
		if i >= len(c.Sessions) {
			i = 0
		}
		one := &c.Sessions[i]
		// Most have a number at their end, and are as long, which tells them apart.
		if n := len(id); len(one.ID.Text) == n && (n == 0 || one.ID.Text[n-1] == id[n-1] && one.ID.Text == id) {
			*at = i
			return one
		}
	}
	return nil
}

// Due returns the day by which the milestone is due, its session's where it
// names one; zero where none is given.
func (c *Cohort) Due(m *Milestone) Date {
	if s := c.Session(m.DueSession.Text); s != nil {
		return s.Date.Date
	}
	return m.Due.Date
}

// A Collaborative is the teams of a cohort that share a problem and measures.
type Collaborative struct {
	ID       Text
	Name     Text
	Aim      Text // md
	Measures []Measure
}

// Data is the kind of figure that a measure has.
type Data string

const (
	Fraction Data = "fraction" // numerator of denominator, shown in percent
	Rate     Data = "rate"     // numerator of denominator, times Per
	Count    Data = "count"    // a whole number
	Value    Data = "value"    // any number
	Events   Data = "events"   // dates of rare events
)

// A Measure is what a team counts every week.
type Measure struct {
	ID            Text
	Name          Text
	Type          string // outcome, process, balancing, or "" where not said
	Chart         string // run, p, pp, u, up, c, i, g, t
	Data          Data
	Unit          Text
	Better        string // higher, lower, neither
	Goal          *Number
	BaselineWeeks int
	Every         int     // weeks between figures, at least 1
	Per           float64 // of a rate; 1 otherwise
	Decimals      *int    // of a value; nil = as many as it takes
	Numerator     Text
	Denominator   Text
	At            diag.Span
}

// A Number is a figure and where it was written.
type Number struct {
	N  float64
	At diag.Span
}

// A Milestone is a column of the wall.
type Milestone struct {
	ID         Text
	Name       Text
	Due        Day
	DueSession Text
	Help       Text
	At         diag.Span
}

// Kinds of session.
const (
	KindHandoff  = "handoff"
	KindLearning = "learning"
	KindCoaching = "coaching"
	KindWall     = "wall"
)

// A Session is a day on which people meet.
type Session struct {
	ID          Text
	Kind        string // handoff, learning, coaching, wall, other
	Date        Day
	Title       Text
	Hours       float64 // 0 where not given
	MinutesEach int     // of a walk: minutes a team; 0 where not given
	Order       []Text  // of a walk: team ids in their turn
	Link        Text
	Start       Text // HH:MM
	Timezone    Text // IANA
	Notes       Text // md
	At          diag.Span
}
