package chart

import (
	"encoding/json"
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Options returns the data of the same chart as options for ECharts: JSON that
// is safe inside a script element, since < and > are escaped. Colours stand as
// names of custom properties, which the page's script reads from the
// stylesheet.
//
// The overlay draws what answers when it is pointed at: the line, the dots,
// the pointer. Axes, centre lines, goal, bands, badges and labels stay the
// SVG's own beneath it, so that nothing jumps when it takes over; its axes are
// there for their scales alone.
//
// Nothing of go-echarts that renders is used: it writes text into script raw,
// and its ids are random. What its types lack is added here by embedding.
func Options(p *Plot) ([]byte, error) {
	a := p.axis()
	b, err := json.Marshal(options{
		Grid:    grid{Left: left, Right: right, Top: top, Bottom: bottom, OuterBounds: "none"},
		Tooltip: tooltip{Tooltip: opts.Tooltip{Show: opts.Bool(true), Trigger: "axis"}, Confine: true},
		XAxis:   opts.XAxis{Type: "category", Show: opts.Bool(false), Data: p.names()},
		YAxis:   yAxis{YAxis: opts.YAxis{Type: "value", Show: opts.Bool(false)}, Min: a.min, Max: a.max},
		Series:  []lineSeries{p.series()},
	})
	if err != nil {
		return nil, fmt.Errorf("writing the options of chart %s: %w", p.ID, err)
	}
	return b, nil
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
	Min float64 `json:"min"`
	Max float64 `json:"max"`
}

func (p *Plot) names() []string {
	names := make([]string, len(p.Points))
	for i, pt := range p.Points {
		names[i] = pt.Label
	}
	return names
}

// A lineSeries is go-echarts' series with what it lacks: without showAllSymbol
// ECharts drops dots between labels.
type lineSeries struct {
	charts.SingleSeries
	ShowAllSymbol bool           `json:"showAllSymbol"`
	LineStyle     opts.LineStyle `json:"lineStyle"`
	Emphasis      emphasis       `json:"emphasis"`
	Data          []datum        `json:"data"`
}

type emphasis struct {
	Disabled bool `json:"disabled"`
}

// A datum is a point; Value is "-" where there is a gap, since go-echarts
// would write an empty object for none.
type datum struct {
	opts.LineData
	SymbolSize any             `json:"symbolSize,omitempty"`
	Rotate     int             `json:"symbolRotate,omitempty"`
	ItemStyle  *opts.ItemStyle `json:"itemStyle,omitempty"`
	Tip        *Tip            `json:"tip"`
}

const gap = "-"

func (p *Plot) series() lineSeries {
	s := lineSeries{ShowAllSymbol: true, LineStyle: opts.LineStyle{Color: "--plot-data", Width: 1.3}, Emphasis: emphasis{Disabled: true}}
	s.Type, s.Id = "line", "data"
	s.Symbol, s.SymbolSize, s.ItemStyle = "circle", 2*dotRadius, dotStyle(Plain) // of points that don't say otherwise
	s.ConnectNulls = opts.Bool(false)
	for i := range p.Points {
		s.Data = append(s.Data, p.datum(i))
	}
	s.MarkPoints = p.markPoints()
	return s
}

// datum is a point's dot. The line passes hollow points by: they are marks,
// and here a place on the line between their neighbours.
func (p *Plot) datum(i int) datum {
	pt := &p.Points[i]
	d := datum{Tip: pt.Tip, LineData: opts.LineData{Value: gap, Symbol: "none"}}
	if v, ok := p.between(i); ok && pt.Hollow {
		d.Value = v
	}
	if !pt.OK || pt.Hollow {
		return d
	}
	d.Value = pt.Value
	if d.Symbol = ""; pt.Tone == Plain {
		return d // as most are
	}
	d.ItemStyle = dotStyle(pt.Tone)
	switch pt.Tone {
	case Improvement:
		d.Symbol, d.SymbolSize = "diamond", 2*signSize
	case Concern:
		d.Symbol, d.SymbolSize, d.Rotate = "triangle", []float64{2 * signSize, 1.8 * signSize}, 180
	case Neutral:
		d.Symbol, d.SymbolSize = "rect", 1.6*signSize
	}
	return d
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

type markPoint struct {
	Coord      []any           `json:"coord"`
	Symbol     string          `json:"symbol"`
	SymbolSize float64         `json:"symbolSize"`
	ItemStyle  *opts.ItemStyle `json:"itemStyle"`
	Label      hidden          `json:"label"`
}

type hidden struct {
	Show bool `json:"show"`
}

// markPoints are hollow and ringed points.
func (p *Plot) markPoints() *opts.MarkPoints {
	var data []any
	add := func(i int, size float64, fill, edge string) {
		data = append(data, markPoint{Coord: []any{i, p.Points[i].Value}, Symbol: "circle", SymbolSize: size,
			ItemStyle: &opts.ItemStyle{Color: fill, BorderColor: edge, BorderWidth: 1.3}})
	}
	for i, pt := range p.Points {
		if pt.OK && pt.Hollow {
			add(i, 2*dotRadius, "--plot-paper", "--plot-data")
		}
		if pt.OK && pt.Ringed {
			add(i, 2*(signSize+3), "transparent", "--plot-center")
		}
	}
	if data == nil {
		return nil
	}
	return &opts.MarkPoints{Data: data}
}
