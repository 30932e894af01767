package history

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A Kind is what stands at a path.
type Kind uint8

const (
	Absent    Kind = iota
	File           // executable or not
	Link           // a symbolic link
	Submodule      // another repository's commit
)

// A Change is a path at which head differs from the place where it left base.
type Change struct {
	Path    string // from the repository's top, slash-separated, as it is stored
	Was, Is Kind
}

// Changes returns what head changes, by path.
func (r *Repo) Changes(ctx context.Context, base, head Commit) ([]Change, error) {
	left, err := r.left(ctx, base, head)
	if err != nil {
		return nil, err
	}
	before, err := r.list(ctx, left)
	if err != nil {
		return nil, err
	}
	after, err := r.list(ctx, head)
	if err != nil {
		return nil, err
	}
	return compare(before, after), nil
}

// An entry is a file of a tree, or what stands in a file's place.
type entry struct {
	path, mode, id string
}

func (e entry) kind() Kind {
	switch e.mode {
	case "120000":
		return Link
	case "160000":
		return Submodule
	}
	return File
}

// compare walks two lists that are sorted by path.
func compare(before, after []entry) []Change {
	var changes []Change
	for len(before) > 0 || len(after) > 0 {
		switch {
		case len(after) == 0 || len(before) > 0 && before[0].path < after[0].path:
			changes = append(changes, Change{before[0].path, before[0].kind(), Absent})
			before = before[1:]
		case len(before) == 0 || after[0].path < before[0].path:
			changes = append(changes, Change{after[0].path, Absent, after[0].kind()})
			after = after[1:]
		default:
			if before[0] != after[0] {
				changes = append(changes, Change{after[0].path, before[0].kind(), after[0].kind()})
			}
			before, after = before[1:], after[1:]
		}
	}
	return changes
}

// maxListing is about two million files: a tree may be small in the
// repository and without end when it is listed.
const maxListing = 256 << 20

// list returns all files of a commit, by path.
func (r *Repo) list(ctx context.Context, c Commit) ([]entry, error) {
	var all []entry
	_, err := r.run(ctx, "listing the files of a commit", nil, func(from *bufio.Reader) (err error) {
		all, err = parseList(from, maxListing)
		return err
	}, "ls-tree", "-r", "-z", "--full-tree", string(c))
	return all, err
}

// parseList reads the lines of ls-tree: mode, type, id, a tab, the path, NUL.
// They are sorted anew, since git sorts a folder as if its name ended in a
// slash. A path that stands there twice is refused: only a forged tree has it.
func parseList(from *bufio.Reader, limit int64) ([]entry, error) {
	var all []entry
	for size := int64(0); ; {
		line, err := from.ReadString(0)
		if size += int64(len(line)); size > limit {
			return nil, errors.New("there are more files than can be read")
		}
		if errors.Is(err, io.EOF) && line == "" {
			break
		}
		words, path, ok := strings.Cut(strings.TrimSuffix(line, "\x00"), "\t")
		part := strings.Fields(words)
		if err != nil || !ok || len(part) != 3 || path == "" {
			return nil, errors.Join(fmt.Errorf("this line of the list can't be understood: %q", line), err)
		}
		all = append(all, entry{path, part[0], part[2]})
	}
	slices.SortFunc(all, func(a, b entry) int { return cmp.Compare(a.path, b.path) })
	for i := 1; i < len(all); i++ {
		if all[i].path == all[i-1].path {
			return nil, fmt.Errorf("the list has %q twice", all[i].path)
		}
	}
	return all, nil
}
