package chart

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"unicode"
)

// FuzzChart draws whatever a team may write: text without control characters,
// which the format refuses, and figures of at most fifteen digits.
func FuzzChart(f *testing.F) {
	f.Add("Exams", "%", "1 Mar", []byte{10, 20, 30, 255, 40, 50, 200, 60}, 85.0, 60.0)
	f.Add(attack, "", "", []byte{255, 255}, -7.5, 0.0)
	f.Add("", "min", "x", []byte{}, 1e15, -1e15)
	f.Add("a", "b", "c", []byte{0, 0, 0, 0, 0, 0, 0}, 1e-15, 0.3)
	f.Fuzz(func(t *testing.T, title, unit, label string, shape []byte, goal, scale float64) {
		if !sane(goal) || !sane(scale) || len(shape) > 300 {
			t.Skip()
		}
		p := fuzzed(printable(title), printable(unit), printable(label), shape, goal, scale)
		n := parse(t, SVG(nil, p))
		figures := 0
		for _, pt := range p.Points {
			if pt.OK {
				figures++
			}
		}
		if got := len(n.dots(t)); got != figures {
			t.Fatalf("%d dots of %d figures", got, figures)
		}
		for _, v := range n.class("plot-data")[0].path(t) {
			if v.x < left || v.x > left+plotWidth || v.y < top-0.1 || v.y > Height-bottom+0.1 {
				t.Fatalf("the line leaves the plot: %v", v)
			}
		}
		if b := Spark(nil, p); len(b) > 0 {
			parse(t, b)
		}
		if b := Options(nil, p); !json.Valid(b) || strings.ContainsAny(string(b), "<>") {
			t.Fatalf("the options: %s", b)
		}
	})
}

// sane is a figure that the format lets through.
func sane(v float64) bool { return v == 0 || math.Abs(v) >= 1e-15 && math.Abs(v) <= 1e15 }

func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\uFFFE' || r == '\uFFFF' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
}

// fuzzed makes a plot of which each byte of the shape is a point.
func fuzzed(title, unit, label string, shape []byte, goal, scale float64) *Plot {
	values := make([]float64, len(shape))
	for i, b := range shape {
		values[i] = float64(b) / 100 * scale
		if b == 255 {
			values[i] = gapValue
		}
	}
	p := of(values...)
	p.Title, p.Desc, p.Unit, p.Goal, p.HasGoal, p.Decimals = title, label, unit, goal, goal != 0, len(title)%7
	for i, b := range shape {
		pt := &p.Points[i]
		pt.Label, pt.Tip = label, &Tip{Title: title}
		pt.Tone, pt.Hollow, pt.Ringed = Tone(b%4), b%5 == 0, b%7 == 0
		if b%3 == 0 && pt.OK {
			pt.LCL, pt.UCL, pt.HasLimits = pt.Value-1, pt.Value+1, true
		}
		if b%11 == 0 {
			p.Marks = append(p.Marks, Mark{float64(i) - 0.5, label})
			p.Bands = append(p.Bands, Band{i / 2, i, pt.Tone})
		}
	}
	if n := len(shape); n > 1 {
		p.Phases = []Phase{{To: n / 2, Name: title, Center: scale, HasCenter: true, Label: "median"}, {From: n / 2, To: n, Name: unit, HasCenter: true, Label: "median"}}
	}
	return p
}
