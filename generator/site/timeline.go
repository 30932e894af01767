package site

import (
	"fmt"
	"html/template"
	"slices"

	"wallwalk/generator/model"
	"wallwalk/generator/standing"
)

// A Timeline is a cohort's sessions and the days by which its milestones are
// due: as a drawing, and as a list with the day reckoned from in its place. A
// narrow page shows the list alone.
type Timeline struct {
	SVG         template.HTML
	Due         []dueDay // by their numbers on the drawing
	Past, Ahead []timelineItem
	Held        string // what is past, counted
	Today       string
	Week        string // where in its time the cohort is
	Answer      string // what comes next
}

// A timelineItem is a session, or a milestone that is due.
type timelineItem struct {
	day     model.Date
	Date    string
	Session *sessionItem
	Due     *dueDay
}

// A dueDay is a milestone that is due, numbered by its day.
type dueDay struct {
	day    model.Date
	Number int
	Name   string
	Help   string
	Teams  string // how many teams are there
}

// timeline is a cohort's, with how many of its teams have reached what.
func timeline(c *model.Cohort, teams []*standing.Standing, asOf model.Date) Timeline {
	due := dueDays(c, teams)
	t := Timeline{Due: due, Today: asOf.Long(), SVG: template.HTML(timelineSVG(nil, c, due, asOf))}
	t.Week, _ = progress(c, asOf)
	items := timelineItems(c, due, asOf)
	n, _ := slices.BinarySearchFunc(items, asOf, func(i timelineItem, d model.Date) int { return int(i.day - d) })
	t.Past, t.Ahead = items[:n], items[n:]
	t.Held = counted(t.Past)
	t.Answer = comes(t.Ahead, len(items))
	return t
}

// timelineItems are sessions and due days by day; on a day the sessions come
// first.
func timelineItems(c *model.Cohort, due []dueDay, asOf model.Date) (items []timelineItem) {
	for _, s := range c.Sessions {
		one := sessionOf(c, s, asOf)
		items = append(items, timelineItem{day: s.Date.Date, Date: one.Date, Session: &one})
	}
	for _, d := range due {
		items = append(items, timelineItem{day: d.day, Date: d.day.Long(), Due: &d})
	}
	slices.SortStableFunc(items, func(a, b timelineItem) int { return int(a.day - b.day) })
	return items
}

// dueDays are the milestones that have a day, by it.
func dueDays(c *model.Cohort, teams []*standing.Standing) (due []dueDay) {
	for i, m := range c.Milestones {
		if day := c.Due(&m); day != 0 {
			due = append(due, dueDay{day: day, Name: m.Name.Text, Help: m.Help.Text, Teams: reachedBy(teams, i)})
		}
	}
	slices.SortStableFunc(due, func(a, b dueDay) int { return int(a.day - b.day) })
	for i := range due {
		due[i].Number = i + 1
	}
	return due
}

// reachedBy says how many of the teams of which a milestone is asked have
// reached it; "" where it is asked of none.
func reachedBy(teams []*standing.Standing, milestone int) string {
	reached, asked, overdue := 0, 0, 0
	for _, s := range teams {
		switch s.Steps[milestone].State {
		case standing.Done:
			reached++
			asked++
		case standing.Overdue:
			asked++
			if s.AsOf <= s.Cohort.Ends.Date {
				overdue++
			}
		case standing.UnderWay, standing.Upcoming:
			asked++
		}
	}
	switch {
	case asked == 0:
		return ""
	case overdue > 0:
		return fmt.Sprintf("%d of %s reached it, %d overdue", reached, count(asked, "team", "teams"), overdue)
	}
	return fmt.Sprintf("%d of %s reached it", reached, count(asked, "team", "teams"))
}

// counted says how many there are of each sort.
func counted(items []timelineItem) string {
	due := 0
	for _, i := range items {
		if i.Due != nil {
			due++
		}
	}
	var parts []string
	if n := len(items) - due; n > 0 {
		parts = append(parts, count(n, "session", "sessions"))
	}
	if due > 0 {
		parts = append(parts, count(due, "due day", "due days"))
	}
	if len(parts) == 0 {
		return ""
	}
	return join(parts)
}

// comes says what is next, of all there are.
func comes(ahead []timelineItem, all int) string {
	if all == 0 {
		return "No session is planned and no milestone has a day yet. Both stand in the cohort’s cohort.yaml."
	}
	for _, i := range ahead {
		if i.Due != nil {
			return "Due next: “" + i.Due.Name + "”, by " + i.Date + "."
		}
	}
	if len(ahead) == 0 {
		return "Everything planned is past."
	}
	return ""
}
