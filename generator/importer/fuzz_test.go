package importer

import (
	"strings"
	"testing"

	"wallwalk/generator/diag"
)

// FuzzTable reads whatever calls itself CSV: it is read or refused, each place
// lies in the file, and no figure is one that data.yaml could not hold.
func FuzzTable(f *testing.F) {
	for name, data := range tables {
		if strings.HasSuffix(name, ".csv") && len(data) < 4096 {
			f.Add(data, "", "")
		}
	}
	f.Add([]byte("Period;Met/seen;Good\n3/4/2026;1 / 2;3\n"), "Period", "Met/seen/C")
	f.Fuzz(func(t *testing.T, data []byte, week, columns string) {
		o := Options{Measures: measures, Week: week, Map: map[string]string{}}
		if columns != "" {
			o.Map["positioning"] = columns
		}
		read, list := Read("fuzz.csv", data, o)
		text, _ := decoded(data)
		lines := diag.Lines(text)
		for _, d := range list.All() {
			if d.Code == "syntax" && strings.Contains(d.Message, "as a workbook") {
				t.Fatalf("it panicked on %q", data)
			}
			if n := int(d.At.Line); n > len(lines) || n > 0 && int(d.At.Col) > len([]rune(lines[n-1]))+1 {
				t.Errorf("%s is not in the file %q", d.At, data)
			}
		}
		if list.Failed() || len(read.Unclear) > 0 {
			return
		}
		for i, row := range read.Rows {
			if i > 0 && row.Week <= read.Rows[i-1].Week || row.Week.WeekOf(o.WeekStarts) != row.Week {
				t.Errorf("the week %s is out of order, or no week's first day", row.Week)
			}
			for _, one := range row.Figures {
				if one.Num != one.Num || one.Den < 0 || one.Den > 0 && one.Num > one.Den || one.None && one.Den != 0 {
					t.Errorf("%s is %+v", one.Cell, one)
				}
			}
		}
	})
}
