package importer

import (
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// A source is where a measure's figures stand: one column, or two for numerator
// and denominator.
type source struct {
	measure model.Measure
	num     int
	den     int // none where num has it all
}

// What a column's number may be in place of one.
const (
	none  = -1
	asked = -2 // it isn't clear which, and that has been told
)

// Unclear is what can't be told from the headers, and the flag that tells it.
type Unclear struct{ Fault, Remedy string }

// A mapper finds the measures' columns.
type mapper struct {
	heads   []head // but for the weeks'
	width   int
	ratios  int    // how many measures have a denominator
	taken   []head // columns of measures that have no figures by week
	unclear []Unclear
	said    []string
}

func ratio(m model.Measure) bool { return m.Data == model.Fraction || m.Data == model.Rate }

// sources finds a column, or two, for each measure that has any.
func (p *mapper) sources(measures []model.Measure, flags map[string]string) (found []source) {
	for _, m := range measures {
		if ratio(m) {
			p.ratios++
		}
	}
	var without []model.Measure
	for _, m := range measures {
		flag, given := flags[m.ID.Text]
		s, ok := source{measure: m, num: none, den: none}, false
		switch {
		case given && flag == "none":
			continue
		case given:
			ok = p.flagged(&s, flag)
		case m.Data == model.Events:
			if h := p.exact(own(m)); len(h) > 0 {
				p.taken = append(p.taken, h...)
				p.said = append(p.said, fmt.Sprintf("%s counts events, which have a date each: column %s was left out", m.ID, h[0]))
			}
			continue
		default:
			ok = p.search(&s)
		}
		if ok {
			found = append(found, s)
		} else if s.num == none && s.den == none {
			without = append(without, m)
		}
	}
	p.once(found)
	p.missing(found, without)
	return found
}

// own are what a measure's column may be called.
func own(m model.Measure) []string {
	names := []string{normal(m.ID.Text), normal(m.Name.Text)}
	for _, n := range names[:2] {
		if m.Unit.Given() {
			names = append(names, n+" "+normal(m.Unit.Text))
		}
	}
	return slices.DeleteFunc(names, func(n string) bool { return n == "" })
}

// with are names with one of the endings.
func with(names []string, endings ...string) (out []string) {
	for _, n := range names {
		for _, e := range endings {
			out = append(out, strings.TrimSpace(n+" "+e))
		}
	}
	return out
}

var (
	numEndings = []string{"n", "num", "numerator"}
	denEndings = []string{"of", "out of", "den", "denom", "denominator", "total"}
)

// exact are the columns that are called one of the names.
func (p *mapper) exact(names []string) (out []head) {
	for _, h := range p.heads {
		if h.called(names...) {
			out = append(out, h)
		}
	}
	return out
}

// search finds a measure's columns by their headers; false where there are none,
// or it isn't clear which.
func (p *mapper) search(s *source) bool {
	m := s.measure
	whole := p.exact(own(m))
	if !ratio(m) {
		return p.one(&s.num, m, "", whole)
	}
	nums, dens := p.exact(with(own(m), numEndings...)), p.exact(with(own(m), denEndings...))
	if p.ratios == 1 {
		nums, dens = orElse(nums, p.exact(numEndings)), orElse(dens, p.exact(denEndings))
	}
	nums = orElse(nums, p.exact([]string{normal(m.Numerator.Text)}))
	dens = orElse(dens, p.exact([]string{normal(m.Denominator.Text)}))
	dens = orElse(dens, p.alike(m.Denominator.Text, m.Numerator.Text))
	if len(nums)+len(dens) == 0 { // each cell will say why a percentage is no fraction
		whole = orElse(whole, p.exact(with(own(m), "%", "percent", "pct", "percentage")))
	}
	if len(dens) > 0 || len(whole) == 0 {
		nums = orElse(nums, p.alike(m.Numerator.Text, m.Denominator.Text))
	}
	switch {
	case len(nums) == 0 && len(dens) > 0 && len(whole) > 0:
		nums = whole
	case len(nums) == 0 || len(dens) == 0 && len(whole) > 0:
		return p.one(&s.num, m, "", whole)
	}
	okNum := p.one(&s.num, m, "numerator", nums)
	okDen := p.one(&s.den, m, "denominator", dens)
	if okNum && !okDen && len(dens) == 0 {
		p.unclear = append(p.unclear, Unclear{fmt.Sprintf("column %s looks like the numerator of %s, and no column like its denominator", nums[0], m.ID),
			fmt.Sprintf("name both: --map %s=%s/COLUMN; or leave the measure out: --map %s=none", m.ID, letters(nums[0].col), m.ID)})
	}
	return okNum && okDen
}

func orElse(a, b []head) []head {
	if len(a) > 0 {
		return a
	}
	return b
}

// one takes the only column there is.
func (p *mapper) one(to *int, m model.Measure, part string, found []head) bool {
	if len(found) == 1 {
		*to = found[0].col
		return true
	}
	if len(found) > 1 {
		var names []string
		for _, h := range found {
			names = append(names, h.String())
		}
		what, form := m.ID.Text, letters(found[0].col)
		if part != "" {
			what = "the " + part + " of " + what
		}
		if ratio(m) {
			form = "NUMCOLUMN/DENCOLUMN"
		}
		p.unclear = append(p.unclear, Unclear{fmt.Sprintf("several columns may be %s: %s", what, strings.Join(names, ", ")), fmt.Sprintf("name the right one: --map %s=%s", m.ID, form)})
		*to = asked
	}
	return false
}

// little words say nothing of what is counted.
var little = map[string]bool{"a": true, "all": true, "an": true, "and": true, "any": true, "are": true, "at": true, "by": true, "for": true, "in": true, "is": true,
	"n": true, "no": true, "number": true, "of": true, "on": true, "or": true, "that": true, "the": true, "this": true, "to": true, "total": true, "was": true,
	"were": true, "which": true, "who": true, "with": true, "count": true}

func content(s string) []string {
	return slices.DeleteFunc(strings.Fields(normal(s)), func(w string) bool { return little[w] })
}

// alike are the columns whose words are all among a text's, one of them not
// among those of the other text.
func (p *mapper) alike(text, other string) (out []head) {
	of, not := content(text), content(other)
	for _, h := range p.heads {
		if slices.ContainsFunc(h.names, func(name string) bool {
			said := content(name)
			outside := func(w string) bool { return !slices.Contains(of, w) }
			telling := func(w string) bool { return !slices.Contains(not, w) }
			return len(said) > 0 && !slices.ContainsFunc(said, outside) && slices.ContainsFunc(said, telling)
		}) {
			out = append(out, h)
		}
	}
	return out
}

// flagged reads a flag's columns: COLUMN or NUMCOLUMN/DENCOLUMN, by header or
// letters.
func (p *mapper) flagged(s *source, flag string) bool {
	if col, ok := p.named(flag); ok {
		s.num = col
		return true
	}
	for i := range flag {
		if flag[i] != '/' {
			continue
		}
		num, ok := p.named(flag[:i])
		den, ok2 := p.named(flag[i+1:])
		if ok && ok2 && ratio(s.measure) {
			s.num, s.den = num, den
			return true
		}
	}
	s.num = asked
	remedy := "write a column's header or its letter"
	if ratio(s.measure) {
		remedy += ", or two of them with a / between"
	} else if strings.Contains(flag, "/") {
		remedy = fmt.Sprintf("%s has one number a week: write one column", s.measure.ID)
	}
	p.unclear = append(p.unclear, Unclear{fmt.Sprintf("--map %s=%s names no column", s.measure.ID, flag), remedy + "; there are " + p.list()})
	return false
}

// named finds a column by its header or its letters.
func (p *mapper) named(s string) (int, bool) {
	if found := p.exact([]string{normal(s)}); len(found) == 1 && normal(s) != "" {
		return found[0].col, true
	}
	col := column(strings.TrimSpace(s))
	return col, col >= 0 && col < p.width
}

// list says the columns that there are.
func (p *mapper) list() string {
	var names []string
	for _, h := range p.heads {
		names = append(names, h.String())
	}
	if len(names) > 12 {
		names = append(names[:12], fmt.Sprintf("%d more", len(names)-12))
	}
	if len(names) == 0 {
		return "none with a header"
	}
	return strings.Join(names, ", ")
}

// once reports a column that is two measures' numerator.
func (p *mapper) once(found []source) {
	by := map[int]string{}
	for _, s := range found {
		if first, taken := by[s.num]; taken {
			p.unclear = append(p.unclear, Unclear{fmt.Sprintf("column %s may be %s or %s", letters(s.num), first, s.measure.ID),
				fmt.Sprintf("name the columns of both: --map %s=COLUMN --map %s=COLUMN", first, s.measure.ID)})
		}
		by[s.num] = s.measure.ID.Text
	}
}

// missing says which measures have no column; where a header is nearly one's
// name, that isn't clear.
func (p *mapper) missing(found []source, without []model.Measure) {
	var names []string
	for _, h := range p.heads {
		if !slices.ContainsFunc(found, func(s source) bool { return s.num == h.col || s.den == h.col }) && !slices.ContainsFunc(p.taken, func(t head) bool { return t.col == h.col }) {
			names = append(names, h.names...)
		}
	}
	var absent []string
	for _, m := range without {
		absent = append(absent, m.ID.Text)
		for _, name := range own(m) {
			if near := diag.Near(name, names); near != "" {
				h := p.exact([]string{near})[0]
				absent = absent[:len(absent)-1]
				p.unclear = append(p.unclear, Unclear{fmt.Sprintf("column %s may be meant as %s", h, m.ID), fmt.Sprintf("say so with --map %s=%s, or leave the measure out with --map %[1]s=none", m.ID, letters(h.col))})
				break
			}
		}
	}
	if len(absent) > 0 && len(found) > 0 {
		p.said = append(p.said, "there is no column for "+strings.Join(absent, ", "))
	}
	if len(found) == 0 && len(p.unclear) == 0 {
		p.unclear = append(p.unclear, Unclear{"no column is called like one of the team's measures; there are " + p.list(), "say which is which: " + p.example(without)})
	}
}

func (p *mapper) example(measures []model.Measure) string {
	for _, m := range measures {
		if ratio(m) {
			return fmt.Sprintf("--map %s=NUMCOLUMN/DENCOLUMN", m.ID)
		}
		return fmt.Sprintf("--map %s=COLUMN", m.ID)
	}
	return "--map MEASURE=COLUMN"
}
