package site

import (
	"fmt"
	"math"

	"wallwalk/generator/markup"
	"wallwalk/generator/model"
)

// The drawing's size, and the lanes by kind of session.
const (
	timelineWidth, timelineHeight = 960, 196
	timelineLeft, timelineRight   = 96, 16
	laneTop, laneHeight           = 34, 28
)

var lanes = []string{model.KindHandoff, model.KindCoaching, model.KindLearning, model.KindWall}

var laneNames = map[string]string{model.KindHandoff: "Handoff", model.KindCoaching: "Coaching", model.KindLearning: "Learning", model.KindWall: "Walks"}

// lanesEnd is the foot of the lanes: below those of the sessions lies the
// milestones'.
var lanesEnd = laneTop + laneHeight*float64(len(lanes)+1)

// A scale maps days to the drawing.
type scale struct{ from, to model.Date }

func (s scale) x(d model.Date) float64 {
	return timelineLeft + float64(d-s.from)/float64(max(s.to-s.from, 1))*(timelineWidth-timelineLeft-timelineRight)
}

func timelineSVG(b []byte, c *model.Cohort, due []dueDay, asOf model.Date) []byte {
	s := scale{c.Starts.Date, c.Ends.Date}
	for _, ses := range c.Sessions {
		s.from, s.to = min(s.from, ses.Date.Date), max(s.to, ses.Date.Date)
	}
	for _, m := range due {
		s.from, s.to = min(s.from, m.day), max(s.to, m.day)
	}
	s.from, s.to = s.from-7, s.to+7
	b = append(b, `<svg class="timeline" width="960" height="196" viewBox="0 0 960 196" role="img" aria-labelledby="timeline-t"><title id="timeline-t">`...)
	b = markup.Text(b, fmt.Sprintf("Sessions of %s and the days by which its milestones are due, %s; the list below says them in words", c.Title, model.Span(c.Starts.Date, c.Ends.Date)))
	b = append(b, `</title>`...)
	b = rect(b, "timeline-span", s.x(c.Starts.Date), laneTop-8, s.x(c.Ends.Date)-s.x(c.Starts.Date), lanesEnd-laneTop+8)
	if asOf > c.Starts.Date {
		b = rect(b, "timeline-past", s.x(c.Starts.Date), laneTop-8, s.x(min(asOf, c.Ends.Date))-s.x(c.Starts.Date), lanesEnd-laneTop+8)
	}
	b = months(b, s)
	for i, kind := range lanes {
		y := laneTop + laneHeight*(float64(i)+0.5)
		b = label(b, "timeline-lane", timelineLeft-12, y+4, "end", laneNames[kind])
		n := 0
		for _, ses := range c.Sessions {
			if ses.Kind == kind {
				n++
				b = session(b, ses, kind, n, s.x(ses.Date.Date), y, asOf)
			}
		}
	}
	b = label(b, "timeline-lane", timelineLeft-12, lanesEnd-laneHeight/2+4, "end", "Milestones")
	b = flags(b, due, s, lanesEnd-laneHeight/2, asOf)
	if asOf >= s.from && asOf <= s.to {
		x := s.x(asOf)
		b = append(b, `<line class="timeline-today"`...)
		b = markup.Coord(markup.Coord(b, "x1", x), "x2", x)
		b = append(markup.Coord(markup.Coord(b, "y1", laneTop-10), "y2", lanesEnd+4), "/>"...)
		anchor := "middle"
		if x > timelineWidth-60 {
			anchor = "end"
		}
		b = label(b, "timeline-now", x, lanesEnd+18, anchor, asOf.Short())
	}
	return append(b, "</svg>"...)
}

func rect(b []byte, class string, x, y, w, h float64) []byte {
	b = markup.Attr(append(b, "<rect"...), "class", class)
	b = markup.Coord(markup.Coord(b, "x", x), "y", y)
	return append(markup.Coord(markup.Coord(b, "width", w), "height", h), "/>"...)
}

func label(b []byte, class string, x, y float64, anchor, text string) []byte {
	b = markup.Attr(append(b, "<text"...), "class", class)
	b = markup.Coord(markup.Coord(b, "x", x), "y", y)
	b = markup.Attr(b, "text-anchor", anchor)
	return append(markup.Text(append(b, '>'), text), "</text>"...)
}

// months are ticks with names, the year where it turns.
func months(b []byte, s scale) []byte {
	t := s.from.Time()
	for d := model.NewDate(t.Year(), t.Month()+1, 1); d < s.to; {
		x := s.x(d)
		b = append(b, `<line class="timeline-month"`...)
		b = markup.Coord(markup.Coord(b, "x1", x), "x2", x)
		b = append(markup.Coord(markup.Coord(b, "y1", 14), "y2", lanesEnd), "/>"...)
		name := d.Time().Format("Jan")
		if d.Time().Month() == 1 {
			name = d.Time().Format("Jan 2006")
		}
		b = label(b, "timeline-tick", x+4, 20, "start", name)
		d = model.NewDate(d.Time().Year(), d.Time().Month()+1, 1)
	}
	return b
}

// session draws one: a shape for its kind, filled once it is past.
func session(b []byte, s model.Session, kind string, n int, x, y float64, asOf model.Date) []byte {
	class := "timeline-" + kind
	if s.Date.Date >= asOf {
		class += " timeline-ahead"
	}
	b = append(markup.Attr(append(b, "<g"...), "class", class), "><title>"...)
	title := s.Title.Text
	if title == "" {
		title = fmt.Sprintf("%s %d", kindNames[kind], n)
	}
	b = append(markup.Text(b, s.Date.Long()+": "+title), "</title>"...)
	b = shape(b, kind, x, y, 7)
	return append(b, "</g>"...)
}

func shape(b []byte, kind string, x, y, r float64) []byte {
	corners := 0
	turn := 0.0
	switch kind {
	case model.KindLearning:
		b = markup.Coord(markup.Coord(append(b, "<circle"...), "cx", x), "cy", y)
		return append(markup.Coord(b, "r", r), "/>"...)
	case model.KindCoaching:
		corners, turn = 3, -math.Pi/2
	case model.KindWall:
		corners, turn, r = 4, 0, r*1.15
	default:
		corners, turn, r = 4, math.Pi/4, r*1.2
	}
	b = append(b, `<path d="`...)
	for i := range corners {
		a := turn + 2*math.Pi*float64(i)/float64(corners)
		pen := byte('L')
		if i == 0 {
			pen = 'M'
		}
		b = markup.Decimal(append(b, pen), x+r*math.Cos(a))
		b = markup.Decimal(append(b, ' '), y+r*math.Sin(a))
	}
	return append(b, `Z"/>`...)
}

// flagRoom is the least distance of two flags; those that are nearer stand
// together, by their first day.
const flagRoom = 22

// flags draws the milestones' due days, with the numbers that the key beneath
// the drawing names. due is by day.
func flags(b []byte, due []dueDay, s scale, y float64, asOf model.Date) []byte {
	for i := 0; i < len(due); {
		n, x := i+1, s.x(due[i].day)
		for n < len(due) && s.x(due[n].day)-x < flagRoom {
			n++
		}
		class := "timeline-due"
		if due[i].day >= asOf {
			class += " timeline-ahead"
		}
		b = append(markup.Attr(append(b, "<g"...), "class", class), "><title>"...)
		for k, d := range due[i:n] {
			if k > 0 {
				b = append(b, "; "...)
			}
			b = markup.Text(b, d.day.Long()+": "+d.Name+" is due")
		}
		b = append(b, `</title><path d="M`...)
		b = markup.Decimal(append(markup.Decimal(b, x), ' '), y+8)
		b = append(b, `v-16h11l-3 4.5 3 4.5h-11"/></g>`...)
		numbers := fmt.Sprint(due[i].Number)
		if n-i > 1 {
			numbers += fmt.Sprintf("–%d", due[n-1].Number)
		}
		b = label(b, "timeline-number", x+13, y+4, "start", numbers)
		i = n
	}
	return b
}
