package standing

import (
	"slices"
	"testing"
	"time"

	"wallwalk/generator/model"
)

func owed(t *testing.T, co *model.Cohort, tm *model.Team, asOf model.Date, want ...int) {
	t.Helper()
	var days []model.Date
	for _, n := range want {
		days = append(days, week(n))
	}
	if got := Of(program(), co, tm, asOf).Owed; !slices.Equal(got, days) {
		t.Errorf("on %s, a %s, the weeks owed are %v, want %v", asOf, asOf.Weekday(), got, days)
	}
}

func TestWeeksThatAreDueAreCountedWhetherThereOrNot(t *testing.T) {
	co, tm := cohort(), team()
	reported(tm, 0, "positioning", 3, 4)
	for asOf, want := range map[model.Date]int{march: 0, week(1) + 2: 0, week(1) + 3: 1, week(3) + 3: 3, week(60): 26} {
		if s := Of(program(), co, tm, asOf); s.Due != want || len(s.Owed) != max(0, want-2) {
			t.Errorf("on %s %d weeks are due and %d owed, want %d due", asOf, s.Due, len(s.Owed), want)
		}
	}
	tm.Joined = day(week(1) + 3)
	if s := Of(program(), co, tm, week(4)+3); s.Due != 2 || len(s.Owed) != 2 {
		t.Errorf("of a team that joined in the second week %d are due and %d owed", s.Due, len(s.Owed))
	}
}

func TestAWeekIsOwedFromTheDayAfterItsDataIsDue(t *testing.T) {
	co, tm := cohort(), team()
	saturday := week(1) - 1
	if saturday.Weekday() != time.Saturday {
		t.Fatalf("the week ends on a %s", saturday.Weekday())
	}
	owed(t, co, tm, saturday)
	owed(t, co, tm, saturday+3) // Tuesday is the last day of grace
	owed(t, co, tm, saturday+4, 0)
	owed(t, co, tm, saturday+4+6, 0)
	owed(t, co, tm, saturday+4+7, 0, 1)
}

func TestWhatIsThereIsNotOwed(t *testing.T) {
	co, tm := cohort(), team()
	reported(tm, 0, "positioning", 3)
	reported(tm, 2, "positioning", 3)
	reported(tm, 3, "another", 3)
	owed(t, co, tm, week(6)+1, 1, 3, 4)
	tm.Data.Weeks[2].Figures[0] = model.Figure{Measure: "positioning", None: true}
	owed(t, co, tm, week(6)+1, 1, 4)
}

func TestAMeasureIsOwedAsOftenAsItIsAsked(t *testing.T) {
	co, tm := cohort(), team()
	monthly := measure("satisfaction", "")
	monthly.Every = 4
	events := measure("falls", "")
	events.Data, events.Chart = model.Events, "t"
	co.Collaboratives[0].Measures = append(co.Collaboratives[0].Measures, measure("repeats", "balancing"), monthly, events)
	reported(tm, 0, "positioning", 3, 3)
	tm.Data.Weeks[1].Figures = append(tm.Data.Weeks[1].Figures, model.Figure{Measure: "repeats"})
	owed(t, co, tm, week(3), 0)
	tm.NotReported = []model.NotReported{{Measure: text("repeats")}}
	owed(t, co, tm, week(3))
	tm.NotReported = append(tm.NotReported, model.NotReported{Measure: text("positioning")})
	owed(t, co, tm, week(5)+2) // the fourth week, and a fifth that a month has at times, are over and due
	owed(t, co, tm, week(5)+3, 3)
	owed(t, co, tm, week(9)+3, 3, 7)
	reported(tm, 4, "satisfaction", 1)
	owed(t, co, tm, week(9)+3)
	owed(t, co, tm, week(10)+3, 8)
}

func TestEachWeekSaysWhatBecameOfIt(t *testing.T) {
	co, tm := cohort(), team()
	co.Collaboratives[0].Measures = append(co.Collaboratives[0].Measures, measure("repeats", "balancing"))
	tm.Joined = day(week(1))
	reported(tm, 1, "positioning", 1, 2, 3, 4)
	for i := range tm.Data.Weeks {
		w := &tm.Data.Weeks[i]
		w.Figures = append(w.Figures, model.Figure{Measure: "repeats", None: i == 1})
	}
	tm.Data.Weeks[1].Figures[0].None = true
	tm.Data.Weeks[2].Exclude = []model.Text{text("repeats")}
	tm.Data.Weeks[3].Figures = tm.Data.Weeks[3].Figures[:1]
	tm.Left = &model.Left{On: day(week(7) + 6)}
	want := []WeekState{WeekNotAsked, WeekIn, WeekNone, WeekExcluded, WeekMissing, WeekMissing, WeekMissing, WeekAhead}
	s := Of(program(), co, tm, week(7)+9)
	if len(s.Weeks) != len(want)+1 {
		t.Fatalf("there are %d weeks, want %d", len(s.Weeks), len(want)+1)
	}
	for i, w := range want {
		if s.Weeks[i].State != w || s.Weeks[i].Start != week(i) {
			t.Errorf("week %d is %q, of %s, want %q", i, s.Weeks[i].State, s.Weeks[i].Start, w)
		}
	}
	if w := s.Weeks[8]; w.State != WeekNotAsked || w.Reason != "after the team left" || len(w.Owes) != 0 {
		t.Errorf("after the team left, a week is %+v", w)
	}
	if w := s.Weeks[4]; len(w.Owes) != 1 || w.Owes[0].ID.Text != "repeats" || !w.Line {
		t.Errorf("of a week with one of two measures is owed %+v", w.Owes)
	}
}

func TestNothingIsOwedBeforeATeamJoinsOrAfterItLeaves(t *testing.T) {
	co, tm := cohort(), team()
	tm.Joined = day(week(2) + 3) // a Wednesday: the week has begun, and is not owed
	owed(t, co, tm, week(6)-1, 3, 4)
	tm.Joined = day(week(2))
	owed(t, co, tm, week(6)-1, 2, 3, 4)
	tm.Left = &model.Left{On: day(week(4) - 1)} // a Saturday: the week is whole, and owed
	owed(t, co, tm, week(9), 2, 3)
	tm.Left.On = day(week(4) - 2)
	owed(t, co, tm, week(9), 2)
	tm.Joined = day(week(-3))
	owed(t, co, tm, week(9), 0, 1, 2)
}

func TestNothingIsOwedBeforeOrAfterTheCohort(t *testing.T) {
	co, tm := cohort(), team()
	co.Ends = day(week(3) - 1)
	owed(t, co, tm, march-20)
	owed(t, co, tm, march)
	owed(t, co, tm, week(3)+2, 0, 1)
	owed(t, co, tm, week(3)+3, 0, 1, 2)
	owed(t, co, tm, week(50), 0, 1, 2)
	co.Starts = day(march + 1) // a Monday: the first whole week is the next
	owed(t, co, tm, week(50), 1, 2)
}

func TestWeeksMayStartOnAnotherDay(t *testing.T) {
	co, tm, p := cohort(), team(), program()
	p.WeekStarts, p.DataDueDays = time.Monday, 0
	if got := Of(p, co, tm, march+15).Owed; !slices.Equal(got, []model.Date{march + 1, march + 8}) {
		t.Errorf("the weeks owed are %v", got)
	}
	if got := Of(p, co, tm, march+14).Owed; !slices.Equal(got, []model.Date{march + 1}) {
		t.Errorf("on its last day a week is owed: %v", got)
	}
}
