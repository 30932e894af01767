package generator_test

// Figures, by what the measure's data is.
var figureRules = []rule{
	{says: "a numerator is at most its denominator", file: "lakeside/data.yaml", old: "31/52", new: "57/52",
		want: "lakeside/data.yaml:2:29 error fraction-over-one", told: "if the numbers are swapped, write 52/57", fine: []string{"52/52", "0/52"}},
	{says: "3/0 included", file: "lakeside/data.yaml", old: "31/52", new: "3/0",
		want: "lakeside/data.yaml:2:29 error fraction-over-one", told: "if nothing was counted, write none", fine: []string{"none", "0/1"}},
	{says: "of a rate, too", file: "lakeside/data.yaml", old: "turnaround: 36.5", new: "turnaround: 3/0.0", with: rate,
		want: "lakeside/data.yaml:2:48 error fraction-over-one", told: "if nothing was counted, write none", fine: []string{"turnaround: 57/52", "turnaround: 0/1.5"}},
	{says: "0/0 is none, with a warning", file: "lakeside/data.yaml", old: "31/52", new: "0/0",
		want: "lakeside/data.yaml:2:29 warning nothing-counted", told: "write positioning: none", fine: []string{"none"}},
	{says: "of a rate, too", file: "lakeside/data.yaml", old: "turnaround: 36.5", new: "turnaround: 0/0", with: rate,
		want: "lakeside/data.yaml:2:48 warning nothing-counted", told: "write turnaround: none"},
	{says: "a fraction is two whole numbers", file: "lakeside/data.yaml", old: "31/52", new: "31.5/52",
		want: "lakeside/data.yaml:2:29 error bad-fraction", told: "31/52"},
	{says: "not a percentage", file: "lakeside/data.yaml", old: "31/52", new: "60%",
		want: "lakeside/data.yaml:2:29 error bad-fraction", told: "write both numbers"},
	{says: "not one number", file: "lakeside/data.yaml", old: "31/52", new: "31",
		want: "lakeside/data.yaml:2:29 error bad-fraction", told: "31/…"},
	{says: "nor a negative one", file: "lakeside/data.yaml", old: "31/52", new: "-3/52",
		want: "lakeside/data.yaml:2:29 error bad-fraction", told: "two whole numbers"},
	{says: "a value takes a point", file: "lakeside/data.yaml", old: "36.5", new: "'36,5'",
		want: "lakeside/data.yaml:2:48 error bad-value", told: "write 36.5", fine: []string{"-36.5", "0", "'36.5'", "none"}},
	{says: "a value is no fraction", file: "lakeside/data.yaml", old: "36.5", new: "31/52",
		want: "lakeside/data.yaml:2:48 error bad-value", told: "one number a week"},
	{says: "a count is whole and not negative", file: "lakeside/data.yaml", old: "36.5", new: "-4", with: count,
		want: "lakeside/data.yaml:2:48 error bad-value", told: "whole number from 0 up", fine: []string{"4", "0"}},
	{says: "010 is not eight", file: "lakeside/data.yaml", old: "36.5", new: "0x8", with: count,
		want: "lakeside/data.yaml:2:48 error bad-value", told: "is not a number", fine: []string{"010"}},
	{says: "a number has at most 15 digits", file: "lakeside/data.yaml", old: "36.5", new: "1234567890123456",
		want: "lakeside/data.yaml:2:48 error bad-value", told: "the most is 15", fine: []string{"0.23456789012345"}},
	{says: "not NaN", file: "lakeside/data.yaml", old: "36.5", new: ".nan", want: "lakeside/data.yaml:2:48 error bad-value", told: "is not a number"},
	{says: "nor infinity", file: "lakeside/data.yaml", old: "36.5", new: "-.inf", want: "lakeside/data.yaml:2:48 error bad-value", told: "is not a number"},
	{says: "a blank is never zero, and is told at its key", file: "lakeside/data.yaml", old: "turnaround: 36.5", new: "turnaround: ",
		want: "lakeside/data.yaml:2:36 error blank", told: "write turnaround: none", fine: []string{"turnaround: 0"}},
	{says: "a note's blank is no figure's", file: "lakeside/data.yaml", old: "turnaround: 36.5", new: "turnaround: 36.5, note: ''",
		want: "lakeside/data.yaml:2:54 error blank", told: "write a value, or delete the line"},
	{says: "columns count code points", file: "lakeside/data.yaml", old: "positioning: 31/52", new: "note: \"ä😀\", positioning: 57/52",
		want: "lakeside/data.yaml:2:41 error fraction-over-one", told: "57 of 52"},
	{says: "events have dates", file: "lakeside/data.yaml", old: "36.5", new: "36.5, falls: 2", want: "lakeside/data.yaml:2:61 error wrong-kind", told: "under events"},
	{says: "a week's figure is no event", file: "lakeside/data.yaml", old: "  falls: [", new: "  turnaround: [", want: "lakeside/data.yaml:6:3 error wrong-kind", told: "under weeks"},
	{says: "t: days", file: "lakeside/data.yaml", old: "[2026-03-04]", new: "{2026-03-04: 112}", want: "lakeside/data.yaml:6:10 error wrong-kind", told: "a list of dates"},
	{says: "g: cases since the event before", file: "lakeside/data.yaml", old: "[2026-03-04]", new: "[2026-03-05]", with: []swap{{programCohort, "chart: t", "chart: g"}},
		want: "lakeside/data.yaml:6:10 error wrong-kind", told: "cases since the event before", fine: []string{"{2026-03-04: 112, 2026-04-02: 0}"}},
	{says: "a figure ten times the usual", file: "lakeside/data.yaml", old: "turnaround: 33}", new: "turnaround: 365}", with: usual("36", "37", "35", "36"),
		want: "lakeside/data.yaml:7:48 warning unusual-figure", told: "ten times the usual 36",
		fine: []string{"turnaround: 359}", "turnaround: 3.6}", "turnaround: 365, exclude: [turnaround]}", "turnaround: 365, astronomical: [turnaround]}", "turnaround: -36}"}},
	{says: "not where few are known", file: "lakeside/data.yaml", old: "turnaround: 33}", new: "turnaround: 365}", with: usual("36", "37", "35")},
	{says: "a fraction's size is its denominator", file: "lakeside/data.yaml", old: "40/55", new: "40/550", with: usual("36", "37", "35", "36"),
		want: "lakeside/data.yaml:7:29 warning unusual-figure", told: "the denominator 550", fine: []string{"0/55", "55/55"}},
	{says: "a fraction's goal is in percent", file: programCohort, old: "better: higher}", new: "better: higher, goal: 850}",
		want: "cohorts/spring/cohort.yaml:8:99 error bad-value", told: "a number from 0 to 100", fine: []string{"better: higher, goal: 85}", "better: higher, goal: 100}", "better: lower, goal: 0}", "better: lower, goal: 0.5}"}},
	{says: "a team's, too", file: "lakeside/team.yaml", old: "target: 85", new: "target: -85",
		want: "lakeside/team.yaml:3:31 error bad-value", told: "percent", fine: []string{"target: 100", "target: 0"}},
	{says: "a share is not a percentage", file: "lakeside/team.yaml", old: "target: 85", new: "target: 0.85",
		want: "lakeside/team.yaml:3:31 warning unusual-figure", told: "write 85", fine: []string{"target: 8.5"}},
}

// rate and count make another sort of measure of the turnaround.
var (
	without = swap{"lakeside/data.yaml", ", turnaround: 33}", "}"}
	rate    = []swap{without, {programCohort, "name: Turnaround, data: value", "name: Turnaround, data: rate, per: 1000"}}
	count   = []swap{without, {programCohort, "name: Turnaround, data: value", "name: Turnaround, data: count"}}
)

// usual puts weeks with these turnarounds after the second.
func usual(turnarounds ...string) []swap {
	lines, weeks := "", []string{"2026-01-04", "2026-01-11", "2026-01-18", "2026-01-25"}
	for i, v := range turnarounds {
		lines += "  " + weeks[i] + ": {positioning: 30/54, turnaround: " + v + "}\n"
	}
	return []swap{{"lakeside/data.yaml", "weeks:\n", "weeks:\n" + lines}}
}
