package check

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"wallwalk/generator/diag"
	"wallwalk/generator/privacy"
)

// lineByLine is what Secrets finds, by looking at every line.
func lineByLine(s Source) (found []Secret) {
	lines := diag.Lines(s.Text)
	for i := 0; i < len(lines); {
		n := 1
		for ; n < len(lines)-i; n++ {
			above, _ := utf8.DecodeLastRuneInString(strings.TrimRight(lines[i+n-1], between))
			below := strings.TrimLeft(lines[i+n], between)
			blank := strings.Trim(lines[i+n-1], between) == ""
			if !blank && !unicode.IsLetter(above) && above != '.' || blank && n == 1 || below != "" && !strings.ContainsAny(below[:min(len(below), 4)], "0123456789") {
				break
			}
		}
		found = append(found, s.said(i+1, strings.Join(lines[i:i+n], "\n"))...)
		i += n
	}
	return found
}

func sameByLine(t *testing.T, name string, text []byte) (finds int) {
	t.Helper()
	s := Source{Name: name, Text: text}
	got := slices.DeleteFunc(s.Secrets(), func(f Secret) bool { return f.name })
	want := lineByLine(s)
	if !slices.Equal(got, want) {
		t.Fatalf("%s: %q\nat its cues  %+v\nline by line %+v", name, text, got, want)
	}
	return len(want)
}

// acrossLines are finds whose label stands a line above, and what only looks
// like it.
var acrossLines = []string{
	"MRN\n7004321\n", "MRN\n\n7004321", "a: MRN\r\n#   7004321\r\n", "\uFEFFMRN:\r7004321", "MRN\n- a\n7004321", "\n\nMRN.\n\n\n7004321\n", "a b\n1 MRN\n2 7004321\n",
	"a\n1 b\n2 c\nDOB\n3/4/1931\nx\nborn\n4/5/1932", "MRN\n1 patient\n7004321", "\n1\n\nMRN\n\n\n\n7004321, 212-555-0143\n", "date of\n  birth\n 4/12/1951 aged\n94",
	"patient\nJane Roe", "x\n\n\nMRN 7004321\n\n\n5 Mr Roe\nMRN", "health\n1 record\n7004321",
}

func TestSecretsAreThoseOfEveryLine(t *testing.T) {
	finds := 0
	for _, text := range acrossLines {
		finds += sameByLine(t, "a.yaml", []byte(text))
	}
	finds += sameByLine(t, "a.yaml", []byte(strings.Join(acrossLines, "\n")))
	if finds < 20 {
		t.Errorf("only %d finds were compared", finds)
	}
	for _, s := range demo(t) {
		sameByLine(t, s.Name, s.Text)
	}
}

// demo are the demo program's files.
func demo(t testing.TB) (all []Source) {
	t.Helper()
	for _, dir := range []string{"cohorts", "content"} {
		err := fs.WalkDir(os.DirFS("../.."), dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := os.ReadFile("../../" + name)
			all = append(all, Source{Name: name, Text: data})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(all) < 100 {
		t.Fatalf("there are only %d files", len(all))
	}
	return all
}

// BenchmarkSecrets looks at the demo's files, at their cues and line by line.
func BenchmarkSecrets(b *testing.B) {
	files := demo(b)
	for how, look := range map[string]func(Source) []Secret{"cues": Source.Secrets, "lines": lineByLine} {
		b.Run(how, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				size := 0
				for _, s := range files {
					look(s)
					size += len(s.Text)
				}
				b.SetBytes(int64(size))
			}
		})
	}
}

// FuzzSecrets: whatever a file holds, the cues lead to all that a look at every
// line finds.
func FuzzSecrets(f *testing.F) {
	for _, text := range acrossLines {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) { sameByLine(t, "a.yaml", text) })
}

// A team's plain weeks are passed over without taking memory.
func TestInnocentLinesTakeNoMemory(t *testing.T) {
	weeks := strings.Repeat("  2026-03-01: {positioning: 31/52, repeats: 4/52, turnaround: 36.5, note: The scanner was down}\n", 50)
	if n := testing.AllocsPerRun(20, func() {
		if privacy.Cue(weeks, 0) >= 0 {
			t.Fatal("a plain week has a cue")
		}
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
