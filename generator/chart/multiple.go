package chart

import (
	"math"

	"wallwalk/generator/markup"
)

// A Frame is what small charts share, so that they can be compared: the axis
// from low to high, and how many places there are from left to right.
type Frame struct {
	Low, High float64
	Places    int
}

// Hold widens f so that the plot's points, centre lines and goal are inside,
// from zero on.
func (f Frame) Hold(p *Plot, first int) Frame {
	see := func(v float64) { f.Low, f.High = min(f.Low, v), max(f.High, v) }
	for _, pt := range p.Points {
		if pt.OK {
			see(pt.Value)
		}
	}
	for _, ph := range p.Phases {
		if ph.HasCenter {
			see(ph.Center)
		}
	}
	if p.HasGoal {
		see(p.Goal)
	}
	f.Places = max(f.Places, first+len(p.Points))
	return f
}

// The small chart's size, in pixels.
const (
	smallWidth, smallHeight = 300.0, 120.0
	smallLeft, smallPad     = 44.0, 8.0
)

// Multiple appends one of several small charts in a common frame; the plot's
// first point stands at the place first. The axis names its two ends.
func Multiple(b []byte, p *Plot, f Frame, first int) []byte {
	high := f.High
	if high <= f.Low {
		high = f.Low + 1
	}
	x := func(i int) float64 {
		return smallLeft + 6 + float64(first+i)*(smallWidth-smallLeft-smallPad-6)/math.Max(float64(f.Places-1), 1)
	}
	y := func(v float64) float64 {
		return smallPad + (smallHeight-2*smallPad)*(1-(v-f.Low)/(high-f.Low))
	}
	b = append(b, `<svg class="plot multiple" width="300" height="120" viewBox="0 0 300 120" aria-hidden="true" focusable="false">`...)
	for _, v := range []float64{f.Low, high} {
		b = line(b, "plot-grid", smallLeft, y(v), smallWidth-smallPad, y(v))
		b = markup.Attr(append(b, "<text"...), "class", "plot-tick")
		b = markup.Coord(markup.Coord(b, "x", smallLeft-6), "y", y(v)+4)
		b = markup.Text(append(b, ` text-anchor="end">`...), Figure(v, p.Decimals, p.Unit))
		b = append(b, "</text>"...)
	}
	for _, ph := range p.Phases {
		if ph.HasCenter {
			b = line(b, "plot-center", x(ph.From), y(ph.Center), x(max(ph.To-1, ph.From)), y(ph.Center))
		}
	}
	b = p.data(b, x, y)
	for i, pt := range p.Points {
		if pt.OK {
			class := "plot-dot plot-" + pt.Tone.class()
			if pt.Hollow {
				class += " plot-hollow"
			}
			b = sign(b, class, pt.Tone, x(i), y(pt.Value), 3.4)
		}
	}
	if p.HasGoal {
		b = line(b, "plot-goal-line", smallLeft, y(p.Goal), smallWidth-smallPad, y(p.Goal))
	}
	return append(b, `</svg>`...)
}
