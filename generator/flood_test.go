package generator_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"wallwalk/generator"
	"wallwalk/generator/diag"
)

// floods are bytes without end, each of a kind that some reader of YAML or text
// is known to be slow or greedy with.
var floods = map[string]func(n int) string{
	"zeros":         of("\x00"),
	"letters":       of("a"),
	"newlines":      of("\n"),
	"returns":       of("\r"),
	"tabs":          of("\t"),
	"spaces":        of(" "),
	"brackets":      of("["),
	"braces":        of("{"),
	"a: braces":     of("{a: "),
	"dashes":        of("- "),
	"colons":        of("a: "),
	"questions":     of("? "),
	"anchors":       of("&a "),
	"anchored":      lines(func(i int) string { return fmt.Sprintf("- &a%d x", i) }),
	"aliases":       of("*a "),
	"tags":          of("!!a "),
	"quotes":        of(`"`),
	"single quotes": of("'"),
	"open quote":    func(n int) string { return `title: "` + strings.Repeat("a\n ", n/3) },
	"hashes":        of("#"),
	"comments":      of("# a\n"),
	"documents":     of("---\n"),
	"ends":          of("...\n"),
	"percents":      of("%"),
	"emoji":         of("\U0001f600"),
	"accents":       of("\u0301"),
	"controls":      of("\u202e"),
	"bad UTF-8":     of("\xff"),
	"random":        random,
	"keys":          lines(func(i int) string { return fmt.Sprintf("k%d: v", i) }),
	"same keys":     of("title: x\n"),
	"short keys":    of("a:\n"),
	"flow keys": func(n int) string {
		return "{" + repeat(func(i int) string { return fmt.Sprintf("k%d: v, ", i) }, n) + "}"
	},
	"flow words":    func(n int) string { return "weeks: {2026-03-01: {a: b" + strings.Repeat(", c", n/3) + "}}" },
	"flow list":     func(n int) string { return "a: [" + strings.Repeat("a,", n/2) + "]" },
	"list":          of("- a\n"),
	"plain":         func(n int) string { return "title: " + strings.Repeat("a ", n/2) },
	"plain lines":   func(n int) string { return "title: a\n" + strings.Repeat("  a\n", n/4) },
	"literal":       func(n int) string { return "title: |\n" + strings.Repeat("  a\n", n/4) },
	"folded":        func(n int) string { return "title: >\n" + strings.Repeat("  a\n\n", n/5) },
	"escapes":       func(n int) string { return `title: "` + strings.Repeat(`\u202e`, n/6) + `"` },
	"deep":          deep,
	"conflict":      of("<<<<<<<\n"),
	"slip":          func(n int) string { return "a: " + strings.Repeat("b: ", n/3) + "\n\t" },
	"curly quotes":  func(n int) string { return "a: [" + strings.Repeat("“", n/3) },
	"braces, text":  func(n int) string { return "a: {" + strings.Repeat("b: c, ", n/6) },
	"question list": func(n int) string { return "a: [" + strings.Repeat("b? ", n/3) },
}

func of(part string) func(int) string {
	return func(n int) string { return strings.Repeat(part, n/len(part)) }
}

func repeat(part func(i int) string, n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(part(i))
	}
	return b.String()
}

func lines(line func(i int) string) func(int) string {
	return func(n int) string { return repeat(func(i int) string { return line(i) + "\n" }, n) }
}

func random(n int) string {
	b := make([]byte, n)
	r := rand.NewChaCha8([32]byte{1})
	r.Read(b)
	return string(b)
}

// deep is one more space on each line, until the lines are too long.
func deep(n int) string {
	return repeat(func(i int) string { return strings.Repeat(" ", i) + "a:\n" }, n)
}

// single is the content of each file that a program may have, for a flood that
// is right as YAML: one more entry each time. %d is its number.
var single = map[string]struct{ head, entry string }{
	"cohorts/program.yaml":    {"title: X\nrequirements:\n", "  - {id: r%d, text: x}\n"},
	"cohorts/one/cohort.yaml": {"title: X\nstarts: 2026-03-01\nends: 2026-09-05\ncollaboratives: [{id: flow, name: Flow, measures: [{id: kept, name: K, data: fraction}]}]\nsessions:\n", "  - {id: s%d, kind: wall, date: 2026-03-19}\n"},
	team + "team.yaml":        {"name: Elm\ncollaborative: flow\ndrivers:\n", "  - {id: d%d, name: x}\n"},
	team + "roster.yaml":      {"people:\n", "  - {id: p%d, name: X, role: member, email: a@b.example}\n"},
	team + "data.yaml":        {"weeks:\n", "  %d: {kept: 1/2}\n"},
	team + "milestones.yaml":  {"", "m%d: {done: 2026-03-01}\n"},
	team + "changes.yaml":     {"", "- {id: c%d, title: x, driver: d%[1]d, measures: [x, y]}\n"},
	team + "wall.yaml":        {"", "w%d: {score: 3}\n"},
	team + "learnings.yaml":   {"", "- {id: l%d, title: x, date: 2026-03-01, text: x, change: c%[1]d}\n"},
	team + "attendance.yaml":  {"", "s%d: [p%[1]d, q%[1]d]\n"},
	"content/flood.md":        {"---\ntitle: x\n---\n", "[a%d](javascript:x) <b> SSN 123-45-6789\n\n"},
}

// TestFloodsEnd writes each flood into each file, as large as is read and far
// larger. It has to be refused, or be what it looks like, in bounded memory. The
// slowest and the greediest are logged.
func TestFloodsEnd(t *testing.T) {
	worst := &worst{}
	for _, name := range slices.Sorted(maps.Keys(single)) {
		few := name != "cohorts/program.yaml" || testing.Short()
		for i, kind := range slices.Sorted(maps.Keys(floods)) {
			if few && (i+len(name))%15 != 0 && os.Getenv("FLOODS") == "" {
				continue // files are alike to the YAML reader: one gets everything, the others their share
			}
			flood(t, worst, name, kind, floods[kind](512<<10))
		}
		flood(t, worst, name, "10 MB", floods["random"](10<<20))
		flood(t, worst, name, "entries", single[name].head+repeat(func(i int) string { return fmt.Sprintf(single[name].entry, i) }, 511<<10))
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	t.Logf("the heap was never over %d MB", mem.HeapSys>>20)
	t.Logf("slowest: %v for %s; most memory: %d MB for %s", worst.time, worst.slowest, worst.bytes>>20, worst.greediest)
}

type worst struct {
	time               time.Duration
	bytes              uint64
	slowest, greediest string
}

// mostAllocated bounds all that a check allocates, and with it what it can hold at any
// time. The YAML library alone takes a good part of it for a file full of braces.
const mostAllocated = 300 << 20

// flood checks small's program with one file replaced.
func flood(t *testing.T, w *worst, name, kind, text string) {
	t.Helper()
	if kind != "10 MB" {
		text = text[:min(len(text), 512<<10)]
	}
	if front := "---\n"; name == "content/flood.md" && !strings.HasPrefix(text, front) {
		text = front + text[:min(len(text), 512<<10-9)] + "\n" + front
	}
	files := small(nil)
	files[name] = &fstest.MapFile{Data: []byte(text)}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	_, list, err := generator.Check(files, generator.Options{AsOf: day(t, "2026-05-20"), Jobs: 1})
	if err != nil {
		t.Fatalf("%s of %s: %v", name, kind, err)
	}
	var out bytes.Buffer
	if err := list.Text(&out, diag.Colors{}); err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	allocated := after.TotalAlloc - before.TotalAlloc
	what := name + " of " + kind
	if os.Getenv("FLOODS") != "" {
		t.Logf("%-50s %4d ms %4d MB %6d diagnostics, %d KB printed", what, took.Milliseconds(), allocated>>20, len(list.All()), out.Len()>>10)
	}
	if took > w.time {
		w.time, w.slowest = took, what
	}
	if allocated > w.bytes {
		w.bytes, w.greediest = allocated, what
	}
	if allocated > mostAllocated {
		t.Errorf("%s takes %d MB", what, allocated>>20)
	}
	if !plausible[kind] && !slices.ContainsFunc(list.All(), func(d diag.Diagnostic) bool { return d.At.File == name }) {
		t.Errorf("%s: nothing is said", what)
	}
}

// plausible floods are right in some file.
var plausible = map[string]bool{"entries": true, "plain": true, "plain lines": true, "literal": true, "folded": true}
