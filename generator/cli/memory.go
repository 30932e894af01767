package cli

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"sync/atomic"
)

// room is how large the heap may be, in bytes, before anything that has become
// garbage is looked for. Most of what a build allocates is garbage at once, so
// that looking for it less often costs nothing but this much memory; Go by
// itself would look as often as what is alive has doubled, which of a small
// program is every few milliseconds. All that Go has from the system is to be
// no more than most.
const (
	room = 80 << 20
	most = 96 << 20
)

// roomy gives the process that much, unless whoever started it says otherwise.
// What is alive in a large program takes more, and then Go's own measure holds.
var roomy = sync.OnceFunc(func() {
	debug.SetGCPercent(100 * room / (4 << 20)) // up to the first collection Go reckons from 4 MiB
	debug.SetMemoryLimit(most)
	again()
})

// How much had been allocated, in bytes, when garbage was collected last, and when
// between was called last.
var collected, passed atomic.Uint64

// again looks after each collection how much is alive. A collection finds a new
// value that nobody holds, and its finalizer is what runs then.
func again() {
	runtime.SetFinalizer(new([16]byte), func(*[16]byte) {
		live, allocated := heap()
		collected.Store(allocated)
		debug.SetGCPercent(max(100, int(100*room/max(live, 1))-100))
		if live > room/2 || live+scattered()+room/4 > most {
			debug.SetMemoryLimit(math.MaxInt64)
		} else {
			debug.SetMemoryLimit(most)
		}
		again()
	})
}

// between collects garbage where least is alive, if it would otherwise be looked for
// before the next cohort is done, should that leave as much, and there is enough
// to be worth it: in the middle of a cohort marking takes three times as long, and
// everybody else waits.
func between() {
	live, allocated := heap()
	since, cohort := allocated-collected.Load(), allocated-passed.Swap(allocated)
	if since > room/4 && live+since+cohort > max(room, 2*live) {
		runtime.GC()
		collected.Store(allocated) // the finalizer comes a little later
	}
}

// scattered is what is no object's and can't be given back: holes between objects,
// stacks, and what the collector itself needs. Where that comes near most, garbage
// would be looked for all the time.
func scattered() uint64 {
	of := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"},
		{Name: "/memory/classes/heap/free:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(of)
	n := of[0].Value.Uint64()
	for _, less := range of[1:] {
		n -= min(n, less.Value.Uint64())
	}
	return n
}

// heap is how much was alive when garbage was collected last, and all that has
// ever been allocated.
func heap() (live, allocated uint64) {
	two := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(two)
	return two[0].Value.Uint64(), two[1].Value.Uint64()
}
