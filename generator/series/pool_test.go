package series

import (
	"slices"
	"testing"

	"wallwalk/generator/model"
)

// collaborative is a team for each line of figures.
func collaborative(t *testing.T, m model.Measure, lines ...string) (teams []*model.Team) {
	t.Helper()
	for _, l := range lines {
		teams = append(teams, weekly(t, m, spaced(l)...))
	}
	return teams
}

func TestFractionsAndRatesArePooledByTheirSums(t *testing.T) {
	m := percent()
	teams := collaborative(t, m, "1/10 3/10 none", "45/90 none 3/4")
	s, ok := Pool(cohort(), m, teams)
	if !ok || statuses(s) != "ooo" {
		t.Fatalf("pooled: %v, %+v", ok, s)
	}
	for i, want := range []Point{{Num: 46, Den: 100, Value: 0.46, Teams: 2}, {Num: 3, Den: 10, Value: 0.3, Teams: 1}, {Num: 3, Den: 4, Value: 0.75, Teams: 1}} {
		want.Date, want.Status = week(i), OK
		if p := s.Points[i]; p != want {
			t.Errorf("week %d is %+v, want %+v", i, p, want)
		}
	}
	m.Data, m.Per = model.Rate, 1000
	s, _ = Pool(cohort(), m, teams)
	if p := s.Points[0]; !near(p.Value, 460) || !near(s.Analysis.Phases[0].Center, 460) {
		t.Errorf("by the thousand it is %+v about %v", p, s.Analysis.Phases[0].Center)
	}
}

func TestCountsArePooledByTheirMeanAndValuesByTheirMedian(t *testing.T) {
	m := minutes()
	teams := collaborative(t, m, "1 1 5", "2 2", "12 - 6", "- 9 none")
	for data, want := range map[model.Data][]float64{model.Count: {5, 4, 5.5}, model.Value: {2, 2, 5.5}} {
		m.Data = data
		s, _ := Pool(cohort(), m, teams)
		for i, v := range want {
			if p := s.Points[i]; !near(p.Value, v) || p.Den != 0 || p.Status != OK {
				t.Errorf("%s, week %d: %+v, want %v", data, i, p, v)
			}
		}
	}
}

func TestExcludedPointsAreNotPooled(t *testing.T) {
	m := percent()
	s, _ := Pool(cohort(), m, collaborative(t, m, "1/10 1/10x 3/10", "9/10x 5/10x 9/10"))
	if statuses(s) != "omo" || s.Points[0].Num != 1 || s.Points[0].Teams != 1 || s.Points[2].Num != 12 {
		t.Errorf("the pooled points are %+v", s.Points)
	}
}

func TestFewerThanHalfOfTheTeamsCountForNoRule(t *testing.T) {
	m := percent()
	four := collaborative(t, m, "1/10 1/10 9/10", "1/10 1/10 none", "1/10 -", "1/10")
	s, _ := Pool(cohort(), m, four)
	if s.Points[0].Few || s.Points[1].Few || !s.Points[2].Few {
		t.Errorf("four, two and one of four teams: %+v", s.Points)
	}
	if s.Points[2].Status != OK || !near(s.Points[2].Value, 0.9) || s.Analysis.Phases[0].N != 2 || s.Last() != 1 {
		t.Errorf("a week with few teams is drawn, and counts for nothing: %+v", s.Analysis.Phases[0])
	}
	s, _ = Pool(cohort(), m, four[:3])
	if !s.Points[2].Few || s.Points[1].Few {
		t.Errorf("one of three is few, and two are not: %+v", s.Points)
	}
	s, _ = Pool(cohort(), m, four[:1])
	if s.Points[0].Few || s.Points[2].Few {
		t.Error("one team of one is few")
	}
}

func TestNobodyWaitsForATeamThatIsNotThereToReport(t *testing.T) {
	m := percent()
	for name, c := range map[string]struct {
		change func(*model.Team)
		few    []bool // of the first week and the fifth
	}{
		"present":        {func(*model.Team) {}, []bool{true, true}},
		"silent":         {func(t *model.Team) { t.NotReported = []model.NotReported{{Measure: m.ID}} }, []bool{false, false}},
		"silent of more": {func(t *model.Team) { t.NotReported = []model.NotReported{{Measure: model.Text{Text: "more"}}} }, []bool{true, true}},
		"left":           {func(t *model.Team) { t.Left = &model.Left{On: day(week(4))} }, []bool{true, false}},
		"joined":         {func(t *model.Team) { t.Joined = day(week(1)) }, []bool{false, true}},
	} {
		teams := append(collaborative(t, m, "1/2 1/2 1/2 1/2 1/2"), &model.Team{}, &model.Team{})
		for _, other := range teams[1:] {
			c.change(other)
		}
		s, _ := Pool(cohort(), m, teams)
		if s.Points[0].Few != c.few[0] || s.Points[4].Few != c.few[1] {
			t.Errorf("where the two others are %s, one team is few: %v and %v, want %v", name, s.Points[0].Few, s.Points[4].Few, c.few)
		}
	}
}

func TestAPooledSeriesHasOnePhaseAndTheMeasuresGoal(t *testing.T) {
	m := percent()
	m.Goal, m.BaselineWeeks = goal(85), 2
	teams := collaborative(t, m, "1/10 3/10 9/10 9/10", "1/10 3/10 9/10 9/10")
	teams[0].Data.Phases = []model.Phase{phase(m, week(2), "Its own")}
	teams[0].Goals = []model.Goal{{Measure: m.ID, Target: goal(10)}}
	s, _ := Pool(cohort(), m, teams)
	if len(s.Phases) != 1 || s.Phases[0] != (Phase{Name: "Baseline", From: week(0)}) || !near(s.Analysis.Phases[0].Center, 0.2) {
		t.Errorf("the phases are %+v about %v", s.Phases, s.Analysis.Phases[0].Center)
	}
	if !near(*s.Goal, 0.85) {
		t.Errorf("the goal is %v", *s.Goal)
	}
}

func TestPoolingMonthlyMeasuresAndGaps(t *testing.T) {
	m := percent()
	m.Every = 4
	s, _ := Pool(cohort(), m, collaborative(t, m, "1/2 - 1/2", "1/2 - -"))
	if statuses(s) != "omo" || s.Points[1].Date != week(4) || s.Points[2].Date != week(8) || s.Points[1].Teams != 0 {
		t.Errorf("the monthly points are %+v", s.Points)
	}
}

// Months are not all four weeks long, and teams need not count them from one day.
func TestPoolingGathersTheFiguresOfAMonth(t *testing.T) {
	m := percent()
	m.Every = 4
	s, _ := Pool(cohort(), m, []*model.Team{months(t, m, 1, 5, 9), months(t, m, 0, 4, 8, 13), months(t, m, 3, 11)})
	if statuses(s) != "oooo" {
		t.Fatalf("the points are %+v", s.Points)
	}
	sundays, _ := Pool(cohort(), m, []*model.Team{months(t, m, 0, 5, 9, 14, 18, 22, 27, 31, 35, 40)})
	if statuses(sundays) != "oooooooooo" || sundays.Points[9].Date != week(40) {
		t.Errorf("the first Sundays of ten months are %s", statuses(sundays))
	}
	for i, teams := range []int{3, 2, 3, 1} {
		if p := s.Points[i]; p.Date != week([]int{0, 4, 8, 13}[i]) || p.Teams != teams || p.Den != float64(2*teams) || p.Few != (teams < 2) {
			t.Errorf("month %d is %+v, want %d teams", i, p, teams)
		}
	}
}

func TestPoolingNothing(t *testing.T) {
	if s, ok := Pool(cohort(), falls("t"), []*model.Team{{}}); ok || s != nil {
		t.Error("events are pooled")
	}
	for _, teams := range [][]*model.Team{nil, {{}, {}}} {
		s, ok := Pool(cohort("shift"), percent(), teams)
		if !ok || len(s.Points) != 0 || s.Headline() != "No figures yet." {
			t.Errorf("of no figures comes %+v", s)
		}
	}
}

func TestPoolingDoesNotDependOnTheTeamsOrder(t *testing.T) {
	m := percent()
	teams := collaborative(t, m, "1/10 2/20 - 4/4", "5/7 1/9 2/3", "none 1/2 1/2 0/5")
	want, _ := Pool(cohort("shift", "trend"), m, teams)
	slices.Reverse(teams)
	got, _ := Pool(cohort("shift", "trend"), m, teams)
	if !slices.Equal(got.Points, want.Points) {
		t.Errorf("reversed, the points are %+v, want %+v", got.Points, want.Points)
	}
}
