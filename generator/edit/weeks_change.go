package edit

import (
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/model"
)

// change puts figures into a week that is there.
func (f *weekFile) change(w *model.Week, order []string, figures []Figure) error {
	figures = slices.Clone(figures)
	rank := func(id string) int { return slices.Index(order, id) }
	slices.SortStableFunc(figures, func(a, b Figure) int { return rank(a.Measure) - rank(b.Measure) })
	var added []Figure
	for _, one := range figures {
		if old := w.Figure(one.Measure); old != nil {
			from, to := f.bytes(old.At)
			f.patches = append(f.patches, patch{from, to, one.Text})
		} else {
			added = append(added, one)
		}
	}
	for len(added) > 0 {
		// Those that stand behind the same figure are put there together.
		before := f.before(w, rank(added[0].Measure), rank)
		n := 1
		for n < len(added) && f.before(w, rank(added[n].Measure), rank) == before {
			n++
		}
		if err := f.add(w, before, added[:n]); err != nil {
			return err
		}
		added = added[n:]
	}
	return nil
}

// before is the week's figure behind which a measure of that rank is put: the
// nearest before it; nil where all come after it.
func (f *weekFile) before(w *model.Week, of int, rank func(string) int) *model.Figure {
	var best *model.Figure
	for i := range w.Figures {
		if r := rank(w.Figures[i].Measure); r < of && (best == nil || r > rank(best.Measure)) {
			best = &w.Figures[i]
		}
	}
	return best
}

// add puts figures behind one, or before all else in the week.
func (f *weekFile) add(w *model.Week, behind *model.Figure, figures []Figure) error {
	i := slices.IndexFunc(f.weeks, func(b weekBlock) bool { return b.day == w.Start.Date })
	if i < 0 || f.weeks[i].from != int(w.Start.At.Line)-1 {
		return fmt.Errorf("the week %s does not stand on a line of its own: write it as %s: {…}, two spaces in", w.Start.Date, w.Start.Date)
	}
	block := f.weeks[i]
	switch {
	case block.inner != "":
		at := f.starts[block.from+1]
		if behind != nil {
			at = f.starts[behind.At.Line]
		}
		f.patches = append(f.patches, f.whole(at, lines(block.inner, figures, f.end)))
		return nil
	case behind != nil:
		_, to := f.bytes(behind.At)
		f.patches = append(f.patches, patch{to, to, ", " + joined(figures)})
		return nil
	}
	text := f.line(block.from)
	open := strings.IndexByte(text, '{')
	if !strings.HasPrefix(weekStarts.FindStringSubmatch(text)[3], "{") {
		return fmt.Errorf("the figures of the week %s do not stand in braces on its line: write them as {%s}", w.Start.Date, joined(figures))
	}
	at := f.starts[block.from] + open + 1
	sep := ", "
	if rest := strings.TrimSpace(text[open+1:]); strings.HasPrefix(rest, "}") {
		sep = ""
	}
	f.patches = append(f.patches, patch{at, at, joined(figures) + sep})
	return nil
}

// whole is a patch of whole lines. A last line that has no end gets one first.
func (f *weekFile) whole(at int, lines string) patch {
	if at == len(f.data) && !f.ended && (at == 0 || f.data[at-1] != '\n' && f.data[at-1] != '\r') {
		f.ended = true
		lines = f.end + lines
	}
	return patch{at, at, lines}
}

func joined(figures []Figure) string {
	var parts []string
	for _, one := range figures {
		parts = append(parts, one.Measure+": "+one.Text)
	}
	return strings.Join(parts, ", ")
}

// insert adds a week behind the last one before it, or before all others. line
// is what stands behind its date; where its neighbour has its figures on lines
// of their own, so has it.
func (f *weekFile) insert(day model.Date, line string, figures []Figure) error {
	at, like := f.head+1, weekBlock{indent: "  "}
	if len(f.weeks) > 0 {
		like = f.weeks[0]
	}
	var last model.Date
	for _, w := range f.weeks {
		switch {
		case w.day == day:
			return fmt.Errorf("the week of %s is there already, on line %d", day, w.from+1)
		case w.day < day && w.day >= last:
			last, at, like = w.day, w.to, w
		}
	}
	text := like.indent + day.String() + ": " + line + f.end
	if like.inner != "" && len(figures) > 0 {
		text = like.indent + day.String() + ":" + f.end + lines(like.inner, figures, f.end)
	}
	f.open()
	f.patches = append(f.patches, f.whole(f.starts[at], text))
	return nil
}

// lines are figures on lines of their own.
func lines(indent string, figures []Figure, end string) string {
	var b strings.Builder
	for _, one := range figures {
		b.WriteString(indent + one.Measure + ": " + one.Text + end)
	}
	return b.String()
}

// open makes weeks: {} a key that lines can follow.
func (f *weekFile) open() {
	text := f.line(f.head)
	m := weeksKey.FindStringSubmatchIndex(text)
	if f.opened || m[2] < 0 {
		return
	}
	f.opened = true
	from, to := f.starts[f.head]+m[2], f.starts[f.head]+m[3]
	if strings.TrimSpace(text[m[3]:]) == "" {
		from, to = f.starts[f.head]+len("weeks:"), f.starts[f.head]+len(text)
	}
	f.patches = append(f.patches, patch{from, to, ""})
}
