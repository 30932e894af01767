package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// write puts the sound program into a folder.
func write(dir string) error {
	for _, f := range txtar.Parse([]byte(sound)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// copied is the sound program in a folder of the test's own.
func copied(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := write(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// sound is a program without a mistake that uses every file; each script
// starts from it in the folder program, and changes a line or two.
const sound = `
-- cohorts/program.yaml --
title: Sound Program
as_of: 2026-06-28
-- cohorts/spring/cohort.yaml --
title: Spring
starts: 2026-03-01
ends: 2026-09-05
collaboratives:
  - id: mammography
    name: Positioning
    aim: Better images
    measures:
      - {id: positioning, name: Positioning, chart: p}
      - {id: turnaround, name: Turnaround, chart: i}
      - {id: falls, name: Falls, chart: t}
milestones:
  - {id: charter, name: Charter signed, due: 2026-03-12}
  - {id: baseline, name: Baseline data, due_session: ls2}
sessions:
  - {id: ls1, kind: learning, date: 2026-03-05, hours: 2}
  - {id: ls2, kind: learning, date: 2026-03-19, hours: 2}
  - {id: ls3, kind: learning, date: 2026-04-09, hours: 2}
  - {id: ls4, kind: learning, date: 2026-04-30, hours: 2}
  - {id: ls5, kind: learning, date: 2026-05-21, hours: 2}
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
-- cohorts/spring/teams/lakeside/team.yaml --
name: Lakeside
public_name: Site A
collaborative: mammography
joined: 2026-03-01
problem: Too slow
ready: [leadership, coach]
drivers:
  - {id: technique, name: Technique}
-- cohorts/spring/teams/lakeside/roster.yaml --
people:
  - {id: sam, name: Sam Lee, role: sponsor}
  - {id: ida, name: Ida Berg, role: physician-leader}
  - {id: amara, name: Amara Nwosu, role: coach, email: amara@coaches.example}
  - {id: dana, name: Dana Ortiz, roles: [team-leader, member], data_access: true, email: dana@lakeside.example}
  - {id: kofi, name: Kofi Ade, role: member, from: 2026-03-01, to: 2026-09-05}
-- cohorts/spring/teams/lakeside/data.yaml --
weeks:
  2026-03-01: {positioning: 31/52, turnaround: 36.5}
  2026-03-08: {positioning: 40/55, turnaround: 33}
  2026-03-15: {positioning: none, note: No machine}
  2026-03-22: {positioning: 30/50, turnaround: 35}
  2026-03-29: {positioning: 30/51, turnaround: 34}
  2026-04-05: {positioning: 30/54, turnaround: 36}
  2026-04-12: {positioning: 30/49, turnaround: 31}
events:
  falls: [2026-03-04, 2026-03-19]
phases:
  positioning:
    - {from: 2026-04-05, name: After, reason: Held}
-- cohorts/spring/teams/lakeside/milestones.yaml --
charter: {started: 2026-03-01, done: 2026-03-10}
-- cohorts/spring/teams/lakeside/changes.yaml --
- id: huddle
  title: Huddle
  driver: technique
  measures: [positioning]
  cycles:
    - {from: 2026-04-06, to: 2026-04-17, plan: Ten minutes}
-- cohorts/spring/teams/lakeside/wall.yaml --
wall-1:
  score: 3
  progress: Signed
  presenter: dana
-- cohorts/spring/teams/lakeside/learnings.yaml --
- {id: drill, title: Drill, date: 2026-05-20, change: huddle, text: Ten minutes}
-- cohorts/spring/teams/lakeside/attendance.yaml --
ls1: [dana, amara]
-- cohorts/spring/teams/northgate/team.yaml --
name: Northgate
public_name: Site B
collaborative: mammography
-- cohorts/spring/teams/northgate/roster.yaml --
people:
  - {id: ruth, name: Ruth Cole, role: sponsor}
  - {id: omar, name: Omar Haddad, role: physician-leader}
  - {id: amara, name: Amara Nwosu, role: coach, data_access: true, email: amara@coaches.example}
  - {id: mei, name: Mei Chen, role: team-leader}
  - {id: leo, name: Leo Rossi, role: member}
  - {id: ana, name: Ana Silva, role: member}
-- cohorts/spring/teams/northgate/data.yaml --
weeks: {}
-- cohorts/spring/teams/northgate/milestones.yaml --
{}
-- content/index.md --
---
title: Welcome
---
Hello.
`
