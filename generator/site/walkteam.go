package site

import (
	"html/template"
	"math"
	"slices"
	"strings"

	"wallwalk/generator/chart"
	"wallwalk/generator/markdown"
	"wallwalk/generator/model"
	"wallwalk/generator/series"
	"wallwalk/generator/standing"
)

// A walkTeam is what one team brings: a section of the page, and a slide.
type walkTeam struct {
	ID        string // of the section
	Page      Link
	Site      string
	Turn      string
	Presenter string
	Score     *scoreView
	Steps     []cell
	Goal      template.HTML
	Charts    []walkChart
	Since     sinceView
	Progress  template.HTML
	Plan      template.HTML
	Open      []barrierView
	Asks      []string
	NoReport  string
	NextStep  *nextStep
	in        bool
	moved     tally
}

// A walkChart is a measure's chart without its tables, which the team's page
// has. Of the second there is a small one too, since on a slide the large one's
// print would be too small to be read.
type walkChart struct {
	ID, Name, Headline string
	Second             bool

	stood  *standing.Stood
	series *series.Series
	plot   *chart.Plot // from the large drawing to the small one
}

// AppendSVG draws the chart.
func (c *walkChart) AppendSVG(b []byte) []byte {
	c.plot = plot(c.ID, c.Headline, c.series, started(c.stood))
	b = chart.SVG(b, c.plot)
	if !c.Second { // which is drawn small, too
		c.forget()
	}
	return b
}

func (c *walkChart) forget() {
	forget(c.plot)
	c.plot = nil
}

// SVG and Small are a copy's too.
func (c walkChart) SVG() template.HTML { return written(c.AppendSVG) }

// AppendSmall draws the second chart small, in a frame of its own; of the first
// there is nothing.
func (c *walkChart) AppendSmall(b []byte) []byte {
	if !c.Second {
		return b
	}
	p := c.plot
	if p == nil {
		p = sketch(c.series)
		c.plot = p
	}
	defer c.forget()
	f := chart.Frame{Low: math.Inf(1), High: math.Inf(-1)}.Hold(p, 0)
	f.First, f.Last = p.Points[0].Label, p.Points[len(p.Points)-1].Label
	return chart.Multiple(b, p, f, 0)
}

func (c walkChart) Small() template.HTML { return written(c.AppendSmall) }

// walkTeam is the team as it stood on the day. last is the walk before.
func (b *builder) walkTeam(c *model.Cohort, t *model.Team, ses model.Session, last *model.Session, day model.Date) walkTeam {
	now, report := b.stood(c, t, ses, day)
	v := walkTeam{ID: anchor(t.ID), Page: Link{"../../" + t.ID + "/", t.Name.Text, false}, Site: t.Site.Text,
		Score: b.score(now), Goal: b.goals[t](), in: report != nil}
	if b.past(ses) {
		now.Steps = slices.DeleteFunc(slices.Clone(now.Steps), func(st standing.Step) bool { return !certain(st, day) })
	}
	v.Steps = make([]cell, 0, len(now.Steps))
	for _, st := range now.Steps {
		v.Steps = append(v.Steps, cellOf(st))
	}
	if st, ok := now.Next(); ok {
		one := cellOf(st)
		v.NextStep = &nextStep{strings.ToLower(one.Word), st.Milestone.Name.Text, one.When, ""}
	}
	v.charts(now)
	v.Open = make([]barrierView, 0, len(now.Open))
	for _, bar := range now.Open {
		v.Open = append(v.Open, barrierView{bar.Text.Text, since(bar, day), ""})
	}
	if report == nil {
		v.NoReport = b.noReport(now, ses)
	} else {
		v.Progress, v.Plan, v.Presenter = deepProse(report.Progress), deepProse(report.Next), personName(t, report.Presenter.Text)
		for _, a := range report.Asks {
			v.Asks = append(v.Asks, a.Text)
		}
	}
	var then *standing.Stood
	from := c.Starts.Date - 1
	if last != nil {
		from = last.Date.Date
		then = b.on(c, t, from)
	}
	v.Since, v.moved = moved(then, now, from, day)
	v.Since.Title = "Since the start"
	if last != nil {
		v.Since.Title = "Since the last walk, " + last.Date.Short()
	}
	return v
}

// certain reports whether a milestone was there on the day for sure: it was due
// by then, or begun.
func certain(st standing.Step, day model.Date) bool {
	return st.Started != 0 || st.Done != 0 || st.Due != 0 && st.Due <= day
}

// stood reckons the team as of the day, with its report of the walk, which may
// be ahead; nil where there is none.
func (b *builder) stood(c *model.Cohort, t *model.Team, ses model.Session, day model.Date) (*standing.Stood, *model.Report) {
	now := *b.on(c, t, day)
	written := reportOf(t, ses)
	if written == nil {
		return &now, nil
	}
	report := written.On(ses.Date.Date)
	if ses.Date.Date > day {
		now.Open, now.Closed = slices.Clone(now.Open), slices.Clone(now.Closed)
		now.Scores = slices.Clone(now.Scores)
		now.Hear(b.Program, &report)
	}
	return &now, &report
}

// on is how the team stood on the day of a walk; it is not to be changed.
func (b *builder) on(c *model.Cohort, t *model.Team, day model.Date) *standing.Stood {
	return b.days.stood(t, day, func() *standing.Stood { return b.standings[t].On(b.Program, day) })
}

// charts are the main measure's, and a second one's, of those that have
// figures.
func (v *walkTeam) charts(s *standing.Stood) {
	drawn := *s
	drawn.Series = slices.DeleteFunc(slices.Clone(s.Series), func(one *series.Series) bool { return one.Last() < 0 })
	main := drawn.Main()
	if main == nil {
		return
	}
	others := slices.DeleteFunc(drawn.Series, func(one *series.Series) bool { return one == main })
	for i, one := range append([]*series.Series{main}, others[:min(1, len(others))]...) {
		v.Charts = append(v.Charts, walkChart{ID: s.Team.ID + "-m--" + one.Measure.ID.Text, Name: one.Title(), Headline: one.Headline(),
			Second: i > 0, stood: s, series: one})
	}
}

// noReport says what is missing and who supplies it. Who leads the team now was
// perhaps not there at a past walk. The public supplies nothing.
func (b *builder) noReport(s *standing.Stood, ses model.Session) string {
	switch past := ses.Date.Date < b.AsOf; {
	case past && b.Public:
		return "No report for this walk."
	case b.Public:
		return "No report yet."
	case past:
		return "No report for this walk. The presenter or the team leader can still write it under " + ses.ID.Text + " in the team’s wall.yaml."
	}
	who := "its team leader"
	var names []string
	for _, p := range s.With("team-leader") {
		names = append(names, p.Name.Text)
	}
	if len(names) > 0 {
		who += ", " + join(names) + ","
	}
	return "No report yet. The presenter, or " + who + " writes it under " + ses.ID.Text + " in the team’s wall.yaml."
}

// personName is the name of somebody in the roster; the id where it isn't
// there.
func personName(t *model.Team, id string) string {
	for _, p := range t.Roster.People {
		if p.ID.Text == id {
			return p.Name.Text
		}
	}
	return id
}

// deepProse renders a team's Markdown below an h3.
func deepProse(t model.Text) template.HTML {
	return template.HTML(markdown.HTML(t.Text, markdown.Options{HeadingBase: 3}))
}
