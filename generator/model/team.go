package model

import (
	"slices"
	"sort"

	"wallwalk/generator/diag"
)

// A Team is one site's people and everything they commit.
type Team struct {
	ID            string
	At            diag.Span // of team.yaml
	Name, Site    Text
	PublicName    Text
	PublicID      Text
	Collaborative Text
	Joined        Day
	Left          *Left
	Problem       Text // md, as are the next five
	GlobalAim     Text
	SmartGoal     Text
	CurrentState  Text
	Sustain       Text
	Goals         []Goal
	Measures      []Measure // its own, beside the collaborative's
	NotReported   []NotReported
	Ready         []Text // requirement ids
	Drivers       []Driver

	Roster     Roster
	Data       TeamData
	Milestones []Progress
	Changes    []Change
	Reports    []Report // a walk each
	Learnings  []Learning
	Attendance []Attendance

	// Missing names the files that could not be read. Of a team that a draft can't
	// show it says what is wrong with each of its files.
	Missing []string
}

// Left says when and why a team left.
type Left struct {
	On     Day
	Reason Text
	At     diag.Span
}

// A Goal is the team's own target for a measure.
type Goal struct {
	Measure Text
	Target  *Number
	By      Day
	At      diag.Span
}

// NotReported says that a team does not report a measure, and why.
type NotReported struct {
	Measure Text
	Reason  Text
}

// A Driver is a node of the key driver diagram.
type Driver struct {
	ID, Name Text
	Drivers  []Driver
}

// A Roster is who is in the team.
type Roster struct {
	At     diag.Span // of the key people
	People []Person
	Vacant []Vacancy
}

// A Person of a team. The same id in two rosters is the same person.
type Person struct {
	ID, Name   Text
	Roles      []Text // at least one role id
	Title      Text
	Email      Text
	DataAccess bool
	GitHub     Text
	Public     bool
	From, To   Day
	At         diag.Span
}

// On reports whether the person is in the team on the day.
func (p *Person) On(d Date) bool {
	return (p.From.Date == 0 || p.From.Date <= d) && (p.To.Date == 0 || d <= p.To.Date)
}

// Has reports whether the person has the role.
func (p *Person) Has(role string) bool {
	for _, r := range p.Roles {
		if r.Text == role {
			return true
		}
	}
	return false
}

// A Vacancy is a role that is open.
type Vacancy struct {
	Role  Text
	Since Day
	Note  Text
}

// TeamData is what the team measured.
type TeamData struct {
	At     diag.Span
	Weeks  []Week        // by date
	Events []EventSeries // by measure
	Phases []Phase       // by measure, then date
}

// A Week is one line of data.yaml.
type Week struct {
	Start        Day
	Figures      []Figure
	Note         Text
	Exclude      []Text // measure ids
	Astronomical []Text // measure ids
}

// Week returns the one that starts on the day, or nil.
func (d *TeamData) Week(start Date) *Week {
	if i := d.before(start); i < len(d.Weeks) && d.Weeks[i].Start.Date == start {
		return &d.Weeks[i]
	}
	return nil
}

// before is how many weeks start before the day; they are in order. A week is
// large, and not copied.
func (d *TeamData) before(day Date) int {
	return sort.Search(len(d.Weeks), func(i int) bool { return d.Weeks[i].Start.Date >= day })
}

// Figure returns the week's figure for the measure, or nil.
func (w *Week) Figure(measure string) *Figure {
	for i := range w.Figures {
		if w.Figures[i].Measure == measure {
			return &w.Figures[i]
		}
	}
	return nil
}

// A Figure is one measure's figure of one week. Den is 0 for a count or a
// value. None means that there is no figure on purpose.
type Figure struct {
	Measure  string
	None     bool
	Num, Den float64
	At       diag.Span
}

// EventSeries is a measure's rare events, by date.
type EventSeries struct {
	Measure Text
	Events  []Event
}

// An Event has the cases since the one before, where the chart is g.
type Event struct {
	Date  Day
	Cases *Number
}

// A Phase starts a new centre line at a week.
type Phase struct {
	Measure  Text
	From     Day
	Name     Text
	Reason   Text
	Declared Day // when it was decided upon; pages about earlier days don't have it
}

// Progress is how far a milestone is.
type Progress struct {
	Milestone     Text
	Started, Done Day
	Evidence      Text // a link
	Note          Text
	Waived        Text // why it is not asked of this team
}

// A Change is something that the team tries.
type Change struct {
	ID       Text
	Title    Text
	Driver   Text
	Measures []Text // ids; all of the team's where none is named
	Cycles   []Cycle
}

// From returns the first day of the first cycle, or zero.
func (c *Change) From() Date {
	var first Date
	for i := range c.Cycles {
		if from := c.Cycles[i].From.Date; from != 0 && (first == 0 || from < first) {
			first = from
		}
	}
	return first
}

// A Cycle is one plan-do-study-act turn.
type Cycle struct {
	From, To        Day
	Plan, Do, Study Text   // md
	Act             string // adopt, adapt, abandon, or "" while it runs
	At              diag.Span
}

// A Report is what a team brings to one walk.
type Report struct {
	Session   Text
	Score     *Number
	Progress  Text // md
	Next      Text // md
	Barriers  []Barrier
	Asks      []Text
	Presenter Text
}

// A Barrier stands in the team's way until it is closed.
type Barrier struct {
	Text           Text
	Raised, Closed Day
	How            Text
	At             diag.Span
}

// A Learning is what the team shares with the others.
type Learning struct {
	ID, Title Text
	Date      Day
	Change    Text
	Tags      []Text
	Text      Text // md
}

// Attendance is who came to a session.
type Attendance struct {
	Session Text
	People  []Text
}

// AllMeasures returns the measures that the team may report: its
// collaborative's, then its own.
func (t *Team) AllMeasures(c *Cohort) []Measure {
	if co := c.Collaborative(t.Collaborative.Text); co != nil {
		return append(co.Measures[:len(co.Measures):len(co.Measures)], t.Measures...)
	}
	return t.Measures
}

// NotMeasures are a week's keys that are no measures, and no measure's id.
var NotMeasures = []string{"note", "exclude", "astronomical"}

// KnownMeasures is what the team may report as far as the files could be read,
// and whether that is all: where it isn't, a name that no measure bears is no
// mistake of its own. Where it isn't known whose team it is, any measure of the
// cohort is taken.
func (t *Team) KnownMeasures(c *Cohort) (some []Measure, all bool) {
	all = c.At.Line > 0 && t.At.Line > 0
	for _, co := range c.Collaboratives {
		if co.ID.Text == t.Collaborative.Text || c.Collaborative(t.Collaborative.Text) == nil {
			some = append(some, co.Measures...)
			all = all && co.ID.Given() && co.Measures != nil
		}
	}
	some = append(some, t.Measures...)
	nameless := slices.ContainsFunc(some, func(m Measure) bool { return !m.ID.Given() || slices.Contains(NotMeasures, m.ID.Text) })
	return some, all && !nameless && c.Measures()
}

// Measures reports whether there is anything that a team of the cohort measures.
func (c *Cohort) Measures() bool {
	return slices.ContainsFunc(c.Collaboratives, func(co Collaborative) bool { return len(co.Measures) > 0 })
}
