package importer

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// normal is a header in small letters, its words parted by one space. % and #
// are words.
func normal(s string) string {
	s = strings.NewReplacer("%", " % ", "#", " n ").Replace(strings.ToLower(s))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r != '%' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// A head is a column by its header.
type head struct {
	col   int
	title string   // as people read it
	names []string // what it may be called, normal
}

func (h head) String() string {
	if h.title == "" {
		return letters(h.col)
	}
	return fmt.Sprintf("%s %q", letters(h.col), h.title)
}

func (h head) called(names ...string) bool {
	return slices.ContainsFunc(h.names, func(n string) bool { return slices.Contains(names, n) })
}

// weekNames are what people call the column of weeks.
var weekNames = []string{"week", "date", "week of", "week starting", "week start", "week starts", "week beginning", "week begins", "week commencing", "w c", "wc",
	"week ending", "week end", "week date", "start of week", "first day", "first day of week"}

// maxHead is how far down the header may stand.
const maxHead = 30

// A layout is where a sheet's header and its rows are.
type layout struct {
	heads []head
	week  int // the column; -1 where it isn't clear
	first int // the first row of data
	weeks []head
	top   int // the header's (first) row; -1 where there is none
}

// lay finds the header: the first row in which a column is called week or date,
// or the row above the first day of the column that --week names.
func (g *grid) lay(week string) layout {
	for row := range min(len(g.rows), maxHead) {
		l := g.headed(row)
		for _, h := range l.heads {
			if week == "" && h.called(weekNames...) || week != "" && h.called(normal(week)) {
				l.weeks = append(l.weeks, h)
			}
		}
		if len(l.weeks) > 0 {
			return l.settled(g)
		}
	}
	if col := column(week); week != "" && col >= 0 && col < g.width() {
		return g.below(col)
	}
	return g.guessed()
}

// settled chooses the column of weeks, where just one holds days.
func (l layout) settled(g *grid) layout {
	l.week = -1
	dated := slices.DeleteFunc(slices.Clone(l.weeks), func(h head) bool { return !g.dated(l.first, h.col) })
	switch {
	case len(l.weeks) == 1:
		l.week = l.weeks[0].col
	case len(dated) == 1:
		l.week = dated[0].col
	}
	return l
}

// below is the layout of a sheet whose column of weeks is known by its letter.
func (g *grid) below(col int) layout {
	for row := range g.rows {
		if !g.isDay(row, col) {
			continue
		}
		top := row - 1
		for top >= 0 && len(g.rows[top]) == 0 {
			top--
		}
		if top < 0 {
			return layout{week: col, first: row, top: -1}
		}
		l := g.headed(top)
		l.week, l.first = col, row
		return l
	}
	return layout{week: col, first: len(g.rows), top: -1}
}

// guessed is a layout to speak of: the first row with two texts is called the
// header. No week is taken from it.
func (g *grid) guessed() layout {
	for row := range min(len(g.rows), maxHead) {
		if l := g.headed(row); len(l.heads) > 1 {
			l.week = -1
			for _, h := range l.heads {
				if g.dated(l.first, h.col) {
					l.weeks = append(l.weeks, h)
				}
			}
			return l
		}
	}
	return layout{week: -1, top: -1}
}

func (g *grid) isDay(row, col int) bool {
	c := g.cell(row, col)
	if c.kind == words && ambiguous(c.text) {
		return true
	}
	d, _, _, _ := c.date(unknown)
	return d != 0
}

// dated reports whether a day stands in the column's first rows.
func (g *grid) dated(first, col int) bool {
	for row := first; row < min(first+5, len(g.rows)); row++ {
		if g.isDay(row, col) {
			return true
		}
	}
	return false
}

// headed reads a row as the header, with the row below or above where the two
// are one: groups over columns.
func (g *grid) headed(row int) layout {
	upper, lower := row, row
	switch {
	case g.isSub(row + 1):
		lower = row + 1
	case g.isGroups(row - 1):
		upper = row - 1
	}
	l := layout{first: lower + 1, top: upper}
	group := ""
	for col := range g.width() {
		over, under := g.merged(upper, col).text, g.merged(lower, col).text
		if upper == lower {
			over = ""
		}
		if over != "" {
			group = over
		} else if under != "" && upper != lower {
			over = group // over several columns without being merged
		}
		h := head{col: col, title: strings.Join(strings.Fields(under), " ")}
		switch {
		case under == "" && (over == "" || upper == lower):
			continue
		case under == "" || over == under:
			h.title = strings.Join(strings.Fields(over), " ")
			h.names = []string{normal(over)}
		case over == "":
			h.names = []string{normal(under)}
		default:
			h.title = strings.Join(strings.Fields(over+" / "+under), " ")
			h.names = []string{normal(over + " " + under), normal(under)}
		}
		l.heads = append(l.heads, h)
	}
	return l
}

// isSub reports whether a row is the header's second: text alone, and none of
// its own below the column of weeks.
func (g *grid) isSub(row int) bool {
	if row >= len(g.rows) || !g.onlyText(row) {
		return false
	}
	for col := range g.width() {
		if above := g.merged(row-1, col).text; slices.Contains(weekNames, normal(above)) {
			under := g.merged(row, col).text
			return under == "" || under == above
		}
	}
	return false
}

// isGroups reports whether a row has groups of the columns below it: text alone,
// more than one, or one that is merged over some columns and not over all.
func (g *grid) isGroups(row int) bool {
	if row < 0 || !g.onlyText(row) {
		return false
	}
	n := 0
	for col := range g.width() {
		if g.cell(row, col).text != "" && col > 0 {
			n++
		}
	}
	return n > 0 && g.cell(row, 0).text == ""
}

// onlyText reports whether a row has text, and nothing else.
func (g *grid) onlyText(row int) bool {
	some := false
	for col := range g.rows[row] {
		switch c := g.cell(row, col); {
		case c.kind == words && !startsWithDigit(c.text):
			some = true
		case c.kind != blank:
			return false
		}
	}
	return some
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
