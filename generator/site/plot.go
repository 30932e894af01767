package site

import (
	"html/template"
	"slices"
	"strconv"

	"wallwalk/generator/chart"
	"wallwalk/generator/model"
	"wallwalk/generator/series"
)

// plot puts a series in the reader's unit, ready to be drawn with its words;
// headline is the series' own.
func plot(id, headline string, s *series.Series, changes []model.Change) *chart.Plot {
	p := sketch(s)
	p.ID, p.Title, p.Desc = id, s.Title()+". "+headline, describe(s)
	p.Marks = marks(s, changes)
	return p
}

// sketch is a plot without a name and words, as a small drawing beside words
// needs it. Whoever is done with it may forget it.
func sketch(s *series.Series) *chart.Plot {
	p := &chart.Plot{Unit: s.Unit(), Decimals: s.Decimals(), Full: s.Measure.Data == model.Fraction && s.Unit() == "%"}
	scale := s.Scale()
	p.Points = slices.Grow(points.take(), len(s.Points))[:len(s.Points)]
	for i := range p.Points {
		from, fit := &s.Points[i], &s.Analysis.Points[i]
		p.Points[i] = chart.Point{Label: from.Date.Short(), Value: from.Value * scale, OK: from.Status == series.OK,
			Hollow: from.Excluded || from.Few || !fit.HasValue, LCL: fit.LCL * scale, UCL: fit.UCL * scale, HasLimits: fit.HasLimits}
	}
	p.Phases = make([]chart.Phase, 0, len(s.Analysis.Phases))
	for i := range s.Analysis.Phases {
		ph := &s.Analysis.Phases[i]
		p.Phases = append(p.Phases, chart.Phase{From: ph.From, To: ph.To, Name: s.Phases[i].Name, Center: ph.Center * scale,
			HasCenter: ph.HasCenter && ph.To > ph.From, Label: s.CenterName() + " " + s.SayCenter(ph.Center)})
	}
	if s.Goal != nil {
		p.Goal, p.HasGoal = *s.Goal*scale, true
	}
	for i := range s.Signals {
		g := &s.Signals[i]
		tone := toneOf(g.Direction)
		if g.Rule == "shift" || g.Rule == "trend" {
			p.Bands = append(p.Bands, chart.Band{From: g.First, To: g.Last, Tone: tone})
			for i := g.First; i <= g.Last; i++ {
				if !p.Points[i].Hollow {
					p.Points[i].Tone = tone
				}
			}
		}
		if g.Rule == "outside" || g.Rule == "astronomical" {
			p.Points[g.First].Ringed = true
		}
	}
	return p
}

// answering gives each point what it says when it is pointed at, which a chart
// needs that comes to life.
func answering(p *chart.Plot, s *series.Series) {
	tips := make([]chart.Tip, len(p.Points))
	text, ends := pieces.take(), make([][2]int, len(p.Points))
	for i := range p.Points {
		text = tipTitle(text, s, i)
		ends[i][0] = len(text)
		text = figure(text, s, i)
		ends[i][1] = len(text)
	}
	all, from := string(text), 0 // of all points, so that they are one string
	pieces.give(text)
	for i, end := range ends {
		tips[i] = chart.Tip{Title: all[from:end[0]], Figure: all[end[0]:end[1]], Lines: tipLines(&s.Points[i])}
		p.Points[i].Tip, from = &tips[i], end[1]
	}
}

// forget gives back what a plot, which nobody draws any more, is made of.
func forget(p *chart.Plot) {
	points.give(p.Points)
	p.Points = nil
}

// spark draws a series beside words that say the same.
func spark(s *series.Series) template.HTML {
	p := sketch(s)
	defer forget(p)
	return written(func(b []byte) []byte { return chart.Spark(b, p) })
}

func toneOf(d series.Direction) chart.Tone {
	switch d {
	case series.Better:
		return chart.Improvement
	case series.Worse:
		return chart.Concern
	case series.NoWay:
		return chart.Plain
	}
	return chart.Neutral
}

func tipTitle(b []byte, s *series.Series, i int) []byte {
	if s.Measure.Data != model.Events {
		b = append(b, "Week of "...)
	}
	return s.Points[i].Date.AppendLong(b)
}

func tipLines(p *series.Point) (lines []string) {
	if p.Teams > 0 {
		lines = append(lines, count(p.Teams, "team reports", "teams report"))
	}
	if p.Excluded {
		lines = append(lines, "Excluded: counts for no line and no rule")
	}
	if p.Note != "" {
		lines = append(lines, p.Note)
	}
	return lines
}

// figure appends a point in full: "60 % (31 of 52)", or why there is none.
func figure(b []byte, s *series.Series, i int) []byte {
	p := &s.Points[i]
	switch {
	case p.Status == series.None && s.Measure.Data == model.Events:
		return append(b, "The first event"...)
	case p.Status == series.None:
		return append(b, "No figure, on purpose"...)
	case p.Status == series.Missing:
		return append(b, "Missing"...)
	case p.Den > 0:
		b = append(appendNumber(append(s.AppendSay(b, p.Value), " ("...), p.Num), " of "...)
		return append(appendNumber(b, p.Den), ')')
	}
	return s.AppendSay(b, p.Value)
}

func number(v float64) string {
	if n := int(v); float64(n) == v && 0 < n && n < 100 { // as most scores
		return strconv.Itoa(n)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// marks numbers the changes in the order in which they began, where they
// stand on this measure's chart.
func marks(s *series.Series, changes []model.Change) []chart.Mark {
	var out []chart.Mark
	for n := range changes {
		from := began(&changes[n], s)
		if from == 0 || len(s.Points) == 0 || from > s.Points[len(s.Points)-1].Date+model.Date(7*s.Measure.Every-1) {
			continue
		}
		out = append(out, chart.Mark{At: position(s, from), Number: strconv.Itoa(n + 1)})
	}
	return out
}

// position is where a day lies among the points; between two of them where it
// falls between.
func position(s *series.Series, d model.Date) float64 {
	last := len(s.Points) - 1
	for i := last; i >= 0; i-- {
		if s.Points[i].Date <= d {
			if i == last {
				return float64(i)
			}
			return float64(i) + float64(d-s.Points[i].Date)/float64(s.Points[i+1].Date-s.Points[i].Date)
		}
	}
	return -0.5
}

// describe says what is drawn, for those who don't see it.
func describe(s *series.Series) string {
	usable := 0
	for _, ph := range s.Analysis.Phases {
		usable += ph.N
	}
	if len(s.Points) == 0 {
		return "There are no figures yet."
	}
	b := append(append(pieces.take(), count(usable, "figure", "figures")...), " from "...)
	b = append(s.Points[0].Date.AppendLong(b), " to "...)
	b = append(s.Points[len(s.Points)-1].Date.AppendLong(b), '.')
	for i, ph := range s.Analysis.Phases {
		if ph.HasCenter {
			b = append(append(append(b, ' '), s.Phases[i].Name...), ": "...)
			b = append(append(append(b, s.CenterName()...), ' '), s.SayCenter(ph.Center)...)
			b = append(b, '.')
		}
	}
	for i := range s.Signals {
		b = append(append(b, ' '), s.Signals[i].Text...)
	}
	defer pieces.give(b)
	return string(b)
}
