package generator

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers says who may import whom: for each package, the packages of this
// program and the libraries that it uses. Arrows go down; each library has one
// door. Where this test fails, move the code, not the rule.
var layers = map[string][]string{
	".":                      {"generator/cli"},
	"themes":                 {},
	"generator/diag":         {},
	"generator/model":        {"generator/diag"},
	"generator/plain":        {"golang.org/x/text"},
	"generator/sheet":        {"generator/diag", "generator/model", "generator/plain", "generator/series"},
	"generator/importer":     {"generator/diag", "generator/model", "generator/plain", "generator/sheet", "github.com/xuri/excelize/v2", "golang.org/x/text"},
	"generator/load":         {"generator/diag", "generator/model", "generator/plain", "gopkg.in/yaml.v3", "go.yaml.in/yaml/v4"},
	"generator/schema":       {"generator/load"},
	"generator/cms":          {"generator/load", "generator/model"},
	"generator/schema/agree": {"generator/diag", "generator/load", "generator/schema", "gopkg.in/yaml.v3", "github.com/santhosh-tekuri/jsonschema/v6"}, // for tests alone
	"generator/edit":         {"generator/diag", "generator/model"},
	"generator/scaffold":     {"generator/edit", "generator/model", "generator/schema"},
	"generator/history":      {},
	"generator/scope":        {"generator/diag", "generator/model", "generator/load", "generator/history"},
	"generator/markdown":     {"github.com/yuin/goldmark"},
	"generator/markup":       {},
	"generator/press":        {"generator/markup"},
	"generator/privacy":      {},
	"generator/audience":     {"generator/model", "generator/plain"},
	"generator/check":        {"generator/diag", "generator/model", "generator/plain", "generator/markdown", "generator/privacy"},
	"generator/calendar":     {"generator/model", "generator/markdown", "github.com/arran4/golang-ical"},
	"generator/spc":          {},
	"generator/series":       {"generator/model", "generator/markup", "generator/plain", "generator/spc"},
	"generator/standing":     {"generator/model", "generator/series"},
	"generator/chart":        {"generator/markup", "generator/plain", "github.com/go-echarts/go-echarts/v2"},
	"generator/site":         {"generator/diag", "generator/edit", "generator/model", "generator/markdown", "generator/markup", "generator/press", "generator/plain", "generator/sheet", "generator/series", "generator/standing", "generator/calendar", "generator/chart"},
	"generator/publish":      {"golang.org/x/sys"},
	"generator/serve":        {"generator/diag", "github.com/fsnotify/fsnotify"},
	"generator":              {"generator/diag", "generator/model", "generator/load", "generator/check", "generator/audience", "generator/sheet", "generator/importer", "generator/edit", "generator/site", "themes", "github.com/zeebo/xxh3"},
	"generator/bench":        {"generator/cli", "gopkg.in/yaml.v3", "github.com/spf13/pflag"}, // for measuring alone
	"generator/release":      {"github.com/spf13/pflag"},                                      // for publishing alone
	"generator/cli":          {"generator", "generator/diag", "generator/model", "generator/plain", "generator/schema", "generator/cms", "generator/edit", "generator/scaffold", "generator/sheet", "generator/importer", "generator/publish", "generator/serve", "generator/history", "generator/scope", "github.com/spf13/pflag"},
}

// inTests lists what test files may use beyond their package's own layer.
var inTests = map[string][]string{
	"generator":          {"generator/diag", "generator/plain", "generator/schema/agree", "gopkg.in/yaml.v3", "github.com/santhosh-tekuri/jsonschema/v6", "github.com/chromedp", "golang.org/x/net/html", "github.com/emersion/go-ical"},
	"generator/calendar": {"github.com/emersion/go-ical"},
	"generator/cms":      {"gopkg.in/yaml.v3"},
	"generator/check":    {"generator/load"},
	"generator/edit":     {"generator/load"},
	"generator/site":     {"generator/load", "themes"},
	"generator/scaffold": {"generator", "gopkg.in/yaml.v3", "github.com/rhysd/actionlint"},
	"generator/diag":     {"github.com/santhosh-tekuri/jsonschema/v6"},
	"generator/release":  {"github.com/rhysd/actionlint"},
	"generator/cli":      {"generator/check", "generator/schema/agree", "gopkg.in/yaml.v3", "github.com/rogpeppe/go-internal", "github.com/chromedp"},
}

func TestImportsKeepToTheirLayer(t *testing.T) {
	err := filepath.WalkDir("..", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (strings.HasPrefix(e.Name(), ".") && e.Name() != ".." || e.Name() == "testdata" || e.Name() == "node_modules") {
			return filepath.SkipDir
		}
		if filepath.Ext(name) == ".go" {
			checkImports(t, filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkImports(t *testing.T, name string) {
	room := path.Clean(strings.TrimPrefix(path.Dir(name), "../"))
	if room == ".." {
		room = "."
	}
	allowed, known := layers[room]
	if !known {
		t.Errorf("%s: the room %s is not in the table of layers", name, room)
		return
	}
	if strings.HasSuffix(name, "_test.go") {
		allowed = append(slices.Clone(allowed), inTests[room]...)
		allowed = append(allowed, room)
	}
	f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	for _, spec := range f.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		own, ours := strings.CutPrefix(imported, "wallwalk/")
		if first, _, _ := strings.Cut(imported, "/"); !ours && !strings.Contains(first, ".") {
			continue // the standard library
		}
		if !slices.ContainsFunc(allowed, func(a string) bool {
			return own == a || !ours && (imported == a || strings.HasPrefix(imported, a+"/"))
		}) {
			t.Errorf("%s imports %s, which its layer does not allow", name, imported)
		}
	}
}
