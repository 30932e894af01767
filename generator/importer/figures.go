package importer

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"wallwalk/generator/model"
	"wallwalk/generator/plain"
)

// parted is a fraction in one cell: 31/52, 31 / 52, 31 of 52.
var parted = regexp.MustCompile(`^([0-9]+)\s*(?:/|of|out of)\s*([0-9]+(?:\.[0-9]+)?)$`)

var (
	inPercent    = regexp.MustCompile(`^-?[0-9]+([.,][0-9]+)?\s*%$`)
	decimalComma = regexp.MustCompile(`^-?[0-9]+,([0-9]+)$`)
)

// figure reads a measure's figure from a row; false where there is none, or
// something is wrong with it, which has been told.
func (r *reader) figure(s source, row int) (model.Figure, bool) {
	f := model.Figure{Measure: s.measure.ID.Text, At: r.g.cell(row, s.num).at}
	one := r.g.cell(row, s.num)
	if s.den < 0 {
		switch {
		case one.kind == blank:
			return f, false
		case one.kind == words && strings.EqualFold(one.text, "none"):
			f.None = true
			return f, true
		case !ratio(s.measure):
			v, ok := r.number(row, s.num, s.measure.Data == model.Count)
			f.Num = v
			return f, ok
		}
		return r.inOneCell(f, s, row)
	}
	other := r.g.cell(row, s.den)
	switch {
	case one.kind == blank && other.kind == blank:
		return f, false
	case one.kind == words && strings.EqualFold(one.text, "none"):
		f.None = true
		return f, true
	case one.kind == blank || other.kind == blank:
		at, has, lacks := s.num, "denominator", "numerator"
		if other.kind == blank {
			at, has, lacks = s.den, lacks, has
		}
		r.list.Errorf("blank", r.g.cell(row, at).at, "write it, or leave both cells blank", "%s: %s has a %s and no %s", address(row, at), f.Measure, has, lacks)
		return f, false
	}
	num, ok := r.number(row, s.num, true)
	den, ok2 := r.number(row, s.den, s.measure.Data == model.Fraction)
	return r.divided(f, s, row, num, den, ok && ok2)
}

// divided is a fraction that can be one.
func (r *reader) divided(f model.Figure, s source, row int, num, den float64, ok bool) (model.Figure, bool) {
	f.Num, f.Den = num, den
	at := address(row, s.num)
	switch {
	case !ok:
		return f, false
	case num == 0 && den == 0:
		f.None = true
		r.said = append(r.said, fmt.Sprintf("%s: 0 of 0: nothing was counted, so %s is none that week", at, f.Measure))
	case den <= 0:
		r.list.Errorf("fraction-over-one", f.At, "check the two numbers", "%s: %s of %s is no fraction: the denominator is zero or less", at, digits(num), digits(den))
		return f, false
	case s.measure.Data == model.Fraction && num > den:
		r.list.Errorf("fraction-over-one", f.At, "check the two numbers; are the columns swapped?", "%s: %s of %s: the numerator is larger than the denominator", at, digits(num), digits(den))
		return f, false
	}
	return f, true
}

// digits are a number as people write it.
func digits(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// inOneCell reads 31 / 52.
func (r *reader) inOneCell(f model.Figure, s source, row int) (model.Figure, bool) {
	c, at := r.g.cell(row, s.num), address(row, s.num)
	parts := parted.FindStringSubmatch(strings.ToLower(c.text))
	both := fmt.Sprintf("; or name two columns: --map %s=NUMCOLUMN/DENCOLUMN", f.Measure)
	switch {
	case r.refused(row, s.num):
		return f, false
	case c.kind == day:
		r.list.Errorf("bad-fraction", c.at, "let the spreadsheet show the column as text, and write numerator and denominator anew"+both, "%s: this is the day %s: the spreadsheet has taken a fraction for a date", at, ofSerial(c.days))
		return f, false
	case parts == nil:
		r.list.Errorf("bad-fraction", c.at, "write numerator and denominator, such as 31 / 52"+both, "%s: %s is no fraction: its denominator is missing", at, shown(c))
		return f, false
	}
	num, wrong, remedy := plain.Whole(parts[1])
	den, wrong2, remedy2 := plain.Number(parts[2])
	if wrong == "" && s.measure.Data == model.Fraction {
		_, wrong2, remedy2 = plain.Whole(parts[2])
	}
	if wrong == "" {
		wrong, remedy = wrong2, remedy2
	}
	if wrong != "" {
		r.list.Errorf("bad-fraction", c.at, remedy, "%s: %s", at, wrong)
	}
	return r.divided(f, s, row, num, den, wrong == "")
}

// refused tells what no figure can be read from.
func (r *reader) refused(row, col int) bool {
	c, at := r.g.cell(row, col), address(row, col)
	switch {
	case c.kind == fault:
		r.list.Errorf("bad-value", c.at, "mend the formula, or clear the cell if the week has no figure", "%s: %s is an error of the spreadsheet, not a figure", at, c.text)
	case c.kind == unworked:
		r.list.Errorf("bad-value", c.at, "open the file in the spreadsheet and save it", "%s: this formula has not been worked out", at)
	case c.kind == percent || c.kind == words && inPercent.MatchString(c.text):
		r.list.Errorf("bad-fraction", c.at, "add the columns that it was reckoned from, numerator and denominator, and name them if need be with --map",
			"%s: %s is a percentage without its denominator, and that is no fraction: 1 of 2 and 50 of 100 are not the same", at, percentOf(c))
	case c.kind == yesNo:
		r.list.Errorf("bad-value", c.at, "write how many there were", "%s: %s is no number", at, c.text)
	default:
		return false
	}
	return true
}

func percentOf(c cell) string {
	if c.kind == percent {
		return plain.Fixed(c.n*100, 1) + " %"
	}
	return c.text
}

func shown(c cell) string {
	if c.kind == words {
		return fmt.Sprintf("%q", plain.Short(c.text))
	}
	return c.text
}

// number reads one cell that holds a number.
func (r *reader) number(row, col int, whole bool) (float64, bool) {
	c, at := r.g.cell(row, col), address(row, col)
	if r.refused(row, col) {
		return 0, false
	}
	switch c.kind {
	case day:
		r.list.Errorf("bad-value", c.at, "let the spreadsheet show the column as numbers", "%s: this is the day %s, not a number", at, ofSerial(c.days))
		return 0, false
	case clock:
		r.list.Errorf("bad-value", c.at, "write it as a number of minutes or hours, and let the spreadsheet show it so", "%s: this is a time of day, not a number", at)
		return 0, false
	}
	text := c.text
	if m := decimalComma.FindStringSubmatch(text); m != nil && r.g.comma {
		if text = strings.Replace(text, ",", ".", 1); len(m[1]) == 3 {
			r.list.Errorf("bad-value", c.at, "write "+text+"0 or "+strings.Replace(c.text, ",", "", 1), "%s: %s may be %s or %s", at, c.text, text, strings.Replace(c.text, ",", "", 1))
			return 0, false
		}
	}
	read := plain.Number
	if whole {
		read = plain.Whole
	}
	v, wrong, remedy := read(text)
	if wrong != "" {
		r.list.Errorf("bad-value", c.at, remedy, "%s: %s", at, wrong)
		return 0, false
	}
	return v, true
}
