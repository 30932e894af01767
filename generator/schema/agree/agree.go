// Package agree judges, for tests, whether the reader and the schemas say the
// same of a program's files.
//
// What the reader takes, the schema must take. What the schema takes, the
// reader may refuse only for a reason that no schema can see; beyond has them
// all.
package agree

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"wallwalk/generator/diag"
	"wallwalk/generator/load"
	"wallwalk/generator/schema"
)

// A Reason is why the reader may refuse what the schema takes.
type Reason struct {
	Code   string // the diagnostic's
	Words  string // in its message or its hint, as a pattern; "" = any
	Quoted bool   // only where the value stands in quotes
	Why    string
}

// Beyond are the reasons that no schema can see.
var Beyond = []Reason{
	{"duplicate-key", "", false, "a key that stands twice is one key in JSON"},
	{"yaml-feature", "", false, "anchors, aliases and tags are gone once YAML is read"},
	{"control-character", "", false, "characters are the file's, not the value's"},
	{"two-documents", "", false, "a schema sees one document"},
	{"reserved-id", "", false, "an id that is a file's name is no value"},
	{"page-is-cohort", "", false, "an id that is a file's name is no value"},
	{"missing-file", "there is no file", false, "a picture is no value"},
	{"not-a-picture", "", false, "a picture is no value"},
	{"unknown-measure", "", false, "another file says which measures there are"},
	{"wrong-kind", "by week, not by event|write the dates under events|cases since|list of dates", false, "another file says what kind a measure is"},
	{"bad-fraction", "is not numerator/denominator", false, "another file says whether a figure is a fraction"},
	{"bad-value", "is less than min", false, "two numbers of one role"},
	{"bad-value", "takes one number a week", false, "another file says whether a figure is a fraction"},
	{"fraction-over-one", "", false, "two numbers within one text"},
	{"chart-data", "", false, "what a chart takes is said in the reader's words, at the measure"},
	{"bad-value", "the calendar has no such day", false, "a calendar is no pattern"},
	{"bad-value", "is not a time zone", false, "the names of time zones are no pattern"},
	{"bad-value", "KiB long", false, "a text's length in bytes"},
	{"bad-value", "the most is 15", false, "digits of a number, which JSON doesn't keep"},
	{"bad-value", `^"([-+]?[0-9]*\.?[0-9]*([eE][-+]?[0-9]+)?|0[xo][0-9a-f]+)" is not a(n id| number)`, false, "how a number is written, which JSON doesn't keep"},
	{"bad-value", `^[0-9]+\.0+ is not a whole number`, false, "how a number is written, which JSON doesn't keep"},
	{"bad-value", `"(True|TRUE|False|FALSE)"`, false, "how true and false are written, which JSON doesn't keep"},
	{"bad-value", "^expected a (whole )?number (from|over)", true, "a text has no bounds"},
}

// Seen counts how often each of Beyond was what a file was refused for.
type Seen struct {
	mu sync.Mutex
	by map[Reason]int
}

// Unused are the reasons that never came up.
func (s *Seen) Unused() []Reason {
	var unused []Reason
	for _, r := range Beyond {
		if s.by[r] == 0 {
			unused = append(unused, r)
		}
	}
	return unused
}

// Program compares what reader and schemas say of a program's files, and
// returns where they part, a sentence each. files counts those compared.
func (s *Seen) Program(fsys fs.FS) (parted []string, files int, err error) {
	_, list, err := load.Program(fsys, func(n int, do func(int)) {
		for i := range n {
			do(i)
		}
	})
	if err != nil {
		return nil, 0, err
	}
	refused := map[string][]diag.Diagnostic{}
	for _, d := range list.All() {
		if d.Severity == diag.Error {
			refused[d.At.File] = append(refused[d.At.File], d)
		}
	}
	err = fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		kind, ok := Kind(name)
		if !ok {
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		files++
		for _, p := range s.file(kind, data, refused[name]) {
			parted = append(parted, name+": "+p)
		}
		return nil
	})
	return parted, files, err
}

// Kind is the sort of file that stands at a path.
func Kind(name string) (string, bool) {
	if strings.HasPrefix(name, "content/") && path.Ext(name) == ".md" {
		return "page", true
	}
	for _, f := range schemas() {
		if ok, _ := path.Match(f.Path, name); ok {
			return f.Name, true
		}
	}
	return "", false
}

// Takes reports whether the schema of a sort of file takes a text.
func Takes(kind string, data []byte) bool {
	v, err := Value(head(kind, data))
	return err == nil && compiled()[kind].Validate(v) == nil
}

// head is the YAML of a file.
func head(kind string, data []byte) []byte {
	if kind == "page" {
		data, _, _ = bytes.Cut(bytes.TrimPrefix(data, []byte("---\n")), []byte("\n---"))
	}
	return data
}

// file says where schema and reader part over one file.
func (s *Seen) file(kind string, data []byte, refused []diag.Diagnostic) []string {
	v, err := Value(head(kind, data))
	if err != nil { // an editor says so, too
		if len(refused) == 0 {
			return []string{fmt.Sprintf("the reader takes what is no YAML: %v", err)}
		}
		return nil
	}
	if err := compiled()[kind].Validate(v); err != nil {
		if len(refused) == 0 {
			return []string{fmt.Sprintf("the reader takes it, the schema doesn't: %v", err)}
		}
		return nil
	}
	var parted []string
	for _, d := range refused {
		if !s.beyond(d, data) {
			parted = append(parted, fmt.Sprintf("the schema takes it, the reader doesn't: %d:%d: %s [%s] %s", d.At.Line, d.At.Col, d.Message, d.Code, d.Hint))
		}
	}
	return parted
}

// beyond reports whether no schema can see what is wrong.
func (s *Seen) beyond(d diag.Diagnostic, data []byte) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range Beyond {
		if r.Code == d.Code && (!r.Quoted || quoted(d, data)) && regexp.MustCompile(r.Words).MatchString(d.Message+"\n"+d.Hint) {
			if s.by == nil {
				s.by = map[Reason]int{}
			}
			s.by[r]++
			return true
		}
	}
	return false
}

// quoted reports whether a quote stands where the diagnostic points.
func quoted(d diag.Diagnostic, data []byte) bool {
	lines := diag.Lines(data)
	if d.At.Line < 1 || int(d.At.Line) > len(lines) {
		return false
	}
	line := []rune(lines[d.At.Line-1])
	return d.At.Col >= 1 && int(d.At.Col) <= len(line) && strings.ContainsRune(`"'`, line[d.At.Col-1])
}

var schemas = sync.OnceValue(schema.Files)

// compiled are the schemas by their names. One that can't be compiled is a
// slip of the program's, and panics.
var compiled = sync.OnceValue(func() map[string]*jsonschema.Schema {
	all := map[string]*jsonschema.Schema{}
	for _, f := range schemas() {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(f.Data()))
		if err != nil {
			panic(fmt.Sprintf("the schema %s: %v", f.Name, err))
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource(f.Name+".json", v); err != nil {
			panic(fmt.Sprintf("the schema %s: %v", f.Name, err))
		}
		all[f.Name] = c.MustCompile(f.Name + ".json")
	}
	return all
})
