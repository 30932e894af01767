package site

import (
	"math"
	"slices"
	"strings"
	"testing"

	"wallwalk/generator/chart"
	"wallwalk/generator/model"
	"wallwalk/generator/series"
)

func TestAPlotIsInTheReadersUnit(t *testing.T) {
	m := percent()
	m.Goal = goal(85)
	p := plotted(seriesOf(m, team("A", m, 2, 0, 4)))
	if !p.Full || p.Unit != "%" || p.Goal != 85 || !p.HasGoal || len(p.Points) != 3 || p.Points[0].Value != 20 || p.Points[2].Value != 40 || p.Points[1].OK {
		t.Errorf("the plot is %+v", p)
	}
	if ph := p.Phases[0]; !ph.HasCenter || math.Abs(ph.Center-30) > 1e-9 || soft(ph.Label) != "median 30 %" {
		t.Errorf("the phase is %+v", ph)
	}
	if p.Points[0].Label != "1 Mar" || p.ID != "x" || !strings.HasPrefix(p.Title, "Exams meeting all criteria. At ") {
		t.Errorf("the plot is %q, its first point %+v", p.Title, p.Points[0])
	}
	m.Unit.Text = "of 100 exams"
	if p = plotted(seriesOf(m, team("A", m, 2))); p.Full || p.Points[0].Value != 20 {
		t.Errorf("in another unit it is no proportion of 100: %+v", p)
	}
	m.Data, m.Per = model.Rate, 1000
	if p = plotted(seriesOf(m, team("A", m, 2))); p.Full || p.Points[0].Value != 200 || p.Goal != 85 {
		t.Errorf("a rate is not scaled again: %+v", p)
	}
}

func TestAPlotMarksItsSignals(t *testing.T) {
	m := percent()
	p := plotted(seriesOf(m, team("A", m, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9)))
	if want := []chart.Band{{From: 0, To: 5, Tone: chart.Concern}, {From: 6, To: 11, Tone: chart.Improvement}}; !slices.Equal(p.Bands, want) {
		t.Errorf("the bands are %+v", p.Bands)
	}
	for i, pt := range p.Points {
		if want := []chart.Tone{chart.Concern, chart.Improvement}[i/6]; pt.Tone != want || pt.Ringed {
			t.Errorf("point %d is %+v", i, pt)
		}
	}
	m.Better = "neither"
	if p = plotted(seriesOf(m, team("A", m, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9))); p.Points[0].Tone != chart.Neutral {
		t.Errorf("where neither is better, a point is %+v", p.Points[0])
	}
	m.Chart, m.BaselineWeeks = "i", 5
	m.Data = model.Value
	tm := team("A", m)
	for i, v := range []float64{5, 6, 5, 6, 5, 50, 6} {
		tm.Data.Weeks = append(tm.Data.Weeks, model.Week{Start: day(week(i)), Figures: []model.Figure{{Measure: m.ID.Text, Num: v}}})
	}
	tm.Data.Weeks[1].Astronomical = []model.Text{m.ID}
	p = plotted(seriesOf(m, tm))
	for i, pt := range p.Points {
		if pt.Ringed != (i == 1 || i == 5) || !pt.HasLimits || pt.Tone != chart.Plain {
			t.Errorf("point %d is %+v", i, pt)
		}
	}
}

func TestExcludedPointsAreHollow(t *testing.T) {
	m := percent()
	tm := team("A", m, 2, 3)
	tm.Data.Weeks[1].Exclude = []model.Text{m.ID}
	if p := plotted(seriesOf(m, tm)); p.Points[0].Hollow || !p.Points[1].Hollow {
		t.Errorf("the points are %+v", p.Points)
	}
	tm = team("A", m, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9)
	tm.Data.Weeks[8].Exclude = []model.Text{m.ID}
	if p := plotted(seriesOf(m, tm)); p.Points[7].Tone != chart.Improvement || p.Points[9].Tone != chart.Improvement || p.Points[8].Tone != chart.Plain {
		t.Errorf("an excluded point within a shift bears its sign: %+v", p.Points[7:10])
	}
}

func TestAPhaseWithoutPointsHasNoLine(t *testing.T) {
	m := percent()
	tm := team("A", m, 2, 3)
	tm.Data.Phases = []model.Phase{{Measure: m.ID, From: day(week(9)), Name: text("Not begun")}}
	if p := plotted(seriesOf(m, tm)); len(p.Phases) != 2 || p.Phases[1].HasCenter {
		t.Errorf("the phases are %+v", p.Phases)
	}
}

func change(from ...model.Date) model.Change {
	c := model.Change{}
	for _, d := range from {
		c.Cycles = append(c.Cycles, model.Cycle{From: day(d)})
	}
	return c
}

func TestChangesStandWhereTheyBegan(t *testing.T) {
	m := percent()
	s := seriesOf(m, team("A", m, 1, 2, 0, 4))
	got := marks(s, []model.Change{change(week(-2)), change(week(3), week(1)), change(), change(week(1) + 3), change(week(3) + 6), change(week(4))})
	want := []chart.Mark{{At: -0.5, Number: "1"}, {At: 1, Number: "2"}, {At: 1 + 3.0/7, Number: "4"}, {At: 3, Number: "5"}}
	if !slices.Equal(got, want) {
		t.Errorf("the marks are %+v, want %+v", got, want)
	}
	monthly := m
	monthly.Every = 4
	if got := marks(seriesOf(monthly, team("A", m, 1)), []model.Change{change(week(4) - 1), change(week(4))}); !slices.Equal(got, []chart.Mark{{At: 0, Number: "1"}}) {
		t.Errorf("on a monthly chart a change of the last month is at %+v", got)
	}
	if got := marks(seriesOf(m, team("A", m)), []model.Change{change(week(1))}); got != nil {
		t.Errorf("on a chart without points: %+v", got)
	}
}

func TestPositions(t *testing.T) {
	m := percent()
	s := seriesOf(m, team("A", m, 1, 2, 3))
	for d, want := range map[model.Date]float64{week(0): 0, week(0) + 1: 1.0 / 7, week(1) - 1: 6.0 / 7, week(2): 2, week(2) + 5: 2, week(0) - 1: -0.5} {
		if got := position(s, d); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s is at %v, want %v", d, got, want)
		}
	}
}

// tip is what the point says when it is pointed at.
func tip(s *series.Series, i int) chart.Tip {
	p := sketch(s)
	answering(p, s)
	return *p.Points[i].Tip
}

func TestTipsSayThePointInFull(t *testing.T) {
	m := percent()
	tm := team("A", m, 6, 0, 3)
	tm.Data.Weeks[1].Exclude, tm.Data.Weeks[1].Note.Text = []model.Text{m.ID}, "Wrong exams pulled"
	tm.Data.Weeks = append(tm.Data.Weeks, model.Week{Start: day(week(3)), Figures: []model.Figure{{Measure: m.ID.Text, None: true}}})
	s := seriesOf(m, tm)
	for i, want := range []string{"60 % (6 of 10)", "Missing", "30 % (3 of 10)", "No figure, on purpose"} {
		if got := soft(string(figure(nil, s, i))); got != want {
			t.Errorf("point %d is said as %q, want %q", i, got, want)
		}
	}
	if got := tip(s, 2); got.Title != "Week of 15 Mar 2026" || !slices.Equal(got.Lines, []string{"Excluded: counts for no line and no rule", "Wrong exams pulled"}) {
		t.Errorf("the tip is %+v", got)
	}
	pooled, _ := series.Pool(spring(m), m, []*model.Team{team("A", m, 5), team("B", m, 5, 4)})
	if a, b := tip(pooled, 0).Lines, tip(pooled, 1).Lines; a[0] != "2 teams report" || b[0] != "1 team reports" {
		t.Errorf("the pooled tips say %q and %q", a, b)
	}
	m.Data, m.Chart = model.Events, "t"
	tm.Data.Events = []model.EventSeries{{Measure: m.ID, Events: []model.Event{{Date: day(march)}, {Date: day(march + 5)}}}}
	if got := tip(seriesOf(m, tm), 1); got.Title != "6 Mar 2026" || soft(got.Figure) != "5 days" {
		t.Errorf("an event's tip is %+v", got)
	}
	if got := tip(seriesOf(m, tm), 0); got.Figure != "The first event" || !slices.Equal(got.Lines, []string{"Days are counted from here."}) {
		t.Errorf("the first event's tip is %+v", got)
	}
}

func TestTheDescriptionSaysWhatIsDrawn(t *testing.T) {
	m := percent()
	s := seriesOf(m, team("A", m, 1, 1, 1, 1, 1, 1, 0, 9, 9, 9, 9, 9, 9))
	want := "12 figures from 1 Mar 2026 to 24 May 2026. Baseline: median 50 %." +
		" Six points in a row below the baseline median of 50 %, 1 Mar to 5 Apr: a shift, in the wrong direction." +
		" Six points in a row above the baseline median of 50 %, 19 Apr to 24 May: a shift, in the wanted direction."
	if got := soft(describe(s)); got != want {
		t.Errorf("described as %q\nwant %q", got, want)
	}
	if got := describe(seriesOf(m, team("A", m))); got != "There are no figures yet." {
		t.Errorf("nothing is described as %q", got)
	}
}

// plotted is a series' plot as a page has it.
func plotted(s *series.Series) *chart.Plot { return plot("x", s.Headline(), s, nil) }
