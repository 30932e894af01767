// Package importer reads weekly figures from the spreadsheets that hospitals
// have: .xlsx and .csv. It is the only door to the library that reads workbooks.
//
// Columns are found by their headers, in one row or two: week or date, and a
// measure's id or name; for a fraction its numerator's and denominator's, by
// their texts or by endings such as N and of. Days are read as the spreadsheet
// has them; a day within a week stands for the week. Totals are left out.
//
// Nothing is guessed in silence. What was taken so, and what was left out, is
// said; what can't be told from the headers is unclear, with the flag that tells
// it; what is wrong with a cell is a diagnostic with the cell's name (B7). All of
// it comes in one run.
package importer

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// Options say what to look for.
type Options struct {
	Measures   []model.Measure
	WeekStarts time.Weekday
	Sheet      string            // "" is the one that has the figures
	Week       string            // the column of weeks, by header or letters; "" is found
	Map        map[string]string // measure's id to COLUMN, NUMCOLUMN/DENCOLUMN or none
}

// A Row is one week of the spreadsheet.
type Row struct {
	Week    model.Date
	Cell    string // of the week: A7
	Figures []Figure
}

// A Figure is a measure's, with the cell that it stands in: B7.
type Figure struct {
	model.Figure
	Cell string
}

// A Reading is what came of a spreadsheet. Its rows are whole only where nothing
// is unclear and the list that comes with it has not failed.
type Reading struct {
	Rows    []Row     // by week
	Said    []string  // what was taken so, and what was left out
	Unclear []Unclear // what a flag has to tell
}

// Read reads a spreadsheet. name tells by its ending which kind it is.
func Read(name string, data []byte, o Options) (read *Reading, list *diag.List) {
	read, list = &Reading{}, &diag.List{}
	if len(data) > MaxFile {
		list.Errorf("too-large", diag.Span{File: name}, "copy the table into a new workbook, or save its sheet as CSV (UTF-8)", "the file is larger than %d MiB", MaxFile>>20)
		return read, list
	}
	// The library has been seen to panic on files that were made to harm.
	defer func() {
		if recover() != nil {
			list.Errorf("syntax", diag.Span{File: name}, "open it in the spreadsheet and save it once more as .xlsx", "the file can't be read as a workbook")
		}
	}()
	r := &reader{o: o, list: list, read: read}
	switch ending := strings.ToLower(path.Ext(name)); ending {
	case ".csv", ".txt", ".tsv":
		r.text(name, data)
	case ".xlsx", ".xlsm":
		r.workbook(name, data)
	default:
		list.Errorf("not-text", diag.Span{File: name}, "save it from the spreadsheet as .xlsx, or as CSV (UTF-8)", "a file that ends in %q is not read", ending)
	}
	read.Said = append(read.Said, r.said...)
	list.Sort()
	return read, list
}

// A reader reads one sheet.
type reader struct {
	o      Options
	g      *grid
	layout layout
	list   *diag.List
	read   *Reading
	said   []string
}

func (r *reader) unclear(fault, remedy string) {
	r.read.Unclear = append(r.read.Unclear, Unclear{fault, remedy})
}

func (r *reader) text(name string, data []byte) {
	g, said := table(name, data, r.list)
	if said != "" {
		r.said = append(r.said, said)
	}
	if r.o.Sheet != "" {
		r.unclear("a table of text has no sheets", "leave --sheet out")
		return
	}
	if g != nil {
		r.sheet(g)
	}
}

// workbook chooses the sheet: the one named, or the only one whose columns are
// those of weeks and of measures.
func (r *reader) workbook(name string, data []byte) {
	b := openBook(name, data, r.list)
	if b == nil {
		return
	}
	defer b.file.Close()
	shown := b.sheets()
	if r.o.Sheet != "" {
		all := append(slices.Clone(shown), b.hidden...)
		i := slices.IndexFunc(all, func(s string) bool { return strings.EqualFold(s, r.o.Sheet) })
		if i < 0 {
			r.unclear(fmt.Sprintf("there is no sheet %q", r.o.Sheet), "the sheets are "+quoted(all))
		} else if g := b.grid(all[i]); g != nil {
			r.sheet(g)
		}
		return
	}
	if len(b.hidden) > 0 {
		r.said = append(r.said, "hidden, and not looked at: "+plural(len(b.hidden), "sheet")+" "+quoted(b.hidden))
	}
	r.choose(b, shown)
}

func (r *reader) choose(b *book, names []string) {
	var fit []*grid
	var first *grid
	var passed []string
	for _, name := range names {
		g := b.grid(name)
		switch {
		case g == nil || g.width() == 0:
		case r.fits(g):
			fit = append(fit, g)
		default:
			passed = append(passed, name)
			if first == nil {
				first = g
			}
		}
	}
	switch {
	case r.list.Failed():
	case len(fit) > 1:
		var several []string
		for _, g := range fit {
			several = append(several, g.sheet)
		}
		r.unclear("several sheets have weeks and measures: "+quoted(several), "name one: --sheet "+fmt.Sprintf("%q", several[0]))
	case len(fit) == 1:
		if len(passed) > 0 {
			r.said = append(r.said, fmt.Sprintf("the sheet %q was read; not %s, without weeks and measures", fit[0].sheet, quoted(passed)))
		}
		r.sheet(fit[0])
	case first == nil:
		r.list.Errorf("empty-file", diag.Span{File: b.name}, "put a row for each week below the names of the columns", "the workbook is empty")
	case len(passed) > 1:
		r.unclear("no sheet has a column of weeks and one of the team's measures: "+quoted(passed), "name the sheet with --sheet to hear what it lacks")
	default:
		r.sheet(first)
	}
}

// fits reports whether a sheet has a column of weeks and one of a measure.
func (r *reader) fits(g *grid) bool {
	l := g.lay(r.o.Week)
	p := l.mapper(g)
	return (l.week >= 0 || len(l.weeks) > 0) && len(p.sources(r.o.Measures, r.o.Map)) > 0
}

func (l layout) mapper(g *grid) *mapper {
	p := &mapper{width: g.width()}
	for _, h := range l.heads {
		if h.col != l.week {
			p.heads = append(p.heads, h)
		}
	}
	return p
}

func quoted(names []string) string {
	var out []string
	for _, n := range names {
		out = append(out, fmt.Sprintf("%q", n))
	}
	return strings.Join(out, ", ")
}

func plural(n int, one string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf("%d %ss", n, one)
}
