package generator

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"wallwalk/generator/diag"
	"wallwalk/generator/edit"
	"wallwalk/generator/importer"
	"wallwalk/generator/load"
	"wallwalk/generator/model"
)

// An Import is what a spreadsheet makes of a team's data.yaml. Nothing has been
// written.
type Import struct {
	File          string // data.yaml, below the root
	Before, After []byte
	Weeks         int      // that are new
	Figures       int      // that are new or changed
	Differ        []string // figures that stay, since the two differ and nobody said which is right
	Said          []string // what was taken so, and what was left out
	Unclear       []importer.Unclear
}

// Diff is how the file would change; "" where it would not.
func (i *Import) Diff() string { return edit.Diff(i.File, i.Before, i.After) }

// NewImport reads a spreadsheet of the place's team. Figures that data.yaml has
// otherwise are overwritten only with replace. Where the list has failed or
// something is unclear, nothing may be written.
func NewImport(fsys fs.FS, o Options, at Place, name string, data []byte, of importer.Options, replace bool) (*Import, *diag.List, error) {
	i := &Import{File: at.Dir() + "/data.yaml"}
	// What is wrong elsewhere is of no concern; here, no line can be put.
	here := []string{i.File, at.Dir() + "/team.yaml", "cohorts/" + at.Cohort.ID + "/cohort.yaml"}
	_, list, err := Check(fsys, o)
	if err != nil {
		return nil, nil, err
	}
	list.Drop(func(d diag.Diagnostic) bool { return d.Severity != diag.Error || !slices.Contains(here, d.At.File) })
	if list.Failed() {
		return i, list, nil
	}
	if i.Before, err = fs.ReadFile(fsys, i.File); err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", i.File, err)
	}
	of.Measures, of.WeekStarts = at.Team.AllMeasures(at.Cohort), at.Program.WeekStarts
	if err := known(of); err != nil {
		return nil, nil, err
	}
	read, list := importer.Read(name, data, of)
	list.Bound(load.MostMistakes, load.TooMany)
	i.Said, i.Unclear = read.Said, read.Unclear
	if list.Failed() || len(i.Unclear) > 0 {
		return i, list, nil
	}
	edits := i.edits(at.Team.Data.Weeks, read.Rows, name, replace)
	i.After, err = edit.EditWeeks(i.Before, at.Team.Data.Weeks, ids(of.Measures), edits)
	if err != nil {
		list.Errorf("wrong-kind", diag.Span{File: i.File}, weekLines, "%v", err)
		return i, list, nil
	}
	return i, list, i.verify(fsys, o, at, edits, read.Rows, name, list)
}

func ids(measures []model.Measure) (out []string) {
	for _, m := range measures {
		out = append(out, m.ID.Text)
	}
	return out
}

// known reports columns that are named for measures that the team has not.
func known(of importer.Options) error {
	for _, id := range slices.Sorted(maps.Keys(of.Map)) {
		if all := ids(of.Measures); !slices.Contains(all, id) {
			return &NoPlace{fmt.Sprintf("the team has no measure %q to map", id), offerOf(id, all)}
		}
	}
	return nil
}

// edits are the figures that data.yaml lacks, and those that it has otherwise
// where they are to be replaced.
func (i *Import) edits(weeks []model.Week, rows []importer.Row, name string, replace bool) (edits []edit.WeekEdit) {
	have := map[model.Date]*model.Week{}
	for n := range weeks {
		have[weeks[n].Start.Date] = &weeks[n]
	}
	for _, row := range rows {
		e := edit.WeekEdit{Week: row.Week}
		w := have[row.Week]
		for _, f := range row.Figures {
			text, where := edit.Text(f.Figure), f.Cell
			var old *model.Figure
			if w != nil {
				old = w.Figure(f.Measure)
			}
			switch {
			case old != nil && edit.Text(*old) == text:
				continue
			case old != nil && !replace:
				i.Differ = append(i.Differ, fmt.Sprintf("%s: %s of %s is %s there and %s in %s of %s", old.At, f.Measure, row.Week, edit.Text(*old), text, where, name))
				continue
			case old != nil:
				i.Said = append(i.Said, fmt.Sprintf("%s of %s: %s is replaced by %s (%s)", f.Measure, row.Week, edit.Text(*old), text, where))
			}
			e.Figures = append(e.Figures, edit.Figure{Measure: f.Measure, Text: text})
		}
		if len(e.Figures) > 0 {
			edits = append(edits, e)
			if i.Figures += len(e.Figures); w == nil {
				i.Weeks++
			}
		}
	}
	return edits
}

// weekLines is the form that can be edited.
const weekLines = "write each week on a line of its own, two spaces in: 2026-03-01: {…}; nothing was written"

// verify reads what would be written: it has to say what was asked for, and
// everything else as before, and to have no new mistake.
func (i *Import) verify(fsys fs.FS, o Options, at Place, edits []edit.WeekEdit, rows []importer.Row, name string, list *diag.List) error {
	after := mended{fsys, i.File, i.After}
	team, _, err := load.Team(after, at.Cohort, at.Team.ID)
	if err != nil {
		return err
	}
	want := said(at.Team.Data)
	for _, e := range edits {
		want[e.Week.String()] = e.Week.String()
		for _, f := range e.Figures {
			want[e.Week.String()+" "+f.Measure] = f.Text
		}
	}
	if !maps.Equal(want, said(team.Data)) {
		list.Errorf("wrong-kind", diag.Span{File: i.File}, weekLines, "the weeks are written in a form in which no line can be put safely")
		return nil
	}
	_, before, err := Check(fsys, o)
	if err != nil {
		return err
	}
	_, found, err := Check(after, o)
	if err != nil {
		return err
	}
	for _, d := range found.All() {
		old := slices.ContainsFunc(before.All(), func(b diag.Diagnostic) bool {
			return b.At.File == d.At.File && b.Code == d.Code && b.Message == d.Message
		})
		if d.At.File != i.File || old {
			continue
		}
		if cell := cellOf(d.At, team.Data, rows); cell != "" {
			d.Hint = fmt.Sprintf("it stands in %s of %s\n%s", cell, name, d.Hint)
		}
		list.Add(d)
	}
	return nil
}

// said is what a team's data says, by what it is about.
func said(d model.TeamData) map[string]string {
	out := map[string]string{}
	for _, w := range d.Weeks {
		day := w.Start.Date.String()
		out[day] = day
		if w.Note.Given() || len(w.Exclude)+len(w.Astronomical) > 0 {
			out[day+" beside"] = fmt.Sprint(w.Note, w.Exclude, w.Astronomical)
		}
		for _, f := range w.Figures {
			out[day+" "+f.Measure] = edit.Text(f)
		}
	}
	for _, e := range d.Events {
		for n, one := range e.Events {
			out[fmt.Sprint("event ", e.Measure, n)] = one.Date.String()
		}
	}
	for n, p := range d.Phases {
		out[fmt.Sprint("phase ", n)] = fmt.Sprint(p.Measure, p.From.Date, p.Name, p.Reason)
	}
	return out
}

// cellOf is the cell that a place in data.yaml came from; "" where it was there.
func cellOf(at diag.Span, d model.TeamData, rows []importer.Row) string {
	for _, w := range d.Weeks {
		i := slices.IndexFunc(rows, func(r importer.Row) bool { return r.Week == w.Start.Date })
		if i < 0 || w.Start.At.Line > at.Line {
			continue
		}
		for _, f := range w.Figures {
			of := slices.IndexFunc(rows[i].Figures, func(one importer.Figure) bool { return one.Measure == f.Measure })
			if f.At == at && of >= 0 {
				return rows[i].Figures[of].Cell
			}
		}
		if w.Start.At == at {
			return rows[i].Cell
		}
	}
	return ""
}
