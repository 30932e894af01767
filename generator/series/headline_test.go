package series

import (
	"testing"

	"wallwalk/generator/model"
)

func TestHeadlines(t *testing.T) {
	for _, c := range []struct {
		name     string
		baseline int
		figures  string
		want     string
	}{
		{"nothing", 0, "", "No figures yet."},
		{"none on purpose", 0, "none none", "No figures yet."},
		{"excluded", 0, "5/10x", "No figures yet."},
		{"one figure", 0, "6/10", "One figure so far: 60 %."},
		{"one figure, then none", 0, "6/10 none - 9/10x", "One figure so far: 60 %."},
		{"two figures", 0, "6/10 7/10", "At 65 % so far. Too few points for a rule to speak (2 of 10)."},
		{"a trend of the first figures", 0, rise, "At 30 % so far: a trend in the wanted direction, 1 Mar to 29 Mar."},
		{"up, too few", 2, "2/10 2/10 none 4/10 4/10 4/10 1/10 4/10 4/10", "Up from 20 % to 40 %. Too few points for a rule to speak (6 of 10)."},
		{"no signal", 0, zig, "At 50 %, as at the start. No signal: the ups and downs are what chance alone gives."},
		{"up, no signal", 12, zig + "4/10 8/10 4/10 8/10 7/10 8/10", "Up from 50 % to 75 %. No signal: the ups and downs are what chance alone gives."},
		{"down, no signal", 12, zig + "6/10 2/10 6/10 2/10 3/10 2/10", "Down from 50 % to 25 %. No signal: the ups and downs are what chance alone gives."},
		{"a shift that holds", 0, low + high, "Up from 10 % to 90 %: a shift in the wanted direction, 19 Apr to 31 May."},
		{"a shift that holds, few useful points", 2, "1/10 1/10 9/10 9/10 9/10 9/10 9/10 9/10", "Up from 10 % to 90 %: a shift in the wanted direction, 15 Mar to 19 Apr."},
		{"a shift that is past", 0, high + low + "10/10 10/10", "Down from 90 % to 10 %; earlier a shift in the wrong direction, 19 Apr to 31 May."},
		{"a trend against the movement", 0, high + "1/10 2/10 3/10 4/10 5/10", "Down from 90 % to 35 %; yet a trend in the wanted direction, 19 Apr to 17 May."},
		{"the start is the first six usable points", 0, "none 9/10x 2/10 2/10 2/10 2/10 2/10 2/10 8/10 1/10 " + high, "Up from 20 % to 90 %: a shift in the wanted direction, 10 May to 21 Jun."},
		{"six points in a row", 2, "1/10 1/10 1/10 9/10 9/10 9/10", "At 50 % so far. Too few points for a rule to speak (3 of 10)."},
		{"most lie on the line", 0, "5/10 5/10 5/10 5/10 5/10 5/10 5/10 5/10 5/10 5/10 4/10 6/10",
			"At 50 %, as at the start. Too many points lie on the median for a rule to speak (10 of 12)."},
		{"a trend that holds", 12, zig + "40/100 " + rise[14:] + "60/100 70/100 80/100 90/100", "Up from 50 % to 65 %: a trend in the wanted direction, 31 May to 12 Jul."},
	} {
		m := percent()
		m.BaselineWeeks = c.baseline
		s := Of(cohort("shift", "trend"), weekly(t, m, spaced(c.figures)...), m)
		if got := soft(s.Headline()); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestHeadlinesOfTheOtherRules(t *testing.T) {
	m := with(minutes(), "neither")
	for _, c := range []struct{ name, chart, rules, figures, want string }{
		{"runs", "run", "runs", "1 1 1 1 1 1 9 9 9 9 9 9", "Up from 1 min to 9 min: too few runs for chance, 1 Mar to 17 May."},
		{"too many runs", "run", "runs", "1 9 1 9 1 9 1 9 1 9 1 9", "At 5 min, as at the start: too many runs for chance, 1 Mar to 17 May."},
		{"anhoej", "run", "anhoej", "1 1 1 1 1 1 1 1 9 9 9 9 9 9 9 9", "Up from 1 min to 9 min: a pattern that is not chance, 1 Mar to 14 Jun."},
		{"outside", "i", "", "9 11 9 11 9 11 9 11 9 11 10 100", "Up from 10 min to 25 min: a point outside the limits upwards, 17 May."},
		{"a shift up", "run", "shift", "1 1 1 1 1 1 9 9 9 9 9 9", "Up from 1 min to 9 min: a shift upwards, 12 Apr to 17 May."},
	} {
		m.Chart, m.BaselineWeeks = c.chart, map[string]int{"i": 10}[c.chart]
		s := Of(cohort(c.rules), weekly(t, m, spaced(c.figures)...), m)
		if got := soft(s.Headline()); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestHeadlinesOfPhases(t *testing.T) {
	m := percent()
	for _, c := range []struct{ name, figures, want string }{
		{"no signal since", low + zig, "Up from 10 % to 50 % since “New sheet” began on 19 Apr."},
		{"a signal of the phase before is its own", low + "9/10 8/10 9/10", "Up from 10 % to 90 % since “New sheet” began on 19 Apr."},
		{"a signal since", zig[:7*5] + low + high, "Up from 20 % to 90 % since “New sheet” began on 19 Apr: a shift in the wanted direction, 7 Jun to 19 Jul."},
		{"declared for next week", low, "At 10 %, as at the start. Too few points for a rule to speak (0 of 10)."},
		{"declared, and all of it excluded", low + "9/10x none", "At 10 %, as at the start. Too few points for a rule to speak (0 of 10)."},
		{"no figures before", "none none none none none none none 5/10 6/10", "At 55 % so far since “New sheet” began on 19 Apr."},
	} {
		team := weekly(t, m, spaced(c.figures)...)
		team.Data.Phases = []model.Phase{phase(m, week(7), "New sheet")}
		if got := soft(Of(cohort("shift"), team, m).Headline()); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestHeadlinesSayTheGoal(t *testing.T) {
	m := percent()
	m.Goal = goal(85)
	for _, c := range []struct {
		better, figures string
		by              model.Date
		want            string
	}{
		{"higher", "6/10", 0, "One figure so far: 60 %. The goal is 85 %."},
		{"higher", "9/10", 0, "One figure so far: 90 %. The goal of 85 % is reached."},
		{"higher", low + high, 0, "Up from 10 % to 90 %: a shift in the wanted direction, 19 Apr to 31 May. The goal of 85 % is reached."},
		{"lower", low + high, week(26), "Up from 10 % to 90 %: a shift in the wrong direction, 19 Apr to 31 May. The goal is 85 % by 30 Aug."},
		{"neither", low + high, 0, "Up from 10 % to 90 %: a shift upwards, 19 Apr to 31 May."},
	} {
		team := weekly(t, with(m, c.better), spaced(c.figures)...)
		if c.by != 0 {
			team.Goals = []model.Goal{{Measure: m.ID, Target: goal(85), By: day(c.by)}}
		}
		if got := soft(Of(cohort("shift"), team, with(m, c.better)).Headline()); got != c.want {
			t.Errorf("%s is better, %s: %q, want %q", c.better, c.figures, got, c.want)
		}
	}
}

func TestAShiftThatCameBackToTheLineHoldsNoMore(t *testing.T) {
	m := percent()
	team := weekly(t, m, spaced("2/10 2/10 2/10 2/10 2/10 2/10 9/10 9/10 9/10 9/10 9/10 9/10 9/10")...)
	s := Of(cohort("shift"), team, m)
	if g, holds, ok := s.Newest(); !ok || holds || g.Direction != Worse {
		t.Errorf("the newest signal is %+v, holds %v: %s", g, holds, s.Headline())
	}
}
