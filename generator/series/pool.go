package series

import (
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
	for _, slot := range slots(m, teams, step) {
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
// step apart stand together, dated by the first of them.
func slots(m model.Measure, teams []*model.Team, step model.Date) []slot {
	all := make([][]Point, len(teams))
	for i, t := range teams {
		all[i] = slices.DeleteFunc(figures(t, m), func(p Point) bool { return p.Status != OK || p.Excluded })
	}
	var out []slot
	at := make([]int, len(teams)) // the next figure of each; they are in order
	in := make([]int, len(teams)) // the slot that a team was last seen in, from 1
	for {
		week, more := earliest(all, at)
		if !more {
			return out
		}
		if n := len(out); n == 0 || week > out[n-1].week+3*step/4 {
			out = append(out, slot{week: week, points: make([]Point, 0, len(teams))})
		}
		one := &out[len(out)-1]
		for team, points := range all {
			for ; at[team] < len(points) && points[at[team]].Date == week; at[team]++ {
				one.points = append(one.points, points[at[team]])
				if in[team] != len(out) {
					in[team] = len(out)
					one.teams++
				}
			}
		}
	}
}

// earliest is the first day of the figures that come next; false where there
// are no more.
func earliest(all [][]Point, at []int) (day model.Date, more bool) {
	for team, points := range all {
		if at[team] < len(points) && (!more || points[at[team]].Date < day) {
			day, more = points[at[team]].Date, true
		}
	}
	return day, more
}

// figures are the points of a team's weeks, without what is made of them.
func figures(t *model.Team, m model.Measure) []Point {
	s := &Series{Measure: &m}
	s.weeks(t)
	return s.Points
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
