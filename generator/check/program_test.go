package check

import (
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator/diag"
	"wallwalk/generator/load"
	"wallwalk/generator/model"
)

// Where the sound program's files are.
const (
	programFile = "cohorts/program.yaml"
	cohortFile  = "cohorts/spring/cohort.yaml"
	lakeside    = "cohorts/spring/teams/lakeside/"
	northgate   = "cohorts/spring/teams/northgate/"
	pineHill    = "cohorts/spring/teams/pine-hill/"
)

// sound is a program without a mistake that uses every file; tests change one
// line of it.
func sound() map[string]string {
	return map[string]string{
		programFile: "title: Program\n",
		cohortFile: `title: Spring
starts: 2026-03-01
ends: 2026-09-05
collaboratives:
  - id: mammography
    name: Positioning
    aim: Better *images*
    measures:
      - {id: positioning, name: Positioning, chart: p}
      - {id: turnaround, name: Turnaround, chart: i}
milestones:
  - {id: charter, name: Charter signed, due: 2026-03-12}
  - {id: baseline, name: Baseline data, due_session: ls2}
sessions:
  - {id: ho1, kind: handoff, date: 2026-02-12}
  - {id: ls1, kind: learning, date: 2026-03-05, hours: 2}
  - {id: ls2, kind: learning, date: 2026-03-19, hours: 2}
  - {id: ls3, kind: learning, date: 2026-04-09, hours: 2}
  - {id: ls4, kind: learning, date: 2026-04-30, hours: 2}
  - {id: ls5, kind: learning, date: 2026-05-21}
  - {id: ls6, kind: learning, date: 2026-06-11, hours: 2}
  - {id: ls7, kind: learning, date: 2026-07-02, hours: 2}
  - {id: ls8, kind: learning, date: 2026-07-23, hours: 2}
  - {id: ls9, kind: learning, date: 2026-08-13, hours: 2}
  - {id: ls10, kind: learning, date: 2026-09-03, hours: 2}
  - {id: ct1, kind: coaching, date: 2026-02-19, hours: 2}
  - {id: ct2, kind: coaching, date: 2026-03-24, hours: 2}
  - {id: ct3, kind: coaching, date: 2026-04-21, hours: 2}
  - {id: ct4, kind: coaching, date: 2026-06-09, hours: 2}
  - {id: ct5, kind: coaching, date: 2026-07-21, hours: 2}
  - {id: wall-1, kind: wall, date: 2026-03-12, order: [lakeside, northgate]}
  - {id: wall-2, kind: wall, date: 2026-04-02}
  - {id: wall-3, kind: wall, date: 2026-04-23}
  - {id: wall-4, kind: wall, date: 2026-05-14}
  - {id: wall-5, kind: wall, date: 2026-06-04}
  - {id: wall-6, kind: wall, date: 2026-06-25}
  - {id: wall-7, kind: wall, date: 2026-07-16}
  - {id: wall-8, kind: wall, date: 2026-08-06}
  - {id: wall-9, kind: wall, date: 2026-08-27}
`,
		lakeside + "team.yaml": `name: Lakeside
public_name: Site A
collaborative: mammography
joined: 2026-03-01
problem: Too <slow
goals: {positioning: {target: 85}}
measures:
  - {id: recalls, name: Recalls, chart: c}
not_reported: {turnaround: No clock}
ready: [leadership, coach]
drivers:
  - id: technique
    name: Technique
    drivers:
      - {id: feedback, name: Feedback}
`,
		lakeside + "roster.yaml": roster("lakeside", "amara", "Amara Nwosu"),
		lakeside + "data.yaml": `weeks:
  2026-03-01: {positioning: 31/52, recalls: 3}
  2026-03-08: {positioning: 40/55, recalls: 4}
  2026-03-15: {positioning: 12/50, recalls: 2}
  2026-03-22: {positioning: none, recalls: 3}
  2026-03-29: {positioning: 30/51, recalls: 3}
  2026-04-05: {positioning: 30/54, recalls: 0}
  2026-04-12: {positioning: 30/49, recalls: 900, exclude: [recalls]}
  2026-04-19: {positioning: 30/52}
phases:
  positioning:
    - {from: 2026-03-01, name: Before}
    - {from: 2026-04-05, name: After}
`,
		lakeside + "milestones.yaml": "charter: {started: 2026-03-01, done: 2026-03-01}\n",
		lakeside + "changes.yaml": `- id: huddle
  title: Huddle
  driver: feedback
  measures: [positioning, recalls]
  cycles:
    - {from: 2026-04-06, to: 2026-04-06, plan: Ten minutes}
`,
		lakeside + "wall.yaml": `wall-1:
  score: 3
  progress: Signed
  barriers:
    - {text: No data, raised: 2026-03-12, closed: 2026-03-12}
  presenter: lakeside-leader
`,
		lakeside + "learnings.yaml":   "- {id: drill, title: Drill, date: 2026-05-20, change: huddle, text: Ten minutes}\n",
		lakeside + "attendance.yaml":  "ls1: [lakeside-leader, amara]\n",
		northgate + "team.yaml":       "name: Northgate\npublic_name: Site B\ncollaborative: mammography\n",
		northgate + "roster.yaml":     roster("northgate", "amara", "Amara Nwosu"),
		northgate + "data.yaml":       "weeks: {}\n",
		northgate + "milestones.yaml": "{}\n",
		"content/index.md":            "---\ntitle: Welcome\n---\nHello.\n",
	}
}

// roster is a whole team; who but the coach is the team's alone.
func roster(team, coach, coachName string) string {
	return strings.NewReplacer("TEAM", team, "COACH", coach, "NAME", coachName).Replace(`people:
  - {id: TEAM-sponsor, name: TEAM Sponsor, role: sponsor}
  - {id: TEAM-doctor, name: TEAM Doctor, role: physician-leader}
  - {id: COACH, name: NAME, role: coach, email: COACH@coaches.example}
  - {id: TEAM-leader, name: TEAM Leader, roles: [team-leader, member], data_access: true, email: lead@TEAM.example}
  - {id: TEAM-tech, name: TEAM Tech, role: member, from: 2026-03-01, to: 2026-09-05}
  - {id: TEAM-gone, name: TEAM Gone, role: member, to: 2026-03-01}
`)
}

// withPineHill adds a third team to the program.
func withPineHill(files map[string]string) {
	files[pineHill+"team.yaml"] = "name: Pine Hill\ncollaborative: mammography\n"
	files[pineHill+"roster.yaml"] = roster("pine", "amara", "Amara Nwosu")
	files[pineHill+"data.yaml"] = "weeks: {}\n"
	files[pineHill+"milestones.yaml"] = "{}\n"
}

func day(s string) model.Date {
	d, ok := model.ParseDate(s)
	if !ok {
		panic(s)
	}
	return d
}

// checked reads the files and checks the program; said is what was found, as
// it is printed.
func checked(t *testing.T, files map[string]string, today string) (list *diag.List, said string) {
	t.Helper()
	list = whole(read(t, files), day(today))
	list.Sort()
	list.Attach(func(name string) []byte { return []byte(files[name]) })
	var b strings.Builder
	if err := list.Text(&b, diag.Colors{}); err != nil {
		t.Fatal(err)
	}
	return list, b.String()
}

// read loads files that have no mistake of load's own.
func read(t testing.TB, files map[string]string) *model.Program {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, found, err := load.Program(fsys, func(n int, do func(int)) {
		for i := range n {
			do(i)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if found.Failed() {
		t.Fatalf("the files can't be read: %+v", found.All())
	}
	return p
}
