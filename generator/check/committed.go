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
// escape, is left to [Team].
func (s Source) Secrets() []Secret {
	var found []Secret
	for _, f := range scanName(path.Base(s.Name)) {
		found = append(found, Secret{f, diag.Span{File: s.Name}, path.Base(s.Name)[f.Offset : f.Offset+f.Length], true})
	}
	text := diag.Plain(s.Text)
	line, counted := 1, 0
	for from := 0; ; {
		cue := privacy.Cue(text, from)
		if cue < 0 {
			return found
		}
		start, end := around(text, from, cue)
		line, counted = line+strings.Count(text[counted:start], "\n"), start
		found = append(found, s.said(line, text[start:end])...)
		from = min(end+1, len(text))
	}
}

// said is what a few lines say.
func (s Source) said(line int, text string) (found []Secret) {
	at, from := diag.Span{File: s.Name, Line: int32(line), Col: 1}, 0
	for _, f := range scan(text, isRoster(s.Name)) {
		at, from = advance(at, text[from:f.Offset]), f.Offset
		said := text[f.Offset : f.Offset+f.Length]
		first, _, _ := strings.Cut(said, "\n")
		at.Width = int32(utf8.RuneCountInString(first))
		found = append(found, Secret{f, at, said, false})
	}
	return found
}

// between is what may stand between a label and a number below it.
const between = " \t\u00a0\u202f:;#=*_\"'`(|,->"

// around is where the lines start and end that may make one find with what is
// at a place: a label, with nothing behind it, has its number on the next line.
// They start at from or behind it.
func around(text string, from, at int) (start, end int) {
	start = from + strings.LastIndexByte(text[from:at], '\n') + 1
	for start > from {
		above := from + strings.LastIndexByte(text[from:start-1], '\n') + 1
		if parted(text[above:start-1], firstLine(text[start:])) {
			break
		}
		start = above
	}
	for {
		if end = start + together(text[start:]); at <= end {
			return start, end
		}
		start = end + 1
	}
}

// together is how long the lines are, from the first on, that may make one
// find.
func together(text string) int {
	above := firstLine(text)
	end := len(above)
	for first := true; end < len(text); first = false {
		below := firstLine(text[end+1:])
		if first && strings.Trim(above, between) == "" || parted(above, below) {
			break
		}
		above, end = below, end+1+len(below)
	}
	return end
}

// parted reports whether nothing goes on from one line to the next. What stands
// above a blank line may go on behind it.
func parted(above, below string) bool {
	below = strings.TrimLeft(below, between)
	if below != "" && !strings.ContainsAny(below[:min(len(below), 4)], "0123456789") {
		return true
	}
	above = strings.TrimRight(above, between)
	last, _ := utf8.DecodeLastRuneInString(above)
	return above != "" && !unicode.IsLetter(last) && last != '.'
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
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

// isRoster reports whether a file is about staff: their names, phones and mail
// belong there.
func isRoster(file string) bool { return path.Base(file) == "roster.yaml" }

func scan(text string, staff bool) []privacy.Finding {
	if staff {
		return privacy.ScanStaff(text)
	}
	return privacy.Scan(text)
}

// scanName looks at a file's or folder's name, where _ and - may stand for
// spaces.
func scanName(name string) []privacy.Finding {
	found := privacy.Scan(name)
	rest := []byte(spaced.Replace(name))
	for _, f := range found {
		copy(rest[f.Offset:], strings.Repeat(".", f.Length))
	}
	found = append(found, privacy.Scan(string(rest))...)
	slices.SortFunc(found, func(a, b privacy.Finding) int { return a.Offset - b.Offset })
	return found
}

var spaced = strings.NewReplacer("_", " ", "-", " ")

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
