package diag

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

var (
	reference = regexp.MustCompile(`&#\d+;`)
	row       = regexp.MustCompile(`^\| <code>([^|]*)</code> \| (error|warning): ([^|]*) <code>([^|]*)</code> \| ([^|]*) \|$`)
	ours      = strings.NewReplacer("<b></b>", "", "<br>", "")
)

// soundSummary fails where a summary is anything but its sentence and a row
// for each diagnostic, or a cell can mean more than its text.
func soundSummary(t *testing.T, l *List) {
	t.Helper()
	text := printed(t, l.Summary)
	harmlessToTerminals(t, "summary", text)
	items := append(l.ofKind(Error), l.ofKind(Warning)...)
	lines := strings.Split(text, "\n")
	if len(lines) != len(items)+6 || lines[0] != "" || !strings.HasPrefix(lines[1], "### wallwalk check: ") || lines[2] != "" ||
		lines[3] != "| where | what is wrong | what to do |" || lines[4] != "| --- | --- | --- |" || lines[len(lines)-1] != "" {
		t.Fatalf("%d diagnostics become\n%s", len(items), text)
	}
	for i, d := range items {
		cells := row.FindStringSubmatch(lines[5+i])
		if cells == nil {
			t.Fatalf("this is no row of three cells:\n%s", lines[5+i])
		}
		want := []string{Printable(d.At.String()), d.Severity.String(), Printable(d.Message), Printable(d.Code), shown(d.Hint, "\n")}
		for k, cell := range cells[1:] {
			soundCell(t, cell, want[k])
		}
	}
}

// soundCell fails where a cell has a mark that Markdown or HTML could read, or
// doesn't say what it should.
func soundCell(t *testing.T, cell, want string) {
	t.Helper()
	if rest := ours.Replace(reference.ReplaceAllString(cell, "")); strings.ContainsAny(rest, "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\n\r") {
		t.Fatalf("the cell %q has marks that are no text", cell)
	}
	said := html.UnescapeString(strings.ReplaceAll(strings.ReplaceAll(cell, "<br>", "\n"), "<b></b>", ""))
	if short := []rune(want); len(short) > cellLimit {
		want = string(short[:cellLimit]) + "…"
	}
	if said != want {
		t.Fatalf("the cell %q says %q, want %q", cell, said, want)
	}
}

func TestSummariesAreSound(t *testing.T) {
	soundSummary(t, plain())
	soundSummary(t, hostile())
	soundSummary(t, alone())
}

func TestAPersonOrAnIssueIsNotCalled(t *testing.T) {
	if got := markdown("@octocat #1"); got != "&#64;<b></b>octocat &#35;<b></b>1" {
		t.Errorf("the cell is %q", got)
	}
}

func TestHeadline(t *testing.T) {
	var l List
	for _, want := range []string{
		"all is well", "1 warning in 1 file", "1 error and 1 warning in 2 files", "2 errors and 1 warning in 2 files",
	} {
		if got := l.headline(); got != want {
			t.Errorf("the headline is %q, want %q", got, want)
		}
		if len(l.items) == 0 {
			l.Warnf("w", at("a", 1, 1, 1), "", "look")
		} else {
			l.Errorf("e", at("b", 1, 1, 1), "", "wrong")
		}
	}
	l.items = l.items[1:]
	if got := l.headline(); got != "3 errors in 1 file" {
		t.Errorf("the headline is %q", got)
	}
	if got, want := printed(t, new(List).Summary), "\n### wallwalk check: all is well\n\n"; got != want {
		t.Errorf("the summary of nothing is %q, want %q", got, want)
	}
}

func TestASummaryIsBounded(t *testing.T) {
	var l List
	l.Warnf("w", at("a", 1, 1, 1), "", "a warning gives way to errors")
	for i := range 9000 {
		l.Errorf("e", at("b", int32(i+1), 1, 1), "", "%s", strings.Repeat("<|>", 20))
	}
	text := printed(t, l.Summary)
	rows := strings.Count(text, "\n| <code>")
	var more int
	last := regexp.MustCompile(`\n\nand (\d+) more: run wallwalk check to see them all\n$`).FindStringSubmatch(text)
	if last == nil {
		t.Fatalf("the summary ends in %q", text[len(text)-200:])
	}
	for _, digit := range last[1] {
		more = more*10 + int(digit-'0')
	}
	if len(text) > summaryLimit || len(text) < summaryLimit*9/10 || rows+more != 9001 || strings.Contains(text, "warning:") {
		t.Errorf("%d bytes, %d rows and %d more", len(text), rows, more)
	}
	if !strings.Contains(text, "9000 errors and 1 warning in 2 files") {
		t.Error("the headline doesn't count all")
	}
}

func TestALongTextIsCut(t *testing.T) {
	var l List
	l.Errorf("e", at("a", 1, 1, 1), strings.Repeat("ä", cellLimit), "%s", strings.Repeat("ö", cellLimit+1))
	text := printed(t, l.Summary)
	if strings.Count(text, "ö") != cellLimit || strings.Count(text, "…") != 1 || strings.Count(text, "ä") != cellLimit {
		t.Errorf("printed\n%s", text)
	}
}
