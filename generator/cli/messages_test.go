package cli

import (
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"wallwalk/generator"
	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// Each message's two examples are tried in the sound program: there is a place
// in the file that they name where the wrong lines bring the message about, and
// the right ones, in the same place, do not.
func TestTheExamplesOfTheMessages(t *testing.T) {
	sections := explained(t, "../../content/reference/messages.md")
	tried := 0
	for _, code := range slices.Sorted(maps.Keys(sections)) {
		if _, apart := shownElsewhere[code]; apart {
			continue
		}
		examples := example.FindAllStringSubmatch(sections[code], -1)
		if len(examples) < 2 {
			t.Errorf("%s has %d examples", code, len(examples))
			continue
		}
		tried++
		wrong, right := examples[0][1], examples[1][1]
		file := namedIn.FindStringSubmatch(wrong)
		if file == nil {
			t.Errorf("the example of %s doesn't name its file", code)
			continue
		}
		if m := masked[code]; m != "" {
			wrong = regexp.MustCompile(`[•?][•?@./-]*`).ReplaceAllLiteralString(wrong, m)
		}
		if !anyPlace(t, code, file[1], lines(wrong), lines(right)) {
			t.Errorf("%s: nowhere in %s do the wrong lines bring it about and the right ones not", code, file[1])
		}
	}
	if tried < 50 {
		t.Errorf("only %d messages were tried", tried)
	}
}

var (
	example = regexp.MustCompile("(?s)```yaml\n(.*?)```")
	namedIn = regexp.MustCompile(`(?m)^# (?:content/)?([a-z]+\.(?:yaml|md))`)
	itemID  = regexp.MustCompile(`^- \{id: ([a-z0-9-]+)`)
)

// What the page for those who send in a week tells them to write is taken, and
// the message that it explains is the one that they would get.
func TestTheLinesOfWeeklyData(t *testing.T) {
	page, err := os.ReadFile("../../content/weekly-data.md")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(sound)).Files {
		text := strings.Replace(string(f.Data), "      - {id: turnaround,", "      - {id: repeats, name: Repeats, chart: p}\n      - {id: turnaround,", 1)
		files[f.Name] = &fstest.MapFile{Data: []byte(text)}
	}
	weeks, _, _ := strings.Cut(string(files[lakesideData].Data), "\nevents:")
	now := strings.Split(weeks, "\n")
	checked := func(put []string) string {
		files := maps.Clone(files)
		files[lakesideData] = &fstest.MapFile{Data: []byte(strings.Join(overlaid(now, put), "\n") + "\n")}
		_, list, err := generator.Check(files, generator.Options{AsOf: model.DateOf(time.Date(2026, 6, 28, 0, 0, 0, 0, time.UTC))})
		if err != nil {
			t.Fatal(err)
		}
		var said strings.Builder
		if err := list.Text(&said, diag.Colors{}); err != nil {
			t.Fatal(err)
		}
		return said.String()
	}
	examples := example.FindAllStringSubmatch(string(page), -1)
	for _, m := range examples {
		if said := checked(lines(m[1])); said != "" {
			t.Errorf("%s\nis not taken:\n%s", m[1], said)
		}
	}
	shown := regexp.MustCompile("(?s)```text\n(.*?)```").FindStringSubmatch(string(page))
	if len(examples) < 4 || shown == nil {
		t.Fatal("the page has too few examples")
	}
	line := regexp.MustCompile(`(?m)^ +\d+ \| (.*)$`).FindStringSubmatch(shown[1])
	if said := strings.ReplaceAll(checked([]string{line[1]}), "cohorts/spring/", "cohorts/2026-spring/"); said != shown[1] {
		t.Errorf("the page says\n%s\nand the check\n%s", shown[1], said)
	}
}

// shownElsewhere are the messages that no few lines of one file bring about.
// The script code-<code>.txtar of each shows how it comes.
var shownElsewhere = map[string]string{
	"bad-id": "a name", "reserved-id": "a name", "page-is-cohort": "a name", "unknown-file": "a name",
	"link": "a kind of file", "not-a-file": "a kind of file", "not-a-picture": "a kind of file", "not-text": "a kind of file",
	"missing-file": "a file that is not there", "no-cohorts": "a file that is not there", "no-teams": "a file that is not there",
	"too-large": "a size", "too-many-files": "a number", "too-many-mistakes": "a number",
	"too-many-teams": "several files", "shared-public-id": "several files", "waiver-unused": "several files",
	"bad-template": "a theme's", "missing-column": "a table's", "unknown-week": "a table's",
}

// masked is what stands in place of the points in an example, and of question
// marks: what nobody should read on a page, or can't.
var masked = map[string]string{
	"control-character": "\x01", "not-utf8": "\xe4", "privacy-age": "94", "privacy-birth-date": "3/14/1950", "privacy-email": "ann@patient.example",
	"privacy-name": "Featherstone", "privacy-phone": "312-555-0144", "privacy-record-number": "4711008", "privacy-ssn": "123-45-6789",
}

// lines are an example's without the remark that names the file.
func lines(text string) []string {
	all := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if strings.HasPrefix(all[0], "# ") {
		all = all[1:]
	}
	return all
}

// anyPlace looks for a place that shows what the example says.
func anyPlace(t *testing.T, code, file string, wrong, right []string) bool {
	t.Helper()
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(sound)).Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	if file == "about.md" {
		files["content/about.md"] = &fstest.MapFile{Data: []byte("---\ntitle: About\n---\n")}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Base(name) != file {
			continue
		}
		now := strings.Split(strings.TrimSuffix(string(files[name].Data), "\n"), "\n")
		for _, base := range [][]string{now, without(now, wrong, right)} {
			for place := range places(base) {
				if says(t, files, name, place(wrong), code) && !says(t, files, name, place(right), code) {
					return true
				}
			}
		}
	}
	return false
}

// without has none of the lines that the right example adds to the wrong one.
func without(now, wrong, right []string) []string {
	has := func(lines []string, k string) bool {
		return slices.ContainsFunc(lines, func(line string) bool { return key(line) == k })
	}
	return slices.DeleteFunc(slices.Clone(now), func(line string) bool { return has(right, key(line)) && !has(wrong, key(line)) })
}

// places are the ways in which lines can be put into a file: in place of all of
// it, in place of those with the same keys, or between any two.
func places(now []string) func(yield func(func([]string) []string) bool) {
	return func(yield func(func([]string) []string) bool) {
		if !yield(func(put []string) []string { return put }) || !yield(func(put []string) []string { return overlaid(now, put) }) {
			return
		}
		for i := range len(now) + 1 {
			if !yield(func(put []string) []string { return slices.Insert(slices.Clone(now), i, put...) }) {
				return
			}
		}
	}
}

// overlaid has each line in place of the one with its key, or behind the one
// that was put before it.
func overlaid(now, put []string) []string {
	out, at := slices.Clone(now), len(now)
	used := map[int]bool{}
	for _, line := range put {
		i := -1
		for j, other := range out {
			if key(other) == key(line) && !used[j] {
				i = j
				break
			}
		}
		if i < 0 {
			out, i = slices.Insert(out, at, line), at
			moved := map[int]bool{}
			for j := range used {
				if j >= i {
					j++
				}
				moved[j] = true
			}
			used = moved
		}
		out[i], used[i], at = line, true, i+1
	}
	return out
}

// key is by what a line is known among its neighbours.
func key(line string) string {
	line = strings.TrimSpace(line)
	if m := itemID.FindStringSubmatch(line); m != nil {
		return "- " + m[1]
	}
	k, _, _ := strings.Cut(line, ":")
	return k
}

// says reports whether a check says the code of the program with one file
// changed.
func says(t *testing.T, files fstest.MapFS, name string, text []string, code string) bool {
	t.Helper()
	now := maps.Clone(files)
	now[name] = &fstest.MapFile{Data: []byte(strings.Join(text, "\n") + "\n")}
	_, list, err := generator.Check(now, generator.Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list.All() {
		if d.Code == code {
			return true
		}
	}
	return false
}
