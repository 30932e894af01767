package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// errBusy is openLock's answer if another process, or another Stage of this
// one, has the lock.
var errBusy = errors.New("the lock is taken")

// errGone is openLock's answer if the last holder removed the lock meanwhile.
var errGone = errors.New("the lock is gone")

// enter opens the folder that the output lies in, and takes the lock there.
func (s *Stage) enter() error {
	parent := filepath.Dir(s.path)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return fmt.Errorf("making the folder for %s: %w", s.dir, err)
	}
	root, err := os.OpenRoot(parent)
	if err != nil {
		return fmt.Errorf("opening the folder of %s: %w", s.dir, err)
	}
	s.root, s.link = root, root.Link
	if err := s.takeLock(); err != nil {
		return errors.Join(err, root.Close())
	}
	return nil
}

// takeLock makes the folder work and locks it by a file in it. The build that
// is just leaving removes both, so a few attempts may fail for nothing.
func (s *Stage) takeLock() error {
	var err error
	for range 100 {
		if err = s.root.Mkdir(s.work, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			break
		}
		s.lock, err = openLock(s.root, s.lockName())
		if !errors.Is(err, errGone) && !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errBusy):
		return &Refused{"another build is writing " + s.dir, "wait until it has finished, then build again"}
	}
	return fmt.Errorf("making a folder beside %s: %w", s.dir, err)
}

// unlock gives the lock back and removes its file and folder. It can't remove
// what the next build has taken already, and must not, so errors don't count.
func (s *Stage) unlock() {
	closeLock(s.root, s.lock, s.lockName())
	_ = s.root.Remove(s.work)
}

func (s *Stage) lockName() string { return s.work + "/lock" }
