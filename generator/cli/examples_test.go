package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	exampleWord = regexp.MustCompile(`(?:[^\s"]|"[^"]*")+`)
	exampleTalk = regexp.MustCompile(`   .*$`) // what an example is for, behind it
)

// The examples of help that name teams and measures name the demo's, so that
// whoever tries them there sees what they do.
func TestExamplesOfHelpRunInTheDemo(t *testing.T) {
	demo := t.TempDir()
	for _, dir := range []string{"cohorts", "content"} {
		if err := os.CopyFS(filepath.Join(demo, dir), os.DirFS("../../"+dir)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(demo, "audit.csv"), []byte("Week of,Good,Audited,Median minutes\n2026-06-28,31,52,30\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	t.Chdir(demo)
	for _, line := range append(strings.Split(importCommand.example, "\n")[2:], strings.Split(newCommand.example, "\n")...) {
		args := exampleWord.FindAllString(exampleTalk.ReplaceAllString(strings.TrimSpace(line), ""), -1)
		for i := range args {
			args[i] = strings.ReplaceAll(args[i], `"`, "")
		}
		var out bytes.Buffer
		if code := Run(t.Context(), Env{Args: args[1:], Stdout: &out, Stderr: &out, Getenv: os.Getenv}); code != exitOK {
			t.Errorf("%s: exit code %d: %s", line, code, &out)
		}
	}
}
