package markdown

import (
	"bytes"
	"fmt"
)

// Bounds on what is laid out, checked before the library reads anything: a
// table's empty cells cost nothing to write, and 32 KiB of them make 200 MB.
// They are far above what people write.
const (
	maxBytes   = 64 << 10 // of a page; a team's text is held to less when it is read
	maxColumns = 64       // of a table
	maxCells   = 8 << 10  // of all tables together, as if each row were full
	maxNested  = 16       // quotes and list items that open on one line
	maxIndent  = 64       // columns before a list item or a quote
	maxMarks   = 4 << 10  // characters between two blank lines that could be markup
)

// outOfBounds says what keeps the text from being laid out, or "".
func outOfBounds(src []byte) string {
	if len(src) > maxBytes {
		return fmt.Sprintf("a text of more than %d KiB", maxBytes>>10)
	}
	few := len(src) <= maxMarks   // characters at all
	var columns, cells, marks int // of the tables that the paragraph may hold
	for len(src) > 0 {
		line := src
		if end := bytes.IndexByte(src, '\n'); end >= 0 {
			line, src = src[:end], src[end+1:]
		} else {
			src = nil
		}
		nested, indent, rest := containers(line)
		if nested > maxNested || nested > 0 && indent > maxIndent {
			return fmt.Sprintf("a text with more than %d quotes or lists inside each other", maxNested)
		}
		if blank(line) {
			columns, marks = 0, 0
			continue
		}
		cells += columns
		if !few {
			marks += markup(rest)
		}
		if n := delimiters(rest); n > 0 {
			columns = max(columns, n)
			cells += n
		}
		switch {
		case columns > maxColumns:
			return fmt.Sprintf("a table of more than %d columns", maxColumns)
		case cells > maxCells:
			return fmt.Sprintf("a table of more than %d cells", maxCells)
		case marks > maxMarks:
			return "a paragraph that is mostly brackets and stars"
		}
	}
	return ""
}

// blank reports whether the line ends a paragraph. An empty list item does not:
// below a line of text it is text.
func blank(line []byte) bool { return len(bytes.Trim(line, " \t\r>")) == 0 }

// containers counts the quotes and list items that a line opens, and returns
// the column of the last one and what follows.
func containers(line []byte) (nested, indent int, rest []byte) {
	col := 0
	for {
		for len(line) > 0 && (line[0] == ' ' || line[0] == '\t' || line[0] == '\r') {
			col++
			if line[0] == '\t' {
				col += 3
			}
			line = line[1:]
		}
		width := marker(line)
		if width == 0 || isRule(line) {
			return nested, indent, line
		}
		nested, indent = nested+1, col
		col += width
		line = line[width:]
	}
}

// marker is the width of the quote's or list item's mark that the line starts
// with, or 0.
func marker(line []byte) int {
	if len(line) == 0 {
		return 0
	}
	n := 0
	switch c := line[0]; {
	case c == '>':
		return 1
	case c == '-' || c == '+' || c == '*':
		n = 1
	case c >= '0' && c <= '9':
		for n < len(line) && line[n] >= '0' && line[n] <= '9' {
			n++
		}
		if n == len(line) || line[n] != '.' && line[n] != ')' {
			return 0
		}
		n++
	}
	if n > 0 && (n == len(line) || line[n] == ' ' || line[n] == '\t') {
		return n
	}
	return 0
}

// isRule reports whether the line is a thematic break such as * * *.
func isRule(line []byte) bool {
	return (line[0] == '*' || line[0] == '-') && len(bytes.Trim(line, string(line[:1])+" \t\r")) == 0
}

// delimiters is the number of columns of the table that starts below its
// head's line if this is the line between the two, or 0.
func delimiters(line []byte) int {
	if len(line) == 0 || len(bytes.Trim(line, "|:- \t\r")) > 0 {
		return 0
	}
	return bytes.Count(line, []byte("|")) + 1
}

// markup counts the characters that open or close something within a line.
func markup(line []byte) int {
	n := 0
	for _, c := range line {
		switch c {
		case '*', '_', '~', '[', ']', '<', '`':
			n++
		}
	}
	return n
}
