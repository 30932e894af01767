package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// swap exchanges in one step where kernel and disk can, else by renaming.
func swap(root *os.Root, tree, live, spare string) error {
	dir, err := root.Open(".")
	if err != nil {
		return err
	}
	defer dir.Close()
	at := int(dir.Fd())
	err = unix.Renameat2(at, tree, at, live, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOTSUP) {
		return byRenames(root, tree, live, spare)
	}
	return err
}
