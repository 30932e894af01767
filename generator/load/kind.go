package load

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// A kind is one sort of value in a file: what to call it, what it looks like,
// and how to read it. read reports whatever is wrong and leaves to as it was;
// the value is never half read.
type kind[T any] struct {
	what  string // as in "expected …": "a date such as 2026-03-01"
	shape *Shape
	read  func(f *file, n *yaml.Node, to *T)
}

// A key is one of an object's keys, bound to a field of P.
type key[P any] struct {
	name     string
	required bool
	shape    *Shape
	place    func(*P) *diag.Span // told where the key stands; nil where nobody asks
	read     func(f *file, n *yaml.Node, p *P)
}

// opt is a key that may be left out.
func opt[P, T any](name string, k kind[T], field func(*P) *T) key[P] {
	return key[P]{name: name, shape: k.shape, read: func(f *file, n *yaml.Node, p *P) { k.read(f, n, field(p)) }}
}

// req is a key that must be there.
func req[P, T any](name string, k kind[T], field func(*P) *T) key[P] {
	bound := opt(name, k, field)
	bound.required = true
	return bound
}

// placed is the key with somebody asking where it stands.
func (k key[P]) placed(place func(*P) *diag.Span) key[P] {
	k.place = place
	return k
}

// object is a mapping with known keys. at, where not nil, is told the place of
// the object itself.
func object[P any](what string, at func(*P) *diag.Span, keys ...key[P]) kind[P] {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	return kind[P]{what: what, shape: objectOf(what, keys), read: func(f *file, n *yaml.Node, p *P) {
		if !f.expect(n, yaml.MappingNode, what) {
			return
		}
		if f.foreign(n, what, names) {
			return
		}
		if at != nil {
			*at(p) = f.at(n)
		}
		var strange []*yaml.Node
		seen := make([]bool, len(keys))
		f.pairs(n, names, func(name, value *yaml.Node) {
			for i, k := range keys {
				if k.name == name.Value {
					seen[i] = true
					if k.place != nil {
						*k.place(p) = f.at(name)
					}
					if !f.blank(name, value) {
						k.read(f, value, p)
					}
					return
				}
			}
			if len(strange) <= MostMistakes {
				strange = append(strange, name)
			}
		})
		var missing []string
		for i, k := range keys {
			if k.required && !seen[i] {
				missing = append(missing, k.name)
			}
		}
		for _, name := range strange {
			if f.full() {
				return
			}
			missing = f.strange(name, what, names, missing)
		}
		for _, k := range keys {
			if slices.Contains(missing, k.name) {
				f.diags.Errorf("missing-key", f.at(n), fmt.Sprintf("add a line %s: …", k.name), "%s needs %s", what, k.name)
			}
		}
	}}
}

// strange reports a key that there is not, and returns the missing keys that it
// was not meant to be: a key misspelt, or in another language, is one mistake,
// and not one strange and one missing.
func (f *file) strange(name *yaml.Node, what string, names, missing []string) []string {
	meant := diag.Near(name.Value, names)
	said := fmt.Sprintf("%s has no key %q", what, short(name.Value))
	if meant == "" && len(missing) == 1 {
		f.diags.Errorf("unknown-key", f.at(name), fmt.Sprintf("did you mean %s? known here: %s", missing[0], strings.Join(names, ", ")), "%s", said)
		return nil
	}
	f.unknown("unknown-key", name, said, names)
	return slices.DeleteFunc(missing, func(k string) bool { return k == meant })
}

// mostForeign is more keys than any object of the format has.
const mostForeign = 40

// foreign reports, once, a mapping that has several keys and none that is known
// or nearly so: most likely it is another file's text.
func (f *file) foreign(n *yaml.Node, what string, names []string) bool {
	if len(n.Content) > 2*mostForeign {
		return false // no file of ours, and much to compare
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if slices.Contains(names, n.Content[i].Value) || diag.Near(n.Content[i].Value, names) != "" {
			return false
		}
	}
	if len(n.Content) < 4 || n.Style&yaml.FlowStyle != 0 || n.Content[0].Kind != yaml.ScalarNode {
		return false
	}
	f.diags.Errorf("unknown-key", f.at(n.Content[0]), "known here: "+strings.Join(names, ", ")+"; has another file's text been pasted in?",
		"%s has no key %q, nor any of those below it", what, short(n.Content[0].Value))
	return true
}

// list is a sequence of values of one kind. What can't be read is reported, and
// stands in the list as an entry without a name: whoever looks for a name there
// sees that not all of them are known. An empty list is not nil.
func list[T any](what string, item kind[T]) kind[[]T] {
	return kind[[]T]{what: what, shape: listOf(what, item.shape), read: func(f *file, n *yaml.Node, to *[]T) {
		var none T
		if !f.expect(n, yaml.SequenceNode, what) {
			*to = append(*to, none)
			return
		}
		if *to == nil {
			*to = []T{}
		}
		*to = slices.Grow(*to, len(n.Content))
		for _, c := range n.Content {
			if f.full() {
				return
			}
			if isBlank(c) {
				f.diags.Errorf("blank", f.at(c), "write "+item.what+", or delete the line", "this entry of the list is blank")
				continue
			}
			*to = append(*to, none)
			item.read(f, c, &(*to)[len(*to)-1])
		}
	}}
}

// dict is a mapping whose keys are names or days of the writer's own: each
// becomes one T, with its key put into it.
func dict[K, T any](what string, name kind[K], value kind[T], put func(*T, K)) kind[[]T] {
	return kind[[]T]{what: what, shape: dictOf(what, name.shape, value.shape), read: func(f *file, n *yaml.Node, to *[]T) {
		if !f.expect(n, yaml.MappingNode, what) {
			return
		}
		n = f.strays(n, value.shape.takes)
		var none T
		var key, noKey K
		f.pairs(n, nil, func(k, v *yaml.Node) {
			before := len(f.diags.All())
			key = noKey
			name.read(f, k, &key)
			if len(f.diags.All()) > before || f.blank(k, v) {
				return
			}
			if len(*to) == 0 {
				*to = slices.Grow(*to, len(n.Content)/2)
			}
			*to = append(*to, none)
			t := &(*to)[len(*to)-1]
			put(t, key)
			value.read(f, v, t)
		})
	}}
}

// scalar is a value written as plain or quoted text of this shape. parse gets
// the text and returns what is wrong with it, as sentence and remedy, or "".
func scalar[T any](shape Shape, parse func(s string, at diag.Span) (v T, wrong, remedy string)) kind[T] {
	return kind[T]{what: shape.What, shape: &shape, read: func(f *file, n *yaml.Node, to *T) {
		if !f.expect(n, yaml.ScalarNode, shape.What) {
			return
		}
		v, wrong, remedy := parse(strings.TrimSpace(n.Value), f.at(n))
		if wrong != "" {
			f.diags.Errorf("bad-value", f.at(n), remedy, "%s", wrong)
			return
		}
		*to = v
	}}
}

// inBrackets is text as it may stand in a list in brackets.
func inBrackets(s string) string {
	if ids := strings.Split(s, " and "); !slices.ContainsFunc(ids, func(id string) bool { return !isSlug(id) }) {
		return short(strings.Join(ids, ", "))
	}
	if s = short(s); strings.ContainsAny(s, "?:#{}[]\"'&*!|>%@`") {
		return strconv.Quote(s)
	}
	return s
}

// blank reports a key with nothing behind it.
func (f *file) blank(name, value *yaml.Node) bool {
	if !isBlank(value) {
		return false
	}
	f.diags.Errorf("blank", f.at(name), orElse(f.mistaken(name), "write a value, or delete the line"), "%s is blank", short(name.Value))
	return true
}

// unknown reports a name that nothing bears, with the one that was meant.
func (f *file) unknown(code string, n *yaml.Node, message string, known []string) {
	hint := "known here: " + strings.Join(known, ", ")
	if clean := strings.TrimSpace(strings.Map(visible, n.Value)); clean != n.Value && slices.Contains(known, clean) {
		hint = fmt.Sprintf("type %s anew: a sign that can't be seen stands in it, as pasted text has them", clean)
	} else if best := diag.Near(n.Value, known); best != "" {
		hint = fmt.Sprintf("did you mean %s?", best)
	}
	f.diags.Errorf(code, f.at(n), hint, "%s", message)
}

// visible drops what can't be seen: a soft hyphen, a space without width.
func visible(r rune) rune {
	if r == '\u00A0' || unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}

// pairs calls visit for each key and its value, and reports keys that are no
// text, that come twice, or that are the rest of a text cut at a comma. known
// are the keys that there can be, where they aren't the writer's own.
func (f *file) pairs(n *yaml.Node, known []string, visit func(name, value *yaml.Node)) {
	seen := keysSeen{room: len(n.Content) / 2}
	for i := 0; i+1 < len(n.Content) && !f.full(); i += 2 {
		name := n.Content[i]
		switch {
		case name.Kind != yaml.ScalarNode:
			f.diags.Errorf("wrong-kind", f.at(name), "write a key, a colon, a space and the value", "expected a key, found %s", found(name))
			continue
		case n.Style&yaml.FlowStyle != 0 && f.bare(name, n.Content[i+1]):
			i = f.uncoupled(n, i, known)
			continue
		}
		if first := seen.first(name); first != nil {
			if i = f.doubled(n, i, first, known); i < 0 {
				return
			}
			continue
		}
		i = f.visitWhole(n, i, known, visit)
	}
}

// Text kinds.

// text is a line or a few, shown as it stands.
var text = remarked(scalar(Shape{What: "text"}, func(s string, at diag.Span) (model.Text, string, string) {
	return model.Text{Text: s, At: at}, "", ""
}))

// markdown is text with Markdown in it.
var markdown = remarked(scalar(Shape{What: "text", Prose: true}, func(s string, at diag.Span) (model.Text, string, string) {
	if len(s) > maxMarkdown {
		return model.Text{}, fmt.Sprintf("the text is %d KiB long; the most is %d KiB", len(s)>>10, maxMarkdown>>10), "keep what the team needs at the wall, and link to the rest"
	}
	return model.Text{Text: s, At: at}, "", ""
}))

// slug is an id.
var slug = scalar(slugShape, func(s string, at diag.Span) (model.Text, string, string) {
	if !isSlug(s) {
		return model.Text{}, fmt.Sprintf("%q is not an id: small letters, digits and single hyphens, at most %d", short(s), maxSlug), suggestSlug(s)
	}
	return model.Text{Text: s, At: at}, "", ""
})

const maxSlug = 64

var slugShape = Shape{What: "an id such as lakeside-2", Sort: ID, Pattern: `[a-z0-9]+(-[a-z0-9]+)*`, Longest: maxSlug}

func isSlug(s string) bool {
	if s == "" || len(s) > maxSlug || strings.HasPrefix(s, "-") || strings.HasSuffix(s, "-") || strings.Contains(s, "--") {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-')
	}) < 0
}

// suggestSlug makes an id out of a name, as a remedy.
func suggestSlug(s string) string {
	if several := strings.FieldsFunc(s, func(r rune) bool { return r == ';' }); len(several) > 1 {
		return "put commas between several ids, not semicolons"
	}
	s = strings.Trim(s, "“”„‟‘’«»")
	if first, more, _ := strings.Cut(s, ","); more != "" && isSlug(first) {
		return "write one of them alone; where several can stand, they go in square brackets"
	}
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') && r < utf8.RuneSelf
	})
	id := strings.Join(words, "-")
	if !isSlug(id) {
		return "use the letters a to z, digits and hyphens, such as lakeside-2"
	}
	return "write " + id
}

// oneOf is a word of a fixed few.
func oneOf(words ...string) kind[string] {
	what := strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
	return scalar(Shape{What: what, Sort: Word, Words: words}, func(s string, _ diag.Span) (string, string, string) {
		for _, w := range words {
			if s == w {
				return w, "", ""
			}
		}
		remedy := "write one of these words, in small letters"
		if best := diag.Near(s, words); best != "" {
			remedy = fmt.Sprintf("did you mean %s?", best)
		}
		return "", fmt.Sprintf("expected %s, found %q", what, short(s)), remedy
	})
}

// mapped reads as k does and keeps what becomes of it.
func mapped[A, B any](k kind[A], f func(A) B) kind[B] {
	return kind[B]{what: k.what, shape: k.shape, read: func(in *file, n *yaml.Node, to *B) {
		before := len(in.diags.All())
		var a A
		k.read(in, n, &a)
		if len(in.diags.All()) == before {
			*to = f(a)
		}
	}}
}

// into reads one field of a P, and leaves the rest of it alone.
func into[P, T any](k kind[T], field func(*P) *T) kind[P] {
	return kind[P]{what: k.what, shape: k.shape, read: func(f *file, n *yaml.Node, p *P) { k.read(f, n, field(p)) }}
}

// meantTruth is what people write for true and false.
var meantTruth = map[string]bool{"true": true, "yes": true, "y": true, "on": true, "x": true, "1": true, "false": false, "no": false, "n": false, "off": false, "0": false}

// why is a reason, which a yes is not.
var why = kind[model.Text]{what: text.what, shape: text.shape, read: func(f *file, n *yaml.Node, to *model.Text) {
	if _, truth := meantTruth[strings.ToLower(n.Value)]; truth && n.Kind == yaml.ScalarNode {
		f.diags.Errorf("bad-value", f.at(n), "write why in a few words, such as Agreed at the handoff meeting", "expected the reason, found %q", short(n.Value))
		return
	}
	text.read(f, n, to)
}}

// truth is true or false.
var truth = func() kind[bool] {
	k := oneOf("true", "false")
	k.shape.Sort = Truth
	return kind[bool]{what: k.what, shape: k.shape, read: func(f *file, n *yaml.Node, to *bool) {
		if meant, known := meantTruth[strings.ToLower(strings.Trim(n.Value, "!."))]; n.Kind == yaml.ScalarNode && known && n.Value != fmt.Sprint(meant) {
			f.diags.Errorf("bad-value", f.at(n), fmt.Sprintf("write %t", meant), "expected %s, found %q", k.what, short(n.Value))
			*to = meant // so that nothing is said that only follows from it
			return
		}
		mapped(k, func(s string) bool { return s == "true" }).read(f, n, to)
	}}
}()

// keyOf returns a mapping's key of that name, or nil.
func (f *file) keyOf(n *yaml.Node, name string) *yaml.Node {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i]
		}
	}
	return nil
}

// valueOf returns what a mapping has for the key, or nil.
func (f *file) valueOf(n *yaml.Node, name string) *yaml.Node {
	if i := slices.Index(n.Content, f.keyOf(n, name)); i >= 0 {
		return n.Content[i+1]
	}
	return nil
}
