package site

import (
	"sync"

	"wallwalk/generator/model"
	"wallwalk/generator/standing"
)

// Days are how a cohort's teams stood on the days of its walks. The page of a
// walk shows it, and that of the next compares with it, so it is reckoned once
// and forgotten when the last page that needs it has it. What is from here
// is not to be changed, but for a copy of it.
type days struct {
	uses map[model.Date]int // how many pages ask for a day
	mu   sync.Mutex         // guards kept
	kept map[then]*once
}

type then struct {
	team *model.Team
	day  model.Date
}

type once struct {
	sync.Once
	stood *standing.Stood
	left  int
}

// daysOf counts the walks' days: each page's own, and that of the walk before.
func daysOf(all []model.Session, asOf model.Date) *days {
	d := &days{uses: map[model.Date]int{}, kept: map[then]*once{}}
	for _, s := range all {
		day := min(s.Date.Date, asOf)
		d.uses[day]++
		if last := before(all, s, day); last != nil {
			d.uses[last.Date.Date]++
		}
	}
	return d
}

// stood is the team's standing on the day, reckoned by whoever asks first.
func (d *days) stood(t *model.Team, day model.Date, reckon func() *standing.Stood) *standing.Stood {
	d.mu.Lock()
	key := then{t, day}
	o := d.kept[key]
	if o == nil {
		o = &once{left: d.uses[day]}
		d.kept[key] = o
	}
	if o.left--; o.left <= 0 {
		delete(d.kept, key)
	}
	d.mu.Unlock()
	o.Do(func() { o.stood = reckon() })
	return o.stood
}
