// Package publish puts a site on the disk, all of it or nothing.
//
// A [Stage] is a new tree that grows beside the published one, in a folder
// .NAME.wallwalk-stage next to the output NAME. [Stage.Put] adds a file;
// [Stage.Commit] exchanges the two trees and deletes the old one;
// [Stage.Abort] gives up. These hold:
//
//   - Whoever reads the output, at any moment, finds the old site or the new
//     one, whole. So it is after a kill too. What a killed build left behind
//     is removed by the next [Open].
//   - A file whose bytes are the old ones is the old file: a hard link, with
//     its time and mode; a copy with its time where the disk has no links. An
//     upload that goes by time moves only what is new.
//   - If no file was changed, added or removed, the output is not touched.
//   - A folder is replaced whole, so it must be wallwalk's own: empty, or with
//     a marker file .wallwalk in it, which every published tree has. Anything
//     else, and a git working copy even with a marker, takes Force.
//   - The output is no file and no link, and neither holds nor lies within a
//     folder that the site is made from. Force does not change that.
//   - One build at a time writes an output; a second one is refused. The lock
//     is the system's, and ends with its process.
//
// On Linux the exchange is one step (RENAME_EXCHANGE). Elsewhere, and on disks
// without it, it is a few renames: a kill between them can leave no output at
// all, and then the next Open brings the old one back.
//
// Nothing is forced out to the disk's platters. After a power cut a site may
// have torn files; they differ from what is put, so the next build mends them
// (with Force, if a first build's marker is torn).
package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
)

const (
	marker       = ".wallwalk"
	markerPrefix = "this folder is written by wallwalk build" // what a later run looks for; never change it
	markerText   = markerPrefix + " and replaced whole; don't edit\n"
)

// Options say what may be replaced.
type Options struct {
	Force  bool     // replace a folder even if wallwalk did not write it
	Inputs []string // the folders that the site is made from; they need not exist
}

// Stats says what a commit published. The marker file is not counted.
type Stats struct {
	Files     int   // all files of the site
	Unchanged int   // those whose bytes are the old site's
	Bytes     int64 // the size of all files
}

// Refused is a mistake of the user's, such as an output folder that holds
// something else: nothing was touched. Reason and Hint are fit to print, each
// on its own; the error's text is the Reason. Every other error of this
// package is a failure of the machine.
type Refused struct {
	Reason, Hint string
}

func (r *Refused) Error() string { return r.Reason }

// A Stage is a tree that is going to be published. Its methods may be called
// from several goroutines; Commit and Abort wait for running Puts.
type Stage struct {
	dir   string   // the output as the user wrote it, for messages
	path  string   // the output, absolute, links resolved
	base  string   // the output's name in root
	work  string   // the folder in root that everything temporary lies in
	tree  string   // the new tree, in work; after the exchange, the old one
	spare string   // where the old tree waits while trees are renamed, in work
	root  *os.Root // the folder that the output lies in
	fresh *folders // tree, as long as it is written; nil from then on
	old   *folders // the published one, or nil
	lock  *os.File // work's lock
	force bool

	link     func(from, to string) error // root.Link, but for tests
	exchange exchange

	gate   sync.RWMutex // held shared by Put, alone by Commit and Abort
	closed bool         // under gate

	mu     sync.Mutex // guards what follows
	files  map[string]entry
	failed error // the first error of a Put
}

// An entry is a file of the new tree.
type entry struct {
	size int64
	kept bool // its bytes are the old file's; it comes into the tree on Commit
}

var errClosed = errors.New("the stage is closed")

// Open starts a new tree for the output dir, which need not exist; missing
// parents are made. The error is a [*Refused] if dir must not be replaced or
// another build is writing it. The caller commits or aborts; a deferred Abort
// is the way to be sure.
func Open(dir string, o Options) (*Stage, error) {
	path, err := locate(dir)
	if err != nil {
		return nil, err
	}
	if err := apart(dir, path, o.Inputs); err != nil {
		return nil, err
	}
	s := newStage(dir, path, o.Force)
	if err := s.replaceable(); err != nil { // before anything is made
		return nil, err
	}
	if err := s.enter(); err != nil {
		return nil, err
	}
	if err := s.begin(); err != nil {
		_ = s.leave() // what stood in the way of begin is told already
		return nil, err
	}
	return s, nil
}

func newStage(dir, path string, force bool) *Stage {
	base := filepath.Base(path)
	work := "." + base + ".wallwalk-stage"
	return &Stage{
		dir: dir, path: path, base: base, force: force,
		work: work, tree: work + "/tree", spare: work + "/spare",
		exchange: swap,
		files:    map[string]entry{},
	}
}

// begin makes an empty tree with a marker, once what a killed build left is
// away. The output is looked at again: it may have come back from there.
func (s *Stage) begin() error {
	if err := s.clear(); err != nil {
		return err
	}
	if err := s.replaceable(); err != nil {
		return err
	}
	if err := s.root.Mkdir(s.tree, 0o755); err != nil {
		return fmt.Errorf("making a folder beside %s: %w", s.dir, err)
	}
	fresh, err := s.root.OpenRoot(s.tree)
	if err != nil {
		return fmt.Errorf("opening a folder beside %s: %w", s.dir, err)
	}
	s.fresh = &folders{root: fresh, make: true}
	old, err := s.root.OpenRoot(s.base)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("opening %s: %w", s.dir, err)
	}
	if old != nil {
		s.old = &folders{root: old}
	}
	return s.put(marker, []byte(markerText))
}

// Put adds a file. The name is slash-separated and relative, without "..",
// empty elements, backslashes and NUL, and new to this stage. After an error
// the stage is spoilt: further Puts and the Commit return the same error.
func (s *Stage) Put(name string, data []byte) error {
	s.gate.RLock()
	defer s.gate.RUnlock()
	if s.closed {
		return fmt.Errorf("writing %s: %w", name, errClosed)
	}
	err := s.put(name, data)
	if err == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failed == nil {
		s.failed = err
	}
	return s.failed
}

func (s *Stage) put(name string, data []byte) error {
	if err := s.claim(name); err != nil {
		return err
	}
	kept := s.unchanged(name, data)
	if !kept {
		if err := s.write(name, data); err != nil {
			return fmt.Errorf("writing %s: %w", name, err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[name] = entry{size: int64(len(data)), kept: kept}
	return nil
}

// Open opens a file of the old tree that has the size, for reading; nil where
// there is none.
func (s *Stage) Open(name string, size int64) io.ReadCloser {
	s.gate.RLock()
	defer s.gate.RUnlock()
	if _, err := filepath.Localize(name); err != nil || s.closed || s.old == nil {
		return nil
	}
	var f *os.File
	dir, base := path.Dir(name), path.Base(name)
	err := s.old.in(dir, func(folder *os.Root) (err error) {
		if info, err := folder.Lstat(base); err != nil || !info.Mode().IsRegular() || info.Size() != size {
			return fs.ErrNotExist
		}
		f, err = openToRead(folder, base)
		return err
	})
	if err != nil {
		return nil
	}
	return f
}

// openToRead opens a file or a folder. That nobody would have to wait for it, as
// one has to for a pipe, is said to spare Go the asking.
func openToRead(folder *os.Root, name string) (*os.File, error) {
	return folder.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
}

// Keep adds a file of the old tree as it is, which is of the size, as if its
// bytes had been Put.
func (s *Stage) Keep(name string, size int64) error {
	s.gate.RLock()
	defer s.gate.RUnlock()
	if s.closed {
		return fmt.Errorf("keeping %s: %w", name, errClosed)
	}
	if err := s.claim(name); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[name] = entry{size: size, kept: true}
	return nil
}

// claim takes a name that no other Put has.
func (s *Stage) claim(name string) error {
	if _, err := filepath.Localize(name); err != nil || strings.Contains(name, `\`) {
		return fmt.Errorf("writing %q: not a name that a file of the site can have", name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failed != nil {
		return s.failed
	}
	if _, taken := s.files[name]; taken {
		return fmt.Errorf("writing %s: there are two files of this name", name)
	}
	s.files[name] = entry{}
	return nil
}

// unchanged reports whether the old tree has this very file. What can't be
// read counts as changed.
func (s *Stage) unchanged(name string, data []byte) bool {
	if s.old == nil {
		return false
	}
	same := false
	dir, base := path.Dir(name), path.Base(name)
	err := s.old.in(dir, func(folder *os.Root) error {
		if info, err := folder.Lstat(base); err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
			return fs.ErrNotExist
		}
		f, err := openToRead(folder, base)
		if err != nil {
			return err
		}
		defer f.Close() // it was only read
		same = holds(f, data)
		return nil
	})
	return err == nil && same
}

// holds reports whether that is all there is to read.
func holds(r io.Reader, data []byte) bool {
	held := blocks.Get().(*[64 << 10]byte)
	defer blocks.Put(held)
	for {
		n, err := io.ReadFull(r, held[:min(len(held), len(data)+1)])
		if n > len(data) || !bytes.Equal(held[:n], data[:n]) {
			return false
		}
		data = data[n:]
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return len(data) == 0
		} else if err != nil {
			return false
		}
	}
}

var blocks = sync.Pool{New: func() any { return new([64 << 10]byte) }}

// write makes a file in the new tree. It never opens one that is there, so
// that two names which the disk takes for one are found out. That it would not
// wait, which nobody has to for a file, spares Go the asking.
func (s *Stage) write(name string, data []byte) error {
	dir, base := path.Dir(name), path.Base(name)
	return s.fresh.in(dir, func(folder *os.Root) error {
		f, err := folder.OpenFile(base, os.O_WRONLY|os.O_CREATE|os.O_EXCL|syscall.O_NONBLOCK, 0o644)
		if err != nil {
			return err
		}
		_, err = f.Write(data)
		return errors.Join(err, f.Close())
	})
}
