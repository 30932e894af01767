package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wallwalk/generator/diag"
)

// deadline bounds every wait; none of the tests measures a time.
const deadline = 20 * time.Second

// A program is a folder that fake builds read: every file's name and text are
// on the site's one page, themes/*.css are its stylesheets. A file that says
// "broken" is the user's mistake, one that says "dead" the machine's failure,
// one that says "odd" earns a warning.
type program struct {
	t      *testing.T
	root   string
	builds atomic.Int32
	busy   atomic.Bool
}

func newProgram(t *testing.T, files ...string) *program {
	p := &program{t: t, root: t.TempDir()}
	for _, name := range files {
		p.write(name, "one")
	}
	return p
}

func (p *program) path(name string) string { return filepath.Join(p.root, filepath.FromSlash(name)) }

func (p *program) write(name, text string) {
	p.t.Helper()
	p.must(os.MkdirAll(filepath.Dir(p.path(name)), 0o755))
	p.must(os.WriteFile(p.path(name), []byte(text), 0o644))
}

// replace saves as careful editors do: a new file takes the old one's name.
func (p *program) replace(name, text string) {
	p.t.Helper()
	p.must(os.WriteFile(p.path(name)+".tmp", []byte(text), 0o644))
	p.must(os.Rename(p.path(name)+".tmp", p.path(name)))
}

func (p *program) remove(name string) { p.must(os.RemoveAll(p.path(name))) }

func (p *program) move(from, to string) { p.must(os.Rename(p.path(from), p.path(to))) }

func (p *program) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// pages is a site that is all there.
type pages map[string][]byte

func (p pages) Has(name string) bool             { return p[name] != nil }
func (p pages) File(name string) ([]byte, error) { return p[name], nil }
func (p pages) Count() int                       { return len(p) }
func (p pages) Styles() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(p)), func(name string) bool { return filepath.Ext(name) != ".css" })
}

func (p *program) build(ctx context.Context, changed []string) (Site, *diag.List, error) {
	if !p.busy.CompareAndSwap(false, true) {
		p.t.Error("two builds at once")
	}
	defer p.busy.Store(false)
	p.builds.Add(1)
	site, list := pages{}, &diag.List{}
	var page strings.Builder
	err := filepath.WalkDir(p.root, func(at string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) || err == nil && d.IsDir() {
			return nil
		}
		text, err := os.ReadFile(at)
		rel, _ := filepath.Rel(p.root, at)
		rel = filepath.ToSlash(rel)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case string(text) == "dead":
			return errors.New("reading " + rel + ": the disk is on fire")
		case string(text) == "broken":
			list.Errorf("test-broken", diag.Span{File: rel, Line: 1, Col: 1, Width: 6}, "mend it", "this is broken")
		case string(text) == "odd":
			list.Warnf("test-odd", diag.Span{File: rel}, "", "this is odd")
		case filepath.Ext(rel) == ".css":
			site[rel] = text
			fmt.Fprintf(&page, "<link rel=stylesheet href=%q>\n", rel)
			return nil
		}
		fmt.Fprintf(&page, "<p>%s=%s</p>\n", rel, text)
		return nil
	})
	if err != nil || list.Failed() {
		list.Attach(func(string) []byte { return []byte("broken") })
		return nil, list, err
	}
	site["index.html"] = []byte("<html><body>" + page.String() + "</body></html>")
	site["still/index.html"] = []byte("<p>always the same</p>")
	return site, list, nil
}

// A running is a server under test.
type running struct {
	*program
	url  string
	stop func() error // cancels and returns what Run returned

	mu    sync.Mutex
	lines []string
}

func start(p *program, poll time.Duration) *running {
	p.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r := &running{program: p}
	ready, done := make(chan string, 1), make(chan error, 1)
	o := Options{
		Addr: "127.0.0.1:0", Root: p.root, Watch: []string{"cohorts", "themes/"}, Poll: poll,
		Ready: func(url string) { ready <- url },
		Log: func(format string, args ...any) {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.lines = append(r.lines, fmt.Sprintf(format, args...))
		},
	}
	go func() { done <- Run(ctx, p.build, o) }()
	r.stop = sync.OnceValue(func() error { cancel(); return receive(p.t, done, "Run to return") })
	p.t.Cleanup(func() { r.stop() })
	r.url = receive(p.t, ready, "the server to be ready")
	return r
}

func (r *running) logged() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.lines, "\n")
}

func receive[T any](t *testing.T, c <-chan T, what string) T {
	t.Helper()
	select {
	case v, ok := <-c:
		if !ok {
			t.Fatalf("closed while waiting for %s", what)
		}
		return v
	case <-time.After(deadline):
		t.Fatalf("waited in vain for %s", what)
		panic("unreachable")
	}
}

// A message is an event as a browser gets it.
type message struct {
	name               string
	Build              int
	Page, CSS, Summary string
	Links              []string
	Site               bool
	Items              []problem
}

// listen returns the events for a path; the channel closes with the stream.
func (r *running) listen(path string) <-chan message {
	r.t.Helper()
	resp, err := http.Get(r.url + ".wallwalk/events?page=" + path)
	r.must(err)
	r.t.Cleanup(func() { resp.Body.Close() })
	if got := resp.Header.Get("Content-Type"); got != "text/event-stream" {
		r.t.Fatalf("events have the type %q", got)
	}
	c := make(chan message, 1000)
	go func() {
		defer close(c)
		var m message
		for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
			if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				m = message{name: name}
			} else if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				if err := json.Unmarshal([]byte(data), &m); err != nil {
					r.t.Errorf("%v in %s", err, data)
				}
				c <- m
			}
		}
	}()
	return c
}

// await reads events until one will do.
func await(t *testing.T, c <-chan message, what string, ok func(message) bool) message {
	t.Helper()
	for {
		if m := receive(t, c, what); ok(m) {
			return m
		}
	}
}

func (r *running) get(path string) (code int, body string) {
	r.t.Helper()
	resp, err := http.Get(r.url + path)
	r.must(err)
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	r.must(err)
	return resp.StatusCode, string(b)
}

// awaitText waits until the first page bears a text.
func (r *running) awaitText(c <-chan message, text string) {
	r.t.Helper()
	await(r.t, c, text, func(message) bool {
		_, body := r.get("")
		return strings.Contains(body, text)
	})
}

// TestStayUp serves until it is interrupted, for looking at the pages:
//
//	WALLWALK_SERVE=127.0.0.1:1414 WALLWALK_ROOT=DIR go test -run StayUp -timeout 0 ./generator/serve
func TestStayUp(t *testing.T) {
	addr := os.Getenv("WALLWALK_SERVE")
	if addr == "" {
		t.Skip("WALLWALK_SERVE is not set")
	}
	root := os.Getenv("WALLWALK_ROOT")
	log := func(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
	err := Run(t.Context(), folder(root), Options{Addr: addr, Root: root, Watch: []string{"."}, Log: log})
	if err != nil {
		t.Fatal(err)
	}
}

// folder builds the site that a folder is, with the diagnostics that lie in
// its problems.json.
func folder(root string) Build {
	return func(context.Context, []string) (Site, *diag.List, error) {
		site, list := pages{}, &diag.List{}
		err := filepath.WalkDir(root, func(at string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			rel, _ := filepath.Rel(root, at)
			site[filepath.ToSlash(rel)], err = os.ReadFile(at)
			return err
		})
		var found []diag.Diagnostic
		if text, ok := site["problems.json"]; ok && err == nil {
			err = json.Unmarshal(text, &found)
		}
		for _, d := range found {
			say := list.Errorf
			if d.Severity == diag.Warning {
				say = list.Warnf
			}
			say(d.Code, d.At, d.Hint, "%s", d.Message)
		}
		list.Attach(func(file string) []byte { return site[file] })
		if list.Failed() || err != nil {
			site = nil
		}
		return site, list, err
	}
}
