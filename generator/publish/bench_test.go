package publish

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strconv"
	"testing"
)

// benchmark publishes 500 pages of 20 kB again and again; changed of them are
// new each time. Only the commit is timed.
func benchmark(b *testing.B, changed int, whole bool) {
	dir := filepath.Join(b.TempDir(), "public")
	page := bytes.Repeat([]byte("0123456789"), 2_000)
	run := func(n int) {
		s, err := Open(dir, Options{})
		if err != nil {
			b.Fatal(err)
		}
		for i := range 500 {
			data := page
			if i < changed {
				data = append([]byte(strconv.Itoa(n)), page...)
			}
			if err := s.Put(fmt.Sprintf("teams/%d/page-%d/index.html", i/20, i), data); err != nil {
				b.Fatal(err)
			}
		}
		if !whole {
			b.StartTimer()
		}
		if _, err := s.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	run(0)
	for n := 1; b.Loop(); n++ {
		if !whole {
			b.StopTimer()
		}
		run(n)
	}
}

func BenchmarkCommitOneChanged(b *testing.B) { benchmark(b, 1, false) }
func BenchmarkBuildOneChanged(b *testing.B)  { benchmark(b, 1, true) }
func BenchmarkBuildAllChanged(b *testing.B)  { benchmark(b, 500, true) }
func BenchmarkBuildNoneChanged(b *testing.B) { benchmark(b, 0, true) }
