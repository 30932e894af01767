package generator_test

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"wallwalk/generator"
	"wallwalk/generator/site"
	"wallwalk/themes"
)

// BenchmarkBuildDemo is a whole build without a disk to write to.
func BenchmarkBuildDemo(b *testing.B) {
	for b.Loop() {
		pages, list, err := generator.Build(demoFiles(), generator.Options{}, func(string, []byte) error { return nil })
		if err != nil || list.Failed() || pages.Pages == 0 {
			b.Fatal(pages, list.All(), err)
		}
	}
}

// BenchmarkPage is one page of each kind: its view, its charts and its
// template. What all pages share, such as the teams' standings, is reckoned
// before.
func BenchmarkPage(b *testing.B) {
	theme, err := site.LoadTheme(themes.Default())
	if err != nil {
		b.Fatal(err)
	}
	program, list, err := generator.Check(demoFiles(), generator.Options{})
	if err != nil || list.Failed() {
		b.Fatal(list, err)
	}
	planned, err := site.Plan(site.Input{Program: program, AsOf: program.AsOf.Date, Theme: theme, Each: oneByOne})
	if err != nil {
		b.Fatal(err)
	}
	kinds := map[string]string{"home": "index.html", "page": "roles/index.html", "cohort": "2026-spring/index.html", "wall": "2026-spring/wall/index.html",
		"team": "2026-spring/lakeside/index.html", "404": "404.html", "data.json": "2026-spring/lakeside/data.json", "data.csv": "2026-spring/lakeside/data.csv"}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		b.Run(kind, func(b *testing.B) {
			i := slices.IndexFunc(planned, func(f site.File) bool { return f.Name == kinds[kind] })
			if i < 0 {
				b.Fatalf("there is no %s", kinds[kind])
			}
			b.ReportAllocs()
			for b.Loop() {
				data, err := planned[i].Render()
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(int64(len(data)))
			}
		})
	}
}

func oneByOne(n int, do func(int)) {
	for i := range n {
		do(i)
	}
}

// BenchmarkRead reads and checks the demo program; floor reads the bytes of the
// same files and no more.
func BenchmarkRead(b *testing.B) {
	b.Run("check", func(b *testing.B) {
		for b.Loop() {
			if _, list, err := generator.Check(demoFiles(), generator.Options{Jobs: 1}); err != nil || list.Failed() {
				b.Fatal(list, err)
			}
		}
	})
	b.Run("floor", func(b *testing.B) {
		for b.Loop() {
			if n := readAll(b, demoFiles()); n < 100 {
				b.Fatalf("only %d files were read", n)
			}
		}
	})
}

// readAll reads every file of a program and returns how many they are.
func readAll(b *testing.B, fsys fs.FS) (n int) {
	b.Helper()
	for _, dir := range []string{"cohorts", "content"} {
		err := fs.WalkDir(fsys, dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.Contains(".yaml .md", path.Ext(name)) {
				return err
			}
			n++
			_, err = fs.ReadFile(fsys, name)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return n
}
