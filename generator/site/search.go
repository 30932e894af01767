package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"wallwalk/generator/markdown"
	"wallwalk/generator/model"
)

// Search needs no server: an index of what there is goes with the site, as
// search.json for tools and as a script for the pages, since a page that was
// opened from a folder may load a script and fetch nothing. The script is loaded
// when somebody reaches for the box.

// A searchIndex is search.json. Addresses are relative to the site's root.
type searchIndex struct {
	Schema  string        `json:"schema"`
	Entries []searchEntry `json:"entries"`
}

// A searchEntry is one thing that can be found, by its title before the rest.
type searchEntry struct {
	Kind  string `json:"kind"` // team, person, cohort, walk, learning, page
	Title string `json:"title"`
	In    string `json:"in,omitempty"` // where it belongs
	URL   string `json:"url"`
	Text  string `json:"text,omitempty"`
}

// Letters that an entry has at most, so that the index grows with what there is
// and not with how much was written.
const (
	mostTitle = 160
	mostText  = 300
)

// A searchView is the page that shows all that was found.
type searchView struct {
	Base
	Heading string
	Places  []Link // what there is to look through without a search
}

// searchScript is the index as a script. Its name bears no hash: what every page
// names would otherwise change every page with every team.
const searchScript = "search.js"

// search plans the index and the page.
func (b *builder) search(cohorts func() []Summary) {
	index := sync.OnceValues(func() ([]byte, error) { return b.searchIndex(cohorts()) })
	b.add(searchScript, func() ([]byte, error) {
		data, err := index()
		return fmt.Appendf(nil, "window.wallwalkSearch = %s;\n", data), err
	})
	b.add("search.json", func() ([]byte, error) {
		data, err := index()
		return append(bytes.Clone(data), '\n'), err
	})
	b.page("search", "search/", func(base Base) (any, error) {
		base.Title, base.Description = "Search", "Find a team, a person, a walk, a learning or a page."
		base.Crumbs = []Link{{base.To(""), b.Program.Title.Text, false}}
		return searchView{base, "Search", base.Nav}, nil
	})
}

func (b *builder) searchIndex(cohorts []Summary) ([]byte, error) {
	entries := []searchEntry{}
	for _, c := range newestFirst(cohorts) {
		entries = append(entries, c.Entries...)
	}
	for i := range b.Program.Pages {
		entries = append(entries, b.pageEntry(&b.Program.Pages[i]))
	}
	for i := range entries {
		e := &entries[i]
		e.Title, e.In, e.Text = unaddressed(e.Title, mostTitle), unaddressed(e.In, mostTitle), unaddressed(e.Text, mostText)
	}
	data, err := json.Marshal(searchIndex{"wallwalk.search/1", entries})
	if err != nil {
		return nil, fmt.Errorf("writing the search index: %w", err)
	}
	return data, nil
}

// cohortEntries are a cohort, its walks, its teams, its people and what they
// shared up to the day.
func (b *builder) cohortEntries(c *model.Cohort) (out []searchEntry) {
	var names []string
	for _, co := range c.Collaboratives {
		names = append(names, co.Name.Text)
	}
	out = append(out, searchEntry{"cohort", c.Title.Text, model.Span(c.Starts.Date, c.Ends.Date), c.ID + "/", strings.Join(names, " · ")})
	for _, ses := range walks(c) {
		item := sessionOf(c, ses, b.AsOf)
		out = append(out, searchEntry{"walk", item.Title, c.Title.Text, walkAddress(c, ses), item.Date})
	}
	people := roll{at: map[string]int{}}
	for _, t := range c.Teams {
		at := c.ID + "/" + t.ID + "/"
		out = append(out, searchEntry{"team", t.Name.Text, c.Title.Text, at, b.teamText(c, t)})
		people.add(b, c, t)
		for _, l := range t.Learnings {
			if l.Date.Date <= b.AsOf {
				out = append(out, searchEntry{"learning", l.Title.Text, t.Name.Text + " · " + c.Title.Text, learningAddress(c, t, l), learningText(l)})
			}
		}
	}
	for _, t := range unshown(Base{}, c) {
		out = append(out, searchEntry{"team", t.Text, c.Title.Text, t.Href, unshownAnswer})
	}
	out = append(out, people.entries...)
	for i := range out {
		out[i].Title = strings.Clone(out[i].Title) // or it keeps the whole file that it is a part of
	}
	return out
}

func learningText(l model.Learning) string {
	var words []string
	for _, tag := range l.Tags {
		words = append(words, tag.Text)
	}
	return strings.Join(append(words, markdown.Plain(l.Text.Text)), " · ")
}

// teamText is what a team is found by beside its name.
func (b *builder) teamText(c *model.Cohort, t *model.Team) string {
	words := []string{t.Site.Text}
	if co := c.Collaborative(t.Collaborative.Text); co != nil {
		words = append(words, co.Name.Text)
	}
	for _, s := range b.standings[t].Series {
		words = append(words, s.Title())
	}
	return strings.TrimPrefix(strings.Join(words, " · "), " · ")
}

// A roll is the people of a cohort, each once though in several teams, by what
// the people page shows of them: name, roles and teams.
type roll struct {
	entries []searchEntry
	at      map[string]int // in entries, by id
}

func (r *roll) add(b *builder, c *model.Cohort, t *model.Team) {
	for _, role := range b.Program.Roles {
		for n, p := range t.Roster.People {
			if !p.Has(role.ID.Text) {
				continue
			}
			i, known := r.at[p.ID.Text]
			if !known {
				i = len(r.entries)
				r.at[p.ID.Text] = i
				r.entries = append(r.entries, searchEntry{Kind: "person", Title: p.Name.Text, In: c.Title.Text, URL: c.ID + "/people/#" + personPlace(t, n)})
			}
			e := &r.entries[i]
			if e.Text != "" {
				e.Text += " · "
			}
			e.Text += role.Name.Text + ", " + t.Name.Text
		}
	}
}

// pageEntry is one of the program's own pages, found by its headings too.
func (b *builder) pageEntry(p *model.Page) searchEntry {
	e := searchEntry{Kind: "page", Title: p.Title.Text, URL: p.ID + "/"}
	if p.ID == "index" {
		e.URL = ""
	}
	parts := append([]string{p.Summary.Text}, markdown.Headings(p.Body.Text)...)
	e.Text = strings.TrimPrefix(excerpt(strings.Join(parts, " · "), mostText)+" · "+excerpt(markdown.Plain(p.Body.Text), mostText), " · ")
	return e
}

// addresses are what nobody looks for, and what no index may give away.
var addresses = regexp.MustCompile(`\S*@\S*|\b[a-z][a-z+.-]*://\S*`)

// unaddressed is an excerpt without addresses.
func unaddressed(s string, most int) string {
	if strings.Contains(s, "@") || strings.Contains(s, "://") { // as few have
		s = addresses.ReplaceAllString(s, " ")
	}
	return excerpt(s, most)
}
