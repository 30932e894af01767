package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"wallwalk/generator/check"
	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// Draft builds what can be shown of a program that has mistakes. A team in whose
// own folder there is an error stands aside: each page where it would be says
// so, and why, and nothing is reckoned from what it wrote. An error anywhere
// else is nobody's to stand aside for, and keeps the site from being built as
// ever; so does one in a folder's own name, since it is the team's address.
//
// The program is checked whole before anything is made: every page names the
// teams of every cohort, and what is masked depends on all files. Without an
// error, a draft is what [Build] makes. Where Unshown of the summary is 0 and
// the list has failed, there is no site. Nothing of a draft is kept between
// builds, and it is never for the public.
func Draft(fsys fs.FS, o Options, put func(name string, data []byte) error) (Summary, *diag.List, error) {
	if o.Public {
		return Summary{}, nil, errors.New("a draft can't be for the public")
	}
	w := &work{Options: o, fsys: fsys, folders: map[string]*model.Team{}}
	sum, list, err := w.run()
	if err != nil {
		return sum, list, err
	}
	if o.Progress != nil {
		o.Progress.again()
	}
	if !list.Failed() {
		return Build(fsys, o, put)
	}
	aside := w.standAside()
	if aside == nil {
		return sum, list, nil
	}
	o.Kept, o.Old, o.Made = nil, nil, ""
	w = &work{Options: o, fsys: fsys, put: put, aside: aside}
	if sum, list, err = w.run(); err == nil && !w.stopped() {
		sum.Unshown = len(aside)
	}
	return sum, list, err
}

// again starts counting anew.
func (p *Progress) again() {
	p.Cohort.Store(0)
	p.Teams.Store(0)
}

// folderOf cuts the name of a file that is a team's into the team's folder and
// the file's name in it.
func folderOf(name string) (dir, file string, ok bool) {
	parts := strings.SplitN(name, "/", 5)
	if len(parts) < 5 || parts[0] != "cohorts" || parts[2] != "teams" {
		return "", "", false
	}
	return strings.Join(parts[:4], "/"), parts[4], true
}

// standAside makes of each team with an error what a draft shows of it, by its
// folder; nil where an error is no team's. The list must be finished: what is
// said here is on pages, and may not tell more than the list does. A folder
// whose name is masked there is no team's address.
func (w *work) standAside() map[string]*model.Team {
	aside, files := map[string]*model.Team{}, map[string][]diag.Diagnostic{}
	var order []string
	for _, d := range w.list.All() {
		dir, _, ok := folderOf(d.At.File)
		switch {
		case d.Severity != diag.Error:
			continue
		case !ok || w.folders[dir] == nil:
			return nil
		case files[d.At.File] == nil:
			order = append(order, d.At.File)
		}
		files[d.At.File] = append(files[d.At.File], d)
		aside[dir] = w.folders[dir]
	}
	for _, t := range aside {
		t.Name.Text = w.nameOf(t)
	}
	for _, name := range order {
		dir, file, _ := folderOf(name)
		aside[dir].Missing = append(aside[dir].Missing, whyNot(file, files[name]))
	}
	return aside
}

// whyNot says what is wrong with a file: its first mistake, and how many more
// there are.
func whyNot(file string, found []diag.Diagnostic) string {
	said := file
	if line := found[0].At.Line; line > 0 {
		said += fmt.Sprintf(", line %d", line)
	}
	said += ": " + found[0].Message
	switch n := len(found) - 1; {
	case n == 1:
		said += "; and 1 mistake more"
	case n > 1:
		said += fmt.Sprintf("; and %d mistakes more", n)
	}
	return diag.Printable(said)
}

// nameOf is the team's name, or its id where there is none, or where the name
// may say who a patient is.
func (w *work) nameOf(t *model.Team) string {
	at := t.Name.At
	private := slices.ContainsFunc(w.list.All(), func(d diag.Diagnostic) bool {
		return d.Private && d.At.File == at.File && d.At.Line == at.Line
	})
	var one diag.List
	one.Add(diag.Diagnostic{At: at, Message: t.Name.Text})
	if w.secrets.Mask(&one); private || !t.Name.Given() || one.All()[0].Message != t.Name.Text {
		return t.ID
	}
	return t.Name.Text
}

// note remembers of a cohort's teams what a draft may show of them.
func (w *work) note(c *model.Cohort) {
	if w.folders == nil {
		return
	}
	for _, t := range c.Teams {
		one := &model.Team{ID: t.ID, Name: t.Name, Collaborative: t.Collaborative}
		one.Name.Text = strings.Clone(t.Name.Text) // or it keeps the whole file that it is a part of
		one.Collaborative.Text = strings.Clone(t.Collaborative.Text)
		w.folders["cohorts/"+c.ID+"/teams/"+t.ID] = one
	}
}

// unshown puts the teams that stand aside where the pages look for them.
func (w *work) unshown(p *model.Program) {
	for dir, t := range w.aside {
		for _, c := range p.Cohorts {
			if strings.HasPrefix(dir, "cohorts/"+c.ID+"/") {
				c.Unshown = append(c.Unshown, t)
			}
		}
	}
	for _, c := range p.Cohorts {
		slices.SortFunc(c.Unshown, func(a, b *model.Team) int { return strings.Compare(a.ID, b.ID) })
	}
}

// leave takes the teams that stand aside out of a cohort.
func (w *work) leave(c *model.Cohort) {
	c.Teams = slices.DeleteFunc(c.Teams, func(t *model.Team) bool { return w.aside["cohorts/"+c.ID+"/teams/"+t.ID] != nil })
}

// others are the diagnostics for which no team stands aside.
func (w *work) others() *diag.List {
	if len(w.aside) == 0 {
		return &w.list
	}
	var rest diag.List
	for _, d := range w.list.All() {
		if dir, _, ok := folderOf(d.At.File); !ok || w.aside[dir] == nil {
			rest.Add(d)
		}
	}
	return &rest
}

// fails reports whether an error will be left that keeps the site from being
// built, and stopped, of a finished list, whether there is one.
func (w *work) fails() bool   { return check.Fails(w.program, w.others(), w.Strict) }
func (w *work) stopped() bool { return w.others().Failed() }
