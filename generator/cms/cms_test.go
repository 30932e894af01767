package cms

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"wallwalk/generator/load"
	"wallwalk/generator/model"
)

func demo(t *testing.T) *model.Program {
	t.Helper()
	p, list, err := load.Program(os.DirFS("../.."), func(n int, do func(int)) {
		for i := range n {
			do(i)
		}
	})
	if err != nil || list.Failed() {
		t.Fatalf("the demo can't be read: %v %v", err, list.All())
	}
	return p
}

var github = Host{"github", "https://github.com", "org/repo", "main", ""}

// read is a configuration as an editor reads it.
func read(t *testing.T, data []byte) map[string]any {
	t.Helper()
	var v map[string]any
	if err := yaml.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// files are the configuration's by their path, as lists of fields.
func files(config map[string]any) map[string][]any {
	out := map[string][]any{}
	for _, c := range config["collections"].([]any) {
		c := c.(map[string]any)
		if c["folder"] != nil {
			out[c["folder"].(string)] = c["fields"].([]any)
			continue
		}
		for _, f := range c["files"].([]any) {
			f := f.(map[string]any)
			out[f["file"].(string)] = f["fields"].([]any)
		}
	}
	return out
}

// Every key that load reads has a field, with its meaning, and no field has a
// key that there is not.
func TestEveryKeyHasAField(t *testing.T) {
	of := files(read(t, Config(demo(t), Options{Host: github})))
	const team = "cohorts/2026-spring/teams/lakeside/"
	keys := 0
	for _, f := range load.Files() {
		name := map[string]string{"program": "cohorts/program.yaml", "cohort": "cohorts/2026-spring/cohort.yaml", "page": "content"}[f.Name]
		if name == "" {
			name = team + f.Name + ".yaml"
		}
		fields, there := of[name]
		switch {
		case f.Name == "data":
			if there {
				t.Error("data.yaml has a form of its own")
			}
			continue
		case !there:
			t.Errorf("there is no %s", name)
			continue
		case f.Name == "page":
			fields = fields[:len(fields)-1] // the text itself
		case f.Shape.Sort == load.List:
			root := fields[0].(map[string]any)
			if len(fields) != 1 || root["root"] != true {
				t.Errorf("%s is a list, and not written as one", name)
			}
			fields = root["fields"].([]any)
			keys += compare(t, name, f.Shape.Item, fields, 0)
			continue
		}
		keys += compare(t, name, f.Shape, fields, 0)
	}
	if keys < 120 {
		t.Errorf("only %d keys were found", keys)
	}
}

// compare counts the keys of a shape that are in the fields.
func compare(t *testing.T, where string, s *load.Shape, fields []any, level int) int {
	t.Helper()
	n := 0
	var have []string
	for _, f := range fields {
		f := f.(map[string]any)
		name := f["name"].(string)
		have = append(have, name)
		k, known := s.Key(name)
		switch {
		case known && f["hint"] == nil:
			t.Errorf("%s: %s is not explained", where, name)
		case known && (f["required"] != false) != k.Required:
			t.Errorf("%s: %s is required or not", where, name)
		case !known && s.Name == nil:
			t.Errorf("%s: there is no key %s", where, name)
			continue
		case !known:
			k = load.Key{Name: name, Shape: s.Value}
		}
		n++
		inner := k.Shape
		if inner.Sort == load.List {
			inner = inner.Item
		}
		if below, ok := f["fields"].([]any); ok {
			n += compare(t, where+" "+name, inner, below, level+1)
		}
	}
	for _, k := range s.Keys {
		if !slices.Contains(have, k.Name) && !(level >= deepest && k.Name == "drivers") {
			t.Errorf("%s: %s has no field", where, k.Name)
		}
	}
	if s.Name != nil && s.Value != nil && len(fields) == len(s.Keys) {
		t.Errorf("%s has no fields for keys of the writer's own", where)
	}
	return n
}

// What is named by its id is chosen from a list.
func TestIdsAreChosen(t *testing.T) {
	of := files(read(t, Config(demo(t), Options{Host: github})))
	seen := map[string]bool{}
	var look func(path string, fields []any)
	look = func(path string, fields []any) {
		for _, f := range fields {
			f := f.(map[string]any)
			if f["widget"] == "select" {
				seen[path+"."+f["name"].(string)] = true
			}
			if below, ok := f["fields"].([]any); ok {
				look(path+"."+f["name"].(string), below)
			}
		}
	}
	for name, fields := range of {
		if strings.Contains(name, "2026-spring") {
			look(strings.TrimSuffix(name[strings.LastIndexByte(name, '/')+1:], ".yaml"), fields)
		}
	}
	for _, want := range []string{"cohort.milestones.due_session", "cohort.sessions.order", "team.collaborative", "team.ready", "roster.people.role", "roster.vacant.role",
		"changes.changes.driver", "changes.changes.measures", "wall.wall-1.score", "wall.wall-1.presenter", "learnings.learnings.change", "attendance.ls1"} {
		if !seen[want] {
			t.Errorf("%s is not chosen from a list", want)
		}
	}
}

func TestAnyNameStaysText(t *testing.T) {
	p := demo(t)
	for _, trick := range []string{"a: b", "# x", "- x", `"`, "'", "\\", "yes", "1", "1e3", "{a: 1}", "&a", "*a", "|", "</script>", "null", "~", "x\ny", "é 😀", " x", "2026-03-01", "a #b", "0x1F", "TRUE", "%"} {
		p.Title.Text, p.Cohorts[0].Title.Text, p.Cohorts[0].Teams[0].Name.Text, p.Roles[0].Name.Text = trick, trick, trick, trick
		config := read(t, Config(p, Options{Host: github, Cohorts: []string{p.Cohorts[0].ID}}))
		if config["app_title"] != trick {
			t.Errorf("the title %q is read as %q", trick, config["app_title"])
		}
		if strings.Contains(string(Page(p, github)), "<title>Forms · </script>") {
			t.Error("the page has a title's markup")
		}
	}
}

func TestOneCohortAlone(t *testing.T) {
	all, one := Config(demo(t), Options{Host: github}), Config(demo(t), Options{Host: github, Cohorts: []string{"2026-spring"}})
	if bytes.Contains(one, []byte("cohorts/2025-autumn/")) || !bytes.Contains(all, []byte("cohorts/2025-autumn/")) || !bytes.Contains(one, []byte("cohorts/2026-spring/teams/lakeside/roster.yaml")) {
		t.Error("a cohort alone is not alone")
	}
	if !bytes.Equal(all, Config(demo(t), Options{Host: github})) {
		t.Error("the configuration is written in two ways")
	}
}

func TestHostOfEditURL(t *testing.T) {
	for address, want := range map[string]Host{
		"https://github.com/org/repo/edit/main/{path}":                      github,
		"https://github.com/org/repo/edit/main/reports/{path}":              {"github", "https://github.com", "org/repo", "main", "reports/"},
		"https://git.example.org/org/repo/edit/trunk/{path}#L{line}":        {"github", "https://git.example.org", "org/repo", "trunk", ""},
		"https://gitlab.com/group/sub/repo/-/edit/main/{path}":              {"gitlab", "https://gitlab.com", "group/sub/repo", "main", ""},
		"https://codeberg.org/org/repo/_edit/main/{path}":                   {"gitea", "https://codeberg.org", "org/repo", "main", ""},
		"https://git.example.org:8443/org/repo/edit/main/{path}":            {"github", "https://git.example.org:8443", "org/repo", "main", ""},
		"https://[::1]/org/repo/_edit/main/{path}":                          {"gitea", "https://[::1]", "org/repo", "main", ""},
		"https://x;script-src-elem/org/repo/edit/main/{path}":               {},
		"https://x,y/org/repo/edit/main/{path}":                             {},
		"https://example.org/{path}":                                        {},
		"https://example.org/edit/{path}":                                   {},
		"https://github.com/repo/edit/main/{path}":                          {},
		"https://github.com/org/repo/edit/main/{path}/x":                    {},
		"https://dev.azure.com/org/project/_git/repo?path={path}&_a=edit":   {},
		"http://github.com/org/repo/edit/main/{path}":                       {},
		"https://bitbucket.org/org/repo/src/main/{path}?mode=edit&spa=true": {},
	} {
		got, err := HostOf(address)
		if got != want || (err == nil) != (want != Host{}) {
			t.Errorf("%s is %+v, %v", address, got, err)
		}
	}
}

func TestWhoSignsIn(t *testing.T) {
	gitlab := Host{"gitlab", "https://git.example.org", "g/r", "main", "reports/"}
	for _, c := range []struct {
		host Host
		sign Sign
		want string
	}{
		{github, Sign{}, "name: github\nrepo: org/repo\nbranch: main\nauth_methods: [token]\n"},
		{github, Sign{Auth: "https://auth.example.org"}, "name: github\nrepo: org/repo\nbranch: main\nbase_url: \"https://auth.example.org\"\n"},
		{gitlab, Sign{AppID: "12ab"}, "name: gitlab\nrepo: g/r\nbranch: main\napi_root: \"https://git.example.org/api/v4\"\nbase_url: \"https://git.example.org\"\nauth_type: pkce\napp_id: \"12ab\"\n"},
		{Host{"gitea", "https://codeberg.org", "o/r", "main", ""}, Sign{AppID: "x"}, "name: gitea\nrepo: o/r\nbranch: main\napi_root: \"https://codeberg.org/api/v1\"\nbase_url: \"https://codeberg.org\"\napp_id: x\n"},
	} {
		if got := marshal(c.host.backend(c.sign)); got != c.want {
			t.Errorf("%+v with %+v:\n%s\nwant:\n%s", c.host, c.sign, got, c.want)
		}
	}
	config := string(Config(demo(t), Options{Host: gitlab}))
	if !strings.Contains(config, "file: reports/cohorts/program.yaml") || !strings.Contains(config, "folder: reports/content") || !strings.Contains(config, "publish_mode: editorial_workflow") {
		t.Error("the program's folder in the repository is not named")
	}
}

// A shell takes the program as it stands, and a folder whatever it is called.
func TestFetchIsAShellsProgram(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh")
	}
	dir := t.TempDir() + "/it's $(x) \"here\""
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	text := Fetch(dir)
	if out, err := exec.Command(sh, "-n", "-c", text).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	head := strings.Join(strings.SplitAfter(text, "\n")[:2], "")
	out, err := exec.Command(sh, "-c", head+"echo \"$to\"").CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != dir {
		t.Errorf("it goes to %q, %v", out, err)
	}
	for _, want := range []string{editorSum + "  sveltia-cms-", iconsSum + "  fontsource-variable-material-symbols-outlined-"} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not check %s", want)
		}
	}
}

// Nothing is used that is not what it should be, even where npm reads the rest of
// the program; and cd - goes nowhere.
func TestFetchTakesNothingElse(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh")
	}
	bin, in := t.TempDir(), t.TempDir()
	to := filepath.Join(in, "-")
	npm := "#!/bin/sh\ncat > /dev/null\necho x > " + archive(editor) + "\necho x > " + archive(icons) + "\n"
	if err := errors.Join(os.WriteFile(filepath.Join(bin, "npm"), []byte(npm), 0o755), os.Mkdir(to, 0o777)); err != nil {
		t.Fatal(err)
	}
	shell := exec.Command(sh)
	shell.Dir, shell.Stdin = in, strings.NewReader(Fetch("-"))
	shell.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "OLDPWD="+bin)
	out, err := shell.CombinedOutput()
	if err == nil {
		t.Errorf("other files than those are taken: %s", out)
	}
	for _, dir := range []string{to, bin} {
		left, err := os.ReadDir(dir)
		if want := map[string]int{to: 0, bin: 1}[dir]; err != nil || len(left) != want {
			t.Errorf("%s holds %v, %v", dir, left, err)
		}
	}
}

// The page asks nobody but the host, and its own folder.
func TestPageAsksNobodyElse(t *testing.T) {
	page := string(Page(demo(t), github))
	if !strings.Contains(page, `<script src="sveltia-cms.js" integrity="sha384-`) || strings.Count(page, "<script") != 1 || strings.Contains(page, "src=\"http") {
		t.Errorf("the page loads something else:\n%s", page)
	}
	for _, h := range []Host{github, {"gitlab", "https://git.example.org", "g/r", "main", ""}} {
		policy := h.Policy()
		if !strings.Contains(policy, "default-src 'none'; script-src 'self';") || !strings.Contains(policy, origin(h.api())) || strings.Contains(policy, "unsafe-eval") {
			t.Errorf("the policy is %s", policy)
		}
	}
}
