package generator

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// A site can be made on several machines: each makes a part, the trees of one
// cohort or a few with a file that says what came of them, and one puts the parts together and
// makes the pages above the cohorts from the summaries. The sum is, byte for
// byte, what one build of everything makes.

// PartFile is the file in a part that says what came of its cohorts.
const PartFile = "wallwalk-part.json"

// A part is that file.
type part struct {
	Schema  string     // wallwalk.part/2
	Version string     // of the wallwalk that made it
	AsOf    model.Date // the day that it is reckoned from
	Cohorts []past
}

const partSchema = "wallwalk.part/2"

// A PartError is a mistake of whoever puts parts together: fault and remedy.
type PartError struct{ Fault, Remedy string }

func (e *PartError) Error() string { return e.Fault }

// BuildPart makes the part of some cohorts.
func BuildPart(fsys fs.FS, o Options, cohorts []string, put func(name string, data []byte) error) (Summary, *diag.List, error) {
	w := &work{Options: o, fsys: fsys, put: put, summing: true}
	if err := w.open(); err != nil {
		return Summary{}, nil, err
	}
	w.sum.Cohorts = len(cohorts)
	p := part{Schema: partSchema, Version: w.Version, AsOf: w.program.AsOf.Date}
	for _, id := range cohorts {
		c, err := w.named(id)
		if err != nil {
			return Summary{}, nil, err
		}
		came, err := w.partOf(c)
		if err != nil {
			return Summary{}, &w.list, err
		}
		p.Cohorts = append(p.Cohorts, came)
	}
	if err := w.finish(); err != nil || w.list.Failed() {
		return w.sum, &w.list, err
	}
	data, err := json.Marshal(p)
	if err != nil {
		return w.sum, &w.list, fmt.Errorf("writing %s: %w", PartFile, err)
	}
	return w.sum, &w.list, put(PartFile, append(data, '\n'))
}

// named is the cohort with the id.
func (w *work) named(id string) (*model.Cohort, error) {
	var known []string
	for _, c := range w.program.Cohorts {
		if c.ID == id && !w.hides(c) {
			return c, nil
		}
		known = append(known, c.ID)
	}
	return nil, &PartError{fmt.Sprintf("there is no cohort %q", id), offerOf(id, known)}
}

// partOf makes one cohort; what came of it is empty where something is wrong.
func (w *work) partOf(c *model.Cohort) (past, error) {
	defer w.freeze()()
	key := ""
	if w.shared != "" {
		var err error
		if key, err = w.key(c); err != nil {
			return past{}, err
		}
	}
	came, private, err := w.fresh(c)
	if err != nil || came == nil {
		return past{}, err
	}
	if came.Key = key; private {
		came.Said = nil // it may quote what is masked in the end
	}
	return *came, nil
}

func offerOf(name string, known []string) string {
	if near := diag.Near(name, known); near != "" {
		return "did you mean " + near + "?"
	}
	if len(known) == 0 {
		return "the program has none"
	}
	return "known here: " + strings.Join(known, ", ")
}

// Assemble makes the whole site of the parts that lie in the folders of from.
func Assemble(fsys fs.FS, o Options, from fs.FS, put func(name string, data []byte) error) (Summary, *diag.List, error) {
	w := &work{Options: o, fsys: fsys, put: put, summing: true, parts: map[string]found{}, from: from}
	if err := w.gather(); err != nil {
		return Summary{}, nil, err
	}
	sum, list, err := w.run()
	if err == nil && !list.Failed() && len(w.parts) > 0 {
		for id, p := range w.parts {
			return sum, list, &PartError{fmt.Sprintf("%s is the part of %s, a cohort that this program does not have", p.dir, id), "take it away, or check out the commit that it was made of"}
		}
	}
	return sum, list, err
}

// What was found to have come of a cohort, in which part and folder.
type found struct {
	past
	of  part
	dir string
}

// gather reads the parts' files: in from itself, or in folders of it.
func (w *work) gather() error {
	names, err := fs.Glob(w.from, "*/"+PartFile)
	if err != nil {
		return fmt.Errorf("looking for parts: %w", err)
	}
	if _, err := fs.Stat(w.from, PartFile); err == nil {
		names = append(names, PartFile)
	}
	if len(names) == 0 {
		return &PartError{"there is no part in it", "make one for each cohort with build --cohort, and put their folders into one"}
	}
	for _, name := range names {
		data, err := fs.ReadFile(w.from, name)
		if err != nil {
			return fmt.Errorf("reading %s: %w", name, err)
		}
		var p part
		if json.Unmarshal(data, &p) != nil || p.Schema != partSchema {
			return &PartError{fmt.Sprintf("%s is damaged, or of another version of wallwalk", name), "make the part anew"}
		}
		for _, came := range p.Cohorts {
			id := came.Summary.ID
			if other, twice := w.parts[id]; twice {
				return &PartError{fmt.Sprintf("%s and %s are both parts of %s", other.dir, path.Dir(name), id), "keep the newer one"}
			}
			w.parts[id] = found{came, p, path.Dir(name)}
		}
	}
	return nil
}

// assembled takes a cohort from its part.
func (w *work) assembled(c *model.Cohort, key string) error {
	p, there := w.parts[c.ID]
	delete(w.parts, c.ID)
	switch {
	case !there:
		return &PartError{fmt.Sprintf("the part of %s is missing", c.ID), fmt.Sprintf("make it with build --cohort %s", c.ID)}
	case p.of.Version != w.Version:
		return &PartError{fmt.Sprintf("the part of %s was made by wallwalk %s, and this is %s", c.ID, p.of.Version, w.Version), "make all parts with one version"}
	case p.of.AsOf != w.program.AsOf.Date:
		return &PartError{fmt.Sprintf("the part of %s is reckoned as of %s, and the rest as of %s", c.ID, p.of.AsOf, w.program.AsOf.Date), "give all of them the same --as-of"}
	case p.Key != key:
		return &PartError{fmt.Sprintf("the part of %s was made of other files than those that are here, or with other flags", c.ID), "make all parts of one commit, with the same flags"}
	}
	errs := make([]error, len(p.Files))
	w.each(len(p.Files), func(i int) {
		f := p.Files[i]
		data, err := fs.ReadFile(w.from, path.Join(p.dir, f.Name))
		if err != nil || sumOf(data) != f.Sum {
			errs[i] = &PartError{fmt.Sprintf("%s in the part of %s is missing or damaged", f.Name, c.ID), "make the part anew"}
			return
		}
		errs[i] = w.put(f.Name, data)
	})
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		return errs[i]
	}
	for _, f := range p.Files {
		w.count(f.Name)
	}
	w.took(p.past)
	return nil
}
