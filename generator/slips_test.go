package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"
	"unicode/utf8"

	"wallwalk/generator"
	"wallwalk/generator/diag"
)

const lakeside = "cohorts/spring/teams/lakeside/"

// tidy is a program in which the slips are made.
func tidy() map[string]string {
	return map[string]string{
		"cohorts/program.yaml": "title: Our Improvement Program\n",
		"cohorts/spring/cohort.yaml": `title: Spring
starts: 2026-03-01
ends: 2026-08-29
collaboratives:
  - id: mammography
    name: Mammography positioning
    measures:
      - {id: positioning, name: Exams meeting all criteria, data: fraction, better: higher}
      - {id: turnaround, name: Turnaround, data: value}
      - {id: falls, name: Falls, chart: t}
milestones:
  - {id: charter, name: Charter signed, due_session: ls1}
sessions:
  - {id: ls1, kind: learning, date: 2026-03-05, hours: 2}
  - {id: wall-1, kind: wall, date: 2026-03-19, order: [lakeside]}
`,
		lakeside + "team.yaml": `name: Lakeside Breast Center
collaborative: mammography
goals: {positioning: {target: 85}}
ready: [leadership, coach]
drivers:
  - {id: technique, name: Technique}
`,
		lakeside + "roster.yaml": `people:
  - {id: sam-lee, name: Sam Lee, role: sponsor}
  - {id: ada-stone, name: Dr. Ada Stone, role: physician-leader}
  - {id: kim-rivers, name: Kim Rivers, role: coach}
  - {id: dana-ortiz, name: Dana Ortiz, role: team-leader, data_access: true}
  - {id: jo-field, name: Jo Field, role: member}
  - {id: max-brook, name: Max Brook, role: member}
`,
		lakeside + "data.yaml": `weeks:
  2026-03-01: {positioning: 31/52, turnaround: 36.5}
  2026-03-08: {positioning: 40/55, turnaround: 33}
  2026-03-15: {positioning: none, note: PACS downtime}
events:
  falls: [2026-03-04]
phases:
  positioning:
    - {from: 2026-03-15, name: After training}
`,
		lakeside + "milestones.yaml": "charter: {done: 2026-03-10}\n",
		lakeside + "changes.yaml": `- id: huddle
  title: Positioning huddle
  driver: technique
  cycles:
    - from: 2026-04-06
      to: 2026-04-17
      plan: Ten minutes before the first exam
      act: adapt
`,
		lakeside + "wall.yaml": `wall-1:
  score: 3
  progress: Half way
  barriers:
    - {text: No pull from PACS, raised: 2026-03-19}
  asks:
    - How do others do it?
  presenter: dana-ortiz
`,
		lakeside + "learnings.yaml": `- id: drill
  title: Ten-minute drill
  date: 2026-05-20
  change: huddle
  text: Short drills work
`,
		lakeside + "attendance.yaml": "ls1: [dana-ortiz, sam-lee]\n",
		"content/guide.md":           "---\ntitle: Guide\n---\n# Hello\n",
	}
}

func slipFile(kind string) string {
	switch kind {
	case "program":
		return "cohorts/program.yaml"
	case "cohort":
		return "cohorts/spring/cohort.yaml"
	case "page":
		return "content/guide.md"
	}
	return lakeside + kind + ".yaml"
}

// TestSlips makes each slip of testdata/slips in the tidy program. A slip is a
// line, what takes its place, and what is said of it, which -update writes
// anew: read it as the one who made the slip would.
func TestSlips(t *testing.T) {
	if _, list := diagnosed(t, tidy()); len(list) > 0 && failed(list) {
		t.Fatalf("the tidy program has mistakes: %v", list)
	}
	names, err := filepath.Glob("testdata/slips/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	slips := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file := slipFile(strings.TrimSuffix(filepath.Base(name), ".txt"))
		var again strings.Builder
		for _, one := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
			slips++
			again.WriteString(makeSlip(t, file, one) + "\n\n")
		}
		if got := strings.TrimRight(again.String(), "\n") + "\n"; got != strings.TrimRight(string(data), "\n")+"\n" {
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
				continue
			}
			t.Errorf("%s: it is said otherwise now:\n%s", name, firstDifference(string(data), got))
		}
	}
	if slips < 200 {
		t.Errorf("there are only %d slips", slips)
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d\nwas %s\nis  %s", i+1, w[i], g[i])
		}
	}
	return "one is longer"
}

// makeSlip makes one and returns it with what is said of it.
func makeSlip(t *testing.T, file, text string) string {
	t.Helper()
	lines := strings.SplitN(text, "\n", 4)
	if len(lines) < 3 || !strings.HasPrefix(lines[0], "== ") || !strings.HasPrefix(lines[1], "- ") || !strings.HasPrefix(lines[2], "+ ") {
		t.Fatalf("no slip: %q", text)
	}
	unquote := strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\t`, "\t").Replace
	files := tidy()
	old, fresh := unquote(lines[1][2:]), unquote(lines[2][2:])
	if strings.Count(files[file], old) != 1 {
		t.Fatalf("%s: %q does not stand once in %s", lines[0], old, file)
	}
	files[file] = strings.Replace(files[file], old, fresh, 1)
	return strings.Join(append(lines[:3], said(t, lines[0], files)...), "\n")
}

// said is what is said of a program, a line each for the place with the
// message, and for the hint.
func said(t *testing.T, name string, files map[string]string) []string {
	t.Helper()
	_, list := diagnosed(t, files)
	var out []string
	errors := 0
	for _, d := range list {
		if d.Severity == diag.Error {
			errors++
		}
		lines := len(diag.Lines([]byte(files[d.At.File])))
		switch {
		case d.Message == "":
			t.Errorf("%s: nothing is said at %s", name, d.At)
		case d.Hint == "" && d.Severity == diag.Error:
			t.Errorf("%s: %s: %s: there is no hint", name, d.At, d.Message)
		case int(d.At.Line) > lines:
			t.Errorf("%s: %s is behind the file's end", name, d.At)
		case d.At.Line > 0 && int(d.At.Col) > utf8.RuneCountInString(diag.Lines([]byte(files[d.At.File]))[d.At.Line-1])+1:
			t.Errorf("%s: %s is behind the line's end", name, d.At)
		}
		hint, _, _ := strings.Cut(d.Hint, "\n")
		out = append(out, fmt.Sprintf("= %s: %s: %s [%s]", strings.TrimPrefix(d.At.String(), lakeside), d.Severity, d.Message, d.Code), "  "+hint)
	}
	if errors == 0 || errors > 3 {
		t.Errorf("%s: %d errors for one slip:\n%s", name, errors, strings.Join(out, "\n"))
	}
	return out
}

func diagnosed(t *testing.T, files map[string]string) (fstest.MapFS, []diag.Diagnostic) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	_, list, err := generator.Check(fsys, generator.Options{AsOf: day(t, "2026-06-28")})
	if err != nil {
		t.Fatal(err)
	}
	all := list.All()
	kept := all[:0:0]
	for _, d := range all {
		if d.Severity == diag.Error || !strings.HasSuffix(d.At.File, "cohort.yaml") { // the tidy cohort is too short to be a program's
			kept = append(kept, d)
		}
	}
	return fsys, kept
}

func failed(list []diag.Diagnostic) bool {
	for _, d := range list {
		if d.Severity == diag.Error {
			return true
		}
	}
	return false
}

// TestSlipsOfWholeFiles has what happens to a file, rather than in it.
func TestSlipsOfWholeFiles(t *testing.T) {
	utf16le := "\xff\xfe"
	for _, u := range utf16.Encode([]rune(tidy()[lakeside+"data.yaml"])) {
		utf16le += string([]byte{byte(u), byte(u >> 8)})
	}
	for _, s := range []struct{ name, file, text, want string }{
		{"saved as Unicode by Notepad", lakeside + "data.yaml", utf16le, "data.yaml: error"},
		{"saved in the code page of Windows", lakeside + "team.yaml", "name: Caf\xe9\ncollaborative: mammography\n", "team.yaml:1:10: error"},
		{"emptied", lakeside + "data.yaml", "", "data.yaml: error"},
		{"remarks alone", lakeside + "data.yaml", "# weeks come later\n", "data.yaml: error"},
		{"three dashes alone", lakeside + "data.yaml", "---\n", "data.yaml: error"},
		{"rich text", lakeside + "data.yaml", "{\\rtf1\\ansi weeks: \\par}\n", "data.yaml:1:"},
		{"a page of the web", lakeside + "roster.yaml", "<!doctype html>\n<html><body>people</body></html>\n", "roster.yaml:1:1: error"},
		{"a table with commas", lakeside + "data.yaml", "week,num,den\n2026-03-01,31,52\n", "data.yaml:1:1: error"},
		{"another team's file", lakeside + "roster.yaml", tidy()[lakeside+"data.yaml"], "roster.yaml:1:1: error"},
		{"two teams' files in one", lakeside + "milestones.yaml", "charter: {done: 2026-03-10}\ncharter: {done: 2026-03-11}\n", "milestones.yaml:2:1: error"},
		{"an ending of its own", lakeside + "data.yml", "weeks: {}\n", "data.yml: error"},
		{"a capital in its name", lakeside + "Wall.yaml", "wall-1: {score: 3}\n", "Wall.yaml: error"},
		{"saved as text", lakeside + "wall.yaml.txt", "wall-1: {score: 3}\n", "wall.yaml.txt: error"},
		{"a page named for a cohort", "content/spring.md", "---\ntitle: Spring\n---\n", "content/spring.md: error"},
		{"a page without its head", "content/guide.md", "# Guide\n", "content/guide.md:1:1: error"},
	} {
		t.Run(s.name, func(t *testing.T) {
			files := tidy()
			files[s.file] = s.text
			got := strings.Join(said(t, s.name, files), "\n")
			if !strings.Contains(got, "= "+s.want) {
				t.Errorf("it is said:\n%s\nnot %s", got, s.want)
			}
		})
	}
	for _, name := range []string{"team.yaml", "roster.yaml", "data.yaml", "milestones.yaml"} {
		files := tidy()
		delete(files, lakeside+name)
		if got := strings.Join(said(t, "without "+name, files), "\n"); !strings.HasPrefix(got, "= "+name+": error: this file is missing") {
			t.Errorf("without %s it is said:\n%s", name, got)
		}
	}
	files := tidy()
	for name, text := range tidy() {
		if rest, ours := strings.CutPrefix(name, lakeside); ours {
			files["cohorts/spring/teams/North Gate/"+rest] = text
		}
	}
	if got := strings.Join(said(t, "a folder with a space", files), "\n"); !strings.Contains(got, "= cohorts/spring/teams/North Gate: error: the folder's name is not an id") {
		t.Errorf("of a folder with a space it is said:\n%s", got)
	}
	for name, change := range map[string]func(string) string{
		"a byte-order mark":    func(s string) string { return "\uFEFF" + s },
		"lines as in Windows":  func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"lines as in old Macs": func(s string) string { return strings.ReplaceAll(s, "\n", "\r") },
		"JSON":                 func(string) string { return `{"weeks": {"2026-03-01": {"positioning": "31/52"}}}` },
	} {
		files := tidy()
		files[lakeside+"data.yaml"] = change(files[lakeside+"data.yaml"])
		if _, list := diagnosed(t, files); failed(list) {
			t.Errorf("%s is no slip, and it is said: %v", name, list)
		}
	}
}
