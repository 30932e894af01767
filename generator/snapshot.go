package generator

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// A snapshot reads each folder once, with the texts in it, and remembers it: the
// sum of a cohort's files, the reading of its teams and the search for what may
// say who a patient is then see the same bytes, whatever is written meanwhile.
// It is for the length of a cohort; other files, such as images, and large ones
// are not kept.
type snapshot struct {
	fs.FS
	mu   sync.Mutex
	seen map[string]*folder // by name
}

// A folder is what was found in one.
type folder struct {
	entries []fs.DirEntry // by name
	texts   map[string][]byte
}

// freeze makes w see a snapshot, until what it returns is called.
func (w *work) freeze() func() {
	disk := w.fsys
	w.fsys = &snapshot{FS: disk}
	return func() { w.fsys = disk }
}

// folder is what was found in a folder when somebody first looked there. What
// could not be listed is looked at again.
func (s *snapshot) folder(dir string) (*folder, error) {
	s.mu.Lock()
	f := s.seen[dir]
	s.mu.Unlock()
	if f != nil {
		return f, nil
	}
	if f = openFolder(s.FS, dir); f == nil {
		entries, err := fs.ReadDir(s.FS, dir) // which knows the whole path, and says it in its error
		if f = (&folder{entries: entries}); err != nil {
			return f, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seen == nil {
		s.seen = map[string]*folder{}
	}
	if s.seen[dir] == nil { // else somebody was faster
		s.seen[dir] = f
	}
	return s.seen[dir], nil
}

// openFolder reads a folder and the texts in it; nil where that fails. A text
// that can't be read is left to whoever needs it.
func openFolder(fsys fs.FS, dir string) *folder {
	in, err := inside(fsys, dir)
	if err != nil {
		return nil
	}
	defer in.close() // it was only read
	f := &folder{texts: map[string][]byte{}}
	if f.entries, err = fs.ReadDir(in.files, "."); err != nil {
		return nil
	}
	for _, e := range f.entries {
		if !isWordy(e.Name()) {
			continue
		}
		info, err := e.Info()
		if err != nil || !isRead(info) {
			continue
		}
		if data, err := in.read(e.Name(), info.Size()); err == nil && len(data) <= maxWords {
			f.texts[e.Name()] = data
		}
	}
	return f
}

// ReadFile, ReadDir and Lstat are what package fs looks for.

func (s *snapshot) ReadFile(name string) ([]byte, error) {
	if f, err := s.folder(path.Dir(name)); err == nil {
		if data, ok := f.texts[path.Base(name)]; ok {
			return data, nil
		}
	}
	return fs.ReadFile(s.FS, name)
}

func (s *snapshot) ReadDir(name string) ([]fs.DirEntry, error) {
	f, err := s.folder(name)
	return slices.Clone(f.entries), err // since who lists a folder may take some out
}

func (s *snapshot) Lstat(name string) (fs.FileInfo, error) {
	if f, err := s.folder(path.Dir(name)); err == nil {
		if i, ok := slices.BinarySearchFunc(f.entries, path.Base(name), func(e fs.DirEntry, name string) int { return strings.Compare(e.Name(), name) }); ok {
			return f.entries[i].Info()
		}
	}
	return fs.Lstat(s.FS, name)
}

func (s *snapshot) ReadLink(name string) (string, error) { return fs.ReadLink(s.FS, name) }

func (s *snapshot) Stat(name string) (fs.FileInfo, error) { return fs.Stat(s.FS, name) }
