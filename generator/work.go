package generator

import (
	"errors"
	"io/fs"
	"maps"
	"strings"
	"sync"

	"wallwalk/generator/audience"
	"wallwalk/generator/check"
	"wallwalk/generator/diag"
	"wallwalk/generator/load"
	"wallwalk/generator/model"
	"wallwalk/generator/site"
)

// Work goes through a program cohort by cohort: a cohort's teams are read,
// checked, rendered and forgotten before the next one's are read, so that
// memory grows with the largest cohort and not with the program. What a later
// cohort has wrong is found when earlier ones are rendered already; whoever
// takes the files keeps them aside until the end.
type work struct {
	Options
	fsys fs.FS
	put  func(name string, data []byte) error // nil where nothing is rendered

	program *model.Program
	list    diag.List
	secrets check.Secrets
	site    func() (*site.Site, error) // made when it is asked for, but for a theme of the program's own; nil where nothing is rendered
	above   []site.Summary
	sum     Summary
	shared  string   // the sum of what all cohorts are made of; "" where nobody asks
	content string   // the sum of the program's pages, before they were read; "" where nothing is kept
	keys    []string // of the cohorts

	summing bool             // somebody asks for sums, though nothing is kept
	parts   map[string]found // what to make the site of; nil where it is made of files
	from    fs.FS            // where they are

	folders map[string]*model.Team // the teams by folder, where somebody asks for them
	aside   map[string]*model.Team // those that a draft can't show
}

func (w *work) run() (Summary, *diag.List, error) {
	if err := w.open(); err != nil {
		return Summary{}, nil, err
	}
	for _, c := range w.program.Cohorts {
		if err := w.cohort(c); err != nil {
			return Summary{}, &w.list, err
		}
		if w.Between != nil {
			w.Between()
		}
	}
	if err := w.finish(); err != nil || w.stopped() || w.site == nil {
		return w.sum, &w.list, err
	}
	return w.sum, &w.list, w.rest()
}

// rest makes what lies in no cohort, or takes it over.
func (w *work) rest() error {
	key, err := w.restKey()
	if err != nil {
		return err
	}
	if known, err := w.recall(restName, key); known != nil || err != nil {
		return err
	}
	s, err := w.site()
	if err != nil {
		return err
	}
	made, err := w.render(s.Above(func() []site.Summary { return w.above }))
	if err != nil || made == nil {
		return err
	}
	return w.keep(restName, past{Key: key, Files: made}, w.restKey)
}

// open reads and checks what all cohorts share.
func (w *work) open() error {
	if w.Kept != nil {
		var err error
		if w.content, err = w.contentSum(); err != nil {
			return err
		}
	}
	p, list, err := load.Open(w.fsys)
	if err != nil {
		return err
	}
	w.program, w.secrets = p, check.Secrets{}
	w.unshown(p)
	w.sum.Cohorts = len(p.Cohorts)
	if w.Progress == nil {
		w.Progress = new(Progress) // that nobody reads
	}
	w.Progress.Cohorts.Store(int64(len(p.Cohorts)))
	if p.AsOf.Date = w.asOf(p); w.BaseURL != "" {
		p.BaseURL = model.Text{Text: w.BaseURL}
	}
	list.Append(check.Shared(p))
	var said diag.List
	said.Append(list)
	teams := map[string][]string{}
	for _, c := range p.Cohorts {
		ids, folders, err := load.TeamIDs(w.fsys, c)
		if err != nil {
			return err
		}
		teams[c.ID] = ids
		said.Append(folders) // which is told with the cohort
	}
	list.Append(check.Links(p, teams, &said))
	var cohorts []string
	for _, c := range p.Cohorts {
		cohorts = append(cohorts, "cohorts/"+c.ID)
	}
	if _, err := w.private(list, cohorts, "cohorts", "content"); err != nil || w.put == nil {
		return err
	}
	if err := w.plan(); err != nil || w.site == nil {
		return err
	}
	if (w.Kept != nil || w.summing) && !w.fails() {
		w.shared, err = w.sharedKey()
	}
	return err
}

// plan says how the site is made. What is wrong with a theme of the program's
// own is told at once.
func (w *work) plan() error {
	in := site.Input{Program: w.program, AsOf: w.program.AsOf.Date, Version: w.Version, Public: w.Public, Each: w.each}
	if w.Public {
		in.Program, w.Arrivals = audience.Public(w.program), nil
	}
	in.Arrivals = w.Arrivals
	made := sync.OnceValues(func() (*site.Site, error) {
		theme, err := w.theme(w.fsys, &w.list)
		if err != nil || theme == nil {
			return nil, err
		}
		in.Theme = theme
		return site.New(in), nil
	})
	if w.Theme != "" {
		if s, err := made(); err != nil || s == nil {
			return err
		}
	}
	w.site = made
	return nil
}

// private adds to a list what files say of patients, and the list to what was
// found. It reports whether they say anything.
func (w *work) private(list *diag.List, known []string, dirs ...string) (bool, error) {
	secrets, err := w.findSecrets(w.fsys, known, dirs...)
	if err != nil {
		return false, err
	}
	secrets.Tell(list)
	maps.Copy(w.secrets, secrets)
	w.list.Append(list)
	return len(secrets) > 0, nil
}

// cohort reads, checks and renders one cohort, or takes over what came of it
// before or elsewhere.
func (w *work) cohort(c *model.Cohort) error {
	w.Progress.Cohort.Add(1)
	defer w.freeze()()
	if c.Private && !w.Public {
		w.sum.Private = append(w.sum.Private, c.ID)
	}
	if w.shared == "" || w.hides(c) {
		_, _, err := w.fresh(c)
		return err
	}
	key, err := w.key(c)
	if err != nil {
		return err
	}
	if w.parts != nil {
		return w.assembled(c, key)
	}
	w.keys = append(w.keys, key)
	if was, err := w.recall(c.ID, key); was != nil || err != nil {
		if was != nil {
			w.took(*was)
		}
		return err
	}
	came, private, err := w.fresh(c)
	if err != nil || came == nil || private {
		return err
	}
	came.Key = key
	return w.keep(c.ID, *came, func() (string, error) { return w.key(c) })
}

// fresh makes a cohort from its files. What came of it is nil where something
// is wrong; private says that its files may say who a patient is.
func (w *work) fresh(c *model.Cohort) (came *past, private bool, err error) {
	list, err := load.Teams(w.fsys, c, func(n int, do func(int)) {
		w.each(n, func(i int) { do(i); w.Progress.Teams.Add(1) })
	})
	if err != nil {
		return nil, false, err
	}
	list.Append(check.Joint(w.program, c, w.program.AsOf.Date))
	for _, one := range w.judge(w.program, c, c.Teams) {
		list.Append(one)
	}
	if private, err = w.private(list, nil, "cohorts/"+c.ID); err != nil {
		return nil, private, err
	}
	defer func() { c.Teams = nil }()
	w.note(c)
	w.leave(c)
	if w.hides(c) {
		w.sum.Cohorts--
		return nil, private, nil
	}
	w.sum.Teams += len(c.Teams)
	if w.site == nil || w.fails() {
		return nil, private, nil
	}
	shown := c
	if w.Public {
		shown = audience.Cohort(w.program, c)
	}
	s, err := w.site()
	if err != nil {
		return nil, private, err
	}
	files, summarize := s.Cohort(shown)
	summary := summarize()
	w.above = append(w.above, summary)
	made, err := w.render(files)
	if err != nil || made == nil {
		return nil, private, err
	}
	return &past{Summary: summary, Said: list.All(), Files: made}, private, nil
}

// judge checks some teams of a cohort.
func (o Options) judge(p *model.Program, c *model.Cohort, teams []*model.Team) []*diag.List {
	lists := make([]*diag.List, len(teams))
	o.each(len(teams), func(i int) { lists[i] = check.Team(p, c, teams[i], p.AsOf.Date) })
	return lists
}

// hides reports whether the audience is not to know of a cohort.
func (w *work) hides(c *model.Cohort) bool { return w.Public && c.Private }

// render makes files and hands them on. An error in a template of the program's
// own is told in the list.
func (w *work) render(files []site.File) ([]pastFile, error) {
	errs, made := make([]error, len(files)), make([]pastFile, len(files))
	w.each(len(files), func(i int) {
		errs[i] = files[i].Hand(func(data []byte) error {
			if w.shared != "" {
				made[i] = pastFile{files[i].Name, int64(len(data)), sumOf(data)}
			}
			return w.put(files[i].Name, data)
		})
		if strings.HasSuffix(files[i].Name, ".html") {
			w.Progress.Pages.Add(1)
		}
	})
	failed := false
	for i, f := range files {
		failed = failed || errs[i] != nil
		errs[i] = w.blame(w.fsys, &w.list, errs[i])
		w.count(f.Name)
	}
	if err := errors.Join(errs...); err != nil || failed {
		return nil, err
	}
	return made, nil
}

// count takes note of a file of the site.
func (w *work) count(name string) {
	if strings.HasSuffix(name, ".html") {
		w.sum.Pages++
	}
}

// finish makes the list what is shown.
func (w *work) finish() error {
	check.Waive(w.program, &w.list)
	var quiet []string
	for _, q := range w.program.Quiet {
		quiet = append(quiet, q.Text)
	}
	w.list.Quiet(quiet)
	if w.Strict {
		w.list.Strict()
	}
	w.list.Sort()
	w.list.Attach(func(name string) []byte {
		// Only files that were read have lines to show, so a failure here has
		// been reported already.
		data, _ := fs.ReadFile(w.fsys, name)
		return data
	})
	w.list.Bound(load.MostMistakes+1, load.TooMany)
	if !w.Strict {
		w.list.Quiet(quiet) // that there are too many is a warning, too
	}
	w.secrets.Mask(&w.list)
	return nil
}
