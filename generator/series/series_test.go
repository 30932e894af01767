package series

import (
	"slices"
	"testing"

	"wallwalk/generator/model"
)

func TestAWeekWithoutALineIsMissing(t *testing.T) {
	m := percent()
	for _, every := range []int{1, 4} {
		m.Every = every
		s := Of(cohort(), weekly(t, m, "", "31/52", "", "", "none", "40/55x", "51/52!", ""), m)
		if got := statuses(s); got != "ommnOo" {
			t.Errorf("every %d: the points are %q", every, got)
		}
		for i, p := range s.Points {
			if p.Date != week((i+1)*every) {
				t.Errorf("every %d: point %d is on %s", every, i, p.Date)
			}
			if p.Astronomical != (i == 5) || p.Status != OK && (p.Value != 0 || p.Num != 0 || p.Den != 0) {
				t.Errorf("every %d: point %d is %+v", every, i, p)
			}
		}
		if len(s.Analysis.Points) != 6 || s.Analysis.Phases[0].N != 2 {
			t.Errorf("every %d: %d points are analysed, %d of them usable", every, len(s.Analysis.Points), s.Analysis.Phases[0].N)
		}
	}
}

func TestALineWithoutTheMeasureIsMissingAndKeepsItsNote(t *testing.T) {
	m := percent()
	team := weekly(t, m, "31/52", "40/55", "12/50")
	team.Data.Weeks[1].Figures[0].Measure = "another"
	for i, note := range []string{"first", "audit sheet lost", "last"} {
		team.Data.Weeks[i].Note.Text = note
	}
	s := Of(cohort(), team, m)
	if statuses(s) != "omo" || s.Points[0].Note != "first" || s.Points[1].Note != "audit sheet lost" || s.Points[2].Note != "last" {
		t.Errorf("the points are %+v", s.Points)
	}
}

func TestExclusionNamesTheMeasure(t *testing.T) {
	m := percent()
	team := weekly(t, m, "31/52x", "40/55!")
	team.Data.Weeks[0].Exclude, team.Data.Weeks[1].Astronomical = words2("another"), words2("another")
	s := Of(cohort(), team, m)
	if s.Points[0].Excluded || s.Points[1].Astronomical {
		t.Errorf("another measure's mark counts here: %+v", s.Points)
	}
}

func TestFiguresAreExact(t *testing.T) {
	m := percent()
	s := Of(cohort(), weekly(t, m, "2/12", "7/42", "6/36"), m)
	if p := s.Points[0]; p.Num != 2 || p.Den != 12 || p.Value != 2.0/12 {
		t.Errorf("2/12 is %+v", p)
	}
	if ph := s.Analysis.Phases[0]; ph.Useful != 0 {
		t.Errorf("of three equal fractions %d lie off their median", ph.Useful)
	}
	rate := percent()
	rate.Data, rate.Per = model.Rate, 1000
	s = Of(cohort(), weekly(t, rate, "3/400"), rate)
	if p := s.Points[0]; !near(p.Value, 7.5) || p.Num != 3 || p.Den != 400 || !near(s.Analysis.Phases[0].Center, 7.5) {
		t.Errorf("3 of 400, by the thousand, is %+v about %v", p, s.Analysis.Phases[0].Center)
	}
	count := minutes()
	count.Data = model.Count
	s = Of(cohort(), weekly(t, count, "0", "4"), count)
	if p := s.Points[0]; p.Status != OK || p.Value != 0 || p.Den != 0 || !near(s.Analysis.Phases[0].Center, 2) {
		t.Errorf("a count of none is %+v", p)
	}
}

func TestNoFiguresAtAll(t *testing.T) {
	for _, m := range []model.Measure{percent(), falls("t"), falls("g")} {
		s := Of(cohort("shift"), &model.Team{}, m)
		if len(s.Points) != 0 || len(s.Phases) != 1 || len(s.Analysis.Phases) != 1 || s.Last() != -1 || s.Reached() {
			t.Errorf("of nothing comes %+v", s)
		}
		if v, n := s.Lately(); v != 0 || n != 0 {
			t.Errorf("lately there are %d figures about %v", n, v)
		}
		if got := s.Headline(); got != "No figures yet." {
			t.Errorf("the headline is %q", got)
		}
	}
}

func TestEventsArePointsAtTheirDates(t *testing.T) {
	team := &model.Team{Data: model.TeamData{Events: []model.EventSeries{
		{Measure: model.Text{Text: "other"}, Events: []model.Event{{Date: day(week(9))}}},
		{Measure: model.Text{Text: "falls"}, Events: []model.Event{{Date: day(march)}, {Date: day(march + 15)}, {Date: day(march + 57)}}},
	}}}
	s := Of(cohort(), team, falls("t"))
	if statuses(s) != "noo" || s.Points[1].Value != 15 || s.Points[2].Value != 42 || s.Points[2].Date != march+57 || s.Points[0].Note != "Days are counted from here." {
		t.Errorf("days between events are %+v", s.Points)
	}
	for i := range team.Data.Events[1].Events {
		team.Data.Events[1].Events[i].Cases = goal(float64(112 - i))
	}
	s = Of(cohort(), team, falls("g"))
	if statuses(s) != "ooo" || s.Points[0].Value != 112 || s.Points[2].Value != 110 || s.Points[0].Note != "" {
		t.Errorf("cases between events are %+v", s.Points)
	}
}

func TestTwoEventsOnOneDayAreNoTimeOnATChart(t *testing.T) {
	team := &model.Team{Data: model.TeamData{Events: []model.EventSeries{{Measure: model.Text{Text: "falls"},
		Events: []model.Event{{Date: day(march)}, {Date: day(march + 9)}, {Date: day(march + 9)}}}}}}
	s := Of(cohort(), team, falls("t"))
	if s.Points[2].Value != 0 || s.Last() != 1 || s.Analysis.Phases[0].N != 1 {
		t.Errorf("the points are %+v, the last usable one is %d", s.Points, s.Last())
	}
}

func phase(m model.Measure, from model.Date, name string) model.Phase {
	return model.Phase{Measure: m.ID, From: day(from), Name: model.Text{Text: name}, Reason: model.Text{Text: "because"}}
}

func TestPhases(t *testing.T) {
	m := percent()
	other := percent()
	other.ID.Text = "other"
	figures := spaced("10/20 10/20 - 16/20 16/20")
	for _, c := range []struct {
		name     string
		declared []model.Phase
		want     []Phase
		from, to []int
	}{
		{"none", nil, []Phase{{"Baseline", "", week(0)}}, []int{0}, []int{5}},
		{"another measure's", []model.Phase{phase(other, week(3), "x")}, []Phase{{"Baseline", "", week(0)}}, []int{0}, []int{5}},
		{"later", []model.Phase{phase(m, week(3), "After training")},
			[]Phase{{"Baseline", "", week(0)}, {"After training", "because", week(3)}}, []int{0, 3}, []int{3, 5}},
		{"at a week that is missing", []model.Phase{phase(m, week(2), "After training")},
			[]Phase{{"Baseline", "", week(0)}, {"After training", "because", week(2)}}, []int{0, 2}, []int{2, 5}},
		{"without a name", []model.Phase{phase(m, week(3), "")},
			[]Phase{{"Baseline", "", week(0)}, {"From 22 Mar", "because", week(3)}}, []int{0, 3}, []int{3, 5}},
		{"at the start", []model.Phase{phase(m, week(0), "Old sheet")}, []Phase{{"Old sheet", "because", week(0)}}, []int{0}, []int{5}},
		{"before the first week", []model.Phase{phase(m, week(-8), "Oldest"), phase(m, week(-4), "Old sheet"), phase(m, week(4), "New")},
			[]Phase{{"Old sheet", "because", week(0)}, {"New", "because", week(4)}}, []int{0, 4}, []int{4, 5}},
	} {
		team := weekly(t, m, figures...)
		team.Data.Phases = c.declared
		s := Of(cohort(), team, m)
		if !slices.Equal(s.Phases, c.want) || len(s.Analysis.Phases) != len(c.want) {
			t.Errorf("%s: the phases are %+v, want %+v", c.name, s.Phases, c.want)
			continue
		}
		for i, ph := range s.Analysis.Phases {
			if ph.From != c.from[i] || ph.To != c.to[i] {
				t.Errorf("%s: phase %d is from point %d to %d, want %d to %d", c.name, i, ph.From, ph.To, c.from[i], c.to[i])
			}
		}
	}
	empty := &model.Team{Data: model.TeamData{Phases: []model.Phase{phase(m, week(0), "Early")}}}
	if s := Of(cohort(), empty, m); len(s.Phases) != 1 || s.Phases[0].Name != "Baseline" {
		t.Errorf("a phase of a series without figures: %+v", s.Phases)
	}
}

func TestEachPhaseHasItsOwnCentreAndTheBaselineIsTheFirsts(t *testing.T) {
	m := percent()
	m.BaselineWeeks = 2
	team := weekly(t, m, spaced("10/20 12/20 - 18/20 18/20 4/20 6/20")...)
	team.Data.Phases = []model.Phase{phase(m, week(5), "New")}
	s := Of(cohort(), team, m)
	if a := s.Analysis.Phases; !near(a[0].Center, 0.55) || !near(a[1].Center, 0.25) || a[0].N != 4 {
		t.Errorf("the centres are %v and %v", a[0].Center, a[1].Center)
	}
}

func TestTheTeamsGoalIsOverTheMeasures(t *testing.T) {
	m := percent()
	team := weekly(t, m, "31/52")
	if s := Of(cohort(), team, m); s.Goal != nil {
		t.Errorf("nobody gave a goal, and it is %v", *s.Goal)
	}
	m.Goal = goal(85)
	if s := Of(cohort(), team, m); s.Goal == nil || !near(*s.Goal, 0.85) || s.GoalBy != 0 {
		t.Errorf("the measure's goal is %v", s.Goal)
	}
	team.Goals = []model.Goal{{Measure: model.Text{Text: "other"}, Target: goal(1)}, {Measure: m.ID, Target: goal(90), By: day(week(20))}}
	if s := Of(cohort(), team, m); !near(*s.Goal, 0.9) || s.GoalBy != week(20) {
		t.Errorf("the team's goal is %v by %s", *s.Goal, s.GoalBy)
	}
	team.Goals[1].Target = nil
	if s := Of(cohort(), team, m); !near(*s.Goal, 0.85) {
		t.Errorf("a goal without a target takes the measure's away: %v", *s.Goal)
	}
	m = minutes()
	m.Goal = goal(24)
	if s := Of(cohort(), &model.Team{}, m); *s.Goal != 24 || s.Scale() != 1 {
		t.Errorf("24 minutes are %v, scaled by %v", *s.Goal, s.Scale())
	}
}

// months gives the team a figure in each of these weeks.
func months(t *testing.T, m model.Measure, weeks ...int) *model.Team {
	t.Helper()
	team := &model.Team{}
	for _, n := range weeks {
		team.Data.Weeks = append(team.Data.Weeks, line(t, m, week(n), "1/2"))
	}
	return team
}

func TestAMonthMayHaveFiveWeeks(t *testing.T) {
	m := percent()
	m.Every = 4
	for _, c := range []struct {
		weeks []int
		want  string
	}{{[]int{0, 5, 9, 13, 18}, "ooooo"}, {[]int{0, 9}, "omo"}, {[]int{0, 5, 14, 18}, "oomoo"}, {[]int{0, 13}, "ommo"}} {
		if got := statuses(Of(cohort(), months(t, m, c.weeks...), m)); got != c.want {
			t.Errorf("figures in the weeks %v: %s, want %s", c.weeks, got, c.want)
		}
	}
}
