package spc

import (
	"math"
	"slices"
	"sync/atomic"
)

const (
	shiftPoints  = 6
	trendPoints  = 5
	chancePoints = 10 // useful points from which the runs and anhoej rules speak
)

// shifts finds shifts: six or more useful points in a row on one side of the centre line (Perla, Provost & Murray, The
// run chart, BMJ Quality & Safety 2011). Points on the line neither break nor count. The span runs from the first
// useful point to the last usable one before the line is crossed, so points on the line within it or after it lie
// inside, as the R package runchart marks them. On the way it counts the phase's useful points, runs and crossings.
func (s *span) shifts(p *Phase, found []Signal) []Signal {
	side, from, to := 0, 0, 0
	for i, f := range s.fitted {
		if !f.HasCenter || !s.usable(i) {
			continue
		}
		now := compare(f.Value, f.Center, s.floor)
		if now == -side && side != 0 {
			found = s.shift(p, found, from, to, side)
			p.Crossings++
			p.LastRun = 0
		}
		if now != 0 {
			if p.LastRun == 0 {
				from = i
			}
			side = now
			p.Useful++
			p.LastRun++
			p.LongestRun = max(p.LongestRun, p.LastRun)
		}
		to = i
	}
	return s.shift(p, found, from, to, side)
}

func (s *span) shift(p *Phase, found []Signal, from, to, side int) []Signal {
	if p.LastRun < shiftPoints {
		return found
	}
	return append(found, s.signal(Shift, from, to, p.LastRun, side))
}

// trends finds trends: five or more points in a row all rising or all falling (Perla, Provost & Murray 2011). Equal
// neighbours count once and neither break nor add; the centre line plays no part. The span holds all of the equal
// points at its end and at a turn, where the next trend starts; of those that the phase begins with, only the last.
func (s *span) trends(found []Signal) []Signal {
	dir, from, count := 0, 0, 0
	turn, last := -1, -1 // the first of the newest equal points, and the newest
	for i := range s.fitted {
		if !s.usable(i) {
			continue
		}
		now := 0
		if last >= 0 {
			now = compare(s.fitted[i].Value, s.fitted[last].Value, s.floor)
		}
		if now != 0 && now != dir {
			found = s.trend(found, from, last, count, dir)
			dir, from, count = now, turn, 1
		}
		if now != 0 {
			count++
		}
		if now != 0 || dir == 0 {
			turn = i
		}
		last = i
	}
	return s.trend(found, from, last, count, dir)
}

func (s *span) trend(found []Signal, from, to, count, dir int) []Signal {
	if count < trendPoints {
		return found
	}
	return append(found, s.signal(Trend, from, to, count, dir))
}

// outside marks and finds usable points strictly beyond a limit (Shewhart, Economic Control of Quality, 1931).
func (s *span) outside(found []Signal) []Signal {
	for i := range s.fitted {
		f := &s.fitted[i]
		if !f.HasLimits || !s.usable(i) {
			continue
		}
		side := 0
		if compare(f.Value, f.UCL, s.floor) > 0 {
			side = 1
		} else if compare(f.Value, f.LCL, s.floor) < 0 {
			side = -1
		}
		if f.Outside = side != 0; f.Outside {
			found = append(found, s.signal(Outside, i, i, 1, side))
		}
	}
	return found
}

// chance holds the phase's runs against [RunsLimits] and its longest run and crossings against [AnhoejLimits], and
// appends the verdicts.
func (s *span) chance(p *Phase, found []Signal) []Signal {
	if p.Useful > 0 {
		p.Runs = p.Crossings + 1
	}
	c := chanceOf(p.Useful)
	p.RunsLower, p.RunsUpper, p.HasRunsLimits = c.runsLower, c.runsUpper, c.hasRuns
	p.LongestRunMax, p.CrossingsMin, p.HasAnhoej = c.longestMax, c.crossingsMin, c.hasAnhoej
	p.RunsSignal = p.HasRunsLimits && (p.Runs < p.RunsLower || p.Runs > p.RunsUpper)
	p.Anhoej = p.Useful >= chancePoints && (p.LongestRun > p.LongestRunMax || p.Crossings < p.CrossingsMin)
	if p.RunsSignal {
		found = append(found, s.signal(Runs, 0, len(s.points)-1, p.Useful, 0))
	}
	if p.Anhoej {
		found = append(found, s.signal(Anhoej, 0, len(s.points)-1, p.Useful, 0))
	}
	return found
}

// A chance is what chance gives for a number of useful points.
type chance struct {
	runsLower, runsUpper, longestMax, crossingsMin int
	hasRuns, hasAnhoej                             bool
}

// chances are those of up to five years of weeks, each from when it is asked for first.
var chances [261]atomic.Pointer[chance]

func chanceOf(useful int) *chance {
	if useful < len(chances) {
		if c := chances[useful].Load(); c != nil {
			return c
		}
	}
	c := &chance{}
	c.runsLower, c.runsUpper, c.hasRuns = RunsLimits(useful)
	c.longestMax, c.crossingsMin, c.hasAnhoej = AnhoejLimits(useful)
	if useful < len(chances) {
		chances[useful].Store(c)
	}
	return c
}

// faint is a weight, against 1 at the distribution's middle, below which tails add nothing to a float64's sum.
const faint = 1e-25

// RunsLimits gives the fewest and the most runs that chance gives for so many useful points, half of them on each
// side: fewer than lo, like more than hi, come in no more than 2.5 % of series. It is exact (Swed & Eisenhart, Tables
// for testing randomness of grouping in a sequence of alternatives, Annals of Mathematical Statistics 1943; as the run
// chart's rule, Perla, Provost & Murray 2011). ok is false below 10 useful points.
//
// With w(k) = C(n1−1,k−1)·C(n2−1,k−1), 2k runs have the weight 2w(k) and 2k+1 runs w(k)·(n−2k)/k; the sum of all is
// Σ w(k)·n/k. Weights start from 1 in the middle, so that no binomial is too large for a float64.
func RunsLimits(useful int) (lo, hi int, ok bool) {
	if useful < chancePoints {
		return 0, 0, false
	}
	n, n1 := float64(useful), float64(useful/2)
	n2 := n - n1
	middle := math.Round(n / 4)
	first, w, total := middle, 1.0, 0.0
	for k, v := middle, 1.0; v > faint; k-- {
		first, w = k, v
		total += v * n / k
		v *= (k - 1) * (k - 1) / ((n1 - k + 1) * (n2 - k + 1))
	}
	last, u := middle, 1.0
	for k, v := middle, 1.0; v > faint; k++ {
		last, u = k, v
		if k > middle {
			total += v * n / k
		}
		v *= (n1 - k) * (n2 - k) / (k * k)
	}
	return fewestRuns(n, n1, first, w, total/40), mostRuns(n, n1, last, u, total/40), true
}

// fewestRuns adds weights from k, whose own is w, upwards, and returns the number of runs at which they pass tail.
func fewestRuns(n, n1, k, w, tail float64) int {
	for sum := 0.0; ; k++ {
		if sum += 2 * w; sum > tail {
			return int(2 * k)
		}
		if sum += w * (n - 2*k) / k; sum > tail {
			return int(2*k + 1)
		}
		w *= (n1 - k) * (n - n1 - k) / (k * k)
	}
}

// mostRuns is fewestRuns from k downwards.
func mostRuns(n, n1, k, w, tail float64) int {
	for sum := 0.0; ; k-- {
		if sum += w * (n - 2*k) / k; sum > tail {
			return int(2*k + 1)
		}
		if sum += 2 * w; sum > tail {
			return int(2 * k)
		}
		w *= (k - 1) * (k - 1) / ((n1 - k + 1) * (n - n1 - k + 1))
	}
}

// AnhoejLimits gives the longest run and the fewest crossings that chance gives for so many useful points: log2 n,
// rounded, plus 3, and the 5 % quantile of Binomial(n−1, 0.5) (Anhøj & Olesen, Run charts revisited, PLOS ONE 2014;
// Anhøj & Wentzel-Larsen, Sense and sensibility, BMC Medical Research Methodology 2018). ok is false below 2 useful
// points; the verdict is for 10 and more.
func AnhoejLimits(useful int) (longestMax, crossingsMin int, ok bool) {
	if useful < 2 {
		return 0, 0, false
	}
	n := float64(useful - 1)
	middle := math.Floor(n / 2)
	first, w, lower := middle, 1.0, 0.0
	for k, v := middle, 1.0; v > faint; k-- {
		first, w = k, v
		lower += v
		v *= k / (n - k + 1)
	}
	total := 2 * lower // the upper half mirrors the lower, and an even n's middle belongs to both
	if n == 2*middle {
		total--
	}
	k := first
	for sum := w; sum < total/20; sum += w {
		w *= (n - k) / (k + 1)
		k++
	}
	return int(math.Round(math.Log2(float64(useful)))) + 3, int(k), true
}

// LastingShift finds a shift that calls for a new phase: the newest of the last phase, if it has at least atLeast
// useful points and no useful point since lies on the other side. The signal means nothing where ok is false.
func LastingShift(a Analysis, atLeast int) (s Signal, ok bool) {
	for _, s := range slices.Backward(a.Signals) {
		if s.Rule != Shift || s.Phase != len(a.Phases)-1 {
			continue
		}
		// Where the phase ends in a run that is no shift, that run is shorter than any shift, so lengths differ.
		return s, s.Points >= atLeast && s.Points == a.Phases[s.Phase].LastRun
	}
	return Signal{}, false
}
