package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"wallwalk/generator/diag"
)

// maxRows is more than a team reports in twenty years.
const maxRows = 10000

// A Cell is text, without the spaces around it, and its place.
type Cell struct {
	Text string
	At   diag.Span
}

// Cells splits a table into its rows' cells, which commas, semicolons or tabs
// part. Lines without anything on them are no rows.
func Cells(name string, data []byte, list *diag.List) [][]Cell {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if !utf8.Valid(data) {
		list.Errorf("not-utf8", diag.Span{File: name}, "export the table as CSV in UTF-8", "the file is not text in UTF-8")
		return nil
	}
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	c := &cells{name: name, lines: diag.Lines(data), csv: csv.NewReader(bytes.NewReader(data))}
	c.csv.Comma, c.csv.FieldsPerRecord = Comma(data), -1
	var rows [][]Cell
	for {
		record, err := c.csv.Read()
		var wrong *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return rows
		case errors.As(err, &wrong):
			at := c.place(wrong.Line, wrong.Column, 1)
			list.Errorf("syntax", at, "a cell with a quote in it is quoted as a whole, and the quote inside is doubled", "the quotes of this cell don't match")
			return rows
		case err != nil:
			list.Errorf("syntax", diag.Span{File: name}, "save the table as CSV (UTF-8) from the spreadsheet once more", "the table can't be read: %v", err)
			return rows
		case len(rows) > maxRows:
			list.Errorf("too-large", diag.Span{File: name}, "keep the rows of one measure, a week each", "the table has more than %d rows", maxRows)
			return rows
		}
		rows = append(rows, c.row(record))
	}
}

type cells struct {
	name  string
	lines []string
	csv   *csv.Reader
}

func (c *cells) row(record []string) []Cell {
	row := make([]Cell, len(record))
	for i, text := range record {
		line, col := c.csv.FieldPos(i)
		row[i] = Cell{strings.TrimSpace(text), c.place(line, col, max(utf8.RuneCountInString(text), 1))}
	}
	return row
}

// place turns a byte column into one of code points.
func (c *cells) place(line, col, width int) diag.Span {
	if line >= 1 && line <= len(c.lines) {
		s := c.lines[line-1]
		col = utf8.RuneCountInString(s[:min(max(col-1, 0), len(s))]) + 1
	}
	return diag.Span{File: c.name, Line: int32(line), Col: int32(col), Width: int32(width)}
}

// Comma is what parts the cells of the first line that has several.
func Comma(data []byte) rune {
	for line := range bytes.Lines(data) {
		best, most := ',', bytes.Count(line, []byte(","))
		for _, r := range []rune{';', '\t'} {
			if n := bytes.Count(line, []byte(string(r))); n > most {
				best, most = r, n
			}
		}
		if most > 0 {
			return best
		}
	}
	return ','
}
