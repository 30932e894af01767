package markup

import (
	"fmt"
	"math"
	"sync"
	"testing"
)

// A memory gives what was written of a key, of more keys than it keeps too, and to
// several at a time; it writes what comes again no more often than twice.
func TestAMemoryWritesAgainWhatWasWritten(t *testing.T) {
	const many = 2 * mostSaid
	var m Memory[int]
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			b := []byte("before")
			for i := range 4 * many {
				from := len(b)
				b = m.Append(b, i%many, func(b []byte) []byte { return fmt.Appendf(b, "<%d>", i%many) })
				if got, want := string(b[from:]), fmt.Sprintf("<%d>", i%many); got != want {
					t.Errorf("%s is written, want %s", got, want)
				}
			}
		})
	}
	all.Wait()
	for i := range 4 * many {
		key := -1 - i/2 // each twice
		m.Append(nil, key, func(b []byte) []byte { return append(b, 'x') })
		m.Append(nil, 7*many+i, func(b []byte) []byte { return append(b, 'y') }) // each once
		if n := len(*m.said.Load()); n > mostSaid {
			t.Fatalf("%d pieces are kept", n)
		}
	}
	for key, text := range *m.said.Load() {
		if key >= 0 || text != "x" {
			t.Errorf("of %d, which came once, %q is kept", key, text)
		}
	}
	var fresh Memory[string]
	for range 2 {
		fresh.Append(nil, "a", func(b []byte) []byte { return append(b, 'a') })
	}
	fresh.Append(nil, "a", func(b []byte) []byte { t.Error("it is written a third time"); return b })
}

func TestAgainIsWhatItWasOfTheSameBitsAlone(t *testing.T) {
	var a Again
	b := []byte("x")
	for _, v := range []float64{0, 0, math.Copysign(0, -1), 0, 0.56, 0.56, -0.56, 3, 3} {
		from := len(b)
		b = a.Append(b, v, Float)
		if got, want := string(b[from:]), string(Float(nil, v)); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
	a = Again{}
	b = a.Append(nil, 7, Float)
	b = a.Append(b, 7, func(b []byte, _ float64) []byte { t.Error("it is written anew"); return b })
	if string(b) != "77" {
		t.Errorf("%s", b)
	}
}
