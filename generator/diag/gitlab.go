package diag

import (
	"crypto/sha256"
	"fmt"
	"io"
	"regexp"
)

// GitLab prints the diagnostics as GitLab's code quality report: an array of
// issues. An error is major, a warning minor. A file as a whole is its first
// line. What makes an issue the same from one run to the next is everything
// but its line, so that text inserted above doesn't make it new; of several
// that are otherwise equal, each is numbered, so that all are shown.
func (l *List) GitLab(w io.Writer) error {
	issues := make([]issue, 0, len(l.items))
	prints := l.fingerprints()
	for i, d := range l.items {
		one := issue{Description: Printable(d.Message), CheckName: d.Code, Fingerprint: prints[i], Severity: "major"}
		if d.Hint != "" {
			one.Description += "; hint: " + d.advice(" ")
		}
		if d.Severity == Warning {
			one.Severity = "minor"
		}
		one.Location.Path, one.Location.Lines.Begin = d.At.File, 1
		if line, _, _, ok := d.At.region(); ok {
			one.Location.Lines.Begin = line
		}
		issues = append(issues, one)
	}
	return encode(w, issues)
}

type issue struct {
	Description string `json:"description"`
	CheckName   string `json:"check_name"`
	Fingerprint string `json:"fingerprint"`
	Severity    string `json:"severity"`
	Location    struct {
		Path  string `json:"path"`
		Lines struct {
			Begin int `json:"begin"`
		} `json:"lines"`
	} `json:"location"`
}

// lineNumber is what a message says of another line, such as "the first is on
// line 12", which moves as well.
var lineNumber = regexp.MustCompile(`\bline [0-9]+\b`)

// fingerprints returns for each diagnostic a name, 64 hexadecimal digits, that
// no other in the list has and that stays when its line moves.
func (l *List) fingerprints() []string {
	out := make([]string, len(l.items))
	equals := map[string]int{}
	for i, d := range l.items {
		same := fmt.Sprintf("%q %q %q %q", d.At.File, d.Code, lineNumber.ReplaceAllString(d.Message, "line N"), d.Excerpt)
		out[i] = fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%s %d", same, equals[same])))
		equals[same]++
	}
	return out
}
