package diag

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew; read the diff before you accept it")

func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatalf("%v (go test -update makes it)", err)
	}
	if got != string(want) {
		t.Errorf("%s differs; printed\n%s\nwant\n%s", name, got, want)
	}
}

func printed(t *testing.T, print func(io.Writer) error) string {
	t.Helper()
	var b strings.Builder
	if err := print(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// plain is what an ordinary run finds.
func plain() *List {
	l := example()
	l.Errorf("missing-file", Span{File: "cohorts/2026-spring/teams/lakeside/milestones.yaml"},
		"make it with the line {}; the milestones come later", "this file is missing")
	l.Warnf("session-hours", at("cohorts/2026-spring/cohort.yaml", 27, 5, 3), "", "learning session ls2 lasts 1 hour")
	l.Warnf("markdown-text", at("cohorts/2026-spring/teams/größe & co/team.yaml", 5, 14, 0), "write:\nproblem: |\n  two lines", "50%% is, in short: shown as text")
	l.Sort()
	return l
}

// nasty are texts that try to be more than text in one format or another.
var nasty = []string{
	"::error file=README.md,line=1::forged",
	"x\n::error::forged\r::warning::forged\r\n  ::add-mask::e",
	"##[error]forged", "##[stop-commands]silence", "##[add-mask]e ##[group]g",
	"%0A::error::forged%0D%25", "x,line=1,title=forged", "x=y::z",
	"\u2028::error::forged\u0085::error::forged",
	"a | b \\| c", "| --- | --- |\n| forged | row |", "\n\n# heading\n\n---\n",
	"`tick` ``` fence", "```\ncode\n```", "</code></td></table><script>alert(1)</script><!--", "]]> &amp; &#124;",
	"[link](https://forged.example) ![image](x) <https://forged.example>", "https://forged.example www.forged.example a@forged.example",
	"@octocat #1 org/repo#2 **bold** _it_ ~~no~~ $x$",
	`"quoted" 'single' back\slash \u0041`, `"}], "errors": 0, [{"`, "{0} {{1}} ](x) [[a](b)](c)",
	"\x1b[31mred\x1b[0m \x1b]8;;https://forged.example\x07", "\x00\x07\x7f\u009b", "\u202Eevil\u2066\u200B\U000E0041",
	"bad\xffbyte\xc3", " ", "", "\t", "../../etc/passwd", "a/b:c/d e%20f?g#h", "患者名 e\u0301 🙂",
}

// hostile has each nasty text in all fields at once, save the code, which is
// wallwalk's own.
func hostile() *List {
	var l List
	for i, text := range nasty {
		l.items = append(l.items, Diagnostic{Severity(i % 2), "code", at(text, int32(i), int32(i), 3), text, text, text, false})
	}
	return &l
}

// alone has each nasty text in one field at a time.
func alone() *List {
	var l List
	for _, d := range hostile().items {
		text, place := d.Message, at("file", d.At.Line, 2, 3)
		l.items = append(l.items,
			Diagnostic{d.Severity, "code", d.At, "message", "hint", "excerpt", false},
			Diagnostic{d.Severity, "code", place, text, "hint", "excerpt", false},
			Diagnostic{d.Severity, "code", place, "message", text, "excerpt", false},
			Diagnostic{d.Severity, "code", place, "message", "hint", text, false})
	}
	return &l
}

// formats are all formats that go to a log.
func (l *List) formats() map[string]func(io.Writer) error {
	return map[string]func(io.Writer) error{
		"json.json": l.JSON, "github.txt": l.GitHub, "gitlab.json": l.GitLab, "sarif.json": l.SARIF,
		"text.txt": func(w io.Writer) error { return l.GitHubText(w, Colors{}) },
	}
}

func TestEachFormatAsItWasRead(t *testing.T) {
	for name, l := range map[string]*List{"plain": plain(), "hostile": hostile(), "nothing": {}} {
		for format, print := range l.formats() {
			golden(t, name+"-"+format, printed(t, print))
		}
		golden(t, name+"-summary.md", printed(t, l.Summary))
	}
}

func TestEachFormatSaysThatItCouldNotBeWritten(t *testing.T) {
	l := plain()
	formats := l.formats()
	formats["summary"] = l.Summary
	for format, print := range formats {
		if print(full{}) == nil {
			t.Errorf("%s: a full disk goes unnoticed", format)
		}
	}
}

// shown is a text as people are shown it: printable, a hint line by line.
func shown(hint, newline string) string {
	var out []string
	for _, line := range strings.Split(hint, "\n") {
		out = append(out, Printable(line))
	}
	return strings.Join(out, newline)
}

// harmlessToTerminals fails where an invisible character is printed.
func harmlessToTerminals(t *testing.T, format, text string) {
	t.Helper()
	for _, line := range strings.Split(text, "\n") {
		if Printable(line) != line {
			t.Fatalf("%s: a terminal is sent %q", format, line)
		}
	}
}

func FuzzEveryFormatSaysWhatWasFound(f *testing.F) {
	for i, text := range nasty {
		f.Add(text, text, text, text, int32(i), int32(3), int32(2), i%2 == 0)
	}
	f.Add("", "", "", "", int32(-1), int32(-1), int32(-1), false)
	f.Fuzz(func(t *testing.T, file, message, hint, excerpt string, line, col, width int32, twice bool) {
		var l List
		l.items = append(l.items, Diagnostic{Error, "code", at(file, line, col, width), message, hint, excerpt, false})
		l.items = append(l.items, Diagnostic{Warning, "other", Span{File: "b"}, excerpt, message, file, false})
		if twice {
			l.items = append(l.items, l.items...)
		}
		for format, print := range l.formats() {
			text := printed(t, print)
			harmlessToTerminals(t, format, text)
			if format != "github.txt" {
				if got := run(text); len(got) > 0 {
					t.Fatalf("%s: a runner obeys %q in\n%s", format, got, text)
				}
			}
		}
		sameInJSON(t, &l)
		sameOnGitHub(t, &l)
		sameOnGitLab(t, &l)
		sameInSARIF(t, &l)
		soundSummary(t, &l)
	})
}
