package generator_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"wallwalk/generator"
	"wallwalk/generator/diag"
)

var options0 = generator.Options{Version: "test", Jobs: 2}

// tricks are tried in every place where somebody writes words. Those that need
// to stand at the start stand alone.
var tricks = []string{
	`<script>alert(1)</script> "><img src=x onerror=alert(1)> ' onmouseover='alert(1) " autofocus onfocus="alert(1)`,
	`</script><script>alert(1)</script> </title></style></textarea><svg onload=alert(1)> <base href=//x.example><form action=//x.example>`,
	`' onmouseover='alert(1)`,
	`" autofocus onfocus="alert(1)`,
	`<!-- <![CDATA[ ]]> --!>`,
	`<style>*{display:none}`,
	`{{.}} {{template "main" .}} {{define "x"}}`,
	`__f__alert(1)__f__`,
	`--plot-data`,
	`javascript:alert(1)`,
	`//x.example/ data:text/html,<script>alert(1)</script>`,
	`=cmd|' /C calc'!A0`, `+1+cmd`, `-1+cmd`, `@SUM(1)`,
	"&lt;b&gt; &#60;b&#62; &amp;amp; \\u003cb\\u003e \\x3cb ${x} `x` %s %d %[1]v $1 \\1",
	`../../../etc/passwd`, `..\..\x`, `/etc/passwd`, `C:\x`, `%2e%2e%2f%2e%2e%2f`, `file:///etc/passwd`, `con`, `x/../../y`,
	strings.Repeat("w", 600),
	"\U0001d534 e\u0301\u0301\u0301 \u200b",
	`éa ÉA ßa`,
}

// inProse are tricks of Markdown.
var inProse = []string{
	`[x](javascript:alert(1)) [x](JaVaScRiPt:alert(1)) [x](&#106;avascript:alert(1)) [x](java&#10;script:alert(1)) [x](<javascript:alert(1)>)`,
	`[x](vbscript:x) [x](data:text/html;base64,PHNjcmlwdD4=) [x](file:///etc/passwd) [x](\javascript:alert(1)) [x](%6aavascript:alert(1))`,
	"[x]\n\n[x]: javascript:alert(1)\n",
	`![x](https://x.example/x.png) ![x](javascript:alert(1)) ![x](x.png "a\" onerror=\"alert(1)") ![x](data:image/svg+xml,<svg/onload=alert(1)>)`,
	`<https://x.example/"onmouseover="alert(1)> <javascript:alert(1)> <a href="x" onclick="alert(1)">x</a>`,
	`[x](https://x.example/"onmouseover="alert(1)) [x](https://x.example/ "t\" onmouseover=\"alert(1)")`,
	`[x](//x.example/) [x](/\x.example/) [x](\\x.example)`,
	"```\"onmouseover=alert(1)\n<script>alert(1)</script>\n```",
	"<div onclick=alert(1)>\n\n# <img src=x onerror=alert(1)>\n\n</div>",
	"| <script>x</script> | `<b>` |\n|---|:-:|\n| [x](javascript:x) | </td></table><script>x</script> |",
	"1. a\n   > - <b onclick=x>\n2. ~~</del><script>x</script>~~",
	"<iframe src=https://x.example></iframe><object data=x></object><math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
	`&#x202E;txet &#0; &#x7; &NewLine;`,
	"```chart run unit=\"><script>alert(1)</script> better='onclick=\nweek,value\n2026-03-01,1\n2026-03-08,2\n```",
	"```chart <img/src=x> rules=<script> phase=<b> x=<b>\nweek,<b>\n2026-03-01,<script>alert(1)</script>\n```",
	"```chart run baseline=-1 decimals=300 goal=-7 per=0\nweek,value\n2026-03-01,1\n```\n\n```chart\n```\n\n```chart run\n\n```",
	"```chart p decimals=-3\nweek,num,den\n2026-03-01,9,3\n2026-03-08,0,0\n```\n\n```chart nonsense per=-1\nweek,value\n2026-03-01,999999999999999\n2199-12-31,-999999999999999\n```",
	"* * *\n\nx\n===\n\n    <script>indented</script>",
}

// TestTextIsNeverMarkup puts each trick into all texts at once. The pages then
// have to be, element by element and attribute by attribute, those of a program
// whose texts are plain.
func TestTextIsNeverMarkup(t *testing.T) {
	_, files := program(map[slot]string{text: "plain", prose: "plain"})
	want := map[string][]string{}
	for name, doc := range build(t, files, options0).pages(t) {
		want[name] = skeleton(doc)
	}
	for _, trick := range tricks {
		t.Run(clip(trick), func(t *testing.T) {
			h, files := program(map[slot]string{text: trick, prose: "plain"})
			site := build(t, files, options0)
			pages := site.pages(t)
			h.judge(t, site, pages)
			h.verbatim(t, pages, trick)
			for name, doc := range pages {
				compareSkeleton(t, name, skeleton(doc), want[name])
			}
			public := build(t, files, forEverybody)
			h.judge(t, public, public.pages(t))
		})
	}
}

// forEverybody builds what the public sees: texts take other ways there.
var forEverybody = generator.Options{Version: "test", Jobs: 2, Public: true}

func TestProseIsNeverMarkup(t *testing.T) {
	for _, trick := range append(inProse, strings.Join(tricks, "\n\n")) {
		t.Run(clip(trick), func(t *testing.T) {
			h, files := program(map[slot]string{text: "plain", prose: trick})
			for _, o := range []generator.Options{options0, forEverybody} {
				site := build(t, files, o)
				h.judge(t, site, site.pages(t))
			}
		})
	}
}

// TestAddressesAreNeverMarkup has tricks in addresses that are addresses still.
func TestAddressesAreNeverMarkup(t *testing.T) {
	for _, trick := range []string{`"onmouseover="alert(1)`, `'><script>alert(1)</script>`, `{{.}}`, `__f__x__f__`, `%22%3E%3Cscript%3E`, `;javascript:alert(1)`, `/../..//x.example`, `/%2e%2e/`, `\x.example`, `&quot;&lt;`} {
		t.Run(clip(trick), func(t *testing.T) {
			h, files := program(map[slot]string{link: trick, address: trick, edit: trick})
			site := build(t, files, options0)
			h.judge(t, site, site.pages(t))
		})
	}
}

func clip(s string) string { return string([]rune(s)[:min(len([]rune(s)), 30)]) }

// mark is a slot's token.
var mark = regexp.MustCompile(`zq(\d+)z`)

// marks are a text's tokens with their numbers.
func marks(s string) [][]string {
	if !strings.Contains(s, "zq") {
		return nil
	}
	return mark.FindAllStringSubmatch(s, -1)
}

// judge looks at everything that a program with a trick gives.
func (h *hostile) judge(t *testing.T, site built, pages map[string]*html.Node) {
	t.Helper()
	seen := map[string]bool{}
	for name, doc := range pages {
		for _, fault := range faults(site[name], doc) {
			t.Errorf("%s: %s", name, fault)
		}
		each(doc, func(e *html.Node, _ int) { h.element(t, name, e, seen) })
		for _, o := range options(t, doc) {
			h.options(t, name, "", o)
		}
	}
	if len(seen) < 50 {
		t.Errorf("only %d texts were found on the pages", len(seen))
	}
	for name := range site {
		if !ownFile.MatchString(name) {
			t.Errorf("the file %q is none of the site's", name)
		}
	}
	for _, name := range site.names(".json") {
		var v any
		if err := json.Unmarshal(site[name], &v); err != nil || bytes.ContainsAny(site[name], "<>") {
			t.Errorf("%s is not safe JSON (%v)", name, err)
		}
	}
	for name, data := range site {
		if index, is := bytes.CutPrefix(data, []byte("window.wallwalkSearch = ")); is {
			if !json.Valid(bytes.TrimSuffix(index, []byte(";\n"))) || bytes.ContainsAny(data, "<>") || bytes.Count(data, []byte("\n")) != 1 {
				t.Errorf("%s is more than an index", name)
			}
		}
	}
	for _, name := range site.names(".csv") {
		judgeCSV(t, name, site[name])
	}
	for _, name := range site.names(".ics") {
		judgeCalendar(t, name, site[name])
	}
	for _, name := range site.names("/feed.xml") {
		h.judgeFeed(t, name, site[name])
	}
	for _, name := range slices.Concat(site.names(".html"), site.names(".json"), site.names(".csv"), site.names(".ics"), site.names(".xml")) {
		if at := bytes.IndexFunc(bytes.ReplaceAll(site[name], []byte("\r\n"), []byte("\n")), invisible); at >= 0 {
			t.Errorf("%s has an invisible character: %+q", name, site[name][at:min(at+4, len(site[name]))])
		}
	}
}

// invisible characters are those that format.md refuses.
func invisible(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < ' ', r >= 0x7f && r < 0xa0, r == '\u2028', r == '\u2029':
		return true
	}
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// ownFile is what a site's files are called: nothing that people write but ids
// is in a name.
var ownFile = regexp.MustCompile(`^_headers$|^([a-z0-9-]+/)*[a-z0-9-]+(\.min)?(\.[0-9a-f]{10})?\.[a-z0-9]+$`)

// spoken are the attributes that hold words.
var spoken = []string{"title", "alt", "aria-label", "content"}

// element finds where tokens stand: in text, in attributes that hold words, and
// those of addresses in addresses.
func (h *hostile) element(t *testing.T, page string, e *html.Node, seen map[string]bool) {
	for c := e.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			for _, m := range marks(c.Data) {
				seen[m[1]] = true
			}
		}
	}
	if strings.Contains(e.Data, "zq") {
		t.Errorf("%s: a text made the element %q", page, e.Data)
	}
	for _, a := range e.Attr {
		if strings.Contains(a.Key, "zq") {
			t.Errorf("%s: a text made the attribute %q of %s", page, a.Key, e.Data)
		}
		for _, m := range marks(a.Val) {
			n, _ := strconv.Atoi(m[1])
			leads := (a.Key == "href" || a.Key == "src") && (h.kinds[n] == link || h.kinds[n] == address || h.kinds[n] == edit)
			if !leads && !slices.Contains(spoken, a.Key) {
				t.Errorf("%s: %s stands in the attribute %s of %s: %q", page, h.fields[n], a.Key, e.Data, a.Val)
			}
		}
	}
}

// options of a chart hold team's words below tip only, where the page's script
// takes them for text; formatters and colours are the program's own.
func (h *hostile) options(t *testing.T, page, key string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for k, inner := range v {
			if k != "tip" {
				h.options(t, page, k, inner)
			}
			if marks(k) != nil {
				t.Errorf("%s: a text is a key of a chart's options: %q", page, k)
			}
		}
	case []any:
		for _, inner := range v {
			h.options(t, page, key, inner)
		}
	case string:
		if marks(v) != nil || strings.Contains(v, "__f__") {
			t.Errorf("%s: a text is %s in a chart's options: %q", page, key, v)
		}
		if key == "formatter" && v != "{value}" && v != "{value}\u00a0%" {
			t.Errorf("%s: the formatter is %q", page, v)
		}
		if strings.HasSuffix(strings.ToLower(key), "color") && !ownColor.MatchString(v) {
			t.Errorf("%s: the colour %s is %q", page, key, v)
		}
	}
}

var ownColor = regexp.MustCompile(`^(--plot-[a-z]+|transparent)$`)

func judgeCSV(t *testing.T, name string, data []byte) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if _, err := strconv.ParseFloat(cell, 64); err != nil && cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("%s: a spreadsheet takes %q for a formula", name, clip(cell))
			}
		}
	}
}

// calendarLine is what wallwalk writes into a calendar, and a line that goes on.
var calendarLine = regexp.MustCompile(`^(?: .*|(?:BEGIN|END):V(?:CALENDAR|EVENT)|(?:VERSION|PRODID|METHOD|NAME|X-WR-CALNAME|REFRESH-INTERVAL|X-PUBLISHED-TTL|UID|DTSTAMP|SUMMARY|CATEGORIES|DTSTART|DTEND|TRANSP|DESCRIPTION|LOCATION|URL)[:;].*)$`)

func judgeCalendar(t *testing.T, name string, data []byte) {
	t.Helper()
	for i, l := range strings.Split(strings.TrimSuffix(string(data), "\r\n"), "\r\n") {
		if !calendarLine.MatchString(l) || len(l) > 75 {
			t.Errorf("%s:%d: %q is no line of a calendar", name, i+1, clip(l))
		}
	}
	if n := bytes.Count(data, []byte("\r\nBEGIN:VEVENT\r\n")); n != 8 {
		t.Errorf("%s has %d events", name, n)
	}
}

// judgeFeed looks for what a text made in a feed beside text.
func (h *hostile) judgeFeed(t *testing.T, name string, data []byte) {
	t.Helper()
	found, feed := atomFaults(data)
	for _, f := range found {
		t.Errorf("%s: %s", name, f)
	}
	for _, e := range feed.all("entry") {
		for _, l := range e.all("link") {
			for _, m := range marks(l.attr("href")) {
				if n, _ := strconv.Atoi(m[1]); h.kinds[n] != address {
					t.Errorf("%s: %s stands in a link: %s", name, h.fields[n], l.attr("href"))
				}
			}
		}
	}
	if len(feed.all("entry")) < 4 {
		t.Errorf("%s has %d entries", name, len(feed.all("entry")))
	}
}

// verbatim reports texts that are shown, but not as they were written.
func (h *hostile) verbatim(t *testing.T, pages map[string]*html.Node, trick string) {
	t.Helper()
	told := map[string]bool{}
	for name, doc := range pages {
		each(doc, func(e *html.Node, _ int) {
			// A diagram breaks its words into lines; whole they stand in the list below it.
			for c := e.FirstChild; c != nil && e.Data != "script" && e.Data != "tspan"; c = c.NextSibling {
				for _, m := range marks(c.Data) {
					n, _ := strconv.Atoi(m[1])
					field := h.fields[n]
					if c.Type != html.TextNode || h.kinds[n] != text || told[field] || holds(c.Data, trick+" "+m[0]) {
						continue
					}
					told[field] = true
					t.Errorf("%s: %s is shown as %q", name, field, clip(c.Data))
				}
			}
		})
	}
}

// holds compares without case: a sentence begins with a capital.
func holds(text, part string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(part))
}

// skeleton is a page without its words: elements, attributes, classes, and
// where links lead.
func skeleton(doc *html.Node) []string {
	var out []string
	each(doc, func(e *html.Node, depth int) {
		if e.Data == "tspan" {
			return // a line of a diagram's words: how many there are follows from the text
		}
		line := fmt.Sprint(depth, " ", e.Data)
		for _, a := range e.Attr {
			line += " " + a.Key
			if a.Key == "class" || a.Key == "id" || a.Key == "href" || a.Key == "src" {
				line += "=" + mark.ReplaceAllString(a.Val, "")
			}
		}
		out = append(out, line)
	})
	return out
}

func compareSkeleton(t *testing.T, page string, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		if g, w := line(got, i), line(want, i); g != w {
			t.Errorf("%s: with a trick in its texts the element %d is %q, with plain ones %q", page, i, g, w)
			return
		}
	}
}

// TestInvisibleCharactersAreRefused writes each into one file and one into
// each file, raw and as a YAML escape, and expects it to be found at its place.
func TestInvisibleCharactersAreRefused(t *testing.T) {
	_, files := program(map[slot]string{text: "plain", prose: "plain"})
	for _, r := range "\x00\x07\x1b\x7f\u0085\u2028\u2029\u202a\u202e\u2066\u2069" {
		refused(t, files, "cohorts/program.yaml", string(r), r)
		refused(t, files, "cohorts/program.yaml", fmt.Sprintf(`\u%04x`, r), r)
	}
	for name, f := range files {
		if bytes.Contains(f.Data, []byte("plain")) {
			refused(t, files, name, "\u202e", '\u202e')
		}
	}
}

// refused puts a character, as it is written, into a file's first text. Only
// one that stands there itself can be pointed at.
func refused(t *testing.T, files fstest.MapFS, name, written string, r rune) {
	t.Helper()
	changed := maps.Clone(files)
	text := strings.Replace(string(files[name].Data), "plain", written+"plain", 1)
	changed[name] = &fstest.MapFile{Data: []byte(text)}
	site, list, err := attempt(changed, options0)
	if err != nil || len(site) > 0 {
		t.Errorf("%s with U+%04X is built: %d files, %v", name, r, len(site), err)
		return
	}
	before, _, raw := strings.Cut(text, string(r))
	line, col := strings.Count(before, "\n")+1, len([]rune(before[strings.LastIndex(before, "\n")+1:]))+1
	for _, d := range list.All() {
		if d.Code == "control-character" && d.At.File == name && (!raw || int(d.At.Line) == line && int(d.At.Col) == col) {
			return
		}
	}
	t.Errorf("%s with U+%04X (raw: %v) at %d:%d: %+v", name, r, raw, line, col, list.All())
}

// TestEveryFieldIsSearchedForThem writes one of them into each text of the
// hostile program in turn, links and addresses too.
func TestEveryFieldIsSearchedForThem(t *testing.T) {
	h, files := program(map[slot]string{text: "plain", prose: "plain"})
	all := []rune("\x00\x07\x1b\x7f\u0085\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
	found := 0
	for name, f := range files {
		for _, at := range mark.FindAllIndex(f.Data, -1) {
			r := all[found%len(all)]
			found++
			changed := maps.Clone(files)
			changed[name] = &fstest.MapFile{Data: slices.Concat(f.Data[:at[0]], []byte(string(r)), f.Data[at[0]:])}
			_, list, err := generator.Check(changed, options0)
			before := string(f.Data[:at[0]])
			line, col := strings.Count(before, "\n")+1, len([]rune(before[strings.LastIndex(before, "\n")+1:]))+1
			if err != nil || !list.Failed() || !slices.ContainsFunc(list.All(), func(d diag.Diagnostic) bool {
				return d.Code == "control-character" && d.At.File == name && int(d.At.Line) == line && int(d.At.Col) == col
			}) {
				t.Errorf("%s: U+%04X at %d:%d before %s: %v, %+v", name, r, line, col, f.Data[at[0]:at[1]], err, list.All())
			}
		}
	}
	if found < len(h.fields) {
		t.Errorf("%d places were searched, and there are %d texts", found, len(h.fields))
	}
}

// TestNamesOfFilesAndFoldersAreNoTricks has them where ids are due: nothing is
// built.
func TestNamesOfFilesAndFoldersAreNoTricks(t *testing.T) {
	for _, name := range []string{"<script>alert(1)<", "{{.}}", "__f__x__f__", "=cmd|x", "a b", "A", "é", "x\u202ey", "x\x00y", "x\ny", "con", "javascript:x", `x\..\y`, "%2e%2e", "*a*", strings.Repeat("x", 65)} {
		for _, file := range []string{"cohorts/" + name + "/cohort.yaml", "cohorts/one/teams/" + name + "/team.yaml", "content/" + name + ".md", "content/" + name + "/x.md"} {
			data := "---\ntitle: X\n---\n"
			if !strings.HasSuffix(file, ".md") {
				data = "title: X\n"
			}
			site, list, err := attempt(small(map[string]string{file: data}), generator.Options{AsOf: day(t, "2026-04-01")})
			if err != nil || len(site) > 0 || !list.Failed() {
				t.Errorf("%q: %d files, %v", file, len(site), err)
			}
		}
	}
}

// TestLinksThatRunAreRefused has addresses in link fields that no page may
// lead to.
func TestLinksThatRunAreRefused(t *testing.T) {
	cohort := string(small(nil)["cohorts/one/cohort.yaml"].Data)
	for _, bad := range []string{"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//x.example/", "file:///etc/passwd", "x", "/x", "https:x", "https://", "blob:https://x.example/x"} {
		for name, file := range map[string]string{
			"cohorts/program.yaml":    "title: P\nbase_url: %q\n",
			"cohorts/one/cohort.yaml": strings.Replace(cohort, "kind: wall,", "kind: wall, link: %q,", 1),
			team + "milestones.yaml":  "charter: {evidence: %q}\n",
		} {
			site, list, err := attempt(small(map[string]string{name: fmt.Sprintf(file, bad)}), generator.Options{AsOf: day(t, "2026-04-01")})
			pointed := slices.ContainsFunc(list.All(), func(d diag.Diagnostic) bool {
				return d.Severity == diag.Error && d.Code == "bad-value" && d.At.File == name && d.At.Line > 0
			})
			if err != nil || len(site) > 0 || !pointed {
				t.Errorf("%s with %s: %d files, %v, %v", name, bad, len(site), err, list.All())
			}
		}
	}
}

// TestADraftsTextIsNeverMarkup: a draft says on each page whose files have which
// mistakes, in the words of a team that it can't show and of its files.
func TestADraftsTextIsNeverMarkup(t *testing.T) {
	for _, trick := range slices.Concat(tricks, inProse) {
		t.Run(clip(trick), func(t *testing.T) {
			h, files := program(map[slot]string{text: trick, prose: "plain"})
			teams := slices.DeleteFunc(slices.Sorted(maps.Keys(files)), func(name string) bool { return !strings.HasSuffix(name, "/milestones.yaml") })
			key, err := json.Marshal(trick)
			if err != nil {
				t.Fatal(err)
			}
			files[teams[0]].Data = append(files[teams[0]].Data, "\n"+string(key)+": {done: "+string(key)+"}\n"...)
			site, sum, list := draft(t, files, options0)
			if sum.Unshown != 1 {
				t.Fatalf("%d teams are not shown: %v", sum.Unshown, list.All())
			}
			h.judge(t, site, site.pages(t))
		})
	}
}
