package site

import (
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/model"
	"wallwalk/generator/standing"
)

// A peopleView is who takes part, in which role, and who came to the sessions.
type peopleView struct {
	Base
	Heading, Answer string
	Roles           []peopleRole
	Teams           []peopleTeam
	Attendance      []attendanceView
	ByRole          []roleShare
}

// A person is somebody of the cohort: the same id in two rosters is the same
// person.
type person struct {
	id    string
	in    []place
	roles []string
}

// A place is a person's entry in one team's roster.
type place struct {
	s *standing.Standing
	p model.Person
	n int // from 0
}

func (b *builder) people(c *model.Cohort) {
	b.page("people", c.ID+"/people/", func(base Base) (any, error) {
		base.Title = "People: " + c.Title.Text
		base.Crumbs = []Link{{base.To(""), b.Program.Title.Text, false}, {"../", c.Title.Text, false}}
		v := peopleView{Base: base, Heading: "People"}
		teams := b.teams(c)
		everybody := gather(teams)
		v.roles(b, teams, everybody)
		v.teams(b, teams)
		if !b.Public {
			v.attendance(b, c, everybody)
		}
		v.Answer = partly(v.answer(b, c, teams, everybody), len(teams), base.Unshown)
		v.Description = v.Answer
		return v, nil
	})
}

// gather finds everybody, by team and then in the roster's order.
func gather(teams []*standing.Standing) []*person {
	var all []*person
	byID := map[string]*person{}
	for _, s := range teams {
		for n, p := range s.Team.Roster.People {
			one := byID[p.ID.Text]
			if one == nil {
				one = &person{id: p.ID.Text}
				byID[p.ID.Text] = one
				all = append(all, one)
			}
			one.in = append(one.in, place{s, p, n})
			for _, r := range p.Roles {
				if !slices.Contains(one.roles, r.Text) {
					one.roles = append(one.roles, r.Text)
				}
			}
		}
	}
	return all
}

// rosterDay is the one on which a team's roster is looked at: that of the page, the
// first day of a cohort that has not begun, or the last day of one that is
// over or of a team that has left.
func (b *builder) rosterDay(s *standing.Standing) model.Date {
	day := min(max(b.AsOf, s.Cohort.Starts.Date), s.Cohort.Ends.Date)
	if s.Left() {
		day = min(day, s.Team.Left.On.Date)
	}
	return day
}

// here reports whether the person is in a team that is still there.
func (b *builder) here(p *person) bool {
	return slices.ContainsFunc(p.in, func(at place) bool { return !at.s.Left() && at.p.On(b.rosterDay(at.s)) })
}

// answer says how many people there are, where somebody is missing, and how
// many came last.
func (v *peopleView) answer(b *builder, c *model.Cohort, teams []*standing.Standing, everybody []*person) string {
	if len(teams) == 0 {
		return "No teams yet. A team joins with a folder of its own under " + c.ID + "/teams."
	}
	n, there := 0, 0
	for _, p := range everybody {
		if b.here(p) {
			n++
		}
	}
	for _, s := range teams {
		if !s.Left() {
			there++
		}
	}
	sentences := []string{count(n, "person", "people") + " in " + count(there, "team", "teams")}
	var open []string
	for _, s := range teams {
		for _, vac := range s.Team.Roster.Vacant {
			if !s.Left() {
				open = append(open, v.openAt(b, s, vac))
			}
		}
	}
	switch {
	case len(open) > 3:
		sentences = append(sentences, fmt.Sprintf("%d roles are open, the first of them: %s", len(open), open[0]))
	case len(open) > 0:
		sentences = append(sentences, open...)
	}
	for _, a := range v.Attendance {
		if a.Kind == model.KindLearning && a.Last != "" {
			sentences = append(sentences, a.Last)
		}
	}
	return strings.Join(sentences, "; ") + "."
}

// openAt says that a team lacks somebody.
func (v *peopleView) openAt(b *builder, s *standing.Standing, vac model.Vacancy) string {
	name := vac.Role.Text
	have := 0
	for _, r := range b.Program.Roles {
		if r.ID.Text == vac.Role.Text {
			name = r.Name.Text
		}
	}
	for _, p := range s.Team.Roster.People {
		if p.Has(vac.Role.Text) && p.On(b.rosterDay(s)) {
			have++
		}
	}
	text := s.Team.Name.Text + " has no " + name
	if have > 0 {
		text = fmt.Sprintf("%s has an open place for one more %s", s.Team.Name, name)
	}
	if vac.Since.Given() {
		text += " since " + vac.Since.Short()
	}
	return text
}
