package generator_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator"
)

const (
	spring = "cohorts/2026-spring/"
	bay    = spring + "teams/lakeside/"
	north  = spring + "teams/northgate/"
)

// An amend replaces a text in a file of the demo program; without a text to
// replace, it adds to the file's end.
type amend struct{ file, from, to string }

// What is committed to the demo program after its sixth walk, of 25 June.
var committed = []struct {
	name  string
	edits []amend
}{
	{"a phase that starts before, declared after", []amend{{north + "data.yaml", "", "phases:\n  positioning:\n    - {from: 2026-04-05, declared: 2026-07-01, name: Looking back}\n"}}},
	{"a phase of the eight weeks before", []amend{{north + "data.yaml", "", "phases:\n  positioning:\n    - {from: 2026-05-17, name: Looking back}\n"}}},
	{"a phase moved on", []amend{{bay + "data.yaml", "phases:\n  positioning:\n", "phases:\n  positioning:\n    - {from: 2026-06-28, name: Goal}\n"}}},
	{"a team that joins, first in every order", []amend{
		{spring + "teams/aspen/team.yaml", "", "name: Aspen\ncollaborative: mammography\njoined: 2026-06-28\nsmart_goal: More\n"},
		{spring + "teams/aspen/roster.yaml", "", "people:\n  - {id: s, name: Sol Ash, role: sponsor}\n  - {id: p, name: Pat Fir, role: physician-leader}\n  - {id: c, name: Cy Oak, role: coach, data_access: true}\n  - {id: l, name: Lee Elm, role: team-leader}\n  - {id: m, name: Mo Yew, role: member}\n  - {id: n, name: Ny Box, role: member}\n"},
		{spring + "teams/aspen/data.yaml", "", "weeks:\n  2026-06-28: {positioning: 6/10}\n"},
		{spring + "teams/aspen/milestones.yaml", "", "charter: {started: 2026-06-28}\n"},
		{spring + "cohort.yaml", "order: [lakeside", "order: [aspen, lakeside"}, {spring + "cohort.yaml", "order: [northgate", "order: [aspen, northgate"}}},
	{"a measure, first of all and with figures", []amend{
		{spring + "cohort.yaml", "      - id: positioning\n", "      - {id: recalls, name: Recalls, type: outcome, data: count, better: lower, goal: 2}\n      - id: positioning\n"},
		{bay + "data.yaml", "2026-07-05: {positioning", "2026-07-05: {recalls: 3, positioning"}}},
	{"a measure of the team's own", []amend{{bay + "team.yaml", "measures:\n", "measures:\n  - {id: smiles, name: Smiles, type: outcome, data: count}\n"}}},
	{"a measure given up", []amend{{bay + "team.yaml", "goals:\n", "not_reported: {room-minutes: The stopwatch is gone}\ngoals:\n"}}},
	{"milestones of the cohort's, first and last", []amend{
		{spring + "cohort.yaml", "milestones:\n", "milestones:\n  - {id: kept-up, name: Kept up, due: 2026-08-30}\n  - {id: some-day, name: Some day}\n"},
		{bay + "milestones.yaml", "", "kept-up: {started: 2026-06-30}\n"}}},
	{"milestones reached", []amend{{north + "milestones.yaml", "", "sustain-plan: {started: 2026-06-26, done: 2026-07-02, note: At last}\n"}}},
	{"a change and a cycle", []amend{
		{bay + "changes.yaml", "", "- id: mirror\n  title: A mirror\n  driver: pairing\n  cycles:\n    - {from: 2026-06-26, to: 2026-07-03, plan: Hang it, act: adopt}\n- {id: idea, title: Only an idea}\n"},
		{bay + "changes.yaml", "  cycles:\n", "  cycles:\n    - {from: 2026-06-29, plan: Once more}\n"}}},
	{"drivers", []amend{{bay + "team.yaml", "\ndrivers:\n", "\ndrivers:\n  - {id: first, name: A first driver}\n"}}},
	{"people, one of them without a day", []amend{
		{bay + "roster.yaml", "people:\n", "people:\n  - {id: new-one, name: Newly Come, role: data-analyst, from: 2026-06-26}\n"},
		{north + "roster.yaml", "people:\n", "people:\n  - {id: other-one, name: Always There, role: data-analyst}\n"}}},
	{"barriers closed and raised", []amend{
		{bay + "wall.yaml", "      raised: 2026-06-25\n", "      raised: 2026-06-25\n      closed: 2026-07-02\n      how: Two more can audit\n    - {text: A new one, raised: 2026-07-01}\n"}}},
	{"a report of a later walk", []amend{{bay + "wall.yaml", "", "wall-7:\n  score: 2\n  progress: A bad month.\n  barriers:\n    - {text: Nobody can audit when Wei-Lin is away, raised: 2026-06-25, closed: 2026-07-11}\n"}}},
	{"a learning, attendance, a vacancy", []amend{
		{bay + "learnings.yaml", "", "- {id: newest, title: Newest, date: 2026-07-01, text: We learned}\n"},
		{bay + "roster.yaml", "", "vacant:\n  - {role: data-analyst, since: 2026-07-01}\n"}}},
	{"a team leaves", []amend{{north + "team.yaml", "collaborative: mammography\n", "collaborative: mammography\nleft: {on: 2026-07-08, reason: Merged}\n"}}},
	{"sessions", []amend{{spring + "cohort.yaml", "sessions:\n", "sessions:\n  - {id: extra, kind: learning, date: 2026-07-30}\n  - {id: extra-walk, kind: wall, date: 2026-08-01}\n"}}},
}

// put makes an edit; a file that is not there is made.
func put(t *testing.T, files fstest.MapFS, e amend) {
	t.Helper()
	text := ""
	if f := files[e.file]; f != nil {
		text = string(f.Data)
	}
	if e.from == "" {
		text = strings.TrimSuffix(text, "\n") + "\n" + e.to
	} else if text = strings.ReplaceAll(text, e.from, e.to); !strings.Contains(text, e.to) {
		t.Fatalf("%s has no %q", e.file, e.from)
	}
	files[e.file] = &fstest.MapFile{Data: []byte(strings.TrimPrefix(text, "\n"))}
}

// pastWalks are the whole pages of the demo's past walks, as of its day.
func pastWalks(t *testing.T, files fstest.MapFS) map[string][]byte {
	t.Helper()
	site := build(t, files, generator.Options{Version: "test"})
	out := map[string][]byte{}
	for _, walk := range []string{"wall-1", "wall-2", "wall-3", "wall-4", "wall-5", "wall-6"} {
		name := "2026-spring/wall/" + walk + "/index.html"
		if len(find(site.page(t, name), "figure")) < 12 {
			t.Fatalf("%s has hardly a chart", name)
		}
		out[walk] = site[name]
	}
	return out
}

// A walk that has been stays as it was, whatever is committed later and bears a
// later day; each of these and all together.
func TestPastWalksOfTheDemoStay(t *testing.T) {
	want := pastWalks(t, demoCopy(t))
	all := demoCopy(t)
	for _, c := range committed {
		t.Run(c.name, func(t *testing.T) {
			files := demoCopy(t)
			for _, e := range c.edits {
				put(t, files, e)
			}
			same(t, pastWalks(t, files), want)
		})
		if !strings.HasPrefix(c.name, "a phase of") { // there is one of the same measure
			for _, e := range c.edits {
				put(t, all, e)
			}
		}
	}
	t.Run("all together", func(t *testing.T) { same(t, pastWalks(t, all), want) })
}

func same(t *testing.T, got, want map[string][]byte) {
	t.Helper()
	for walk, data := range want {
		if !bytes.Equal(got[walk], data) {
			t.Errorf("%s has changed:\n%s", walk, differing(bytes.ReplaceAll(got[walk], []byte("<li"), []byte("\n<li")), bytes.ReplaceAll(data, []byte("<li"), []byte("\n<li"))))
		}
	}
}

// What bears no day can't be told apart, and the page says that it is today's.
func TestAPastWalkSaysWhatItCannotTell(t *testing.T) {
	files := demoCopy(t)
	put(t, files, amend{bay + "team.yaml", "Raise screening exams", "Raise all exams"})
	page := words(build(t, files, generator.Options{Version: "test"}).page(t, "2026-spring/wall/wall-3/index.html"))
	for _, s := range []string{"Raise all exams", "This is how the teams stood on 23 Apr 2026", "What bears no day reads as it does now: goals, names"} {
		if !strings.Contains(page, s) {
			t.Errorf("the page does not say %q", s)
		}
	}
	if ahead := words(demo(t).page(t, "2026-spring/wall/wall-7/index.html")); strings.Contains(ahead, "This is how the teams stood") {
		t.Error("a walk ahead is said to have been")
	}
}
