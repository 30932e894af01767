package generator_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"
	"time"

	"wallwalk/generator"
)

// An element of XML, in the order of the file.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []element  `xml:",any"`
	Text     string     `xml:",chardata"`
}

func (e element) all(name string) (out []element) {
	for _, c := range e.Children {
		if c.XMLName.Local == name {
			out = append(out, c)
		}
	}
	return out
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// atomFaults are what RFC 4287 forbids in a feed like ours.
func atomFaults(data []byte) (found []string, feed element) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = true
	if err := d.Decode(&feed); err != nil {
		return []string{err.Error()}, feed
	}
	for tok, err := d.Token(); err != io.EOF; tok, err = d.Token() {
		if space, ok := tok.(xml.CharData); !ok || strings.TrimSpace(string(space)) != "" {
			return []string{"something stands behind the feed"}, feed
		}
	}
	if feed.XMLName != (xml.Name{Space: atomSpace, Local: "feed"}) {
		found = append(found, "it is no feed: "+feed.XMLName.Local)
	}
	found = append(found, atomParts("the feed", feed, "author", "generator", "subtitle", "link", "entry")...)
	if len(feed.all("author")) != 1 || len(feed.all("author")[0].all("name")) != 1 {
		found = append(found, "no author")
	}
	ids := map[string]bool{feed.all("id")[0].Text: true}
	for _, e := range feed.all("entry") {
		found = append(found, atomParts("an entry", e, "category", "link", "summary")...)
		if id := e.all("id")[0].Text; ids[id] {
			found = append(found, "the id is there twice: "+id)
		} else {
			ids[id] = true
		}
		if len(e.all("link")) != 1 {
			found = append(found, "an entry leads nowhere")
		}
		if e.all("updated")[0].Text > feed.all("updated")[0].Text {
			found = append(found, "an entry is newer than its feed")
		}
	}
	return found, feed
}

const atomSpace = "http://www.w3.org/2005/Atom"

var tagURI = regexp.MustCompile(`^tag:[a-z0-9.-]+,2026:/[A-Za-z0-9/._~!$&'()*+,;=:@%-]*$`)

// atomParts judges what feeds and entries both have.
func atomParts(what string, e element, more ...string) (found []string) {
	for _, name := range []string{"id", "title", "updated"} {
		if len(e.all(name)) != 1 {
			return []string{what + " has not one " + name}
		}
	}
	if id := e.all("id")[0].Text; !tagURI.MatchString(id) {
		found = append(found, what+" has the id "+id)
	}
	if strings.TrimSpace(e.all("title")[0].Text) == "" {
		found = append(found, what+" has no title")
	}
	if _, err := time.Parse(time.RFC3339, e.all("updated")[0].Text); err != nil {
		found = append(found, err.Error())
	}
	known := " id title updated " + strings.Join(more, " ") + " "
	for _, c := range e.Children {
		if c.XMLName.Space != atomSpace || !strings.Contains(known, " "+c.XMLName.Local+" ") {
			found = append(found, what+" has "+c.XMLName.Local)
		}
	}
	return found
}

func TestFeedsAreValid(t *testing.T) {
	site := demo(t)
	entries, kinds := 0, map[string]int{}
	for _, name := range site.names("/feed.xml") {
		found, feed := atomFaults(site[name])
		for _, f := range found {
			t.Errorf("%s: %s", name, f)
		}
		for _, e := range feed.all("entry") {
			entries++
			kinds[e.all("category")[0].attr("term")]++
			if e.all("updated")[0].Text[:10] > "2026-07-12" {
				t.Errorf("%s tells of a day to come: %s", name, e.all("title")[0].Text)
			}
		}
	}
	if entries < 40 || len(site.names("/feed.xml")) != 2 {
		t.Errorf("%d entries in %v", entries, site.names("/feed.xml"))
	}
	for _, kind := range []string{"milestone", "barrier", "learning", "signal", "walk"} {
		if kinds[kind] == 0 {
			t.Errorf("no %s is told: %v", kind, kinds)
		}
	}
}

// Every link of a feed leads to a file, absolute or by xml:base.
func TestFeedsLeadToPages(t *testing.T) {
	for _, address := range []string{"", "https://h.example/a/b/"} {
		files := demoCopy(t)
		program := files["cohorts/program.yaml"]
		program.Data = regexp.MustCompile(`(?m)^base_url:.*\n`).ReplaceAll(program.Data, nil)
		site := build(t, files, generator.Options{BaseURL: address})
		for _, name := range site.names("/feed.xml") {
			_, feed := atomFaults(site[name])
			root, err := (&url.URL{Scheme: "https", Host: "h.example", Path: "/a/b/" + name}).Parse(feed.attr("base"))
			if err != nil {
				t.Fatal(err)
			}
			links := feed.all("link")
			for _, e := range feed.all("entry") {
				links = append(links, e.all("link")...)
			}
			for _, l := range links {
				if abs := strings.HasPrefix(l.attr("href"), "https://"); abs != (address != "") {
					t.Errorf("with base_url %q, %s leads to %s", address, name, l.attr("href"))
				}
				to, err := root.Parse(l.attr("href"))
				if err != nil {
					t.Fatal(err)
				}
				place := to.Fragment
				to.Fragment = ""
				file := strings.TrimPrefix(to.String(), "https://h.example/a/b/")
				if strings.HasSuffix(file, "/") {
					file = path.Join(file, "index.html")
				}
				if site[file] == nil || !hasPlace(site[file], place) {
					t.Errorf("%s leads to %s, which is not there", name, l.attr("href"))
				}
			}
		}
	}
}

// Each entry leads to what it tells of: a walk to its page, a learning and a
// signal to their place on theirs.
func TestEntriesLeadToWhatTheyTellOf(t *testing.T) {
	_, feed := atomFaults(demo(t)["2026-spring/feed.xml"])
	places := map[string]*regexp.Regexp{"walk": regexp.MustCompile(`/2026-spring/wall/wall-\d/$`), "learning": regexp.MustCompile(`/2026-spring/learnings/#[a-z-]+--[a-z0-9-]+$`),
		"signal": regexp.MustCompile(`/2026-spring/[a-z-]+/#m--[a-z-]+$`), "milestone": regexp.MustCompile(`/2026-spring/[a-z-]+/$`), "barrier": regexp.MustCompile(`/2026-spring/[a-z-]+/$`)}
	for _, e := range feed.all("entry") {
		kind, to := e.all("category")[0].attr("term"), e.all("link")[0].attr("href")
		if !places[kind].MatchString(to) {
			t.Errorf("a %s leads to %s", kind, to)
		}
	}
}

// A reader shows nothing twice: what is told keeps its id and its day when more
// is told, and on every later day.
func TestEntriesKeepTheirIDs(t *testing.T) {
	days := map[string]string{}
	for _, asOf := range []string{"2026-07-12", "2026-07-19"} {
		_, feed := atomFaults(build(t, demoFiles(), generator.Options{AsOf: day(t, asOf)})["2026-spring/feed.xml"])
		same := 0
		for _, e := range feed.all("entry") {
			id, when := e.all("id")[0].Text, e.all("updated")[0].Text+" "+e.all("title")[0].Text
			if was := days[id]; was != "" {
				same++
				if was != when {
					t.Errorf("%s was %s and is %s", id, was, when)
				}
			}
			days[id] = when
		}
		if asOf > "2026-07-12" && same < 40 {
			t.Errorf("only %d entries are there on both days", same)
		}
	}
}

// An empty cohort has a feed too, and nothing in it.
func TestAFeedWithoutNews(t *testing.T) {
	edits := files(team+"team.yaml", "", team+"roster.yaml", "", team+"data.yaml", "", team+"milestones.yaml", "")
	site := build(t, small(edits), generator.Options{AsOf: day(t, "2026-02-01")})
	found, feed := atomFaults(site["one/feed.xml"])
	if len(found) > 0 || len(feed.all("entry")) != 0 || feed.all("updated")[0].Text != "2026-02-01T00:00:00Z" {
		t.Errorf("the feed is %s\n%s", found, site["one/feed.xml"])
	}
}

func TestACohortsPagesNameItsFeed(t *testing.T) {
	site := demo(t)
	for name, want := range map[string]string{"2026-spring/index.html": "../2026-spring/feed.xml", "2026-spring/lakeside/index.html": "../../2026-spring/feed.xml", "index.html": ""} {
		got := ""
		for _, l := range find(site.page(t, name), "link") {
			if attr(l, "type") == "application/atom+xml" && attr(l, "rel") == "alternate" {
				got = attr(l, "href")
			}
		}
		if got != want {
			t.Errorf("%s names the feed %q, want %q", name, got, want)
		}
	}
}
