package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// A Theme is templates and assets.
type Theme struct {
	pages                                     map[string]*plate
	assets                                    []asset
	css, script, search, chartScript, echarts string            // names of assets in the output
	kindScripts                               map[string]string // by kind of page, where it has one
}

type asset struct {
	name string // with the hash of its content
	data []byte
}

// kinds are the pages' templates. Each is read with layout.html and
// partials.html.
var kinds = []string{"home", "page", "cohort", "wall", "walk", "measure", "measures", "submissions", "learnings", "people", "team", "unshown", "week", "search", "404"}

// paint sets the program's own colour: a stylesheet is the one place where a
// strict policy lets it stand. It must come before any page is planned.
func (t *Theme) paint(color string) {
	for i, a := range t.assets {
		if a.name == t.css && color != "" {
			data := append(bytes.Clone(a.data), brandRules(color)...)
			t.css = hashed("site.css", data)
			t.assets[i] = asset{t.css, data}
			return
		}
	}
}

// LoadTheme reads a theme: templates/*.html, css/*.css, js/*.js and
// echarts/echarts.min.js. A kind of page that has a script of its own, named
// for it, loads it beside site.js.
func LoadTheme(fsys fs.FS) (*Theme, error) {
	t := &Theme{pages: map[string]*plate{}, kindScripts: map[string]string{}}
	for _, k := range kinds {
		one, err := template.New("layout.html").Funcs(functions).
			ParseFS(fsys, "templates/layout.html", "templates/partials.html", "templates/"+k+".html")
		if err != nil {
			return nil, fmt.Errorf("reading the theme's page %s: %w", k, templateError(err))
		}
		t.pages[k] = &plate{template: one}
	}
	css, err := stylesheet(fsys)
	if err != nil {
		return nil, err
	}
	t.css = t.asset("site.css", css)
	for _, a := range []struct {
		from string
		to   *string
	}{{"js/site.js", &t.script}, {"js/search.js", &t.search}, {"js/charts.js", &t.chartScript}, {"echarts/echarts.min.js", &t.echarts}} {
		data, err := fs.ReadFile(fsys, a.from)
		if err != nil {
			return nil, fmt.Errorf("reading the theme: %w", err)
		}
		*a.to = t.asset(path.Base(a.from), data)
	}
	for _, k := range kinds {
		if k == "search" {
			continue // its script is every page's
		}
		switch data, err := fs.ReadFile(fsys, "js/"+k+".js"); {
		case err == nil:
			t.kindScripts[k] = t.asset(k+".js", data)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("reading the theme: %w", err)
		}
	}
	return t, nil
}

// stylesheet joins css/site.css, which holds the tokens, with the theme's
// other stylesheets by name, so that a page asks for one.
func stylesheet(fsys fs.FS) ([]byte, error) {
	css, err := fs.ReadFile(fsys, "css/site.css")
	if err != nil {
		return nil, fmt.Errorf("reading the theme: %w", err)
	}
	names, err := fs.Glob(fsys, "css/*.css")
	if err != nil {
		return nil, fmt.Errorf("listing the theme's stylesheets: %w", err)
	}
	for _, name := range names {
		if name == "css/site.css" {
			continue
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("reading the theme: %w", err)
		}
		css = append(append(css, '\n'), data...)
	}
	return css, nil
}

// asset adds one and returns its name in the output.
func (t *Theme) asset(name string, data []byte) string {
	name = hashed(name, data)
	t.assets = append(t.assets, asset{name, data})
	return name
}

// hashed is the output name of an asset: assets/site.1f2e3d4c5b.css.
func hashed(name string, data []byte) string {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	return "assets/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
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
	return strconv.Itoa(n) + " " + many
}

// dict makes a map of name and value pairs, to hand several values to a
// partial.
func dict(pairs ...any) map[string]any {
	m := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			name = fmt.Sprint(pairs[i])
		}
		m[name] = pairs[i+1]
	}
	return m
}
