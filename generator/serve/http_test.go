package serve

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

var sample = pages{
	"index.html":                    []byte("<html><body><h1>home</h1></body></html>"),
	"404.html":                      []byte("<body>nothing here</body>"),
	"2026-spring/wall/index.html":   []byte("<body>wall</body>"),
	"2026-spring/q i/index.html":    []byte("<body>quality</body>"),
	"2026-spring/lakeside/data.csv": []byte("week,value\n"),
	"assets/site.css":               []byte("p{}"),
	"feed.xml":                      []byte("<feed></feed>"),
	"plain.html":                    []byte("<p>no body"),
	"_headers":                      []byte("/*\n"),
}

// showing is a handler on loopback in the state of a site.
func showing(site Site) *handler {
	h := &handler{hub: newHub(), hosts: hostsFor("127.0.0.1:1313")}
	h.hub.publish(&state{number: 1, site: site, css: stylesheets(site)})
	return h
}

func ask(h http.Handler, method, target, host string) *http.Response {
	r := httptest.NewRequest(method, target, nil)
	r.Host = host
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func bodyOf(r *http.Response) string {
	var b bytes.Buffer
	b.ReadFrom(r.Body)
	return b.String()
}

func TestRoutes(t *testing.T) {
	h := showing(sample)
	for _, test := range []struct {
		path string
		code int
		want string // the body's part, or where to
		kind string
	}{
		{"/", 200, "<h1>home</h1>", "text/html; charset=utf-8"},
		{"/index.html", 200, "<h1>home</h1>", "text/html; charset=utf-8"},
		{"/?a=b", 200, "<h1>home</h1>", "text/html; charset=utf-8"},
		{"/2026-spring/wall/", 200, "wall", "text/html; charset=utf-8"},
		{"/2026-spring/wall", 302, "/2026-spring/wall/", ""},
		{"/2026-spring/wall?need=help", 302, "/2026-spring/wall/?need=help", ""},
		{"/2026-spring/q%20i", 302, "/2026-spring/q%20i/", ""},
		{"/2026-spring/q%20i/", 200, "quality", "text/html; charset=utf-8"},
		{"/2026-spring/", 404, "nothing here", "text/html; charset=utf-8"},
		{"/2026-spring", 404, "nothing here", "text/html; charset=utf-8"},
		{"//2026-spring/wall", 404, "nothing here", "text/html; charset=utf-8"},
		{"/assets/../index.html", 404, "nothing here", "text/html; charset=utf-8"},
		{"/assets/site.css/", 404, "nothing here", "text/html; charset=utf-8"},
		{"/no.png", 404, "nothing here", "text/html; charset=utf-8"},
		{"/assets/site.css", 200, "p{}", "text/css; charset=utf-8"},
		{"/2026-spring/lakeside/data.csv", 200, "week,value\n", "text/csv; charset=utf-8"},
		{"/feed.xml", 200, "<feed></feed>", "application/xml"},
		{"/_headers", 200, "/*\n", "application/octet-stream"},
		{"/.wallwalk/live.js", 200, "EventSource", "text/javascript; charset=utf-8"},
		{"/.wallwalk/live.css", 200, ".panel", "text/css; charset=utf-8"},
		{"/.wallwalk/other", 404, "there is nothing here", "text/plain; charset=utf-8"},
	} {
		resp := ask(h, "GET", test.path, "127.0.0.1:1313")
		got := bodyOf(resp)
		if test.code == 302 {
			got = resp.Header.Get("Location")
		}
		if resp.StatusCode != test.code || !strings.Contains(got, test.want) || resp.Header.Get("Content-Type") != test.kind {
			t.Errorf("GET %s: %d %q %s", test.path, resp.StatusCode, resp.Header.Get("Content-Type"), got)
		}
		if resp.Header.Get("Cache-Control") != "no-store" || resp.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("GET %s: headers %v", test.path, resp.Header)
		}
	}
}

func TestTypes(t *testing.T) {
	for name, want := range map[string]string{
		"a.svg": "image/svg+xml", "a.png": "image/png", "a.jpg": "image/jpeg", "a.webp": "image/webp",
		"a.json": "application/json", "a.txt": "text/plain; charset=utf-8", "a.ics": "text/calendar; charset=utf-8",
		"a.js": "text/javascript; charset=utf-8", "a.strange": "application/octet-stream",
	} {
		resp := ask(showing(pages{name: []byte("x")}), "GET", "/"+name, "localhost")
		if got := resp.Header.Get("Content-Type"); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

func TestNotFoundWithoutThePage(t *testing.T) {
	resp := ask(showing(pages{"index.html": nil}), "GET", "/lost/", "localhost")
	if body := bodyOf(resp); resp.StatusCode != 404 || !strings.Contains(body, "There is no such page") || !strings.Contains(body, "live.js") {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
}

func TestMethods(t *testing.T) {
	h := showing(sample)
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH"} {
		resp := ask(h, method, "/", "localhost")
		if resp.StatusCode != 405 || resp.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d %v", method, resp.StatusCode, resp.Header)
		}
	}
	server := httptest.NewServer(h) // the real one, that drops the body
	defer server.Close()
	got, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	body := bodyOf(got)
	head, err := http.Head(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	if head.ContentLength != int64(len(body)) || head.StatusCode != 200 || bodyOf(head) != "" {
		t.Errorf("HEAD: %d, length %d for %d bytes", head.StatusCode, head.ContentLength, len(body))
	}
	if events := ask(h, "HEAD", "/.wallwalk/events", "localhost"); events.Header.Get("Content-Type") != "text/event-stream" {
		t.Errorf("HEAD of the events: %v", events.Header)
	}
}

func TestHosts(t *testing.T) {
	for _, test := range []struct{ addr, yes, no string }{
		{"127.0.0.1:1313",
			"127.0.0.1:1313 127.0.0.1 127.8.9.1:80 localhost LOCALHOST:1313 [::1]:1313 [::1] ::1 [::ffff:127.0.0.1]:1",
			"evil.example evil.example:1313 localhost.evil.example 127.0.0.1.evil.example 192.168.1.5:1313 0.0.0.0:1313 [2001:db8::1]:1313"},
		{"localhost:1313", "localhost:1313 127.0.0.1:1313", "evil.example 10.0.0.1"},
		{"wall.lan:1313", "wall.lan:1313 WALL.lan wall.lan:80 localhost:1313 10.0.0.1:1313 [2001:db8::1]:1313", "evil.example notwall.lan wall.lan.evil.example"},
		{"0.0.0.0:1313", "192.168.1.5:1313 localhost:1313 [fe80::1]:1313", "evil.example wall.lan"},
		{":1313", "192.168.1.5:1313 127.0.0.1:1313", "evil.example:1313"},
		{"192.168.1.5:1313", "192.168.1.5:1313 localhost", "wall.lan"},
	} {
		h := showing(sample)
		h.hosts = hostsFor(test.addr)
		for _, host := range strings.Fields(test.yes) {
			if got := ask(h, "GET", "/", host).StatusCode; got != 200 {
				t.Errorf("at %s, Host %s gets %d", test.addr, host, got)
			}
		}
		for _, host := range append(strings.Fields(test.no), "", ":1313") {
			for _, path := range []string{"/", "/.wallwalk/events", "/assets/site.css"} {
				resp := ask(h, "GET", path, host)
				if body := bodyOf(resp); resp.StatusCode != 403 || !strings.Contains(body, "does not answer for the host") {
					t.Errorf("at %s, Host %q gets %d %s", test.addr, host, resp.StatusCode, body)
				}
			}
		}
	}
}
