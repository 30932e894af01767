// Package spc says what a run chart or a Shewhart chart says. It knows numbers only: no dates, no words, no files.
//
// # Figures
//
// A series is a slice of [Point], one for every week or event, in order. The figure is Num/Den × Per. A point has no
// figure where it is Missing, where Den is not above zero, where a number is not finite or its size is beyond 1e100
// (or Den's below 1e-100), and, on a t chart, where Num/Den is not above zero. A point is usable where it has a figure
// and is not Excluded; it is useful where it is usable and not on the centre line. Points that are not usable count
// for no centre line, limit or rule.
//
// Two numbers are the same, a tie, where they differ by no more than 1e-9 of the larger, or by no more than 1e-13 of
// the phase's largest figure: the second keeps a mean near zero honest. So 2/12 lies on a median of 7/42, and every
// comparison below, with a centre line, a limit or a neighbour, is made in this way.
//
// # Phases
//
// Each phase is analysed alone: no run, trend or moving range crosses its edge. The first phase may take its lines
// from its first Baseline usable points; the rules still run over all of its points.
//
// # Lines
//
//	chart    centre                   limits (3 sigma)
//	Run      median                   none
//	P        Σnum/Σden                CL ± 3√(CL(1−CL)/den), kept in 0..1
//	PPrime   Σnum/Σden                as P, sigma × σz
//	U        Σnum/Σden                CL ± 3√(CL/den), floor 0
//	UPrime   Σnum/Σden                as U, sigma × σz
//	C        mean                     CL ± 3√CL, floor 0
//	I        mean                     CL ± 3 × MR/1.128
//	G        median                   mean ± 3√(mean(mean+1)), floor 0
//	T        mean of y^(1/3.6),       as I on y^(1/3.6), floor 0,
//	         to the power of 3.6      to the power of 3.6
//
// Lines are reckoned in Num/Den and then multiplied by Per. MR is the mean moving range, screened once; σz is the
// screened mean of |Δz| over 1.128, where z is a figure's distance from the centre in its own sigma. A range joins
// neighbouring usable points: a point without a figure between them breaks it, an excluded one does not. Where there
// is no range, or sigma is no number (a fraction above 1, a negative count), there are no limits; limits of zero width
// are limits. Limits stand at the points that have a figure, the centre line at every point of its phase.
//
// # Rules
//
// Each function that finds a signal names its source. A run chart is read for [Shift], [Trend], [Runs] and [Anhoej]; a
// Shewhart chart for [Outside], [Shift], [Runs] and [Anhoej] on its centre line. A trend of five is a run chart's
// rule: on a chart with limits it would add alarms that those charts' own literature does not count on, so it is not
// looked for. Which signals are shown is the caller's choice. There is never a NaN or an infinity in a result.
package spc

import "slices"

// Chart is the kind of chart, and so of centre line and limits.
type Chart uint8

const (
	Run    Chart = iota // run chart
	P                   // fraction of a whole
	PPrime              // Laney's p′
	U                   // rate
	UPrime              // Laney's u′
	C                   // count
	I                   // individual values
	G                   // cases between events
	T                   // days between events
)

// Point is one week's or event's figure, Num/Den × Options.Per. Den is 1 for counts, values and events.
type Point struct {
	Num, Den float64
	Missing  bool // no figure: a missing week, `none`, 0/0
	Excluded bool // has a figure, but counts for no line, limit or rule
}

// Options say how a series is analysed. The zero value is a run chart of one phase.
type Options struct {
	Chart    Chart
	Per      float64 // multiplies figures and lines; 0 (or anything not above 0 and at most 1e100) means 1
	Baseline int     // the first phase's lines come from its first Baseline usable points; 0 = all
	Phases   []int   // index of the first point of each later phase, ascending; the first phase starts at point 0
}

// Fitted is what the chart draws at the point of the same index, in the figures' unit.
type Fitted struct {
	Value, Center float64 // the centre line is also at points without a figure
	LCL, UCL      float64
	Phase         int32 // index into Analysis.Phases
	HasValue      bool
	HasCenter     bool
	HasLimits     bool
	Outside       bool // strictly beyond a limit
}

// Phase is the summary of one phase. Figures that do not exist are zero, and their Has is false.
type Phase struct {
	From, To  int // point indices: From inclusive, To exclusive
	N, Useful int // usable points; useful points

	Center    float64
	HasCenter bool // false where the phase has no usable point

	LongestRun, LongestRunMax int  // useful points in the longest run, and the most that chance gives
	Crossings, CrossingsMin   int  // of the centre line, and the fewest that chance gives
	HasAnhoej                 bool // the four above mean something: Useful >= 2
	Anhoej                    bool // verdict: a signal; never below 10 useful points

	Runs, RunsLower, RunsUpper int  // runs, and the fewest and most that chance gives
	HasRunsLimits              bool // limits exist from 10 useful points
	RunsSignal                 bool

	LastRun int // useful points of the run that the phase ends in
}

// Rule is a reason to call a pattern a signal.
type Rule uint8

const (
	Shift Rule = iota
	Trend
	Runs
	Anhoej
	Outside
)

// Signal is one finding of one rule within one phase.
type Signal struct {
	Rule     Rule
	From, To int // point indices, both inclusive; of runs and anhoej the phase's first and last; of outside the point
	Points   int // useful points of a shift, counted ones of a trend, 1 of outside, the phase's useful ones of runs and anhoej
	Side     int // +1 above the centre line or rising, -1 below or falling, 0 of runs and anhoej
	Phase    int // index into Analysis.Phases
}

// Analysis is all that a chart says. Points has one entry for each point, Phases one for the first phase and each of
// Options.Phases. Signals are sorted by From, then Rule; nil where there are none.
type Analysis struct {
	Points  []Fitted
	Phases  []Phase
	Signals []Signal
}

// Analyze gives a series its lines and finds its signals. A phase's start that is out of order or beyond the series is
// moved to the nearest place that keeps the order, so such a phase may be empty; indices stay those of o.Phases.
func Analyze(points []Point, o Options) Analysis {
	a := Analysis{Points: make([]Fitted, len(points)), Phases: make([]Phase, len(o.Phases)+1)}
	var few [64]Signal // nearly every series has fewer, so that signals cost one allocation, of their own size
	found := few[:0]
	from := 0
	for i := range a.Phases {
		to := len(points)
		if i < len(o.Phases) {
			to = min(max(o.Phases[i], from), to)
		}
		s := span{
			chart: o.Chart, per: scale(o.Per), index: i, from: from,
			points: points[from:to], fitted: a.Points[from:to],
		}
		if i == 0 {
			s.baseline = o.Baseline
		}
		a.Phases[i], found = s.analyze(found)
		from = to
	}
	slices.SortFunc(found, before)
	a.Signals = append(a.Signals, found...)
	return a
}

// before orders signals. No two of one rule start at the same point: a phase has one runs and one anhoej at most.
func before(a, b Signal) int {
	if a.From != b.From {
		return a.From - b.From
	}
	return int(a.Rule) - int(b.Rule)
}

// span is one phase at work.
type span struct {
	chart    Chart
	per      float64
	baseline int      // 0 = all
	index    int      // of the phase
	from     int      // index of points[0] in the series
	points   []Point  // the phase's own
	fitted   []Fitted // the same, to be filled
	floor    float64  // figures nearer than this are ties whatever their size
}

// analyze fills the span's fitted points, sums the phase up, and appends its signals to found.
func (s *span) analyze(found []Signal) (Phase, []Signal) {
	p := Phase{From: s.from, To: s.from + len(s.points)}
	p.N = s.figures()
	l := s.lines(p.N)
	s.draw(l)
	p.Center, p.HasCenter = l.center*s.per, l.ok
	found = s.shifts(&p, found)
	if s.chart == Run {
		found = s.trends(found)
	} else {
		found = s.outside(found)
	}
	return p, s.chance(&p, found)
}

// signal is a finding in the phase, its ends counted from the phase's first point.
func (s *span) signal(r Rule, from, to, points, side int) Signal {
	return Signal{Rule: r, From: s.from + from, To: s.from + to, Points: points, Side: side, Phase: s.index}
}
