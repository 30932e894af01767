package series

import (
	"iter"
	"slices"

	"wallwalk/generator/model"
)

// Pool returns the collaborative's series of the measure: by week the sums of
// numerators and denominators for fractions and rates, the mean for counts,
// the median for values, over the teams that report. Excluded points are not
// pooled. Weeks in which fewer than half of the teams report count for no
// rule; who has left, has not joined yet or does not report the measure is not
// waited for. Events are not pooled: ok is false.
func Pool(c *model.Cohort, m model.Measure, teams []*model.Team) (s *Series, ok bool) {
	if m.Data == model.Events {
		return nil, false
	}
	s = &Series{Measure: &m, Phases: []Phase{{Name: "Baseline"}}}
	s.goal(nil)
	step := model.Date(7 * m.Every)
	for slot := range s.slots(teams, step) {
		if n := len(s.Points); n > 0 {
			for gap := s.Points[n-1].Date + step; gap+step/2 < slot.week; gap += step {
				s.Points = append(s.Points, Point{Date: gap, Status: Missing})
			}
		}
		p := s.pooled(slot.points)
		p.Date, p.Teams, p.Few = slot.week, slot.teams, 2*slot.teams < due(teams, m, slot.week)
		s.Points = append(s.Points, p)
	}
	if len(s.Points) > 0 {
		s.Phases[0].From = s.Points[0].Date
	}
	s.analyse(c.Rules)
	return s, true
}

// A slot is the figures of a week, or of as many weeks as lie between two
// figures of the measure.
type slot struct {
	week   model.Date
	points []Point
	teams  int
}

// slots gathers what the teams report, by time: figures less than three quarters of a
// step apart stand together, dated by the first of them. A slot's points are of no
// use when the next one comes.
func (s *Series) slots(teams []*model.Team, step model.Date) iter.Seq[slot] {
	return func(yield func(slot) bool) {
		lines := make([]coming, len(teams))
		for i, t := range teams {
			lines[i] = coming{weeks: t.Data.Weeks}
			lines[i].usable(s)
		}
		one := slot{points: make([]Point, 0, len(teams))}
		for {
			week, more := earliest(lines)
			if len(one.points) > 0 && (!more || week > one.week+3*step/4) {
				if !yield(one) {
					return
				}
				one.points, one.teams = one.points[:0], 0
				for i := range lines {
					lines[i].in = false
				}
			}
			if !more {
				return
			}
			if len(one.points) == 0 {
				one.week = week
			}
			for i := range lines {
				for l := &lines[i]; len(l.weeks) > 0 && l.weeks[0].Start.Date == week; l.next(s) {
					one.points = append(one.points, l.point)
					if !l.in {
						l.in = true
						one.teams++
					}
				}
			}
		}
	}
}

// A coming is a team's weeks from one on, the first of which has a figure that
// counts.
type coming struct {
	weeks []model.Week
	point Point // the first week's
	in    bool  // the slot
}

func (l *coming) next(s *Series) {
	l.weeks = l.weeks[1:]
	l.usable(s)
}

// usable passes the weeks by that have no figure that counts.
func (l *coming) usable(s *Series) {
	for ; len(l.weeks) > 0; l.weeks = l.weeks[1:] {
		w := &l.weeks[0]
		if f := w.Figure(s.Measure.ID.Text); f != nil {
			if l.point = s.point(w, f); l.point.Status == OK && !l.point.Excluded {
				return
			}
		}
	}
}

// earliest is the first day of the figures that come next; false where there
// are no more.
func earliest(lines []coming) (day model.Date, more bool) {
	for i := range lines {
		if l := &lines[i]; len(l.weeks) > 0 && (!more || l.weeks[0].Start.Date < day) {
			day, more = l.weeks[0].Start.Date, true
		}
	}
	return day, more
}

// due is how many teams are there to report the measure in the week.
func due(teams []*model.Team, m model.Measure, week model.Date) int {
	n := 0
	for _, t := range teams {
		silent := slices.ContainsFunc(t.NotReported, func(r model.NotReported) bool { return r.Measure.Text == m.ID.Text })
		gone := t.Left != nil && t.Left.On.Date <= week
		if !silent && !gone && t.Joined.Date <= week {
			n++
		}
	}
	return n
}

func (s *Series) pooled(points []Point) Point {
	p := Point{Status: OK}
	values := make([]float64, 0, len(points))
	for _, q := range points {
		p.Num, p.Den = p.Num+q.Num, p.Den+q.Den
		values = append(values, q.Value)
	}
	switch s.Measure.Data {
	case model.Fraction, model.Rate:
		p.Value = p.Num / p.Den * s.per()
	case model.Count:
		for _, v := range values {
			p.Value += v / float64(len(values))
		}
	default:
		p.Value = median(values)
	}
	return p
}

// median of at least one value; it sorts them.
func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	if n%2 == 1 {
		return values[n/2]
	}
	return values[n/2-1]/2 + values[n/2]/2
}
