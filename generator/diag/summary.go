package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

const (
	// GitHub drops a step's summary that nears 1 MiB. Half of that leaves
	// room for a second run in the same step.
	summaryLimit = 512 << 10
	// cellLimit, in code points, keeps one text from taking the whole table.
	cellLimit = 1000
)

// Summary prints the diagnostics in Markdown, for the summary of a GitHub job:
// a sentence, and a table of place, message and hint, errors first. It takes
// 512 KiB at most; a last line says how many more there are.
func (l *List) Summary(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "\n### wallwalk check: %s\n\n", l.headline()) // what stands before may lack its newline
	items := append(l.ofKind(Error), l.ofKind(Warning)...)
	if len(items) > 0 {
		b.WriteString("| where | what is wrong | what to do |\n| --- | --- | --- |\n")
	}
	for i, d := range items {
		row := d.row()
		if b.Len()+len(row) > summaryLimit-100 {
			fmt.Fprintf(&b, "\nand %d more: run wallwalk check to see them all\n", len(items)-i)
			break
		}
		b.WriteString(row)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (l *List) ofKind(kind Severity) (out []Diagnostic) {
	for _, d := range l.items {
		if d.Severity == kind {
			out = append(out, d)
		}
	}
	return out
}

// headline says how much is wrong: 5 errors and 1 warning in 4 files.
func (l *List) headline() string {
	var parts []string
	errors, warnings := l.Count()
	if errors > 0 {
		parts = append(parts, count(errors, "error"))
	}
	if warnings > 0 {
		parts = append(parts, count(warnings, "warning"))
	}
	if len(parts) == 0 {
		return "all is well"
	}
	return strings.Join(parts, " and ") + " in " + files(l.items)
}

func (d Diagnostic) row() string {
	return fmt.Sprintf("| <code>%s</code> | %s: %s <code>%s</code> | %s |\n", markdown(Printable(d.At.String())),
		d.Severity, markdown(Printable(d.Message)), markdown(Printable(d.Code)), markdown(d.advice("\n")))
}

// markdown makes printable text stand for itself in a table's cell. Every mark
// of ASCII becomes a character reference, and those have no meaning in
// Markdown or HTML; a newline becomes <br>. An @ or # would still call a
// person or an issue, so an empty element keeps it apart from what follows.
func markdown(text string) string {
	var b strings.Builder
	n := 0
	for _, r := range text {
		if n++; n > cellLimit {
			b.WriteString("…")
			break
		}
		switch {
		case r == '\n':
			b.WriteString("<br>")
		case r == ' ' || r > unicode.MaxASCII || unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case r == '@' || r == '#':
			fmt.Fprintf(&b, "&#%d;<b></b>", r)
		default:
			fmt.Fprintf(&b, "&#%d;", r)
		}
	}
	return b.String()
}
