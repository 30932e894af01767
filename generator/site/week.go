package site

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/diag"
	"wallwalk/generator/edit"
	"wallwalk/generator/model"
	"wallwalk/generator/standing"
)

// A weekView is the form for a week's figures of one team. Its script composes
// the line of data.yaml; without it the page shows that line with blanks, and
// the lines that there are.
type weekView struct {
	Base
	Heading, Answer string
	Weeks           []weekGroup
	Measures        []weekMeasure
	Blank           string // the line, with blanks for the figures
	Empty           bool   // the file has no week yet: the line comes with the key above it
	Indent          string // what stands before a week's line
	Rows            []weekRow
	Where           string // in the file the line goes
	Fixed           bool   // the same whichever week is chosen: the weeks are in braces on one line
	Events          []weekEvent
	Edit            string // the file in the web editor; "" where there is none
	File            string
}

type weekGroup struct {
	Name  string
	Weeks []weekChoice
}

type weekChoice struct {
	Date, Text string
	Chosen     bool
}

// A weekMeasure is one measure's fields: a numerator and a denominator, or a
// number.
type weekMeasure struct {
	ID, Name, Kind         string
	Numerator, Denominator string
	Hint                   string // how often, and in what unit
	Twofold                bool
}

// A weekEvent is a measure of rare events, which have no weeks but days.
type weekEvent struct{ Name, Example string }

// A weekRow is a line that data.yaml has.
type weekRow struct {
	Date, Text            string
	Line                  int32
	Figures               []string // by measure, as the file has them; "" where there is none
	Note                  string
	Exclude, Astronomical string // the measures' ids, with spaces between
	Apart                 string // the same in words
	Block                 bool   // it is more than one line, or may be
	Kept                  string // figures of measures that the form has no field for, as the file has them
	Edit                  string
}

// week adds the form.
func (b *builder) week(c *model.Cohort, t *model.Team) {
	b.page("week", c.ID+"/"+t.ID+"/week/", func(base Base) (any, error) {
		base.Title, base.Here = "Add a week: "+t.Name.Text, "Add a week"
		base.Crumbs = []Link{{base.To(""), b.Program.Title.Text, false}, {"../../", c.Title.Text, false}, {"../", t.Name.Text, false}}
		s := b.standings[t]
		v := weekView{Base: base, Heading: "Add a week’s figures", Indent: "  ", Empty: len(t.Data.Weeks) == 0,
			File: "cohorts/" + c.ID + "/teams/" + t.ID + "/data.yaml"}
		v.Edit = b.editor(diag.Span{File: v.File})
		v.Answer = owing(s)
		v.Description = v.Answer
		v.measures(s)
		if !v.Empty {
			v.Indent = strings.Repeat(" ", max(int(t.Data.Weeks[0].Start.At.Col)-1, 1))
		}
		v.choices(b, s)
		v.rows(b, s)
		if v.Fixed = v.Fixed || !v.Empty && t.Data.Weeks[0].Start.At.Line == t.Data.At.Line; v.Fixed {
			v.Indent = "  "
		}
		v.line(firstOwed(s, b.Program))
		return v, nil
	})
}

// measures are those that the team reports, by week and by day.
func (v *weekView) measures(s *standing.Standing) {
	for _, one := range s.Series {
		switch m := one.Measure; {
		case m.Data != model.Events:
			v.Measures = append(v.Measures, weekMeasureOf(m))
		case m.Chart == "g":
			v.Events = append(v.Events, weekEvent{m.Name.Text, m.ID.Text + ": {2026-03-04: 112}"})
		default:
			v.Events = append(v.Events, weekEvent{m.Name.Text, m.ID.Text + ": [2026-03-04]"})
		}
	}
}

// owing says which weeks are owed.
func owing(s *standing.Standing) string {
	var weeks []string
	for _, w := range s.Owed {
		weeks = append(weeks, w.Short())
	}
	name := s.Team.Name.Text
	switch {
	case s.Left():
		return name + " has left, and owes no week."
	case len(weeks) == 0:
		return name + " owes no week."
	case len(weeks) > 6:
		return fmt.Sprintf("%s owes %d weeks, the first from %s.", name, len(weeks), s.Owed[0].Long())
	}
	return fmt.Sprintf("%s owes %s: %s.", name, count(len(weeks), "week", "weeks"), strings.Join(weeks, ", "))
}

// firstOwed is the week that the form starts with: the first that is owed, or
// the one behind the last that is in.
func firstOwed(s *standing.Standing, p *model.Program) model.Date {
	if len(s.Owed) > 0 {
		return s.Owed[0]
	}
	first := max(s.Cohort.Starts.Date, s.Team.Joined.Date)
	week := first.WeekOf(p.WeekStarts)
	if week < first {
		week += 7
	}
	if n := len(s.Team.Data.Weeks); n > 0 {
		week = max(week, min(s.Team.Data.Weeks[n-1].Start.Date+7, lastWeek(s, p)))
	}
	return week
}

// lastWeek is the last that a team may hand in: a year behind its cohort's end.
func lastWeek(s *standing.Standing, p *model.Program) model.Date {
	return (s.Cohort.Ends.Date + 7*52).WeekOf(p.WeekStarts)
}

func weekMeasureOf(m *model.Measure) weekMeasure {
	w := weekMeasure{ID: m.ID.Text, Name: m.Name.Text, Kind: string(m.Data), Numerator: m.Numerator.Text, Denominator: m.Denominator.Text,
		Twofold: m.Data == model.Fraction || m.Data == model.Rate}
	if w.Numerator == "" {
		w.Numerator = "The upper number"
	}
	if w.Denominator == "" {
		w.Denominator = "The lower number"
	}
	var hints []string
	switch {
	case m.Data == model.Count:
		hints = append(hints, "A whole number")
	case m.Data == model.Value && m.Unit.Given():
		hints = append(hints, "In "+m.Unit.Text)
	}
	if m.Every > 1 {
		hints = append(hints, fmt.Sprintf("every %d weeks", m.Every))
	}
	w.Hint = strings.Join(hints, ", ")
	return w
}

// choices are the weeks that the form offers: those that are owed, those to
// come up to the next, those that are in, those between that nobody asks for,
// and half a year before the cohort, from which a team may have figures.
func (v *weekView) choices(b *builder, s *standing.Standing) {
	chosen := firstOwed(s, b.Program)
	first, last := chosen, chosen
	for _, w := range s.Team.Data.Weeks {
		first, last = min(first, w.Start.Date), max(last, w.Start.Date)
	}
	groups := []weekGroup{{Name: "Owed"}, {Name: "Next"}, {Name: "In: choose one to fix it"}, {Name: "Not asked for"}, {Name: "Before the cohort started"}}
	start := s.Cohort.Starts.WeekOf(b.Program.WeekStarts)
	end := max(last, min(b.AsOf+7, lastWeek(s, b.Program)))
	for d := min(first, start-7*26); d <= end; d += 7 {
		in := 1
		switch {
		case slices.Contains(s.Owed, d):
			in = 0
		case s.Team.Data.Week(d) != nil:
			in = 2
		case d < start:
			in = 4
		case d < last:
			in = 3
		}
		groups[in].Weeks = append(groups[in].Weeks, weekChoice{d.String(), d.Long(), d == chosen})
	}
	slices.Reverse(groups[2].Weeks)
	slices.Reverse(groups[4].Weeks)
	v.Weeks = slices.DeleteFunc(groups, func(g weekGroup) bool { return len(g.Weeks) == 0 })
}

// rows are the lines that data.yaml has, the newest first.
func (v *weekView) rows(b *builder, s *standing.Standing) {
	v.Rows = make([]weekRow, 0, len(s.Team.Data.Weeks))
	figures := make([]string, len(s.Team.Data.Weeks)*len(v.Measures)) // of all rows
	for i := range slices.Backward(s.Team.Data.Weeks) {
		w := &s.Team.Data.Weeks[i]
		r := weekRow{Date: w.Start.String(), Text: w.Start.Long(), Line: w.Start.At.Line, Note: w.Note.Text, Edit: b.editor(w.Start.At),
			Exclude: ids(w.Exclude), Astronomical: ids(w.Astronomical)}
		r.Figures, figures = figures[:len(v.Measures):len(v.Measures)], figures[len(v.Measures):]
		r.figures(v.Measures, w)
		below := func(t model.Text) bool { return t.At.Line > r.Line }
		r.Block = r.Block || below(w.Note) || slices.ContainsFunc(w.Exclude, below) || slices.ContainsFunc(w.Astronomical, below)
		var apart []string
		if r.Exclude != "" {
			apart = append(apart, "excluded: "+strings.ReplaceAll(r.Exclude, " ", ", "))
		}
		if r.Astronomical != "" {
			apart = append(apart, "unusual: "+strings.ReplaceAll(r.Astronomical, " ", ", "))
		}
		r.Apart = strings.Join(apart, "; ")
		v.Rows = append(v.Rows, r)
	}
	v.blocks()
}

// figures are the week's: those that the form has fields for, and the others.
func (r *weekRow) figures(fields []weekMeasure, w *model.Week) {
	var kept []string
	for i := range w.Figures {
		f := &w.Figures[i]
		r.Block = r.Block || f.At.Line > w.Start.At.Line
		if i := slices.IndexFunc(fields, func(m weekMeasure) bool { return m.ID == f.Measure }); i >= 0 {
			r.Figures[i] = edit.Text(*f)
		} else {
			kept = append(kept, f.Measure+": "+edit.Text(*f))
		}
	}
	r.Kept = strings.Join(kept, ", ")
}

func ids(texts []model.Text) string {
	var all []string
	for _, t := range texts {
		all = append(all, t.Text)
	}
	return strings.Join(all, " ")
}

// blocks marks the lines that something lies below before the next week's: more
// of the week, as a rule, such as a long note or the brace that closes it.
func (v *weekView) blocks() {
	inFile := make([]*weekRow, len(v.Rows))
	for i := range v.Rows {
		inFile[i] = &v.Rows[i]
	}
	slices.SortFunc(inFile, func(a, b *weekRow) int { return int(a.Line - b.Line) })
	for i := 1; i < len(inFile); i++ {
		gap := inFile[i].Line - inFile[i-1].Line
		inFile[i-1].Block = inFile[i-1].Block || gap > 1
		v.Fixed = v.Fixed || gap == 0
	}
}

// line says a week's line, with blanks for the figures that are not in, and
// where it goes.
func (v *weekView) line(week model.Date) {
	var row weekRow
	if i := slices.IndexFunc(v.Rows, func(r weekRow) bool { return r.Date == week.String() }); i >= 0 {
		row = v.Rows[i]
	}
	var parts []string
	for i, m := range v.Measures {
		figure := "…"
		if m.Twofold {
			figure = "…/…"
		}
		if row.Figures != nil && row.Figures[i] != "" {
			figure = row.Figures[i]
		}
		parts = append(parts, m.ID+": "+figure)
	}
	parts = append(parts, row.besides()...)
	v.Blank = v.Indent + week.String() + ": {" + strings.Join(parts, ", ") + "}"
	if v.Empty {
		v.Blank = "weeks:\n" + v.Blank
	}
	v.Where = v.where(week.String())
}

// besides are what a line has besides the figures that the form has fields for,
// as the page's script writes it.
func (r *weekRow) besides() []string {
	var parts []string
	if r.Kept != "" {
		parts = append(parts, r.Kept)
	}
	for _, list := range [][2]string{{"exclude", r.Exclude}, {"astronomical", r.Astronomical}} {
		if list[1] != "" {
			parts = append(parts, list[0]+": ["+strings.ReplaceAll(list[1], " ", ", ")+"]")
		}
	}
	if r.Note != "" {
		parts = append(parts, "note: "+quotedNote(r.Note))
	}
	return parts
}

// quotedNote is a note on one line: JSON's quotes are YAML's.
func quotedNote(note string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(strings.Join(strings.FieldsFunc(note, func(r rune) bool { return r < ' ' }), " ")); err != nil {
		panic(err) // a string has JSON
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// where says where in the file the line goes, and so does the page's script
// when another week is chosen. Dates of this form compare as days do.
func (v *weekView) where(week string) string {
	if v.Empty {
		return "It goes in place of the line weeks: {}."
	}
	if v.Fixed {
		return fmt.Sprintf("The weeks stand in braces on line %d: give each a line of its own first, two spaces in and without a comma, and take away the braces around them all.", v.Rows[0].Line)
	}
	for _, r := range v.Rows { // the newest first
		switch {
		case r.Date == week:
			return "It goes in place of " + r.place() + r.more() + "."
		case r.Date < week:
			return "It goes on a line of its own below " + r.place() + r.more() + "."
		}
	}
	return "It goes on a line of its own above " + v.Rows[len(v.Rows)-1].place() + "."
}

// place names a line.
func (r *weekRow) place() string { return fmt.Sprintf("line %d, which starts with %s", r.Line, r.Date) }

// more names what belongs to the line.
func (r *weekRow) more() string {
	if r.Block {
		return " and those below that belong to it"
	}
	return ""
}
