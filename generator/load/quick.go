package load

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// quick reads YAML in its plainest form, the form that nearly every file has:
// blocks of keys and lists, text on a line or folded over a few, text after |,
// quotes without escapes, braces and brackets that close on their line. It is
// several times as fast as the library, whose work is most of a check's. It
// reports false on anything else, however harmless, and the library reads the
// file; it never judges. Nodes are as the library makes them, but for tags and
// comments, which nobody asks for (a test compares them, and a fuzz target).
// They are the store's, and of no use once that is given back. The lines are
// [plainest].
func quick(lines []string, ascii bool, store *nodes) (*yaml.Node, bool) {
	q := &quickReader{lines: lines[:len(lines)-1], ascii: ascii, nodes: store}
	if lines[0] == "---" {
		q.at++ // before a page's front matter
	}
	q.next()
	if !q.more() {
		return nil, false
	}
	n := q.block(q.indent, 1)
	return n, n != nil && !q.more()
}

// plainest reports whether the text ends with its last line and holds nothing
// that YAML has rules of its own for, and whether it is all in ASCII.
func plainest(lines []string) (ok, ascii bool) {
	if len(lines) < 2 || lines[len(lines)-1] != "" {
		return false, false
	}
	ascii = true
	for _, line := range lines {
		plain := plainASCIILine(line)
		if len(line) > maxQuickLine || !plain && strings.IndexFunc(line, peculiar) >= 0 {
			return false, false
		}
		ascii = ascii && plain
	}
	return true, ascii
}

const maxQuickLine = 4 << 10

// plainASCIILine reports whether a line has nothing but letters of one byte, eight
// of which are looked at together: none has its highest bit set, nor gets it when
// a space is taken from it, or one added.
func plainASCIILine(s string) bool {
	const each = 0x0101010101010101
	for ; len(s) >= 8; s = s[8:] {
		w := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		if (w|(w-' '*each)|(w+each))&(0x80*each) != 0 {
			return false
		}
	}
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7F {
			return false
		}
	}
	return true
}

// peculiar characters are those that the library refuses, or takes for the end
// of a line or of the text.
func peculiar(r rune) bool {
	return r < ' ' || r >= 0x7F && r < 0xA0 || r == '\u2028' || r == '\u2029' || r == '\uFEFF' || r >= 0xFFFD && r <= 0xFFFF
}

// A quickReader stands at a line that has something on it. Its methods return
// nil, or false, where the text isn't in the plainest form.
type quickReader struct {
	lines  []string
	at     int    // the line, from 0
	indent int    // the column of its first character, from 0
	text   string // the line from there on
	ascii  bool   // all of them
	nodes  *nodes
	lists  []*yaml.Node
}

// more reports whether there is a line to stand at.
func (q *quickReader) more() bool { return q.at < len(q.lines) }

// next goes to the first line from here that is neither blank nor a comment.
func (q *quickReader) next() {
	for ; q.at < len(q.lines); q.at++ {
		line := q.lines[q.at]
		q.indent = leadingSpaces(line)
		if q.text = line[q.indent:]; q.text != "" && q.text[0] != '#' {
			return
		}
	}
	q.indent = -1
}

func leadingSpaces(s string) int {
	n := 0
	for n < len(s) && s[n] == ' ' {
		n++
	}
	return n
}

// node is a new node that starts i bytes into the line.
func (q *quickReader) node(kind yaml.Kind, style yaml.Style, value string, i int) *yaml.Node {
	n := q.nodes.take()
	n.Kind, n.Style, n.Value, n.Line, n.Column = kind, style, value, q.at+1, i+1
	if line := q.lines[q.at]; !q.ascii && !plainASCIILine(line[:i]) {
		n.Column = utf8.RuneCountInString(line[:i]) + 1
	}
	return n
}

// Nodes are what one file is read by. They are used again for the next: a
// program's files have tens of thousands, and each is needed for a moment.
type nodes struct {
	slabs []*slab
	used  int          // of the last
	room  []*yaml.Node // of the last, for lists
}

// A slab is some nodes, and room for the lists of them.
type slab struct {
	nodes [64]yaml.Node
	lists [64]*yaml.Node
}

var slabs = sync.Pool{New: func() any { return new(slab) }}

func (s *nodes) take() *yaml.Node {
	if len(s.slabs) == 0 || s.used == len(slab{}.nodes) {
		one := slabs.Get().(*slab)
		s.slabs, s.used, s.room = append(s.slabs, one), 0, one.lists[:]
	}
	s.used++
	return &s.slabs[len(s.slabs)-1].nodes[s.used-1]
}

// list is a list of the nodes.
func (s *nodes) list(of []*yaml.Node) []*yaml.Node {
	n := len(of)
	if n > len(s.room) {
		return slices.Clone(of) // of a few long ones
	}
	list := s.room[:n:n]
	copy(list, of)
	s.room = s.room[n:]
	return list
}

// give gives the nodes back: whoever has one may not use it any more.
func (s *nodes) give() {
	for i, one := range s.slabs {
		used := len(one.nodes)
		if i == len(s.slabs)-1 {
			used = s.used // most files take less than one
		}
		clear(one.nodes[:used])
		clear(one.lists[:])
		slabs.Put(one)
	}
	*s = nodes{}
}

// block reads a mapping or a list whose lines start in this column.
func (q *quickReader) block(indent, depth int) *yaml.Node {
	if depth > maxDepth {
		return nil
	}
	if isItem(q.text) {
		return q.sequence(indent, depth)
	}
	return q.mapping(indent, depth)
}

func isItem(s string) bool { return s[0] == '-' && (len(s) == 1 || s[1] == ' ') }

func (q *quickReader) mapping(indent, depth int) *yaml.Node {
	n := q.node(yaml.MappingNode, 0, "", indent)
	from := len(q.lists)
	for q.more() && q.indent == indent {
		width := quickKey(q.text)
		if width == 0 {
			return nil
		}
		key := q.node(yaml.ScalarNode, 0, q.text[:width], indent)
		value := q.value(indent+width+1, indent, depth)
		if value == nil {
			return nil
		}
		q.lists = append(q.lists, key, value)
	}
	return q.closed(n, from, indent)
}

// quickKey is the length of the key that a text starts with, 0 where there is
// none.
func quickKey(s string) int {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '_' || c == '-' && i > 0:
		case c == ':' && i < 100 && (i+1 == len(s) || s[i+1] == ' '):
			return i
		default:
			return 0
		}
	}
	return 0
}

func (q *quickReader) sequence(indent, depth int) *yaml.Node {
	n := q.node(yaml.SequenceNode, 0, "", indent)
	from := len(q.lists)
	for q.more() && q.indent == indent && isItem(q.text) {
		rest := strings.TrimLeft(q.text[1:], " ")
		if rest == "" {
			return nil
		}
		at := indent + len(q.text) - len(rest)
		var item *yaml.Node
		if quickKey(rest) > 0 {
			q.indent, q.text = at, rest
			item = q.block(at, depth+1)
		} else {
			item = q.inline(at, indent, depth)
		}
		if item == nil {
			return nil
		}
		q.lists = append(q.lists, item)
	}
	return q.closed(n, from, indent)
}

// closed gives a block its entries; the line behind it may not stand further in.
func (q *quickReader) closed(n *yaml.Node, from, indent int) *yaml.Node {
	if q.more() && q.indent > indent {
		return nil
	}
	q.take(n, from)
	return n
}

// take gives a node the entries that were put aside for it.
func (q *quickReader) take(n *yaml.Node, from int) {
	n.Content = q.nodes.list(q.lists[from:])
	q.lists = q.lists[:from]
}

// value reads what stands behind a key, from byte i of the line: here, or on
// the lines below.
func (q *quickReader) value(i, indent, depth int) *yaml.Node {
	line := q.lines[q.at]
	i += leadingSpaces(line[i:])
	if i < len(line) && line[i] != '#' {
		return q.inline(i, indent, depth)
	}
	q.at++
	q.next()
	switch {
	case !q.more() || q.indent < indent || q.indent == indent && !isItem(q.text):
		return nil
	case q.indent == indent:
		return q.sequence(indent, depth+1)
	}
	return q.block(q.indent, depth+1)
}

// inline reads a value from byte i of the line, within a block of that indent,
// and goes on to the line behind it.
func (q *quickReader) inline(i, indent, depth int) *yaml.Node {
	var n *yaml.Node
	switch q.lines[q.at][i] {
	case '|':
		return q.literal(i, indent)
	case '{', '[', '"', '\'':
		n, i = q.flow(i, depth+1)
	default:
		return q.plainText(i, indent)
	}
	if n == nil || !ends(q.lines[q.at][i:]) {
		return nil
	}
	q.at++
	q.next()
	if q.more() && q.indent > indent {
		return nil
	}
	return n
}

// ends reports whether nothing but a comment is left of a line.
func ends(rest string) bool {
	trimmed := strings.TrimLeft(rest, " ")
	return trimmed == "" || trimmed[0] == '#' && len(trimmed) < len(rest)
}

// literal reads the text below a |.
func (q *quickReader) literal(i, indent int) *yaml.Node {
	if strings.TrimRight(q.lines[q.at][i:], " ") != "|" {
		return nil
	}
	n := q.node(yaml.ScalarNode, yaml.LiteralStyle, "", i)
	q.at++
	if !q.more() {
		return nil
	}
	inner := leadingSpaces(q.lines[q.at])
	if inner <= indent || inner == len(q.lines[q.at]) {
		return nil
	}
	var b strings.Builder
	blank := 0
	for ; q.more(); q.at++ {
		line := q.lines[q.at]
		spaces := leadingSpaces(line)
		if spaces == len(line) && spaces <= inner {
			blank++
			continue
		}
		if spaces < inner {
			break
		}
		for ; blank > 0; blank-- {
			b.WriteByte('\n')
		}
		b.WriteString(line[inner:])
		b.WriteByte('\n')
	}
	n.Value = b.String()
	q.next()
	if q.more() && q.indent > indent {
		return nil
	}
	return n
}

// plainText reads text without quotes, and the lines further in that go on
// with it.
func (q *quickReader) plainText(i, indent int) *yaml.Node {
	line := q.lines[q.at]
	if !startsPlain(line[i:]) {
		return nil
	}
	text, comment, ok := plainLine(line[i:])
	if !ok {
		return nil
	}
	n := q.node(yaml.ScalarNode, 0, text, i)
	whole := text
	for q.at++; q.more() && !comment; q.at++ {
		line = q.lines[q.at]
		spaces := leadingSpaces(line)
		if spaces == len(line) || line[spaces] == '#' || spaces <= indent {
			break
		}
		if text, comment, ok = plainLine(line[spaces:]); !ok {
			return nil
		}
		whole += " " + text
	}
	n.Value = whole
	q.next()
	if q.more() && q.indent > indent {
		return nil
	}
	return n
}

// startsPlain reports whether a text can start so without quotes. What YAML
// may take for something else is left to the library.
func startsPlain(s string) bool {
	if strings.HasPrefix(s, "<<") { // a merge
		return false
	}
	c := s[0]
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf || strings.IndexByte("($/+_<=~;", c) >= 0
}

// plainLine is one line of text without quotes, up to a comment.
func plainLine(s string) (text string, comment, ok bool) {
	if i := strings.Index(s, " #"); i >= 0 {
		s, comment = s[:i], true
	}
	s = strings.TrimRight(s, " ")
	return s, comment, s != "" && s[len(s)-1] != ':' && !strings.Contains(s, ": ")
}
