// Package generator is the wiring: read → check → plan → render.
//
// A user's mistakes come back as a list of diagnostics, the machine's failure
// as an error; there is no site where there is an error in the list. The clock,
// git and the environment are the caller's, who passes what they say down as
// values.
package generator

import (
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"wallwalk/generator/diag"
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
	Public   bool       // for the public, not for the program's own people
	Jobs     int        // how many work at the same time; 0 = as many as there are processors
	Version  string     // of wallwalk
	// Arrivals say when each week's data came in; nil where it isn't known.
	Arrivals *model.Arrivals
	// Kept, Old and Made let a build use again what came of an earlier one: where
	// that is kept, the output that is there, and what says that it was made by
	// this very program. All are given, or none.
	Kept Kept
	Old  Old
	Made string
	// Progress, where given, is told how far the work is.
	Progress *Progress
	// Between, where given, is called behind each cohort, when nothing of one is
	// held: whoever collects garbage finds least alive then.
	Between func()
}

// Progress counts what has been done. It may be read at any time.
type Progress struct {
	Cohorts, Cohort atomic.Int64 // of the program, and the one that is worked on, from 1
	Teams, Pages    atomic.Int64 // read, and made
}

// Summary is what was checked, and what a build made of it.
type Summary struct {
	Cohorts, Teams, Pages int
	Private               []string // the private cohorts that are in the site
	Unshown               int      // teams that a draft leaves out
}

// Check reads and checks the program below fsys. The list is sorted, filtered
// by the program's quiet list, and has its excerpts; nothing in it says who a
// patient is.
func Check(fsys fs.FS, o Options) (Summary, *diag.List, error) {
	w := &work{Options: o, fsys: fsys}
	return w.run()
}

// Build checks the program and renders its site, handing each file to put,
// which must be safe for concurrent use and may not keep the data. Where the
// list has failed, what was put until then has to be thrown away.
func Build(fsys fs.FS, o Options, put func(name string, data []byte) error) (Summary, *diag.List, error) {
	w := &work{Options: o, fsys: fsys, put: put}
	return w.run()
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

// each runs do for 0 to n-1, on a few goroutines of which the caller's is one.
// What they make goes into slots by index, so that who finishes first changes
// nothing.
func (o Options) each(n int, do func(i int)) {
	jobs := o.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	var taken atomic.Int64
	work := func() {
		for i := int(taken.Add(1)) - 1; i < n; i = int(taken.Add(1)) - 1 {
			do(i)
		}
	}
	var wg sync.WaitGroup
	for range min(jobs, n) - 1 {
		wg.Go(work)
	}
	work()
	wg.Wait()
}

// Policy is the content-security policy of every page.
const Policy = site.Policy

// Inputs are the folders that a program is made of, below its root.
func Inputs() []string { return slices.Clone(inputs) }

var inputs = []string{"cohorts", "content", "themes"}
