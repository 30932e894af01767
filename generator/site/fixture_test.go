package site

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"wallwalk/generator/model"
	"wallwalk/generator/series"
	"wallwalk/generator/standing"
)

// march is the Sunday on which the cohort of these tests starts.
var march = model.NewDate(2026, time.March, 1)

func week(n int) model.Date { return march + model.Date(7*n) }

func day(d model.Date) model.Day { return model.Day{Date: d} }

func text(s string) model.Text { return model.Text{Text: s} }

func goal(v float64) *model.Number { return &model.Number{N: v} }

func percent() model.Measure {
	return model.Measure{ID: text("positioning"), Name: text("Exams meeting all criteria"), Type: "outcome", Chart: "run",
		Data: model.Fraction, Better: "higher", Every: 1, Per: 1}
}

// spring has one collaborative with the measure, and four milestones of which
// two are due in the second week.
func spring(m model.Measure) *model.Cohort {
	return &model.Cohort{ID: "spring", Title: text("Spring"), Starts: day(march), Ends: day(week(26) - 1), Rules: []string{"shift", "trend"},
		Collaboratives: []model.Collaborative{{ID: text("mammography"), Measures: []model.Measure{m}}},
		Milestones: []model.Milestone{{ID: text("a"), Name: text("Charter"), Due: day(week(2))}, {ID: text("b"), Name: text("Baseline"), Due: day(week(2))},
			{ID: text("c"), Name: text("Changes"), Due: day(week(20))}}}
}

// team has tenths of the measure, a week each; 0 is a missing week.
func team(name string, m model.Measure, tenths ...float64) *model.Team {
	t := &model.Team{ID: strings.ToLower(name), Name: text(name), Collaborative: text("mammography")}
	for i, n := range tenths {
		if n != 0 {
			t.Data.Weeks = append(t.Data.Weeks, model.Week{Start: day(week(i)), Figures: []model.Figure{{Measure: m.ID.Text, Num: n, Den: 10}}})
		}
	}
	return t
}

// reach marks the milestones as done on the first day.
func reach(t *model.Team, ids string) *model.Team {
	for _, id := range strings.Fields(ids) {
		t.Milestones = append(t.Milestones, model.Progress{Milestone: text(id), Done: day(march)})
	}
	return t
}

func standings(c *model.Cohort, asOf model.Date, teams ...*model.Team) (out []*standing.Standing) {
	c.Teams = teams
	for _, t := range teams {
		out = append(out, standing.Of(&model.Program{DataDueDays: 1000}, c, t, asOf))
	}
	return out
}

func seriesOf(m model.Measure, t *model.Team) *series.Series { return series.Of(spring(m), t, m) }

// soft makes hard spaces soft, so that expectations can be typed.
func soft(s string) string { return strings.ReplaceAll(s, "\u00A0", " ") }

// aTheme is as small as a theme can be.
func aTheme() fstest.MapFS {
	files := fstest.MapFS{
		"templates/layout.html":   {Data: []byte(`{{template "body" .}}`)},
		"templates/partials.html": {Data: []byte(`{{define "part"}}part{{end}}`)},
		"css/site.css":            {Data: []byte("body{}")},
		"js/site.js":              {Data: []byte("1")},
		"js/charts.js":            {Data: []byte("2")},
		"js/search.js":            {Data: []byte("4")},
		"echarts/echarts.min.js":  {Data: []byte("3")},
	}
	for _, k := range kinds {
		files["templates/"+k+".html"] = &fstest.MapFile{Data: []byte(`{{define "body"}}` + k + ` {{template "part"}}{{end}}`)}
	}
	return files
}

func loaded(t *testing.T) *Theme {
	t.Helper()
	theme, err := LoadTheme(aTheme())
	if err != nil {
		t.Fatal(err)
	}
	return theme
}
