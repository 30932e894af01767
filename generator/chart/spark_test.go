package chart

import (
	"math"
	"testing"
)

func TestSparkOfNothingIsNothing(t *testing.T) {
	hollow := of(5)
	hollow.Points[0].Hollow = true
	for name, p := range map[string]*Plot{"no points": of(), "gaps": of(gapValue), "hollow": hollow} {
		if b := Spark([]byte("x"), p); string(b) != "x" {
			t.Errorf("%s: %s", name, b)
		}
	}
}

func TestSparkEndsInTheNewestFigure(t *testing.T) {
	p := of(4, 8, 6, 9, 2, gapValue)
	p.Points[3].Hollow = true
	p.Points[4].Tone = Concern
	p.Phases[0].Center, p.Phases[0].HasCenter = 6, true
	n := parse(t, Spark(nil, p))
	dots, path := n.dots(t), n.class("plot-data")[0].path(t)
	if len(dots) != 1 || dots[0].class != "plot-dot plot-worse" || len(path) != 4 {
		t.Fatalf("dots %+v, line %v", dots, path)
	}
	end, tip := path[3], dots[0].corners
	if math.Abs(tip[2].x-end.x) > 0.1 || math.Abs(tip[2].y-5-end.y) > 0.1 {
		t.Errorf("the sign is at %v, the line ends at %v", tip, end)
	}
	if path[1].y >= path[0].y || end.y <= path[0].y || math.Abs(path[1].y-6) > 0.1 || math.Abs(end.y-26) > 0.1 {
		t.Errorf("the least figure is not at the bottom, or the greatest at the top: %v", path)
	}
	if len(n.class("plot-center")) != 1 || n.attr("aria-hidden") != "true" {
		t.Errorf("a spark is a picture beside words: %+v", n.Attrs)
	}
}

func TestSparkStaysInItsFrame(t *testing.T) {
	for name, p := range plots() {
		b := Spark(nil, p)
		if len(b) == 0 {
			continue
		}
		for _, v := range parse(t, b).class("plot-data")[0].path(t) {
			if v.x < 6 || v.x > 126 || v.y < 6 || v.y > 26 {
				t.Errorf("%s: the line goes to %v", name, v)
			}
		}
	}
	p := of(5, 6)
	p.Phases[0].Center, p.Phases[0].HasCenter = 50, true
	if n := parse(t, Spark(nil, p)); len(n.class("plot-center")) != 0 {
		t.Error("a centre line out of the frame is drawn")
	}
}
