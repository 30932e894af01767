package check

import (
	"strings"
	"testing"

	"wallwalk/generator/model"
)

var shapeSlips = []slip{
	{"session-count", cohortFile, "  - {id: ct5, kind: coaching, date: 2026-07-21, hours: 2}\n", "", "1:1 warning", "the cohort has 10 learning sessions and 4 coaching sessions; the program has 10 and 5", "below sessions"},
	{"session-count", cohortFile, "  - {id: ls10, kind: learning, date: 2026-09-03, hours: 2}\n", "", "1:1 warning", "the cohort has 9 learning sessions and 5 coaching sessions; the program has 10 and 5", "below sessions"},
	{"session-hours", cohortFile, "date: 2026-03-19, hours: 2", "date: 2026-03-19, hours: 1.5", "17:5 warning", "the session ls2 takes 1.5 hours", "two hours"},
	{"session-hours", cohortFile, "date: 2026-03-24, hours: 2", "date: 2026-03-24, hours: 1", "27:5 warning", "the session ct2 takes 1 hour", "two hours"},
	{"session-spacing", cohortFile, "id: ls2, kind: learning, date: 2026-03-19", "id: ls2, kind: learning, date: 2026-03-15", "17:5 warning", "ls2 comes 10 days after ls1", "three weeks"},
	{"walks", cohortFile, "  - {id: wall-3, kind: wall, date: 2026-04-23}\n", "", "19:5 warning", "there is no walk between ls3 (2026-04-09) and ls4 (2026-04-30)", "kind wall"},
	{"cohort-length", cohortFile, "ends: 2026-09-05", "ends: 2026-11-28", "3:7 warning", "the cohort takes 39 weeks, from 2026-03-01 to 2026-11-28", "about six months"},
}

func TestShapeIsToldOnceForAWholeCohort(t *testing.T) {
	files := edited(cohortFile, "hours: 2", "hours: 3", "kind: wall", "kind: coaching", "date: 2026-04-09", "date: 2026-03-20", "order: [lakeside, northgate]", "title: x")
	files[lakeside+"wall.yaml"] = "{}\n"
	list, said := checked(t, files, today)
	for _, want := range []string{
		"the cohort has 10 learning sessions and 14 coaching sessions; the program has 10 and 5 [session-count]",
		"the session ls1 takes 3 hours, and 13 others are not of two hours either [session-hours]",
		"ls3 comes 1 day after ls2, and 1 other gap is as uneven [session-spacing]",
		"there is no walk between ls1 (2026-03-05) and ls2 (2026-03-19), and 8 other gaps have none either [walks]",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is missing in\n%s", want, said)
		}
	}
	if errors, warnings := list.Count(); errors != 0 || warnings != 4 {
		t.Errorf("%d errors and %d warnings, want 0 and 4:\n%s", errors, warnings, said)
	}
}

func TestAShortCohortIsToldToo(t *testing.T) {
	files := map[string]string{programFile: "title: P\n", cohortFile: "title: Spring\nstarts: 2026-03-01\nends: 2026-03-14\ncollaboratives: []\n"}
	list, said := checked(t, files, "2030-01-01")
	for _, want := range []string{
		cohortFile + ":1:1: error: the cohort measures nothing [no-measure]",
		cohortFile + ":1:1: warning: the cohort has no teams yet [no-teams]",
		cohortFile + ":1:1: warning: the cohort has 0 learning sessions and 0 coaching sessions; the program has 10 and 5 [session-count]",
		cohortFile + ":3:7: warning: the cohort takes 2 weeks, from 2026-03-01 to 2026-03-14 [cohort-length]",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is missing in\n%s", want, said)
		}
	}
	if len(list.All()) != 4 {
		t.Errorf("%d diagnostics, want 4:\n%s", len(list.All()), said)
	}
	for _, d := range list.All() {
		marks(t, d)
	}
}

func TestACohortEndsAfterItStarts(t *testing.T) {
	for ends, want := range map[string]string{
		"2026-02-28": ":3:7: error: ends (2026-02-28) is before starts (2026-03-01) [date-order]",
		"2026-03-01": ":3:7: error: ends (2026-03-01) is the same day as starts [date-order]",
	} {
		_, said := checked(t, edited(cohortFile, "ends: 2026-09-05", "ends: "+ends), today)
		if !strings.Contains(said, cohortFile+want) || strings.Contains(said, "[cohort-length]") {
			t.Errorf("ends: %s says\n%s", ends, said)
		}
	}
}

func TestSpacingIsTwoToFiveWeeksGiveOrTake(t *testing.T) {
	for gap, odd := range map[int]bool{1: true, 10: true, 11: false, 14: false, 35: false, 38: false, 39: true, 60: true} {
		files := map[string]string{programFile: "title: P\n", cohortFile: "title: Spring\nstarts: 2026-03-01\nends: 2026-09-05\ncollaboratives: []\nsessions:\n" +
			"  - {id: b, kind: learning, date: " + (day("2026-03-05") + model.Date(gap)).String() + "}\n  - {id: a, kind: learning, date: 2026-03-05}\n"}
		_, said := checked(t, files, today)
		if got := strings.Contains(said, ":6:5: warning: b comes "+count(gap, "day")+" after a [session-spacing]"); got != odd {
			t.Errorf("%d days apart:\n%s", gap, said)
		}
	}
}
