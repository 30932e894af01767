package importer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
	"wallwalk/generator/plain"
)

// sheet reads a sheet's rows.
func (r *reader) sheet(g *grid) {
	r.g = g
	if g.width() == 0 {
		r.list.Errorf("empty-file", diag.Span{File: g.file}, "put a row for each week below the names of the columns", "the table is empty")
		return
	}
	r.layout = g.lay(r.o.Week)
	p := r.layout.mapper(g)
	found := p.sources(r.o.Measures, r.o.Map)
	if r.layout.week < 0 {
		r.noWeek(p)
	}
	r.read.Unclear = append(r.read.Unclear, p.unclear...)
	if r.layout.week >= 0 && len(found) > 0 {
		r.saidOf(found)
	}
	r.said = append(r.said, p.said...)
	if r.layout.week >= 0 && len(found) > 0 {
		r.rows(found)
	}
}

// noWeek says what there is in place of a column of weeks.
func (r *reader) noWeek(p *mapper) {
	var names []string
	for _, h := range r.layout.weeks {
		names = append(names, h.String())
	}
	fault, remedy := "no column is called week or date; there are "+p.list(), "name it with --week COLUMN, by its header or its letter"
	if r.o.Week != "" {
		fault = fmt.Sprintf("--week %s names no column; there are %s", r.o.Week, p.list())
	}
	switch {
	case len(names) == 1:
		fault, remedy = fault+"; days stand in "+names[0], "is it the column of weeks? then --week "+letters(r.layout.weeks[0].col)
	case len(names) > 1:
		fault, remedy = "several columns may be that of the weeks: "+strings.Join(names, ", "), "name the right one: --week "+letters(r.layout.weeks[0].col)
	}
	r.unclear(fault, remedy)
}

// saidOf says which columns are read as what, and which of them are hidden.
func (r *reader) saidOf(found []source) {
	title := func(col int) string {
		for _, h := range r.layout.heads {
			if h.col == col {
				return h.String()
			}
		}
		return letters(col)
	}
	used := []int{r.layout.week}
	parts := []string{"weeks from " + title(r.layout.week)}
	for _, s := range found {
		used = append(used, s.num)
		part := s.measure.ID.Text + " from " + title(s.num)
		if s.den >= 0 {
			used = append(used, s.den)
			part += " / " + title(s.den)
		}
		parts = append(parts, part)
	}
	r.said = append(r.said, strings.Join(parts, ", "))
	for _, col := range slices.Compact(slices.Sorted(slices.Values(used))) {
		if r.g.hiddenCols[col] {
			r.said = append(r.said, fmt.Sprintf("column %s is hidden, and was read all the same", title(col)))
		}
	}
}

// rows reads each row below the header.
func (r *reader) rows(found []source) {
	o := r.order()
	seen := map[model.Date]int{}
	var hidden, shifted, asDays []string
	for row := r.layout.first; row < len(r.g.rows); row++ {
		if r.skips(row, found) {
			continue
		}
		d, said, ok := r.week(row, o)
		if said != "" {
			asDays = append(asDays, said)
		}
		var figures []Figure
		for _, s := range found {
			if f, there := r.figure(s, row); there {
				figures = append(figures, Figure{f, address(row, s.num)})
			}
		}
		if r.g.hiddenRows[row] {
			hidden = append(hidden, fmt.Sprint(row+1))
		}
		if !ok {
			continue
		}
		week, at := d.WeekOf(r.o.WeekStarts), address(row, r.layout.week)
		if week != d {
			shifted = append(shifted, fmt.Sprintf("%s: %s is a %s, and stands for the week of %s", at, d, d.Weekday(), week))
		}
		if first, twice := seen[week]; twice {
			r.list.Errorf("duplicate-key", r.g.cell(row, r.layout.week).at, "keep one row a week: add up the two, or delete one",
				"%s: %s is in the week of %s, which %s has already", at, d, week, address(first, r.layout.week))
			continue
		}
		seen[week] = row
		r.read.Rows = append(r.read.Rows, Row{Week: week, Cell: at, Figures: figures})
	}
	slices.SortFunc(r.read.Rows, func(a, b Row) int { return cmp.Compare(a.Week, b.Week) })
	r.several(asDays)
	r.several(shifted)
	if len(hidden) > 0 {
		r.said = append(r.said, "hidden, and read all the same: "+plural(len(hidden), "row")+" "+strings.Join(hidden, ", "))
	}
	if len(r.read.Rows) == 0 && !r.list.Failed() {
		r.list.Errorf("empty-file", diag.Span{File: r.g.file}, "put a row for each week below the names of the columns", "the table has no rows with a week")
	}
}

// several says the first of some things alike, and how many more there are.
func (r *reader) several(said []string) {
	if len(said) > 1 {
		said = []string{fmt.Sprintf("%s (and %d more like this)", said[0], len(said)-1)}
	}
	r.said = append(r.said, said...)
}

// order finds out which number of 3/4/2026 is the month, from all days at once.
func (r *reader) order() order {
	var rows []int
	var texts []string
	dates := 0
	for row := r.layout.first; row < len(r.g.rows); row++ {
		switch c := r.g.merged(row, r.layout.week); {
		case c.kind == day:
			dates++
		case c.kind == words && ambiguous(c.text):
			rows, texts = append(rows, row), append(texts, c.text)
		}
	}
	if len(rows) == 0 {
		return unknown
	}
	o, telling, contrary := orderOf(texts)
	at, first := address(rows[0], r.layout.week), r.g.merged(rows[0], r.layout.week)
	const write = "write all days as 2026-03-01, or let the spreadsheet show them so (format: yyyy-mm-dd)"
	switch {
	case contrary:
		r.list.Errorf("bad-value", first.at, write, "%s: in this column some days have the month first, and others the day", at)
	case dates > 0:
		r.list.Errorf("bad-value", first.at, write, "%s: %s is text among dates: the spreadsheet could not read it, and may have swapped day and month in the others", at, first.text)
		if o == unknown {
			return monthFirst // told once, and not for each row
		}
	case o == monthFirst:
		r.said = append(r.said, fmt.Sprintf("days are read as month/day/year, since %s can be nothing else", telling))
	case o == dayFirst:
		r.said = append(r.said, fmt.Sprintf("days are read as day/month/year, since %s can be nothing else", telling))
	}
	return o
}

// totals are what people call a row that sums up the others.
var totals = []string{"total", "totals", "sum", "grand total", "subtotal", "sub total", "average", "avg", "mean", "median", "overall", "all weeks", "all", "ytd", "year to date", "goal", "target", "baseline", "benchmark"}

// skips reports whether a row is no week's: blank, a total, a remark, the header
// once more. All but blank rows are said.
func (r *reader) skips(row int, found []source) bool {
	week := r.g.merged(row, r.layout.week)
	figures, text := false, ""
	for col := range r.g.rows[row] {
		c := r.g.cell(row, col)
		if c.kind == words && text == "" {
			text = c.text
		}
		figures = figures || c.kind != blank && slices.ContainsFunc(found, func(s source) bool { return s.num == col || s.den == col })
	}
	name := normal(text)
	isTotal := slices.ContainsFunc(totals, func(t string) bool { return name == t || strings.HasPrefix(name, t+" ") })
	switch {
	case text == "" && week.kind == blank && !figures:
		return true
	case r.layout.top >= 0 && week.kind == words && week.text == r.g.merged(r.layout.top, r.layout.week).text && slices.Contains(r.weekTitles(), normal(week.text)):
		r.said = append(r.said, fmt.Sprintf("row %d is the header once more, and was left out", row+1))
	case isTotal && (week.kind == words || week.kind == blank) && !r.g.isDay(row, r.layout.week):
		r.said = append(r.said, fmt.Sprintf("row %d was left out: %s", row+1, plain.Short(text)))
	case !figures && (week.kind == words || week.kind == blank) && !startsWithDigit(week.text) && !r.g.isDay(row, r.layout.week):
		r.said = append(r.said, fmt.Sprintf("row %d has neither a day nor figures, and was left out", row+1))
	default:
		return false
	}
	return true
}

// weekTitles are what the column of weeks is called.
func (r *reader) weekTitles() []string {
	for _, h := range r.layout.heads {
		if h.col == r.layout.week {
			return h.names
		}
	}
	return nil
}

// week reads a row's day; false where something is wrong with it.
func (r *reader) week(row int, o order) (d model.Date, said string, ok bool) {
	c := r.g.merged(row, r.layout.week)
	c.at = r.g.cell(row, r.layout.week).at
	at := address(row, r.layout.week)
	if c.kind == blank {
		r.list.Errorf("blank", c.at, "write the day of its week, or delete the row; a total is left out if it is called so", "%s: this row has figures and no week", at)
		return 0, "", false
	}
	d, said, wrong, remedy := c.date(o)
	if wrong != "" {
		r.list.Errorf("bad-value", c.at, remedy, "%s: %s", at, wrong)
		return 0, "", false
	}
	if said != "" {
		said = at + ": " + said
	}
	return d, said, true
}
