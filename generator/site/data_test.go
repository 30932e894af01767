package site

import (
	"encoding/csv"
	"math"
	"slices"
	"strings"
	"testing"

	"wallwalk/generator/model"
	"wallwalk/generator/series"
)

func TestTheTableHasARowForEachPoint(t *testing.T) {
	m := percent()
	tm := team("A", m, 2, 0, 3, 4)
	tm.Data.Weeks[1].Note.Text = "PACS, down"
	tm.Data.Weeks[2].Exclude = []model.Text{m.ID}
	minutes := m
	minutes.ID, minutes.Data = text("turnaround"), model.Value
	tm.Data.Weeks[0].Figures = append(tm.Data.Weeks[0].Figures, model.Figure{Measure: "turnaround", Num: 36.5})
	tm.Data.Weeks[1].Figures = append(tm.Data.Weeks[1].Figures, model.Figure{Measure: "turnaround", None: true})
	got := table(nil, []*series.Series{seriesOf(m, tm), seriesOf(minutes, tm)})
	want := `measure,week,status,num,den,value,phase,excluded,center,lcl,ucl,outside,note
positioning,2026-03-01,ok,2,10,0.2,0,false,0.25,,,false,
positioning,2026-03-08,missing,,,,0,false,0.25,,,false,
positioning,2026-03-15,ok,3,10,0.3,0,false,0.25,,,false,"PACS, down"
positioning,2026-03-22,ok,4,10,0.4,0,true,0.25,,,false,
turnaround,2026-03-01,ok,,,36.5,0,false,36.5,,,false,
turnaround,2026-03-08,missing,,,,0,false,36.5,,,false,
turnaround,2026-03-15,none,,,,0,false,36.5,,,false,"PACS, down"
`
	if string(got) != want {
		t.Errorf("the table is\n%s\nwant\n%s", got, want)
	}
	below := team("B", minutes)
	for i := range 4 {
		below.Data.Weeks = append(below.Data.Weeks, model.Week{Start: day(week(i)), Figures: []model.Figure{{Measure: "turnaround", Num: math.Copysign(0, float64(1-i))}}})
	}
	below.Data.Phases = []model.Phase{{Measure: text("turnaround"), From: day(week(2)), Name: text("Below")}}
	got = table(nil, []*series.Series{seriesOf(minutes, below)})
	if want := "turnaround,2026-03-15,ok,,,-0,1,false,-0,"; !strings.Contains(string(got), want) {
		t.Errorf("of a zero with a sign there is\n%s", got)
	}
	if empty := table(nil, nil); strings.Count(string(empty), "\n") != 1 {
		t.Errorf("of no series: %q", empty)
	}
}

func TestNotesAreInertInASpreadsheet(t *testing.T) {
	for note, want := range map[string]string{
		"": "", "plain": "plain", "5 of 6 = fine": "5 of 6 = fine", "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)",
		"\t=1": "'\t=1", "\r=1": "'\r=1", "'quoted'": "'quoted'", "étage": "étage",
	} {
		if got := inert(note); got != want {
			t.Errorf("inert(%q) = %q, want %q", note, got, want)
		}
	}
	m := percent()
	tm := team("A", m, 2, 3)
	tm.Data.Weeks[0].Note.Text, tm.Data.Weeks[1].Note.Text = `=HYPERLINK("https://evil.example","x")`, "two\nlines; \"quoted\""
	b := table(nil, []*series.Series{seriesOf(m, tm)})
	rows, err := csv.NewReader(strings.NewReader(string(b))).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("the table reads back as %q: %v", rows, err)
	}
	notes := []string{rows[1][12], rows[2][12]}
	if want := []string{`'=HYPERLINK("https://evil.example","x")`, "two\nlines; \"quoted\""}; !slices.Equal(notes, want) {
		t.Errorf("the notes read back as %q", notes)
	}
}

func TestNumbersAreWrittenInFull(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 36.5: "36.5", 1e15: "1000000000000000", 1.0 / 3: "0.3333333333333333", -2: "-2"} {
		if got := number(v); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
		if got := string(appendCell(nil, v, true)); got != want+"," {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
	if got := number(math.Copysign(0, -1)); got != "-0" {
		t.Errorf("a zero with a sign is written %s", got)
	}
	if string(appendCell(nil, 0, false)) != "," {
		t.Error("what is not there is written")
	}
}

// A field is written as the library writes it.
func TestFieldsAreTheLibrarys(t *testing.T) {
	for _, s := range []string{"", "plain", "a,b", `say "so"`, "two\nlines", "a\rb", " led", "\tled", "\u00a0led", "\u2003", `\.`, `\.x`, "näh", "\xff", "trailing "} {
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.Write([]string{"x", s})
		w.Flush()
		if got := "x," + string(appendField(nil, s)) + "\n"; got != b.String() {
			t.Errorf("%q is written %q, by the library %q", s, got, b.String())
		}
	}
}
