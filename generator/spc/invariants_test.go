package spc

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// What a change of unit, of level or of direction must not change. Steps are whole so that all of it stays exact.
func TestInvariants(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	each := func(points []Point, f func(*Point)) []Point {
		points = slices.Clone(points)
		for i := range points {
			f(&points[i])
		}
		return points
	}
	for range 1500 {
		points, o := randomSeries(r)
		a := Analyze(points, o)

		scaled := o
		scaled.Per = 7.7
		if b := Analyze(points, scaled); !slices.Equal(b.Signals, a.Signals) {
			t.Fatalf("a new unit: %+v, was %+v", b.Signals, a.Signals)
		}
		if more := Analyze(append(slices.Clone(points), Point{Missing: true}, Point{Num: 1e9, Den: 1, Excluded: true}), o); !sameButEnd(more, a) {
			t.Fatalf("points that don't count: %+v, was %+v", more, a)
		}
		if o.Chart != Run && o.Chart != I {
			continue
		}
		moved := each(points, func(p *Point) { p.Num += 1000 * p.Den })
		if b := Analyze(moved, o); !slices.Equal(b.Signals, a.Signals) {
			t.Fatalf("a new level: %+v, was %+v", b.Signals, a.Signals)
		}
		mirrored := Analyze(each(points, func(p *Point) { p.Num = -p.Num }), o)
		for i := range mirrored.Signals {
			mirrored.Signals[i].Side *= -1
		}
		if !slices.Equal(mirrored.Signals, a.Signals) {
			t.Fatalf("a mirror: %+v, was %+v", mirrored.Signals, a.Signals)
		}
	}
}

// sameButEnd compares all but where the last phase ends, and with it its runs and anhoej.
func sameButEnd(more, a Analysis) bool {
	last, end := len(a.Phases)-1, len(a.Points)
	more.Phases[last].To -= 2
	for i, s := range more.Signals {
		if s.Phase == last && (s.Rule == Runs || s.Rule == Anhoej) {
			more.Signals[i].To -= 2
		}
	}
	return slices.Equal(more.Points[:end], a.Points) && slices.Equal(more.Phases, a.Phases) && slices.Equal(more.Signals, a.Signals)
}

func wellFormed(a Analysis, n int) error {
	for i, f := range a.Points {
		for _, x := range []float64{f.Value, f.Center, f.LCL, f.UCL} {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return fmt.Errorf("point %d: %+v", i, f)
			}
		}
		if f.HasLimits && f.LCL > f.UCL || f.Outside && !f.HasLimits {
			return fmt.Errorf("limits of point %d: %+v", i, f)
		}
	}
	at := 0
	for i, p := range a.Phases {
		if p.From != at || p.To < at || p.Useful > p.N || p.N > p.To-p.From || p.Crossings > max(0, p.Useful-1) || p.LongestRun > p.Useful {
			return fmt.Errorf("phase %d: %+v", i, p)
		}
		at = p.To
	}
	if at != n || len(a.Points) != n {
		return fmt.Errorf("%d points, phases end at %d, want %d", len(a.Points), at, n)
	}
	for _, s := range a.Signals {
		if p := a.Phases[s.Phase]; s.From < p.From || s.To >= p.To || s.From > s.To || s.Points > s.To-s.From+1 {
			return fmt.Errorf("signal %+v in %+v", s, p)
		}
	}
	if !slices.IsSortedFunc(a.Signals, before) {
		return fmt.Errorf("not sorted: %+v", a.Signals)
	}
	return nil
}

func TestExtremeNumbers(t *testing.T) {
	extremes := []float64{0, 1, -1, 0.5, 1e-320, 1e-100, 1e100, -1e100, 1e101, math.MaxFloat64, -math.MaxFloat64,
		math.Inf(1), math.Inf(-1), math.NaN()}
	r := rand.New(rand.NewPCG(5, 6))
	pick := func() float64 { return extremes[r.IntN(len(extremes))] }
	for range 8000 {
		points := make([]Point, r.IntN(20))
		for i := range points {
			points[i] = Point{Num: pick(), Den: pick(), Missing: r.IntN(9) == 0, Excluded: r.IntN(9) == 0}
		}
		o := Options{Chart: Chart(r.IntN(10)), Per: pick(), Baseline: r.IntN(9) - 1, Phases: []int{r.IntN(20)}}
		if err := wellFormed(Analyze(points, o), len(points)); err != nil {
			t.Fatalf("%v\n%+v\n%+v", err, o, points)
		}
	}
}

// FuzzAnalyze makes a series of the bytes: two numbers a point, from plain ones to infinities and NaNs.
func FuzzAnalyze(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, uint8(0), 1.0, 0, 0, 1.0)
	f.Add([]byte{0, 0, 255, 1, 1, 255, 128, 128}, uint8(2), 0.0, 2, 3, math.MaxFloat64)
	f.Add([]byte("a rate with a gap and an end"), uint8(8), 1000.0, 8, 12, -1e-300)
	f.Fuzz(func(t *testing.T, data []byte, chart uint8, per float64, baseline, phase int, special float64) {
		number := func(b byte) float64 {
			switch {
			case b > 250:
				return special
			case b > 245:
				return math.Pow(10, float64(b)-150)
			}
			return float64(b) - 20
		}
		var points []Point
		for i := 0; i+1 < len(data); i += 2 {
			points = append(points, Point{Num: number(data[i]), Den: number(data[i+1] | 1), Missing: data[i] == 13, Excluded: data[i] == 14})
		}
		a := Analyze(points, Options{Chart: Chart(chart), Per: per, Baseline: baseline, Phases: []int{phase}})
		if err := wellFormed(a, len(points)); err != nil {
			t.Fatal(err)
		}
		if s, ok := LastingShift(a, 6); ok && (s.Rule != Shift || s.Phase != 1) {
			t.Fatalf("lasting shift %+v", s)
		}
	})
}
