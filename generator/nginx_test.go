package generator_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"wallwalk/generator"
)

// A real nginx, told what the guide to hosts says and nothing more, serves the
// demo program's site below a path: every file, every link, the site's own page
// for what is not there, and the headers that keep strangers' scripts out.
func TestNginxServesTheSiteBelowAPath(t *testing.T) {
	const base = "/reports/"
	site := build(t, demoFiles(), generator.Options{BaseURL: "https://intranet.example.org" + base})
	dir := t.TempDir()
	for name, data := range site {
		save(t, filepath.Join(dir, filepath.FromSlash(name)), data)
	}
	host := nginx(t, dir)
	for name, data := range site {
		if path.Base(name)[0] == '.' {
			continue
		}
		address := base + strings.TrimSuffix(name, "index.html")
		got, body := get(t, host+address)
		if got.StatusCode != http.StatusOK || !bytes.Equal(body, data) {
			t.Errorf("%s: %s, and %d bytes of %d", address, got.Status, len(body), len(data))
		}
		guarded(t, address, got.Header)
		if want := typeOf[path.Ext(name)]; !strings.HasPrefix(got.Header.Get("Content-Type"), want) {
			t.Errorf("%s is %s, want %s", address, got.Header.Get("Content-Type"), want)
		}
		if kept := got.Header.Get("Cache-Control") != ""; kept != strings.HasPrefix(name, "assets/") {
			t.Errorf("%s: Cache-Control is %q", address, got.Header.Get("Cache-Control"))
		}
	}
	for _, nowhere := range []string{"nobody/", "2026-spring/nobody/", "assets/", "assets/none.css"} {
		got, body := get(t, host+base+nowhere)
		if got.StatusCode != http.StatusNotFound || !bytes.Equal(body, site["404.html"]) {
			t.Errorf("%s: %s, and not the site's own page", nowhere, got.Status)
		}
		guarded(t, nowhere, got.Header)
	}
	for from, to := range map[string]string{"/reports": base, base + "2026-spring/wall": base + "2026-spring/wall/"} {
		if got, _ := get(t, host+from); got.StatusCode != http.StatusMovedPermanently || got.Header.Get("Location") != to {
			t.Errorf("%s: %s to %q", from, got.Status, got.Header.Get("Location"))
		}
	}
	walk(t, host, base, len(site.pages(t)))
}

var typeOf = map[string]string{".html": "text/html; charset=utf-8", ".js": "application/javascript; charset=utf-8", ".css": "text/css",
	".json": "application/json", ".csv": "text/csv", ".ics": "text/calendar", ".xml": "text/xml; charset=utf-8", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8"}

func guarded(t *testing.T, address string, h http.Header) {
	t.Helper()
	if got, want := h.Get("Content-Security-Policy"), generator.Policy+"; frame-ancestors 'none'"; got != want {
		t.Errorf("%s: the policy is %q", address, got)
	}
	if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") == "" {
		t.Errorf("%s: headers are missing: %v", address, h)
	}
}

// walk follows every link from the front page and from the page for what is
// not there, and must meet every page; each of them asks not to be listed.
func walk(t *testing.T, host, base string, pages int) {
	t.Helper()
	first, _ := url.Parse(host + base)
	lost, _ := url.Parse(host + base + "nobody/")
	queue, seen, met := []*url.URL{first, lost}, map[string]bool{first.String(): true, lost.String(): true}, 0
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		got, body := get(t, at.String())
		if got.StatusCode != http.StatusOK && at != lost {
			t.Errorf("a link leads to %s: %s", at, got.Status)
			continue
		}
		if !strings.HasPrefix(got.Header.Get("Content-Type"), "text/html") {
			continue
		}
		met++
		doc, err := html.Parse(bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if meta(doc, "name", "robots") != "noindex" {
			t.Errorf("%s may be listed: %q", at, meta(doc, "name", "robots"))
		}
		each(doc, func(e *html.Node, _ int) {
			for _, key := range []string{"href", "src"} {
				to, err := at.Parse(attr(e, key))
				if err != nil || attr(e, key) == "" || to.Host != first.Host {
					continue
				}
				to.Fragment, to.RawQuery = "", ""
				if !seen[to.String()] {
					seen[to.String()] = true
					queue = append(queue, to)
				}
			}
		})
	}
	if met != pages {
		t.Errorf("following the links, %d of %d pages are met", met, pages)
	}
}

// nginx serves a folder as HOSTING.md says until the test ends, and returns its
// address.
func nginx(t *testing.T, dir string) string {
	t.Helper()
	program, err := exec.LookPath("nginx")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("CI demands nginx")
		}
		t.Skip("there is no nginx here")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := listener.Addr().String()
	listener.Close()
	work, user := t.TempDir(), ""
	if os.Getuid() == 0 { // its workers would be nobody, who may not look into a test's folder
		user = "user root;\n"
	}
	save(t, filepath.Join(work, "nginx.conf"), fmt.Appendf(nil, `%sdaemon off; pid nginx.pid; events {}
http {
    access_log off;
    client_body_temp_path a; proxy_temp_path b; fastcgi_temp_path c; uwsgi_temp_path d; scgi_temp_path e;
    server {
        listen %s;
%s
    }
}`, user, at, hosting(t, dir)))
	var said bytes.Buffer
	cmd := exec.Command(program, "-p", work, "-e", "stderr", "-c", filepath.Join(work, "nginx.conf"))
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() { cmd.Process.Signal(os.Interrupt); <-ended })
	for range 200 {
		if c, err := net.Dial("tcp", at); err == nil {
			c.Close()
			return "http://" + at
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("nginx: %v\n%s", err, &said)
		case <-time.After(20 * time.Millisecond):
		}
	}
	t.Fatal("nginx does not answer")
	return ""
}

// hosting is what the guide to hosts has for nginx, with the folder in place of
// its own.
func hosting(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile("scaffold/files/HOSTING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, _ := strings.Cut(string(text), "\n## nginx\n")
	var block strings.Builder
	for line := range strings.Lines(part) {
		if strings.HasPrefix(line, "## ") {
			break
		}
		if strings.HasPrefix(line, "    ") {
			block.WriteString("    " + line)
		}
	}
	return strings.NewReplacer("[[.Policy]]", generator.Policy, "/srv/reports/public", filepath.ToSlash(dir)).Replace(block.String())
}

// get asks for an address, and follows nothing.
func get(t *testing.T, address string) (*http.Response, []byte) {
	t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	got, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	return got, body
}

func save(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
}
