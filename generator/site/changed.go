package site

import (
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/model"
	"wallwalk/generator/standing"
)

// A helpView is who needs help, and why; the one with the most reasons first.
type helpView struct {
	Answer string // "" where nobody would ask: nothing has begun, or all is over
	Teams  []helpItem
}

type helpItem struct {
	Team    Link
	Reasons string
	Coach   string
}

// helpOf lists the teams that have a reason.
func helpOf(c *model.Cohort, teams []*standing.Standing, asOf model.Date) (v helpView) {
	there := slices.DeleteFunc(slices.Clone(teams), (*standing.Standing).Left)
	if len(there) == 0 || asOf < c.Starts.Date || asOf > c.Ends.Date {
		return v
	}
	slices.SortStableFunc(there, func(a, b *standing.Standing) int { return len(b.Reasons) - len(a.Reasons) })
	for _, s := range there {
		if len(s.Reasons) > 0 {
			v.Teams = append(v.Teams, helpItem{Link{s.Team.ID + "/", s.Team.Name.Text, false}, strings.Join(s.Reasons, "; "), coaches(s)})
		}
	}
	switch n := len(v.Teams); n {
	case 0:
		v.Answer = "No team does, as of " + asOf.Long() + "."
	default:
		v.Answer = fmt.Sprintf("%d of %s %s.", n, count(len(there), "team", "teams"), verb(n, "does", "do"))
	}
	return v
}

// coaches names who coaches a team.
func coaches(s *standing.Standing) string {
	var names []string
	for _, p := range s.Coaches() {
		names = append(names, p.Name.Text)
	}
	return strings.Join(names, ", ")
}

// changedDays is how far back "this week" reaches from the day reckoned from.
const changedDays = 7

// A changedView is what changed in a cohort in a week.
type changedView struct {
	Answer string
	Silent string // who sent no figures, where others did and it is asked; nothing for the public
	Teams  []changedTeam
	Alone  []changedTeam // those of whom there are new figures and nothing else
}

type changedTeam struct {
	Link
	Items   []Said
	Figures string
}

// changed compares every team with how it stood a week before. Of a cohort
// that has not begun or is over it says only what there is.
func (b *builder) changed(c *model.Cohort, teams []*standing.Standing) *changedView {
	from := b.AsOf - changedDays
	v := &changedView{}
	var all tally
	var silent []string
	learnings := 0
	for _, s := range teams {
		moved, t := b.movedInAWeek(c, s, from)
		team := changedTeam{Link: Link{s.Team.ID + "/", s.Team.Name.Text, false}, Items: changedItems(moved), Figures: moved.Figures}
		for _, l := range s.Team.Learnings {
			if l.Date.Date > from && l.Date.Date <= b.AsOf {
				team.Items = append(team.Items, Said{"learning-shared", "Shared a learning: “" + l.Title.Text + "”"})
				learnings++
			}
		}
		if t.points == 0 && !s.Left() && s.Team.Joined.Date <= b.AsOf {
			silent = append(silent, s.Team.Name.Text)
		}
		switch {
		case len(team.Items) > 0:
			v.Teams = append(v.Teams, team)
		case team.Figures != "":
			v.Alone = append(v.Alone, team)
		}
		all.add(t)
	}
	if len(v.Teams)+len(v.Alone) == 0 && (len(teams) == 0 || b.AsOf < c.Starts.Date || b.AsOf > c.Ends.Date) {
		return nil
	}
	v.Answer = "Since " + from.Long() + ": " + changedWords(all, learnings) + "."
	if all.points > 0 && len(silent) > 0 && !b.Public && b.AsOf <= c.Ends.Date {
		v.Silent = "No new figures from " + join(silent) + "."
	}
	return v
}

func changedWords(t tally, learnings int) string {
	text := t.String()
	switch {
	case learnings == 0:
		return text
	case t == tally{}:
		return count(learnings, "learning", "learnings") + " shared"
	}
	return text + "; " + count(learnings, "learning", "learnings") + " shared"
}

// movedInAWeek is what moved of a team. Figures come in after their week: while
// none of the newest week is here, those of a week whose days of grace have
// ended since are what is new. Data may take longer than a week, and to the
// public for ever, so that nobody owes any: no more than one week is looked for.
func (b *builder) movedInAWeek(c *model.Cohort, s *standing.Standing, from model.Date) (sinceView, tally) {
	v, t := moved(s.On(b.Program, from), &s.Stood, from, b.AsOf)
	if early := from - model.Date(min(b.Program.DataDueDays, changedDays-1)); t.points == 0 && early < from {
		v.Points, v.Signals, t.signals = nil, nil, 0
		v.figures(&t, s.On(b.Program, early).Series, &s.Stood, early, b.AsOf)
	}
	return v, t
}

// changedItems are a line each, with the shape that goes with it.
func changedItems(v sinceView) (items []Said) {
	add := func(tone, text string) {
		if text != "" {
			items = append(items, Said{tone, text})
		}
	}
	items = append(items, v.Signals...)
	add("plain", v.Score)
	items = append(items, v.Milestones...)
	for _, b := range v.Opened {
		add("overdue", "New barrier: "+b)
	}
	for _, b := range v.Closed {
		add("done", "Barrier closed: "+b)
	}
	return items
}
