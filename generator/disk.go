package generator

import (
	"io/fs"
	"os"
)

// Disk is what lies below a root, as root.FS() is. To read a file there by its
// whole path opens every folder on the way, since none may be a link that leads
// out; of a Disk, folders with many files are opened once for all of them.
func Disk(root *os.Root) fs.FS { return disk{root.FS().(tree), root} }

type disk struct {
	tree
	root *os.Root
}

// A tree is all that root.FS() can do.
type tree interface {
	fs.ReadDirFS
	fs.ReadFileFS
	fs.ReadLinkFS
	fs.StatFS
}

// inside is what lies in a folder, where nothing outside of it can be read,
// until done is called.
func inside(fsys fs.FS, dir string) (in fs.FS, done func() error, err error) {
	if d, ok := fsys.(disk); ok {
		root, err := d.root.OpenRoot(dir)
		if err != nil {
			return nil, nil, err
		}
		return root.FS(), root.Close, nil
	}
	in, err = fs.Sub(fsys, dir)
	return in, func() error { return nil }, err
}
