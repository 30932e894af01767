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

var garbage []byte

// Of a large program's garbage as much is left as there is alive, since to look
// for it takes as long as there is much alive.
func TestMuchIsNotLookedThroughBehindEachCohort(t *testing.T) {
	defer debug.SetGCPercent(percent())
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	defer func() { garbage = nil }()
	alive := make([]byte, 4*room)
	runtime.GC()
	runtime.GC()
	live, allocated := heap()
	collected.Store(allocated)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before := m.NumGC
	debug.SetGCPercent(-1) // so that nobody else collects
	const cohorts, each = 20, room/2 + 1<<20
	for range cohorts {
		garbage = make([]byte, each)
		between()
	}
	runtime.ReadMemStats(&m)
	if n, most := uint64(m.NumGC-before), cohorts*each/(live/2); n > most || n == 0 {
		t.Errorf("garbage of %d MB was looked for %d times among %d MB", cohorts*each>>20, n, live>>20)
	}
	runtime.KeepAlive(alive)
}

// As long as little is alive, garbage is collected behind each cohort that leaves much
// of it, from the first one on, and so never in the middle of one.
func TestACohortsGarbageIsCollectedBehindIt(t *testing.T) {
	defer debug.SetGCPercent(percent())
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	defer func() { garbage = nil }()
	garbage = nil
	runtime.GC()
	_, allocated := heap()
	collected.Store(allocated)
	passed.Store(allocated)
	debug.SetGCPercent(-1) // so that nobody else collects
	var m runtime.MemStats
	for cohort, size := range []int{room * 6 / 10, room * 6 / 10, room * 6 / 10, room / 10, room / 10, room / 10} {
		runtime.ReadMemStats(&m)
		before := m.NumGC
		for range 8 {
			garbage = make([]byte, size/8)
		}
		between()
		runtime.ReadMemStats(&m)
		if got, want := m.NumGC-before, uint32(1); size > room/4 && got != want || size < room/4 && got != 0 {
			t.Errorf("behind cohort %d, of %d MB, garbage was collected %d times", cohort, size>>20, got)
		}
	}
}

// What is left of much, with holes between, is more than most and can't be made
// less: garbage is then looked for by the percentage alone.
func TestHolesDoNotMakeTheCollectorRunAllTheTime(t *testing.T) {
	defer debug.SetGCPercent(percent())
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	roomy()
	all := make([]*[64]byte, 0, 2*most/64)
	for range cap(all) {
		all = append(all, new([64]byte))
	}
	var kept []*[64]byte
	for i := 0; i < len(all); i += 100 { // one on each of the heap's pages
		kept = append(kept, all[i])
	}
	all = nil
	for range 4 {
		runtime.GC()
		time.Sleep(10 * time.Millisecond)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before := m.NumGC
	for range 2 * most / 64 {
		hole = new([64]byte)
	}
	runtime.ReadMemStats(&m)
	if n := m.NumGC - before; n > 20 {
		t.Errorf("garbage of %d MB was looked for %d times", 2*most>>20, n)
	}
	runtime.KeepAlive(kept)
}

var hole *[64]byte
