package publish

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// The exchange is one step here: it has no use for the spare place.
func TestSwapIsOneStep(t *testing.T) {
	top := t.TempDir()
	write(t, filepath.Join(top, "new/a"), "new")
	write(t, filepath.Join(top, "live/a"), "old")
	root, err := os.OpenRoot(top)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := swap(root, "new", "live", "no/such/place"); err != nil {
		t.Error(err)
	}
	wantTree(t, top, site{"live/": "", "live/a": "new", "new/": "", "new/a": "old"})
}

// touched reports whether an inode was changed at all, if only by a link that
// came and went.
func touched(before, after fs.FileInfo) bool {
	return before.Sys().(*syscall.Stat_t).Ctim != after.Sys().(*syscall.Stat_t).Ctim
}
