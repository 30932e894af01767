package load

import (
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"
)

// gluedPair is a key and its value without what belongs between them:
// turnaround:33, turnaround = 33. A time or an address has no such key.
var gluedPair = regexp.MustCompile(`^([a-z][a-z0-9_-]*)(?:\s*=\s*|:)([^/\s:=].*)$`)

var (
	digitsOnly = regexp.MustCompile(`^[0-9]+$`)
	monthDay   = regexp.MustCompile(`^\pL{3,9}\.? [0-9]{1,2}$`)
)

// visitWhole visits the pair at i. Where a comma inside braces has cut its
// value in two, a number (36,5) or a date (March 10, 2026), the value is shown
// whole, so that it is called wrong by its own grammar and with its own remedy;
// where that takes it for text, the cut is what is wrong. It returns the index
// of the last pair that was taken.
func (f *file) visitWhole(n *yaml.Node, i int, visit func(name, value *yaml.Node)) int {
	name, value := n.Content[i], n.Content[i+1]
	whole, last := f.whole(n, i)
	if last == i {
		visit(name, value)
		return i
	}
	shown, before := *value, f.errors()
	shown.Value = whole
	if visit(name, &shown); f.errors() == before {
		f.cut(n, i+2)
	}
	return last
}

// errors counts the errors said so far.
func (f *file) errors() int {
	n, _ := f.diags.Count()
	return n
}

// whole joins a number or a date to what a comma has cut from it, and returns
// the index of the last pair that belongs to it.
func (f *file) whole(n *yaml.Node, i int) (string, int) {
	value := n.Content[i+1]
	if n.Style&yaml.FlowStyle == 0 || value.Kind != yaml.ScalarNode || value.Style != 0 {
		return "", i
	}
	text, comma := value.Value, ","
	if monthDay.MatchString(text) {
		comma = ", "
	} else if !digitsOnly.MatchString(text) {
		return "", i
	}
	line, col := value.Line, value.Column+len([]rune(text))
	for i+3 < len(n.Content) {
		next := n.Content[i+2]
		if next.Line != line || next.Column != col+len(comma) || !digitsOnly.MatchString(next.Value) || !f.bare(next, n.Content[i+3]) {
			break
		}
		text, col, i = text+comma+next.Value, next.Column+len(next.Value), i+2
	}
	return strings.TrimSpace(text), i
}
