package history

import (
	"bufio"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func list(text string, limit int64) ([]entry, error) {
	return parseList(bufio.NewReader(strings.NewReader(text)), limit)
}

func TestAListIsUnderstoodOrRefused(t *testing.T) {
	got, err := list("100644 blob aa\tb\tc\x00120000 blob bb\ta\nb\x00", 1000)
	if want := []entry{{"a\nb", "120000", "bb"}, {"b\tc", "100644", "aa"}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("read %q (%v), want %q", got, err, want)
	}
	if got, err := list("", 0); err != nil || len(got) > 0 {
		t.Errorf("an empty tree has %q (%v)", got, err)
	}
	for _, text := range []string{
		"100644 blob aa\ta",    // cut off
		"100644 blob aa a\x00", // no tab
		"100644 blob\ta\x00",   // too few words
		"100644 blob aa\t\x00", // no name
		"\x00",                 // nothing
		"100644 blob aa\ta\x00120000 blob bb\ta\x00",    // a name twice
		strings.Repeat("100644 blob aa\tabcdef\x00", 9), // more than the limit
	} {
		if got, err := list(text, 100); err == nil {
			t.Errorf("%q is taken for %q", text, got)
		}
	}
}

// Whatever a list says, the changes between two are all the paths in which
// they differ, each once, and in order.
func FuzzCompareAgainstMaps(f *testing.F) {
	f.Add("a\x001b\x002", "b\x003c\x001")
	f.Add("a/b\x00a\x00", "a\x00a-b\x00")
	f.Fuzz(func(t *testing.T, one, other string) {
		before, inOne := entries(one)
		after, inOther := entries(other)
		changes := compare(before, after)
		for i, c := range changes {
			if i > 0 && changes[i-1].Path >= c.Path {
				t.Fatalf("%q comes before %q", changes[i-1].Path, c.Path)
			}
			was, had := inOne[c.Path]
			is, has := inOther[c.Path]
			if was == is && had == has || (c.Was != Absent) != had || (c.Is != Absent) != has {
				t.Fatalf("%+v: was %+v, is %+v", c, was, is)
			}
			delete(inOne, c.Path)
			delete(inOther, c.Path)
		}
		for path, e := range inOne {
			if inOther[path] != e {
				t.Fatalf("the change of %q is not seen", path)
			}
			delete(inOther, path)
		}
		if len(inOther) > 0 {
			t.Fatalf("not seen: %v", inOther)
		}
	})
}

// entries makes a list of a fuzzer's words.
func entries(s string) (all []entry, byPath map[string]entry) {
	byPath = map[string]entry{}
	for i, word := range strings.Split(s, "\x00") {
		byPath[word] = entry{word, "100644", string(rune('a' + i%2))}
	}
	for _, e := range byPath {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b entry) int { return strings.Compare(a.path, b.path) })
	return all, byPath
}

func TestFilesAreThoseOfTheCommit(t *testing.T) {
	f := newRepo(t)
	id := f.commit(nil, [3]string{"100644", "our/cohorts/a/cohort.yaml", "title: A\n"}, [3]string{"100644", "our/cohorts/a/teams/t/roster.yaml", ""},
		[3]string{"100755", "our/cohorts/a/notes", "no line's end"}, [3]string{"120000", "our/link", "cohorts"}, [3]string{"160000", "our/sub", ""},
		[3]string{"100644", "our/large", strings.Repeat("x", maxFile+1)}, [3]string{"100644", "our/full", strings.Repeat("x", maxFile)},
		[3]string{"100644", "our/unwanted", "x"}, [3]string{"100644", "ours", "x"}, [3]string{"100644", "cohorts/b", "x"})
	r := f.open()
	r.Prefix = "our/"
	fsys, err := r.Files(t.Context(), id, func(name string) bool { return name != "unwanted" })
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		names = append(names, name)
		return err
	})
	want := []string{".", "cohorts", "cohorts/a", "cohorts/a/cohort.yaml", "cohorts/a/notes", "cohorts/a/teams", "cohorts/a/teams/t",
		"cohorts/a/teams/t/roster.yaml", "full", "large", "link"}
	if !slices.Equal(names, want) {
		t.Errorf("the files are %q, want %q", names, want)
	}
	for name, want := range map[string]string{"cohorts/a/cohort.yaml": "title: A\n", "cohorts/a/notes": "no line's end", "cohorts/a/teams/t/roster.yaml": ""} {
		if got, err := fs.ReadFile(fsys, name); err != nil || string(got) != want {
			t.Errorf("%s holds %q (%v), want %q", name, got, err, want)
		}
	}
	if data, err := fs.ReadFile(fsys, "full"); err != nil || len(data) != maxFile {
		t.Errorf("a file of the largest size has %d bytes (%v)", len(data), err)
	}
}

// What isn't read is refused, and a link is never what it points to.
func TestLinksAndLargeFilesAreShownAndNotOpened(t *testing.T) {
	f := newRepo(t)
	id := f.commit(nil, [3]string{"120000", "link", "file"}, [3]string{"100644", "file", "x"}, [3]string{"100644", "large", strings.Repeat("x", maxFile+1)})
	fsys, err := f.open().Files(t.Context(), id, func(string) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"link", "large", "nowhere", "../file", "file/within"} {
		if data, err := fs.ReadFile(fsys, name); err == nil {
			t.Errorf("%s holds %d bytes", name, len(data))
		}
	}
	if info, err := fs.Lstat(fsys, "link"); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is %v (%v)", info, err)
	}
	if to, err := fs.ReadLink(fsys, "link"); err != nil || to != "file" {
		t.Errorf("the link points to %q (%v)", to, err)
	}
	if _, err := fs.ReadLink(fsys, "file"); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("a file is a link: %v", err)
	}
	if info, err := fs.Lstat(fsys, "large"); err != nil || info.Size() != maxFile+1 {
		t.Errorf("the large file is %v (%v)", info, err)
	}
	if info, err := fs.Lstat(fsys, "nowhere"); info != nil || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what isn't there is %v (%v)", info, err)
	}
}

func TestATreeIsAFileSystem(t *testing.T) {
	tr := newTree()
	for _, name := range []string{"a/b/c", "a/b/d", "a-b", "a/e"} {
		n := tr.add(name, File)
		n.data, n.size = []byte(name), int64(len(name))
	}
	if err := fstest.TestFS(tr, "a/b/c", "a/b/d", "a-b", "a/e"); err != nil {
		t.Error(err)
	}
	if err := fstest.TestFS(newTree()); err != nil {
		t.Error(err)
	}
}

func TestAFileThatIsNotThereFailsTheReading(t *testing.T) {
	for _, answer := range []string{"", "aa missing\n", "aa tree 3\nabc\n", "aa blob 9\nabc\n", "aa blob -1\n", "aa blob 3\nabc"} {
		if err := new(node).fill(bufio.NewReader(strings.NewReader(answer))); err == nil {
			t.Errorf("the answer %q is taken", answer)
		}
	}
}

// Whatever git might answer, a list is understood whole or refused: its paths
// are in order, none stands there twice, and none is empty.
func FuzzList(f *testing.F) {
	for _, text := range []string{"", "100644 blob aa\tb\tc\x00120000 blob bb\ta\nb\x00", "160000 commit cc\tx\x00", "100644 blob aa\ta", "100644 blob\ta\x00", "\x00", "100644 blob aa\ta\x00100644 blob aa\ta\x00"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		all, err := list(text, 1<<20)
		if err != nil && len(all) > 0 {
			t.Errorf("%q is refused (%v) and read: %v", text, err, all)
		}
		for i, e := range all {
			if e.path == "" || e.mode == "" || e.id == "" || i > 0 && all[i-1].path >= e.path {
				t.Errorf("%q: %+v at %d", text, e, i)
			}
		}
	})
}

// Whatever git might answer, a file has as many bytes as are said, or is
// refused.
func FuzzAnswer(f *testing.F) {
	for _, text := range []string{"aa blob 3\nabc\n", "aa blob 0\n\n", "aa missing\n", "aa tree 3\nabc\n", "aa blob -1\n", "aa blob 9\nabc\n", "aa blob 99999999999999999999\n", "aa blob 2000000\nx"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n := new(node)
		err := n.fill(bufio.NewReader(strings.NewReader(text)))
		if err == nil && (int64(len(n.data)) != n.size || !strings.Contains(text, string(n.data))) {
			t.Errorf("%q: %d bytes of %d", text, len(n.data), n.size)
		}
	})
}
