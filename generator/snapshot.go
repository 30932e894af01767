package generator

import (
	"io/fs"
	"slices"
	"sync"
)

// A snapshot reads each file and folder once and remembers it: the sum of a
// cohort's files, the reading of its teams and the search for what may say who
// a patient is then see the same bytes, whatever is written meanwhile. It is
// for the length of a cohort; large files, which are images, are not kept.
type snapshot struct {
	fs.FS
	files shelf[[]byte]
	dirs  shelf[[]fs.DirEntry]
	infos shelf[fs.FileInfo]
}

// freeze makes w see a snapshot, until what it returns is called.
func (w *work) freeze() func() {
	disk := w.fsys
	w.fsys = &snapshot{FS: disk}
	return func() { w.fsys = disk }
}

// A shelf keeps what was read by its name.
type shelf[T any] struct {
	mu   sync.Mutex
	kept map[string]T
}

// read is what is kept, or what get reads, which is then kept where it may be.
func (s *shelf[T]) read(name string, keeps func(T) bool, get func() (T, error)) (T, error) {
	s.mu.Lock()
	got, ok := s.kept[name]
	s.mu.Unlock()
	if ok {
		return got, nil
	}
	got, err := get()
	if err != nil || !keeps(got) {
		return got, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil {
		s.kept = map[string]T{}
	}
	s.kept[name] = got
	return got, nil
}

// ReadFile, ReadDir and Lstat are what package fs looks for.

func (s *snapshot) ReadFile(name string) ([]byte, error) {
	return s.files.read(name, func(data []byte) bool { return len(data) <= maxWords }, func() ([]byte, error) { return fs.ReadFile(s.FS, name) })
}

func (s *snapshot) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := s.dirs.read(name, func([]fs.DirEntry) bool { return true }, func() ([]fs.DirEntry, error) { return fs.ReadDir(s.FS, name) })
	return slices.Clone(all), err // since who lists a folder may take some out
}

func (s *snapshot) Lstat(name string) (fs.FileInfo, error) {
	return s.infos.read(name, func(fs.FileInfo) bool { return true }, func() (fs.FileInfo, error) { return fs.Lstat(s.FS, name) })
}

func (s *snapshot) ReadLink(name string) (string, error) { return fs.ReadLink(s.FS, name) }

func (s *snapshot) Stat(name string) (fs.FileInfo, error) { return fs.Stat(s.FS, name) }
