package cli

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"gopkg.in/yaml.v3"

	"wallwalk/generator/schema/agree"
)

var update = flag.Bool("update", false, "write the scripts' golden texts anew")

// TestMain is the program itself where a script calls it.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"wallwalk": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		code := Run(ctx, Env{Args: os.Args[1:], Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv})
		stop()
		os.Exit(code)
	}})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("GORACE", "atexit_sleep_ms=10") // or each command waits a second when it ends
			e.Cd = filepath.Join(e.WorkDir, "program")
			return write(e.Cd)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "replace": replace, "put": put, "files": files, "copytree": copyTree, "same": same, "gitlab": gitlabJob,
		},
	})
}

// What a schema can't see is listed in agree, and each of that is in a script.
func TestNoReasonIsLeftOver(t *testing.T) {
	if f := flag.Lookup("test.run"); f.Value.String() != "" {
		t.Skip("only a run of all scripts knows")
	}
	for _, r := range seen.Unused() {
		if r.Words == "" {
			t.Errorf("no script has %s, which is let pass because %s", r.Code, r.Why)
		}
	}
}

// exits CODE COMMAND [ARG...] runs a command, which must end with the code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
	schemasAgree(ts)
}

// gitlabJob JOB [NAME=VALUE...] runs what .gitlab-ci.yml has for a job, of which
// each line has to fail by itself.
func gitlabJob(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 1 {
		ts.Fatalf("usage: [!] gitlab JOB [NAME=VALUE...]")
	}
	var jobs map[string]yaml.Node
	var job struct{ Script []string }
	ts.Check(yaml.Unmarshal([]byte(ts.ReadFile(".gitlab-ci.yml")), &jobs))
	node := jobs[args[0]]
	ts.Check(node.Decode(&job))
	if len(job.Script) == 0 {
		ts.Fatalf("there is no job %s", args[0])
	}
	for _, v := range args[1:] {
		name, value, _ := strings.Cut(v, "=")
		ts.Setenv(name, value)
	}
	if err := ts.Exec("sh", "-euc", strings.Join(job.Script, "\n")+"\n:"); (err != nil) != neg {
		ts.Fatalf("the job %s: %v", args[0], err)
	}
}

// seen is what the schemas let pass and the reader didn't, in all scripts.
var seen agree.Seen

// schemasAgree compares reader and schemas over the script's program as it is
// now, so that every mistake that a script makes is one that both have seen.
func schemasAgree(ts *testscript.TestScript) {
	parted, _, err := seen.Program(os.DirFS(filepath.Join(ts.Getenv("WORK"), "program")))
	if err != nil {
		ts.Fatalf("comparing reader and schemas: %v", err)
	}
	for _, p := range parted {
		ts.Fatalf("%s", p)
	}
}

// replace FILE OLD NEW changes the one place where a file has the text OLD. In
// both, \n and the like stand for what they do in Go.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	text, old := ts.ReadFile(args[0]), unquote(ts, args[1])
	if n := strings.Count(text, old); n != 1 {
		ts.Fatalf("%q stands %d times in %s", old, n, args[0])
	}
	save(ts, args[0], strings.Replace(text, old, unquote(ts, args[2]), 1))
}

// put FILE TEXT [TIMES] writes a file, with its folders; escapes as in replace.
func put(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: put FILE TEXT [TIMES]")
	}
	times := 1
	if len(args) == 3 {
		n, err := strconv.Atoi(args[2])
		ts.Check(err)
		times = n
	}
	save(ts, args[0], strings.Repeat(unquote(ts, args[1]), times))
}

// files NAME NUMBER writes many files, each with its number in its name: %d.
func files(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: files NAME NUMBER")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	for i := range n {
		save(ts, fmt.Sprintf(args[0], i), "")
	}
}

func unquote(ts *testscript.TestScript, s string) string {
	text, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`)
	ts.Check(err)
	return text
}

func save(ts *testscript.TestScript, name, text string) {
	name = ts.MkAbs(name)
	ts.Check(os.MkdirAll(filepath.Dir(name), 0o777))
	ts.Check(os.WriteFile(name, []byte(text), 0o666))
}

// copytree FROM TO copies a folder.
func copyTree(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: copytree FROM TO")
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
}

// same A B holds where two folders have the same files with the same bytes.
func same(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] same FOLDER FOLDER")
	}
	what := differ(ts, ts.MkAbs(args[0]), ts.MkAbs(args[1]))
	switch {
	case what != "" && !neg:
		ts.Fatalf("%s and %s differ in %s", args[0], args[1], what)
	case what == "" && neg:
		ts.Fatalf("%s and %s are the same", args[0], args[1])
	}
}

// differ names the first file in which two folders differ, or "".
func differ(ts *testscript.TestScript, a, b string) string {
	one, other := tree(ts, a), tree(ts, b)
	for name, data := range one {
		if more, ok := other[name]; !ok || !bytes.Equal(data, more) {
			return name
		}
		delete(other, name)
	}
	for name := range other {
		return name
	}
	if len(one) == 0 {
		ts.Fatalf("there are no files in %s", a)
	}
	return ""
}

func tree(ts *testscript.TestScript, dir string) map[string][]byte {
	files := map[string][]byte{}
	ts.Check(filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		files[strings.TrimPrefix(name, dir)] = data
		return err
	}))
	return files
}
