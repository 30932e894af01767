package site

import (
	"fmt"
	"strings"

	"wallwalk/generator/model"
	"wallwalk/generator/standing"
)

// A peopleRole is all who have one role.
type peopleRole struct {
	Name, Time, Most string
	People           []member
	Vacant           []vacancy
}

// A member is one person, in all teams of the cohort.
type member struct {
	ID          string // where search leads; "" but at the person's first
	Name, Title string
	Mail        string // a mailto address, or ""
	Teams       []Link
	Load        string // of how many teams, where a role has a limit
	Gone        string // "left on 15 May 2026"
}

type vacancy struct {
	Team Link
	When string
}

// A peopleTeam is one team's roster.
type peopleTeam struct {
	Link
	Left   string
	People []teamMember
	Vacant []string
}

type teamMember struct{ Name, Roles, Gone string }

func (v *peopleView) roles(b *builder, teams []*standing.Standing, everybody []*person) {
	placed := map[*person]bool{}
	for _, r := range b.Program.Roles {
		one := peopleRole{Name: r.Name.Text, Time: r.Time.Text}
		if r.MaxTeams > 0 {
			one.Most = "at most " + count(r.MaxTeams, "team", "teams") + " a person"
		}
		for _, p := range everybody {
			if m, has := b.member(p, r); has {
				if !placed[p] {
					placed[p], m.ID = true, personPlace(p.in[0].s.Team, p.in[0].n)
				}
				one.People = append(one.People, m)
			}
		}
		for _, s := range teams {
			for _, vac := range s.Team.Roster.Vacant {
				if vac.Role.Text == r.ID.Text {
					one.Vacant = append(one.Vacant, vacancy{teamLink(s), openSince(vac)})
				}
			}
		}
		if len(one.People) > 0 || len(one.Vacant) > 0 {
			v.Roles = append(v.Roles, one)
		}
	}
}

// personPlace is the id of somebody's first place on the page: where they stand
// in their first team's roster, which says nothing of them.
func personPlace(t *model.Team, n int) string { return fmt.Sprintf("who--%s--%d", t.ID, n+1) }

func teamLink(s *standing.Standing) Link {
	return Link{"../" + s.Team.ID + "/", s.Team.Name.Text, false}
}

// openSince says since when a role is open, and what the team notes on it.
func openSince(v model.Vacancy) string {
	text := "open"
	if v.Since.Given() {
		text += " since " + v.Since.Long()
	}
	return text + reason(v.Note.Text)
}

// member is the person in one role; false where it isn't theirs.
func (b *builder) member(p *person, r model.Role) (m member, has bool) {
	now := 0
	for _, at := range p.in {
		if !at.p.Has(r.ID.Text) {
			continue
		}
		m.Name, has = at.p.Name.Text, true
		m.Teams = append(m.Teams, teamLink(at.s))
		if m.Title == "" {
			m.Title = at.p.Title.Text
		}
		if m.Mail == "" && mailable.MatchString(at.p.Email.Text) {
			m.Mail = address(at.p.Email.Text)
		}
		if gone := b.gone(at); gone == "" {
			now++
		} else {
			m.Gone = gone
		}
	}
	if now > 0 {
		m.Gone = ""
	}
	if has && r.MaxTeams > 0 {
		m.Load = fmt.Sprintf("%d of at most %s", now, count(r.MaxTeams, "team", "teams"))
	}
	return m, has
}

// gone says since when somebody isn't in the team, or from when they will be.
func (b *builder) gone(at place) string {
	day := b.rosterDay(at.s)
	switch {
	case at.p.To.Given() && at.p.To.Date < day:
		return "until " + at.p.To.Long()
	case at.p.From.Given() && at.p.From.Date > day:
		return "from " + at.p.From.Long()
	case at.s.Left():
		return "until the team left"
	}
	return ""
}

func (v *peopleView) teams(b *builder, teams []*standing.Standing) {
	names := map[string]string{}
	for _, r := range b.Program.Roles {
		names[r.ID.Text] = r.Name.Text
	}
	for _, s := range teams {
		one := peopleTeam{Link: teamLink(s)}
		if s.Left() {
			one.Left = "left on " + s.Team.Left.On.Long()
		}
		for _, p := range s.Team.Roster.People {
			var roles []string
			for _, r := range p.Roles {
				roles = append(roles, names[r.Text])
			}
			m := teamMember{Name: p.Name.Text, Roles: strings.Join(roles, ", ")}
			if !s.Left() {
				m.Gone = b.gone(place{s: s, p: p})
			}
			one.People = append(one.People, m)
		}
		for _, vac := range s.Team.Roster.Vacant {
			one.Vacant = append(one.Vacant, names[vac.Role.Text]+": "+openSince(vac))
		}
		v.Teams = append(v.Teams, one)
	}
}
