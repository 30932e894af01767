package load

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"wallwalk/generator/diag"
	"wallwalk/generator/plain"
)

// Bounds on what is read. They are far above what a team writes, and low
// enough that nothing committed can hurt.
const (
	maxBytes    = 512 << 10
	maxDepth    = 32
	maxMarkdown = 16 << 10
)

// MostMistakes is how many errors are listed of one file: people mend a few and
// look again, and a file of the wrong sort would have hundreds of thousands.
const MostMistakes = 200

// tooDeep is the remedy for what no file of a team's ever is.
const tooDeep = "has something else been pasted in? compare it with the same file of another team"

// A file is one YAML file being read.
type file struct {
	name           string
	lines          []string
	ascii          bool // the lines are letters of one byte each
	diags          *diag.List
	seen, mistakes int // of the list: how much has been counted, and the file's errors in it
	nodes          nodes
}

// newFile is a file about to be read.
func newFile(name string, diags *diag.List) *file {
	return &file{name: name, diags: diags, seen: len(diags.All())}
}

// full reports whether enough has been said of the file, and says so once.
func (f *file) full() bool {
	if f.mistakes > MostMistakes {
		return true
	}
	for _, d := range f.diags.All()[f.seen:] {
		if d.Severity == diag.Error {
			f.mistakes++
		}
	}
	if f.seen = len(f.diags.All()); f.mistakes <= MostMistakes {
		return false
	}
	TooMany(f.diags, f.name, diag.Error)
	return true
}

// TooMany says that a file has more mistakes than are listed.
func TooMany(l *diag.List, file string, kind diag.Severity) {
	at, hint := diag.Span{File: file}, "mend these first, then look again; if there are so many, is it the right file?"
	said := fmt.Sprintf("there are more than %d mistakes in this file, and the rest is not listed", MostMistakes)
	if kind == diag.Warning {
		l.Warnf("too-many-mistakes", at, hint, "%s", said)
		return
	}
	l.Errorf("too-many-mistakes", at, hint, "%s", said)
}

// open reads a regular file of bounded size. What is wrong with it as a file
// is a diagnostic and gives ok = false; only the machine's failure is an error.
func open(fsys fs.FS, name string, diags *diag.List) (data []byte, ok bool, err error) {
	at := diag.Span{File: name}
	info, err := fs.Lstat(fsys, name)
	if err != nil {
		return nil, false, fmt.Errorf("looking at %s: %w", name, err)
	}
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		diags.Errorf("link", at, "commit the file itself in its place", "this is a link, and links are not followed")
		return nil, false, nil
	case !info.Mode().IsRegular():
		diags.Errorf("not-a-file", at, "a file of this name is expected here", "this is not a file")
		return nil, false, nil
	case info.Size() > maxBytes:
		diags.Errorf("too-large", at, "a year of weekly data takes about 10 KiB: has something else been pasted in?",
			"the file is %d KiB; the most that is read is %d KiB", info.Size()>>10, maxBytes>>10)
		return nil, false, nil
	}
	if data, err = fs.ReadFile(fsys, name); err != nil {
		return nil, false, fmt.Errorf("reading %s: %w", name, err)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	return data, characters(name, data, diags), nil
}

// characters refuses bytes that are no text, and characters that change how
// the text around them looks.
func characters(name string, data []byte, diags *diag.List) bool {
	if !utf8.Valid(data) && bytes.IndexByte(data, 0) >= 0 {
		diags.Errorf("not-text", diag.Span{File: name}, "save the file as plain text in UTF-8", "this is not a text file")
		return false
	}
	if plainASCII(data) {
		return true
	}
	found := 0
	line, col := int32(1), int32(0)
	for i, r := range string(data) {
		col++
		switch {
		case r == '\n' || r == '\r':
			if r == '\r' && i+1 < len(data) && data[i+1] == '\n' {
				continue
			}
			line, col = line+1, 0
		case r == utf8.RuneError && !bytes.HasPrefix(data[i:], []byte("\uFFFD")):
			diags.Errorf("not-utf8", diag.Span{File: name, Line: line, Col: col, Width: 1},
				"save the file as UTF-8 (in Notepad: Save as, Encoding)", "this character is not UTF-8")
			return false
		case forbidden(r):
			diags.Errorf("control-character", diag.Span{File: name, Line: line, Col: col, Width: 1},
				"delete it and type the text anew; it often comes along with pasted text", "an invisible character (U+%04X) stands here", r)
			if found++; found > MostMistakes {
				TooMany(diags, name, diag.Error)
				return false
			}
		}
	}
	return found == 0
}

// plainASCII reports whether the text is of the simplest kind, as most are.
func plainASCII(data []byte) bool {
	for _, c := range data {
		if (c < ' ' || c >= 0x7F) && c != '\n' && c != '\r' && c != '\t' {
			return false
		}
	}
	return true
}

// forbidden names the characters that no text may hold: control characters,
// the line separators that only some programs know, and whatever reverses the
// direction of text.
func forbidden(r rune) bool {
	switch {
	case r >= ' ' && r < 0x7F, r == '\n', r == '\r', r == '\t':
		return false
	case unicode.IsControl(r), r == '\u2028', r == '\u2029', r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
		return true
	}
	return false
}

// parse returns the one document's root node; nil where the file can't be
// read as YAML, with the reason reported.
func (f *file) parse(data []byte) *yaml.Node {
	f.lines = diag.Lines(data)
	if f.merging() {
		return nil
	}
	simple := false
	if simple, f.ascii = plainest(f.lines); simple {
		if root, ok := quick(f.lines, f.ascii, &f.nodes); ok {
			return root
		}
	}
	root, rest, err := decode(data)
	if err != nil {
		f.syntax(data, err)
		return nil
	}
	if root == nil || len(root.Content) == 0 || isBlank(root.Content[0]) {
		f.diags.Errorf("empty-file", diag.Span{File: f.name}, emptyHint(path.Base(f.name)), "the file is empty")
		return nil
	}
	if rest > 0 {
		f.diags.Errorf("two-documents", f.span(rest, 1, 3), "delete the line ---, or what follows it", "a second document starts here; a file holds one")
		return nil
	}
	if !f.plain(root.Content[0], 1) {
		return nil
	}
	return root.Content[0]
}

// emptyHint is what a file of the name holds as long as there is nothing to say.
func emptyHint(name string) string {
	switch name {
	case "data.yaml":
		return "write weeks: {} as long as there are no figures"
	case "milestones.yaml":
		return "write {} as long as no milestone has been started"
	case "program.yaml":
		return "write title: and the program's name"
	case "cohort.yaml", "team.yaml", "roster.yaml":
		return "copy it from another cohort or team, and change what is different"
	}
	if path.Ext(name) == ".md" {
		return "write title: and the page's title between the two lines ---"
	}
	return "delete the file as long as there is nothing to say in it"
}

// decode reads the first document; rest is the line where another one starts,
// or 0.
func decode(data []byte) (root *yaml.Node, rest int, err error) {
	defer func() {
		// The library is known to panic on a few malformed inputs.
		if p := recover(); p != nil {
			root, err = nil, fmt.Errorf("yaml: %v", p)
		}
	}()
	d := yaml.NewDecoder(bytes.NewReader(data))
	var first, second yaml.Node
	switch err := d.Decode(&first); {
	case errors.Is(err, io.EOF):
		return nil, 0, nil
	case err != nil:
		return nil, 0, err
	}
	switch err := d.Decode(&second); {
	case errors.Is(err, io.EOF):
		return &first, 0, nil
	case err != nil:
		return nil, 0, err
	}
	return &first, max(second.Line, 1), nil
}

// plain refuses what YAML can do and the format does not: anchors, aliases,
// merge keys, tags, and nesting without end.
func (f *file) plain(n *yaml.Node, depth int) bool {
	ok := true
	refuse := func(what, hint string) {
		f.diags.Errorf("yaml-feature", f.at(n), hint, "%s", what)
		ok = false
	}
	switch {
	case depth > maxDepth:
		refuse(fmt.Sprintf("this is nested more than %d deep", maxDepth), tooDeep)
		return false
	case n.Kind == yaml.AliasNode:
		refuse("an alias (*"+n.Value+") is not used here", "write the text out")
	case n.Anchor != "":
		refuse("an anchor (&"+n.Anchor+") is not used here", "put text that starts with & in quotes")
	case n.Style&yaml.TaggedStyle != 0:
		refuse("a tag ("+n.Tag+") is not used here", "put text that starts with ! in quotes")
	case n.Kind == yaml.ScalarNode && n.Style&yaml.DoubleQuotedStyle != 0 && strings.IndexFunc(n.Value, forbidden) >= 0:
		// Only an escape can write what the file's own text may not hold.
		f.diags.Errorf("control-character", f.at(n), "delete it and type the text anew", "the text holds an invisible character")
		ok = false
	}
	for i, c := range n.Content {
		if f.full() {
			return false
		}
		if n.Kind == yaml.MappingNode && i%2 == 0 && c.Tag == "!!merge" {
			f.diags.Errorf("yaml-feature", f.at(c), "write the keys out", "a merge key (<<) is not used here")
			ok = false
			continue
		}
		ok = f.plain(c, depth+1) && ok
	}
	return ok
}

// span is a place in the file. What the library takes to stand behind the last
// line stands at its end.
func (f *file) span(line, col, width int) diag.Span {
	if last := len(f.lines); line > last {
		line, col = last, utf8.RuneCountInString(f.line(last))+1
	}
	return diag.Span{File: f.name, Line: int32(line), Col: int32(col), Width: int32(max(width, 1))}
}

// at is where a node starts and what of it to underline.
func (f *file) at(n *yaml.Node) diag.Span {
	switch {
	case n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle == 0 && len(n.Content) > 0:
		return f.at(n.Content[0])
	case n.Kind == yaml.MappingNode, n.Kind == yaml.SequenceNode:
		return f.span(n.Line, n.Column, 1)
	}
	return f.span(n.Line, n.Column, f.width(n))
}

// width counts the code points of a scalar as it stands on its first line.
func (f *file) width(n *yaml.Node) int {
	const quoted = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return 1
	case n.Style&quoted == 0 && f.stands(n):
		return len(n.Value)
	case n.Style&quoted == 0 && !strings.Contains(n.Value, "\n"):
		return min(utf8.RuneCountInString(n.Value), max(utf8.RuneCountInString(f.line(n.Line))-n.Column+1, 1))
	}
	line := []rune(f.line(n.Line))
	from := min(n.Column-1, len(line))
	if n.Style&quoted == 0 {
		return len(line) - from
	}
	for i := from + 1; i < len(line); i++ {
		switch {
		case line[from] == '"' && line[i] == '\\':
			i++
		case line[i] == line[from] && line[from] == '\'' && i+1 < len(line) && line[i+1] == '\'':
			i++
		case line[i] == line[from]:
			return i - from + 1
		}
	}
	return len(line) - from
}

// stands reports whether a scalar's line holds the whole of it as it is, in
// letters of one byte each: the case of most, which needs no counting.
func (f *file) stands(n *yaml.Node) bool {
	line, from := f.line(n.Line), n.Column-1
	return from >= 0 && from+len(n.Value) <= len(line) && line[from:from+len(n.Value)] == n.Value && (f.ascii || plainASCIILine(line[:from+len(n.Value)]))
}

func (f *file) line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	return f.lines[n-1]
}

// isBlank reports whether nothing was written where a value is due.
func isBlank(n *yaml.Node) bool {
	return n.Kind == 0 || n.Kind == yaml.ScalarNode && strings.TrimSpace(n.Value) == ""
}

// found says what kind of thing a node is, for "expected …, found …".
func found(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "keys and values"
	case yaml.SequenceNode:
		return "a list"
	}
	return fmt.Sprintf("%q", short(n.Value))
}

func short(s string) string { return plain.Short(s) }
