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

func (k *checker) cohortDates(c *model.Cohort) {
	if c.Starts.Given() && c.Starts.Date == c.Ends.Date {
		k.Errorf("date-order", c.Ends.At, "a cohort takes about six months", "ends (%s) is the same day as starts", c.Ends.Date)
	}
	k.order(named{"starts", c.Starts}, named{"ends", c.Ends})
	if !c.Starts.Given() || c.Ends.Date <= c.Starts.Date {
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

// weeks reports weeks that are not named by their first day or lie far outside
// the cohort, and phases that start together.
func (k *checker) weeks(c *model.Cohort, data model.TeamData) {
	for _, w := range data.Weeks {
		if k.firstDay(w.Start) {
			k.inRange(c, w.Start)
		}
	}
	type start struct {
		measure string
		week    model.Date
	}
	seen := map[start]model.Day{}
	for _, p := range data.Phases {
		if !k.firstDay(p.From) {
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

func (k *checker) inRange(c *model.Cohort, d model.Day) {
	const hint = "check the year and month"
	switch {
	case c.Starts.Given() && d.Date < c.Starts.WeekOf(k.program.WeekStarts)-7*weeksBefore:
		k.Errorf("week-range", d.At, hint, "the week %s is more than %d weeks before the cohort starts (%s)", d.Date, weeksBefore, c.Starts.Date)
	case c.Ends.Given() && d.Date > c.Ends.Date+7*weeksAfter:
		k.Errorf("week-range", d.At, hint, "the week %s is more than %d weeks after the cohort ends (%s)", d.Date, weeksAfter, c.Ends.Date)
	}
}
