package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const elsewhere = "choose another folder with --output"

// locate returns where dir lies: absolute, with all links on the way resolved,
// but not dir itself.
func locate(dir string) (string, error) {
	if dir == "" {
		return "", &Refused{"the output folder has no name", "name a folder with --output"}
	}
	full, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("finding %s: %w", dir, err)
	}
	if filepath.Dir(full) == full {
		return "", &Refused{fmt.Sprintf("the output can't be %s, the whole disk", dir), elsewhere}
	}
	return filepath.Join(resolve(filepath.Dir(full)), filepath.Base(full)), nil
}

// resolve follows the links in an absolute path, as far as the path exists.
func resolve(full string) string {
	if real, err := filepath.EvalSymlinks(full); err == nil {
		return real
	}
	up := filepath.Dir(full)
	if up == full {
		return full
	}
	return filepath.Join(resolve(up), filepath.Base(full))
}

// apart refuses an output that holds an input or lies within one.
func apart(dir, path string, inputs []string) error {
	for _, in := range inputs {
		full, err := filepath.Abs(in)
		if err != nil {
			return fmt.Errorf("finding %s: %w", in, err)
		}
		full = resolve(full)
		if within(full, path) {
			return &Refused{fmt.Sprintf("the output %s would replace %s, which the site is made from", dir, in), elsewhere}
		}
		if within(path, full) {
			return &Refused{fmt.Sprintf("the output %s lies inside %s, which the site is made from", dir, in), elsewhere}
		}
	}
	return nil
}

// within reports whether inner is outer or lies below it; both are resolved.
// The disk is asked, not only the names: it may take Content for content.
func within(inner, outer string) bool {
	top, err := os.Stat(outer)
	for at := inner; ; at = filepath.Dir(at) {
		if at == outer {
			return true
		}
		if info, e := os.Stat(at); e == nil && err == nil && os.SameFile(info, top) {
			return true
		}
		if at == filepath.Dir(at) {
			return false
		}
	}
}

// replaceable refuses an output that is no folder, or not wallwalk's.
func (s *Stage) replaceable() error {
	info, err := os.Lstat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("looking at %s: %w", s.dir, err)
	case info.Mode()&fs.ModeSymlink != 0:
		return &Refused{s.dir + " is a link, and the output must be a folder", "name the folder that it points to with --output"}
	case !info.IsDir():
		return &Refused{s.dir + " is a file, and the output must be a folder", elsewhere}
	case s.force:
		return nil
	}
	return s.own()
}

// own refuses a folder that wallwalk did not write. A git working copy is
// somebody's work even if the site in it is wallwalk's: to replace it would
// delete its history.
func (s *Stage) own() error {
	list, err := os.ReadDir(s.path)
	if err != nil {
		return fmt.Errorf("looking into %s: %w", s.dir, err)
	}
	marked := len(list) == 0
	for _, e := range list {
		switch e.Name() {
		case ".git":
			return &Refused{s.dir + " is a git working copy, and a build replaces the whole folder",
				"build into another folder and copy the site from there, or delete the working copy with --force"}
		case marker:
			marked = e.Type().IsRegular() && isMarker(filepath.Join(s.path, marker))
		}
	}
	if marked {
		return nil
	}
	return &Refused{s.dir + " holds files that wallwalk did not write",
		"choose an empty or new folder with --output, or replace all that is in it with --force"}
}

func isMarker(name string) bool {
	data, err := os.ReadFile(name)
	return err == nil && strings.HasPrefix(string(data), markerPrefix)
}
