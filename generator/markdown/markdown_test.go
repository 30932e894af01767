package markdown

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/yuin/goldmark/text"
	"time"
)

func TestHTML(t *testing.T) {
	pictures := Options{Image: func(path string) (string, bool) { return "img/" + path, path == "a b.png" || path == "x.png" }}
	for _, c := range []struct {
		name, source, want string
		o                  Options
	}{
		{"a paragraph", "Too *slow*, **far** too ~~fast~~ `slow`", "<p>Too <em>slow</em>, <strong>far</strong> too <del>fast</del> <code>slow</code></p>\n", Options{}},
		{"headings start where the page says", "# a\n\n##### b", "<h3>a</h3>\n<h6>b</h6>\n", Options{HeadingBase: 2}},
		{"headings have ids of their own", "# Día *one*\n\n# dia one\n\n# D-a one\n\n# ü\n\n# d a one 2\n\n# d a one", "<h1 id=\"h-d-a-one\">Día <em>one</em></h1>\n<h1 id=\"h-dia-one\">dia one</h1>\n<h1 id=\"h-d-a-one-2\">D-a one</h1>\n<h1 id=\"h-section\">ü</h1>\n<h1 id=\"h-d-a-one-2-2\">d a one 2</h1>\n<h1 id=\"h-d-a-one-3\">d a one</h1>\n", Options{HeadingIDs: true}},
		{"a table", "|a|b|c|\n|:-|:-:|-:|\n|1|2|3|", "<table>\n<thead>\n<tr>\n<th scope=\"col\" class=\"align-left\">a</th>\n<th scope=\"col\" class=\"align-center\">b</th>\n<th scope=\"col\" class=\"align-right\">c</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class=\"align-left\">1</td>\n<td class=\"align-center\">2</td>\n<td class=\"align-right\">3</td>\n</tr>\n</tbody>\n</table>\n", Options{}},
		{"a table of words", "|a|\n|-|\n|1|", "<table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>\n", Options{}},
		{"a list", "3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n", Options{}},
		{"code has no class", "```go onclick\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>\n", Options{}},
		{"a link within the site", "[a](../b/?c=1&d=2#e)", "<p><a href=\"../b/?c=1&amp;d=2#e\">a</a></p>\n", Options{}},
		{"a link elsewhere", "[a](https://example.org/ \"b \\\" c\")", "<p><a href=\"https://example.org/\" rel=\"noopener noreferrer\" title=\"b &quot; c\">a</a></p>\n", Options{}},
		{"a link by name", "[a][b]\n\n[b]: HTTP://example.org/", "<p><a href=\"HTTP://example.org/\" rel=\"noopener noreferrer\">a</a></p>\n", Options{}},
		{"an address in angle brackets", "<https://example.org/?a&b> <me@example.org>", "<p><a href=\"https://example.org/?a&amp;b\" rel=\"noopener noreferrer\">https://example.org/?a&amp;b</a> <a href=\"mailto:me@example.org\">me@example.org</a></p>\n", Options{}},
		{"a link that isn't allowed", "[see *this*](javascript:alert(1)) <ftp://x>", "<p>see <em>this</em> ftp://x</p>\n", Options{}},
		{"no link in a link", "[<https://a.example>](b)", "<p><a href=\"b\">https://a.example</a></p>\n", Options{}},
		{"raw HTML within a line", "a <b onclick='x'>c</b>", "<p>a &lt;b onclick='x'&gt;c&lt;/b&gt;</p>\n", Options{}},
		{"a block of raw HTML", "<script>\nalert(1)\n</script>\n\n*a*", "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n<p><em>a</em></p>\n", Options{}},
		{"an image of the program's", "![a *b*](<a b.png> \"t\")", "<p><img src=\"img/a b.png\" alt=\"a b\"></p>\n", pictures},
		{"an image from elsewhere", "![a *b*](https://x.example/y.png)", "<p>a <em>b</em> (https://x.example/y.png)</p>\n", pictures},
		{"an image where there are none", "![<b>](x.png)", "<p>&lt;b&gt; (x.png)</p>\n", Options{}},
		{"an image without a text", "![](y.png)", "<p> (y.png)</p>\n", pictures},
		{"a line break in an image's text", "![a\\\nb](x.png)", "<p><img src=\"img/x.png\" alt=\"a b\"></p>\n", pictures},
		{"a reference can't write what a file can't hold", "a&#x202E;b&#1;c&#0;", "<p>a\uFFFDb\uFFFDc\uFFFD</p>\n", Options{}},
		{"nothing", "", "", Options{}},
	} {
		if got := string(HTML(c.source, c.o)); got != c.want {
			t.Errorf("%s: %q gives\n%s\nwant\n%s", c.name, c.source, got, c.want)
		}
	}
}

// hostile inputs never become more than the package comment allows; each has
// something that must not be passed on.
var hostile = []string{
	"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a <img src=x onerror=alert(1)> b", "<svg/onload=alert(1)>", "<!-- --><script>", "<!-->", "<?php ?>", "<![CDATA[<b>]]>", "<!DOCTYPE x>",
	"<a href=\"javascript:alert(1)\">x</a>", "</p></div><script>", "<style>*{}</style>", "<div\nonclick=x>\n\n*a*", "<iframe srcdoc='&lt;script>'>", "<b>*a*</b>", "- <b>\n- <div>\n  x",
	"[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](&#106;avascript:alert(1))", "[x](&amp;#106;avascript:alert(1))", "[x](javascript&colon;alert(1))", "[x](java\\script:alert(1))",
	"[x](<java\tscript:alert(1)>)", "[x](&#1;javascript:alert(1))", "[x](&#32;javascript:alert(1))", "[x](< javascript:alert(1)>)", "[x](&Tab;javascript:alert(1))", "[x](java&NewLine;script:alert(1))",
	"[x](data:text/html,<script>)", "[x](vbscript:x)", "[x](file:///etc/passwd)", "[x](//evil.example)", "[x](\\\\evil.example)", "[x](/\\evil.example)", "[x](&sol;/evil.example)", "[x](&#47;&#47;evil.example)",
	"[x](https:evil.example)", "[x](https:///evil.example)", "[x](http:\\\\evil.example)", "[x](%6aavascript:x)", "[x](javascript\u200B:x)", "[x](a:b)", "[x]()", "[x](<>)", "<javascript:alert(1)>", "<data:x>",
	"[x][y]\n\n[y]: javascript:alert(1)", "[x]\n\n[x]: <javascript:alert(1)> 'y'", "![x](javascript:alert(1))", "![x](data:image/svg+xml,<svg>)", "![\" onerror=\"alert(1)](img.png)", "![x](y.png \"\\\" onerror=\\\"x\")",
	"[x](y \"\\\" onclick=\\\"alert(1)\")", "[x](y '\" onclick=\"alert(1)')", "[x](\"onclick=alert(1))", "[x](y\"onclick=x)", "[![x](y)](z)", "![a [b](javascript:c)](d)", "[a <https://b.example> c](d)", "[<b>](c)",
	"# x {#id onclick=alert(1)}", "``` \"><script>\nx\n```", "~~~ a b=c\n<x>\n~~~", "    <script>", "`<script>`", "|a|\n|-|\n|<script>|", "|`\\|<b>`|\n|-|\n|`a\\|<b>`|", "1000000000. a", "&lt;script&gt;", "&quot; onclick=&quot;", "&", "&#xD800;", "&#x110000;",
	"{{.}}", "${alert(1)}", "<x\x00y>", "\x00", "\xff\xfe", "\u202Eabc", "a\u2028b", "&#x2028;&#x7f;&#x80;", "\r\r\n\n\r", "> <div>\n> x\n\ny", "[a]: b\n[a]: c\n[a]", "a\n=\n\nb\n-", "***\n---\n___", "*a **b* c**", "\\<b> \\[a](b)",
	strings.Repeat("> ", 100) + "a", strings.Repeat("- ", 100) + "a", strings.Repeat("1. ", 100) + "a", strings.Repeat("[", 5000), strings.Repeat("*a_b", 3000), strings.Repeat("a", maxBytes+1) + "<b>",
	strings.Repeat("|", 100) + "\n" + strings.Repeat("|-", 100) + "\n|", "[a]: /" + strings.Repeat("b", 4000) + "\n" + strings.Repeat("\n[a]", 2000), "- a\n" + strings.Repeat(" ", 80) + "- b",
	strings.Repeat("`", 16<<10), backticks(180), strings.Repeat("<", 16<<10), strings.Repeat("<a ", 5000), strings.Repeat("<!--", 4000), strings.Repeat("&amp;", 3000), strings.Repeat("&", 16<<10), strings.Repeat("&#x1F600;", 1800),
	definitions(1000), strings.Repeat("![", 8000), strings.Repeat("](", 8000), strings.Repeat("[a](", 4000), strings.Repeat("~~a", 5000), strings.Repeat("<https://a.b>", 1200), strings.Repeat("a\\\n", 4000), strings.Repeat("#\n", 8000), strings.Repeat("***\n", 4000),
	strings.Repeat("|", 60) + "\n" + strings.Repeat("|-", 60) + "\n" + strings.Repeat("|\n", 130), strings.Repeat("> - ", 8) + "a", strings.Repeat("- > 1. a\n", 1800),
	"|a|b|\n|-|-|\n" + strings.Repeat("+\n", 20000), strings.Repeat("|a|b|\n|-|-|\n\n", 3000),
}

// backticks are runs of every length, so that none closes another.
func backticks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("`", i+1) + " ")
	}
	return b.String()
}

func definitions(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "[a%d]: b\n[a%d]\n\n", i, i+1)
	}
	return b.String()
}

// What a team may write at all becomes a page in little time, and not many
// times as large.
func TestWorstTextsAreBounded(t *testing.T) {
	slowest, largest := time.Duration(0), 0.0
	for _, s := range hostile {
		if len(s) < 1000 {
			continue
		}
		start := time.Now()
		out := HTML(s, everything)
		slowest = max(slowest, time.Since(start))
		largest = max(largest, float64(len(out))/float64(len(s)))
	}
	t.Logf("slowest %v, largest %.1f times the text", slowest, largest)
	if largest > 32 {
		t.Errorf("a text becomes %.1f times as large", largest)
	}
}

func TestHostileTextStaysText(t *testing.T) {
	for _, s := range hostile {
		property(t, s)
	}
}

var everything = Options{HeadingBase: 1, HeadingIDs: true, Image: func(path string) (string, bool) { return "img/" + path, true }}

// property is what holds for any text at all.
func property(t *testing.T, source string) {
	t.Helper()
	for _, o := range []Options{{}, everything} {
		out := string(HTML(source, o))
		if err := unsafe(out); err != nil {
			t.Errorf("%.80q: %v", source, err)
		}
		if len(out) > 16*len(source)+100<<10 {
			t.Errorf("%.80q: %d bytes become %d", source, len(source), len(out))
		}
		lines := strings.Split(valid(source), "\n")
		for _, f := range Findings(source, o) {
			if f.Line < 1 || f.Line > len(lines) || f.Col < 1 || f.Width < 1 || f.Col > len([]rune(lines[f.Line-1]))+1 || f.What == "" {
				t.Errorf("%.80q: %+v is outside the text", source, f)
			}
		}
	}
}

// What is called harmless is: laid out, it has no finding.
func TestHarmlessHasNoFinding(t *testing.T) {
	count := 0
	for _, s := range slices.Concat(hostile, harmlessTexts, fenced) {
		count += harmlessHasNone(t, s)
	}
	for _, s := range harmlessTexts {
		if !harmless([]byte(s)) {
			t.Errorf("%q has to be laid out", s)
		}
	}
	if count >= len(hostile)+len(harmlessTexts) {
		t.Error("nothing has to be laid out")
	}
}

var harmlessTexts = []string{"plain", "# A\n\n- [x](../lakeside/) and [y](https://example.org/a-b_c.html#d)\n\n| a | [b] |\n|---|---|\n| *c* | `](d)` |", "[a](#b)", "[a](/b)"}

func harmlessHasNone(t *testing.T, source string) int {
	t.Helper()
	src := []byte(valid(source))
	if outOfBounds(src) != "" || !outsideCode(src, harmless) {
		return 0
	}
	if v := vet(library.Parser().Parse(text.NewReader(src)), src, Options{}); len(v.findings) > 0 || v.expanded() {
		t.Errorf("%q is called harmless, but: %v", source, v.findings)
	}
	return 1
}

// fenced are texts with code in them, and markup in it or behind it.
var fenced = []string{
	"a\n```\n<b>\n```\nb\n", "```yaml\n# <b>\n``` \n<b>\n", "```\n<b>\n ```\n<b>\n", "```\n    ```\n<b>\n", "````\n```\n<b>\n````\n", "``` a`b\n<b>\n```\n",
	"- ```\n  <b>\n```\n<b>\n```\n", "> ```\n```\n<b>\n```\n<i>\n", "`a\n```\n<b>`\n```\n", "[a\n```\n](b <c>)\n```\n", "<div>\n```\n<b>\n```\n", "|a|\n|-|\n```\n<b>\n```\n",
	"~~~\n```\n~~~\n<b>\n```\n", "```\n<b>", "```\n```\n```\n<b>\n```\n<i>", "    ```\n<b>\n", "\t```\n<b>\n```\n", "a\n  ```\n<b>\n", "1. a\n```\n<b>\n```\n   <i>\n", "```\r\n<b>\r\n```\r\n<i>",
}

func FuzzHarmless(f *testing.F) {
	for _, s := range append(slices.Clone(hostile), harmlessTexts...) {
		f.Add(s)
	}
	for _, end := range []string{"a", "//a", "/a", "a:b", "https://", "https:/a", "https:///", "https://#", "http://a", "a b", "a\nb", "&#58;", "a\\b"} {
		f.Add("[x](" + end + ")")
	}
	for _, s := range fenced {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) { harmlessHasNone(t, source) })
}

// TestStraightIsAsLaidOut: what is rendered without being laid out is what the
// library makes of it, whatever pieces stand together.
func TestStraightIsAsLaidOut(t *testing.T) {
	pieces := strings.Split("a|Word|and|it's|\"so\"|31/52|(x)|85%|a:|b;|1.|2)|-|- x|+|=|==|---|--|:--|a@b.example|https://x.example|www.x.example|$5|é|…|\u00a0|\u2003|\u202E|\u2028|\u0085|\n|\n\n|\n\n\n| |  |\t|\\|*|_|#|&amp;|<b>|[a](b)|`c`|!|~~|\r|\x00|\xff|>|\u007f|setext|a.b.c|?|I.|i)|*so*| *two words*| **1**| *a|b* |**|***| *it's \"so\"*, |*(x)*| *https://x.example*|é*|\n**Nobody** |\n*so* far|\n* so*", "|")
	r := rand.New(rand.NewPCG(1, 2))
	rendered := 0
	for range 60_000 {
		var b strings.Builder
		for range 1 + r.IntN(9) {
			b.WriteString(pieces[r.IntN(len(pieces))])
			if r.IntN(3) == 0 {
				b.WriteString([]string{" ", "\n", "\nA line"}[r.IntN(3)])
			}
		}
		if asLaidOut(t, b.String()) {
			rendered++
		}
	}
	if rendered < 2_000 {
		t.Errorf("only %d texts were straight", rendered)
	}
}

// asLaidOut reports whether a text is rendered without being laid out, and
// compares.
func asLaidOut(t *testing.T, source string) bool {
	source = valid(source)
	got, ok := straight(source)
	if want := laidOut([]byte(source), Options{}); ok && string(got) != string(want) {
		t.Fatalf("%q\nstraight %q\nlaid out %q", source, got, want)
	}
	return ok
}

func FuzzHTML(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		property(t, source)
		asLaidOut(t, source)
	})
}

func TestFindings(t *testing.T) {
	const backslash = "a link with a backslash or an invisible character in it"
	at := func(line, col, width int, what string) Finding {
		return Finding{Line: line, Col: col, Width: width, What: what}
	}
	for _, c := range []struct {
		source string
		want   []Finding
	}{
		{"", nil},
		{"Plain, [a](b), <https://c.example>, `<b>`, \\<b>, 3 < 5", nil},
		{"äö <b>c</b>", []Finding{at(1, 4, 3, "raw HTML"), at(1, 8, 4, "raw HTML")}},
		{"a\n\n  <div>\n</div>", []Finding{at(3, 3, 5, "raw HTML")}},
		{"<b\nc>", []Finding{at(1, 1, 2, "raw HTML")}},
		{"- ü [x](javascript:y) z", []Finding{at(1, 5, 17, "a link to javascript:")}},
		{"[x](//y)", []Finding{at(1, 1, 8, "a link that starts with //")}},
		{"[x]()", []Finding{at(1, 1, 5, "a link without an address")}},
		{"[x](https:y)", []Finding{at(1, 1, 12, "a link without a host")}},
		{"[x](a\\\\b)", []Finding{at(1, 1, 9, backslash)}},
		{"a\n<ftp://x>", []Finding{at(2, 1, 9, "a link to ftp:")}},
		{"[a](" + strings.Repeat("x", 40) + ":)", []Finding{at(1, 1, 46, "a link to xxxxxxxxxxxxxxxxxxx…:")}},
		{"[x][y] ![a](b.png)\n\n[y]: data:z", []Finding{at(1, 1, 1, "a link to data:"), at(1, 8, 11, "an image that is not one of the program's own")}},
		{strings.Repeat("a", maxBytes+1), []Finding{at(1, 1, 1, "a text of more than 64 KiB")}},
		{strings.Repeat("> ", 17) + "a", []Finding{at(1, 1, 1, "a text with more than 16 quotes or lists inside each other")}},
		{strings.Repeat(">", 17), []Finding{at(1, 1, 1, "a text with more than 16 quotes or lists inside each other")}},
		{strings.Repeat("- ", 17) + "a", []Finding{at(1, 1, 1, "a text with more than 16 quotes or lists inside each other")}},
		{"- a\n" + strings.Repeat("\t", 17) + "1) b", []Finding{at(1, 1, 1, "a text with more than 16 quotes or lists inside each other")}},
		{strings.Repeat("|a", 64) + "\n" + strings.Repeat("|-", 64) + "|\n", []Finding{at(1, 1, 1, "a table of more than 64 columns")}},
		{"|a|b|\n|-|-|\n" + strings.Repeat("+\n", 3000), []Finding{at(1, 1, 1, "a table of more than 8192 cells")}},
		{strings.Repeat("[a ", 4097), []Finding{at(1, 1, 1, "a paragraph that is mostly brackets and stars")}},
		{"[a]: /" + strings.Repeat("b", 4000) + "\n" + strings.Repeat("\n[a]", 20), []Finding{at(1, 1, 1, "a text that uses long links over and over")}},
	} {
		got := Findings(c.source, Options{})
		if !slices.EqualFunc(got, c.want, same) {
			t.Errorf("%.60q: %v, want %v", c.source, got, c.want)
		}
		bounded := len(c.want) == 1 && c.want[0].Line == 1 && c.want[0].Width == 1 && !strings.Contains(c.want[0].What, "link to")
		if pre := strings.HasPrefix(string(HTML(c.source, Options{})), "<pre>"); pre != bounded {
			t.Errorf("%.60q: shown as typed: %v, want %v", c.source, pre, bounded)
		}
	}
}

// same compares what is told from place to words, and wants a remedy with it.
func same(got, want Finding) bool {
	remedy := got.Remedy
	got.Remedy = ""
	return got == want && remedy != ""
}

// What people write stays far within the bounds.
func TestBoundsLeaveOrdinaryTextAlone(t *testing.T) {
	for _, s := range []string{
		"* * *", strings.Repeat("* ", 40), strings.Repeat("- ", 40), "> " + strings.Repeat("- ", 40), "---\n", strings.Repeat("a\n---\n", 500),
		"- a\n  - b\n    - c\n      - d\n        1. e\n           > f", strings.Repeat("a **b** [c](d)\n", 200), strings.Repeat("- a\n", 4000),
		strings.Repeat("|a", 20) + "|\n" + strings.Repeat("|-", 20) + "|\n" + strings.Repeat(strings.Repeat("|1", 20)+"|\n", 300), "2026. was a year", "3.5 of 4",
	} {
		if what := outOfBounds([]byte(s)); what != "" {
			t.Errorf("%.60q: %s", s, what)
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	want := string(HTML(field, everything))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if got := string(HTML(field, everything)); got != want {
					t.Error("the same text gives another page")
					return
				}
				Findings(field, Options{})
			}
		})
	}
	wg.Wait()
}

// field is an A3 field of the usual size and shape.
const field = `Between January 4 and February 28 we audited 417 screening exams. **215 of them, 52%, met every positioning
criterion.** The rest missed at least one: most often the inframammary fold was closed on the MLO view, or the
posterior nipple line on the CC was more than a centimeter short.

1. Nobody had seen a scored image of her own since the last accreditation. *Nine technologists, nine ideas of "good."*
2. Two of three rooms had no step stool, see [the plan](https://share.lakeside.example/imaging/drivers).

| Criterion missed (March, 101 failed exams) | Exams |
|---|---|
| Inframammary fold closed (MLO) | 47 |
| Posterior nipple line short (CC) | 26 |
`

func BenchmarkField(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		HTML(field, Options{HeadingBase: 2})
	}
}

func BenchmarkFindings(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Findings(field, Options{})
	}
}

func BenchmarkFindingsOfPlainText(b *testing.B) {
	text := strings.ReplaceAll(field, "[", "(")
	b.ReportAllocs()
	for b.Loop() {
		Findings(text, Options{})
	}
}

// The costliest text of a team's size that is still laid out.
func BenchmarkWorst(b *testing.B) {
	text := strings.Repeat(strings.Repeat("_*a", 1300)+"\n\n", 4)
	for b.Loop() {
		HTML(text, Options{})
	}
}
