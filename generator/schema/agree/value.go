package agree

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// Value is what an editor makes of a YAML text: the JSON value by YAML 1.2's
// core schema, which yaml-language-server uses. A date is a text there, and so
// are yes and 13:00. Of several documents it is the first.
func Value(data []byte) (v any, err error) {
	defer func() {
		if p := recover(); p != nil { // the library is known to panic on a few malformed inputs
			err = fmt.Errorf("yaml: %v", p)
		}
	}()
	var doc yaml.Node
	switch err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&doc); {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return valueOf(doc.Content[0]), nil
}

func valueOf(n *yaml.Node) any {
	switch n.Kind {
	case yaml.AliasNode:
		return valueOf(n.Alias)
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, valueOf(c))
		}
		return list
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = valueOf(n.Content[i+1])
		}
		return m
	}
	if n.Style&^yaml.TaggedStyle != 0 {
		return n.Value
	}
	return core(n.Value)
}

var (
	coreInt   = regexp.MustCompile(`^[-+]?[0-9]+$`)
	coreBased = regexp.MustCompile(`^0(o[0-7]+|x[0-9a-fA-F]+)$`)
	coreFloat = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
)

// core is a plain scalar by the core schema.
func core(s string) any {
	switch s {
	case "", "~", "null", "Null", "NULL":
		return nil
	case "true", "True", "TRUE":
		return true
	case "false", "False", "FALSE":
		return false
	}
	switch {
	case coreBased.MatchString(s):
		n, err := strconv.ParseInt(s, 0, 64)
		if err == nil {
			return json.Number(strconv.FormatInt(n, 10))
		}
	case coreInt.MatchString(s), coreFloat.MatchString(s):
		if f, err := strconv.ParseFloat(strings.TrimPrefix(s, "+"), 64); err == nil {
			return json.Number(strconv.FormatFloat(f, 'g', -1, 64))
		}
	}
	return s
}
