package chart

import (
	"bytes"
	"cmp"
	"encoding/json"
	"math"
	"strings"
	"testing"
)

// read is what the tests read of the options.
type read struct {
	Animation bool
	Grid      struct {
		Left, Right, Top, Bottom float64
		OuterBoundsMode          string
	}
	Tooltip struct {
		Confine            bool
		TransitionDuration *float64
	}
	XAxis struct {
		Type string
		Show bool
		Data []string
	}
	YAxis struct {
		Type     string
		Show     bool
		Min, Max float64
	}
	Series []struct {
		Type          string
		ShowAllSymbol bool
		Symbol        string // of points that don't say otherwise
		ConnectNulls  bool
		Data          []struct {
			Value  any
			Symbol string
			Tip    *Tip
		}
		MarkPoint struct {
			Data []struct{ Coord [2]float64 }
		}
	}
}

func optionsOf(t *testing.T, p *Plot) (o read, raw []byte) {
	t.Helper()
	raw = Options(nil, p)
	if err := json.Unmarshal(raw, &o); err != nil {
		t.Fatalf("not JSON: %v\n%s", err, raw)
	}
	return o, raw
}

func TestOptionsAreInertInAScriptElement(t *testing.T) {
	for name, p := range plots() {
		_, raw := optionsOf(t, p)
		if bytes.ContainsAny(raw, "<>") || bytes.Contains(raw, []byte("\u2028")) {
			t.Errorf("%s: the options hold markup: %s", name, raw)
		}
		if bytes.Contains(raw, []byte("{}")) || bytes.Contains(raw, []byte("NaN")) {
			t.Errorf("%s: the options hold an empty object: %s", name, raw)
		}
		if _, again := optionsOf(t, p); !bytes.Equal(raw, again) {
			t.Errorf("%s: the options are not the same twice", name)
		}
	}
}

// TestFunctionsInTextAreInert holds what go-echarts would turn into script,
// between __f__ and __f__, to being text.
func TestFunctionsInTextAreInert(t *testing.T) {
	const f = "__f__function(){alert(1)}__f__"
	p := of(1)
	p.Title, p.Points[0].Label, p.Points[0].Tip = f, f, &Tip{f, f, []string{f}}
	o, raw := optionsOf(t, p)
	tip := o.Series[0].Data[0].Tip
	if tip == nil || tip.Title != f || tip.Figure != f || len(tip.Lines) != 1 || tip.Lines[0] != f || o.XAxis.Data[0] != f {
		t.Errorf("the text has changed: %+v, %q", tip, o.XAxis.Data)
	}
	if n := strings.Count(string(raw), f); n != strings.Count(string(raw), `"`+f+`"`) || n < 4 {
		t.Errorf("a function stands outside a string: %s", raw)
	}
}

func TestAGapIsADash(t *testing.T) {
	p := typical()
	p.Points[9].Hollow, p.Points[9].OK, p.Points[0].Hollow, p.Points[4].Hollow = false, false, true, true
	o, raw := optionsOf(t, p)
	for i, d := range o.Series[0].Data {
		pt := p.Points[i]
		v, isNumber := d.Value.(float64)
		switch {
		case pt.OK && !pt.Hollow && (!isNumber || v != pt.Value):
			t.Errorf("point %d is %v, want %v", i, d.Value, pt.Value)
		case (!pt.OK || pt.Hollow) && (d.Value != "-" || d.Symbol != "none"):
			t.Errorf("point %d is %v, a %q; want a dash, where nothing is or a hollow point has no neighbours", i, d.Value, d.Symbol)
		}
		if d.Tip == nil || d.Tip.Title != pt.Tip.Title {
			t.Errorf("point %d has the tip %+v", i, d.Tip)
		}
	}
	if bytes.Contains(raw, []byte("null")) {
		t.Errorf("something is null: %s", raw)
	}
}

func TestTheLinePassesHollowPointsBy(t *testing.T) {
	p := of(10, 99, 98, 40, 97, gapValue, 96, 50, 95)
	for _, i := range []int{1, 2, 4, 6, 8} {
		p.Points[i].Hollow = true
	}
	o, _ := optionsOf(t, p)
	for i, want := range []any{10.0, 20.0, 30.0, 40.0, "-", "-", "-", 50.0, "-"} {
		d := o.Series[0].Data[i]
		if d.Value != want || (d.Symbol == "none") != (!p.Points[i].OK || p.Points[i].Hollow) {
			t.Errorf("point %d is %v, a %q; want %v", i, d.Value, d.Symbol, want)
		}
	}
}

func TestAZeroIsAFigure(t *testing.T) {
	o, _ := optionsOf(t, of(0, 5))
	if v, ok := o.Series[0].Data[0].Value.(float64); !ok || v != 0 {
		t.Errorf("a figure of zero is %v", o.Series[0].Data[0].Value)
	}
}

func TestWhatIsNoNumberIsAGap(t *testing.T) {
	p := of(1, 2)
	p.Points[1].Value = math.NaN()
	if o, raw := optionsOf(t, p); o.Series[0].Data[0].Value != 1.0 || o.Series[0].Data[1].Value != nil {
		t.Errorf("a NaN gives %s", raw)
	}
}

func TestTheOverlayIsStillAndShowsEveryDot(t *testing.T) {
	o, _ := optionsOf(t, typical())
	s := o.Series[0]
	if o.Animation || len(o.Series) != 1 || s.Type != "line" || !s.ShowAllSymbol || s.ConnectNulls || o.XAxis.Type != "category" || o.YAxis.Type != "value" ||
		o.XAxis.Show || o.YAxis.Show || !o.Tooltip.Confine || o.Tooltip.TransitionDuration == nil || *o.Tooltip.TransitionDuration != 0 {
		t.Errorf("the options are %+v", o)
	}
}

// TestTheOverlayLiesOnThePicture reckons from the options alone where ECharts
// puts each point — the grid's margins in pixels, a band a category, a linear
// axis — and looks for it in the SVG.
func TestTheOverlayLiesOnThePicture(t *testing.T) {
	for name, p := range plots() {
		o, _ := optionsOf(t, p)
		if o.Grid.Left != left || o.Grid.Right != right || o.Grid.Top != top || o.Grid.Bottom != bottom || o.Grid.OuterBoundsMode != "none" {
			t.Fatalf("%s: the grid is %+v", name, o.Grid)
		}
		at := func(i, v float64) vertex {
			width, height := Width-o.Grid.Left-o.Grid.Right, Height-o.Grid.Top-o.Grid.Bottom
			return vertex{x: o.Grid.Left + width*(i+0.5)/float64(len(o.XAxis.Data)),
				y: o.Grid.Top + height*(1-(v-o.YAxis.Min)/(o.YAxis.Max-o.YAxis.Min))}
		}
		n := drawn(t, p)
		line := n.class("plot-data")[0].path(t)
		var before vertex
		for i, d := range o.Series[0].Data {
			if v, ok := d.Value.(float64); ok && d.Symbol == "none" {
				if here := at(float64(i), v); len(line) == 0 || line[0].pen != "L" || !between(here, before, line[0]) {
					t.Fatalf("%s: hollow point %d is at %v in the overlay, beside the line to %v", name, i, here, line)
				}
			} else if ok {
				if len(line) == 0 || !together(line[0], at(float64(i), v)) {
					t.Fatalf("%s: point %d is at %v in the overlay, the line goes %v", name, i, at(float64(i), v), line)
				}
				before, line = line[0], line[1:]
			}
		}
		if len(line) > 0 {
			t.Errorf("%s: the picture has points that the overlay lacks: %v", name, line)
		}
		marks := append(n.class("plot-hollow"), n.class("plot-ring")...)
		if len(marks) != len(o.Series[0].MarkPoint.Data) {
			t.Errorf("%s: %d hollow or ringed in the picture, %d in the overlay", name, len(marks), len(o.Series[0].MarkPoint.Data))
		}
		for i, m := range o.Series[0].MarkPoint.Data {
			if c := marks[i]; !together(vertex{x: c.num(t, "cx"), y: c.num(t, "cy")}, at(m.Coord[0], m.Coord[1])) {
				t.Errorf("%s: mark %d is at %v in the overlay", name, i, at(m.Coord[0], m.Coord[1]))
			}
		}
	}
}

// between reports whether the point is on the straight line from a to b.
func between(p, a, b vertex) bool {
	return a.x < p.x && p.x < b.x && math.Abs(a.y+(b.y-a.y)*(p.x-a.x)/(b.x-a.x)-p.y) <= 0.1
}

func together(a, b vertex) bool { return math.Abs(a.x-b.x) <= 0.1 && math.Abs(a.y-b.y) <= 0.1 }

func TestSymbolsAreThePicturesShapes(t *testing.T) {
	o, _ := optionsOf(t, typical())
	for i, want := range map[int]string{0: "circle", 7: "triangle", 10: "rect", 17: "diamond", 3: "none", 9: "none"} {
		if got := cmp.Or(o.Series[0].Data[i].Symbol, o.Series[0].Symbol); got != want {
			t.Errorf("point %d is a %q, want %q", i, got, want)
		}
	}
}
