package model

// Arrivals say on which day each week of each team's data came in, as git's
// history has it. Where that can't be told, Reason says why in words that end
// a sentence, and there are no Days.
type Arrivals struct {
	Reason string
	Days   map[string]map[Date]Date // the team's "cohort/team", the week's first day
}

// Known reports whether the days are known here.
func (a *Arrivals) Known() bool { return a != nil && a.Reason == "" }

// Why says why they aren't.
func (a *Arrivals) Why() string {
	if a == nil || a.Reason == "" {
		return "git’s history was not read"
	}
	return a.Reason
}

// Day is the day on which the team's line for the week came in. A line that no
// commit has is not committed yet, and comes in today. Nothing is said of a
// line that came in after today: reckoned as of an earlier day, history can't
// tell what the files held then.
func (a *Arrivals) Day(c *Cohort, t *Team, week, today Date) (Date, bool) {
	if !a.Known() {
		return 0, false
	}
	day, committed := a.Days[c.ID+"/"+t.ID][week]
	if !committed {
		day = today
	}
	return day, day <= today
}
