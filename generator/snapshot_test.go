package generator

import (
	"bytes"
	"io/fs"
	"testing"
	"testing/fstest"
)

// What is written after the first look is not seen, but in files that are too
// large to be remembered, and what fails is tried again.
func TestASnapshotStaysAsItWas(t *testing.T) {
	large := bytes.Repeat([]byte("x"), maxWords+1)
	disk := fstest.MapFS{"a/one.yaml": {Data: []byte("one")}, "a/large.png": {Data: large}}
	s := &snapshot{FS: disk}
	look := func(name string) string {
		data, err := fs.ReadFile(s, name)
		if err != nil {
			return err.Error()
		}
		return string(data[:3])
	}
	if got := look("a/one.yaml") + look("a/large.png"); got != "onexxx" {
		t.Fatal(got)
	}
	if got := look("a/two.yaml"); got == "two" {
		t.Fatal("a file that isn't there is read")
	}
	if all, err := fs.ReadDir(s, "a"); err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	disk["a/one.yaml"] = &fstest.MapFile{Data: []byte("eins")}
	disk["a/two.yaml"] = &fstest.MapFile{Data: []byte("two")}
	disk["a/large.png"] = &fstest.MapFile{Data: bytes.Repeat([]byte("y"), maxWords+1)}
	if got := look("a/one.yaml") + look("a/two.yaml") + look("a/large.png"); got != "onetwoyyy" {
		t.Errorf("the snapshot reads %s", got)
	}
	if all, err := fs.ReadDir(s, "a"); err != nil || len(all) != 2 {
		t.Errorf("the snapshot lists %v, %v", all, err)
	}
	if info, err := fs.Lstat(s, "a/one.yaml"); err != nil || info.Size() != 4 {
		t.Errorf("the first look at a file gives %v, %v", info, err)
	}
}
