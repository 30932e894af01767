package site

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"wallwalk/generator/model"
	"wallwalk/generator/standing"
)

func TestAWeekIsLateFromTheDayAfterItsLast(t *testing.T) {
	week := model.NewDate(2026, 3, 1)
	c, team := &model.Cohort{ID: "one"}, &model.Team{ID: "elm"}
	s := &standing.Standing{Stood: standing.Stood{Cohort: c, Team: team}}
	one := standing.Week{Start: week, State: standing.WeekIn, Due: week + 9, Line: true, Note: "two out"}
	for came, want := range map[model.Date]string{week + 8: "On time", week + 9: "On time", week + 10: "Late 1 day", week + 16: "Late 7 days", week + 30: "Late 3 weeks"} {
		b := &builder{Site: &Site{Input: Input{AsOf: week + 60, Arrivals: &model.Arrivals{Days: map[string]map[model.Date]model.Date{"one/elm": {week: came}}}}}}
		cell, good := b.weekCell(s, one, true)
		if got := strings.TrimSpace(cell.Word + " " + cell.Small); got != want || good != (want == "On time") || !strings.Contains(cell.Title, "two out") {
			t.Errorf("a week that came in on %s is %q, in time: %v; %q", came, got, good, cell.Title)
		}
		if why := b.unknownDays([]*standing.Standing{s}); why != "" {
			t.Errorf("the days are unknown: %s", why)
		}
	}
	// What is not committed comes in today.
	b := &builder{Site: &Site{Input: Input{AsOf: week + 11, Arrivals: &model.Arrivals{}}}}
	if cell, _ := b.weekCell(s, one, true); cell.Word != "Late" || cell.Small != "2 days" {
		t.Errorf("a week that is not committed is %+v", cell)
	}
	one.State = standing.WeekExcluded
	if cell, good := b.weekCell(s, one, true); cell.Word != "Excluded" || cell.Small != "2 days late" || good {
		t.Errorf("an excluded week that is late is %+v", cell)
	}
	if cell, good := b.weekCell(s, one, false); cell.Word != "Excluded" || cell.Small != "" || !good {
		t.Errorf("where the days aren't known, it is %+v", cell)
	}
}

func TestALetterSurvivesItsAddress(t *testing.T) {
	to, subject, body := "a.b+c@example.org", `Q&A: 100% "x" + y?`, "Hello Ada,\n\nü & so #1: a=b\n"
	u, err := url.Parse(mailto(to, subject, body))
	if err != nil || u.Scheme != "mailto" {
		t.Fatal(u, err)
	}
	if got, _ := url.PathUnescape(u.Opaque); got != to {
		t.Errorf("the address is %q", got)
	}
	if strings.Contains(u.RawQuery, "+") {
		t.Errorf("mail programs keep a plus: %s", u.RawQuery)
	}
	q := u.Query()
	if q.Get("subject") != subject || q.Get("body") != strings.ReplaceAll(body, "\n", "\r\n") || len(q) != 2 {
		t.Errorf("the letter is %v", q)
	}
	for address, ok := range map[string]bool{"a@b.org": true, "a+b@b.example": true, "a@b": false, "a b@c.org": false, "a@b.org?cc=x@y.org": false, "a@b.org, x@y.org": false, "@SUM(1)": false} {
		if mailable.MatchString(address) != ok {
			t.Errorf("%q can be written to: %v", address, !ok)
		}
	}
}

func TestTheFirstLineSaysWhoOwesMost(t *testing.T) {
	c := &model.Cohort{ID: "one", Starts: model.Day{Date: model.NewDate(2026, 3, 1)}, Ends: model.Day{Date: model.NewDate(2026, 9, 5)}}
	owing := func(name string, weeks int) *standing.Standing {
		return &standing.Standing{Stood: standing.Stood{Team: &model.Team{Name: model.Text{Text: name}}}, Due: 20, Owed: make([]model.Date, weeks)}
	}
	now := model.NewDate(2026, time.August, 1)
	for _, x := range []struct {
		teams []*standing.Standing
		on    model.Date
		want  string
	}{
		{nil, now, "No teams yet. A team joins with a folder of its own under one/teams."},
		{[]*standing.Standing{{Stood: standing.Stood{Team: &model.Team{}}}}, now, "No week is due yet. The first is the first whole week of the cohort, which starts on 1 Mar 2026."},
		{[]*standing.Standing{owing("Elm", 0)}, now, "The one team is up to date: no week is owed."},
		{[]*standing.Standing{owing("Elm", 0), owing("Oak", 0)}, now, "All 2 teams are up to date: no week is owed."},
		{[]*standing.Standing{owing("Elm", 1), owing("Oak", 6), owing("Ash", 0)}, now, "1 of 3 teams is up to date; Oak owes six weeks and Elm owes one week."},
		{[]*standing.Standing{owing("A", 1), owing("B", 2), owing("C", 3), owing("D", 4), owing("E", 13)}, now, "0 of 5 teams are up to date; E owes 13 weeks, D owes four weeks, C owes three weeks and 2 more teams owe up to two weeks."},
		{[]*standing.Standing{owing("Elm", 1), owing("Oak", 0)}, now + 100, "1 of 2 teams handed in every week; Elm never handed in one week."},
	} {
		if got := submissionsAnswer(c, x.teams, x.on); got != x.want {
			t.Errorf("%s\nwant: %s", got, x.want)
		}
	}
}
