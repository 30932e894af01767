package cli

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"

	"wallwalk/generator"
	"wallwalk/generator/publish"
)

// An output is a stage that is opened with the first file, so that where the
// input is broken, nothing at all is touched.
type output struct {
	open   func() (*publish.Stage, error)
	once   sync.Once
	stage  *publish.Stage
	failed error
}

func (o *output) get() (*publish.Stage, error) {
	o.once.Do(func() { o.stage, o.failed = o.open() })
	return o.stage, o.failed
}

// put adds a file.
func (o *output) put(name string, data []byte) error {
	stage, err := o.get()
	if err != nil {
		return err
	}
	return stage.Put(name, data)
}

// Open and Keep are the stage's. An output that can't be opened has nothing;
// putting says why.
func (o *output) Open(name string, size int64) io.ReadCloser {
	stage, err := o.get()
	if err != nil {
		return nil
	}
	return stage.Open(name, size)
}

func (o *output) Keep(name string, size int64) error {
	stage, err := o.get()
	if err != nil {
		return err
	}
	return stage.Keep(name, size)
}

// A shelf is a folder of the user's in which what came of a program's cohorts
// is kept for one output. Nothing in it is needed: what can't be written is not
// kept, and what doesn't fit its own sum counts as not there.
type shelf struct{ dir string }

func (s shelf) path(cohort string) string { return filepath.Join(s.dir, cohort+".json") }

func (s shelf) Load(cohort string) []byte {
	data, err := os.ReadFile(s.path(cohort))
	sum, body, ok := bytes.Cut(data, []byte("\n"))
	if err != nil || !ok || string(sum) != sumOf(body) {
		return nil
	}
	return body
}

func (s shelf) Save(cohort string, data []byte) {
	if os.MkdirAll(s.dir, 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(s.dir, "new-")
	if err != nil {
		return
	}
	_, err = fmt.Fprintf(f, "%s\n%s", sumOf(data), data)
	if closed := f.Close(); err != nil || closed != nil || os.Rename(f.Name(), s.path(cohort)) != nil {
		_ = os.Remove(f.Name()) // one that stays is in nobody's way
	}
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// keeping sets up what is kept between builds of the program in root, where
// the user wants it and there is a place for it.
func (s *settings) keeping(o *generator.Options, root string, out *output) {
	dir := s.cache
	if dir == "none" {
		return
	}
	if dir == "" {
		own, err := os.UserCacheDir()
		if err != nil {
			return
		}
		dir = filepath.Join(own, "wallwalk")
	}
	from, errFrom := filepath.Abs(root)
	to, errTo := filepath.Abs(s.output)
	made, errMade := self()
	if errFrom != nil || errTo != nil || errMade != nil {
		return
	}
	name := sumOf([]byte(from + "\x00" + to))[:16]
	o.Kept, o.Old, o.Made = shelf{filepath.Join(dir, name)}, out, made
}

// self tells the program that runs from any other, which may make other pages of
// the same files: by its version, what it was built of, and its file's size, day
// and beginning, where Go writes what the code sums up to. To sum up all of it
// would take longer than a small program that has not changed.
func self() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close() // it was only read
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	built, _ := debug.ReadBuildInfo()
	fmt.Fprintf(sum, "%s\n%v\n%d %d\n", version, built, info.Size(), info.ModTime().UnixNano())
	if _, err := io.CopyN(sum, f, beginning); err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// beginning is where Go looks for a program's build id, too.
const beginning = 32 << 10
