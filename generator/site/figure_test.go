package site

import (
	"strings"
	"testing"

	"wallwalk/generator/model"
	"wallwalk/generator/series"
)

func TestMetaSaysWhatIsCounted(t *testing.T) {
	for _, c := range []struct {
		want string
		m    model.Measure
	}{
		{"", model.Measure{Data: model.Value, Better: "neither"}},
		{"Exams that meet all criteria, of exams audited · outcome measure · higher is better",
			model.Measure{Data: model.Fraction, Type: "outcome", Better: "higher", Numerator: text("Exams that meet all criteria"), Denominator: text("Exams audited")}},
		{"Repeats, of MRI exams · lower is better · per 1000", model.Measure{Data: model.Rate, Per: 1000, Better: "lower", Numerator: text("Repeats"), Denominator: text("MRI exams")}},
		{"Balancing measure", model.Measure{Data: model.Fraction, Type: "balancing", Numerator: text("Only one of the two")}},
		{"Days between events · higher is better", model.Measure{Data: model.Events, Chart: "t", Better: "higher"}},
		{"Cases between events", model.Measure{Data: model.Events, Chart: "g"}},
		{"Échecs, of écrans · lower is better", model.Measure{Data: model.Fraction, Better: "lower", Numerator: text("échecs"), Denominator: text("Écrans")}},
		{"Process measure", model.Measure{Data: model.Rate, Per: 1, Type: "process"}},
	} {
		if got := meta(&series.Series{Measure: &c.m}); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func rows(t *testing.T, s *series.Series) (Figure, []string) {
	t.Helper()
	f := figureOf("", s, nil, false)
	return f, strings.Split(strings.TrimSpace(soft(string(f.Rows()))), "\n")
}

func TestTheTableOfFiguresHasEveryPoint(t *testing.T) {
	m := percent()
	tm := team("A", m, 6, 0, 3)
	tm.Data.Weeks[1].Exclude, tm.Data.Weeks[1].Note.Text = []model.Text{m.ID}, `<script>"x" & 'y'`
	tm.Data.Weeks[0].Astronomical = []model.Text{m.ID}
	f, got := rows(t, seriesOf(m, tm))
	want := []string{
		`<tr><th scope="row">1 Mar 2026</th><td>60 %</td><td>6 of 10</td><td>60 %</td><td>marked as unusual</td></tr>`,
		`<tr><th scope="row">8 Mar 2026</th><td>missing</td><td></td><td>60 %</td><td></td></tr>`,
		`<tr><th scope="row">15 Mar 2026</th><td>30 %</td><td>3 of 10</td><td>60 %</td><td>excluded: &lt;script&gt;&#34;x&#34; &amp; &#39;y&#39;</td></tr>`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the rows are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if !f.Counts || f.Limits || !f.Weekly || f.Pooled || f.Empty != "" {
		t.Errorf("the figure is %+v", f)
	}
}

func TestTheTableHasLimitsWhereTheChartHas(t *testing.T) {
	m := percent()
	m.Chart, m.Data = "i", model.Value
	tm := team("A", m)
	for i, v := range []float64{45, 55, 0} {
		tm.Data.Weeks = append(tm.Data.Weeks, model.Week{Start: day(week(i)), Figures: []model.Figure{{Measure: m.ID.Text, Num: v, None: i == 2}}})
	}
	f, got := rows(t, seriesOf(m, tm))
	if !f.Limits || f.Counts || got[0] != `<tr><th scope="row">1 Mar 2026</th><td>45</td><td>50</td><td>23.4 to 76.6</td><td></td></tr>` ||
		got[2] != `<tr><th scope="row">15 Mar 2026</th><td>none</td><td>50</td><td></td><td></td></tr>` {
		t.Errorf("the rows are\n%s", strings.Join(got, "\n"))
	}
}

func TestRemarksNameTheRules(t *testing.T) {
	m := percent()
	s := seriesOf(m, team("A", m, 1, 2, 3, 4, 5, 9, 9, 9, 9, 9, 8))
	if first, last := remark(s, 0), remark(s, 10); first != "trend" || last != "" {
		t.Errorf("the remarks are %q and %q", first, last)
	}
	tm := team("A", m, 1, 1, 1, 1, 1, 1, 9, 9, 0, 9, 9, 9, 9, 9)
	tm.Data.Weeks[8].Exclude = []model.Text{m.ID}
	s = seriesOf(m, tm)
	if around, missing, excluded := remark(s, 10), remark(s, 8), remark(s, 9); around != "shift" || missing != "" || excluded != "excluded" {
		t.Errorf("within a shift a point is %q, a missing one %q, an excluded one %q", around, missing, excluded)
	}
	pooled, _ := series.Pool(spring(m), m, []*model.Team{team("A", m, 5, 5), team("B", m, 5), team("C", m, 5)})
	if got := remark(pooled, 1); got != "fewer than half of the teams" {
		t.Errorf("a week with few teams is remarked %q", got)
	}
}

func TestAFigureWithoutFiguresSaysWhereTheyComeFrom(t *testing.T) {
	f := figureOf("mammography-", seriesOf(percent(), team("A", percent())), nil, true)
	if f.Empty == "" || f.SVG() != "" || f.Options() != "" || f.Rows() != "" || f.ID != "mammography-m--positioning" || !f.Pooled {
		t.Errorf("the figure is %+v", f)
	}
}

func TestPhaseRowsGiveAVerdict(t *testing.T) {
	m := percent()
	for _, c := range []struct {
		tenths  []float64
		verdict string
		center  string
	}{
		{[]float64{1, 9}, "Too few points to tell (2 of 10)", "50 %"},
		{[]float64{5, 5, 5, 5, 5, 5, 5, 5, 5, 1, 9}, "Too many points lie on the line (9 of 11)", "50 %"},
		{[]float64{5, 5, 5, 5, 5, 5, 5, 1, 9}, "Too few points to tell (2 of 10)", "50 %"},
		{[]float64{1, 9, 1, 9, 9, 1, 1, 9, 1, 9, 9, 1}, "Chance alone could give this", "50 %"},
		{[]float64{1, 1, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9, 9}, "Not chance alone", "50 %"},
	} {
		f, _ := rows(t, seriesOf(m, team("A", m, c.tenths...)))
		if got := f.Phases[0]; got.Verdict != c.verdict || soft(got.Center) != c.center || got.Name != "Baseline" || got.Points != len(c.tenths) {
			t.Errorf("the phase is %+v, want %q", got, c.verdict)
		}
	}
}

func TestChangesWithoutADateAreNotListed(t *testing.T) {
	m := percent()
	huddle, idea := change(week(1)), change()
	huddle.Title.Text = "Huddle"
	f := figureOf("", seriesOf(m, team("A", m, 1, 2)), []model.Change{idea, huddle}, false)
	if len(f.Changes) != 1 || f.Changes[0] != (Numbered{2, "Huddle", "8 Mar"}) {
		t.Errorf("the changes are %+v", f.Changes)
	}
}
