package generator

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience bounds a test in the browser. It is far more than any takes.
const patience = 40 * time.Second

// TestBrowser shows the demo program's site in a headless Chromium: one for
// all tests, each in a tab of its own. Where there is no browser it is
// skipped, but never in CI.
func TestBrowser(t *testing.T) {
	browser := startBrowser(t)
	sites := publishSite(t, demoWithMarkup(t, ""))
	yellow := publishSite(t, demoWithMarkup(t, "#ffff00"))
	for _, c := range []struct {
		name string
		test func(*tab)
	}{
		{"pages at the root", func(b *tab) { b.walk(sites.root) }},
		{"pages under a path", func(b *tab) { b.walk(sites.under) }},
		{"pages from a folder", func(b *tab) { b.walk(sites.folder) }},
		{"links at the root", func(b *tab) { b.click(sites.root) }},
		{"links under a path", func(b *tab) { b.click(sites.under) }},
		{"links from a folder", func(b *tab) { b.click(sites.folder) }},
		{"without JavaScript", func(b *tab) { b.withoutScript(sites.root) }},
		{"widths", func(b *tab) { b.widths(sites.under) }},
		{"contrast in light", func(b *tab) { b.contrast(sites.under, "light") }},
		{"contrast in dark", func(b *tab) { b.contrast(sites.under, "dark") }},
		{"contrast of yellow in light", func(b *tab) { b.contrast(yellow.under, "light") }},
		{"contrast of yellow in dark", func(b *tab) { b.contrast(yellow.under, "dark") }},
		{"keyboard", func(b *tab) { b.keyboard(sites.root) }},
		{"the wall sorted and filtered", func(b *tab) { b.board(sites.under) }},
		{"the wall sorted and filtered in a folder", func(b *tab) { b.board(sites.folder) }},
		{"a cohort's timeline", func(b *tab) { b.timeline(sites.root) }},
		{"a cohort's timeline without JavaScript", func(b *tab) { b.timelineWithoutScript(sites.root) }},
		{"a walk by keyboard", func(b *tab) { b.presentByKeyboard(sites.root) }},
		{"a walk by keyboard from a folder", func(b *tab) { b.presentByKeyboard(sites.folder) }},
		{"a walk by its buttons", func(b *tab) { b.presentByButtons(sites.under) }},
		{"a walk's slides at the back of a room", func(b *tab) { b.slidesAreLarge(sites.root) }},
		{"a walk's clock", func(b *tab) { b.walkClock(sites.root) }},
		{"a walk on paper", func(b *tab) { b.walkInPrint(sites.root) }},
		{"search at the root", func(b *tab) { b.search(sites.root) }},
		{"search under a path", func(b *tab) { b.search(sites.under) }},
		{"search from a folder", func(b *tab) { b.search(sites.folder) }},
		{"search ranks", func(b *tab) { b.searchRanks(sites.under) }},
		{"keys switched off", func(b *tab) { b.keysOff(sites.root) }},
		{"keys switched off from a folder", func(b *tab) { b.keysOff(sites.folder) }},
		{"search on its page", func(b *tab) { b.searchPage(sites.root) }},
		{"search on its page from a folder", func(b *tab) { b.searchPage(sites.folder) }},
		{"search without JavaScript", func(b *tab) { b.searchWithoutScript(sites.root) }},
		{"search without its index", func(b *tab) { b.searchWithoutIndex(sites.root) }},
		{"a chart by pointer", func(b *tab) { b.chartByPointer(sites.root) }},
		{"a chart by keyboard", func(b *tab) { b.chartByKeyboard(sites.root) }},
		{"a chart from a folder", func(b *tab) { b.chartByKeyboard(sites.folder) }},
		{"a chart's points", func(b *tab) { b.chartPoints(sites.root) }},
		{"a chart's geometry", func(b *tab) { b.chartGeometry(sites.root) }},
		{"a chart's hostile note", func(b *tab) { b.chartNote(sites.root) }},
		{"a chart in print", func(b *tab) { b.chartInPrint(sites.root) }},
		{"a chart without its library", func(b *tab) { b.chartWithoutLibrary(sites.root) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := newTab(t, browser)
			c.test(b)
			for _, p := range b.problems() {
				t.Error(p)
			}
		})
	}
}

// kinds are one page of each kind, by its address in the site.
var kinds = []string{"", "program/", "guide/submit-a-week/", "reference/keys/", "2026-spring/", "2026-spring/wall/", "2026-spring/wall/wall-6/", "2026-spring/measures/", "2026-spring/measures/positioning/", "2026-spring/submissions/", "2026-spring/learnings/", "2026-spring/people/", "2026-spring/lakeside/", "2026-spring/northgate/week/", "search/", "404.html"}

// hostedAt is the path that the site is built for; all but 404.html works at
// any other too.
const hostedAt = "/a/b/"

// team is the page whose charts are tried. Its data has hostile text in it.
const team = "2026-spring/lakeside/"

const (
	markup = `<img src=x onerror=alert(1)><b>bold</b>`
	quoted = `"` + markup + `"`
)

// demoWithMarkup is the demo program; a note of the team's has markup in it.
// Where a colour is given, it is the program's own.
func demoWithMarkup(t *testing.T, color string) map[string][]byte {
	t.Helper()
	files := copiedDemo(t)
	data := files["cohorts/2026-spring/teams/lakeside/data.yaml"]
	line, rest, _ := strings.Cut(string(data.Data), "}\n")
	data.Data = []byte(line + ", note: " + quoted + "}\n" + rest)
	files["content/marked.md"] = &fstest.MapFile{Data: []byte("---\ntitle: 'Zürich " + markup + "'\nsummary: 'Übung " + markup + "'\n---\n\nStraße zum Ziel\n")}
	if color != "" {
		program := files["cohorts/program.yaml"]
		program.Data = append(regexp.MustCompile(`(?m)^brand:.*\n`).ReplaceAll(program.Data, nil), "\nbrand: {color: \""+color+"\"}\n"...)
	}
	return builtFrom(t, files)
}

// copiedDemo is the demo program's files, to be changed.
func copiedDemo(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, dir := range []string{"cohorts", "content"} {
		err := fs.WalkDir(os.DirFS(".."), dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := fs.ReadFile(os.DirFS(".."), name)
			files[name] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// builtFrom is the site of a program.
func builtFrom(t *testing.T, files fs.FS) map[string][]byte {
	t.Helper()
	site := map[string][]byte{}
	var mu sync.Mutex
	_, list, err := Build(files, Options{Version: "test", BaseURL: "https://reports.example.org" + hostedAt}, func(name string, data []byte) error {
		mu.Lock()
		defer mu.Unlock()
		site[name] = bytes.Clone(data)
		return nil
	})
	if err != nil || list.Failed() {
		t.Fatalf("the demo program can't be built: %v %+v", err, list)
	}
	return site
}

// sites are the addresses of one site, published three ways.
type sites struct{ root, under, folder string }

func publishSite(t *testing.T, site map[string][]byte) sites {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "a folder of mine")
	for _, name := range slices.Sorted(maps.Keys(site)) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, site[name], 0o666); err != nil {
			t.Fatal(err)
		}
	}
	root := httptest.NewServer(host(site))
	under := httptest.NewServer(http.StripPrefix(strings.TrimSuffix(hostedAt, "/"), host(site)))
	t.Cleanup(root.Close)
	t.Cleanup(under.Close)
	return sites{root.URL + "/", under.URL + hostedAt, "file://" + strings.ReplaceAll(filepath.ToSlash(dir), " ", "%20") + "/"}
}

// host answers as a plain static host does.
func host(site map[string][]byte) http.Handler {
	types := map[string]string{".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json"}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		body, ok := site[name]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", types[path.Ext(name)])
		w.Write(body)
	})
}

// startBrowser starts the one browser; it ends with the test.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	exe := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && exe == "" {
			exe = found
		}
	}
	switch {
	case exe == "" && os.Getenv("CI") == "true":
		t.Fatal("there is no browser, and CI must have one: install chromium")
	case exe == "":
		t.Skip("there is no browser (chromium, chromium-browser or google-chrome)")
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(exe), chromedp.UserDataDir(t.TempDir())}
	for _, flag := range []string{"headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run",
		"disable-background-networking", "disable-component-update", "disable-sync"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting the browser: %v", err)
	}
	return ctx
}

// A tab is one page of the browser, which writes down what goes wrong in it
// and what it asks for.
type tab struct {
	*testing.T
	ctx context.Context

	mu     sync.Mutex
	wrong  []string
	asked  []string
	within string // the site's address: nothing else may be asked for
}

func newTab(t *testing.T, browser context.Context) *tab {
	t.Helper()
	b := &tab{T: t}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithListener(b.hear))
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil { // without a limit: it would be the tab's
		t.Fatalf("opening a tab: %v", err)
	}
	b.ctx, cancel = context.WithTimeout(ctx, patience)
	t.Cleanup(cancel)
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `addEventListener("securitypolicyviolation", e => console.error("policy", e.violatedDirective, e.blockedURI))`,
	})
	return b
}

// hear writes down errors and requests.
func (b *tab) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			text = thrown.Description
		}
		b.wrong = append(b.wrong, "exception: "+text)
	case *runtime.EventConsoleAPICalled:
		text := "console: " + string(e.Type)
		for _, a := range e.Args {
			text += " " + string(a.Value) + a.Description
		}
		b.wrong = append(b.wrong, text)
	case *log.EventEntryAdded:
		b.wrong = append(b.wrong, fmt.Sprintf("log: %s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL))
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "data:") {
			b.asked = append(b.asked, e.Request.URL)
		}
	}
}

// problems are what went wrong, and requests that leave the site.
func (b *tab) problems() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	all := slices.Clone(b.wrong)
	for _, url := range b.asked {
		if !strings.HasPrefix(url, b.within) {
			all = append(all, "asks for "+url+", which is not in "+b.within)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// requests counts the requests for files with the text in their address.
func (b *tab) requests(text string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := 0
	for _, url := range b.asked {
		if strings.Contains(url, text) {
			n++
		}
	}
	return n
}

// open goes to a page of a site and waits until it is loaded.
func (b *tab) open(site, name string) {
	b.Helper()
	b.within = site
	if strings.HasPrefix(site, "file:") && !strings.HasSuffix(name, ".html") {
		name += "index.html"
	}
	b.do(chromedp.Navigate(site + name))
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

func call[P, R any](b *tab, command cdp.Command[P, R], params P) {
	b.Helper()
	if _, err := chromedp.Call(b.ctx, command, params); err != nil {
		b.Fatalf("%s: %v", command.Method, err)
	}
}

// eval runs an expression in the page; a promise is awaited.
func eval[T any](b *tab, expression string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%v in %s", err, expression)
	}
	return v
}

// await waits until an expression is true.
func (b *tab) await(expression string) {
	b.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Poll[bool](expression)); err != nil {
		b.Fatalf("%v: it doesn't come to %s", err, expression)
	}
}

// frame waits until the page has been laid out and painted anew.
func (b *tab) frame() {
	b.Helper()
	eval[bool](b, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
}

func (b *tab) width(px int64) {
	b.Helper()
	b.do(chromedp.EmulateViewport(px, 900))
	b.frame()
}

func (b *tab) media(medium, scheme string) {
	b.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media:    medium,
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	b.frame()
}
