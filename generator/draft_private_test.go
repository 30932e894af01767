package generator_test

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator"
	"wallwalk/generator/diag"
)

const elm = "cohorts/one/teams/elm/"

// A draft may end up where everybody reads it. What may say who a patient is
// stands nowhere in it, whether it is in a name, a key, a value that is quoted, a
// file's name, or known from elsewhere alone.
func TestADraftTellsNoSecrets(t *testing.T) {
	tests := []struct {
		name, secret, shown string // what may not be there, and what is
		edits               map[string]string
	}{
		{"the team's name", "529-47-2213", ">elm<", map[string]string{elm + "team.yaml": "name: Elm 529-47-2213\ncollaborative: flow\n"}},
		{"the team's name, escaped", "529-47-2213", ">elm<", map[string]string{elm + "team.yaml": `name: "Elm 529\u002d47\u002d2213"` + "\ncollaborative: flow\nx: 1\n"}},
		{"the team's name, known from another file", "00872214", ">elm<", map[string]string{
			elm + "team.yaml":      "name: Elm 00872214\ncollaborative: flow\nx: 1\n",
			elm + "learnings.yaml": "- {id: a, title: A, date: 2026-03-09, text: 'MRN: 00872214'}\n"}},
		{"a key", "529-47-2213", "team.yaml, line 3: ", map[string]string{elm + "team.yaml": "name: Elm\ncollaborative: flow\n529-47-2213: x\n"}},
		{"a value that is quoted", "00872214", "MRN ••••••••", map[string]string{elm + "data.yaml": "weeks:\n  2026-03-01: {kept: MRN 00872214}\n"}},
		{"a file's name", "529-47-2213", "its name holds a number", map[string]string{elm + "529-47-2213.yaml": "a: 1\n"}},
		{"a name that it is a warning to write", "Wanda Pickering", "Elm", map[string]string{elm + "learnings.yaml": "- {id: a, title: A, date: 2026-03-09, texd: patient Wanda Pickering fell}\n"}},
	}
	for _, tt := range tests {
		site, sum, list := draft(t, small(tt.edits), generator.Options{Version: "test"})
		if sum.Unshown != 1 || !list.Failed() {
			t.Errorf("%s: %+v, %v", tt.name, sum, list.All())
			continue
		}
		for name, data := range site {
			if bytes.Contains(data, []byte(tt.secret)) {
				t.Errorf("%s: it is in %s", tt.name, name)
			}
		}
		if page := string(site["one/elm/index.html"]); !strings.Contains(page, tt.shown) {
			t.Errorf("%s: the team's page doesn't say %q: %v", tt.name, tt.shown, list.All())
		}
	}
}

// A name that a patient's number is in can't be a page's address.
func TestNoDraftOfAFolderNamedForAPatient(t *testing.T) {
	files := small(nil)
	for name, f := range maps.Clone(files) {
		if file, ok := strings.CutPrefix(name, elm); ok {
			files["cohorts/one/teams/t-529-47-2213/"+file] = f
		}
	}
	if _, sum, list := draft(t, files, generator.Options{}); sum.Unshown != 0 || !list.Failed() {
		t.Errorf("a draft was built: %+v, %v", sum, list.All())
	}
}

// What lies above the teams, or between them, is told at its place: a draft
// stands on what is above, and of teams that get in each other's way leaves out
// the one at which it is told.
func TestWhatADraftIsNotBuiltFor(t *testing.T) {
	tests := []struct {
		name    string
		edits   map[string]string
		unshown int
	}{
		{"program.yaml", map[string]string{"cohorts/program.yaml": "title: [\n"}, 0},
		{"cohort.yaml", map[string]string{"cohorts/one/cohort.yaml": "title: x\n"}, 0},
		{"a page", map[string]string{"content/index.md": "no front matter"}, 0},
		{"a page and a team", map[string]string{"content/index.md": "no front matter", elm + "team.yaml": ""}, 0},
		{"a folder's name", map[string]string{"cohorts/one/teams/North Gate/team.yaml": "name: x"}, 0},
		{"two teams with one public address", map[string]string{elm + "team.yaml": "name: Elm\ncollaborative: flow\npublic_id: x\n",
			"cohorts/one/teams/oak/team.yaml": "name: Oak\ncollaborative: flow\npublic_id: x\n", "cohorts/one/teams/oak/roster.yaml": string(small(nil)[elm+"roster.yaml"].Data),
			"cohorts/one/teams/oak/data.yaml": "weeks: {}\n", "cohorts/one/teams/oak/milestones.yaml": "{}\n"}, 1},
	}
	for _, tt := range tests {
		site, sum, list := draft(t, small(tt.edits), generator.Options{})
		if sum.Unshown != tt.unshown || !list.Failed() {
			t.Errorf("%s: %d teams are not shown: %v", tt.name, sum.Unshown, list.All())
		}
		if tt.unshown == 1 && (bytes.Contains(site["one/elm/index.html"], []byte("kind-unshown")) == bytes.Contains(site["one/oak/index.html"], []byte("kind-unshown"))) {
			t.Errorf("%s: not one of the two is left out", tt.name)
		}
	}
	if _, _, err := generator.Draft(small(nil), generator.Options{Public: true}, nil); err == nil {
		t.Error("a draft for the public was built")
	}
}

// Without a mistake, a draft is a site, byte for byte, and makes use of what is
// kept; with one, nothing of it is kept, and what was is left alone.
func TestADraftWithoutMistakesIsASite(t *testing.T) {
	files, kept := small(nil), keptInMemory{}
	old := &oldInMemory{was: built{}, now: built{}}
	o := generator.Options{Version: "test", Kept: kept, Old: old, Made: "this"}
	site, sum, _ := draft(t, files, o)
	if want := build(t, files, generator.Options{Version: "test"}); !maps.EqualFunc(site, want, bytes.Equal) || sum.Unshown != 0 {
		t.Errorf("it is another: %+v", sum)
	}
	if len(kept) != 2 { // the cohort, and what lies in none
		t.Errorf("%d are kept", len(kept))
	}
	was := maps.Clone(kept)
	old.was = site
	files[elm+"data.yaml"] = &fstest.MapFile{Data: []byte("weeks: [")}
	if broken, sum, _ := draft(t, files, o); sum.Unshown != 1 || len(broken) < len(site)/2 || !maps.EqualFunc(kept, was, slices.Equal) {
		t.Errorf("of a draft something is kept: %+v", sum)
	}
}

// A team that breaks while a draft is made is not built of half its files.
func TestADraftOfFilesThatChange(t *testing.T) {
	files := small(map[string]string{elm + "data.yaml": "weeks: ["})
	for name, f := range small(nil) {
		if file, ok := strings.CutPrefix(name, "cohorts/one/"); ok {
			files["cohorts/two/"+file] = f
		}
	}
	second := "cohorts/two/teams/elm/data.yaml"
	sum, list, err := generator.Draft(files, generator.Options{Jobs: 1}, func(string, []byte) error {
		files[second] = &fstest.MapFile{Data: []byte("weeks: [")}
		return nil
	})
	if err != nil || sum.Unshown != 0 || !slices.ContainsFunc(list.All(), func(d diag.Diagnostic) bool { return d.At.File == second }) {
		t.Errorf("%+v, %v, %v", sum, list.All(), err)
	}
}
