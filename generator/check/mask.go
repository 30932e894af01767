package check

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wallwalk/generator/diag"
	"wallwalk/generator/privacy"
)

// Mask takes out of a finished list what may say who a patient is: messages
// quote what they are about, hints offer it mended, and a folder's name stands
// in every place. It is the last that is done to a list before it is shown.
//
// What a text shows by itself is masked wherever it stands; what only its
// label told, which a message may lack, where its whole text stands. On the
// line itself all digits are masked, and the words of a name: a message may
// have cut them or put them in another order. Such a line is not shown.
func (s Secrets) Mask(list *diag.List) {
	m := masker{s.replacer(), s.byLine(), map[quote]string{}}
	for i := range list.All() {
		d := &list.All()[i]
		if !d.Private {
			here := m.lines[lineOf(d.At)]
			d.Message = here.mask(m.mask(d.Message, d.At.File))
			d.Hint = here.mask(m.mask(d.Hint, d.At.File))
			if here != nil {
				d.Excerpt = ""
			}
		}
		d.At.File = maskPath(d.At.File)
	}
}

type masker struct {
	known *strings.Replacer
	lines map[diag.Span]*traces
	done  map[quote]string // many diagnostics have one hint
}

type quote struct {
	text   string
	roster bool
}

// mask masks a text about a file.
func (m masker) mask(text, file string) string {
	q := quote{text, isRoster(file)}
	if _, done := m.done[q]; !done {
		text = m.known.Replace(text)
		m.done[q] = redact(text, scan(text, q.roster))
	}
	return m.done[q]
}

// redact masks what was found in a text.
func redact(text string, found []privacy.Finding) string {
	var b strings.Builder
	from := 0
	for _, f := range found {
		b.WriteString(text[from:f.Offset] + privacy.Mask(text[f.Offset:f.Offset+f.Length]))
		from = f.Offset + f.Length
	}
	return b.String() + text[from:]
}

// maskPath masks the parts of a path.
func maskPath(name string) string {
	parts := strings.Split(name, "/")
	for i, part := range parts {
		parts[i] = redact(part, scanName(part))
	}
	return strings.Join(parts, "/")
}

// replacer masks what is long enough to be nobody else's: not an age, and not
// a name, which a colleague may bear as well.
func (s Secrets) replacer() *strings.Replacer {
	var said []string
	for _, secrets := range s {
		for _, f := range secrets {
			if f.Kind != "privacy-age" && f.Kind != "privacy-name" {
				said = append(said, f.Said)
			}
		}
	}
	// The replacer takes the first that fits: of two, the longer.
	slices.SortFunc(said, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	var pairs []string
	for _, text := range slices.Compact(said) {
		pairs = append(pairs, text, privacy.Mask(text))
	}
	return strings.NewReplacer(pairs...)
}

// traces are what a text about a line may hold of what stands on it.
type traces struct {
	numbers []string // without noughts before them
	words   map[string]bool
}

// examples stand in hints and messages, and are about nobody.
var examples = []string{"2026-03-01", "2026-03-04", "2026-03-19", "31/52", "36.5", "00:00 to 23:59"}

func lineOf(at diag.Span) diag.Span { return diag.Span{File: at.File, Line: at.Line} }

// byLine has the traces of each line. A find may take several lines.
func (s Secrets) byLine() map[diag.Span]*traces {
	lines := map[diag.Span]*traces{}
	for _, secrets := range s {
		for _, f := range secrets {
			at := lineOf(f.At)
			for part := range strings.SplitSeq(f.Said, "\n") {
				if lines[at] == nil {
					lines[at] = &traces{words: map[string]bool{}}
				}
				lines[at].add(part)
				at.Line++
			}
		}
	}
	return lines
}

func (t *traces) add(said string) {
	for word := range strings.FieldsFuncSeq(said, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if strings.ContainsFunc(word, unicode.IsDigit) {
			t.numbers = append(t.numbers, numbersOf(word)...)
		} else {
			t.words[word] = true
		}
	}
}

const (
	shortest  = 3   // how much of a word is a trace of it
	mostWords = 100 // more than these on one line are no sentence
)

// mask masks the traces in a text about the line.
func (t *traces) mask(text string) string {
	switch {
	case t == nil:
		return text
	case len(t.words) > mostWords:
		return privacy.Mask(text)
	}
	// A short name may be the start of a longer one.
	for _, word := range slices.SortedFunc(maps.Keys(t.words), func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) }) {
		text = maskWord(text, word)
	}
	if len(t.numbers) == 0 {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		if example := t.example(text, i); example != "" {
			b.WriteString(example)
			i += len(example)
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsDigit(r) {
			r = '•'
		}
		b.WriteRune(r)
		i += size
	}
	return b.String()
}

// example is the example that starts at a place, and that can't have been made
// of what stands on the line: one of its numbers isn't there.
func (t *traces) example(text string, i int) string {
	if before, _ := utf8.DecodeLastRuneInString(text[:i]); unicode.IsDigit(before) {
		return ""
	}
	for _, e := range examples {
		if after, found := strings.CutPrefix(text[i:], e); found && !startsWithDigit(after) && slices.ContainsFunc(numbersOf(e), func(n string) bool {
			return !slices.ContainsFunc(t.numbers, func(said string) bool { return strings.Contains(said, n) })
		}) {
			return e
		}
	}
	return ""
}

func startsWithDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(r)
}

// numbersOf are the numbers in a text, without noughts before them.
func numbersOf(s string) []string {
	numbers := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
	for i := range numbers {
		numbers[i] = strings.TrimLeft(numbers[i], "0")
	}
	return numbers
}

// maskWord masks a word, and its start where … cuts it off.
func maskWord(text, word string) string {
	if len(word) >= shortest {
		text = strings.ReplaceAll(text, word, privacy.Mask(word))
	}
	for n := len(word) - 1; n >= shortest; n-- {
		text = strings.ReplaceAll(text, word[:n]+"…", privacy.Mask(word[:n])+"…")
	}
	return text
}
