package series

import (
	"testing"

	"wallwalk/generator/model"
)

func TestSinceSaysBeforeAndAfterAndNeverWhy(t *testing.T) {
	first := model.NewDate(2026, 3, 1)
	m := model.Measure{ID: model.Text{Text: "kept"}, Chart: "run", Data: model.Fraction, Better: "higher", Every: 1, Per: 1, BaselineWeeks: 8}
	of := func(percents ...float64) *Series {
		var points []Point
		for i, v := range percents {
			p := Point{Date: first + model.Date(7*i), Status: OK, Num: v, Den: 100, Value: v / 100}
			if v < 0 {
				p = Point{Date: p.Date, Status: Missing}
			}
			points = append(points, p)
		}
		return New(m, points, nil, []string{"shift", "trend"})
	}
	baseline := []float64{50, 54, 52, 53, 51, 50, 54, 52}
	day := first + 8*7 + 2 // the ninth week holds it, and is on neither side
	with := func(more ...float64) *Series { return of(append(append([]float64{}, baseline...), more...)...) }
	excluded := with(10, 88, 88, 88, 5)
	excluded.Points[12].Excluded = true
	for _, c := range []struct {
		name string
		s    *Series
		want string
	}{
		{"a shift", with(10, 86, 87, 88, 88, 89, 90), "Before it: 52\u00A0%; since: 88\u00A0%, a shift in the wanted direction."},
		{"a shift that was", with(10, 86, 87, 88, 88, 89, 90, 20), "Before it: 52\u00A0%; since: 88\u00A0%, a shift in the wanted direction until 7 Jun."},
		{"for the worse", with(10, 6, 7, 8, 8, 9, 10), "Before it: 52\u00A0%; since: 8\u00A0%, a shift in the wrong direction."},
		{"nothing", with(10, 50, 54, 50, 54), "Before it: 52\u00A0%; since: 52\u00A0%, no signal."},
		{"too few", with(10, 86, 87), "Before it: 52\u00A0%; since: 87\u00A0%, with too few figures to compare."},
		{"none since", with(10), "Before it: 52\u00A0%; there are no figures since."},
		{"none before", of(-1, -1, -1, -1, -1, -1, -1, -1, 10, 60, 70, 60), "Since it: 60\u00A0%, no signal; there are no figures from before."},
		{"none", of(), "There are no figures yet."},
		{"an excluded figure", excluded, "Before it: 52\u00A0%; since: 88\u00A0%, no signal."},
		{"the newest eight", with(10, 0, 0, 0, 60, 60, 60, 60, 60, 60, 60, 60), "Before it: 52\u00A0%; since: 60\u00A0%, a shift in the wanted direction."},
	} {
		if got := c.s.Since(day, "it"); got != c.want {
			t.Errorf("%s: %s\nwant: %s", c.name, got, c.want)
		}
	}
}
