package serve

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"hash"
	"html"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

var (
	//go:embed live.js
	liveJS []byte
	//go:embed live.css
	liveCSS []byte
	//go:embed status.html
	statusHTML string

	statusPage = template.Must(template.New("status").Parse(statusHTML))
)

// An answer is what a path gets.
type answer struct {
	code int
	name string // file in the site, or what the body would be called
	body []byte // nil for a redirect
}

// answerTo finds what answers a path, which is decoded and starts with a slash.
func (s *state) answerTo(at string) answer {
	if s.site == nil {
		return s.status(http.StatusServiceUnavailable, s.summary)
	}
	name := strings.TrimPrefix(at, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if s.site.Has(name) {
		return s.made(http.StatusOK, name)
	}
	if s.site.Has(name + "/index.html") {
		return answer{http.StatusFound, name + "/", nil}
	}
	if s.site.Has("404.html") {
		return s.made(http.StatusNotFound, "404.html")
	}
	return s.status(http.StatusNotFound, "There is no such page")
}

// made answers with a file of the site.
func (s *state) made(code int, name string) answer {
	body, err := s.site.File(name)
	if err != nil {
		return s.status(http.StatusInternalServerError, "This page could not be made: "+err.Error())
	}
	return answer{code, name, body}
}

// status is the server's own page, where the site has none.
func (s *state) status(code int, headline string) answer {
	var b bytes.Buffer
	data := map[string]any{"Headline": headline}
	if s.site == nil {
		data["Waiting"], data["Problems"], data["More"] = true, s.problems, s.more
	}
	err := statusPage.Execute(&b, data)
	if err != nil { // the template and its data are both ours
		panic(err)
	}
	return answer{code, "status.html", b.Bytes()}
}

func isPage(name string) bool { return path.Ext(name) == ".html" }

// view is what an open page must know of its path's answer to tell whether it
// is outdated. It is data for the browser.
type view struct {
	Page  string   `json:"page"`            // fingerprint of the page and what it shows
	CSS   string   `json:"css"`             // fingerprint of the site's stylesheets
	Links []string `json:"links,omitempty"` // addresses of the page's stylesheets, in order
}

var (
	tags       = regexp.MustCompile(`(?i)<(?:link|script|img|source)\b[^>]*>`)
	attributes = regexp.MustCompile(`(?i)\s(rel|src|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`)
)

// viewOf fingerprints a path's answer. The addresses of stylesheets are left
// out of it: theirs is the one change that needs no reload.
func (s *state) viewOf(at string) view {
	a := s.answerTo(at)
	v := view{CSS: s.css}
	sum := sha256.New()
	end := 0
	for _, m := range tags.FindAllIndex(a.body, -1) {
		tag := a.body[m[0]:m[1]]
		if from, to, ok := stylesheet(tag); ok {
			sum.Write(a.body[end : m[0]+from])
			end = m[0] + to
			v.Links = append(v.Links, html.UnescapeString(string(tag[from:to])))
		}
		s.include(sum, a.name, tag)
	}
	sum.Write(a.body[end:])
	v.Page = short(sum)
	return v
}

// stylesheet returns where in a tag the address of a stylesheet stands.
func stylesheet(tag []byte) (from, to int, ok bool) {
	var sheet bool
	for _, m := range attributes.FindAllSubmatchIndex(tag, -1) {
		start, stop := value(m)
		switch strings.ToLower(string(tag[m[2]:m[3]])) {
		case "rel":
			sheet = slices.Contains(strings.Fields(strings.ToLower(string(tag[start:stop]))), "stylesheet")
		case "href":
			from, to = start, stop
		}
	}
	return from, to, sheet && to > from
}

// value picks the group that matched: the three ways to quote.
func value(m []int) (from, to int) {
	for i := 4; i < len(m); i += 2 {
		if m[i] >= 0 {
			return m[i], m[i+1]
		}
	}
	return 0, 0
}

// include adds the bytes of the file that a tag shows or runs.
func (s *state) include(sum hash.Hash, page string, tag []byte) {
	for _, m := range attributes.FindAllSubmatchIndex(tag, -1) {
		if !strings.EqualFold(string(tag[m[2]:m[3]]), "src") {
			continue
		}
		from, to := value(m)
		ref, err := url.Parse(html.UnescapeString(string(tag[from:to])))
		if err != nil || ref.IsAbs() || ref.Host != "" {
			continue
		}
		target := (&url.URL{Path: "/" + page}).ResolveReference(ref)
		if name := strings.TrimPrefix(target.Path, "/"); s.site != nil && s.site.Has(name) {
			sum.Write(s.made(http.StatusOK, name).body)
		}
	}
}

// stylesheets fingerprints all of a site's stylesheets with their names.
func stylesheets(site Site) string {
	sum := sha256.New()
	for _, name := range site.Styles() {
		data, err := site.File(name)
		if err != nil {
			continue // whoever asks for it is told
		}
		fmt.Fprintf(sum, "%q %d ", name, len(data))
		sum.Write(data)
	}
	return short(sum)
}

func short(sum hash.Hash) string { return hex.EncodeToString(sum.Sum(nil)[:8]) }

// live returns the page with the script that keeps it fresh, which bears what
// it must know of the bytes it stands in: a build may pass before it asks.
func (s *state) live(at string, page []byte) []byte {
	v := s.viewOf(at)
	var b bytes.Buffer
	b.Grow(len(page) + 200)
	end := bodyEnd(page)
	b.Write(page[:end])
	fmt.Fprintf(&b, `<script src="/.wallwalk/live.js" data-events="/.wallwalk/events?page=%s" data-page="%s" data-css="%s" defer></script>`,
		url.QueryEscape(at), v.Page, v.CSS)
	b.WriteString("\n")
	b.Write(page[end:])
	return b.Bytes()
}

// bodyEnd is where the last </body> starts, or the page's end.
func bodyEnd(page []byte) int {
	tag := []byte("</body")
	for i := len(page) - len(tag); i >= 0; i-- {
		if page[i] == '<' && bytes.EqualFold(page[i:i+len(tag)], tag) {
			return i
		}
	}
	return len(page)
}
