package importer

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"wallwalk/generator/diag"
	"wallwalk/generator/plain"
)

// A book is a workbook that has been opened.
type book struct {
	name   string
	file   *excelize.File
	list   *diag.List
	y1904  bool
	styles map[int]kind
	hidden []string // sheets that are not shown
}

// openBook opens a workbook whose bounds are known.
func openBook(name string, data []byte, list *diag.List) *book {
	switch {
	case bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		list.Errorf("not-text", diag.Span{File: name}, "open it in the spreadsheet, take off the password, and save it as .xlsx", "this is a workbook of the old form (.xls), or one locked with a password")
		return nil
	case !bytes.HasPrefix(data, []byte("PK")):
		list.Errorf("not-text", diag.Span{File: name}, "save it from the spreadsheet as .xlsx; a table of text is called .csv", "this is no workbook, in spite of its name")
		return nil
	case !fits(name, data, list):
		return nil
	}
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked})
	if err != nil {
		list.Errorf("syntax", diag.Span{File: name}, "open it in the spreadsheet and save it once more as .xlsx", "the file can't be read as a workbook: %v", err)
		return nil
	}
	b := &book{name: name, file: file, list: list, styles: map[int]kind{}}
	if props, err := file.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		b.y1904 = *props.Date1904
	}
	return b
}

// sheets are the names of those that are shown.
func (b *book) sheets() (shown []string) {
	for _, name := range b.file.GetSheetList() {
		if visible, err := b.file.GetSheetVisible(name); err == nil && !visible {
			b.hidden = append(b.hidden, name)
			continue
		}
		shown = append(shown, name)
	}
	return shown
}

// grid reads a sheet; nil where something is wrong with it.
func (b *book) grid(sheet string) *grid {
	g, err := b.read(sheet)
	var far *tooFar
	switch {
	case errors.As(err, &far):
		b.list.Errorf("too-large", far.at, "keep the rows and columns of this team's measures, a row for each week", "%s", far.Error())
		return nil
	case err != nil:
		b.list.Errorf("syntax", diag.Span{File: b.name}, "open it in the spreadsheet and save it once more as .xlsx", "the sheet %q can't be read: %v", sheet, err)
		return nil
	}
	return g
}

// tooFar is a cell beyond what is read.
type tooFar struct {
	at    diag.Span
	sheet string
}

func (e *tooFar) Error() string {
	return fmt.Sprintf("%s of the sheet %q is beyond %d rows and %d columns", address(int(e.at.Line)-1, int(e.at.Col)-1), e.sheet, maxRows, maxColumns)
}

func (b *book) read(sheet string) (*grid, error) {
	g := &grid{file: b.name, sheet: sheet, hiddenRows: map[int]bool{}, hiddenCols: map[int]bool{}}
	if err := b.merges(g); err != nil {
		return nil, err
	}
	rows, err := b.file.Rows(sheet)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for i := 0; rows.Next(); i++ {
		texts, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, err
		}
		last := len(texts)
		for last > 0 && texts[last-1] == "" {
			last--
		}
		if last > 0 && i >= maxRows || last > maxColumns {
			return nil, &tooFar{g.at(i, last-1), sheet}
		}
		if i >= maxRows {
			continue
		}
		for len(g.rows) < i {
			g.rows = append(g.rows, nil)
		}
		g.hiddenRows[i] = rows.GetRowOpts().Hidden
		g.rows = append(g.rows, b.row(g, i, texts[:min(len(texts), maxColumns)]))
	}
	for col := range g.width() {
		if visible, err := b.file.GetColVisible(sheet, letters(col)); err == nil && !visible {
			g.hiddenCols[col] = true
		}
	}
	return g, rows.Error()
}

// row reads a row up to the last cell that has something.
func (b *book) row(g *grid, row int, texts []string) (cells []cell) {
	for col, text := range texts {
		if c := b.cell(g, row, col, text); c.kind != blank {
			for len(cells) < col {
				cells = append(cells, cell{at: g.at(row, len(cells))})
			}
			cells = append(cells, c)
		}
	}
	return cells
}

// merges reads the merged rectangles.
func (b *book) merges(g *grid) error {
	merged, err := b.file.GetMergeCells(g.sheet, true)
	if err != nil || len(merged) > maxRows {
		return errors.Join(err, map[bool]error{true: errors.New("too many merged cells")}[len(merged) > maxRows])
	}
	for _, m := range merged {
		left, top, err := excelize.CellNameToCoordinates(m.GetStartAxis())
		right, bottom, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err := errors.Join(err, err2); err != nil {
			return err
		}
		g.merges = append(g.merges, area{top - 1, left - 1, bottom - 1, right - 1})
	}
	return nil
}

// cell reads one cell, whose raw value is known.
func (b *book) cell(g *grid, row, col int, raw string) cell {
	name := address(row, col)
	c := cell{kind: words, text: strings.TrimSpace(raw), at: g.at(row, col)}
	kindOf, _ := b.file.GetCellType(g.sheet, name)
	switch {
	case c.text == "":
		c.kind = blank
		if formula, err := b.file.GetCellFormula(g.sheet, name); err == nil && formula != "" {
			c.kind = unworked
		}
	case kindOf == excelize.CellTypeError || faults[strings.ToUpper(c.text)]:
		c.kind = fault
	case kindOf == excelize.CellTypeBool:
		c.kind, c.text = yesNo, map[string]string{"1": "TRUE", "0": "FALSE"}[c.text]
	case kindOf == excelize.CellTypeUnset || kindOf == excelize.CellTypeNumber:
		b.number(g, name, &c)
	}
	return c
}

// number reads a cell that holds a number: 15 digits of it, as many as the
// spreadsheet shows.
func (b *book) number(g *grid, name string, c *cell) {
	v, err := strconv.ParseFloat(c.text, 64)
	if err != nil {
		return
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	if err != nil {
		return
	}
	c.n, c.text, c.kind = rounded, fitting(rounded), number
	if style, err := b.file.GetCellStyle(g.sheet, name); err == nil {
		c.kind = b.shownAs(style)
	}
	if c.days = rounded; b.y1904 {
		c.days += 1462
	}
}

// fitting is a number with no more digits than a figure may have.
func fitting(v float64) string {
	text := strconv.FormatFloat(v, 'f', -1, 64)
	whole, part, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	if len(whole)+len(part) <= plain.MaxDigits || len(whole) > plain.MaxDigits {
		return text
	}
	text = strconv.FormatFloat(v, 'f', plain.MaxDigits-len(whole), 64)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// shownAs is how a style shows a number.
func (b *book) shownAs(style int) kind {
	if k, known := b.styles[style]; known {
		return k
	}
	k := number
	if s, err := b.file.GetStyle(style); err == nil && s != nil {
		form := ""
		if s.CustomNumFmt != nil {
			form = *s.CustomNumFmt
		}
		k = formOf(s.NumFmt, form)
	}
	b.styles[style] = k
	return k
}

// notShown is what a number's form quotes, escapes or says in brackets.
var notShown = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]|_.|\*.`)

// formOf reads a number's form: one of those that spreadsheets know by number,
// or its own.
func formOf(id int, form string) kind {
	bare := strings.ToLower(notShown.ReplaceAllString(form, ""))
	positive, _, _ := strings.Cut(bare, ";")
	switch {
	case form == "":
		switch {
		case id == 9 || id == 10:
			return percent
		case id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 36 || id >= 50 && id <= 58:
			return day
		case id >= 18 && id <= 21 || id >= 45 && id <= 47:
			return clock
		}
	case strings.Contains(positive, "%"):
		return percent
	case strings.Contains(positive, "general"):
	case strings.ContainsAny(positive, "dy") || strings.Contains(positive, "mmm"):
		return day
	case strings.ContainsAny(positive, "hs"):
		return clock
	}
	return number
}
