package chart

import (
	"math"

	"wallwalk/generator/markup"
)

// A Frame is what small charts share, so that they can be compared: the axis
// from low to high, how many places there are from left to right, and what
// the first and the last are called, where they are the same for all.
type Frame struct {
	Low, High   float64
	Full        bool // a proportion, as in [Plot]
	Places      int
	First, Last string
}

// Hold widens f so that all of a plot is inside, whose first point stands at
// the place first.
func (f Frame) Hold(p *Plot, first int) Frame {
	low, high := p.extent(false)
	f.Low, f.High, f.Full = min(f.Low, low), max(f.High, high), p.Full
	f.Places = max(f.Places, first+len(p.Points))
	return f
}

// The small chart's size, in pixels.
const (
	smallWidth, smallHeight = 300.0, 136.0
	smallLeft, smallPad     = 44.0, 8.0
	smallSign               = 3.4
	smallFoot               = 24.0 // for the names of the first and the last place
)

// Multiple appends one of several small charts in a common frame; the plot's
// first point stands at the place first. The axis names its two ends.
func Multiple(b []byte, p *Plot, f Frame, first int) []byte {
	a := axisOf(f.Low, f.High, f.Full)
	x := func(i int) float64 { return smallX(first+i, f.Places) }
	y := func(v float64) float64 {
		return smallPad + (smallHeight-smallPad-smallFoot)*(1-(v-a.min)/(a.max-a.min))
	}
	b = append(b, `<svg class="plot multiple" width="300" height="136" viewBox="0 0 300 136" aria-hidden="true" focusable="false">`...)
	b = append(b, `<path class="plot-grid" d="`...)
	for _, v := range []float64{a.min, a.max} {
		b = markup.Decimal(append(point(b, 'M', smallLeft, y(v)), 'H'), smallWidth-smallPad)
	}
	b = append(b, `"/><g class="plot-tick" text-anchor="end">`...)
	for _, v := range []float64{a.min, a.max} {
		b = text(b, "", smallLeft-6, y(v)+4, p.tick(v, p.Decimals, a))
	}
	b = text(b, "", smallWidth-smallPad, smallHeight-6, f.Last)
	b = append(b, `</g><g class="plot-tick">`...)
	b = append(text(b, "", smallLeft, smallHeight-6, f.First), `</g>`...)
	for _, ph := range p.Phases {
		if ph.HasCenter {
			b = line(b, "plot-center", x(ph.From), y(ph.Center), x(max(ph.To-1, ph.From)), y(ph.Center))
		}
	}
	var held held
	xs := smalls.of(f.Places, func(all *Plot, i float64) float64 { return smallX(int(i), len(all.Points)) })
	at := p.places(&held, xs[min(first, len(xs)):], x, y)
	b = p.data(b, at)
	b = p.dots(b, at, x, y, smallSign)
	if p.HasGoal {
		b = line(b, "plot-goal-line", smallLeft, y(p.Goal), smallWidth-smallPad, y(p.Goal))
	}
	return append(b, `</svg>`...)
}

// smallX is where one of so many places is.
func smallX(place, places int) float64 {
	return smallLeft + 6 + float64(place)*(smallWidth-smallLeft-smallPad-6)/math.Max(float64(places-1), 1)
}

// smalls are how the places are written.
var smalls memory
