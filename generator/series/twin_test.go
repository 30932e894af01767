package series

import (
	"encoding/json"
	"strings"
	"testing"

	"wallwalk/generator/model"
)

// TestAppendedIsWhatTheLibraryWrites compares AppendJSON with the JSON library's
// writing of a naive twin.
func TestAppendedIsWhatTheLibraryWrites(t *testing.T) {
	m := percent()
	m.Chart, m.BaselineWeeks, m.Goal = "p", 10, goal(85)
	team := weekly(t, m, spaced(strings.Repeat("49/100 48/100 52/100 49/100 52/100 ", 2)+"90/100 40/100 60/100 0/7 1/3 none")...)
	team.Data.Phases = []model.Phase{phase(m, week(11), "<New> & \"so\"")}
	for i, note := range []string{"", "PACS \u2028 down", "</script><b>", "a\tb\\", "näh", "\x7f", "\u202e", "\xff"} {
		team.Data.Weeks[i].Note.Text = note
	}
	tiny := Of(cohort(), weekly(t, minutes(), "0.0000001", "1", "0", "2.5"), minutes())
	huge := Of(cohort(), weekly(t, minutes(), "1", "2"), minutes())
	huge.Points[0].Value, huge.Points[1].Value = 1e21, -123456789012345678
	below := weekly(t, minutes(), "0", "0", "-0", "-0")
	below.Data.Phases = []model.Phase{phase(minutes(), week(2), "Below")}
	for name, s := range map[string]*Series{"a chart of shares": Of(cohort("shift", "trend", "outside"), team, m), "nothing": Of(cohort(), &model.Team{}, minutes()), "tiny": tiny, "huge": huge,
		"a zero with a sign": Of(cohort(), below, minutes())} {
		for depth := range 3 {
			indent := strings.Repeat(" ", depth)
			want, err := json.MarshalIndent(s.Published(), indent, " ")
			if err != nil {
				t.Fatal(err)
			}
			if got := string(s.AppendJSON([]byte("x"), depth)); got != "x"+string(want) {
				t.Errorf("%s, %d deep:\n%s\nwant\n%s", name, depth, got, want)
			}
		}
	}
}

// Published is a measure's series as other tools read it: everything that its
// chart shows. Values and goals are on the measure's natural scale; what is not
// there is null, never zero.
type Published struct {
	ID      string            `json:"id"`
	Chart   string            `json:"chart"`
	Data    string            `json:"data"`
	Better  string            `json:"better"`
	Goal    *float64          `json:"goal"`
	Points  []PublishedPoint  `json:"points"`
	Phases  []PublishedPhase  `json:"phases"`
	Signals []PublishedSignal `json:"signals"`
}

// PublishedPoint is one week or event.
type PublishedPoint struct {
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

// PublishedPhase is one phase and what the rules say of it.
type PublishedPhase struct {
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

// PublishedSignal is one signal with its sentence.
type PublishedSignal struct {
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

// Published returns the series as it is published.
func (s *Series) Published() Published {
	m := Published{ID: s.Measure.ID.Text, Chart: s.Measure.Chart, Data: string(s.Measure.Data), Better: s.Measure.Better,
		Goal: s.Goal, Points: []PublishedPoint{}, Phases: []PublishedPhase{}, Signals: []PublishedSignal{}}
	for i := range s.Points {
		m.Points = append(m.Points, s.PublishedPoint(i))
	}
	for i, p := range s.Analysis.Phases {
		m.Phases = append(m.Phases, PublishedPhase{From: s.Phases[i].From.String(), Name: s.Phases[i].Name, N: p.N, Useful: p.Useful,
			LongestRun: given(p.LongestRun, p.HasAnhoej), LongestMax: given(p.LongestRunMax, p.HasAnhoej),
			Crossings: given(p.Crossings, p.HasAnhoej), CrossingsMin: given(p.CrossingsMin, p.HasAnhoej),
			Runs: given(p.Runs, p.Useful > 0), RunsLower: given(p.RunsLower, p.HasRunsLimits), RunsUpper: given(p.RunsUpper, p.HasRunsLimits),
			Anhoej: p.Anhoej})
	}
	for _, g := range s.Signals {
		m.Signals = append(m.Signals, PublishedSignal{g.Rule, g.From.String(), g.To.String(), g.Points, string(g.Direction), g.Text})
	}
	return m
}

// PublishedPoint returns one point as it is published.
func (s *Series) PublishedPoint(i int) PublishedPoint {
	p, fit := s.Points[i], s.Analysis.Points[i]
	ok := p.Status == OK
	return PublishedPoint{Week: p.Date.String(), Status: string(p.Status), Num: given(p.Num, ok && p.Den > 0), Den: given(p.Den, ok && p.Den > 0),
		Value: given(p.Value, ok), Phase: int(fit.Phase), Excluded: p.Excluded, Center: given(fit.Center, fit.HasCenter),
		LCL: given(fit.LCL, fit.HasLimits), UCL: given(fit.UCL, fit.HasLimits), Outside: fit.Outside, Note: p.Note}
}
