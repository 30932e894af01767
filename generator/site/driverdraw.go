package site

import "wallwalk/generator/markup"

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
