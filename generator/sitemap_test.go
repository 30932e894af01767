package generator_test

import (
	"encoding/xml"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"wallwalk/generator"
)

// locations are the addresses in a sitemap.
func locations(t *testing.T, data []byte) (out []string) {
	t.Helper()
	var list element
	if err := xml.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	if list.XMLName != (xml.Name{Space: "http://www.sitemaps.org/schemas/sitemap/0.9", Local: "urlset"}) {
		t.Errorf("it is no sitemap: %v", list.XMLName)
	}
	for _, u := range list.all("url") {
		out = append(out, u.all("loc")[0].Text)
	}
	return out
}

func TestTheSitemapHasEveryPage(t *testing.T) {
	const address = "https://reports.example.org/imaging/"
	site := build(t, demoFiles(), generator.Options{Public: true})
	var want []string
	for _, name := range site.names("index.html") {
		if meta(site.page(t, name), "name", "robots") == "" {
			want = append(want, address+strings.TrimSuffix(name, "index.html"))
		}
	}
	slices.Sort(want)
	if got := locations(t, site["sitemap.xml"]); !slices.Equal(got, want) || len(got) < 40 {
		t.Errorf("the sitemap has %d pages, the site %d: %v", len(got), len(want), got)
	}
	if got := string(site["robots.txt"]); got != "User-agent: *\nDisallow:\nSitemap: "+address+"sitemap.xml\n" {
		t.Errorf("robots.txt is %q", got)
	}
}

func TestWithoutAnAddressThereIsNoSitemap(t *testing.T) {
	site := build(t, small(nil), generator.Options{AsOf: day(t, "2026-04-01"), Public: true})
	if site["sitemap.xml"] != nil || string(site["robots.txt"]) != "User-agent: *\nDisallow:\n" {
		t.Errorf("the sitemap is %q, robots.txt %q", site["sitemap.xml"], site["robots.txt"])
	}
}

// What is made for the program's own people is in no list, and says so itself.
func TestTheProgramsOwnSiteIsNotListed(t *testing.T) {
	site := build(t, small(nil), generator.Options{AsOf: day(t, "2026-04-01"), BaseURL: "https://h.example/"})
	if site["sitemap.xml"] != nil || string(site["robots.txt"]) != "User-agent: *\nDisallow: /\n" {
		t.Errorf("the sitemap is %q, robots.txt %q", site["sitemap.xml"], site["robots.txt"])
	}
	for name, doc := range site.pages(t) {
		if got := meta(doc, "name", "robots"); got != "noindex" {
			t.Errorf("%s says robots %q", name, got)
		}
	}
}

func TestEveryPageHasACard(t *testing.T) {
	site := demo(t)
	for name, doc := range site.pages(t) {
		if name == "404.html" {
			continue
		}
		at, err := url.Parse(meta(doc, "property", "og:url"))
		if err != nil || at.String() != "https://reports.example.org/imaging/"+strings.TrimSuffix(name, "index.html") {
			t.Errorf("%s is at %v, %v", name, at, err)
		}
		if meta(doc, "property", "og:type") != "website" || meta(doc, "name", "twitter:card") != "summary" || meta(doc, "property", "og:image") != "" {
			t.Errorf("%s has no card", name)
		}
		title := words(find(doc, "title")[0])
		if got := meta(doc, "property", "og:title"); got == "" || !strings.HasPrefix(title, got) {
			t.Errorf("%s is called %q on its card, and %q in its title", name, got, title)
		}
		if got, want := meta(doc, "property", "og:description"), meta(doc, "name", "description"); got != want {
			t.Errorf("%s says %q on its card, and %q in its description", name, got, want)
		}
	}
}

// meta is the content of the meta element with the name or property.
func meta(doc *html.Node, key, value string) string {
	for _, m := range find(doc, "meta") {
		if attr(m, key) == value {
			return attr(m, "content")
		}
	}
	return ""
}
