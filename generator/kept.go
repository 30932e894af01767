package generator

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
	"wallwalk/generator/site"
)

// What is kept between builds is, for each cohort, what came of it: the files
// below its address by name, size and sum, what was said of it, and its summary.
// It is used again where everything that the cohort is made of is, byte for
// byte, what it was; and where the output still has those files, byte for byte.
// Everything is compared by content, nothing by time, so what is kept may be
// deleted, or be of any age, at any moment. A cohort with an error, or with
// something in it that may say who a patient is, is not kept.

// Kept is where a build finds what came of a cohort before, and leaves what
// came of it now. Both may fail in silence: then the cohort is made anew.
type Kept interface {
	Load(cohort string) []byte // nil where there is nothing
	Save(cohort string, data []byte)
}

// Old is the output that is there already.
type Old interface {
	// Has reports whether it has the file with these bytes.
	Has(name string, size int64, sum [sha256.Size]byte) bool
	// Keep takes the file over into the new output as it is. What Has said of it
	// still holds.
	Keep(name string) error
}

// A past is what came of a cohort.
type past struct {
	Key     string
	Summary site.Summary
	Said    []diag.Diagnostic
	Files   []pastFile
}

type pastFile struct {
	Name string
	Size int64
	Sum  [sha256.Size]byte
}

// sharedKey sums up what all cohorts' pages are made of besides their own
// files. made is what makes them: the program itself, by content.
func (w *work) sharedKey() (string, error) {
	p := *w.program
	p.Images, p.Cohorts, p.Pages = nil, nil, slices.Clone(p.Pages)
	for _, c := range w.program.Cohorts {
		p.Cohorts = append(p.Cohorts, &model.Cohort{ID: c.ID, Title: c.Title})
	}
	for i := range p.Pages {
		p.Pages[i].Body = model.Text{}
	}
	text, err := json.Marshal(struct {
		Program              model.Program
		Made, Theme, Version string
		Strict, Public       bool
	}{p, w.Made, w.Theme, w.Version, w.Strict, w.Public})
	if err != nil {
		return "", fmt.Errorf("summing up the program: %w", err)
	}
	sum := sha256.New()
	sum.Write(text)
	if w.Theme != "" {
		if err := sumFolder(w.fsys, "themes/"+w.Theme, sum.Write); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// key sums up what a cohort is made of.
func (w *work) key(c *model.Cohort) (string, error) {
	sum := sha256.New()
	sum.Write([]byte(w.shared))
	if err := sumFolder(w.fsys, "cohorts/"+c.ID, sum.Write); err != nil {
		return "", err
	}
	if w.Arrivals != nil {
		fmt.Fprintf(sum, "\x00%s", w.Arrivals.Reason)
		for _, team := range slices.Sorted(maps.Keys(w.Arrivals.Days)) {
			if len(team) > len(c.ID) && team[:len(c.ID)+1] == c.ID+"/" {
				for _, week := range slices.Sorted(maps.Keys(w.Arrivals.Days[team])) {
					fmt.Fprintf(sum, "\x00%s %d %d", team, week, w.Arrivals.Days[team][week])
				}
			}
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// mostSummed is more than any file may have that is read, of a team or a theme:
// of a larger one, nothing but its size can make a difference.
const mostSummed = 4 << 20

// sumFolder adds all that a folder holds, names and bytes, in one order.
func sumFolder(fsys fs.FS, dir string, write func([]byte) (int, error)) error {
	return fs.WalkDir(fsys, dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("listing %s: %w", name, err)
		}
		head := binary.LittleEndian.AppendUint64(nil, uint64(len(name)))
		head = binary.LittleEndian.AppendUint32(append(head, name...), uint32(e.Type()))
		var data []byte
		if e.Type().IsRegular() {
			info, err := e.Info()
			if err != nil {
				return fmt.Errorf("looking at %s: %w", name, err)
			}
			if info.Size() > mostSummed {
				_, _ = write(binary.LittleEndian.AppendUint64(head, uint64(info.Size())))
				return nil
			}
			if data, err = fs.ReadFile(fsys, name); err != nil {
				return fmt.Errorf("reading %s: %w", name, err)
			}
		}
		_, _ = write(binary.LittleEndian.AppendUint64(head, uint64(len(data)))) // a sum does not fail
		_, _ = write(data)
		return nil
	})
}

// recall takes over what came of a cohort before, and reports whether it could.
func (w *work) recall(c *model.Cohort, key string) (bool, error) {
	data := w.Kept.Load(c.ID)
	var was past
	if len(data) == 0 || json.Unmarshal(data, &was) != nil || was.Key != key {
		return false, nil
	}
	has := make([]bool, len(was.Files))
	w.each(len(has), func(i int) { has[i] = w.Old.Has(was.Files[i].Name, was.Files[i].Size, was.Files[i].Sum) })
	if slices.Contains(has, false) {
		return false, nil
	}
	for _, f := range was.Files {
		if err := w.Old.Keep(f.Name); err != nil {
			return false, err
		}
	}
	w.took(was)
	return true, nil
}

// took counts what came of a cohort as if it had come of it now.
func (w *work) took(was past) {
	for _, f := range was.Files {
		w.count(f.Name)
	}
	for _, d := range was.Said {
		w.list.Add(d)
	}
	w.above = append(w.above, was.Summary)
	w.sum.Teams += was.Summary.Teams
}

// keep leaves what came of a cohort for the next build. The key is reckoned
// again: files that no snapshot keeps may have been written while they were
// read.
func (w *work) keep(c *model.Cohort, key string, came past) error {
	now, err := w.key(c)
	if err != nil || now != key {
		return err
	}
	came.Key = key
	data, err := json.Marshal(came)
	if err != nil {
		return fmt.Errorf("writing down what came of %s: %w", c.ID, err)
	}
	w.Kept.Save(c.ID, data)
	return nil
}
