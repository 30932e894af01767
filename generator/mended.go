package generator

import (
	"bytes"
	"io/fs"
	"path"
)

// A mended tree is one in which one file, which is there, has other bytes.
type mended struct {
	fs.FS
	name string
	data []byte
}

func (o mended) Open(name string) (fs.File, error) {
	f, err := o.FS.Open(name)
	if err != nil || name != o.name {
		return f, err
	}
	return &overlaid{File: f, Reader: bytes.NewReader(o.data)}, nil
}

func (o mended) Lstat(name string) (fs.FileInfo, error) {
	info, err := fs.Lstat(o.FS, name)
	if err != nil || name != o.name {
		return info, err
	}
	return resized{info, int64(len(o.data))}, nil
}

func (o mended) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(o.FS, name)
	for i, e := range all {
		if path.Join(name, e.Name()) == o.name {
			all[i] = mendedEntry{e, o}
		}
	}
	return all, err
}

func (o mended) ReadLink(name string) (string, error) { return fs.ReadLink(o.FS, name) }

type mendedEntry struct {
	fs.DirEntry
	of mended
}

func (e mendedEntry) Info() (fs.FileInfo, error) { return e.of.Lstat(e.of.name) }

// overlaid is the file, with its bytes.
type overlaid struct {
	fs.File
	*bytes.Reader
}

func (f *overlaid) Read(b []byte) (int, error) { return f.Reader.Read(b) }

func (f *overlaid) Stat() (fs.FileInfo, error) {
	info, err := f.File.Stat()
	return resized{info, f.Size()}, err
}

type resized struct {
	fs.FileInfo
	size int64
}

func (r resized) Size() int64 { return r.size }
