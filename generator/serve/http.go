package serve

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"strconv"
	"strings"
)

// A handler answers requests from the hub's newest state.
type handler struct {
	hub   *hub
	hosts hosts
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("Cache-Control", "no-store")
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Cross-Origin-Resource-Policy", "same-origin")
	switch {
	case !h.hosts.allow(r.Host):
		refuse(w, http.StatusForbidden, fmt.Sprintf("this server does not answer for the host %q: use the address that it printed when it started", r.Host))
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		head.Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, "this server only shows pages: it takes GET and HEAD")
	case strings.HasPrefix(r.URL.Path, "/.wallwalk/"):
		h.own(w, r)
	default:
		h.file(w, r)
	}
}

// file answers with a file of the site.
func (h *handler) file(w http.ResponseWriter, r *http.Request) {
	s, _ := h.hub.current()
	a := s.answerTo(r.URL.Path)
	if a.code == http.StatusFound {
		w.Header().Set("Location", (&url.URL{Path: "/" + a.name, RawQuery: r.URL.RawQuery}).String())
		w.WriteHeader(a.code)
		return
	}
	if isPage(a.name) {
		a.body = s.live(r.URL.Path, a.body)
	}
	send(w, a)
}

// own answers with what is the server's own.
func (h *handler) own(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/.wallwalk/live.js":
		send(w, answer{http.StatusOK, "live.js", liveJS})
	case "/.wallwalk/live.css":
		send(w, answer{http.StatusOK, "live.css", liveCSS})
	case "/.wallwalk/events":
		h.events(w, r)
	default:
		refuse(w, http.StatusNotFound, "there is nothing here")
	}
}

// events tells an open page of every build, as server-sent events: first what
// is, then each change. It ends with the request or the server.
func (h *handler) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	stream := http.NewResponseController(w)
	fmt.Fprint(w, "retry: 500\n\n") // ms until the browser asks again if we are gone
	for {
		s, outdated := h.hub.current()
		name, data := s.event(r.URL.Query().Get("page"))
		if _, err := fmt.Fprintf(w, "event: %s\nid: %d\ndata: %s\n\n", name, s.number, data); err != nil {
			return
		}
		if stream.Flush() != nil {
			return
		}
		select {
		case <-outdated:
		case <-r.Context().Done():
			return
		}
	}
}

// event is what the page at a path is told: "ok" or "problems", with JSON.
func (s *state) event(at string) (name string, data []byte) {
	name = "ok"
	if s.summary != "" {
		name = "problems"
	}
	data, err := json.Marshal(struct {
		Build int `json:"build"`
		view
		Site    bool      `json:"site"` // whether there is a good site to look at
		Summary string    `json:"summary,omitempty"`
		Items   []problem `json:"items,omitempty"`
		More    int       `json:"more,omitempty"`
	}{s.number, s.viewOf(at), s.site != nil, s.summary, s.problems, s.more})
	if err != nil { // strings and numbers can be encoded
		panic(err)
	}
	return name, data
}

// types are the content types by extension: fixed, as the system's table
// differs from one computer to the next.
var types = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".mjs":  "text/javascript; charset=utf-8",
	".json": "application/json",
	".xml":  "application/xml",
	".txt":  "text/plain; charset=utf-8",
	".csv":  "text/csv; charset=utf-8",
	".ics":  "text/calendar; charset=utf-8",
	".svg":  "image/svg+xml",
	".png":  "image/png",
	".jpg":  "image/jpeg",
	".jpeg": "image/jpeg",
	".gif":  "image/gif",
	".webp": "image/webp",
	".avif": "image/avif",
	".ico":  "image/x-icon",
	".pdf":  "application/pdf",
	".woff": "font/woff", ".woff2": "font/woff2",
}

func send(w http.ResponseWriter, a answer) {
	kind := types[path.Ext(a.name)]
	if kind == "" {
		kind = "application/octet-stream"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.code)
	w.Write(a.body) // if it fails, nobody is listening
}

func refuse(w http.ResponseWriter, code int, sentence string) {
	send(w, answer{code, "refusal.txt", []byte(sentence + "\n")})
}

// hosts are the Host headers that are answered.
type hosts struct {
	asked string // the host that was asked for
	open  bool   // it is no loopback address: others in the network may look
}

func hostsFor(addr string) hosts {
	asked := hostname(addr)
	return hosts{asked, !loopback(asked)}
}

func (h hosts) allow(header string) bool {
	host := hostname(header)
	if host == "" {
		return false
	}
	_, err := netip.ParseAddr(host)
	return loopback(host) || host == h.asked || h.open && err == nil
}

// hostname is a host without port and brackets, in lower case.
func hostname(hostport string) string {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.TrimSuffix(strings.TrimPrefix(hostport, "["), "]")
	}
	return strings.ToLower(host)
}

func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.Unmap().IsLoopback()
}
