package chart

import (
	"bytes"
	"encoding/json"
	"strconv"
	"sync"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"wallwalk/generator/markup"
)

// Options appends the data of the same chart as options for ECharts: JSON that
// is safe inside a script element, since < and > are escaped. Colours stand as
// names of custom properties, which the page's script reads from the
// stylesheet.
//
// The overlay draws what answers when it is pointed at: the line, the dots,
// the pointer. Axes, centre lines, goal, bands, badges and labels stay the
// SVG's own beneath it, so that nothing jumps when it takes over; its axes are
// there for their scales alone.
//
// go-echarts' types say what is the same on every chart, and that is written
// once; what a chart has of its own is appended. A figure that is no number,
// which no file can hold, is null, a gap. Nothing of it that renders is used: it
// writes text into script raw, and its ids are random. What its types lack is
// added here by embedding.
func Options(b []byte, p *Plot) []byte {
	same, a := common(), p.axis()
	b = append(b, same.parts[0]...)
	for i := range p.Points {
		b = markup.Quoted(comma(b, i), p.Points[i].Label)
	}
	b = append(b, same.parts[1]...)
	b = markup.Float(b, a.min)
	b = append(b, same.parts[2]...)
	b = markup.Float(b, a.max)
	b = append(b, same.parts[3]...)
	for i := range p.Points {
		b = same.datum(comma(b, i), p, i)
	}
	b = append(b, same.parts[4]...)
	n := 0
	for i := range p.Points {
		pt := &p.Points[i]
		if pt.OK && pt.Hollow {
			b, n = mark(comma(b, n), i, pt.Value, same.hollow), n+1
		}
		if pt.OK && pt.Ringed {
			b, n = mark(comma(b, n), i, pt.Value, same.ringed), n+1
		}
	}
	return append(b, same.parts[5]...)
}

// comma parts an entry of a list from the one before.
func comma(b []byte, i int) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	return b
}

// What is the same on every chart: the options' JSON around what a chart has of
// its own, and what a point or a mark has beside its own figures.
type sameOptions struct {
	parts          [6][]byte
	points         [len(dotClass)][]byte // by tone
	hollow, ringed []byte
}

// here is where a chart's own go.
const here = `"@"`

// common writes it, and parts it where a chart's own go.
var common = sync.OnceValue(func() (same sameOptions) {
	list := json.RawMessage("[" + here + "]")
	o := options{
		Grid:    grid{Left: left, Right: right, Top: top, Bottom: bottom, OuterBounds: "none"},
		Tooltip: tooltip{Tooltip: opts.Tooltip{Show: opts.Bool(true), Trigger: "axis"}, Confine: true},
		XAxis:   opts.XAxis{Type: "category", Show: opts.Bool(false), Data: list},
		YAxis:   yAxis{YAxis: opts.YAxis{Type: "value", Show: opts.Bool(false)}, Min: json.RawMessage(here), Max: json.RawMessage(here)},
		Series: []lineSeries{{ShowAllSymbol: true, LineStyle: opts.LineStyle{Color: "--plot-data", Width: 1.3}, Emphasis: emphasis{Disabled: true},
			Data: list, MarkPoint: markPoint{Data: list}}},
	}
	s := &o.Series[0]
	s.Type, s.Id = "line", "data"
	s.Symbol, s.SymbolSize, s.ItemStyle = "circle", 2*dotRadius, dotStyle(Plain) // of points that don't say otherwise
	s.ConnectNulls = opts.Bool(false)
	copy(same.parts[:], bytes.Split(written(o), []byte(here)))
	for t, d := range [...]datum{
		Plain:       {},
		Improvement: {LineData: opts.LineData{Symbol: "diamond"}, SymbolSize: 2 * signSize, ItemStyle: dotStyle(Improvement)},
		Concern:     {LineData: opts.LineData{Symbol: "triangle"}, SymbolSize: []float64{2 * signSize, 1.8 * signSize}, Rotate: 180, ItemStyle: dotStyle(Concern)},
		Neutral:     {LineData: opts.LineData{Symbol: "rect"}, SymbolSize: 1.6 * signSize, ItemStyle: dotStyle(Neutral)},
	} {
		same.points[t] = rest(d)
	}
	same.hollow = rest(marked(2*dotRadius, "--plot-paper", "--plot-data"))
	same.ringed = rest(marked(2*(signSize+3), "transparent", "--plot-center"))
	return same
})

// written is a value as JSON, which holds nothing that JSON can't.
func written(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

// rest is what an object has behind what is written before it: a comma and its
// fields, or nothing; without the braces.
func rest(v any) []byte {
	b := written(v)
	if len(b) <= len("{}") {
		return nil
	}
	b[0] = ','
	return b[:len(b)-1]
}

type options struct {
	Animation bool         `json:"animation"`
	Grid      grid         `json:"grid"`
	Tooltip   tooltip      `json:"tooltip"`
	XAxis     opts.XAxis   `json:"xAxis"`
	YAxis     yAxis        `json:"yAxis"`
	Series    []lineSeries `json:"series"`
}

// grid has its margins in pixels, so that it lies on the SVG's.
type grid struct {
	Left        int    `json:"left"`
	Right       int    `json:"right"`
	Top         int    `json:"top"`
	Bottom      int    `json:"bottom"`
	OuterBounds string `json:"outerBoundsMode"`
}

type tooltip struct {
	opts.Tooltip
	Confine            bool `json:"confine"`
	TransitionDuration int  `json:"transitionDuration"`
}

type yAxis struct {
	opts.YAxis
	Min json.RawMessage `json:"min"`
	Max json.RawMessage `json:"max"`
}

// A lineSeries is go-echarts' series with what it lacks: without showAllSymbol
// ECharts drops dots between labels.
type lineSeries struct {
	charts.SingleSeries
	ShowAllSymbol bool            `json:"showAllSymbol"`
	LineStyle     opts.LineStyle  `json:"lineStyle"`
	Emphasis      emphasis        `json:"emphasis"`
	Data          json.RawMessage `json:"data"`
	MarkPoint     markPoint       `json:"markPoint"`
}

type emphasis struct {
	Disabled bool `json:"disabled"`
}

// A markPoint holds the marks: hollow and ringed points.
type markPoint struct {
	Data json.RawMessage `json:"data"`
}

// A datum is a point but for its value and tip. Its value is "-" where there is
// a gap, since go-echarts would write an empty object for none.
type datum struct {
	opts.LineData
	SymbolSize any             `json:"symbolSize,omitempty"`
	Rotate     int             `json:"symbolRotate,omitempty"`
	ItemStyle  *opts.ItemStyle `json:"itemStyle,omitempty"`
}

// datum appends a point's dot. The line passes hollow points by: they are marks,
// and here a place on the line between their neighbours.
func (o *sameOptions) datum(b []byte, p *Plot, i int) []byte {
	pt := &p.Points[i]
	b = append(b, `{"value":`...)
	if pt.OK && !pt.Hollow {
		b = append(markup.Float(b, pt.Value), o.points[pt.Tone]...)
	} else {
		if v, ok := p.between(i); ok && pt.Hollow {
			b = markup.Float(b, v)
		} else {
			b = append(b, `"-"`...)
		}
		b = append(b, `,"symbol":"none"`...)
	}
	if pt.Tip != nil {
		b = pt.Tip.append(append(b, `,"tip":`...))
	}
	return append(b, '}')
}

func (t *Tip) append(b []byte) []byte {
	b = markup.Quoted(append(b, `{"title":`...), t.Title)
	b = markup.Quoted(append(b, `,"figure":`...), t.Figure)
	if len(t.Lines) > 0 {
		b = append(b, `,"lines":[`...)
		for i, l := range t.Lines {
			b = markup.Quoted(comma(b, i), l)
		}
		b = append(b, ']')
	}
	return append(b, '}')
}

func dotStyle(t Tone) *opts.ItemStyle {
	return &opts.ItemStyle{Color: "--plot-" + t.class(), BorderColor: "--plot-paper", BorderWidth: 0.6}
}

// between is where the line passes at a hollow point; ok is false where a gap
// or an end is next to it.
func (p *Plot) between(i int) (v float64, ok bool) {
	a, b := i, i
	for a >= 0 && p.Points[a].OK && p.Points[a].Hollow {
		a--
	}
	for b < len(p.Points) && p.Points[b].OK && p.Points[b].Hollow {
		b++
	}
	if a < 0 || b == len(p.Points) || !p.Points[a].OK || !p.Points[b].OK {
		return 0, false
	}
	from, to := p.Points[a].Value, p.Points[b].Value
	return from + (to-from)*float64(i-a)/float64(max(b-a, 1)), true
}

// mark appends a mark at a point.
func mark(b []byte, i int, v float64, rest []byte) []byte {
	b = strconv.AppendInt(append(b, `{"coord":[`...), int64(i), 10)
	b = append(markup.Float(append(b, ','), v), ']')
	return append(append(b, rest...), '}')
}

// A markStyle is a mark but for its place.
type markStyle struct {
	Symbol     string          `json:"symbol"`
	SymbolSize float64         `json:"symbolSize"`
	ItemStyle  *opts.ItemStyle `json:"itemStyle"`
	Label      hidden          `json:"label"`
}

type hidden struct {
	Show bool `json:"show"`
}

func marked(size float64, fill, edge string) markStyle {
	return markStyle{Symbol: "circle", SymbolSize: size, ItemStyle: &opts.ItemStyle{Color: fill, BorderColor: edge, BorderWidth: 1.3}}
}
