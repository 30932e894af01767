package generator_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"wallwalk/generator/load"
)

// A keyAt is a key somewhere in a sort of file: the maps and lists that lead
// there, and the key in the last of the maps. An own key is one of the
// writer's: a day, an id.
type keyAt struct {
	file load.FileShape
	way  []load.Key // what leads there, as keys of maps
	in   *load.Shape
	key  load.Key
	own  bool
}

func (t keyAt) String() string {
	var names []string
	for _, k := range append(slices.Clone(t.way), t.key) {
		names = append(names, k.Name)
	}
	return t.file.Name + "/" + strings.Join(names, ".")
}

// keysAt are all keys of all files. A shape that holds itself is entered once.
func keysAt(t *testing.T) []keyAt {
	var all []keyAt
	for _, f := range load.Files() {
		keysBelow(f, f.Shape, f.Example, nil, nil, &all)
	}
	if len(all) < 120 {
		t.Errorf("only %d keys were found", len(all))
	}
	return all
}

func keysBelow(f load.FileShape, s *load.Shape, example string, way []load.Key, above []*load.Shape, all *[]keyAt) {
	if slices.Contains(above, s) {
		return
	}
	above = append(slices.Clip(above), s)
	switch s.Sort {
	case load.List:
		keysBelow(f, s.Item, first(example), append(slices.Clip(way), load.Key{Shape: s}), above, all)
	case load.Map:
		keys := s.Keys
		if s.Name != nil {
			name, value := firstKey(example)
			keys = append(slices.Clip(keys), load.Key{Name: name, Example: value, Shape: s.Value})
		}
		for i, k := range keys {
			*all = append(*all, keyAt{f, way, s, k, i >= len(s.Keys)})
			keysBelow(f, k.Shape, k.Example, append(slices.Clip(way), k), above, all)
		}
	}
}

// first is the first entry of a list's example, as JSON, which is YAML too.
func first(example string) string {
	var list []json.RawMessage
	if err := json.Unmarshal(load.JSON(example), &list); err != nil || len(list) == 0 {
		return ""
	}
	return flow(list[0])
}

// firstKey is the first key of a map's example, and its value.
func firstKey(example string) (name, value string) {
	d := json.NewDecoder(strings.NewReader(string(load.JSON(example))))
	_, _ = d.Token() // {
	t, err := d.Token()
	if err != nil {
		panic(fmt.Sprintf("the example %s has no key: %v", example, err))
	}
	var v json.RawMessage
	if err := d.Decode(&v); err != nil {
		panic(fmt.Sprintf("the example %s: %v", example, err))
	}
	return t.(string), flow(v)
}

// flow makes JSON a value as people write it: a space after each colon.
func flow(v json.RawMessage) string {
	if v[0] != '{' && v[0] != '[' {
		return string(v)
	}
	return strings.ReplaceAll(strings.ReplaceAll(string(v), `":`, `": `), `",`, `", `)
}

// A slip is what is done to the key's key.
type slip int

const (
	none slip = iota
	missing
	blank
	wrongKind
	misspelt
	duplicate
)

var slipNames = map[slip]string{none: "none", missing: "missing", blank: "blank", wrongKind: "wrong kind", misspelt: "misspelt", duplicate: "duplicate"}

// A sample is a file with what the keyAt needs and nothing else, each key of
// the way there on a line of its own.
type sample struct {
	lines             []string
	key, value, start [2]int // line and column: the key's (the second's of a duplicate), its value's, and its map's
}

// write makes the sample with a slip in it.
func (t keyAt) write(s slip) *sample {
	w := &sample{}
	if t.file.Name == "page" {
		w.lines = append(w.lines, "---")
	}
	w.shape(t, s, t.file.Shape, t.way, 0, "")
	if t.file.Name == "page" {
		w.lines = append(w.lines, "---", "Text.")
	}
	return w
}

func (w *sample) text() string { return strings.Join(w.lines, "\n") + "\n" }

// shape writes one shape on the way. lead is the dash before its first line.
func (w *sample) shape(t keyAt, s slip, at *load.Shape, way []load.Key, indent int, lead string) {
	if at.Sort == load.List {
		w.shape(t, s, at.Item, way[1:], indent+2, lead+"- ")
		return
	}
	line := func(name, value string) [2]int {
		w.lines = append(w.lines, strings.TrimRight(strings.Repeat(" ", indent-len(lead))+lead+name+": "+value, " "))
		lead = ""
		return [2]int{len(w.lines), indent + 1}
	}
	begin := len(w.lines) + 1
	next := t.key
	if len(way) > 0 {
		next = way[0]
	}
	for _, k := range company(at, next.Name, len(way) == 0 && s == missing) {
		line(k.Name, k.Example)
	}
	if len(way) > 0 {
		line(next.Name, "")
		w.shape(t, s, next.Shape, way[1:], indent+2, "")
		return
	}
	w.start = [2]int{begin, indent + 1}
	w.slip(s, next, line)
}

// slip writes the key's key.
func (w *sample) slip(s slip, k load.Key, line func(name, value string) [2]int) {
	switch s {
	case missing:
	case blank:
		w.key = line(k.Name, "")
	case wrongKind:
		w.key = line(k.Name, other(k.Shape))
	case misspelt:
		w.key = line(misspell(k.Name), k.Example)
	case duplicate:
		line(k.Name, k.Example)
		fallthrough
	default:
		w.key = line(k.Name, k.Example)
	}
	w.value = [2]int{w.key[0], w.key[1] + len(k.Name) + 2}
}

// company are the keys that a map needs beside one of its keys, or one that
// keeps it from being empty.
func company(s *load.Shape, name string, without bool) []load.Key {
	var keys []load.Key
	needed := len(s.Needs) == 0
	for _, n := range s.Needs {
		needed = needed || n.Key == name
	}
	for _, k := range s.Keys {
		if k.Name != name && (k.Required || !needed && k.Name == s.Needs[0].Key) {
			keys = append(keys, k)
		}
	}
	if without && len(keys) == 0 {
		for _, k := range s.Keys {
			if k.Name != name {
				return []load.Key{k}
			}
		}
	}
	return keys
}

// other is a value of another kind than the shape's.
func other(s *load.Shape) string {
	if s.Sort == load.List || s.Sort == load.Map || s.Sort == load.Either && s.Shapes[0].Sort == load.List {
		return "words"
	}
	return "{a: b}"
}

// misspell doubles the last letter.
func misspell(name string) string { return name + name[len(name)-1:] }
