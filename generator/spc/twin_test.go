package spc

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// The twin: every definition again, written from the tables with exact fractions and lists of points instead of one
// pass over floats, and sharing no code with what it checks. Only the t chart's and the sigmas' roots are floats.

type twinPoint struct {
	at  int
	y   *big.Rat
	pt  Point
	gap bool // a point without a figure lies between this usable point and the one before it in the phase
}

func twin(points []Point, o Options) Analysis {
	a := Analysis{Points: make([]Fitted, len(points))}
	edges := append(append([]int{0}, o.Phases...), len(points))
	for i := range len(edges) - 1 {
		b := 0
		if i == 0 {
			b = o.Baseline
		}
		p, signals := twinPhase(a.Points, points, edges[i], edges[i+1], i, o, b)
		a.Phases = append(a.Phases, p)
		a.Signals = append(a.Signals, signals...)
	}
	slices.SortStableFunc(a.Signals, func(a, b Signal) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Rule, b.Rule))
	})
	return a
}

func rat(x float64) *big.Rat { return new(big.Rat).SetFloat64(x) }

func float(r *big.Rat) float64 { f, _ := r.Float64(); return f }

func twinPhase(out []Fitted, points []Point, from, to, index int, o Options, baseline int) (Phase, []Signal) {
	var usable []twinPoint
	gap := false
	per := 1.0
	if o.Per != 0 {
		per = o.Per
	}
	for i := from; i < to; i++ {
		p := points[i]
		out[i].Phase = int32(index)
		if p.Missing || p.Den == 0 || o.Chart == T && p.Num <= 0 {
			gap = true
			continue
		}
		y := new(big.Rat).Quo(rat(p.Num), rat(p.Den))
		out[i].Value, out[i].HasValue = float(y)*per, true
		if !p.Excluded {
			usable = append(usable, twinPoint{i, y, p, gap})
			gap = false
		}
	}
	p := Phase{From: from, To: to, N: len(usable)}
	if len(usable) == 0 {
		return p, nil
	}
	base := usable
	if baseline > 0 && baseline < len(base) {
		base = base[:baseline]
	}
	center := twinCenter(o.Chart, base)
	p.Center, p.HasCenter = float(center)*per, true
	var signals []Signal
	mean := float(twinMean(base))
	for i := from; i < to; i++ {
		f := &out[i]
		f.Center, f.HasCenter = p.Center, true
		lo, hi, ok := twinLimits(o.Chart, base, float(center), mean, points[i].Den)
		if f.HasValue && ok {
			f.LCL, f.UCL, f.HasLimits = lo*per, hi*per, true
		}
		above, below := f.Value > f.UCL && !close9(f.Value, f.UCL), f.Value < f.LCL && !close9(f.Value, f.LCL)
		if f.HasLimits && !points[i].Excluded && (above || below) {
			f.Outside = true
			side := 1
			if below {
				side = -1
			}
			signals = append(signals, Signal{Outside, i, i, 1, side, index})
		}
	}
	signals = append(signals, twinShifts(&p, usable, center, index)...)
	if o.Chart == Run {
		signals = append(signals, twinTrends(usable, index)...)
	}
	return p, append(signals, twinChance(&p, index)...)
}

func close9(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(math.Abs(a), math.Abs(b)) }

func twinMean(base []twinPoint) *big.Rat {
	sum := new(big.Rat)
	for _, u := range base {
		sum.Add(sum, u.y)
	}
	return sum.Quo(sum, big.NewRat(int64(len(base)), 1))
}

func twinCenter(c Chart, base []twinPoint) *big.Rat {
	switch c {
	case P, PPrime, U, UPrime:
		num, den := new(big.Rat), new(big.Rat)
		for _, u := range base {
			num.Add(num, rat(u.pt.Num))
			den.Add(den, rat(u.pt.Den))
		}
		return num.Quo(num, den)
	case C, I:
		return twinMean(base)
	case T:
		m, first := 0.0, base[0].y
		allSame := true
		for _, u := range base {
			m += math.Pow(float(u.y), 1/3.6) / float64(len(base))
			allSame = allSame && u.y.Cmp(first) == 0
		}
		if allSame {
			return first
		}
		return rat(math.Pow(m, 3.6))
	}
	ys := slices.Clone(base)
	slices.SortFunc(ys, func(a, b twinPoint) int { return a.y.Cmp(b.y) })
	mid := new(big.Rat).Add(ys[len(ys)/2].y, ys[(len(ys)-1)/2].y)
	return mid.Quo(mid, big.NewRat(2, 1))
}

// twinLimits takes every range from the start again for every point.
func twinLimits(c Chart, base []twinPoint, cl, mean, den float64) (lo, hi float64, ok bool) {
	switch c {
	case P, PPrime:
		sd := math.Sqrt(cl * (1 - cl) / den)
		z, ok := twinZ(c == PPrime, base, func(n float64) float64 { return math.Sqrt(cl * (1 - cl) / n) }, cl)
		return math.Max(0, cl-3*sd*z), math.Min(1, cl+3*sd*z), ok
	case U, UPrime:
		sd := math.Sqrt(cl / den)
		z, ok := twinZ(c == UPrime, base, func(n float64) float64 { return math.Sqrt(cl / n) }, cl)
		return math.Max(0, cl-3*sd*z), cl + 3*sd*z, ok
	case C:
		return math.Max(0, cl-3*math.Sqrt(cl)), cl + 3*math.Sqrt(cl), true
	case G:
		sd := math.Sqrt(mean * (mean + 1))
		return math.Max(0, mean-3*sd), mean + 3*sd, true
	case I:
		mr, ok := twinRange(base, func(u twinPoint) float64 { return float(u.y) })
		return cl - 3*mr/1.128, cl + 3*mr/1.128, ok
	case T:
		mr, ok := twinRange(base, func(u twinPoint) float64 { return math.Pow(float(u.y), 1/3.6) })
		m := math.Pow(cl, 1/3.6)
		return math.Pow(math.Max(0, m-3*mr/1.128), 3.6), math.Pow(m+3*mr/1.128, 3.6), ok
	}
	return 0, 0, false
}

func twinZ(prime bool, base []twinPoint, sd func(n float64) float64, cl float64) (float64, bool) {
	if !prime {
		return 1, true
	}
	mr, ok := twinRange(base, func(u twinPoint) float64 {
		if sd(u.pt.Den) == 0 {
			return 0
		}
		return (float(u.y) - cl) / sd(u.pt.Den)
	})
	return mr / 1.128, ok
}

func twinRange(base []twinPoint, f func(twinPoint) float64) (float64, bool) {
	var ranges []float64
	for i := 1; i < len(base); i++ {
		if !base[i].gap {
			ranges = append(ranges, math.Abs(f(base[i])-f(base[i-1])))
		}
	}
	if len(ranges) == 0 {
		return 0, false
	}
	average := func(x []float64) (m float64) {
		for _, v := range x {
			m += v / float64(len(x))
		}
		return m
	}
	m := average(ranges)
	if m == 0 {
		return 0, true
	}
	return average(slices.DeleteFunc(ranges, func(r float64) bool { return r >= 3.267*m })), true
}

// twinShifts lists the useful points' sides, cuts the list into runs, and reads everything off the runs.
func twinShifts(p *Phase, usable []twinPoint, center *big.Rat, index int) (signals []Signal) {
	type run struct{ side, from, to, n int }
	var runs []run
	for _, u := range usable {
		side := u.y.Cmp(center)
		if close9(float(u.y), float(center)) {
			side = 0
		}
		switch last := len(runs) - 1; {
		case side == 0 && last >= 0:
			runs[last].to = u.at
		case side == 0:
		case last >= 0 && runs[last].side == side:
			runs[last].to = u.at
			runs[last].n++
		default:
			runs = append(runs, run{side, u.at, u.at, 1})
		}
	}
	for _, r := range runs {
		p.Useful += r.n
		p.LongestRun = max(p.LongestRun, r.n)
		p.LastRun = r.n
		if r.n >= 6 {
			signals = append(signals, Signal{Shift, r.from, r.to, r.n, r.side, index})
		}
	}
	p.Runs = len(runs)
	p.Crossings = max(len(runs)-1, 0)
	return signals
}

// twinTrends makes equal neighbours one level, and looks at every level for the longest way up or down from it.
func twinTrends(usable []twinPoint, index int) (signals []Signal) {
	type level struct {
		first, last int
		y           *big.Rat
	}
	var levels []level
	for _, u := range usable {
		if n := len(levels); n > 0 && levels[n-1].y.Cmp(u.y) == 0 {
			levels[n-1].last = u.at
		} else {
			levels = append(levels, level{u.at, u.at, u.y})
		}
	}
	for i := 0; i+1 < len(levels); i++ {
		way := levels[i+1].y.Cmp(levels[i].y)
		if i > 0 && levels[i].y.Cmp(levels[i-1].y) == way {
			continue // not where it starts
		}
		j := i + 1
		for j+1 < len(levels) && levels[j+1].y.Cmp(levels[j].y) == way {
			j++
		}
		from := levels[i].first
		if i == 0 {
			from = levels[i].last
		}
		if j-i+1 >= 5 {
			signals = append(signals, Signal{Trend, from, levels[j].last, j - i + 1, way, index})
		}
	}
	return signals
}

func twinChance(p *Phase, index int) (signals []Signal) {
	n := p.Useful
	if n >= 2 {
		p.HasAnhoej = true
		p.LongestRunMax, p.CrossingsMin = twinAnhoej(n)
	}
	if n < 10 {
		return nil
	}
	p.HasRunsLimits = true
	p.RunsLower, p.RunsUpper = twinRuns(n)
	if p.RunsSignal = p.Runs < p.RunsLower || p.RunsUpper < p.Runs; p.RunsSignal {
		signals = append(signals, Signal{Runs, p.From, p.To - 1, n, 0, index})
	}
	if p.Anhoej = p.LongestRun > p.LongestRunMax || p.Crossings < p.CrossingsMin; p.Anhoej {
		signals = append(signals, Signal{Anhoej, p.From, p.To - 1, n, 0, index})
	}
	return signals
}

// randomSeries has ties, slopes, steps, gaps, exclusions, zero denominators, phases and a baseline.
func randomSeries(r *rand.Rand) ([]Point, Options) {
	o := Options{Chart: Chart(r.IntN(9)), Baseline: r.IntN(3) * r.IntN(15)}
	if r.IntN(2) == 0 {
		o.Per = []float64{0, 1000, 0.5}[r.IntN(3)]
	}
	n, levels := r.IntN(70), 1+r.IntN(9)
	points := make([]Point, n)
	step, slope := r.IntN(4), r.IntN(3)
	for i := range points {
		p := &points[i]
		p.Num = float64(r.IntN(levels) + i/20*step + i/6*slope)
		p.Den = 1
		switch o.Chart {
		case P, PPrime, U, UPrime:
			p.Den = p.Num + float64(r.IntN(5)*r.IntN(4))
		case I, Run:
			p.Num -= float64(levels / 2)
			p.Den = float64(1 + r.IntN(2))
		}
		p.Missing = r.IntN(12) == 0
		p.Excluded = r.IntN(12) == 0
	}
	for range r.IntN(3) {
		o.Phases = append(o.Phases, r.IntN(n+1))
	}
	slices.Sort(o.Phases)
	return points, o
}

func TestAgreesWithTwin(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	seen := map[string]int{}
	for i := range 1500 {
		points, o := randomSeries(r)
		got, want := Analyze(points, o), twin(points, o)
		if err := equal(got, want); err != nil {
			t.Fatalf("series %d: %v\n%+v\n%+v", i, err, o, points)
		}
		for _, s := range want.Signals {
			seen[fmt.Sprint(o.Chart, s.Rule)]++
		}
	}
	for c := Run; c <= T; c++ { // the series are of no use if they don't make the rules speak
		for _, rule := range []Rule{Shift, Runs, Anhoej} {
			if seen[fmt.Sprint(c, rule)] == 0 {
				t.Errorf("no signal of rule %d on chart %d", rule, c)
			}
		}
		if (seen[fmt.Sprint(c, Trend)] > 0) != (c == Run) || (seen[fmt.Sprint(c, Outside)] > 0) != (c != Run) {
			t.Errorf("chart %d: %d trends, %d outside", c, seen[fmt.Sprint(c, Trend)], seen[fmt.Sprint(c, Outside)])
		}
	}
}

// equal compares figures to 1e-9 and all the rest exactly.
func equal(got, want Analysis) error {
	if len(got.Points) != len(want.Points) || len(got.Phases) != len(want.Phases) {
		return fmt.Errorf("%d points, %d phases, want %d, %d", len(got.Points), len(got.Phases), len(want.Points), len(want.Phases))
	}
	for i, g := range got.Points {
		w := want.Points[i]
		ok := near12(g.Value, w.Value) && near12(g.Center, w.Center) && near12(g.LCL, w.LCL) && near12(g.UCL, w.UCL)
		g.Value, g.Center, g.LCL, g.UCL = w.Value, w.Center, w.LCL, w.UCL
		if !ok || g != w {
			return fmt.Errorf("point %d: got %+v, want %+v", i, got.Points[i], w)
		}
	}
	for i, g := range got.Phases {
		w := want.Phases[i]
		ok := near12(g.Center, w.Center)
		if g.Center = w.Center; !ok || g != w {
			return fmt.Errorf("phase %d: got %+v, want %+v", i, got.Phases[i], w)
		}
	}
	if !slices.Equal(got.Signals, want.Signals) {
		return fmt.Errorf("signals: got %+v, want %+v", got.Signals, want.Signals)
	}
	return nil
}

// near12 also takes what is left of a difference that is zero on paper.
func near12(a, b float64) bool { return near(a, b) || math.Abs(a-b) < 1e-12 }
