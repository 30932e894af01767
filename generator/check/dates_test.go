package check

import (
	"strings"
	"testing"
)

var dateSlips = []slip{
	{"date-order", lakeside + "team.yaml", "joined: 2026-03-01\n", "joined: 2026-03-15\nleft: {on: 2026-03-14, reason: x}\n", "5:12 error", "left (2026-03-14) is before joined (2026-03-15)", "check both dates"},
	{"date-order", lakeside + "roster.yaml", "to: 2026-03-01", "from: 2026-03-02, to: 2026-03-01", "7:82 error", "to (2026-03-01) is before from (2026-03-02)", "check both dates"},
	{"date-order", lakeside + "milestones.yaml", "done: 2026-03-01", "done: 2026-02-28", "1:38 error", "done (2026-02-28) is before started (2026-03-01)", "check both dates"},
	{"date-order", lakeside + "changes.yaml", "to: 2026-04-06", "to: 2026-04-05", "6:30 error", "to (2026-04-05) is before from (2026-04-06)", "check both dates"},
	{"date-order", lakeside + "wall.yaml", "closed: 2026-03-12", "closed: 2025-03-12", "5:51 error", "closed (2025-03-12) is before raised (2026-03-12)", "check both dates"},
	{"session-outside", cohortFile, "date: 2026-08-27}", "date: 2026-08-27}\n  - {id: wall-10, kind: wall, date: 2026-09-06}", "40:37 error", "the session wall-10 on 2026-09-06 is outside the cohort, which goes from 2026-03-01 to 2026-09-05", "only coaching and handoff"},
	{"session-outside", cohortFile, "  - {id: wall-1,", "  - {id: wall-0, kind: wall, date: 2026-02-28}\n  - {id: wall-1,", "31:36 error", "the session wall-0 on 2026-02-28 is outside the cohort, which goes from 2026-03-01 to 2026-09-05", "only coaching and handoff"},
	{"week-day", northgate + "data.yaml", "weeks: {}", "weeks:\n  2026-03-03: {positioning: 1/2}", "2:3 error", "2026-03-03 is a Tuesday; weeks are named by their first day, a Sunday", "write 2026-03-01, the first day of that week"},
	{"week-day", lakeside + "data.yaml", "from: 2026-04-05", "from: 2026-04-11", "13:14 error", "2026-04-11 is a Saturday; weeks are named by their first day, a Sunday", "write 2026-04-05, the"},
	{"week-range", northgate + "data.yaml", "weeks: {}", "weeks:\n  2025-08-31: {}\n  2025-08-24: {}", "3:3 error", "the week 2025-08-24 is more than 26 weeks before the cohort starts (2026-03-01)", "check the year"},
	{"week-range", northgate + "data.yaml", "weeks: {}", "weeks:\n  2027-08-29: {}\n  2027-09-05: {}", "3:3 error", "the week 2027-09-05 is more than 52 weeks after the cohort ends (2026-09-05)", "check the year"},
	{"duplicate-phase", lakeside + "data.yaml", "from: 2026-04-05", "from: 2026-03-01", "13:14 error", "positioning has two phases that start on 2026-03-01; the first is on line 12", "keep one"},
}

func TestWeeksStartOnTheProgramsDay(t *testing.T) {
	files := sound()
	files[programFile] += "week_starts: monday\n"
	for name := range files {
		files[name] = strings.NewReplacer("2026-03-01: {pos", "2026-03-02: {pos", "from: 2026-03-01, name: Before", "from: 2026-03-02, name: Before").Replace(files[name])
	}
	list, said := checked(t, files, today)
	if errors, _ := list.Count(); errors != 8 || strings.Contains(said, "2026-03-02 is") {
		t.Errorf("%d errors, want the eight that still start on a Sunday:\n%s", errors, said)
	}
	if !strings.Contains(said, "2026-03-08 is a Sunday; weeks are named by their first day, a Monday [week-day]") || !strings.Contains(said, "hint: write 2026-03-02, the first day of that week") {
		t.Errorf("a Sunday where weeks start on Monday:\n%s", said)
	}
}
