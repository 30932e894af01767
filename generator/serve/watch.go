package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	quiet    = 20 * time.Millisecond  // a change is over when nothing came for this long
	patience = 200 * time.Millisecond // or when it has gone on for this long
	fallback = time.Second            // polling interval where watching failed
)

// litter are names that editors and systems leave beside the files that people
// write, as patterns.
var litter = []string{"*~", "*.sw?", "*.tmp", ".#*", "#*#", "4913", ".DS_Store", ".git"}

// A watcher notices changes below some folders. It watches directories, not
// files, as an editor may put a new file in the old one's place.
//
// Watches are bound to a directory, not to its name. When one has been moved,
// those on it and beneath it report names that are no longer right, and can't
// be had again under the new ones; so whenever a watched directory leaves, all
// watches are made anew once the change is over.
type watcher struct {
	root    string
	folders []string
	log     func(format string, args ...any)

	system *fsnotify.Watcher // nil when polling
	dirs   map[string]bool   // directories watched
	stale  bool              // watches must be made anew

	touched map[string]bool // what changed, below the root, since it was last told; nil for anything

	every time.Duration    // polling interval; 0 when watching
	seen  map[string]stamp // files when last polled
}

// A stamp tells two versions of a file apart.
type stamp struct {
	mode fs.FileMode
	size int64
	time time.Time
}

// newWatcher returns a watcher that notices everything from now on.
func newWatcher(o Options) *watcher {
	w := &watcher{root: realPath(o.Root), log: o.Log, every: o.Poll, touched: map[string]bool{}}
	for _, folder := range o.Watch {
		w.folders = append(w.folders, path.Clean(folder))
	}
	if w.every > 0 {
		w.seen = w.look()
	} else {
		w.renew()
	}
	return w
}

// realPath makes the root one that events can be compared with. It was asked
// for by name: only links beneath it are not followed.
func realPath(root string) string {
	if abs, err := filepath.Abs(root); err == nil {
		root = abs
	}
	if real, err := filepath.EvalSymlinks(root); err == nil {
		root = real
	}
	return root
}

// Changes are what has changed and nobody has taken yet.
type changes struct {
	some chan struct{} // has a token while there is something to take

	mu    sync.Mutex
	names map[string]bool // below the root
	all   bool            // anything may have changed
}

func newChanges() *changes { return &changes{some: make(chan struct{}, 1), names: map[string]bool{}} }

// add adds what has changed; nil stands for anything.
func (c *changes) add(names map[string]bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all = c.all || names == nil
	maps.Copy(c.names, names)
	select {
	case c.some <- struct{}{}:
	default:
	}
}

// take takes it all: the names in order, or nil for anything.
func (c *changes) take() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	names := append([]string{}, slices.Sorted(maps.Keys(c.names))...)
	if c.all {
		names = nil
	}
	c.names, c.all = map[string]bool{}, false
	return names
}

// run adds to changed after each change, until ctx is done.
func (w *watcher) run(ctx context.Context, changed *changes) {
	defer w.close()
	var over, limit <-chan time.Time
	for {
		touched := false
		select {
		case <-ctx.Done():
			return
		case e := <-w.events():
			touched = w.note(e)
		case <-w.faults(): // events were lost: anything may have changed
			touched, w.stale = true, true // whose names are lost
		case <-w.tick():
			touched = w.poll()
		case <-over:
			over, limit = nil, nil
			w.tell(changed)
		case <-limit:
			over, limit = nil, nil
			w.tell(changed)
		}
		if touched {
			over = time.After(quiet)
			if limit == nil {
				limit = time.After(patience)
			}
		}
	}
}

// tell announces a change. Watches come first: what is written after they
// stand is seen by them, and what was written before is read by the build.
func (w *watcher) tell(changed *changes) {
	if w.stale {
		w.renew()
		w.touched = nil
	}
	changed.add(w.touched)
	w.touched = map[string]bool{}
}

// touch takes note of a name that has changed, below the root.
func (w *watcher) touch(at string) {
	rel, err := filepath.Rel(w.root, at)
	if err != nil || rel == "." {
		w.touched = nil
	}
	if w.touched != nil {
		w.touched[filepath.ToSlash(rel)] = true
	}
}

func (w *watcher) events() <-chan fsnotify.Event {
	if w.system == nil {
		return nil
	}
	return w.system.Events
}

func (w *watcher) faults() <-chan error {
	if w.system == nil {
		return nil
	}
	return w.system.Errors
}

func (w *watcher) tick() <-chan time.Time {
	if w.every == 0 {
		return nil
	}
	return time.After(w.every)
}

func (w *watcher) close() {
	if w.system != nil {
		w.system.Close() // nothing is to be read from it any more
		w.system = nil
	}
}

// note reports whether an event is a change, and follows directories that
// came or left. A change of permissions alone comes from scanners and backups.
func (w *watcher) note(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod || !w.relevant(e.Name) {
		return false
	}
	w.touch(e.Name)
	if e.Has(fsnotify.Remove|fsnotify.Rename) && w.dirs[e.Name] {
		w.stale = true
	}
	if e.Has(fsnotify.Create) {
		if err := w.add(e.Name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			w.giveUp(err)
		}
	}
	return true
}

// renew replaces all watches by new ones.
func (w *watcher) renew() {
	w.close()
	w.stale, w.dirs = false, make(map[string]bool)
	system, err := fsnotify.NewWatcher()
	if err == nil {
		w.system = system
		err = w.add(w.root)
	}
	if err != nil {
		w.giveUp(err)
	}
}

// add watches a directory and those beneath it. A directory is watched before
// it is read, so that none can slip in between.
func (w *watcher) add(from string) error {
	return w.walk(from, func(at string, d fs.DirEntry) error {
		if !d.IsDir() {
			return nil
		}
		err := w.system.Add(at)
		if at != w.root && (errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission)) {
			return fs.SkipDir // gone again, or closed to the build as well, which says so
		}
		w.dirs[at] = err == nil
		return err
	})
}

// giveUp turns to polling.
func (w *watcher) giveUp(err error) {
	w.close()
	w.stale, w.every = false, fallback
	w.log("%s", excuse(err, w.every))
	w.seen, w.touched = w.look(), nil
}

// excuse says why files are polled, and what to do about it.
func excuse(err error, every time.Duration) string {
	instead := fmt.Sprintf("so they are looked at every %v instead", every)
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "the system can't watch that many folders, " + instead + "; to raise its limit: sudo sysctl fs.inotify.max_user_watches=524288"
	case errors.Is(err, syscall.EMFILE):
		return "too many programs watch folders, " + instead + "; to raise the limit: sudo sysctl fs.inotify.max_user_instances=512"
	}
	return fmt.Sprintf("the folders can't be watched (%v), %s", err, instead)
}

// poll reports whether a file has come, gone or changed since the last look.
func (w *watcher) poll() bool {
	now, same := w.look(), true
	for at, s := range now {
		if old, ok := w.seen[at]; !ok || old.mode != s.mode || old.size != s.size || !old.time.Equal(s.time) {
			w.touch(at)
			same = false
		}
	}
	for at := range w.seen {
		if _, ok := now[at]; !ok {
			w.touch(at)
			same = false
		}
	}
	w.seen = now
	return !same
}

// look takes the stamps of all files, and of directories only that they are.
func (w *watcher) look() map[string]stamp {
	seen := make(map[string]stamp)
	w.walk(w.root, func(at string, d fs.DirEntry) error {
		if info, err := d.Info(); d.IsDir() {
			seen[at] = stamp{mode: fs.ModeDir}
		} else if err == nil {
			seen[at] = stamp{info.Mode(), info.Size(), info.ModTime()}
		}
		return nil
	}) // without a root there are no files
	return seen
}

// walk visits what is relevant at and beneath a path. Symbolic links are
// visited, not followed. The error is visit's, or that there is nothing there.
func (w *watcher) walk(from string, visit func(at string, d fs.DirEntry) error) error {
	return filepath.WalkDir(from, func(at string, d fs.DirEntry, err error) error {
		switch {
		case d == nil:
			return err
		case err != nil: // it has been visited, and can't be read
			return nil
		case w.relevant(at):
			return visit(at, d)
		case d.IsDir():
			return fs.SkipDir
		}
		return nil
	})
}

// relevant reports whether a path is in a watched folder or leads to one, and
// is not litter.
func (w *watcher) relevant(at string) bool {
	rel, err := filepath.Rel(w.root, at)
	if err != nil {
		return false
	}
	rel = filepath.ToSlash(rel)
	for _, pattern := range litter {
		if ok, _ := path.Match(pattern, path.Base(rel)); ok {
			return false
		}
	}
	for _, folder := range w.folders {
		if within(rel, folder) || within(folder, rel) {
			return true
		}
	}
	return false
}

func within(at, folder string) bool {
	return folder == "." || at == folder || strings.HasPrefix(at, folder+"/")
}
