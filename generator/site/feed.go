package site

import (
	"encoding/xml"
	"net/url"
	"slices"
	"strings"
	"time"

	"wallwalk/generator/model"
)

// A cohort's feed (Atom, RFC 4287): what happened, for whoever follows along in
// a reader or a chat. An entry's id stays while the files' ids and the site's
// address do, so that no reader shows it twice; its date is the files'.

// most is how many entries a feed has.
const most = 50

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Base    string      `xml:"xml:base,attr,omitempty"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Sub     string      `xml:"subtitle,omitempty"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Maker   string      `xml:"generator"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID       string       `xml:"id"`
	Title    string       `xml:"title"`
	Updated  string       `xml:"updated"`
	Category atomCategory `xml:"category"`
	Link     atomLink     `xml:"link"`
	Summary  string       `xml:"summary,omitempty"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

func (b *builder) feed(c *model.Cohort) {
	name := c.ID + "/feed.xml"
	b.add(name, func() ([]byte, error) { return xmlFile(name, b.atom(c)) })
}

// atom gathers a cohort's feed. Links are absolute where the site's address is
// known, and otherwise relative to xml:base, the site's root.
func (b *builder) atom(c *model.Cohort) atomFeed {
	base := Base{Root: b.Program.BaseURL.Text}
	link := func(rel, kind, address string) atomLink { return atomLink{rel, kind, base.To(c.ID + "/" + address)} }
	f := atomFeed{Lang: "en", ID: b.tag(c.ID), Title: c.Title.Text + " · " + b.Program.Title.Text, Sub: "What is new in " + c.Title.Text,
		Updated: atomTime(min(c.Starts.Date, b.AsOf)), Author: b.Program.Title.Text, Maker: "wallwalk"}
	if base.Root == "" {
		f.Base = "../"
	}
	f.Links = []atomLink{link("self", "application/atom+xml", "feed.xml"), link("alternate", "text/html", "")}
	for _, n := range b.feedNews(base, c) {
		f.Entries = append(f.Entries, atomEntry{ID: b.tag(c.ID + "/" + n.Key), Title: n.title(), Updated: atomTime(n.When),
			Category: atomCategory{n.Kind}, Link: atomLink{"alternate", "text/html", n.Page}, Summary: n.More})
	}
	if len(f.Entries) > 0 {
		f.Updated = f.Entries[0].Updated
	}
	return f
}

// feedNews is what happened, with the walks, each once.
func (b *builder) feedNews(base Base, c *model.Cohort) []newsItem {
	items := slices.Concat(b.happened(base, c), b.walked(base, c))
	slices.SortStableFunc(items, func(a, b newsItem) int { return int(b.When - a.When) })
	seen := map[string]bool{}
	items = slices.DeleteFunc(items, func(n newsItem) bool {
		twice := seen[n.Key]
		seen[n.Key] = true
		return twice
	})
	return items[:min(len(items), most)]
}

// walked are the walks that were, and how many teams reported.
func (b *builder) walked(base Base, c *model.Cohort) (items []newsItem) {
	for _, s := range c.Sessions {
		if s.Kind != model.KindWall || s.Date.Date > b.AsOf {
			continue
		}
		reports := 0
		for _, t := range c.Teams {
			if slices.ContainsFunc(t.Reports, func(r model.Report) bool { return r.Session.Text == s.ID.Text }) {
				reports++
			}
		}
		title := sessionOf(c, s, b.AsOf).Title
		page := base.To(walkAddress(c, s))
		items = append(items, newsItem{When: s.Date.Date, Team: Link{page, title, false}, Page: page,
			Text: "the teams walked the wall; " + count(reports, "team", "teams") + " reported", Kind: "walk", Key: "walk/" + s.ID.Text})
	}
	return items
}

func (n newsItem) title() string {
	if n.Kind == "walk" {
		return n.Team.Text + ": " + n.Text
	}
	return n.Team.Text + " " + strings.TrimSuffix(n.Text, ".")
}

// tag is a name by RFC 4151 for what lies at an address of the site.
func (b *builder) tag(address string) string {
	host, under := "wallwalk.invalid", "/"+url.PathEscape(b.Program.Title.Text)+"/"
	if u, err := url.Parse(b.Program.BaseURL.Text); err == nil && u.Hostname() != "" {
		host, under = u.Hostname(), u.EscapedPath()
	}
	return "tag:" + host + ",2026:" + under + address
}

func atomTime(d model.Date) string { return d.Time().Format(time.RFC3339) }
