package check

import (
	"fmt"

	"wallwalk/generator/model"
)

// Bounds on a week's distance from the cohort: a half year of baseline before
// it, a year of sustaining after.
const (
	weeksBefore = 26
	weeksAfter  = 52
)

// A named day is one of a pair, as the file calls it: "starts".
type named struct {
	name string
	model.Day
}

// order reports a second day that comes before the first.
func (k *checker) order(first, second named) {
	if first.Given() && second.Given() && second.Date < first.Date {
		k.Errorf("date-order", second.At, "check both dates; is the year right?", "%s (%s) is before %s (%s)", second.name, second.Date, first.name, first.Date)
	}
}

// muddled reports whether a cohort ends before it has started. Which of the two
// days is wrong is not known then, and nothing else is measured by them.
func muddled(c *model.Cohort) bool {
	return c.Starts.Given() && c.Ends.Given() && c.Ends.Date <= c.Starts.Date
}

func (k *checker) cohortDates(c *model.Cohort) {
	if c.Starts.Given() && c.Starts.Date == c.Ends.Date {
		k.Errorf("date-order", c.Ends.At, "a cohort takes about six months", "ends (%s) is the same day as starts", c.Ends.Date)
	}
	k.order(named{"starts", c.Starts}, named{"ends", c.Ends})
	if !c.Starts.Given() || !c.Ends.Given() || muddled(c) {
		return
	}
	for _, s := range c.Sessions {
		if s.Kind == "" || s.Kind == model.KindCoaching || s.Kind == model.KindHandoff || !s.Date.Given() {
			continue
		}
		if s.Date.Date < c.Starts.Date || s.Date.Date > c.Ends.Date {
			k.Errorf("session-outside", s.Date.At, "check the year and month; only coaching and handoff sessions may lie outside",
				"the session %s on %s is outside the cohort, which goes from %s to %s", s.ID, s.Date.Date, c.Starts.Date, c.Ends.Date)
		}
	}
}

func (k *checker) teamDates(c *model.Cohort, t *model.Team) {
	if t.Left != nil {
		k.order(named{"joined", t.Joined}, named{"left", t.Left.On})
	}
	k.within(c, t)
	for _, p := range t.Roster.People {
		k.order(named{"from", p.From}, named{"to", p.To})
	}
	for _, p := range t.Milestones {
		k.order(named{"started", p.Started}, named{"done", p.Done})
	}
	for _, ch := range t.Changes {
		for _, y := range ch.Cycles {
			k.order(named{"from", y.From}, named{"to", y.To})
		}
	}
	for _, r := range t.Reports {
		for _, b := range r.Barriers {
			k.order(named{"raised", b.Raised}, named{"closed", b.Closed})
		}
	}
	k.weeks(c, t.Data)
}

// within reports days of a team that the cohort's own make pointless, as a slip
// in the year does: a team that joins when all is over owes nothing, ever.
func (k *checker) within(c *model.Cohort, t *model.Team) {
	const hint = "check the year and month"
	if muddled(c) {
		return
	}
	if c.Ends.Given() && t.Joined.Date > c.Ends.Date {
		k.Errorf("date-order", t.Joined.At, hint, "joined (%s) is after the cohort ends (%s)", t.Joined.Date, c.Ends.Date)
	}
	for _, g := range t.Goals {
		if g.By.Given() && g.By.Date < c.Starts.Date {
			k.Errorf("date-order", g.By.At, hint, "by (%s) is before the cohort starts (%s)", g.By.Date, c.Starts.Date)
		}
	}
}

// weeks reports weeks that are not named by their first day or lie far outside
// the cohort, and phases that start together.
func (k *checker) weeks(c *model.Cohort, data model.TeamData) {
	for _, w := range data.Weeks {
		if k.firstDay(w.Start) {
			k.inRange(c, "week", w.Start)
		}
	}
	k.events(c, data)
	type start struct {
		measure string
		week    model.Date
	}
	seen := map[start]model.Day{}
	for _, p := range data.Phases {
		if !k.firstDay(p.From) || !k.inRange(c, "phase from", p.From) {
			continue
		}
		at := start{p.Measure.Text, p.From.Date}
		if first, dup := seen[at]; dup {
			k.Errorf("duplicate-phase", p.From.At, "keep one of the two", "%s has two phases that start on %s; the first is %s", p.Measure, p.From.Date, whence(first.At, p.From.At))
			continue
		}
		seen[at] = p.From
	}
}

// firstDay reports whether the day is the first of a week, and says so where
// it isn't.
func (k *checker) firstDay(d model.Day) bool {
	first := d.WeekOf(k.program.WeekStarts)
	if d.Given() && d.Date != first {
		k.Errorf("week-day", d.At, fmt.Sprintf("write %s, the first day of that week", first),
			"%s is a %s; weeks are named by their first day, a %s", d.Date, d.Weekday(), k.program.WeekStarts)
	}
	return d.Given() && d.Date == first
}

// inRange reports whether a week is near enough to the cohort, and says so
// where it isn't. what is what the day is: "week".
func (k *checker) inRange(c *model.Cohort, what string, d model.Day) bool {
	if c.Starts.Given() && !muddled(c) && d.Date < c.Starts.WeekOf(k.program.WeekStarts)-7*weeksBefore {
		k.Errorf("week-range", d.At, "check the year and month", "the %s %s is more than %d weeks before the cohort starts (%s)", what, d.Date, weeksBefore, c.Starts.Date)
		return false
	}
	return k.notAfter(c, what, d)
}

func (k *checker) notAfter(c *model.Cohort, what string, d model.Day) bool {
	if !c.Ends.Given() || muddled(c) || d.Date <= c.Ends.Date+7*weeksAfter {
		return true
	}
	k.Errorf("week-range", d.At, "check the year and month", "the %s %s is more than %d weeks after the cohort ends (%s)", what, d.Date, weeksAfter, c.Ends.Date)
	return false
}

// events may be older than any week: rare ones take years to show what is
// usual.
func (k *checker) events(c *model.Cohort, data model.TeamData) {
	for _, s := range data.Events {
		for _, e := range s.Events {
			k.notAfter(c, "event on", e.Date)
		}
	}
}
