package load

import (
	"slices"

	"gopkg.in/yaml.v3"
)

// strays leaves out of a map by name the keys that belong one level further
// in, since the spaces in front of them are missing, and reports them once.
// inner knows these keys.
func (f *file) strays(n *yaml.Node, inner func(key string) bool) *yaml.Node {
	belongs := func(i int) bool {
		name, value := n.Content[i], n.Content[i+1]
		return name.Kind != yaml.ScalarNode || value.Kind == yaml.MappingNode || !inner(name.Value)
	}
	first := 0
	for first+1 < len(n.Content) && belongs(first) {
		first += 2
	}
	if first+1 >= len(n.Content) {
		return n
	}
	f.stray(n.Content[:first], n.Content[first])
	kept := *n
	kept.Content = slices.Clone(n.Content[:first])
	for i := first; i+1 < len(n.Content); i += 2 {
		if belongs(i) {
			kept.Content = append(kept.Content, n.Content[i], n.Content[i+1])
			continue
		}
		if last := len(kept.Content) - 1; last > 0 && isBlank(kept.Content[last]) {
			kept.Content = kept.Content[:last-1] // what was meant to hold them
		}
	}
	return &kept
}

// stray reports the first of them. before is what stands above it.
func (f *file) stray(before []*yaml.Node, name *yaml.Node) {
	said, hint := "nothing says what "+short(name.Value)+" belongs to", "write on a line above what it belongs to, with a colon, and start this line and those like it with two more spaces"
	if last := len(before) - 1; last > 0 && isBlank(before[last]) {
		owner := short(before[last-1].Value)
		said, hint = short(name.Value)+" stands beside "+owner+", and not below it", "start this line, and the others that belong to "+owner+", with two more spaces"
	}
	f.diags.Errorf("wrong-kind", f.at(name), hint, "%s", said)
}

// takes reports whether a map of this shape has a key of that name.
func (s *Shape) takes(name string) bool {
	_, ok := s.Key(name)
	return ok
}
