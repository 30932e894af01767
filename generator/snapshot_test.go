package generator

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
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
	if info, err := fs.Lstat(s, "a/one.yaml"); err != nil || info.Size() != int64(len("one")) {
		t.Errorf("of a file that is remembered there is %v, %v", info, err)
	}
}

// A folder that is opened for its files shows what root.FS() does of them, and
// fails in the same words.
func TestASnapshotOfADiskIsWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"root/a/one.yaml": "one", "root/a/logo.png": "png", "root/a/b/two.md": "two", "secret.yaml": "secret",
		"root/a/large.txt": strings.Repeat("x", maxWords+1), "root/a/open.yaml": "open"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range map[string]string{"out.yaml": "../../secret.yaml", "up.yaml": "../a/one.yaml", "nowhere.yaml": "no.yaml"} {
		if err := os.Symlink(to, filepath.Join(dir, "root/a", name)); err != nil {
			t.Skip("there are no links here: ", err)
		}
	}
	if err := os.Chmod(filepath.Join(dir, "root/a/open.yaml"), 0); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(filepath.Join(dir, "root"))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	s, plain := &snapshot{FS: Disk(root)}, root.FS()
	for _, name := range []string{"a/one.yaml", "a/logo.png", "a/b/two.md", "a/large.txt", "a/out.yaml", "a/up.yaml", "a/nowhere.yaml", "a/none.yaml", "none/one.yaml", "a/one.yaml/x", "a/open.yaml"} {
		got, err := fs.ReadFile(s, name)
		want, wrong := fs.ReadFile(plain, name)
		if string(got) != string(want) || fmt.Sprint(err) != fmt.Sprint(wrong) {
			t.Errorf("%s: %d bytes, %v; want %d, %v", name, len(got), err, len(want), wrong)
		}
		info, err := fs.Lstat(s, name)
		there, wrong := fs.Lstat(plain, name)
		if fmt.Sprint(err) != fmt.Sprint(wrong) || err == nil && (info.Mode() != there.Mode() || info.Size() != there.Size()) {
			t.Errorf("%s: %v, %v; want %v, %v", name, info, err, there, wrong)
		}
	}
	for _, name := range []string{"a", "a/b", ".", "none", "a/one.yaml"} {
		got, err := fs.ReadDir(s, name)
		want, wrong := fs.ReadDir(plain, name)
		if len(got) != len(want) || fmt.Sprint(err) != fmt.Sprint(wrong) {
			t.Errorf("%s: %v, %v; want %v, %v", name, got, err, want, wrong)
		}
	}
	if string(s.seen["a"].texts["one.yaml"]) != "one" || len(s.seen["a"].texts) > 2 {
		t.Errorf("of a folder is kept %v", s.seen["a"].texts)
	}
	in, err := inside(s.FS, "a/b")
	if err != nil {
		t.Fatal(err)
	}
	defer in.close()
	if _, err := fs.ReadFile(in.files, "../one.yaml"); err == nil {
		t.Error("a folder shows what is above it")
	}
	if data, err := in.read("../one.yaml", 3); err == nil {
		t.Errorf("a folder reads what is above it: %s", data)
	}
	if data, err := in.read("two.md", 1); string(data) != "two" || err != nil {
		t.Errorf("of a file that has grown is read %q, %v", data, err)
	}
}
