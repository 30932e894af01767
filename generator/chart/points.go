package chart

import (
	"sync/atomic"

	"wallwalk/generator/markup"
)

// Places are where the points stand, as it is written: "49.8 170.2". The line
// and the dots both write it.
type places struct {
	text []byte
	ends []int32 // of each in text
}

// held is what the places of most charts fit into.
type held struct {
	text [64 * len("123.4 123.4")]byte
	ends [64]int32
}

// places writes them; xs are what x gives, as it is written, where somebody knows
// it already.
func (p *Plot) places(in *held, xs []string, x func(i int) float64, y func(v float64) float64) places {
	at := places{in.text[:0], in.ends[:0]}
	for i := range p.Points {
		if pt := &p.Points[i]; pt.OK {
			if xs != nil {
				at.text = append(at.text, xs[i]...)
			} else {
				at.text = markup.Decimal(at.text, x(i))
			}
			at.text = markup.Decimal(append(at.text, ' '), y(pt.Value))
		}
		at.ends = append(at.ends, int32(len(at.text)))
	}
	return at
}

// A memory keeps how something is written that is the same on all charts of as
// many points: a cohort's are nearly all as long. Two years of weeks are kept.
type memory [106]atomic.Pointer[[]string]

// of is what at gives for each of n points, as it is written; nil where it isn't
// kept.
func (w *memory) of(n int, at func(p *Plot, i float64) float64) []string {
	if n >= len(w) {
		return nil
	}
	texts := w[n].Load()
	if texts == nil {
		p, all := &Plot{Points: make([]Point, n)}, make([]string, n)
		for i := range all {
			all[i] = string(markup.Decimal(nil, at(p, float64(i))))
		}
		texts = &all
		w[n].Store(texts)
	}
	return *texts
}

// Where points stand from the left, and where the steps at them end.
var middles, ends memory

func (p *Plot) end(i float64) float64 { return p.x(i) + p.step()/2 }

func (at places) append(b []byte, i int) []byte {
	from := int32(0)
	if i > 0 {
		from = at.ends[i-1]
	}
	return append(b, at.text[from:at.ends[i]]...)
}

// data is the thin line between neighbours; a gap where there is no figure.
// It passes excluded points by.
func (p *Plot) data(b []byte, at places) []byte {
	b = append(b, `<path class="plot-data" d="`...)
	pen := byte('M')
	for i := range p.Points {
		switch pt := &p.Points[i]; {
		case !pt.OK:
			pen = 'M'
		case !pt.Hollow:
			b = at.append(append(b, pen), i)
			pen = 'L'
		}
	}
	return append(b, `"/>`...)
}

// dots are the points themselves: shape and colour say what they are. Those of
// one tone are one path.
func (p *Plot) dots(b []byte, at places, xOf func(i int) float64, yOf func(v float64) float64, size float64) []byte {
	for i := range p.Points {
		if pt := &p.Points[i]; pt.OK && pt.Ringed {
			b = circle(b, "plot-ring", xOf(i), yOf(pt.Value), size+3)
		}
	}
	for t := range Tone(len(dotClass)) {
		var held [32]byte
		rest := held[:0] // of each dot, once there is one
		for i := range p.Points {
			pt := &p.Points[i]
			if !pt.OK || pt.Hollow || pt.Tone != t {
				continue
			}
			if len(rest) == 0 {
				b, rest = append(begin(b, "path", dotClass[t]), ` d="`...), outline(rest, t, size)
			}
			if t == Plain {
				b = at.append(append(b, 'M'), i)
			} else {
				b = corner(b, t, xOf(i), yOf(pt.Value), size)
			}
			b = append(b, rest...)
		}
		if len(rest) > 0 {
			b = append(b, `"/>`...)
		}
	}
	for i := range p.Points {
		switch pt := &p.Points[i]; {
		case !pt.OK || !pt.Hollow:
		case pt.Tone == Plain:
			b = circle(b, "plot-dot plot-hollow", xOf(i), yOf(pt.Value), dotRadius)
		default:
			b = sign(b, "plot-dot plot-hollow", pt.Tone, xOf(i), yOf(pt.Value), size)
		}
	}
	return b
}

var dotClass = [...]string{Plain: "plot-dot plot-plain", Improvement: "plot-dot plot-better", Concern: "plot-dot plot-worse", Neutral: "plot-dot plot-neutral"}

// sign draws a tone's shape around a centre.
func sign(b []byte, class string, t Tone, x, y, r float64) []byte {
	b = corner(append(begin(b, "path", class), ` d="`...), t, x, y, r)
	return append(outline(b, t, r), `"/>`...)
}

// corner sets the pen down where a tone's shape around a centre begins.
func corner(b []byte, t Tone, x, y, r float64) []byte {
	return point(b, 'M', x+shapes[t][0][0]*r, y+shapes[t][0][1]*r)
}

// outline goes around a shape. That of a plain point has no length: its line's
// width and round ends make a dot of it.
func outline(b []byte, t Tone, r float64) []byte {
	if t == Plain {
		return append(b, "h0"...)
	}
	for _, s := range shapes[t][1:] {
		b = point(b, 'l', s[0]*r, s[1]*r)
	}
	return append(b, 'z')
}

// shapes are the corners of each tone's, of size one: the first from the centre,
// and from each to the next.
var shapes = [...][][2]float64{
	Plain:       {{0, 0}},
	Improvement: {{0, -1}, {1, 1}, {-1, 1}, {-1, -1}},
	Concern:     {{-1, -0.8}, {2, 0}, {-1, 1.8}},
	Neutral:     {{-0.8, -0.8}, {1.6, 0}, {0, 1.6}, {-1.6, 0}},
}
