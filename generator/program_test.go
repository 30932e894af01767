package generator_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"wallwalk/generator"
	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// A built site, by the files' names.
type built map[string][]byte

// build builds a program that has no errors.
func build(t testing.TB, fsys fs.FS, o generator.Options) built {
	t.Helper()
	site, list, err := attempt(fsys, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list.All() {
		if d.Severity == diag.Error {
			t.Errorf("%s: %s: %s [%s]", d.At, d.Severity, d.Message, d.Code)
		}
	}
	if t.Failed() {
		t.FailNow()
	}
	return site
}

// attempt builds a program that may have errors.
func attempt(fsys fs.FS, o generator.Options) (built, *diag.List, error) {
	site := built{}
	_, list, err := generator.Build(fsys, o, site.taking())
	return site, list, err
}

// taking takes files as they are put. A file that is put twice holds both, so
// that no comparison passes.
func (b built) taking() func(name string, data []byte) error {
	var mu sync.Mutex
	return func(name string, data []byte) error {
		mu.Lock()
		defer mu.Unlock()
		b[name] = append(b[name], data...)
		return nil
	}
}

// names are the site's files with the ending, sorted.
func (b built) names(ending string) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(b)), func(name string) bool { return !strings.HasSuffix(name, ending) })
}

// page parses one of the site's pages.
func (b built) page(t testing.TB, name string) *html.Node {
	t.Helper()
	data, ok := b[name]
	if !ok {
		t.Fatalf("there is no page %s", name)
	}
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return doc
}

// pages parses all of them.
func (b built) pages(t testing.TB) map[string]*html.Node {
	t.Helper()
	all := map[string]*html.Node{}
	for _, name := range b.names(".html") {
		all[name] = b.page(t, name)
	}
	return all
}

// target is the file that a link on a page leads to, and the id in it. ok is
// false where the link leads out of the site.
func target(from, href, base string) (file, id string, ok bool) {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return "", "", false
	}
	file = strings.TrimPrefix(path.Join("/", path.Dir(from), u.Path), "/")
	if rest, whole := strings.CutPrefix(u.Path, base); whole && strings.HasPrefix(u.Path, "/") {
		file = path.Clean(rest)
	}
	switch {
	case u.Path == "":
		file = from
	case strings.HasSuffix(u.Path, "/") || strings.HasSuffix(u.Path, ".."):
		file = path.Join(file, "index.html")
	}
	return file, u.Fragment, true
}

// each visits every element below n with its depth.
func each(n *html.Node, visit func(*html.Node, int)) { descend(n, 0, visit) }

func descend(n *html.Node, depth int, visit func(*html.Node, int)) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			visit(c, depth)
		}
		descend(c, depth+1, visit)
	}
}

// find returns the elements with the name.
func find(n *html.Node, name string) []*html.Node {
	var found []*html.Node
	each(n, func(e *html.Node, _ int) {
		if e.Data == name {
			found = append(found, e)
		}
	})
	return found
}

// attr returns an attribute; "" where there is none.
func attr(n *html.Node, key string) string {
	v, _ := lookup(n, key)
	return v
}

func lookup(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// words is all the text below n.
func words(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(words(c))
	}
	return b.String()
}

// options are the charts of a page, as ECharts gets them.
func options(t testing.TB, doc *html.Node) []map[string]any {
	t.Helper()
	var all []map[string]any
	for _, s := range find(doc, "script") {
		if attr(s, "type") != "application/json" {
			continue
		}
		var o map[string]any
		if err := json.Unmarshal([]byte(words(s)), &o); err != nil {
			t.Errorf("script %s: %v", attr(s, "id"), err)
		}
		all = append(all, o)
	}
	return all
}

// demo is the program in the repository, built once for all tests, which only
// read it.
func demo(t testing.TB) built {
	t.Helper()
	demoOnce.Do(func() { demoSite = build(t, demoFiles(), generator.Options{Version: "test"}) })
	if demoSite == nil {
		t.Fatal("the demo program has not been built")
	}
	return demoSite
}

var (
	demoOnce sync.Once
	demoSite built
)

func demoFiles() fs.FS { return os.DirFS("..") }

// demoCopy is the demo program in memory, to be changed.
func demoCopy(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, dir := range generator.Inputs()[:2] {
		err := fs.WalkDir(demoFiles(), dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := fs.ReadFile(demoFiles(), name)
			files[name] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// day reads a date.
func day(t testing.TB, s string) model.Date {
	t.Helper()
	d, ok := model.ParseDate(s)
	if !ok {
		t.Fatalf("%q is no date", s)
	}
	return d
}

// small is a program of one cohort and one team with a few weeks, with the
// files in edits put over it; an empty one is left out.
func small(edits map[string]string) fstest.MapFS {
	files := map[string]string{
		"cohorts/program.yaml": "title: Small program\n",
		"content/index.md":     "---\ntitle: Welcome\n---\nHello.\n",
		"cohorts/one/cohort.yaml": `title: Cohort one
starts: 2026-03-01
ends: 2026-09-05
collaboratives:
  - id: flow
    name: Flow
    measures:
      - {id: kept, name: Visits kept, type: outcome, data: fraction, better: higher, goal: 80}
milestones:
  - {id: charter, name: Charter signed, due: 2026-03-12}
sessions:
  - {id: walk, kind: wall, date: 2026-03-19}
`,
		team + "team.yaml": "name: Elm\ncollaborative: flow\n",
		team + "roster.yaml": `people:
  - {id: a, name: A, role: sponsor}
  - {id: b, name: B, role: physician-leader}
  - {id: c, name: C, role: coach, data_access: true}
  - {id: d, name: D, role: team-leader}
  - {id: e, name: E, role: member}
  - {id: f, name: F, role: member}
`,
		team + "data.yaml": `weeks:
  2026-03-01: {kept: 6/10}
  2026-03-08: {kept: 7/10}
  2026-03-15: {kept: 5/10}
`,
		team + "milestones.yaml": "{}\n",
	}
	maps.Copy(files, edits)
	fsys := fstest.MapFS{}
	for name, text := range files {
		if text != "" {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return fsys
}

// team is the folder of small's team.
const team = "cohorts/one/teams/elm/"
