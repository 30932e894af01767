package check

import (
	"strings"
	"testing"
)

var rosterSlips = []slip{
	{"role-short", lakeside + "roster.yaml", "  - {id: lakeside-sponsor, name: lakeside Sponsor, role: sponsor}\n", "", "1:1 error", "Project Sponsor: nobody on 2026-06-28, and a team needs 1", "role: sponsor; where the role is open, say so below people: vacant: [{role: sponsor}]"},
	{"role-short", lakeside + "roster.yaml", "to: 2026-09-05", "to: 2026-06-27", "1:1 error", "Team Member: 1 person on 2026-06-28, and a team needs at least 2", "role: member"},
	{"role-short", lakeside + "roster.yaml", "from: 2026-03-01", "from: 2026-06-29", "1:1 error", "Team Member: 1 person on 2026-06-28, and a team needs at least 2", "role: member"},
	{"role-over", lakeside + "roster.yaml", "name: lakeside Tech, role: member", "name: lakeside Tech, roles: [member, sponsor]", "6:62 error", "Project Sponsor: 2 people on 2026-06-28, and a team has at most 1", "to: and the last day"},
	{"role-over", lakeside + "roster.yaml", "people:\n", "people:\n  - {id: a, name: A, role: member}\n  - {id: b, name: B, role: member}\n  - {id: c, name: C, role: member}\n", "9:52 error", "Team Member: 5 people on 2026-06-28, and a team has at most 4", "another role"},
	{"role-vacant", lakeside + "roster.yaml", "people:\n", "vacant:\n  - {role: member, since: 2026-06-28, note: Hiring}\n  - {role: member, since: 2026-06-29}\npeople:\n", "2:12 warning", "Team Member is open since 2026-06-28", "delete the line"},
	{"role-vacant", lakeside + "roster.yaml", "people:\n", "vacant: [{role: data-analyst}]\npeople:\n", "1:17 warning", "Data Analyst is open", "delete the line"},
	{"analyst-missing", lakeside + "roster.yaml", "data_access: true, ", "", "1:1 error", "Data Analyst: nobody on 2026-06-28, and neither the team leader nor the coach can get the data", "add data_access: true to whichever of them can get the data, or add somebody with role: data-analyst"},
}

// edited is the sound program with texts of one file replaced, in pairs.
func edited(file string, pairs ...string) map[string]string {
	files := sound()
	files[file] = strings.NewReplacer(pairs...).Replace(files[file])
	return files
}

func TestAnOpenRoleIsNoError(t *testing.T) {
	const sponsor = "  - {id: lakeside-sponsor, name: lakeside Sponsor, role: sponsor}\n"
	files := edited(lakeside+"roster.yaml", sponsor, "", "people:\n", "vacant: [{role: sponsor, since: 2026-05-01}]\npeople:\n")
	if list, said := checked(t, files, today); list.Failed() || !strings.Contains(said, "Project Sponsor is open since 2026-05-01 [role-vacant]") {
		t.Errorf("on a day in June:\n%s", said)
	}
	if list, said := checked(t, files, "2026-04-30"); !list.Failed() || !strings.Contains(said, "[role-short]") || strings.Contains(said, "[role-vacant]") {
		t.Errorf("before the role was open:\n%s", said)
	}
	files = edited(lakeside+"roster.yaml", "data_access: true, ", "", "people:\n", "vacant: [{role: data-analyst}]\npeople:\n")
	if list, said := checked(t, files, today); list.Failed() || !strings.Contains(said, "[role-vacant]") {
		t.Errorf("an open analyst's role:\n%s", said)
	}
}

func TestAccessToDataIsTheLeadersOrTheCoachs(t *testing.T) {
	with := func(pairs ...string) []string { return append(pairs, "data_access: true, ", "") }
	for name, c := range map[string]struct {
		pairs  []string
		failed bool
	}{
		"the coach's":      {with("role: coach,", "role: coach, data_access: true,"), false},
		"a member's":       {with("lakeside Tech,", "lakeside Tech, data_access: true,"), true},
		"a former coach's": {with("people:\n", "people:\n  - {id: old, name: Old, role: coach, data_access: true, to: 2026-06-27}\n"), true},
		"an analyst's":     {with("people:\n", "people:\n  - {id: ana, name: Ana, role: data-analyst}\n"), false},
	} {
		list, said := checked(t, edited(lakeside+"roster.yaml", c.pairs...), today)
		if list.Failed() != c.failed || c.failed && !strings.Contains(said, "[analyst-missing]") {
			t.Errorf("access is %s:\n%s", name, said)
		}
	}
}

// A roster counts on the day of the reckoning, and never outside the cohort's
// or the team's time.
func TestRosterCountsOnTheDay(t *testing.T) {
	for name, c := range map[string]struct {
		today string
		pairs []string // in the roster
		team  string   // added to team.yaml
		short bool
	}{
		"over, and who went later stays counted":  {"2027-01-01", []string{"to: 2026-09-05", "to: 2026-09-30"}, "", false},
		"over, and who went before isn't":         {"2027-01-01", []string{"to: 2026-09-05", "to: 2026-09-04"}, "", true},
		"to come, and all there on the first day": {"2026-01-01", nil, "", false},
		"to come, and one comes late":             {"2026-01-01", []string{"from: 2026-03-01", "from: 2026-03-02", "to: 2026-03-01", "to: 2026-02-28"}, "", true},
		"the team has left":                       {today, []string{"to: 2026-09-05", "to: 2026-04-01"}, "left: {on: 2026-06-28}\n", false},
		"the team leaves tomorrow":                {today, []string{"to: 2026-09-05", "to: 2026-04-01"}, "left: {on: 2026-06-29}\n", true},
		"the team joins later, whole":             {today, []string{"from: 2026-03-01", "from: 2026-08-01"}, "joined: 2026-08-01\n", false},
		"the team joins later, not whole":         {today, []string{"from: 2026-03-01", "from: 2026-08-02"}, "joined: 2026-08-01\n", true},
	} {
		files := edited(northgate+"roster.yaml", c.pairs...)
		files[northgate+"team.yaml"] += c.team
		if list, said := checked(t, files, c.today); list.Failed() != c.short || c.short && !strings.Contains(said, "[role-short]") {
			t.Errorf("%s:\n%s", name, said)
		}
	}
}

func TestOneCoachHasTwoTeams(t *testing.T) {
	files := sound()
	withPineHill(files)
	list, said := checked(t, files, today)
	if len(list.All()) != 1 || !strings.Contains(said, pineHill+"roster.yaml:4:5: error: Amara Nwosu has the role Improvement Coach on 3 teams (Lakeside, Northgate, Pine Hill), and 2 is the most [too-many-teams]") {
		t.Errorf("three teams:\n%s", said)
	}
	for name, change := range map[string]func(){
		"the first coached until yesterday": func() {
			files[lakeside+"roster.yaml"] = strings.Replace(files[lakeside+"roster.yaml"], "role: coach,", "role: coach, to: 2026-06-27,", 1) + "  - {id: new, name: New, role: coach}\n"
		},
		"the first has left":    func() { files[lakeside+"team.yaml"] += "left: {on: 2026-05-01}\n" },
		"somebody else coaches": func() { files[pineHill+"roster.yaml"] = roster("pine", "bea", "Bea") },
	} {
		files = sound()
		withPineHill(files)
		change()
		if _, said := checked(t, files, today); said != "" {
			t.Errorf("%s:\n%s", name, said)
		}
	}
}

// What can't be told from the roster as it stands is left unsaid.
func TestNothingFollowsFromAnUnknownRole(t *testing.T) {
	files := edited(lakeside+"roster.yaml", "name: lakeside Tech, role: member", "name: lakeside Tech, role: nurse")
	if _, said := checked(t, files, today); strings.Contains(said, "[role-short]") || !strings.Contains(said, "[unknown-id]") {
		t.Errorf("the role is unknown, and so is whether one is short:\n%s", said)
	}
}
