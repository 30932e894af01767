package cms

import (
	"slices"
	"strings"

	"wallwalk/generator/load"
)

// A form makes an editor's fields of the shapes of a file.
type form struct {
	place
	above []*load.Shape // the shapes that the field lies in, for those that hold themselves
}

// deepest is how often a shape may lie in itself: an editor's forms can't, so
// drivers have this many levels.
const deepest = 4

// fields are a file's. A file that is a list has one that stands for the whole.
func (f form) fields(file load.FileShape) []object {
	if file.Shape.Sort == load.List {
		o := f.field(load.Key{Name: file.Name, Required: true, Meaning: file.Meaning, Shape: file.Shape}, file.Name)
		return []object{o.with("root", true)}
	}
	return f.inside(file.Shape, file.Name)
}

// inside are the fields of a map's keys: those that are known, and one for each
// that the writer can have. path is the way to the map.
func (f form) inside(s *load.Shape, path string) []object {
	var all []object
	for _, k := range s.Keys {
		if o := f.field(k, path+"."+k.Name); o != nil {
			all = append(all, o)
		}
	}
	if of := writers[path]; s.Name != nil && of != nil {
		for _, c := range of(f.place) {
			id := c.Value.(string)
			o := f.field(load.Key{Name: id, Shape: s.Value}, path)
			o[1].value = c.Name
			all = append(all, o)
		}
	}
	return all
}

// field is a key's; nil where there is nothing that it could hold.
func (f form) field(k load.Key, path string) object {
	what := f.widget(k.Shape, path)
	if what == nil {
		return nil
	}
	o := object{{"name", k.Name}, {"label", label(k.Name)}}
	o = append(o, what...)
	if k.Meaning != "" {
		o = o.with("hint", strings.TrimSuffix(k.Meaning, " (Markdown)."))
	}
	if !k.Required {
		o = o.with("required", false)
	}
	return o
}

// label is a key as a form says it: global_aim is Global aim.
func label(key string) string {
	s := strings.ReplaceAll(strings.ReplaceAll(key, "_", " "), "-", " ")
	return strings.ToUpper(s[:1]) + s[1:]
}

// widget is what a shape is filled in with.
func (f form) widget(s *load.Shape, path string) object {
	if of := references[path]; of != nil && s.Sort != load.Map {
		if all := of(f.place); len(all) > 0 {
			return selection(all, s.Sort == load.List)
		}
	}
	switch s.Sort {
	case load.Map:
		return f.mapping(s, path)
	case load.List:
		return f.list(s, path)
	case load.Either:
		return f.widget(s.Shapes[0], path)
	}
	return scalar(s)
}

func (f form) mapping(s *load.Shape, path string) object {
	fields := f.inside(s, path)
	if fields == nil {
		return nil
	}
	return object{{"widget", "object"}, {"fields", fields}}
}

// list is one of objects, of words to choose from, or of single values, which
// an editor would otherwise take from one text with commas.
func (f form) list(s *load.Shape, path string) object {
	switch {
	case s.Item.Sort == load.Word:
		return selection(words(s.Item), true)
	case s.Item.Sort != load.Map:
		one := object{{"name", "item"}, {"label", label(s.Item.What)}}
		return object{{"widget", "list"}, {"field", append(one, f.widget(s.Item, path)...)}}
	}
	levels := 0
	for _, a := range f.above {
		if a == s.Item {
			levels++
		}
	}
	if levels == deepest {
		return nil
	}
	f.above = append(slices.Clip(f.above), s.Item)
	o := object{{"widget", "list"}, {"label_singular", label(singular(s.Item.What))}, {"collapsed", true}}
	if name := title(s.Item); name != "" {
		o = o.with("summary", "{{fields."+name+"}}")
	}
	if s.Some {
		o = o.with("min", 1.0)
	}
	return o.with("fields", f.inside(s.Item, path))
}

// singular is what one is called, without its article.
func singular(what string) string { return strings.TrimPrefix(strings.TrimPrefix(what, "an "), "a ") }

// title is the key that a list's entry is known by.
func title(s *load.Shape) string {
	for _, name := range []string{"name", "title", "text", "label", "role", "from", "code"} {
		if _, ok := s.Key(name); ok {
			return name
		}
	}
	return ""
}

func selection(all choices, several bool) object {
	o := object{{"widget", "select"}}
	if several {
		o = o.with("multiple", true)
	}
	return o.with("options", all)
}

func words(s *load.Shape) choices {
	var all choices
	for _, w := range s.Words {
		all = append(all, choice{w, w})
	}
	return all
}

func scalar(s *load.Shape) object {
	switch {
	case s.Prose:
		return object{{"widget", "markdown"}, {"minimal", true}, {"modes", []string{"raw", "rich_text"}}, {"buttons", []string{"bold", "italic", "link", "bulleted-list", "numbered-list"}}, {"editor_components", []string{}}}
	case s.Date:
		return object{{"widget", "datetime"}, {"format", "YYYY-MM-DD"}, {"date_format", "YYYY-MM-DD"}, {"time_format", false}, {"picker_utc", true}, {"default", ""}}
	case s.Sort == load.Word:
		return selection(words(s), false)
	case s.Sort == load.Truth:
		return object{{"widget", "boolean"}}
	case s.Sort == load.Number || s.Sort == load.Whole:
		return number(s)
	case s.Pattern != "":
		return object{{"widget", "string"}, {"pattern", []string{`^\s*(` + s.Pattern + `)\s*$`, "Write " + s.What}}}
	}
	return object{{"widget", "string"}}
}

func number(s *load.Shape) object {
	kind := "float"
	if s.Sort == load.Whole {
		kind = "int"
	}
	o := object{{"widget", "number"}, {"value_type", kind}, {"step", step(kind)}}
	if s.Most > 0 || s.Sort == load.Whole {
		o = o.with("min", s.Least)
	}
	if s.Most > 0 {
		o = o.with("max", s.Most)
	}
	return o
}

func step(kind string) float64 {
	if kind == "int" {
		return 1
	}
	return 0.01
}
