package spc

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
)

type ruleCase struct {
	Fn   string
	Args struct {
		Base float64
		Val  column
	}
	Expected json.RawMessage
}

func ruleCases(t *testing.T, fn string, want int) (cases []ruleCase) {
	t.Helper()
	var file struct{ Cases []ruleCase }
	readJSON(t, "testdata/runchart_rule_cases.json", &file)
	for _, c := range file.Cases {
		if c.Fn == fn {
			cases = append(cases, c)
		}
	}
	if len(file.Cases) != 135 || len(cases) != want {
		t.Fatalf("%d cases, %d of %s, want 135 and %d", len(file.Cases), len(cases), fn, want)
	}
	return cases
}

func each(t *testing.T, fn string, want int, f func(*testing.T, ruleCase)) {
	for i, c := range ruleCases(t, fn, want) {
		t.Run(fmt.Sprint(i), func(t *testing.T) { f(t, c) })
	}
}

func (c ruleCase) decode(t *testing.T, v any) {
	t.Helper()
	if err := json.Unmarshal(c.Expected, v); err != nil {
		t.Fatal(err)
	}
}

func (c ruleCase) points() (points []Point) {
	for _, v := range c.Args.Val {
		if v == nil {
			points = append(points, Point{Missing: true})
		} else {
			points = append(points, Point{Num: *v, Den: 1})
		}
	}
	return points
}

// on analyses points against a given base: a point on it is put in front as the whole baseline and, being on the
// centre line, counts for nothing. Its index is -1 then.
func on(base float64, points []Point) []Signal {
	a := Analyze(slices.Insert(points, 0, Point{Num: base, Den: 1}), Options{Baseline: 1})
	for i := range a.Signals {
		a.Signals[i].From--
		a.Signals[i].To--
	}
	return a.Signals
}

// The positions of shifts, those of points on the base within and after them included, those without a figure not.
func TestRunchartShift(t *testing.T) {
	each(t, "basic_shift", 40, func(t *testing.T, c ruleCase) {
		var got, want []int
		c.decode(t, &want)
		for _, s := range on(c.Args.Base, c.points()) {
			for i := s.From; s.Rule == Shift && i <= s.To; i++ {
				if c.Args.Val[i] != nil {
					got = append(got, i+1)
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

// The spans of trends: the source gives the values inside each, null elsewhere and where there is no figure.
func TestRunchartTrend(t *testing.T) {
	each(t, "basic_trend", 42, func(t *testing.T, c ruleCase) {
		var want map[string]column
		c.decode(t, &want)
		var trends []Signal
		for _, s := range Analyze(c.points(), Options{}).Signals {
			if s.Rule == Trend {
				trends = append(trends, s)
			}
		}
		if len(trends) != len(want) {
			t.Fatalf("got %v, want %d trends", trends, len(want))
		}
		for i, s := range trends {
			for j, v := range want[fmt.Sprintf("trend%d", i+1)] {
				inside := s.From <= j && j <= s.To && c.Args.Val[j] != nil
				if inside != (v != nil) || inside && *v != *c.Args.Val[j] {
					t.Errorf("%+v: point %d inside is %v, want %v", s, j, inside, deref(v))
				}
			}
		}
	})
}

// first is the first shift of nine useful points, and the positions of these.
func first(base float64, points []Point, atLeast int) (positions []int) {
	for _, s := range on(base, slices.Clone(points)) {
		if s.Rule != Shift || s.Points < atLeast {
			continue
		}
		for i := s.From; len(positions) < atLeast; i++ {
			if !points[i].Missing && points[i].Num != base {
				positions = append(positions, i+1)
			}
		}
		return positions
	}
	return nil
}

func TestRunchartSustainedShift(t *testing.T) {
	each(t, "sus_first", 26, func(t *testing.T, c ruleCase) {
		var want []int
		c.decode(t, &want)
		if got := first(c.Args.Base, c.points(), 9); !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

// The source starts a new base, the median of the first eight points with a figure, at every sustained shift after
// these. The product never does, but the medians and shifts that it takes for this must be the same.
func TestRunchartRebase(t *testing.T) {
	each(t, "sus", 27, func(t *testing.T, c ruleCase) {
		var want struct {
			Base  column `json:"base_ext"`
			Label column `json:"base_label"`
		}
		c.decode(t, &want)
		points := c.points()
		from := slices.IndexFunc(points, func(p Point) bool { return !p.Missing })
		for i := range from {
			wantNumber(t, "base", i, 0, false, want.Base[i])
		}
		for from < len(points) {
			base, end := base(points, from)
			next := len(points)
			if at := first(base, points[end:], 9); at != nil {
				next = end + at[0] - 1
			}
			for i := from; i < next; i++ {
				wantNumber(t, "base", i, base, end > 0, want.Base[i])
				if (want.Label[i] != nil) != (i == from && end > 0) {
					t.Errorf("base starts at %d, source says %v", from, deref(want.Label[i]))
				}
			}
			from = next
		}
	})
}

// base is the median of the first eight points with a figure, and where they end: 0, for no base, if there are fewer.
func base(points []Point, from int) (median float64, end int) {
	n := 0
	for i := from; i < len(points) && n < 8; i++ {
		if end = i + 1; !points[i].Missing {
			n++
		}
	}
	if n < 8 {
		return 0, 0
	}
	return Analyze(points[from:], Options{Baseline: 8}).Phases[0].Center, end
}
