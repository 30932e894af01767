package cli

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"wallwalk/generator"
)

// On a terminal, work that takes longer than people wait in peace says how far
// it is, on a line of its own that is gone when the work is done. In a pipe
// there is nothing of it.
const (
	peace = 500 * time.Millisecond // before the first word
	often = 100 * time.Millisecond // between words
)

// progressing shows how far the work is until the function that it returns is
// called.
func (s *settings) progressing(p *generator.Progress) (done func()) {
	if s.quiet || !s.onTerminal() {
		return func() {}
	}
	return showProgress(s.Stderr, p, time.After(peace), often)
}

// onTerminal reports whether somebody sees standard error as it comes.
func (s *settings) onTerminal() bool {
	f, ok := s.Stderr.(*os.File)
	if !ok || s.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func showProgress(w io.Writer, p *generator.Progress, start <-chan time.Time, every time.Duration) (done func()) {
	stop := make(chan struct{})
	var shown sync.WaitGroup
	shown.Go(func() {
		select {
		case <-stop:
			return
		case <-start:
		}
		tick := time.NewTicker(every)
		defer tick.Stop()
		defer fmt.Fprint(w, clearLine)
		for {
			fmt.Fprint(w, clearLine+progressLine(p))
			select {
			case <-stop:
				return
			case <-tick.C:
			}
		}
	})
	return sync.OnceFunc(func() {
		close(stop)
		shown.Wait()
	})
}

// clearLine goes to the line's start and empties it.
const clearLine = "\r\x1b[K"

func progressLine(p *generator.Progress) string {
	return fmt.Sprintf("cohort %d of %d: %s read, %s made", p.Cohort.Load(), p.Cohorts.Load(), plural(int(p.Teams.Load()), "team"), plural(int(p.Pages.Load()), "page"))
}
