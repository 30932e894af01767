package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
)

// An interrupt leaves nothing half-written: neither a first site nor a stage
// beside it, and not a byte of the old one changed.
func TestAnInterruptedBuildLeavesNothing(t *testing.T) {
	dir, out := copied(t), filepath.Join(t.TempDir(), "public")
	run := func(ctx context.Context) (code int, said string) {
		var b bytes.Buffer
		code = Run(ctx, Env{Args: []string{"build", "--root", dir, "-o", out}, Stdout: &b, Stderr: &b, Getenv: func(string) string { return "" }})
		return code, b.String()
	}
	interrupted, stop := context.WithCancel(t.Context())
	stop()
	if code, said := run(interrupted); code != exitMachine {
		t.Errorf("exit code %d, says %q", code, said)
	}
	if left, err := os.ReadDir(filepath.Dir(out)); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	if code, said := run(t.Context()); code != exitOK {
		t.Fatalf("exit code %d, says %q", code, said)
	}
	(&session{t: t, dir: dir}).edit("40/55", "41/55")
	csv := filepath.Join(out, "spring", "lakeside", "data.csv")
	before, err := os.ReadFile(csv)
	if err != nil {
		t.Fatal(err)
	}
	run(interrupted)
	if after, err := os.ReadFile(csv); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the old site was changed: %v", err)
	}
	if left, err := os.ReadDir(filepath.Dir(out)); err != nil || len(left) != 1 {
		t.Errorf("beside the site: %v %v", left, err)
	}
}
