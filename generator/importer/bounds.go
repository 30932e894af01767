package importer

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"wallwalk/generator/diag"
)

// Bounds on what is read. A team's year is a few kilobytes.
const (
	MaxFile     = 8 << 20  // bytes, of the file
	maxUnpacked = 48 << 20 // bytes, of all that a workbook packs
	maxParts    = 2000
	maxRows     = 5000
	maxColumns  = 256
	maxCells    = 1_000_000 // of a workbook, those that are only coloured included
)

// fits looks into a workbook before the library does, which makes a cell for
// every place up to the last one named: a small file can name very many.
func fits(name string, data []byte, list *diag.List) bool {
	refuse := func(what string) bool {
		list.Errorf("too-large", diag.Span{File: name}, "copy the table into a new workbook, or save its sheet as CSV (UTF-8)", "the workbook %s", what)
		return false
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		list.Errorf("syntax", diag.Span{File: name}, "open it in the spreadsheet and save it once more as .xlsx", "the file can't be read as a workbook")
		return false
	}
	if len(z.File) > maxParts {
		return refuse("is made of more than " + strconv.Itoa(maxParts) + " parts")
	}
	unpacked, cells := uint64(0), 0
	for _, part := range z.File {
		if unpacked += part.UncompressedSize64; part.UncompressedSize64 > maxUnpacked || unpacked > maxUnpacked {
			return refuse("unpacks to more than " + strconv.Itoa(maxUnpacked>>20) + " MiB")
		}
		if !strings.HasSuffix(strings.ToLower(part.Name), ".xml") {
			continue
		}
		n, err := placesOf(part)
		switch {
		case errors.Is(err, errFar):
			return refuse("has cells in rows or columns that no spreadsheet has")
		case err != nil:
			continue // the library will say of a part that it needs
		}
		if cells += n; cells > maxCells {
			return refuse("has more than " + strconv.Itoa(maxCells) + " cells")
		}
	}
	return true
}

var errFar = errors.New("beyond the last row or column")

// placesOf counts the places that a sheet's rows have up to their last cells.
// A row counts as one more, there or not.
func placesOf(part *zip.File) (int, error) {
	r, err := part.Open()
	if err != nil {
		return 0, err
	}
	defer r.Close()
	d := xml.NewDecoder(io.LimitReader(r, maxUnpacked))
	total, row, last, at, far := 0, 0, 0, 0, false
	for {
		token, err := d.RawToken()
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return total + last + row, err
		}
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "row" && e.Name.Local != "c" {
			continue
		}
		if e.Name.Local == "row" {
			total, last, at = total+last, 0, 0
			row++
		} else {
			at++
		}
		for _, a := range e.Attr {
			if a.Name.Local != "r" {
				continue
			}
			if e.Name.Local == "row" {
				row, _ = strconv.Atoi(a.Value)
			} else {
				at = column(strings.TrimRight(a.Value, "0123456789")) + 1
				far = far || at == 0
			}
		}
		if far || row < 0 || row > 1<<20 || at > 1<<14 || at < 0 {
			return total, errFar
		}
		if last = max(last, at); total+last > maxCells {
			return total + last, nil
		}
	}
}
