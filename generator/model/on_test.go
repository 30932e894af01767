package model

import (
	"reflect"
	"testing"
	"time"
)

var noon = NewDate(2026, time.April, 16) // the day taken back to

func on(n int) Day { return Day{Date: noon + Date(n)} }

func said(s string) Text { return Text{Text: s} }

// walls has a session on the day and one after.
func walls() *Cohort {
	return &Cohort{Sessions: []Session{{ID: said("now"), Kind: KindWall, Date: on(0)}, {ID: said("then"), Kind: KindWall, Date: on(1)}}}
}

// Each has something up to the day, and something after; what is left is
// written as it stood.
func TestOnTakesATeamBack(t *testing.T) {
	for name, c := range map[string]struct{ team, want Team }{
		"not left yet": {Team{Left: &Left{On: on(1)}}, Team{}},
		"left":         {Team{Left: &Left{On: on(0)}}, Team{Left: &Left{On: on(0)}}},
		"people": {Team{Roster: Roster{People: []Person{{ID: said("a"), From: on(0), To: on(1)}, {ID: said("b"), From: on(1)}, {ID: said("c"), To: on(0)}}}},
			Team{Roster: Roster{People: []Person{{ID: said("a"), From: on(0)}, {ID: said("c"), To: on(0)}}}}},
		"vacancies": {Team{Roster: Roster{Vacant: []Vacancy{{Since: on(1)}, {Since: on(0)}, {Role: said("x")}}}},
			Team{Roster: Roster{Vacant: []Vacancy{{Since: on(0)}, {Role: said("x")}}}}},
		"a week counts from its last day": {Team{Data: TeamData{Weeks: []Week{{Start: on(-6)}, {Start: on(-5)}}}},
			Team{Data: TeamData{Weeks: []Week{{Start: on(-6)}}}}},
		"phases": {Team{Data: TeamData{Phases: []Phase{
			{From: on(-6), Declared: on(0)}, {From: on(-5), Declared: on(0)}, {From: on(-99), Declared: on(1)}, {From: on(-55)}, {From: on(-54)}}}},
			Team{Data: TeamData{Phases: []Phase{{From: on(-6), Declared: on(0)}, {From: on(-55)}}}}},
		"a measure that was still reported": {
			Team{NotReported: []NotReported{{Measure: said("a")}, {Measure: said("b")}, {Measure: said("c")}}, Data: TeamData{Weeks: []Week{{Start: on(-6), Figures: []Figure{{Measure: "a"}}}, {Start: on(0), Figures: []Figure{{Measure: "b"}}}},
				Events: []EventSeries{{Measure: said("c"), Events: []Event{{Date: on(0)}}}}}},
			Team{NotReported: []NotReported{{Measure: said("b")}}, Data: TeamData{Weeks: []Week{{Start: on(-6), Figures: []Figure{{Measure: "a"}}}},
				Events: []EventSeries{{Measure: said("c"), Events: []Event{{Date: on(0)}}}}}}},
		"events": {Team{Data: TeamData{Events: []EventSeries{{Measure: said("m"), Events: []Event{{Date: on(0)}, {Date: on(1)}}}}}},
			Team{Data: TeamData{Events: []EventSeries{{Measure: said("m"), Events: []Event{{Date: on(0)}}}}}}},
		"milestones": {Team{Milestones: []Progress{
			{Milestone: said("done"), Started: on(-1), Done: on(0), Note: said("n"), Evidence: said("e")},
			{Milestone: said("begun"), Started: on(-1), Done: on(1), Note: said("n"), Evidence: said("e")},
			{Milestone: said("later"), Started: on(1), Note: said("n")},
			{Milestone: said("waived"), Waived: said("w")}}},
			Team{Milestones: []Progress{
				{Milestone: said("done"), Started: on(-1), Done: on(0), Note: said("n"), Evidence: said("e")},
				{Milestone: said("begun"), Started: on(-1)},
				{Milestone: said("waived"), Waived: said("w")}}}},
		"changes": {Team{Changes: []Change{
			{ID: said("a"), Cycles: []Cycle{{From: on(-9), To: on(0), Study: said("s"), Act: "adapt"}, {From: on(0), To: on(1), Plan: said("p"), Do: said("d"), Study: said("s"), Act: "adopt"}, {From: on(1)}}},
			{ID: said("b"), Cycles: []Cycle{{From: on(1)}}},
			{ID: said("c")}}},
			Team{Changes: []Change{
				{ID: said("a"), Cycles: []Cycle{{From: on(-9), To: on(0), Study: said("s"), Act: "adapt"}, {From: on(0), Plan: said("p")}}},
				{ID: said("c")}}}},
		"reports": {Team{Reports: []Report{{Session: said("now"), Barriers: []Barrier{{Closed: on(0), How: said("h")}, {Closed: on(1), How: said("h")}, {Raised: on(1)}}}, {Session: said("then")}, {Session: said("nowhere")}}},
			Team{Reports: []Report{{Session: said("now"), Barriers: []Barrier{{Closed: on(0), How: said("h")}, {}}}}}},
		"learnings":  {Team{Learnings: []Learning{{Date: on(0)}, {Date: on(1)}}}, Team{Learnings: []Learning{{Date: on(0)}}}},
		"attendance": {Team{Attendance: []Attendance{{Session: said("now")}, {Session: said("then")}}}, Team{Attendance: []Attendance{{Session: said("now")}}}},
		"texts":      {Team{Problem: said("p"), Drivers: []Driver{{ID: said("d")}}}, Team{Problem: said("p"), Drivers: []Driver{{ID: said("d")}}}},
	} {
		if got := c.team.On(walls(), noon); !reflect.DeepEqual(*got, c.want) {
			t.Errorf("%s: %+v\nwant %+v", name, *got, c.want)
		}
	}
}

// The team that is taken back is a copy: the one of today stays whole.
func TestOnLeavesTheTeamAlone(t *testing.T) {
	team := func() *Team {
		return &Team{Left: &Left{On: on(1)}, Milestones: []Progress{{Done: on(1)}}, Changes: []Change{{Cycles: []Cycle{{From: on(0), To: on(1), Act: "adopt"}}}},
			Reports: []Report{{Session: said("now"), Barriers: []Barrier{{Closed: on(1), How: said("h")}}}},
			Data:    TeamData{Events: []EventSeries{{Events: []Event{{Date: on(0)}, {Date: on(1)}}}}},
			Roster:  Roster{People: []Person{{To: on(1)}}}}
	}
	was := team()
	was.On(walls(), noon)
	if !reflect.DeepEqual(was, team()) {
		t.Errorf("the team is now %+v", was)
	}
}
