package generator_test

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator"
	"wallwalk/generator/diag"
	"wallwalk/generator/plain"
)

// Windows ends lines with two signs. A program whose every file does so, as a
// checkout there may, gives the same site, byte for byte.
func TestLinesEndAsTheyMay(t *testing.T) {
	files := demoCopy(t)
	for name, f := range files {
		if strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".md") {
			text := strings.ReplaceAll(string(f.Data), "\r\n", "\n")
			files[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, "\n", "\r\n"))}
		}
	}
	want := build(t, demoFiles(), generator.Options{Version: "test"})
	got := build(t, files, generator.Options{Version: "test"})
	if !slices.Equal(slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want))) {
		t.Error("there are other files")
	}
	for name, data := range want {
		if !bytes.Equal(data, got[name]) {
			at := 0
			for at < min(len(data), len(got[name])) && data[at] == got[name][at] {
				at++
			}
			t.Errorf("%s differs: %q, want %q", name, got[name][max(0, at-40):min(len(got[name]), at+40)], data[max(0, at-40):min(len(data), at+40)])
		}
	}
}

// onWindows are names that a file or folder can't have there, or that mean
// another one.
var onWindows = []string{"con", "prn", "aux", "nul", "com1", "lpt9", "CON", "Aux", `a\b`, `..\..\x`, `C:\x`, "C:x", "x.", "x ", "a:b", "a*b", "a?b", "a|b", `a"b`, "a<b", "x\x01y"}

// None of them becomes an address, wherever it stands, and the writer is told.
func TestNoAddressIsImpossibleOnWindows(t *testing.T) {
	usual := build(t, small(nil), generator.Options{})
	for _, name := range onWindows {
		for what, put := range map[string]func(fstest.MapFS){
			"a cohort": func(f fstest.MapFS) {
				for n, file := range maps.Clone(f) {
					if rest, ok := strings.CutPrefix(n, "cohorts/one/"); ok {
						f["cohorts/"+name+"/"+rest] = file
					}
				}
			},
			"a team": func(f fstest.MapFS) {
				for n, file := range maps.Clone(f) {
					if rest, ok := strings.CutPrefix(n, aTeam(f)); ok {
						f["cohorts/one/teams/"+name+"/"+rest] = file
					}
				}
			},
			"a page":            func(f fstest.MapFS) { f["content/"+name+".md"] = aPage },
			"a page further in": func(f fstest.MapFS) { f["content/guide/"+name+".md"] = aPage },
			"a folder of pages": func(f fstest.MapFS) { f["content/"+name+"/page.md"] = aPage },
			"a folder in one":   func(f fstest.MapFS) { f["content/guide/"+name+"/page.md"] = aPage },
		} {
			files := small(nil)
			put(files)
			pages, list, err := attempt(files, generator.Options{})
			if err != nil {
				t.Errorf("%s called %q: %v", what, name, err)
			}
			if strings.HasPrefix(name, ".") && len(pages) <= len(usual) { // it is hidden, and never read
				continue
			}
			if !list.Failed() {
				t.Errorf("%s called %q is not refused: %v", what, name, addresses(pages, name))
			}
		}
	}
}

func addresses(pages built, name string) (with []string) {
	for n := range pages {
		if strings.Contains(n, name) {
			with = append(with, n)
		}
	}
	return with
}

var aPage = &fstest.MapFile{Data: []byte("---\ntitle: A page of the test's own\n---\nWords.\n")}

// aTeam is the folder of the small program's team.
func aTeam(f fstest.MapFS) string {
	for n := range f {
		if dir, ok := strings.CutSuffix(n, "team.yaml"); ok {
			return dir
		}
	}
	return ""
}

// The signs that part folders there are none in a link: it leads nowhere, or is
// shown as text, and never out of the site.
func TestALinkWithBackslashes(t *testing.T) {
	files := small(nil)
	files["content/about.md"] = &fstest.MapFile{Data: []byte("---\ntitle: About\n---\n[up](..\\wall\\) [drive](C:\\x) [share](\\\\host\\share) [both](/\\host.example/x) ![image](..\\x.png)\n")}
	site, list, err := attempt(files, generator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list.All() {
		if d.Severity == diag.Error {
			return // refused
		}
	}
	for _, a := range find(site.page(t, "about/index.html"), "a") {
		href := attr(a, "href")
		if strings.ContainsAny(href, `\`) || strings.HasPrefix(href, "//") || strings.HasPrefix(strings.ToLower(href), "c:") {
			t.Errorf("a link leads to %q", href)
		}
	}
}

// Every file of a site can lie in a folder on Windows, where A and a are one
// name.
func TestEveryFileCanLieOnWindows(t *testing.T) {
	for _, public := range []bool{false, true} {
		seen := map[string]string{}
		for name := range build(t, demoFiles(), generator.Options{Public: public}) {
			if other := seen[strings.ToLower(name)]; other != "" {
				t.Errorf("%s and %s are one file there", name, other)
			}
			seen[strings.ToLower(name)] = name
			for part := range strings.SplitSeq(name, "/") {
				if plain.Device(part) || strings.ContainsAny(part, "<>:\"\\|?*") || strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") {
					t.Errorf("%s can't lie there", name)
				}
			}
			if len(name) > 160 { // of the 260 that a path may have, what is left is for the folder
				t.Errorf("%s is too long", name)
			}
		}
	}
}
