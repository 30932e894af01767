package generator_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator"
	"wallwalk/generator/diag"
)

// An edge is a program that is right and unusual.
type edge struct {
	name  string
	edits map[string]string // over small's files
	asOf  string            // 2026-05-20 where it isn't said
	page  string            // a page, and what it says; the team's where it isn't said
	says  []string
}

// cohort is small's cohort.yaml with the measures' lines replaced.
func cohort(measures string) map[string]string {
	text := string(small(nil)["cohorts/one/cohort.yaml"].Data)
	from, to := strings.Index(text, "      - {id: kept"), strings.Index(text, "milestones:")
	return map[string]string{"cohorts/one/cohort.yaml": text[:from] + measures + text[to:]}
}

// with is an edit with others beside it.
func with(edits map[string]string, more ...string) map[string]string {
	for i := 0; i+1 < len(more); i += 2 {
		edits[more[i]] = more[i+1]
	}
	return edits
}

func files(pairs ...string) map[string]string { return with(map[string]string{}, pairs...) }

// weeks are data.yaml with these figures, a week each.
func weeks(measure string, figures ...string) string {
	b := "weeks:\n"
	for i, f := range figures {
		b += fmt.Sprintf("  %s: {%s: %s}\n", sundays[i], measure, f)
	}
	return b
}

var sundays = []string{"2026-03-01", "2026-03-08", "2026-03-15", "2026-03-22", "2026-03-29", "2026-04-05", "2026-04-12", "2026-04-19", "2026-04-26",
	"2026-05-03", "2026-05-10", "2026-05-17"}

func times(s string, n int) []string { return slices.Repeat([]string{s}, n) }

// more are teams beside small's, by id and name.
func more(pairs ...string) map[string]string {
	edits := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		dir := "cohorts/one/teams/" + pairs[i] + "/"
		with(edits, dir+"team.yaml", "name: "+pairs[i+1]+"\ncollaborative: flow\n", dir+"roster.yaml", strings.Replace(string(small(nil)[team+"roster.yaml"].Data), "{id: c,", "{id: c-"+pairs[i]+",", 1),
			dir+"data.yaml", "weeks: {}\n", dir+"milestones.yaml", "{}\n")
	}
	return edits
}

const bare = "      - {id: kept, name: Kept, data: value}\n"

var edges = []edge{
	{name: "a cohort without teams", page: "one/index.html", says: []string{"No teams yet"},
		edits: files(team+"team.yaml", "", team+"roster.yaml", "", team+"data.yaml", "", team+"milestones.yaml", "")},
	{name: "submissions without teams", page: "one/submissions/index.html", says: []string{"No teams yet", "No week has begun yet"},
		edits: files(team+"team.yaml", "", team+"roster.yaml", "", team+"data.yaml", "", team+"milestones.yaml", "")},
	{name: "submissions before the start", asOf: "2026-01-10", edits: files(team+"data.yaml", "weeks: {}\n"), page: "one/submissions/index.html",
		says: []string{"No week is due yet", "No week has begun yet", "isn’t known here: git’s history was not read."}},
	{name: "submissions of one that left before it began", page: "one/submissions/index.html", edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\nleft: {on: 2026-02-01}\n"),
		says: []string{"Not asked", "No week is due yet"}},
	{name: "submissions without a measure", page: "one/submissions/index.html", says: []string{"Elm", "Not asked"},
		edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\nnot_reported: {kept: We can't}\n", team+"data.yaml", "weeks: {}\n")},
	{name: "submissions without a leader", page: "one/submissions/index.html", says: []string{"Without a coach", "The team has no leader now.", "Elm, eleven weeks:"},
		edits: files(team+"data.yaml", "weeks: {}\n", team+"roster.yaml", "people: []\nvacant:\n  - {role: sponsor}\n  - {role: physician-leader}\n  - {role: coach}\n  - {role: team-leader}\n  - {role: member}\n  - {role: data-analyst}\n")},
	{name: "people without teams", page: "one/people/index.html", says: []string{"No teams yet", "Who is in a team stands in its roster.yaml."},
		edits: files(team+"team.yaml", "", team+"roster.yaml", "", team+"data.yaml", "", team+"milestones.yaml", "")},
	{name: "people of whom all places are open", page: "one/people/index.html", says: []string{"0 people in 1 team; 6 roles are open", "Nobody is in the team’s roster.yaml yet.", "No session has been held yet"}, asOf: "2026-01-10",
		edits: files(team+"data.yaml", "weeks: {}\n", team+"roster.yaml", "people: []\nvacant:\n  - {role: sponsor}\n  - {role: physician-leader}\n  - {role: coach}\n  - {role: team-leader}\n  - {role: member}\n  - {role: data-analyst}\n")},
	{name: "a cohort in which nothing happens", page: "one/index.html", edits: files(team+"data.yaml", "weeks: {}\n"), says: []string{"1 of 1 team does.", "Since 13 May 2026: nothing moved."}},
	{name: "a week where none is in", page: "one/elm/week/index.html", edits: files(team+"data.yaml", "weeks: {}\n"), says: []string{"22 Feb 202615 Feb 2026", "7 Sep 202531 Aug 2025", "Elm owes 11 weeks, the first from 1 Mar 2026.", "weeks: 2026-03-01: {kept: …/…}",
		"It goes in place of the line weeks: {}.", "The file is cohorts/one/teams/elm/data.yaml in the program’s repository."}},
	{name: "a week before the first", page: "one/elm/week/index.html", edits: files(team+"data.yaml", "weeks:\n    2026-03-08:\n        kept: 1/2\n"), says: []string{"2026-03-01: {kept: …/…}", "It goes on a line of its own above line 2, which starts with 2026-03-08."}},
	{name: "a week that goes behind one of several lines", page: "one/elm/week/index.html", edits: files(team+"data.yaml", "weeks:\n  2026-03-01: {kept: 1/2, note: \"a\n    b\"}\n  2026-03-15: {kept: 1/2}\n"), says: []string{"2026-03-08: {kept: …/…}", "below line 2, which starts with 2026-03-01 and those below that belong to it."}},
	{name: "a week of which the brace stands below", page: "one/elm/week/index.html", edits: files(team+"data.yaml", "weeks:\n  2026-03-01: {kept: 1/2,\n    note: a}\n"), says: []string{"below line 2, which starts with 2026-03-01 and those below that belong to it."}},
	{name: "weeks on one line", page: "one/elm/week/index.html", edits: files(team+"data.yaml", "weeks: {2026-03-01: {kept: 1/2}, 2026-03-15: {kept: 1/2}}\n"), says: []string{"The weeks stand in braces on line 1: give each a line of its own first"}},
	{name: "a week in braces", page: "one/elm/week/index.html", edits: files(team+"data.yaml", "weeks: {2026-03-01: {kept: 1/2}}\n"), says: []string{"2026-03-08: {kept: …/…}", "The weeks stand in braces on line 1"}},
	{name: "the first and the last week that are offered are taken", asOf: "2029-01-01", page: "one/elm/week/index.html", edits: files(team+"data.yaml", "weeks:\n  2025-08-31: {kept: 1/2}\n  2027-08-29: {kept: 1/2}\n"), says: []string{"29 Aug 202731 Aug 2025"}},
	{name: "the last week that can be handed in", asOf: "2029-01-01", page: "one/elm/week/index.html", edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\nleft: {on: 2026-03-08}\n", team+"data.yaml", "weeks:\n  2026-03-01: {kept: 1/2}\n"), says: []string{"29 Aug 20271 Mar 2026"}},
	{name: "a week that is in, and owes a figure", page: "one/elm/week/index.html", edits: with(cohort("      - {id: kept, name: Kept, data: fraction}\n      - {id: slips, name: Slips, data: count}\n      - {id: falls, name: Falls, chart: t}\n"),
		team+"data.yaml", "weeks:\n  2026-03-01: {kept: 1/2, exclude: [kept], note: \"A \\\"b\\\" & <c>\"}\n"), says: []string{"2026-03-01: {kept: 1/2, slips: …, exclude: [kept], note: \"A \\\"b\\\" & <c>\"}", "It goes in place of line 2, which starts with 2026-03-01.",
		"Falls has no week’s figure: each event goes in with its day, below events: in data.yaml, as in falls: [2026-03-04]."}},
	{name: "a week of a team that has left", page: "one/elm/week/index.html", edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\nleft: {on: 2026-02-01}\n"), says: []string{"Elm has left, and owes no week."}},
	{name: "a week without a measure", page: "one/elm/week/index.html", says: []string{"This team reports no measure by week, so there is no line to write."},
		edits: with(cohort("      - {id: kept, name: Kept, chart: t, better: higher}\n"), team+"data.yaml", "weeks: {}\nevents: {kept: [2026-03-04]}\n")},
	{name: "a week before the start", asOf: "2026-01-10", page: "one/elm/week/index.html", edits: files(team+"data.yaml", "weeks: {}\n"), says: []string{"Elm owes no week.", "2026-03-01: {kept: …/…}"}},
	{name: "a week of a measure that is not reported any more", page: "one/elm/week/index.html", edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\nnot_reported: {kept: We can't}\n"), says: []string{"This team reports no measure by week"}},
	{name: "no learnings", page: "one/learnings/index.html", says: []string{"No team has shared a learning yet. A team writes what it would tell the others in its learnings.yaml"}},
	{name: "learnings of changes that say little", page: "one/learnings/index.html", says: []string{"3 learnings from 1 team", "There are no figures yet.", "From the change X", "By hand 2"},
		edits: files(team+"data.yaml", "weeks: {}\n", team+"changes.yaml", "- {id: x, title: X, cycles: [{from: 2026-03-02, plan: P}]}\n- {id: y, title: Y}\n", team+"learnings.yaml",
			"- {id: a, title: A, date: 2026-04-01, change: x, tags: [by hand], text: T}\n- {id: b, title: B, date: 2026-04-02, change: y, tags: [By hand], text: T}\n- {id: c, title: C, date: 2026-04-03, text: T}\n")},
	{name: "measures without teams", page: "one/measures/index.html", says: []string{"1 measure in 1 collaborative. Over all teams, none show", "No team yet", "No team has joined this collaborative yet."},
		edits: files(team+"team.yaml", "", team+"roster.yaml", "", team+"data.yaml", "", team+"milestones.yaml", "")},
	{name: "measures of a team's own", page: "one/measures/index.html", says: []string{"1 measure in 1 collaborative, and 2 that one team has beside them.", "No team has reported this measure yet.", "SlipsNo figures yet", "Hours balancing", "Does not report it: No clock."},
		edits: files(team+"data.yaml", "weeks: {}\n", team+"team.yaml", "name: Elm\ncollaborative: flow\nmeasures: [{id: slips, name: Slips, chart: c}, {id: hours, name: Hours, type: balancing, chart: i}]\nnot_reported: {hours: No clock}\n")},
	{name: "measures of rare events", page: "one/measures/index.html", says: []string{"1 of 1 team reports it; none show a signal in the wanted direction"}, edits: with(cohort("      - {id: kept, name: Kept, chart: t, better: higher}\n"), team+"data.yaml", "weeks: {}\nevents: {kept: [2026-03-04, 2026-03-19]}\n")},
	{name: "a cohort's measures beside the main one", page: "one/index.html", says: []string{"The other measures, over all teams", "Other outcomeNo team has reported this measure yet."},
		edits: cohort("      - {id: kept, name: Kept, type: outcome, data: fraction}\n      - {id: other, name: Other, type: outcome, data: count}\n")},
	{name: "a cohort that counts events alone", page: "one/index.html", says: []string{"The measures, over all teams", "1 of 1 team reports it"}, edits: with(cohort("      - {id: kept, name: Kept, chart: t, better: higher}\n"), team+"data.yaml", "weeks: {}\nevents: {kept: [2026-03-04, 2026-03-19]}\n")},
	{name: "a measure without teams", page: "one/measures/kept/index.html", says: []string{"No team has joined this collaborative yet."},
		edits: files(team+"team.yaml", "", team+"roster.yaml", "", team+"data.yaml", "", team+"milestones.yaml", "")},
	{name: "a measure without figures", page: "one/measures/kept/index.html", edits: files(team+"data.yaml", "weeks: {}\n", team+"team.yaml", "name: Elm\ncollaborative: flow\njoined: 2026-05-03\n"),
		says: []string{"No team has reported this measure yet.", "Elm: no figures yet; they come from the team’s data.yaml (joined 3 May)"}},
	{name: "a measure that no team reports", page: "one/measures/kept/index.html", edits: files(team+"data.yaml", "weeks: {}\n", team+"team.yaml", "name: Elm\ncollaborative: flow\nnot_reported: {kept: We can't}\n"),
		says: []string{"No team has reported this measure yet.", "Elm: does not report it: We can't"}},
	{name: "a measure of one that left", page: "one/measures/kept/index.html", edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\nleft: {on: 2026-04-01}\n"), says: []string{"left 1 Apr"}},
	{name: "a measure of one equal point", page: "one/measures/kept/index.html", edits: with(cohort(bare), team+"data.yaml", weeks("kept", "0")), says: []string{"1 of 1 team reports it; none show a signal that holds.", "no score yet"}},
	{name: "a measure of rare events", page: "one/measures/kept/index.html", edits: with(cohort("      - {id: kept, name: Kept, chart: t, better: higher}\n"), team+"data.yaml", "weeks: {}\nevents: {kept: [2026-03-04, 2026-03-19]}\n"),
		says: []string{"1 of 1 team reports it", "wanted direction"}},
	{name: "no figures", edits: files(team+"data.yaml", "weeks: {}\n"), says: []string{"No figures yet"}},
	{name: "no content", edits: files("content/index.md", "")},
	{name: "a title and no more", edits: files("cohorts/program.yaml", "title: X\n", "content/index.md", ""), page: "index.html", says: []string{"1 team in 1 cohort"}},
	{name: "a measure nobody reports", edits: cohort("      - {id: kept, name: Kept, data: fraction}\n      - {id: other, name: Other, type: outcome, data: count}\n"), says: []string{"No figures yet"}},
	{name: "no measure reported", edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\nnot_reported: {kept: We can't}\n", team+"data.yaml", "weeks: {}\n"), says: []string{"This team reports no measure yet", "We can't"}},
	{name: "joined late", edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\njoined: 2026-05-03\n", team+"data.yaml", "weeks: {}\n")},
	{name: "joins in the future", edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\njoined: 2026-08-02\n", team+"data.yaml", "weeks: {}\n")},
	{name: "left", edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\nleft: {on: 2026-04-01, reason: Merged}\n"), says: []string{"This team left on 1 Apr 2026: Merged."}},
	{name: "all have left", edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\nleft: {on: 2026-04-01}\n"), page: "one/wall/index.html", says: []string{"No team is left: Elm left."}},
	{name: "data before any is due", asOf: "2026-03-01", says: []string{"DataNothing is due yet", "Next stepCharter signed: upcoming, due 12 Mar"}},
	{name: "data that is all there", asOf: "2026-03-25", says: []string{"DataEvery week that is due is in", "Next stepCharter signed: overdue, by 13 days"}},
	{name: "left before it began", edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\nleft: {on: 2026-02-01}\n")},
	{name: "leaves in the future", edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\nleft: {on: 2026-08-01}\n")},
	{name: "everybody is open", edits: files(team+"roster.yaml", "people: []\nvacant:\n"+
		"  - {role: sponsor}\n  - {role: physician-leader, since: 2026-03-01}\n  - {role: coach}\n  - {role: team-leader, note: Hiring}\n  - {role: member}\n  - {role: data-analyst}\n"), says: []string{"Role open since 1 Mar 2026", "Role open: Hiring"}},
	{name: "before the start", asOf: "2026-01-10", edits: files(team+"data.yaml", "weeks: {}\n"), page: "one/index.html", says: []string{"Starts 1 Mar 2026"}},
	{name: "on the first day", asOf: "2026-03-01", page: "index.html", says: []string{"Week 1 of 27"}},
	{name: "on the last day", asOf: "2026-09-05", page: "index.html", says: []string{"Week 27 of 27"}},
	{name: "finished", asOf: "2027-09-01", page: "index.html", says: []string{"Finished 5 Sep 2026", "0 are under way"}},
	{name: "a single point", edits: files(team+"data.yaml", weeks("kept", "6/10")), says: []string{"One figure so far: 60"}},
	{name: "two points", edits: files(team+"data.yaml", weeks("kept", "6/10", "7/10"))},
	{name: "everything excluded", edits: files(team+"data.yaml", weeks("kept", times("6/10, exclude: [kept]", 8)...))},
	{name: "everything none", edits: files(team+"data.yaml", weeks("kept", times("none", 8)...)), says: []string{"No figures yet"}},
	{name: "nothing counted", edits: files(team+"data.yaml", weeks("kept", times("0/0", 3)...)), says: []string{"No figures yet"}},
	{name: "everything marked", edits: files(team+"data.yaml", weeks("kept", times("6/10, astronomical: [kept]", 3)...))},
	{name: "nothing ever", edits: files(team+"data.yaml", weeks("kept", times("0/10", 12)...))},
	{name: "always all", edits: files(team+"data.yaml", weeks("kept", times("10/10", 12)...))},
	{name: "a phase beyond the figures", edits: files(team+"data.yaml", weeks("kept", "6/10", "7/10")+"phases: {kept: [{from: 2026-08-02}]}\n")},
	{name: "a phase before the figures", edits: files(team+"data.yaml", weeks("kept", "6/10", "7/10")+"phases: {kept: [{from: 2026-01-04}, {from: 2026-01-11, name: Two}]}\n")},
	{name: "phases without figures", edits: files(team+"data.yaml", "weeks: {}\nphases: {kept: [{from: 2026-03-08, name: Two}]}\n")},
	{name: "a phase a week", edits: files(team+"data.yaml", weeks("kept", "6/10", "7/10", "none", "8/10")+"phases: {kept: [{from: 2026-03-01}, {from: 2026-03-08}, {from: 2026-03-15}, {from: 2026-03-22}]}\n")},
	{name: "two phases between monthly figures", edits: with(cohort("      - {id: kept, name: Kept, data: value, every: 4}\n"),
		team+"data.yaml", "weeks:\n  2026-03-01: {kept: 1}\n  2026-03-29: {kept: 2}\n  2026-04-26: {kept: 3}\nphases: {kept: [{from: 2026-03-08}, {from: 2026-03-15, name: Three}]}\n")},
	{name: "monthly figures off their weeks", edits: with(cohort("      - {id: kept, name: Kept, data: value, every: 4}\n"), team+"data.yaml", weeks("kept", "1", "2", "3"))},
	{name: "a measure with nothing said", edits: with(cohort(bare), team+"data.yaml", weeks("kept", "1", "2.5"))},
	{name: "negative and large figures", edits: with(cohort("      - {id: kept, name: Kept, chart: i, goal: -5}\n"), team+"data.yaml", weeks("kept", "-3", "0", "999999999999999", "0.00000000000001"))},
	{name: "all zero", edits: with(cohort(bare), team+"data.yaml", weeks("kept", times("0", 12)...))},
	{name: "all negative", edits: with(cohort(bare), team+"data.yaml", weeks("kept", times("-7.25", 12)...))},
	{name: "all equal, chart i", edits: with(cohort("      - {id: kept, name: Kept, chart: i}\n"), team+"data.yaml", weeks("kept", times("5", 12)...))},
	{name: "all equal, chart c", edits: with(cohort("      - {id: kept, name: Kept, chart: c}\n"), team+"data.yaml", weeks("kept", times("0", 12)...))},
	{name: "all equal, chart u", edits: with(cohort("      - {id: kept, name: Kept, chart: u, per: 1000}\n"), team+"data.yaml", weeks("kept", times("0/0.1", 12)...))},
	{name: "all equal, chart up", edits: with(cohort("      - {id: kept, name: Kept, chart: up, per: 1000000000}\n"), team+"data.yaml", weeks("kept", times("3/0.0000000001", 12)...))},
	{name: "all equal, chart p", edits: with(cohort("      - {id: kept, name: Kept, chart: p}\n"), team+"data.yaml", weeks("kept", times("10/10", 12)...))},
	{name: "all equal, chart pp", edits: with(cohort("      - {id: kept, name: Kept, chart: pp}\n"), team+"data.yaml", weeks("kept", times("0/10", 12)...))},
	{name: "one point, chart pp", edits: with(cohort("      - {id: kept, name: Kept, chart: pp}\n"), team+"data.yaml", weeks("kept", "1/10"))},
	{name: "one event", edits: with(cohort("      - {id: kept, name: Kept, chart: t}\n"), team+"data.yaml", "weeks: {}\nevents: {kept: [2026-03-04]}\n")},
	{name: "no event", edits: with(cohort("      - {id: kept, name: Kept, chart: t}\n"), team+"data.yaml", "weeks: {}\nevents: {kept: []}\n")},
	{name: "two events on a day", edits: with(cohort("      - {id: kept, name: Kept, chart: t}\n"), team+"data.yaml", "weeks: {}\nevents: {kept: [2026-03-04, 2026-03-04, 2026-03-05, 2026-03-05]}\n")},
	{name: "no case between events", edits: with(cohort("      - {id: kept, name: Kept, chart: g}\n"), team+"data.yaml", "weeks: {}\nevents: {kept: {2026-03-04: 0, 2026-03-05: 0, 2026-03-09: 0}}\n")},
	{name: "one figure a phase of events", edits: with(cohort("      - {id: kept, name: Kept, chart: g}\n"), team+"data.yaml", "weeks: {}\nevents: {kept: {2026-03-04: 7}}\nphases: {kept: [{from: 2026-03-08}]}\n")},
	{name: "a fraction in another unit", edits: with(cohort("      - {id: kept, name: Kept, data: fraction, unit: points, decimals: 6}\n"))},
	{name: "a letter that is two bytes", edits: with(cohort("      - {id: kept, name: Été, data: fraction, numerator: énormément, denominator: Ärzte}\n")), says: []string{"Énormément, of ärzte"}},
	{name: "a letter alone", edits: with(cohort("      - {id: kept, name: é, data: fraction, numerator: é, denominator: X}\n"), team+"team.yaml", "name: É\ncollaborative: flow\n")},
	{name: "no milestones and no sessions", page: "one/index.html", says: []string{"No session is planned and no milestone has a day yet."}, edits: files("cohorts/one/cohort.yaml", "title: One\nstarts: 2026-03-01\nends: 2026-09-05\ncollaboratives:\n  - id: flow\n    name: Flow\n    measures:\n      - {id: kept, name: Kept, data: fraction}\n")},
	{name: "a scale of one", edits: files("cohorts/program.yaml", "title: X\nscale: [{score: 0, label: Here}]\n", team+"wall.yaml", "walk: {score: 0}\n"), says: []string{"Here"}},
	{name: "a scale of halves, downwards", edits: files("cohorts/program.yaml", "title: X\nscale: [{score: 5.0, label: Top}, {score: 0.5, label: Low}]\n", team+"wall.yaml", "walk: {score: 0.5}\n")},
	{name: "changes without a cycle", edits: files(team+"changes.yaml", "- {id: a, title: A}\n- {id: b, title: B, cycles: []}\n- {id: c, title: C, cycles: [{to: 2026-04-01}]}\n- {id: d, title: D, cycles: [{from: 2026-08-01}]}\n- {id: e, title: E, cycles: [{from: 2025-01-01}]}\n")},
	{name: "reports with nothing in them", edits: files(team+"wall.yaml", "walk: {barriers: [{text: A}, {text: B, closed: 2026-04-01}, {text: C, raised: 2026-08-01}], asks: []}\n")},
	{name: "lists with nothing in them", edits: files(team+"changes.yaml", "[]\n", team+"wall.yaml", "{}\n", team+"learnings.yaml", "[]\n", team+"attendance.yaml", "{}\n")},
	{name: "ids like the pages' own", edits: with(cohort("      - {id: main, name: A, data: fraction}\n      - {id: main-t, name: B, data: fraction}\n      - {id: main-options, name: C, data: fraction}\n      - {id: s-done, name: D, data: fraction}\n      - {id: change-x, name: E, data: fraction}\n      - {id: t, name: F, type: outcome, data: fraction}\n"),
		team+"data.yaml", "weeks:\n  2026-03-01: {main: 1/2, main-t: 1/2, main-options: 1/2, s-done: 1/2, change-x: 1/2, t: 1/2}\n", team+"changes.yaml", "- {id: x, title: X}\n")},
	{name: "teams called as a walk's own parts", page: "one/wall/walk/index.html", says: []string{"13:00 Three", "13:07 Elm", "13:14 Main", "13:21 Symbol"},
		edits: with(more("3", "Three", "main", "Main", "s-done", "Symbol"), "cohorts/one/cohort.yaml",
			strings.Replace(string(small(nil)["cohorts/one/cohort.yaml"].Data), "date: 2026-03-19}", "date: 2026-03-19, start: \"13:00\", minutes_each: 7, order: [\"3\"]}", 1))},
	{name: "a collaborative like the page's own", edits: files("cohorts/one/cohort.yaml", "title: One\nstarts: 2026-03-01\nends: 2026-09-05\ncollaboratives:\n  - id: timeline\n    name: Flow\n    measures:\n      - {id: t, name: T, data: fraction}\n  - id: c\n    name: C\n    measures:\n      - {id: timeline, name: D, data: fraction}\n",
		team+"team.yaml", "name: Elm\ncollaborative: timeline\n", team+"data.yaml", weeks("t", "1/2"))},
	{name: "a walk without teams", page: "one/wall/walk/index.html", says: []string{"No team walks on 19 Mar 2026. A team joins with a folder", "Nobody walks"},
		edits: files(team+"team.yaml", "", team+"roster.yaml", "", team+"data.yaml", "", team+"milestones.yaml", "")},
	{name: "a walk without reports", page: "one/wall/walk/index.html", says: []string{"0 of 1 team reported on 19 Mar 2026. Up to this first walk: 2 new points.", "No report for this walk."}},
	{name: "a walk everybody had left", page: "one/wall/walk/index.html", says: []string{"No team walks", "Not in this walk: Elm left on 10 Mar 2026."},
		edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\nleft: {on: 2026-03-10}\n")},
	{name: "a walk of a team that measures nothing", page: "one/wall/walk/index.html", says: []string{"No figures up to this day."},
		edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\nnot_reported: {kept: We can't}\n", team+"data.yaml", "weeks: {}\n")},
	{name: "a walk nobody leads", page: "one/wall/walk/index.html", says: []string{"or the team leader can still write it under walk"},
		edits: files(team+"roster.yaml", "people: []\nvacant: [{role: sponsor}, {role: physician-leader}, {role: coach}, {role: team-leader}, {role: member}, {role: data-analyst}]\n")},
	{name: "a walk before any team had joined", page: "one/wall/walk/index.html", says: []string{"No team walks on 19 Mar 2026."},
		edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\njoined: 2026-04-05\n")},
	{name: "a walk before anything was due or measured", page: "one/wall/walk/index.html", says: []string{"No figures up to this day.", "This is how the teams stood on 19 Mar 2026"},
		edits: files("cohorts/one/cohort.yaml", strings.Replace(string(small(nil)["cohorts/one/cohort.yaml"].Data), "due: 2026-03-12", "due: 2026-03-20", 1), team+"data.yaml", weeks("kept")+"  2026-04-05: {kept: 6/10}\n")},
	{name: "a person with no team left", page: "one/people/index.html", says: []string{"left on 10 Mar 2026"}, edits: files(team+"team.yaml", "name: Elm\ncollaborative: flow\nleft: {on: 2026-03-10}\n")},
	{name: "a page in a folder", edits: files("content/a/b/c.md", "---\ntitle: Deep\nnav: Deep\n---\n[up](../../../)\n"), page: "a/b/c/index.html", says: []string{"Deep"}},
	{name: "a page with a heading of its own", edits: files("content/own.md", "---\ntitle: Own\n---\n# Own\n\n## Below\n"), page: "own/index.html", says: []string{"Below"}},
}

func TestUnusualProgramsBuild(t *testing.T) {
	for _, e := range edges {
		t.Run(e.name, func(t *testing.T) {
			if e.asOf == "" {
				e.asOf = "2026-05-20"
			}
			site := build(t, small(e.edits), generator.Options{AsOf: day(t, e.asOf)})
			for name, doc := range site.pages(t) {
				for _, fault := range faults(site[name], doc) {
					t.Errorf("%s: %s", name, fault)
				}
				options(t, doc)
			}
			sane(t, site)
			if e.page == "" {
				e.page = "one/elm/index.html"
			}
			for _, s := range e.says {
				if !strings.Contains(strings.Join(strings.Fields(words(site.page(t, e.page))), " "), s) {
					t.Errorf("%s does not say %q", e.page, s)
				}
			}
		})
	}
}

// sane looks at the numbers: JSON has no word for what is no number.
func sane(t *testing.T, site built) {
	t.Helper()
	for _, name := range site.names("data.json") {
		if !json.Valid(site[name]) {
			t.Errorf("%s is no JSON", name)
		}
	}
	for _, name := range site.names(".csv") {
		if f := (&faultFinder{}); true {
			f.artefacts(string(site[name]))
			for _, fault := range f.found {
				t.Errorf("%s: %s", name, fault)
			}
		}
	}
}

// TestWhatCannotBeBuilt has programs that say too little: nothing is built, and
// the reason is told.
func TestWhatCannotBeBuilt(t *testing.T) {
	for name, c := range map[string]struct {
		files fstest.MapFS
		code  string
	}{
		"nothing at all":                       {fstest.MapFS{}, "no-cohorts"},
		"a program alone":                      {fstest.MapFS{"cohorts/program.yaml": {Data: []byte("title: X\n")}}, "no-cohorts"},
		"an empty cohort":                      {fstest.MapFS{"cohorts/program.yaml": {Data: []byte("title: X\n")}, "cohorts/one/teams/elm/x.txt": {}}, "missing-file"},
		"an empty file":                        {small(files(team+"data.yaml", "\n")), "empty-file"},
		"only comments":                        {small(files(team+"data.yaml", "# weeks\n")), "empty-file"},
		"no measure":                           {small(cohort("      []\n")), "no-measure"},
		"a page as a team":                     {small(files("content/one/elm.md", "---\ntitle: X\n---\n")), "page-is-cohort"},
		"a page as the wall":                   {small(files("content/one/wall.md", "---\ntitle: X\n---\n")), "page-is-cohort"},
		"a page of a bad name in a bad folder": {small(files("content/javascript:alert(1)/x.md", "---\ntitle: X\nnav: X\n---\n")), "bad-id"},
	} {
		site, list, err := attempt(c.files, generator.Options{AsOf: day(t, "2026-05-20")})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		coded := slices.ContainsFunc(list.All(), func(d diag.Diagnostic) bool { return d.Code == c.code && d.Severity == diag.Error })
		if !list.Failed() || !coded || len(site) > 0 {
			t.Errorf("%s: %d files, want none and %s among %+v", name, len(site), c.code, list.All())
		}
	}
}
