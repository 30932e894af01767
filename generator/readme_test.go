package generator

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"wallwalk/generator/diag"
)

var readmeFile = regexp.MustCompile("(?s)\n`([^`\n]+\\.yaml)`:[^\n]*\n\n```yaml\n(.*?)```")

// The README promises that its six files give a page with a chart.
func TestReadmeWalkGivesAChart(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	files := readmeFile.FindAllSubmatch(text, -1)
	if len(files) != 6 {
		t.Fatalf("the README has %d files to write, and speaks of six", len(files))
	}
	for _, f := range files {
		name := filepath.Join(root, filepath.FromSlash(string(f[1])))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f[2], 0o666); err != nil {
			t.Fatal(err)
		}
	}
	pages := map[string]string{}
	var mu sync.Mutex
	_, list, err := Build(os.DirFS(root), Options{AsOf: 739714}, func(name string, data []byte) error {
		mu.Lock()
		defer mu.Unlock()
		pages[name] = string(data)
		return nil
	})
	if err != nil || list.Failed() {
		var b strings.Builder
		list.Text(&b, diag.Colors{})
		t.Fatalf("the README's program does not build: %v\n%s", err, &b)
	}
	page := pages["spring/lakeside/index.html"]
	if got := strings.Count(page, `h0`); got != 4 {
		t.Errorf("the chart has %d points, want 4", got)
	}
	if !strings.Contains(page, "(4 of 10)") {
		t.Error("the page does not say that four points are too few")
	}
}
