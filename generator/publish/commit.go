package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"syscall"
	"time"
)

// Commit makes the new tree the output and ends the stage. On an error the
// old tree is where it was, whole, and Abort is still to be called.
func (s *Stage) Commit() (Stats, error) {
	s.gate.Lock()
	defer s.gate.Unlock()
	switch {
	case s.closed:
		return Stats{}, fmt.Errorf("publishing %s: %w", s.dir, errClosed)
	case s.failed != nil:
		return Stats{}, s.failed
	}
	if !s.same() {
		if err := s.replace(); err != nil {
			return Stats{}, err
		}
	}
	// The site is out. If the old tree won't go, the next Open tries again.
	_ = s.leave()
	return s.stats(), nil
}

// Abort removes the stage and leaves the output as it is. It does nothing
// after a Commit that went well, or a second time.
func (s *Stage) Abort() error {
	s.gate.Lock()
	defer s.gate.Unlock()
	if s.closed {
		return nil
	}
	return s.leave()
}

func (s *Stage) stats() Stats {
	var sum Stats
	for name, e := range s.files {
		if name == marker {
			continue
		}
		sum.Files++
		sum.Bytes += e.size
		if e.kept {
			sum.Unchanged++
		}
	}
	return sum
}

// same reports whether the output is the new tree already: all files are
// kept, and nothing else is there. Names are compared as the disk spells
// them, for a disk may find INDEX.html under index.html. When in doubt it is
// not the same.
func (s *Stage) same() bool {
	inside := map[string][]string{".": nil} // each folder, and the names in it
	for name, e := range s.files {
		if !e.kept {
			return false
		}
		for there := false; name != "." && !there; {
			dir := path.Dir(name)
			_, there = inside[dir]
			inside[dir] = append(inside[dir], path.Base(name))
			name = dir
		}
	}
	for dir, names := range inside {
		if !s.old.has(dir, names) {
			return false
		}
	}
	return true
}

// replace completes the new tree and exchanges it with the old one. The
// output is looked at once more, since a build takes a while.
func (s *Stage) replace() error {
	if err := s.replaceable(); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		if !s.files[name].kept {
			continue
		}
		if err := s.keep(name); err != nil {
			return fmt.Errorf("taking over %s from %s: %w", name, s.dir, err)
		}
	}
	return s.turn()
}

// keep brings a file of the old tree into the new one. This waits for the
// Commit because a link changes the old file's inode, and an output in which
// nothing changed is to stay untouched.
func (s *Stage) keep(name string) error {
	if err := s.fresh.in(path.Dir(name), func(*os.Root) error { return nil }); err != nil { // so that it is there
		return err
	}
	err := s.link(path.Join(s.base, name), path.Join(s.tree, name))
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return s.copy(name) // no links on this disk, too many of them, or not ours
}

func (s *Stage) copy(name string) error {
	info, err := s.old.root.Stat(name)
	if err != nil {
		return err
	}
	data, err := s.old.root.ReadFile(name)
	if err != nil {
		return err
	}
	if err := s.write(name, data); err != nil {
		return err
	}
	return s.root.Chtimes(path.Join(s.tree, name), time.Time{}, info.ModTime())
}

// turn puts the new tree in the output's place.
func (s *Stage) turn() error {
	s.closeTrees() // Windows moves no folder that somebody has open
	var err error
	if _, missing := s.root.Lstat(s.base); errors.Is(missing, fs.ErrNotExist) {
		err = s.root.Rename(s.tree, s.base)
	} else {
		err = s.exchange(s.root, s.tree, s.base, s.spare)
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.EBUSY), errors.Is(err, syscall.EXDEV):
		return &Refused{
			Reason: fmt.Sprintf("%s can't be replaced: it is a mounted disk, or part of a container's image", s.dir),
			Hint:   "choose a folder inside it with --output",
		}
	}
	return fmt.Errorf("putting the new site in place of %s: %w", s.dir, err)
}

func (s *Stage) closeTrees() {
	for _, t := range []**folders{&s.fresh, &s.old} {
		if *t != nil {
			_ = (*t).close() // folders have nothing left to write
			*t = nil
		}
	}
}

// restore brings back the old tree if it is missing in its place, because an
// exchange by renaming was cut short.
func (s *Stage) restore() error {
	if _, err := s.root.Lstat(s.base); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	err := s.root.Rename(s.spare, s.base)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// clear removes all trees of this build, or of a killed one.
func (s *Stage) clear() error {
	if err := s.restore(); err != nil {
		return fmt.Errorf("bringing back %s: %w", s.dir, err)
	}
	for _, name := range []string{s.tree, s.spare} {
		if err := s.root.RemoveAll(name); err != nil {
			return fmt.Errorf("removing what a build of %s left behind: %w", s.dir, err)
		}
	}
	return nil
}

// leave ends the stage: nothing of it is left, and the next build may enter.
func (s *Stage) leave() error {
	s.closed = true
	s.closeTrees()
	err := s.clear()
	s.unlock()
	return errors.Join(err, s.root.Close())
}
