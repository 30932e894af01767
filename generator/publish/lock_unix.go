//go:build unix

package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// openLock takes an advisory lock on a file, which is made if need be.
func openLock(root *os.Root, name string) (*os.File, error) {
	f, err := root.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	if err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err == nil {
		err = stillThere(root, f, name)
	}
	if errors.Is(err, unix.EWOULDBLOCK) {
		err = errBusy
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// stillThere makes sure that the locked file is the one that others see: its
// last holder may have removed it between our opening and our locking.
func stillThere(root *os.Root, f *os.File, name string) error {
	mine, err := f.Stat()
	if err != nil {
		return err
	}
	seen, err := root.Lstat(name)
	if err != nil {
		return err
	}
	if !os.SameFile(mine, seen) {
		return errGone
	}
	return nil
}

// closeLock removes the file while it is locked: nobody else can have it.
func closeLock(root *os.Root, f *os.File, name string) {
	_ = root.Remove(name)
	_ = f.Close()
}
