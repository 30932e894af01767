package series

import (
	"strconv"

	"wallwalk/generator/markup"
)

// AppendJSON appends the series as other tools read it: everything that its
// chart shows, as a JSON object that is indented by a space a level and stands
// so many levels deep. Values and goals are on the measure's natural scale;
// what is not there is null, never zero. A cohort has tens of thousands of
// points, and the JSON library takes several times as long.
func (s *Series) AppendJSON(b []byte, depth int) []byte {
	w := jsonWriter{b: append(b, '{'), depth: depth + 1}
	w.text("id", s.Measure.ID.Text)
	w.text("chart", s.Measure.Chart)
	w.text("data", string(s.Measure.Data))
	w.text("better", s.Measure.Better)
	if s.Goal != nil {
		w.number("goal", *s.Goal, true)
	} else {
		w.number("goal", 0, false)
	}
	w.list("points", len(s.Points), func(i int) { s.jsonPoint(&w, i) })
	w.list("phases", len(s.Analysis.Phases), func(i int) { s.jsonPhase(&w, i) })
	w.list("signals", len(s.Signals), func(i int) {
		g := &s.Signals[i]
		w.text("rule", g.Rule)
		w.text("from", g.From.String())
		w.text("to", g.To.String())
		w.int("points", g.Points, true)
		w.text("direction", string(g.Direction))
		w.text("text", g.Text)
	})
	w.depth--
	w.line()
	return append(w.b, '}')
}

func (s *Series) jsonPoint(w *jsonWriter, i int) {
	p, fit := &s.Points[i], &s.Analysis.Points[i]
	ok := p.Status == OK
	w.key("week")
	w.b = append(p.Date.Append(append(w.b, '"')), '"')
	w.text("status", string(p.Status))
	w.number("num", p.Num, ok && p.Den > 0)
	w.number("den", p.Den, ok && p.Den > 0)
	w.number("value", p.Value, ok)
	w.int("phase", int(fit.Phase), true)
	w.bool("excluded", p.Excluded)
	w.again(&w.center, "center", fit.Center, fit.HasCenter)
	w.again(&w.lcl, "lcl", fit.LCL, fit.HasLimits)
	w.again(&w.ucl, "ucl", fit.UCL, fit.HasLimits)
	w.bool("outside", fit.Outside)
	w.text("note", p.Note)
}

func (s *Series) jsonPhase(w *jsonWriter, i int) {
	p := &s.Analysis.Phases[i]
	w.text("from", s.Phases[i].From.String())
	w.text("name", s.Phases[i].Name)
	w.int("n", p.N, true)
	w.int("useful", p.Useful, true)
	w.int("longest_run", p.LongestRun, p.HasAnhoej)
	w.int("longest_run_max", p.LongestRunMax, p.HasAnhoej)
	w.int("crossings", p.Crossings, p.HasAnhoej)
	w.int("crossings_min", p.CrossingsMin, p.HasAnhoej)
	w.int("runs", p.Runs, p.Useful > 0)
	w.int("runs_lower", p.RunsLower, p.HasRunsLimits)
	w.int("runs_upper", p.RunsUpper, p.HasRunsLimits)
	w.bool("anhoej", p.Anhoej)
}

// A jsonWriter appends objects and lists, a line each of their entries. What is
// not there is null.
type jsonWriter struct {
	b     []byte
	depth int

	center, lcl, ucl markup.Again
}

func (w *jsonWriter) line() { w.b = append(w.b, indented[:1+w.depth]...) }

// indented is the start of a line, as deep as data.json goes.
const indented = "\n          "

// key starts the next entry of an object.
func (w *jsonWriter) key(name string) {
	if w.b[len(w.b)-1] != '{' {
		w.b = append(w.b, ',')
	}
	w.line()
	w.b = append(append(append(w.b, '"'), name...), `": `...)
}

func (w *jsonWriter) text(name, s string) {
	w.key(name)
	w.b = markup.Quoted(w.b, s)
}

func (w *jsonWriter) int(name string, n int, there bool) {
	w.key(name)
	if !there {
		w.b = append(w.b, "null"...)
		return
	}
	w.b = strconv.AppendInt(w.b, int64(n), 10)
}

func (w *jsonWriter) number(name string, v float64, there bool) {
	w.again(new(markup.Again), name, v, there)
}

// again is number for what most points have in common with the one before.
func (w *jsonWriter) again(last *markup.Again, name string, v float64, there bool) {
	w.key(name)
	if !there {
		w.b = append(w.b, "null"...)
		return
	}
	w.b = last.Append(w.b, v, markup.Float)
}

func (w *jsonWriter) bool(name string, is bool) {
	w.key(name)
	w.b = strconv.AppendBool(w.b, is)
}

// list appends a list of n objects.
func (w *jsonWriter) list(name string, n int, entries func(i int)) {
	w.key(name)
	if w.b = append(w.b, '['); n == 0 {
		w.b = append(w.b, ']')
		return
	}
	for i := range n {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		w.depth++
		w.line()
		w.b = append(w.b, '{')
		w.depth++
		entries(i)
		w.depth--
		w.line()
		w.b = append(w.b, '}')
		w.depth--
	}
	w.line()
	w.b = append(w.b, ']')
}
