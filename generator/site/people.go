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
		v.attendance(b, c, everybody)
		v.Answer = v.answer(b, c, teams, everybody)
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
