package site

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

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

type teamJSON struct {
	Schema   string             `json:"schema"`
	AsOf     string             `json:"as_of"`
	Cohort   string             `json:"cohort"`
	Team     string             `json:"team"`
	Measures []series.Published `json:"measures"`
}

func (b *builder) data(c *model.Cohort, t *model.Team) {
	dir := c.ID + "/" + t.ID + "/"
	s := b.standings[t]
	b.add(dir+"data.json", func() ([]byte, error) {
		out := teamJSON{Schema: "wallwalk.team/1", AsOf: b.AsOf.String(), Cohort: c.ID, Team: t.ID, Measures: []series.Published{}}
		for _, one := range s.Series {
			out.Measures = append(out.Measures, one.Published())
		}
		var buf bytes.Buffer
		e := json.NewEncoder(&buf)
		e.SetIndent("", " ")
		if err := e.Encode(out); err != nil {
			return nil, fmt.Errorf("writing %sdata.json: %w", dir, err)
		}
		return buf.Bytes(), nil
	})
	b.add(dir+"data.csv", func() ([]byte, error) { return table(s.Series) })
}

// table is data.csv: the same points, a row each. A note that a spreadsheet
// would take for a formula gets an apostrophe in front.
func table(all []*series.Series) ([]byte, error) {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	w.Write([]string{"measure", "week", "status", "num", "den", "value", "phase", "excluded", "center", "lcl", "ucl", "outside", "note"})
	for _, s := range all {
		for i := range s.Points {
			p := s.PublishedPoint(i)
			w.Write([]string{s.Measure.ID.Text, p.Week, p.Status, float(p.Num), float(p.Den), float(p.Value), strconv.Itoa(p.Phase),
				strconv.FormatBool(p.Excluded), float(p.Center), float(p.LCL), float(p.UCL), strconv.FormatBool(p.Outside), inert(p.Note)})
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, fmt.Errorf("writing a table: %w", err)
	}
	return buf.Bytes(), nil
}

func float(v *float64) string {
	if v == nil {
		return ""
	}
	return number(*v)
}

func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
