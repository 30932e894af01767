package load

import (
	"encoding/json"
	"regexp"
	"testing"
	"unicode"
)

// Every key has its words, and no words are left over.
func TestEveryKeyHasItsWords(t *testing.T) {
	used := map[word]int{}
	for _, f := range Files() {
		walk(f.Shape, map[*Shape]bool{}, func(s *Shape) {
			for _, k := range s.Keys {
				used[word{k.Meaning, k.Example}]++
				if first := []rune(k.Meaning + "?")[0]; !unicode.IsUpper(first) || k.Meaning[len(k.Meaning)-1] != '.' {
					t.Errorf("%s: what %s means is no sentence: %q", s.What, k.Name, k.Meaning)
				}
				if k.Example == "" {
					t.Errorf("%s: %s has no example", s.What, k.Name)
				} else if !json.Valid(JSON(k.Example)) {
					t.Errorf("%s: the example of %s gives %s", s.What, k.Name, JSON(k.Example))
				}
			}
		})
	}
	for what, keys := range words {
		for name, w := range keys {
			if used[w] == 0 {
				t.Errorf("words has %s of %s, which nothing reads", name, what)
			}
		}
	}
}

// walk visits every shape below s once.
func walk(s *Shape, seen map[*Shape]bool, visit func(*Shape)) {
	if s == nil || seen[s] {
		return
	}
	seen[s] = true
	visit(s)
	for _, k := range s.Keys {
		walk(k.Shape, seen, visit)
	}
	for _, one := range s.Shapes {
		walk(one, seen, visit)
	}
	walk(s.Item, seen, visit)
	walk(s.Name, seen, visit)
	walk(s.Value, seen, visit)
}

// A shape says what goes with its sort, so that nothing is made of half a shape.
func TestEveryShapeIsWhole(t *testing.T) {
	seen := map[*Shape]bool{}
	for _, f := range Files() {
		walk(f.Shape, seen, func(s *Shape) {
			formed := s.Sort == ID || s.Sort == Form || s.Sort == Number || s.Sort == Whole
			for fault, there := range map[string]bool{
				"no name":                s.What == "",
				"a pattern, or lacks it": formed != (s.Pattern != ""),
				"words, or lacks them":   (s.Sort == Word || s.Sort == Truth) != (s.Words != nil),
				"items, or lacks them":   (s.Sort == List) != (s.Item != nil),
				"keys, or lacks them":    (s.Sort == Map) != (s.Keys != nil || s.Name != nil),
				"half a name":            (s.Name == nil) != (s.Value == nil),
				"names without a form":   s.Name != nil && s.Name.Pattern == "",
				"shapes, or lacks them":  (s.Sort == Either) != (s.Shapes != nil),
			} {
				if there {
					t.Errorf("the shape of %q has %s: %+v", s.What, fault, s)
				}
			}
			if _, err := regexp.Compile("^(" + s.Pattern + ")$"); err != nil {
				t.Errorf("%s: %v", s.What, err)
			}
		})
	}
	if len(seen) < 60 {
		t.Errorf("only %d shapes were found", len(seen))
	}
}
