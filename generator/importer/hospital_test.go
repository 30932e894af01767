package importer

import (
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

// measures are those of a team for which the spreadsheets are.
var measures = []model.Measure{
	{ID: text("positioning"), Name: text("Exams meeting all positioning criteria"), Data: model.Fraction,
		Numerator: text("Exams that meet all criteria"), Denominator: text("Exams audited")},
	{ID: text("repeats"), Name: text("Repeat exams"), Data: model.Fraction, Numerator: text("Exams repeated"), Denominator: text("Exams audited")},
	{ID: text("turnaround"), Name: text("Turnaround"), Data: model.Value, Unit: text("min")},
	{ID: text("calls"), Name: text("Outreach calls"), Data: model.Count},
	{ID: text("falls"), Name: text("Falls"), Data: model.Events},
}

func text(s string) model.Text { return model.Text{Text: s} }

// A sheetOf is what a test puts into a workbook.
type sheetOf struct {
	t    *testing.T
	f    *excelize.File
	name string
}

// put writes values from a cell to the right.
func (s sheetOf) put(cell string, values ...any) sheetOf {
	s.t.Helper()
	if err := s.f.SetSheetRow(s.name, cell, &values); err != nil {
		s.t.Fatal(err)
	}
	return s
}

// form shows cells in a number's form.
func (s sheetOf) form(from, to, form string) sheetOf {
	s.t.Helper()
	id, err := s.f.NewStyle(&excelize.Style{CustomNumFmt: &form})
	if err == nil {
		err = s.f.SetCellStyle(s.name, from, to, id)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return s
}

func (s sheetOf) merge(from, to string) sheetOf {
	s.t.Helper()
	if err := s.f.MergeCell(s.name, from, to); err != nil {
		s.t.Fatal(err)
	}
	return s
}

// on is a day as a spreadsheet keeps it.
func on(month time.Month, day int) time.Time {
	return time.Date(2026, month, day, 0, 0, 0, 0, time.UTC)
}

// workbooks are spreadsheets as hospitals have them.
var workbooks = map[string]func(s sheetOf){
	"plain": func(s sheetOf) {
		s.put("A1", "Week of", "Positioning N", "Positioning of", "Turnaround (min)", "Calls", "Comment")
		s.put("A2", on(3, 1), 31, 52, 36.5, 12, "x").put("A3", on(3, 8), 40, 55, 36.300000000000004, 0)
		s.put("A4", on(3, 15), nil, nil, nil, nil, "PACS down").put("A5", on(3, 22), 0, 0, 100.0/3, nil)
	},
	"merged-title-and-total": func(s sheetOf) {
		s.put("A1", "Lakeside Breast Center, audit of 2026").merge("A1", "F1")
		s.put("A3", "Date", "Exams that meet all criteria", "Exams audited", "Exams repeated")
		s.put("A4", on(3, 1), 31, 52, 4).put("A5", on(3, 8), 40, 55, 2).put("A6", "Total", 71, 107, 6).put("A8", "Source: PACS, pulled by the lead technologist")
	},
	"two-header-rows": func(s sheetOf) {
		s.put("A1", "Week", "Positioning", nil, "Repeats", nil, "Turnaround").merge("A1", "A2").merge("B1", "C1").merge("D1", "E1").merge("F1", "F2")
		s.put("B2", "N", "of", "N", "of").put("A3", on(3, 1), 31, 52, 4, 52, 36).put("A4", on(3, 8), 40, 55, 2, 55, 33)
	},
	"groups-above": func(s sheetOf) {
		s.put("B2", "Positioning", nil, "Repeats").put("A3", "Week", "Num", "Den", "Num", "Den", "Calls")
		s.put("A4", on(3, 1), 31, 52, 4, 52, 36)
	},
	"hidden": func(s sheetOf) {
		s.put("A1", "Week", "Positioning N", "Positioning of", "Calls").put("A2", on(3, 1), 31, 52, 3).put("A3", on(3, 8), 40, 55, 4)
		must(s.t, s.f.SetColVisible(s.name, "C", false))
		must(s.t, s.f.SetRowVisible(s.name, 3, false))
	},
	"text-dates": func(s sheetOf) {
		s.put("A1", "Week starting", "Calls").put("A2", "2026-03-01", 1).put("A3", "Sunday, 8 March 2026", 2).put("A4", "Mar 15th, 2026", "3")
		s.put("A5", "2026/3/22", 4).put("A6", "29.3.2026", 5).put("A7", "5-Apr-26", 6).put("A8", "soon", 7).put("A9", 16, 8).put("A10", "2026-02-30", 9)
	},
	"text-dates-right": func(s sheetOf) {
		s.put("A1", "Week starting", "Calls").put("A2", "2026-03-01", 1).put("A3", "Sunday, 8 March 2026", 2).put("A4", "Mar 15th, 2026", "3")
		s.put("A5", "2026/3/22", 4).put("A6", "29.3.2026", 5).put("A7", "5-Apr-2026", 6).put("A8", "2026-04-12 00:00:00", 7).put("A9", "Sept 6 2026", 8)
	},
	"ambiguous-dates": func(s sheetOf) {
		s.put("A1", "Week", "Calls").put("A2", "3/1/2026", 1).put("A3", "3/8/2026", 2)
	},
	"swapped-dates": func(s sheetOf) {
		s.put("A1", "Week", "Calls").put("A2", "22/03/2026", 1).put("A3", on(5, 4), 2)
	},
	"both-orders": func(s sheetOf) {
		s.put("A1", "Week", "Calls").put("A2", "22/03/2026", 1).put("A3", "03/29/2026", 2)
	},
	"fractions-as-text": func(s sheetOf) {
		s.put("A1", "Week", "Positioning", "Repeats").put("A2", on(3, 1), "31 / 52", "4 of 52").put("A3", on(3, 8), "none", "2/55")
		s.put("A4", on(3, 15), "58/57", 3).put("A5", on(3, 22), on(12, 3), "3 / 0")
	},
	"percent": func(s sheetOf) {
		s.put("A1", "Week", "Positioning %", "Repeats").put("A2", on(3, 1), 0.61, "8%").form("B2", "B9", "0.0%").put("A3", on(3, 8), 0.725, "2 / 55")
	},
	"1904": func(s sheetOf) {
		yes := true
		must(s.t, s.f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
		s.put("A1", "Week", "Calls").put("A2", 44620, 7).put("A3", 44627, 8).form("A2", "A2", "yyyy-mm-dd")
	},
	"serials": func(s sheetOf) {
		s.put("A1", "Week", "Calls").put("A2", 46082, 7).put("A3", 46089, 8)
	},
	"error-cells": func(s sheetOf) {
		s.put("A1", "Week", "Positioning N", "Positioning of", "Turnaround", "Calls").put("A2", on(3, 1), 31, "#N/A", "#DIV/0!", true).put("A3", on(3, 8), 31, nil, 0.25, -2)
		s.form("D3", "D3", "h:mm").put("A4", on(3, 15), 3.5, 52, "about 40", "1,204").put("A5", "#REF!", 1, 2, 3, 4).put("A6", nil, 1, 2)
		must(s.t, s.f.SetCellFormula(s.name, "E6", "SUM(E2:E3)"))
	},
	"mid-week": func(s sheetOf) {
		s.put("A1", "Week ending", "Calls").put("A2", on(3, 7), 1).put("A3", on(3, 14), 2).put("A4", on(3, 20), 3).put("A5", on(3, 21), 4)
	},
	"daily": func(s sheetOf) {
		s.put("A1", "Date", "Calls")
		for day := 2; day <= 5; day++ {
			s.put(fmt.Sprint("A", day), on(3, day), day)
		}
	},
	"second-sheet": func(s sheetOf) {
		s.put("A1", "Read me first").put("A2", "Ask Dana")
		two := s.sheet("Data")
		two.put("A1", "Week", "Calls").put("A2", on(3, 1), 5)
		s.sheet("Lists").put("A1", "a")
		must(s.t, s.f.SetSheetVisible("Lists", false))
	},
	"two-sheets-fit": func(s sheetOf) {
		s.put("A1", "Week", "Calls").put("A2", on(3, 1), 5)
		s.sheet("Old").put("A1", "Week", "Calls").put("A2", on(3, 1), 6)
	},
	"unclear": func(s sheetOf) {
		s.put("A1", "Week", "Date", "Positioning N", "Repeats N", "Repeats num", "Repeats of", "Turnaruond", "Falls")
		s.put("A2", on(3, 1), on(3, 1), 1, 2, 3, 4, 5, 6)
	},
	"week-numbers": func(s sheetOf) {
		s.put("A1", "Week", "Week of", "Calls").put("A2", 10, on(3, 1), 5).put("A3", 11, on(3, 8), 6).put("A4", "Week", "Week of", "Calls").put("A5", 12, on(3, 15), 6)
	},
	"nothing-known": func(s sheetOf) {
		s.put("A1", "Month", "Budget").put("A2", "March", 5).put("A3", "April", 7)
	},
	"far-cell": func(s sheetOf) {
		s.put("A1", "Week", "Calls").put("A2", on(3, 1), 5).put("A6000", on(3, 8), 5)
	},
	"never-worked-out": func(s sheetOf) {
		s.put("A1", "Week", "Calls", "Turnaround").put("A2", on(3, 1), 5)
		must(s.t, s.f.SetCellFormula(s.name, "C2", "MEDIAN(G1:G9)"))
	},
	"empty": func(sheetOf) {},
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s sheetOf) sheet(name string) sheetOf {
	s.t.Helper()
	_, err := s.f.NewSheet(name)
	must(s.t, err)
	return sheetOf{s.t, s.f, name}
}

// tables are what they export.
var tables = map[string][]byte{
	"windows-1252.csv":  []byte("Lakeside \x96 M\xe4rz\r\nWeek,Calls,Bemerkung\r\n2026-03-01,5,\xfc\r\n"),
	"semicolons.csv":    []byte("\uFEFFWeek;Positioning;Turnaround\r\n01.03.2026;31 / 52;36,5\r\n08.03.2026;;33,255\r\n15.03.2026;3/4;1.204,5\r\n"),
	"utf-16.csv":        utf16Of("Week\tCalls\r\n2026-03-01\t5\r\n"),
	"bare.csv":          []byte("2026-03-01,5\n2026-03-08,6\n"),
	"quotes.csv":        []byte("Week,Calls\n2026-03-01,\"5\n"),
	"slashes.csv":       []byte("Week,Calls\n1/3/2026,4\n15/3/2026,5\n,\n\n22/3/2026,6\nAverage,5\n"),
	"no-workbook.xlsx":  []byte("Week,Calls\n"),
	"old.xlsx":          append([]byte{0xD0, 0xCF, 0x11, 0xE0}, make([]byte, 600)...),
	"broken.xlsx":       []byte("PK\x03\x04 and no more"),
	"document.pdf":      []byte("%PDF"),
	"header-alone.csv":  []byte("Week,Calls\n"),
	"blank.csv":         []byte("\n"),
	"many-columns.csv":  []byte(strings.Repeat("x,", 300) + "\n"),
	"large.csv":         bytes.Repeat([]byte("x"), MaxFile+1),
	"bomb.xlsx":         nil, // made in limits_test.go
	"wide-bomb.xlsx":    nil,
	"stray-digits.csv":  []byte("Week,Turnaround\n2026-03-01,0.36470588235294117\n"),
	"flagged-names.csv": []byte("Period;Met/seen;Good;Seen;Mins\n2026-03-01;1;3;9;4\n"),
}

func utf16Of(s string) []byte {
	out := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

// flags are what is given beside a file.
var flags = map[string]Options{
	"flagged-names.csv": {Week: "period", Map: map[string]string{"positioning": "Good/Seen", "turnaround": "E", "calls": "met/seen", "repeats": "none"}},
	"bare.csv":          {Week: "A", Map: map[string]string{"calls": "B"}},
	"two-sheets-fit":    {Sheet: "old"},
}

// Each spreadsheet is read right, or refused with a reason: the golden files say
// which, and are read by people.
func TestSpreadsheetsAsHospitalsHaveThem(t *testing.T) {
	dir := t.TempDir()
	for name, fill := range workbooks {
		f := excelize.NewFile()
		fill(sheetOf{t, f, "Sheet1"})
		must(t, f.SaveAs(filepath.Join(dir, name+".xlsx")))
	}
	for name, data := range tables {
		if data == nil {
			data = bombs(t)[name]
		}
		must(t, os.WriteFile(filepath.Join(dir, name), data, 0o666))
	}
	files, err := os.ReadDir(dir)
	must(t, err)
	for _, e := range files {
		t.Run(e.Name(), func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(dir, e.Name()))
			must(t, err)
			o, flagged := flags[strings.TrimSuffix(e.Name(), ".xlsx")]
			got := told(e.Name(), data, Options{})
			if flagged {
				got += fmt.Sprintf("\nwith --week %q --sheet %q %v\n", o.Week, o.Sheet, o.Map) + told(e.Name(), data, o)
			}
			golden(t, e.Name()+".txt", got)
		})
	}
}

// told is all that comes of a file.
func told(name string, data []byte, o Options) string {
	o.Measures = measures
	read, list := Read(name, data, o)
	var b strings.Builder
	for _, s := range read.Said {
		fmt.Fprintln(&b, "said:", s)
	}
	for _, u := range read.Unclear {
		fmt.Fprintf(&b, "unclear: %s\n  hint: %s\n", u.Fault, u.Remedy)
	}
	list.Text(&b, diag.Colors{})
	if len(read.Unclear) > 0 || list.Failed() {
		return b.String()
	}
	for _, row := range read.Rows {
		fmt.Fprintf(&b, "%s %s:", row.Cell, row.Week)
		for _, f := range row.Figures {
			fmt.Fprintf(&b, " %s=%v", f.Measure, f.Num)
			if f.None {
				fmt.Fprint(&b, " none")
			}
			if f.Den != 0 {
				fmt.Fprintf(&b, "/%v", f.Den)
			}
			fmt.Fprintf(&b, " (%s)", f.Cell)
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		must(t, os.WriteFile(name, []byte(got), 0o666))
	}
	want, err := os.ReadFile(name)
	must(t, err)
	if got != string(want) {
		t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
	}
}
