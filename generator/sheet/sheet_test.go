package sheet

import (
	"strings"
	"testing"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
	"wallwalk/generator/series"
)

func read(t *testing.T, text string, o Options) (*series.Series, string) {
	t.Helper()
	o.Rules = []string{"shift", "trend"}
	s, list := Read("audit.csv", []byte(text), o)
	list.Sort()
	list.Attach(func(string) []byte { return []byte(text) })
	var b strings.Builder
	list.Text(&b, diag.Colors{})
	if (s == nil) != list.Failed() {
		t.Errorf("%q: a series stands beside errors, or neither is there", text)
	}
	return s, b.String()
}

func TestTablesAsSpreadsheetsExportThem(t *testing.T) {
	for name, text := range map[string]string{
		"plain":         "week,num,den\n2026-03-01,31,52\n2026-03-08,40,55\n",
		"byte order":    "\uFEFFweek,num,den\n2026-03-01,31,52\n2026-03-08,40,55\n",
		"semicolons":    "week;num;den\n2026-03-01;31;52\n2026-03-08;40;55\n",
		"tabs, crlf":    "week\tnum\tden\r\n2026-03-01\t31\t52\r\n2026-03-08\t40\t55\r\n",
		"old mac":       "week,num,den\r2026-03-01,31,52\r2026-03-08,40,55",
		"more columns":  "Site,Week,Num,Den,Remark\nA,2026-03-01,31,52,\"x, y\"\nA,2026-03-08,40,55,\n",
		"spaces, blank": "week, num, den\n2026-03-01, 31, 52\n,,\n2026-03-08, 40, 55\n\n",
		"quoted":        "\"week\",\"num\",\"den\"\n\"2026-03-01\",\"31\",\"52\"\n\"2026-03-08\",\"40\",\"55\"\n",
	} {
		s, said := read(t, text, Options{})
		if said != "" {
			t.Errorf("%s:\n%s", name, said)
			continue
		}
		if len(s.Points) != 2 || s.Points[0].Num != 31 || s.Points[1].Den != 55 || s.Points[1].Date.String() != "2026-03-08" || s.Measure.Data != model.Fraction {
			t.Errorf("%s: read as %+v", name, s.Points)
		}
	}
}

func TestGapsAreSeen(t *testing.T) {
	s, _ := read(t, "week,value\n2026-03-01,1.5\n2026-03-08,\n2026-03-29,2\n", Options{})
	var statuses []string
	for _, p := range s.Points {
		statuses = append(statuses, p.Date.String()+" "+string(p.Status))
	}
	want := "2026-03-01 ok, 2026-03-08 missing, 2026-03-15 missing, 2026-03-22 missing, 2026-03-29 ok"
	if got := strings.Join(statuses, ", "); got != want {
		t.Errorf("points are %s, want %s", got, want)
	}
	monthly, _ := read(t, "week,value\n2026-01-31,1\n2026-02-28,2\n2026-03-31,3\n", Options{})
	if len(monthly.Points) != 3 {
		t.Errorf("months that are no weeks apart are filled to %d points", len(monthly.Points))
	}
	events, _ := read(t, "week,value\n2026-01-04,10\n2026-02-01,28\n2026-02-08,7\n", Options{Measure: model.Measure{Chart: "t", Data: model.Value}})
	if len(events.Points) != 3 {
		t.Errorf("events are filled to %d points", len(events.Points))
	}
}

func TestPhasesAndExclusions(t *testing.T) {
	day := func(s string) model.Date { d, _ := model.ParseDate(s); return d }
	text := "week,value\n2026-03-01,1\n2026-03-08,9\n2026-03-15,2\n2026-03-29,7\n2026-04-05,8\n"
	s, said := read(t, text, Options{Phases: []model.Date{day("2026-03-22")}, Excluded: []model.Date{day("2026-03-08")}})
	if said != "" {
		t.Fatal(said)
	}
	if a := s.Analysis.Phases; len(a) != 2 || a[0].Center != 1.5 || a[1].Center != 7.5 {
		t.Errorf("phases are %+v, want centres 1.5 and 7.5", a)
	}
}

func TestMistakesHaveTheirPlace(t *testing.T) {
	for _, c := range []struct{ text, place, words string }{
		{"week,value\n2026-03-01,\"1,5\"\n", ":2:12: error", "write 1.5"},
		{"week;value\n2026-03-01;1,5\n", ":2:12: error", "write 1.5"},
		{"week,value\n03/08/2026,1\n", ":2:1: error", "mixed up"},
		{"week,num\n2026-03-01,1\n", ":1:1: error", "no column den"},
		{"weeks,value\n2026-03-01,1\n", ":1:1: error", "\"weeks\" meant as week"},
		{"a,b\n1,2\n", ":1:1: error", "no column week"},
		{"week,num,den\n2026-03-01,57,52\n", ":2:12: error", "numerator is larger"},
		{"week,num,den\n2026-03-01,5,\n", ":2:1: error", "only one of num and den"},
		{"week,num,den\n2026-03-01,5.5,7\n", ":2:12: error", "whole number"},
		{"week,value\n2026-03-08,1\n2026-03-01,1\n", ":3:1: error", "comes after"},
		{"week,value\n2026-03-01,1\n2026-03-01,1\n", ":3:1: error", "stands twice"},
		{"week,value,value\n2026-03-01,1,2\n", ":1:12: error", "stands twice"},
		{"week,value\n2026-03-01,\"1\n", ":2:", "quotes"},
		{"ß,week,value\nß,2026-3-1,1\n", ":2:3: error", "write 2026-03-01"},
		{"week,value\n", ": error", "no rows"},
		{"", ": error", "the first row names the columns"},
		{"week,value\n\xff,1\n", ": error", "UTF-8"},
	} {
		_, said := read(t, c.text, Options{})
		if n := strings.Count(said, "error:"); n != 1 {
			t.Errorf("%q: %d errors, want one:\n%s", c.text, n, said)
		}
		if !strings.Contains(said, "audit.csv"+c.place) || !strings.Contains(said, c.words) {
			t.Errorf("%q: want %q and %q in\n%s", c.text, c.place, c.words, said)
		}
	}
}

func TestColumnsMustSuitTheChart(t *testing.T) {
	if _, said := read(t, "week,value\n2026-03-01,1\n", Options{Measure: model.Measure{Chart: "p"}}); !strings.Contains(said, "needs num and den") {
		t.Errorf("a p chart of values: %s", said)
	}
	if _, said := read(t, "week,num,den\n2026-03-01,1,2\n", Options{Measure: model.Measure{Chart: "c"}}); !strings.Contains(said, "one number") {
		t.Errorf("a c chart of fractions: %s", said)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("week,num,den\n2026-03-01,31,52\n")
	f.Add("week;value\r\n2026-03-01;\"1,5\"\r\n")
	f.Add("\uFEFFweek\tvalue\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		s, list := Read("x", []byte(text), Options{Rules: []string{"shift"}})
		if (s == nil) != list.Failed() {
			t.Error("a series stands beside errors, or neither is there")
		}
		lines := int32(len(diag.Lines([]byte(text))))
		for _, d := range list.All() {
			if d.At.Line < 0 || d.At.Line > lines || d.At.Line > 0 && d.At.Col < 1 {
				t.Errorf("a diagnostic outside the file: %+v", d)
			}
		}
		if s != nil {
			_ = s.Report()
		}
	})
}
