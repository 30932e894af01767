package series

import (
	"testing"

	"wallwalk/generator/model"
)

func TestDecimals(t *testing.T) {
	two := 2
	for _, c := range []struct {
		data     model.Data
		decimals *int
		figures  string
		want     int
	}{
		{model.Fraction, nil, "1/3 2/7", 0},
		{model.Fraction, nil, "0/300 1/200 2/7", 0},
		{model.Fraction, nil, "1/201 2/7", 1},
		{model.Fraction, nil, "1/300x 2/7", 1},
		{model.Fraction, nil, "1/2001 2/7", 2},
		{model.Fraction, nil, "0/300 none", 0},
		{model.Fraction, &two, "1/3", 2},
		{model.Value, nil, "36 40 none", 0},
		{model.Value, nil, "36 36.5", 1},
		{model.Value, nil, "36.25 36.5", 2},
		{model.Value, nil, "36.123456", 2},
		{model.Value, nil, "0.1 0.2 0.3 0.7", 1},
		{model.Value, &two, "36 40", 2},
		{model.Count, nil, "3 4", 0},
		{model.Rate, nil, "1/3 2/7", 1},
		{model.Rate, nil, "3/1 4/2", 0},
		{model.Value, nil, "", 0},
	} {
		m := minutes()
		m.Data, m.Decimals = c.data, c.decimals
		s := Of(cohort(), weekly(t, m, spaced(c.figures)...), m)
		if got := s.Decimals(); got != c.want {
			t.Errorf("%s of %s: %d decimals, want %d", c.data, c.figures, got, c.want)
		}
	}
	low := percent()
	low.Goal = goal(0.4)
	if s := Of(cohort(), weekly(t, low, "1/2"), low); s.Decimals() != 1 || soft(s.Say(*s.Goal)) != "0.4 %" {
		t.Errorf("a goal of 0.4 %% is said as %s", s.Say(*s.Goal))
	}
	m := minutes()
	m.Data = model.Count
	if s, _ := Pool(cohort(), m, collaborative(t, m, "1", "2", "2")); s.Decimals() != 1 || s.Say(5.0/3) != "1.7\u00A0min" {
		t.Errorf("the mean of three counts is said as %s", s.Say(5.0/3))
	}
}

func TestUnitAndSay(t *testing.T) {
	m := percent()
	s := Of(cohort(), weekly(t, m, "31/52"), m)
	if s.Unit() != "%" || s.Say(31.0/52) != "60\u00A0%" || s.Say(0.07) != "7\u00A0%" || s.Say(1) != "100\u00A0%" {
		t.Errorf("31 of 52 is %s", s.Say(31.0/52))
	}
	m.Unit.Text = "% of exams"
	if s = Of(cohort(), weekly(t, m, "31/52"), m); s.Say(0.5) != "50\u00A0% of exams" {
		t.Errorf("in its own unit a half is %s", s.Say(0.5))
	}
	m = minutes()
	if s = Of(cohort(), weekly(t, m, "36.5"), m); s.Unit() != "min" || s.Say(36) != "36.0\u00A0min" {
		t.Errorf("36 minutes are %s", s.Say(36))
	}
	m.Unit.Text = ""
	if s = Of(cohort(), weekly(t, m, "36"), m); s.Unit() != "" || s.Say(36) != "36" {
		t.Errorf("without a unit 36 is %q", s.Say(36))
	}
	for chart, want := range map[string]string{"t": "days", "g": "cases"} {
		if got := Of(cohort(), &model.Team{}, falls(chart)).Unit(); got != want {
			t.Errorf("the unit of a %s chart is %q", chart, got)
		}
	}
	m.Name.Text = "  Turnaround "
	if s = Of(cohort(), &model.Team{}, m); s.Title() != "Turnaround" {
		t.Errorf("its title is %q", s.Title())
	}
}

func TestLatelyIsTheMedianOfTheLastSix(t *testing.T) {
	m := minutes()
	for figures, want := range map[string]struct {
		v float64
		n int
	}{
		"7":                      {7, 1},
		"7 9":                    {8, 2},
		"99 1 2 3 4 5 6":         {3.5, 6},
		"99 98 1 2 3 none 5 - 6": {4, 6},
		"1 2 3 50x 4 5 6 none":   {3.5, 6},
		"none 5x":                {0, 0},
	} {
		s := Of(cohort(), weekly(t, m, spaced(figures)...), m)
		if v, n := s.Lately(); v != want.v || n != want.n {
			t.Errorf("lately of %s: %v of %d, want %v of %d", figures, v, n, want.v, want.n)
		}
	}
	team := weekly(t, m, spaced("1 1 1 1 8 10")...)
	team.Data.Phases = []model.Phase{phase(m, week(4), "New")}
	if v, n := Of(cohort(), team, m).Lately(); v != 9 || n != 2 {
		t.Errorf("lately reaches into the phase before: %v of %d", v, n)
	}
	team.Data.Phases[0].From = day(week(6))
	if v, n := Of(cohort(), team, m).Lately(); v != 1 || n != 6 {
		t.Errorf("where the newest phase has no figures, lately is %v of %d", v, n)
	}
}

func TestLatelyIsWhatTheCentreLineWouldBe(t *testing.T) {
	for chart, want := range map[string]float64{"run": 0.5, "p": 36.0 / 102, "pp": 36.0 / 102} {
		m := percent()
		m.Chart = chart
		if v, n := Of(cohort(), weekly(t, m, spaced("9/10 1/2 10/30 5/10 5/10 5/10 10/40")...), m).Lately(); !near(v, want) || n != 6 {
			t.Errorf("%s: %v of %d, want %v", chart, v, n, want)
		}
	}
}

func TestReached(t *testing.T) {
	for _, c := range []struct {
		better, figures string
		goal            float64
		want            bool
	}{
		{"higher", "84/100 86/100", 85, true},
		{"higher", "84/100 85/100", 85, false},
		{"lower", "84/100 86/100", 85, true},
		{"lower", "86/100 85/100", 85, false},
		{"neither", "85/100", 85, false},
		{"higher", "17/20 34/40 51/60", 85, true},
		{"lower", "17/20 34/40 51/60", 85, true},
		{"higher", "10/100 10/100 90/100 90/100 90/100 90/100 90/100", 85, true},
		{"higher", "none", 0, false},
	} {
		m := percent()
		m.Better, m.Goal = c.better, goal(c.goal)
		if got := Of(cohort(), weekly(t, m, spaced(c.figures)...), m).Reached(); got != c.want {
			t.Errorf("%s is better, %v is the goal, %s: reached is %v", c.better, c.goal, c.figures, got)
		}
	}
	m := percent()
	if Of(cohort(), weekly(t, m, "1/1"), m).Reached() {
		t.Error("reached without a goal")
	}
}

func TestLastIsTheNewestUsablePoint(t *testing.T) {
	m := minutes()
	for figures, want := range map[string]int{"": -1, "none": -1, "1x": -1, "1": 0, "1 - 2 3x none": 2} {
		if got := Of(cohort(), weekly(t, m, spaced(figures)...), m).Last(); got != want {
			t.Errorf("the last usable point of %q is %d, want %d", figures, got, want)
		}
	}
}

func TestNewestSignalAndWhetherItHolds(t *testing.T) {
	m := percent()
	low, high := "1/10 1/10 1/10 1/10 1/10 1/10 1/10 ", "9/10 9/10 9/10 9/10 9/10 9/10 9/10 "
	for _, c := range []struct {
		name, figures string
		first         int
		holds, ok     bool
	}{
		{"none", "1/10 9/10 1/10 9/10", 0, false, false},
		{"a mark is no rule's signal", "1/10 9/10! 1/10", 0, false, false},
		{"two shifts, the second holds", low + high, 7, true, true},
		{"the second has ended", low + high + "0/10", 7, false, true},
		{"what comes after is not usable", low + high + "1/10x none - none", 7, true, true},
	} {
		s := Of(cohort("shift"), weekly(t, m, spaced(c.figures)...), m)
		if g, holds, ok := s.Newest(); g.First != c.first || holds != c.holds || ok != c.ok {
			t.Errorf("%s: %+v, holds %v, ok %v", c.name, g, holds, ok)
		}
	}
}

func TestFiguresAreRoundedAsPeopleRound(t *testing.T) {
	m := percent()
	s := Of(cohort(), weekly(t, m, "57/200"), m)
	if got := soft(s.Say(57.0/200) + ", " + s.Say(0.125)); got != "29 %, 13 %" {
		t.Errorf("28.5 and 12.5 in a hundred are %s", got)
	}
	m = minutes()
	s = Of(cohort(), weekly(t, m, "36"), m)
	if got := soft(s.Say(-2.5) + ", " + s.Say(-0.2)); got != "−3 min, 0 min" {
		t.Errorf("below zero: %s", got)
	}
}

// A line between two figures is not said as one of them.
func TestALineHasOneMoreDecimalWhereItNeedsOne(t *testing.T) {
	one := 1
	for _, c := range []struct {
		data     model.Data
		decimals *int
		line     float64
		want     string
	}{
		{model.Value, nil, 36, "36 min"}, {model.Value, nil, 36.5, "36.5 min"}, {model.Value, nil, 36.25, "36.3 min"}, {model.Count, nil, -2.5, "−2.5 min"},
		{model.Value, &one, 36.2, "36.2 min"}, {model.Value, &one, 36.25, "36.25 min"}, {model.Value, &one, 0.1 + 0.2, "0.3 min"}, {model.Fraction, nil, 0.585, "59 min"},
	} {
		m := minutes()
		m.Data, m.Decimals = c.data, c.decimals
		s := Of(cohort(), weekly(t, m, map[bool]string{true: "1/2", false: "36"}[c.data == model.Fraction]), m)
		if got := soft(s.SayCenter(c.line)); got != c.want {
			t.Errorf("%s: a line at %v is said as %q, want %q", c.data, c.line, got, c.want)
		}
	}
	m := minutes()
	if got := said(t, m, "shift", "1 1 1 1 1 1 4 4 4 4 4 4"); len(got) != 2 || got[0] != "Six points in a row below the baseline median of 2.5 min, 1 Mar to 5 Apr: a shift, in the wanted direction." {
		t.Errorf("the sentences are %q", got)
	}
}
