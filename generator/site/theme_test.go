package site

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestAssetsAreNamedByTheirContent(t *testing.T) {
	one, two := hashed("site.css", []byte("a")), hashed("site.css", []byte("b"))
	if one == two || one != hashed("site.css", []byte("a")) {
		t.Errorf("%s and %s: a name must change with its content, and with nothing else", one, two)
	}
	if !regexp.MustCompile(`^assets/site\.[0-9a-f]{10}\.css$`).MatchString(one) {
		t.Errorf("an asset is named %s", one)
	}
	if got := hashed("echarts.min.js", nil); !strings.HasPrefix(got, "assets/echarts.min.") || !strings.HasSuffix(got, ".js") {
		t.Errorf("an asset with two points is named %s", got)
	}
}

func TestLoadThemeReadsPagesAndAssets(t *testing.T) {
	theme := loaded(t)
	for _, k := range kinds {
		if out, err := theme.render(nil, k, nil); err != nil || string(out) != k+" part" {
			t.Errorf("%s renders as %q: %v", k, out, err)
		}
	}
	var names []string
	for _, a := range theme.assets {
		names = append(names, a.name)
	}
	if !slices.Equal(names, []string{theme.css, theme.script, theme.search, theme.chartScript, theme.echarts}) {
		t.Errorf("the assets are %q", names)
	}
}

func TestStylesheetsAreJoinedAndAKindHasItsScript(t *testing.T) {
	files := aTheme()
	files["css/wall.css"] = &fstest.MapFile{Data: []byte("b{}")}
	files["css/a3.css"] = &fstest.MapFile{Data: []byte("a{}")}
	files["js/wall.js"] = &fstest.MapFile{Data: []byte("sort()")}
	theme, err := LoadTheme(files)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(theme.assets[0].data); got != "body{}\na{}\nb{}" {
		t.Errorf("the stylesheet is %q", got)
	}
	if len(theme.kindScripts) != 1 || theme.kindScripts["wall"] != hashed("wall.js", []byte("sort()")) {
		t.Errorf("the scripts by kind are %v", theme.kindScripts)
	}
}

func TestLoadThemeSaysWhatIsMissing(t *testing.T) {
	for name := range aTheme() {
		files := aTheme()
		delete(files, name)
		if _, err := LoadTheme(files); err == nil || !strings.Contains(err.Error(), strings.TrimSuffix(name[strings.LastIndex(name, "/")+1:], ".html")) {
			t.Errorf("without %s: %v", name, err)
		}
	}
	files := aTheme()
	files["templates/home.html"].Data = []byte("{{if}}")
	if _, err := LoadTheme(files); err == nil || !strings.Contains(err.Error(), "home") {
		t.Errorf("a page that is no template: %v", err)
	}
}

func TestPaintSetsTheProgramsColourAndTheName(t *testing.T) {
	theme := loaded(t)
	before := theme.css
	theme.paint("")
	if theme.css != before {
		t.Error("no colour changes the stylesheet's name")
	}
	theme.paint("#005eb8")
	if theme.css == before || theme.assets[0].name != theme.css || theme.css != hashed("site.css", theme.assets[0].data) {
		t.Errorf("painted, the stylesheet is still %s", theme.css)
	}
	if got := string(theme.assets[0].data); !strings.HasPrefix(got, "body{}") || !strings.Contains(got, "--brand: #005eb8;") {
		t.Errorf("the stylesheet is %q", got)
	}
}

func TestTemplateFunctions(t *testing.T) {
	if got := count(1, "team", "teams") + ", " + count(0, "team", "teams") + ", " + count(2, "team", "teams"); got != "1 team, 0 teams, 2 teams" {
		t.Errorf("counted as %q", got)
	}
	if m := dict("a", 1, "b", "x", "odd"); len(m) != 2 || m["a"] != 1 || m["b"] != "x" {
		t.Errorf("the map is %v", m)
	}
}
