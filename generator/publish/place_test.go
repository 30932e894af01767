package publish

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// wantRefused fails unless Open refuses with a reason that says so, and leaves
// all that lies around the output as it was.
func wantRefused(t *testing.T, dir string, o Options, says string) {
	t.Helper()
	around := filepath.Dir(dir)
	before := tree(t, around)
	s, err := Open(dir, o)
	if err == nil {
		s.Abort()
	}
	var no *Refused
	if !errors.As(err, &no) {
		t.Fatalf("Open(%q) = %v, want a refusal", dir, err)
	}
	if !strings.Contains(no.Reason, says) || no.Error() != no.Reason || no.Hint == "" || strings.HasSuffix(no.Reason+no.Hint, ".") {
		t.Errorf("reason %q, hint %q; want %q", no.Reason, no.Hint, says)
	}
	wantTree(t, around, before)
}

func TestForeignFolder(t *testing.T) {
	for name, files := range map[string]site{
		"files":        {"thesis.doc": "x"},
		"folder":       {"a/b": "x"},
		"other marker": {".wallwalk": "my notes"},
		"empty marker": {".wallwalk": "", "a": "x"},
		"marker below": {"a/.wallwalk": markerText},
		"marker dir":   {".wallwalk/a": markerText},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			for name, text := range files {
				write(t, filepath.Join(dir, name), text)
			}
			wantRefused(t, dir, Options{}, "did not write")
			commit(t, open(t, dir, Options{Force: true}), site{"index.html": "home"})
			wantTree(t, dir, site{".wallwalk": markerText, "index.html": "home"})
			wantAlone(t, dir, "public")
		})
	}
}

func TestMarkerOfAnyVersion(t *testing.T) {
	for _, text := range []string{markerText, markerPrefix, markerPrefix + " 17.3, another sentence"} {
		dir := filepath.Join(t.TempDir(), "public")
		write(t, filepath.Join(dir, marker), text)
		write(t, filepath.Join(dir, "a"), "old")
		publish(t, dir, site{"a": "new"})
		wantTree(t, dir, site{".wallwalk": markerText, "a": "new"})
	}
}

func TestWorkingCopy(t *testing.T) {
	for _, name := range []string{".git", ".git/HEAD"} { // of a work tree, of a clone
		dir := filepath.Join(t.TempDir(), "public")
		write(t, filepath.Join(dir, marker), markerText)
		write(t, filepath.Join(dir, name), "x")
		wantRefused(t, dir, Options{}, "git working copy")
		commit(t, open(t, dir, Options{Force: true}), site{"a": "1"})
		wantTree(t, dir, site{".wallwalk": markerText, "a": "1"})
	}
}

// What becomes of the output during a long build counts too.
func TestFolderThatBecameForeign(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	s := open(t, dir, Options{})
	put(t, s, site{"a": "1"})
	write(t, filepath.Join(dir, "thesis.doc"), "x")
	var no *Refused
	if _, err := s.Commit(); !errors.As(err, &no) {
		t.Errorf("Commit: %v, want a refusal", err)
	}
	s.Abort()
	wantTree(t, dir, site{"thesis.doc": "x"})
	wantAlone(t, dir, "public")
}

func TestNoFolder(t *testing.T) {
	top := t.TempDir()
	write(t, filepath.Join(top, "file"), "x")
	write(t, filepath.Join(top, "real/.wallwalk"), markerText)
	for name, to := range map[string]string{"link": "real", "to-file": "file", "dangling": "nowhere"} {
		if err := os.Symlink(to, filepath.Join(top, name)); err != nil {
			t.Skip(err)
		}
	}
	for _, force := range []bool{false, true} {
		o := Options{Force: force}
		for _, name := range []string{"link", "to-file"} {
			wantRefused(t, filepath.Join(top, name), o, "is a link")
		}
		wantRefused(t, filepath.Join(top, "file"), o, "is a file")
		_, err := Open("", o)
		wantReason(t, err, "no name")
		_, err = Open(filepath.VolumeName(top)+string(filepath.Separator), o)
		wantReason(t, err, "whole disk")
		_, err = Open(filepath.Join(top, "dangling"), o)
		wantReason(t, err, "is a link")
	}
}

func wantReason(t *testing.T, err error, says string) {
	t.Helper()
	var no *Refused
	if !errors.As(err, &no) || !strings.Contains(no.Reason, says) {
		t.Errorf("%v, want a refusal with %q", err, says)
	}
}

func TestInputs(t *testing.T) {
	top := t.TempDir()
	write(t, filepath.Join(top, "prog/content/a.md"), "x")
	write(t, filepath.Join(top, "prog/cohorts/a.yaml"), "x")
	if err := os.Symlink("prog", filepath.Join(top, "alias")); err != nil {
		t.Skip(err)
	}
	if err := errors.Join(os.Symlink("content", filepath.Join(top, "prog/words")),
		os.Mkdir(filepath.Join(top, "prog/content/deep"), 0o755),
		os.Symlink("prog/content/deep", filepath.Join(top, "deep"))); err != nil {
		t.Fatal(err)
	}
	const inside, replace = "lies inside", "would replace"
	for _, c := range []struct{ out, in, says string }{
		{"prog/content", "prog/content", replace},
		{"prog", "prog/content", replace},
		{"prog", "prog/not-yet", replace},
		{"prog/content/public", "prog/content", inside},
		{"prog/content/not/yet", "prog/content", inside},
		{"prog/content/../content/public", "prog/content", inside},
		{"alias/content", "prog/content", replace},
		{"alias/content/public", "prog/content", inside},
		{"prog/content/public", "alias/content", inside},
		{"prog/content/public", "prog/words", inside},
		{"prog/words/public", "prog/content", inside},
		{"prog/content", "prog/words", replace},
		{"deep/public", "prog/content", inside},
		{"prog/content/deep", "deep", replace},
		{"prog/content", "deep", replace},
		{"prog/not-yet/public", "prog/not-yet", inside},
	} {
		for _, force := range []bool{false, true} {
			o := Options{Force: force, Inputs: []string{filepath.Join(top, "prog/cohorts"), filepath.Join(top, c.in)}}
			before := tree(t, filepath.Join(top, "prog"))
			_, err := Open(top+"/"+c.out, o)
			wantReason(t, err, c.says)
			wantTree(t, filepath.Join(top, "prog"), before)
		}
	}
	o := Options{Inputs: []string{filepath.Join(top, "prog/content"), filepath.Join(top, "prog/cohorts"), filepath.Join(top, "prog/pub")}}
	commit(t, open(t, filepath.Join(top, "alias/public"), o), site{"a": "1"}) // near, but apart
	wantTree(t, filepath.Join(top, "prog/public"), site{".wallwalk": markerText, "a": "1"})
}

func TestRelativeOutput(t *testing.T) {
	top := t.TempDir()
	t.Chdir(top)
	s := open(t, "public", Options{Inputs: []string{"content"}})
	t.Chdir(t.TempDir()) // the output stays where it was named
	commit(t, s, site{"a": "1"})
	wantTree(t, filepath.Join(top, "public"), site{".wallwalk": markerText, "a": "1"})
}

func TestFailuresSayWhatWasDone(t *testing.T) {
	top := t.TempDir()
	write(t, filepath.Join(top, "file"), "x")
	for out, says := range map[string]string{
		"file/public":            "",
		"file/not/yet":           "",
		strings.Repeat("n", 250): "making a folder beside ",
		strings.Repeat("n", 300): "looking at ",
	} {
		before := tree(t, top)
		_, err := Open(filepath.Join(top, out), Options{})
		var no *Refused
		if err == nil || errors.As(err, &no) || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), out) {
			t.Errorf("Open(%.20q) = %v, want a failure that says %q", out, err, says)
		}
		wantTree(t, top, before)
	}
}

func TestFailedPutSpoilsTheStage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, site{"a": "old"})
	s := open(t, dir, Options{})
	long := strings.Repeat("n", 300)
	err := s.Put("x/"+long, []byte("new"))
	if err == nil || !strings.Contains(err.Error(), "writing x/"+long) {
		t.Fatalf("Put: %v", err)
	}
	if again := s.Put("a", []byte("new")); !errors.Is(again, err) {
		t.Errorf("the next Put: %v, want %v", again, err)
	}
	if _, done := s.Commit(); !errors.Is(done, err) {
		t.Errorf("Commit: %v, want %v", done, err)
	}
	if err := s.Abort(); err != nil {
		t.Error(err)
	}
	wantTree(t, dir, site{".wallwalk": markerText, "a": "old"})
	wantAlone(t, dir, "public")
}
