package chart

import (
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// of is a plot of the values, a week each; NaN is a gap.
func of(values ...float64) *Plot {
	p := &Plot{ID: "positioning", Title: "Exams meeting all criteria", Desc: "Figures", Unit: "%", Phases: []Phase{{To: len(values), Name: "Baseline"}}}
	for i, v := range values {
		pt := Point{Label: fmt.Sprintf("%d Mar", i+1), Tip: &Tip{Title: fmt.Sprint("Week ", i+1)}}
		if pt.OK = !math.IsNaN(v); pt.OK {
			pt.Value = v
		}
		p.Points = append(p.Points, pt)
	}
	return p
}

var gapValue = math.NaN()

// typical is a chart with one of everything: two phases, a goal, limits, a
// gap, an excluded point, a ring, signals either way, and changes.
func typical() *Plot {
	p := of(58, 62, 55, gapValue, 61, 57, 66, 52, 59, 12, 63, 60, 71, 78, 80, 77, gapValue, 82, 85, 79, 84, 86, 64, 88)
	p.Title = "Exams meeting all criteria. Up from 60 % to 84 % since “After training” began on 13 Mar"
	p.Full, p.HasGoal, p.Goal = true, true, 85
	p.Phases = []Phase{
		{From: 0, To: 12, Name: "Baseline", Center: 59.5, HasCenter: true, Label: "median 60\u00A0%"},
		{From: 12, To: 24, Name: "After training", Center: 81, HasCenter: true, Label: "median 81\u00A0%"},
	}
	p.Points[9].Hollow = true
	p.Points[22].Ringed = true
	for i := 17; i < 22; i++ {
		p.Points[i].Tone = Improvement
	}
	p.Points[7].Tone, p.Points[10].Tone = Concern, Neutral
	for i := 12; i < 24; i++ {
		p.Points[i].LCL, p.Points[i].UCL, p.Points[i].HasLimits = 66.5+float64(i%2), 95.5-float64(i%2), i != 16
	}
	p.Bands = []Band{{17, 21, Improvement}, {7, 7, Concern}}
	p.Marks = []Mark{{-0.5, "1"}, {11.6, "2"}, {12, "3"}, {20.25, "4"}}
	return p
}

// long is two years of weeks.
func long() *Plot {
	values := make([]float64, 104)
	for i := range values {
		values[i] = 50 + 20*math.Sin(float64(i)/5)
	}
	p := of(values...)
	p.Full = true
	p.Phases[0].Center, p.Phases[0].HasCenter, p.Phases[0].Label = 50, true, "median 50\u00A0%"
	return p
}

// plots are the shapes that a chart may have.
func plots() map[string]*Plot {
	negative := of(-4, 3, -7.5, 2)
	negative.Unit = "min"
	zero := &Plot{ID: "none"}
	limits := of(3, 4, 5)
	for i := range limits.Points {
		limits.Points[i].LCL, limits.Points[i].UCL, limits.Points[i].HasLimits = -2, 9, true
	}
	empty := of(3, 4)
	empty.Phases = append(empty.Phases, Phase{From: 2, To: 2, Name: "Not begun"})
	return map[string]*Plot{
		"none": zero, "one": of(31), "two": of(31, 45), "two years": long(), "typical": typical(), "all equal": of(7, 7, 7), "all zero": of(0, 0),
		"all missing": of(gapValue, gapValue, gapValue), "one of three": of(gapValue, 5, gapValue), "negative": negative, "all negative": of(-3, -9),
		"huge": of(1e15, 3e14, 0), "huge and equal": of(1e17, 1e17), "huge either way": of(1e100, -1e100), "tiny": of(1e-9, 4e-9), "limits": limits, "an empty phase": empty, "hostile": hostile(),
	}
}

const attack = `</svg><script>alert("1")</script>&quot;' onload='x' ]]> <!-- __f__alert(1)__f__ {{.}} ` + "\u2028é🙂\u202E"

func hostile() *Plot {
	p := typical()
	p.Title, p.Desc, p.Unit = attack, attack, attack
	for i := range p.Points {
		p.Points[i].Label, p.Points[i].Tip = attack, &Tip{attack, attack, []string{attack}}
	}
	for i := range p.Phases {
		p.Phases[i].Name, p.Phases[i].Label = attack, attack
	}
	p.Marks[0].Number = attack
	return p
}

// A node is an element of a drawing.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Nodes   []node     `xml:",any"`
	Text    string     `xml:",chardata"`
}

func parse(t testing.TB, svg []byte) node {
	t.Helper()
	var n node
	if err := xml.Unmarshal(svg, &n); err != nil {
		t.Fatalf("not well-formed: %v\n%s", err, svg)
	}
	return n
}

func drawn(t testing.TB, p *Plot) node { return parse(t, SVG(nil, p)) }

func (n node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (n node) num(t testing.TB, name string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(n.attr(name), 64)
	if err != nil {
		t.Fatalf("%s of %+v: %v", name, n, err)
	}
	return v
}

// class returns the elements that have the class, in the drawing's order.
func (n node) class(name string) (out []node) {
	for _, c := range n.Nodes {
		for _, has := range strings.Fields(c.attr("class")) {
			if has == name {
				out = append(out, c)
			}
		}
		out = append(out, c.class(name)...)
	}
	return out
}

// A vertex is one step of a path.
type vertex struct {
	pen  string
	x, y float64
}

var step = regexp.MustCompile(`([MLl])(-?[0-9.]+) (-?[0-9.]+)|([HhVv])(-?[0-9.]+)`)

func (n node) path(t testing.TB) (out []vertex) {
	t.Helper()
	d := n.attr("d")
	for _, m := range step.FindAllStringSubmatch(d, -1) {
		number := func(s string) float64 {
			v, err := strconv.ParseFloat(s, 64)
			if err != nil {
				t.Fatalf("%s in %s", m[0], d)
			}
			return v
		}
		var last vertex
		if len(out) > 0 {
			last = out[len(out)-1]
		}
		switch pen := m[1] + m[4]; pen {
		case "M", "L":
			out = append(out, vertex{pen, number(m[2]), number(m[3])})
		case "l":
			out = append(out, vertex{pen, last.x + number(m[2]), last.y + number(m[3])})
		case "H":
			out = append(out, vertex{pen, number(m[5]), last.y})
		case "h":
			out = append(out, vertex{pen, last.x + number(m[5]), last.y})
		case "V":
			out = append(out, vertex{pen, last.x, number(m[5])})
		case "v":
			out = append(out, vertex{pen, last.x, last.y + number(m[5])})
		}
	}
	if rest := strings.Trim(step.ReplaceAllString(d, ""), "Zz"); rest != "" {
		t.Fatalf("%s holds %q", d, rest)
	}
	return out
}

// ticks are the texts at one of the axes, by how they are anchored.
func (n node) ticks(anchor string) (out []node) {
	for _, g := range n.class("plot-tick") {
		if g.attr("text-anchor") == anchor {
			out = append(out, g.Nodes...)
		}
	}
	return out
}

// pieces are a path's, each from where the pen is set down.
func (n node) pieces(t testing.TB) (out [][]vertex) {
	t.Helper()
	for _, v := range n.path(t) {
		if v.pen == "M" {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], v)
	}
	return out
}

// A dot is a point's sign: its class, and its corners; none where it is round.
type dot struct {
	class   string
	corners []vertex
	x, y    float64 // the middle of what is round
}

func (n node) dots(t testing.TB) (out []dot) {
	t.Helper()
	for _, e := range n.class("plot-dot") {
		if e.XMLName.Local == "circle" {
			out = append(out, dot{e.attr("class"), nil, e.num(t, "cx"), e.num(t, "cy")})
			continue
		}
		for _, piece := range e.pieces(t) {
			if len(piece) == 2 && piece[0].x == piece[1].x && piece[0].y == piece[1].y {
				out = append(out, dot{e.attr("class"), nil, piece[0].x, piece[0].y})
			} else {
				out = append(out, dot{class: e.attr("class"), corners: piece})
			}
		}
	}
	return out
}
