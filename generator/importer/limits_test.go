package importer

import (
	"archive/zip"
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// bombs are small files that unpack to, or name, far more than they hold.
func bombs(t *testing.T) map[string][]byte {
	t.Helper()
	var rows strings.Builder
	for row := 1; row <= 9000; row++ {
		fmt.Fprintf(&rows, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, row, row)
	}
	return map[string][]byte{
		"bomb.xlsx":      packed(t, strings.Repeat("<row/>", maxUnpacked/6+1)),
		"wide-bomb.xlsx": packed(t, rows.String()),
	}
}

// packed is a workbook whose sheet has these rows.
func packed(t *testing.T, rows string) []byte {
	t.Helper()
	var plain, out bytes.Buffer
	must(t, excelize.NewFile().Write(&plain))
	from, err := zip.NewReader(bytes.NewReader(plain.Bytes()), int64(plain.Len()))
	must(t, err)
	to := zip.NewWriter(&out)
	for _, f := range from.File {
		if f.Name != "xl/worksheets/sheet1.xml" {
			must(t, to.Copy(f))
		}
	}
	w, err := to.Create("xl/worksheets/sheet1.xml")
	must(t, err)
	_, err = fmt.Fprintf(w, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>`, rows)
	must(t, err)
	must(t, to.Close())
	return out.Bytes()
}

// A row far down, or a cell far to the right, costs no more than it has to.
func TestBombsCostNothing(t *testing.T) {
	all := bombs(t)
	all["rows"] = packed(t, strings.Repeat(`<row r="1048576"/>`, 3))
	all["no rows"] = packed(t, `<row r="0"/><row r="-5"/><row r="99999999"/>`)
	all["cells"] = packed(t, `<row><c r="ZZZZZZZ1"/></row>`)
	for name, data := range all {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if said := told("x.xlsx", data, Options{}); !strings.Contains(said, "too-large") {
			t.Errorf("%s is not refused: %s", name, said)
		}
		runtime.ReadMemStats(&after)
		if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 200 {
			t.Errorf("%s took %d MiB", name, used)
		}
	}
}

// A formula is read by the result that the spreadsheet keeps beside it.
func TestFormulasAreReadByTheirResults(t *testing.T) {
	cell := func(ref, kind, formula, value string) string {
		if formula != "" {
			formula = "<f>" + formula + "</f>"
		}
		return fmt.Sprintf(`<c r="%s" t="%s">%s<v>%s</v></c>`, ref, kind, formula, value)
	}
	row := func(n int, cells ...string) string {
		return fmt.Sprintf(`<row r="%d">%s</row>`, n, strings.Join(cells, ""))
	}
	head := row(1, cell("A1", "str", "", "Week"), cell("B1", "str", "", "Repeats"), cell("C1", "str", "", "Turnaround"))
	worked := row(2, cell("A2", "str", `TEXT(G2,&quot;yyyy-mm-dd&quot;)`, "2026-03-01"), cell("B2", "str", "D2&amp;E2", "4 / 52"), cell("C2", "n", "MEDIAN(G1:G9)", "36.300000000000004"))
	want := "A2 2026-03-01: repeats=4/52 (B2) turnaround=36.3 (C2)\n"
	if got := told("x.xlsx", packed(t, head+worked), Options{}); !strings.HasSuffix(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	unworked := row(3, cell("A3", "str", "", "2026-03-08"), cell("B3", "str", "D3&amp;E3", ""), cell("C3", "e", "1/0", "#DIV/0!"))
	got := told("x.xlsx", packed(t, head+worked+unworked), Options{})
	for _, want := range []string{"x.xlsx:3:2: error: B3: this formula has not been worked out", "x.xlsx:3:3: error: C3: #DIV/0! is an error"} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
