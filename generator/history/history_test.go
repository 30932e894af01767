package history

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A fixture is a repository of the test's own.
type fixture struct {
	t   *testing.T
	dir string
}

func newRepo(t *testing.T) *fixture {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	f := &fixture{t, t.TempDir()}
	f.git("", "init", "--quiet", "--initial-branch=main")
	return f
}

// git runs git with an input, and returns what it prints.
func (f *fixture) git(in string, args ...string) string {
	f.t.Helper()
	cmd := exec.Command("git", append([]string{"-C", f.dir, "-c", "user.name=x", "-c", "user.email=x@example.org"}, args...)...)
	cmd.Env = append(os.Environ(), "HOME="+f.dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_COMMITTER_DATE=2026-04-20T23:30:00-05:00")
	cmd.Stdin = strings.NewReader(in)
	out, err := cmd.CombinedOutput()
	if err != nil {
		f.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// commit writes a tree straight into the repository, and commits it; the files
// are mode, path and content.
func (f *fixture) commit(parents []Commit, files ...[3]string) Commit {
	f.t.Helper()
	f.git("", "read-tree", "--empty")
	var index strings.Builder
	for _, file := range files {
		id := strings.Repeat("1", 40)
		if file[0] != "160000" {
			id = f.git(file[2], "hash-object", "-w", "--stdin")
		}
		index.WriteString(file[0] + " " + id + "\t" + file[1] + "\x00")
	}
	f.git(index.String(), "update-index", "-z", "--index-info")
	args := []string{"commit-tree", "-m", "x"}
	for _, p := range parents {
		args = append(args, "-p", string(p))
	}
	return Commit(f.git("", append(args, f.git("", "write-tree"))...))
}

func (f *fixture) open() *Repo {
	f.t.Helper()
	r, err := Open(f.t.Context(), f.dir)
	if err != nil {
		f.t.Fatal(err)
	}
	return r
}

func refused(t *testing.T, err error, reason string) {
	t.Helper()
	var r *Refused
	if !errors.As(err, &r) || !strings.Contains(r.Reason, reason) || r.Hint == "" {
		t.Errorf("the error is %#v, want a refusal with %q and a hint", err, reason)
	}
}

func TestChangesAreEveryPathThatDiffers(t *testing.T) {
	f := newRepo(t)
	file := func(path string) [3]string { return [3]string{"100644", path, "x"} }
	base := f.commit(nil, file("a"), file("a-b"), file("a.b/c"), file("gone"), file("becomes/a/folder"), file("kept"),
		file("link"), [3]string{"120000", "was-link", "kept"}, [3]string{"160000", "sub", ""}, file("mode"), file("word"))
	head := f.commit([]Commit{base}, file("a-b"), file("a/b"), file("a.b/c"), file("becomes/a"), file("kept"),
		[3]string{"120000", "link", "kept"}, file("was-link"), [3]string{"160000", "other", ""}, [3]string{"100755", "mode", "x"},
		[3]string{"100644", "word", "y"}, file("new \"quoted\"\n\tline"), file("ü患"), file("-n"), file("latin\xe9"))
	got, err := f.open().Changes(t.Context(), base, head)
	if err != nil {
		t.Fatal(err)
	}
	want := []Change{{"-n", Absent, File}, {"a", File, Absent}, {"a/b", Absent, File}, {"becomes/a", Absent, File},
		{"becomes/a/folder", File, Absent}, {"gone", File, Absent}, {"latin\xe9", Absent, File}, {"link", File, Link}, {"mode", File, File},
		{"new \"quoted\"\n\tline", Absent, File}, {"other", Absent, Submodule}, {"sub", Submodule, Absent}, {"was-link", Link, File},
		{"word", File, File}, {"ü患", Absent, File}}
	if !slices.Equal(got, want) {
		t.Errorf("the changes are\n%q\nwant\n%q", got, want)
	}
	if none, err := f.open().Changes(t.Context(), base, base); err != nil || len(none) > 0 {
		t.Errorf("a commit differs from itself in %q (%v)", none, err)
	}
}

func TestChangesAreTheHeadsAlone(t *testing.T) {
	f := newRepo(t)
	one, two, three := [3]string{"100644", "one", "x"}, [3]string{"100644", "two", "x"}, [3]string{"100644", "three", "x"}
	start := f.commit(nil, one)
	base := f.commit([]Commit{start}, one, two)
	head := f.commit([]Commit{start}, one, three)
	merged := f.commit([]Commit{head, base}, one, two, three)
	for _, h := range []Commit{head, merged} {
		if got, err := f.open().Changes(t.Context(), base, h); err != nil || !slices.Equal(got, []Change{{"three", Absent, File}}) {
			t.Errorf("the changes of %s are %q (%v), want three alone", h, got, err)
		}
	}
	back := f.commit([]Commit{base, head}, one, two, three)
	_, err := f.open().Changes(t.Context(), back, merged)
	refused(t, err, "met more than once")
	_, err = f.open().Changes(t.Context(), base, f.commit(nil, three))
	refused(t, err, "no history in common")
}

func TestACommitIsNamedByARefAndNothingElse(t *testing.T) {
	f := newRepo(t)
	id := f.commit(nil, [3]string{"100644", "a", "x"})
	other := f.commit(nil, [3]string{"100644", "b", "x"})
	f.git("", "update-ref", "refs/heads/main", string(id))
	f.git("", "update-ref", "refs/tags/v1", string(id))
	r := f.open()
	for _, ref := range []string{"main", "HEAD", "v1", "refs/heads/main", string(id), string(id[:12])} {
		if got, err := r.Commit(t.Context(), ref); err != nil || got != id {
			t.Errorf("%s is %s (%v), want %s", ref, got, err, id)
		}
	}
	for _, ref := range []string{"", "-h", "--all", "nowhere", "main:a", "^main", "main..v1", "main v1", "main\nv1", strings.Repeat("0", 40)} {
		_, err := r.Commit(t.Context(), ref)
		refused(t, err, "commit")
	}
	f.git("", "update-ref", "refs/tags/main", string(other))
	_, err := r.Commit(t.Context(), "main")
	refused(t, err, "more than one thing")
	f.git("", "config", "core.warnAmbiguousRefs", "false")
	_, err = r.Commit(t.Context(), "main")
	refused(t, err, "more than one thing")
	if day, err := r.Day(t.Context(), id); err != nil || day != "2026-04-20" {
		t.Errorf("the commit's day is %q (%v), want 2026-04-20, as it was where it was made", day, err)
	}
}

func TestTheRepositoryIsFoundFromAFolder(t *testing.T) {
	f := newRepo(t)
	within := filepath.Join(f.dir, "our program", "cohorts")
	if err := os.MkdirAll(within, 0o777); err != nil {
		t.Fatal(err)
	}
	if r := f.open(); r.Prefix != "" {
		t.Errorf("at the top the prefix is %q", r.Prefix)
	}
	if r, err := Open(t.Context(), within); err != nil || r.Prefix != "our program/cohorts/" {
		t.Errorf("the prefix is %q (%v)", r.Prefix, err)
	}
	_, err := Open(t.Context(), t.TempDir())
	refused(t, err, "not in a git repository")
	var r *Refused
	if _, err := Open(t.Context(), filepath.Join(f.dir, "nowhere")); err == nil || errors.As(err, &r) {
		t.Errorf("a folder that isn't there gives %v, want the machine's failure", err)
	}
}

// Settings of the repository, and variables around it, change nothing and run
// nothing.
func TestGitIsDeafToItsSurroundings(t *testing.T) {
	f := newRepo(t)
	id := f.commit(nil, [3]string{"100644", "a", "x"})
	f.git("", "update-ref", "refs/heads/main", string(id))
	ran := filepath.Join(f.dir, "ran")
	for _, key := range []string{"core.fsmonitor", "core.pager", "diff.external", "core.sshCommand", "gpg.program", "alias.ls-tree", "alias.rev-parse"} {
		f.git("", "config", key, "!touch "+ran)
	}
	f.git("", "config", "log.showSignature", "true")
	for _, v := range []string{"GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "GIT_TRACE"} {
		t.Setenv(v, filepath.Join(t.TempDir(), "elsewhere"))
	}
	r := f.open()
	if got, err := r.Commit(t.Context(), "main"); err != nil || got != id {
		t.Errorf("main is %s (%v)", got, err)
	}
	if day, err := r.Day(t.Context(), id); err != nil || day != "2026-04-20" {
		t.Errorf("the day is %s (%v)", day, err)
	}
	if _, err := r.Changes(t.Context(), id, id); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(ran); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a command of the settings was run (%v)", err)
	}
}

func TestAContextEndsIt(t *testing.T) {
	f := newRepo(t)
	id := f.commit(nil, [3]string{"100644", "a", "x"})
	r := f.open()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Changes(ctx, id, id); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want that it was cancelled", err)
	}
	if _, err := r.Commit(ctx, "main"); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want that it was cancelled", err)
	}
}

func TestAFailureSaysWhatGitSaid(t *testing.T) {
	f := newRepo(t)
	_, err := f.open().Changes(t.Context(), Commit(strings.Repeat("1", 40)), Commit(strings.Repeat("2", 40)))
	var r *Refused
	if err == nil || errors.As(err, &r) || !strings.Contains(err.Error(), "git: ") || strings.Contains(err.Error(), "\n") {
		t.Errorf("the error is %q, want git's first line", err)
	}
}
