package load

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// gluedPair is a key and its value without what belongs between them:
// turnaround:33, turnaround = 33. A time or an address has no such key.
var gluedPair = regexp.MustCompile(`^([a-z][a-z0-9_-]*)(?:\s*=\s*|:)([^/\s:=].*)$`)

// visitWhole visits the pair at i. Where a comma inside braces has cut its
// value in two, a number (36,5), a date (March 10, 2026) or two ids, the value is
// shown whole, so that it is called wrong by its own grammar and with its own
// remedy; where that takes it for text, the cut is what is wrong. It returns the index
// of the last pair that was taken.
func (f *file) visitWhole(n *yaml.Node, i int, known []string, visit func(name, value *yaml.Node)) int {
	name, value := n.Content[i], n.Content[i+1]
	whole, last := f.whole(n, i, known)
	if last == i {
		visit(name, value)
		return i
	}
	shown, before := *value, f.errors()
	shown.Value = whole
	if visit(name, &shown); f.errors() == before {
		f.cut(n.Content[i+2], name.Value, whole)
	}
	return last
}

// errors counts the errors said so far.
func (f *file) errors() int {
	n, _ := f.diags.Count()
	return n
}

// whole joins a value to what a comma has cut from it, as it stands in the
// file, and returns the index of the last pair that belongs to it. A known key
// without its value belongs to nothing before it.
func (f *file) whole(n *yaml.Node, i int, known []string) (string, int) {
	value, last := n.Content[i+1], i
	if n.Style&yaml.FlowStyle == 0 || value.Kind != yaml.ScalarNode || value.Style != 0 || isBlank(value) {
		return "", i
	}
	for ; last+3 < len(n.Content); last += 2 {
		next := n.Content[last+2]
		if !f.bare(next, n.Content[last+3]) || !rest(next, known) || next.Line != value.Line || next.Style != 0 {
			break
		}
	}
	if last == i {
		return "", i
	}
	end, line := n.Content[last], []rune(f.line(value.Line))
	till := min(end.Column-1+f.width(end), len(line))
	return string(line[min(value.Column-1, till):till]), last
}

// rest reports whether a key without a colon is the rest of a text, and not
// something of its own.
func rest(name *yaml.Node, known []string) bool {
	return !strings.HasSuffix(name.Value, ":") && !slices.Contains(known, name.Value) && !gluedPair.MatchString(name.Value)
}

// bare reports whether a key inside braces has no colon.
func (f *file) bare(name, value *yaml.Node) bool {
	if name.Kind != yaml.ScalarNode || !isBlank(value) || value.Style != 0 {
		return false
	}
	line := []rune(f.line(name.Line))
	end := min(name.Column-1+f.width(name), len(line))
	return !strings.HasPrefix(strings.TrimSpace(string(line[end:])), ":")
}

// uncoupled reports a key inside braces that has no value, or several that are
// the rest of a text on the line before, and returns the index of the last.
func (f *file) uncoupled(n *yaml.Node, i int, known []string) int {
	name := n.Content[i]
	key, colon := strings.CutSuffix(name.Value, ":")
	parts := gluedPair.FindStringSubmatch(name.Value)
	switch {
	case parts != nil:
		f.diags.Errorf("syntax", f.at(name), fmt.Sprintf("write %s: %s", parts[1], short(parts[2])), "a colon with a space behind it is missing between %s and its value", parts[1])
	case strings.ContainsAny(name.Value, "：，；"):
		f.diags.Errorf("syntax", f.at(name), "write : and , with a space behind them, in place of ： and ，", "these colons and commas are wide ones, as in Chinese text")
	case colon:
		f.diags.Errorf("blank", f.at(name), "write a value after the colon, or none where there is none on purpose", "%s is blank, and a blank is never zero", short(key))
	case slices.Contains(known, key):
		f.diags.Errorf("blank", f.at(name), fmt.Sprintf("write a colon, a space and the value behind it, or leave %s out", key), "%s has no value", key)
	case i < 2 || n.Content[i-1].Kind != yaml.ScalarNode || isBlank(n.Content[i-1]):
		f.diags.Errorf("comma-in-text", f.at(name), "write key: value", "%q has no value", short(name.Value))
	default:
		before, text := n.Content[i-2].Value, n.Content[i-1].Value+", "+name.Value
		for ; i+3 < len(n.Content) && f.bare(n.Content[i+2], n.Content[i+3]) && rest(n.Content[i+2], known); i += 2 {
			text += ", " + n.Content[i+2].Value
		}
		f.cut(name, before, text)
	}
	return i
}

// cut reports text that a comma has cut in two, once for all of its pieces,
// with the line as it should be.
func (f *file) cut(piece *yaml.Node, key, whole string) {
	f.diags.Errorf("comma-in-text", f.at(piece), fmt.Sprintf("put the text in quotes: %s: %q", key, whole),
		"the text is cut at a comma: %q is read as a key of its own", short(piece.Value))
}
