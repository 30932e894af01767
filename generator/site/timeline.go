package site

import (
	"fmt"
	"html/template"
	"math"

	"wallwalk/generator/markup"
	"wallwalk/generator/model"
)

// A Timeline is a cohort's sessions in time: as a drawing, and as a list.
type Timeline struct {
	SVG  template.HTML
	List []sessionItem
}

// The drawing's size, and the lanes by kind of session.
const (
	timelineWidth, timelineHeight = 960, 168
	timelineLeft, timelineRight   = 96, 16
	laneTop, laneHeight           = 34, 28
)

var lanes = []string{model.KindHandoff, model.KindCoaching, model.KindLearning, model.KindWall}

var laneNames = map[string]string{model.KindHandoff: "Handoff", model.KindCoaching: "Coaching", model.KindLearning: "Learning", model.KindWall: "Walks"}

func timeline(c *model.Cohort, asOf model.Date) Timeline {
	t := Timeline{SVG: template.HTML(timelineSVG(nil, c, asOf))}
	for _, s := range c.Sessions {
		t.List = append(t.List, sessionOf(c, s, asOf))
	}
	return t
}

// A scale maps days to the drawing.
type scale struct{ from, to model.Date }

func (s scale) x(d model.Date) float64 {
	return timelineLeft + float64(d-s.from)/float64(max(s.to-s.from, 1))*(timelineWidth-timelineLeft-timelineRight)
}

func timelineSVG(b []byte, c *model.Cohort, asOf model.Date) []byte {
	s := scale{c.Starts.Date, c.Ends.Date}
	for _, ses := range c.Sessions {
		s.from, s.to = min(s.from, ses.Date.Date), max(s.to, ses.Date.Date)
	}
	s.from, s.to = s.from-7, s.to+7
	b = append(b, `<svg class="timeline" width="960" height="168" viewBox="0 0 960 168" role="img" aria-labelledby="timeline-t"><title id="timeline-t">`...)
	b = markup.Text(b, fmt.Sprintf("Sessions of %s, %s", c.Title, model.Span(c.Starts.Date, c.Ends.Date)))
	b = append(b, `</title>`...)
	b = rect(b, "timeline-span", s.x(c.Starts.Date), laneTop-8, s.x(c.Ends.Date)-s.x(c.Starts.Date), laneHeight*float64(len(lanes))+8)
	if asOf > c.Starts.Date {
		b = rect(b, "timeline-past", s.x(c.Starts.Date), laneTop-8, s.x(min(asOf, c.Ends.Date))-s.x(c.Starts.Date), laneHeight*float64(len(lanes))+8)
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
	if asOf >= s.from && asOf <= s.to {
		x := s.x(asOf)
		b = append(b, `<line class="timeline-today"`...)
		b = markup.Coord(markup.Coord(b, "x1", x), "x2", x)
		b = append(markup.Coord(markup.Coord(b, "y1", laneTop-10), "y2", laneTop+laneHeight*float64(len(lanes))+4), "/>"...)
		anchor := "middle"
		if x > timelineWidth-60 {
			anchor = "end"
		}
		b = label(b, "timeline-now", x, laneTop+laneHeight*float64(len(lanes))+18, anchor, asOf.Short())
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
		b = append(markup.Coord(markup.Coord(b, "y1", 14), "y2", laneTop+laneHeight*float64(len(lanes))), "/>"...)
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
