package publish

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Whoever is in a folder keeps it, however many others are opened meanwhile; no
// more than a few stay open.
func TestFoldersStayOpenAsLongAsSomebodyIsInOne(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	f := &folders{root: root, make: true}
	var all sync.WaitGroup
	for g := range 8 {
		all.Go(func() {
			for i := range 200 {
				name := fmt.Sprint("a/", (g*31+i*7)%50)
				err := f.in(name, func(in *os.Root) error {
					return f.in(fmt.Sprint(name, "/b", i%3), func(*os.Root) error { return in.WriteFile(fmt.Sprint(g, "-", i), nil, 0o644) })
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if files, _ := filepath.Glob(filepath.Join(dir, "a", "*", "*-*")); len(files) != 1600 {
		t.Errorf("there are %d files", len(files))
	}
	if len(f.open) > mostOpen {
		t.Errorf("%d folders are open", len(f.open))
	}
	for _, one := range f.open {
		if one.users != 0 {
			t.Errorf("%d are in %s", one.users, one.dir)
		}
	}
	if err := f.close(); err != nil {
		t.Error(err)
	}
}

func TestAFolderThatCannotBeIsNamedAsTheTreeDoes(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	f := &folders{root: root, make: true}
	defer f.close()
	err = f.in("a/b", func(*os.Root) error { return nil })
	if err == nil || !strings.Contains(err.Error(), " a: ") || strings.Contains(err.Error(), dir) {
		t.Errorf("of a file in a folder's place is said: %v", err)
	}
}

func TestAFolderThatIsNotThereIsNotMadeToBeRead(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	f := &folders{root: root}
	defer f.close()
	if err := f.in("a", func(*os.Root) error { return nil }); !os.IsNotExist(err) {
		t.Errorf("a folder that is not there: %v", err)
	}
	if _, err := root.Stat("a"); err == nil {
		t.Error("it was made")
	}
}
