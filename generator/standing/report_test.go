package standing

import (
	"slices"
	"testing"

	"wallwalk/generator/model"
)

func walk(id string, score float64, barriers ...model.Barrier) model.Report {
	r := model.Report{Session: text(id), Barriers: barriers, Asks: []model.Text{text("asked at " + id)}}
	if score != 0 {
		r.Score = number(score)
	}
	return r
}

func barrier(what string, closed model.Date) model.Barrier {
	return model.Barrier{Text: text(what), Raised: day(week(1)), Closed: day(closed)}
}

func names(barriers []*model.Barrier) (out []string) {
	for _, b := range barriers {
		out = append(out, b.Text.Text)
	}
	return out
}

func TestScoresAreThoseOfWalksUpToTheDay(t *testing.T) {
	co, tm := cohort(), team()
	tm.Reports = []model.Report{walk("wall-3", 4), walk("wall-1", 2), walk("gone", 1), walk("wall-2", 3.5)}
	for asOf, want := range map[model.Date][]float64{week(2) - 1: nil, week(2): {2}, week(5): {2, 3.5}, week(30): {2, 3.5, 4}} {
		s := Of(program(), co, tm, asOf)
		var got []float64
		for _, sc := range s.Scores {
			got = append(got, sc.Score)
		}
		if !slices.Equal(got, want) {
			t.Errorf("on %s the scores are %v, want %v", asOf, got, want)
		}
		if sc, ok := s.Score(); ok != (len(want) > 0) || ok && sc.Score != want[len(want)-1] {
			t.Errorf("on %s the score is %+v, %v", asOf, sc, ok)
		}
	}
	s := Of(program(), co, tm, week(5))
	if s.Scores[0].Label != "Behind" || s.Scores[0].Session.ID.Text != "wall-1" || s.Scores[1].Label != "" {
		t.Errorf("the scores are %+v", s.Scores)
	}
	if s.Report == nil || s.Report.Session.Text != "wall-2" || len(s.Asks) != 1 || s.Asks[0].Text != "asked at wall-2" {
		t.Errorf("the newest report is %+v", s.Report)
	}
	if tm.Reports[0].Session.Text != "wall-3" {
		t.Error("the team's reports are sorted in place")
	}
}

func TestAReportWithoutAScoreKeepsTheOneBefore(t *testing.T) {
	tm := team()
	tm.Reports = []model.Report{walk("wall-1", 3), walk("wall-2", 0)}
	s := Of(program(), cohort(), tm, week(9))
	if sc, ok := s.Score(); !ok || sc.Score != 3 || s.Report.Session.Text != "wall-2" {
		t.Errorf("the score is %+v", sc)
	}
	if s = Of(program(), cohort(), team(), week(9)); s.Report != nil || s.Asks != nil {
		t.Errorf("nothing is reported, and the report is %+v", s.Report)
	}
}

func TestABarrierIsKeptOnceWithItsNewestState(t *testing.T) {
	tm := team()
	tm.Reports = []model.Report{
		walk("wall-1", 0, barrier("no weekly pull", 0), barrier("no room", week(2)), barrier("no time", 0)),
		walk("wall-2", 0, barrier("no weekly pull", week(4)), barrier("no time", week(9))),
		walk("wall-3", 0, barrier("no room", 0), barrier("no coach", 0)),
	}
	for _, c := range []struct {
		asOf         model.Date
		open, closed []string
	}{
		{week(2), []string{"no weekly pull", "no time"}, []string{"no room"}},
		{week(5), []string{"no time"}, []string{"no room", "no weekly pull"}},
		{week(8), []string{"no time", "no room", "no coach"}, []string{"no weekly pull"}},
		{week(9), []string{"no room", "no coach"}, []string{"no weekly pull", "no time"}},
	} {
		s := Of(program(), cohort(), tm, c.asOf)
		open, closed := names(s.Open), names(s.Closed)
		slices.Sort(closed)
		slices.Sort(c.closed)
		if !slices.Equal(open, c.open) || !slices.Equal(closed, c.closed) {
			t.Errorf("on %s: open %q, closed %q; want %q and %q", c.asOf, open, closed, c.open, c.closed)
		}
	}
	tm.Reports[1].Barriers[0].Raised = day(week(3))
	if s := Of(program(), cohort(), tm, week(5)); !slices.Contains(names(s.Open), "no weekly pull") || !slices.Contains(names(s.Closed), "no weekly pull") {
		t.Error("raised on another day it is another barrier")
	}
}

func TestReasonsToHelp(t *testing.T) {
	for _, c := range []struct {
		name  string
		make  func(co *model.Cohort, tm *model.Team)
		wants []string
	}{
		{"none", func(*model.Cohort, *model.Team) {}, nil},
		{"one milestone overdue", func(co *model.Cohort, _ *model.Team) { co.Milestones = co.Milestones[1:] }, nil},
		{"two milestones overdue", func(co *model.Cohort, _ *model.Team) { co.Milestones[2].Due = day(week(2)) }, []string{"2 milestones overdue"}},
		{"a low score", func(_ *model.Cohort, tm *model.Team) { tm.Reports = []model.Report{walk("wall-1", 2)} }, []string{"scored 2: Behind"}},
		{"a low score without a label", func(_ *model.Cohort, tm *model.Team) { tm.Reports = []model.Report{walk("wall-1", 1.5)} }, []string{"scored 1.5"}},
		{"a score that was low", func(_ *model.Cohort, tm *model.Team) {
			tm.Reports = []model.Report{walk("wall-1", 1), walk("wall-2", 3)}
		}, nil},
		{"two weeks owed", func(_ *model.Cohort, tm *model.Team) { tm.Data.Weeks = tm.Data.Weeks[:6] }, nil},
		{"three weeks owed", func(_ *model.Cohort, tm *model.Team) { tm.Data.Weeks = tm.Data.Weeks[:5] }, []string{"3 weeks of data owed"}},
		{"a shift in the wrong direction", func(_ *model.Cohort, tm *model.Team) { turn(tm, 9, 9, 1, 1, 1, 1, 1, 1) }, []string{"a shift in the wrong direction"}},
		{"a point outside in the wrong direction", func(co *model.Cohort, tm *model.Team) {
			co.Collaboratives[0].Measures[0].Chart, co.Collaboratives[0].Measures[0].BaselineWeeks = "c", 7
			turn(tm, 99, 101, 99, 101, 99, 101, 99, 1)
		}, []string{"a point outside the limits in the wrong direction"}},
		{"one that no longer holds", func(_ *model.Cohort, tm *model.Team) { turn(tm, 5, 1, 1, 1, 1, 1, 1, 9) }, nil},
		{"a shift in the wanted direction", func(_ *model.Cohort, tm *model.Team) { turn(tm, 1, 1, 9, 9, 9, 9, 9, 9) }, nil},
		{"all of them", func(co *model.Cohort, tm *model.Team) {
			co.Milestones[2].Due = day(week(2))
			tm.Reports = []model.Report{walk("wall-1", 1)}
			tm.Data.Weeks = nil
			reported(tm, -3, "positioning", 9, 9, 1, 1, 1, 1, 1, 1)
		}, []string{"2 milestones overdue", "scored 1: Well behind", "a shift in the wrong direction", "3 weeks of data owed"}},
	} {
		co, tm := cohort(), team()
		co.Collaboratives[0].Measures[0].BaselineWeeks = 1
		co.Milestones = []model.Milestone{{ID: text("a"), Due: day(week(2))}, {ID: text("b"), Due: day(week(20))}, {ID: text("c"), Due: day(week(20))}}
		reported(tm, 0, "positioning", 1, 9, 1, 9, 1, 9, 1, 9)
		c.make(co, tm)
		if got := Of(program(), co, tm, week(8)+4).Reasons; !slices.Equal(got, c.wants) {
			t.Errorf("%s: the reasons are %q, want %q", c.name, got, c.wants)
		}
	}
}

// turn replaces the team's eight figures.
func turn(tm *model.Team, counts ...float64) {
	tm.Data.Weeks = nil
	reported(tm, 0, "positioning", counts...)
}

func TestAFinishedCohortsTeamsNeedNoHelp(t *testing.T) {
	co, tm := cohort(), team()
	co.Milestones = []model.Milestone{{Due: day(week(2))}, {Due: day(week(2))}}
	if s := Of(program(), co, tm, co.Ends.Date); len(s.Reasons) != 2 {
		t.Errorf("on its last day the reasons are %q", s.Reasons)
	}
	if s := Of(program(), co, tm, co.Ends.Date+1); s.Reasons != nil || len(s.Owed) != 25 || s.Count(Overdue) != 2 {
		t.Errorf("a day later the reasons are %q, and %d weeks are owed, want none and 25: the last is not due yet", s.Reasons, len(s.Owed))
	}
}

func TestAScoreIsLowInTheLowerHalfOfTheScale(t *testing.T) {
	for _, c := range []struct {
		scale []float64
		score float64
		low   bool
	}{
		{[]float64{1, 2, 3, 4, 5}, 2, true}, {[]float64{1, 2, 3, 4, 5}, 2.5, true}, {[]float64{1, 2, 3, 4, 5}, 3, false},
		{[]float64{1, 2, 3, 4}, 2, true}, {[]float64{1, 2, 3, 4}, 3, false}, {[]float64{1, 2}, 2, false}, {[]float64{2}, 2, false},
		{[]float64{10, 50, 100}, 50, true}, {[]float64{10, 50, 100}, 60, false},
	} {
		p, tm := program(), team()
		p.Scale = nil
		for _, v := range c.scale {
			p.Scale = append(p.Scale, model.Score{Score: v})
		}
		tm.Reports = []model.Report{walk("wall-1", c.score)}
		s := Of(p, cohort(), tm, week(3)-1)
		if sc, _ := s.Score(); sc.Low != c.low || (len(s.Reasons) > 0) != c.low {
			t.Errorf("on the scale %v, %v is low: %v, and the reasons are %q", c.scale, c.score, sc.Low, s.Reasons)
		}
	}
}
