// Package standing reckons how a team stands as of a day: which milestones are
// reached, which are overdue and by how long, the score and its history, the
// barriers that are open, the weeks of data that are owed, and whether the
// team needs help, with the reasons in words.
package standing

import (
	"cmp"
	"fmt"
	"slices"

	"wallwalk/generator/model"
	"wallwalk/generator/series"
)

// A State is how far a milestone is. Each is a word and a shape as well as a
// colour.
type State string

const (
	Done     State = "done"
	UnderWay State = "under way"
	Overdue  State = "overdue"
	Upcoming State = "upcoming"
	Waived   State = "waived"
	Gone     State = "left" // the team had left before it was due
)

// A Step is one milestone of one team.
type Step struct {
	Milestone *model.Milestone
	State     State
	Due       model.Date // zero where none is given
	Started   model.Date
	Done      model.Date
	Days      int // done: days after due (negative: before); overdue: days since due
	Note      string
	Evidence  string
	Began     bool // started, though overdue
	Asked     bool // has a due day, and not one from before the team joined
}

// A Score is where a team's project stood at a walk.
type Score struct {
	Session *model.Session
	Score   float64
	Label   string
	Low     bool // in the lower half of the scale
}

// A Stood is how a team stood at the end of a day.
type Stood struct {
	Cohort  *model.Cohort
	Team    *model.Team
	AsOf    model.Date
	Steps   []Step // in the wall's order
	Series  []*series.Series
	Scores  []Score // by date; those of walks up to the day
	Open    []*model.Barrier
	Closed  []*model.Barrier
	Asks    []model.Text  // of the newest report
	Report  *model.Report // the newest, or nil
	until   model.Date    // nothing is owed after
	hasLeft bool
}

// A Standing is how a team stands on the day reckoned from, with what it owes by
// then and what it needs.
type Standing struct {
	Stood
	Weeks   []Week       // the cohort's whole weeks up to the day, in order
	Due     int          // weeks whose data is due
	Owed    []model.Date // those of them that are not there
	Reasons []string     // why the team needs help; empty where it doesn't
}

// Of reckons a team's standing. The program gives the week, the days of grace
// and the scale.
func Of(p *model.Program, c *model.Cohort, t *model.Team, asOf model.Date) *Standing {
	s := &Standing{}
	s.reckon(p, c, t, asOf, func(m *model.Measure) *series.Series { return series.Of(c, t, *m) })
	s.weeks(p)
	s.reasons()
	return s
}

// On reckons how the team stood at the end of an earlier day. The points of its
// series are those that are there now, as far as they had come.
func (s *Standing) On(p *model.Program, day model.Date) *Stood {
	t, then := s.Team.On(s.Cohort, day), &Stood{}
	then.reckon(p, s.Cohort, t, day, func(m *model.Measure) *series.Series {
		i := slices.IndexFunc(s.Series, func(one *series.Series) bool { return one.Measure.ID.Text == m.ID.Text })
		if i < 0 {
			return series.Of(s.Cohort, t, *m)
		}
		return s.Series[i].Of(s.Cohort, t)
	})
	return then
}

func (s *Stood) reckon(p *model.Program, c *model.Cohort, t *model.Team, asOf model.Date, seriesOf func(*model.Measure) *series.Series) {
	s.Cohort, s.Team, s.AsOf = c, t, asOf
	s.until = min(asOf, c.Ends.Date)
	if t.Left != nil {
		s.hasLeft = t.Left.On.Date <= min(asOf, c.Ends.Date)
		s.until = min(s.until, t.Left.On.Date)
	}
	all := t.AllMeasures(c)
	s.Series = make([]*series.Series, 0, len(all))
	for i := range all {
		if m := &all[i]; s.reports(m) {
			s.Series = append(s.Series, seriesOf(m))
		}
	}
	s.steps()
	s.reported(p)
}

func (s *Stood) reports(m *model.Measure) bool {
	return !slices.ContainsFunc(s.Team.NotReported, func(r model.NotReported) bool { return r.Measure.Text == m.ID.Text })
}

// Left reports whether the team had left by the day.
func (s *Stood) Left() bool { return s.hasLeft }

// Main is the series that stands for the team: its first outcome measure, else
// its first measure; nil where it has none.
func (s *Stood) Main() *series.Series {
	for _, one := range s.Series {
		if one.Measure.Type == "outcome" {
			return one
		}
	}
	if len(s.Series) > 0 {
		return s.Series[0]
	}
	return nil
}

func (s *Stood) steps() {
	s.Steps = make([]Step, 0, len(s.Cohort.Milestones))
	for i := range s.Cohort.Milestones {
		m := &s.Cohort.Milestones[i]
		st := Step{Milestone: m, State: Upcoming, Due: s.Cohort.Due(m)}
		st.Asked = s.asked(st.Due)
		for _, p := range s.Team.Milestones {
			if p.Milestone.Text == m.ID.Text {
				st.read(p, s.AsOf)
			}
		}
		if st.State != Done && st.State != Waived && st.Asked && st.Due < s.deadline() {
			st.Began = st.State == UnderWay
			st.State, st.Days = Overdue, int(s.deadline()-st.Due)
		}
		if s.hasLeft && (st.State == UnderWay || st.State == Upcoming) {
			st.State = Gone
		}
		s.Steps = append(s.Steps, st)
	}
}

// deadline is the day before which everything due is late if it isn't done:
// the day reckoned from, or the day after the cohort's last.
func (s *Stood) deadline() model.Date {
	if !s.hasLeft && s.AsOf > s.Cohort.Ends.Date {
		return s.Cohort.Ends.Date + 1
	}
	return s.until
}

// asked reports whether something due on the day is asked of the team: nothing
// is owed from before it joined.
func (s *Stood) asked(due model.Date) bool {
	return due != 0 && due >= s.Team.Joined.Date
}

// read takes over what the team wrote, as it stood on the day.
func (st *Step) read(p model.Progress, asOf model.Date) {
	st.Note, st.Evidence = p.Note.Text, p.Evidence.Text
	if p.Started.Given() && p.Started.Date <= asOf {
		st.State, st.Started = UnderWay, p.Started.Date
	}
	if p.Done.Given() && p.Done.Date <= asOf {
		st.State, st.Done = Done, p.Done.Date
		if st.Due != 0 {
			st.Days = int(st.Done - st.Due)
		}
	}
	if p.Waived.Given() {
		st.State, st.Note = Waived, p.Waived.Text
	}
}

// reported takes the walks up to the day: scores, barriers, asks.
func (s *Stood) reported(p *model.Program) {
	type told struct {
		*model.Session
		*model.Report
	}
	all := make([]told, 0, len(s.Team.Reports))
	for i, at := 0, 0; i < len(s.Team.Reports); i++ {
		r := &s.Team.Reports[i]
		if ses := s.Cohort.SessionNear(&at, r.Session.Text); ses != nil && ses.Date.Date <= s.AsOf {
			all = append(all, told{ses, r})
		}
	}
	slices.SortStableFunc(all, func(a, b told) int { return cmp.Compare(a.Date.Date, b.Date.Date) })
	for _, one := range all {
		s.hear(p, one.Session, one.Report)
	}
}

// Hear takes in a report that the team has written ahead of its walk, as if
// the walk were today.
func (s *Stood) Hear(p *model.Program, r *model.Report) {
	if ses := s.Cohort.Session(r.Session.Text); ses != nil {
		s.hear(p, ses, r)
	}
}

func (s *Stood) hear(p *model.Program, ses *model.Session, r *model.Report) {
	s.Report, s.Asks = r, r.Asks
	if r.Score != nil {
		low, high := p.Scale[0].Score, p.Scale[len(p.Scale)-1].Score
		s.Scores = append(s.Scores, Score{Session: ses, Score: r.Score.N, Label: label(p, r.Score.N), Low: 2*r.Score.N < low+high})
	}
	for i := range r.Barriers {
		s.barrier(&r.Barriers[i])
	}
}

// barrier keeps each barrier once, as its newest report has it.
func (s *Stood) barrier(b *model.Barrier) {
	same := func(o *model.Barrier) bool { return o.Raised.Date == b.Raised.Date && o.Text.Text == b.Text.Text }
	s.Open = slices.DeleteFunc(s.Open, same)
	s.Closed = slices.DeleteFunc(s.Closed, same)
	if b.Closed.Given() && b.Closed.Date <= s.AsOf {
		s.Closed = append(s.Closed, b)
	} else {
		s.Open = append(s.Open, b)
	}
}

func label(p *model.Program, score float64) string {
	for _, sc := range p.Scale {
		if sc.Score == score {
			return sc.Label.Text
		}
	}
	return ""
}

// Count returns how many steps are in the state.
func (s *Stood) Count(state State) int {
	n := 0
	for _, st := range s.Steps {
		if st.State == state {
			n++
		}
	}
	return n
}

// Expected is how many milestones are due by the day, those waived left out.
func (s *Stood) Expected() int {
	n := 0
	for _, st := range s.Steps {
		if st.State != Waived && st.Asked && st.Due <= s.until {
			n++
		}
	}
	return n
}

// Score returns the newest score, or false.
func (s *Stood) Score() (Score, bool) {
	if len(s.Scores) == 0 {
		return Score{}, false
	}
	return s.Scores[len(s.Scores)-1], true
}

// Next is the step that the team should take next: the first overdue one,
// else the first under way, else the first upcoming. Where the cohort is over
// or the team has left, there is none.
func (s *Stood) Next() (Step, bool) {
	if s.hasLeft || s.AsOf > s.Cohort.Ends.Date {
		return Step{}, false
	}
	for _, asked := range []bool{true, false} {
		for _, state := range []State{Overdue, UnderWay, Upcoming} {
			for _, st := range s.Steps {
				if st.State == state && st.Asked == asked {
					return st, true
				}
			}
		}
	}
	return Step{}, false
}

// reasons says why the team needs help: two milestones behind, a low score, a
// signal in the wrong direction that still holds, three weeks of data owed.
func (s *Standing) reasons() {
	if s.hasLeft || s.AsOf > s.Cohort.Ends.Date {
		return
	}
	if n := s.Count(Overdue); n >= 2 {
		s.Reasons = append(s.Reasons, fmt.Sprintf("%d milestones overdue", n))
	}
	if sc, ok := s.Score(); ok && sc.Low {
		text := fmt.Sprintf("scored %v", sc.Score)
		if sc.Label != "" {
			text += ": " + sc.Label
		}
		s.Reasons = append(s.Reasons, text)
	}
	if m := s.Main(); m != nil {
		if g, holds, ok := m.Newest(); ok && holds && g.Direction == series.Worse {
			what := "a " + g.Rule
			if g.Rule == "outside" {
				what = "a point outside the limits"
			}
			s.Reasons = append(s.Reasons, what+" in the wrong direction")
		}
	}
	if n := len(s.Owed); n >= 3 {
		s.Reasons = append(s.Reasons, fmt.Sprintf("%d weeks of data owed", n))
	}
}

// Coaches returns the people who coach the team on the day.
func (s *Stood) Coaches() []model.Person { return s.With("coach") }

// With returns the people who have the role on the day; of a finished cohort,
// on its last day.
func (s *Stood) With(role string) []model.Person {
	day := max(s.until, s.Cohort.Starts.Date)
	var have []model.Person
	for i := range s.Team.Roster.People {
		if p := &s.Team.Roster.People[i]; p.Has(role) && p.On(day) {
			have = append(have, *p)
		}
	}
	return have
}
