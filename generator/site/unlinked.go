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

// writtenLink is a link as Markdown makes it.
var writtenLink = regexp.MustCompile(`(?s)<a href="([^"]*)"[^>]*>(.*?)</a>`)

// unlinked takes links to what is not there out of the page at an address.
func (b *builder) unlinked(page []byte, address string) []byte {
	return writtenLink.ReplaceAllFunc(page, func(link []byte) []byte {
		part := writtenLink.FindSubmatch(link)
		switch to, within := b.within(address, html.UnescapeString(string(part[1]))); {
		case !within || b.has(to):
			return link
		case bytes.Equal(part[1], part[2]): // its words are the address
			return []byte("a page that is not public")
		}
		return bytes.Clone(part[2])
	})
}

// within is where a link on a page leads to, from the site's root, and whether
// that lies within the site.
func (s *Site) within(page, link string) (name string, within bool) {
	base, err := url.Parse(s.Program.BaseURL.Text)
	if err != nil || base.Host == "" {
		base = &url.URL{Scheme: "https", Host: "this.site.invalid"}
	}
	base.Path = strings.TrimSuffix(base.Path, "/") + "/"
	from := *base
	from.Path += page
	to, err := from.Parse(link)
	if err != nil {
		return "", true
	}
	name, below := strings.CutPrefix(to.Path, base.Path)
	return name, below && strings.EqualFold(to.Host, base.Host)
}

// has reports whether the site has a page, or a file beside one. Of the pages
// of other cohorts, a cohort's pages know the first alone.
func (b *builder) has(name string) bool {
	address := name
	if path.Ext(name) != "" {
		address = path.Dir(name)
	}
	if address = strings.Trim(address, "/") + "/"; address == "/" || address == "./" {
		return true
	}
	top, _, _ := strings.Cut(address, "/")
	return slices.Contains(ownFolders, top) || slices.Contains(b.listed, address) ||
		slices.ContainsFunc(b.Program.Pages, func(p model.Page) bool { return p.ID+"/" == address }) ||
		slices.ContainsFunc(b.Program.Cohorts, func(c *model.Cohort) bool { return c.ID+"/" == address }) ||
		b.others != nil && slices.ContainsFunc(b.others(), func(s Summary) bool { return slices.Contains(s.Listed, address) })
}

// ownFolders lie beside the pages and cohorts.
var ownFolders = []string{"assets", "schema", "search"}
