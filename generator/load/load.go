// Package load reads what teams commit: YAML bytes to the model, with
// positions. It is the only door to the YAML library.
//
// Each file is described once, as a [kind] built of keys and kinds
// (program.go, team.go, data.go); reading walks the YAML nodes by that
// description. Values are read from their text by the field's own grammar,
// never by YAML's guess. Everything that is wrong is reported, in one run, as
// a diagnostic; reading goes on behind it. Only the machine's failure to read
// is an error.
//
// What can be told from one file and the cohort's measures is checked here;
// what takes several files is package check's.
package load

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
	"wallwalk/generator/plain"
)

// Each runs do(0) to do(n-1), perhaps at the same time, and returns when all
// are done.
type Each func(n int, do func(i int))

// Program reads a whole program below the root of fsys: cohorts/ and content/.
// The model is whole only where the list has no error.
func Program(fsys fs.FS, each Each) (*model.Program, *diag.List, error) {
	p, list, err := Open(fsys)
	for _, c := range p.Cohorts {
		of, failed := Teams(fsys, c, each)
		list.Append(of)
		err = errors.Join(err, failed)
	}
	return p, list, err
}

// Open reads what all of a program's cohorts share, and each cohort's own
// file. Their teams come with [Teams].
func Open(fsys fs.FS) (*model.Program, *diag.List, error) {
	r := &reader{fsys: fsys, diags: &diag.List{}}
	p := defaults()
	r.program(p)
	r.pages(p)
	slices.SortStableFunc(p.Scale, func(a, b model.Score) int { return cmp.Compare(a.Score, b.Score) })
	return p, r.diags, r.err
}

// Teams reads the teams of a cohort into it.
func Teams(fsys fs.FS, c *model.Cohort, each Each) (*diag.List, error) {
	ids, list, err := TeamIDs(fsys, c)
	c.Teams = make([]*model.Team, len(ids))
	lists, errs := make([]*diag.List, len(ids)), make([]error, len(ids))
	each(len(ids), func(i int) { c.Teams[i], lists[i], errs[i] = Team(fsys, c, ids[i]) })
	for _, one := range lists {
		list.Append(one)
	}
	return list, errors.Join(err, errors.Join(errs...))
}

// TeamIDs are a cohort's teams, by their folders.
func TeamIDs(fsys fs.FS, c *model.Cohort) ([]string, *diag.List, error) {
	r := &reader{fsys: fsys, diags: &diag.List{}}
	ids := r.folders(path.Join("cohorts", c.ID, "teams"))
	return ids, r.diags, r.err
}

// Team reads one team of a cohort, whose measures it may report.
func Team(fsys fs.FS, c *model.Cohort, id string) (*model.Team, *diag.List, error) {
	r := &reader{fsys: fsys, diags: &diag.List{}}
	t := r.team(c, id)
	return t, r.diags, r.err
}

// A reader reads files of one tree. After the machine's failure it goes on,
// and keeps the failure.
type reader struct {
	fsys     fs.FS
	diags    *diag.List
	err      error
	pictures pictures // of pages
}

// read reads a file into a value by its kind, and reports whether it was read.
func read[T any](r *reader, name string, k kind[T], to *T) bool {
	data, ok, err := open(r.fsys, name, r.diags)
	if err != nil {
		r.err = errors.Join(r.err, err)
	}
	if !ok {
		return false
	}
	f := newFile(name, r.diags)
	defer f.nodes.give()
	n := f.parse(data)
	if n == nil {
		return false
	}
	k.read(f, n, to)
	list := n.Kind == yaml.SequenceNode
	return n.Kind != yaml.ScalarNode && list == (k.shape.Sort == List)
}

// program reads program.yaml and every cohort.yaml.
func (r *reader) program(p *model.Program) {
	if there, _ := r.files("cohorts", []string{"program.yaml"}, 1); len(there) > 0 {
		read(r, "cohorts/program.yaml", programFile, p)
		r.logo(&p.Brand)
	}
	for _, id := range r.folders("cohorts") {
		c := &model.Cohort{ID: id, Rules: []string{"shift", "trend"}}
		dir := path.Join("cohorts", id)
		if there, _ := r.files(dir, []string{"cohort.yaml"}, 1); len(there) > 0 {
			read(r, dir+"/cohort.yaml", cohortFile, c)
		}
		slices.SortStableFunc(c.Sessions, func(a, b model.Session) int { return int(a.Date.Date - b.Date.Date) })
		p.Cohorts = append(p.Cohorts, c)
	}
}

// teamFiles are a team's, in the order in which they are read.
var teamFiles = []string{"team.yaml", "roster.yaml", "data.yaml", "milestones.yaml", "changes.yaml", "wall.yaml", "learnings.yaml", "attendance.yaml"}

// team reads a team's folder. Files that can't be read are named in Missing,
// so that nobody reports what only follows from that.
func (r *reader) team(c *model.Cohort, id string) *model.Team {
	dir := path.Join("cohorts", c.ID, "teams", id)
	t := &model.Team{ID: id, At: diag.Span{File: dir + "/team.yaml"}}
	there, misnamed := r.files(dir, teamFiles, 4)
	t.Missing = misnamed
	for _, name := range teamFiles {
		if slices.Contains(there, name) && !r.teamFile(c, t, dir, name) {
			t.Missing = append(t.Missing, name)
		}
	}
	byDay := func(a, b model.Day) int { return int(a.Date - b.Date) }
	slices.SortStableFunc(t.Data.Weeks, func(a, b model.Week) int { return byDay(a.Start, b.Start) })
	for _, s := range t.Data.Events {
		slices.SortStableFunc(s.Events, func(a, b model.Event) int { return byDay(a.Date, b.Date) })
	}
	slices.SortStableFunc(t.Data.Phases, func(a, b model.Phase) int { return byDay(a.From, b.From) })
	return t
}

// teamFile reads one of a team's files, and reports whether it could be read.
func (r *reader) teamFile(c *model.Cohort, t *model.Team, dir, name string) bool {
	switch file := dir + "/" + name; name {
	case "team.yaml":
		return read(r, file, teamFile, t)
	case "roster.yaml":
		return read(r, file, rosterFile, &t.Roster)
	case "data.yaml":
		return read(r, file, newWeekReader(t.KnownMeasures(c)).dataFile(), &t.Data)
	case "milestones.yaml":
		return read(r, file, milestonesFile, &t.Milestones)
	case "changes.yaml":
		return read(r, file, changesFile, &t.Changes)
	case "wall.yaml":
		return read(r, file, wallFile, &t.Reports)
	case "learnings.yaml":
		return read(r, file, learningsFile, &t.Learnings)
	}
	return read(r, dir+"/"+name, attendanceFile, &t.Attendance)
}

// list returns a folder's entries by name, those that begin with a dot left
// out.
func (r *reader) list(dir string) []fs.DirEntry {
	entries, err := fs.ReadDir(r.fsys, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		r.err = errors.Join(r.err, fmt.Errorf("listing %s: %w", dir, err))
	}
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return strings.HasPrefix(e.Name(), ".") })
}

// folders returns the names of a folder's subfolders, each an id.
func (r *reader) folders(dir string) []string {
	var ids []string
	for _, e := range r.list(dir) {
		at := diag.Span{File: path.Join(dir, e.Name())}
		switch {
		case e.Type()&fs.ModeSymlink != 0:
			r.diags.Errorf("link", at, "commit the folder itself in its place", "this is a link, and links are not followed")
			continue
		case !e.IsDir() || dir != "cohorts" && path.Base(dir) != "teams":
			continue
		case !isSlug(e.Name()):
			r.diags.Errorf("bad-id", at, suggestSlug(e.Name()), "the folder's name is not an id: small letters, digits and single hyphens, at most %d", maxSlug)
		case Reserved(e.Name()):
			r.diags.Errorf("reserved-id", at, "choose another name for the folder", "the name %s is taken by a page of the site or by Windows", e.Name())
		}
		ids = append(ids, e.Name())
	}
	return ids
}

// Reserved reports whether a cohort, a team or a page can't have the id: a page
// of the site has it, or Windows keeps it for a device.
func Reserved(id string) bool { return reserved[id] || plain.Device(id) }

// reserved are the names that pages of the site have.
var reserved = func() map[string]bool {
	names := map[string]bool{}
	for _, n := range strings.Fields("wall measures submissions learnings people data calendar feed assets schema index search sitemap robots 404") {
		names[n] = true
	}
	return names
}()
