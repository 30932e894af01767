package generator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"wallwalk/generator/check"
	"wallwalk/generator/diag"
	"wallwalk/generator/load"
	"wallwalk/generator/model"
	"wallwalk/generator/site"
	"wallwalk/themes"
)

// A Workshop has a program and its site at hand while somebody works on its
// files. After a change it reads again what changed: a team's folder where
// that is all, a cohort, what the cohorts share. A page is made when somebody
// asks for it. What [Workshop.Update] says is what [Build] would say, and the
// pages are those that it would make (a test compares them over random edits).
//
// A program's own theme is the exception: whether its templates can be used
// shows only when they are, so with one every page is made at once, each time.
type Workshop struct {
	Options
	fsys fs.FS

	program *model.Program // with its teams; nil before the first Update
	said    *diag.List     // of what the cohorts share
	secrets check.Secrets  // in that
	rules   string         // what checking a cohort depends on besides its files
	nav     string         // what its pages depend on besides those
	site    *site.Site     // nil until there is one
	arrived *model.Arrivals
	benches map[string]*bench
}

// A bench is where a cohort is worked on.
type bench struct {
	cohort  *model.Cohort
	folders *diag.List            // of its teams' folders
	teams   map[string]*diag.List // what reading each said
	joint   *diag.List            // what checking the cohort itself said; nil where it is to be checked
	judged  map[string]*diag.List // what checking each team said; those that are to be checked are not there
	secrets map[string]check.Secrets
	pages   map[string]func() ([]byte, error) // nil until they are planned
	summary func() site.Summary
}

// A Snapshot is a site at one moment. It is not changed by what comes later.
type Snapshot struct {
	above   map[string]func() ([]byte, error)
	cohorts map[string]map[string]func() ([]byte, error)
}

// NewWorkshop is one for the program below fsys.
func NewWorkshop(fsys fs.FS, o Options) *Workshop { return &Workshop{Options: o, fsys: fsys} }

// Update reads again what may have changed, by files or folders below the
// program's root; nil stands for everything. Where the list has failed there is
// no Snapshot.
func (w *Workshop) Update(changed []string, arrivals *model.Arrivals) (*Snapshot, *diag.List, error) {
	w.Arrivals = arrivals
	if w.Theme != "" {
		return w.whole()
	}
	if changed == nil || w.program == nil {
		w.program, w.benches, w.site = nil, map[string]*bench{}, nil
	}
	if err := w.read(effectOf(changed)); err != nil {
		w.program = nil // what was read is of no use: a next time begins anew
		return nil, nil, err
	}
	list := w.list()
	if err := list.finish(); err != nil || list.list.Failed() {
		return nil, &list.list, err
	}
	snapshot, err := w.plan()
	return snapshot, &list.list, err
}

// An effect names cohorts, and teams in cohorts, of which something has changed;
// shared says that what lies in no cohort has, or a cohort's own file.
type effect struct {
	shared  bool
	cohorts map[string]bool
	teams   map[string][]string
}

func effectOf(changed []string) effect {
	a := effect{cohorts: map[string]bool{}, teams: map[string][]string{}}
	for _, name := range changed {
		parts := strings.Split(name, "/")
		switch {
		case len(parts) > 3 && parts[0] == "cohorts" && parts[2] == "teams":
			a.teams[parts[1]] = append(a.teams[parts[1]], parts[3])
		case len(parts) > 2 && parts[0] == "cohorts":
			a.shared, a.cohorts[parts[1]] = true, true
		case len(parts) > 1 && parts[0] == "cohorts" && parts[1] != "program.yaml":
			a.shared, a.cohorts[parts[1]] = true, true
		default:
			a.shared = true
		}
	}
	return a
}

// read reads what is affected.
func (w *Workshop) read(a effect) error {
	for id := range a.teams {
		a.shared = a.shared || w.benches[id] == nil
	}
	if w.program == nil || a.shared {
		if err := w.open(a); err != nil {
			return err
		}
	}
	p := *w.program
	p.Cohorts = slices.Clone(p.Cohorts)
	w.program = &p
	for i, c := range p.Cohorts {
		b := w.benches[c.ID]
		var err error
		switch {
		case b == nil || a.cohorts[c.ID]:
			b, err = w.newBench(c)
		case len(a.teams[c.ID]) > 0:
			b, err = w.again(b, a.teams[c.ID])
		}
		if err != nil {
			return err
		}
		w.checkBench(&p, b)
		w.benches[c.ID], p.Cohorts[i] = b, b.cohort
	}
	return nil
}

// checkBench checks what of a cohort is not checked yet.
func (w *Workshop) checkBench(p *model.Program, b *bench) {
	var teams []*model.Team
	for _, t := range b.cohort.Teams {
		if b.judged[t.ID] == nil {
			teams = append(teams, t)
		}
	}
	if b.joint != nil && len(teams) == 0 {
		return
	}
	if b.joint == nil {
		b.joint = check.Joint(p, b.cohort, p.AsOf.Date)
	}
	lists := w.judge(p, b.cohort, teams)
	if b.judged == nil {
		b.judged = map[string]*diag.List{}
	}
	for i, t := range teams {
		b.judged[t.ID] = lists[i]
	}
}

// open reads what the cohorts share, and their own files.
func (w *Workshop) open(a effect) error {
	p, list, err := load.Open(w.fsys)
	if err != nil {
		return err
	}
	if p.AsOf.Date = w.asOf(p); w.BaseURL != "" {
		p.BaseURL = model.Text{Text: w.BaseURL}
	}
	list.Append(check.Shared(p))
	var cohorts []string
	known := map[string]*bench{}
	for _, c := range p.Cohorts {
		cohorts = append(cohorts, "cohorts/"+c.ID)
		if b := w.benches[c.ID]; b != nil && !a.cohorts[c.ID] {
			known[c.ID] = b
		}
	}
	if w.secrets, err = w.findSecrets(w.fsys, cohorts, "cohorts", "content"); err != nil {
		return err
	}
	w.program, w.said, w.benches = p, list, known
	rules, nav, err := dependencies(p)
	if err != nil {
		return err
	}
	for _, b := range known {
		if rules != w.rules {
			b.joint, b.judged = nil, nil
		}
		if nav != w.nav {
			b.pages = nil
		}
	}
	if nav != w.nav {
		w.site = nil
	}
	w.rules, w.nav = rules, nav
	return nil
}

// dependencies sum up what checking a cohort, and its pages, depend on besides
// the cohort's own files.
func dependencies(p *model.Program) (rules, nav string, err error) {
	shared := *p
	shared.Images, shared.Pages, shared.Cohorts = nil, nil, nil
	first, err := json.Marshal(shared)
	for _, c := range p.Cohorts {
		shared.Cohorts = append(shared.Cohorts, &model.Cohort{ID: c.ID, Title: c.Title})
	}
	for _, page := range p.Pages {
		page.Body = model.Text{}
		shared.Pages = append(shared.Pages, page)
	}
	second, failed := json.Marshal(shared)
	return string(first), string(second), errors.Join(err, failed)
}

// newBench reads a whole cohort.
func (w *Workshop) newBench(c *model.Cohort) (*bench, error) {
	b := &bench{cohort: c, teams: map[string]*diag.List{}, secrets: map[string]check.Secrets{}}
	ids, folders, err := load.TeamIDs(w.fsys, c)
	if err != nil {
		return nil, err
	}
	b.folders, c.Teams = folders, make([]*model.Team, len(ids))
	lists, errs := make([]*diag.List, len(ids)), make([]error, len(ids))
	w.each(len(ids), func(i int) { c.Teams[i], lists[i], errs[i] = load.Team(w.fsys, c, ids[i]) })
	for i, id := range ids {
		b.teams[id] = lists[i]
	}
	all, err := w.findSecrets(w.fsys, nil, "cohorts/"+c.ID)
	if err := errors.Join(err, errors.Join(errs...)); err != nil {
		return nil, err
	}
	for name, found := range all {
		b.secret(name)[name] = found
	}
	return b, nil
}

// secret is where what a file says of a patient is kept: with its team's.
func (b *bench) secret(name string) check.Secrets {
	team := ""
	if parts := strings.Split(name, "/"); len(parts) > 3 {
		team = parts[3]
	}
	if b.secrets[team] == nil {
		b.secrets[team] = check.Secrets{}
	}
	return b.secrets[team]
}

// again reads some teams of a cohort once more. The bench that was stays as it
// was, since pages of it may be under way.
func (w *Workshop) again(was *bench, teams []string) (*bench, error) {
	c := *was.cohort
	b := &bench{cohort: &c, teams: maps.Clone(was.teams), judged: maps.Clone(was.judged), secrets: maps.Clone(was.secrets)}
	ids, folders, err := load.TeamIDs(w.fsys, &c)
	if err != nil {
		return nil, err
	}
	b.folders, c.Teams = folders, nil
	for _, id := range ids {
		i := slices.IndexFunc(was.cohort.Teams, func(t *model.Team) bool { return t.ID == id })
		if i >= 0 && !slices.Contains(teams, id) {
			c.Teams = append(c.Teams, was.cohort.Teams[i])
			continue
		}
		t, list, err := load.Team(w.fsys, &c, id)
		if err != nil {
			return nil, err
		}
		c.Teams, b.teams[id] = append(c.Teams, t), list
	}
	for id := range b.teams {
		if !slices.Contains(ids, id) {
			delete(b.teams, id)
		}
	}
	for _, id := range teams {
		delete(b.secrets, id)
		delete(b.judged, id)
		found, err := w.findSecrets(w.fsys, nil, path.Join("cohorts", c.ID, "teams", id))
		if err != nil {
			return nil, err
		}
		for name, secrets := range found {
			b.secret(name)[name] = secrets
		}
	}
	return b, nil
}

// list is all that is said of the program, not yet finished.
func (w *Workshop) list() *work {
	all := &work{Options: w.Options, fsys: w.fsys, program: w.program, secrets: maps.Clone(w.secrets)}
	var shared diag.List
	shared.Append(w.said)
	var said diag.List
	said.Append(w.said)
	teams := map[string][]string{}
	for _, c := range w.program.Cohorts {
		for _, t := range c.Teams {
			teams[c.ID] = append(teams[c.ID], t.ID)
		}
		said.Append(w.benches[c.ID].folders)
	}
	shared.Append(check.Links(w.program, teams, &said))
	w.secrets.Tell(&shared)
	all.list.Append(&shared)
	for _, c := range w.program.Cohorts {
		b := w.benches[c.ID]
		var list diag.List
		list.Append(b.folders)
		for _, t := range c.Teams {
			list.Append(b.teams[t.ID])
		}
		list.Append(b.joint)
		for _, t := range c.Teams {
			list.Append(b.judged[t.ID])
		}
		found := check.Secrets{}
		for _, secrets := range b.secrets {
			maps.Copy(found, secrets)
		}
		found.Tell(&list)
		maps.Copy(all.secrets, found)
		all.list.Append(&list)
	}
	return all
}

// plan plans the pages that are not planned yet.
func (w *Workshop) plan() (*Snapshot, error) {
	if w.site == nil {
		theme, err := site.LoadTheme(themes.Default())
		if err != nil {
			return nil, err
		}
		w.site = site.New(site.Input{Program: w.program, AsOf: w.program.AsOf.Date, Theme: theme, Version: w.Version, Each: w.each})
		w.site.Keep()
	}
	now := w.site.Of(w.program)
	now.Arrivals = w.Arrivals
	s := &Snapshot{cohorts: map[string]map[string]func() ([]byte, error){}}
	var summaries []func() site.Summary
	for _, c := range w.program.Cohorts {
		b := w.benches[c.ID]
		if b.pages == nil || !same(w.Arrivals, w.arrived) {
			files, summary := now.Cohort(c)
			b.pages, b.summary = byName(files), summary
		}
		summaries = append(summaries, b.summary)
		s.cohorts[c.ID] = b.pages
	}
	w.arrived = w.Arrivals
	s.above = byName(now.Above(func() (above []site.Summary) {
		for _, summary := range summaries {
			above = append(above, summary())
		}
		return above
	}))
	return s, nil
}

// same reports whether two histories are one, or neither is known, and why.
func same(a, b *model.Arrivals) bool {
	return a == b || a != nil && b != nil && !a.Known() && !b.Known() && a.Reason == b.Reason
}

func byName(files []site.File) map[string]func() ([]byte, error) {
	m := make(map[string]func() ([]byte, error), len(files))
	for _, f := range files {
		m[f.Name] = f.Render
	}
	return m
}

// whole makes the whole site, each page of it.
func (w *Workshop) whole() (*Snapshot, *diag.List, error) {
	s := &Snapshot{above: map[string]func() ([]byte, error){}}
	var mu sync.Mutex
	_, list, err := Build(w.fsys, w.Options, func(name string, data []byte) error {
		mu.Lock()
		defer mu.Unlock()
		kept := bytes.Clone(data)
		s.above[name] = func() ([]byte, error) { return kept, nil }
		return nil
	})
	if err != nil || list.Failed() {
		return nil, list, err
	}
	return s, list, nil
}

// find is how a file of the site is made, or nil.
func (s *Snapshot) find(name string) func() ([]byte, error) {
	if render := s.above[name]; render != nil {
		return render
	}
	cohort, _, _ := strings.Cut(name, "/")
	return s.cohorts[cohort][name]
}

// Has reports whether the site has a file of that name.
func (s *Snapshot) Has(name string) bool { return s.find(name) != nil }

// File makes a file of the site, which it has.
func (s *Snapshot) File(name string) ([]byte, error) {
	render := s.find(name)
	if render == nil {
		return nil, fmt.Errorf("the site has no %s", name)
	}
	return render()
}

// Count is how many files the site has.
func (s *Snapshot) Count() int {
	n := len(s.above)
	for _, files := range s.cohorts {
		n += len(files)
	}
	return n
}

// Styles are the names of the site's stylesheets, in order.
func (s *Snapshot) Styles() []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(s.above)) {
		if strings.HasSuffix(name, ".css") {
			names = append(names, name)
		}
	}
	return names
}
