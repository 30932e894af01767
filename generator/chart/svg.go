package chart

import (
	_ "embed"
	"encoding/binary"
	"math"
	"strconv"

	"wallwalk/generator/markup"
	"wallwalk/generator/plain"
)

// Figure says a number with its unit: "58 %", "36.5 min". Trailing zeros after
// the point are kept, so that figures of one measure line up.
func Figure(v float64, decimals int, unit string) string {
	s := plain.Fixed(v, decimals)
	if unit == "" {
		return s
	}
	return s + "\u00A0" + unit
}

// SVG appends the chart as an svg element. Its colours and fonts are the
// stylesheet's.
func SVG(b []byte, p *Plot) []byte { return p.svg(b, "", "") }

//go:embed file.css
var fileStyle string

// File appends the chart as an SVG file, with a style of its own for light
// paper.
func File(b []byte, p *Plot) []byte {
	return append(p.svg(b, ` xmlns="http://www.w3.org/2000/svg" width="720" height="300"`, "<style>"+fileStyle+"</style>"), '\n')
}

func (p *Plot) svg(b []byte, attributes, style string) []byte {
	a := p.axis()
	b = append(append(b, `<svg class="plot" viewBox="0 0 720 300" role="img"`...), attributes...)
	b = markup.Attr(b, "aria-labelledby", p.ID+"--t "+p.ID+"--d")
	b = append(b, '>')
	b = tag(b, "title", p.ID+"--t", p.Title)
	b = tag(b, "desc", p.ID+"--d", p.Desc)
	b = append(b, style...)
	b = p.bands(b)
	b = p.grid(b, a)
	b = p.weeks(b)
	b = p.limits(b, a)
	var two [2]lineLabel
	labels := p.labels(a, two[:0])
	b = p.centers(b, a, labels)
	b = p.marks(b)
	x := func(i int) float64 { return p.x(float64(i)) }
	var held held
	at := p.places(&held, middles.of(len(p.Points), (*Plot).x), x, a.y)
	b = p.data(b, at)
	b = p.goal(b, a)
	b = p.dots(b, at, x, a.y, signSize)
	for _, l := range labels {
		b = text(b, "plot-label plot-"+l.class, left+plotWidth+6, l.y+4, l.text)
	}
	return append(b, `</svg>`...)
}

func tag(b []byte, name, id, text string) []byte {
	b = append(append(b, '<'), name...)
	b = markup.Attr(b, "id", id)
	b = markup.Text(append(b, '>'), text)
	return append(append(append(b, '<', '/'), name...), '>')
}

// text appends a text where it starts; where it stands in a group that says so,
// where it ends or has its middle. The class may be "".
func text(b []byte, class string, x, y float64, s string) []byte {
	b = append(b, "<text"...)
	if class != "" {
		b = append(append(append(b, ` class="`...), class...), '"')
	}
	b = markup.Coord(markup.Coord(b, "x", x), "y", y)
	return append(markup.Text(append(b, '>'), s), "</text>"...)
}

// begin appends an element's start with its class, which is the program's own.
func begin(b []byte, element, class string) []byte {
	b = append(append(append(b, '<'), element...), ` class="`...)
	return append(append(b, class...), '"')
}

func line(b []byte, class string, x1, y1, x2, y2 float64) []byte {
	b = begin(b, "line", class)
	b = markup.Coord(markup.Coord(b, "x1", x1), "y1", y1)
	b = markup.Coord(markup.Coord(b, "x2", x2), "y2", y2)
	return append(b, "/>"...)
}

// bands are the faint spans behind signals.
func (p *Plot) bands(b []byte) []byte {
	for _, band := range p.Bands {
		from, to := p.x(float64(band.From))-p.step()/2, p.x(float64(band.To))+p.step()/2
		b = begin(b, "rect", "plot-band plot-"+band.Tone.class())
		b = markup.Coord(markup.Coord(b, "x", from), "y", top)
		b = markup.Coord(markup.Coord(b, "width", to-from), "height", plotHeight)
		b = append(b, "/>"...)
	}
	return b
}

// grid is the lines and figures of the upright axis. What repeats is drawn in
// one path, and what is the same for all texts is said once: a page of walks
// holds hundreds of charts. Most have one of a few axes, too.
func (p *Plot) grid(b []byte, a axis) []byte {
	return grids.Append(b, scale{a, p.Unit == "%"}, func(b []byte) []byte { return p.drawGrid(b, a) })
}

// A scale is all that a grid goes by.
type scale struct {
	axis
	percent bool
}

var grids markup.Memory[scale]

func (p *Plot) drawGrid(b []byte, a axis) []byte {
	decimals := max(0, int(-math.Floor(math.Log10(a.step)+1e-9)))
	if a.step == 2.5*math.Pow(10, math.Floor(math.Log10(a.step))) {
		decimals = max(decimals, 1+int(-math.Floor(math.Log10(a.step))))
	}
	n, zero := int((a.max-a.min)/a.step+0.5)+1, -1
	b = append(b, `<path class="plot-grid" d="`...)
	for i := range n {
		v := a.min + float64(i)*a.step
		if math.Abs(v) < a.step/2 {
			zero = i
			continue
		}
		b = across(b, a.y(v))
	}
	b = append(b, `"/>`...)
	if zero >= 0 {
		b = append(b, `<path class="plot-axis" d="`...)
		b = append(across(b, a.y(a.min+float64(zero)*a.step)), `"/>`...)
	}
	b = append(b, `<g class="plot-tick" text-anchor="end">`...)
	for i := range n {
		v := a.min + float64(i)*a.step
		b = text(b, "", left-6, a.y(v)+4, p.tick(v, decimals, a))
	}
	return append(b, `</g>`...)
}

// across appends a line over the whole width to a path.
func across(b []byte, y float64) []byte {
	return markup.Decimal(append(point(b, 'M', left, y), 'H'), left+plotWidth)
}

// largeLabel is how wide a week's label is where the text is as large as on a
// slide. Where the weeks stand closer, every other one is left out there.
const largeLabel = 84

// weeks is the axis below. Charts of the same weeks have the same.
func (p *Plot) weeks(b []byte) []byte {
	if len(p.Points) == 0 {
		return b
	}
	var held [128]byte
	names := binary.AppendUvarint(held[:0], uint64(len(p.Points)))
	for i := len(p.Points) - 1; i >= 0; i -= p.every() {
		names = append(append(names, p.Points[i].Label...), 0)
	}
	return axes.Append(b, string(names), p.drawWeeks)
}

// axes are the drawings of weeks, by how many there are and by the names of those
// that have one.
var axes markup.Memory[string]

func (p *Plot) drawWeeks(b []byte) []byte {
	b = append(b, `<path class="plot-axis" d="`...)
	for i := len(p.Points) - 1; i >= 0; i -= p.every() {
		b = append(point(b, 'M', p.x(float64(i)), Height-bottom), "v4"...)
	}
	b = append(b, `"/><g class="plot-tick" text-anchor="middle">`...)
	dense := p.step()*float64(p.every()) < largeLabel
	for i, other := len(p.Points)-1, false; i >= 0; i, other = i-p.every(), !other {
		class := ""
		if dense && other {
			class = "plot-odd"
		}
		b = text(b, class, p.x(float64(i)), Height-bottom+17, p.Points[i].Label)
	}
	return append(b, `</g>`...)
}

// tick is a figure at the axis, with its sign where that is short.
func (p *Plot) tick(v float64, decimals int, a axis) string {
	if p.Unit == "%" {
		return Figure(v, decimals, "%")
	}
	return tick(v, decimals, a)
}

// tick is an axis' figure; large ones are said in thousands or millions, since
// the margin is narrow.
func tick(v float64, decimals int, a axis) string {
	most := math.Max(math.Abs(a.min), math.Abs(a.max))
	if math.Abs(v) < a.step/1e6 {
		return Figure(0, decimals, "")
	}
	short := func(unit float64, suffix string) string {
		places := 0
		for x := a.step / unit; places < 3 && math.Abs(x-math.Round(x)) > 1e-6; places++ {
			x *= 10
		}
		return plain.Fixed(v/unit, places) + suffix
	}
	switch {
	case most >= 1e15:
		return strconv.FormatFloat(v, 'g', 2, 64)
	case most >= 1e9:
		return short(1e9, "G")
	case most >= 1e6:
		return short(1e6, "M")
	case most >= 1e5:
		return short(1e3, "k")
	}
	return Figure(v, decimals, "")
}

// limits are drawn as steps, since each point may have its own.
func (p *Plot) limits(b []byte, a axis) []byte {
	if !p.limited() {
		return b
	}
	b = p.limit(b, a, func(pt *Point) float64 { return pt.UCL })
	return p.limit(b, a, func(pt *Point) float64 { return pt.LCL })
}

func (p *Plot) limited() bool {
	for i := range p.Points {
		if p.Points[i].HasLimits {
			return true
		}
	}
	return false
}

func (p *Plot) limit(b []byte, a axis, of func(*Point) float64) []byte {
	b = append(b, `<path class="plot-limit" d="`...)
	xs := ends.of(len(p.Points), (*Plot).end)
	pen := byte('M')
	for i := range p.Points {
		pt := &p.Points[i]
		if !pt.HasLimits {
			pen = 'M'
			continue
		}
		y := a.y(of(pt))
		if pen == 'M' {
			b = point(b, pen, p.x(float64(i))-p.step()/2, y)
		} else {
			b = markup.Decimal(append(b, pen), y)
		}
		if b = append(b, 'H'); xs != nil {
			b = append(b, xs[i]...)
		} else {
			b = markup.Decimal(b, p.end(float64(i)))
		}
		pen = 'V'
	}
	return append(b, `"/>`...)
}

func point(b []byte, pen byte, x, y float64) []byte {
	b = markup.Decimal(append(b, pen), x)
	return markup.Decimal(append(b, ' '), y)
}

// centers are one line a phase. Where there are several, each has its name and
// figure at the top of its span, staggered where the spans are short.
func (p *Plot) centers(b []byte, a axis, labels []lineLabel) []byte {
	for i := range p.Phases {
		ph := &p.Phases[i]
		from, to := p.x(float64(ph.From))-p.step()/2, p.x(float64(ph.To-1))+p.step()/2
		if ph.HasCenter {
			b = line(b, "plot-center", from, a.y(ph.Center), to, a.y(ph.Center))
		}
		if i > 0 {
			b = line(b, "plot-edge", from, top-16, from, Height-bottom)
		}
		if len(p.Phases) > 1 {
			name := ph.Name
			if i < len(p.Phases)-1 && ph.HasCenter {
				name += ": " + ph.Label
			} else {
				to = Width // nothing stands to its right, unless a label is as high
				for _, l := range labels {
					if l.y < top+labelGap {
						to = left + plotWidth
					}
				}
			}
			b = text(b, "plot-phase", from+4, top-6, fit(name, to-from-4))
		}
	}
	return b
}

// fit cuts a text to about the width, at 6.2 pixels a letter.
func fit(s string, width float64) string {
	r := []rune(s)
	if n := int(width / 6.2); len(r) > n {
		if n < 4 {
			return ""
		}
		return string(r[:n-1]) + "…"
	}
	return s
}

func (p *Plot) goal(b []byte, a axis) []byte {
	if !p.HasGoal {
		return b
	}
	b = line(b, "plot-halo", left, a.y(p.Goal), left+plotWidth, a.y(p.Goal))
	return line(b, "plot-goal-line", left, a.y(p.Goal), left+plotWidth, a.y(p.Goal))
}

// marks are dotted verticals with numbered badges, moved apart where they
// would cover one another.
func (p *Plot) marks(b []byte) []byte {
	if len(p.Marks) == 0 {
		return b
	}
	badges := p.badges()
	b = append(b, `<path class="plot-mark" d="`...)
	for _, m := range p.Marks {
		b = markup.Decimal(append(point(b, 'M', p.x(m.At), top), 'V'), Height-bottom)
	}
	b = append(b, `"/>`...)
	for _, x := range badges {
		b = circle(b, "plot-badge", x, 14, badgeRadius)
	}
	b = append(b, `<g class="plot-badge-text" text-anchor="middle">`...)
	for i, m := range p.Marks {
		b = text(b, "", badges[i], 17.5, m.Number)
	}
	return append(b, `</g>`...)
}

func circle(b []byte, class string, x, y, r float64) []byte {
	b = begin(b, "circle", class)
	b = markup.Coord(markup.Coord(b, "cx", x), "cy", y)
	return append(markup.Coord(b, "r", r), "/>"...)
}

// badges are where the marks' numbers stand: at their marks, or as far to the
// side as it takes for them to be apart and inside.
func (p *Plot) badges() []float64 {
	const apart = 2*badgeRadius + 2
	at := make([]float64, len(p.Marks))
	last := math.Inf(-1)
	for i, m := range p.Marks {
		at[i] = max(p.x(m.At), last+apart)
		last = at[i]
	}
	edge := float64(Width - badgeRadius)
	for i := len(at) - 1; i >= 0 && at[i] > edge; i-- {
		at[i], edge = edge, edge-apart
	}
	return at
}

// Spark appends a small chart without axes: the line, the centre, and the last
// figure with its tone's shape. It is a picture beside words that say the same.
func Spark(b []byte, p *Plot) []byte {
	const w, h, pad = 132.0, 32.0, 6.0
	low, high := math.Inf(1), math.Inf(-1)
	last := -1
	for i, pt := range p.Points {
		if pt.OK && !pt.Hollow {
			low, high, last = min(low, pt.Value), max(high, pt.Value), i
		}
	}
	if last < 0 {
		return b
	}
	if high <= low {
		half := max(1, math.Abs(high)/2) // one alone would be lost beside a huge figure
		low, high = low-half, high+half
	}
	x := func(i int) float64 { return pad + float64(i)*(w-2*pad)/float64(max(len(p.Points)-1, 1)) }
	y := func(v float64) float64 { return pad + (h-2*pad)*(1-(v-low)/(high-low)) }
	b = append(b, `<svg class="spark" width="132" height="32" viewBox="0 0 132 32" aria-hidden="true" focusable="false">`...)
	for _, ph := range p.Phases {
		if ph.HasCenter && ph.Center >= low && ph.Center <= high {
			b = line(b, "plot-center", x(ph.From), y(ph.Center), x(max(ph.To-1, ph.From)), y(ph.Center))
		}
	}
	var held held
	b = p.data(b, p.places(&held, nil, x, y))
	end := p.Points[last]
	b = sign(b, dotClass[end.Tone], end.Tone, x(last), y(end.Value), 5)
	return append(b, `</svg>`...)
}
