package cli

import (
	"context"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"wallwalk/generator/model"
)

func TestWithoutGitItIsSaidWhyTheDaysAreUnknown(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	got, err := new(arrivals).read(t.Context(), t.TempDir())
	if err != nil || got.Known() || got.Why() != "git is not installed where this site was built" {
		t.Errorf("the days are %+v, %v", got, err)
	}
}

func TestReadingDaysCanBeStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if got, err := new(arrivals).read(ctx, t.TempDir()); !errors.Is(err, context.Canceled) {
		t.Errorf("the days are %+v, %v", got, err)
	}
}

// While a site is served, the history is read again where another commit is
// checked out, and not before.
func TestDaysAreReadAgainWhenHeadMoves(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "cohorts", "one", "teams", "elm", "data.yaml")
	commit := func(day, data string) {
		t.Helper()
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, []byte(data), 0o666)); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{"init", "--quiet"}, {"add", "."}, {"-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "--date=" + day + "T12:00:00Z", "-m", "x"}} {
			cmd := exec.Command("git", append([]string{"-C", dir}, args...)...)
			cmd.Env = append(os.Environ(), "HOME="+dir, "GIT_CONFIG_NOSYSTEM=1")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("git %v: %v\n%s", args, err, out)
			}
		}
	}
	var known arrivals
	read := func() *model.Arrivals {
		t.Helper()
		got, err := known.read(t.Context(), dir)
		if err != nil || !got.Known() {
			t.Fatalf("the days are %+v, %v", got, err)
		}
		return got
	}
	commit("2026-03-09", "weeks:\n  2026-03-01: {kept: 1}\n")
	first := read()
	if again := read(); again != first {
		t.Error("the same commit is read twice")
	}
	commit("2026-03-16", "weeks:\n  2026-03-01: {kept: 2}\n  2026-03-08: {kept: 1}\n")
	want := map[model.Date]model.Date{model.NewDate(2026, 3, 1): model.NewDate(2026, 3, 9), model.NewDate(2026, 3, 8): model.NewDate(2026, 3, 16)}
	if got := read().Days["one/elm"]; !maps.Equal(got, want) {
		t.Errorf("the days are %v, want %v", got, want)
	}
}
