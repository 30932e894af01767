package check

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wallwalk/generator/diag"
	"wallwalk/generator/privacy"
)

// A Source is a file as it is committed, or a folder.
type Source struct {
	Name string // below the program's root
	Text []byte // nil where nobody looks inside
}

// A Secret is what a source says of a patient, and where.
type Secret struct {
	privacy.Finding
	At   diag.Span
	Said string // the text that was found
	name bool   // in the source's own name
}

// Secrets are a program's, by file.
type Secrets map[string][]Secret

// Secrets looks at a source as it stands, for a patient is no less known for
// being named in a comment, a key, an id, a file that is no YAML, or a file's
// own name. What only YAML's reading brings together, a folded line or an
// escape, is left to [Program].
func (s Source) Secrets() []Secret {
	var found []Secret
	for _, f := range scanName(path.Base(s.Name)) {
		found = append(found, Secret{f, diag.Span{File: s.Name}, path.Base(s.Name)[f.Offset : f.Offset+f.Length], true})
	}
	lines := diag.Lines(s.Text)
	for i := 0; i < len(lines); {
		n := together(lines[i:])
		found = append(found, s.said(i+1, strings.Join(lines[i:i+n], "\n"))...)
		i += n
	}
	return found
}

// said is what a few lines say. Most lines say nothing, and that is soon seen
// of a line, and of a whole file seldom.
func (s Source) said(line int, text string) (found []Secret) {
	at, from := diag.Span{File: s.Name, Line: int32(line), Col: 1}, 0
	for _, f := range privacy.Scan(text) {
		at, from = advance(at, text[from:f.Offset]), f.Offset
		if !staffs(s.Name, f.Kind) {
			said := text[f.Offset : f.Offset+f.Length]
			first, _, _ := strings.Cut(said, "\n")
			at.Width = int32(utf8.RuneCountInString(first))
			found = append(found, Secret{f, at, said, false})
		}
	}
	return found
}

// between is what may stand between a label and a number below it.
const between = " \t\u00a0\u202f:;#=*_\"'`(|,->"

// together is how many lines may make one find: a label, with nothing behind
// it, has its number on the next.
func together(lines []string) int {
	n := 1
	for ; n < len(lines); n++ {
		above, _ := utf8.DecodeLastRuneInString(strings.TrimRight(lines[n-1], between))
		below := strings.TrimLeft(lines[n], between)
		blank := strings.Trim(lines[n-1], between) == ""
		if !blank && !unicode.IsLetter(above) && above != '.' || blank && n == 1 || below != "" && !strings.ContainsAny(below[:min(len(below), 4)], "0123456789") {
			break
		}
	}
	return n
}

// advance is a place after some more text. A line may be long and hold much,
// so nothing is counted twice.
func advance(at diag.Span, text string) diag.Span {
	if n := strings.Count(text, "\n"); n > 0 {
		at.Line, at.Col = at.Line+int32(n), 1
		text = text[strings.LastIndexByte(text, '\n')+1:]
	}
	at.Col += int32(utf8.RuneCountInString(text))
	return at
}

const rosterFile = "roster.yaml"

// staffs reports whether a file is where such a thing belongs.
func staffs(file, kind string) bool {
	return path.Base(file) == rosterFile && (kind == "privacy-name" || kind == "privacy-phone" || kind == "privacy-email")
}

// scanName looks at a file's or folder's name, where _ and - may stand for
// spaces.
func scanName(name string) []privacy.Finding {
	found := privacy.Scan(name)
	rest := []byte(strings.NewReplacer("_", " ", "-", " ").Replace(name))
	for _, f := range found {
		copy(rest[f.Offset:], strings.Repeat(".", f.Length))
	}
	found = append(found, privacy.Scan(string(rest))...)
	slices.SortFunc(found, func(a, b privacy.Finding) int { return a.Offset - b.Offset })
	return found
}

// Tell adds to a list of what the model says what the sources say beyond it.
// Where both say the same, the source knows the place better.
func (s Secrets) Tell(list *diag.List) {
	k := &checker{}
	for _, secrets := range s {
		for _, f := range secrets {
			said := f.What + ": " + f.Masked
			if f.name {
				said = "its name holds " + said
			}
			k.told(f.Finding, f.At, said)
		}
	}
	k.Sort()
	list.Drop(twice(k.All()))
	list.Append(&k.List)
}

// twice returns what tells of a private diagnostic of the model whether one of
// the sources' is about the same: at the same place, or for a text of several
// lines at its start or below it.
func twice(exact []diag.Diagnostic) func(diag.Diagnostic) bool {
	type key struct{ file, code, said string }
	lines := map[key][]int32{}
	for _, d := range exact {
		k := key{d.At.File, d.Code, d.Message}
		lines[k] = append(lines[k], d.At.Line)
	}
	return func(d diag.Diagnostic) bool {
		said, _, _ := strings.Cut(d.Message, " (line ")
		k := key{d.At.File, d.Code, said}
		for i, line := range lines[k] {
			if d.Private && line >= d.At.Line {
				lines[k] = slices.Delete(lines[k], i, i+1)
				return true
			}
		}
		return false
	}
}
