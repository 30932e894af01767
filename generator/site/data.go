package site

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"wallwalk/generator/markup"
	"wallwalk/generator/model"
	"wallwalk/generator/series"
)

// The published numbers: everything that a chart shows, so that another tool
// can redraw it. Values and goals are on the measure's natural scale; what is
// not there is null, never zero.

//go:embed team.schema.json
var teamSchema []byte

// schema puts the JSON Schema of data.json into the output.
func (b *builder) schema() {
	b.add("schema/team-1.json", func() ([]byte, error) { return teamSchema, nil })
}

func (b *builder) data(c *model.Cohort, t *model.Team) {
	dir := c.ID + "/" + t.ID + "/"
	s := b.standings[t]
	b.appended(dir+"data.json", func(out []byte) ([]byte, error) {
		// Ids are slugs, so nothing here is to be escaped.
		out = fmt.Appendf(out, "{\n \"schema\": \"wallwalk.team/1\",\n \"as_of\": \"%s\",\n \"cohort\": \"%s\",\n \"team\": \"%s\",\n \"measures\": [", b.AsOf, c.ID, t.ID)
		for i, one := range s.Series {
			if i > 0 {
				out = append(out, ',')
			}
			out = one.AppendJSON(append(out, "\n  "...), 2)
		}
		if len(s.Series) > 0 {
			out = append(out, "\n "...)
		}
		return append(out, "]\n}\n"...), nil
	})
	b.appended(dir+"data.csv", func(out []byte) ([]byte, error) { return table(out, s.Series), nil })
}

// table appends data.csv: the same points, a row each. A note that a
// spreadsheet would take for a formula gets an apostrophe in front.
func table(b []byte, all []*series.Series) []byte {
	b = append(b, "measure,week,status,num,den,value,phase,excluded,center,lcl,ucl,outside,note\n"...)
	for _, s := range all {
		var center, lcl, ucl markup.Again
		for i := range s.Points {
			p, fit := &s.Points[i], &s.Analysis.Points[i]
			ok := p.Status == series.OK
			b = append(append(b, s.Measure.ID.Text...), ',')
			b = append(append(append(p.Date.Append(b), ','), p.Status...), ',')
			b = appendCell(b, p.Num, ok && p.Den > 0)
			b = appendCell(b, p.Den, ok && p.Den > 0)
			b = appendCell(b, p.Value, ok)
			b = append(strconv.AppendInt(b, int64(fit.Phase), 10), ',')
			b = append(strconv.AppendBool(b, p.Excluded), ',')
			b = appendAgain(b, &center, fit.Center, fit.HasCenter)
			b = appendAgain(b, &lcl, fit.LCL, fit.HasLimits)
			b = appendAgain(b, &ucl, fit.UCL, fit.HasLimits)
			b = append(strconv.AppendBool(b, fit.Outside), ',')
			b = append(appendField(b, inert(p.Note)), '\n')
		}
	}
	return b
}

// appendCell appends a figure, or nothing where it is not there, and a comma.
func appendCell(b []byte, v float64, there bool) []byte {
	return appendAgain(b, new(markup.Again), v, there)
}

// appendAgain is appendCell for what most points have in common with the one before.
func appendAgain(b []byte, last *markup.Again, v float64, there bool) []byte {
	if there {
		b = last.Append(b, v, appendNumber)
	}
	return append(b, ',')
}

// appendField appends a text, in quotes where it needs them (RFC 4180) or the
// database PostgreSQL would take it for the end of its input.
func appendField(b []byte, s string) []byte {
	if first, _ := utf8.DecodeRuneInString(s); s != `\.` && !strings.ContainsAny(s, ",\"\r\n") && !unicode.IsSpace(first) {
		return append(b, s...)
	}
	return append(append(append(b, '"'), strings.ReplaceAll(s, `"`, `""`)...), '"')
}

func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
