package series

import (
	"slices"
	"strings"
	"testing"

	"wallwalk/generator/model"
)

// said is the signals' sentences of a measure's figures under the rules.
func said(t *testing.T, m model.Measure, rules, figures string, phases ...model.Phase) []string {
	t.Helper()
	team := weekly(t, m, spaced(figures)...)
	team.Data.Phases = phases
	return texts(Of(cohort(strings.Fields(rules)...), team, m))
}

func with(m model.Measure, better string) model.Measure {
	m.Better = better
	return m
}

const (
	low  = "1/10 1/10 1/10 1/10 1/10 1/10 1/10 "
	high = "9/10 9/10 9/10 9/10 9/10 9/10 9/10 "
	rise = "10/100 20/100 30/100 40/100 50/100 "
	zig  = "2/10 8/10 2/10 8/10 2/10 8/10 2/10 8/10 2/10 8/10 2/10 8/10 "
)

func TestSentencesOfShifts(t *testing.T) {
	m := percent()
	first := "Seven points in a row below the baseline median of 50 %, 1 Mar to 12 Apr: a shift"
	second := "Seven points in a row above the baseline median of 50 %, 19 Apr to 31 May: a shift"
	for better, ends := range map[string][2]string{
		"higher":  {", in the wrong direction.", ", in the wanted direction."},
		"lower":   {", in the wanted direction.", ", in the wrong direction."},
		"neither": {", downwards.", ", upwards."},
	} {
		want := []string{first + ends[0], second + ends[1]}
		if got := said(t, with(m, better), "shift", low+high); !slices.Equal(got, want) {
			t.Errorf("%s is better: %q", better, got)
		}
	}
	m.BaselineWeeks = 2
	want := []string{"13 points in a row above the baseline median of 10 %, 15 Mar to 21 Jun: a shift, in the wanted direction."}
	if got := said(t, m, "shift", "1/10 1/10 "+high+"none 9/10 9/10x 9/10 9/10 9/10 8/10 9/10"); !slices.Equal(got, want) {
		t.Errorf("more than words count: %q", got)
	}
}

func TestSentencesNameThePhaseAndItsLine(t *testing.T) {
	m := percent()
	got := said(t, m, "shift", zig+low+high, phase(m, week(12), "After training"))
	want := []string{
		"Seven points in a row below the median of “After training”, 50 %, 24 May to 5 Jul: a shift, in the wrong direction.",
		"Seven points in a row above the median of “After training”, 50 %, 12 Jul to 23 Aug: a shift, in the wanted direction.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("in a later phase: %q", got)
	}
	got = said(t, m, "shift", low+high+zig, phase(m, week(14), "New"))
	if want := "Seven points in a row below the baseline median of 50 %, 1 Mar to 12 Apr: a shift, in the wrong direction."; len(got) != 2 || got[0] != want {
		t.Errorf("in the baseline, a phase later: %q", got)
	}
	got = said(t, m, "shift", low+high+zig, phase(m, week(0), "Old sheet"), phase(m, week(14), "New"))
	if want := "Seven points in a row below the median of “Old sheet”, 50 %, 1 Mar to 12 Apr: a shift, in the wrong direction."; len(got) != 2 || got[0] != want {
		t.Errorf("in a first phase that has a name: %q", got)
	}
	i := minutes()
	i.Chart = "i"
	got = said(t, i, "shift", "1 1 1 1 1 1 5 5 5 5 5 5")
	if want := "Six points in a row below the baseline mean of 3 min, 1 Mar to 5 Apr: a shift, in the wanted direction."; len(got) < 1 || got[0] != want {
		t.Errorf("about a mean: %q", got)
	}
}

func TestSentencesOfTrends(t *testing.T) {
	m := percent()
	want := []string{"Five points in a row going up, 1 Mar to 29 Mar: a trend, in the wanted direction."}
	if got := said(t, m, "trend", rise); !slices.Equal(got, want) {
		t.Errorf("rising: %q", got)
	}
	want = []string{"Six points in a row going down, 1 Mar to 12 Apr: a trend, in the wanted direction."}
	if got := said(t, minutes(), "trend", "9 8 7 - 6 5 4 6"); !slices.Equal(got, want) {
		t.Errorf("falling: %q", got)
	}
	want = []string{"Five points in a row going up, 1 Mar to 29 Mar: a trend, upwards."}
	if got := said(t, with(m, "neither"), "trend", rise); !slices.Equal(got, want) {
		t.Errorf("neither is better: %q", got)
	}
}

func TestSentencesOfPointsOutside(t *testing.T) {
	p := percent()
	p.Chart = "p"
	figures := "50/100 48/100 52/100 50/100 90/100 10/100 51/100"
	want := []string{
		"90 % on 29 Mar is above the upper limit: further than chance goes, in the wanted direction.",
		"10 % on 5 Apr is below the lower limit: further than chance goes, in the wrong direction.",
	}
	if got := said(t, p, "", figures); !slices.Equal(got, want) {
		t.Errorf("outside is always a signal: %q", got)
	}
	if got := said(t, with(p, "neither"), "", figures); len(got) != 2 || !strings.HasSuffix(got[0], "goes, upwards.") || !strings.HasSuffix(got[1], "goes, downwards.") {
		t.Errorf("neither is better: %q", got)
	}
}

func TestSentencesOfRunsAndAnhoej(t *testing.T) {
	m := percent()
	want := []string{"Two runs about the median, where chance gives 4 to 12: this is not chance alone."}
	if got := said(t, m, "runs", low+high); !slices.Equal(got, want) {
		t.Errorf("too few runs: %q", got)
	}
	want = []string{"14 runs about the median, where chance gives 4 to 12: this is not chance alone."}
	if got := said(t, m, "runs", zig+"2/10 8/10"); !slices.Equal(got, want) {
		t.Errorf("too many runs: %q", got)
	}
	want = []string{"The longest run has ten points (chance gives up to 7) and the median is crossed once (chance gives at least 6): this is not chance alone."}
	if got := said(t, m, "anhoej", low+"1/10 1/10 1/10 9/10 9/10 9/10 "+high); !slices.Equal(got, want) {
		t.Errorf("a long run: %q", got)
	}
	want = []string{"The longest run has nine points (chance gives up to 7) and the median is crossed twice (chance gives at least 5): this is not chance alone."}
	if got := said(t, m, "anhoej", "1/10 1/10 1/10 1/10 9/10 9/10 9/10 9/10 9/10 9/10 9/10 9/10 9/10 1/10 1/10 1/10 1/10 1/10"); !slices.Equal(got, want) {
		t.Errorf("crossed twice: %q", got)
	}
	m.BaselineWeeks = 2
	always := "1/10 1/10 " + high + "9/10 9/10 9/10 9/10"
	want = []string{"One run about the median, where chance gives 4 to 9: this is not chance alone."}
	if got := said(t, m, "runs", always); !slices.Equal(got, want) {
		t.Errorf("one run: %q", got)
	}
	want = []string{"The longest run has eleven points (chance gives up to 6) and the median is never crossed (chance gives at least 2): this is not chance alone."}
	if got := said(t, m, "anhoej", always); !slices.Equal(got, want) {
		t.Errorf("never crossed: %q", got)
	}
}

func TestASpanSaysItsYearsWhereTheyDiffer(t *testing.T) {
	for want, s := range map[string][2]model.Date{
		"1 Mar": {week(0), week(0)}, "1 Mar to 12 Apr": {week(0), week(6)}, "29 Nov 2026 to 3 Jan 2027": {week(39), week(44)},
	} {
		if got := span(s[0], s[1]); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestOnlyTheCohortsRulesAreSignals(t *testing.T) {
	m := percent()
	for rules, want := range map[string][]string{"": nil, "trend": {"trend"}, "shift runs": {"runs", "shift"}, "anhoej shift": {"anhoej", "shift"}} {
		s := Of(cohort(strings.Fields(rules)...), weekly(t, m, spaced(rise+"60/100 70/100 10/10 10/10 10/10 10/10 10/10 10/10 10/10")...), m)
		var got []string
		for _, g := range s.Signals {
			got = append(got, g.Rule)
		}
		slices.Sort(got)
		if got = slices.Compact(got); !slices.Equal(got, want) {
			t.Errorf("of the rules %q come %q, want %q", rules, got, want)
		}
	}
}

func TestAMarkedPointIsSaidWithItsNote(t *testing.T) {
	m := percent()
	team := weekly(t, m, "50/100", "98/100!", "98/100!", "98/100!", "none")
	team.Data.Weeks[1].Note.Text, team.Data.Weeks[2].Note.Text = "The vendor's audit, not ours", "It was audited by the vendor."
	team.Data.Weeks[4].Astronomical = words2(m.ID.Text)
	s := Of(cohort(), team, m)
	want := []string{
		"98 % on 8 Mar is marked by the team as an unusual point: “The vendor's audit, not ours”.",
		"98 % on 15 Mar is marked by the team as an unusual point: “It was audited by the vendor.”",
		"98 % on 22 Mar is marked by the team as an unusual point.",
	}
	if got := texts(s); !slices.Equal(got, want) {
		t.Errorf("marked points are said as %q", got)
	}
	if g := s.Signals[0]; g.Rule != "astronomical" || g.First != 1 || g.Last != 1 || g.From != week(1) || g.To != week(1) || g.Points != 1 || g.Direction != NoWay {
		t.Errorf("the signal is %+v", g)
	}
}

func TestSignalsAreSortedByDate(t *testing.T) {
	p := percent()
	p.Chart = "p"
	team := weekly(t, p, spaced("50/100 51/100! 90/100 50/100 49/100! 10/100 50/100")...)
	var got []model.Date
	for _, g := range Of(cohort(), team, p).Signals {
		got = append(got, g.From)
	}
	if want := []model.Date{week(1), week(2), week(4), week(5)}; !slices.Equal(got, want) {
		t.Errorf("the signals are of %v", got)
	}
}

func TestMoreThanThreePointsOutsideAreOneSentence(t *testing.T) {
	p := percent()
	p.Chart, p.BaselineWeeks = "p", 4
	base := "50/100 50/100 50/100 50/100 "
	brief := func(figures string) (out []string) {
		for _, g := range Of(cohort(), weekly(t, p, spaced(base+figures)...), p).Brief() {
			out = append(out, soft(g.Text))
		}
		return out
	}
	if got := brief("90/100 91/100 92/100 10/100"); len(got) != 4 {
		t.Errorf("three above and one below are %d sentences: %q", len(got), got)
	}
	want := []string{
		"Four points are above the upper limit, the first on 29 Mar and the last on 3 May: further than chance goes, in the wanted direction.",
		"10 % on 12 Apr is below the lower limit: further than chance goes, in the wrong direction.",
	}
	if got := brief("90/100 91/100 10/100 92/100 50/100 93/100"); !slices.Equal(got, want) {
		t.Errorf("four above and one below: %q", got)
	}
}

func TestCountsInWords(t *testing.T) {
	for n, want := range map[int]string{0: "no", 1: "one", 6: "six", 12: "twelve", 13: "13", 104: "104"} {
		if got := words(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
	if got := plural(1, "point") + " " + plural(2, "point") + ", " + times(0) + ", " + times(1) + ", " + times(2) + ", " + times(13); got != "one point two points, never crossed, crossed once, crossed twice, crossed 13 times" {
		t.Errorf("they are said as %q", got)
	}
}
