package load

import (
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// inOrder is an Each that takes one after the other.
func inOrder(n int, do func(int)) {
	for i := range n {
		do(i)
	}
}

// small is a program that has no mistakes; tests change one file of it.
func small() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"cohorts/program.yaml": "title: Program\n",
		"cohorts/spring/cohort.yaml": `title: Spring
starts: 2026-03-01
ends: 2026-09-05
collaboratives:
  - id: mammography
    name: Positioning
    measures:
      - {id: positioning, name: Exams meeting criteria, data: fraction, unit: "%", better: higher, numerator: Exams that meet all, denominator: Exams audited}
      - {id: turnaround, name: Turnaround, data: value, better: lower}
      - {id: calls, name: Calls, chart: c}
      - {id: falls, name: Falls, chart: t}
      - {id: wrong-side, name: Wrong side, chart: g}
`,
		"cohorts/spring/teams/lakeside/team.yaml":       "name: Lakeside\ncollaborative: mammography\n",
		"cohorts/spring/teams/lakeside/roster.yaml":     "people:\n  - {id: dana, name: Dana Ortiz, role: member}\n",
		"cohorts/spring/teams/lakeside/milestones.yaml": "{}\n",
		"cohorts/spring/teams/lakeside/data.yaml":       "weeks: {}\n",
		"content/index.md":                              "---\ntitle: Welcome\n---\nHello.\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func readAll(t *testing.T, files fstest.MapFS) (*model.Program, *diag.List) {
	t.Helper()
	p, list, err := Program(files, inOrder)
	if err != nil {
		t.Fatal(err)
	}
	list.Sort()
	list.Attach(func(name string) []byte {
		if f := files[name]; f != nil {
			return f.Data
		}
		return nil
	})
	return p, list
}

func said(list *diag.List) string {
	var b strings.Builder
	list.Text(&b, diag.Colors{})
	return b.String()
}

func TestProgramWithoutMistakesHasNoDiagnostics(t *testing.T) {
	p, list := readAll(t, small())
	if got := said(list); got != "" {
		t.Errorf("unexpected diagnostics:\n%s", got)
	}
	if len(p.Cohorts) != 1 || len(p.Cohorts[0].Teams) != 1 || len(p.Pages) != 1 || p.Pages[0].Body.Text != "Hello.\n" {
		t.Errorf("read %+v", p)
	}
}

const dataFile = "cohorts/spring/teams/lakeside/data.yaml"

func TestWeeksAreReadByTheMeasuresOwnGrammar(t *testing.T) {
	files := small()
	files[dataFile] = &fstest.MapFile{Data: []byte(`weeks:
  2026-03-08: {positioning: 40/55, turnaround: -1.5, calls: 010}
  2026-03-01: {positioning: 31/52, note: "PACS, down"}
  2026-03-15: {positioning: none, exclude: [turnaround], turnaround: 7, astronomical: [calls]}
events:
  falls: [2026-03-19, 2026-03-04]
  wrong-side: {2026-03-04: 112}
phases:
  positioning:
    - {from: 2026-03-08, name: After, reason: Held}
`)}
	p, list := readAll(t, files)
	if got := said(list); got != "" {
		t.Fatalf("unexpected diagnostics:\n%s", got)
	}
	d := p.Cohorts[0].Teams[0].Data
	if d.Weeks[0].Start.String() != "2026-03-01" || d.Weeks[0].Note.Text != "PACS, down" {
		t.Errorf("weeks are not by date: %+v", d.Weeks[0])
	}
	if f := d.Weeks[1].Figure("positioning"); f.Num != 40 || f.Den != 55 {
		t.Errorf("40/55 read as %+v", f)
	}
	if f := d.Weeks[1].Figure("calls"); f.Num != 10 {
		t.Errorf("010 read as %v, want ten", f.Num)
	}
	if f := d.Weeks[1].Figure("turnaround"); f.Num != -1.5 {
		t.Errorf("-1.5 read as %v", f.Num)
	}
	if f := d.Weeks[2].Figure("positioning"); !f.None {
		t.Errorf("none read as %+v", f)
	}
	if e := d.Events[0].Events; e[0].Date.String() != "2026-03-04" || d.Events[1].Events[0].Cases.N != 112 {
		t.Errorf("events read as %+v", d.Events)
	}
	if len(d.Phases) != 1 || d.Phases[0].Measure.Text != "positioning" || d.Phases[0].Name.Text != "After" {
		t.Errorf("phases read as %+v", d.Phases)
	}
}

// Each slip stands in an otherwise sound program, and gives exactly one
// diagnostic: at this place, with these words in it.
func TestOneSlipOneDiagnostic(t *testing.T) {
	week := func(s string) string { return "weeks:\n  2026-03-01: {" + s + "}\n" }
	team := func(s string) string { return "name: Lakeside\ncollaborative: mammography\n" + s }
	const teamFile, roster = "cohorts/spring/teams/lakeside/team.yaml", "cohorts/spring/teams/lakeside/roster.yaml"
	for _, c := range []struct{ file, text, place, words string }{
		{dataFile, week("positioning: 57/52"), ":2:29: error", "57 of 52: the numerator is larger than the denominator [fraction-over-one]"},
		{dataFile, week("positioning: 57/52"), "", "write 52/57"},
		{dataFile, week("positioning: 3/0"), ":2:29: error", "[fraction-over-one]"},
		{dataFile, week("positioning: 0/0"), ":2:29: warning", "[nothing-counted]"},
		{dataFile, week("positioning: 61%"), ":2:29: error", "both numbers"},
		{dataFile, week("positioning: 31 of 52"), ":2:29: error", "write 31/52"},
		{dataFile, week("positioning: 31.5/52"), ":2:29: error", "[bad-fraction]"},
		{dataFile, week("positioning: 31/"), ":2:29: error", "[bad-fraction]"},
		{dataFile, week("positioning: /52"), ":2:29: error", "[bad-fraction]"},
		{dataFile, week("positioning: -31/52"), ":2:29: error", "[bad-fraction]"},
		{dataFile, week("positioning: 31/52."), ":2:29: error", "[bad-fraction]"},
		{dataFile, week("positioning: 31/52/60"), ":2:29: error", "[bad-fraction]"},
		{dataFile, week("positioning: ３１/52"), ":2:29: error", "[bad-fraction]"},
		{dataFile, week("turnaround: 31/52"), ":2:28: error", "takes one number a week"},
		{dataFile, week("positioning: 31"), ":2:29: error", "31/…"},
		{dataFile, week("positioning:"), ":2:16: error", "never zero [blank]"},
		{dataFile, week("turnaround: 1,5"), ":2:28: error", "write 1.5"},
		{dataFile, week("turnaround: \"1,5\""), ":2:28: error", "write 1.5"},
		{dataFile, week("turnaround: 1,500"), ":2:28: error", "write 1500"},
		{dataFile, week("turnaround: 1234567890123456"), ":2:28: error", "16 digits"},
		{dataFile, week("turnaround: .nan"), ":2:28: error", "not a number"},
		{dataFile, week("turnaround: 36 min"), ":2:28: error", "write 36"},
		{dataFile, week("calls: 3.5"), ":2:23: error", "whole number"},
		{dataFile, week("falls: 3"), ":2:23: error", "under events"},
		{dataFile, week("possitioning: 3/4"), ":2:16: error", "did you mean positioning? "},
		{dataFile, week("positioning: 3/4, positioning: 3/4"), ":2:34: error", "[duplicate-key]"},
		{dataFile, week("positioning: none, note: PACS, again, down"), ":2:47: error", `note: "PACS, again, down"`},
		{dataFile, "weeks:\n  01/03/2026: {positioning: 3/4}\n", ":2:3: error", "day and month can't be mixed up"},
		{dataFile, "weeks:\n  2026-3-1: {positioning: 3/4}\n", ":2:3: error", "write 2026-03-01"},
		{dataFile, "weeks:\n  13/03/2026: {positioning: 3/4}\n", ":2:3: error", "write 2026-03-13"},
		{dataFile, "weeks:\n  2026-02-30: {positioning: 3/4}\n", ":2:3: error", "no such day"},
		{dataFile, "weeks:\n  2026-03-01: {positioning: 3/4}\n  2026-03-01: {positioning: 3/4}\n", ":3:3: error", "first is on line 2"},
		{dataFile, "weeks:\n  2026-03-01: 31/52\n", ":2:15: error", "{positioning: 31/52}"},
		{dataFile, "weeks: &a {}\n", ":1:8: error", "anchor"},
		{dataFile, "weeks: {}\n---\nweeks: {}\n", ":2:1: error", "[two-documents]"},
		{dataFile, "# nothing yet\n", ": error", "[empty-file]"},
		{dataFile, "", ": error", "[empty-file]"},
		{dataFile, "weeks:\n<<<<<<< HEAD\n  2026-03-01: {}\n=======\n>>>>>>> b\n", ":2:1: error", "[conflict-marker]"},
		{dataFile, "weeks:\n\t2026-03-01: {}\n", ":2:1: error", "tab"},
		{dataFile, "weeks:\n  2026-03-01: {positioning: 3/4\n", ":2:15: error", "end the line with }"},
		{dataFile, "\uFEFFweeks:\r\n  2026-03-01: {positioning: 5/4}\r\n", ":2:29: error", "write 4/5"},
		{dataFile, "weeks: {}\x00\n", ":1:10: error", "U+0000"},
		{dataFile, "weeks: {} # \u202E\n", ":1:13: error", "U+202E"},
		{dataFile, "weeks: {}\n# \xff\n", ":2:3: error", "UTF-8"},
		{dataFile, strings.Repeat("#", maxBytes+1), ": error", "[too-large]"},
		{dataFile, "weeks: " + strings.Repeat("[", 40) + strings.Repeat("]", 40), ":1:39: error", "nested"},
		{teamFile, team("sits: Port Ellery\n"), ":3:1: error", "did you mean site?"},
		{teamFile, team("site:\n"), ":3:1: error", "site is blank"},
		{teamFile, team("site: [a]\n"), ":3:7: error", "found a list"},
		{teamFile, team("ready: leadership\n"), ":3:8: error", "[leadership]"},
		{teamFile, team("ready: [leadership?]\n"), ":3:9: error", "put the text in quotes"},
		{teamFile, team("ready: [leadership, it?]\n"), ":3:21: error", "question mark"},
		{teamFile, team("joined: 2026-3-1\n"), ":3:9: error", "write 2026-03-01"},
		{teamFile, team("problem: Too slow: far too slow\n"), ":3:18: error", "put the text in quotes"},
		{teamFile, team("problem: In room #3\n"), ":3:18: warning", `"#3" is not read`},
		{teamFile, team("problem: Im Süden, in Raum\t #3 für 4 \n"), ":3:29: warning", `"#3 für 4" is not read`},
		{teamFile, team("problem: In the south,\n  für alle #3\n"), ":4:12: warning", `"#3" is not read`},
		{teamFile, team("problem: \"Too slow\n"), ":3:10: error", "end the text with \""},
		{teamFile, team("problem: !!binary aGk=\n"), ":3:10: error", "a tag"},
		{teamFile, team("drivers:\n  - {id: a, nam: b, name: c}\n"), ":4:13: error", "did you mean name?"},
		{teamFile, team("problem: \"a\\u202Eb\"\n"), ":3:10: error", "invisible"},
		{teamFile, "collaborative: mammography\n", ":1:1: error", "team.yaml needs name"},
		{roster, "people:\n  - {id: dana, name: Dana Ortiz}\n", ":2:5: error", "needs role"},
		{roster, "people:\n  - {id: dana, name: Dana, role: member, roles: [coach]}\n", ":2:", "has both role and roles [duplicate-key]"},
		{roster, "people:\n  - {id: Dana Ortiz, name: Dana, role: member}\n", ":2:10: error", "write dana-ortiz"},
		{roster, "people:\n  - {id: dana, name: Dana, role: member, public: yes}\n", ":2:50: error", "true or false"},
		{"cohorts/spring/teams/lakeside/data.yml", "weeks: {}\n", ": error", "data.yaml is there too"},
		{"cohorts/program.yaml", "title: P\nbase_url: example.org\n", ":2:11: error", "absolute"},
		{"cohorts/program.yaml", "title: P\nweek_starts: Sunday\n", ":2:14: error", "did you mean sunday?"},
		{"cohorts/spring/teams/Lake Side/team.yaml", "name: x\n", "", "write lake-side"},
		{"content/about.md", "Hello\n", ":1:1: error", "does not say its title"},
		{"content/spring.md", "---\ntitle: x\n---\n", ": error", "[page-is-cohort]"},
		{"content/wall.md", "---\ntitle: x\n---\n", ": error", "[reserved-id]"},
	} {
		files := small()
		files[c.file] = &fstest.MapFile{Data: []byte(c.text)}
		_, list := readAll(t, files)
		got := said(list)
		if n := len(list.All()); n != 1 && !strings.Contains(c.file, "Lake Side") {
			t.Errorf("%s with %q: %d diagnostics, want one:\n%s", c.file, c.text[:min(len(c.text), 80)], n, got)
		}
		if !strings.Contains(got, c.file+c.place) || !strings.Contains(got, strings.TrimSpace(c.words)) {
			t.Errorf("%s with %q: want %q and %q in\n%s", c.file, c.text[:min(len(c.text), 80)], c.place, c.words, got)
		}
	}
}

func TestLinksAreRefused(t *testing.T) {
	files := small()
	files[dataFile] = &fstest.MapFile{Data: []byte("../../../program.yaml"), Mode: 0o777 | 1<<27}
	_, list := readAll(t, files)
	if got := said(list); !strings.Contains(got, "links are not followed") {
		t.Errorf("a link was followed:\n%s", got)
	}
}

func TestEveryMistakeIsReportedInOneRun(t *testing.T) {
	files := small()
	files[dataFile] = &fstest.MapFile{Data: []byte("weeks:\n  2026-03-01: {positioning: 57/52, turnaround: fast}\n  03/08/2026: {calls: 1}\nphase: {}\n")}
	files["cohorts/spring/teams/lakeside/team.yaml"] = &fstest.MapFile{Data: []byte("name:\ncollaborative: mammography\nsight: x\n")}
	_, list := readAll(t, files)
	if errors, _ := list.Count(); errors != 6 {
		t.Errorf("%d errors, want 6:\n%s", errors, said(list))
	}
}

func TestOneBrokenFileDoesNotDrownTheOthers(t *testing.T) {
	files := small()
	files[dataFile] = &fstest.MapFile{Data: []byte("weeks:\n  2026-03-01: {positioning: 57/52, calls: 3}\n")}
	for _, team := range []string{"name: Lakeside\ncollaborative: mamography\n", "name: \"Lakeside\n"} {
		files["cohorts/spring/teams/lakeside/team.yaml"] = &fstest.MapFile{Data: []byte(team)}
		_, list := readAll(t, files)
		if got := said(list); strings.Contains(got, "unknown-measure") || !strings.Contains(got, "fraction-over-one") {
			t.Errorf("with %q:\n%s", team, got)
		}
	}
}

func TestFoldersOfPagesHaveAddresses(t *testing.T) {
	for file, want := range map[string]string{
		"content/guide/about.md":        "",
		"content/guide/wall/about.md":   "",
		"content/guide/spring/about.md": "",
		"content/Our Guide/about.md":    "content/Our Guide: error: the folder's name is not an id",
		"content/guide/b_c/about.md":    "content/guide/b_c: error: the folder's name is not an id",
		"content/wall/about.md":         "content/wall: error: the name wall is taken",
		"content/spring/about.md":       "content/spring: error: a cohort has the same name",
	} {
		files := small()
		files[file] = &fstest.MapFile{Data: []byte("---\ntitle: x\n---\n")}
		p, list := readAll(t, files)
		got := said(list)
		if want == "" && (got != "" || len(p.Pages) != 2) {
			t.Errorf("%s gives %d pages and\n%s", file, len(p.Pages), got)
		}
		if want != "" && (len(list.All()) != 1 || !strings.HasPrefix(got, want) || len(p.Pages) != 1) {
			t.Errorf("%s gives %d pages and\n%swant %s", file, len(p.Pages), got, want)
		}
	}
}

// A pattern that is made ready late is one all the same.
func TestPatternsOfSlipsAreWellFormed(t *testing.T) {
	for _, s := range slips {
		if s.form().NumSubexp() < 1 {
			t.Errorf("%s has no group to underline", s.form())
		}
	}
}
