package cli

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// percent is what Go's collector goes by now.
func percent() int {
	p := debug.SetGCPercent(100)
	debug.SetGCPercent(p)
	return p
}

// As long as little is alive, the heap may be many times that; once there is
// much, Go's own measure holds.
func TestTheHeapHasRoom(t *testing.T) {
	defer debug.SetGCPercent(percent())
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	roomy()
	settles := func(what string, is func(int) bool) {
		t.Helper()
		var p int
		for range 100 {
			runtime.GC()
			if p = percent(); is(p) {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
		t.Errorf("%s the collector goes by %d %%", what, p)
	}
	settles("with little alive,", func(p int) bool { return p > 150 })
	alive := make([]byte, 2*room)
	settles("with much alive,", func(p int) bool { return p == 100 })
	if limit := debug.SetMemoryLimit(-1); limit != math.MaxInt64 {
		t.Errorf("with much alive, no more than %d bytes are to be used", limit)
	}
	runtime.KeepAlive(alive)
	alive = nil
	settles("with little alive again,", func(p int) bool { return p > 150 })
	if limit := debug.SetMemoryLimit(-1); limit != most {
		t.Errorf("with little alive, %d bytes may be used", limit)
	}
}
