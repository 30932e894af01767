// Package sheet reads a table of figures, as spreadsheets export them, into a
// series. It knows nothing of a program: it is for anyone who has a column of
// weeks and a column of figures.
//
// The first row names the columns: week, and either num and den or value, in
// any order; other columns are passed by. Cells are parted by commas,
// semicolons or tabs. A byte-order mark and CRLF are read. Weeks are dates such
// as 2026-03-01, in order, each once; a row whose figures are blank has none.
// Where all dates lie whole weeks apart, weeks without a row are missing weeks.
//
// Whatever is wrong is a diagnostic with line and column, all of it in one run.
package sheet

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
	"wallwalk/generator/plain"
	"wallwalk/generator/series"
)

// Options say how the figures are to be read and analysed.
type Options struct {
	Measure  model.Measure // Chart and Data may be empty: run, and what the columns say
	Phases   []model.Date  // first day of each later phase
	Excluded []model.Date  // days whose figures count for nothing
	Rules    []string      // which rules are signals
}

// A table is the file being read.
type table struct {
	name     string
	lines    []string
	list     *diag.List
	week     int // column indices; -1 = not there
	num, den int
	value    int
}

// Read reads the table. The series is nil where the list has failed.
func Read(name string, data []byte, o Options) (*series.Series, *diag.List) {
	t := &table{name: name, lines: diag.Lines(data), list: &diag.List{}, week: -1, num: -1, den: -1, value: -1}
	rows := Cells(name, data, t.list)
	if t.list.Failed() || !t.header(rows) {
		return nil, t.list
	}
	o.Measure = settle(o.Measure, t.value < 0)
	points := t.points(rows[1:], o)
	o.check(t, points)
	if t.list.Failed() {
		return nil, t.list
	}
	var later []series.Phase
	slices.Sort(o.Phases)
	for i, d := range o.Phases {
		later = append(later, series.Phase{Name: fmt.Sprint("Phase ", i+2), From: d})
	}
	return series.New(o.Measure, points, later, o.Rules), t.list
}

// settle fills in what the options leave to the chart and to the columns.
func settle(m model.Measure, ratio bool) model.Measure {
	if m.Chart == "" {
		m.Chart = "run"
	}
	if m.Data == "" {
		m.Data = map[string]model.Data{"p": model.Fraction, "pp": model.Fraction, "u": model.Rate, "up": model.Rate,
			"c": model.Count, "i": model.Value, "g": model.Value, "t": model.Value}[m.Chart]
	}
	switch {
	case m.Data != "":
	case ratio && m.Per > 1:
		m.Data = model.Rate
	case ratio:
		m.Data = model.Fraction
	default:
		m.Data = model.Value
	}
	if m.Better == "" {
		m.Better = "neither"
	}
	if m.Per == 0 {
		m.Per = 1
	}
	m.Every = 1
	return m
}

// header finds the columns.
func (t *table) header(rows [][]Cell) bool {
	at := diag.Span{File: t.name, Line: 1, Col: 1, Width: 1}
	if len(rows) == 0 {
		t.list.Errorf("empty-file", diag.Span{File: t.name}, "the first row names the columns: week,num,den or week,value", "the table is empty")
		return false
	}
	var names []string
	for i, c := range rows[0] {
		at = c.At
		names = append(names, c.Text)
		column := map[string]*int{"week": &t.week, "date": &t.week, "num": &t.num, "numerator": &t.num, "den": &t.den, "denominator": &t.den, "value": &t.value}[strings.ToLower(c.Text)]
		switch {
		case column == nil:
		case *column >= 0:
			t.list.Errorf("duplicate-key", c.At, "rename or delete one of them", "the column %s stands twice", c.Text)
		default:
			*column = i
		}
	}
	at.Col, at.Width = 1, int32(utf8.RuneCountInString(t.lines[at.Line-1]))
	ratio := t.num >= 0 && t.den >= 0
	if t.week < 0 || !ratio && t.value < 0 {
		hint := "the first row is week,num,den or week,value"
		for _, want := range []string{"week", "num", "den", "value"} {
			if best := diag.Near(want, names); best != "" && !strings.EqualFold(best, want) {
				hint += fmt.Sprintf("; is %q meant as %s?", best, want)
			}
		}
		t.list.Errorf("missing-column", at, hint, "the table has no column %s", t.lacking())
	}
	if ratio && t.value >= 0 {
		t.list.Errorf("duplicate-key", at, "keep num and den, or value", "the table has both num and den, and value")
	}
	return !t.list.Failed()
}

func (t *table) lacking() string {
	switch {
	case t.week < 0:
		return "week"
	case t.num >= 0:
		return "den"
	case t.den >= 0:
		return "num"
	}
	return "value, nor num and den"
}

// points reads the rows in order, and fills the gaps between weeks.
func (t *table) points(rows [][]Cell, o Options) []series.Point {
	var points []series.Point
	var last model.Date
	for _, row := range rows {
		if blankRow(row) {
			continue
		}
		d, ok := t.day(row)
		if !ok {
			continue
		}
		switch at := row[t.week].At; {
		case d == last:
			t.list.Errorf("duplicate-key", at, "keep one of the two", "%s stands twice", d)
		case d < last:
			t.list.Errorf("date-order", at, "sort the rows by their weeks", "%s comes after %s", d, last)
		}
		last = max(last, d)
		p := t.point(row, o)
		p.Date, p.Excluded = d, slices.Contains(o.Excluded, d)
		points = append(points, p)
	}
	if len(points) == 0 && !t.list.Failed() {
		t.list.Errorf("empty-file", diag.Span{File: t.name}, "put a row for each week below the names of the columns", "the table has no rows")
	}
	if o.Measure.Chart == "g" || o.Measure.Chart == "t" || t.list.Failed() {
		return points
	}
	return fill(points)
}

func blankRow(row []Cell) bool {
	return !slices.ContainsFunc(row, func(c Cell) bool { return c.Text != "" })
}

func (t *table) day(row []Cell) (model.Date, bool) {
	if t.week >= len(row) {
		t.list.Errorf("blank", row[len(row)-1].At, "write the week's date, such as 2026-03-01", "this row has no week")
		return 0, false
	}
	c := row[t.week]
	d, ok := model.ParseDate(c.Text)
	if !ok {
		t.list.Errorf("bad-value", c.At, plain.DateRemedy(c.Text), "%q is not a date such as 2026-03-01", plain.Short(c.Text))
	}
	return d, ok
}

// point reads a row's figure.
func (t *table) point(row []Cell, o Options) series.Point {
	p := series.Point{Status: series.OK}
	if t.none(row) {
		return series.Point{Status: series.None}
	}
	if t.value >= 0 {
		v, there := t.number(row, t.value, o.Measure.Data == model.Count)
		if !there {
			return series.Point{Status: series.Missing}
		}
		p.Value = v
		return p
	}
	num, thereNum := t.number(row, t.num, true)
	den, thereDen := t.number(row, t.den, o.Measure.Data == model.Fraction)
	switch {
	case !thereNum || !thereDen:
		if thereNum != thereDen {
			t.list.Errorf("blank", row[t.week].At, "write both num and den, or neither", "only one of num and den is there")
		}
		return series.Point{Status: series.Missing}
	case num == 0 && den == 0:
		return series.Point{Status: series.None}
	case den <= 0 || num < 0 || o.Measure.Data == model.Fraction && num > den:
		t.list.Errorf("fraction-over-one", row[t.num].At, "check the two columns: num is the part, den the whole", "%s of %s: the numerator is larger than the denominator", row[t.num].Text, row[t.den].Text)
		return p
	}
	per := 1.0
	if o.Measure.Data == model.Rate {
		per = o.Measure.Per
	}
	p.Num, p.Den, p.Value = num, den, num/den*per
	return p
}

// none reports whether the row says that it has no figure, on purpose.
func (t *table) none(row []Cell) bool {
	for _, column := range []int{t.value, t.num, t.den} {
		if column >= 0 && column < len(row) && strings.EqualFold(row[column].Text, "none") {
			return true
		}
	}
	return false
}

// number reads one cell; there is false where it is blank or wrong.
func (t *table) number(row []Cell, column int, whole bool) (v float64, there bool) {
	if column >= len(row) || row[column].Text == "" {
		return 0, false
	}
	c := row[column]
	read := plain.Number
	if whole {
		read = plain.Whole
	}
	v, wrong, remedy := read(c.Text)
	if wrong != "" {
		t.list.Errorf("bad-value", c.At, remedy, "%s", wrong)
		return 0, true // so that it is not called blank as well
	}
	return v, true
}

// fill puts a missing point at each step that has no row, where all dates lie
// whole steps of weeks apart.
func fill(points []series.Point) []series.Point {
	var step model.Date
	for i := 1; i < len(points); i++ {
		if d := points[i].Date - points[i-1].Date; step == 0 || d < step {
			step = d
		}
	}
	if step == 0 || step%7 != 0 {
		return points
	}
	for i := 1; i < len(points); i++ {
		if (points[i].Date-points[i-1].Date)%step != 0 || (points[i].Date-points[i-1].Date)/step > 520 {
			return points
		}
	}
	var out []series.Point
	for i, p := range points {
		if i > 0 {
			for d := points[i-1].Date + step; d < p.Date; d += step {
				out = append(out, series.Point{Date: d, Status: series.Missing})
			}
		}
		out = append(out, p)
	}
	return out
}

// check reports days to exclude that the table does not have. A phase may
// start at a week that is absent.
func (o Options) check(t *table, points []series.Point) {
	for _, d := range o.Excluded {
		if !slices.ContainsFunc(points, func(p series.Point) bool { return p.Date == d }) {
			t.list.Errorf("unknown-week", diag.Span{File: t.name}, "exclude a week that stands in the table", "there is no week %s to exclude", d)
		}
	}
	if want := o.Measure.Data; t.value >= 0 && (want == model.Fraction || want == model.Rate) {
		t.list.Errorf("chart-data", diag.Span{File: t.name, Line: 1, Col: 1, Width: 1}, "use the columns week,num,den", "a %s needs num and den, not value", want)
	} else if t.value < 0 && want != model.Fraction && want != model.Rate {
		t.list.Errorf("chart-data", diag.Span{File: t.name, Line: 1, Col: 1, Width: 1}, "use the columns week,value", "%s takes one number a week, not num and den", want)
	}
}
