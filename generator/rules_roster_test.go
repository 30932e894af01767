package generator_test

const sponsor = "  - {id: sam-lee, name: Sam Lee, role: sponsor}\n"

// Rosters: how many have a role, on the day that is reckoned from.
var rosterRules = []rule{
	{says: "a role under its minimum, at people:", file: "lakeside/roster.yaml", old: sponsor, with: nobodyCame,
		want: "lakeside/roster.yaml:1:1 error role-short", told: "Project Sponsor: nobody on 2026-06-28, and a team needs 1",
		fine: []string{"  - {id: sam-lee, name: Sam Lee, roles: [sponsor]}\n"}},
	{says: "or an open role, with a warning while it lasts", file: "lakeside/roster.yaml", old: "people:\n" + sponsor, new: "vacant:\n  - {role: sponsor, since: 2026-05-01}\npeople:\n", with: nobodyCame,
		want: "lakeside/roster.yaml:2:12 warning role-vacant", told: "Project Sponsor is open since 2026-05-01"},
	{says: "not before it is open", file: "lakeside/roster.yaml", old: "people:\n" + sponsor, new: "vacant:\n  - {role: sponsor, since: 2026-07-01}\npeople:\n", with: nobodyCame,
		want: "lakeside/roster.yaml:3:1 error role-short", told: "nobody on 2026-06-28"},
	{says: "who has left no longer counts", file: "lakeside/roster.yaml", old: "Jo Field, role: member", new: "Jo Field, role: member, to: 2026-06-27",
		want: "lakeside/roster.yaml:1:1 error role-short", told: "Team Member: 1 person on 2026-06-28, and a team needs at least 2", fine: []string{"Jo Field, role: member, to: 2026-06-28"}},
	{says: "who is to come does not yet", file: "lakeside/roster.yaml", old: "Jo Field, role: member", new: "Jo Field, role: member, from: 2026-06-29",
		want: "lakeside/roster.yaml:1:1 error role-short", told: "Team Member: 1 person", fine: []string{"Jo Field, role: member, from: 2026-06-28"}},
	{says: "a role over its maximum, at the one too many", file: "lakeside/roster.yaml", old: "Jo Field, role: member", new: "Jo Field, roles: [member, sponsor]",
		want: "lakeside/roster.yaml:6:52 error role-over", told: "Project Sponsor: 2 people on 2026-06-28, and a team has at most 1", fine: []string{"Jo Field, roles: [member, data-analyst]"}},
	{says: "unless the other has left", file: "lakeside/roster.yaml", old: sponsor, new: "  - {id: sam-lee, name: Sam Lee, role: sponsor, to: 2026-06-27}\n  - {id: gil-rice, name: Gil Rice, role: sponsor, from: 2026-06-28}\n"},
	{says: "a team that has left is short of nobody", file: "lakeside/team.yaml", old: "ready:", new: "left: {on: 2026-06-01}\nready:",
		with: append(nobodyCame[:1:1], swap{"lakeside/roster.yaml", sponsor, ""})},
	{says: "a team that joins later is counted then", file: "lakeside/team.yaml", old: "ready:", new: "joined: 2026-07-05\nready:",
		with: []swap{{"lakeside/roster.yaml", "role: sponsor", "role: sponsor, from: 2026-07-05"}}},
	{says: "the missing analyst", file: "lakeside/roster.yaml", old: ", data_access: true", new: "",
		want: "lakeside/roster.yaml:1:1 error analyst-missing", told: "neither the team leader nor the coach", fine: []string{", data_access: true, from: 2026-03-01"}},
	{says: "is not missed where the coach has access", file: "lakeside/roster.yaml", old: "role: coach", new: "role: coach, data_access: true",
		with: []swap{{"lakeside/roster.yaml", "team-leader, data_access: true", "team-leader"}}},
	{says: "a member's access is not enough", file: "lakeside/roster.yaml", old: "Jo Field, role: member", new: "Jo Field, role: member, data_access: true",
		with: []swap{{"lakeside/roster.yaml", "team-leader, data_access: true", "team-leader"}}, want: "lakeside/roster.yaml:1:1 error analyst-missing", told: "data-analyst",
		fine: []string{"Jo Field, roles: [member, data-analyst]"}},
	{says: "nor where the role is open", file: "lakeside/roster.yaml", old: "people:\n", new: "vacant: [{role: data-analyst}]\npeople:\n",
		with: []swap{{"lakeside/roster.yaml", "team-leader, data_access: true", "team-leader"}}, want: "lakeside/roster.yaml:1:17 warning role-vacant", told: "Data Analyst is open"},
	{says: "max_teams counts over the cohort", file: programFile, old: "title:", new: "roles:\n  coach: {name: Coach, max_teams: 1}\ntitle:", with: coachesOnly,
		want: "northgate/roster.yaml:1:10 error too-many-teams", told: "Kim Rivers has the role Coach on 2 teams (Lakeside Breast Center, Northgate), and 1 is the most",
		fine: []string{"roles:\n  coach: {name: Coach, max_teams: 2}\ntitle:", "roles:\n  coach: {name: Coach}\ntitle:"}},
	{says: "not whom has handed over", file: "northgate/roster.yaml", new: "people: [{id: kim-rivers, name: Kim Rivers, role: coach, to: 2026-06-27}]\n",
		with: append(coachesOnly[:3:3], swap{programFile, "title:", "roles:\n  coach: {name: Coach, max_teams: 1}\ntitle:"})},
	{says: "a program's own minimum", file: programFile, old: "title:", new: "roles:\n  coach: {name: Coach, min: 2, max: 3}\ntitle:", with: append(coachesOnly[:3:3], swap{"northgate/team.yaml", "name: Northgate\n", "name: Northgate\nleft: {on: 2026-04-01}\n"}, swap{"northgate/roster.yaml", "", "people: []\n"}),
		want: "lakeside/roster.yaml:1:1 error role-short", told: "Coach: 1 person on 2026-06-28, and a team needs at least 2"},
	{says: "a role's minimum is at most its maximum", file: programFile, old: "title:", new: "roles:\n  coach: {name: Coach, min: 2, max: 1}\ntitle:", with: coachesOnly,
		want: "cohorts/program.yaml:2:37 error bad-value", told: "less than min (2)", fine: []string{"roles:\n  coach: {name: Coach, min: 1, max: 1}\ntitle:", "roles:\n  coach: {name: Coach, min: 1}\ntitle:"}},
}

// nobodyCame takes out what names the sponsor.
var nobodyCame = []swap{{"lakeside/attendance.yaml", ", sam-lee", ""}}

// coachesOnly has one person in each roster.
var coachesOnly = []swap{
	{"lakeside/roster.yaml", "", "people: [{id: kim-rivers, name: Kim Rivers, role: coach}]\n"}, {"lakeside/attendance.yaml", "dana-ortiz, sam-lee", ""}, {"lakeside/wall.yaml", "  presenter: dana-ortiz\n", ""},
	{"northgate/roster.yaml", "", "people: [{id: kim-rivers, name: Kim Rivers, role: coach}]\n"},
}
