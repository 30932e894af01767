package generator_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"wallwalk/generator"
	"wallwalk/generator/model"
)

var update = flag.Bool("update", false, "write the golden files anew; read the diff before you accept it")

// golden compares what was made with a file below testdata/golden.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	name = filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatalf("%v (go test -update makes it)", err)
	}
	if string(got) == string(want) {
		return
	}
	gotLines, wantLines := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(gotLines), len(wantLines)) {
		if g, w := line(gotLines, i), line(wantLines, i); g != w {
			t.Errorf("%s:%d differs\n got: %s\nwant: %s", name, i+1, g, w)
			return
		}
	}
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(the end)"
}

// assetHash is what changes in a page whenever a style or script does.
var assetHash = regexp.MustCompile(`(assets/[a-z.]+)\.[0-9a-f]{10}\.`)

// TestGoldenPages has one page of each kind, of a program that is small enough
// for a diff to be read: a team that does well (phases, an excluded week, none,
// a point outside its limits, rare events), one that needs help (missing weeks,
// a trend, an open role), and one that has just joined.
func TestGoldenPages(t *testing.T) {
	// The days are as git would tell them: a week that came in late, and the
	// others in time.
	days := map[model.Date]model.Date{}
	for d := day(t, "2026-03-01"); d < day(t, "2026-07-01"); d += 7 {
		days[d] = d + 7
	}
	days[day(t, "2026-03-15")] += 12
	known := &model.Arrivals{Days: map[string]map[model.Date]model.Date{"spring/alder": days, "spring/birch": days, "spring/cedar": days}}
	site := build(t, os.DirFS("testdata/program"), generator.Options{Version: "test", Arrivals: known})
	public := build(t, os.DirFS("testdata/program"), generator.Options{Version: "test", Public: true})
	for to, from := range map[string]string{"public-team.html": "spring/alder/index.html", "public-robots.txt": "robots.txt", "sitemap.xml": "sitemap.xml"} {
		golden(t, to, assetHash.ReplaceAll(public[from], []byte("$1.HASH.")))
	}
	for to, from := range map[string]string{
		"home.html":        "index.html",
		"page.html":        "guide/index.html",
		"cohort.html":      "spring/index.html",
		"wall.html":        "spring/wall/index.html",
		"learnings.html":   "spring/learnings/index.html",
		"people.html":      "spring/people/index.html",
		"measures.html":    "spring/measures/index.html",
		"measure.html":     "spring/measures/kept/index.html",
		"submissions.html": "spring/submissions/index.html",
		"walk.html":        "spring/wall/walk-2/index.html",
		"team.html":        "spring/alder/index.html",
		"help.html":        "spring/birch/index.html",
		"new.html":         "spring/cedar/index.html",
		"week.html":        "spring/birch/week/index.html",
		"404.html":         "404.html",
		"data.json":        "spring/alder/data.json",
		"data.csv":         "spring/alder/data.csv",
		"headers.text":     "_headers",
		"calendar.ics":     "spring/calendar.ics",
		"feed.xml":         "spring/feed.xml",
		"search.html":      "search/index.html",
		"search.json":      "search.json",
		"robots.txt":       "robots.txt",
	} {
		t.Run(to, func(t *testing.T) {
			if site[from] == nil {
				t.Fatalf("there is no %s", from)
			}
			text := bytes.ReplaceAll(site[from], []byte("\r\n"), []byte("\n")) // a checkout may change them
			golden(t, to, assetHash.ReplaceAll(text, []byte("$1.HASH.")))
		})
	}
}

// Golden pages show what is there, right or wrong; their markup is judged like
// any other page's.
func TestGoldenPagesAreValid(t *testing.T) {
	site := build(t, os.DirFS("testdata/program"), generator.Options{})
	for name, doc := range site.pages(t) {
		for _, fault := range append(faults(site[name], doc), skipped(doc)...) {
			t.Errorf("%s: %s", name, fault)
		}
	}
}
