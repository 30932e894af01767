package generator_test

import (
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator/diag"
	"wallwalk/generator/load"
	"wallwalk/generator/schema/agree"
)

// sound is a program without mistakes, whose team has all sorts of measures.
func sound() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"cohorts/program.yaml": "title: Program\n",
		"cohorts/logo.png":     png,
		"cohorts/spring/cohort.yaml": `title: Spring
starts: 2026-03-01
ends: 2026-09-05
collaboratives:
  - id: mammography
    name: Positioning
    measures:
      - {id: positioning, name: Exams meeting criteria, data: fraction}
      - {id: turnaround, name: Turnaround, data: value}
      - {id: falls, name: Falls, chart: t}
`,
		"cohorts/spring/teams/lakeside/team.yaml":       "name: Lakeside\ncollaborative: mammography\n",
		"cohorts/spring/teams/lakeside/roster.yaml":     "people:\n  - {id: dana, name: Dana Ortiz, role: member}\n",
		"cohorts/spring/teams/lakeside/milestones.yaml": "{}\n",
		"cohorts/spring/teams/lakeside/data.yaml":       "weeks: {}\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// place is where a sort of file stands in the sound program.
func place(f load.FileShape) string {
	return strings.NewReplacer("cohorts/*/teams/*", "cohorts/spring/teams/lakeside", "cohorts/*", "cohorts/spring", "**/*", "page").Replace(f.Path)
}

// read reads the sound program with one file changed, and has reader and
// schema agree on it.
func read(t *testing.T, seen *agree.Seen, name, text string) []diag.Diagnostic {
	t.Helper()
	files := sound()
	files[name] = &fstest.MapFile{Data: []byte(text)}
	_, list, err := load.Program(files, func(n int, do func(int)) {
		for i := range n {
			do(i)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	parted, _, err := seen.Program(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parted {
		t.Errorf("%s\n%s", p, text)
	}
	list.Sort()
	return list.All()
}

// Each key's example is read without a word, in a file that holds what the key
// needs and no more.
func TestEveryExampleIsSound(t *testing.T) {
	for _, k := range keysAt(t) {
		text := k.write(none).text()
		for _, d := range read(t, &agree.Seen{}, place(k.file), text) {
			t.Errorf("%s: %s: %s [%s]\n%s", k, d.At, d.Message, d.Code, text)
		}
	}
}

// Each way to get a key wrong is told where it is, by its name, and without a
// train of others behind it.
func TestEveryMistakeIsToldWhereItIs(t *testing.T) {
	for _, k := range keysAt(t) {
		for s, name := range slipNames {
			code, at, offered := k.expect(s)
			if code == "" {
				continue
			}
			w := k.write(s)
			found := read(t, &agree.Seen{}, place(k.file), w.text())
			if !told(found, code, at(w), offered) || len(found) > 3 {
				t.Errorf("%s, %s: want %s at %v, and three at most; found:", k, name, code, at(w))
				for _, d := range found {
					t.Errorf("  %s:%d:%d: %s [%s] %s", path.Base(d.At.File), d.At.Line, d.At.Col, d.Message, d.Code, d.Hint)
				}
				t.Logf("\n%s", w.text())
			}
		}
	}
}

// expect is what comes of a slip: the code, its place, and what is offered;
// no code where the slip can't be made.
func (t keyAt) expect(s slip) (code string, at func(*sample) [2]int, offered string) {
	key := func(w *sample) [2]int { return w.key }
	switch s {
	case missing:
		if t.key.Required || t.needed() {
			return "missing-key", func(w *sample) [2]int { return w.start }, ""
		}
	case blank:
		return "blank", key, ""
	case wrongKind:
		return "wrong-kind", func(w *sample) [2]int { return w.value }, ""
	case misspelt:
		switch {
		case t.own: // any day or id will do; a measure's is known from another file
		case t.in.Name != nil:
			return "unknown-measure", key, "did you mean " + t.key.Name + "?"
		default:
			return "unknown-key", key, "did you mean " + t.key.Name + "?"
		}
	case duplicate:
		return "duplicate-key", key, ""
	}
	return "", nil, ""
}

// needed reports whether the map needs this key or another.
func (t keyAt) needed() bool {
	for _, n := range t.in.Needs {
		if n.Key == t.key.Name {
			return true
		}
	}
	return false
}

func told(found []diag.Diagnostic, code string, at [2]int, offered string) bool {
	for _, d := range found {
		if d.Code == code && int(d.At.Line) == at[0] && int(d.At.Col) == at[1] && strings.Contains(d.Hint, offered) {
			return true
		}
	}
	return false
}
