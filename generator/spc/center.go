package spc

import (
	"math"
	"slices"
)

// huge bounds what is taken for a figure, so that no sum or square of figures overflows.
const huge = 1e100

// scale is the multiplier that per asks for.
func scale(per float64) float64 {
	if per > 0 && per <= huge {
		return per
	}
	return 1
}

// raw is Num/Den, the figure before it is multiplied.
func (p Point) raw() float64 { return p.Num / p.Den }

// hasFigure tells whether the point has a figure on the chart. It is false for a NaN, as every comparison with one is.
func (p Point) hasFigure(c Chart) bool {
	return !p.Missing && math.Abs(p.Num) <= huge && p.Den >= 1/huge && p.Den <= huge && (c != T || p.raw() > 0)
}

// figures fills in the values and the floor for ties, and returns the number of usable points.
func (s *span) figures() (n int) {
	largest := 0.0
	for i, p := range s.points {
		f := &s.fitted[i]
		f.Phase = int32(s.index)
		if !p.hasFigure(s.chart) {
			continue
		}
		f.Value, f.HasValue = p.raw()*s.per, true
		if !p.Excluded {
			n++
			largest = max(largest, math.Abs(f.Value))
		}
	}
	s.floor = largest * 1e-13
	return n
}

// usable tells whether point i of the phase counts.
func (s *span) usable(i int) bool { return s.fitted[i].HasValue && !s.points[i].Excluded }

// base is where the points end that the lines are taken from. It and the centres below need a usable point.
func (s *span) base() int {
	n := 0
	for i := range s.points {
		if s.usable(i) {
			n++
		}
		if n > 0 && n == s.baseline {
			return i + 1
		}
	}
	return len(s.points)
}

// median is the middle figure of the base, or the mean of the two in the middle.
func (s *span) median(base int) float64 {
	var few [256]float64
	y := few[:0]
	for i := range base {
		if s.usable(i) {
			y = append(y, s.points[i].raw())
		}
	}
	slices.Sort(y)
	return (y[(len(y)-1)/2] + y[len(y)/2]) / 2
}

// mean is the mean of the base's figures, each seen through f.
func (s *span) mean(base int, f func(float64) float64) float64 {
	sum, n := 0.0, 0.0
	for i := range base {
		if s.usable(i) {
			sum += f(s.points[i].raw())
			n++
		}
	}
	return sum / n
}

// pooled is Σnum/Σden over the base.
func (s *span) pooled(base int) float64 {
	num, den := 0.0, 0.0
	for i := range base {
		if s.usable(i) {
			num += s.points[i].Num
			den += s.points[i].Den
		}
	}
	return num / den
}

// compare is -1, 0 or +1 as a is below b, ties with it, or is above it. Differences up to floor are ties.
func compare(a, b, floor float64) int {
	if d := a - b; math.Abs(d) <= max(1e-9*max(math.Abs(a), math.Abs(b)), floor) {
		return 0
	} else if d < 0 {
		return -1
	}
	return 1
}
