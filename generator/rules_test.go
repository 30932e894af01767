package generator_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"wallwalk/generator"
	"wallwalk/generator/diag"
)

// A rule is a sentence of the format, with an edit that breaks it, and the
// nearest edits that don't. The tables in the files beside this one go through
// the format by subject.
type rule struct {
	says     string // the sentence, in short
	file     string // of the edit; below cohorts/spring/teams/ unless it begins with cohorts/ or content/
	old, new string // old stands once in the file
	want     string // the one thing that is told: "lakeside/data.yaml:2:29 error fraction-over-one"
	told     string // what its sentence or its fix holds
	fine     []string
	with     []swap // made before, and of no harm by themselves
}

// A swap puts new in the place of old, which stands once in the file, or of
// the whole file where old is empty.
type swap struct{ file, old, new string }

// whole is a program of two teams of which nothing is told, not even a warning.
func whole(t *testing.T) map[string]string {
	files := map[string]string{}
	for name, file := range programOf(t, "testdata/rules") {
		files[name] = string(file.Data)
	}
	return files
}

const (
	teamsOf       = "cohorts/spring/teams/"
	programFile   = "cohorts/program.yaml"
	programCohort = "cohorts/spring/cohort.yaml"
)

// rules are all tables.
var rules = map[string][]rule{"dates": dateRules, "weeks": weekRules, "figures": figureRules, "references": referenceRules,
	"ids": idRules, "roster": rosterRules, "people": peopleRules, "program": programRules, "shape": shapeRules, "words": wordRules, "files": fileRules}

func TestRules(t *testing.T) {
	if list := diagnosedWhole(t, whole(t), generator.Options{}); len(list) > 0 {
		t.Fatalf("of the whole program is told: %v", list)
	}
	for subject, table := range rules {
		t.Run(subject, func(t *testing.T) {
			for _, r := range table {
				r.check(t)
			}
		})
	}
}

// check makes the rule's edits, each in a program of its own.
func (r rule) check(t *testing.T) {
	t.Helper()
	files, list := r.made(t, r.new, generator.Options{})
	switch {
	case r.want == "":
		if len(list) > 0 {
			t.Errorf("%s: %q is no mistake, and is told:\n%s", r.says, r.new, r.lines(list))
		}
	case len(list) != 1 || r.lines(list[:1]) != r.want || !strings.Contains(list[0].Message+"\n"+list[0].Hint, r.told):
		t.Errorf("%s: %q is told as\n%s\nnot as %s: %s", r.says, r.new, r.words(list), r.want, r.told)
	}
	for _, d := range list {
		worded(t, files, d)
	}
	for _, fine := range r.fine {
		if _, list := r.made(t, fine, generator.Options{}); len(list) > 0 {
			t.Errorf("%s: %q is no mistake, and is told:\n%s", r.says, fine, r.words(list))
		}
	}
}

// made is what is told of the whole program with the rule's edit.
func (r rule) made(t *testing.T, put string, o generator.Options) (map[string]string, []diag.Diagnostic) {
	t.Helper()
	files := whole(t)
	for _, e := range append(r.with[:len(r.with):len(r.with)], swap{r.file, r.old, put}) {
		name := e.file
		if !strings.HasPrefix(name, "cohorts/") && !strings.HasPrefix(name, "content/") {
			name = teamsOf + name
		}
		if e.old == "" {
			files[name] = e.new
			continue
		}
		if n := strings.Count(files[name], e.old); n != 1 {
			t.Fatalf("%s: %q stands %d times in %s", r.says, e.old, n, name)
		}
		files[name] = strings.Replace(files[name], e.old, e.new, 1)
	}
	return files, diagnosedWhole(t, files, o)
}

// diagnosedWhole is all that is told of a program on a day in its midst.
func diagnosedWhole(t *testing.T, files map[string]string, o generator.Options) []diag.Diagnostic {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	o.AsOf = day(t, "2026-06-28")
	_, list, err := generator.Check(fsys, o)
	if err != nil {
		t.Fatal(err)
	}
	return list.All()
}

// lines are what is told, as the tables say it.
func (rule) lines(list []diag.Diagnostic) string {
	var lines []string
	for _, d := range list {
		lines = append(lines, strings.TrimPrefix(d.At.String(), teamsOf)+" "+d.Severity.String()+" "+d.Code)
	}
	return strings.Join(lines, "\n")
}

func (r rule) words(list []diag.Diagnostic) string {
	var lines []string
	for _, d := range list {
		lines = append(lines, "  "+r.lines([]diag.Diagnostic{d})+": "+d.Message+" ("+d.Hint+")")
	}
	return strings.Join(lines, "\n")
}

// worded holds for whatever is told: it has a fix, and underlines something
// that is there.
func worded(t *testing.T, files map[string]string, d diag.Diagnostic) {
	t.Helper()
	if d.Message == "" || d.Hint == "" || strings.Contains(d.Message+d.Hint, "%!") || strings.HasSuffix(d.Message, ".") || strings.HasSuffix(d.Hint, ".") {
		t.Errorf("%s: %q, %q", d.At, d.Message, d.Hint)
	}
	if d.At.Line == 0 {
		return
	}
	lines := diag.Lines([]byte(files[d.At.File]))
	if int(d.At.Line) > len(lines) || d.At.Width < 1 || int(d.At.Col+d.At.Width)-1 > utf8.RuneCountInString(lines[d.At.Line-1]) {
		t.Errorf("%s: %d characters are underlined, and the line has not so many", d.At, d.At.Width)
	}
}
