package load

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
	"wallwalk/generator/plain"
)

// A weekReader reads data.yaml, which can only be understood by someone who
// knows the team's measures.
type weekReader struct {
	names   []string
	by      map[string]*model.Measure
	asides  []key[model.Week]
	known   []string // keys that a week's line can have
	partial bool     // not all measures are known
}

// newWeekReader knows the measures, all of them or not. Of two with one id, one
// was meant to have another.
func newWeekReader(measures []model.Measure, all bool) *weekReader {
	w := &weekReader{by: map[string]*model.Measure{}, partial: !all}
	for i := range measures {
		m := &measures[i]
		_, dup := w.by[m.ID.Text]
		w.partial = w.partial || dup
		if !dup && m.ID.Given() {
			w.names = append(w.names, m.ID.Text)
			w.by[m.ID.Text] = m
		}
	}
	w.asides = w.besides()
	w.known = slices.Clone(w.names)
	for _, k := range w.asides {
		w.known = append(w.known, k.name)
	}
	return w
}

// besides are a week's keys that are no measures.
func (w *weekReader) besides() []key[model.Week] {
	return []key[model.Week]{
		opt("note", text, func(k *model.Week) *model.Text { return &k.Note }),
		opt("exclude", w.measureList(), func(k *model.Week) *[]model.Text { return &k.Exclude }),
		opt("astronomical", w.measureList(), func(k *model.Week) *[]model.Text { return &k.Astronomical }),
	}
}

// dataFile is data.yaml for a team with these measures.
func (w *weekReader) dataFile() kind[model.TeamData] {
	return object("data.yaml", func(d *model.TeamData) *diag.Span { return &d.At },
		req("weeks", w.weeks(), func(d *model.TeamData) *[]model.Week { return &d.Weeks }),
		opt("events", w.events(), func(d *model.TeamData) *[]model.EventSeries { return &d.Events }),
		opt("phases", w.phases(), func(d *model.TeamData) *[]model.Phase { return &d.Phases }),
	)
}

func (w *weekReader) weeks() kind[[]model.Week] {
	shape := objectOf("a week", w.asides)
	shape.Name, shape.Value = measureID, figureShape
	line := kind[model.Week]{what: "a week's line", shape: shape, read: w.week}
	byDay := dict("weeks by their first day", day, line, func(k *model.Week, d model.Day) { k.Start = d })
	return kind[[]model.Week]{what: byDay.what, shape: byDay.shape, read: func(f *file, n *yaml.Node, to *[]model.Week) {
		if n.Kind == yaml.MappingNode {
			n = f.strays(n, func(key string) bool { _, ok := w.by[key]; return ok })
		}
		byDay.read(f, n, to)
	}}
}

// week reads one line: a figure for each measure, and what is said about them.
func (w *weekReader) week(f *file, n *yaml.Node, to *model.Week) {
	if n.Kind != yaml.MappingNode {
		f.expect(n, yaml.MappingNode, "the week's figures in braces: {"+w.example()+"}")
		return
	}
	f.pairs(n, w.known, func(name, value *yaml.Node) {
		for _, k := range w.asides {
			if k.name == name.Value {
				if !f.blank(name, value) {
					k.read(f, value, to)
				}
				return
			}
		}
		if f.blankFigure(name, value) {
			return
		}
		m, ok := w.measure(f, name)
		if !ok {
			return
		}
		if fig, ok := w.figure(f, m, value); ok {
			if to.Figures == nil {
				to.Figures = make([]model.Figure, 0, len(n.Content)/2)
			}
			to.Figures = append(to.Figures, fig)
		}
	})
}

// blankFigure says what a missing figure is written as.
func (f *file) blankFigure(name, value *yaml.Node) bool {
	if !isBlank(value) {
		return false
	}
	f.diags.Errorf("blank", f.at(name), fmt.Sprintf("if the week has no figure on purpose, write %s: none; if it is still to come, leave %[1]s out", short(name.Value)),
		"%s is blank, and a blank is never zero", short(name.Value))
	return true
}

func (w *weekReader) example() string {
	if len(w.names) == 0 {
		return "note: …"
	}
	return w.names[0] + ": " + exampleFigure(w.by[w.names[0]])
}

// measure finds the measure that a key names; where there is none, one of which
// nothing is known.
func (w *weekReader) measure(f *file, name *yaml.Node) (*model.Measure, bool) {
	if m, ok := w.by[name.Value]; ok {
		return m, true
	}
	if !w.partial {
		f.unknown("unknown-measure", name, fmt.Sprintf("this team has no measure %q", short(name.Value)), w.known)
	}
	return &model.Measure{}, false
}

// alone is the reader of a place where nothing but a measure's id can stand.
func (w *weekReader) alone() *weekReader {
	return &weekReader{names: w.names, by: w.by, known: w.names, partial: w.partial}
}

// measureList is a list of the team's measures: [positioning].
func (w *weekReader) measureList() kind[[]model.Text] {
	only := w.alone()
	item := kind[model.Text]{what: "a measure's id", shape: measureID, read: func(f *file, n *yaml.Node, to *model.Text) {
		if f.expect(n, yaml.ScalarNode, "a measure's id") {
			if m, ok := only.measure(f, n); ok {
				*to = model.Text{Text: m.ID.Text, At: f.at(n)}
			}
		}
	}}
	return list("a list of measures' ids", item)
}

// figure reads a week's figure of a measure.
func (w *weekReader) figure(f *file, m *model.Measure, n *yaml.Node) (fig model.Figure, ok bool) {
	if n.Kind != yaml.ScalarNode {
		f.expect(n, yaml.ScalarNode, "a figure such as "+exampleFigure(m))
		return fig, false
	}
	at := f.at(n)
	if m.Data == "" {
		return fig, false // what its figures are could not be read, and has been told
	}
	if m.Data == model.Events {
		f.diags.Errorf("wrong-kind", at, fmt.Sprintf("write the dates under events: %s: [2026-03-04]", m.ID), "%s counts rare events, which have a date each", m.ID)
		return fig, false
	}
	switch s := strings.TrimSpace(n.Value); {
	case s == "none":
		fig, ok = model.Figure{None: true}, true
	case m.Data == model.Fraction || m.Data == model.Rate:
		fig, ok = f.ratio(m, s, at)
	default:
		fig, ok = f.single(m, s, at)
	}
	fig.Measure, fig.At = m.ID.Text, at
	return fig, ok
}

// measureID is the id of a measure; only the team's own are taken.
var measureID = &Shape{What: "a measure's id", Sort: ID, Pattern: slugShape.Pattern, Longest: maxSlug}

// figureShape is any measure's figure: which it is, the measure says.
var figureShape = &Shape{What: "a figure such as 31/52 or 36.5, or none", Shapes: []*Shape{
	{What: "numerator/denominator such as 31/52", Sort: Form, Pattern: `[0-9]+/[0-9]+(\.[0-9]+)?`},
	{What: "a number", Sort: Number, Pattern: numberForm},
	{What: "none", Sort: Word, Words: []string{"none"}},
}, Sort: Either}

// ratioOf parts 31/52, and 3/412.5; ok is false where s is no such text.
func ratioOf(s string) (num, den string, ok bool) {
	num, den, _ = strings.Cut(s, "/")
	whole, part, point := strings.Cut(den, ".")
	return num, den, allDigits(num) && allDigits(whole) && (!point || allDigits(part))
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func isRatio(s string) bool {
	_, _, ok := ratioOf(s)
	return ok
}

// ratio reads 31/52.
func (f *file) ratio(m *model.Measure, s string, at diag.Span) (model.Figure, bool) {
	above, below, ok := ratioOf(s)
	if !ok || m.Data == model.Fraction && strings.Contains(s, ".") {
		f.diags.Errorf("bad-fraction", at, fractionRemedy(m, s), "%q is not numerator/denominator such as %s", short(s), exampleFigure(m))
		return model.Figure{}, false
	}
	num, wrong, remedy := plain.Number(above)
	den, wrongDen, _ := plain.Number(below)
	if wrong = orElse(wrong, wrongDen); wrong != "" {
		f.diags.Errorf("bad-fraction", at, remedy, "%s", wrong)
		return model.Figure{}, false
	}
	switch {
	case den == 0 && num == 0:
		f.diags.Warnf("nothing-counted", at, fmt.Sprintf("write %s: none, with a note that says why", m.ID), "0/0: nothing was counted this week, so there is no figure")
		return model.Figure{None: true}, true
	case m.Data == model.Fraction && num > den, den == 0:
		f.diags.Errorf("fraction-over-one", at, overRemedy(m, above, below, den == 0), "%s of %s: the numerator is larger than the denominator", above, below)
		return model.Figure{}, false
	}
	return model.Figure{Num: num, Den: den}, true
}

// overRemedy names what the two numbers count, where the measure says it.
func overRemedy(m *model.Measure, num, den string, zero bool) string {
	check := "check the audit sheet"
	if m.Numerator.Given() && m.Denominator.Given() {
		check += fmt.Sprintf(" (%q of %q)", m.Numerator, m.Denominator)
	}
	if zero {
		return check + "; if nothing was counted, write none"
	}
	return fmt.Sprintf("%s; if the numbers are swapped, write %s/%s", check, den, num)
}

var looseRatio = regexp.MustCompile(`^([0-9]+)\s*(?:/+|of|out of|from|:|,|\\|÷|–|⁄|∕|／|\s)\s*([0-9]+)$`)

// grouped has commas between thousands: 1,040/1,055.
var grouped = regexp.MustCompile(`^[0-9]{1,3}(,[0-9]{3})*/[0-9]{1,3}(,[0-9]{3})*$`)

// What people write where there is no figure, or none yet.
var (
	noneWords  = wordSet("n/a na n.a. - -- – — none null nil ~ nothing missing x")
	laterWords = wordSet("tbd tba tbc ? ?? pending later")
)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

func fractionRemedy(m *model.Measure, s string) string {
	switch parts := looseRatio.FindStringSubmatch(s); {
	case parts != nil:
		return fmt.Sprintf("write %s/%s", parts[1], parts[2])
	case grouped.MatchString(s):
		return "write " + strings.ReplaceAll(s, ",", "")
	case isRatio(plain.Digits(s)):
		return "a letter stands where a digit is meant: write " + plain.Digits(s)
	case strings.HasSuffix(s, "%"):
		return "a percentage hides how many were counted: write both numbers, such as " + exampleFigure(m)
	case allDigits(s):
		return fmt.Sprintf("say of how many: write %s/… with the number counted (%s)", s, orElse(m.Denominator.Text, "the denominator"))
	case strings.HasPrefix(s, "="):
		return "this is the formula: write the numbers that it reckons with, such as " + exampleFigure(m)
	case strings.HasPrefix(s, "0.") && allDigits(s[2:]):
		return "a share hides how many were counted: write both numbers, such as " + exampleFigure(m)
	case laterWords[strings.ToLower(s)]:
		return fmt.Sprintf("if the figure is still to come, leave %s out; if the week has none on purpose, write none", m.ID)
	case noneWords[strings.ToLower(s)]:
		return "where the week has no figure on purpose, write none"
	}
	return "write two whole numbers with a slash between, such as " + exampleFigure(m) + "; where there is no figure, none"
}

// single reads a count or a value.
func (f *file) single(m *model.Measure, s string, at diag.Span) (model.Figure, bool) {
	read := plain.Number
	if m.Data == model.Count {
		read = plain.Whole
	}
	v, wrong, remedy := read(s)
	if wrong != "" {
		if strings.HasPrefix(remedy, "write digits only") {
			remedy += "; where there is no figure, none"
		}
		if lower := strings.ToLower(s); noneWords[lower] || laterWords[lower] {
			remedy = fractionRemedy(m, s)
		}
		if isRatio(s) {
			wrong, remedy = fmt.Sprintf("%s takes one number a week, found %q", m.ID, s), "write the number alone, such as "+exampleFigure(m)
		}
		f.diags.Errorf("bad-value", at, remedy, "%s", wrong)
		return model.Figure{}, false
	}
	return model.Figure{Num: v}, true
}

func exampleFigure(m *model.Measure) string {
	switch m.Data {
	case model.Fraction, model.Rate:
		return "31/52"
	case model.Count:
		return "4"
	}
	return "36.5"
}

// events reads the dates of rare events: a list, or with the cases since the
// event before, a mapping.
func (w *weekReader) events() kind[[]model.EventSeries] {
	only := w.alone()
	name := kind[model.Text]{what: "a measure's id", shape: measureID, read: func(f *file, n *yaml.Node, to *model.Text) {
		m, ok := only.measure(f, n)
		if ok && m.Data != "" && m.Data != model.Events {
			f.diags.Errorf("wrong-kind", f.at(n), "write its figures under weeks", "%s is reported by week, not by event", m.ID)
			return
		}
		*to = model.Text{Text: m.ID.Text, At: f.at(n)}
	}}
	shape := &Shape{What: "the events' dates", Sort: Either, Shapes: []*Shape{dated.shape, counted.shape}}
	dates := kind[model.EventSeries]{what: shape.What, shape: shape, read: func(f *file, n *yaml.Node, to *model.EventSeries) {
		m, known := w.by[to.Measure.Text]
		if known && m.Chart == "g" || (!known || m.Data == "") && n.Kind == yaml.MappingNode {
			counted.read(f, n, &to.Events)
			return
		}
		dated.read(f, n, &to.Events)
	}}
	return dict("events by measure", name, dates, func(s *model.EventSeries, id model.Text) { s.Measure = id })
}

// dated is the events of a t chart.
var dated = list("a list of dates such as [2026-03-04, 2026-03-19]", into(day, func(e *model.Event) *model.Day { return &e.Date }))

// counted is the events of a g chart: the cases since the event before, by date.
var counted = dict("cases since the event before, by date: {2026-03-04: 112}", day,
	into(cases, func(e *model.Event) **model.Number { return &e.Cases }),
	func(e *model.Event, d model.Day) { e.Date = d })

var cases = scalar(Shape{What: "a whole number", Sort: Whole, Pattern: wholeNumberForm}, func(s string, at diag.Span) (*model.Number, string, string) {
	v, wrong, remedy := plain.Whole(s)
	return &model.Number{N: v, At: at}, wrong, remedy
})

// phases reads each measure's phases into one list.
func (w *weekReader) phases() kind[[]model.Phase] {
	only, several := w.alone(), list("a list of phases", phase)
	shape := dictOf("phases by measure", measureID, several.shape)
	return kind[[]model.Phase]{what: shape.What, shape: shape, read: func(f *file, n *yaml.Node, to *[]model.Phase) {
		if !f.expect(n, yaml.MappingNode, "phases by measure") {
			return
		}
		f.pairs(n, nil, func(name, value *yaml.Node) {
			m, ok := only.measure(f, name)
			if !ok || f.blank(name, value) {
				return
			}
			var of []model.Phase
			several.read(f, value, &of)
			for i := range of {
				of[i].Measure = model.Text{Text: m.ID.Text, At: f.at(name)}
			}
			*to = append(*to, of...)
		})
	}}
}

var phase = object("a phase", nil,
	req("from", day, func(p *model.Phase) *model.Day { return &p.From }),
	opt("name", text, func(p *model.Phase) *model.Text { return &p.Name }),
	opt("reason", text, func(p *model.Phase) *model.Text { return &p.Reason }),
	opt("declared", day, func(p *model.Phase) *model.Day { return &p.Declared }),
)
