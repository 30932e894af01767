package model

import "slices"

// On returns the team as it stood at the end of a day, so that a page about a
// day long past stays as it is when the team goes on. A week's line counts from
// the last day of its week. What bears a later day is not there yet, or not
// over yet, and a measure that has figures by then is reported; what bears no
// day (the texts of the A3, names, a milestone that is waived) is taken as it is
// now. The cohort says when its sessions are.
func (t *Team) On(c *Cohort, day Date) *Team {
	then := *t
	if t.Left != nil && t.Left.On.Date > day {
		then.Left = nil
	}
	then.Roster.People = kept(t.Roster.People, func(p *Person) bool { return p.From.Date <= day && p.To.Date <= day },
		func(p *Person) bool { p.To.upTo(day); return p.From.Date <= day })
	then.Roster.Vacant = only(t.Roster.Vacant, func(v *Vacancy) bool { return v.Since.Date <= day })
	then.Data = t.Data.on(day)
	then.NotReported = only(t.NotReported, func(n *NotReported) bool { return !then.Data.has(n.Measure.Text) })
	then.Milestones = kept(t.Milestones, func(p *Progress) bool { return p.Started.Date <= day && p.Done.Date <= day }, func(p *Progress) bool { return p.on(day) })
	then.Changes = kept(t.Changes, func(h *Change) bool { return h.over(day) }, func(h *Change) bool { return h.on(day) })
	then.Learnings = only(t.Learnings, func(l *Learning) bool { return l.Date.Date <= day })
	at := 0
	held := func(session Text) bool {
		s := c.SessionNear(&at, session.Text)
		return s != nil && s.Date.Date <= day
	}
	then.Reports = kept(t.Reports, func(r *Report) bool { return held(r.Session) && r.over(day) }, func(r *Report) bool {
		if !held(r.Session) {
			return false
		}
		*r = r.On(day)
		return true
	})
	then.Attendance = only(t.Attendance, func(a *Attendance) bool { return held(a.Session) })
	return &then
}

// On returns the report as it stood: a barrier raised later is not there, one
// closed later is open.
func (r Report) On(day Date) Report {
	r.Barriers = kept(r.Barriers, func(b *Barrier) bool { return b.over(day) }, func(b *Barrier) bool {
		if !b.Closed.upTo(day) {
			b.How = Text{}
		}
		return b.Raised.Date <= day
	})
	return r
}

func (d TeamData) on(day Date) TeamData {
	d.Weeks = firstOf(d.Weeks, d.before(day-5)) // nothing of one changes
	d.Phases = only(d.Phases, func(p *Phase) bool { return p.From.Date+6 <= day && p.declared() <= day })
	d.Events = kept(d.Events, func(*EventSeries) bool { return false }, func(s *EventSeries) bool {
		s.Events = only(s.Events, func(e *Event) bool { return e.Date.Date <= day })
		return true
	})
	return d
}

// lasting is how many weeks a shift holds before a phase is suggested.
const lasting = 8

// declared is the day from which the phase is known. Where nobody says, it is
// the last of its eighth week: before, there was hardly a shift to judge by.
func (p Phase) declared() Date {
	if p.Declared.Given() {
		return p.Declared.Date
	}
	return p.From.Date + 7*lasting - 1
}

// has reports whether there is anything of the measure.
func (d TeamData) has(measure string) bool {
	return slices.ContainsFunc(d.Weeks, func(w Week) bool { return w.Figure(measure) != nil }) ||
		slices.ContainsFunc(d.Events, func(s EventSeries) bool { return s.Measure.Text == measure && len(s.Events) > 0 })
}

// on takes a milestone back to the day. Its evidence and note came with the
// last thing that was written of it.
func (p *Progress) on(day Date) bool {
	started, done := p.Started.upTo(day), p.Done.upTo(day)
	if !started || !done {
		p.Evidence, p.Note = Text{}, Text{}
	}
	return p.Started.Given() || p.Done.Given() || p.Waived.Given() || started && done
}

// on takes a change back to the day: cycles that began later are not there,
// and one that ended later runs.
func (c *Change) on(day Date) bool {
	had := len(c.Cycles)
	c.Cycles = kept(c.Cycles, func(y *Cycle) bool { return y.over(day) }, func(y *Cycle) bool {
		if !y.To.upTo(day) {
			y.Do, y.Study, y.Act = Text{}, Text{}, ""
		}
		return y.From.Date <= day
	})
	return had == 0 || len(c.Cycles) > 0
}

// upTo forgets a day that is later, and reports whether it was not.
func (d *Day) upTo(day Date) bool {
	if d.Date > day {
		*d = Day{}
		return false
	}
	return true
}

// over reports whether nothing of it bears a later day.
func (r *Report) over(day Date) bool {
	return all(r.Barriers, func(b *Barrier) bool { return b.over(day) })
}
func (b *Barrier) over(day Date) bool { return b.Raised.Date <= day && b.Closed.Date <= day }
func (c *Change) over(day Date) bool {
	return all(c.Cycles, func(y *Cycle) bool { return y.over(day) })
}
func (y *Cycle) over(day Date) bool { return y.From.Date <= day && y.To.Date <= day }

func all[T any](items []T, is func(*T) bool) bool {
	for i := range items {
		if !is(&items[i]) {
			return false
		}
	}
	return true
}

// only are the elements that are to be kept, as they are.
func only[T any](items []T, keep func(*T) bool) []T { return kept(items, keep, keep) }

// kept copies the elements that are to be kept, each as keep leaves it. Where
// the first stay as they are and none of the rest is kept, as most often, they
// are not copied.
func kept[T any](items []T, stays, keep func(*T) bool) []T {
	n := 0
	for n < len(items) && stays(&items[n]) {
		n++
	}
	out := items[:n:n]
	var one T
	for i := n; i < len(items); i++ {
		if one = items[i]; keep(&one) {
			if len(out) == n {
				out = append(make([]T, 0, len(items)), out...)
			}
			out = append(out, one)
		}
	}
	return firstOf(out, len(out))
}

func firstOf[T any](all []T, n int) []T {
	if n == 0 {
		return nil
	}
	return all[:n:n]
}
