package series

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"wallwalk/generator/model"
)

// march is the Sunday with which the series of these tests begin.
var march = model.NewDate(2026, 3, 1)

func week(n int) model.Date { return march + model.Date(7*n) }

func words2(s ...string) (out []model.Text) {
	for _, w := range s {
		out = append(out, model.Text{Text: w})
	}
	return out
}

func day(d model.Date) model.Day { return model.Day{Date: d} }

func goal(v float64) *model.Number { return &model.Number{N: v} }

// percent is a fraction on a run chart, higher is better.
func percent() model.Measure {
	return model.Measure{ID: model.Text{Text: "positioning"}, Name: model.Text{Text: "Exams meeting all criteria"}, Type: "outcome",
		Chart: "run", Data: model.Fraction, Better: "higher", Every: 1, Per: 1}
}

// minutes is a value on a run chart, lower is better.
func minutes() model.Measure {
	return model.Measure{ID: model.Text{Text: "turnaround"}, Name: model.Text{Text: "Turnaround"}, Chart: "run", Data: model.Value,
		Unit: model.Text{Text: "min"}, Better: "lower", Every: 1, Per: 1}
}

func falls(kind string) model.Measure {
	return model.Measure{ID: model.Text{Text: "falls"}, Name: model.Text{Text: "Falls"}, Chart: kind, Data: model.Events, Better: "higher", Every: 1, Per: 1}
}

func cohort(rules ...string) *model.Cohort {
	return &model.Cohort{ID: "2026-spring", Rules: rules}
}

// weekly is a team with one measure's figures, one a week from march: "31/52",
// "36.5", "none", or "" where there is no line. A trailing x excludes the
// point, a trailing ! marks it as astronomical.
func weekly(t *testing.T, m model.Measure, figures ...string) *model.Team {
	t.Helper()
	team := &model.Team{ID: "lakeside"}
	for i, f := range figures {
		if f != "" {
			team.Data.Weeks = append(team.Data.Weeks, line(t, m, week(i*m.Every), f))
		}
	}
	return team
}

func line(t *testing.T, m model.Measure, start model.Date, f string) model.Week {
	t.Helper()
	w := model.Week{Start: day(start)}
	if s, ok := strings.CutSuffix(f, "x"); ok {
		f, w.Exclude = s, words2(m.ID.Text)
	}
	if s, ok := strings.CutSuffix(f, "!"); ok {
		f, w.Astronomical = s, words2(m.ID.Text)
	}
	fig := model.Figure{Measure: m.ID.Text, None: f == "none"}
	if !fig.None {
		num, den, isFraction := strings.Cut(f, "/")
		var err error
		if fig.Num, err = strconv.ParseFloat(num, 64); err == nil && isFraction {
			fig.Den, err = strconv.ParseFloat(den, 64)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	w.Figures = []model.Figure{fig}
	return w
}

// spaced splits a line of figures; a - is a missing week.
func spaced(s string) []string {
	out := strings.Fields(s)
	for i, f := range out {
		if f == "-" {
			out[i] = ""
		}
	}
	return out
}

// statuses is a letter a point: o, n or m, a capital where it is excluded.
func statuses(s *Series) string {
	var b strings.Builder
	for _, p := range s.Points {
		c := string(p.Status)[:1]
		if p.Excluded {
			c = strings.ToUpper(c)
		}
		b.WriteString(c)
	}
	return b.String()
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-12*math.Max(math.Abs(a), math.Abs(b)) }

// texts are the signals' sentences, their hard spaces made soft.
func texts(s *Series) (out []string) {
	for _, g := range s.Signals {
		out = append(out, soft(g.Text))
	}
	return out
}

func soft(s string) string { return strings.ReplaceAll(s, "\u00A0", " ") }
