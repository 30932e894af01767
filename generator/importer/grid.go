package importer

import (
	"fmt"
	"strings"

	"wallwalk/generator/diag"
)

// A grid is one sheet: its cells, and what the spreadsheet says about them.
type grid struct {
	file, sheet string // sheet is "" in CSV
	rows        [][]cell
	merges      []area
	hiddenRows  map[int]bool
	hiddenCols  map[int]bool
	comma       bool // decimals stand behind a comma
}

// kind is what a cell holds, as the spreadsheet has it.
type kind uint8

const (
	blank    kind = iota
	words         // text, which may look like a number
	number        // a number, shown as one
	percent       // a number, shown in percent
	day           // a number, shown as a day
	clock         // a number, shown as a time
	fault         // #N/A, #DIV/0! and the like
	yesNo         // TRUE or FALSE
	unworked      // a formula whose result nobody has worked out
)

// A cell is what stands in one place. n is the number where kind is one, and
// days the same counted from the last but one of 1899, if it is a day's.
type cell struct {
	kind    kind
	text    string
	n, days float64
	at      diag.Span
}

// An area is a merged rectangle, its ends included, counted from 0.
type area struct{ top, left, bottom, right int }

func (a area) holds(row, col int) bool {
	return row >= a.top && row <= a.bottom && col >= a.left && col <= a.right
}

// cell is what stands in a place; blank beyond the edges.
func (g *grid) cell(row, col int) cell {
	if row >= 0 && row < len(g.rows) && col >= 0 && col < len(g.rows[row]) {
		return g.rows[row][col]
	}
	return cell{at: g.at(row, col)}
}

// merged is the cell that a merged rectangle shows in this place.
func (g *grid) merged(row, col int) cell {
	for _, a := range g.merges {
		if a.holds(row, col) {
			return g.cell(a.top, a.left)
		}
	}
	return g.cell(row, col)
}

// at is a place in the file. A spreadsheet's rows and columns are counted as a
// text's lines and columns are.
func (g *grid) at(row, col int) diag.Span {
	return diag.Span{File: g.file, Line: int32(row + 1), Col: int32(col + 1), Width: 1}
}

func (g *grid) width() int {
	n := 0
	for _, row := range g.rows {
		n = max(n, len(row))
	}
	return n
}

// address is a place as a spreadsheet calls it: B7.
func address(row, col int) string { return letters(col) + fmt.Sprint(row+1) }

// letters are a column's name: A, Z, AA.
func letters(col int) string {
	var out string
	for col++; col > 0; col = (col - 1) / 26 {
		out = string(rune('A'+(col-1)%26)) + out
	}
	return out
}

// column reads a column's letters; -1 where they are none.
func column(s string) int {
	n := 0
	for _, r := range strings.ToUpper(s) {
		if r < 'A' || r > 'Z' || n > 1000 {
			return -1
		}
		n = n*26 + int(r-'A') + 1
	}
	return n - 1
}

// faults are what spreadsheets show in place of what can't be worked out.
var faults = map[string]bool{"#N/A": true, "#DIV/0!": true, "#REF!": true, "#VALUE!": true, "#NAME?": true, "#NUM!": true, "#NULL!": true, "#SPILL!": true, "#CALC!": true}
