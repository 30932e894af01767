package generator_test

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"wallwalk/generator"
)

func TestTheSameFilesGiveTheSameBytes(t *testing.T) {
	first := demo(t)
	for _, jobs := range []int{1, 8} {
		again := build(t, demoFiles(), generator.Options{Version: "test", Jobs: jobs})
		if len(again) != len(first) {
			t.Errorf("with %d jobs there are %d files, not %d", jobs, len(again), len(first))
		}
		for name, data := range first {
			if !bytes.Equal(data, again[name]) {
				t.Errorf("with %d jobs %s is different", jobs, name)
			}
		}
	}
}

// The day reckoned from is the only thing beside the files that a page depends
// on; the fallback gives way to what the program says.
func TestTheClockIsNotRead(t *testing.T) {
	first := demo(t)
	again := build(t, demoFiles(), generator.Options{Version: "test", Fallback: day(t, "2031-01-01")})
	for name, data := range first {
		if !bytes.Equal(data, again[name]) {
			t.Errorf("%s depends on the fallback though the program has as_of", name)
		}
	}
	other := build(t, demoFiles(), generator.Options{Version: "test", AsOf: day(t, "2026-06-01")})
	if bytes.Equal(first["2026-spring/wall/index.html"], other["2026-spring/wall/index.html"]) {
		t.Error("the wall is the same on another day")
	}
	fallen := build(t, small(nil), generator.Options{Fallback: day(t, "2026-04-01")})
	asked := build(t, small(nil), generator.Options{AsOf: day(t, "2026-04-01"), Fallback: day(t, "2026-06-01")})
	if !bytes.Equal(fallen["one/wall/index.html"], asked["one/wall/index.html"]) {
		t.Error("without as_of, the fallback is not the day reckoned from")
	}
}

func TestPagesAreValid(t *testing.T) { demo(t).isValid(t) }

// isValid looks at each page, and at what all of them are called.
func (b built) isValid(t *testing.T) {
	t.Helper()
	titles := map[string]string{}
	for name, doc := range b.pages(t) {
		for _, fault := range faults(b[name], doc) {
			t.Errorf("%s: %s", name, fault)
		}
		for _, s := range skipped(doc) {
			t.Errorf("%s: %s", name, s)
		}
		title := words(find(doc, "title")[0])
		if other := titles[title]; other != "" {
			t.Errorf("%s and %s have the same title, %s", name, other, title)
		}
		titles[title] = name
		options(t, doc)
	}
	if len(titles) < 20 {
		t.Errorf("only %d pages were looked at", len(titles))
	}
}

// base is the path below which the demo program is served.
const base = "/imaging/"

func TestLinksLeadSomewhere(t *testing.T) { demo(t).isLinked(t) }

// isLinked follows each link of each page.
func (b built) isLinked(t *testing.T) {
	t.Helper()
	ids := map[string]map[string]bool{}
	pages := b.pages(t)
	for name, doc := range pages {
		ids[name] = map[string]bool{}
		each(doc, func(e *html.Node, _ int) { ids[name][attr(e, "id")] = true })
	}
	links := 0
	for name, doc := range pages {
		each(doc, func(e *html.Node, _ int) {
			for _, key := range []string{"href", "src", "data-echarts"} {
				address, there := lookup(e, key)
				if !there {
					continue
				}
				file, id, own := target(name, address, base)
				if !own {
					continue // TestPagesAreValid says which may lead out
				}
				links++
				if b[file] == nil {
					t.Errorf("%s: %s=%q leads to %s, which is not there", name, key, address, file)
				} else if id != "" && !ids[file][id] {
					t.Errorf("%s: %s=%q leads to an id that %s does not have", name, key, address, file)
				}
			}
		})
	}
	if links < 500 {
		t.Errorf("only %d links were followed", links)
	}
}

// Every page but the front page says where it is: the pages above it as links,
// and itself as words.
func TestEveryPageSaysWhereItIs(t *testing.T) {
	for name, doc := range demo(t).pages(t) {
		var trail *html.Node
		for _, n := range find(doc, "nav") {
			if attr(n, "aria-label") == "You are here" {
				trail = n
			}
		}
		if name == "index.html" || name == "404.html" {
			if trail != nil {
				t.Errorf("%s has a trail", name)
			}
			continue
		}
		if trail == nil {
			t.Errorf("%s has no trail", name)
			continue
		}
		steps := find(trail, "li")
		for i, li := range steps {
			links, last := len(find(li, "a")), i == len(steps)-1
			if last != (links == 0) || last != (attr(li, "aria-current") == "page") || strings.TrimSpace(words(li)) == "" {
				t.Errorf("%s: step %d of %d has %d links", name, i+1, len(steps), links)
			}
			if last {
				continue
			}
			if file, _, own := target(name, attr(find(li, "a")[0], "href"), base); !own || file == name || i == 0 && file != "index.html" {
				t.Errorf("%s: step %d leads to %s", name, i+1, file)
			}
		}
		if here := words(steps[len(steps)-1]); !strings.HasPrefix(words(find(doc, "title")[0]), here) && here != "The wall" {
			t.Errorf("%s calls itself %q", name, here)
		}
	}
}

// Whoever goes from page to page of a section sees each once, and comes back.
func TestASectionCanBeReadThrough(t *testing.T) {
	site := demo(t)
	step := func(name, rel string) string {
		for _, a := range find(site.page(t, name), "a") {
			if attr(a, "rel") == rel {
				file, _, _ := target(name, attr(a, "href"), base)
				return file
			}
		}
		return ""
	}
	pages, _ := fs.Glob(demoFiles(), "content/reference/*.md")
	first := "reference/" + strings.TrimSuffix(path.Base(pages[0]), ".md") + "/index.html"
	for step(first, "prev") != "" {
		first = step(first, "prev")
	}
	seen := 0
	for at, before := first, ""; at != ""; at, before = step(at, "next"), at {
		if step(at, "prev") != before {
			t.Errorf("before %s comes %q, not %q", at, step(at, "prev"), before)
		}
		if seen++; seen > len(pages) {
			break
		}
	}
	if seen != len(pages) || seen < 15 {
		t.Errorf("of %d pages %d are seen", len(pages), seen)
	}
	if step("program/index.html", "next")+step("program/index.html", "prev") != "" {
		t.Error("a page in the menu has neighbours")
	}
}

func TestNotFoundStandsAtAnyDepth(t *testing.T) {
	for _, c := range []struct{ url, root string }{{"", base}, {"https://h.example", "/"}, {"https://h.example/a/b/", "/a/b/"}} {
		doc := build(t, demoFiles(), generator.Options{BaseURL: c.url}).page(t, "404.html")
		each(doc, func(e *html.Node, _ int) {
			for _, key := range []string{"href", "src"} {
				if v, ok := lookup(e, key); ok && v != "#main" && v != "data:," && !strings.HasPrefix(v, c.root) {
					t.Errorf("with base_url %q, %s=%q does not start with %s", c.url, key, v, c.root)
				}
			}
		})
	}
}

// elsewhere is what makes a style or a script load from another origin.
var elsewhere = regexp.MustCompile(`url\(\s*["']?(?:https?:)?//|@import|fetch\(|XMLHttpRequest|importScripts|sendBeacon|WebSocket`)

func TestAssetsAskNothingOfAnotherOrigin(t *testing.T) {
	site := demo(t)
	for name, data := range site {
		if !strings.HasPrefix(name, "assets/") || strings.Contains(name, "echarts") {
			continue
		}
		if found := elsewhere.Find(data); found != nil {
			t.Errorf("%s has %s", name, found)
		}
		if strings.HasSuffix(name, ".js") && regexp.MustCompile(`https?://`).Match(data) {
			t.Errorf("%s names another origin", name)
		}
	}
}

func TestEveryTeamHasItsPage(t *testing.T) {
	site := demo(t)
	folders, err := fs.Glob(demoFiles(), "cohorts/*/teams/*")
	if err != nil || len(folders) < 10 {
		t.Fatal(folders, err)
	}
	for _, dir := range folders {
		parts := strings.Split(dir, "/")
		for _, name := range []string{"index.html", "data.json", "data.csv"} {
			if site[path.Join(parts[1], parts[3], name)] == nil {
				t.Errorf("%s has no %s", dir, name)
			}
		}
	}
}

func TestHeadersSayThePolicy(t *testing.T) {
	text := string(demo(t)["_headers"])
	if !strings.Contains(text, "\n  Content-Security-Policy: "+policy+"; frame-ancestors 'none'\n") {
		t.Errorf("the policy is not in\n%s", text)
	}
	if !strings.Contains(text, "/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n") {
		t.Errorf("assets are not kept in\n%s", text)
	}
}

// ECharts is large: no page without a chart asks for it, and none loads it
// before somebody reaches for a chart.
func TestScriptsAreWhereTheyAreNeeded(t *testing.T) {
	site := demo(t)
	for name, doc := range site.pages(t) {
		var charts, scripts int
		each(doc, func(e *html.Node, _ int) {
			if _, ok := lookup(e, "data-chart"); ok {
				charts++
			}
			if _, ok := lookup(e, "data-echarts"); ok && e.Data == "script" {
				scripts++
			}
			if e.Data == "script" && strings.Contains(attr(e, "src"), "echarts") {
				t.Errorf("%s loads ECharts at once", name)
			}
		})
		if (charts > 0) != (scripts > 0) {
			t.Errorf("%s has %d charts and %d scripts for them", name, charts, scripts)
		}
		if n := len(options(t, doc)); n != charts {
			t.Errorf("%s has %d charts and options for %d", name, charts, n)
		}
	}
}

func TestPagesFitTheirWeight(t *testing.T) {
	site := demo(t)
	for _, name := range slices.Concat(site.names("/wall/index.html"), site.names("lakeside/index.html"), site.names("lakeside/week/index.html")) {
		n, loaded := packed(t, site[name]), 0
		for _, e := range slices.Concat(find(site.page(t, name), "link"), find(site.page(t, name), "script")) {
			if at := strings.Index(attr(e, "href")+attr(e, "src"), "assets/"); at >= 0 {
				n += packed(t, site[(attr(e, "href") + attr(e, "src"))[at:]])
				loaded++
			}
		}
		if loaded != 4 {
			t.Errorf("%s loads %d styles and scripts", name, loaded)
		}
		if n > 40<<10 {
			t.Errorf("%s with style and script is %d bytes, over 40 KB", name, n)
		}
	}
}

// packed is how many bytes a host sends.
func packed(t testing.TB, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
