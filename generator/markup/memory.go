package markup

import (
	"hash/maphash"
	"maps"
	"sync/atomic"
)

// A Memory is for a piece of a page that comes many times over, such as an icon or
// an axis: what was written of a key is written again. It is remembered once it
// has come twice, since much comes but once, and forgotten when there is too much.
// The zero value remembers nothing yet; several goroutines may use it.
type Memory[K comparable] struct {
	said atomic.Pointer[map[K]string]
	once [64]atomic.Uint64 // hashes of keys that came
}

// mostSaid is how many pieces are remembered: more than a theme has icons, or the
// charts of a large cohort have axes.
const mostSaid = 128

var seed = maphash.MakeSeed()

// Append appends what write appends, which goes by nothing but the key. write may
// be called or not.
func (m *Memory[K]) Append(b []byte, key K, write func([]byte) []byte) []byte {
	said := m.said.Load()
	if said != nil {
		if text, ok := (*said)[key]; ok {
			return append(b, text...)
		}
	}
	from := len(b)
	b = write(b)
	hash := maphash.Comparable(seed, key)
	if m.once[hash%uint64(len(m.once))].Swap(hash) != hash {
		return b
	}
	more := map[K]string{key: string(b[from:])}
	if said != nil && len(*said) < mostSaid {
		maps.Copy(more, *said)
	}
	m.said.CompareAndSwap(said, &more) // where another was quicker, it is for the next time
	return b
}
