package edit

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator/load"
	"wallwalk/generator/model"
)

const measured = `title: Spring
starts: 2026-03-01
ends: 2026-09-05
collaboratives:
  - id: c
    name: C
    measures:
      - {id: a, name: A, data: fraction}
      - {id: b, name: B, data: fraction}
      - {id: c, name: C, data: value}
`

var order = []string{"a", "b", "c"}

// loaded is what the reader makes of a data.yaml; ok is false where it has errors.
func loaded(t *testing.T, data []byte) (of model.TeamData, ok bool) {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range map[string]string{"program.yaml": "title: P", "spring/cohort.yaml": measured, "spring/teams/elm/team.yaml": "name: Elm\ncollaborative: c\n",
		"spring/teams/elm/roster.yaml": "people: []", "spring/teams/elm/milestones.yaml": "{}", "spring/teams/elm/data.yaml": string(data)} {
		files["cohorts/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, list, err := load.Program(files, func(n int, do func(int)) {
		for i := range n {
			do(i)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list.All() {
		if d.Severity == 0 && strings.HasSuffix(d.At.File, "data.yaml") {
			return of, false
		}
	}
	return p.Cohorts[0].Teams[0].Data, true
}

func edit(day string, figures ...string) WeekEdit {
	d, _ := model.ParseDate(day)
	e := WeekEdit{Week: d}
	for _, f := range figures {
		id, text, _ := strings.Cut(f, "=")
		e.Figures = append(e.Figures, Figure{id, text})
	}
	return e
}

func TestEditWeeks(t *testing.T) {
	for _, c := range []struct {
		name, data string
		edits      []WeekEdit
		want, err  string
	}{
		{"a figure", "weeks:\n  2026-03-08: {a: 2/3, b: 1/3} # ok\n", []WeekEdit{edit("2026-03-08", "a=3/3")}, "weeks:\n  2026-03-08: {a: 3/3, b: 1/3} # ok\n", ""},
		{"a figure in quotes", "weeks:\n  2026-03-08: {a: \"2/3\", note: é}\n", []WeekEdit{edit("2026-03-08", "a=3/3")}, "weeks:\n  2026-03-08: {a: 3/3, note: é}\n", ""},
		{"behind the one before", "weeks:\n  2026-03-08: {a: 2/3, note: x}\n", []WeekEdit{edit("2026-03-08", "c=4", "b=1/3")}, "weeks:\n  2026-03-08: {a: 2/3, b: 1/3, c: 4, note: x}\n", ""},
		{"before all", "weeks:\n  2026-03-08: {c: 2, note: x}\n", []WeekEdit{edit("2026-03-08", "a=1/3")}, "weeks:\n  2026-03-08: {a: 1/3, c: 2, note: x}\n", ""},
		{"an empty week", "weeks:\n  2026-03-08: {}\n", []WeekEdit{edit("2026-03-08", "a=1/3")}, "weeks:\n  2026-03-08: {a: 1/3}\n", ""},
		{"on lines of their own", "weeks:\n  2026-03-08:\n    a: 2/3\n    note: x\n", []WeekEdit{edit("2026-03-08", "b=1/3", "a=3/3"), edit("2026-03-15", "a=1/2", "c=4")},
			"weeks:\n  2026-03-08:\n    a: 3/3\n    b: 1/3\n    note: x\n  2026-03-15:\n    a: 1/2\n    c: 4\n", ""},
		{"several new ones", "weeks:\n  2026-03-08: {a: 2/3}", []WeekEdit{edit("2026-03-22", "a=3/3"), edit("2026-03-01", "a=0/3"), edit("2026-03-15", "b=1/3")},
			"weeks:\n  2026-03-01: {a: 0/3}\n  2026-03-08: {a: 2/3}\n  2026-03-15: {b: 1/3}\n  2026-03-22: {a: 3/3}\n", ""},
		{"the first of all", "# hi\nweeks: {} # soon\nphases: {}\n", []WeekEdit{edit("2026-03-15", "a=1/3"), edit("2026-03-08", "a=1/3")},
			"# hi\nweeks:  # soon\n  2026-03-08: {a: 1/3}\n  2026-03-15: {a: 1/3}\nphases: {}\n", ""},
		{"the file's indent and line ends", "\uFEFFweeks:\r\n    2026-03-08: {a: 2/3}\r\n", []WeekEdit{edit("2026-03-01", "b=1/3"), edit("2026-03-08", "b=1/4")},
			"\uFEFFweeks:\r\n    2026-03-01: {b: 1/3}\r\n    2026-03-08: {a: 2/3, b: 1/4}\r\n", ""},
		{"a line that goes on", "weeks:\n  2026-03-08: {a: 2/3,\n     note: x}\n  # then\n  2026-03-22: {a: 1/1}\n", []WeekEdit{edit("2026-03-15", "a=1/3")},
			"weeks:\n  2026-03-08: {a: 2/3,\n     note: x}\n  2026-03-15: {a: 1/3}\n  # then\n  2026-03-22: {a: 1/1}\n", ""},
		{"out of order", "weeks:\n  2026-03-22: {a: 2/3}\n  2026-03-08: {a: 1/3}\n", []WeekEdit{edit("2026-03-15", "a=3/3")},
			"weeks:\n  2026-03-22: {a: 2/3}\n  2026-03-08: {a: 1/3}\n  2026-03-15: {a: 3/3}\n", ""},
		{"nothing to do", "weeks:\n  2026-03-08: {a: 2/3}\n", []WeekEdit{edit("2026-03-15")}, "weeks:\n  2026-03-08: {a: 2/3}\n", ""},
		{"all in braces", "weeks: {2026-03-08: {a: 2/3}}\n", []WeekEdit{edit("2026-03-15", "a=1/3")}, "", "no line weeks:"},
		{"a week on two lines", "weeks:\n  2026-03-08:\n    {note: x}\n", []WeekEdit{edit("2026-03-08", "a=1/3")}, "", "do not stand in braces"},
	} {
		of, ok := loaded(t, []byte(c.data))
		if !ok {
			t.Fatalf("%s: the test's own file has errors", c.name)
		}
		got, err := EditWeeks([]byte(c.data), of.Weeks, order, c.edits)
		if (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) || string(got) != c.want {
			t.Errorf("%s: got %q, %v, want %q, %s", c.name, got, err, c.want, c.err)
		}
		if _, ok := loaded(t, got); err == nil && !ok {
			t.Errorf("%s: what was made has errors", c.name)
		}
	}
}

// FuzzEditWeeks edits whatever the reader takes: what was asked for is there,
// everything else is as it was, and every line that no week was asked of stands
// as it stood.
func FuzzEditWeeks(f *testing.F) {
	for _, s := range []string{"weeks: {}", "weeks:\n  2026-03-08: {a: 2/3, note: x}\n", "\uFEFFweeks: # x\r\n  2026-03-08:\r\n    a: 1/2\r\n    note: |\r\n      x\r\n",
		"weeks:\n 2026-03-15: {a: none,\n  note: 'x'}\n 2026-03-01: {c: 1.5}\nphases:\n a: [{from: 2026-03-15}]\n", "phases: {}\nweeks:\n  '2026-03-08': {\"a\": \"2/3\"}\n# x"} {
		f.Add([]byte(s), "a", uint8(8), uint8(3))
		f.Add([]byte(s), "c", uint8(15), uint8(200))
	}
	f.Fuzz(func(t *testing.T, data []byte, id string, day, n uint8) {
		if !slices.Contains(order, id) {
			id = "a"
		}
		before, ok := loaded(t, data)
		if !ok {
			return
		}
		text := map[bool]string{true: "7.5", false: "3/7"}[id == "c"]
		first := model.NewDate(2026, 3, 1) + model.Date(day%40)
		edits := []WeekEdit{{first, []Figure{{id, text}}}, {first + model.Date(n), []Figure{{"b", "1/9"}}}}
		if n == 0 || id == "b" {
			edits = edits[:1]
		}
		got, err := EditWeeks(data, before.Weeks, order, edits)
		if err != nil {
			return
		}
		after, ok := loaded(t, got)
		if !ok {
			return // a form that no edit fits: whoever writes it reads it first, and refuses (new and import are scripted so)
		}
		sameBut(t, before, after, edits)
		keeps(t, data, got, before, edits)
	})
}

// sameBut compares what is said of each week that was not edited.
func sameBut(t *testing.T, before, after model.TeamData, edits []WeekEdit) {
	t.Helper()
	said := func(d model.TeamData) map[string]string {
		out := map[string]string{}
		for _, w := range d.Weeks {
			day := w.Start.Date.String()
			out[day+" note"] = w.Note.Text
			for _, f := range w.Figures {
				out[day+" "+f.Measure] = Text(f)
			}
		}
		return out
	}
	want, got := said(before), said(after)
	for _, e := range edits {
		for _, f := range e.Figures {
			want[e.Week.String()+" "+f.Measure] = f.Text
		}
	}
	for _, e := range edits {
		want[e.Week.String()+" note"] += "" // a new week has no note
	}
	if !maps.Equal(got, want) {
		t.Errorf("the weeks are %v, want %v", got, want)
	}
	if len(after.Phases) != len(before.Phases) || len(after.Events) != len(before.Events) {
		t.Error("phases or events came or went")
	}
}

// keeps looks for every line of the file in what came of it, in order.
func keeps(t *testing.T, data, got []byte, before model.TeamData, edits []WeekEdit) {
	t.Helper()
	changed := map[int]bool{}
	for _, w := range before.Weeks {
		for _, e := range edits {
			if e.Week == w.Start.Date {
				for _, f := range w.Figures {
					changed[int(f.At.Line)] = true
				}
				changed[int(w.Start.At.Line)] = true
			}
		}
	}
	lines := strings.SplitAfter(string(got), "\n")
	at := 0
	for i, line := range strings.SplitAfter(string(data), "\n") {
		line = strings.TrimRight(line, "\r\n")
		if changed[i+1] || strings.HasPrefix(strings.TrimPrefix(line, "\uFEFF"), "weeks:") || strings.Contains(line, "\r") {
			continue
		}
		for at < len(lines) && strings.TrimRight(lines[at], "\r\n") != line {
			at++
		}
		if at == len(lines) {
			t.Fatalf("line %d, %q, is not in\n%s", i+1, line, got)
		}
		at++
	}
}
