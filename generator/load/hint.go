package load

import (
	"fmt"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"
)

// expect reports a node of the wrong shape.
func (f *file) expect(n *yaml.Node, want yaml.Kind, what string) bool {
	if n.Kind == want {
		return true
	}
	hint := reshape(n, want, what)
	if hint == "" {
		hint = "compare it with the same place in another team's file"
		if form := shown.whole[what]; form != "" {
			hint = "write it like this: " + form
		}
	}
	if key := shown.first[what]; key != "" {
		f.diags.Errorf("wrong-kind", f.at(n), fmt.Sprintf("start the file with the line %s: and see the same file of another team for what follows", key),
			"%s is made of keys and values, and here stands %s", what, found(n))
		return false
	}
	f.diags.Errorf("wrong-kind", f.at(n), hint, "expected %s, found %s", what, found(n))
	return false
}

// reshape is the hint where it is plain what was meant, or "".
func reshape(n *yaml.Node, want yaml.Kind, what string) string {
	flow := n.Style&yaml.FlowStyle != 0
	switch {
	case want == yaml.ScalarNode && n.Kind == yaml.MappingNode && flow:
		return "leave out the braces; text with a brace in it goes in quotes"
	case want == yaml.ScalarNode && n.Kind == yaml.MappingNode:
		return "text with a colon in it goes in quotes"
	case want == yaml.ScalarNode && flow:
		return "leave out the brackets; text with a bracket in it goes in quotes"
	case want == yaml.ScalarNode:
		return "write one value, without dashes; for a list inside a text, put | behind the key's colon and leave the list below it"
	case want == yaml.MappingNode && n.Kind == yaml.SequenceNode && flow && len(n.Content) == 0:
		return "write {} in place of []"
	case want == yaml.MappingNode && n.Kind == yaml.SequenceNode && flow && shown.whole[what] == "":
		return "use braces { } in place of the brackets [ ]"
	case want == yaml.MappingNode && n.Kind == yaml.SequenceNode && shown.whole[what] == "":
		return "leave out the dashes: each line is a key, a colon and a value"
	case want == yaml.MappingNode && n.Kind == yaml.ScalarNode && shown.whole[what] == "":
		return "write a key, a colon, a space and the value: in braces, or each on a line of its own"
	case want == yaml.SequenceNode && n.Kind == yaml.MappingNode && flow && allBlank(n):
		return "use brackets [ ] in place of the braces { }"
	case want == yaml.SequenceNode && n.Kind == yaml.MappingNode && flow:
		return "start the line with a dash and a space: - {"
	case want == yaml.SequenceNode && n.Kind == yaml.MappingNode && len(n.Content) > 1 && n.Content[1].Kind == yaml.ScalarNode:
		return fmt.Sprintf("start each entry with a dash and a space: - %s: …", short(n.Content[0].Value))
	case want == yaml.SequenceNode && n.Kind == yaml.ScalarNode && strings.ContainsAny(n.Value, "•·●▪"):
		return "write a dash and a space in place of each bullet"
	case want == yaml.SequenceNode && n.Kind == yaml.ScalarNode && short(n.Value) != n.Value:
		return "write each entry on a line of its own below, with a dash and a space before it"
	case want == yaml.SequenceNode && n.Kind == yaml.ScalarNode && isList(n.Value) && !strings.HasPrefix(shown.entry[what], "{"):
		return "put it in square brackets: [" + inBrackets(strings.Trim(n.Value, "()")) + "]"
	}
	return ""
}

// isList reports whether a text can be the entries of a list: names or dates.
func isList(s string) bool {
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "all", "none":
		return false
	}
	return strings.IndexFunc(s, unicode.IsLetter) >= 0 || strings.Count(s, "-") > 1
}

// allBlank reports whether no key of a map has a value.
func allBlank(n *yaml.Node) bool {
	for i := 1; i < len(n.Content); i += 2 {
		if !isBlank(n.Content[i]) {
			return false
		}
	}
	return true
}

// examples show the shapes, by what the shapes are called.
type examples struct {
	whole map[string]string // a list or a map
	entry map[string]string // a list's entry
	first map[string]string // the key that a file starts with, by its name
}

// shown are filled after the kinds that show them: the language sees a circle.
var shown = examples{map[string]string{}, map[string]string{}, map[string]string{}}

func init() {
	for _, file := range Files() {
		shown.collect(file.Shape, file.Example)
		for _, k := range file.Shape.Keys {
			if k.Required && strings.HasSuffix(file.Shape.What, ".yaml") && shown.first[file.Shape.What] == "" {
				shown.first[file.Shape.What] = k.Name
			}
		}
	}
}

// collect takes a shape's example and those of the shapes within it.
func (e examples) collect(s *Shape, example string) {
	if s == nil || s.Sort != List && s.Sort != Map {
		return
	}
	if _, known := e.whole[s.What]; known {
		return
	}
	if example == "" {
		example = s.example()
	}
	e.whole[s.What] = example
	for _, k := range s.Keys {
		e.collect(k.Shape, k.Example)
	}
	if s.Item != nil {
		e.collect(s.Item, "")
		e.entry[s.What] = e.whole[s.Item.What]
	}
	e.collect(s.Value, "")
}

// example is a map with the keys that it must have, or the first where it must
// have none.
func (s *Shape) example() string {
	var parts []string
	add := func(k Key) { parts = append(parts, k.Name+": "+k.Example) }
	for _, k := range s.Keys {
		if k.Required {
			add(k)
		}
	}
	if len(s.Needs) > 0 {
		k, _ := s.Key(s.Needs[0].Key)
		add(k)
	}
	if len(parts) == 0 && len(s.Keys) > 0 {
		add(s.Keys[0])
	}
	if len(parts) == 0 {
		return ""
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
