package generator_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator/load"
	"wallwalk/generator/schema/agree"
)

// agreed compares reader and schemas over a program's files.
func agreed(t *testing.T, seen *agree.Seen, name string, fsys fs.FS) {
	t.Helper()
	parted, files, err := seen.Program(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if files < 6 {
		t.Errorf("%s: only %d files were compared", name, files)
	}
	for _, p := range parted {
		t.Errorf("%s: %s", name, p)
	}
}

func TestSchemasTakeTheDemo(t *testing.T) {
	agreed(t, &agree.Seen{}, "the demo", os.DirFS(".."))
}

func TestSchemasTakeTheHostileProgram(t *testing.T) {
	for _, trick := range tricks {
		_, files := program(map[slot]string{text: trick, prose: trick})
		agreed(t, &agree.Seen{}, clip(trick), files)
	}
	for _, trick := range inProse {
		_, files := program(map[slot]string{text: "plain", prose: trick})
		agreed(t, &agree.Seen{}, clip(trick), files)
	}
}

// odd are values at the edges of what is taken, as they stand in a file.
var odd = []string{
	"words", `"words"`, "Two words", "a-b", "A", "-a", "a--b", strings.Repeat("a", 64), strings.Repeat("a", 65), `" a "`, "'it''s'",
	"0", "1", "7", "24", "25", "010", "61", "101", "521", "10001", "36.5", "0.0", "-5", "-0.5", "+4", ".5", "1.", "1e3", "1E-2", "0x1f", "0o17", "1_000", ".inf", ".nan", `"36.5"`, `" 8 "`, "'1e3'", "1,5", "36 min",
	"999999999999999", "1234567890123456", "0.1234567890123456", "1000000000", "1000000001",
	"true", "false", "True", "FALSE", `"true"`, "yes", "no", "on", "off", "y", "n",
	"2026-03-01", `"2026-03-01"`, `" 2026-03-01 "`, "2026-3-1", "03/01/2026", "2026-02-30", "2026-13-01", "2026-03-01T12:00:00Z", "1899-12-31", "2199-12-31", "2200-01-01", "20260301",
	"13:00", `"13:00"`, "24:00", "9:00", "America/Chicago", "UTC", "Etc/GMT+5", "Mars/Olympus", "Local",
	"https://example.org/", "HTTPS://example.org", "http://x", "https://", "https:///x", "ftp://x/", "mailto:a@b.example", "//x/", "https://x/?a=b", "https://x/#a", "https://x?", "https://x/{path}", "javascript:x",
	`"#005eb8"`, `"#05b"`, "005eb8", "none", "None", "31/52", "57/52", "31/33.5", "31 of 52", "61%", "3/0", "0/0", `"31/52"`, "2026/03",
	"public", "sunday", "Sunday", "run", "p", "fraction", "outcome", "higher", "wall", "adopt", "suppress", "data_access", "nothing",
	"[]", "{}", "[a]", "[[a]]", "[1, true, 2026-03-01]", "[a, ]", `[""]`, "{a: b}", "{a: 1}", "{a: {b: c}}", "{2026-03-01: 3}", "{2026-03-01: [a]}", "[{id: a}]", `""`, `"  "`, "|\n          text", ">-\n          text\n          more", "\u00e9",
	strings.Repeat("w", 17<<10), "[2026-03-04]", "[2026-02-30]", "{falls: [2026-03-04]}", "{falls: 3}", "{falls: {2026-03-04: 3}}", "{turnaround: [2026-03-04]}", "{turnaround: 3/4}",
	"[{id: a, name: A, data: fraction}]", "[{id: a, name: A, chart: run}]", "[{id: a, name: A, chart: p}]", "[{id: a, name: A, chart: p, data: count}]", "[{id: a, name: A}]",
	"{member: {name: A, min: 3, max: 2}}", "{member: {name: A, min: 2, max: 2}}",
	"[{id: a, name: A, role: b}]", "[{id: a, name: A, roles: [b]}]", "[{id: a, name: A, roles: []}]", "[{id: a, name: A, role: b, roles: [b]}]", "[{id: a, name: A, drivers: [{id: b, name: B, drivers: [{id: c}]}]}]",
	"{2026-03-01: {positioning: 31/52}}", "{2026-03-01: {positioning: 57/52}}", "{2026-03-01: {positioning: 36.5}}", "{2026-03-01: {falls: 3}}", "{2026-03-01: {turnaround: 1/2}}", "{2026-03-01: {elsewhere: 1/2}}", "{2026-03-01: {turnaround: 1234567890123456}}", "{2026-02-30: {note: x}}",
	"{2026-03-01: {turnaround: 1e3}}", "{2026-03-01: {note: none, exclude: [turnaround]}}", "{2026-03-01: {exclude: turnaround}}", "{positioning: [{from: 2026-05-03}]}", "{positioning: [{name: x}]}",
}

// Whatever is written behind a key (one for each sort of value): what the reader takes, the schema takes,
// and the other way round but for the reasons that are listed.
func TestSchemasTakeWhatTheReaderTakes(t *testing.T) {
	var seen agree.Seen
	done := map[*load.Shape]bool{}
	for _, k := range keysAt(t) {
		if done[k.key.Shape] {
			continue
		}
		done[k.key.Shape] = true
		for _, value := range odd {
			k.key.Example = value
			files := sound()
			files[place(k.file)] = &fstest.MapFile{Data: []byte(k.write(none).text())}
			agreed(t, &seen, k.String()+": "+value, files)
		}
	}
	for _, r := range seen.Unused() {
		if r.Words != "" {
			t.Errorf("nothing was refused with %s for %q", r.Code, r.Why)
		}
	}
}

// A schema refuses what a team gets wrong most: else it would agree by taking
// everything.
func TestSchemasRefuseMostMistakes(t *testing.T) {
	for _, k := range keysAt(t) {
		for s, name := range slipNames {
			code, _, _ := k.expect(s)
			if code == "" || s == duplicate || code == "unknown-measure" {
				continue
			}
			if text := k.write(s).text(); agree.Takes(k.file.Name, []byte(text)) {
				t.Errorf("%s, %s: the schema takes it:\n%s", k, name, text)
			}
		}
	}
}

// Keys of a shape are keys of a schema: one that holds itself, too.
func TestShapesHaveTheKeysThatAreRead(t *testing.T) {
	known := knownKeys(t)
	shapes := map[string]map[string]bool{}
	for _, k := range keysAt(t) {
		if !k.own {
			if shapes[k.in.What] == nil {
				shapes[k.in.What] = map[string]bool{}
			}
			shapes[k.in.What][k.key.Name] = true
		}
	}
	for what, names := range known {
		for _, name := range names {
			if !shapes[what][name] {
				t.Errorf("the files' shapes lack %s of %s", name, what)
			}
		}
	}
	if len(load.Files()) != 11 {
		t.Errorf("there are %d sorts of files", len(load.Files()))
	}
}
