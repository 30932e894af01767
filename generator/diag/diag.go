// Package diag holds what is wrong with the files that a team commits, and
// says it.
//
// A [Diagnostic] is plain data: where (file, line, column, width), how grave,
// a stable code, a sentence in the reader's words, and a hint that says how
// to mend it. Printing is a pure function of it. Everything wrong in a run is
// collected in a [List], sorted by place, and printed once.
//
// A failure of the machine (a full disk, a file that can't be opened) is no
// diagnostic: it is an error.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity says whether a site can be built in spite of it.
type Severity uint8

const (
	Error   Severity = iota // nothing is built
	Warning                 // the site is built, and somebody should look
)

func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// A Span is a place in a file: where to look, and what to underline.
// Line and Col count from 1, Col and Width in code points; Line 0 means the
// file as a whole.
type Span struct {
	File             string // slash-separated, relative to the program's root
	Line, Col, Width int32
}

func (s Span) String() string {
	if s.Line == 0 {
		return s.File
	}
	return fmt.Sprintf("%s:%d:%d", s.File, s.Line, s.Col)
}

// A Diagnostic is one thing wrong in one place.
type Diagnostic struct {
	Severity Severity
	Code     string // stable, kebab-case; what a program's quiet list names
	At       Span
	Message  string // what is wrong: lower case, no full stop
	Hint     string // what to do about it; "" where the message says it all
	Excerpt  string // the line At points at, as it stands; see [List.Attach]
	// Private means that the line may say who a patient is. Reports are read by
	// more people than the file is, so the line is never attached, neither here
	// nor to another diagnostic that points at it.
	Private bool
}

// A List collects diagnostics. The zero List is empty and ready.
type List struct {
	items  []Diagnostic
	waived []Span // where something was that is reported no more
}

// Errorf adds an error. The hint is what to do, or "".
func (l *List) Errorf(code string, at Span, hint, format string, args ...any) {
	l.items = append(l.items, Diagnostic{Severity: Error, Code: code, At: at, Hint: hint, Message: fmt.Sprintf(format, args...)})
}

// Warnf adds a warning. The hint is what to do, or "".
func (l *List) Warnf(code string, at Span, hint, format string, args ...any) {
	l.items = append(l.items, Diagnostic{Severity: Warning, Code: code, At: at, Hint: hint, Message: fmt.Sprintf(format, args...)})
}

// Add adds one that was made elsewhere.
func (l *List) Add(d Diagnostic) { l.items = append(l.items, d) }

// Append adds all of other's diagnostics.
func (l *List) Append(other *List) {
	l.items, l.waived = append(l.items, other.items...), append(l.waived, other.waived...)
}

// All returns the diagnostics; the slice is the list's own.
func (l *List) All() []Diagnostic { return l.items }

// Waive takes out what matches, and returns how many that were. A line that no
// report may show stays hidden: that somebody answers for it makes it no less
// private.
func (l *List) Waive(matches func(Diagnostic) bool) int {
	before := len(l.items)
	l.items = slices.DeleteFunc(l.items, func(d Diagnostic) bool {
		if !matches(d) {
			return false
		}
		l.waived = append(l.waived, d.At)
		return true
	})
	return before - len(l.items)
}

// Waived returns how many diagnostics have been waived.
func (l *List) Waived() int { return len(l.waived) }

// Count returns the numbers of errors and of warnings.
func (l *List) Count() (errors, warnings int) {
	for _, d := range l.items {
		if d.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

// Failed reports whether there is an error, so that nothing may be built.
func (l *List) Failed() bool {
	errors, _ := l.Count()
	return errors > 0
}

// Sort orders by file, place, severity and code, and drops what is said twice.
func (l *List) Sort() {
	slices.SortStableFunc(l.items, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.At.File, b.At.File),
			cmp.Compare(a.At.Line, b.At.Line),
			cmp.Compare(a.At.Col, b.At.Col),
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
			cmp.Compare(a.At.Width, b.At.Width),
			cmp.Compare(a.Hint, b.Hint),
		)
	})
	l.items = slices.Compact(l.items)
}

// Drop takes out what is not wanted.
func (l *List) Drop(unwanted func(Diagnostic) bool) { l.items = slices.DeleteFunc(l.items, unwanted) }

// Bound keeps the first diagnostics of each file, so many errors and so many
// warnings, and adds what more says where there were more. What may say who a
// patient is stays, however many there are.
func (l *List) Bound(most int, more func(l *List, file string, kind Severity)) {
	type sort struct {
		file string
		kind Severity
	}
	seen := map[sort]int{}
	var over []sort
	l.items = slices.DeleteFunc(l.items, func(d Diagnostic) bool {
		if d.Private {
			return false
		}
		s := sort{d.At.File, d.Severity}
		if seen[s]++; seen[s] == most+1 {
			over = append(over, s)
		}
		return seen[s] > most
	})
	for _, s := range over {
		more(l, s.file, s.kind)
	}
	l.Sort()
}

// Strict turns every warning into an error.
func (l *List) Strict() {
	for i := range l.items {
		l.items[i].Severity = Error
	}
}

// Quiet drops the warnings whose codes a program does not want to hear.
// Errors stay.
func (l *List) Quiet(codes []string) {
	l.items = slices.DeleteFunc(l.items, func(d Diagnostic) bool {
		return d.Severity == Warning && slices.Contains(codes, d.Code)
	})
}
