package site

import (
	"bytes"
	"html"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"wallwalk/generator/model"
)

// What people write may link to pages of the program's own site that the public
// has under another address, or not at all, and the address alone would tell
// that there is something. So on a page for everybody, a link within the site
// stays one where it leads to what is there; of others the words stay.

// writtenLink is a link as Markdown makes it, or a theme of the program's own: a
// > in quotes doesn't end it.
var writtenLink = regexp.MustCompile(`(?s)<a href="([^"]*)"(?:[^>"']|"[^"]*"|'[^']*')*>(.*?)</a>`)

// anAddress is what words are that say where a link leads.
var anAddress = regexp.MustCompile(`^(?i:https?://|\.{0,2}/)[^\s<]*$`)

// unlinked takes links to what is not there out of the page at an address.
func (b *builder) unlinked(page []byte, address string) []byte {
	return writtenLink.ReplaceAllFunc(page, func(link []byte) []byte {
		part := writtenLink.FindSubmatch(link)
		switch words := html.UnescapeString(string(part[2])); {
		case !b.hidden(address, html.UnescapeString(string(part[1]))):
			return link
		case anAddress.MatchString(words) && b.hidden(address, words):
			return []byte("a page that is not public")
		}
		return bytes.Clone(part[2])
	})
}

// hidden reports whether a link on a page leads to a place within the site that
// isn't there, or can't be told: it may be one that a browser makes out.
func (b *builder) hidden(page, link string) bool {
	to, within, ok := b.within(page, link)
	return !ok || within && !b.has(to)
}

// within is where a link on a page leads to, from the site's root, and whether
// that lies within the site. It is not ok where the link is no address.
func (s *Site) within(page, link string) (name string, within, ok bool) {
	base, err := url.Parse(s.Program.BaseURL.Text)
	if err != nil || base.Host == "" {
		base = &url.URL{Scheme: "https", Host: "this.site.invalid"}
	}
	base.Path = strings.TrimSuffix(base.Path, "/") + "/"
	from := *base
	from.Path += page
	to, err := from.Parse(link)
	if err != nil {
		return "", false, false
	}
	// A step up that is encoded is one to a browser.
	name, below := strings.CutPrefix(path.Clean(to.Path)+"/", base.Path)
	return strings.TrimSuffix(name, "/"), below && sameHost(to, base), true
}

// sameHost leaves out the port, which may be said or not, and a dot at the end.
func sameHost(a, b *url.URL) bool {
	return strings.EqualFold(strings.TrimSuffix(a.Hostname(), "."), strings.TrimSuffix(b.Hostname(), "."))
}

// has reports whether the site has a page, or a file beside one. Of the pages
// of other cohorts, a cohort's pages know the first alone.
func (b *builder) has(name string) bool {
	address := name
	if path.Ext(name) != "" {
		if address = path.Dir(name); address == "." {
			return slices.Contains(ownFiles, name)
		}
	}
	if address = strings.Trim(address, "/") + "/"; address == "/" {
		return true
	}
	top, _, _ := strings.Cut(address, "/")
	return slices.Contains(ownFolders, top) || slices.Contains(b.listed, address) ||
		slices.ContainsFunc(b.Program.Pages, func(p model.Page) bool { return p.ID+"/" == address }) ||
		slices.ContainsFunc(b.Program.Cohorts, func(c *model.Cohort) bool { return c.ID+"/" == address }) ||
		b.others != nil && slices.ContainsFunc(b.others(), func(s Summary) bool { return slices.Contains(s.Listed, address) })
}

// What lies beside the pages and cohorts.
var (
	ownFolders = []string{"assets", "schema", "search"}
	ownFiles   = strings.Fields("index.html 404.html robots.txt search.js search.json sitemap.xml")
)
