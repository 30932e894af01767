package site

import (
	"strings"
	"testing"

	"wallwalk/generator/model"
)

// planned is spring with sessions, and a milestone without a day.
func planned() *model.Cohort {
	c := spring(percent())
	c.Milestones = append(c.Milestones, model.Milestone{ID: text("d"), Name: text("Some day")}, model.Milestone{ID: text("e"), Name: text("Early"), DueSession: text("one")})
	c.Sessions = []model.Session{{ID: text("one"), Kind: model.KindHandoff, Date: day(week(-2)), Title: text("Handoff")},
		{ID: text("two"), Kind: model.KindWall, Date: day(week(2))}}
	return c
}

// said is a timeline's list in a line a day.
func said(items []timelineItem) string {
	var lines []string
	for _, i := range items {
		if i.Due != nil {
			lines = append(lines, i.Date+" "+i.Due.Name+": "+i.Due.Teams)
		} else {
			lines = append(lines, i.Date+" "+i.Session.Title)
		}
	}
	return strings.Join(lines, "\n")
}

func TestTheTimelinesListHasEverythingWithADay(t *testing.T) {
	c := planned()
	teams := standings(c, week(2), reach(team("Lakeside", percent()), "a"), team("Northgate", percent()))
	line := timeline(c, teams, week(2))
	if got, want := said(line.Past), "15 Feb 2026 Handoff\n15 Feb 2026 Early: 0 of 2 teams reached it, 2 overdue"; got != want {
		t.Errorf("past are\n%s\nwant\n%s", got, want)
	}
	want := "15 Mar 2026 Walk the wall\n15 Mar 2026 Charter: 1 of 2 teams reached it\n15 Mar 2026 Baseline: 0 of 2 teams reached it\n19 Jul 2026 Changes: 0 of 2 teams reached it"
	if got := said(line.Ahead); got != want {
		t.Errorf("on the day and ahead are\n%s\nwant\n%s", got, want)
	}
	if line.Held != "1 session and 1 due day" || line.Answer != "Due next: “Charter”, by 15 Mar 2026." || !line.Ahead[0].Session.Today {
		t.Errorf("the timeline says %q and %q", line.Held, line.Answer)
	}
	for i, d := range line.Due {
		if d.Number != i+1 {
			t.Errorf("milestone %s is number %d, want %d", d.Name, d.Number, i+1)
		}
	}
}

// Two milestones on a day share a flag, which bears both their numbers.
func TestMilestonesNearToOneAnotherShareAFlag(t *testing.T) {
	c := planned()
	c.Milestones[1].Due = day(week(2) + 1)
	svg := string(timeline(c, nil, week(3)).SVG)
	for _, want := range []string{">1</text>", ">2–3</text>", ">4</text>", "15 Mar 2026: Charter is due; 16 Mar 2026: Baseline is due", "15 Feb 2026: Early is due"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the drawing has no %s", want)
		}
	}
	if n := strings.Count(svg, `class="timeline-due"`); n != 2 {
		t.Errorf("%d flags are filled, want the 2 that are past", n)
	}
	if n := strings.Count(svg, `class="timeline-due timeline-ahead"`); n != 1 {
		t.Errorf("%d flags are open, want the one ahead", n)
	}
}

func TestATimelineWithLittleOnIt(t *testing.T) {
	c := spring(percent())
	c.Milestones = nil
	if line := timeline(c, nil, week(1)); line.Answer != "No session is planned and no milestone has a day yet. Both stand in the cohort’s cohort.yaml." || line.Past != nil || line.Ahead != nil {
		t.Errorf("of nothing the timeline says %q, %v, %v", line.Answer, line.Past, line.Ahead)
	}
	c = planned()
	line := timeline(c, standings(c, week(40), team("Lakeside", percent())), week(40))
	if line.Answer != "Everything planned is past." || line.Held != "2 sessions and 4 due days" || strings.Contains(said(line.Past), "overdue") {
		t.Errorf("of a cohort that is over the timeline says %q, %q, %q", line.Answer, line.Held, said(line.Past))
	}
	left := team("Lakeside", percent())
	left.Left = &model.Left{On: day(march)}
	if got := said(timeline(c, standings(c, week(1), left), week(1)).Ahead); strings.Contains(got, "reached") {
		t.Errorf("of a team that left early the timeline says %q", got)
	}
}
