package diag

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// obeyed is a command as a runner understands it.
type obeyed struct {
	name       string
	properties map[string]string
	text       string
}

// registered are the commands that a runner knows.
var registered = []string{"error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "add-matcher", "remove-matcher",
	"echo", "set-output", "save-state", "set-env", "add-path", "stop-commands"}

// run is what GitHub's runner does with a log (actions/runner,
// ActionCommand.cs and ActionCommandManager.cs): it returns the commands
// obeyed, without those that stop the obeying and resume it.
func run(log string) (commands []obeyed) {
	token := ""
	for _, line := range strings.FieldsFunc(log, func(r rune) bool { return r == '\n' || r == '\r' }) {
		c, ok := colons(line, token)
		if !ok {
			c, ok = brackets(line, token)
		}
		switch {
		case !ok:
		case token != "" && strings.EqualFold(c.name, token):
			token = ""
		case token != "":
		case strings.EqualFold(c.name, "stop-commands"):
			token = c.text
		default:
			commands = append(commands, c)
		}
	}
	if token != "" {
		commands = append(commands, obeyed{name: "never resumed"})
	}
	return commands
}

func colons(line, token string) (obeyed, bool) {
	rest, ok := strings.CutPrefix(strings.TrimLeftFunc(line, unicode.IsSpace), "::")
	info, text, found := strings.Cut(rest, "::")
	if !ok || !found {
		return obeyed{}, false
	}
	return parse(info, ",", token, text, strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%"),
		strings.NewReplacer("%0D", "\r", "%0A", "\n", "%25", "%"))
}

func brackets(line, token string) (obeyed, bool) {
	_, rest, ok := strings.Cut(line, "##[")
	info, text, found := strings.Cut(rest, "]")
	if !ok || !found {
		return obeyed{}, false
	}
	all := strings.NewReplacer("%3B", ";", "%0D", "\r", "%0A", "\n", "%5D", "]", "%25", "%")
	return parse(info, ";", token, text, all, all)
}

func parse(info, comma, token, text string, inProperty, inText *strings.Replacer) (obeyed, bool) {
	name, list, _ := strings.Cut(info, " ")
	known := func(r string) bool { return strings.EqualFold(r, name) }
	if !slices.ContainsFunc(registered, known) && (token == "" || !known(token)) {
		return obeyed{}, false
	}
	c := obeyed{name, map[string]string{}, inText.Replace(text)}
	for _, p := range strings.Split(list, comma) {
		if key, value, ok := strings.Cut(p, "="); ok {
			c.properties[key] = inProperty.Replace(value)
		}
	}
	return c, true
}

func TestTheRunnerOfTheseTestsObeys(t *testing.T) {
	log := "x\n  ::error file=a%2Cb,line=3::one%0Atwo%253A\nx ::error::no\n::unknown::no\nx ##[warning line=2;a=b%3B]text\n" +
		"::stop-commands::abc\n::error::no\n##[error]no\n::abc::\n::notice::yes\n##[stop-commands]zz"
	got := fmt.Sprint(run(log))
	want := "[{error map[file:a,b line:3] one\ntwo%3A} {warning map[a:b; line:2] text} {notice map[] yes} {never resumed map[] }]"
	if got != want {
		t.Errorf("obeyed are\n%s\nwant\n%s", got, want)
	}
}

// sameOnGitHub fails where a runner reads other annotations than were found.
func sameOnGitHub(t *testing.T, l *List) {
	t.Helper()
	log := printed(t, l.GitHub)
	got := run(log)
	for _, kind := range []Severity{Error, Warning} {
		for _, d := range l.ranked(kind)[:min(perKind, len(l.ofKind(kind)))] {
			want := obeyed{d.Severity.String(), map[string]string{"file": Printable(d.At.File), "title": Printable(d.Code)}, Printable(d.Message)}
			if d.At.Line > 0 {
				first := max(int(d.At.Col), 1)
				want.properties["line"], want.properties["col"] = fmt.Sprint(d.At.Line), fmt.Sprint(first)
				want.properties["endColumn"] = fmt.Sprint(first + max(int(d.At.Width), 1) - 1)
			}
			if d.Hint != "" {
				want.text += "\nhint: " + shown(d.Hint, "\n      ")
			}
			if len(got) == 0 || fmt.Sprint(got[0]) != fmt.Sprint(want) {
				t.Fatalf("a runner reads\n%q\nwant\n%q\nin\n%s", got[:min(1, len(got))], want, log)
			}
			got = got[1:]
		}
	}
	if len(got) > 0 {
		t.Fatalf("a runner reads %q besides, in\n%s", got, log)
	}
}

func TestAnnotationsSayWhatWasFound(t *testing.T) {
	sameOnGitHub(t, plain())
	sameOnGitHub(t, hostile())
	sameOnGitHub(t, alone())
	for _, d := range alone().items {
		sameOnGitHub(t, &List{items: []Diagnostic{d}})
	}
}

func TestAnAnnotationHasThePlace(t *testing.T) {
	want := "::error file=cohorts/2026-spring/teams/lakeside/data.yaml,line=7,col=29,endColumn=33,title=fraction-over-one::" +
		"57 of 52 exams: the numerator is larger than the denominator%0Ahint: check the audit sheet; if the numbers are swapped, write 52/57\n"
	if got := printed(t, example().GitHub); got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}

func TestTheTenMostUsefulAreAnnotated(t *testing.T) {
	var l List
	for i := range 8 {
		l.Errorf("e", at("a", int32(i+1), 1, 1), "", "a%d", i)
	}
	for i := range 5 {
		l.Errorf("e", at("b", int32(i+1), 1, 1), "", "b%d", i)
	}
	l.Errorf("e", at("c", 1, 1, 1), "", "c0")
	for i := range 11 {
		l.Warnf("w", at("d", int32(i+1), 1, 1), "", "d%d", i)
	}
	log := printed(t, l.GitHub)
	var got []string
	for _, c := range run(log) {
		got = append(got, c.text)
	}
	want := "a0 b0 c0 a1 b1 a2 b2 a3 b3 a4 d0 d1 d2 d3 d4 d5 d6 d7 d8 d9"
	if strings.Join(got, " ") != want {
		t.Errorf("annotated are %v, want %s", got, want)
	}
	for _, line := range []string{
		"\nand 4 more errors in 2 files: see the job's summary, or run wallwalk check\n",
		"\nand 1 more warning in 1 file: see the job's summary, or run wallwalk check\n",
	} {
		if strings.Count(log, line) != 1 {
			t.Errorf("there is no line %q in\n%s", line, log)
		}
	}
	l.items = append(l.items[:8:8], l.items[8:10]...)
	if log := printed(t, l.GitHub); strings.Contains(log, "more") || len(run(log)) != 10 {
		t.Errorf("ten errors don't become ten annotations:\n%s", log)
	}
}

func TestTextHoldsNoCommand(t *testing.T) {
	ordinary := plain()
	if got, want := printed(t, func(w io.Writer) error { return ordinary.GitHubText(w, ANSI) }), text(t, ordinary, ANSI); got != want {
		t.Errorf("an ordinary text is changed to\n%s\nwant\n%s", got, want)
	}
	forged := 0
	for _, d := range alone().items {
		l := &List{items: []Diagnostic{d}}
		plain := text(t, l, Colors{})
		forged += len(run(plain))
		log := printed(t, func(w io.Writer) error { return l.GitHubText(w, Colors{}) })
		if got := run(log); len(got) > 0 || !strings.Contains(log, plain) {
			t.Errorf("a runner obeys %q in\n%s", got, log)
		}
		if again := run(log + "::error::later\n"); len(again) != 1 {
			t.Errorf("after the text a runner obeys %q", again)
		}
	}
	if forged == 0 {
		t.Error("none of the texts would have been obeyed, so nothing was tried")
	}
}

func TestWhatMaySayWhoAPatientIsComesFirst(t *testing.T) {
	var l List
	for i := range int32(5) {
		for _, file := range []string{"b", "a"} {
			l.items = append(l.items, Diagnostic{At: Span{File: file, Line: i}, Code: "code", Private: file == "a" && i > 2})
		}
	}
	var got []string
	for _, d := range l.ranked(Error) {
		got = append(got, fmt.Sprint(d.At.File, d.At.Line))
	}
	if want := "b0 a3 b1 a4 b2 a0 b3 a1 b4 a2"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
