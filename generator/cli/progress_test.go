package cli

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"wallwalk/generator"
)

// Who waits long is told how far it is, and nothing is left of that.
func TestProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		p := new(generator.Progress)
		p.Cohorts.Store(25)
		done := showProgress(&out, p, time.After(peace), often)
		time.Sleep(peace - 1)
		synctest.Wait()
		if out.Len() > 0 {
			t.Errorf("said in the first half of a second: %q", out.String())
		}
		p.Cohort.Store(3)
		p.Teams.Store(240)
		p.Pages.Store(1)
		time.Sleep(1 + often/2)
		synctest.Wait()
		if want := clearLine + "cohort 3 of 25: 240 teams read, 1 page made"; out.String() != want {
			t.Errorf("said %q, want %q", out.String(), want)
		}
		p.Pages.Store(99)
		time.Sleep(often)
		done()
		if got := out.String(); !strings.Contains(got, "99 pages made") || !strings.HasSuffix(got, clearLine) {
			t.Errorf("in the end %q", got)
		}
		done()
	})
}

func TestQuickWorkSaysNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		showProgress(&out, new(generator.Progress), time.After(peace), often)()
		if out.Len() > 0 {
			t.Errorf("said %q", out.String())
		}
	})
}

// A file is no terminal, and neither is a pipe.
func TestNoProgressInAPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	for _, quiet := range []bool{false, true} {
		s := &settings{Env: Env{Stderr: w, Getenv: func(string) string { return "" }}, quiet: quiet}
		if s.onTerminal() {
			t.Error("a pipe is taken for a terminal")
		}
		s.progressing(new(generator.Progress))()
	}
}
