package publish

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// exchanges runs a test with the system's exchange and with the renames.
func exchanges(t *testing.T, test func(t *testing.T, x exchange)) {
	t.Run("swap", func(t *testing.T) { test(t, swap) })
	t.Run("renames", func(t *testing.T) { test(t, byRenames) })
}

func TestFailedExchangeLeavesTheOld(t *testing.T) {
	exchanges(t, func(t *testing.T, x exchange) {
		dir := filepath.Join(t.TempDir(), "public")
		publish(t, dir, site{"a": "old"})
		s := open(t, dir, Options{})
		s.exchange = func(root *os.Root, tree, live, spare string) error {
			return x(root, "no-such-tree", live, spare) // the second step fails
		}
		put(t, s, site{"a": "new"})
		if _, err := s.Commit(); err == nil || !strings.Contains(err.Error(), "putting the new site in place of "+dir) {
			t.Errorf("Commit: %v", err)
		}
		wantTree(t, dir, site{".wallwalk": markerText, "a": "old"})
		if err := s.Abort(); err != nil {
			t.Error(err)
		}
		wantTree(t, dir, site{".wallwalk": markerText, "a": "old"})
		wantAlone(t, dir, "public")
	})
}

// If the way back fails as well, the old tree lies at spare: Abort must not
// take it for rubbish.
func TestAbortBringsTheOldBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, site{"a": "old"})
	s := open(t, dir, Options{})
	s.exchange = func(root *os.Root, tree, live, spare string) error {
		return errors.Join(errors.New("no way back"), root.Rename(live, spare))
	}
	put(t, s, site{"a": "new"})
	if _, err := s.Commit(); err == nil {
		t.Error("the commit went through")
	}
	if err := s.Abort(); err != nil {
		t.Error(err)
	}
	wantTree(t, dir, site{".wallwalk": markerText, "a": "old"})
	wantAlone(t, dir, "public")
}

func TestMountedOutput(t *testing.T) {
	for _, cause := range []error{syscall.EBUSY, syscall.EXDEV} {
		dir := filepath.Join(t.TempDir(), "public")
		publish(t, dir, site{"a": "old"})
		s := open(t, dir, Options{})
		s.exchange = func(*os.Root, string, string, string) error { return &os.LinkError{Op: "rename", Err: cause} }
		put(t, s, site{"a": "new"})
		_, err := s.Commit()
		wantReason(t, err, "mounted disk")
		wantTree(t, dir, site{".wallwalk": markerText, "a": "old"})
	}
}

// stageOf returns the folder that Open works in for dir.
func stageOf(dir string) string { return newStage(dir, dir, false).work }

func TestLeftoverStageIsCleaned(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, site{"a": "old"})
	left := filepath.Join(filepath.Dir(dir), stageOf(dir))
	write(t, filepath.Join(left, "lock"), "")
	write(t, filepath.Join(left, "tree/a"), "half a ne")
	write(t, filepath.Join(left, "tree/b/c"), "never put again")
	write(t, filepath.Join(left, "spare/a"), "older still")
	publish(t, dir, site{"a": "new"})
	wantTree(t, dir, site{".wallwalk": markerText, "a": "new"})
	wantAlone(t, dir, "public")
}

// A kill between the renames: the old tree is at spare, the output is missing.
func TestKilledBetweenRenames(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, site{"a": "old"})
	left := filepath.Join(filepath.Dir(dir), stageOf(dir))
	write(t, filepath.Join(left, "tree/a"), "new")
	if err := os.Rename(dir, filepath.Join(left, "spare")); err != nil {
		t.Fatal(err)
	}
	if err := open(t, dir, Options{}).Abort(); err != nil {
		t.Fatal(err)
	}
	wantTree(t, dir, site{".wallwalk": markerText, "a": "old"})
	wantAlone(t, dir, "public")
}

// What comes back is looked at like what was there all the time.
func TestForeignFolderComesBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	left := filepath.Join(filepath.Dir(dir), stageOf(dir))
	write(t, filepath.Join(left, "spare/thesis.doc"), "x")
	_, err := Open(dir, Options{})
	wantReason(t, err, "did not write")
	wantTree(t, dir, site{"thesis.doc": "x"})
	wantAlone(t, dir, "public")
}

func TestTwoBuildsAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	s := open(t, dir, Options{})
	put(t, s, site{"a": "mine"})
	for range 2 {
		_, err := Open(dir, Options{Force: true})
		wantReason(t, err, "another build is writing")
	}
	other := open(t, dir+"2", Options{})
	commit(t, other, site{"a": "other"})
	commit(t, s, nil)
	wantTree(t, dir, site{".wallwalk": markerText, "a": "mine"})
	publish(t, dir, site{"a": "next"})
	wantAlone(t, dir, "public", "public2")
}
