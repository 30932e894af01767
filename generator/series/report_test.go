package series

import (
	"strings"
	"testing"

	"wallwalk/generator/model"
)

func TestReportSaysTheWholeAnalysis(t *testing.T) {
	m := percent()
	s := Of(cohort("shift"), weekly(t, m, spaced(low+"1/10 "+high+"9/10")...), m)
	want := `Up from 10 % to 90 %: a shift in the wanted direction, 26 Apr to 14 Jun.

Signals
  Eight points in a row below the baseline median of 50 %, 1 Mar to 19 Apr: a shift, in the wrong direction.
  Eight points in a row above the baseline median of 50 %, 26 Apr to 14 Jun: a shift, in the wanted direction.

Phases
  Baseline, from 2026-03-01: 16 points, 16 off the line, median 50 %
    longest run 8 (chance gives up to 7), crossings 1 (chance gives at least 4)
    runs 2 (chance gives 5 to 13)
    by Anhøj's rules, not chance alone

The shift that began on 26 Apr has lasted eight points and still holds. If you know what made it and mean to keep it, start a new phase there, so that the new level becomes the line to judge by:

phases:
  positioning:
    - {from: 2026-04-26, declared: …, name: …, reason: …}
`
	if got := soft(s.Report()); got != want {
		t.Errorf("reported\n%s\nwant\n%s", got, want)
	}
}

func TestReportsOfLittle(t *testing.T) {
	m := percent()
	want := "One figure so far: 50 %.\n\nPhases\n  Baseline, from 2026-03-01: 1 point, 0 off the line, median 50 %\n    too few points for Anhøj's rules (0 of 10)\n"
	if got := soft(Of(cohort("shift"), weekly(t, m, "1/2"), m).Report()); got != want {
		t.Errorf("reported\n%s\nwant\n%s", got, want)
	}
	want = "No figures yet.\n\nPhases\n  Baseline: 0 points, 0 off the line\n    too few points for Anhøj's rules (0 of 10)\n"
	if got := Of(cohort("shift"), &model.Team{}, m).Report(); got != want {
		t.Errorf("reported\n%s\nwant\n%s", got, want)
	}
	if got := Of(cohort("shift"), weekly(t, m, spaced(zig)...), m).Report(); !strings.Contains(got, "by Anhøj's rules, chance alone could give this") || strings.Contains(got, "Signals") {
		t.Errorf("reported\n%s", got)
	}
}

func TestANewPhaseIsSuggestedAfterALastingShift(t *testing.T) {
	m := percent()
	m.BaselineWeeks = 4
	base := "1/10 1/10 1/10 1/10 "
	for figures, want := range map[string]bool{
		base + high:                  false,
		base + high + "9/10":         true,
		base + high + "9/10 1/10":    true,
		base + high + "9/10 0/10":    false,
		base + high + "9/10 none - ": true,
	} {
		s := Of(cohort(), weekly(t, m, spaced(figures)...), m)
		if got, ok := s.Suggest(); ok != want || ok != (got.Line != "") {
			t.Errorf("after %s a phase is suggested: %v, %+v", figures, ok, got)
		}
	}
	team := weekly(t, m, spaced(zig+low+"1/10 "+high+"9/10")...)
	team.Data.Phases = []model.Phase{phase(m, week(12), "New")}
	if got, ok := Of(cohort(), team, m).Suggest(); !ok || got.Line != "    - {from: 2026-07-19, declared: …, name: …, reason: …}" {
		t.Errorf("beside a phase that is declared the line is %q", got.Line)
	}
}

func TestAChartWithoutLimitsSaysWhy(t *testing.T) {
	for _, c := range []struct {
		chart, figures string
		want           bool
	}{
		{"run", "1", false}, {"i", "", false}, {"i", "none 5x", false}, {"i", "1", true}, {"i", "1 - 2 none 3", true}, {"i", "1 2", false}, {"c", "1", false},
	} {
		m := minutes()
		m.Chart = c.chart
		s := Of(cohort(), weekly(t, m, spaced(c.figures)...), m)
		why := s.NoLimits()
		if (why != "") != c.want || c.want != strings.Contains(s.Report(), "No limits are drawn") {
			t.Errorf("a %s chart of %q says %q", c.chart, c.figures, why)
		}
	}
}

func TestTheCentreLineIsAMedianOrAMean(t *testing.T) {
	for chart, want := range map[string]string{"run": "median", "g": "median", "p": "mean", "pp": "mean", "u": "mean", "up": "mean", "c": "mean", "i": "mean", "t": "mean"} {
		m := percent()
		m.Chart = chart
		if got := Of(cohort(), &model.Team{}, m).CenterName(); got != want {
			t.Errorf("the line of a %s chart is a %s, want %s", chart, got, want)
		}
	}
}
