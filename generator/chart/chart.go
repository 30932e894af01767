// Package chart draws a series twice with one geometry: as a static SVG, which
// is what everyone sees first, what prints and what works without JavaScript,
// and as options for ECharts, which lies over it for those who reach for
// detail. It is the only door to go-echarts, of which it uses the option types
// and nothing that renders.
//
// A [Plot] is everything that a chart shows, in the unit in which it is shown:
// a fraction's values and lines come in percent. Colours are never named here:
// the SVG has classes and the options have the names of custom properties
// (--plot-data), which the stylesheet defines for light, dark and print.
package chart

import (
	"math"
	"strings"

	"wallwalk/generator/plain"
)

// Size of a chart and of its margins, in pixels of the drawing. The right
// margin holds the labels of lines, the top one the names of phases and the
// badges of changes.
const (
	Width, Height                    = 720, 300
	left, right, top, bottom         = 44, 124, 40, 28
	plotWidth, plotHeight            = Width - left - right, Height - top - bottom
	labelGap                         = 18 // the least distance between two labels at the right
	badgeRadius, dotRadius, signSize = 8, 3.2, 5.5
)

// A Tone is what a signal means to the reader. Each has a shape as well as a
// colour.
type Tone uint8

const (
	Plain       Tone = iota // no signal: a dot
	Improvement             // ◆
	Concern                 // ▼
	Neutral                 // ■, where neither direction is better
)

// class is the tone's name in the stylesheet.
func (t Tone) class() string {
	return [...]string{"plain", "better", "worse", "neutral"}[t]
}

// A Plot is one chart.
type Plot struct {
	ID       string // unique on its page; letters, digits and hyphens
	Title    string // the headline, for those who hear the page
	Desc     string // what else they should hear
	Unit     string // shown with figures: "%"
	Decimals int    // of figures on the axis and at lines
	Points   []Point
	Phases   []Phase
	Goal     float64
	HasGoal  bool
	Marks    []Mark
	Bands    []Band
	Full     bool // a proportion: the axis may run to 100
}

// A Point is one week or event.
type Point struct {
	Label     string // on the axis: "1 Mar"
	Value     float64
	OK        bool // has a figure; a gap otherwise
	Hollow    bool // excluded, or too few teams
	Ringed    bool // outside the limits, or marked as astronomical
	Tone      Tone
	LCL, UCL  float64
	HasLimits bool
	Tip       *Tip // nil where the chart does not come to life
}

// A Tip is what a point says when it is pointed at.
type Tip struct {
	Title  string   `json:"title"`
	Figure string   `json:"figure"`
	Lines  []string `json:"lines,omitempty"`
}

// A Phase is a span with its own centre line; From and To are point indices,
// To exclusive.
type Phase struct {
	From, To  int
	Name      string
	Center    float64
	HasCenter bool
	Label     string // of the line: "median 58 %"
}

// A Mark is a change, at the point on or before which it began. At may lie
// between points.
type Mark struct {
	At     float64
	Number string
}

// A Band lies behind the points of a signal, both ends inclusive.
type Band struct {
	From, To int
	Tone     Tone
}

// x is where the point stands; points are evenly spaced.
func (p *Plot) x(i float64) float64 {
	return left + (i+0.5)*p.step()
}

func (p *Plot) step() float64 {
	return plotWidth / float64(max(len(p.Points), 1))
}

// An axis runs from Min to Max with a tick each Step.
type axis struct{ min, max, step float64 }

func (a axis) y(v float64) float64 {
	return top + plotHeight*(1-(v-a.min)/(a.max-a.min))
}

// axis starts at zero, or below the least figure where there are negative
// ones. A proportion's runs to 100, unless all that it shows is below 25: a
// repeat rate of four in a hundred would lie flat on the ground.
func (p *Plot) axis() axis {
	low, high := p.extent(true)
	return axisOf(low, high, p.Full)
}

func axisOf(low, high float64, full bool) axis {
	if full && high > 25 {
		return axis{0, 100, 20}
	}
	if high <= low {
		high = low + 1
	}
	step := niceStep((high - low) / 4)
	return axis{math.Floor(low/step+1e-9) * step, math.Ceil(high/step-1e-9) * step, step}
}

// extent is the least and the greatest figure that has to fit, zero included.
func (p *Plot) extent(limits bool) (low, high float64) {
	fit := func(v float64) { low, high = min(low, v), max(high, v) }
	for i := range p.Points {
		pt := &p.Points[i]
		if pt.OK {
			fit(pt.Value)
		}
		if limits && pt.HasLimits {
			fit(pt.LCL)
			fit(pt.UCL)
		}
	}
	for _, ph := range p.Phases {
		if ph.HasCenter {
			fit(ph.Center)
		}
	}
	if p.HasGoal {
		fit(p.Goal)
	}
	return low, high
}

// niceStep is the next of 1, 2, 2.5, 5 times a power of ten.
func niceStep(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if v <= m*power*(1+1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// every is how many points lie between two labels of the axis, so that about
// nine fit.
func (p *Plot) every() int {
	return max(1, (len(p.Points)+8)/9)
}

// A lineLabel is a text at the right end of a line.
type lineLabel struct {
	y           float64
	text, class string
}

// labels adds the last phase's line and the goal, far enough apart to be read.
func (p *Plot) labels(a axis, out []lineLabel) []lineLabel {
	if n := len(p.Phases); n > 0 && p.Phases[n-1].HasCenter {
		out = append(out, lineLabel{a.y(p.Phases[n-1].Center), plain.Upper(p.Phases[n-1].Label), "median"})
	}
	if p.HasGoal {
		out = append(out, lineLabel{a.y(p.Goal), "Goal " + p.figure(p.Goal), "goal"})
	}
	for i := range out {
		if text := out[i].text; float64(len([]rune(text)))*7.4 > right-8 {
			out[i].text = fit(strings.TrimSuffix(text, "\u00A0"+p.Unit), right-8)
		}
	}
	if len(out) == 2 {
		spread(&out[0].y, &out[1].y)
	}
	return out
}

// spread moves two labels apart, each the same way, and keeps both inside.
func spread(a, b *float64) {
	if *a > *b {
		a, b = b, a
	}
	if gap := labelGap - (*b - *a); gap > 0 {
		*a, *b = *a-gap/2, *b+gap/2
	}
	if over := *b - (Height - bottom); over > 0 {
		*a, *b = *a-over, *b-over
	}
}

// figure says a number in the plot's unit.
func (p *Plot) figure(v float64) string {
	return Figure(v, p.Decimals, p.Unit)
}
