package site

import (
	"html/template"
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
	Missing   []string
	in        bool
	moved     tally
}

// A walkChart is a measure's chart without its tables, which the team's page
// has.
type walkChart struct {
	ID, Name, Headline string
	SVG                template.HTML
}

// walkTeam is the team as it stood on the day. last is the walk before.
func (b *builder) walkTeam(c *model.Cohort, t *model.Team, ses model.Session, last *model.Session, day model.Date) walkTeam {
	now, report := b.stood(c, t, ses, day)
	v := walkTeam{ID: anchor(t.ID), Page: Link{"../../" + t.ID + "/", t.Name.Text, false}, Site: t.Site.Text, Missing: t.Missing,
		Score: b.score(now), Goal: deepProse(t.SmartGoal), in: report != nil}
	for _, st := range now.Steps {
		v.Steps = append(v.Steps, cellOf(st))
	}
	if st, ok := now.Next(); ok {
		one := cellOf(st)
		v.NextStep = &nextStep{strings.ToLower(one.Word), st.Milestone.Name.Text, one.When, ""}
	}
	v.charts(now)
	for _, bar := range now.Open {
		v.Open = append(v.Open, barrierView{bar.Text.Text, since(bar, day), ""})
	}
	if report == nil {
		v.NoReport = noReport(now, ses, b.AsOf)
	} else {
		v.Progress, v.Plan, v.Presenter = deepProse(report.Progress), deepProse(report.Next), personName(t, report.Presenter.Text)
		for _, a := range report.Asks {
			v.Asks = append(v.Asks, a.Text)
		}
	}
	var then *standing.Standing
	from := c.Starts.Date - 1
	if last != nil {
		from = last.Date.Date
		then = standing.Of(b.Program, c, t.On(c, from), from)
	}
	v.Since, v.moved = moved(then, now, from, day)
	v.Since.Title = "Since the start"
	if last != nil {
		v.Since.Title = "Since the last walk, " + last.Date.Short()
	}
	return v
}

// stood reckons the team as of the day, with its report of the walk, which may
// be ahead; nil where there is none.
func (b *builder) stood(c *model.Cohort, t *model.Team, ses model.Session, day model.Date) (*standing.Standing, *model.Report) {
	now := standing.Of(b.Program, c, t.On(c, day), day)
	written := reportOf(t, ses)
	if written == nil {
		return now, nil
	}
	report := written.On(day)
	if ses.Date.Date > day {
		now.Hear(b.Program, &report)
	}
	return now, &report
}

// charts are the main measure's, and a second one's.
func (v *walkTeam) charts(s *standing.Standing) {
	main := s.Main()
	if main == nil {
		return
	}
	shown := []*series.Series{main}
	for _, one := range s.Series {
		if one != main && one.Last() >= 0 && len(shown) < 2 {
			shown = append(shown, one)
		}
	}
	for _, one := range shown {
		w := walkChart{ID: s.Team.ID + "-m--" + one.Measure.ID.Text, Name: one.Title(), Headline: one.Headline()}
		if len(one.Points) > 0 {
			w.SVG = template.HTML(chart.SVG(nil, plot(w.ID, one, changesOf(s, one))))
		}
		v.Charts = append(v.Charts, w)
	}
}

// noReport says what is missing and who supplies it.
func noReport(s *standing.Standing, ses model.Session, asOf model.Date) string {
	who := "its team leader"
	var names []string
	for _, p := range s.With("team-leader") {
		names = append(names, p.Name.Text)
	}
	if len(names) > 0 {
		who += ", " + join(names) + ","
	}
	if ses.Date.Date < asOf {
		return "No report for this walk. The presenter, or " + who + " can still write it under " + ses.ID.Text + " in the team’s wall.yaml."
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
