package site

import (
	"html/template"
	"strings"
	"unicode"

	"wallwalk/generator/markup"
	"wallwalk/generator/model"
	"wallwalk/generator/plain"
	"wallwalk/generator/standing"
)

// A driverView is a node of the key driver diagram with the changes that work
// on it. It is the diagram in words: for those who don't see the drawing, and
// where there is no room for it.
type driverView struct {
	Name    string
	State   string
	Changes []driverChange
	Drivers []driverView
}

// A driverChange is a change as the diagram shows it.
type driverChange struct {
	Number      int
	ID, Title   string
	State, Word string // adopted, running, abandoned, planned
}

// stateOf is how far a change has come: its last cycle's verdict, or running
// where that is still open.
func stateOf(c model.Change) (state, word string) {
	if len(c.Cycles) == 0 {
		return "planned", "planned"
	}
	last := c.Cycles[len(c.Cycles)-1]
	switch last.Act {
	case "adopt":
		return "adopted", "adopted"
	case "abandon":
		return "abandoned", "abandoned"
	case "adapt":
		return "running", "adapting, after " + count(len(c.Cycles), "cycle", "cycles")
	}
	return "running", "cycle " + number(float64(len(c.Cycles))) + " running"
}

// driversOf is the team's tree of drivers with its changes; loose are those
// that name no driver.
func driversOf(t *model.Team, changes []model.Change) (tree []driverView, loose []driverChange) {
	on := map[string][]driverChange{}
	for n, c := range changes {
		state, word := stateOf(c)
		one := driverChange{n + 1, c.ID.Text, c.Title.Text, state, word}
		if !c.Driver.Given() {
			loose = append(loose, one)
			continue
		}
		on[c.Driver.Text] = append(on[c.Driver.Text], one)
	}
	return branches(t.Drivers, on), loose
}

func branches(drivers []model.Driver, on map[string][]driverChange) []driverView {
	var out []driverView
	for _, d := range drivers {
		one := driverView{Name: d.Name.Text, Changes: on[d.ID.Text], Drivers: branches(d.Drivers, on)}
		one.State = one.tally()
		out = append(out, one)
	}
	return out
}

// tally says what has come of the changes that work on a driver and on those
// below it.
func (d driverView) tally() string {
	all := d.all()
	adopted := 0
	for _, c := range all {
		if c.State == "adopted" {
			adopted++
		}
	}
	switch {
	case len(all) == 0:
		return "no change yet"
	case adopted == 0:
		return count(len(all), "change", "changes") + " tried"
	}
	return number(float64(adopted)) + " of " + count(len(all), "change", "changes") + " adopted"
}

func (d driverView) all() []driverChange {
	all := d.Changes
	for _, below := range d.Drivers {
		all = append(all[:len(all):len(all)], below.all()...)
	}
	return all
}

// aimOf is the diagram's left edge: what the team is after, in its measure's
// own numbers.
func aimOf(s *standing.Standing) (name, state string) {
	m := s.Main()
	if m == nil {
		return "The team's aim", "no measure yet"
	}
	v, n := m.Lately()
	switch {
	case n == 0:
		return m.Title(), "no figures yet"
	case m.Reached():
		return m.Title(), m.SayCenter(v) + ", goal reached"
	}
	return m.Title(), m.SayCenter(v) + " now"
}

// The drawing's measures, in units of about a pixel. Boxes are as high as
// their words.
const (
	treeWidth    = 560.0
	treeLine     = 14.5 // from one line of words to the next
	treeGap      = 7.0  // between boxes
	treePad      = 6.0
	treeBetween  = 16.0 // between columns
	treeTop      = 20.0 // the columns' names
	treeIcon     = 13.0
	treePerGlyph = 6.2 // an ordinary letter's width, rather too wide than too narrow
)

// treeColumns are the widths of aim, primary drivers, secondary drivers and
// changes; they and the gaps between them fill the drawing.
var treeColumns = [4]float64{92, 124, 142, 154}

var treeHeads = [4]string{"Aim", "Primary drivers", "Secondary drivers", "Changes"}

// A box is one node of the drawing. What stands to its right hangs on it.
type box struct {
	column int
	class  string
	icon   string
	lines  []string
	small  []string // its state, in words
	right  []*box
	number int     // a change's
	y, h   float64 // of the box itself
}

// driverSVG appends the key driver diagram: aim, primary drivers, secondary
// drivers and changes from left to right, each with its state.
func driverSVG(b []byte, aim, state string, tree []driverView) []byte {
	root := newBox(0, "tree-aim", aim, state)
	for _, d := range tree {
		root.right = append(root.right, primary(d))
	}
	height := treeTop + root.place(treeTop) + 2
	b = append(b, `<svg class="tree" preserveAspectRatio="xMinYMin" viewBox="0 0 `...)
	b = append(markup.Decimal(append(markup.Decimal(b, treeWidth), ' '), height), '"')
	b = markup.Coord(markup.Coord(b, "width", treeWidth), "height", height)
	b = append(b, ` role="img" aria-labelledby="tree-t"><title id="tree-t">Key driver diagram; the same in words follows</title>`...)
	for i, name := range treeHeads {
		b = label(b, "tree-head", columnAt(i), 11, "start", name)
	}
	b = root.draw(b)
	return append(b, "</svg>"...)
}

// columnAt is where a column starts.
func columnAt(i int) float64 {
	x := 0.0
	for _, w := range treeColumns[:i] {
		x += w + treeBetween
	}
	return x
}

func newBox(col int, class, text, state string) *box {
	width := treeColumns[col] - 2*treePad
	n := &box{column: col, class: class}
	if col == 3 {
		width -= treeIcon
	}
	n.lines = wrap(text, int(width/treePerGlyph))
	if state != "" {
		n.small = wrap(state, int(width/(treePerGlyph*0.9)))
	}
	n.h = 2*treePad + treeLine*float64(len(n.lines)+len(n.small)) - 2
	return n
}

// primary is a driver of the first column with what hangs on it: its drivers,
// and behind those that have none, its changes.
func primary(d driverView) *box {
	n := newBox(1, "tree-primary", d.Name, d.State)
	for _, below := range d.Drivers {
		n.right = append(n.right, secondary(below, "")...)
	}
	for _, c := range d.Changes {
		n.right = append(n.right, changeBox(c))
	}
	return n
}

// secondary is a driver of the second column; drivers still deeper stand
// beneath it, with the path to them.
func secondary(d driverView, path string) []*box {
	n := newBox(2, "tree-secondary", path+d.Name, "")
	if len(d.all()) == 0 {
		n.class += " tree-idle"
	}
	for _, c := range d.Changes {
		n.right = append(n.right, changeBox(c))
	}
	out := []*box{n}
	for _, below := range d.Drivers {
		out = append(out, secondary(below, "… "+path)...)
	}
	return out
}

func changeBox(c driverChange) *box {
	n := newBox(3, "tree-change tree-"+c.State, c.Title, c.Word)
	n.icon, n.number = c.State, c.Number
	return n
}

// place puts a box beside the middle of what hangs on it, from y downwards,
// and returns the height that all of it takes.
func (n *box) place(y float64) float64 {
	below := 0.0
	for i, r := range n.right {
		if i > 0 {
			below += treeGap
		}
		below += r.place(y + below)
	}
	whole := max(n.h, below)
	n.y = y + (whole-n.h)/2
	if n.h > below && len(n.right) > 0 {
		for _, r := range n.right {
			r.shift((n.h - below) / 2)
		}
	}
	return whole
}

func (n *box) shift(by float64) {
	n.y += by
	for _, r := range n.right {
		r.shift(by)
	}
}

func (n *box) middle() float64 { return n.y + n.h/2 }

func (n *box) draw(b []byte) []byte {
	x, w := columnAt(n.column), treeColumns[n.column]
	for _, r := range n.right {
		b = elbow(b, x+w, n.middle(), columnAt(r.column), r.middle())
		b = r.draw(b)
	}
	b = rect(b, "tree-box "+n.class, x+0.5, n.y+0.5, w-1, n.h-1)
	text := x + treePad
	if n.column == 3 {
		b = treeMark(b, n.icon, text+4, n.y+treePad+5)
		text += treeIcon
	}
	y := n.y + treePad + 9
	lines := n.lines
	if n.number > 0 && len(lines) > 0 {
		lines = append([]string{number(float64(n.number)) + " " + lines[0]}, lines[1:]...)
	}
	b = wrapped(b, "tree-name", text, y, lines)
	return wrapped(b, "tree-state", text, y+treeLine*float64(len(lines)), n.small)
}

// wrapped writes lines as one text, so that it is copied and read as one.
func wrapped(b []byte, class string, x, y float64, lines []string) []byte {
	b = append(markup.Attr(append(b, "<text"...), "class", class), '>')
	for i, line := range lines {
		if i > 0 {
			b = append(b, ' ')
		}
		b = markup.Coord(markup.Coord(append(b, "<tspan"...), "x", x), "y", y+treeLine*float64(i))
		b = append(markup.Text(append(b, '>'), line), "</tspan>"...)
	}
	return append(b, "</text>"...)
}

// elbow joins a box's right edge with the left edge of one that hangs on it.
func elbow(b []byte, x1, y1, x2, y2 float64) []byte {
	b = append(b, `<path class="tree-line" d="M`...)
	b = markup.Decimal(append(markup.Decimal(b, x1), ' '), y1)
	b = markup.Decimal(append(b, 'H'), x2-treeBetween/2)
	b = markup.Decimal(append(b, 'V'), y2)
	b = markup.Decimal(append(b, 'H'), x2)
	return append(b, `"/>`...)
}

// treeMark is a change's state as a shape: a disc that is full where it was
// adopted, half where it runs, crossed out where it was abandoned, and open
// where it is planned.
func treeMark(b []byte, state string, x, y float64) []byte {
	at := func(d string) []byte {
		b = append(b, `<path class="tree-mark" transform="translate(`...)
		b = markup.Decimal(append(markup.Decimal(b, x), ' '), y)
		return append(append(append(b, `)" d="`...), d...), `"/>`...)
	}
	const disc = "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z"
	switch state {
	case "adopted":
		return at(disc)
	case "running":
		b = at("M0 -4A4 4 0 0 1 0 4Z")
	case "abandoned":
		b = at("M-3 -3L3 3M3 -3L-3 3")
		return b
	}
	b = append(b, `<circle class="tree-ring"`...)
	b = markup.Coord(markup.Coord(markup.Coord(b, "cx", x), "cy", y), "r", 4)
	return append(b, "/>"...)
}

// wrap breaks words into lines of at most so many letters; wide letters count
// as two. A word longer than a line is cut.
func wrap(s string, most int) []string {
	var lines []string
	line, width := "", 0
	for _, word := range strings.Fields(s) {
		for letters(word) > most {
			head, rest := cutAt(word, most)
			if line != "" {
				lines = append(lines, line)
				line, width = "", 0
			}
			lines, word = append(lines, head), rest
		}
		w := letters(word)
		if line != "" && width+1+w > most {
			lines = append(lines, line)
			line, width = "", 0
		}
		if line != "" {
			line, width = line+" ", width+1
		}
		line, width = line+word, width+w
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

func cutAt(word string, most int) (head, rest string) {
	width := 0
	for i, r := range word {
		w := glyphs(r)
		if width += w; width > most && i > 0 {
			return word[:i], word[i:]
		}
	}
	return word, ""
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		n += glyphs(r)
	}
	return n
}

// glyphs is two for letters as wide as they are high, and for capitals' worst.
func glyphs(r rune) int {
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case r >= 0x1100 && (unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) || r >= 0x1F300):
		return 2
	case strings.ContainsRune("MW@%—", r):
		return 2
	}
	return 1
}

// tree draws the team's diagram, or nothing where there are no drivers.
func (v *teamView) tree(s *standing.Standing, changes []model.Change) {
	v.Drivers, v.Loose = driversOf(s.Team, changes)
	if len(v.Drivers) == 0 {
		return
	}
	aim, state := aimOf(s)
	v.Aim = aim + ": " + plain.Lower(state)
	v.Tree = template.HTML(driverSVG(nil, aim, state, v.Drivers))
}
