package generator

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"

	"wallwalk/generator/model"
)

const (
	formPage = "2026-spring/northgate/week/"
	formData = "cohorts/2026-spring/teams/northgate/data.yaml"
)

// TestBrowserForm fills in the form for a week's figures, and puts what comes
// out of it into the team's file.
func TestBrowserForm(t *testing.T) {
	browser := startBrowser(t)
	files := copiedDemo(t)
	sites := publishSite(t, builtFrom(t, files))
	for _, c := range []struct {
		name string
		test func(*tab)
	}{
		{"a week handed in", func(b *tab) { b.handIn(sites.root, files) }},
		{"a week handed in from a folder", func(b *tab) { b.handIn(sites.folder, files) }},
		{"a week fixed", func(b *tab) { b.fix(sites.root, files) }},
		{"any note", func(b *tab) { b.anyNote(sites.under, files) }},
		{"what is wrong", func(b *tab) { b.wrongFigures(sites.root) }},
		{"without JavaScript", func(b *tab) { b.formWithoutScript(sites.root) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newTab(t, browser)
			c.test(b)
			for _, p := range b.problems() {
				t.Error(p)
			}
		})
	}
}

// A composed is what the form shows.
type composed struct {
	Line, State, Where string
	Ready              bool
}

func (b *tab) composed() composed {
	b.Helper()
	return eval[composed](b, `({Line: document.querySelector(".copy").textContent, State: document.querySelector(".week-state").textContent,
		Where: document.querySelector(".week-where").textContent, Ready: !document.querySelector(".week-actions button").disabled})`)
}

// write types into a field, as somebody at a keyboard does.
func (b *tab) write(field, text string) {
	b.Helper()
	eval[bool](b, `(() => { const f = document.querySelector(`+strconv.Quote(field)+`); f.focus(); f.select(); return document.activeElement === f })()`)
	b.press(strings.Split(text, "")...)
}

const nastyNote = `PACS down, "two days": </pre><img src=x onerror=alert(1)> # 'no' \n {{.}} [x]`

// handIn fills in the first week that is owed and copies the line; the next
// build has its figures.
func (b *tab) handIn(site string, files fstest.MapFS) {
	b.open(site, formPage)
	if week := eval[string](b, `document.querySelector("#week").value`); week != "2026-03-15" {
		b.Fatalf("the form starts with %s", week)
	}
	if now := b.composed(); now.Ready || now.Line != "  2026-03-15: {positioning: …/…, feedback-given: …/…, repeats: …/…}" {
		b.Errorf("before anything is filled in: %+v", now)
	}
	b.write("#n--positioning", "11")
	b.press(kb.Tab)
	b.press("2", "8", kb.Tab, kb.Tab)
	b.press("1", kb.Tab, "5")
	if now := b.composed(); !now.Ready || now.State != "Ready to copy. Still missing, and owed until it is in: Exams with a repeated view." {
		b.Errorf("two of three figures: %+v", now)
	}
	eval[bool](b, `(() => { document.querySelector("[data-measure=repeats] [name=none]").click(); return true })()`)
	if said := eval[string](b, `document.querySelector("#say--note").textContent`); said != "Say in a few words why there is no figure." {
		b.Errorf("of a figure that is none: %q", said)
	}
	b.write("#note", nastyNote)
	now := b.composed()
	if !now.Ready || now.State != "Ready to copy." {
		b.Fatalf("all of it: %+v", now)
	}
	eval[bool](b, `(() => { document.querySelector(".week-actions button").click(); return true })()`)
	b.await(`/^Copied|^The line is marked/.test(document.querySelector(".week-state").textContent)`)
	after := b.submitted(files, now)
	w := weekOf(b, after, "2026-03-15")
	if f := w.Figure("positioning"); f == nil || f.Num != 11 || f.Den != 28 || w.Note.Text != nastyNote || !w.Figure("repeats").None {
		b.Errorf("the week is read as %+v", w)
	}
	page := builtFrom(b.T, after)["2026-spring/northgate/index.html"]
	if !regexp.MustCompile(`15 Mar 2026</th><td>39[\s\x{a0}]*%</td><td>11 of 28</td>`).Match(page) {
		b.Error("the team's page does not show the week")
	}
	if !strings.Contains(string(page), "<b>5 weeks</b> owed: 12 Apr") {
		b.Error("the team's page still owes the week")
	}
}

var lineNumber = regexp.MustCompile(`(in place of|below|above) line (\d+), which starts with (\S+?)[. ]`)

// submitted is the program with the line put where the form says, without a
// complaint of the check that there was not before.
func (b *tab) submitted(files fstest.MapFS, made composed) fstest.MapFS {
	b.Helper()
	says := lineNumber.FindStringSubmatch(made.Where)
	if says == nil {
		b.Fatalf("where the line goes: %q", made.Where)
	}
	lines := strings.SplitAfter(string(files[formData].Data), "\n")
	n, _ := strconv.Atoi(says[2])
	if !strings.HasPrefix(strings.TrimSpace(lines[n-1]), says[3]+":") {
		b.Fatalf("line %d is %q, not that of %s", n, lines[n-1], says[3])
	}
	line := []string{made.Line + "\n"}
	switch says[1] {
	case "in place of":
		lines[n-1] = line[0]
	case "below":
		lines = slices.Concat(lines[:n], line, lines[n:])
	case "above":
		lines = slices.Concat(lines[:n-1], line, lines[n-1:])
	}
	after := maps.Clone(files)
	after[formData] = &fstest.MapFile{Data: []byte(strings.Join(lines, ""))}
	_, before, err := Check(files, Options{})
	if err != nil {
		b.Fatal(err)
	}
	_, list, err := Check(after, Options{})
	if err != nil {
		b.Fatal(err)
	}
	if got, want := len(list.All()), len(before.All()); got > want || list.Failed() {
		b.Errorf("with %q the check says %d things, and %d without: %v", made.Line, got, want, list.All())
	}
	return after
}

func weekOf(b *tab, files fstest.MapFS, day string) *model.Week {
	b.Helper()
	at, err := FindTeam(files, Options{}, "2026-spring/northgate")
	if err != nil {
		b.Fatal(err)
	}
	for i := range at.Team.Data.Weeks {
		if at.Team.Data.Weeks[i].Start.String() == day {
			return &at.Team.Data.Weeks[i]
		}
	}
	b.Fatalf("the team has no week %s", day)
	return nil
}

// fix comes from the link beside a week: the form has what the line has, keeps
// what it has no field for, and says which line to replace.
func (b *tab) fix(site string, files fstest.MapFS) {
	at, err := FindTeam(files, Options{}, "2026-spring/northgate")
	if err != nil {
		b.Fatal(err)
	}
	i := slices.IndexFunc(at.Team.Data.Weeks, func(w model.Week) bool { return len(w.Exclude) > 0 })
	if i < 0 {
		b.Fatal("no week has anything excluded")
	}
	was := at.Team.Data.Weeks[i]
	b.open(site, formPage+"#"+was.Start.String())
	if now := b.composed(); !now.Ready || !strings.HasPrefix(now.Where, "It goes in place of line ") {
		b.Fatalf("the week as it is: %+v", now)
	}
	same := weekOf(b, b.submitted(files, b.composed()), was.Start.String())
	if weekText(*same) != weekText(was) {
		b.Errorf("the week comes back as %s, not %s", weekText(*same), weekText(was))
	}
	b.write("#n--positioning", "1")
	w := weekOf(b, b.submitted(files, b.composed()), was.Start.String())
	if f := w.Figure("positioning"); f == nil || f.Num != 1 {
		b.Errorf("the week is read as %s", weekText(*w))
	}
}

// weekText is a week without its places.
func weekText(w model.Week) string {
	var all []string
	for _, f := range w.Figures {
		all = append(all, fmt.Sprint(f.Measure, f.Num, f.Den, f.None))
	}
	slices.Sort(all)
	for _, t := range slices.Concat(w.Exclude, w.Astronomical) {
		all = append(all, t.Text)
	}
	return strings.Join(append(all, w.Note.Text), " ")
}

// anyNote has notes that try to be more than text; the reader has them as they
// were written, but for spaces in place of line ends and signs that it refuses.
func (b *tab) anyNote(site string, files fstest.MapFS) {
	notes := map[string]string{
		nastyNote: nastyNote, "two\nlines\r\nand\ttabs": "two lines and tabs", "a\u2028b\u2029c\u0085d\u007fe": "a b c d e",
		"\u202egnp.exe\u202c \u2066x\u2069": "gnp.exe x", "\\": "\\", `"`: `"`, `\"`: `\"`, "}": "}", "# x": "# x", "- x": "- x", "yes": "yes", "~": "~", "1": "1",
		"x: y": "x: y", "😀 é ﷽": "😀 é ﷽", "\u00a0x\u00a0": "x", "&amp; <b>": "&amp; <b>", "${x} `x` %s": "${x} `x` %s", "*a &b !c |d >e": "*a &b !c |d >e",
	}
	r := rand.New(rand.NewPCG(1, 2))
	signs := []rune("ab \"'\\{}[]:,#&*!|>%@`-?~éß漢😀<>/=.\u00ad\u200b")
	for range 60 {
		var text []rune
		for range 1 + r.IntN(12) {
			text = append(text, signs[r.IntN(len(signs))])
		}
		if s := strings.TrimSpace(string(text)); s != "" && !strings.Contains(s, "  ") {
			notes[s] = s
		}
	}
	b.open(site, formPage)
	for note, want := range notes {
		given, _ := json.Marshal(note)
		eval[bool](b, `(() => { const f = document.querySelector(".week-form"); f.querySelector("#n--positioning").value = "1"; f.querySelector("#d--positioning").value = "2";
			const n = f.querySelector("#note"); n.value = `+string(given)+`; n.dispatchEvent(new Event("input", {bubbles: true})); return true })()`)
		now := b.composed()
		if strings.Count(now.Line, "\n") > 0 {
			b.Errorf("the note %q makes several lines", note)
		}
		lines := strings.SplitAfter(string(files[formData].Data), "weeks:\n")
		after := maps.Clone(files)
		after[formData] = &fstest.MapFile{Data: []byte(lines[0] + now.Line + "\n" + lines[1])}
		if got := weekOf(b, after, "2026-03-15").Note.Text; got != want {
			b.Errorf("the note %q is read as %q", note, got)
		}
	}
}

// wrongFigures are told beside the field, and no line is to be copied.
func (b *tab) wrongFigures(site string) {
	b.open(site, formPage)
	for _, c := range []struct{ num, den, says string }{
		{"57", "52", "57 of 52: the upper number is larger than the lower one. Are they swapped?"},
		{"3", "0", "3 of 0: the upper number is larger than the lower one. Are they swapped?"},
		{"0", "0", "Nothing was counted: tick “no figure”, and say why in the note."},
		{"12", "", "Screening exams audited that week, drawn at random is missing."},
		{"1,5", "2", "Write a whole number."},
		{"about 3", "5", "Write a whole number: digits only."},
		{"-1", "5", "Write a whole number: digits only."},
		{"1", "1234567890123456", "That has too many digits."},
		{"1", "0000000000000002", "That has too many digits."},
		{"1,040", "1055", "Write 1040, without a comma."},
		{"1e1", "20", "Write a whole number: digits only."},
		{"١", "2", "Write a whole number: digits only."},
	} {
		b.write("#n--positioning", c.num)
		eval[bool](b, `(() => { const d = document.querySelector("#d--positioning"); d.value = "`+c.den+`"; d.dispatchEvent(new Event("input", {bubbles: true})); return true })()`)
		if said := eval[string](b, `document.querySelector("#say--positioning").textContent`); said != c.says {
			b.Errorf("%s of %s: %q, want %q", c.num, c.den, said, c.says)
		}
		if now := b.composed(); now.Ready || now.State != "Not ready: look at Exams meeting all positioning criteria." {
			b.Errorf("%s of %s: %+v", c.num, c.den, now)
		}
	}
}

// formWithoutScript shows the line with blanks, and where it goes.
func (b *tab) formWithoutScript(site string) {
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.open(site, formPage)
	text := eval[string](b, `document.querySelector("main").innerText`)
	for _, want := range []string{"2026-03-15: {positioning: …/…, feedback-given: …/…, repeats: …/…}", "It goes on a line of its own below line", "Copy the line below, write the week’s figures"} {
		if !strings.Contains(text, want) {
			b.Errorf("the page does not say %q", want)
		}
	}
	if eval[bool](b, `document.querySelector(".week-form").checkVisibility()`) {
		b.Error("a form that does nothing is shown")
	}
}
