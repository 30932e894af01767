package generator

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// Ids of a team's own: its people's, and those of measures that no other has.
var (
	personID  = regexp.MustCompile(`(?m)^\s*- (?:\{id: |id: )([a-z0-9-]+)`)
	measureID = regexp.MustCompile(`- id: ([a-z0-9-]+)\n\s+name: .*\n\s+type:`)
)

// demoOf is the demo's running cohort with so many teams: its own, and again
// under other ids, with people and measures of other ids.
func demoOf(t testing.TB, teams int) map[string][]byte {
	t.Helper()
	files := fstest.MapFS{}
	read := func(name string) string {
		data, err := fs.ReadFile(os.DirFS(".."), name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	const cohort = "cohorts/2026-spring"
	for _, name := range []string{"cohorts/program.yaml", cohort + "/cohort.yaml"} {
		files[name] = &fstest.MapFile{Data: []byte(read(name))}
	}
	folders, err := fs.ReadDir(os.DirFS(".."), cohort+"/teams")
	if err != nil {
		t.Fatal(err)
	}
	for i := range teams {
		id := folders[i%len(folders)].Name()
		own := append(personID.FindAllStringSubmatch(read(path.Join(cohort, "teams", id, "roster.yaml")), -1),
			measureID.FindAllStringSubmatch(read(path.Join(cohort, "teams", id, "team.yaml")), -1)...)
		inside, err := fs.ReadDir(os.DirFS(".."), path.Join(cohort, "teams", id))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range inside {
			text := read(path.Join(cohort, "teams", id, f.Name()))
			if again := i / len(folders); again > 0 {
				for _, p := range own {
					text = regexp.MustCompile(`\b`+p[1]+`\b`).ReplaceAllString(text, fmt.Sprintf("%s-%d", p[1], again))
				}
			}
			files[path.Join(cohort, "teams", fmt.Sprintf("%s-%02d", id, i), f.Name())] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	// Walks name teams in their turn; these have other names.
	whole := files[cohort+"/cohort.yaml"]
	whole.Data = regexp.MustCompile(`order: \[[^\]]*\],? ?`).ReplaceAll(whole.Data, nil)
	site := map[string][]byte{}
	var mu sync.Mutex
	_, list, err := Build(files, Options{Version: "test"}, func(name string, data []byte) error {
		mu.Lock()
		defer mu.Unlock()
		site[name] = bytes.Clone(data)
		return nil
	})
	if err != nil || list.Failed() {
		t.Errorf("the demo's copies can't be built: %v", err)
		for _, d := range list.All() {
			if d.Severity == 0 {
				t.Errorf("%s: %s", d.At, d.Message)
			}
		}
		t.FailNow()
	}
	return site
}

// zipped is how many bytes go over the wire.
func zipped(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// TestABoardIsLight weighs a wall of 24 teams with all that the page asks for.
func TestABoardIsLight(t *testing.T) {
	site := demoOf(t, 24)
	const name = "2026-spring/wall/index.html"
	if n := bytes.Count(site[name], []byte(`<tr class="row`)); n != 24 {
		t.Fatalf("the wall has %d teams", n)
	}
	weight := zipped(t, site[name])
	asked := regexp.MustCompile(`(?:src|href|data-echarts)="\.\./\.\./(assets/[^"]+)"`).FindAllSubmatch(site[name], -1)
	for _, a := range asked {
		if strings.Contains(string(a[1]), "echarts") || strings.Contains(string(a[1]), "charts.") {
			t.Errorf("the wall asks for %s", a[1])
		}
		weight += zipped(t, site[string(a[1])])
	}
	if len(asked) < 3 {
		t.Errorf("the wall asks for %d files: a style and two scripts are expected", len(asked))
	}
	t.Logf("%d bytes compressed", weight)
	if weight > 40_000 {
		t.Errorf("a wall of 24 teams takes %d bytes compressed, with its style and scripts", weight)
	}
}
