package scaffold

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rhysd/actionlint"
	"gopkg.in/yaml.v3"

	"wallwalk/generator"
	"wallwalk/generator/model"
)

var sample = Program{Title: "Imaging Improvement", Cohort: "spring-2027", CohortTitle: "Spring 2027", Starts: sunday, Team: "Lakeside", TeamID: "lakeside",
	Site: "Lakeside Health", Hosts: []string{"github", "gitlab"}, Policy: generator.Policy, Collaborative: "first-problem"}

var sunday, _ = model.ParseDate("2027-03-07")

func made(t *testing.T, p Program) fstest.MapFS {
	t.Helper()
	files, err := Files(p)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// A new program has nothing to mend, on its first day, before it and after it,
// and whatever it is called.
func TestANewProgramIsWhole(t *testing.T) {
	hostile := sample
	hostile.Title = `Imaging: the "best" #1 {{x}} <b> 'it' \ [[y]]`
	hostile.CohortTitle, hostile.Team, hostile.Site = "- "+hostile.Title, "! "+hostile.Title, "*"+hostile.Title
	for _, p := range []Program{sample, hostile} {
		for _, days := range []model.Date{-40, 0, 3, 60, 188, 300} {
			pages := 0
			_, list, err := generator.Build(made(t, p), generator.Options{AsOf: p.Starts + days}, func(name string, data []byte) error {
				if strings.HasSuffix(name, ".html") && bytes.Contains(data, []byte("</html>")) {
					pages++
				}
				return nil
			})
			if err != nil || len(list.All()) > 0 {
				t.Fatalf("%s, day %d: %v %v", p.Title, days, list.All(), err)
			}
			if days == 0 && pages < 20 {
				t.Errorf("it has %d pages", pages)
			}
		}
	}
}

func TestWorkflowsPassActionlint(t *testing.T) {
	fsys, count := made(t, sample), 0
	for name, f := range fsys {
		if !strings.HasPrefix(name, ".github/workflows/") {
			continue
		}
		count++
		lint, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{})
		if err != nil {
			t.Fatal(err)
		}
		found, err := lint.Lint(name, f.Data, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range found {
			t.Errorf("%s:%d:%d: %s", name, e.Line, e.Column, e.Message)
		}
		careful(t, name, string(f.Data))
	}
	if count != 2 {
		t.Errorf("there are %d workflows", count)
	}
}

var uses = regexp.MustCompile(`uses: (\S+)`)

// careful holds a workflow to what keeps strangers from doing harm: least
// permissions, actions by their commit, no secrets for a stranger's change, and
// nothing that a stranger wrote in a shell's text.
func careful(t *testing.T, name, text string) {
	t.Helper()
	for _, m := range uses.FindAllStringSubmatch(text, -1) {
		if !regexp.MustCompile(`^actions/[a-z-]+@[0-9a-f]{40}$`).MatchString(m[1]) {
			t.Errorf("%s uses %s, not by its commit", name, m[1])
		}
	}
	for _, bad := range []string{"pull_request_target", "secrets.", "write-all", "contents: write"} {
		if strings.Contains(text, bad) {
			t.Errorf("%s has %s", name, bad)
		}
	}
	if !strings.Contains(text, "\npermissions:\n  contents: read\n") {
		t.Errorf("%s doesn't say what it may do at most", name)
	}
	for line := range strings.Lines(text) {
		if strings.Contains(line, "run:") && strings.Contains(line, "${{") {
			t.Errorf("%s puts words of others into a shell: %s", name, line)
		}
	}
}

func TestGitLabsFileIsYAML(t *testing.T) {
	var jobs map[string]any
	if err := yaml.Unmarshal(made(t, sample)[".gitlab-ci.yml"].Data, &jobs); err != nil {
		t.Fatal(err)
	}
	for _, job := range []string{"check", "scope", "part", "pages"} {
		if one, ok := jobs[job].(map[string]any); !ok || one["script"] == nil || one["stage"] == nil {
			t.Errorf("%s is %v", job, jobs[job])
		}
	}
}

func TestOnlyTheHostsThatAreAskedFor(t *testing.T) {
	p := sample
	p.Hosts = []string{"gitlab"}
	fsys := made(t, p)
	if fsys[".gitlab-ci.yml"] == nil || fsys[".github/workflows/check.yml"] != nil {
		t.Error("the wrong host's files are there")
	}
}

func TestTheSameProgramTheSameBytes(t *testing.T) {
	first, _ := Files(sample)
	for range 5 {
		if again, _ := Files(sample); !slices.EqualFunc(first, again, func(a, b File) bool { return a.Name == b.Name && bytes.Equal(a.Data, b.Data) }) {
			t.Fatal("the same program has other bytes")
		}
	}
}
