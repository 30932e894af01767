package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
)

// JSON prints the diagnostics for a program to read, as one object:
//
//	{
//	  "errors": 1,
//	  "warnings": 0,
//	  "diagnostics": [
//	    {
//	      "severity": "error",
//	      "code": "bad-id",
//	      "file": "cohorts/spring/cohort.yaml",
//	      "line": 7, "column": 29, "width": 5,
//	      "message": "…", "hint": "…", "excerpt": "…"
//	    }
//	  ]
//	}
//
// A place counts as a [Span] does; line, column and width are null where the
// file as a whole is meant. The texts are exact, save that a byte that is no
// UTF-8 is U+FFFD; a hint or an excerpt that there is none of is "".
func (l *List) JSON(w io.Writer) error {
	errors, warnings := l.Count()
	items := make([]item, 0, len(l.items))
	for _, d := range l.items {
		one := item{Severity: d.Severity.String(), Code: d.Code, File: d.At.File, Message: d.Message, Hint: d.Hint, Excerpt: d.Excerpt}
		if d.At.Line != 0 {
			one.Line, one.Column, one.Width = &d.At.Line, &d.At.Col, &d.At.Width
		}
		items = append(items, one)
	}
	return encode(w, struct {
		Errors      int    `json:"errors"`
		Warnings    int    `json:"warnings"`
		Diagnostics []item `json:"diagnostics"`
	}{errors, warnings, items})
}

type item struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	File     string `json:"file"`
	Line     *int32 `json:"line"`
	Column   *int32 `json:"column"`
	Width    *int32 `json:"width"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
	Excerpt  string `json:"excerpt"`
}

// encode prints a value as indented JSON that neither a terminal nor a
// runner's log acts upon.
func encode(w io.Writer, v any) error {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, harmless(string(text))+"\n")
	return err
}

// harmless spells with JSON's own escapes what json leaves as it is: whatever
// can't be seen, and the ##[ that GitHub takes for a command wherever it
// stands. Neither occurs outside a string, so the value stays the same.
func harmless(text string) string {
	var b strings.Builder
	for _, r := range strings.ReplaceAll(text, "##[", `#\u0023[`) {
		switch {
		case r == '\n' || !unprintable(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// region is what formats that count from 1 want of a place: the line, its
// first column and its last. ok is false where the file as a whole is meant.
func (s Span) region() (line, first, last int, ok bool) {
	if s.Line < 1 {
		return 0, 0, 0, false
	}
	first = max(int(s.Col), 1)
	return int(s.Line), first, first + max(int(s.Width), 1) - 1, true
}

// advice is the hint as one text for people, each line fit to be shown, or "".
func (d Diagnostic) advice(newline string) string {
	lines := strings.Split(d.Hint, "\n")
	for i, line := range lines {
		lines[i] = Printable(line)
	}
	return strings.Join(lines, newline)
}
