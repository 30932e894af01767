// Package site plans and renders the pages: for each one a view, which is a
// value that holds everything the page shows and nothing that it doesn't, and
// a template that turns it into bytes. Nothing that a template is given
// reaches back into files, the clock or the model. What is large, a drawing or
// the rows of a table, a view appends when the page reaches it (see press).
//
// A site is a set of [File]s, each of which renders by itself, so that they
// can be rendered in any order and at the same time. Links are relative, so
// that the same output works at a host's root, under any path, and opened from
// a folder; 404.html alone, which is served at any depth, uses base_url's path.
package site

import (
	"bytes"
	"fmt"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"wallwalk/generator/model"
	"wallwalk/generator/series"
	"wallwalk/generator/standing"
)

// Input is what a site is made of.
type Input struct {
	Program *model.Program
	AsOf    model.Date
	Theme   *Theme
	Version string // of wallwalk, for the footer
	// Arrivals say when each week's data came in; nil where it isn't known.
	Arrivals *model.Arrivals
	Public   bool // what is shown is for everybody; the pages leave out what isn't there for them
	Each     func(n int, do func(i int))
}

// A File is one file of the site, by its slash-separated name. It is made
// whenever somebody asks for it.
type File struct {
	Name   string
	append func(b []byte) ([]byte, error)
}

// Render makes the file.
func (f File) Render() (data []byte, err error) {
	err = f.Hand(func(b []byte) error { data = bytes.Clone(b); return nil })
	return data, err
}

// Hand makes the file and hands it on, in a buffer that others use afterwards:
// whoever takes the data may neither keep nor change it.
func (f File) Hand(take func(data []byte) error) error {
	b := pages.take()
	defer func() { pages.give(b) }()
	data, err := f.append(b)
	if err != nil {
		return err
	}
	b = data
	return take(data)
}

// A Site is made cohort by cohort, so that no more than one need be at hand,
// and by several machines if need be: [Site.Cohort] makes all that lies below a
// cohort's address and a summary of it, and [Site.Above] the rest of the site
// from the summaries. Of the other cohorts, a cohort's pages know what their
// own files say, and nothing of their teams.
type Site struct {
	Input
	logo string // the name of the program's logo, or ""
	// kept are the teams' standings by cohort, nil where none are kept: a cohort
	// of which one team has changed is planned again, and the others stand as
	// they did.
	kept map[string]map[*model.Team]*standing.Standing
}

// Keep has the site remember how the teams stand, until it is planned anew. One
// goroutine at a time may plan then.
func (s *Site) Keep() { s.kept = map[string]map[*model.Team]*standing.Standing{} }

// New is the site of a program whose teams need not have been read yet.
func New(in Input) *Site {
	in.Theme.paint(in.Program.Brand.Color.Text)
	s := &Site{Input: in}
	s.logo = s.logoName()
	return s
}

// Of is the site with another state of its program.
func (s *Site) Of(p *model.Program) *Site {
	now := *s
	now.Program = p
	return &now
}

// A Summary is what the pages above the cohorts have to know of one. It is a
// value that JSON can hold.
type Summary struct {
	ID      string
	Starts  model.Date
	Ends    model.Date
	Teams   int
	Card    cohortCard
	Coming  []sessionItem
	News    []newsItem
	Entries []searchEntry
	Listed  []string // addresses of pages that may be found
}

// Cohort plans the files below a cohort's address. Every team's standing is
// reckoned at once; rendering comes when a file's Render is called, and the
// summary when somebody asks.
func (s *Site) Cohort(c *model.Cohort) ([]File, func() Summary) {
	b := &builder{Site: s, standings: map[*model.Team]*standing.Standing{}}
	b.reckon(c)
	b.cohort(c)
	b.wall(c)
	b.walks(c)
	b.measureIndex(c)
	b.measures(c)
	if !b.Public {
		b.submissions(c)
	}
	b.learnings(c)
	b.people(c)
	b.calendar(c)
	b.feed(c)
	for _, t := range c.Teams {
		b.team(c, t)
		b.data(c, t)
		if !b.Public {
			b.week(c, t)
		}
	}
	for _, t := range c.Unshown {
		b.unshownTeam(c, t)
	}
	return b.files, sync.OnceValue(func() Summary { return b.summary(c) })
}

// Above plans the files that lie in no cohort. The summaries are asked for when
// a file that needs them is rendered.
func (s *Site) Above(cohorts func() []Summary) []File {
	b := &builder{Site: s, others: cohorts}
	b.addLogo()
	b.search(cohorts)
	b.home(cohorts)
	for i := range b.Program.Pages {
		b.content(&b.Program.Pages[i])
	}
	b.schema()
	b.notFound()
	b.headers()
	b.sitemap(cohorts)
	b.images()
	for _, a := range b.Theme.assets {
		b.add(a.name, func() ([]byte, error) { return a.data, nil })
	}
	return b.files
}

// A builder collects files of one site: those of a cohort, or those above.
type builder struct {
	*Site
	files     []File
	standings map[*model.Team]*standing.Standing
	days      *days                                // how the teams stood at the walks
	goals     map[*model.Team]func() template.HTML // which every walk shows
	listed    []string                             // the addresses of pages that may be found
	others    func() []Summary                     // of the cohorts, for the pages above them; nil for a cohort's
	pools     pools
	navs      map[string][]Link // by root: pages are planned by one goroutine
}

// Pools are the cohort's pooled series, which several pages show: each is made
// once, by whoever asks first.
type pools struct {
	mu   sync.Mutex // guards made
	made map[[2]string]func() (*series.Series, bool)
}

// pool is [series.Pool] of a collaborative's measure. The series is not to be
// changed.
func (b *builder) pool(c *model.Cohort, co model.Collaborative, m model.Measure) (*series.Series, bool) {
	key := [2]string{co.ID.Text, m.ID.Text}
	b.pools.mu.Lock()
	if b.pools.made == nil {
		b.pools.made = map[[2]string]func() (*series.Series, bool){}
	}
	made := b.pools.made[key]
	if made == nil {
		made = sync.OnceValues(func() (*series.Series, bool) { return series.Pool(c, m, teamsOf(c, co)) })
		b.pools.made[key] = made
	}
	b.pools.mu.Unlock()
	return made()
}

// reckon works out every team's standing, since the pages above a team show
// it too.
func (b *builder) reckon(c *model.Cohort) {
	done := make([]*standing.Standing, len(c.Teams))
	b.Each(len(done), func(i int) {
		if was := b.kept[c.ID][c.Teams[i]]; was != nil {
			now := *was
			now.Cohort = c
			done[i] = &now
			return
		}
		done[i] = standing.Of(b.Program, c, c.Teams[i], b.AsOf)
	})
	for i, t := range c.Teams {
		b.standings[t] = done[i]
	}
	if b.kept != nil {
		b.kept[c.ID] = b.standings
	}
}

// teams returns the standings of a cohort's teams, in the order of their ids.
func (b *builder) teams(c *model.Cohort) []*standing.Standing {
	out := make([]*standing.Standing, len(c.Teams))
	for i, t := range c.Teams {
		out[i] = b.standings[t]
	}
	return out
}

func (b *builder) add(name string, render func() ([]byte, error)) {
	b.appended(name, func(out []byte) ([]byte, error) {
		data, err := render()
		return append(out, data...), err
	})
}

// appended adds a file that is made by appending.
func (b *builder) appended(name string, to func(out []byte) ([]byte, error)) {
	b.files = append(b.files, File{name, to})
}

// page adds a page at an address that ends in a slash, or is empty for home.
// The view is made when the page is rendered.
func (b *builder) page(kind, address string, view func(base Base) (any, error)) {
	base := b.base(address)
	base.Kind = kind
	if script := b.Theme.kindScripts[kind]; script != "" {
		base.KindScript = base.Root + script
	}
	if !base.Unlisted {
		b.listed = append(b.listed, address)
	}
	b.appended(address+"index.html", func(out []byte) ([]byte, error) {
		v, err := view(base)
		if err != nil {
			return nil, fmt.Errorf("planning /%s: %w", address, err)
		}
		if out, err = b.Theme.render(out, kind, v); err != nil {
			return nil, fmt.Errorf("rendering /%s: %w", address, err)
		}
		if b.Public {
			out = b.unlinked(out, address)
		}
		return out, nil
	})
}

// A Link is an address, relative to the page that shows it, with its words.
type Link struct {
	Href, Text string
	Current    bool
}

// Base is what every page has.
type Base struct {
	Kind        string // the template's name
	Address     string // "2026-spring/wall/"; "" for home
	Root        string // from the page to the site's root: "../../"
	Title       string
	Program     string
	Description string
	Nav         []Link
	Crumbs      []Link // the pages above it
	Here        string // its name behind them, where that isn't its title
	AsOf        string
	AsOfDate    string // machine-readable
	Version     string
	Canonical   string // absolute address, or ""
	Section     []Link // the cohort's pages, on each of them
	Feed        string // of the page's cohort, or ""
	Public      bool   // it is for everybody, not for the program's own people
	Unlisted    bool   // search engines are asked to leave it out
	Logo        string // "" where the program has none
	CSS, Script string
	KindScript  string // "" where this kind of page has none
	ChartScript string // "" on pages without charts
	ECharts     string
	Search      string // the script of the search box
	Index       string // what it loads when it is reached for, from the site's root
	// Draft are the teams that the site leaves out, empty where it is no draft;
	// Unshown those of the page's own cohort.
	Draft, Unshown []unshownTeam
}

// To returns the relative address of a page of the site.
func (b Base) To(address string) string {
	if b.Root+address == "" {
		return "./"
	}
	return b.Root + address
}

func (b *builder) base(address string) Base {
	base := Base{Address: address, Root: strings.Repeat("../", strings.Count(address, "/")), Program: b.Program.Title.Text,
		Title: b.Program.Title.Text, AsOf: b.AsOf.Long(), AsOfDate: b.AsOf.String(), Version: b.Version}
	b.dress(&base)
	base.Public, base.Unlisted = b.Public, !b.Public || address == "search/"
	c := b.cohortOf(address)
	b.aside(&base, c)
	if c != nil {
		b.section(&base, c)
		base.Feed = base.To(c.ID + "/feed.xml")
	}
	if b.Program.BaseURL.Given() {
		base.Canonical = b.Program.BaseURL.Text + address
	}
	return base
}

// dress fills in what depends on where the page's root is.
func (b *builder) dress(base *Base) {
	base.CSS, base.Script = base.Root+b.Theme.css, base.Root+b.Theme.script
	base.ECharts = base.Root + b.Theme.echarts
	base.Search, base.Index = base.Root+b.Theme.search, searchScript
	if b.logo != "" {
		base.Logo = base.Root + b.logo
	}
	base.Nav = slices.Clone(b.nav(base.Root))
	for i := range base.Nav {
		at := base.Nav[i].Href[len(base.Root):]
		base.Nav[i].Current = base.Address == at || i < len(b.Program.Cohorts) && strings.HasPrefix(base.Address, at)
	}
}

// nav links the cohorts and the pages that are in the navigation, from a root.
func (b *builder) nav(root string) []Link {
	if b.navs[root] == nil {
		var nav []Link
		for _, c := range b.Program.Cohorts {
			nav = append(nav, Link{root + c.ID + "/", c.Title.Text, false})
		}
		for _, p := range b.Program.Pages {
			if p.Nav.Given() && p.ID != "index" {
				nav = append(nav, Link{root + p.ID + "/", p.Nav.Text, false})
			}
		}
		if b.navs == nil {
			b.navs = map[string][]Link{}
		}
		b.navs[root] = nav
	}
	return b.navs[root]
}

// sections are a cohort's own pages, below its address.
var sections = []struct{ address, name string }{
	{"", "Overview"},
	{"wall/", "The wall"},
	{"measures/", "Measures"},
	{"submissions/", "Submissions"},
	{"learnings/", "Learnings"},
	{"people/", "People"},
}

// section links a cohort's pages with one another.
func (b *builder) section(base *Base, c *model.Cohort) {
	for _, s := range sections {
		if b.Public && s.address == "submissions/" {
			continue
		}
		address := c.ID + "/" + s.address
		base.Section = append(base.Section, Link{base.To(address), s.name, base.Address == address})
	}
	if s, ok := currentWalk(c, b.AsOf); ok {
		address := walkAddress(c, s)
		current := base.Address != c.ID+"/wall/" && strings.HasPrefix(base.Address, c.ID+"/wall/")
		base.Section = append(base.Section, Link{base.To(address), "Walks", current})
	}
}

// withCharts asks for the script that brings charts to life.
func (b *builder) withCharts(base Base) Base {
	base.ChartScript = base.Root + b.Theme.chartScript
	return base
}

// notFound is served at any depth, so its links start at the host's root.
func (b *builder) notFound() {
	base := b.base("")
	base.Kind, base.Title = "404", "Page not found"
	base.Root = "/"
	base.Canonical, base.Unlisted = "", true
	if u, err := url.Parse(b.Program.BaseURL.Text); err == nil && u.Path != "" {
		base.Root = path.Clean(u.Path)
		if base.Root != "/" {
			base.Root += "/"
		}
	}
	b.dress(&base)
	b.aside(&base, nil)
	b.appended("404.html", func(out []byte) ([]byte, error) { return b.Theme.render(out, "404", struct{ Base }{base}) })
}

// Policy is the content-security policy, in each page and in _headers.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"

// headers is read by hosts that know _headers. Assets bear a hash of their
// content, so they may be kept for ever.
func (b *builder) headers() {
	text := "/*\n  Content-Security-Policy: " + Policy + "; frame-ancestors 'none'\n" +
		"  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n" +
		"/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
	b.add("_headers", func() ([]byte, error) { return []byte(text), nil })
}
