package series

import (
	"encoding/json"
	"strings"
	"testing"

	"wallwalk/generator/model"
)

func published(t *testing.T, s *Series) string {
	t.Helper()
	b, err := json.Marshal(s.Published())
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestPublishedIsTheSeriesInItsDescribedForm(t *testing.T) {
	m := percent()
	m.Goal = goal(85)
	team := weekly(t, m, "1/4", "none", "", "3/4x")
	team.Data.Weeks[1].Note.Text = "PACS downtime"
	want := `{"id":"positioning","chart":"run","data":"fraction","better":"higher","goal":0.85,"points":[` +
		`{"week":"2026-03-01","status":"ok","num":1,"den":4,"value":0.25,"phase":0,"excluded":false,"center":0.25,"lcl":null,"ucl":null,"outside":false,"note":""},` +
		`{"week":"2026-03-08","status":"none","num":null,"den":null,"value":null,"phase":0,"excluded":false,"center":0.25,"lcl":null,"ucl":null,"outside":false,"note":"PACS downtime"},` +
		`{"week":"2026-03-15","status":"missing","num":null,"den":null,"value":null,"phase":0,"excluded":false,"center":0.25,"lcl":null,"ucl":null,"outside":false,"note":""},` +
		`{"week":"2026-03-22","status":"ok","num":3,"den":4,"value":0.75,"phase":0,"excluded":true,"center":0.25,"lcl":null,"ucl":null,"outside":false,"note":""}],` +
		`"phases":[{"from":"2026-03-01","name":"Baseline","n":1,"useful":0,"longest_run":null,"longest_run_max":null,"crossings":null,"crossings_min":null,"runs":null,"runs_lower":null,"runs_upper":null,"anhoej":false}],` +
		`"signals":[]}`
	if got := published(t, Of(cohort("shift"), team, m)); got != want {
		t.Errorf("published\n%s\nwant\n%s", got, want)
	}
}

func TestPublishedNothingIsEmptyAndNeverNull(t *testing.T) {
	got := published(t, Of(cohort(), &model.Team{}, minutes()))
	for _, want := range []string{`"goal":null`, `"points":[]`, `"signals":[]`, `"from":""`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s lacks %s", got, want)
		}
	}
}

func TestPublishedCountsHaveNoNumerator(t *testing.T) {
	m := minutes()
	p := Of(cohort(), weekly(t, m, "0", "5"), m).Published().Points[0]
	if p.Value == nil || *p.Value != 0 || p.Num != nil || p.Den != nil {
		t.Errorf("a value of zero is %+v", p)
	}
}

func TestPublishedPhasesLimitsAndSignals(t *testing.T) {
	m := percent()
	m.Chart, m.BaselineWeeks = "p", 10
	team := weekly(t, m, spaced(strings.Repeat("49/100 48/100 52/100 49/100 52/100 ", 2)+"90/100 40/100 60/100")...)
	team.Data.Phases = []model.Phase{phase(m, week(11), "New")}
	got := Of(cohort("shift"), team, m).Published()
	if p := got.Points[10]; !p.Outside || p.LCL == nil || p.UCL == nil || *p.UCL >= 0.9 || p.Phase != 0 {
		t.Errorf("the point outside is %+v", p)
	}
	if p := got.Phases[0]; p.Runs == nil || p.RunsLower == nil || p.Useful != 11 || *p.RunsLower != 4 || *p.RunsUpper != 9 || p.N != 11 {
		t.Errorf("eleven points are %+v", p)
	}
	if p := got.Phases[1]; p.From != "2026-05-17" || p.Name != "New" || p.RunsLower != nil || p.Runs == nil || *p.Runs != 2 || *p.Crossings != 1 || *p.CrossingsMin != 0 {
		t.Errorf("two points are %+v", p)
	}
	want := PublishedSignal{"outside", "2026-05-10", "2026-05-10", 1, "better", "90\u00A0% on 10 May is above the upper limit: further than chance goes, in the wanted direction."}
	if len(got.Signals) != 1 || got.Signals[0] != want {
		t.Errorf("the signals are %+v", got.Signals)
	}
}

func TestASeriesOfPointsFromElsewhere(t *testing.T) {
	m := percent()
	m.Goal = goal(85)
	points := []Point{{Date: week(0), Status: OK, Num: 1, Den: 2, Value: 0.5}, {Date: week(1), Status: None}, {Date: week(3), Status: OK, Num: 3, Den: 4, Value: 0.75}}
	s := New(m, points, []Phase{{Name: "New", From: week(2)}}, []string{"shift"})
	if s.Phases[0].From != week(0) || len(s.Analysis.Phases) != 2 || s.Analysis.Phases[1].From != 2 || !near(s.Analysis.Phases[1].Center, 0.75) || !near(*s.Goal, 0.85) {
		t.Errorf("the series is %+v", s)
	}
	if s = New(m, nil, nil, nil); s.Headline() != "No figures yet." || s.Phases[0].From != 0 {
		t.Errorf("of no points comes %+v", s)
	}
}
