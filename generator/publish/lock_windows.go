package publish

import (
	"os"
	"path/filepath"
	"syscall"
)

const errorSharingViolation = syscall.Errno(32)

// openLock opens a file, which is made if need be, so that nobody else can.
func openLock(root *os.Root, name string) (*os.File, error) {
	full, err := syscall.UTF16PtrFromString(filepath.Join(root.Name(), filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(full, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	switch {
	case err == errorSharingViolation:
		return nil, errBusy
	case err != nil:
		return nil, &os.PathError{Op: "open", Path: name, Err: err}
	}
	return os.NewFile(uintptr(h), name), nil
}

// closeLock removes the file after it is unlocked: an open file stays. If the
// next build is quicker, it has the file open, and the removal fails as it should.
func closeLock(root *os.Root, f *os.File, name string) {
	_ = f.Close()
	_ = root.Remove(name)
}
