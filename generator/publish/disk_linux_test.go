package publish

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// disk is a small disk of its own, in memory. Who may not mount one can't have
// these tests.
func disk(t *testing.T, megabytes int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%dm", megabytes)); err != nil {
		t.Skipf("mounting a small disk: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Errorf("unmounting the small disk: %v", err)
		}
	})
	return dir
}

func TestFullDisk(t *testing.T) {
	dir := filepath.Join(disk(t, 1), "public")
	publish(t, dir, site{"a": "old", "b/c": "old"})
	before := tree(t, dir)
	s := open(t, dir, Options{})
	var err error
	for i := 0; i < 100 && err == nil; i++ {
		err = s.Put(fmt.Sprintf("new/%d", i), []byte(strings.Repeat("x", 64<<10)))
	}
	if !errors.Is(err, syscall.ENOSPC) || !strings.HasPrefix(err.Error(), "writing new/") {
		t.Fatalf("a full disk is %v", err)
	}
	if _, again := s.Commit(); !errors.Is(again, syscall.ENOSPC) {
		t.Errorf("what did not fit is published: %v", again)
	}
	if err := s.Abort(); err != nil {
		t.Error(err)
	}
	wantTree(t, dir, before)
	wantAlone(t, dir, "public")
	publish(t, dir, site{"a": "new"})
	wantTree(t, dir, site{".wallwalk": markerText, "a": "new"})
}

func TestDiskThatCannotBeWritten(t *testing.T) {
	at := disk(t, 1)
	dir := filepath.Join(at, "public")
	publish(t, dir, site{"a": "old"})
	before := tree(t, dir)
	s := open(t, dir, Options{})
	if err := s.Put("a", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if err := s.Abort(); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("", at, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, Options{}); !errors.Is(err, syscall.EROFS) {
		t.Errorf("a disk that can't be written is %v", err)
	}
	wantTree(t, dir, before)
	wantAlone(t, dir, "public")
}
