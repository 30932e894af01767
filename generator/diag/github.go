package diag

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"strings"
)

// perKind is how many errors, and how many warnings, GitHub shows of a step as
// annotations. It drops the rest without a word (actions/toolkit,
// docs/problem-matchers.md, "Limitations").
const perKind = 10

// GitHub prints the diagnostics as GitHub's workflow commands, which become
// annotations of the lines meant. Of each kind there are ten at most, the
// first of each file before the second of any; a line that is no annotation
// says how many more there are.
func (l *List) GitHub(w io.Writer) error {
	var b strings.Builder
	for _, kind := range []Severity{Error, Warning} {
		ranked := l.ranked(kind)
		n := min(len(ranked), perKind)
		for _, d := range ranked[:n] {
			d.annotation(&b)
		}
		if n < len(ranked) {
			fmt.Fprintf(&b, "and %s in %s: see the job's summary, or run wallwalk check\n", count(len(ranked)-n, "more "+kind.String()), files(ranked[n:]))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// ranked returns the diagnostics of one kind, the most useful first: one of
// each file, then the second of each, and so on; in each file what may say who
// a patient is before all else.
func (l *List) ranked(kind Severity) []Diagnostic {
	type turn struct{ n, at int }
	var turns []turn
	var out []Diagnostic
	inFile, files := map[string]int{}, map[string]int{}
	for _, private := range []bool{true, false} {
		for i, d := range l.items {
			if _, known := files[d.At.File]; !known {
				files[d.At.File] = i
			}
			if d.Severity == kind && d.Private == private {
				turns = append(turns, turn{inFile[d.At.File], len(out)})
				out = append(out, d)
				inFile[d.At.File]++
			}
		}
	}
	slices.SortStableFunc(turns, func(a, b turn) int {
		return cmp.Or(a.n-b.n, files[out[a.at].At.File]-files[out[b.at].At.File])
	})
	ranked := make([]Diagnostic, len(out))
	for i, t := range turns {
		ranked[i] = out[t.at]
	}
	return ranked
}

// files says in how many files they are.
func files(of []Diagnostic) string {
	names := map[string]bool{}
	for _, d := range of {
		names[d.At.File] = true
	}
	return count(len(names), "file")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// What a command's text and its properties may not hold as it is. A runner
// reads a command up to the line's end, and properties up to a comma or ::.
var (
	inText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	inProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func (d Diagnostic) annotation(b *strings.Builder) {
	fmt.Fprintf(b, "::%s file=%s", d.Severity, inProperty.Replace(Printable(d.At.File)))
	if line, first, last, ok := d.At.region(); ok {
		fmt.Fprintf(b, ",line=%d,col=%d,endColumn=%d", line, first, last)
	}
	text := Printable(d.Message)
	if d.Hint != "" {
		text += "\nhint: " + d.advice("\n      ")
	}
	fmt.Fprintf(b, ",title=%s::%s\n", inProperty.Replace(Printable(d.Code)), inText.Replace(text))
}

// GitHubText prints Text so that GitHub's runner finds no command in it. The
// runner looks for ##[…] anywhere in a line and for ::…:: where one starts,
// and a message, an excerpt or a file's name may hold either. Where there is
// reason to, commands are stopped for as long as the text lasts. The token
// that resumes them is the text's own hash: no text can hold that.
func (l *List) GitHubText(w io.Writer, c Colors) error {
	var b strings.Builder
	if err := l.Text(&b, c); err != nil {
		return err
	}
	text := b.String()
	if strings.Contains(text, "##[") || strings.Contains(text, "::") {
		token := fmt.Sprintf("%x", sha256.Sum256([]byte(text)))
		text = "::stop-commands::" + token + "\n" + text + "::" + token + "::\n"
	}
	_, err := io.WriteString(w, text)
	return err
}
