package generator

import (
	"io/fs"
	"testing"
	"testing/fstest"
)

// Whichever way somebody looks at a mended file, it has its new bytes, and as
// many of them.
func TestAMendedFileIsNewFromAllSides(t *testing.T) {
	after := mended{fstest.MapFS{"a/one.yaml": {Data: []byte("one")}, "a/two.yaml": {Data: []byte("two")}}, "a/one.yaml", []byte("more than one")}
	for name, fsys := range map[string]fs.FS{"itself": after, "its snapshot": &snapshot{FS: after}} {
		listed, err := fs.ReadDir(fsys, "a")
		if err != nil || len(listed) != 2 {
			t.Fatal(name, listed, err)
		}
		for i, want := range []string{"more than one", "two"} {
			file := "a/" + listed[i].Name()
			data, err := fs.ReadFile(fsys, file)
			if err != nil || string(data) != want {
				t.Errorf("%s reads %s as %q, %v", name, file, data, err)
			}
			said, err := listed[i].Info()
			if err != nil || said.Size() != int64(len(want)) {
				t.Errorf("%s lists %s with %v, %v", name, file, said, err)
			}
			if seen, err := fs.Lstat(fsys, file); err != nil || seen.Size() != int64(len(want)) {
				t.Errorf("%s sees %s as %v, %v", name, file, seen, err)
			}
		}
	}
}
