package history

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// Files returns the files of a commit below the repository's Prefix that keep
// wants, by their path below it. Links are shown as links and can't be opened;
// submodules are not there. A file over 1 MiB has its size and can't be read.
func (r *Repo) Files(ctx context.Context, c Commit, keep func(path string) bool) (fs.FS, error) {
	all, err := r.list(ctx, c)
	if err != nil {
		return nil, err
	}
	t := newTree()
	var nodes []*node
	var ids strings.Builder
	for _, e := range all {
		name, below := strings.CutPrefix(e.path, r.Prefix)
		if !below || !fs.ValidPath(name) || e.kind() == Submodule || !keep(name) {
			continue
		}
		nodes = append(nodes, t.add(name, e.kind()))
		ids.WriteString(e.id + "\n")
	}
	if len(nodes) == 0 {
		return t, nil
	}
	_, err = r.run(ctx, "reading files of a commit", strings.NewReader(ids.String()), func(from *bufio.Reader) error {
		for _, n := range nodes {
			if err := n.fill(from); err != nil {
				return fmt.Errorf("%s: %w", n.name, err)
			}
		}
		return nil
	}, "cat-file", "--batch")
	return t, err
}

// maxFile is more than any file that is read may have.
const maxFile = 1 << 20

// fill reads one answer of cat-file: id, type and size in a line, the bytes,
// and a line's end.
func (n *node) fill(from *bufio.Reader) error {
	line, err := from.ReadString('\n')
	if err != nil {
		return err
	}
	var id, kind string
	if _, err := fmt.Sscanf(line, "%s %s %d\n", &id, &kind, &n.size); err != nil || kind != "blob" || n.size < 0 {
		return fmt.Errorf("git answers %q", strings.TrimSpace(line))
	}
	if n.size > maxFile {
		_, err = io.CopyN(io.Discard, from, n.size+1)
		return err
	}
	n.data = make([]byte, n.size)
	if _, err = io.ReadFull(from, n.data); err == nil {
		_, err = from.Discard(1)
	}
	return err
}

// A tree is an fs.FS in memory.
type tree map[string]*node

// A node is a file or a folder, and its own fs.FileInfo and fs.DirEntry.
type node struct {
	name string // the last element
	mode fs.FileMode
	size int64
	data []byte // nil where there is more than is read
	list []fs.DirEntry
}

func newTree() tree { return tree{".": {name: ".", mode: fs.ModeDir | 0o555}} }

// add puts a file into the tree, with its folders.
func (t tree) add(name string, kind Kind) *node {
	n := &node{name: path.Base(name), mode: 0o444}
	if kind == Link {
		n.mode |= fs.ModeSymlink
	}
	t[name] = n
	for child := n; name != "."; {
		name = path.Dir(name)
		dir, known := t[name]
		if !known {
			dir = &node{name: path.Base(name), mode: fs.ModeDir | 0o555}
			t[name] = dir
		}
		dir.list = append(dir.list, child)
		if child = dir; known {
			break
		}
	}
	return n
}

func (t tree) find(op, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	if n := t[name]; n != nil {
		return n, nil
	}
	return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// Open opens a file or a folder. A link is not followed.
func (t tree) Open(name string) (fs.File, error) {
	n, err := t.find("open", name)
	switch {
	case err != nil:
		return nil, err
	case n.mode&fs.ModeSymlink != 0:
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("links are not followed")}
	case n.size > int64(len(n.data)):
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("the file is too large")}
	}
	rest := slices.SortedFunc(slices.Values(n.list), func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return &opened{node: n, Reader: bytes.NewReader(n.data), rest: rest}, nil
}

// Lstat and ReadLink make the tree an fs.ReadLinkFS.
func (t tree) Lstat(name string) (fs.FileInfo, error) {
	n, err := t.find("lstat", name)
	if err != nil {
		return nil, err // and not a nil node, which is no nil fs.FileInfo
	}
	return n, nil
}

func (t tree) ReadLink(name string) (string, error) {
	n, err := t.find("readlink", name)
	if err == nil && n.mode&fs.ModeSymlink == 0 {
		err = &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
	}
	if err != nil {
		return "", err
	}
	return string(n.data), nil
}

func (n *node) Name() string               { return n.name }
func (n *node) Size() int64                { return n.size }
func (n *node) Mode() fs.FileMode          { return n.mode }
func (n *node) Type() fs.FileMode          { return n.mode.Type() }
func (n *node) ModTime() time.Time         { return time.Time{} }
func (n *node) IsDir() bool                { return n.mode.IsDir() }
func (n *node) Sys() any                   { return nil }
func (n *node) Info() (fs.FileInfo, error) { return n, nil }

// opened is a node being read.
type opened struct {
	*node
	*bytes.Reader
	rest []fs.DirEntry
}

func (o *opened) Size() int64                { return o.node.size }
func (o *opened) Stat() (fs.FileInfo, error) { return o.node, nil }
func (o *opened) Close() error               { return nil }

func (o *opened) Read(p []byte) (int, error) {
	if o.IsDir() {
		return 0, &fs.PathError{Op: "read", Path: o.name, Err: errors.New("this is a folder")}
	}
	return o.Reader.Read(p)
}

// ReadDir makes an opened folder an fs.ReadDirFile.
func (o *opened) ReadDir(n int) ([]fs.DirEntry, error) {
	if !o.IsDir() {
		return nil, &fs.PathError{Op: "readdir", Path: o.name, Err: errors.New("this is not a folder")}
	}
	if n > 0 && len(o.rest) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(o.rest) {
		n = len(o.rest)
	}
	some := o.rest[:n]
	o.rest = o.rest[n:]
	return some, nil
}
