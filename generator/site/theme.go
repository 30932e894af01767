package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"
)

// A Theme is templates and assets.
type Theme struct {
	pages                             map[string]*template.Template
	assets                            []asset
	css, script, chartScript, echarts string // names of assets in the output
}

type asset struct {
	name string // with the hash of its content
	data []byte
}

// kinds are the pages' templates. Each is read with layout.html and
// partials.html.
var kinds = []string{"home", "page", "cohort", "wall", "team", "404"}

// paint sets the program's own colour: a stylesheet is the one place where a
// strict policy lets it stand. It must come before any page is planned.
func (t *Theme) paint(color string) {
	for i, a := range t.assets {
		if a.name == t.css && color != "" {
			data := append(bytes.Clone(a.data), "\n:root { --brand: "+color+"; }\n"...)
			t.css = hashed("site.css", data)
			t.assets[i] = asset{t.css, data}
			return
		}
	}
}

// LoadTheme reads a theme: templates/*.html, css/*.css, js/*.js and
// echarts/echarts.min.js.
func LoadTheme(fsys fs.FS) (*Theme, error) {
	t := &Theme{pages: map[string]*template.Template{}}
	for _, k := range kinds {
		one, err := template.New("layout.html").Funcs(functions).
			ParseFS(fsys, "templates/layout.html", "templates/partials.html", "templates/"+k+".html")
		if err != nil {
			return nil, fmt.Errorf("reading the theme's page %s: %w", k, err)
		}
		t.pages[k] = one
	}
	for _, a := range []struct {
		from string
		to   *string
	}{{"css/site.css", &t.css}, {"js/site.js", &t.script}, {"js/charts.js", &t.chartScript}, {"echarts/echarts.min.js", &t.echarts}} {
		data, err := fs.ReadFile(fsys, a.from)
		if err != nil {
			return nil, fmt.Errorf("reading the theme: %w", err)
		}
		*a.to = hashed(path.Base(a.from), data)
		t.assets = append(t.assets, asset{*a.to, data})
	}
	return t, nil
}

// hashed is the output name of an asset: assets/site.1f2e3d4c5b.css.
func hashed(name string, data []byte) string {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	return "assets/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
}

func (t *Theme) render(kind string, view any) ([]byte, error) {
	var b bytes.Buffer
	if err := t.pages[kind].Execute(&b, view); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

var functions = template.FuncMap{
	"policy": func() string { return Policy },
	"plural": count,
	"dict":   dict,
}

// count says a number with its noun: "1 team", "3 teams".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// dict makes a map of name and value pairs, to hand several values to a
// partial.
func dict(pairs ...any) map[string]any {
	m := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		m[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return m
}
