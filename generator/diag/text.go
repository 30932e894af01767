package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Attach fills in each diagnostic's excerpt, save where a private diagnostic
// points at the same line. The source function returns a file's bytes, or nil
// where it can't be read; it is called once a file.
func (l *List) Attach(source func(file string) []byte) {
	private := l.privateLines()
	var file string
	var lines []string
	for i := range l.items {
		d := &l.items[i]
		if d.At.Line == 0 {
			continue
		}
		if lines == nil || d.At.File != file {
			file, lines = d.At.File, Lines(source(d.At.File))
		}
		if n := int(d.At.Line); n <= len(lines) && len(lines[n-1]) <= longest && !private[place{d.At.File, d.At.Line}] {
			d.Excerpt = lines[n-1]
		}
	}
}

// longest is how long a line is shown, in bytes. Longer ones were not written by
// people, and a report may point at them hundreds of times.
const longest = 16 << 10

type place struct {
	file string
	line int32
}

// privateLines are the lines that no report may show.
func (l *List) privateLines() map[place]bool {
	lines := map[place]bool{}
	for _, at := range l.waived {
		lines[place{at.File, at.Line}] = true
	}
	for _, d := range l.items {
		if d.Private {
			lines[place{d.At.File, d.At.Line}] = true
		}
	}
	return lines
}

// Lines splits a file's text as the positions count it: at \n, \r\n and \r,
// without a byte-order mark.
func Lines(text []byte) []string { return strings.Split(Plain(text), "\n") }

// Plain is a file's text with its lines parted by \n alone.
func Plain(text []byte) string {
	s := strings.TrimPrefix(string(text), "\uFEFF")
	if strings.IndexByte(s, '\r') < 0 { // as in most
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.ReplaceAll(s, "\r", "\n")
}

// Colors are the escape sequences that Text puts around its parts; the zero
// Colors prints plain text.
type Colors struct{ Place, Error, Warning, Mark, Hint, Reset string }

// ANSI is what a terminal shows in colour.
var ANSI = Colors{Place: "\x1b[1m", Error: "\x1b[1;31m", Warning: "\x1b[1;33m", Mark: "\x1b[1;35m", Hint: "\x1b[36m", Reset: "\x1b[0m"}

// Text prints the diagnostics for people: a first line that an editor can
// follow, the source line with what is meant underlined, and the hint.
func (l *List) Text(w io.Writer, c Colors) error {
	var b strings.Builder
	for _, d := range l.items {
		d.text(&b, c)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (d Diagnostic) text(b *strings.Builder, c Colors) {
	tone := c.Error
	if d.Severity == Warning {
		tone = c.Warning
	}
	fmt.Fprintf(b, "%s%s:%s %s%s:%s %s [%s]\n", c.Place, Printable(d.At.String()), c.Reset, tone, d.Severity, c.Reset, Printable(d.Message), d.Code)
	if line, mark, ok := d.Underline(); ok {
		number := fmt.Sprint(d.At.Line)
		fmt.Fprintf(b, "  %s | %s\n", number, line)
		fmt.Fprintf(b, "  %s | %s%s%s\n", strings.Repeat(" ", len(number)), c.Mark, mark, c.Reset)
	}
	if d.Hint != "" {
		for i, line := range strings.Split(d.Hint, "\n") {
			lead := "  hint: "
			if i > 0 {
				lead = "        "
			}
			fmt.Fprintf(b, "%s%s%s%s\n", c.Hint, lead, Printable(line), c.Reset)
		}
	}
}

// excerptWidth is how much of a long line is shown around the place.
const excerptWidth = 100

// Underline returns the excerpt fit to be printed and the line of marks to
// print beneath it; ok is false where the diagnostic has no line to show.
func (d Diagnostic) Underline() (line, marks string, ok bool) {
	if d.At.Line == 0 || strings.TrimSpace(d.Excerpt) == "" {
		return "", "", false
	}
	runes := []rune(d.Excerpt)
	from := min(max(int(d.At.Col)-1, 0), len(runes))
	to := min(from+max(int(d.At.Width), 1), max(len(runes), from+1))
	start, end := 0, len(runes)
	before, after := "", ""
	if len(runes) > excerptWidth {
		start = max(0, min(from-excerptWidth/3, len(runes)-excerptWidth))
		end = min(len(runes), start+excerptWidth)
		if start > 0 {
			before = "…"
		}
		if end < len(runes) {
			after = "…"
		}
	}
	lead := before + Printable(string(runes[start:from]))
	said := Printable(string(runes[from:max(from, min(to, end))]))
	rest := Printable(string(runes[max(from, min(to, end)):end])) + after
	n := max(width(said), 1)
	return lead + said + rest, strings.Repeat(" ", width(lead)) + strings.Repeat("^", n), true
}

// Printable makes text harmless to a terminal: a tab is a space, control and
// direction-changing characters are shown as U+XXXX.
func Printable(s string) string {
	if strings.IndexFunc(s, unprintable) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\t':
			b.WriteByte(' ')
		case unprintable(r):
			fmt.Fprintf(&b, "<U+%04X>", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func unprintable(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}

// width is how many columns a terminal gives the text: two for a wide
// character, none for one that combines with its neighbour.
func width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case unicode.Is(wide, r):
			n += 2
		default:
			n++
		}
	}
	return n
}

// wide is what East Asian Width (Unicode Standard Annex 11) calls wide or
// full-width, in round ranges.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x1100, Hi: 0x115F, Stride: 1}, {Lo: 0x26A1, Hi: 0x26A1, Stride: 1},
		{Lo: 0x2705, Hi: 0x2705, Stride: 1}, {Lo: 0x2728, Hi: 0x2728, Stride: 1}, {Lo: 0x274C, Hi: 0x274E, Stride: 2},
		{Lo: 0x2753, Hi: 0x2757, Stride: 1}, {Lo: 0x2B50, Hi: 0x2B55, Stride: 5}, {Lo: 0x2E80, Hi: 0x303E, Stride: 1},
		{Lo: 0x3041, Hi: 0xA4CF, Stride: 1}, {Lo: 0xAC00, Hi: 0xD7A3, Stride: 1}, {Lo: 0xF900, Hi: 0xFAFF, Stride: 1},
		{Lo: 0xFE30, Hi: 0xFE6F, Stride: 1}, {Lo: 0xFF01, Hi: 0xFF60, Stride: 1}, {Lo: 0xFFE0, Hi: 0xFFE6, Stride: 1},
	},
	R32: []unicode.Range32{{Lo: 0x1F300, Hi: 0x1FAFF, Stride: 1}, {Lo: 0x20000, Hi: 0x3FFFD, Stride: 1}},
}
