// Package series makes of a team's weekly lines what a chart and a table show:
// one [Series] for each measure, analysed, with its signals and what they mean
// in words.
//
// There is a point for every week from the measure's first to its last (every
// fourth, where the measure is monthly), so that a missing week is seen as
// missing; events are points at their dates. Figures are kept on the measure's
// natural scale, a fraction in 0..1; [Series.Say] puts them in the reader's
// unit.
package series

import (
	"math"
	"slices"
	"sort"
	"strings"

	"wallwalk/generator/model"
	"wallwalk/generator/spc"
)

// Status says why a point has a figure or none.
type Status string

const (
	OK      Status = "ok"
	None    Status = "none"    // no figure, on purpose
	Missing Status = "missing" // no line for the week, or none for the measure
)

// A Point is one week or event.
type Point struct {
	Date         model.Date
	Status       Status
	Num, Den     float64 // of fractions and rates; Den is 0 otherwise
	Value        float64 // where Status is OK
	Excluded     bool
	Astronomical bool // a person has marked it
	Few          bool // of a pooled series: fewer than half of the teams report
	Teams        int  // of a pooled series: how many report
	Note         string
}

// A Phase is a span with a centre line of its own.
type Phase struct {
	Name, Reason string
	From         model.Date
}

// A Series is a measure's points with their analysis; Analysis.Points has an
// entry for each point and Analysis.Phases one for each phase.
type Series struct {
	Measure  *model.Measure
	Goal     *float64 // on the natural scale: the team's own, else the measure's
	GoalBy   model.Date
	Points   []Point
	Phases   []Phase
	Analysis spc.Analysis
	Signals  []Signal // those of the cohort's rules, by date
	places   int      // Decimals and one, since every figure that is said asks; 0 = not reckoned yet
}

// charts maps the format's names to the analysis' kinds.
var charts = map[string]spc.Chart{"run": spc.Run, "p": spc.P, "pp": spc.PPrime, "u": spc.U, "up": spc.UPrime,
	"c": spc.C, "i": spc.I, "g": spc.G, "t": spc.T}

// Of returns the team's series of the measure.
func Of(c *model.Cohort, t *model.Team, m model.Measure) *Series {
	s := &Series{Measure: &m}
	s.goal(t)
	if m.Data == model.Events {
		s.events(t)
	} else {
		s.weeks(t)
	}
	s.phases(t)
	s.analyse(c.Rules)
	return s
}

// Of is [Of] for the team as it stood earlier: its weeks are the first of those
// that the series is of, so its points are the first of the series'.
func (s *Series) Of(c *model.Cohort, then *model.Team) *Series {
	if s.Measure.Data == model.Events {
		return Of(c, then, *s.Measure)
	}
	n := 0
	if weeks := then.Data.Weeks; len(weeks) > 0 {
		n = s.index(weeks[len(weeks)-1].Start.Date + 1)
	}
	for n > 0 && s.Points[n-1].Status == Missing {
		n-- // it is there for a later one
	}
	e := &Series{Measure: s.Measure, Points: s.Points[:n:n]}
	e.goal(then)
	e.phases(then)
	e.analyse(c.Rules)
	return e
}

// New analyses points that come from elsewhere than a team's folder. The
// points are in order; each phase but the first starts at the first point on or
// after its day. The rules are those that are signals.
func New(m model.Measure, points []Point, later []Phase, rules []string) *Series {
	s := &Series{Measure: &m, Points: points, Phases: append([]Phase{{Name: "Baseline"}}, later...)}
	if len(points) > 0 {
		s.Phases[0].From = points[0].Date
	}
	s.goal(nil)
	s.analyse(rules)
	return s
}

// goal is the team's target where it has one, else the measure's goal.
func (s *Series) goal(t *model.Team) {
	goal := s.Measure.Goal
	if t != nil {
		for _, g := range t.Goals {
			if g.Measure.Text == s.Measure.ID.Text && g.Target != nil {
				goal, s.GoalBy = g.Target, g.By.Date
			}
		}
	}
	if goal != nil {
		v := goal.N / s.Scale()
		s.Goal = &v
	}
}

// Scale is what a figure is multiplied by to be shown: 100 for a fraction.
func (s *Series) Scale() float64 {
	if s.Measure.Data == model.Fraction {
		return 100
	}
	return 1
}

// weeks lines up the weekly figures, with a point for each week between.
func (s *Series) weeks(t *model.Team) {
	id, every := s.Measure.ID.Text, model.Date(7*s.Measure.Every)
	s.Points = make([]Point, 0, len(t.Data.Weeks))
	for i := range t.Data.Weeks {
		w := &t.Data.Weeks[i]
		f := w.Figure(id)
		if f == nil {
			continue
		}
		if n := len(s.Points); n > 0 {
			for d := s.Points[n-1].Date + every; d+every/2 < w.Start.Date; d += every { // months have five weeks at times
				s.Points = append(s.Points, Point{Date: d, Status: Missing, Note: noteOf(t, d)})
			}
		}
		s.Points = append(s.Points, s.point(w, f))
	}
}

func noteOf(t *model.Team, d model.Date) string {
	if w := t.Data.Week(d); w != nil {
		return w.Note.Text
	}
	return ""
}

func (s *Series) point(w *model.Week, f *model.Figure) Point {
	p := Point{Date: w.Start.Date, Status: OK, Note: w.Note.Text,
		Excluded: names(w.Exclude, s.Measure.ID.Text), Astronomical: names(w.Astronomical, s.Measure.ID.Text)}
	switch {
	case f.None:
		p.Status = None
	case f.Den > 0:
		p.Num, p.Den = f.Num, f.Den
		p.Value = f.Num / f.Den * s.per()
	default:
		p.Value = f.Num
	}
	return p
}

func (s *Series) per() float64 {
	if s.Measure.Data == model.Rate {
		return s.Measure.Per
	}
	return 1
}

func names(ids []model.Text, id string) bool {
	return slices.ContainsFunc(ids, func(t model.Text) bool { return t.Text == id })
}

// events lines up rare events: the days, or the cases, since the one before.
func (s *Series) events(t *model.Team) {
	for _, e := range t.Data.Events {
		if e.Measure.Text != s.Measure.ID.Text {
			continue
		}
		for i, ev := range e.Events {
			p := Point{Date: ev.Date.Date, Status: OK}
			switch {
			case ev.Cases != nil:
				p.Value = ev.Cases.N
			case i > 0:
				p.Value = float64(ev.Date.Date - e.Events[i-1].Date.Date)
			default:
				p.Status, p.Note = None, "Days are counted from here."
			}
			s.Points = append(s.Points, p)
		}
	}
}

// phases names the spans. The first starts with the series and is named
// Baseline unless a phase is declared there.
func (s *Series) phases(t *model.Team) {
	s.Phases = []Phase{{Name: "Baseline"}}
	if len(s.Points) > 0 {
		s.Phases[0].From = s.Points[0].Date
	}
	for _, p := range t.Data.Phases {
		switch {
		case p.Measure.Text != s.Measure.ID.Text || len(s.Points) == 0:
		case p.From.Date <= s.Points[0].Date:
			s.Phases[0] = Phase{Name: phaseName(p), Reason: p.Reason.Text, From: s.Points[0].Date}
		default:
			s.Phases = append(s.Phases, Phase{Name: phaseName(p), Reason: p.Reason.Text, From: p.From.Date})
		}
	}
}

func phaseName(p model.Phase) string {
	if p.Name.Given() {
		return p.Name.Text
	}
	return "From " + p.From.Short()
}

// analyse hands the numbers to the statistics and turns what they find into
// signals.
func (s *Series) analyse(rules []string) {
	s.places = s.Decimals() + 1
	var few [64]spc.Point // as most series have, so that these cost no allocation
	points := few[:0]
	for i := range s.Points {
		p := &s.Points[i]
		one := spc.Point{Num: p.Value, Den: 1, Missing: p.Status != OK, Excluded: p.Excluded || p.Few}
		if p.Den > 0 {
			one.Num, one.Den = p.Num, p.Den
		}
		points = append(points, one)
	}
	o := spc.Options{Chart: charts[s.Measure.Chart], Per: s.per(), Baseline: s.Measure.BaselineWeeks}
	for _, ph := range s.Phases[1:] {
		o.Phases = append(o.Phases, s.index(ph.From))
	}
	s.Analysis = spc.Analyze(points, o)
	s.find(rules)
}

// index is the first point on or after the day.
func (s *Series) index(d model.Date) int {
	return sort.Search(len(s.Points), func(i int) bool { return s.Points[i].Date >= d }) // a point is large, and not copied
}

// Decimals is how many the measure's figures are shown with.
func (s *Series) Decimals() int {
	m := s.Measure
	switch {
	case s.places > 0:
		return s.places - 1
	case m.Decimals != nil:
		return *m.Decimals
	case m.Data == model.Fraction:
		return s.smallest()
	}
	most, unit := 0, 1.0
	for i := 0; i < len(s.Points) && most < 2; i++ {
		if p := &s.Points[i]; p.Status == OK {
			for most < 2 && math.Abs(p.Value*unit-math.Round(p.Value*unit)) > 1e-6 {
				most, unit = most+1, unit*10
			}
		}
	}
	if m.Data == model.Rate || m.Data == model.Count {
		return min(most, 1)
	}
	return most
}

// smallest is how many decimals a percentage needs, so that none that is there
// reads as zero: up to two.
func (s *Series) smallest() int {
	least := math.Inf(1)
	for i := range s.Points {
		if p := &s.Points[i]; p.Value > 0 && p.Value < least && p.Status == OK {
			least = p.Value
		}
	}
	if s.Goal != nil && *s.Goal > 0 {
		least = min(least, *s.Goal)
	}
	switch {
	case least < 0.0005:
		return 2
	case least < 0.005:
		return 1
	}
	return 0
}

// Unit is what the figures are shown in: the measure's, or % for a fraction.
func (s *Series) Unit() string {
	if s.Measure.Unit.Given() {
		return s.Measure.Unit.Text
	}
	switch {
	case s.Measure.Data == model.Fraction:
		return "%"
	case s.Measure.Chart == "t":
		return "days"
	case s.Measure.Chart == "g":
		return "cases"
	}
	return ""
}

// NoLimits says why a chart that should have limits has none; "" where it has
// them, or needs none.
func (s *Series) NoLimits() string {
	if s.Measure.Chart == "run" || s.Last() < 0 || slices.ContainsFunc(s.Analysis.Points, func(p spc.Fitted) bool { return p.HasLimits }) {
		return ""
	}
	return "No limits are drawn: there are too few figures in a row to estimate them."
}

// Last returns the newest usable point's index, or -1.
func (s *Series) Last() int {
	for i := len(s.Points) - 1; i >= 0; i-- {
		if s.usable(i) {
			return i
		}
	}
	return -1
}

func (s *Series) usable(i int) bool {
	p := s.Points[i]
	return p.Status == OK && !p.Excluded && !p.Few && s.Analysis.Points[i].HasValue
}

// Lately is where the measure is: what its centre line would be from the last
// few usable points of the last phase, and how many they are, at most six, as
// many as a shift takes.
func (s *Series) Lately() (v float64, n int) {
	last := make([]Point, 0, 6)
	phase := s.last()
	for i := phase.To - 1; i >= phase.From && len(last) < cap(last); i-- {
		if s.usable(i) {
			last = append(last, s.Points[i])
		}
	}
	if len(last) == 0 {
		return 0, 0
	}
	return s.middle(last), len(last)
}

// middle is the centre of some points: the median on run, g and t charts, the
// ratio of sums or the mean on the others.
func (s *Series) middle(points []Point) float64 {
	var num, den, sum float64
	var few [8]float64 // as many as there are at the most
	values := few[:0]
	for i := range points {
		p := &points[i]
		num, den, sum = num+p.Num, den+p.Den, sum+p.Value
		values = append(values, p.Value)
	}
	switch c := s.Measure.Chart; {
	case c == "run" || c == "g" || c == "t":
		return median(values)
	case den > 0:
		return num / den * s.per()
	}
	return sum / float64(len(values))
}

// Reached reports whether the lately figures meet the goal.
func (s *Series) Reached() bool {
	v, n := s.Lately()
	return n > 0 && s.Goal != nil && s.meets(v)
}

// meets reports whether a figure is as good as the goal, which is there.
func (s *Series) meets(v float64) bool {
	switch s.Measure.Better {
	case "higher":
		return v >= *s.Goal*(1-1e-9)
	case "lower":
		return v <= *s.Goal*(1+1e-9)
	}
	return false
}

// Title is the measure's name, for use inside a sentence's quotes.
func (s *Series) Title() string { return strings.TrimSpace(s.Measure.Name.Text) }
