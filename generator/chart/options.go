package chart

import (
	"encoding/json"
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Options returns the same chart as options for ECharts: JSON that is safe
// inside a script element, since < and > are escaped. Colours stand as names
// of custom properties, which the page's script reads from the stylesheet.
//
// Nothing of go-echarts that renders is used: it writes text into script raw,
// and its ids are random. What its types lack is added here by embedding.
func Options(p *Plot) ([]byte, error) {
	a := p.axis()
	o := options{
		Grid:    grid{Left: left, Right: right, Top: top, Bottom: bottom, OuterBounds: "none"},
		Tooltip: tooltip{Tooltip: opts.Tooltip{Show: opts.Bool(true), Trigger: "axis"}, Confine: true},
		XAxis:   p.xAxis(),
		YAxis:   p.yAxis(a),
		Series:  []any{p.main()},
	}
	for i, ph := range p.Phases {
		if ph.HasCenter {
			o.Series = append(o.Series, p.level(fmt.Sprint("center", i), ph.From, ph.To, func(int) float64 { return ph.Center }, "--plot-center", 2, "solid", nil))
		}
	}
	if p.limited() {
		has := func(i int) bool { return p.Points[i].HasLimits }
		o.Series = append(o.Series,
			p.level("ucl", 0, len(p.Points), func(i int) float64 { return p.Points[i].UCL }, "--plot-axis", 1, "dashed", has),
			p.level("lcl", 0, len(p.Points), func(i int) float64 { return p.Points[i].LCL }, "--plot-axis", 1, "dashed", has))
	}
	b, err := json.Marshal(o)
	if err != nil {
		return nil, fmt.Errorf("writing the options of chart %s: %w", p.ID, err)
	}
	return b, nil
}

type options struct {
	Animation bool    `json:"animation"`
	Grid      grid    `json:"grid"`
	Tooltip   tooltip `json:"tooltip"`
	XAxis     xAxis   `json:"xAxis"`
	YAxis     yAxis   `json:"yAxis"`
	Series    []any   `json:"series"`
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

type xAxis struct {
	opts.XAxis
	AxisLabel axisLabel `json:"axisLabel"`
	AxisTick  axisTick  `json:"axisTick"`
	AxisLine  off       `json:"axisLine"`
}

type yAxis struct {
	opts.YAxis
	Interval  float64        `json:"interval"`
	Min       float64        `json:"min"`
	Max       float64        `json:"max"`
	AxisLabel axisLabel      `json:"axisLabel"`
	SplitLine opts.SplitLine `json:"splitLine"`
}

type axisLabel struct {
	Color     string  `json:"color"`
	FontSize  float32 `json:"fontSize"`
	Interval  int     `json:"interval"`
	Formatter string  `json:"formatter,omitempty"`
	Margin    int     `json:"margin"`
	ShowMin   *bool   `json:"showMinLabel,omitempty"`
}

type axisTick struct {
	Interval  int            `json:"interval"`
	Length    int            `json:"length"`
	AlignWith bool           `json:"alignWithLabel"`
	LineStyle opts.LineStyle `json:"lineStyle"`
}

type off struct {
	Show bool `json:"show"`
}

// Labels stand at every so many points, counted from the newest.
func (p *Plot) xAxis() xAxis {
	labels := make([]string, len(p.Points))
	for i := len(p.Points) - 1; i >= 0; i -= p.every() {
		labels[i] = p.Points[i].Label
	}
	return xAxis{XAxis: opts.XAxis{Type: "category", Data: labels},
		AxisLabel: axisLabel{Color: "--plot-tick", FontSize: 12, Margin: 8},
		AxisTick:  axisTick{Interval: len(p.Points), Length: 4, AlignWith: true, LineStyle: opts.LineStyle{Color: "--plot-axis"}}}
}

func (p *Plot) yAxis(a axis) yAxis {
	format := "{value}"
	if p.Unit == "%" {
		format += "\u00A0%"
	}
	return yAxis{YAxis: opts.YAxis{Type: "value"}, Min: a.min, Max: a.max, Interval: a.step,
		AxisLabel: axisLabel{Color: "--plot-tick", FontSize: 12, Formatter: format, Margin: 6},
		SplitLine: opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: "--plot-grid"}}}
}

// A lineSeries is go-echarts' series with what it lacks: without showAllSymbol
// ECharts drops dots between labels.
type lineSeries struct {
	charts.SingleSeries
	ShowAllSymbol bool           `json:"showAllSymbol"`
	Silent        bool           `json:"silent"`
	LineStyle     opts.LineStyle `json:"lineStyle"`
	Data          []datum        `json:"data"`
	Z             int            `json:"z"`
}

// A datum is a point; Value is "-" where there is a gap, since go-echarts
// would write an empty object for none.
type datum struct {
	opts.LineData
	SymbolSize any             `json:"symbolSize,omitempty"`
	Rotate     int             `json:"symbolRotate,omitempty"`
	ItemStyle  *opts.ItemStyle `json:"itemStyle,omitempty"`
	Tip        *Tip            `json:"tip,omitempty"`
}

const gap = "-"

// main is the data, with everything that is marked on it.
func (p *Plot) main() lineSeries {
	s := lineSeries{ShowAllSymbol: true, Z: 5, LineStyle: opts.LineStyle{Color: "--plot-data", Width: 1.3}}
	s.Type, s.Id = "line", "data"
	s.ConnectNulls = opts.Bool(false)
	for i := range p.Points {
		s.Data = append(s.Data, p.datum(i))
	}
	s.MarkLines = p.markLines()
	s.MarkAreas = p.markAreas()
	s.MarkPoints = p.markPoints()
	return s
}

func (p *Plot) datum(i int) datum {
	pt := p.Points[i]
	d := datum{Tip: &pt.Tip, LineData: opts.LineData{Value: gap}}
	if !pt.OK {
		return d
	}
	// The line passes hollow points by, so they are drawn as marks instead.
	if !pt.Hollow {
		d.Value = pt.Value
	}
	d.Symbol, d.SymbolSize = "circle", 2*dotRadius
	d.ItemStyle = &opts.ItemStyle{Color: "--plot-" + map[Tone]string{Plain: "data", Improvement: "better", Concern: "worse", Neutral: "neutral"}[pt.Tone]}
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

// level is a horizontal line over a span of points.
func (p *Plot) level(id string, from, to int, at func(int) float64, color string, width float32, dash string, has func(int) bool) lineSeries {
	s := lineSeries{Silent: true, Z: 3, LineStyle: opts.LineStyle{Color: color, Width: width, Type: dash}}
	s.Type, s.Id, s.Symbol, s.Step = "line", id, "none", "middle"
	for i := range p.Points {
		d := datum{LineData: opts.LineData{Value: gap}}
		if i >= from && i < to && (has == nil || has(i)) {
			d.Value = at(i)
		}
		s.Data = append(s.Data, d)
	}
	return s
}

type markPoint struct {
	Coord      []any           `json:"coord"`
	Symbol     string          `json:"symbol"`
	SymbolSize float64         `json:"symbolSize"`
	ItemStyle  *opts.ItemStyle `json:"itemStyle,omitempty"`
	Label      off             `json:"label"`
}

// markPoints are hollow and ringed points. The badges, names and labels around
// the plot stay the SVG's own: the overlay leaves them uncovered.
func (p *Plot) markPoints() *opts.MarkPoints {
	var data []any
	for i, pt := range p.Points {
		if !pt.OK {
			continue
		}
		if pt.Hollow {
			data = append(data, markPoint{Coord: []any{i, pt.Value}, Symbol: "circle", SymbolSize: 2 * dotRadius,
				ItemStyle: &opts.ItemStyle{Color: "--plot-paper", BorderColor: "--plot-data", BorderWidth: 1.3}})
		}
		if pt.Ringed {
			data = append(data, markPoint{Coord: []any{i, pt.Value}, Symbol: "circle", SymbolSize: 2 * (signSize + 3),
				ItemStyle: &opts.ItemStyle{Color: "transparent", BorderColor: "--plot-center", BorderWidth: 1.3}})
		}
	}
	if data == nil {
		return nil
	}
	return &opts.MarkPoints{Data: data}
}

type markLine struct {
	YAxis     float64        `json:"yAxis"`
	LineStyle opts.LineStyle `json:"lineStyle"`
	Label     off            `json:"label"`
}

func (p *Plot) markLines() *opts.MarkLines {
	m := &opts.MarkLines{}
	m.Symbol = []string{"none", "none"}
	if p.HasGoal {
		m.Data = append(m.Data, markLine{YAxis: p.Goal, LineStyle: opts.LineStyle{Color: "--plot-goal", Width: 2, Type: "dashed"}})
	}
	if m.Data == nil {
		return nil
	}
	return m
}

type edge struct {
	XAxis     int             `json:"xAxis"`
	ItemStyle *opts.ItemStyle `json:"itemStyle,omitempty"`
}

func (p *Plot) markAreas() *opts.MarkAreas {
	if len(p.Bands) == 0 {
		return nil
	}
	m := &opts.MarkAreas{}
	for _, b := range p.Bands {
		style := &opts.ItemStyle{Color: "--plot-" + b.Tone.class(), Opacity: opts.Float(0.09)}
		m.Data = append(m.Data, []edge{{XAxis: b.From, ItemStyle: style}, {XAxis: b.To}})
	}
	return m
}
