package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// ways are both ways of noticing; what is promised holds for both.
var ways = map[string]time.Duration{"told": 0, "poll": 5 * time.Millisecond}

func bothWays(t *testing.T, test func(t *testing.T, poll time.Duration)) {
	for name, poll := range ways {
		t.Run(name, func(t *testing.T) { test(t, poll) })
	}
}

func TestSaves(t *testing.T) {
	bothWays(t, func(t *testing.T, poll time.Duration) {
		r := start(newProgram(t, "cohorts/a/data.yaml"), poll)
		events := r.listen("/")
		r.write("cohorts/a/data.yaml", "plainly")
		r.awaitText(events, "data.yaml=plainly")
		r.replace("cohorts/a/data.yaml", "by rename")
		r.awaitText(events, "data.yaml=by rename")
		r.move("cohorts/a/data.yaml", "cohorts/a/data.yaml~")
		r.write("cohorts/a/data.yaml", "beside a backup")
		r.awaitText(events, "data.yaml=beside a backup")
		r.write("cohorts/a/data.yaml", "plainly again")
		r.awaitText(events, "data.yaml=plainly again")
	})
}

func TestFoldersComeAndGo(t *testing.T) {
	bothWays(t, func(t *testing.T, poll time.Duration) {
		r := start(newProgram(t), poll) // not even the watched folders are there
		events := r.listen("/")
		r.write("cohorts/a/teams/b/data.yaml", "deep")
		r.awaitText(events, "cohorts/a/teams/b/data.yaml=deep")
		r.write("cohorts/a/teams/b/data.yaml", "noticed") // its folder is watched by now
		r.awaitText(events, "=noticed")
		for i := range 3 {
			r.remove("cohorts/a")
			text := fmt.Sprint("made again ", i)
			r.write("cohorts/a/teams/b/data.yaml", text)
			r.awaitText(events, text)
			r.write("cohorts/a/teams/b/data.yaml", text+" and changed")
			r.awaitText(events, text+" and changed")
		}
		r.remove("cohorts")
		await(t, events, "an empty site", func(message) bool { _, body := r.get(""); return !strings.Contains(body, "data.yaml") })
		r.write("cohorts/c.yaml", "back")
		r.awaitText(events, "cohorts/c.yaml=back")
	})
}

// A moved folder's watches report old names, and its subfolders' can't be had
// under the new ones while the old are there.
func TestFoldersMove(t *testing.T) {
	bothWays(t, func(t *testing.T, poll time.Duration) {
		r := start(newProgram(t, "cohorts/a/deep/x.yaml"), poll)
		events := r.listen("/")
		r.move("cohorts/a", "cohorts/b")
		r.awaitText(events, "cohorts/b/deep/x.yaml=one")
		r.write("cohorts/b/deep/x.yaml", "two")
		r.awaitText(events, "cohorts/b/deep/x.yaml=two")
		r.write("cohorts/a/deep/x.yaml", "three") // the old name is another folder's now
		r.awaitText(events, "cohorts/a/deep/x.yaml=three")
		r.write("cohorts/b/deep/new/y.yaml", "four")
		r.awaitText(events, "cohorts/b/deep/new/y.yaml=four")
		r.write("cohorts/b/deep/new/y.yaml", "five")
		r.awaitText(events, "y.yaml=five")
		r.write("cohorts/n/placeholder.yaml", "one")
		r.move("cohorts/b", "cohorts/n/b") // into a folder that is new itself
		r.awaitText(events, "cohorts/n/b/deep/new/y.yaml=five")
		r.write("cohorts/n/b/deep/new/y.yaml", "six")
		r.awaitText(events, "y.yaml=six")
	})
}

func TestCheckout(t *testing.T) {
	bothWays(t, func(t *testing.T, poll time.Duration) {
		const files = 500
		r := start(newProgram(t, "cohorts/a.yaml"), poll)
		events := r.listen("/")
		for round := range 2 {
			before := r.builds.Load()
			for i := range files {
				r.write(fmt.Sprintf("cohorts/c%d/teams/t%d/data.yaml", i%7, i), fmt.Sprint("round", round))
			}
			await(t, events, "all files", func(message) bool {
				_, body := r.get("")
				return strings.Count(body, fmt.Sprint("=round", round)) == files
			})
			if n := r.builds.Load() - before; n > files/10 {
				t.Errorf("%d builds for one checkout", n)
			}
		}
	})
}

func TestNotLookedAt(t *testing.T) {
	bothWays(t, func(t *testing.T, poll time.Duration) {
		p := newProgram(t, "cohorts/a.yaml", "cohorts/.git/HEAD", "elsewhere/b.yaml")
		w := newWatcher(Options{Root: p.root, Watch: []string{"cohorts"}, Poll: poll})
		defer w.close()
		for _, name := range []string{"a.yaml~", ".a.yaml.swp", ".a.yaml.swx", "a.yaml.tmp", ".#a.yaml", "#a.yaml#", "4913", ".DS_Store", ".git/index"} {
			p.write("cohorts/"+name, "litter")
		}
		p.write("elsewhere/b.yaml", "two")
		p.write("cohorts-not.yaml", "two")
		p.must(os.Chmod(p.path("elsewhere/b.yaml"), 0o600))
		if poll > 0 && w.poll() {
			t.Error("polling takes litter for a change")
		}
		p.write("cohorts/last.yaml", "counts")
		if poll > 0 {
			if !w.poll() {
				t.Error("polling does not see a change")
			}
			return
		}
		for { // events come in order
			e := receive(t, w.events(), "the last event")
			noted := w.note(e)
			if filepath.Base(e.Name) == "last.yaml" {
				if !noted {
					t.Error("a change is not noted")
				}
				return
			}
			if noted {
				t.Errorf("takes %v for a change", e)
			}
		}
	})
}

func TestRelevant(t *testing.T) {
	w := &watcher{root: filepath.FromSlash("/p"), folders: []string{"cohorts", "data/themes"}}
	for at, want := range map[string]bool{
		"/p": true, "/p/cohorts": true, "/p/cohorts/a/b.yaml": true, "/p/data": true, "/p/data/themes/x.css": true,
		"/p/data/other": false, "/p/cohorts2": false, "/p/public": false, "/p/README.md": false, "/elsewhere": false,
		"/p/cohorts/.git": false, "/p/cohorts/b.yaml~": false, "/p/cohorts/.b.yaml.swp": false, "/p/cohorts/4913": false,
		"/p/cohorts/14913": true, "/p/cohorts/.gitkeep": true, "/p/cohorts/a.tmp.yaml": true,
	} {
		if got := w.relevant(filepath.FromSlash(at)); got != want {
			t.Errorf("relevant(%s) = %t", at, got)
		}
	}
	all := &watcher{root: filepath.FromSlash("/p"), folders: []string{"."}}
	if !all.relevant(filepath.FromSlash("/p/any/thing")) {
		t.Error("the root as a folder does not hold everything")
	}
}

func TestLinksAreNotFollowed(t *testing.T) {
	bothWays(t, func(t *testing.T, poll time.Duration) {
		p := newProgram(t, "cohorts/a/x.yaml", "far/deep/y.yaml")
		if err := os.Symlink(p.path("far"), p.path("cohorts/link")); err != nil {
			t.Skip(err)
		}
		p.must(os.Symlink("..", p.path("cohorts/a/round")))
		var seen []string
		w := newWatcher(Options{Root: p.root, Watch: []string{"cohorts"}, Poll: poll})
		defer w.close()
		w.walk(w.root, func(at string, d fs.DirEntry) error {
			rel, _ := filepath.Rel(w.root, at)
			seen = append(seen, filepath.ToSlash(rel))
			return nil
		})
		if got, want := strings.Join(seen, " "), ". cohorts cohorts/a cohorts/a/round cohorts/a/x.yaml cohorts/link"; got != want {
			t.Errorf("walked %s, want %s", got, want)
		}
		if poll == 0 && len(w.system.WatchList()) != 3 {
			t.Errorf("watches %q", w.system.WatchList())
		}
	})
}

// Where the system can't watch, files are polled: here as the root is missing
// when the server starts.
func TestTurnsToPolling(t *testing.T) {
	p := newProgram(t)
	root := p.root
	p.root = filepath.Join(root, "later")
	r := start(p, 0)
	if want := "can't be watched"; !strings.Contains(r.logged(), want) {
		t.Errorf("log lacks %q:\n%s", want, r.logged())
	}
	events := r.listen("/")
	r.write("cohorts/a.yaml", "there")
	r.awaitText(events, "a.yaml=there")
}

func TestRootComesBack(t *testing.T) {
	p := newProgram(t)
	root := p.root
	p.root = filepath.Join(root, "program")
	p.write("cohorts/a.yaml", "one")
	r := start(p, 0)
	events := r.listen("/")
	p.must(os.RemoveAll(p.root))
	await(t, events, "an empty site", func(message) bool { _, body := r.get(""); return !strings.Contains(body, "a.yaml") })
	r.write("cohorts/a.yaml", "back")
	r.awaitText(events, "a.yaml=back")
}

func TestExcuse(t *testing.T) {
	for _, test := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("adding: %w", syscall.ENOSPC), "sudo sysctl fs.inotify.max_user_watches=524288"},
		{fmt.Errorf("opening: %w", syscall.EMFILE), "fs.inotify.max_user_instances"},
		{errors.New("odd"), "(odd)"},
	} {
		got := excuse(test.err, time.Second)
		if !strings.Contains(got, test.want) || !strings.Contains(got, "every 1s") {
			t.Errorf("excuse(%v) = %s", test.err, got)
		}
	}
}

// A full table in the midst of work: the watcher goes on by polling.
func TestGivesUpMidway(t *testing.T) {
	p := newProgram(t, "cohorts/a.yaml")
	var said string
	w := newWatcher(Options{Root: p.root, Watch: []string{"cohorts"}, Log: func(format string, args ...any) { said = fmt.Sprintf(format, args...) }})
	w.giveUp(syscall.ENOSPC)
	if w.system != nil || w.every == 0 || !strings.Contains(said, "max_user_watches") {
		t.Fatalf("%+v said %q", w, said)
	}
	if w.poll() {
		t.Error("sees a change where there is none")
	}
	p.write("cohorts/b.yaml", "new")
	if !w.poll() || w.poll() {
		t.Error("does not see one change once")
	}
	p.remove("cohorts/b.yaml")
	if !w.poll() {
		t.Error("does not see that a file left")
	}
}

// Where the system lost events, watches that are missing are made again.
func TestLostEvents(t *testing.T) {
	p := newProgram(t, "cohorts/a/x.yaml")
	w := newWatcher(Options{Root: p.root, Watch: []string{"cohorts"}})
	p.must(w.system.Remove(filepath.Join(w.root, "cohorts", "a"))) // as if its creation had not been told
	faults := w.system.Errors
	changed := newChanges()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); w.run(ctx, changed) }()
	defer func() { cancel(); <-done }()

	faults <- fsnotify.ErrEventOverflow
	receive(t, changed.some, "lost events to count as a change")
	if names := changed.take(); names != nil {
		t.Errorf("lost events are told as %q", names)
	}
	p.write("cohorts/a/x.yaml", "two")
	receive(t, changed.some, "a change in the folder that was lost")
	if names := changed.take(); !slices.Equal(names, []string{"cohorts/a/x.yaml"}) {
		t.Errorf("a change is told as %q", names)
	}
}

// Saves that never pause are told of all the same, and one save is told once.
// The time is not the real one: nothing here depends on the machine's speed.
func TestPatience(t *testing.T) {
	p := newProgram(t, "cohorts/a.yaml")
	synctest.Test(t, func(t *testing.T) {
		const step = quiet / 4
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		w := newWatcher(Options{Root: p.root, Watch: []string{"cohorts"}, Poll: step})
		changed := newChanges()
		told := 0
		go w.run(ctx, changed)
		for i := range 2 * int(2*patience/step) { // twice as long as two changes may take
			p.write("cohorts/a.yaml", strings.Repeat("x", i))
			time.Sleep(step)
			told += len(changed.some)
			if len(changed.some) == 1 {
				<-changed.some
			}
		}
		if told < 2 {
			t.Fatalf("told %d times of saves without a pause", told)
		}
		time.Sleep(2 * patience)
		if len(changed.some) == 1 {
			<-changed.some // the last saves
		}
		p.write("cohorts/a.yaml", "one save")
		time.Sleep(2 * quiet)
		if len(changed.some) != 1 {
			t.Fatal("a save is not told of when it is over")
		}
		<-changed.some
		time.Sleep(2 * patience)
		if len(changed.some) != 0 {
			t.Error("one save is told of twice")
		}
	})
}
