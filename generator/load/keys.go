package load

import "gopkg.in/yaml.v3"

// keysSeen are the keys of a mapping that have been read. Most mappings have
// so few that looking through them costs less than a map does.
type keysSeen struct {
	few  [16]*yaml.Node
	n    int
	many map[string]*yaml.Node
}

// first returns the key that was there before with the same name, or nil, and
// takes note of this one then.
func (s *keysSeen) first(name *yaml.Node) *yaml.Node {
	for _, k := range s.few[:s.n] {
		if k.Value == name.Value {
			return k
		}
	}
	if s.n < len(s.few) {
		s.few[s.n] = name
		s.n++
		return nil
	}
	if s.many == nil {
		s.many = map[string]*yaml.Node{}
	}
	before := s.many[name.Value]
	if before == nil {
		s.many[name.Value] = name
	}
	return before
}
