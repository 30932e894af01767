package generator_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"wallwalk/generator"
	"wallwalk/generator/diag"
)

// leastSlips is how many there are, so that none gets lost.
const leastSlips = 940

// mostErrors is how many errors one slip may give.
const mostErrors = 3

// TestSlips makes each slip of testdata/slips: a folder there has a small
// program without mistakes, and for each of its files a text of slips, which
// are edits of that file and what the person is told. slips_read_test.go says
// how they are written. With -update what is told is written anew: read the
// diff as somebody who has never heard of YAML.
func TestSlips(t *testing.T) {
	count := 0
	var edited []string
	for _, dir := range matches(t, "testdata/slips/*") {
		program := programOf(t, dir+"/program")
		if told := tell(t, program, "no slip"); told != "fine\n" {
			t.Errorf("%s: the program has mistakes before any slip:\n%s", dir, told)
		}
		for _, name := range matches(t, dir+"/*.txt") {
			slips := readSlips(t, name)
			count += len(slips)
			for _, s := range slips {
				edited = append(edited, path.Base(s.file))
			}
			tellAll(t, name, program, slips)
		}
	}
	if count < leastSlips {
		t.Errorf("there are %d slips, and there were %d", count, leastSlips)
	}
	for _, name := range []string{"program.yaml", "cohort.yaml", "team.yaml", "roster.yaml", "data.yaml", "milestones.yaml",
		"changes.yaml", "wall.yaml", "learnings.yaml", "attendance.yaml", "guide.md"} {
		if !slices.Contains(edited, name) {
			t.Errorf("no slip edits a %s", name)
		}
	}
}

func matches(t *testing.T, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %v, %v", pattern, names, err)
	}
	return names
}

// tellAll makes the slips of one text.
func tellAll(t *testing.T, name string, program fstest.MapFS, slips []oneSlip) {
	t.Helper()
	var again strings.Builder
	for i, s := range slips {
		files := maps.Clone(program)
		s.apply(t, files)
		told := tell(t, files, s.title)
		if told != s.told && !*update {
			t.Errorf("%s:%d: %s\n got:\n%swant:\n%s", name, s.line, s.title, told, s.told)
		}
		if harmless := strings.HasSuffix(s.title, " is fine"); harmless != (told == "fine\n") {
			t.Errorf("%s:%d: %s: it is said:\n%s", name, s.line, s.title, told)
		}
		if i > 0 {
			again.WriteString("\n")
		}
		again.WriteString(s.edit + told)
	}
	if *update {
		if err := os.WriteFile(name, []byte(again.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// tell checks a program and writes down what it says: for each diagnostic a
// line with its code, its place and what is underlined there, a line with the
// message and one with the hint.
func tell(t *testing.T, files fstest.MapFS, title string) string {
	t.Helper()
	_, list, err := generator.Check(files, generator.Options{AsOf: day(t, "2026-06-28")})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, d := range list.All() {
		fitToShow(t, files, d, title)
		hint, more, _ := strings.Cut(d.Hint, "\n")
		if more != "" {
			hint += " …"
		}
		place := strings.TrimPrefix(d.At.String(), "cohorts/spring/teams/")
		fmt.Fprintf(&b, "%s %s %s%s\n    %s\n    -> %s\n", d.Severity, d.Code, place, underlined(files, d.At), d.Message, hint)
	}
	if b.Len() == 0 {
		return "fine\n"
	}
	if errors, _ := list.Count(); errors > mostErrors {
		t.Errorf("%s: %d errors for one slip:\n%s", title, errors, b.String())
	}
	return b.String()
}

// fitToShow reports a diagnostic that nobody can act on: one without words or
// without a remedy, in the library's words, or that points outside its file.
func fitToShow(t *testing.T, files fstest.MapFS, d diag.Diagnostic, title string) {
	t.Helper()
	if d.Message == "" || d.Hint == "" {
		t.Errorf("%s: %s: %q [%s] has no words or no hint", title, d.At, d.Message, d.Code)
	}
	if strings.Contains(d.Message+d.Hint, "yaml:") || strings.Contains(d.Message, "this can't be read: ") {
		t.Errorf("%s: %q %q are the library's words", title, d.Message, d.Hint)
	}
	if d.At.Line == 0 {
		return
	}
	lines := diag.Lines(files[d.At.File].Data)
	if n := int(d.At.Line); n > len(lines) {
		t.Errorf("%s: %s lies behind the file's last line, %d", title, d.At, len(lines))
	} else if width := utf8.RuneCountInString(lines[n-1]); d.At.Col < 1 || int(d.At.Col) > width+1 {
		t.Errorf("%s: %s lies outside its line: %q", title, d.At, lines[n-1])
	}
}

// underlined is what of a line is marked, in brackets.
func underlined(files fstest.MapFS, at diag.Span) string {
	if at.Line == 0 {
		return ""
	}
	lines := diag.Lines(files[at.File].Data)
	line := []rune(lines[min(int(at.Line), len(lines))-1])
	from := min(int(at.Col)-1, len(line))
	return fmt.Sprintf(" [%s]", visible(string(line[from:min(from+int(at.Width), len(line))])))
}

// visible writes out what can't be seen.
func visible(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return !strconv.IsPrint(r) }) {
		q := strconv.Quote(s)
		return q[1 : len(q)-1]
	}
	return s
}

// programOf reads a folder into memory.
func programOf(t *testing.T, dir string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	fsys := os.DirFS(dir)
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
