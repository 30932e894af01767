package generator

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
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

// An inner is what lies in a folder; nothing outside of it can be read there.
type inner struct {
	files fs.FS
	root  *os.Root // nil where it is no disk's
}

// inside opens a folder, until it is closed.
func inside(fsys fs.FS, dir string) (inner, error) {
	if d, ok := fsys.(disk); ok {
		root, err := d.root.OpenRoot(dir)
		if err != nil {
			return inner{}, err
		}
		return inner{root.FS(), root}, nil
	}
	in, err := fs.Sub(fsys, dir)
	return inner{files: in}, err
}

func (in inner) close() error {
	if in.root == nil {
		return nil
	}
	return in.root.Close()
}

// read reads a file that was of the size a moment ago. That nobody would have to
// wait for it, as one has to for a pipe, is said to spare Go the asking.
func (in inner) read(name string, size int64) ([]byte, error) {
	if in.root == nil {
		return fs.ReadFile(in.files, name)
	}
	f, err := in.root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()              // it was only read
	data := make([]byte, size+1) // one more, to find the end
	n, err := io.ReadFull(f, data)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return data[:n], nil
	}
	rest, err := io.ReadAll(f)
	return append(data[:n], rest...), err
}
