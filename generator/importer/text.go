package importer

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"wallwalk/generator/diag"
	"wallwalk/generator/sheet"
)

// table reads CSV. Spreadsheets write it in UTF-8, in UTF-16 or in the alphabet
// of Windows; said is what had to be taken so.
func table(name string, data []byte, list *diag.List) (g *grid, said string) {
	data, said = decoded(data)
	rows := sheet.Cells(name, data, list)
	if list.Failed() {
		return nil, said
	}
	g = &grid{file: name, comma: sheet.Comma(data) == ';'}
	for _, row := range rows {
		line := int(row[0].At.Line) - 1
		for len(g.rows) < line {
			g.rows = append(g.rows, nil)
		}
		if len(row) > maxColumns {
			list.Errorf("too-large", row[maxColumns].At, "keep the columns of this team's measures", "the table has more than %d columns", maxColumns)
			return nil, said
		}
		cells := make([]cell, len(row))
		for i, c := range row {
			cells[i] = cell{kind: words, text: c.Text, at: c.At}
			switch {
			case c.Text == "":
				cells[i].kind = blank
			case faults[strings.ToUpper(c.Text)]:
				cells[i].kind = fault
			}
		}
		g.rows = append(g.rows, cells)
	}
	return g, said
}

// decoded is the text in UTF-8.
func decoded(data []byte) ([]byte, string) {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		order = binary.LittleEndian
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		order = binary.BigEndian
	case utf8.Valid(data):
		return data, ""
	default:
		text, err := charmap.Windows1252.NewDecoder().Bytes(data)
		if err != nil {
			return data, ""
		}
		return text, "the file is not in UTF-8; it was read in the alphabet of Windows (Windows-1252)"
	}
	units := make([]uint16, len(data)/2-1)
	for i := range units {
		units[i] = order.Uint16(data[2*i+2:])
	}
	return []byte(string(utf16.Decode(units))), "the file was read as UTF-16"
}
