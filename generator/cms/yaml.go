package cms

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// An object is a YAML mapping whose keys keep their order. Values are strings,
// numbers, truth values, objects, and lists of them.
type object []member

type member struct {
	name  string
	value any
}

// with is the object with one more member.
func (o object) with(name string, value any) object {
	return append(o[:len(o):len(o)], member{name, value})
}

// marshal writes an object as a YAML document in block style.
func marshal(o object) string {
	var b strings.Builder
	block(&b, o, "")
	return b.String()
}

// block writes an object's lines, each behind indent but the first, which
// stands where the writer is.
func block(b *strings.Builder, o object, indent string) {
	for i, m := range o {
		if i > 0 {
			b.WriteString(indent)
		}
		b.WriteString(m.name + ":")
		value(b, m.value, indent)
	}
}

func value(b *strings.Builder, v any, indent string) {
	switch v := v.(type) {
	case object:
		b.WriteString("\n" + indent + "  ")
		block(b, v, indent+"  ")
	case choices:
		b.WriteString(" [")
		for i, c := range v {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(b, "{label: %s, value: %s}", text(c.Name), single(c.Value))
		}
		b.WriteString("]\n")
	case []object:
		if len(v) == 0 {
			b.WriteString(" []\n")
			return
		}
		b.WriteByte('\n')
		for _, o := range v {
			b.WriteString(indent + "  - ")
			block(b, o, indent+"    ")
		}
	case []string:
		all := make([]string, len(v))
		for i, s := range v {
			all[i] = text(s)
		}
		b.WriteString(" [" + strings.Join(all, ", ") + "]\n")
	default:
		b.WriteString(" " + single(v) + "\n")
	}
}

// single is a string, a number or a truth value.
func single(v any) string {
	switch v := v.(type) {
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return text(v.(string))
}

// plainly is text that no YAML takes for anything else; words that one of them
// takes for a truth value or a null are not.
var (
	plainly = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_/.-]*( [A-Za-z0-9][A-Za-z0-9_/.-]*)*$`)
	special = regexp.MustCompile(`^(?i:y|n|yes|no|on|off|true|false|null)$`)
)

// text is a string as YAML takes it whatever it holds: JSON's quotes are YAML's.
func text(s string) string {
	if plainly.MatchString(s) && !special.MatchString(s) {
		return s
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // a string has JSON
	}
	return strings.TrimSuffix(b.String(), "\n")
}
