package serve

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"wallwalk/generator/diag"
)

func TestLive(t *testing.T) {
	for _, test := range []struct{ page, before, after string }{
		{"<body>x</body></html>", "<body>x", "</body></html>"},
		{"<body>x</BODY >", "<body>x", "</BODY >"},
		{"<body>says </body> and</body>", "<body>says </body> and", "</body>"},
		{"<p>no body", "<p>no body", ""},
		{"", "", ""},
		{"İ</body>", "İ", "</body>"},
	} {
		s := &state{site: pages{"index.html": []byte(test.page)}}
		got := string(s.live("/", []byte(test.page)))
		tag, ok := strings.CutPrefix(got, test.before+`<script src="/.wallwalk/live.js" data-events="/.wallwalk/events?page=%2F" `)
		if !ok || !strings.HasSuffix(tag, " defer></script>\n"+test.after) {
			t.Errorf("%q becomes %q", test.page, got)
		}
	}
}

func TestLiveEscapesThePath(t *testing.T) {
	s := &state{site: sample}
	got := string(s.live(`/"><script>alert(1)</script>`, nil))
	if strings.Count(got, "<script") != 1 || strings.Count(got, ">") != 2 {
		t.Error(got)
	}
}

// A page's fingerprint stays or changes with these changes of its site.
func TestViewOf(t *testing.T) {
	site := pages{
		"a/index.html": []byte(`<link rel="stylesheet" href="../assets/site.1.css"><LINK href='../more.css?a=1&amp;b=2' REL='x StyleSheet'>` +
			`<link rel="icon" href="../icon.svg"><script src=../assets/app.js></script><img alt="" src="pic.svg?x=1"><img src="https://elsewhere.example/b.png"> text`),
		"a/pic.svg": []byte("pic"), "assets/app.js": []byte("app"), "assets/site.1.css": []byte("p{}"), "other.html": []byte("other"),
	}
	before := (&state{site: site}).viewOf("/a/")
	if want := []string{"../assets/site.1.css", "../more.css?a=1&b=2"}; !slices.Equal(before.Links, want) {
		t.Errorf("links %q, want %q", before.Links, want)
	}
	page := string(site["a/index.html"])
	for _, test := range []struct {
		why, name, text string
		reload          bool
	}{
		{"text", "a/index.html", page + "!", true},
		{"a stylesheet's address", "a/index.html", strings.Replace(page, "site.1", "site.22", 1), false},
		{"a stylesheet's medium", "a/index.html", strings.Replace(page, "<link ", `<link media="print" `, 1), true},
		{"another link's address", "a/index.html", strings.Replace(page, "icon", "icon2", 1), true},
		{"one stylesheet less", "a/index.html", page[strings.Index(page, "<LINK"):], true},
		{"a picture", "a/pic.svg", "new", true},
		{"a script", "assets/app.js", "new", true},
		{"a stylesheet", "assets/site.1.css", "new", false},
		{"another page", "other.html", "new", false},
	} {
		changed := maps.Clone(site)
		changed[test.name] = []byte(test.text)
		after := (&state{site: changed}).viewOf("/a/")
		if (after.Page != before.Page) != test.reload {
			t.Errorf("%s: reload is not %t", test.why, test.reload)
		}
	}
}

func TestStylesheets(t *testing.T) {
	a := stylesheets(pages{"a.css": []byte("1"), "b.css": []byte("2"), "index.html": []byte("x")})
	if a != stylesheets(pages{"b.css": []byte("2"), "a.css": []byte("1"), "index.html": []byte("y")}) {
		t.Error("depends on order or on what is no stylesheet")
	}
	for _, other := range []pages{
		{"a.css": []byte("1")},
		{"a.css": []byte("2"), "b.css": []byte("1")},
		{"a.css": []byte("1"), "c.css": []byte("2")},
		{"a.css": []byte("12"), "b.css": []byte("")},
	} {
		if stylesheets(other) == a {
			t.Errorf("%v is not told apart", other)
		}
	}
}

func TestProblems(t *testing.T) {
	var list diag.List
	list.Warnf("test-warn", diag.Span{File: "a.yaml"}, "look\nagain", "odd")
	list.Errorf("test-bad", diag.Span{File: "b.yaml", Line: 12, Col: 3, Width: 2}, "", "bad\x1b")
	list.Attach(func(string) []byte { return []byte(strings.Repeat("\n", 11) + "ab cd") })
	got, more := problems(&list, errors.New("no disk"))
	if len(got) != 3 || more != 0 {
		t.Fatalf("%d problems and %d more", len(got), more)
	}
	if got[0].Message != "no disk" || got[0].Place != "" || got[0].Hint == "" {
		t.Errorf("failure: %+v", got[0])
	}
	if want := (problem{"error", "b.yaml:12:3", "bad<U+001B>", "test-bad", 12, "ab cd", "  ^^", ""}); got[1] != want {
		t.Errorf("got %+v, want %+v", got[1], want)
	}
	if want := (problem{Severity: "warning", Place: "a.yaml", Message: "odd", Code: "test-warn", Hint: "look\nagain"}); got[2] != want {
		t.Errorf("got %+v, want %+v", got[2], want)
	}
	if list.All()[0].Severity != diag.Warning {
		t.Error("the list itself was sorted anew")
	}
}

func TestManyProblems(t *testing.T) {
	var list diag.List
	for i := range mostProblems + 7 {
		list.Errorf("test-bad", diag.Span{File: "a.yaml"}, "", "bad %d", i)
	}
	got, more := problems(&list, nil)
	if len(got) != mostProblems || more != 7 {
		t.Errorf("%d and %d more", len(got), more)
	}
	s := &state{summary: "x", problems: got, more: more}
	if body := string(s.answerTo("/").body); !strings.Contains(body, "And 7 more") {
		t.Error(body)
	}
}

func TestCounts(t *testing.T) {
	for want, n := range map[string][2]int{
		"1 error": {1, 0}, "2 errors": {2, 0}, "1 warning": {0, 1}, "3 errors and 2 warnings": {3, 2}, "0 errors": {0, 0},
	} {
		var list diag.List
		for i := range n[0] {
			list.Errorf("e", diag.Span{}, "", "%d", i)
		}
		for i := range n[1] {
			list.Warnf("w", diag.Span{}, "", "%d", i)
		}
		if got := counts(&list); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Every character that means something to HTML is text on the status page.
func TestStatusPageEscapes(t *testing.T) {
	nasty := `<script>alert("&'")</script>`
	s := &state{summary: nasty, problems: []problem{{Severity: "error", Place: nasty, Message: nasty, Code: nasty, Number: 1, Line: nasty, Marks: "^", Hint: nasty}}}
	a := s.answerTo("/")
	if body := string(a.body); a.code != 503 || strings.Contains(body, "<script") || strings.Count(body, "&lt;script&gt;") != 7 {
		t.Errorf("%d %s", a.code, fmt.Sprint(body))
	}
}
