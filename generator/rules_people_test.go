package generator_test

// People who are one, or two.
var peopleRules = []rule{
	{says: "one person spelled two ways", file: "northgate/roster.yaml", old: "Kim Rivers", new: "Kim River",
		want: "northgate/roster.yaml:4:28 warning two-spellings", told: "Kim Rivers on line 4 of cohorts/spring/teams/lakeside/roster.yaml"},
	{says: "one person with two ids", file: "northgate/roster.yaml", old: "id: ann-dale, name: Ann Dale", new: "id: j-field, name: jo  field",
		want: "northgate/roster.yaml:6:10 warning two-spellings", told: "give both the same id", fine: []string{"id: jo-field, name: Jo Field", "id: ann-dale, name: Ann Field"}},
	{says: "in one roster, too", file: "northgate/roster.yaml", old: "id: ann-dale, name: Ann Dale", new: "id: bob-2, name: Bob Lake",
		want: "northgate/roster.yaml:7:10 warning two-spellings", told: "bob-2 on line 6"},
	{says: "two people of one name have an e-mail each", file: "northgate/roster.yaml", old: "id: ann-dale, name: Ann Dale", new: "id: j-field, name: Jo Field, email: jo@north.example",
		with: []swap{{"lakeside/roster.yaml", "name: Jo Field", "name: Jo Field, email: jo@lakeside.example"}}},
	{says: "a shared e-mail", file: "northgate/roster.yaml", old: "name: Ann Dale", new: "name: Ann Dale, email: Jo@lakeside.example",
		with: []swap{{"lakeside/roster.yaml", "name: Jo Field", "name: Jo Field, email: jo@lakeside.example"}},
		want: "northgate/roster.yaml:6:43 warning shared-email", told: "Jo Field and Ann Dale have the same e-mail", fine: []string{"name: Ann Dale, email: ann@lakeside.example"}},
	{says: "of one person is one", file: "northgate/roster.yaml", old: "name: Kim Rivers", new: "name: Kim Rivers, email: kim@coaches.example",
		with: []swap{{"lakeside/roster.yaml", "name: Kim Rivers", "name: Kim Rivers, email: kim@coaches.example"}}},
	{says: "a shared public name", file: "northgate/team.yaml", old: "collaborative:", new: "public_name: site  a\npublic_id: b\ncollaborative:",
		with: []swap{{"lakeside/team.yaml", "ready:", "public_name: Site A\nready:"}},
		want: "northgate/team.yaml:2:14 warning shared-public-name", told: "the same public name", fine: []string{"public_name: Site B\ncollaborative:"}},
}
