package chart

import (
	"strings"
	"testing"
)

func small(values ...float64) *Plot {
	p := &Plot{Unit: "%", Phases: []Phase{{To: len(values), Center: values[0], HasCenter: true}}, Goal: 80, HasGoal: true}
	for _, v := range values {
		p.Points = append(p.Points, Point{Value: v, OK: v >= 0})
	}
	return p
}

func TestSmallChartsShareTheirFrame(t *testing.T) {
	one, two := small(10, 20, 30), small(50, 60)
	f := Frame{}.Hold(one, 0).Hold(two, 4)
	if f.Low != 0 || f.High != 80 || f.Places != 6 {
		t.Fatalf("the frame is %+v", f)
	}
	a, b := string(Multiple(nil, one, f, 0)), string(Multiple(nil, two, f, 4))
	for _, part := range []string{`class="plot-goal-line" x1="44" y1="8" x2="292" y2="8"`, `>80 %<`, `>0 %<`} {
		if strings.Count(strings.ReplaceAll(a, "\u00a0", " "), part) != 1 || strings.Count(strings.ReplaceAll(b, "\u00a0", " "), part) != 1 {
			t.Errorf("not both have %s once:\n%s\n%s", part, a, b)
		}
	}
	first, last := parse(t, []byte(a)).dots(t), parse(t, []byte(b)).dots(t)
	if len(first) != 3 || len(last) != 2 || first[0].x != 50 || last[0].x <= first[2].x || last[1].x != 292 {
		t.Errorf("the places are not shared:\n%+v\n%+v", first, last)
	}
}

func TestASmallChartOfEqualPointsIsFinite(t *testing.T) {
	p := &Plot{Points: []Point{{Value: 0, OK: true}}}
	if out := string(Multiple(nil, p, Frame{}.Hold(p, 0), 0)); strings.Contains(out, "NaN") || strings.Contains(out, "Inf") {
		t.Error(out)
	}
}
