package generator_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator"
	"wallwalk/generator/diag"
)

// themed is small with files of a theme.
func themed(pairs ...string) map[string]string {
	edits := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		edits["themes/own/"+pairs[i]] = pairs[i+1]
	}
	return edits
}

// What is wrong with a theme of the program's own is a diagnostic at its place,
// once however many pages it spoils.
func TestABadTemplateIsADiagnostic(t *testing.T) {
	for _, c := range []struct{ file, text, at, says string }{
		{"team.html", "{{define \"main\"}}\n\n  {{.Nothing}}{{end}}", "themes/own/templates/team.html:3:5", "this page has no Nothing (in .Nothing)"},
		{"team.html", "{{define \"main\"}}\r\né{{.Heading.Nothing}}{{end}}", "themes/own/templates/team.html:2:12", "this page has no Nothing (in .Heading.Nothing)"},
		{"team.html", "{{define \"main\"}}\n {{template \"icno\" .}}{{end}}", "themes/own/templates/team.html:2:13", "there is no template “icno”"},
		{"team.html", "\n  {{nothing}}", "themes/own/templates/team.html:2:3", `the template can't be read: function "nothing" not defined`},
		{"team.html", "{{define \"main\"}}", "themes/own/templates/team.html:1:1", "the template can't be read: unexpected EOF"},
		{"team.html", "{{define \"main\"}}\n<a href='{{if .Heading}}'{{end}}>{{end}}", "themes/own/templates/team.html:2:", "the template can't be read: "},
		{"layout.html", "<p>{{.Nothing}}</p>", "themes/own/templates/layout.html:1:6", "this page has no Nothing (in .Nothing)"},
		{"partials.html", "{{/* nothing */}}", "themes/own", "the theme does not go with the default's "},
		{"team.html", "{{define \"main\"}}\n{{slice .Heading 9999}}{{end}}", "themes/own/templates/team.html:2:3", "error calling slice: "},
		{"team.html", "{{define \"main\"}}\n{{template \"main\" .}}{{end}}", "themes/own/templates/team.html:2:12", "exceeded maximum template depth"},
	} {
		_, list, err := attempt(small(themed("templates/"+c.file, c.text)), generator.Options{AsOf: day(t, "2026-04-01"), Theme: "own"})
		if err != nil || list == nil || !list.Failed() {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		var bad []string
		for _, d := range list.All() {
			if d.Code == "bad-template" {
				bad = append(bad, d.At.String()+" "+d.Message)
				if !strings.HasPrefix(d.At.String(), c.at) || !strings.Contains(d.Message, c.says) || d.Hint == "" {
					t.Errorf("%q is said at %s: %s", c.text, d.At, d.Message)
				}
			}
		}
		if slices.Sort(bad); len(slices.Compact(slices.Clone(bad))) != len(bad) || len(bad) == 0 || len(bad) > 1 && c.file != "partials.html" {
			t.Errorf("%q is said %d times: %q", c.text, len(bad), bad)
		}
	}
}

// A chart that a theme hands to a partial along with something else is a copy of
// the page's, and is drawn all the same, by the press and by html/template.
func TestAPartialMayBeHandedAChart(t *testing.T) {
	o := generator.Options{AsOf: day(t, "2026-04-01"), Theme: "own"}
	for page, c := range map[string]struct{ file, main string }{
		"one/elm/index.html":           {"team.html", `{{range .Figures}}{{template "one" dict "C" . "More" true}}{{end}}`},
		"one/measures/kept/index.html": {"measure.html", `{{range .Teams}}{{template "one" dict "C" .}}{{end}}`},
		"one/wall/walk/index.html":     {"walk.html", `{{range .Teams}}{{range .Charts}}{{template "one" dict "C" . "Walk" true}}{{end}}{{end}}`},
	} {
		var drawn []string
		for _, unusual := range []string{"", `{{printf ""}}`} { // which the press leaves to html/template
			text := `{{define "main"}}` + unusual + c.main + `{{end}}{{define "one"}}{{.C.SVG}}{{if .More}}{{.C.Rows}}<script type="application/json">{{.C.Options}}</script>{{end}}{{if .Walk}}{{.C.Small}}{{end}}{{end}}`
			site := build(t, small(themed("templates/"+c.file, text)), o)
			drawn = append(drawn, string(site[page]))
		}
		if !strings.Contains(drawn[0], "<svg class=\"plot") || drawn[0] != drawn[1] {
			t.Errorf("%s is\n%s\nand by html/template\n%s", page, drawn[0], drawn[1])
		}
	}
}

// png is how a picture begins.
const png = "\x89PNG\r\n\x1a\nrest"

func TestALogoStandsInTheMarksPlace(t *testing.T) {
	program := "title: X\nbase_url: https://h.example/a/\nbrand: {logo: our logo.png, color: \"#ffff00\"}\n"
	site := build(t, small(files("cohorts/program.yaml", program, "cohorts/our logo.png", png)), generator.Options{AsOf: day(t, "2026-04-01")})
	logo := ""
	for name, data := range site {
		if strings.HasPrefix(name, "assets/logo.") && strings.HasSuffix(name, ".png") && string(data) == png {
			logo = name
		}
	}
	if logo == "" {
		t.Fatal("the logo is not in the site")
	}
	for name, doc := range site.pages(t) {
		images := find(doc, "img")
		file, _, own := "", "", false
		if len(images) == 1 {
			file, _, own = target(name, attr(images[0], "src"), "/a/")
		}
		if !own || file != logo || attr(images[0], "alt") == "" {
			t.Errorf("%s shows %d images, %s", name, len(images), file)
		}
		for _, fault := range faults(site[name], doc) {
			t.Errorf("%s: %s", name, fault)
		}
	}
}

// What is no picture is not published, and no file from elsewhere is; the place
// where it is named says so.
func TestALogoThatIsNoneIsAnError(t *testing.T) {
	large := png + strings.Repeat("x", 1<<20)
	for _, c := range []struct{ name, want string }{
		{"missing.png", "missing-file: there is no file cohorts/missing.png"},
		{"pgae.png", "missing-file: there is no file cohorts/pgae.png"},
		{"page.png", "not-a-picture: page.png is not a PNG, JPEG or WebP picture inside"},
		{"drawn.svg", "not-a-picture: drawn.svg is not a PNG, JPEG or WebP picture inside"},
		{"empty.png", "not-a-picture: empty.png is not a PNG, JPEG or WebP picture inside"},
		{"one/cohort.yaml", `bad-value: "one/cohort.yaml" is not the name of a file beside program.yaml`},
		{"large.png", "too-large: the logo is 1024 KiB; the most is 1024 KiB"},
		{"link.png", "link: cohorts/link.png is a link, and links are not followed"},
		{"linked/a.png", `bad-value: "linked/a.png" is not the name of a file beside program.yaml`},
		{"page.png/a.png", `bad-value: "page.png/a.png" is not the name of a file beside program.yaml`},
		{"linked", "link: cohorts/linked is a link, and links are not followed"},
		{"one", "not-a-file: one is a folder, and no picture"},
		{"../secret.png", `bad-value: "../secret.png" is not the name of a file beside program.yaml`},
		{"/secret.png", `bad-value: "/secret.png" is not the name of a file beside program.yaml`},
		{"C:secret.png", `bad-value: "C:secret.png" is not the name of a file beside program.yaml`},
		{`one\logo.png`, `bad-value: "one\\logo.png" is not the name of a file beside program.yaml`},
		{"https://x.example/logo.png", `bad-value: "https://x.example/logo.png" is not the name of a file beside program.yaml`},
		{".", `bad-value: "." is not the name of a file beside program.yaml`},
		{strings.Repeat("a", 300), "missing-file: there is no file cohorts/" + strings.Repeat("a", 300)},
	} {
		files := small(files("cohorts/program.yaml", "title: X\nbrand: {color: \"#005eb8\", logo: '"+c.name+"'}\n", "cohorts/page.png", "<script>alert(1)</script>",
			"secret.png", png, "cohorts/drawn.svg", "<svg onload=alert(1)>", "cohorts/large.png", large))
		files["cohorts/empty.png"] = &fstest.MapFile{}
		for _, link := range []string{"link.png", "linked"} {
			files["cohorts/"+link] = &fstest.MapFile{Data: []byte("../secret.png"), Mode: fs.ModeSymlink}
		}
		site, list, err := attempt(files, generator.Options{AsOf: day(t, "2026-04-01")})
		if err != nil || len(site) > 0 {
			t.Errorf("%s: %d files, %v", c.name, len(site), err)
		}
		said := ""
		for _, d := range list.All() {
			if d.At.String() == "cohorts/program.yaml:2:33" && d.Hint != "" && d.Excerpt != "" {
				said += d.Code + ": " + d.Message
			}
		}
		if said != c.want {
			t.Errorf("%s: said %s\nwant %s\nof %v", c.name, said, c.want, list.All())
		}
	}
}

// A theme is bounded before it is read.
func TestAThemeHasBounds(t *testing.T) {
	kib := strings.Repeat("x", 1<<10)
	for want, fill := range map[string]func(files fstest.MapFS){
		"themes/own/css/big.css: too-large: the file is 2049 KiB; the most that a theme's file may be is 2048 KiB": func(files fstest.MapFS) {
			files["themes/own/css/big.css"] = &fstest.MapFile{Data: []byte(strings.Repeat(kib, 2049))}
		},
		"themes/own: too-large: the theme's files are together larger than 16 MiB": func(files fstest.MapFS) {
			big := []byte(strings.Repeat(kib, 2048))
			for _, name := range strings.Split("abcdefghi", "") {
				files["themes/own/fonts/"+name] = &fstest.MapFile{Data: big}
			}
		},
		"themes/own: too-many-files: the theme has more than 300 files and folders": func(files fstest.MapFS) {
			for i := range 300 {
				files[fmt.Sprintf("themes/own/node_modules/%d.js", i)] = &fstest.MapFile{}
			}
		},
		"themes/own/css/a.css: link: this is a link, and links are not followed": func(files fstest.MapFS) {
			files["themes/own/css/a.css"] = &fstest.MapFile{Data: []byte("../../../secret.css"), Mode: fs.ModeSymlink}
		},
		"themes/own/css/a.css: not-a-file: this is not a file": func(files fstest.MapFS) {
			files["themes/own/css/a.css"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
		},
	} {
		files := small(themed("css/own.css", "a{}"))
		fill(files)
		site, list, err := attempt(files, generator.Options{AsOf: day(t, "2026-04-01"), Theme: "own"})
		var said []string
		for _, d := range list.All() {
			if d.Severity == diag.Error {
				said = append(said, d.At.String()+": "+d.Code+": "+d.Message)
			}
		}
		if err != nil || len(site) > 0 || strings.Join(said, "\n") != want {
			t.Errorf("%d files, %v\nsaid %q\nwant %q", len(site), err, said, want)
		}
	}
}

// The example theme adds to the stylesheet and replaces one template; every
// other page stays as it is.
func TestTheExampleTheme(t *testing.T) {
	plain := demo(t)
	themed := build(t, demoFiles(), generator.Options{Version: "test", Theme: "plain-paper"})
	own, err := fs.ReadFile(demoFiles(), "themes/plain-paper/css/theme.css")
	if err != nil {
		t.Fatal(err)
	}
	sheets := 0
	for name, data := range themed {
		if strings.HasPrefix(name, "assets/site.") && strings.HasSuffix(name, ".css") {
			sheets++
			if !bytes.Contains(data, own) || !bytes.Contains(data, []byte(".site-header {")) {
				t.Errorf("%s does not have the theme's rules and the default's", name)
			}
		}
	}
	if sheets != 1 || len(themed) != len(plain) {
		t.Errorf("there are %d stylesheets, and %d files where the default has %d", sheets, len(themed), len(plain))
	}
	changed := 0
	for name, doc := range themed.pages(t) {
		for _, fault := range faults(themed[name], doc) {
			t.Errorf("%s: %s", name, fault)
		}
		same := bytes.Equal(assetHash.ReplaceAll(plain[name], nil), assetHash.ReplaceAll(themed[name], nil))
		if page := bytes.Contains(plain[name], []byte(`class="kind-page"`)); same == page {
			t.Errorf("%s is the default's: %v", name, same)
		} else if page {
			changed++
		}
	}
	if changed < 20 {
		t.Errorf("only %d pages are the theme's", changed)
	}
}
