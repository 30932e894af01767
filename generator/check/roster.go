package check

import (
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// Roles that can get at the data for a team; where neither can, it needs an
// analyst.
var dataRoles = []string{"team-leader", "coach"}

// needsAccess is what a role's needed_without says where its absence depends
// on the others' access.
const needsAccess = "data_access"

// reckoned is the day on which a cohort's rosters are counted.
func (k *checker) reckoned(c *model.Cohort) model.Date {
	day := k.today
	if c.Ends.Given() {
		day = min(day, c.Ends.Date)
	}
	return max(day, c.Starts.Date)
}

// counted returns the day on which a team's roster is counted; ok is false
// where it isn't, since the team has left.
func (k *checker) counted(c *model.Cohort, t *model.Team) (day model.Date, ok bool) {
	day = max(k.reckoned(c), t.Joined.Date)
	return day, t.Left == nil || t.Left.On.Date > day
}

// roster reports roles with too few or too many people, on the day.
func (k *checker) roster(c *model.Cohort, t *model.Team) {
	roles := namesOf(k.program.Roles, func(r model.Role) model.Text { return r.ID })
	roles.partial = roles.partial || unread(k.program.At)
	clear := !roles.partial && !unread(t.Roster.At) // whether the files say all that a count needs
	for _, p := range t.Roster.People {
		for _, r := range p.Roles {
			clear = k.refer("unknown-id", r, "program.yaml has no role", roles) && clear
		}
		clear = clear && len(p.Roles) > 0 && !(p.To.Given() && p.To.Date < p.From.Date)
	}
	for _, v := range t.Roster.Vacant {
		k.refer("unknown-id", v.Role, "program.yaml has no role", roles)
	}
	day, ok := k.counted(c, t)
	if !ok {
		return
	}
	for _, r := range k.program.Roles {
		k.vacant(r, t, day)
		if clear {
			k.role(r, t, day)
		}
	}
}

// vacant warns of a role that is open.
func (k *checker) vacant(r model.Role, t *model.Team, day model.Date) {
	for _, v := range openOn(t, r, day) {
		since := ""
		if v.Since.Given() {
			since = " since " + v.Since.String()
		}
		k.Warnf("role-vacant", v.Role.At, "delete the line when somebody has taken the role", "%s is open%s", r.Name, since)
	}
}

func openOn(t *model.Team, r model.Role, day model.Date) []model.Vacancy {
	return slices.DeleteFunc(slices.Clone(t.Roster.Vacant), func(v model.Vacancy) bool {
		return v.Role.Text != r.ID.Text || v.Since.Date > day
	})
}

// role counts the people in one role.
func (k *checker) role(r model.Role, t *model.Team, day model.Date) {
	var there []*model.Person
	for i := range t.Roster.People {
		if p := &t.Roster.People[i]; p.On(day) && p.Has(r.ID.Text) {
			there = append(there, p)
		}
	}
	open := len(openOn(t, r, day)) > 0
	switch n := len(there); {
	case short(r, t, day):
		k.Errorf("role-short", t.Roster.At, fmt.Sprintf("add them with role: %[1]s; where the role is open, say so below people: vacant: [{role: %[1]s}]", r.ID),
			"%s: %s on %s, and a team needs %s", r.Name, howMany(n), day, atLeast(r))
	case r.Max > 0 && n > r.Max:
		k.Errorf("role-over", roleAt(there[r.Max], r), "give somebody another role; whoever has left stays, with to: and the last day",
			"%s: %s on %s, and a team has at most %d", r.Name, howMany(n), day, r.Max)
	case n == 0 && !open && r.NeededWithout == needsAccess && !hasAccess(t, day) && !k.dataRoleShort(t, day):
		k.Errorf("analyst-missing", t.Roster.At, fmt.Sprintf("add data_access: true to whichever of them can get the data, or add somebody with role: %s", r.ID),
			"%s: nobody on %s, and neither the team leader nor the coach can get the data", r.Name, day)
	}
}

// short reports whether a role lacks people, and nobody says that it is open.
func short(r model.Role, t *model.Team, day model.Date) bool {
	n := 0
	for _, p := range t.Roster.People {
		if p.On(day) && p.Has(r.ID.Text) {
			n++
		}
	}
	return n < r.Min && len(openOn(t, r, day)) == 0
}

// dataRoleShort reports whether one who could have access to the data is
// missing: who comes may have it.
func (k *checker) dataRoleShort(t *model.Team, day model.Date) bool {
	return slices.ContainsFunc(k.program.Roles, func(r model.Role) bool { return slices.Contains(dataRoles, r.ID.Text) && short(r, t, day) })
}

func howMany(n int) string {
	if n == 0 {
		return "nobody"
	}
	return count(n, "person")
}

func atLeast(r model.Role) string {
	if r.Max == r.Min {
		return fmt.Sprint(r.Min)
	}
	return fmt.Sprintf("at least %d", r.Min)
}

// roleAt is where a person's line says the role.
func roleAt(p *model.Person, role model.Role) diag.Span {
	for _, r := range p.Roles {
		if r.Text == role.ID.Text {
			return r.At
		}
	}
	return p.At
}

func hasAccess(t *model.Team, day model.Date) bool {
	return slices.ContainsFunc(t.Roster.People, func(p model.Person) bool {
		return p.DataAccess && p.On(day) && slices.ContainsFunc(dataRoles, p.Has)
	})
}

// teamsPerPerson reports who has a role on more teams of the cohort than the
// role allows: in each team beyond the limit, by the teams' ids.
func (k *checker) teamsPerPerson(c *model.Cohort) {
	for _, r := range k.program.Roles {
		if r.MaxTeams == 0 {
			continue
		}
		teams := map[string][]string{}
		var entries []model.Person
		for _, t := range c.Teams {
			for _, p := range onTeam(k, c, t, r) {
				if teams[p.ID.Text] = append(teams[p.ID.Text], t.Name.Text); len(teams[p.ID.Text]) > r.MaxTeams {
					entries = append(entries, p)
				}
			}
		}
		for _, p := range entries {
			on := teams[p.ID.Text]
			k.Errorf("too-many-teams", p.At, "let somebody else take the role in one of them; who has handed over has to: and the last day",
				"%s has the role %s on %s (%s), and %d is the most", p.Name, r.Name, count(len(on), "team"), strings.Join(on, ", "), r.MaxTeams)
		}
	}
}

// onTeam returns who has the role on the team on the day that counts, each
// person once.
func onTeam(k *checker, c *model.Cohort, t *model.Team, r model.Role) []model.Person {
	day, ok := k.counted(c, t)
	if !ok {
		return nil
	}
	var there []model.Person
	for _, p := range t.Roster.People {
		same := func(q model.Person) bool { return q.ID.Text == p.ID.Text }
		if p.ID.Given() && p.On(day) && p.Has(r.ID.Text) && !slices.ContainsFunc(there, same) {
			there = append(there, p)
		}
	}
	return there
}
