// Package scope says who may touch which files, by the teams' rosters.
//
// The map from people to teams is read from the base of a change and never
// from the change itself ([Read]), so that nobody gains a right by adding
// themselves to a roster in the same change. [Rosters.Judge] holds a change
// against it:
//
//   - Whoever is on a team's roster on the day, by their github name in large
//     or small letters, may add, change, rename and delete files in that
//     team's folder, the roster among them; in several teams' folders where
//     they are on several rosters.
//   - They may not bring a symbolic link or a submodule. To remove one, or to
//     put a file in its place, is allowed.
//   - All else is the program owners': program.yaml, cohort.yaml, content,
//     themes, settings, and folders of teams that the base doesn't have. They
//     are named by the caller and may touch everything.
//   - A roster with errors names nobody. Where program.yaml has errors, the day
//     isn't known, and no roster names anybody.
//   - Whoever is on no roster may touch nothing.
//
// [Rosters.Owners] is the same map as a CODEOWNERS file.
package scope

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"wallwalk/generator/diag"
	"wallwalk/generator/load"
	"wallwalk/generator/model"
)

const programFile = "cohorts/program.yaml"

// Rosters is who is on which team on a day.
type Rosters struct {
	Day    model.Date
	broken *diag.Diagnostic // why program.yaml can't be read; nil where it can
	teams  []team           // by folder
}

// A team is a folder and who may touch it.
type team struct {
	dir     string           // cohorts/spring/teams/lakeside, below the program's root
	broken  *diag.Diagnostic // why the roster can't be read; nil where it can
	handles []string         // as they are written, by the alphabet
}

// Keep reports whether Read reads a file, by its path below the program's
// root.
func Keep(name string) bool {
	if name == programFile {
		return true
	}
	part := strings.Split(name, "/")
	return len(part) == 5 && part[0] == "cohorts" && part[2] == "teams" && part[4] == "roster.yaml"
}

// Read reads the rosters of the program below the root of fsys, where files
// that Keep doesn't want may be missing. People are those of the day asOf; if
// that is zero, of program.yaml's as_of; else of the day fallback. The list
// has the errors that keep a roster from being read, and warnings of github
// names that can't be one.
func Read(fsys fs.FS, asOf, fallback model.Date) (*Rosters, *diag.List, error) {
	p, found, err := load.Program(kept{fsys}, func(n int, do func(int)) {
		for i := range n {
			do(i)
		}
	})
	if err != nil {
		return nil, nil, err
	}
	r, list, faults := &Rosters{Day: asOf}, &diag.List{}, errorsByFile(found)
	switch {
	case asOf == 0 && p.AsOf.Given():
		r.Day = p.AsOf.Date
	case asOf == 0:
		r.Day = fallback
	}
	r.broken = faults.in(programFile, list)
	for _, c := range p.Cohorts {
		for _, t := range c.Teams {
			r.teams = append(r.teams, r.team(c, t, faults, list))
		}
	}
	// A cohort a comes before a-b, and the folder a/… after a-b/….
	slices.SortFunc(r.teams, func(a, b team) int { return strings.Compare(a.dir, b.dir) })
	return r, list, nil
}

// faults are the errors of each file and folder, in their order.
type faults map[string][]diag.Diagnostic

func errorsByFile(list *diag.List) faults {
	list.Sort()
	all := faults{}
	for _, d := range list.All() {
		if d.Severity == diag.Error {
			all[d.At.File] = append(all[d.At.File], d)
		}
	}
	return all
}

// in returns the first error of a file or folder, or nil, and adds all of them
// to the list.
func (f faults) in(name string, list *diag.List) *diag.Diagnostic {
	for _, d := range f[name] {
		list.Errorf(d.Code, d.At, d.Hint, "%s", d.Message)
	}
	if len(f[name]) == 0 {
		return nil
	}
	return &f[name][0]
}

func (r *Rosters) team(c *model.Cohort, t *model.Team, faults faults, list *diag.List) team {
	is := team{dir: path.Join("cohorts", c.ID, "teams", t.ID)}
	is.broken = cmp.Or(faults.in(path.Join("cohorts", c.ID), list), faults.in(is.dir, list), faults.in(is.dir+"/roster.yaml", list))
	if is.broken != nil {
		return is
	}
	for _, p := range t.Roster.People {
		switch {
		case !p.GitHub.Given() || !p.On(r.Day):
		case !model.IsHandle(p.GitHub.Text):
			list.Warnf("bad-github", p.GitHub.At, "write the name alone, as in github.com/NAME: letters, digits and single hyphens",
				"%q is not a name on GitHub; %s is left out", p.GitHub, p.Name)
		case !is.has(p.GitHub.Text):
			is.handles = append(is.handles, p.GitHub.Text)
		}
	}
	slices.SortFunc(is.handles, func(a, b string) int { return strings.Compare(fold(a), fold(b)) })
	return is
}

func (t team) has(name string) bool {
	return slices.ContainsFunc(t.handles, func(h string) bool { return fold(h) == fold(name) })
}

// fold makes the letters A to Z small and no others: a letter that only looks
// like one of them, or that Unicode folds into one, is another name.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// kept shows only the folders and the files that Keep wants.
type kept struct{ fs.FS }

func (k kept) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == "content" {
		return nil, nil
	}
	entries, err := fs.ReadDir(k.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		return !e.IsDir() && e.Type()&fs.ModeSymlink == 0 && !Keep(path.Join(name, e.Name()))
	}), err
}

func (k kept) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(k.FS, name) }
func (k kept) ReadLink(name string) (string, error)   { return fs.ReadLink(k.FS, name) }
func (k kept) ReadFile(name string) ([]byte, error)   { return fs.ReadFile(k.FS, name) }
