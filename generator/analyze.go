package generator

import (
	"wallwalk/generator/diag"
	"wallwalk/generator/sheet"
	"wallwalk/generator/site"
)

// Analysis is what the rules say of one table of figures.
type Analysis struct {
	Text string // for people
	JSON []byte // one object, as a measure in data.json
	SVG  []byte // the chart, whole by itself
}

// Analyze reads a table and analyses it. The user's mistakes come back in the
// list, with their excerpts attached.
func Analyze(name string, data []byte, o sheet.Options) (Analysis, *diag.List, error) {
	s, list := sheet.Read(name, data, o)
	list.Sort()
	list.Attach(func(string) []byte { return data })
	if list.Failed() {
		return Analysis{}, list, nil
	}
	a := Analysis{Text: s.Report(), SVG: site.Picture(s)}
	a.JSON = append(s.AppendJSON(nil, 0), '\n')
	return a, list, nil
}
