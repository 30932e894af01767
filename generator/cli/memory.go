package cli

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// room is how large the heap may be, in bytes, before anything that has become
// garbage is looked for. Most of what a build allocates is garbage at once, so
// that looking for it less often costs nothing but this much memory; Go by
// itself would look as often as what is alive has doubled, which of a small
// program is every few milliseconds.
const room = 64 << 20

// roomy gives the process that much, unless whoever started it says otherwise.
// What is alive in a large program takes more, and then Go's own measure holds.
var roomy = sync.OnceFunc(func() {
	debug.SetGCPercent(100 * room / (4 << 20)) // up to the first collection Go reckons from 4 MiB
	again()
})

// again looks after each collection how much is alive. A collection finds a new
// value that nobody holds, and its finalizer is what runs then.
func again() {
	runtime.SetFinalizer(new([16]byte), func(*[16]byte) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		debug.SetGCPercent(max(100, int(100*room/max(live[0].Value.Uint64(), 1))-100))
		again()
	})
}
