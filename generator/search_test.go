package generator_test

import (
	"bytes"
	"encoding/json"
	"html"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wallwalk/generator"
)

// found is search.json, as a tool reads it.
type found struct {
	Schema  string
	Entries []struct{ Kind, Title, In, URL, Text string }
}

func searchIndex(t *testing.T, site built) found {
	t.Helper()
	var f found
	if err := json.Unmarshal(site["search.json"], &f); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestTheIndexHasTeamsPeopleLearningsAndPages(t *testing.T) {
	site := demo(t)
	index := searchIndex(t, site)
	if index.Schema != "wallwalk.search/1" {
		t.Errorf("the schema is %q", index.Schema)
	}
	kinds := map[string]int{}
	people := map[string]bool{}
	for _, e := range index.Entries {
		kinds[e.Kind]++
		page, place, _ := strings.Cut(e.URL, "#")
		if site[page+"index.html"] == nil || !hasPlace(site[page+"index.html"], place) {
			t.Errorf("%q leads to %s, which is not there", e.Title, e.URL)
		}
		if e.Kind == "person" {
			if people[e.Title+e.In] {
				t.Errorf("%s is there twice", e.Title)
			}
			people[e.Title+e.In] = true
			shown := regexp.MustCompile(`id="` + regexp.QuoteMeta(place) + `"[^>]*><span class="who"><b>` + regexp.QuoteMeta(html.EscapeString(e.Title)) + "</b>")
			if !shown.Match(site[page+"index.html"]) {
				t.Errorf("%s does not show %s", e.URL, e.Title)
			}
		}
	}
	teams, _ := fs.Glob(demoFiles(), "cohorts/*/teams/*")
	pages, _ := fs.Glob(demoFiles(), "content/*.md")
	deeper, _ := fs.Glob(demoFiles(), "content/*/*.md")
	for kind, want := range map[string]int{"team": len(teams), "page": len(pages) + len(deeper), "cohort": 2, "walk": 18} {
		if kinds[kind] != want {
			t.Errorf("of %s there are %d, want %d", kind, kinds[kind], want)
		}
	}
	if kinds["person"] < 60 || kinds["learning"] < 15 {
		t.Errorf("there are %v", kinds)
	}
}

// hasPlace reports whether a page has the id; it has no id as well as none.
func hasPlace(page []byte, id string) bool {
	return id == "" || bytes.Contains(page, []byte(` id="`+id+`"`))
}

// What is not there yet is not found: its page doesn't show it.
func TestALearningOfALaterDayIsNotFound(t *testing.T) {
	edits := files(team+"learnings.yaml", "- {id: a, title: Early, date: 2026-04-02, text: First}\n- {id: b, title: Late, date: 2026-05-02, text: Second}\n")
	var titles []string
	for _, e := range searchIndex(t, build(t, small(edits), generator.Options{AsOf: day(t, "2026-04-20")})).Entries {
		if e.Kind == "learning" {
			titles = append(titles, e.Title+" "+e.URL)
		}
	}
	if want := []string{"Early one/learnings/#elm--a"}; !slices.Equal(titles, want) {
		t.Errorf("there are %q, want %q", titles, want)
	}
}

// The script that pages load says the same, and sets one name.
func TestTheIndexIsAScriptToo(t *testing.T) {
	site := demo(t)
	want := slices.Concat([]byte("window.wallwalkSearch = "), bytes.TrimSuffix(site["search.json"], []byte("\n")), []byte(";\n"))
	if !bytes.Equal(site["search.js"], want) {
		t.Error("the script is not search.json")
	}
	for name, doc := range site.pages(t) {
		boxes := 0
		for _, box := range find(doc, "div") {
			if attr(box, "role") == "search" && attr(box, "data-index") == "search.js" {
				boxes++
			}
		}
		if boxes != 1 {
			t.Errorf("%s has %d boxes that know the index", name, boxes)
		}
		for _, s := range find(doc, "script") {
			if strings.HasSuffix(attr(s, "src"), "/search.js") {
				t.Errorf("%s loads the index at once", name)
			}
		}
	}
}

var mailAddress = regexp.MustCompile(`[^\s"]@[^\s"]`)

func TestNoAddressIsInTheIndex(t *testing.T) {
	if at := mailAddress.FindIndex(demo(t)["search.json"]); at != nil {
		t.Errorf("an address: …%s…", demo(t)["search.json"][at[0]-20:at[1]+20])
	}
	site := build(t, small(files("content/index.md", "---\ntitle: Ask ann@h.example\nsummary: or https://h.example/\n---\n\n# To [bob@h.example](mailto:bob@h.example)\n\nWrite <eve@h.example>, or ftp://h.example/x. Done.\n")), generator.Options{AsOf: day(t, "2026-04-01")})
	for _, e := range searchIndex(t, site).Entries {
		if strings.Contains(e.Title+e.Text, "h.example") {
			t.Errorf("an address: %+v", e)
		}
		if e.Kind == "page" && (e.Title != "Ask" || !strings.HasSuffix(e.Text, "Write or Done.")) {
			t.Errorf("what is left of the page is %+v", e)
		}
	}
}

// The index grows with what there is, not with how much is written.
func TestTheIndexIsBounded(t *testing.T) {
	long := strings.Repeat("wörter ", 2000)
	site := build(t, small(files("content/index.md", "---\ntitle: "+long+"\nsummary: "+long+"\n---\n"+long+"\n")), generator.Options{AsOf: day(t, "2026-04-01")})
	for _, e := range searchIndex(t, site).Entries {
		if n := len([]rune(e.Title)); n > 170 {
			t.Errorf("a title has %d letters", n)
		}
		if n := len([]rune(e.Text)); n > 310 {
			t.Errorf("a text has %d letters", n)
		}
	}
	if n := packed(t, demo(t)["search.json"]); n > 16<<10 {
		t.Errorf("the demo's index is %d bytes", n)
	}
}

func TestASiteWithoutTeamsCanBeSearched(t *testing.T) {
	edits := files(team+"team.yaml", "", team+"roster.yaml", "", team+"data.yaml", "", team+"milestones.yaml", "", "content/index.md", "")
	site := build(t, small(edits), generator.Options{AsOf: day(t, "2026-04-01")})
	if got := searchIndex(t, site).Entries; len(got) != 2 || got[0].Kind != "cohort" || got[0].URL != "one/" || got[1].Kind != "walk" {
		t.Errorf("the index is %+v", got)
	}
}
