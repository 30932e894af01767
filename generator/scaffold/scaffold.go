// Package scaffold writes the first files of a program: data with one team to
// copy, pages, editors' settings, and what the hosts of repositories need to
// check every change and to publish.
//
// [Files] is a pure function: the same [Program], the same bytes. What it writes
// passes a check without a word (tested), so that the first red mark that
// anybody sees is about their own change.
package scaffold

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"text/template"

	"wallwalk/generator/model"
	"wallwalk/generator/schema"
)

// A Program is what somebody says of a new program.
type Program struct {
	Title         string
	Cohort        string // its id
	CohortTitle   string
	Starts        model.Date // the cohort's first day
	Team          string     // the first team's name
	TeamID        string
	Site          string   // where that is
	Hosts         []string // of github and gitlab, those that the repository will lie on
	URL, SHA256   string   // of the wallwalk that the builds use; "" where that isn't known yet
	Collaborative string   // the team's
	Policy        string   // the site's content-security policy
}

// A File is one of the program's, by its slash-separated name.
type File struct {
	Name string
	Data []byte
}

//go:embed files
var files embed.FS

// places are where the files go. What lies in a folder of a host is left out
// where the program has no use for it.
func (p Program) places() map[string]string {
	cohort := "cohorts/" + p.Cohort
	team := cohort + "/teams/" + p.TeamID
	to := map[string]string{
		"program.yaml": "cohorts/program.yaml", "cohort.yaml": cohort + "/cohort.yaml",
		"content/index.md": "content/index.md", "content/send-in-a-week.md": "content/send-in-a-week.md",
		"gitignore": ".gitignore", "editorconfig": ".editorconfig", "gitattributes": ".gitattributes",
		"install.sh": ".wallwalk/install.sh", "release": ".wallwalk/release", "README.md": "README.md", "HOSTING.md": "HOSTING.md",
	}
	for _, name := range []string{"team", "roster", "data", "milestones", "changes", "wall"} {
		to["team/"+name+".yaml"] = team + "/" + name + ".yaml"
	}
	if slices.Contains(p.Hosts, "github") {
		to["github/check.yml"], to["github/publish.yml"] = ".github/workflows/check.yml", ".github/workflows/publish.yml"
	}
	if slices.Contains(p.Hosts, "gitlab") {
		to["gitlab-ci.yml"] = ".gitlab-ci.yml"
	}
	return to
}

// Files are a new program's, sorted by name.
func Files(p Program) ([]File, error) {
	var out []File
	for from, to := range p.places() {
		data, err := p.fill("files/" + from)
		if err != nil {
			return nil, fmt.Errorf("writing %s: %w", to, err)
		}
		out = append(out, File{to, data})
	}
	settings := map[string]string{}
	for _, f := range schema.Files() {
		name := ".wallwalk/schema/" + f.Name + ".json"
		out = append(out, File{name, f.Data()})
		if strings.HasSuffix(f.Path, ".yaml") {
			settings[name] = f.Path
		}
	}
	editor, err := json.MarshalIndent(map[string]any{"yaml.schemas": settings, "files.eol": "\n", "files.trimTrailingWhitespace": true}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing .vscode/settings.json: %w", err)
	}
	extensions := []byte("{\n  \"recommendations\": [\"redhat.vscode-yaml\"]\n}\n")
	out = append(out, File{".vscode/settings.json", append(editor, '\n')}, File{".vscode/extensions.json", extensions})
	slices.SortFunc(out, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

// fill fills in one file. Its marks are [[ and ]], since workflows have braces
// of their own.
func (p Program) fill(name string) ([]byte, error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	t, err := template.New(name).Delims("[[", "]]").Funcs(template.FuncMap{"q": quote}).Parse(string(text))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, p)
	return b.Bytes(), err
}

// quote is a text as YAML takes it whatever it holds: JSON's quotes are YAML's.
func quote(s string) (string, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(s)
	return strings.TrimSuffix(b.String(), "\n"), err
}

// Day is the cohort's n-th day, from 0.
func (p Program) Day(n int) string { return (p.Starts + model.Date(n)).String() }

// A Session is one of a kind.
type Session struct {
	N           int
	Date, Title string
}

// sessions are on the days that are given, counted from the cohort's first.
func (p Program) sessions(titles []string, days ...int) []Session {
	var all []Session
	for i, d := range days {
		all = append(all, Session{i + 1, p.Day(d), titles[i%len(titles)]})
	}
	return all
}

// Learning are the ten learning sessions, about three weeks apart.
func (p Program) Learning() []Session {
	return p.sessions([]string{"Define the problem", "Measure what matters", "See the work as it is", "Key drivers", "Small tests of change",
		"Reading run charts", "When a test fails", "Standard work", "Holding the gains", "What we learned"},
		4, 18, 39, 60, 81, 102, 123, 144, 165, 186)
}

// Coaching are the five sessions of the coaches.
func (p Program) Coaching() []Session {
	return p.sessions([]string{"Leading improvement", "Getting data out of systems", "Resistance, and what it tells you",
		"When the chart does not move", "Handing over well"}, -10, 23, 51, 100, 142)
}

// Walks are the walks of the wall, a week behind the learning sessions.
func (p Program) Walks() []Session {
	return p.sessions([]string{"First walk", "Second walk", "Third walk", "Fourth walk", "Fifth walk", "Sixth walk", "Seventh walk", "Eighth walk", "Last walk"}, 11, 32, 53, 74, 95, 116, 137, 158, 179)
}

// CohortFiles are a new cohort's own.
func CohortFiles(p Program) ([]File, error) { return p.some("cohort.yaml") }

// TeamFiles are a new team's: its roster open, its weeks still to come.
func TeamFiles(p Program) ([]File, error) {
	files, err := p.some("team/team.yaml", "team/milestones.yaml", "team/changes.yaml", "team/wall.yaml")
	if err != nil {
		return nil, err
	}
	roster, err := p.fill("files/team/open.yaml")
	if err != nil {
		return nil, err
	}
	dir := "cohorts/" + p.Cohort + "/teams/" + p.TeamID + "/"
	data := []byte("# One line a week, named by the week's first day. wallwalk new week writes the next.\nweeks: {}\n")
	return append(files, File{dir + "roster.yaml", roster}, File{dir + "data.yaml", data}), nil
}

func (p Program) some(names ...string) ([]File, error) {
	var files []File
	for _, name := range names {
		data, err := p.fill("files/" + name)
		if err != nil {
			return nil, fmt.Errorf("writing %s: %w", name, err)
		}
		files = append(files, File{p.places()[name], data})
	}
	return files, nil
}
