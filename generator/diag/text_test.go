package diag

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// example is the one in the description of the command line.
func example() *List {
	var l List
	l.Errorf("fraction-over-one", at("cohorts/2026-spring/teams/lakeside/data.yaml", 7, 29, 5),
		"check the audit sheet; if the numbers are swapped, write 52/57",
		"57 of 52 exams: the numerator is larger than the denominator")
	l.items[0].Excerpt = "  2026-04-12: {positioning: 57/52, repeats: 2/52}"
	return &l
}

func text(t *testing.T, l *List, c Colors) string {
	t.Helper()
	var b strings.Builder
	if err := l.Text(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTextIsWhatTheCommandLineDescribes(t *testing.T) {
	want := `cohorts/2026-spring/teams/lakeside/data.yaml:7:29: error: 57 of 52 exams: the numerator is larger than the denominator [fraction-over-one]
  7 |   2026-04-12: {positioning: 57/52, repeats: 2/52}
    |                             ^^^^^
  hint: check the audit sheet; if the numbers are swapped, write 52/57
`
	if got := text(t, example(), Colors{}); got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}

func TestTextInColour(t *testing.T) {
	l := example()
	l.items[0].Severity = Warning
	want := "<p>cohorts/2026-spring/teams/lakeside/data.yaml:7:29:<0> <w>warning:<0> 57 of 52 exams: the numerator is larger than the denominator [fraction-over-one]\n" +
		"  7 |   2026-04-12: {positioning: 57/52, repeats: 2/52}\n" +
		"    | <m>                            ^^^^^<0>\n" +
		"<h>  hint: check the audit sheet; if the numbers are swapped, write 52/57<0>\n"
	if got := text(t, l, Colors{Place: "<p>", Error: "<e>", Warning: "<w>", Mark: "<m>", Hint: "<h>", Reset: "<0>"}); got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
	colour := text(t, example(), ANSI)
	if !strings.Contains(colour, "\x1b[1;31merror:\x1b[0m") {
		t.Errorf("an error is not red: %q", colour)
	}
	plain := text(t, example(), Colors{})
	for _, c := range []string{ANSI.Place, ANSI.Error, ANSI.Warning, ANSI.Mark, ANSI.Hint, ANSI.Reset} {
		colour = strings.ReplaceAll(colour, c, "")
	}
	if colour != plain {
		t.Errorf("without its colours it reads\n%s\nwant\n%s", colour, plain)
	}
}

func TestTextOfAFileAsAWholeAndOfHintsOfSeveralLines(t *testing.T) {
	var l List
	l.Warnf("missing-file", Span{File: "teams/lakeside/wall.yaml"}, "write:\nwall-1:\n  score: 3", "there is no such file")
	l.Errorf("no-hint", at("f.yaml", 120, 3, 1), "", "wrong")
	l.items[1].Excerpt = "a: b"
	want := `teams/lakeside/wall.yaml: warning: there is no such file [missing-file]
  hint: write:
        wall-1:
          score: 3
f.yaml:120:3: error: wrong [no-hint]
  120 | a: b
      |   ^
`
	if got := text(t, &l, Colors{}); got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestTextSaysThatItCouldNotBeWritten(t *testing.T) {
	if err := example().Text(full{}, Colors{}); err == nil {
		t.Error("a full disk goes unnoticed")
	}
}

func TestUnderline(t *testing.T) {
	long := strings.Repeat("0123456789", 30)
	for _, c := range []struct {
		name, excerpt string
		col, width    int32
		line, marks   string
	}{
		{"plain", "a: bcd", 4, 3, "a: bcd", "   ^^^"},
		{"no width is one", "a: bcd", 4, 0, "a: bcd", "   ^"},
		{"no width is one character, wide or not", "患: x", 1, 0, "患: x", "^^"},
		{"no column is the first", "a: bcd", 0, 1, "a: bcd", "^"},
		{"a tab takes one column, as it is printed", "\ta:\tbcd", 5, 3, " a: bcd", "    ^^^"},
		{"a tab that is meant", "a:\tb", 3, 1, "a: b", "  ^"},
		{"wide characters take two", "名前: 患者", 5, 2, "名前: 患者", "      ^^^^"},
		{"emoji take two", "🙂: x", 4, 1, "🙂: x", "    ^"},
		{"a sign that is wide by itself", "✅: x", 4, 1, "✅: x", "    ^"},
		{"wide brackets and letters", "（ㄅ）: x", 6, 1, "（ㄅ）: x", "        ^"},
		{"a half-wide letter takes one", "ｱ: x", 4, 1, "ｱ: x", "   ^"},
		{"a joiner is spelled", "a\u200Db: c", 6, 1, "a<U+200D>b: c", "            ^"},
		{"a combining mark takes none", "e\u0301: x", 5, 1, "e\u0301: x", "   ^"},
		{"an accent that is meant alone", "e\u0301x", 2, 1, "e\u0301x", " ^"},
		{"what cannot be printed is spelled", "a\u202Eb: c", 6, 1, "a<U+202E>b: c", "            ^"},
		{"what is meant cannot be printed", "a\u202Eb", 2, 1, "a<U+202E>b", " ^^^^^^^^"},
		{"beyond the end", "abc", 9, 4, "abc", "   ^"},
		{"just past the end", "abc", 4, 1, "abc", "   ^"},
		{"wider than the line", "abc", 2, 99, "abc", " ^^"},
		{"a long line's start", long, 3, 5, long[:100] + "…", "  ^^^^^"},
		{"a long line's middle", long, 151, 5, "…" + long[117:217] + "…", strings.Repeat(" ", 34) + "^^^^^"},
		{"a long line's end", long, 299, 2, "…" + long[200:], strings.Repeat(" ", 99) + "^^"},
		{"past a long line's end", long, 999, 2, "…" + long[200:], strings.Repeat(" ", 101) + "^"},
		{"a long line, all of it meant", long, 1, 300, long[:100] + "…", strings.Repeat("^", 100)},
		{"just not too long", long[:100], 100, 1, long[:100], strings.Repeat(" ", 99) + "^"},
	} {
		d := Diagnostic{At: at("f", 1, c.col, c.width), Excerpt: c.excerpt}
		if line, marks, ok := d.Underline(); !ok || line != c.line || marks != c.marks {
			t.Errorf("%s: ok %v\n%s|\n%s|\nwant\n%s|\n%s|", c.name, ok, line, marks, c.line, c.marks)
		}
	}
	for _, d := range []Diagnostic{{At: at("f", 1, 1, 1)}, {At: at("f", 1, 1, 1), Excerpt: " \t"}, {At: Span{File: "f"}, Excerpt: "a"}} {
		if line, marks, ok := d.Underline(); ok || line != "" || marks != "" {
			t.Errorf("%+v has nothing to show, and shows %q %q", d, line, marks)
		}
	}
}

func TestPrintableIsHarmless(t *testing.T) {
	for s, want := range map[string]string{
		"":                       "",
		"Fjällräven, 58 %: “ja”": "Fjällräven, 58 %: “ja”",
		"a\tb":                   "a b",
		"\x1b[31mred":            "<U+001B>[31mred",
		"a\r\nb":                 "a<U+000D><U+000A>b",
		"\x00\x7f\u0085":         "<U+0000><U+007F><U+0085>",
		"\u202Eevil\u2066\u200F": "<U+202E>evil<U+2066><U+200F>",
		"a\u2028b\u2029":         "a<U+2028>b<U+2029>",
		"a\u200Bb\u00ADc\uFEFF":  "a<U+200B>b<U+00AD>c<U+FEFF>",
		"bad\xffbyte":            "bad\uFFFDbyte",
	} {
		if got := Printable(s); got != want {
			t.Errorf("Printable(%q) = %q, want %q", s, got, want)
		}
	}
}

func FuzzTextIsHarmlessAndMarksStayInTheLine(f *testing.F) {
	f.Add("a: bcd", "wrong", "write x", int32(1), int32(4), int32(3))
	f.Add("\ta\u202Eb名e\u0301", "57 of 52", "one\ntwo", int32(7), int32(3), int32(2))
	f.Add(strings.Repeat("x\u0301", 90), "", "", int32(3), int32(150), int32(9))
	f.Add("abc", "\x1b[2J", "\r\u2029", int32(9), int32(99), int32(-4))
	f.Add("", "", "", int32(0), int32(0), int32(0))
	f.Fuzz(func(t *testing.T, excerpt, message, hint string, line, col, width int32) {
		var l List
		l.Errorf("code", at("file", line, col, width), hint, "%s", message)
		l.items[0].Excerpt = excerpt
		for _, r := range text(t, &l, Colors{}) {
			if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029') {
				t.Fatalf("a terminal is sent %U", r)
			}
		}
		shown, marks, ok := l.items[0].Underline()
		if ok && (!utf8.ValidString(shown) || !strings.HasSuffix(marks, "^") || len(marks) > columns(shown)+1) {
			t.Fatalf("the marks leave their line:\n%s|\n%s|", shown, marks)
		}
	})
}

// columns is no less than what a terminal gives the text.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x1100 {
			n++
		}
		if unicode.In(r, unicode.Mn, unicode.Me) {
			n--
		}
	}
	return n
}

// A line that may say who a patient is is in no report, whoever points at it.
func TestNoReportShowsAPrivateLine(t *testing.T) {
	var l List
	l.Warnf("before", at("a.yaml", 2, 1, 4), "", "the same line, sorted before")
	l.Errorf("private", at("a.yaml", 2, 7, 11), "delete it", "a number: •••-••-••••")
	l.items[1].Private = true
	l.Warnf("after", at("a.yaml", 2, 9, 1), "", "the same line, sorted after")
	l.Warnf("next", at("a.yaml", 3, 1, 1), "", "another line")
	l.Warnf("other", at("b.yaml", 2, 1, 1), "", "another file")
	l.Sort()
	l.Attach(func(file string) []byte { return []byte("a: 1\nnote: 123-45-6789\nlast: of " + file + "\n") })
	want := map[string]string{"before": "", "private": "", "after": "", "next": "last: of a.yaml", "other": "note: 123-45-6789"}
	for _, d := range l.All() {
		if d.Excerpt != want[d.Code] {
			t.Errorf("the excerpt of %s is %q, want %q", d.Code, d.Excerpt, want[d.Code])
		}
	}
	l.items = slices.DeleteFunc(l.items, func(d Diagnostic) bool { return d.At.File == "b.yaml" })
	formats := l.formats()
	formats["text"] = func(w io.Writer) error { return l.Text(w, ANSI) }
	for name, print := range formats {
		var b strings.Builder
		if err := print(&b); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "6789") || b.Len() == 0 {
			t.Errorf("%s shows the line:\n%s", name, b.String())
		}
	}
}
