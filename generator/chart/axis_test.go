package chart

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

func TestAxis(t *testing.T) {
	full := func(values ...float64) *Plot { p := of(values...); p.Full = true; return p }
	goal := func(p *Plot, g float64) *Plot { p.Goal, p.HasGoal = g, true; return p }
	center := func(p *Plot, c float64) *Plot { p.Phases[0].Center, p.Phases[0].HasCenter = c, true; return p }
	limits := func(p *Plot, l, u float64) *Plot {
		p.Points[0].LCL, p.Points[0].UCL, p.Points[0].HasLimits = l, u, true
		return p
	}
	hidden := of(3)
	hidden.Points[0].OK = false
	for _, c := range []struct {
		name string
		plot *Plot
		want axis
	}{
		{"a proportion", full(40, 60), axis{0, 100, 20}},
		{"a proportion just above", full(2, 25.5), axis{0, 100, 20}},
		{"a proportion of 25", full(2, 25), axis{0, 30, 10}},
		{"a small proportion", full(3, 4), axis{0, 4, 1}},
		{"a small proportion with a high goal", goal(full(3, 4), 85), axis{0, 100, 20}},
		{"a small proportion with a high limit", limits(full(3, 4), 0, 30), axis{0, 100, 20}},
		{"values", of(36, 28), axis{0, 40, 10}},
		{"values with a goal", goal(of(36, 28), 90), axis{0, 100, 25}},
		{"values with a centre", center(of(6), 9), axis{0, 10, 2.5}},
		{"negative", of(-4, 3), axis{-4, 4, 2}},
		{"all negative", of(-3, -9), axis{-10, 0, 2.5}},
		{"a negative limit", limits(of(6), -1.5, 9), axis{-5, 10, 5}},
		{"equal", of(7, 7), axis{0, 8, 2}},
		{"zero", of(0, 0), axis{0, 1, 0.25}},
		{"nothing", of(), axis{0, 1, 0.25}},
		{"a figure that is not there", hidden, axis{0, 1, 0.25}},
		{"large", of(1200000), axis{0, 1500000, 500000}},
		{"small", of(0.0011), axis{0, 0.0015, 0.0005}},
	} {
		got := c.plot.axis()
		if !close(got.min, c.want.min) || !close(got.max, c.want.max) || !close(got.step, c.want.step) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func close(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b)) }

func TestNiceSteps(t *testing.T) {
	for v, want := range map[float64]float64{1: 1, 1.01: 2, 2: 2, 2.1: 2.5, 2.5: 2.5, 3: 5, 5: 5, 6: 10, 99: 100, 0.3: 0.5, 0.1: 0.1, 1000: 1000, 1001: 2000} {
		if got := niceStep(v); !close(got, want) {
			t.Errorf("the step for %v is %v, want %v", v, got, want)
		}
	}
}

// TestTicksAreWhatTheySay draws many ranges, reads the labels back, and holds
// them against the lines that they stand at.
func TestTicksAreWhatTheySay(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	for range 400 {
		high := math.Pow(10, float64(r.IntN(17)-3)) * (0.1 + r.Float64())
		p := of(high, high*r.Float64())
		p.Unit = []string{"", "%"}[r.IntN(2)]
		a := p.axis()
		svg := drawn(t, p)
		lines := append(svg.class("plot-grid")[0].pieces(t), svg.class("plot-axis")[0].pieces(t)...)
		n := 0
		for _, l := range svg.ticks("end") {
			v := a.min + float64(n)*a.step
			n++
			checkTick(t, l.Text, v, a.step, p.Unit)
			if math.Abs(l.num(t, "y")-4-a.y(v)) > 0.1 {
				t.Fatalf("%s stands at %s, want %v", l.Text, l.attr("y"), a.y(v)+4)
			}
		}
		if n < 3 || n > 7 || !close(a.min+float64(n-1)*a.step, a.max) || len(lines) != n {
			t.Fatalf("%d ticks from %v to %v by %v, %d lines", n, a.min, a.max, a.step, len(lines))
		}
		if a.min > 0 || a.max < high || a.max-high >= a.step*1.01 {
			t.Fatalf("the axis of figures up to %v is %+v", high, a)
		}
	}
}

// checkTick reads a label: its value, its unit, and no more decimals than the
// step needs.
func checkTick(t *testing.T, label string, v, step float64, unit string) {
	t.Helper()
	number := label
	if unit != "" {
		var ok bool
		if number, ok = strings.CutSuffix(label, "\u00A0"+unit); !ok {
			t.Fatalf("%q lacks its unit", label)
		}
	}
	if unit == "" && v != 0 {
		for suffix, times := range map[string]float64{"k": 1e3, "M": 1e6, "G": 1e9} {
			if short, ok := strings.CutSuffix(number, suffix); ok {
				number, v, step = short, v/times, step/times
			}
		}
	}
	said, err := strconv.ParseFloat(strings.ReplaceAll(number, "\u2212", "-"), 64)
	if err != nil || math.Abs(said-v) > step*1e-6 {
		t.Fatalf("%q stands at %v: %v", label, v, err)
	}
	_, places, _ := strings.Cut(number, ".")
	whole := func(n int) bool {
		x := step * math.Pow10(n)
		return math.Abs(x-math.Round(x)) < 1e-6
	}
	if d := len(places); !whole(d) || d > 0 && whole(d-1) {
		t.Fatalf("%q has the wrong decimals for steps of %v", label, step)
	}
}

func TestNegativeTicksHaveAMinusSign(t *testing.T) {
	var got []string
	p := of(-4, 3)
	p.Unit = ""
	for _, l := range drawn(t, p).ticks("end") {
		got = append(got, l.Text)
	}
	if want := "−4 −2 0 2 4"; strings.Join(got, " ") != want {
		t.Errorf("the ticks are %q, want %q", got, want)
	}
	if zero := drawn(t, p).class("plot-axis"); len(zero) != 2 || math.Abs(zero[0].path(t)[0].y-p.axis().y(0)) > 0.1 {
		t.Error("zero is not the axis")
	}
}

// The margin is narrow: large figures are said in thousands and millions.
func TestLargeTicksAreShort(t *testing.T) {
	for want, p := range map[string]*Plot{
		"0 20000 40000 60000 80000": of(80000),
		"0 50k 100k 150k 200k":      of(180000),
		"−200k −100k 0 100k":        of(-150000, 99999),
		"0 0.5M 1.0M 1.5M":          of(1200000),
		"0 20M 40M 60M 80M":         of(80e6),
		"0 0.5G 1.0G 1.5G":          of(1.2e9),
		"0 1e+15 2e+15 3e+15":       of(3e15),
	} {
		p.Unit = ""
		var got []string
		for _, l := range drawn(t, p).ticks("end") {
			got = append(got, l.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("the ticks are %q, want %q", got, want)
		}
	}
}

func TestFigure(t *testing.T) {
	for _, c := range []struct {
		v        float64
		decimals int
		unit     string
		want     string
	}{{58, 0, "%", "58\u00A0%"}, {36.5, 1, "min", "36.5\u00A0min"}, {36, 1, "", "36.0"}, {-3, 0, "", "\u22123"}, {0, 0, "", "0"}, {1234567, 0, "", "1234567"},
		{2.5, 0, "", "3"}, {28.499999999999996, 0, "%", "29\u00A0%"}, {-2.5, 0, "", "\u22123"}, {-0.2, 0, "min", "0\u00A0min"}, {-0.04, 1, "", "0.0"}} {
		if got := Figure(c.v, c.decimals, c.unit); got != c.want {
			t.Errorf("Figure(%v, %d, %q) = %q, want %q", c.v, c.decimals, c.unit, got, c.want)
		}
	}
}

func TestLabelsOfWeeksDoNotCrowd(t *testing.T) {
	for _, n := range []int{1, 2, 9, 10, 26, 52, 104, 300} {
		p := of(make([]float64, n)...)
		var at []float64
		for _, l := range drawn(t, p).ticks("middle") {
			at = append(at, l.num(t, "x"))
		}
		if len(at) < 1 || len(at) > 9 || math.Abs(at[0]-p.x(float64(n-1))) > 0.1 {
			t.Errorf("of %d weeks %d have a label, the newest at %v", n, len(at), at)
		}
		for i := 1; i < len(at); i++ {
			if gap := at[i-1] - at[i]; gap < 45 {
				t.Errorf("of %d weeks two labels are %v apart", n, gap)
			}
		}
	}
}
