package site

import (
	"testing"

	"wallwalk/generator/model"
	"wallwalk/generator/standing"
)

func TestCells(t *testing.T) {
	due := week(4)
	for _, c := range []struct {
		step standing.Step
		want cell
	}{
		{standing.Step{State: standing.Upcoming}, cell{State: "upcoming", Word: "Upcoming"}},
		{standing.Step{State: standing.Upcoming, Due: due, Asked: true}, cell{State: "upcoming", Word: "Upcoming", When: "due 29 Mar"}},
		{standing.Step{State: standing.Upcoming, Due: due}, cell{State: "upcoming", Word: "Upcoming"}}, // due before the team joined
		{standing.Step{State: standing.UnderWay, Due: due, Started: week(1)}, cell{State: "under-way", Word: "Under way", When: "since 8 Mar"}},
		{standing.Step{State: standing.Overdue, Due: due, Days: 1}, cell{State: "overdue", Word: "Overdue", When: "by 1 day"}},
		{standing.Step{State: standing.Overdue, Due: due, Days: 21, Began: true}, cell{State: "overdue", Word: "Overdue", When: "by 3 weeks", Late: "begun"}},
		{standing.Step{State: standing.Done, Done: week(3)}, cell{State: "done", Word: "Done", When: "22 Mar"}},
		{standing.Step{State: standing.Done, Due: due, Done: due}, cell{State: "done", Word: "Done", When: "29 Mar"}},
		{standing.Step{State: standing.Done, Due: due, Done: due + 3, Days: 3}, cell{State: "done", Word: "Done", When: "1 Apr", Late: "3 days late"}},
		{standing.Step{State: standing.Done, Due: due, Done: due - 1, Days: -1}, cell{State: "done", Word: "Done", When: "28 Mar", Late: "1 day early"}},
		{standing.Step{State: standing.Waived, Due: due, Note: "Agreed"}, cell{State: "waived", Word: "Waived", Note: "Agreed"}},
		{standing.Step{State: standing.Done, Done: week(3), Evidence: "https://example.org/charter"}, cell{State: "done", Word: "Done", When: "22 Mar", Link: "https://example.org/charter"}},
		{standing.Step{State: standing.Gone, Due: due}, cell{State: "left", Word: "Left"}},
	} {
		c.step.Milestone, c.want.Name = &model.Milestone{Name: text("Charter")}, "Charter"
		if got := cellOf(c.step); got != c.want {
			t.Errorf("%+v is shown as %+v, want %+v", c.step, got, c.want)
		}
	}
}

func TestDaysAsPeopleSayThem(t *testing.T) {
	for days, want := range map[int]string{0: "0 days", 1: "1 day", 14: "14 days", 15: "2 weeks", 17: "2 weeks", 18: "3 weeks", 21: "3 weeks", 70: "10 weeks"} {
		if got := ago(days); got != want {
			t.Errorf("%d days are %q, want %q", days, got, want)
		}
	}
	if got := lateness(-15) + ", " + lateness(2); got != "2 weeks early, 2 days late" {
		t.Errorf("late and early: %q", got)
	}
}

func TestTheWallsAnswer(t *testing.T) {
	m := percent()
	m.Goal = goal(85)
	on := func(name string) *model.Team { return reach(team(name, m, 5, 6, 5), "a b") }
	there := func(name string) *model.Team { return reach(team(name, m, 9, 9, 9), "a b") }
	behind := func(name string) *model.Team { return team(name, m, 5, 6, 5) }
	gone := func(name string) *model.Team {
		t := on(name)
		t.Left = &model.Left{On: day(week(3))}
		return t
	}
	worse := func(name string) *model.Team {
		return reach(team(name, m, 6, 5, 6, 5, 6, 5, 6, 1, 1, 1, 1, 1, 1), "a b")
	}
	for _, c := range []struct {
		want  string
		teams []*model.Team
	}{
		{"No teams yet. A team joins with a folder of its own under spring/teams.", nil},
		{"1 of 1 team on track.", []*model.Team{on("A")}},
		{"2 of 2 teams on track.", []*model.Team{on("A"), reach(team("B", m), "a")}},
		{"0 of 1 team on track; A (2 milestones overdue) needs help.", []*model.Team{behind("A")}},
		{"1 of 3 teams on track; B (2 milestones overdue) and C (2 milestones overdue) need help.", []*model.Team{on("A"), behind("B"), behind("C")}},
		{"1 of 4 teams on track; B (2 milestones overdue), C (2 milestones overdue) and D (2 milestones overdue) need help.",
			[]*model.Team{on("A"), behind("B"), behind("C"), behind("D")}},
		{"1 of 2 teams on track; B (a shift in the wrong direction) needs help.", []*model.Team{on("A"), worse("B")}},
		{"2 of 2 teams on track; A has reached its goal.", []*model.Team{there("A"), on("B")}},
		{"3 of 3 teams on track; A and B have reached their goals.", []*model.Team{there("A"), there("B"), on("C")}},
		{"2 of 2 teams on track; every team has reached its goal.", []*model.Team{there("A"), there("B")}},
		{"1 of 1 team on track; A has reached its goal.", []*model.Team{there("A")}},
		{"No team is left: A left.", []*model.Team{gone("A")}},
		{"No team is left: A and B left.", []*model.Team{gone("A"), gone("B")}},
		{"1 of 1 team on track; B left.", []*model.Team{on("A"), gone("B")}},
		{"1 of 2 teams on track; C (2 milestones overdue) needs help; A has reached its goal; B and D left.",
			[]*model.Team{there("A"), gone("B"), behind("C"), gone("D")}},
	} {
		co := spring(m)
		if got := wallAnswer(co, standings(co, week(13), c.teams...), week(13)); got != c.want {
			t.Errorf("%q\nwant %q", got, c.want)
		}
	}
}

func TestTheAnswerOfAFinishedCohort(t *testing.T) {
	m := percent()
	m.Goal = goal(85)
	waived := reach(team("B", m, 5), "a b")
	waived.Milestones = append(waived.Milestones, model.Progress{Milestone: text("c"), Waived: text("agreed")})
	co := spring(m)
	teams := standings(co, week(40), reach(team("A", m, 9, 9), "a b c"), waived, reach(team("C", m, 5), "a b"))
	if got, want := wallAnswer(co, teams, week(40)), "2 of 3 teams finished every milestone; A has reached its goal."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := wallAnswer(co, standings(co, co.Ends.Date, teams[0].Team), co.Ends.Date); got[:len("1 of 1 team on track")] != "1 of 1 team on track" {
		t.Errorf("on its last day: %q", got)
	}
}

func TestScoresStandOnTheScale(t *testing.T) {
	scored := func(scale []float64, scores ...float64) *scoreView {
		b := &builder{Site: &Site{Input: Input{Program: &model.Program{}}}}
		s := &standing.Standing{}
		for i, v := range scale {
			b.Program.Scale = append(b.Program.Scale, model.Score{Score: v, Label: text(string(rune('a' + i)))})
		}
		for i, v := range scores {
			s.Scores = append(s.Scores, standing.Score{Session: &model.Session{Date: day(week(3 * i))}, Score: v, Label: "on track"})
		}
		return b.score(&s.Stood)
	}
	v := scored([]float64{1, 2, 3, 4, 5}, 1, 3, 5)
	if v.Now != "5" || v.Most != "5" || v.Label != "on track" || v.Words != "Scores: 1 on 1 Mar, 3 on 22 Mar, 5 on 12 Apr" {
		t.Errorf("the score is %+v", v)
	}
	levels := func(v *scoreView) (out []int) {
		for _, d := range v.History {
			out = append(out, d.Level)
		}
		return out
	}
	if got := levels(v); got[0] != 1 || got[1] != 3 || got[2] != 5 {
		t.Errorf("the heights are %v", got)
	}
	v = scored([]float64{0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5}, 0.5, 2.5, 4.5)
	if got := levels(v); v.Now != "4.5" || got[0] != 1 || got[1] != 3 || got[2] != 5 {
		t.Errorf("on another scale: %+v", v)
	}
	if v = scored([]float64{3}, 3); v.History[0].Level != 1 {
		t.Errorf("on a scale of one: %+v", v)
	}
	if v = scored([]float64{1, 5}); v != nil {
		t.Errorf("without a score: %+v", v)
	}
}

func TestTheNewestSignalInAWord(t *testing.T) {
	m := percent()
	for _, c := range []struct {
		better string
		tenths []float64
		want   Said
	}{
		{"higher", []float64{1, 9, 1}, Said{"plain", "no signal"}},
		{"higher", []float64{1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9}, Said{"better", "shift, improving"}},
		{"lower", []float64{1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9}, Said{"worse", "shift, getting worse"}},
		{"neither", []float64{1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9}, Said{"neutral", "shift, going up"}},
		{"neither", []float64{9, 9, 9, 9, 9, 9, 1, 1, 1, 1, 1, 1}, Said{"neutral", "shift, going down"}},
		{"higher", []float64{9, 8, 9, 1, 1, 1, 1, 1, 1, 9, 9, 9}, Said{"worse", "shift, getting worse until 26 Apr"}},
	} {
		m.Better = c.better
		if got := newest(seriesOf(m, team("A", m, c.tenths...))); *got != c.want {
			t.Errorf("%s is better, %v: %+v, want %+v", c.better, c.tenths, *got, c.want)
		}
	}
	m.Better = "higher"
	tm := team("A", m, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9, 8)
	tm.Data.Phases = []model.Phase{{Measure: m.ID, From: day(week(12)), Name: text("New")}}
	if got := newest(seriesOf(m, tm)); *got != (Said{"better", "new phase since 24 May"}) {
		t.Errorf("after a new phase: %+v", *got)
	}
}

func TestNamesAreListedAsASentenceDoes(t *testing.T) {
	for want, names := range map[string][]string{"A": {"A"}, "A and B": {"A", "B"}, "A, B and C": {"A", "B", "C"}} {
		if got := join(names); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
