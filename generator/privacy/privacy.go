// Package privacy finds in a text what may say who a patient is. It reads and
// writes nothing.
//
// What it looks for are those of the eighteen identifiers of the HIPAA safe
// harbor (45 CFR 164.514(b)(2)) that have a shape:
//
//	privacy-ssn            three, two and four digits, or nine after the words SSN or social security
//	privacy-record-number  five digits or more after MRN, medical record, patient ID, accession or chart number and the like;
//	                       a number after NHS, Medicare or member ID
//	privacy-birth-date     a whole date after DOB, date of birth or birth date; less surely after born or birthday
//	privacy-age            an age of 90 to 125, in figures or in words; "90 and over" is the group that the rule allows
//	privacy-name           a name after Mr, Mrs, Ms, Miss, patient, client and the like, also in an id: mrs-doe-fell;
//	                       a whole name before an age, a birth date or a record number
//	privacy-phone          a telephone number
//	privacy-email          an e-mail address, also with [at]
//
// A find is sure where its label or its shape leaves little else for it to be.
// The others are guesses, and lean towards silence: a check that cries wolf is
// switched off. So dates, fractions, versions, rooms, addresses of pages and
// names after Dr are no finds, and a patient's name with nothing about it that
// says so is not seen at all.
//
// A find is for a log that everybody can read. It says what was found and
// where, and of the text itself no more than its shape.
package privacy

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// A Finding is one thing that may say who a patient is.
type Finding struct {
	Kind           string // the code, such as privacy-ssn
	Sure           bool   // there is little else that it can be
	Offset, Length int    // of the find without its label, in bytes; at least one
	What           string // "a phone number"
	Masked         string // its shape: "•••-••-••••", without a letter or a digit of it
}

// Scan returns what it finds in the text, by offset. No two finds overlap: the
// surer rule has the text. The text need not be valid UTF-8; the time is
// linear in its length.
func Scan(text string) []Finding { return scanAll(text, rules) }

// ScanStaff is Scan for a text about staff, such as a roster: names, telephone
// numbers and e-mail addresses belong there, and are no finds.
func ScanStaff(text string) []Finding { return scanAll(text, alwaysRules) }

func scanAll(text string, rules []rule) []Finding {
	var found []Finding
	cue := Cue(text, 0)
	for from := 0; cue >= 0; {
		end := from + firstPiece(text[from:])
		if cue < end {
			found = scan(found, text, from, look(text[from:end]), rules)
			cue = Cue(text, end)
		}
		from = end
	}
	return found
}

// scan adds what it finds in the piece of the text that starts at from.
func scan(all []Finding, text string, from int, g glance, rules []rule) []Finding {
	var found []Finding
	var claimed []bool // each byte of the piece, by an earlier rule
	for _, r := range rules {
		if !r.may(&g) {
			continue
		}
		for _, at := range r.pattern().FindAllStringSubmatchIndex(g.text, -1) {
			m := match{text: text, label: g.text[at[0]:at[2]], start: from + at[2], end: from + at[3]}
			if !r.holds(&m) {
				continue
			}
			if claimed == nil {
				claimed = make([]bool, len(g.text))
			}
			if m.yield(claimed, from); m.start < m.end {
				found = append(found, Finding{r.kind, r.sure, m.start, m.end - m.start, r.what, Mask(m.found())})
			}
			for i := at[2]; i < at[3]; i++ {
				claimed[i] = true
			}
		}
	}
	slices.SortFunc(found, func(a, b Finding) int { return cmp.Compare(a.Offset, b.Offset) })
	return append(all, found...)
}

// Mask is the shape of a text: a dot for each letter and digit, and spaces and
// the marks of numbers and addresses as they are.
func Mask(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(" -./()+@,'", r):
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Pd, r) || r == '\u2212':
			return '-'
		}
		return '•'
	}, s)
}

// A rule is a pattern whose first group is the find; what stands before the
// group is its label.
type rule struct {
	kind    string
	sure    bool
	what    string
	may     func(*glance) bool // says where the pattern can't fit: most texts are spared it
	pattern func() *regexp.Regexp
	holds   func(*match) bool // says what the pattern can't; may shorten the match
}

// lately makes a pattern ready when a text first has what it needs: most
// programs have none, and every command would wait for all of them.
func lately(form string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(form) })
}

// A match is where a pattern fits.
type match struct {
	text, label string
	start, end  int
}

// nearby, in bytes, is how far back a rule looks.
const nearby = 300

// yield leaves to an earlier rule what that has claimed: all where it has the
// start, or what follows what is left. from is where in the text claimed begins.
func (m *match) yield(claimed []bool, from int) {
	if i := slices.Index(claimed[m.start-from:m.end-from], true); i >= 0 {
		m.end = m.start + len(strings.TrimRight(m.text[m.start:m.start+i], " -.(\t"))
	}
}

func (m *match) found() string  { return m.text[m.start:m.end] }
func (m *match) before() string { return m.text[max(0, m.start-nearby):m.start] }
func (m *match) after() string  { return m.text[m.end:] }
