package generator

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"github.com/zeebo/xxh3"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
	"wallwalk/generator/site"
)

// What is kept between builds is, for each cohort, what came of it: the files
// below its address by name, size and sum, what was said of it, and its summary.
// It is used again where everything that the cohort is made of is, byte for
// byte, what it was; and where the output still has those files, byte for byte.
// So is what lies in no cohort, where all cohorts and pages are what they were.
// Everything is compared by content, nothing by time, so what is kept may be
// deleted, or be of any age, at any moment. A cohort with an error, or with
// something in it that may say who a patient is, is not kept.

// Kept is where a build finds what came of a cohort before, and leaves what
// came of it now. Both may fail in silence: then the cohort is made anew.
type Kept interface {
	Load(name string) []byte // nil where there is nothing; the name is a cohort's id, or for what lies in none _rest
	Save(name string, data []byte)
}

// Old is the output that is there already.
type Old interface {
	// Open opens a file that is there and has the size; nil where there is none.
	Open(name string, size int64) io.ReadCloser
	// Keep takes a file of the size over into the new output as it is.
	Keep(name string, size int64) error
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
	Sum  sum
}

// A sum tells what the output has from what it ought to have. It finds what came
// about by accident; whoever can write the output and what is kept need not
// forge one. One that can't be forged takes a tenth of a build.
type sum [16]byte

func sumOf(data []byte) sum { return xxh3.Hash128(data).Bytes() }

func (s sum) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, s[:]), nil }

func (s *sum) UnmarshalText(text []byte) error {
	if len(text) != hex.EncodedLen(len(s)) {
		return errors.New("a sum of another length")
	}
	_, err := hex.Decode(s[:], text)
	return err
}

// in reports whether the output has the file, byte for byte.
func (f pastFile) in(old Old) bool {
	r := old.Open(f.Name, f.Size)
	if r == nil {
		return false
	}
	defer r.Close() // it was only read
	buffer := buffers.Get().(*[64 << 10]byte)
	defer buffers.Put(buffer)
	var got xxh3.Hasher
	n, err := io.CopyBuffer(&got, struct{ io.Reader }{r}, buffer[:]) // a file by itself would have a buffer of its own
	return err == nil && n == f.Size && got.Sum128().Bytes() == f.Sum
}

var buffers = sync.Pool{New: func() any { return new([64 << 10]byte) }}

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

// restName is what is kept under of what lies in no cohort: no cohort's id, since
// an upper score is in none.
const restName = "_rest"

// restKey sums up what the files are made of that lie in no cohort; "" where
// nothing is kept. The pages may have been written while they were read, so
// they have to be what they were before.
func (w *work) restKey() (string, error) {
	if w.shared == "" || w.content == "" {
		return "", nil
	}
	now, err := w.contentSum()
	if err != nil || now != w.content {
		return "", err
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%s %s %q", w.shared, w.content, w.keys)
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// contentSum sums up the program's own pages and pictures.
func (w *work) contentSum() (string, error) {
	sum := sha256.New()
	if err := sumFolder(w.fsys, "content", sum.Write); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// recall takes over the files that were made before, where they are still what
// they would be now; nil where that can't be.
func (w *work) recall(name, key string) (*past, error) {
	if key == "" || w.Kept == nil {
		return nil, nil
	}
	data := w.Kept.Load(name)
	var was past
	if len(data) == 0 || json.Unmarshal(data, &was) != nil || was.Key != key {
		return nil, nil
	}
	has := make([]bool, len(was.Files))
	w.each(len(has), func(i int) { has[i] = was.Files[i].in(w.Old) })
	if slices.Contains(has, false) {
		return nil, nil
	}
	for _, f := range was.Files {
		if err := w.Old.Keep(f.Name, f.Size); err != nil {
			return nil, err
		}
		w.count(f.Name)
	}
	return &was, nil
}

// took takes what came of a cohort as if it had come of it now.
func (w *work) took(was past) {
	for _, d := range was.Said {
		w.list.Add(d)
	}
	w.above = append(w.above, was.Summary)
	w.sum.Teams += was.Summary.Teams
}

// keep leaves what was made for the next build. The key is reckoned again:
// files that no snapshot keeps may have been written while they were read.
func (w *work) keep(name string, came past, key func() (string, error)) error {
	if came.Key == "" || w.Kept == nil {
		return nil
	}
	now, err := key()
	if err != nil || now != came.Key {
		return err
	}
	data, err := json.Marshal(came)
	if err != nil {
		return fmt.Errorf("writing down what came of %s: %w", name, err)
	}
	w.Kept.Save(name, data)
	return nil
}
