package site

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"wallwalk/generator/chart"
	"wallwalk/generator/markup"
	"wallwalk/generator/model"
	"wallwalk/generator/plain"
	"wallwalk/generator/series"
)

// A Figure is a chart with everything that stands around it.
type Figure struct {
	Page     string // all teams' charts of the measure; "" where there is no such page
	ID       string
	Name     string
	Headline string
	Meta     string // what is counted, of what, which way is better
	Changes  []Numbered
	Signals  []Said
	Phases   []PhaseRow
	Weekly   bool // rows are weeks, not events
	Pooled   bool
	Counts   bool // rows have numerator and denominator
	Limits   bool
	Center   string             // median or mean
	Suggest  *series.Suggestion // a new phase, after a lasting shift
	NoLimits string             // why a chart that should have limits has none
	Empty    string             // instead of a chart where there are no figures

	series *series.Series
	plot   *chart.Plot
	mend   mending
}

// What is large is appended when the page reaches it. A template knows it as
// SVG; as Options, which are ECharts', escaped for a script element; and as
// Rows, of the table of figures. These are a copy's too: a theme that hands a
// figure to a partial in a dict makes one.

func (f *Figure) AppendSVG(b []byte) []byte {
	if f.plot == nil {
		return b
	}
	return chart.SVG(b, f.plot)
}

func (f Figure) SVG() template.HTML { return written(f.AppendSVG) }

func (f *Figure) AppendOptions(b []byte) []byte {
	if f.plot == nil {
		return b
	}
	return chart.Options(b, f.plot)
}

func (f Figure) Options() template.JS { return template.JS(written(f.AppendOptions)) }

func (f Figure) Rows() template.HTML { return written(f.AppendRows) }

// A Numbered is a change with its badge on the charts.
type Numbered struct {
	Number int
	Text   string
	When   string
}

// A Said is a signal's sentence with its tone.
type Said struct{ Tone, Text string }

// A PhaseRow is the numbers behind the rules, for one phase.
type PhaseRow struct {
	Name, Reason, From, Center                    string
	Points, Useful, LongestRun, LongestMax        int
	Crossings, CrossingsMin, Runs, RunsLo, RunsHi int
	Anhoej, RunsLimits                            bool
	Verdict                                       string
}

// figureID is a chart's id on its page. Two hyphens can't stand in an id of a
// team's own, so no measure can be called as something else on the page is.
func figureID(prefix string, s *series.Series) string { return prefix + "m--" + s.Measure.ID.Text }

// figureOf draws a series. prefix keeps ids apart where a page has several.
func figureOf(prefix string, s *series.Series, changes []model.Change, pooled bool) Figure {
	return mendableFigure(prefix, s, changes, pooled, nil)
}

// mendableFigure is a figure whose weeks have links to what they come from.
func mendableFigure(prefix string, s *series.Series, changes []model.Change, pooled bool, mend mending) Figure {
	id := figureID(prefix, s)
	f := Figure{ID: id, Name: s.Title(), Headline: s.Headline(), Meta: meta(s), Center: s.CenterName(),
		Weekly: s.Measure.Data != model.Events, Pooled: pooled, series: s, mend: mend}
	if s.Last() < 0 && len(s.Points) == 0 {
		f.Empty = "No figures yet. They come from the team’s data.yaml, a line a week."
		return f
	}
	f.plot = plot(id, f.Headline, s, changes)
	answering(f.plot, s)
	for n := range changes {
		if from := began(&changes[n], s); from != 0 {
			f.Changes = append(f.Changes, Numbered{n + 1, changes[n].Title.Text, from.Short()})
		}
	}
	f.NoLimits = s.NoLimits()
	for _, g := range s.Brief() {
		f.Signals = append(f.Signals, Said{toneName(g.Direction), g.Text})
	}
	if sug, ok := s.Suggest(); ok && !pooled {
		f.Suggest = &sug
	}
	f.phases(s)
	for _, p := range s.Points {
		f.Counts = f.Counts || p.Den > 0
	}
	for _, p := range s.Analysis.Points {
		f.Limits = f.Limits || p.HasLimits
	}
	return f
}

func toneName(d series.Direction) string {
	return [...]string{"plain", "better", "worse", "neutral"}[toneOf(d)]
}

// meta says what the measure counts, in a line.
func meta(s *series.Series) string {
	m := s.Measure
	var parts []string
	switch {
	case m.Numerator.Given() && m.Denominator.Given():
		parts = append(parts, fmt.Sprintf("%s, of %s", m.Numerator, plain.Lower(m.Denominator.Text)))
	case m.Data == model.Events && m.Chart == "t":
		parts = append(parts, "Days between events")
	case m.Data == model.Events:
		parts = append(parts, "Cases between events")
	}
	if m.Type != "" {
		parts = append(parts, m.Type+" measure")
	}
	switch m.Better {
	case "higher":
		parts = append(parts, "higher is better")
	case "lower":
		parts = append(parts, "lower is better")
	}
	if m.Data == model.Rate && m.Per != 1 {
		parts = append(parts, "per "+number(m.Per))
	}
	return plain.Upper(strings.Join(parts, " · "))
}

func (f *Figure) phases(s *series.Series) {
	for i, ph := range s.Analysis.Phases {
		row := PhaseRow{Name: s.Phases[i].Name, Reason: s.Phases[i].Reason, From: s.Phases[i].From.Long(), Center: "none",
			Points: ph.N, Useful: ph.Useful, LongestRun: ph.LongestRun, LongestMax: ph.LongestRunMax,
			Crossings: ph.Crossings, CrossingsMin: ph.CrossingsMin, Runs: ph.Runs, RunsLo: ph.RunsLower, RunsHi: ph.RunsUpper,
			Anhoej: ph.HasAnhoej, RunsLimits: ph.HasRunsLimits}
		if ph.HasCenter {
			row.Center = s.SayCenter(ph.Center)
		}
		switch {
		case ph.Useful < 10 && ph.N >= 10:
			row.Verdict = fmt.Sprintf("Too many points lie on the line (%d of %d)", ph.N-ph.Useful, ph.N)
		case ph.Useful < 10:
			row.Verdict = fmt.Sprintf("Too few points to tell (%d of 10)", ph.Useful)
		case ph.Anhoej:
			row.Verdict = "Not chance alone"
		default:
			row.Verdict = "Chance alone could give this"
		}
		f.Phases = append(f.Phases, row)
	}
}

// AppendRows appends the table of figures by hand: through a template it would
// cost more than all the rest of the page.
func (f *Figure) AppendRows(b []byte) []byte {
	var center float64
	said := "" // of the line, which most points have in common with the one before
	for i := range f.series.Points {
		if fit := &f.series.Analysis.Points[i]; fit.HasCenter && (said == "" || fit.Center != center) {
			center, said = fit.Center, f.series.SayCenter(fit.Center)
		}
		b = f.row(append(b, "<tr>"...), f.series, i, said)
		if f.mend != nil && f.Weekly {
			b = f.mend(b, &f.series.Points[i])
		}
		b = append(b, "</td></tr>\n"...)
	}
	return b
}

// row appends a point's cells; the last is open still. center is what its line
// is at.
func (f *Figure) row(b []byte, s *series.Series, i int, center string) []byte {
	p, fit := &s.Points[i], &s.Analysis.Points[i]
	b = p.Date.AppendLong(append(b, `<th scope="row">`...))
	b = append(b, "</th><td>"...)
	switch p.Status {
	case series.OK:
		var held [48]byte
		b = markup.Text(b, string(s.AppendSay(held[:0], p.Value)))
	case series.None:
		b = append(b, "none"...)
	default:
		b = append(b, "missing"...)
	}
	if f.Counts {
		b = append(b, "</td><td>"...)
		if p.Den > 0 {
			b = appendNumber(append(appendNumber(b, p.Num), " of "...), p.Den)
		}
	}
	if f.Pooled {
		b = strconv.AppendInt(append(b, "</td><td>"...), int64(p.Teams), 10)
	}
	b = append(b, "</td><td>"...)
	if fit.HasCenter {
		b = markup.Text(b, center)
	}
	if f.Limits {
		b = append(b, "</td><td>"...)
		if fit.HasLimits {
			b = markup.Text(append(markup.Text(b, s.SayCenter(fit.LCL)), " to "...), s.SayCenter(fit.UCL))
		}
	}
	b = append(b, "</td><td>"...)
	return markup.Text(b, remark(s, i))
}

func appendNumber(b []byte, v float64) []byte {
	if n := int64(v); -1e15 < v && v < 1e15 && float64(n) == v && n != 0 { // as what is counted
		return strconv.AppendInt(b, n, 10)
	}
	return strconv.AppendFloat(b, v, 'f', -1, 64)
}

// remark is what else there is to say of a point.
func remark(s *series.Series, i int) string {
	p := &s.Points[i]
	var parts []string
	if p.Excluded {
		parts = append(parts, "excluded")
	}
	if p.Astronomical {
		parts = append(parts, "marked as unusual")
	}
	if p.Few {
		parts = append(parts, "fewer than half of the teams")
	}
	for n := range s.Signals {
		g := &s.Signals[n]
		if p.Status == series.OK && !p.Excluded && !p.Few && i >= g.First && i <= g.Last && (g.Rule == "shift" || g.Rule == "trend" || g.Rule == "outside") {
			parts = append(parts, g.Rule)
		}
	}
	text := strings.Join(parts, ", ")
	if p.Note != "" {
		if text != "" {
			text += ": "
		}
		text += p.Note
	}
	return text
}

// Picture is a series' chart as an SVG file, whole by itself.
func Picture(s *series.Series) []byte {
	return chart.File(nil, plot("chart", s.Headline(), s, nil))
}
