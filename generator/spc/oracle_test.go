package spc

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"strconv"
	"testing"
)

// column is a list of numbers or nulls; R writes a list of one as the bare value.
type column []*float64

func (c *column) UnmarshalJSON(b []byte) error {
	if b[0] == '[' || b[0] == 'n' {
		return json.Unmarshal(b, (*[]*float64)(c))
	}
	*c = make(column, 1)
	return json.Unmarshal(b, &(*c)[0])
}

// at is the number at i; a column of one null is written as a bare one.
func (c column) at(i int) *float64 {
	if c == nil {
		return nil
	}
	return c[i]
}

type flags []bool

func (f *flags) UnmarshalJSON(b []byte) error {
	if b[0] == '[' {
		return json.Unmarshal(b, (*[]bool)(f))
	}
	*f = make(flags, 1)
	return json.Unmarshal(b, &(*f)[0])
}

type qiCase struct {
	ID, Chart string
	Multiply  float64
	Freeze    int
	Part      int
	Exclude   []int
	Given     *float64 `json:"center_given"`
	Num, Den  column
	Points    struct {
		Y, CL, LCL, UCL column
		Outside         flags `json:"sigma_signal"`
	}
	Summary []struct {
		N          int  `json:"n_obs"`
		Useful     int  `json:"n_useful"`
		Longest    *int `json:"longest_run"`
		LongestMax *int `json:"longest_run_max"`
		Cross      *int `json:"n_crossings"`
		CrossMin   *int `json:"n_crossings_min"`
		Signal     bool `json:"runs_signal"`
	}
}

var chartNames = map[string]Chart{"run": Run, "p": P, "pp": PPrime, "u": U, "up": UPrime, "c": C, "i": I, "g": G, "t": T}

func qiCases(t *testing.T) (cases []qiCase) {
	t.Helper()
	readJSON(t, "testdata/qicharts2_cases.json", &cases)
	if len(cases) != 87 {
		t.Fatalf("%d cases, want 87", len(cases))
	}
	return cases
}

func readJSON(t *testing.T, name string, v any) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatal(err)
	}
}

// analyze runs the case. A centre line that the case hands in is made by a point on it in front, the only one of the
// baseline, which is not useful and so changes nothing else; it is cut off from the points returned.
func (c qiCase) analyze() Analysis {
	o := Options{Chart: chartNames[c.Chart], Per: c.Multiply, Baseline: c.Freeze}
	if c.Part > 0 {
		o.Phases = []int{c.Part}
	}
	var points []Point
	if c.Given != nil {
		points, o.Baseline = append(points, Point{Num: *c.Given, Den: 1}), 1
	}
	for i, num := range c.Num {
		p := Point{Den: 1, Missing: num == nil}
		if num != nil {
			p.Num = *num
		}
		if c.Den != nil && c.Den[i] != nil {
			p.Den = *c.Den[i]
		} else if c.Den != nil {
			p.Missing = true
		}
		for _, row := range c.Exclude {
			p.Excluded = p.Excluded || row == i+1
		}
		points = append(points, p)
	}
	a := Analyze(points, o)
	a.Points = a.Points[len(points)-len(c.Num):]
	return a
}

func near(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b))
}

func wantNumber(t *testing.T, what string, i int, got float64, has bool, want *float64) {
	t.Helper()
	if has != (want != nil) || has && !near(got, *want) {
		t.Errorf("%s of point %d: got %v (%v), want %v", what, i, got, has, deref(want))
	}
}

func deref(x *float64) any {
	if x == nil {
		return nil
	}
	return *x
}

// Every figure that qicharts2 gives, but for the two differences that the next tests name.
func TestQicharts2(t *testing.T) {
	for _, c := range qiCases(t) {
		t.Run(c.ID, func(t *testing.T) {
			a := c.analyze()
			for i, f := range a.Points {
				wantNumber(t, "value", i, f.Value, f.HasValue, c.Points.Y[i])
				wantNumber(t, "centre", i, f.Center, f.HasCenter, c.Points.CL.at(i))
				wantNumber(t, "lcl", i, f.LCL, f.HasLimits, c.Points.LCL.at(i))
				wantNumber(t, "ucl", i, f.UCL, f.HasLimits, c.Points.UCL.at(i))
				if f.Outside != c.Points.Outside[i] && !c.excluded(i) {
					t.Errorf("outside of point %d: got %v", i, f.Outside)
				}
			}
			if len(a.Phases) != len(c.Summary) {
				t.Fatalf("%d phases, want %d", len(a.Phases), len(c.Summary))
			}
			for i, want := range c.Summary {
				p := a.Phases[i]
				if p.Useful != want.Useful || p.HasAnhoej != (want.Longest != nil) || p.Anhoej != want.Signal {
					t.Errorf("phase %d: %+v, want %+v", i, p, want)
				}
				if p.HasAnhoej && (p.LongestRun != *want.Longest || p.LongestRunMax != *want.LongestMax ||
					p.Crossings != *want.Cross || p.CrossingsMin != *want.CrossMin) {
					t.Errorf("phase %d: %+v, want %d/%d, %d/%d", i, p, *want.Longest, *want.LongestMax, *want.Cross, *want.CrossMin)
				}
			}
		})
	}
}

func (c qiCase) excluded(i int) bool {
	for _, row := range c.Exclude {
		if row == i+1 {
			return true
		}
	}
	return false
}

// qicharts2 tells whether an excluded point lies outside the limits; here it counts for no rule.
func TestDiffersFromQicharts2InExcludedPointsOutside(t *testing.T) {
	differ := 0
	for _, c := range qiCases(t) {
		a := c.analyze()
		for i, f := range a.Points {
			if c.excluded(i) && f.Outside {
				t.Errorf("%s: excluded point %d is outside", c.ID, i)
			}
			if c.excluded(i) && c.Points.Outside[i] {
				differ++
			}
		}
	}
	if differ == 0 {
		t.Error("the source has no such point any more: drop this test")
	}
}

// qicharts2 counts rows without a figure among a part's observations; here N is the usable points.
func TestDiffersFromQicharts2InPointsWithoutFigure(t *testing.T) {
	differ := 0
	for _, c := range qiCases(t) {
		a, from, given := c.analyze(), 0, 0
		if c.Given != nil {
			given = 1
		}
		for i, want := range c.Summary {
			to := len(c.Num)
			if i == 0 && c.Part > 0 {
				to = c.Part
			}
			none := 0
			for j := from; j < to; j++ {
				if c.Points.Y[j] == nil && !c.excluded(j) {
					none++
				}
			}
			if got := a.Phases[i].N - given; got != want.N-none {
				t.Errorf("%s phase %d: N %d, want %d less %d", c.ID, i, got, want.N, none)
			}
			differ += none
			from, given = to, 0
		}
	}
	if differ == 0 {
		t.Error("the source has no such row any more: drop this test")
	}
}

// table reads a CSV file of whole numbers, without its heading.
func table(t *testing.T, name string) (rows [][]int) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[1:] {
		row := make([]int, len(line))
		for i, cell := range line {
			if row[i], err = strconv.Atoi(cell); err != nil {
				t.Fatal(err)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func TestRunsLimitsTable(t *testing.T) {
	rows := table(t, "testdata/runs_limits.csv")
	if len(rows) != 51 {
		t.Fatalf("%d rows, want 51", len(rows))
	}
	for _, r := range rows {
		if lo, hi, ok := RunsLimits(r[0]); lo != r[1] || hi != r[2] || !ok {
			t.Errorf("n %d: got %d-%d, %v, want %d-%d", r[0], lo, hi, ok, r[1], r[2])
		}
	}
}

func TestAnhoejLimitsTable(t *testing.T) {
	rows := table(t, "testdata/anhoej_limits.csv")
	if len(rows) != 119 {
		t.Fatalf("%d rows, want 119", len(rows))
	}
	for _, r := range rows {
		if longest, crossings, ok := AnhoejLimits(r[0]); longest != r[1] || crossings != r[2] || !ok {
			t.Errorf("n %d: got %d/%d, %v, want %d/%d", r[0], longest, crossings, ok, r[1], r[2])
		}
	}
}

// The limits as Swed & Eisenhart's table (with its later corrections) and Anhøj's papers give them.
func TestPublishedLimits(t *testing.T) {
	runs := map[int][2]int{10: {3, 9}, 15: {5, 12}, 20: {7, 15}, 25: {9, 18}, 30: {11, 21}, 40: {15, 27}, 50: {19, 33}, 60: {24, 38}}
	for n, want := range runs {
		if lo, hi, _ := RunsLimits(n); lo != want[0] || hi != want[1] {
			t.Errorf("runs for %d: got %d-%d, want %v", n, lo, hi, want)
		}
	}
	anhoej := map[int][2]int{10: {6, 2}, 20: {7, 6}, 24: {8, 8}, 40: {8, 14}, 52: {9, 20}, 60: {9, 23}}
	for n, want := range anhoej {
		if longest, crossings, _ := AnhoejLimits(n); longest != want[0] || crossings != want[1] {
			t.Errorf("anhoej for %d: got %d/%d, want %v", n, longest, crossings, want)
		}
	}
}
