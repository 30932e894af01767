package generator_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"gopkg.in/yaml.v3"

	"wallwalk/generator"
	"wallwalk/generator/load"
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
	program, list, err := load.Program(demoFiles(), oneByOne)
	if err != nil || list.Failed() {
		b.Fatal(list, err)
	}
	whole := site.New(site.Input{Program: program, AsOf: program.AsOf.Date, Theme: theme, Each: oneByOne})
	var planned []site.File
	var cohorts []site.Summary
	for _, c := range program.Cohorts {
		files, summary := whole.Cohort(c)
		planned, cohorts = append(planned, files...), append(cohorts, summary())
	}
	planned = append(planned, whole.Above(func() []site.Summary { return cohorts })...)
	kinds := map[string]string{"home": "index.html", "page": "roles/index.html", "cohort": "2026-spring/index.html", "wall": "2026-spring/wall/index.html",
		"walk": "2026-spring/wall/wall-6/index.html",
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

// BenchmarkRead reads and checks programs; its floor decodes the same files with
// the YAML library alone. The two take turns, so that what else the machine
// does slows both, and the median of the rounds' ratios is reported.
func BenchmarkRead(b *testing.B) {
	demo := inMemory(b, demoFiles())
	for name, fsys := range map[string]fs.FS{"demo": demo, "large": repeated(demo, 20)} {
		b.Run(name, func(b *testing.B) {
			var ratios []float64
			var checking, decoding time.Duration
			for b.Loop() {
				floor := timed(func() { decodeAll(b, fsys) })
				whole := timed(func() {
					if _, list, err := generator.Check(fsys, generator.Options{Jobs: 1}); err != nil || list.Failed() {
						b.Fatal(list, err)
					}
				})
				ratios = append(ratios, float64(whole)/float64(floor))
				checking, decoding = checking+whole, decoding+floor
			}
			slices.Sort(ratios)
			b.ReportMetric(ratios[len(ratios)/2], "ratio")
			b.ReportMetric(checking.Seconds()*1e3/float64(len(ratios)), "check-ms")
			b.ReportMetric(decoding.Seconds()*1e3/float64(len(ratios)), "floor-ms")
		})
	}
}

func timed(do func()) time.Duration {
	start := time.Now()
	do()
	return time.Since(start)
}

// inMemory is a program's files, read once, so that a disk slows nothing.
func inMemory(b *testing.B, fsys fs.FS) fstest.MapFS {
	b.Helper()
	files := fstest.MapFS{}
	eachFile(b, fsys, func(name string, data []byte) { files[name] = &fstest.MapFile{Data: data} })
	if len(files) < 100 {
		b.Fatalf("the program has only %d files", len(files))
	}
	return files
}

// repeated is the program with each of its cohorts there n times, under other
// names.
func repeated(files fstest.MapFS, n int) fstest.MapFS {
	large := fstest.MapFS{}
	for name, f := range files {
		large[name] = f
		if cohort, rest, below := strings.Cut(strings.TrimPrefix(name, "cohorts/"), "/"); below && strings.HasPrefix(name, "cohorts/") {
			for i := range n - 1 {
				large[fmt.Sprintf("cohorts/%s-%d/%s", cohort, i, rest)] = f
			}
		}
	}
	return large
}

// decodeAll decodes a program's files into nodes: of a page, what stands before
// its Markdown.
func decodeAll(b *testing.B, fsys fs.FS) {
	eachFile(b, fsys, func(name string, data []byte) {
		if path.Ext(name) == ".md" {
			data, _, _ = bytes.Cut(data, []byte("\n---\n"))
		}
		var n yaml.Node
		if err := yaml.Unmarshal(data, &n); err != nil || len(n.Content) == 0 {
			b.Fatal(name, err)
		}
	})
}

// eachFile reads every file of a program.
func eachFile(b *testing.B, fsys fs.FS, visit func(name string, data []byte)) {
	b.Helper()
	for _, dir := range []string{"cohorts", "content"} {
		err := fs.WalkDir(fsys, dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.Contains(".yaml .md", path.Ext(name)) {
				return err
			}
			data, err := fs.ReadFile(fsys, name)
			visit(name, data)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
