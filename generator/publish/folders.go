package publish

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"sync"
)

// Folders are a tree's. Its files are read or written a folder after another, and
// to open one by its whole path opens all folders on the way, so those that were
// used last stay open.
type folders struct {
	root *os.Root
	make bool // folders that are not there are made

	mu   sync.Mutex // guards what follows
	open []*folder  // the one that was used last comes first
}

type folder struct {
	*os.Root
	dir   string
	users int // who have it now, and may not lose it
}

// mostOpen is how many stay open; more do where more are used at the same time.
const mostOpen = 16

// in does something in a folder of the tree.
func (t *folders) in(dir string, do func(*os.Root) error) error {
	f, err := t.enter(dir)
	if err != nil {
		return err
	}
	defer t.leave(f)
	return do(f.Root)
}

func (t *folders) enter(dir string) (*folder, error) {
	t.mu.Lock()
	if i := slices.IndexFunc(t.open, func(f *folder) bool { return f.dir == dir }); i >= 0 {
		f := t.open[i]
		f.users++
		copy(t.open[1:i+1], t.open[:i])
		t.open[0] = f
		t.mu.Unlock()
		return f, nil
	}
	t.mu.Unlock()
	root, err := t.reach(dir)
	if err != nil {
		return nil, err
	}
	f := &folder{root, dir, 1}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.open = slices.Insert(t.open, 0, f)
	for i := len(t.open) - 1; i > 0 && len(t.open) > mostOpen; i-- {
		if t.open[i].users == 0 {
			_ = t.open[i].Close() // a folder has nothing left to write
			t.open = slices.Delete(t.open, i, i+1)
		}
	}
	return f, nil
}

// reach opens a folder from the one that holds it, which as a rule is open. A link
// is followed no further than into that one.
func (t *folders) reach(dir string) (root *os.Root, err error) {
	if dir == "." {
		return t.root.OpenRoot(dir)
	}
	err = t.in(path.Dir(dir), func(above *os.Root) error {
		base := path.Base(dir)
		if t.make {
			if err := above.Mkdir(base, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
				return of(dir, err)
			}
		}
		root, err = above.OpenRoot(base)
		return of(dir, err)
	})
	return root, err
}

// of is an error about a folder, by its name in the tree: as it comes from the one
// above it, it has the last part alone, or all of the machine's.
func of(dir string, err error) error {
	var about *fs.PathError
	if errors.As(err, &about) {
		return &fs.PathError{Op: about.Op, Path: dir, Err: about.Err}
	}
	return err
}

// has reports whether a folder, which is none by way of a link, has these names in
// it and no others.
func (t *folders) has(dir string, names []string) bool {
	var found []string
	err := t.in(path.Dir(dir), func(above *os.Root) error {
		base := path.Base(dir)
		if info, err := above.Lstat(base); err != nil || !info.IsDir() {
			return fs.ErrNotExist
		}
		f, err := openToRead(above, base)
		if err != nil {
			return err
		}
		defer f.Close() // it was only read
		found, err = f.Readdirnames(-1)
		return err
	})
	slices.Sort(found)
	slices.Sort(names)
	return err == nil && slices.Equal(found, names)
}

func (t *folders) leave(f *folder) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f.users--
}

// close closes the tree and all folders of it. Nobody may be in one.
func (t *folders) close() error {
	var all []error
	for _, f := range t.open {
		all = append(all, f.Close())
	}
	t.open = nil
	return errors.Join(append(all, t.root.Close())...)
}
