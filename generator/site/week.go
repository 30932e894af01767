package site

import (
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

// A weekRow is a line that data.yaml has.
type weekRow struct {
	Date, Text            string
	Line                  int32
	Figures               []string // by measure, as the file has them; "" where there is none
	Note                  string
	Exclude, Astronomical string // the measures' ids, with spaces between
	Apart                 string // the same in words
	Block                 bool   // it is more than one line
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
		for _, m := range reported(s) {
			v.Measures = append(v.Measures, weekMeasureOf(m))
		}
		if !v.Empty {
			v.Indent = strings.Repeat(" ", max(int(t.Data.Weeks[0].Start.At.Col)-1, 1))
		}
		v.choices(b, s)
		v.rows(b, s)
		v.line(firstOwed(s, b.Program))
		return v, nil
	})
}

// reported are the measures that the team reports by week.
func reported(s *standing.Standing) []model.Measure {
	var out []model.Measure
	for _, one := range s.Series {
		if one.Measure.Data != model.Events {
			out = append(out, one.Measure)
		}
	}
	return out
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
		week = max(week, s.Team.Data.Weeks[n-1].Start.Date+7)
	}
	return week
}

func weekMeasureOf(m model.Measure) weekMeasure {
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
// come up to the next, those that are in, and those between that nobody asks
// for.
func (v *weekView) choices(b *builder, s *standing.Standing) {
	chosen := firstOwed(s, b.Program)
	first, last := chosen, chosen
	there := map[model.Date]bool{}
	for _, w := range s.Team.Data.Weeks {
		there[w.Start.Date] = true
		first, last = min(first, w.Start.Date), max(last, w.Start.Date)
	}
	groups := []weekGroup{{Name: "Owed"}, {Name: "Next"}, {Name: "In: choose one to fix it"}, {Name: "Not asked for"}}
	for d := first; d <= max(last, b.AsOf+7) && d-last <= 7*mostNext; d += 7 {
		in := 1
		switch {
		case slices.Contains(s.Owed, d):
			in = 0
		case there[d]:
			in = 2
		case d < last:
			in = 3
		}
		groups[in].Weeks = append(groups[in].Weeks, weekChoice{d.String(), d.Long(), d == chosen})
	}
	slices.Reverse(groups[2].Weeks)
	v.Weeks = slices.DeleteFunc(groups, func(g weekGroup) bool { return len(g.Weeks) == 0 })
}

// mostNext is a year: the most that a team may go on behind its cohort's end.
const mostNext = 53

// rows are the lines that data.yaml has, the newest first.
func (v *weekView) rows(b *builder, s *standing.Standing) {
	for _, w := range slices.Backward(s.Team.Data.Weeks) {
		r := weekRow{Date: w.Start.String(), Text: w.Start.Long(), Line: w.Start.At.Line, Note: w.Note.Text, Edit: b.editor(w.Start.At),
			Exclude: ids(w.Exclude), Astronomical: ids(w.Astronomical)}
		r.figures(v.Measures, &w)
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
}

// figures are the week's: those that the form has fields for, and the others.
func (r *weekRow) figures(fields []weekMeasure, w *model.Week) {
	r.Figures = make([]string, len(fields))
	var kept []string
	for _, f := range w.Figures {
		r.Block = r.Block || f.At.Line > w.Start.At.Line
		if i := slices.IndexFunc(fields, func(m weekMeasure) bool { return m.ID == f.Measure }); i >= 0 {
			r.Figures[i] = edit.Text(f)
		} else {
			kept = append(kept, f.Measure+": "+edit.Text(f))
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

// line says a week's line, with blanks for the figures, and where it goes.
func (v *weekView) line(week model.Date) {
	var parts []string
	for _, m := range v.Measures {
		figure := "…"
		if m.Twofold {
			figure = "…/…"
		}
		parts = append(parts, m.ID+": "+figure)
	}
	v.Blank = v.Indent + week.String() + ": {" + strings.Join(parts, ", ") + "}"
	if v.Empty {
		v.Blank = "weeks:\n" + v.Blank
	}
	v.Where = v.where(week.String())
}

// where says where in the file the line goes, and so does the page's script
// when another week is chosen. Dates of this form compare as days do.
func (v *weekView) where(week string) string {
	if v.Empty {
		return "It goes in place of the line weeks: {}."
	}
	for _, r := range v.Rows { // the newest first
		switch {
		case r.Date == week:
			return "It goes in place of " + r.place() + "."
		case r.Date < week:
			return "It goes on a line of its own below " + r.place() + "."
		}
	}
	return "It goes on a line of its own above " + v.Rows[len(v.Rows)-1].place() + "."
}

// place names a line.
func (r *weekRow) place() string {
	more := ""
	if r.Block {
		more = " and those indented below it"
	}
	return fmt.Sprintf("line %d, which starts with %s%s", r.Line, r.Date, more)
}
