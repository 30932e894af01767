package spc

import "math"

const (
	// d2 is the mean range of two standard normal values: what turns a mean moving range into a sigma.
	d2 = 1.128
	// screen times the mean moving range is the upper limit of a range (D4 for two values).
	screen = 3.267
)

// lines are a phase's centre line and limits, in units of Num/Den. A product that is added to something is converted
// first: else some processors would fuse the two, and the last bit of a limit would depend on the machine.
type lines struct {
	center   float64
	ok       bool    // there is a centre line
	limits   bool    // there are limits
	byDen    bool    // limits are center ± width/√Den within least..most; else they are lcl and ucl at every point
	width    float64 // 3 sigma where Den is 1
	lcl, ucl float64
	least    float64
	most     float64
}

// at gives the limits at a point with the denominator.
func (l *lines) at(den float64) (lcl, ucl float64) {
	if !l.byDen {
		return l.lcl, l.ucl
	}
	half := l.width / math.Sqrt(den)
	return max(l.center-half, l.least), min(l.center+half, l.most)
}

// lines reckons the phase's lines from its base; there are none without a usable point.
func (s *span) lines(usable int) (l lines) {
	if usable == 0 {
		return l
	}
	l.ok = true
	base := s.base()
	switch s.chart {
	case P, PPrime:
		s.fraction(&l, base)
	case U, UPrime:
		s.rate(&l, base)
	case C:
		s.count(&l, base)
	case I:
		s.individuals(&l, base)
	case G:
		s.between(&l, base)
	case T:
		s.times(&l, base)
	default:
		l.center = s.median(base)
	}
	return l
}

// fraction gives a p chart's lines (Shewhart's binomial limits; Provost & Murray, The Health Care Data Guide, 2011).
func (s *span) fraction(l *lines, base int) {
	l.center = s.pooled(base)
	l.byDen, l.most = true, 1
	l.width = 3 * math.Sqrt(l.center*(1-l.center))
	l.limits = l.center >= 0 && l.center <= 1
	if s.chart == PPrime {
		s.inflate(l, base)
	}
}

// rate gives a u chart's lines (Shewhart's Poisson limits; Provost & Murray 2011).
func (s *span) rate(l *lines, base int) {
	l.center = s.pooled(base)
	l.byDen, l.most = true, math.Inf(1)
	l.width = 3 * math.Sqrt(l.center)
	l.limits = l.center >= 0
	if s.chart == UPrime {
		s.inflate(l, base)
	}
}

// inflate multiplies sigma by σz, the variation between weeks that denominators do not explain (Laney, Improved
// control charts for attributes, Quality Engineering 2002). Without sigma every z is zero.
func (s *span) inflate(l *lines, base int) {
	z, ok := s.sigma(base, func(p Point) float64 {
		if l.width == 0 {
			return 0
		}
		return (p.raw() - l.center) * 3 * math.Sqrt(p.Den) / l.width
	})
	l.width *= z
	l.limits = l.limits && ok
}

// count gives a c chart's lines (Shewhart's Poisson limits; Provost & Murray 2011).
func (s *span) count(l *lines, base int) {
	l.center = s.mean(base, same)
	half := float64(3 * math.Sqrt(l.center))
	l.lcl, l.ucl = max(l.center-half, 0), l.center+half
	l.limits = l.center >= 0
}

// individuals gives an i chart's lines (Shewhart's; sigma from screened moving ranges, Nelson, Control charts for
// individual measurements, J Quality Technology 1982).
func (s *span) individuals(l *lines, base int) {
	l.center = s.mean(base, same)
	sigma, ok := s.sigma(base, Point.raw)
	half := float64(3 * sigma)
	l.lcl, l.ucl, l.limits = l.center-half, l.center+half, ok
}

// between gives a g chart's lines (Benneyan, Number-between g-type control charts, Health Care Management Science
// 2001): geometric limits about the mean, with the median as the line that half of the points should lie above.
func (s *span) between(l *lines, base int) {
	l.center = s.median(base)
	mean := s.mean(base, same)
	half := float64(3 * math.Sqrt(mean*(mean+1)))
	l.lcl, l.ucl = max(mean-half, 0), mean+half
	l.limits = mean >= 0
}

// times gives a t chart's lines (Nelson, A control chart for parts-per-million nonconforming items, J Quality
// Technology 1994): an i chart of y^(1/3.6), turned back. The power makes such times nearly normal.
func (s *span) times(l *lines, base int) {
	mean := s.mean(base, root)
	sigma, ok := s.sigma(base, func(p Point) float64 { return root(p.raw()) })
	half := float64(3 * sigma)
	l.center = unroot(mean)
	l.lcl, l.ucl = unroot(mean-half), unroot(mean+half)
	l.limits = ok
}

// sigma estimates the standard deviation of f over the base from its moving ranges; it is NaN, and ok false, without one.
func (s *span) sigma(base int, f func(Point) float64) (sigma float64, ok bool) {
	var few [256]float64
	ranges := few[:0]
	last, joined := 0.0, false
	for i := range base {
		if !s.fitted[i].HasValue {
			joined = false
		}
		if !s.usable(i) {
			continue
		}
		y := f(s.points[i])
		if joined {
			ranges = append(ranges, math.Abs(y-last))
		}
		last, joined = y, true
	}
	return screened(ranges) / d2, len(ranges) > 0
}

// screened is the mean of the ranges, taken again without those at or above 3.267 times it (Nelson 1982). Of no
// ranges, or where one is no number, it is NaN.
func screened(ranges []float64) float64 {
	sum := 0.0
	for _, r := range ranges {
		sum += r
	}
	mean := sum / float64(len(ranges))
	if mean == 0 {
		return 0 // all are zero, and none is to be dropped
	}
	kept, n := 0.0, 0.0
	for _, r := range ranges {
		if compare(r, screen*mean, 0) < 0 {
			kept += r
			n++
		}
	}
	return kept / n
}

// draw puts the lines onto the phase's points. A limit that no float64 holds is no limit.
func (s *span) draw(l lines) {
	for i := range s.fitted {
		f := &s.fitted[i]
		f.Center, f.HasCenter = l.center*s.per, l.ok
		if !f.HasValue || !l.limits {
			continue
		}
		lcl, ucl := l.at(s.points[i].Den)
		lcl, ucl = lcl*s.per, ucl*s.per
		if finite(lcl) && finite(ucl) {
			f.LCL, f.UCL, f.HasLimits = lcl, ucl, true
		}
	}
}

func finite(x float64) bool { return math.Abs(x) <= math.MaxFloat64 }
