// Package generator is the wiring: read → check → plan → render.
//
// A user's mistakes come back as a list of diagnostics, the machine's failure
// as an error; nothing is rendered where there is an error in the list. The
// clock, git and the environment are the caller's, who passes what they say
// down as values.
package generator

import (
	"errors"
	"io/fs"
	"runtime"
	"slices"
	"sync"

	"wallwalk/generator/check"
	"wallwalk/generator/diag"
	"wallwalk/generator/load"
	"wallwalk/generator/model"
	"wallwalk/generator/site"
)

// Options say how a program is reckoned and built. Fields that are zero are
// left to the program or to a default.
type Options struct {
	AsOf     model.Date // the day reckoned from, before what program.yaml says
	Fallback model.Date // the day reckoned from where program.yaml says none
	BaseURL  string     // in place of program.yaml's
	Theme    string     // the folder below themes/ that overrides the default theme
	Strict   bool       // warnings are errors
	Jobs     int        // how many work at the same time; 0 = as many as there are processors
	Version  string     // of wallwalk
	// Arrivals say when each week's data came in; nil where it isn't known.
	Arrivals *model.Arrivals
}

// Check reads and checks the program below fsys. The list is sorted, filtered
// by the program's quiet list, and has its excerpts; nothing in it says who a
// patient is. The program is whole only where the list has not failed.
func Check(fsys fs.FS, o Options) (*model.Program, *diag.List, error) {
	p, list, err := load.Program(fsys, o.each)
	if err != nil {
		return nil, nil, err
	}
	if p.AsOf.Date = o.asOf(p); o.BaseURL != "" {
		p.BaseURL = model.Text{Text: o.BaseURL}
	}
	list.Append(check.Program(p, p.AsOf.Date))
	secrets, err := o.secrets(fsys)
	if err != nil {
		return nil, nil, err
	}
	secrets.Tell(list)
	check.Waive(p, list)
	var quiet []string
	for _, q := range p.Quiet {
		quiet = append(quiet, q.Text)
	}
	list.Quiet(quiet)
	if o.Strict {
		list.Strict()
	}
	list.Sort()
	list.Attach(func(name string) []byte {
		// Only files that were read have lines to show, so a failure here has
		// been reported already.
		data, _ := fs.ReadFile(fsys, name)
		return data
	})
	list.Bound(load.MostMistakes+1, load.TooMany)
	secrets.Mask(list)
	return p, list, nil
}

// asOf is the day reckoned from.
func (o Options) asOf(p *model.Program) model.Date {
	switch {
	case o.AsOf != 0:
		return o.AsOf
	case p.AsOf.Given():
		return p.AsOf.Date
	}
	return o.Fallback
}

// Summary is what a build made.
type Summary struct{ Cohorts, Teams, Pages int }

// Build checks the program and renders its site, handing each file to put,
// which must be safe for concurrent use. Where the program is wrong, put is
// never called; where the list has failed since a template of the program's own
// is wrong, what was put has to be thrown away.
func Build(fsys fs.FS, o Options, put func(name string, data []byte) error) (Summary, *diag.List, error) {
	p, list, err := Check(fsys, o)
	if err != nil || list.Failed() {
		return Summary{}, list, err
	}
	theme, err := o.theme(fsys)
	if err != nil {
		return Summary{}, list, o.blame(fsys, list, err)
	}
	files, err := site.Plan(site.Input{Program: p, AsOf: p.AsOf.Date, Theme: theme, Logo: logo(fsys, p), Version: o.Version, Arrivals: o.Arrivals, Each: o.each})
	if err != nil {
		return Summary{}, list, err
	}
	errs := make([]error, len(files))
	o.each(len(files), func(i int) {
		data, err := files[i].Render()
		if err == nil {
			err = put(files[i].Name, data)
		}
		errs[i] = err
	})
	for i := range errs {
		errs[i] = o.blame(fsys, list, errs[i])
	}
	sum := Summary{Cohorts: len(p.Cohorts)}
	for _, c := range p.Cohorts {
		sum.Teams += len(c.Teams)
	}
	for _, f := range files {
		if fs.ValidPath(f.Name) && len(f.Name) > 5 && f.Name[len(f.Name)-5:] == ".html" {
			sum.Pages++
		}
	}
	return sum, list, errors.Join(errs...)
}

// logo reads the program's logo, a file beside program.yaml. Where there is no
// such file, the check has said so, and the site keeps the theme's mark.
func logo(fsys fs.FS, p *model.Program) []byte {
	name := "cohorts/" + p.Brand.Logo.Text
	if !p.Brand.Logo.Given() || !fs.ValidPath(name) {
		return nil
	}
	if info, err := fs.Stat(fsys, name); err != nil || !info.Mode().IsRegular() || info.Size() > site.MaxLogo {
		return nil
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil
	}
	return data
}

// each runs do for 0 to n-1 on a few goroutines. What they make goes into
// slots by index, so that who finishes first changes nothing.
func (o Options) each(n int, do func(i int)) {
	jobs := o.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(jobs, n) {
		wg.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// Inputs are the folders that a program is made of, below its root.
func Inputs() []string { return slices.Clone(inputs) }

var inputs = []string{"cohorts", "content", "themes"}
