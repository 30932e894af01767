package standing

import (
	"wallwalk/generator/model"
)

// A WeekState is what became of one week's data. Each is a word and a shape as
// well as a colour.
type WeekState string

const (
	WeekIn       WeekState = "in"
	WeekNone     WeekState = "none"        // no figure at all, on purpose
	WeekExcluded WeekState = "excluded"    // in, and a measure of it counts nowhere
	WeekMissing  WeekState = "missing"     // a figure that is due is not there
	WeekAhead    WeekState = "not due yet" // and nothing is in
	WeekNotAsked WeekState = "not asked"
)

// A Week is one week's data of one team.
type Week struct {
	Start  model.Date
	State  WeekState
	Due    model.Date       // the last day on which it is in time
	Line   bool             // there is a line for it
	Owes   []*model.Measure // what is missing
	Note   string           // the team's own, where it wrote one
	Reason string           // why it isn't asked
}

// A span is the days that are asked of a team.
type span struct{ first, end model.Date }

// span is from the first day that is asked of the team to the last, whether it
// has come or not.
func (s *Standing) span() span {
	a := span{max(s.Cohort.Starts.Date, s.Team.Joined.Date), s.Cohort.Ends.Date}
	if s.Team.Left != nil {
		a.end = min(a.end, s.Team.Left.On.Date)
	}
	return a
}

// holds reports whether the whole week is asked.
func (a span) holds(week model.Date) bool { return week >= a.first && week+6 <= a.end }

// weeks reckons every whole week of the cohort up to the day, and the weeks
// that are owed: from the team's start to the last that is due, those for which
// a measure has neither a figure nor none.
func (s *Standing) weeks(p *model.Program) {
	grace := model.Date(p.DataDueDays)
	asked := s.span()
	monthly := s.monthly(p, asked)
	first, last := s.Cohort.Starts.Date.WeekOf(p.WeekStarts), min(s.Cohort.Ends.Date-6, s.AsOf)
	s.Weeks = make([]Week, 0, max(0, (last-first)/7+1))
	lines := s.Team.Data.Weeks
	for w := first; w <= last; w += 7 {
		if w < s.Cohort.Starts.Date {
			continue
		}
		for len(lines) > 0 && lines[0].Start.Date < w {
			lines = lines[1:]
		}
		var line *model.Week // the team's of the week, or nil
		if len(lines) > 0 && lines[0].Start.Date == w {
			line = &lines[0]
		}
		one := Week{Start: w, Due: w + 6 + grace}
		s.week(&one, line, asked, monthly[w])
		if asked.holds(w) && w+6 <= s.until && one.Due < s.AsOf {
			s.Due++
			if one.State == WeekMissing {
				s.Owed = append(s.Owed, w)
			}
		}
		s.Weeks = append(s.Weeks, one)
	}
}

// week says what became of a week; the monthly measures are owed in it.
func (s *Standing) week(w *Week, line *model.Week, asked span, monthly []*model.Measure) {
	figures, none := 0, 0
	if line != nil {
		w.Line, w.Note = true, line.Note.Text
	}
	for _, one := range s.Series {
		m := one.Measure
		if m.Data == model.Events {
			continue
		}
		var f *model.Figure
		if line != nil {
			f = line.Figure(m.ID.Text)
		}
		switch {
		case f != nil && f.None:
			none++
		case f != nil:
			figures++
		case m.Every == 1:
			w.Owes = append(w.Owes, m)
		}
	}
	w.Owes = append(w.Owes, monthly...)
	switch {
	case !asked.holds(w.Start):
		w.State, w.Owes, w.Reason = WeekNotAsked, nil, s.notAsked(w.Start)
	case len(w.Owes) > 0 && w.Due < s.AsOf:
		w.State = WeekMissing
	case len(w.Owes) > 0:
		w.State = WeekAhead
	case figures == 0 && none > 0:
		w.State = WeekNone
	case figures == 0 && line == nil:
		w.State, w.Reason = WeekNotAsked, "no figure is due this week"
	case len(line.Exclude) > 0:
		w.State = WeekExcluded
	default:
		w.State = WeekIn
	}
}

func (s *Standing) notAsked(week model.Date) string {
	if week < s.Team.Joined.Date {
		return "before the team joined"
	}
	return "after the team left"
}

// monthly returns the measures that are owed less often than weekly, by the
// week in which they are. A measure that is reported every fourth week is owed
// in the fourth week after its last figure, or after the team's start; since
// months have five weeks at times, one week more is not too late for it.
func (s *Standing) monthly(p *model.Program, asked span) map[model.Date][]*model.Measure {
	var owed map[model.Date][]*model.Measure
	first := asked.first.WeekOf(p.WeekStarts)
	if first < asked.first {
		first += 7
	}
	for _, one := range s.Series {
		m := one.Measure
		if m.Data == model.Events || m.Every < 2 {
			continue
		}
		every, more := model.Date(7*m.Every), model.Date(0)
		if m.Every >= 4 {
			more = 7
		}
		for at := first - 7 + every; at+more+6+model.Date(p.DataDueDays) < s.AsOf && asked.holds(at); at += every {
			if last := s.lastFigure(m.ID.Text, at-every, at+more); last != 0 {
				at = last
			} else {
				if owed == nil {
					owed = map[model.Date][]*model.Measure{}
				}
				owed[at] = append(owed[at], m)
			}
		}
	}
	return owed
}

// lastFigure is the last week after one and up to another in which the measure
// has a figure or none; zero where there is no such week.
func (s *Standing) lastFigure(measure string, after, upTo model.Date) model.Date {
	for i := len(s.Team.Data.Weeks) - 1; i >= 0; i-- {
		w := &s.Team.Data.Weeks[i]
		if w.Start.Date > after && w.Start.Date <= upTo && w.Figure(measure) != nil {
			return w.Start.Date
		}
	}
	return 0
}
