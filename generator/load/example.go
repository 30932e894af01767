package load

import (
	"bytes"
	"encoding/json"
	"fmt"

	"gopkg.in/yaml.v3"
)

// JSON is an example's value as JSON, its keys in the order in which they are
// written. An example that is no YAML is a slip of the program's, and panics.
func JSON(example string) json.RawMessage {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(example), &doc); err != nil || len(doc.Content) != 1 {
		panic(fmt.Sprintf("the example %q is not YAML: %v", example, err))
	}
	return jsonOf(doc.Content[0])
}

func jsonOf(n *yaml.Node) json.RawMessage {
	var b bytes.Buffer
	switch n.Kind {
	case yaml.SequenceNode:
		for i, c := range n.Content {
			fmt.Fprintf(&b, "%s%s", comma(i), jsonOf(c))
		}
		return fmt.Appendf(nil, "[%s]", b.Bytes())
	case yaml.MappingNode:
		for i := 0; i < len(n.Content); i += 2 {
			fmt.Fprintf(&b, "%s%s:%s", comma(i), quoted(n.Content[i].Value), jsonOf(n.Content[i+1]))
		}
		return fmt.Appendf(nil, "{%s}", b.Bytes())
	}
	switch n.Tag {
	case "!!int", "!!float", "!!bool":
		return json.RawMessage(n.Value)
	}
	return quoted(n.Value)
}

func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ","
}

func quoted(s string) json.RawMessage {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string has JSON, and a buffer takes it
	return bytes.TrimSpace(b.Bytes())
}
