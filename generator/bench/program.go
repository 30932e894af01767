package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// The size of one cohort: what a large program runs side by side.
const (
	teamsACohort = 80
	weeks        = 52
	walks        = 9
)

// first is the first week of every team's data; the program is reckoned as of
// the end of its last.
var first = time.Date(2025, 7, 6, 0, 0, 0, 0, time.UTC)

func day(n int) string { return first.AddDate(0, 0, n).Format(time.DateOnly) }

// writeProgram writes a program of so many teams below root. The same number
// gives the same bytes.
func writeProgram(root string, teams int) error {
	if err := put(root, "cohorts/program.yaml", "title: A program of "+fmt.Sprint(teams)+" teams\ntagline: Made to measure with\nas_of: "+day(7*weeks)+"\nbase_url: https://reports.example.org/\n"); err != nil {
		return err
	}
	if err := put(root, "content/index.md", "---\ntitle: A program\n---\nTeams that solve one problem **side by side**.\n"); err != nil {
		return err
	}
	for n := 0; n < teams; n += teamsACohort {
		cohort := fmt.Sprintf("cohorts/cohort-%03d", n/teamsACohort+1)
		size := min(teamsACohort, teams-n)
		if err := put(root, cohort+"/cohort.yaml", cohortFile(n/teamsACohort+1, n, size)); err != nil {
			return err
		}
		for i := range size {
			if err := writeTeam(root, fmt.Sprintf("%s/teams/%s", cohort, teamID(n+i)), n+i); err != nil {
				return err
			}
		}
	}
	return nil
}

func put(root, name, text string) error {
	path := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}

func teamID(n int) string { return fmt.Sprintf("team-%05d", n) }

// cohortFile is a cohort with one collaborative of three measures, eight
// milestones, ten learning sessions, five for coaches and nine walks.
func cohortFile(number, from, size int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title: Cohort %d\nstarts: %s\nends: %s\ncollaboratives:\n  - id: followup\n    name: Follow-up\n    aim: Raise completed follow-up to **80%%** in six months.\n    measures:\n", number, day(7*24), day(7*50))
	b.WriteString("      - {id: done, name: Follow-up done in time, type: outcome, chart: run, data: fraction, unit: \"%\", better: higher, goal: 80, baseline_weeks: 12, numerator: Follow-ups done, denominator: Follow-ups due}\n")
	b.WriteString("      - {id: told, name: Patients told at the visit, type: process, chart: p, data: fraction, unit: \"%\", better: higher, goal: 90, numerator: Patients told, denominator: Patients seen}\n")
	b.WriteString("      - {id: hours, name: Hours spent on it, type: balancing, chart: i, data: value, unit: h, better: lower}\n")
	b.WriteString("milestones:\n")
	for i, name := range milestoneNames {
		fmt.Fprintf(&b, "  - {id: m%d, name: %s, due_session: ls%d}\n", i+1, name, i+2)
	}
	b.WriteString("sessions:\n")
	for i := range 10 {
		fmt.Fprintf(&b, "  - {id: ls%d, kind: learning, date: %s, start: \"13:00\", timezone: America/Chicago, hours: 2, title: Session %d}\n", i+1, day(7*24+4+19*i), i+1)
	}
	for i := range 5 {
		fmt.Fprintf(&b, "  - {id: ct%d, kind: coaching, date: %s, hours: 2, title: For coaches %d}\n", i+1, day(7*24+9+35*i), i+1)
	}
	var order []string
	for i := range size {
		order = append(order, teamID(from+i))
	}
	for i := range walks {
		fmt.Fprintf(&b, "  - {id: wall-%d, kind: wall, date: %s, title: Walk %d, order: [%s]}\n", i+1, day(7*24+11+20*i), i+1, strings.Join(order, ", "))
		order = append(order[1:], order[0])
	}
	return b.String()
}

var milestoneNames = []string{"Charter signed", "Problem defined", "Baseline data", "Key drivers found", "First cycle", "First signal", "Goal reached", "Handed over"}

// writeTeam writes the eight files of one team.
func writeTeam(root, dir string, n int) error {
	r := rand.New(rand.NewPCG(uint64(n), 0))
	for _, f := range []struct{ name, text string }{
		{"team.yaml", teamFile(r, n)}, {"roster.yaml", rosterFile(n)}, {"data.yaml", dataFile(r)}, {"milestones.yaml", milestonesFile(r)},
		{"changes.yaml", changesFile(r)}, {"wall.yaml", wallFile(r, n)}, {"learnings.yaml", learningsFile(r)}, {"attendance.yaml", attendanceFile(n)},
	} {
		if err := put(root, dir+"/"+f.name, f.text); err != nil {
			return err
		}
	}
	return nil
}

var sentences = []string{
	"Half of the reports name a finding that someone has to look at again.",
	"**Nobody owns the list** between the report and the next appointment.",
	"We followed ten patients with a clipboard from the report to the scan.",
	"The clerk hears of it on paper, *two days late*, and calls in the afternoon.",
	"Three of four letters go out with a date, the fourth with a request to call.",
	"Where the date was made at the visit, nine of ten came.",
	"The tracker shows what is due this week and who calls.",
	"Part-timers never saw the huddle, so it moved to nine.",
}

// prose is a few sentences, over lines as people write them.
func prose(r *rand.Rand, indent string, n int) string {
	var b strings.Builder
	b.WriteString("|\n")
	for range n {
		b.WriteString(indent + sentences[r.IntN(len(sentences))] + "\n")
	}
	return b.String()
}

func teamFile(r *rand.Rand, n int) string {
	return fmt.Sprintf("name: Team %d\nsite: Hospital %d\ncollaborative: followup\nproblem: %sglobal_aim: %ssmart_goal: %scurrent_state: %ssustain: %s", n, n, prose(r, "  ", 3), prose(r, "  ", 2), prose(r, "  ", 1), prose(r, "  ", 4), prose(r, "  ", 3)) +
		"drivers:\n  - id: visit\n    name: The date is made at the visit\n    drivers:\n      - {id: desk, name: The desk has the list}\n      - {id: letter, name: The letter has a date}\n  - id: owner\n    name: Somebody owns the list\n    drivers:\n      - {id: tracker, name: One tracker for all}\n"
}

var parts = []string{"sponsor", "physician-leader", "coach", "team-leader", "member", "member"}

func person(n, i int) string { return fmt.Sprintf("person-%05d-%d", n, i) }

func rosterFile(n int) string {
	var b strings.Builder
	b.WriteString("people:\n")
	for i, role := range parts {
		fmt.Fprintf(&b, "  - {id: %s, name: Alex Number%d of%d, role: %s, email: p%d-%d@hospital.example, data_access: %t}\n", person(n, i), n, i, role, n, i, i == 3)
	}
	return b.String()
}

func dataFile(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString("weeks:\n")
	for w := range weeks {
		share := 45 + min(w, 40)*r.IntN(90)/100
		due, seen := 40+r.IntN(20), 60+r.IntN(30)
		fmt.Fprintf(&b, "  %s: {done: %d/%d, told: %d/%d, hours: %d.%d", day(7*w), due*share/100, due, seen*(60+r.IntN(30))/100, seen, 11+r.IntN(6), r.IntN(10))
		if r.IntN(12) == 0 {
			b.WriteString(", note: \"Short week, holiday\"")
		}
		b.WriteString("}\n")
	}
	fmt.Fprintf(&b, "phases:\n  done:\n    - {from: %s, name: The tracker, reason: Eight points in a row above the old median}\n", day(7*36))
	return b.String()
}

func milestonesFile(r *rand.Rand) string {
	var b strings.Builder
	for i := range 3 + r.IntN(5) {
		fmt.Fprintf(&b, "m%d: {started: %s, done: %s}\n", i+1, day(7*24+20*i), day(7*24+20*i+10+r.IntN(9)))
	}
	return b.String()
}

func changesFile(r *rand.Rand) string {
	var b strings.Builder
	for i, driver := range []string{"desk", "letter", "tracker"} {
		fmt.Fprintf(&b, "- id: change-%d\n  title: The %s\n  driver: %s\n  measures: [done]\n  cycles:\n", i+1, driver, driver)
		for c := range 2 {
			from := 7*26 + 35*i + 14*c
			fmt.Fprintf(&b, "    - from: %s\n      to: %s\n      plan: %s      do: Held on %d of ten days.\n      study: %s      act: %s\n", day(from), day(from+11), prose(r, "        ", 2), 5+r.IntN(6), prose(r, "        ", 1), []string{"adapt", "adopt"}[c])
		}
	}
	return b.String()
}

func wallFile(r *rand.Rand, n int) string {
	var b strings.Builder
	for i := range walks {
		fmt.Fprintf(&b, "wall-%d:\n  score: %d\n  progress: %s  next: Look at what the next week says.\n  barriers:\n    - {text: The list comes on paper, raised: %s}\n  asks:\n    - Who has a list that calls by itself?\n  presenter: %s\n", i+1, 2+r.IntN(4), prose(r, "    ", 2), day(7*24+9+20*i), person(n, 3))
	}
	return b.String()
}

func learningsFile(r *rand.Rand) string {
	return fmt.Sprintf("- id: at-the-visit\n  title: Make the date at the visit\n  date: %s\n  change: change-1\n  tags: [dates, desk]\n  text: %s", day(7*40), prose(r, "    ", 2))
}

func attendanceFile(n int) string {
	var b strings.Builder
	for i := range 9 {
		fmt.Fprintf(&b, "ls%d: [%s, %s]\n", i+1, person(n, 3), person(n, 4+i%2))
	}
	return b.String()
}
