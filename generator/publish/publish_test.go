package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A site is what a test publishes: names and texts.
type site map[string]string

func open(t *testing.T, dir string, o Options) *Stage {
	t.Helper()
	s, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Abort() })
	return s
}

func put(t *testing.T, s *Stage, files site) {
	t.Helper()
	for name, text := range files {
		if err := s.Put(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
}

func commit(t *testing.T, s *Stage, files site) Stats {
	t.Helper()
	put(t, s, files)
	stats, err := s.Commit()
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

// publish is one whole build.
func publish(t *testing.T, dir string, files site) Stats {
	t.Helper()
	return commit(t, open(t, dir, Options{}), files)
}

// tree reads all that is below dir: folders as "name/", links as "-> target".
func tree(t *testing.T, dir string) site {
	t.Helper()
	found := site{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		switch {
		case d.IsDir():
			found[filepath.ToSlash(rel)+"/"] = ""
			return nil
		case d.Type()&fs.ModeSymlink != 0:
			to, err := os.Readlink(name)
			found[filepath.ToSlash(rel)] = "-> " + to
			return err
		}
		data, err := os.ReadFile(name)
		found[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func wantTree(t *testing.T, dir string, want site) {
	t.Helper()
	if got := tree(t, dir); !maps.Equal(got, want) {
		t.Errorf("%s holds %v, want %v", filepath.Base(dir), got, want)
	}
}

// wantAlone fails if anything but the named lies beside the output.
func wantAlone(t *testing.T, dir string, names ...string) {
	t.Helper()
	var got []string
	for name := range tree(t, filepath.Dir(dir)) {
		if first, _, _ := strings.Cut(name, "/"); !slices.Contains(got, first) {
			got = append(got, first)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, names) {
		t.Errorf("beside the output lies %q, want %q", got, names)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func stat(t *testing.T, name string) fs.FileInfo {
	t.Helper()
	info, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// age sets a time long past, so that a file written anew shows.
func age(t *testing.T, name string) time.Time {
	t.Helper()
	then := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	if err := os.Chtimes(name, then, then); err != nil {
		t.Fatal(err)
	}
	return then
}

func TestFresh(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "yet", "public")
	got := publish(t, dir, site{"index.html": "home", "teams/north/index.html": "north", "empty": ""})
	wantTree(t, dir, site{".wallwalk": markerText, "index.html": "home", "empty": "",
		"teams/": "", "teams/north/": "", "teams/north/index.html": "north"})
	wantAlone(t, dir, "public")
	if want := (Stats{Files: 3, Bytes: 9}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestReplace(t *testing.T) {
	exchanges(t, func(t *testing.T, x exchange) {
		dir := filepath.Join(t.TempDir(), "public")
		publish(t, dir, site{"index.html": "old", "gone/a.html": "a", "swap": "file", "turn/x": "folder"})
		s := open(t, dir, Options{})
		s.exchange = x
		commit(t, s, site{"index.html": "new", "swap/x": "folder", "turn": "file"})
		wantTree(t, dir, site{".wallwalk": markerText, "index.html": "new", "swap/": "", "swap/x": "folder", "turn": "file"})
		wantAlone(t, dir, "public")
	})
}

func TestEmptyFolderIsTaken(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, site{"a": "1"})
	wantTree(t, dir, site{".wallwalk": markerText, "a": "1"})
}

func TestUnchangedFileIsTheOldOne(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, site{"same/a.html": "same", "b.html": "old"})
	then := age(t, filepath.Join(dir, "same/a.html"))
	before := stat(t, filepath.Join(dir, "same/a.html"))

	got := publish(t, dir, site{"same/a.html": "same", "b.html": "new"})
	after := stat(t, filepath.Join(dir, "same/a.html"))
	if !os.SameFile(before, after) || !after.ModTime().Equal(then) {
		t.Errorf("same file: %v, time %v, want %v", os.SameFile(before, after), after.ModTime(), then)
	}
	if want := (Stats{Files: 2, Unchanged: 1, Bytes: 7}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestUnchangedFileIsCopiedWithoutLinks(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, site{"same/a.html": "same", "b.html": "old"})
	then := age(t, filepath.Join(dir, "same/a.html"))
	before := stat(t, filepath.Join(dir, "same/a.html"))

	s := open(t, dir, Options{})
	s.link = func(from, to string) error { return errors.ErrUnsupported }
	commit(t, s, site{"same/a.html": "same", "b.html": "new"})
	after := stat(t, filepath.Join(dir, "same/a.html"))
	if os.SameFile(before, after) || !after.ModTime().Equal(then) {
		t.Errorf("same file: %v, time %v, want a copy of %v", os.SameFile(before, after), after.ModTime(), then)
	}
	wantTree(t, dir, site{".wallwalk": markerText, "same/": "", "same/a.html": "same", "b.html": "new"})
}

func TestNothingChangedTouchesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	files := site{"index.html": "home", "teams/north/index.html": "north"}
	publish(t, dir, files)
	names := []string{"", ".wallwalk", "index.html", "teams", "teams/north", "teams/north/index.html"}
	before := map[string]fs.FileInfo{}
	for _, name := range names {
		age(t, filepath.Join(dir, name))
		before[name] = stat(t, filepath.Join(dir, name))
	}
	got := publish(t, dir, files)
	if want := (Stats{Files: 2, Unchanged: 2, Bytes: 9}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	for _, name := range names {
		after := stat(t, filepath.Join(dir, name))
		if !os.SameFile(before[name], after) || !after.ModTime().Equal(before[name].ModTime()) || touched(before[name], after) {
			t.Errorf("%q was touched", name)
		}
	}
	wantAlone(t, dir, "public")
}

// What differs only in what is not put must not pass for the same.
func TestLeftovers(t *testing.T) {
	for name, spoil := range map[string]func(dir string) error{
		"file":   func(dir string) error { return os.WriteFile(filepath.Join(dir, "teams/x"), nil, 0o644) },
		"folder": func(dir string) error { return os.Mkdir(filepath.Join(dir, "teams/x"), 0o755) },
		"link":   func(dir string) error { return os.Symlink("a", filepath.Join(dir, "teams/x")) },
		"marker": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, marker), []byte(markerPrefix+" 9"), 0o644)
		},
		"missing":     func(dir string) error { return os.Remove(filepath.Join(dir, "teams/a")) },
		"linked file": func(dir string) error { return relink(filepath.Join(dir, "teams/a")) },
		"linked dir":  func(dir string) error { return relink(filepath.Join(dir, "teams")) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			publish(t, dir, site{"teams/a": "stays"})
			if err := spoil(dir); err != nil {
				t.Fatal(err)
			}
			publish(t, dir, site{"teams/a": "stays"})
			wantTree(t, dir, site{".wallwalk": markerText, "teams/": "", "teams/a": "stays"})
		})
	}
}

// relink puts a link in the place of name, to the same thing moved out. The
// link is as long as the file, so that its size doesn't give it away.
func relink(name string) error {
	out := filepath.Join(filepath.Dir(name), "moved")
	return errors.Join(os.Rename(name, out), os.Symlink("moved", name))
}

func TestNames(t *testing.T) {
	for _, name := range []string{"", ".", "..", "/", "/etc/x", "../x", "a/../x", "a/..", "./a", "a//b", "a/", `a\b`, `..\x`,
		"a\x00b", "\xff", ".wallwalk", ".wallwalk/x"} {
		t.Run(fmt.Sprintf("%q", name), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			publish(t, dir, site{"a": "old"})
			s := open(t, dir, Options{})
			err := s.Put(name, []byte("x"))
			if name != ".wallwalk/x" && err == nil {
				t.Error("Put took it")
			}
			put2 := s.Put("a", []byte("new"))
			_, done := s.Commit()
			if done == nil || err != nil && (!errors.Is(put2, err) || !errors.Is(done, err)) {
				t.Errorf("after %v, Put gives %v, Commit %v", err, put2, done)
			}
			if err := s.Abort(); err != nil {
				t.Error(err)
			}
			wantTree(t, dir, site{".wallwalk": markerText, "a": "old"})
			wantAlone(t, dir, "public")
		})
	}
}

func TestSameNameTwice(t *testing.T) {
	for _, old := range []string{"x", "other"} { // kept and written
		dir := filepath.Join(t.TempDir(), "public")
		publish(t, dir, site{"a": old})
		s := open(t, dir, Options{})
		put(t, s, site{"a": "x"})
		if err := s.Put("a", []byte("x")); err == nil {
			t.Error("a second file of the same name went through")
		}
		if _, err := s.Commit(); err == nil {
			t.Error("the commit went through")
		}
	}
}

// A disk may take A for a, so a file is there that no Put is known to have made.
func TestNamesThatTheDiskTakesForOne(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, site{"kept": "old"})
	for _, name := range []string{"written", "kept"} {
		s := open(t, dir, Options{})
		put(t, s, site{"new": "x"}) // so that there is something to do
		write(t, filepath.Join(filepath.Dir(dir), s.tree, name), "somebody's")
		err := s.Put(name, []byte("old"))
		_, done := s.Commit()
		if !errors.Is(errors.Join(err, done), fs.ErrExist) {
			t.Errorf("%s: Put %v, Commit %v", name, err, done)
		}
		s.Abort()
	}
	wantTree(t, dir, site{".wallwalk": markerText, "kept": "old"})
}

// A file that was to be kept may be gone by the time of the commit. Its bytes
// are gone too, and a site without it must not come out.
func TestOldFileVanishes(t *testing.T) {
	for _, other := range []string{"same", "new"} {
		dir := filepath.Join(t.TempDir(), "public")
		publish(t, dir, site{"a": "1", "b": "same"})
		s := open(t, dir, Options{})
		put(t, s, site{"a": "1", "b": other})
		if err := os.Remove(filepath.Join(dir, "a")); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Commit(); err == nil || !strings.Contains(err.Error(), "taking over a from "+dir) {
			t.Errorf("Commit: %v", err)
		}
	}
}

// A name may be a file or a folder; which Put comes first doesn't matter.
func TestFileUnderFile(t *testing.T) {
	for _, names := range [][]string{{"a", "a/b"}, {"a/b", "a"}} {
		dir := filepath.Join(t.TempDir(), "public")
		publish(t, dir, site{names[0]: "1"})
		s := open(t, dir, Options{})
		err := errors.Join(s.Put(names[0], []byte("1")), s.Put(names[1], []byte("2")))
		if _, done := s.Commit(); errors.Join(err, done) == nil {
			t.Errorf("%q: both were published", names)
		}
		s.Abort()
		if got := tree(t, dir)[names[0]]; got != "1" {
			t.Errorf("%q: the old file says %q", names, got)
		}
	}
}

func TestConcurrentPuts(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	s := open(t, dir, Options{})
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 20 {
				if err := s.Put(fmt.Sprintf("%d/%d", j, i), []byte("x")); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got := commit(t, s, nil); got.Files != 160 || got.Bytes != 160 {
		t.Errorf("%+v, want 160 files of a byte", got)
	}
	if got := len(tree(t, dir)); got != 160+20+1 {
		t.Errorf("%d names, want 160 files, 20 folders, a marker", got)
	}
}

// An interrupted build aborts while its workers are still putting.
func TestAbortDuringPuts(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	s := open(t, dir, Options{})
	var wg sync.WaitGroup
	busy := make(chan bool, 4)
	for i := range cap(busy) {
		wg.Go(func() {
			for j := 0; s.Put(fmt.Sprintf("%d/%d", i, j), []byte("x")) == nil; j++ {
				if j == 10 {
					busy <- true
				}
			}
		})
	}
	for range cap(busy) {
		<-busy
	}
	if err := s.Abort(); err != nil {
		t.Error(err)
	}
	wg.Wait()
	wantAlone(t, dir)
}

func TestAbort(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, site{"a": "old"})
	s := open(t, dir, Options{})
	put(t, s, site{"a": "new", "b/c": "new"})
	if err := errors.Join(s.Abort(), s.Abort()); err != nil {
		t.Error(err)
	}
	wantTree(t, dir, site{".wallwalk": markerText, "a": "old"})
	wantAlone(t, dir, "public")
	_, err := s.Commit()
	if !errors.Is(err, errClosed) || !errors.Is(s.Put("x", nil), errClosed) {
		t.Errorf("Commit after Abort: %v", err)
	}
}

func TestAbortAfterCommit(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	s := open(t, dir, Options{})
	commit(t, s, site{"a": "new"})
	if err := s.Abort(); err != nil {
		t.Error(err)
	}
	wantTree(t, dir, site{".wallwalk": markerText, "a": "new"})
	if _, err := s.Commit(); !errors.Is(err, errClosed) {
		t.Errorf("second Commit: %v", err)
	}
}
