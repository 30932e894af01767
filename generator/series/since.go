package series

import (
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/model"
)

// most is how many points on each side are compared: as many weeks as a
// baseline takes.
const most = 8

// Since says in a sentence where the measure was before the day on which
// something began, where it has been since, and whether there is a signal. What
// began is named as the sentence goes on after "before": it says when, and
// never that the one came from the other.
//
// Up to eight usable points on either side count, those next to the day before
// it and the newest after it; the week that holds the day is on neither side.
func (s *Series) Since(day model.Date, what string) string {
	before, after := make([]Point, 0, most), make([]Point, 0, most) // the newest of each
	for i := len(s.Points) - 1; i >= 0 && len(before) < most; i-- {
		switch p := &s.Points[i]; {
		case !s.usable(i):
		case p.Date >= day:
			if len(after) < most {
				after = append(after, *p)
			}
		case s.Measure.Data == model.Events || p.Date+6 < day:
			before = append(before, *p)
		}
	}
	slices.Reverse(before)
	slices.Reverse(after)
	switch {
	case len(before)+len(after) == 0:
		return "There are no figures yet."
	case len(after) == 0:
		return fmt.Sprintf("Before %s: %s; there are no figures since.", what, s.SayCenter(s.middle(before)))
	case len(before) == 0:
		return fmt.Sprintf("Since %s: %s%s; there are no figures from before.", what, s.SayCenter(s.middle(after)), s.signalSince(day))
	case min(len(before), len(after)) < 3:
		return fmt.Sprintf("Before %s: %s; since: %s, with too few figures to compare.", what, s.SayCenter(s.middle(before)), s.SayCenter(s.middle(after)))
	}
	return fmt.Sprintf("Before %s: %s; since: %s%s.", what, s.SayCenter(s.middle(before)), s.SayCenter(s.middle(after)), s.signalSince(day))
}

// signalSince is the signal since the day that reaches furthest, as it goes on
// after the figure. Where a shift and a trend end together it is the shift, which
// compares with the line, as the sentence does.
func (s *Series) signalSince(day model.Date) string {
	var g Signal
	for _, c := range s.Signals {
		if c.Direction != NoWay && c.From+6 >= day && (g.Rule == "" || c.Last > g.Last || c.Last == g.Last && c.Rule == "shift") {
			g = c
		}
	}
	if g.Rule == "" {
		return ", no signal"
	}
	name := "a " + g.Rule
	if g.Rule == "outside" {
		name = "a point outside the limits"
	}
	text := ", " + name + strings.TrimPrefix(ways[g.Direction], ",")
	if g.Last < s.Last() || s.onLine() >= 3 {
		text += " until " + g.To.Short()
	}
	return text
}
