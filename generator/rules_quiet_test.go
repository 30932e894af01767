package generator_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"wallwalk/generator"
	"wallwalk/generator/check"
)

// Words, and what of them is a warning.
var wordRules = []rule{
	{says: "raw HTML is shown as text, with a warning", file: "lakeside/changes.yaml", old: "Ten minutes before the first exam", new: "Ten <b>minutes</b>",
		want: "lakeside/changes.yaml:7:17 warning markdown-text", told: "raw HTML", fine: []string{"Ten **minutes**", "Ten < eleven minutes", "'[Ten](https://example.org/) minutes'"}},
	{says: "so are links that are not allowed", file: "lakeside/changes.yaml", old: "Ten minutes before the first exam", new: "'[Ten](javascript:x) minutes'",
		want: "lakeside/changes.yaml:7:14 warning markdown-text", told: "links start with https://"},
	{says: "a link in a page that leads to no page", file: "content/guide.md", old: "# Hello", new: "# [Hello](spring/lakeside/)",
		want: "content/guide.md:4:3 warning dead-link", told: "did you mean ../spring/lakeside/?", fine: []string{"# [Hello](../spring/lakeside/)", "# [Hello](#hello)", "# `[Hello](nowhere/)`"}},
	{says: "what a remark cuts off", file: "lakeside/changes.yaml", old: "Ten minutes before the first exam", new: "Ten minutes #3",
		want: "lakeside/changes.yaml:7:25 warning comment-in-text", told: "quotes", fine: []string{"Ten minutes#3", "'Ten minutes #3'"}},
	{says: "a name on GitHub", file: "lakeside/roster.yaml", old: "name: Jo Field", new: "name: Jo Field, github: github.com/jo",
		want: "lakeside/roster.yaml:6:44 warning bad-github", told: "the name alone", fine: []string{"name: Jo Field, github: jo-field"}},
	{says: "an e-mail address", file: "lakeside/roster.yaml", old: "name: Jo Field", new: "name: Jo Field, email: jo at lakeside",
		want: "lakeside/roster.yaml:6:43 warning bad-email", told: "jo at lakeside", fine: []string{"name: Jo Field, email: jo@lakeside.example"}},
	{says: "a labelled birth date", file: "lakeside/wall.yaml", old: "Half way", new: "DOB 4/12/1951", want: "lakeside/wall.yaml:3:17 error privacy-birth-date", told: "delete it here"},
	{says: "what may be one", file: "lakeside/wall.yaml", old: "Half way", new: "born 4/12/1951", want: "lakeside/wall.yaml:3:18 warning privacy-birth-date", told: "delete it here"},
	{says: "an age over 89", file: "lakeside/wall.yaml", old: "Half way", new: "aged 94", want: "lakeside/wall.yaml:3:18 warning privacy-age", told: "90 and over", fine: []string{"aged 89"}},
	{says: "a name", file: "lakeside/wall.yaml", old: "Half way", new: "Helped Mrs Doe", want: "lakeside/wall.yaml:3:24 warning privacy-name", told: "colleague"},
	{says: "a phone number", file: "lakeside/wall.yaml", old: "Half way", new: "212-555-0143", want: "lakeside/wall.yaml:3:13 warning privacy-phone", told: "roster.yaml"},
	{says: "an e-mail address", file: "lakeside/wall.yaml", old: "Half way", new: "jo@lakeside.org", want: "lakeside/wall.yaml:3:13 warning privacy-email", told: "roster.yaml"},
	{says: "a record number", file: "lakeside/wall.yaml", old: "Half way", new: "MRN 1234567", want: "lakeside/wall.yaml:3:17 error privacy-record-number", told: "delete it here"},
	{says: "a social security number", file: "lakeside/wall.yaml", old: "Half way", new: "for 123-45-6789", want: "lakeside/wall.yaml:3:17 error privacy-ssn", told: "delete it here"},
	{says: "is waived for its place", file: programFile, old: "title:", new: waiving("privacy-ssn", wallFile, "3"), with: []swap{secret}},
	{says: "and for no other", file: programFile, old: "title:", new: waiving("privacy-ssn", wallFile, "3"), with: []swap{secret, {"lakeside/wall.yaml", "How do others", "123-45-6789"}},
		want: "lakeside/wall.yaml:7:7 error privacy-ssn", told: "delete it here"},
	{says: "nobody waives without a find", file: programFile, old: "title:", new: waiving("privacy-ssn", wallFile, "3"),
		want: "cohorts/program.yaml:1:10 warning waiver-unused", told: "delete the waiver"},
	{says: "a warning about privacy can be waived, too", file: programFile, old: "title:", new: waiving("privacy-phone", wallFile, "3"), with: []swap{{"lakeside/wall.yaml", "Half way", "212-555-0143"}}},
	{says: "no other can", file: programFile, old: "title:", new: waiving("role-short", wallFile, "3"), want: "cohorts/program.yaml:1:17 error not-waivable", told: "only a find about privacy"},
	{says: "nor a code that there isn't", file: programFile, old: "title:", new: waiving("privacy-sn", wallFile, "3"), want: "cohorts/program.yaml:1:17 error not-waivable", told: "privacy-ssn"},
	{says: "a waiver has a reason", file: programFile, old: "title:", new: "waived: [{code: privacy-ssn, file: " + wallFile + ", line: 3, by: Jo}]\ntitle:", with: []swap{secret}, want: "cohorts/program.yaml:1:10 error missing-key", told: "a waiver needs reason"},
	{says: "and a name", file: programFile, old: "title:", new: "waived: [{code: privacy-ssn, file: " + wallFile + ", line: 3, reason: R}]\ntitle:", with: []swap{secret}, want: "cohorts/program.yaml:1:10 error missing-key", told: "a waiver needs by"},
}

const wallFile = teamsOf + "lakeside/wall.yaml"

var secret = swap{"lakeside/wall.yaml", "Half way", "for 123-45-6789"}

func waiving(code, file, line string) string {
	return "waived: [{code: " + code + ", file: " + file + ", line: " + line + ", reason: A part number, by: Jo}]\ntitle:"
}

// unshown are warnings that no edit of one place brings about.
var unshown = []string{"no-teams", "too-many-mistakes"}

// A program that does not want a warning does not hear it, strict or not; with
// --strict, any other warning is an error.
func TestWarningsCanBeSwitchedOff(t *testing.T) {
	_, warnings := check.Codes()
	shown := slices.Clone(unshown)
	for _, r := range allRules() {
		_, code, warning := strings.Cut(r.want, " warning ")
		if !warning {
			continue
		}
		shown = append(shown, code)
		if _, list := r.made(t, r.new, generator.Options{Strict: true}); r.lines(list) != strings.Replace(r.want, " warning ", " error ", 1) {
			t.Errorf("%s: with --strict %q is told as\n%s", r.says, r.new, r.words(list))
		}
		r.with = append(r.with[:len(r.with):len(r.with)], quietly(code))
		for _, strict := range []bool{false, true} {
			if _, list := r.made(t, r.new, generator.Options{Strict: strict}); len(list) > 0 {
				t.Errorf("%s: with quiet: [%s] (strict: %t) %q is told as\n%s", r.says, code, strict, r.new, r.words(list))
			}
		}
	}
	for _, code := range warnings {
		if !slices.Contains(shown, code) {
			t.Errorf("no rule has the warning %s", code)
		}
	}
}

// So can the one that there are too many.
func TestTooManyWarningsCanBeSwitchedOff(t *testing.T) {
	var learnings strings.Builder
	for i := range 300 {
		fmt.Fprintf(&learnings, "- {id: l%d, title: T, date: 2026-05-20, text: <b>}\n", i)
	}
	for code, want := range map[string]int{"walks": 202, "too-many-mistakes": 201, "markdown-text": 0} {
		files := whole(t)
		files[teamsOf+"lakeside/learnings.yaml"] = learnings.String()
		files[programFile] += "quiet: [" + code + "]\n"
		if list := diagnosedWhole(t, files, generator.Options{}); len(list) != want {
			t.Errorf("quiet: [%s] leaves %d, want %d", code, len(list), want)
		}
	}
}

// An error stays, whatever the program wants.
func TestErrorsCannotBeSwitchedOff(t *testing.T) {
	for _, r := range allRules() {
		_, code, failed := strings.Cut(r.want, " error ")
		if !failed || r.file == programFile {
			continue
		}
		r.with = append(r.with[:len(r.with):len(r.with)], quietly(code))
		if _, list := r.made(t, r.new, generator.Options{}); !strings.Contains(r.lines(list), r.want) {
			t.Errorf("%s: with quiet: [%s] %q is told as\n%s", r.says, code, r.new, r.words(list))
		}
	}
}

// quietly puts the code into the program's quiet list, below all else.
func quietly(code string) swap {
	return swap{programFile, "Our Improvement Program\n", "Our Improvement Program\nquiet: [" + code + "]\n"}
}

func allRules() []rule {
	var all []rule
	for _, table := range rules {
		all = append(all, table...)
	}
	return all
}
