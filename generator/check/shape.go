package check

import (
	"fmt"
	"slices"

	"wallwalk/generator/model"
)

// The program's shape, as it has proved itself: ten learning sessions and five
// coaching sessions of two hours, about three weeks and a walk between the
// learning sessions, about six months.
const (
	learningSessions = 10
	coachingSessions = 5
	sessionHours     = 2
	leastSpacing     = 11 // days: two weeks, give or take a few days
	mostSpacing      = 38 // days: five weeks, likewise
	leastDays        = 150
	mostDays         = 220
)

// shape warns where a cohort is not what the program is: once a cohort for
// each way.
func (k *checker) shape(c *model.Cohort) {
	if unread(c.At) {
		return
	}
	if measuresNothing(c) {
		k.Errorf("no-measure", c.At, "give collaboratives a collaborative with a measure: id, name, and chart or data", "the cohort measures nothing")
	}
	if unread(k.program.At) || slices.ContainsFunc(k.program.Quiet, func(q model.Text) bool { return !q.Given() }) {
		return // which of the warnings the program wants isn't known
	}
	if len(c.Teams) == 0 {
		k.Warnf("no-teams", c.At, "make a folder for each team: cohorts/"+c.ID+"/teams/<team>/", "the cohort has no teams yet")
	}
	if days := int(c.Ends.Date-c.Starts.Date) + 1; c.Starts.Given() && days > 1 && (days < leastDays || days > mostDays) {
		k.Warnf("cohort-length", c.Ends.At, "check both dates; a cohort takes about six months", "the cohort takes %s, from %s to %s", count(days/7, "week"), c.Starts.Date, c.Ends.Date)
	}
	if slices.ContainsFunc(c.Sessions, func(s model.Session) bool { return s.Kind == "" || !s.Date.Given() }) {
		return // one that could not be read may be the one that is missed
	}
	learning, coaching := ofKind(c, model.KindLearning), ofKind(c, model.KindCoaching)
	if len(learning) != learningSessions || len(coaching) != coachingSessions {
		k.Warnf("session-count", c.At, "add the missing ones below sessions, or delete what is too many",
			"the cohort has %s and %s; the program has %d and %d", count(len(learning), "learning session"), count(len(coaching), "coaching session"), learningSessions, coachingSessions)
	}
	k.hours(slices.Concat(learning, coaching))
	k.spacing(learning)
	k.walks(learning, ofKind(c, model.KindWall))
}

// measuresNothing reports whether the cohort says of everything that it has no
// measure. What it leaves out, or what can't be read, has been told.
func measuresNothing(c *model.Cohort) bool {
	return c.Collaboratives != nil && !c.Measures() && !slices.ContainsFunc(c.Collaboratives, func(co model.Collaborative) bool { return co.Measures == nil })
}

// ofKind returns the cohort's sessions of a kind, by date.
func ofKind(c *model.Cohort, kind string) []model.Session {
	return slices.DeleteFunc(slices.Clone(c.Sessions), func(s model.Session) bool { return s.Kind != kind })
}

func (k *checker) hours(sessions []model.Session) {
	odd := slices.DeleteFunc(sessions, func(s model.Session) bool { return s.Hours == 0 || s.Hours == sessionHours })
	if len(odd) > 0 {
		k.Warnf("session-hours", odd[0].At, "the program's sessions take two hours", "the session %s takes %s%s",
			odd[0].ID, hoursText(odd[0].Hours), others(len(odd)-1, "other is not of two hours either", "others are not of two hours either"))
	}
}

func hoursText(h float64) string {
	if h == 1 {
		return "1 hour"
	}
	return number(h) + " hours"
}

// others is the end of a sentence that stands for several: ", and 2 others
// …", or nothing.
func others(n int, one, many string) string {
	switch n {
	case 0:
		return ""
	case 1:
		return ", and 1 " + one
	}
	return fmt.Sprintf(", and %d %s", n, many)
}

// spacing warns of learning sessions that follow each other too soon or too
// late, at the first of them.
func (k *checker) spacing(learning []model.Session) {
	var odd []int
	for i := 1; i < len(learning); i++ {
		if gap := learning[i].Date.Date - learning[i-1].Date.Date; gap < leastSpacing || gap > mostSpacing {
			odd = append(odd, i)
		}
	}
	if len(odd) == 0 {
		return
	}
	a, b := learning[odd[0]-1], learning[odd[0]]
	k.Warnf("session-spacing", b.At, "learning sessions are about three weeks apart, so that there is time to try something between them", "%s comes %s after %s%s",
		b.ID, count(int(b.Date.Date-a.Date.Date), "day"), a.ID, others(len(odd)-1, "other gap is as uneven", "other gaps are as uneven"))
}

// walks warns of learning sessions without a walk between them, at the first
// of them.
func (k *checker) walks(learning, walks []model.Session) {
	var without []int
	for i := 1; i < len(learning); i++ {
		from, to := learning[i-1].Date.Date, learning[i].Date.Date
		if !slices.ContainsFunc(walks, func(w model.Session) bool { return from <= w.Date.Date && w.Date.Date <= to }) {
			without = append(without, i)
		}
	}
	if len(without) == 0 {
		return
	}
	a, b := learning[without[0]-1], learning[without[0]]
	k.Warnf("walks", b.At, "add a session of kind wall between them", "there is no walk between %s (%s) and %s (%s)%s",
		a.ID, a.Date.Date, b.ID, b.Date.Date, others(len(without)-1, "other gap has none either", "other gaps have none either"))
}
