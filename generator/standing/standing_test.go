package standing

import (
	"slices"
	"testing"

	"wallwalk/generator/model"
)

func progress(started, done model.Date) model.Progress {
	return model.Progress{Milestone: text("charter"), Started: day(started), Done: day(done), Note: text("note"), Evidence: text("https://example.org")}
}

func TestMilestones(t *testing.T) {
	due, asOf := week(4), week(6)
	waived := progress(week(1), week(2))
	waived.Waived = text("Agreed at the handoff")
	for _, c := range []struct {
		name string
		due  model.Date
		has  *model.Progress
		asOf model.Date
		want Step
	}{
		{"not due yet", due, nil, week(3), Step{State: Upcoming}},
		{"due today", due, nil, due, Step{State: Upcoming}},
		{"due yesterday", due, nil, due + 1, Step{State: Overdue, Days: 1}},
		{"overdue", due, nil, asOf, Step{State: Overdue, Days: 14}},
		{"without a due date", 0, nil, asOf, Step{State: Upcoming}},
		{"begun", due, new(progress(week(1), 0)), week(3), Step{State: UnderWay, Started: week(1)}},
		{"begun, due today", due, new(progress(week(1), 0)), due, Step{State: UnderWay, Started: week(1)}},
		{"begun, overdue", due, new(progress(week(1), 0)), asOf, Step{State: Overdue, Days: 14, Started: week(1), Began: true}},
		{"begins today", due, new(progress(week(3), 0)), week(3), Step{State: UnderWay, Started: week(3)}},
		{"begins tomorrow", due, new(progress(week(3)+1, 0)), week(3), Step{State: Upcoming}},
		{"begins after it is due", due, new(progress(week(7), 0)), asOf, Step{State: Overdue, Days: 14}},
		{"done early", due, new(progress(week(1), week(3))), asOf, Step{State: Done, Started: week(1), Done: week(3), Days: -7}},
		{"done on the day", due, new(progress(0, due)), asOf, Step{State: Done, Done: due}},
		{"done late", due, new(progress(0, due+3)), asOf, Step{State: Done, Done: due + 3, Days: 3}},
		{"done today", due, new(progress(0, asOf)), asOf, Step{State: Done, Done: asOf, Days: 14}},
		{"done without a due date", 0, new(progress(0, week(3))), asOf, Step{State: Done, Done: week(3)}},
		{"done tomorrow, and due", due, new(progress(week(1), asOf+1)), asOf, Step{State: Overdue, Days: 14, Started: week(1), Began: true}},
		{"done tomorrow, not due", week(9), new(progress(week(1), asOf+1)), asOf, Step{State: UnderWay, Started: week(1)}},
		{"of a finished cohort", due, nil, week(40), Step{State: Overdue, Days: int(week(26) - due)}},
		{"due on the cohort's last day", week(26) - 1, nil, week(26) - 1, Step{State: Upcoming}},
		{"due on the last day, a day later", week(26) - 1, nil, week(26), Step{State: Overdue, Days: 1}},
		{"due on the last day, long after", week(26) - 1, nil, week(40), Step{State: Overdue, Days: 1}},
		{"due after the cohort's end", week(27), nil, week(40), Step{State: Upcoming}},
		{"done after the cohort's end", due, new(progress(0, week(30))), week(40), Step{State: Done, Done: week(30), Days: 26 * 7}},
	} {
		co, tm := cohort(), team()
		co.Milestones = []model.Milestone{{ID: text("charter"), Due: day(c.due)}}
		if c.has != nil {
			tm.Milestones = []model.Progress{{Milestone: text("another"), Done: day(week(1))}, *c.has}
			c.want.Note, c.want.Evidence = "note", "https://example.org"
		}
		c.want.Milestone, c.want.Due, c.want.Asked = &co.Milestones[0], c.due, c.due != 0
		if got := Of(program(), co, tm, c.asOf).Steps; len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: %+v\nwant %+v", c.name, got, c.want)
		}
	}
}

func TestAWaivedMilestoneIsNeitherDueNorDone(t *testing.T) {
	co, tm := cohort(), team()
	co.Milestones = []model.Milestone{{ID: text("charter"), Due: day(week(1))}, {ID: text("goal"), Due: day(week(1))}}
	tm.Milestones = []model.Progress{progress(week(0), week(1))}
	tm.Milestones[0].Waived = text("Agreed at the handoff")
	s := Of(program(), co, tm, week(6))
	if st := s.Steps[0]; st.State != Waived || st.Note != "Agreed at the handoff" {
		t.Errorf("the step is %+v", st)
	}
	if s.Expected() != 1 || s.Count(Waived) != 1 || s.Count(Overdue) != 1 || s.Count(Done) != 0 {
		t.Errorf("%d are expected, %d overdue", s.Expected(), s.Count(Overdue))
	}
}

func TestAMilestoneIsDueAtItsSession(t *testing.T) {
	co, tm := cohort(), team()
	co.Milestones = []model.Milestone{{ID: text("baseline"), DueSession: text("wall-2")}}
	for asOf, want := range map[model.Date]State{week(5) - 1: Upcoming, week(5): Upcoming, week(5) + 1: Overdue} {
		if st := Of(program(), co, tm, asOf).Steps[0]; st.State != want || st.Due != week(5) {
			t.Errorf("on %s: %+v, want %s", asOf, st, want)
		}
	}
}

func TestExpectedIsWhatIsDueByTheDay(t *testing.T) {
	co := cohort()
	co.Milestones = []model.Milestone{{Due: day(week(2))}, {Due: day(week(4))}, {}, {Due: day(week(30))}}
	for asOf, want := range map[model.Date]int{week(2) - 1: 0, week(2): 1, week(4): 2, week(40): 2} {
		if got := Of(program(), co, team(), asOf).Expected(); got != want {
			t.Errorf("on %s %d are expected, want %d", asOf, got, want)
		}
	}
}

func TestATeamThatLeftOwesNothingAfter(t *testing.T) {
	co, tm := cohort(), team()
	co.Milestones = []model.Milestone{{ID: text("a"), Due: day(week(2))}, {ID: text("b"), Due: day(week(8))}}
	tm.Left = &model.Left{On: day(week(4))}
	for _, c := range []struct {
		asOf  model.Date
		left  bool
		state [2]State
		owed  int
	}{
		{week(3), false, [2]State{Overdue, Upcoming}, 2},
		{week(4) - 1, false, [2]State{Overdue, Upcoming}, 3},
		{week(4), true, [2]State{Overdue, Gone}, 3},
		{week(12), true, [2]State{Overdue, Gone}, 4},
	} {
		s := Of(program(), co, tm, c.asOf)
		if s.Left() != c.left || s.Steps[0].State != c.state[0] || s.Steps[1].State != c.state[1] {
			t.Errorf("on %s: left %v, steps %+v", c.asOf, s.Left(), s.Steps)
		}
		if c.left && len(s.Reasons) > 0 {
			t.Errorf("on %s it needs help: %q", c.asOf, s.Reasons)
		}
	}
}

func TestNothingIsAskedFromBeforeATeamJoined(t *testing.T) {
	co, tm := cohort(), team()
	co.Milestones = []model.Milestone{{ID: text("before"), Due: day(week(4) - 1)}, {ID: text("since"), Due: day(week(4))}, {ID: text("done"), Due: day(week(2))}}
	tm.Joined = day(week(4))
	tm.Milestones = []model.Progress{{Milestone: text("done"), Done: day(week(5))}}
	s := Of(program(), co, tm, week(6))
	if s.Steps[0].State != Upcoming || s.Steps[0].Days != 0 || s.Steps[1].State != Overdue || s.Steps[1].Days != 14 || s.Steps[2].State != Done {
		t.Errorf("the steps are %+v", s.Steps)
	}
	if s.Expected() != 1 || s.Count(Overdue) != 1 {
		t.Errorf("%d are expected, %d overdue; want one of each", s.Expected(), s.Count(Overdue))
	}
}

func TestWhenAllIsOverNothingIsNext(t *testing.T) {
	co, tm := cohort(), team()
	co.Milestones = []model.Milestone{{ID: text("a"), Due: day(week(2))}, {ID: text("b")}}
	for asOf, want := range map[model.Date]bool{co.Ends.Date: true, co.Ends.Date + 1: false} {
		if st, ok := Of(program(), co, tm, asOf).Next(); ok != want {
			t.Errorf("on %s the next step is %+v, %v", asOf, st, ok)
		}
	}
	tm.Left = &model.Left{On: day(week(4))}
	if st, ok := Of(program(), co, tm, week(5)).Next(); ok {
		t.Errorf("a team that left with a milestone overdue should next do %+v", st)
	}
}

func TestWhatATeamReachedBeforeItLeftStays(t *testing.T) {
	co, tm := cohort(), team()
	tm.Left = &model.Left{On: day(week(4))}
	for i, id := range []string{"done", "waived", "begun", "undated"} {
		co.Milestones = append(co.Milestones, model.Milestone{ID: text(id), Due: day(week(8))})
		tm.Milestones = append(tm.Milestones, model.Progress{Milestone: text(id), Started: day(week(i))})
	}
	co.Milestones[3].Due = day(0)
	tm.Milestones[0].Done, tm.Milestones[1].Waived = day(week(3)), text("agreed")
	s := Of(program(), co, tm, week(12))
	for i, want := range []State{Done, Waived, Gone, Gone} {
		if s.Steps[i].State != want {
			t.Errorf("%s is %s, want %s", s.Steps[i].Milestone.ID, s.Steps[i].State, want)
		}
	}
	if st, ok := s.Next(); ok {
		t.Errorf("a team that left should next do %+v", st)
	}
}

func TestNextIsTheFirstOverdueElseUnderWayElseUpcoming(t *testing.T) {
	co, tm := cohort(), team()
	for _, id := range []string{"a", "b", "c", "d"} {
		co.Milestones = append(co.Milestones, model.Milestone{ID: text(id), Due: day(week(5))})
	}
	co.Milestones[1].Due, co.Milestones[3].Due = day(week(9)), day(week(3))
	tm.Milestones = []model.Progress{{Milestone: text("b"), Started: day(week(1))}}
	for asOf, want := range map[model.Date]string{week(0): "a", week(1): "b", week(4): "d", week(6): "a"} {
		if st, ok := Of(program(), co, tm, asOf).Next(); !ok || st.Milestone.ID.Text != want {
			t.Errorf("on %s the next step is %q, want %q", asOf, st.Milestone.ID, want)
		}
	}
	tm.Milestones = nil
	for _, id := range []string{"a", "b", "c", "d"} {
		tm.Milestones = append(tm.Milestones, model.Progress{Milestone: text(id), Done: day(week(1))})
	}
	if st, ok := Of(program(), co, tm, week(6)).Next(); ok {
		t.Errorf("all is done, and the next step is %+v", st)
	}
}

func TestTheMainSeriesIsTheFirstOutcome(t *testing.T) {
	co, tm := cohort(), team()
	co.Collaboratives[0].Measures = []model.Measure{measure("p1", "process"), measure("o1", "outcome"), measure("o2", "outcome")}
	tm.Measures = []model.Measure{measure("own", "outcome")}
	main := func() string {
		s := Of(program(), co, tm, week(3))
		if s.Main() == nil {
			return ""
		}
		return s.Main().Measure.ID.Text
	}
	if got := main(); got != "o1" {
		t.Errorf("the main series is %q", got)
	}
	tm.NotReported = []model.NotReported{{Measure: text("o1")}, {Measure: text("o2")}}
	if got := main(); got != "own" {
		t.Errorf("without the collaborative's outcomes it is %q", got)
	}
	tm.Measures = nil
	if got := main(); got != "p1" {
		t.Errorf("without an outcome it is %q", got)
	}
	tm.NotReported = append(tm.NotReported, model.NotReported{Measure: text("p1")})
	if got := main(); got != "" {
		t.Errorf("of no measure it is %q", got)
	}
}

func TestPeopleAreThoseOfTheDay(t *testing.T) {
	co, tm := cohort(), team()
	person := func(id, role string, from, to model.Date) model.Person {
		return model.Person{ID: text(id), Roles: []model.Text{text(role)}, From: day(from), To: day(to)}
	}
	tm.Roster.People = []model.Person{person("first", "coach", 0, week(4)), person("second", "coach", week(4)+1, 0), person("lead", "team-leader", 0, 0)}
	for asOf, want := range map[model.Date][]string{week(-5): {"first"}, week(4): {"first"}, week(4) + 1: {"second"}, week(60): {"second"}} {
		var got []string
		for _, p := range Of(program(), co, tm, asOf).Coaches() {
			got = append(got, p.ID.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("on %s the coaches are %q, want %q", asOf, got, want)
		}
	}
	tm.Roster.People[1].To = day(week(27))
	if got := Of(program(), co, tm, week(60)).Coaches(); len(got) != 1 {
		t.Errorf("on a finished cohort's last day %d coach it", len(got))
	}
	if len(tm.Roster.People) != 3 || tm.Roster.People[2].ID.Text != "lead" {
		t.Error("the roster is changed by looking at it")
	}
}
