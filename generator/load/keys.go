package load

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// keysSeen are the keys of a mapping that have been read. Most mappings have
// so few that looking through them costs less than a map does.
type keysSeen struct {
	few  [16]*yaml.Node
	n    int
	many map[string]*yaml.Node
	room int // how many there are
}

// first returns the key that was there before with the same name, or nil, and
// takes note of this one then.
func (s *keysSeen) first(name *yaml.Node) *yaml.Node {
	bare := bareKey(name)
	for _, k := range s.few[:s.n] {
		if bareKey(k) == bare {
			return k
		}
	}
	if s.n < len(s.few) {
		s.few[s.n] = name
		s.n++
		return nil
	}
	if s.many == nil {
		s.many = make(map[string]*yaml.Node, s.room)
	}
	before := s.many[bare]
	if before == nil {
		s.many[bare] = name
	}
	return before
}

// bareKey is a key as it is read: a day or an id in quotes without the spaces
// around it.
func bareKey(name *yaml.Node) string {
	if name.Style == 0 { // plain text has none
		return name.Value
	}
	return strings.TrimSpace(name.Value)
}

// doubled reports a key that stands twice, and with it those behind it that do
// so in the same order: lines pasted twice are one mistake. It returns the
// index of the last of them, or -1 where what follows belongs elsewhere.
func (f *file) doubled(n *yaml.Node, i int, first *yaml.Node, known []string) int {
	from := slices.Index(n.Content, first)
	run := 1
	for ; i+2*run+1 < len(n.Content) && from+2*run < i && n.Content[i+2*run].Value == n.Content[from+2*run].Value; run++ {
	}
	name := short(n.Content[i].Value)
	switch {
	case run == 1:
		f.diags.Errorf("duplicate-key", f.at(n.Content[i]), "keep one of the two", "%s stands twice; the first is on line %d", name, first.Line)
	case known != nil && from == 0:
		f.diags.Errorf("duplicate-key", f.at(n.Content[i]), "where a new entry starts, put a dash before it; else keep one of the two", "%s stands twice; the first is on line %d", name, first.Line)
		return -1
	default:
		f.diags.Errorf("duplicate-key", f.at(n.Content[i]), "keep each of them once; have the lines been pasted twice?", "%s and what follows it, %d in all, stand twice; the first is on line %d", name, run, first.Line)
	}
	return i + 2*run - 2
}
