package scope

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator/diag"
	"wallwalk/generator/history"
	"wallwalk/generator/model"
)

// program is a program of rosters alone, by team.
func program(rosters map[string]string) fstest.MapFS {
	files := fstest.MapFS{programFile: {Data: []byte("title: T\nas_of: 2026-06-28\n")}}
	for dir, text := range rosters {
		files["cohorts/"+dir+"/roster.yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func people(github ...string) string {
	text := "people:\n"
	for _, g := range github {
		text += "  - {id: p, name: P, role: member, github: " + g + "}\n"
	}
	return text
}

func read(t *testing.T, files fs.FS) (*Rosters, *diag.List) {
	t.Helper()
	r, list, err := Read(files, 0, day("2026-05-01"))
	if err != nil {
		t.Fatal(err)
	}
	return r, list
}

func day(s string) model.Date { d, _ := model.ParseDate(s); return d }

// forbidden are the paths that an actor may not touch.
func forbidden(r *Rosters, actor string, changes ...history.Change) (paths []string) {
	for _, d := range r.Judge(Submission{Actor: actor, Base: "main", Changes: changes}).All() {
		if d.Code != "out-of-scope" || d.Severity != diag.Error || d.Hint == "" || d.At.Line != 0 {
			paths = append(paths, "malformed")
		}
		paths = append(paths, d.At.File)
	}
	return paths
}

func changed(path string) history.Change {
	return history.Change{Path: path, Was: history.File, Is: history.File}
}

func TestPeopleTouchTheirTeamsFolderAlone(t *testing.T) {
	r, list := read(t, program(map[string]string{"a/teams/t": people("dana"), "a/teams/t-2": people("mei"), "a-b/teams/t": people("mei", "Coach"),
		"a/teams/s": people("coach"), "a/teams/none": "people: []\n"}))
	if len(list.All()) > 0 {
		t.Fatal(list.All())
	}
	for path, who := range map[string]string{
		"cohorts/a/teams/t/data.yaml": "dana", "cohorts/a/teams/t/roster.yaml": "dana", "cohorts/a/teams/t/x/y/z": "dana",
		"cohorts/a/teams/t/...": "dana", "cohorts/a/teams/t/.gitignore": "dana", "cohorts/a/teams/t/ ": "dana",
		"cohorts/a/teams/t-2/data.yaml": "mei", "cohorts/a-b/teams/t/data.yaml": "mei coach", "cohorts/a/teams/s/data.yaml": "coach",
		"cohorts/a/teams/t": "", "cohorts/a/teams/T/data.yaml": "", "cohorts/a/teams/none/data.yaml": "", "cohorts/a/teams/new/roster.yaml": "",
		"cohorts/a/cohort.yaml": "", "cohorts/program.yaml": "", "content/index.md": "", "themes/x/site.css": "", ".github/CODEOWNERS": "",
		"cohorts/a/team/t/data.yaml": "", "cohort/a/teams/t/data.yaml": "", "x/cohorts/a/teams/t/data.yaml": "", "/cohorts/a/teams/t/data.yaml": "",
		"cohorts/a/teams/t/../t-2/data.yaml": "", "cohorts/a/teams/t/./x": "", "cohorts/a/teams/t//x": "", "cohorts/a/teams/t/": "",
		"cohorts/a/teams/t/.git/config": "", "cohorts/a/teams/t/.GIT/config": "", `cohorts/a/teams/t/..\t-2\x`: "", "": "",
	} {
		for _, actor := range []string{"dana", "DANA", "mei", "coach", "COACH", "stranger", "", "p", "P", "dan", "danaa"} {
			may := slices.Contains(strings.Fields(who), strings.ToLower(actor))
			if got := forbidden(r, actor, changed(path)); may != (len(got) == 0) || !may && !slices.Equal(got, []string{path}) {
				t.Errorf("%q may touch %q: %v, reported %q", actor, path, may, got)
			}
		}
	}
}

func TestKindsOfChange(t *testing.T) {
	r, _ := read(t, program(map[string]string{"a/teams/t": people("dana")}))
	const own, other = "cohorts/a/teams/t/x", "cohorts/a/cohort.yaml"
	kinds := []history.Kind{history.Absent, history.File, history.Link, history.Submodule}
	for _, was := range kinds {
		for _, is := range kinds {
			got := forbidden(r, "dana", history.Change{Path: own, Was: was, Is: is}, history.Change{Path: other, Was: was, Is: is})
			want := []string{other}
			if is == history.Link || is == history.Submodule {
				want = []string{other, own}
			}
			if !slices.Equal(got, want) {
				t.Errorf("from %d to %d: forbidden are %q, want %q", was, is, got, want)
			}
		}
	}
}

func TestOwnersTouchEverything(t *testing.T) {
	s := Submission{Actor: "Lead", Owners: []string{"x", "lead"}, Changes: []history.Change{changed("a"), {Path: "l", Is: history.Link}}}
	if list := new(Rosters).Judge(s); len(list.All()) > 0 {
		t.Errorf("an owner is told %v", list.All())
	}
	for _, s := range []Submission{
		{Actor: "", Owners: []string{""}}, {Actor: "lead", Owners: nil}, {Actor: "lead", Owners: []string{"leads", "lea"}},
		{Actor: "ınes", Owners: []string{"ines"}}, {Actor: "\u212Aim", Owners: []string{"kim"}}, // a Kelvin sign
	} {
		s.Changes = []history.Change{changed("a")}
		if s.byOwner() || len(new(Rosters).Judge(s).All()) != 1 {
			t.Errorf("%q is one of the owners %q", s.Actor, s.Owners)
		}
	}
}

func TestALetterThatLooksAlikeIsAnother(t *testing.T) {
	r, _ := read(t, program(map[string]string{"a/teams/t": people("kim")}))
	if forbidden(r, "KIM", changed("cohorts/a/teams/t/x")) != nil || forbidden(r, "\u212Aim", changed("cohorts/a/teams/t/x")) == nil {
		t.Error("a Kelvin sign is a K")
	}
}

func TestTheDayDecidesWhoIsThere(t *testing.T) {
	files := program(map[string]string{"a/teams/t": "people: [{id: p, name: P, role: member, github: dana, from: 2026-05-01, to: 2026-06-28}]\n"})
	for asOf, there := range map[string]bool{"": true, "2026-04-30": false, "2026-05-01": true, "2026-06-28": true, "2026-06-29": false} {
		r, _, err := Read(files, day(asOf), day("2030-01-01"))
		if got := err == nil && forbidden(r, "dana", changed("cohorts/a/teams/t/x")) == nil; got != there {
			t.Errorf("as of %q they are there: %v, want %v (%v)", asOf, got, there, err)
		}
	}
	files[programFile].Data = []byte("title: T\n")
	if r, _ := read(t, files); r.Day != day("2026-05-01") {
		t.Errorf("where nobody says the day it is %s", r.Day)
	}
}

func TestARosterWithErrorsNamesNobody(t *testing.T) {
	r, list := read(t, program(map[string]string{"a/teams/t": people("dana") + "pepole: []\n", "a/teams/s": people("dana"), "a/teams/BAD": people("dana")}))
	got := forbidden(r, "dana", changed("cohorts/a/teams/t/x"), changed("cohorts/a/teams/s/x"), changed("cohorts/a/teams/BAD/x"))
	if want := []string{"cohorts/a/teams/BAD/x", "cohorts/a/teams/t/x"}; !slices.Equal(got, want) {
		t.Errorf("forbidden are %q, want %q", got, want)
	}
	list.Sort()
	if all := list.All(); len(all) != 2 || all[0].Code != "bad-id" || all[1].Code != "unknown-key" || all[1].At.Line != 3 {
		t.Errorf("said is %v", all)
	}

	files := program(map[string]string{"a/teams/s": people("dana")})
	for _, text := range []string{"title: T\nas_of: 2026-6-1\n", "title: [\n", ""} {
		files[programFile].Data = []byte(text)
		if r, list := read(t, files); !list.Failed() || forbidden(r, "dana", changed("cohorts/a/teams/s/x")) == nil {
			t.Errorf("with the program %q the rosters hold", text)
		}
	}
	delete(files, programFile)
	if r, list := read(t, files); !list.Failed() || forbidden(r, "dana", changed("cohorts/a/teams/s/x")) == nil {
		t.Error("without program.yaml the rosters hold")
	}
}

func TestTheProgramsFolderIsPartOfThePath(t *testing.T) {
	r, _ := read(t, program(map[string]string{"a/teams/t": people("dana")}))
	for path, may := range map[string]bool{"p q/cohorts/a/teams/t/x": true, "cohorts/a/teams/t/x": false, "p q/x": false, "p q": false,
		"p q/p q/cohorts/a/teams/t/x": false, "p qcohorts/a/teams/t/x": false} {
		list := r.Judge(Submission{Actor: "dana", Prefix: "p q/", Changes: []history.Change{changed(path)}})
		if list.Failed() == may {
			t.Errorf("%q may be touched: %v, want %v", path, !may, may)
		}
	}
}

// forbids fails on every file that Read has no business to read.
type forbids struct{ fs.FS }

func (f forbids) Open(name string) (fs.File, error) {
	if info, err := fs.Stat(f.FS, name); err == nil && !info.IsDir() && !Keep(name) {
		return nil, errors.New(name + " is opened")
	}
	return f.FS.Open(name)
}

func TestOnlyRostersAreRead(t *testing.T) {
	files := program(map[string]string{"a/teams/t": people("dana")})
	for _, name := range []string{"cohorts/a/cohort.yaml", "cohorts/a/teams/t/team.yaml", "cohorts/a/teams/t/data.yaml", "content/index.md", "content/a/b.md", "cohorts/a/roster.yaml"} {
		files[name] = &fstest.MapFile{Data: []byte("]")}
	}
	r, list := read(t, forbids{files})
	if len(list.All()) > 0 || forbidden(r, "dana", changed("cohorts/a/teams/t/x")) != nil {
		t.Errorf("other files matter: %v", list.All())
	}
}
