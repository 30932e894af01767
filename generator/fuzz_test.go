package generator_test

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator"
	"wallwalk/generator/diag"
)

// FuzzLoad has any bytes as any one file of a small program. Whatever they are,
// the program is checked without a panic; what is said points into the file;
// and it is built just where no error is said.
func FuzzLoad(f *testing.F) {
	names := slices.Sorted(maps.Keys(single))
	index := map[string]uint8{}
	for i, name := range names {
		index[path.Base(name)] = uint8(i)
	}
	seeds(f, func(name string, data []byte) {
		if i, ok := index[path.Base(name)]; ok {
			f.Add(i, data)
		}
	})
	for _, kind := range slices.Sorted(maps.Keys(floods)) {
		f.Add(uint8(len(kind)), []byte(floods[kind](64)))
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		checked(t, names[int(which)%len(names)], data)
	})
}

// FuzzPage has any bytes as a page of the program's prose.
func FuzzPage(f *testing.F) {
	seeds(f, func(name string, data []byte) {
		if path.Ext(name) == ".md" {
			f.Add(data[:min(len(data), 4<<10)])
		}
	})
	for _, s := range inProse {
		f.Add([]byte("---\ntitle: x\nsummary: y\n---\n" + s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { checked(t, "content/flood.md", data) })
}

// seeds visits the files of the demo and of the commands' scripts.
func seeds(f *testing.F, visit func(name string, data []byte)) {
	f.Helper()
	err := fs.WalkDir(demoFiles(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasPrefix(name, "cohorts/") && !strings.HasPrefix(name, "content/") {
			return err
		}
		data, err := fs.ReadFile(demoFiles(), name)
		visit(name, data)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	scripts, err := filepath.Glob("cli/testdata/script/*.txtar")
	if err != nil || len(scripts) < 50 {
		f.Fatal(len(scripts), err)
	}
	for _, name := range scripts {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		// A file of the archive starts behind a line -- name --.
		for _, part := range strings.Split("\n"+string(data), "\n-- ")[1:] {
			if inner, text, ok := strings.Cut(part, " --\n"); ok {
				visit(inner, []byte(text+"\n"))
			}
		}
	}
}

// checked builds small's program with one file of any bytes.
func checked(t *testing.T, name string, data []byte) {
	t.Helper()
	files := small(nil)
	files[name] = &fstest.MapFile{Data: data}
	site, list, err := attempt(files, generator.Options{AsOf: day(t, "2026-05-20"), Jobs: 1})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if list.Failed() != (len(site) == 0) {
		t.Errorf("%s: failed is %v and %d files are built", name, list.Failed(), len(site))
	}
	for _, d := range list.All() {
		pointed(t, files, d)
	}
	for _, file := range site.names(".html") {
		if !bytes.HasPrefix(site[file], []byte("<!doctype html>")) {
			t.Errorf("%s is no page: %.40q", file, site[file])
		}
	}
}

// pointed fails where a diagnostic points beyond its file.
func pointed(t *testing.T, files fstest.MapFS, d diag.Diagnostic) {
	t.Helper()
	if d.Code == "" || d.Message == "" || d.At.File == "" {
		t.Errorf("nothing is said: %+v", d)
	}
	f, there := files[d.At.File]
	if d.At.Line == 0 || !there {
		if d.At.Line != 0 {
			t.Errorf("there is no file to point at: %+v", d)
		}
		return
	}
	lines := diag.Lines(f.Data)
	if int(d.At.Line) > len(lines) || d.At.Line < 1 || d.At.Col < 1 || d.At.Width < 1 {
		t.Errorf("%s of %d lines: %+v", d.At.File, len(lines), d)
		return
	}
	if line := []rune(lines[d.At.Line-1]); int(d.At.Col) > len(line)+1 {
		t.Errorf("%s: column %d of %q: %+v", d.At.File, d.At.Col, string(line), d)
	}
}
