package cli

import (
	"context"
	"errors"
	"testing"
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
