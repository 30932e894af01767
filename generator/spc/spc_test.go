package spc

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func counts(ys ...float64) (points []Point) {
	for _, y := range ys {
		points = append(points, Point{Num: y, Den: 1})
	}
	return points
}

func repeat(y float64, n int) []Point { return slices.Repeat(counts(y), n) }

func one(t *testing.T, a Analysis, r Rule) Signal {
	t.Helper()
	var found []Signal
	for _, s := range a.Signals {
		if s.Rule == r {
			found = append(found, s)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d signals of rule %d, want 1: %+v", len(found), r, a.Signals)
	}
	return found[0]
}

func TestFewPoints(t *testing.T) {
	for c := Run; c <= T; c++ {
		none := Analyze(nil, Options{Chart: c})
		if len(none.Points) != 0 || len(none.Phases) != 1 || none.Phases[0] != (Phase{}) || none.Signals != nil {
			t.Errorf("chart %d of nothing: %+v", c, none)
		}
		gaps := Analyze(make([]Point, 12), Options{Chart: c}) // zero denominators
		if gaps.Points[3] != (Fitted{}) || gaps.Phases[0] != (Phase{To: 12}) || gaps.Signals != nil {
			t.Errorf("chart %d of gaps: %+v", c, gaps)
		}
		single := Analyze([]Point{{Num: 2, Den: 4}}, Options{Chart: c})
		needsRange := c == I || c == T || c == PPrime || c == UPrime
		if f := single.Points[0]; !near(f.Center, 0.5) || f.HasLimits != (c != Run && !needsRange) || f.Outside {
			t.Errorf("chart %d of one point: %+v", c, f)
		}
		if p := single.Phases[0]; p.N != 1 || p.Useful != 0 || p.HasAnhoej || p.Runs != 0 {
			t.Errorf("chart %d of one point: %+v", c, p)
		}
		double := Analyze([]Point{{Num: 1, Den: 4}, {Num: 3, Den: 4}}, Options{Chart: c})
		if p := double.Phases[0]; p.N != 2 || p.Useful != 2 || !p.HasAnhoej || p.Runs != 2 || p.CrossingsMin != 0 {
			t.Errorf("chart %d of two points: %+v", c, p)
		}
		if f := double.Points[0]; f.HasLimits != (c != Run) {
			t.Errorf("chart %d of two points: %+v", c, f)
		}
	}
}

func TestRaise(t *testing.T) {
	for _, x := range []float64{5e-324, 1e-310, 1e-200, 0.001, 0.999, 1, 2, 3.2, 111.4, 5e6, 1e200} {
		if got, want := root(x), math.Pow(x, 1/3.6); x > 1e-300 && math.Abs(got-want) > 1e-13*want {
			t.Errorf("root of %v: got %v, want %v", x, got, want) // math.Pow is no judge of the very smallest
		}
		if got := unroot(root(x)); math.Abs(got-x) > 1e-12*x {
			t.Errorf("there and back: got %v, want %v", got, x)
		}
	}
	if unroot(0) != 0 || unroot(-2) != 0 || unroot(math.NaN()) != 0 {
		t.Error("not zero for what is not above zero")
	}
}

// All equal: the limits of charts whose sigma comes from ranges have no width, and nothing is a signal.
func TestAllEqual(t *testing.T) {
	for c := Run; c <= T; c++ {
		a := Analyze(slices.Repeat([]Point{{Num: 0.1, Den: 0.7}}, 26), Options{Chart: c, Per: 1000})
		if a.Signals != nil || a.Phases[0].Useful != 0 || a.Phases[0].N != 26 {
			t.Errorf("chart %d: %+v", c, a)
		}
		f := a.Points[25]
		if c == I || c == T || c == PPrime || c == UPrime {
			if !f.HasLimits || !near(f.LCL, f.Center) || !near(f.UCL, f.Center) {
				t.Errorf("chart %d: want limits of no width: %+v", c, f)
			}
		}
	}
}

// 2/12 lies on a median of 7/42 though another way round the sum would be off by a bit, and 0 on a mean of nothing.
func TestTies(t *testing.T) {
	a := Analyze([]Point{{Num: 2, Den: 12}, {Num: 7, Den: 42}, {Num: 1, Den: 6}, {Num: 0, Den: 9}, {Num: 9, Den: 9}}, Options{Per: 0.3})
	if p := a.Phases[0]; p.Useful != 2 || p.Crossings != 1 {
		t.Errorf("median: %+v", p)
	}
	near9, apart := Analyze(counts(8, 8*(1+9e-10)), Options{Baseline: 1}), Analyze(counts(8, 8*(1+1.1e-9)), Options{Baseline: 1})
	if near9.Phases[0].Useful != 0 || apart.Phases[0].Useful != 1 {
		t.Errorf("either side of 1e-9: %d and %d useful points", near9.Phases[0].Useful, apart.Phases[0].Useful)
	}
	b := Analyze(counts(0.1, 0.2, -0.3, 0), Options{Chart: I})
	if p := b.Phases[0]; p.Useful != 3 || p.Crossings != 1 || p.LongestRun != 2 {
		t.Errorf("mean of nothing: %+v", p)
	}
	var rising []Point // each pair ties in value, not in bits
	for i := 1.0; i <= 4; i++ {
		rising = append(rising, Point{Num: i * 0.1, Den: 0.3}, Point{Num: i, Den: 3})
	}
	if c := Analyze(rising, Options{}); slices.ContainsFunc(c.Signals, func(s Signal) bool { return s.Rule == Trend }) {
		t.Errorf("four levels are no trend: %+v", c.Signals)
	}
}

func TestSpans(t *testing.T) {
	miss, excl := Point{Missing: true}, Point{Num: -9, Den: 1, Excluded: true}
	shift := slices.Concat(counts(0, 0), repeat(1, 3), []Point{miss}, counts(0), []Point{excl}, repeat(1, 3), counts(0), []Point{miss, excl})
	a := Analyze(shift, Options{Baseline: 1})
	if s, want := one(t, a, Shift), (Signal{Shift, 2, 11, 6, 1, 0}); s != want {
		t.Errorf("shift: got %+v, want %+v", s, want)
	}
	trend := slices.Concat(counts(5, 5, 4), []Point{miss}, counts(3, 3), []Point{excl}, counts(2, 1, 1), []Point{miss}, counts(2))
	b := Analyze(trend, Options{})
	if s, want := one(t, b, Trend), (Signal{Trend, 1, 9, 5, -1, 0}); s != want {
		t.Errorf("trend: got %+v, want %+v", s, want)
	}
}

// A run, a trend and a moving range end where the phase does.
func TestPhasesAreAlone(t *testing.T) {
	points := counts(1, 2, 3, 4, 5, 6, 7, 8)
	a := Analyze(points, Options{Phases: []int{4}})
	if a.Signals != nil || a.Phases[0].Center != 2.5 || a.Phases[1].Center != 6.5 || a.Points[4].Phase != 1 {
		t.Errorf("run chart: %+v", a)
	}
	step := slices.Concat(repeat(10, 5), repeat(90, 5))
	b := Analyze(step, Options{Chart: I, Phases: []int{5}})
	if b.Points[4].UCL != 10 || b.Points[5].LCL != 90 || b.Signals != nil {
		t.Errorf("i chart: %+v", b)
	}
}

// Phases keep their numbers even where the caller's starts make no sense.
func TestPhasesOutOfPlace(t *testing.T) {
	a := Analyze(counts(1, 2, 3), Options{Phases: []int{-4, 2, 1, 99}})
	var spans []int
	for _, p := range a.Phases {
		spans = append(spans, p.From, p.To)
	}
	if want := []int{0, 0, 0, 2, 2, 2, 2, 3, 3, 3}; !slices.Equal(spans, want) {
		t.Errorf("got %v, want %v", spans, want)
	}
}

func TestBaseline(t *testing.T) {
	points := slices.Concat([]Point{{Missing: true}, {Num: 99, Den: 1, Excluded: true}}, counts(1, 3, 2), repeat(5, 7), repeat(6, 3))
	a := Analyze(points, Options{Baseline: 3, Phases: []int{12}})
	if a.Phases[0].Center != 2 || a.Phases[0].N != 10 || a.Phases[1].Center != 6 {
		t.Errorf("centres: %+v", a.Phases)
	}
	if s := one(t, a, Shift); s.From != 3 || s.To != 11 || s.Points != 8 {
		t.Errorf("the rules run over all of the phase: %+v", s)
	}
	if b := Analyze(points, Options{Baseline: 50}); b.Phases[0].Center != 5 {
		t.Errorf("fewer points than the baseline: %+v", b.Phases[0])
	}
}

// A gap breaks a moving range, an excluded point does not: 1, 9 and back are one range of 8, or none at all.
func TestMovingRangeGaps(t *testing.T) {
	ten := repeat(1, 10)
	gap := Analyze(slices.Concat(ten, []Point{{Missing: true}}, counts(2)), Options{Chart: I})
	if f := gap.Points[0]; f.UCL != f.Center {
		t.Errorf("a gap joins: %+v", f)
	}
	joined := Analyze(slices.Concat(ten, []Point{{Num: 7, Den: 1, Excluded: true}}, counts(1, 2, 1, 2, 1, 2)), Options{Chart: I})
	without := Analyze(slices.Concat(ten, counts(1, 2, 1, 2, 1, 2)), Options{Chart: I})
	if joined.Points[0] != without.Points[0] || joined.Points[0].UCL == joined.Points[0].Center {
		t.Errorf("an excluded point breaks: %+v, want %+v", joined.Points[0], without.Points[0])
	}
}

// Ranges at the limit and above are dropped, once; what then stands out stays.
func TestScreening(t *testing.T) {
	got := screened([]float64{1, 1, 1, 1, 1, 4, 40})
	if want := 9.0 / 6; got != want { // mean 7, limit 22.87: 40 goes; a second time, limit 4.9, nothing would
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := screened([]float64{1, 1, 1, 1, 1, 1, 1, 6, 80}), 13.0/8; got != want { // a second time 6 would go
		t.Errorf("got %v, want %v", got, want)
	}
	if got := screened([]float64{0.233, 0.25, 3.267, 0.25}); !near(got, 0.733/3) { // mean 1
		t.Errorf("a range of exactly the limit stays: %v", got)
	}
}

func TestOutsideIsStrict(t *testing.T) {
	// c chart: mean 9 from the baseline, limits 0 and 18.
	a := Analyze(counts(9, 18, 19, 0, 9), Options{Chart: C, Baseline: 1})
	if f := a.Points[1]; f.UCL != 18 || f.LCL != 0 || f.Outside || a.Points[3].Outside {
		t.Errorf("on the limit: %+v", f)
	}
	if s, want := one(t, a, Outside), (Signal{Outside, 2, 2, 1, 1, 0}); s != want {
		t.Errorf("got %+v, want %+v", s, want)
	}
	b := Analyze(slices.Concat(counts(9, 10, 9, 10, 9, 10), []Point{{Num: 1, Den: 1, Excluded: true}}, counts(1)), Options{Chart: I, Baseline: 6})
	if s := one(t, b, Outside); s.From != 7 || s.Side != -1 || !b.Points[6].HasLimits {
		t.Errorf("excluded counts: %+v", b)
	}
}

// A t chart has no figure for two events on one day; a fraction above one has no sigma.
func TestNoSigma(t *testing.T) {
	a := Analyze(counts(3, 0, 5), Options{Chart: T})
	if a.Points[1].HasValue || a.Points[0].HasLimits || a.Phases[0].N != 2 {
		t.Errorf("t: %+v", a)
	}
	for _, c := range []Chart{P, PPrime, U, UPrime, C, G} {
		num := -2.0
		if c == P || c == PPrime {
			num = 5
		}
		b := Analyze(slices.Repeat([]Point{{Num: num, Den: 4}}, 3), Options{Chart: c})
		if f := b.Points[0]; f.HasLimits || !f.HasCenter || !f.HasValue {
			t.Errorf("chart %d: %+v", c, f)
		}
	}
}

// Below ten useful points there are figures, but no verdict.
func TestFewUsefulPoints(t *testing.T) {
	step := func(n int) Phase {
		return Analyze(slices.Concat(repeat(1, n), repeat(2, n)), Options{}).Phases[0]
	}
	if p := step(4); !p.HasAnhoej || p.CrossingsMin != 1 || p.HasRunsLimits || p.Anhoej || p.RunsSignal {
		t.Errorf("8 points: %+v", p)
	}
	nine := Analyze(slices.Concat(counts(0), repeat(3, 9)), Options{Baseline: 1})
	if p := nine.Phases[0]; p.Useful != 9 || p.LongestRun <= p.LongestRunMax || p.Anhoej {
		t.Errorf("9 points in one run: %+v", p)
	}
	if p := step(5); !p.HasRunsLimits || !p.RunsSignal || !p.Anhoej || p.Runs != 2 {
		t.Errorf("10 points: %+v", p)
	}
}

func TestLastingShift(t *testing.T) {
	excluded := Point{Num: 0, Den: 1, Excluded: true}
	for _, c := range []struct {
		name   string
		points []Point
		phases []int
		from   int
		ok     bool
	}{
		{"none", counts(1, 2, 1, 2), nil, 0, false},
		{"too short", slices.Concat(counts(1), repeat(2, 7)), nil, 0, false},
		{"holds", slices.Concat(counts(1), repeat(2, 8)), nil, 1, true},
		{"holds over points on the line and excluded ones", slices.Concat(counts(1), repeat(2, 8), counts(1), []Point{excluded}), nil, 1, true},
		{"is over", slices.Concat(counts(1), repeat(2, 8), counts(0)), nil, 0, false},
		{"gave way to its like", slices.Concat(counts(1), repeat(2, 8), repeat(0, 8)), nil, 9, true},
		{"gave way to a shorter one", slices.Concat(counts(1), repeat(2, 8), repeat(0, 6)), nil, 0, false},
		{"of an earlier phase", slices.Concat(counts(1), repeat(2, 8), counts(1, 2)), []int{9}, 0, false},
	} {
		a := Analyze(c.points, Options{Baseline: 1, Phases: c.phases})
		if s, ok := LastingShift(a, 8); ok != c.ok || ok && (s.From != c.from || s.Points != 8) {
			t.Errorf("%s: got %+v, %v", c.name, s, ok)
		}
	}
	if _, ok := LastingShift(Analysis{}, 8); ok {
		t.Error("a shift in nothing")
	}
}

func BenchmarkAnalyze(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 8))
	points := make([]Point, 104)
	for i := range points {
		den := float64(40 + r.IntN(30))
		points[i] = Point{Num: math.Floor(den * (0.5 + r.Float64()/5 + float64(i)/400)), Den: den, Missing: i%17 == 5}
	}
	for name, c := range chartNames {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Analyze(points, Options{Chart: c, Baseline: 12, Phases: []int{52}})
			}
		})
	}
}

// A series of many weeks costs an allocation each for points, phases and signals, and none besides.
func TestAllocations(t *testing.T) {
	points := slices.Concat(repeat(3, 40), repeat(5, 50))
	for c := Run; c <= T; c++ {
		got := testing.AllocsPerRun(20, func() { Analyze(points, Options{Chart: c, Baseline: 30}) })
		if got > 3 {
			t.Errorf("chart %d: %v allocations, want 3", c, got)
		}
	}
}
