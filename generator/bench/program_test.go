package main

import (
	"bytes"
	"io/fs"
	"os"
	"testing"

	"wallwalk/generator/cli"
)

// What is measured has nothing to mend, and is the same each time.
func TestProgramsAreSoundAndTheSame(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	for _, dir := range []string{one, two} {
		if err := writeProgram(dir, teamsACohort+2); err != nil {
			t.Fatal(err)
		}
	}
	var said bytes.Buffer
	if code := cli.Run(t.Context(), cli.Env{Args: []string{"check", "--strict", "--root", one}, Stdout: &said, Stderr: &said, Getenv: func(string) string { return "" }}); code != 0 {
		t.Errorf("check says %d:\n%s", code, said.String())
	}
	files := 0
	err := fs.WalkDir(os.DirFS(one), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		files++
		a, err := fs.ReadFile(os.DirFS(one), name)
		if err != nil {
			return err
		}
		b, err := fs.ReadFile(os.DirFS(two), name)
		if !bytes.Equal(a, b) {
			t.Errorf("%s is another", name)
		}
		return err
	})
	if err != nil || files < 8*teamsACohort {
		t.Errorf("there are %d files, %v", files, err)
	}
}
