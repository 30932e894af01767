package check

import (
	"fmt"
	"math"
	"slices"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// A figure is unusual at ten times the median of the measure's other weeks,
// where there are enough of them to know what is usual.
const (
	unusualTimes = 10
	enoughWeeks  = 5
)

// A size is how large a week's figure is: a count or a value itself, a
// fraction's or a rate's denominator.
type size struct {
	n  float64
	at diag.Span
}

// goal reports a goal that a fraction can't reach, since it is shown in percent,
// and warns of one that most likely is a share.
func (k *checker) goal(m model.Measure, g *model.Number) {
	switch {
	case g == nil || m.Data != model.Fraction:
	case g.N < 0 || g.N > 100:
		k.Errorf("bad-value", g.At, "write it as it is shown, in percent: a number from 0 to 100",
			"a goal of %s %% can't be reached: %s is a part of a whole", number(g.N), m.ID)
	case g.N > 0 && g.N <= 1 && m.Better == "higher":
		k.Warnf("unusual-figure", g.At, fmt.Sprintf("a goal is written as it is shown, in percent: write %s if that is meant", number(math.Round(1e8*g.N)/1e6)),
			"the goal of %s is %s %%, of which more is better", m.ID, number(g.N))
	}
}

// per reports a rate's measure of a figure that is none, and would not be
// reckoned with.
func (k *checker) per(m model.Measure) {
	if m.Per != 1 && m.Data != "" && m.Data != model.Rate {
		k.Errorf("chart-data", m.At, "leave out per, or take a chart of rates, u or up, with two numbers each week: what was counted, and of how many",
			"per is for a rate, and the figures of %s are of the sort %s", m.ID, m.Data)
	}
}

// aims looks at what the cohort's measures, and the teams' own, say of their
// figures, and at the teams' own goals.
func (k *checker) aims(c *model.Cohort) {
	for _, co := range c.Collaboratives {
		for _, m := range co.Measures {
			k.goal(m, m.Goal)
			k.per(m)
		}
	}
	for _, t := range c.Teams {
		for _, m := range t.Measures {
			k.goal(m, m.Goal)
			k.per(m)
		}
		for _, g := range t.Goals {
			for _, m := range t.AllMeasures(c) {
				if m.ID.Text == g.Measure.Text {
					k.goal(m, g.Target)
				}
			}
		}
	}
}

// figures warns of slipped digits.
func (k *checker) figures(c *model.Cohort, t *model.Team) {
	sizes := make([]size, 0, len(t.Data.Weeks))
	sorted := make([]float64, 0, len(t.Data.Weeks))
	for _, m := range t.AllMeasures(c) {
		if sizes = sizesOf(sizes[:0], t.Data.Weeks, m); len(sizes) <= enoughWeeks {
			continue
		}
		sorted = sorted[:0]
		for _, s := range sizes {
			sorted = append(sorted, s.n)
		}
		slices.Sort(sorted)
		for _, s := range sizes {
			if usual := medianWithout(sorted, s.n); usual > 0 && s.n >= unusualTimes*usual {
				k.Warnf("unusual-figure", s.at, "check for a slipped digit or decimal point; if the figure is right, leave it",
					"%s: %s%s is ten times the usual %s or more", m.ID, denominator(m), number(s.n), number(usual))
			}
		}
	}
}

func denominator(m model.Measure) string {
	if m.Data == model.Fraction || m.Data == model.Rate {
		return "the denominator "
	}
	return ""
}

// sizesOf adds to sizes a measure's figures but those that somebody has judged: an
// excluded or astronomical one is known to be unusual.
func sizesOf(sizes []size, weeks []model.Week, m model.Measure) []size {
	for i := range weeks {
		w := &weeks[i]
		f := w.Figure(m.ID.Text)
		judged := func(t model.Text) bool { return t.Text == m.ID.Text }
		if f == nil || f.None || slices.ContainsFunc(w.Exclude, judged) || slices.ContainsFunc(w.Astronomical, judged) {
			continue
		}
		n := math.Abs(f.Num)
		if m.Data == model.Fraction || m.Data == model.Rate {
			n = f.Den
		}
		sizes = append(sizes, size{n, f.At})
	}
	return sizes
}

// medianWithout is the median of sorted numbers but one.
func medianWithout(sorted []float64, one float64) float64 {
	i, _ := slices.BinarySearch(sorted, one)
	at := func(j int) float64 {
		if j >= i {
			j++
		}
		return sorted[j]
	}
	n := len(sorted) - 1
	if n%2 == 1 {
		return at(n / 2)
	}
	return (at(n/2-1) + at(n/2)) / 2
}
