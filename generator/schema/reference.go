package schema

import (
	"fmt"
	"strings"

	"wallwalk/generator/load"
)

// Reference is the page that lists every key of every file, as Markdown.
func Reference() []byte {
	var b strings.Builder
	b.WriteString(opening)
	for _, f := range load.Files() {
		name := f.Path[strings.LastIndexByte(f.Path, '/')+1:]
		if f.Name == "page" {
			name = "A page's front matter"
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s In `%s`.\n", name, f.Meaning, f.Path)
		if f.Example != "" {
			fmt.Fprintf(&b, "\n```yaml\n%s\n```\n", f.Example)
		}
		for _, t := range tables(f.Shape, "", nil) {
			b.WriteString(t)
		}
	}
	return []byte(b.String())
}

// opening is the page's head. What it shows of the command is wallwalk schema's
// help in short.
const opening = `---
title: Keys
summary: Every key of every file, with what it means and an example.
---

A key with a star has to be there; everything else may be left out. Keys that an example shows in braces can as well stand on lines of their own, indented.

Your editor can show you all of this while you write: ` + "`wallwalk schema`" + ` writes what it needs, and ` + "`wallwalk help schema`" + ` says where to put it. What the check says when one of them is wrong stands in [Messages](../messages/).
`

// tables are a shape's table of keys, and those of the shapes within, each
// once.
func tables(s *load.Shape, where string, above []*load.Shape) []string {
	for _, a := range above {
		if a == s {
			return nil
		}
	}
	above = append(above[:len(above):len(above)], s)
	var all []string
	switch {
	case s.Sort == load.List:
		return tables(s.Item, where, above)
	case s.Keys != nil:
		all = append(all, table(s, where))
	}
	for _, k := range s.Keys {
		all = append(all, tables(k.Shape, k.Name, above)...)
	}
	if s.Value != nil {
		all = append(all, tables(s.Value, where, above)...)
	}
	return all
}

func table(s *load.Shape, where string) string {
	var b strings.Builder
	if where != "" {
		fmt.Fprintf(&b, "\n### %s\n", strings.ToUpper(s.What[:1])+s.What[1:])
		fmt.Fprintf(&b, "\nBelow `%s`.%s\n", where, besides(s))
	} else if s.Needs != nil || s.Name != nil {
		fmt.Fprintf(&b, "\n%s\n", strings.TrimSpace(besides(s)))
	}
	b.WriteString("\n| Key | Meaning | Example |\n|---|---|---|\n")
	for _, k := range s.Keys {
		star := ""
		if k.Required {
			star = " *"
		}
		fmt.Fprintf(&b, "| `%s`%s | %s%s | `%s` |\n", k.Name, strings.ReplaceAll(star, "*", `\*`), cell(k.Meaning), cell(choice(k.Shape)), cell(k.Example))
	}
	return b.String()
}

// besides is what else a map's keys have to be.
func besides(s *load.Shape) string {
	var names []string
	for _, n := range s.Needs {
		name := "`" + n.Key + "`"
		if n.Not != "" {
			name += " (other than `" + n.Not + "`)"
		}
		names = append(names, name)
	}
	switch {
	case s.Name != nil:
		return " Every other key is " + s.Name.What + ", with " + s.Value.What + "."
	case s.Alone:
		return " It needs one of " + strings.Join(names, " and ") + ", never both."
	case names != nil:
		return " It needs " + strings.Join(names, " or ") + "."
	}
	return ""
}

// choice lists the words or the numbers that a key takes.
func choice(s *load.Shape) string {
	switch {
	case s.Sort == load.List:
		return choice(s.Item)
	case s.Sort == load.Word:
		return " One of `" + strings.Join(s.Words, "`, `") + "`."
	case s.Most > 0 && s.Over:
		return fmt.Sprintf(" A number over %v, at most %v.", s.Least, fmt.Sprintf("%.0f", s.Most))
	case s.Most > 0:
		return fmt.Sprintf(" A whole number from %v to %v.", s.Least, s.Most)
	}
	return ""
}

// cell keeps a text in its cell of a table.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
