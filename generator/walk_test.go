package generator_test

import (
	"bytes"
	"maps"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"wallwalk/generator"
)

// walked is a program in which a walk has taken place, on 16 April.
func walked() map[string]string {
	cohort := string(small(nil)["cohorts/one/cohort.yaml"].Data)
	cohort = strings.Replace(cohort, "  - {id: walk, kind: wall, date: 2026-03-19}\n", `  - {id: wall-1, kind: wall, date: 2026-03-19}
  - {id: wall-2, kind: wall, date: 2026-04-16, start: "23:45", title: The second, order: [oak, elm]}
  - {id: wall-3, kind: wall, date: 2026-06-18}
`, 1)
	cohort = strings.Replace(cohort, "due: 2026-03-12}\n", "due: 2026-03-12}\n  - {id: test, name: First test}\n", 1)
	oak := "cohorts/one/teams/oak/"
	return files("cohorts/one/cohort.yaml", cohort,
		team+"data.yaml", weeks("kept", "6/10", "7/10", "5/10", "8/10", "8/10", "9/10"),
		team+"milestones.yaml", "charter: {started: 2026-03-02, done: 2026-03-25}\ntest: {started: 2026-04-01}\n",
		team+"changes.yaml", "- id: call\n  title: A call\n  cycles:\n    - {from: 2026-04-01, plan: Call}\n",
		team+"wall.yaml", "wall-1: {score: 2, barriers: [{text: No list, raised: 2026-03-10}]}\n"+
			"wall-2: {score: 3, progress: Calls began., next: Go on., presenter: d, barriers: [{text: No time, raised: 2026-04-12}], asks: [\"Who calls on Fridays?\"]}\n",
		team+"learnings.yaml", "- {id: a, title: A, date: 2026-04-02, text: First}\n",
		oak+"team.yaml", "name: Oak\ncollaborative: flow\njoined: 2026-04-05\n",
		oak+"roster.yaml", string(small(nil)[team+"roster.yaml"].Data), oak+"milestones.yaml", "{}\n", oak+"data.yaml", "weeks: {}\n")
}

// mainOf is what a page has between its header and its footer.
func mainOf(t *testing.T, edits map[string]string, asOf, page string) []byte {
	t.Helper()
	site := build(t, small(edits), generator.Options{AsOf: day(t, asOf)})
	data := site[page]
	from, to := bytes.Index(data, []byte("<main")), bytes.Index(data, []byte("</main>"))
	if from < 0 || to < from {
		t.Fatalf("%s has no main", page)
	}
	return data[from:to]
}

const secondWalk = "one/wall/wall-2/index.html"

// later are what a team commits after the walk, a file each.
var later = []struct{ name, file, from, to string }{
	{"weeks", team + "data.yaml", "2026-04-05: {kept: 9/10}\n", "2026-04-05: {kept: 9/10}\n  2026-04-12: {kept: 1/10}\n  2026-04-19: {kept: 2/10}\n  2026-05-03: {kept: none, note: Closed}\n"},
	{"a phase", team + "data.yaml", "2026-04-05: {kept: 9/10}\n", "2026-04-05: {kept: 9/10}\n  2026-04-19: {kept: 2/10}\nphases: {kept: [{from: 2026-04-19, name: Calls}]}\n"},
	{"a phase from before, declared after", team + "data.yaml", "2026-04-05: {kept: 9/10}\n", "2026-04-05: {kept: 9/10}\nphases: {kept: [{from: 2026-03-29, declared: 2026-04-17, name: Calls}]}\n"},
	{"a phase from before", team + "data.yaml", "2026-04-05: {kept: 9/10}\n", "2026-04-05: {kept: 9/10}\nphases: {kept: [{from: 2026-03-29, name: Calls}]}\n"},
	{"a report", team + "wall.yaml", "Fridays?\"]}\n", "Fridays?\"]}\nwall-3: {score: 1, progress: Worse., barriers: [{text: New, raised: 2026-05-01}, {text: No time, raised: 2026-04-12, closed: 2026-05-02}], asks: [Help us]}\n"},
	{"a barrier closed", team + "wall.yaml", "raised: 2026-04-12}", "raised: 2026-04-12, closed: 2026-05-02, how: Time was given}"},
	{"an older barrier closed", team + "wall.yaml", "raised: 2026-03-10}", "raised: 2026-03-10, closed: 2026-04-17, how: A list}"},
	{"a milestone done", team + "milestones.yaml", "test: {started: 2026-04-01}", "test: {started: 2026-04-01, done: 2026-04-30, note: At last, evidence: 'https://x.example'}"},
	{"a cycle that ends", team + "changes.yaml", "plan: Call}", "to: 2026-04-20, plan: Call, do: We did, study: We saw, act: adopt}"},
	{"a cycle", team + "changes.yaml", "plan: Call}\n", "plan: Call}\n    - {from: 2026-04-20, plan: Again}\n"},
	{"a change", team + "changes.yaml", "plan: Call}\n", "plan: Call}\n- {id: text, title: A text, cycles: [{from: 2026-04-21, plan: Text}]}\n"},
	{"a learning", team + "learnings.yaml", "text: First}\n", "text: First}\n- {id: b, title: B, date: 2026-05-02, text: Second}\n"},
	{"a person who goes", team + "roster.yaml", "name: D, role: team-leader}", "name: D, role: team-leader, to: 2026-05-01}\n  - {id: g, name: G, role: team-leader, from: 2026-05-02}"},
	{"the team leaves", team + "team.yaml", "collaborative: flow\n", "collaborative: flow\nleft: {on: 2026-05-20, reason: Merged}\n"},
	{"attendance", team + "attendance.yaml", "", "wall-3: [d]\n"},
}

// earlier are what is dated before it.
var earlier = []struct{ name, file, from, to string }{
	{"a week", team + "data.yaml", "2026-04-05: {kept: 9/10}\n", "2026-04-05: {kept: 1/10}\n"},
	{"a phase", team + "data.yaml", "2026-04-05: {kept: 9/10}\n", "2026-04-05: {kept: 9/10}\nphases: {kept: [{from: 2026-03-29, declared: 2026-04-15, name: Calls}]}\n"},
	{"a report", team + "wall.yaml", "score: 2,", "score: 1,"},
	{"a barrier closed", team + "wall.yaml", "raised: 2026-04-12}", "raised: 2026-04-12, closed: 2026-04-16, how: Time was given}"},
	{"a milestone done", team + "milestones.yaml", "test: {started: 2026-04-01}", "test: {started: 2026-04-01, done: 2026-04-16}"},
	{"a change", team + "changes.yaml", "plan: Call}\n", "plan: Call}\n- {id: text, title: A text, cycles: [{from: 2026-04-02, plan: Text}]}\n"},
	{"the team leaves", team + "team.yaml", "collaborative: flow\n", "collaborative: flow\nleft: {on: 2026-03-20}\n"},
}

// edited is walked with one text replaced.
func edited(t *testing.T, edits map[string]string, file, from, to string) map[string]string {
	t.Helper()
	text, there := edits[file]
	if !there && small(nil)[file] != nil {
		text = string(small(nil)[file].Data)
	}
	if !strings.Contains(text, from) {
		t.Fatalf("%s has no %q", file, from)
	}
	edits = maps.Clone(edits)
	edits[file] = strings.Replace(text, from, to, 1)
	return edits
}

func TestAPastWalkStaysAsItWas(t *testing.T) {
	want := mainOf(t, walked(), "2026-04-17", secondWalk)
	all := walked()
	for _, c := range later {
		t.Run(c.name, func(t *testing.T) {
			if got := mainOf(t, edited(t, walked(), c.file, c.from, c.to), "2026-07-01", secondWalk); !bytes.Equal(got, want) {
				t.Errorf("the walk of 16 April has changed:\n%s", differing(got, want))
			}
		})
		if text, there := all[c.file]; !strings.HasPrefix(c.name, "a phase") && (!there || strings.Contains(text, c.from)) {
			all = edited(t, all, c.file, c.from, c.to)
		}
	}
	if got := mainOf(t, all, "2026-07-01", secondWalk); !bytes.Equal(got, want) {
		t.Errorf("all together change the walk of 16 April:\n%s", differing(got, want))
	}
	if !bytes.Equal(mainOf(t, walked(), "2027-07-01", secondWalk), want) {
		t.Error("the walk of 16 April changes with the day reckoned from")
	}
	if bytes.Equal(mainOf(t, walked(), "2026-04-10", secondWalk), want) {
		t.Error("the walk was the same before it took place")
	}
}

// What is dated up to the walk is the control: it has to change the page.
func TestAnEarlierAdditionChangesAPastWalk(t *testing.T) {
	want := mainOf(t, walked(), "2026-07-01", secondWalk)
	for _, c := range earlier {
		t.Run(c.name, func(t *testing.T) {
			edits := edited(t, walked(), c.file, c.from, c.to)
			if c.name == "the team leaves" {
				edits = edited(t, edits, team+"wall.yaml", edits[team+"wall.yaml"][strings.Index(edits[team+"wall.yaml"], "wall-2"):], "")
			}
			if bytes.Equal(mainOf(t, edits, "2026-07-01", secondWalk), want) {
				t.Error("the page does not change")
			}
		})
	}
}

// differing is the first line that is not the same.
func differing(got, want []byte) string {
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		if line(g, i) != line(w, i) {
			return " got: " + line(g, i) + "\nwant: " + line(w, i)
		}
	}
	return ""
}

// section is what a team's section of a walk says.
func section(t *testing.T, doc *html.Node, id string) string {
	t.Helper()
	for _, e := range find(doc, "section") {
		if attr(e, "id") == id {
			return strings.Join(strings.Fields(words(e)), " ")
		}
	}
	t.Fatalf("there is no section %s", id)
	return ""
}

func TestAWalkSaysWhatMoved(t *testing.T) {
	site := build(t, small(walked()), generator.Options{AsOf: day(t, "2026-07-01")})
	doc := site.page(t, secondWalk)
	for id, says := range map[string][]string{
		"walk--agenda": {"1 of 2 teams reported on 16 Apr 2026. Since the walk on 19 Mar: 4 new points, 1 milestone done and 1 barrier opened.",
			"5 to report, 5 for feedback", "23:45 Oak no report", "23:55 Elm D report in"},
		"elm": {"2 of 2, 23:55", "D presents", "Since the last walk, 19 Mar", "Score from 2 to 3: On track", "Charter signed: done on 25 Mar", "First test: started on 1 Apr",
			"4 new points, weeks of 15 Mar to 5 Apr", "Visits kept: 15 Mar 50\u00a0% (5 of 10); 22 Mar 80\u00a0% (8 of 10)", "Barrier opened: No time",
			"Calls began.", "Go on.", "No list since 10 Mar, 5 weeks", "Who calls on Fridays?", "Next milestone: First test, under way, since 1 Apr"},
		"oak": {"No report for this walk. The presenter or the team leader can still write it under wall-2 in the team’s wall.yaml.", "Nothing moved.", "No figures up to this day."},
	} {
		text := section(t, doc, id)
		for _, s := range says {
			if !strings.Contains(text, strings.ReplaceAll(s, "\u00a0", " ")) {
				t.Errorf("%s does not say %q:\n%s", id, s, text)
			}
		}
		if strings.Contains(text, "Barrier closed") {
			t.Errorf("%s says that a barrier was closed: %s", id, text)
		}
	}
	first := words(site.page(t, "one/wall/wall-1/index.html"))
	for _, s := range []string{"Up to this first walk: 2 new points", "This is how the teams stood on 19 Mar 2026", "First score: 2"} {
		if !strings.Contains(first, s) {
			t.Errorf("the first walk does not say %q", s)
		}
	}
}

func TestAWalkAheadIsShownAsOfToday(t *testing.T) {
	edits := edited(t, walked(), team+"wall.yaml", "Fridays?\"]}\n", "Fridays?\"]}\nwall-3: {score: 4, progress: Ready., barriers: [{text: New one}]}\n")
	edits = edited(t, edits, team+"wall.yaml", "raised: 2026-03-10}", "raised: 2026-03-10, closed: 2026-04-02, how: A list}")
	site := build(t, small(edits), generator.Options{AsOf: day(t, "2026-05-01")})
	doc := site.page(t, "one/wall/wall-3/index.html")
	for id, says := range map[string][]string{
		"walk--agenda": {"2 teams walk on 18 Jun 2026. 1 of 2 reports are in."},
		"elm":          {"Ready.", "4 of 5", "Score from 3 to 4: Ahead", "Barrier opened: New one"},
		"oak":          {"No report yet. The presenter, or its team leader, D, writes it under wall-3 in the team’s wall.yaml."},
	} {
		text := section(t, doc, id)
		for _, s := range says {
			if !strings.Contains(text, s) {
				t.Errorf("%s does not say %q:\n%s", id, s, text)
			}
		}
	}
	for _, walk := range []string{"wall-1", "wall-3"} {
		if says := words(build(t, small(edits), generator.Options{AsOf: day(t, "2026-03-10")}).page(t, "one/wall/"+walk+"/index.html")); strings.Contains(says, "Oak joins on 5 Apr 2026.") != (walk == "wall-1") {
			t.Errorf("%s says wrongly who is not in it yet: %s", walk, says)
		}
	}
	if was := section(t, site.page(t, secondWalk), "elm"); !strings.Contains(was, "Barrier closed: No list (on 2 Apr): A list") {
		t.Errorf("the walk before does not say that a barrier was closed: %s", was)
	}
	for _, s := range []string{"Charter signed: done", "First test: started", "Barrier closed", "Barrier opened: No"} {
		if strings.Contains(section(t, doc, "elm"), s) {
			t.Errorf("it is said again since the last walk: %q", s)
		}
	}
	early := section(t, build(t, small(edits), generator.Options{AsOf: day(t, "2026-04-10")}).page(t, "one/wall/wall-3/index.html"), "elm")
	if !strings.Contains(early, "Since the last walk, 19 Mar") {
		t.Errorf("where the walk before is ahead too, the last is another: %s", early)
	}
	today := words(build(t, small(edits), generator.Options{AsOf: day(t, "2026-06-18")}).page(t, "one/wall/wall-3/index.html"))
	if !strings.Contains(today, "2 teams walk today, 18 Jun 2026") {
		t.Error("the walk is not said to be today")
	}
}

// Walks are found from the cohort, the wall, a team, and one another.
func TestWalksAreLinked(t *testing.T) {
	site := build(t, small(walked()), generator.Options{AsOf: day(t, "2026-05-01")})
	for page, links := range map[string][]string{
		"one/index.html":      {"../one/wall/wall-1/", "../one/wall/wall-2/", "../one/wall/wall-3/"},
		"one/wall/index.html": {"../../one/wall/wall-1/", "../../one/wall/wall-2/", "../../one/wall/wall-3/"},
		"one/elm/index.html":  {"../wall/wall-2/#elm", "../../one/wall/wall-3/"},
		secondWalk:            {"../wall-1/", "../wall-3/", "#elm", "#oak", "../../elm/"},
	} {
		var have []string
		for _, a := range find(site.page(t, page), "a") {
			have = append(have, attr(a, "href"))
		}
		for _, l := range links {
			if !strings.Contains("\n"+strings.Join(have, "\n")+"\n", "\n"+l+"\n") {
				t.Errorf("%s does not link to %s", page, l)
			}
		}
	}
	wall := strings.Join(strings.Fields(words(site.page(t, "one/wall/index.html"))), " ")
	for _, s := range []string{"The second 16 Apr, 1 of 2 reports are in", "next Walk the wall 18 Jun, 0 of 2 reports are in"} {
		if !strings.Contains(wall, s) {
			t.Errorf("the wall does not say %q", s)
		}
	}
}
