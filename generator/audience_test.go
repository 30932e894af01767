package generator_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator"
)

// secretive is a program with a token in every field that the public must not
// see: "zq" and the field's name.
func secretive() fstest.MapFS {
	const folder = "cohorts/one/teams/zq-folder/"
	private := small(nil)
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		"cohorts/program.yaml": "title: Small program\nbase_url: https://p.example/\nedit_url: \"https://zq-edit.example/{path}\"\nrequirements:\n  - {id: zq-ready, text: Ready}\n",
		"content/index.md":     "---\ntitle: Welcome\n---\nHello, [team](one/zq-folder/), [its data](one/zq-folder/data.json), [cohort](/zq-private/), [*all*](https://P.example/zq-private/wall/), [encoded](%7Aq-private/), [shown](one/site-a/), [wall](one/wall/), [elsewhere](https://q.example/one/).\n",
		// What a browser makes of an address, and we might not.
		"content/links.md": "---\ntitle: Links\n---\n1 [a](../zq-private/%zz) 2 [b](../assets/%2e%2e/zq-private/) 3 <https://p.example/zq-private/ü> 4 [https://p.example/zq-private/wall](https://p.example/zq-private/wall/) " +
			"5 [and/or](https://p.example:443/zq-private/) 6 [d](<../zq-private/ x>) 7 [e](http://p.example/zq-private/) 8 [f](../zq-private.html) 9 [`a>b`](../zq-private/ 'a > \"b') 10 [g](https://p.example./zq-private/) 11 [h](https://u:p@p.example/zq-private/) 12 [i](../404.html) end\n",
		"content/about.md": "---\ntitle: About\n---\nSee [team](../one/zq-folder/#x \"its page\"), [again][it], <https://p.example/one/zq-folder/>.\n\n[it]: ../one/zq-folder/week/\n",
		"cohorts/one/cohort.yaml": `title: Cohort one
starts: 2026-03-01
ends: 2026-09-05
collaboratives:
  - id: flow
    name: Flow
    measures:
      - {id: kept, name: Visits kept, type: outcome, data: fraction, better: higher, goal: 80}
milestones:
  - {id: charter, name: Charter signed, due: 2026-03-12}
sessions:
  - {id: ls1, kind: learning, date: 2026-03-05, start: "13:00", timezone: America/Chicago, hours: 2, link: "https://zq-meet.example/"}
  - {id: walk, kind: wall, date: 2026-03-19, order: [zq-folder, oak], link: "https://zq-wall.example/"}
`,
		folder + "team.yaml": "name: Zq-name\nsite: Zq-site\npublic_name: Site A\ncollaborative: flow\nready: [zq-ready]\nproblem: \"As [we](./) and [others](../zq-oak/) said, see [this](../../zq-private/) and [that](../oak/)\"\n",
		folder + "roster.yaml": `people:
  - {id: zq-a, name: Zq-sponsor, role: sponsor, title: Zq-title, email: zq-a@h.example, github: zq-github}
  - {id: open-b, name: Open Bea, role: physician-leader, title: Chief, public: true, email: zq-b@h.example, github: zq-bea}
  - {id: zq-c, name: Zq-coach, role: coach, data_access: true}
  - {id: zq-d, name: Zq-leader, role: team-leader}
  - {id: zq-e, name: Zq-member, role: member}
vacant:
  - {role: member, since: 2026-03-02, note: Zq-vacant}
`,
		folder + "data.yaml":       weeks("kept", "30/60", "35/61", "38/62", "31/60"),
		folder + "milestones.yaml": "charter: {done: 2026-03-10, evidence: \"https://zq-evidence.example/\"}\n",
		folder + "changes.yaml":    "- id: huddle\n  title: Huddle\n  cycles:\n    - {from: 2026-03-09, plan: Try}\n",
		folder + "wall.yaml": `walk:
  score: 3
  progress: Well
  barriers:
    - {text: Zq-open, raised: 2026-03-12}
    - {text: Zq-closed, raised: 2026-03-12, closed: 2026-03-18, how: Zq-how}
  asks: [Zq-ask]
  presenter: zq-d
`,
		folder + "learnings.yaml":               "- {id: l, title: Look, date: 2026-03-15, text: Look well}\n",
		folder + "attendance.yaml":              "ls1: [zq-a, zq-c, open-b]\n",
		"cohorts/one/teams/oak/team.yaml":       "name: Oak\nsite: Oak House\ncollaborative: flow\n",
		"cohorts/one/teams/oak/roster.yaml":     strings.ReplaceAll(string(private[team+"roster.yaml"].Data), "{id: c, name: C,", "{id: zq-c, name: Zq-coach,"),
		"cohorts/one/teams/oak/data.yaml":       weeks("kept", "30/60", "35/61"),
		"cohorts/one/teams/oak/milestones.yaml": "{}\n",
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, f := range private {
		if rest, in := strings.CutPrefix(name, "cohorts/one/"); in {
			fsys["cohorts/zq-private/"+rest] = &fstest.MapFile{Data: bytes.ReplaceAll(bytes.Replace(f.Data, []byte("starts:"), []byte("visibility: private\nstarts:"), 1), []byte("Cohort one"), []byte("Zq-cohort"))}
		}
	}
	return fsys
}

// Of what is planted, the program's own people see each, and the public none,
// in no byte of any file and in no file's name.
func TestNothingPrivateIsPublic(t *testing.T) {
	whole := build(t, secretive(), generator.Options{AsOf: day(t, "2026-04-20")})
	var everything strings.Builder
	for _, name := range slices.Sorted(maps.Keys(whole)) {
		everything.WriteString(strings.ToLower(name + "\n" + string(whole[name])))
	}
	for _, field := range []string{"folder", "name", "site", "sponsor", "title", "coach", "leader", "member", "vacant", "evidence", "open", "closed", "how", "ask", "meet", "wall", "cohort", "private", "a@h.example"} {
		if !strings.Contains(everything.String(), "zq-"+field) {
			t.Errorf("the program's own people don't see zq-%s: nothing is proven", field)
		}
	}
	public := build(t, secretive(), generator.Options{AsOf: day(t, "2026-04-20"), Public: true})
	for name, data := range public {
		if at := bytes.Index(bytes.ToLower(data), []byte("zq")); at >= 0 && !strings.Contains(name, "echarts") {
			t.Errorf("%s holds …%s…", name, data[max(0, at-60):min(len(data), at+40)])
		}
		if strings.Contains(strings.ToLower(name), "zq") {
			t.Errorf("a file is called %s", name)
		}
		for _, word := range []string{"submissions/", "h.example", "week owed", "weeks owed", "attendance", "who came", "can still write", "wall.yaml", "data.yaml", "Add this week", "Fix this line", "class=\"fix\"", "week/"} {
			if strings.HasSuffix(name, ".html") && bytes.Contains(data, []byte(word)) {
				t.Errorf("%s says %q", name, word)
			}
		}
	}
	if whole["one/zq-folder/week/index.html"] == nil || public["one/site-a/week/index.html"] != nil {
		t.Error("a week's form is not there for the program's own people, or is for everybody")
	}
	for _, name := range []string{"one/site-a/index.html", "one/site-a/data.json", "one/oak/index.html", "one/wall/walk/index.html", "sitemap.xml"} {
		if public[name] == nil {
			t.Errorf("the public has no %s", name)
		}
	}
	page := string(public["one/site-a/index.html"])
	for _, want := range []string{"Site A", "Open Bea", "Project Sponsor"} {
		if !strings.Contains(page, want) {
			t.Errorf("the team's page lacks %q", want)
		}
	}
	// Links to what the public has not are their words.
	for name, want := range map[string]string{
		"index.html": "Hello, team, its data, cohort, <em>all</em>, encoded, <a href=\"one/site-a/\">shown</a>, <a href=\"one/wall/\">wall</a>, " +
			"<a href=\"https://q.example/one/\" rel=\"noopener noreferrer\">elsewhere</a>.",
		"links/index.html":      "1 a 2 b 3 a page that is not public 4 a page that is not public 5 and/or 6 d 7 e 8 f 9 <code>a&gt;b</code> 10 g 11 h 12 <a href=\"../404.html\">i</a> end",
		"about/index.html":      "See team, again, a page that is not public.",
		"one/site-a/index.html": "As <a href=\"./\">we</a> and others said, see this and <a href=\"../oak/\">that</a>",
	} {
		if page := string(public[name]); !strings.Contains(page, want) {
			t.Errorf("%s lacks %s", name, want)
		}
	}
	for name, data := range whole {
		if strings.HasSuffix(name, ".html") && !bytes.Contains(data, []byte(`<meta name="robots" content="noindex">`)) {
			t.Errorf("%s may be found by search engines", name)
		}
	}
}

// A private cohort leaves no trace: the public's site is, byte for byte, what it
// is without the cohort.
func TestPrivateCohortsLeaveNoTrace(t *testing.T) {
	with := secretive()
	without := maps.Clone(with)
	maps.DeleteFunc(without, func(name string, _ *fstest.MapFile) bool { return strings.HasPrefix(name, "cohorts/zq-private/") })
	o := generator.Options{AsOf: day(t, "2026-04-20"), Public: true}
	sameSite(t, "without the private cohort", build(t, with, o), build(t, without, o))
}

// The name of a team's folder has no influence where it has a public name: no
// order, and nobody's number, comes of it.
func TestFolderNamesHaveNoInfluence(t *testing.T) {
	first, renamed := secretive(), fstest.MapFS{}
	for name, f := range first {
		renamed[strings.ReplaceAll(name, "zq-folder", "aa")] = &fstest.MapFile{Data: bytes.ReplaceAll(f.Data, []byte("zq-folder"), []byte("aa"))}
	}
	o := generator.Options{AsOf: day(t, "2026-04-20"), Public: true}
	sameSite(t, "with another folder", build(t, first, o), build(t, renamed, o))
}

// Suppressed counts have no influence: whatever they are between 1 and 10, every
// byte that the public gets is the same, so nothing of them can be computed from
// sums, medians, limits, sentences or drawings.
func TestSuppressedCountsHaveNoInfluence(t *testing.T) {
	o := generator.Options{AsOf: day(t, "2026-05-24"), Public: true}
	program := func(a, b, c, d string) fstest.MapFS {
		figures := []string{"30/60", a, "35/61", "38/62", b, "40/60", "41/60", "44/60", c, "50/60", "52/60", d}
		fsys := secretive()
		fsys["cohorts/program.yaml"] = &fstest.MapFile{Data: append(bytes.Clone(fsys["cohorts/program.yaml"].Data), "small_numbers: suppress\n"...)}
		fsys["cohorts/one/teams/zq-folder/data.yaml"] = &fstest.MapFile{Data: []byte(weeks("kept", figures...))}
		return fsys
	}
	first := build(t, program("3/60", "55/60", "9/10", "1/2"), o)
	for _, other := range [][4]string{{"10/90", "52/60", "5/10", "0/1"}, {"1/11", "1/1", "2/8", "10/10"}, {"7/4000", "3990/4000", "10/20", "9/18"}} {
		sameSite(t, fmt.Sprint(other), first, build(t, program(other[0], other[1], other[2], other[3]), o))
	}
	if text := string(first["one/site-a/data.csv"]); strings.Contains(text, ",3,60") || !strings.Contains(text, ",30,60") {
		t.Errorf("the data are\n%s", text)
	}
	shown := build(t, program("3/60", "55/60", "9/10", "1/2"), generator.Options{AsOf: o.AsOf})
	if !bytes.Contains(shown["one/zq-folder/data.csv"], []byte(",3,60")) {
		t.Error("the program's own people don't see the counts")
	}
}

func sameSite(t *testing.T, what string, a, b built) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if !bytes.Equal(a[name], b[name]) {
			at := 0
			for at < min(len(a[name]), len(b[name])) && a[name][at] == b[name][at] {
				at++
			}
			t.Errorf("%s: %s differs at …%.80s…", what, name, a[name][max(0, at-40):])
		}
	}
	if len(a) != len(b) {
		t.Errorf("%s: %d files, and %d", what, len(a), len(b))
	}
}
