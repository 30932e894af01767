// Package schema writes JSON Schemas (draft-07) of the files that teams
// commit, for editors, and the reference of their keys. Both are made of the
// shapes that package load reads by, so they can't say anything else.
//
// The reader takes values from their text, by the format's own grammar; an
// editor takes them from YAML (1.2, core schema). So where text is due, a schema
// takes what YAML calls a number or a truth value, and where a number is due, its text
// in quotes. A null (nothing, null or ~) is taken nowhere, although the reader
// would take ~ for text: nothing is what people mean by it.
//
// Whatever else the reader takes, a schema takes. Some of what it refuses shows
// in the text alone, in two places at once, or in another file; then a schema
// takes it, too, and wallwalk check says what is wrong.
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/load"
)

// Written is how a schema says who wrote it.
const Written = "Written by wallwalk schema; edits by hand are lost."

// A File is the schema of one sort of file.
type File struct {
	Name string // a word: team
	Path string // of the files that it describes, as a pattern in the program's folder

	of load.FileShape
}

// Files are all schemas, in the order of the reference.
func Files() []File {
	var files []File
	for _, f := range load.Files() {
		files = append(files, File{f.Name, f.Path, f})
	}
	return files
}

// An object is a JSON object whose members keep their order.
type object []member

type member struct {
	name  string
	value any
}

func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	for i, m := range o {
		name, _ := plainJSON(m.name) // a string has JSON
		value, err := plainJSON(m.value)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%s:%s", name, value)
	}
	return fmt.Appendf(nil, "{%s}", b.Bytes()), nil
}

// plainJSON leaves < and & as they are: nothing here is put into HTML.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

// Data is the schema: JSON, with a line end.
func (one File) Data() []byte {
	f := one.of
	w := writer{loops: loops(f.Shape, nil, nil)}
	o := object{
		{"$schema", "http://json-schema.org/draft-07/schema#"},
		{"$comment", Written},
		{"description", f.Meaning},
	}
	if f.Example != "" {
		o = append(o, member{"examples", []any{load.JSON(f.Example)}})
	}
	o = append(o, w.body(f.Shape)...)
	if len(w.loops) > 0 {
		var definitions object
		for _, s := range w.loops {
			definitions = append(definitions, member{nameOf(s), w.body(s)})
		}
		o = append(o, member{"definitions", definitions})
	}
	text, err := plainJSON(o)
	if err != nil {
		panic(err) // texts, numbers and examples that have been parsed
	}
	var b bytes.Buffer
	_ = json.Indent(&b, text, "", "  ") // it was made a line ago
	b.WriteByte('\n')
	return b.Bytes()
}

// loops are the shapes below s that hold themselves.
func loops(s *load.Shape, above, found []*load.Shape) []*load.Shape {
	if s == nil || slices.Contains(found, s) {
		return found
	}
	if slices.Contains(above, s) {
		return append(found, s)
	}
	above = append(slices.Clip(above), s)
	for _, k := range s.Keys {
		found = loops(k.Shape, above, found)
	}
	for _, one := range s.Shapes {
		found = loops(one, above, found)
	}
	found = loops(s.Item, above, found)
	return loops(s.Value, above, found)
}

// nameOf is a shape's name among the definitions.
func nameOf(s *load.Shape) string {
	name := s.What[strings.IndexByte(s.What, ' ')+1:]
	return strings.ReplaceAll(name, " ", "-")
}

type writer struct{ loops []*load.Shape }

// schema is a shape's schema: a reference where the shape holds itself.
func (w *writer) schema(s *load.Shape) object {
	if slices.Contains(w.loops, s) {
		return object{{"$ref", "#/definitions/" + nameOf(s)}}
	}
	return w.body(s)
}

func (w *writer) body(s *load.Shape) object {
	switch s.Sort {
	case load.Map:
		return w.mapping(s)
	case load.List:
		o := object{{"type", "array"}, {"items", w.schema(s.Item)}, expected(s)}
		if s.Some {
			o = append(o, member{"minItems", 1})
		}
		return o
	case load.Either:
		var all []object
		for _, one := range s.Shapes {
			all = append(all, w.schema(one))
		}
		return object{{"anyOf", all}}
	}
	return scalar(s)
}

func (w *writer) mapping(s *load.Shape) object {
	o := object{{"title", s.What}, {"type", "object"}}
	var properties object
	var required []string
	for _, k := range s.Keys {
		about := object{{"description", k.Meaning}, {"examples", []any{load.JSON(k.Example)}}}
		properties = append(properties, member{k.Name, append(about, w.schema(k.Shape)...)})
		if k.Required {
			required = append(required, k.Name)
		}
	}
	if properties != nil {
		o = append(o, member{"properties", properties})
	}
	switch {
	case s.Name == nil:
		o = append(o, member{"additionalProperties", false})
	case properties == nil:
		o = append(o, member{"patternProperties", object{{whole(s.Name.Pattern), w.schema(s.Value)}}}, member{"additionalProperties", false})
	default: // a pattern would take the known keys, too
		o = append(o, member{"propertyNames", object{{"pattern", whole(s.Name.Pattern)}}}, member{"additionalProperties", w.schema(s.Value)})
	}
	if required != nil {
		o = append(o, member{"required", required})
	}
	return append(o, needs(s)...)
}

// needs says which keys can't all be left out.
func needs(s *load.Shape) object {
	var ways []object
	for _, n := range s.Needs {
		way := object{{"required", []string{n.Key}}}
		if n.Not != "" {
			way = append(way, member{"properties", object{{n.Key, object{{"not", object{{"enum", []string{n.Not}}}}}}}})
		}
		ways = append(ways, way)
	}
	switch {
	case ways == nil:
		return nil
	case s.Alone:
		return object{{"anyOf", ways}, {"dependencies", apart(s.Needs)}}
	}
	return object{{"anyOf", ways}}
}

// apart says that none of these keys stands beside another. With oneOf, an
// editor would only say that it is so, and not where.
func apart(needs []load.Need) object {
	var o object
	for i, n := range needs[:len(needs)-1] {
		var others object
		for _, other := range needs[i+1:] {
			others = append(others, member{other.Key, false})
		}
		o = append(o, member{n.Key, object{{"properties", others}}})
	}
	return o
}

// scalar is the schema of a single value. Spaces around it don't count.
func scalar(s *load.Shape) object {
	expected := expected(s)
	switch s.Sort {
	case load.Text:
		return orTruth(object{{"type", []string{"string", "number"}}, {"pattern", `\S`}, expected})
	case load.ID:
		return orTruth(object{{"type", []string{"string", "integer"}}, {"pattern", whole(s.Pattern)}, expected, {"maxLength", s.Longest}, {"minimum", 0}})
	case load.Form:
		return object{{"type", "string"}, {"pattern", whole(s.Pattern)}, expected}
	case load.Word:
		return object{{"enum", s.Words}}
	case load.Truth:
		return object{{"type", []string{"boolean", "string"}}, {"pattern", whole(strings.Join(s.Words, "|"))}, expected}
	}
	kind := "number"
	if s.Sort == load.Whole {
		kind = "integer"
	}
	o := object{{"type", []string{kind, "string"}}, {"pattern", whole(s.Pattern)}, expected}
	return append(o, bounds(s)...)
}

// expected is what an editor says of a value of another form, in the reader's
// words. It is a keyword of editors, which others pass over.
func expected(s *load.Shape) member { return member{"errorMessage", "expected " + s.What} }

// orTruth takes true and false, too, but in a way in which no editor offers
// them.
func orTruth(o object) object {
	neither := object{{"not", object{{"type", []string{"string", "number", "null", "array", "object"}}}}}
	return object{{"anyOf", []object{o, neither}}}
}

func bounds(s *load.Shape) object {
	var o object
	switch {
	case s.Over:
		o = object{{"exclusiveMinimum", s.Least}}
	case s.Most > 0 || s.Sort == load.Whole:
		o = object{{"minimum", s.Least}}
	}
	if s.Most > 0 {
		o = append(o, member{"maximum", s.Most})
	}
	return o
}

// whole is a pattern for all of a text, with spaces around it.
func whole(pattern string) string { return `^\s*(` + pattern + `)\s*$` }
