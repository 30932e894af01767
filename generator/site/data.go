package site

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"wallwalk/generator/model"
	"wallwalk/generator/series"
)

// The published numbers: everything that a chart shows, so that another tool
// can redraw it. Values and goals are on the measure's natural scale; what is
// not there is null, never zero.

type teamJSON struct {
	Schema   string        `json:"schema"`
	AsOf     string        `json:"as_of"`
	Cohort   string        `json:"cohort"`
	Team     string        `json:"team"`
	Measures []measureJSON `json:"measures"`
}

type measureJSON struct {
	ID      string       `json:"id"`
	Chart   string       `json:"chart"`
	Data    string       `json:"data"`
	Better  string       `json:"better"`
	Goal    *float64     `json:"goal"`
	Points  []pointJSON  `json:"points"`
	Phases  []phaseJSON  `json:"phases"`
	Signals []signalJSON `json:"signals"`
}

type pointJSON struct {
	Week     string   `json:"week"`
	Status   string   `json:"status"`
	Num      *float64 `json:"num"`
	Den      *float64 `json:"den"`
	Value    *float64 `json:"value"`
	Phase    int      `json:"phase"`
	Excluded bool     `json:"excluded"`
	Center   *float64 `json:"center"`
	LCL      *float64 `json:"lcl"`
	UCL      *float64 `json:"ucl"`
	Outside  bool     `json:"outside"`
	Note     string   `json:"note"`
}

type phaseJSON struct {
	From         string `json:"from"`
	Name         string `json:"name"`
	N            int    `json:"n"`
	Useful       int    `json:"useful"`
	LongestRun   *int   `json:"longest_run"`
	LongestMax   *int   `json:"longest_run_max"`
	Crossings    *int   `json:"crossings"`
	CrossingsMin *int   `json:"crossings_min"`
	Runs         *int   `json:"runs"`
	RunsLower    *int   `json:"runs_lower"`
	RunsUpper    *int   `json:"runs_upper"`
	Anhoej       bool   `json:"anhoej"`
}

type signalJSON struct {
	Rule      string `json:"rule"`
	From      string `json:"from"`
	To        string `json:"to"`
	Points    int    `json:"points"`
	Direction string `json:"direction"`
	Text      string `json:"text"`
}

// given is v where it is there, and null otherwise.
func given[T any](v T, there bool) *T {
	if !there {
		return nil
	}
	return &v
}

func (b *builder) data(c *model.Cohort, t *model.Team) {
	dir := c.ID + "/" + t.ID + "/"
	s := b.standings[t]
	b.add(dir+"data.json", func() ([]byte, error) {
		out := teamJSON{Schema: "wallwalk.team/1", AsOf: b.AsOf.String(), Cohort: c.ID, Team: t.ID, Measures: []measureJSON{}}
		for _, one := range s.Series {
			out.Measures = append(out.Measures, measureOf(one))
		}
		var buf bytes.Buffer
		e := json.NewEncoder(&buf)
		e.SetIndent("", " ")
		if err := e.Encode(out); err != nil {
			return nil, fmt.Errorf("writing %sdata.json: %w", dir, err)
		}
		return buf.Bytes(), nil
	})
	b.add(dir+"data.csv", func() ([]byte, error) { return table(s.Series) })
}

func measureOf(s *series.Series) measureJSON {
	m := measureJSON{ID: s.Measure.ID.Text, Chart: s.Measure.Chart, Data: string(s.Measure.Data), Better: s.Measure.Better,
		Goal: s.Goal, Points: []pointJSON{}, Phases: []phaseJSON{}, Signals: []signalJSON{}}
	for i := range s.Points {
		m.Points = append(m.Points, pointOf(s, i))
	}
	for i, p := range s.Analysis.Phases {
		m.Phases = append(m.Phases, phaseJSON{From: s.Phases[i].From.String(), Name: s.Phases[i].Name, N: p.N, Useful: p.Useful,
			LongestRun: given(p.LongestRun, p.HasAnhoej), LongestMax: given(p.LongestRunMax, p.HasAnhoej),
			Crossings: given(p.Crossings, p.HasAnhoej), CrossingsMin: given(p.CrossingsMin, p.HasAnhoej),
			Runs: given(p.Runs, p.Useful > 0), RunsLower: given(p.RunsLower, p.HasRunsLimits), RunsUpper: given(p.RunsUpper, p.HasRunsLimits),
			Anhoej: p.Anhoej})
	}
	for _, g := range s.Signals {
		m.Signals = append(m.Signals, signalJSON{g.Rule, g.From.String(), g.To.String(), g.Points, string(g.Direction), g.Text})
	}
	return m
}

func pointOf(s *series.Series, i int) pointJSON {
	p, fit := s.Points[i], s.Analysis.Points[i]
	ok := p.Status == series.OK
	return pointJSON{Week: p.Date.String(), Status: string(p.Status), Num: given(p.Num, ok && p.Den > 0), Den: given(p.Den, ok && p.Den > 0),
		Value: given(p.Value, ok), Phase: fit.Phase, Excluded: p.Excluded, Center: given(fit.Center, fit.HasCenter),
		LCL: given(fit.LCL, fit.HasLimits), UCL: given(fit.UCL, fit.HasLimits), Outside: fit.Outside, Note: p.Note}
}

// table is data.csv: the same points, a row each. A note that a spreadsheet
// would take for a formula gets an apostrophe in front.
func table(all []*series.Series) ([]byte, error) {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	w.Write([]string{"measure", "week", "status", "num", "den", "value", "phase", "excluded", "center", "lcl", "ucl", "outside", "note"})
	for _, s := range all {
		for i := range s.Points {
			p := pointOf(s, i)
			w.Write([]string{s.Measure.ID.Text, p.Week, p.Status, float(p.Num), float(p.Den), float(p.Value), strconv.Itoa(p.Phase),
				strconv.FormatBool(p.Excluded), float(p.Center), float(p.LCL), float(p.UCL), strconv.FormatBool(p.Outside), inert(p.Note)})
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, fmt.Errorf("writing a table: %w", err)
	}
	return buf.Bytes(), nil
}

func float(v *float64) string {
	if v == nil {
		return ""
	}
	return number(*v)
}

func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
