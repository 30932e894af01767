package edit

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// A WeekEdit is what a week of data.yaml is to have. Figures that are not named
// stay as they are, as does all else that the week says.
type WeekEdit struct {
	Week    model.Date
	Figures []Figure
}

// EditWeeks puts figures into the weeks of data.yaml. weeks is what the file's
// bytes were read as. A figure that is there is replaced; one that is not stands
// behind the measure that comes before it in order, the measures' ids; a new week
// goes behind the last one before it, in the form of its neighbours. Every other
// byte stays. The error says which form of the file can't be edited.
func EditWeeks(data []byte, weeks []model.Week, order []string, edits []WeekEdit) ([]byte, error) {
	f, err := scanWeeks(data)
	if err != nil {
		return nil, err
	}
	known := map[model.Date]*model.Week{}
	for i := range weeks {
		known[weeks[i].Start.Date] = &weeks[i]
	}
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b WeekEdit) int { return int(a.Week - b.Week) })
	for _, e := range edits {
		switch w := known[e.Week]; {
		case w != nil:
			err = f.change(w, order, e.Figures)
		case len(e.Figures) > 0:
			err = f.insert(e.Week, "{"+joined(e.Figures)+"}", e.Figures)
		}
		if err != nil {
			return nil, err
		}
	}
	return f.patched(), nil
}

// InsertWeek adds the line of a week to data.yaml, behind the last week before
// it. line is what stands behind the date: "{positioning: 31/52}".
func InsertWeek(data []byte, week model.Date, line string) ([]byte, error) {
	f, err := scanWeeks(data)
	if err != nil {
		return nil, err
	}
	if err := f.insert(week, line, nil); err != nil {
		return nil, err
	}
	return f.patched(), nil
}

// A weekFile is data.yaml by its lines, and what is to be changed in it.
type weekFile struct {
	data    []byte
	starts  []int // where each line starts; the last is the file's end
	head    int   // the line of the key weeks
	end     string
	weeks   []weekBlock // in the file's order
	patches []patch
	opened  bool // weeks: {} can be followed by lines
	ended   bool // the file's last line has got an end
}

// A weekBlock is a week's lines, from its key's to the one behind its last.
type weekBlock struct {
	day      model.Date
	from, to int
	indent   string
	inner    string // of its figures, where they stand on lines of their own
}

// A patch puts text in the place of some bytes.
type patch struct {
	from, to int
	text     string
}

var (
	weeksKey   = regexp.MustCompile(`^weeks:[ \t]*(\{[ \t]*\})?[ \t]*(#.*)?$`)
	weekStarts = regexp.MustCompile(`^( +)["']?(\d{4}-\d\d-\d\d)["']?[ \t]*:[ \t]*(.*)$`)
	innerKey   = regexp.MustCompile(`^( +)[^ #{\[]`)
)

// scanWeeks finds the weeks by their lines.
func scanWeeks(data []byte) (*weekFile, error) {
	f := &weekFile{data: data, starts: lineStarts(data), end: lineEnd(data), head: -1}
	var indent string
	for i := range len(f.starts) - 1 {
		text := f.line(i)
		m := weekStarts.FindStringSubmatch(text)
		bare := strings.TrimLeft(text, " \t")
		switch {
		case f.head < 0:
			if weeksKey.MatchString(text) {
				f.head = i
			}
		case m != nil && (indent == "" || indent == m[1]):
			indent = m[1]
			day, _ := model.ParseDate(m[2])
			f.weeks = append(f.weeks, weekBlock{day: day, from: i, to: i + 1, indent: indent})
		case bare == "" || bare[0] == '#':
		case bare == text:
			return f, nil // another key
		case len(f.weeks) > 0:
			f.grow(i, text)
		}
	}
	if f.head < 0 {
		return nil, fmt.Errorf("data.yaml has no line weeks: of its own")
	}
	return f, nil
}

// grow adds a line to the last week.
func (f *weekFile) grow(i int, text string) {
	w := &f.weeks[len(f.weeks)-1]
	m := innerKey.FindStringSubmatch(text)
	if w.to == w.from+1 && m != nil && weekStarts.FindStringSubmatch(f.line(w.from))[3] == "" {
		w.inner = m[1]
	}
	w.to = i + 1
}

// lineStarts are the places where lines start, as positions count them, and the
// file's end. A byte-order mark belongs to no line.
func lineStarts(data []byte) []int {
	at := 0
	if bytes.HasPrefix(data, []byte("\uFEFF")) {
		at = len("\uFEFF")
	}
	starts := []int{at}
	for i := at; i < len(data); i++ {
		if data[i] == '\n' || data[i] == '\r' && (i+1 == len(data) || data[i+1] != '\n') {
			starts = append(starts, i+1)
		}
	}
	if starts[len(starts)-1] != len(data) {
		starts = append(starts, len(data))
	}
	return starts
}

// line is a line's text, without what ends it.
func (f *weekFile) line(i int) string {
	return strings.TrimRight(string(f.data[f.starts[i]:f.starts[i+1]]), "\r\n")
}

// bytes are a span's place in the file.
func (f *weekFile) bytes(at diag.Span) (from, to int) {
	i := min(max(int(at.Line)-1, 0), len(f.starts)-2)
	text := f.line(i)
	skip := func(n, count int) int {
		for ; count > 0 && n < len(text); count-- {
			_, size := utf8.DecodeRuneInString(text[n:])
			n += size
		}
		return n
	}
	start := skip(0, int(at.Col)-1)
	return f.starts[i] + start, f.starts[i] + skip(start, int(at.Width))
}

// patched is the file with its patches.
func (f *weekFile) patched() []byte {
	slices.SortStableFunc(f.patches, func(a, b patch) int { return a.from - b.from })
	var out []byte
	at := 0
	for _, p := range f.patches {
		out = append(out, f.data[at:p.from]...)
		out = append(out, p.text...)
		at = p.to
	}
	return append(out, f.data[at:]...)
}
