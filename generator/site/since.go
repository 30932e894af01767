package site

import (
	"fmt"
	"slices"
	"sort"

	"wallwalk/generator/model"
	"wallwalk/generator/series"
	"wallwalk/generator/standing"
)

// A sinceView is what has moved since the last walk.
type sinceView struct {
	Title          string
	Score          string
	Figures        string // how many points are new, and of which weeks
	Points         []pair // a measure, and its new figures
	Signals        []Said
	Milestones     []Said // its state as tone
	Opened, Closed []string
}

// Nothing reports whether nothing moved.
func (v sinceView) Nothing() bool {
	return v.Score == "" && len(v.Points)+len(v.Signals)+len(v.Milestones)+len(v.Opened)+len(v.Closed) == 0
}

// A tally counts what has moved, of one team or of all.
type tally struct{ points, signals, done, opened, closed int }

func (t *tally) add(o tally) {
	t.points += o.points
	t.signals += o.signals
	t.done += o.done
	t.opened += o.opened
	t.closed += o.closed
}

// String is the tally in words.
func (t tally) String() string {
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{
		{t.points, "new point", "new points"}, {t.signals, "new signal", "new signals"}, {t.done, "milestone done", "milestones done"},
		{t.opened, "barrier opened", "barriers opened"}, {t.closed, "barrier closed", "barriers closed"},
	} {
		if p.n > 0 {
			parts = append(parts, count(p.n, p.one, p.many))
		}
	}
	if len(parts) == 0 {
		return "nothing moved"
	}
	return join(parts)
}

// moved compares how a team stood at the last walk with how it stands. then is
// nil where there was no walk before; what moved did so after from, up to day.
func moved(then, now *standing.Stood, from, day model.Date) (v sinceView, t tally) {
	if then == nil {
		then = &standing.Stood{}
	}
	v.Score = scoreMoved(then, now)
	v.figures(&t, then.Series, now, from, day)
	for _, st := range now.Steps {
		switch {
		case st.State == standing.Done && st.Done > from:
			v.Milestones = append(v.Milestones, Said{"done", st.Milestone.Name.Text + ": done on " + st.Done.Short()})
			t.done++
		case st.Started > from && st.State != standing.Done:
			v.Milestones = append(v.Milestones, Said{"under-way", st.Milestone.Name.Text + ": started on " + st.Started.Short()})
		}
	}
	known := slices.Concat(then.Open, then.Closed)
	for _, bar := range slices.Concat(now.Open, now.Closed) {
		if !has(known, bar) {
			v.Opened = append(v.Opened, bar.Text.Text)
		}
	}
	for _, bar := range now.Closed {
		if !has(then.Closed, bar) {
			v.Closed = append(v.Closed, bar.Text.Text+" (on "+bar.Closed.Short()+")"+reason(bar.How.Text))
		}
	}
	t.opened, t.closed = len(v.Opened), len(v.Closed)
	return v, t
}

// figures fills in new points and signals. was is how the charts were; a point
// is new where its week ended after from.
func (v *sinceView) figures(t *tally, was []*series.Series, now *standing.Stood, from, day model.Date) {
	for _, s := range now.Series {
		if text, n := newPoints(s, from, day); n > 0 {
			v.Points = append(v.Points, pair{s.Title(), text})
			t.points += n
		}
		for _, g := range newSignals(s, was) {
			v.Signals = append(v.Signals, Said{toneName(g.Direction), s.Title() + ": " + g.Text})
			t.signals++
		}
	}
	if t.points > 0 {
		v.Figures = count(t.points, "new point", "new points") + newWeeks(now.Series, from, day)
	}
}

func has(all []*model.Barrier, b *model.Barrier) bool {
	return slices.ContainsFunc(all, func(o *model.Barrier) bool { return o.Raised.Date == b.Raised.Date && o.Text.Text == b.Text.Text })
}

// scoreMoved says the score against that of the walk before; "" where no
// score was given since.
func scoreMoved(then, now *standing.Stood) string {
	is, ok := now.Score()
	was, had := then.Score()
	switch {
	case !ok || had && len(now.Scores) == len(then.Scores):
		return ""
	case !had:
		return "First score: " + number(is.Score) + reason(is.Label)
	case is.Score == was.Score:
		return "Score unchanged at " + number(is.Score) + reason(is.Label)
	}
	return fmt.Sprintf("Score from %s to %s%s", number(was.Score), number(is.Score), reason(is.Label))
}

// same is the series of a measure at the last walk, or nil.
func same(s *series.Series, then []*series.Series) *series.Series {
	for _, o := range then {
		if o.Measure.ID.Text == s.Measure.ID.Text {
			return o
		}
	}
	return nil
}

// newPoints lists the figures that came in, and how many they are: weeks that
// ended, or events that happened, after from.
func newPoints(s *series.Series, from, day model.Date) (text string, n int) {
	var b []byte
	for i := firstAfter(s, from); i < len(s.Points); i++ {
		p := &s.Points[i]
		if !fresh(s, p, from, day) {
			continue
		}
		if n++; n > 1 {
			b = append(b, "; "...)
		}
		b = figure(append(p.Date.AppendShort(b), ' '), s, i)
		if p.Excluded {
			b = append(b, ", excluded"...)
		}
	}
	return string(b), n
}

// firstAfter is the first point that may have ended after the day.
func firstAfter(s *series.Series, day model.Date) int {
	return sort.Search(len(s.Points), func(i int) bool { return s.Points[i].Date+6 > day })
}

// fresh reports whether a point has a figure and ended after from, up to day.
func fresh(s *series.Series, p *series.Point, from, day model.Date) bool {
	end := p.Date
	if s.Measure.Data != model.Events {
		end += 6
	}
	return p.Status == series.OK && end > from && end <= day
}

// newWeeks says of which weeks the new points are; "" where there are but
// events.
func newWeeks(all []*series.Series, from, day model.Date) string {
	var first, last model.Date
	for _, s := range all {
		for i := firstAfter(s, from); i < len(s.Points); i++ {
			p := &s.Points[i]
			if s.Measure.Data == model.Events || !fresh(s, p, from, day) {
				continue
			}
			if first == 0 || p.Date < first {
				first = p.Date
			}
			last = max(last, p.Date)
		}
	}
	switch {
	case first == 0:
		return ""
	case first == last:
		return ", week of " + first.Short()
	}
	return ", weeks of " + first.Short() + " to " + last.Short()
}

// newSignals are those that the series did not show at the last walk.
func newSignals(s *series.Series, then []*series.Series) []series.Signal {
	was := same(s, then)
	return slices.DeleteFunc(slices.Clone(s.Brief()), func(g series.Signal) bool {
		return was != nil && slices.ContainsFunc(was.Signals, func(o series.Signal) bool { return o.Rule == g.Rule && o.From == g.From })
	})
}
