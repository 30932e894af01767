package generator_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// policy is the content-security policy that site.md and charts.md promise.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"

// faults are what is wrong with a page's markup, wherever its text came from.
func faults(page []byte, doc *html.Node) []string {
	f := &faultFinder{ids: map[string]bool{}}
	f.nesting(page, doc)
	f.artefacts(string(page))
	f.head(doc)
	each(doc, func(e *html.Node, _ int) { f.element(e) })
	for _, ref := range f.refs {
		f.want(f.ids[ref], "nothing has the id %s", ref)
	}
	f.want(len(find(doc, "h1")) == 1, "%d h1", len(find(doc, "h1")))
	f.want(len(find(doc, "main")) == 1, "%d main", len(find(doc, "main")))
	return f.found
}

type faultFinder struct {
	found []string
	ids   map[string]bool
	refs  []string // ids that attributes name
}

func (f *faultFinder) want(ok bool, format string, args ...any) {
	if !ok {
		f.found = append(f.found, fmt.Sprintf(format, args...))
	}
}

// nesting compares the elements as they were written with the elements as they
// were understood: a parser that had to mend the markup moved some.
func (f *faultFinder) nesting(page []byte, doc *html.Node) {
	written, wrong := asWritten(page)
	f.want(wrong == "", "%s", wrong)
	var understood []string
	each(doc, func(e *html.Node, depth int) {
		understood = append(understood, fmt.Sprint(depth, " ", strings.ToLower(e.Data)))
	})
	for i := range min(len(written), len(understood)) {
		if written[i] != understood[i] {
			f.want(false, "element %d was written as %s and is understood as %s", i, written[i], understood[i])
			return
		}
	}
	f.want(len(written) == len(understood), "%d elements were written and %d understood", len(written), len(understood))
}

var void = map[string]bool{"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "source": true, "track": true, "wbr": true}

// asWritten are the start tags of a page with their depth.
func asWritten(page []byte) (tags []string, wrong string) {
	z := html.NewTokenizer(strings.NewReader(string(page)))
	var open []string
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if len(open) > 0 {
				return tags, "never closed: " + strings.Join(open, " ")
			}
			return tags, ""
		case html.CommentToken:
			return tags, "a comment: " + string(z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			tags = append(tags, fmt.Sprint(len(open), " ", string(name)))
			if kind == html.StartTagToken && !void[string(name)] {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return tags, fmt.Sprintf("</%s> closes nothing; open are %s", name, strings.Join(open, " "))
			}
			open = open[:len(open)-1]
		}
	}
}

// artefacts are what a program writes by mistake and a person never does.
var artefacts = strings.Fields("NaN Inf %! ZgotmplZ 0001-01-01 undefined value>")

func (f *faultFinder) artefacts(page string) {
	for _, a := range artefacts {
		for at := strings.Index(page, a); at >= 0; at = next(page, a, at) {
			if !letter(page, at-1) && !letter(page, at+len(a)) || a == "%!" {
				f.want(false, "an artefact: …%s…", page[max(0, at-40):min(len(page), at+20)])
				break
			}
		}
	}
}

func next(s, part string, after int) int {
	if i := strings.Index(s[after+1:], part); i >= 0 {
		return after + 1 + i
	}
	return -1
}

func letter(s string, i int) bool {
	return i >= 0 && i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z')
}

func (f *faultFinder) head(doc *html.Node) {
	root := find(doc, "html")[0]
	f.want(attr(root, "lang") == "en", "the language is %q", attr(root, "lang"))
	titles := find(find(doc, "head")[0], "title")
	f.want(len(titles) == 1 && strings.TrimSpace(words(titles[0])) != "", "no title")
	policies := 0
	for _, m := range find(doc, "meta") {
		if strings.EqualFold(attr(m, "http-equiv"), "Content-Security-Policy") {
			policies++
			f.want(attr(m, "content") == policy, "the policy is %q", attr(m, "content"))
		}
	}
	f.want(policies == 1, "%d policies", policies)
}

// inline elements hold text and each other, and no blocks.
var inline = strings.Fields("p h1 h2 h3 h4 h5 h6 span b i em strong small summary caption title dt del code")

// blocks don't stand in text.
var blocks = strings.Fields("p div ul ol dl li table section article header footer nav figure details h1 h2 h3 h4 h5 h6 pre blockquote")

// inside says which parents some elements need.
var inside = map[string][]string{"li": {"ul", "ol"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "figcaption": {"figure"}, "summary": {"details"},
	"tr": {"thead", "tbody", "tfoot"}, "td": {"tr"}, "th": {"tr"}, "caption": {"table"}, "thead": {"table"}, "tbody": {"table"}}

// only says which children some elements have.
var only = map[string][]string{"ul": {"li"}, "ol": {"li"}, "dl": {"div", "dt", "dd"}, "tr": {"th", "td"},
	"table": {"caption", "thead", "tbody", "tfoot"}, "thead": {"tr"}, "tbody": {"tr"}}

func (f *faultFinder) element(e *html.Node) {
	parent := ""
	if e.Parent != nil {
		parent = e.Parent.Data
	}
	if slices.Contains(inline, parent) && e.Parent.Namespace == "" {
		f.want(!slices.Contains(blocks, e.Data) || parent == "summary" && strings.HasPrefix(e.Data, "h"), "%s in %s", e.Data, parent)
	}
	if need, some := inside[e.Data]; some {
		f.want(slices.Contains(need, parent), "%s in %s", e.Data, parent)
	}
	if may, some := only[parent]; some {
		f.want(slices.Contains(may, e.Data), "%s in %s", e.Data, parent)
	}
	f.attributes(e)
	f.safety(e)
	f.access(e)
}

func (f *faultFinder) attributes(e *html.Node) {
	for _, a := range e.Attr {
		switch a.Key {
		case "id":
			f.want(!f.ids[a.Val], "two elements have the id %s", a.Val)
			f.want(a.Val != "" && !strings.ContainsAny(a.Val, " \t\n\"'<>"), "the id %q", a.Val)
			f.ids[a.Val] = true
		case "aria-labelledby", "aria-describedby", "aria-controls", "for":
			f.refs = append(f.refs, strings.Fields(a.Val)...)
		}
	}
}

// safety is what no text may bring in, and what the policy forbids.
func (f *faultFinder) safety(e *html.Node) {
	f.want(e.Data != "style" && e.Data != "iframe" && e.Data != "object" && e.Data != "base" && e.Data != "form", "an element %s", e.Data)
	for _, a := range e.Attr {
		f.want(!strings.HasPrefix(a.Key, "on") && a.Key != "style" && a.Key != "srcdoc", "an attribute %s of %s", a.Key, e.Data)
		if a.Key == "href" || a.Key == "src" || a.Key == "action" {
			f.want(safeAddress(e, a.Val), "%s of %s is %q", a.Key, e.Data, a.Val)
		}
	}
	if e.Data != "script" {
		return
	}
	src, outside := lookup(e, "src")
	switch {
	case outside:
		f.want(ownScript.MatchString(src) && safeAddress(e, src) && words(e) == "", "a script from %q", src)
	default:
		f.want(attr(e, "type") == "application/json", "a script of type %q stands in the page", attr(e, "type"))
		f.want(!strings.Contains(words(e), "<"), "< in the script %s", attr(e, "id"))
	}
}

var ownScript = regexp.MustCompile(`^([./](.*/)?|)assets/[a-z]+(\.min)?\.[0-9a-f]{10}\.js$`)

// safeAddress reports whether an address may stand there: any page may be
// linked to, but only the site's own files are loaded.
func safeAddress(e *html.Node, address string) bool {
	scheme, _, absolute := strings.Cut(address, ":")
	absolute = absolute && !strings.ContainsAny(scheme, "/?#")
	switch {
	case strings.HasPrefix(strings.ReplaceAll(address, `\`, "/"), "//"):
		return false
	case !absolute:
		return true
	case e.Data == "link" && attr(e, "rel") == "canonical", e.Data == "a":
		return scheme == "http" || scheme == "https" || scheme == "mailto" && e.Data == "a"
	}
	return e.Data == "link" && attr(e, "rel") == "icon" && address == "data:,"
}

// access is what somebody who does not see the page needs.
func (f *faultFinder) access(e *html.Node) {
	_, labelled := lookup(e, "aria-labelledby")
	named := labelled || attr(e, "aria-label") != ""
	switch e.Data {
	case "img":
		_, ok := lookup(e, "alt")
		f.want(ok, "an img without alt")
	case "svg":
		f.want(attr(e, "aria-hidden") == "true" || attr(e, "role") == "img" && named, "an svg without a name: class %q", attr(e, "class"))
	case "a":
		f.want(strings.TrimSpace(words(e)) != "" || named, "a link to %q without words", attr(e, "href"))
	case "th":
		f.want(slices.Contains([]string{"col", "row", "colgroup", "rowgroup"}, attr(e, "scope")) || within(e, "prose"), "a th with the scope %q: %s", attr(e, "scope"), words(e))
	case "progress":
		f.want(named, "a progress without a name")
	}
	if role := attr(e, "role"); role == "region" || role == "img" {
		f.want(named, "a %s without a name", role)
	}
}

// within reports whether e stands in an element of the class. Tables in Markdown
// have their headers in the first row only, which says what they head.
func within(e *html.Node, class string) bool {
	for n := e; n != nil; n = n.Parent {
		if slices.Contains(strings.Fields(attr(n, "class")), class) {
			return true
		}
	}
	return false
}

// skipped are a page's headings that leave out a level.
func skipped(doc *html.Node) []string {
	var out []string
	last := 0
	each(doc, func(e *html.Node, _ int) {
		if len(e.Data) == 2 && e.Data[0] == 'h' && e.Data[1] >= '1' && e.Data[1] <= '6' {
			level := int(e.Data[1] - '0')
			if level > last+1 {
				out = append(out, fmt.Sprintf("h%d after h%d: %s", level, last, strings.TrimSpace(words(e))))
			}
			last = level
		}
	})
	return out
}

// The finder itself has to find: each of these pages has one fault.
func TestFaultsAreFound(t *testing.T) {
	const good = `<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="` + policy + `"><title>T</title></head><body><main><h1>H</h1>%s</main></body></html>`
	judge := func(body string) []string {
		page := fmt.Sprintf(good, body)
		doc, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		return faults([]byte(page), doc)
	}
	if found := judge("<p>Information, financial: 5 % !</p>"); len(found) > 0 {
		t.Fatalf("a page without a fault has %q", found)
	}
	for _, body := range []string{
		`<p><div></div></p>`, `<b><p>x</p></b>`, `<span><div>x</div></span>`, `<ul><p>x</p></ul>`, `<li>x</li>`, `<h1>two</h1>`,
		`<div id="a"></div><p id="a"></p>`, `<p style="color:red">x</p>`, `<style>p{}</style>`, `<p onclick="x()">x</p>`,
		`<script>x()</script>`, `<script src="https://x.example/a.js"></script>`, `<script type="application/json">"<"</script>`,
		`<a href="javascript:x()">x</a>`, `<a href="data:text/html,x">x</a>`, `<img src="a.png">`, `<img alt="" src="//x.example/a.png">`,
		`<a href="x"></a>`, `<svg></svg>`, `<table><thead><tr><th>x</th></tr></thead></table>`, `<div role="region"></div>`,
		`<p aria-labelledby="none">x</p>`, `<p>NaN</p>`, `<p>+Inf</p>`, `<p>%!d(string=x)</p>`, `<p><no value></p>`, `<p>&lt;no value></p>`, `<!-- x -->`, `<table><tr><td>x</td></tr></table>`,
	} {
		if found := judge(body); len(found) == 0 {
			t.Errorf("nothing is found in %s", body)
		}
	}
	doc, _ := html.Parse(strings.NewReader("<h1>a</h1><h3>b</h3>"))
	if len(skipped(doc)) != 1 {
		t.Error("a skipped heading is not found")
	}
}
