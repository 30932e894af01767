package privacy

import (
	"strings"
	"unicode/utf8"
)

// A glance is what one pass over a text tells of what may be in it. Most texts
// hold nothing that looks like a find, and the glance spares them the
// patterns. Where it says that a rule can't find anything, the rule can't.
type glance struct {
	text   string
	count  int  // digits
	digits int  // the most of them that stand together, as the parts of one number do
	aged   bool // a number begins or ends with 90 to 125
	at     bool // there is an @
	plus   bool // there is a +
	all    bool // nothing can be ruled out
	lower  string
}

// apart is how many bytes may stand between two digits of one number: a bracket
// and two spaces around a dash, which has three bytes.
const apart = 6

func look(text string) glance {
	g := glance{text: text}
	digits, last := 0, -1 // that stand together, and where the last one is
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c > '@':
		case '0' <= c && c <= '9':
			if !together(text, last, i) {
				digits = 0
			}
			digits, last = digits+1, i
			g.count++
			g.digits = max(g.digits, digits)
			g.aged = g.aged || !digitAt(text, i-1) && years(text, i) || !digitAt(text, i+1) && (years(text, i-1) || years(text, i-2))
		case c == '@':
			g.at = true
		case c == '+':
			g.plus = true
		}
	}
	return g
}

// together reports whether two digits can be of one number, the one at last
// and the next one, at i.
func together(s string, last, i int) bool { return i-last <= apart+1 && joins(s[last+1:i]) }

// joins reports whether what stands between two digits can be part of a
// number: a hyphen, a point, a space, brackets. Beyond ASCII, anything may be.
func joins(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < utf8.RuneSelf && strings.IndexByte("-./ ()", c) < 0 {
			return false
		}
	}
	return true
}

// years reports whether two or three digits from i on make 90 to 125.
func years(s string, i int) bool {
	n, size := 0, 0
	for ; size < 3 && digitAt(s, i+size); size++ {
		n = n*10 + int(s[i+size]-'0')
	}
	return 90 <= n && n <= 125 || size == 3 && 90 <= n/10
}

// says reports whether one of the words is there, in large or small letters.
func (g *glance) says(words ...string) bool {
	if g.lower == "" {
		// The long s, which the patterns take for one, is a small letter already.
		g.lower = strings.ReplaceAll(strings.ToLower(g.text), "\u017f", "s")
	}
	for _, w := range words {
		if g.all || strings.Contains(g.lower, w) {
			return true
		}
	}
	return false
}

// starts reports whether a word starts with one of these.
func (g *glance) starts(words ...string) bool {
	if g.all {
		return true
	}
	for _, w := range words {
		if !g.says(w) {
			continue
		}
		for i := 0; ; {
			next := strings.Index(g.lower[i:], w)
			if next < 0 {
				break
			}
			if !wordAt(g.lower, i+next-1) {
				return true
			}
			i += next + len(w)
		}
	}
	return false
}

// numbered reports whether the word is there with what may be number, id, #,
// identifier or record behind it.
func (g *glance) numbered(word string) bool {
	if !g.says(word) {
		return false
	}
	for rest := g.lower; ; {
		_, behind, ok := strings.Cut(rest, word)
		if !ok {
			return g.all
		}
		rest = behind
		if next := strings.TrimLeft(behind, " \t\n\v\f\r\u00a0\u202f"); next != "" && strings.IndexByte("nir#", next[0]) >= 0 {
			return true
		}
	}
}

// What each rule needs.
func mayBeSSN(g *glance) bool { return g.digits >= 9 }
func mayBeBirth(g *glance) bool {
	return g.count >= 4 && g.says("birth", "dob", "d.o.b", "d/o/b", "born")
}
func mayBeOld(g *glance) bool   { return g.aged && g.says("old", "age", "young") }
func mayBeYO(g *glance) bool    { return g.aged && g.says("yo", "y/o", "y.") }
func mayBeAged(g *glance) bool  { return g.aged && g.says("age") }
func mayBeMail(g *glance) bool  { return g.at || strings.Contains(g.text, "%40") }
func mayBePhone(g *glance) bool { return g.digits >= 10 }
func mayBeCall(g *glance) bool  { return g.digits >= 9 && g.plus }
func mayBeNHS(g *glance) bool   { return g.digits >= 10 && g.says("nhs", "chi") }

func mayBeBirthday(g *glance) bool   { return g.aged && g.says("birthday") }
func mayBeSpelledAge(g *glance) bool { return g.says("ninety", "hundred") }
func mayBeBorn(g *glance) bool       { return g.count >= 4 && g.says("born") }
func mayBeRecord(g *glance) bool {
	return g.digits >= 5 && (g.says("mr", "accession", "csn", "account") || g.says("rec") && g.says("med", "health") ||
		g.numbered("patient") || g.numbered("chart") || g.numbered("encounter") || g.numbered("visit") || g.numbered("hospital"))
}
func mayBeInsured(g *glance) bool {
	return g.count >= 4 && g.says("medicare", "medicaid", "mbi", "hicn")
}
func mayBeMember(g *glance) bool {
	return g.digits >= 7 && g.says("medicare", "medicaid", "member", "beneficiary", "subscriber", "insurance")
}
func mayBeLabelled(g *glance) bool {
	return g.digits >= 7 && g.says("phone", "tel", "fax", "pager", "mobile", "cell")
}
func mayBeAsked(g *glance) bool {
	return g.digits >= 7 && g.starts("call", "ring", "rang", "text", "dial", "phoned", "reach", "contact")
}
func mayBeSpelled(g *glance) bool {
	if g.all || g.starts("dot") {
		return true
	}
	for i := range len(g.text) {
		if strings.IndexByte("[({<", g.text[i]) >= 0 {
			if after := strings.TrimLeft(g.text[i+1:], " "); len(after) > 1 && strings.EqualFold(after[:2], "at") {
				return true
			}
		}
	}
	return false
}

func mayBeListed(g *glance) bool {
	return (g.all || strings.Contains(g.text, ",")) && g.says("patient", "pt", "client", "resident")
}
func mayBeClient(g *glance) bool   { return g.says("client") }
func mayBeResident(g *glance) bool { return g.says("resident") }
func mayBeBaby(g *glance) bool     { return g.says("baby") }
func mayBeNamed(g *glance) bool {
	return g.says("named", "called") && (g.all || capitalBehind(g, "named") || capitalBehind(g, "called"))
}

// capitalBehind reports whether a word is there with a capital behind it.
func capitalBehind(g *glance, word string) bool {
	for i := 0; i+len(word) <= len(g.text); i++ {
		if strings.EqualFold(g.text[i:i+len(word)], word) && capitalNext(g.text, i+len(word)) {
			return true
		}
	}
	return false
}
func mayBeAgedName(g *glance) bool {
	return g.count >= 1 && g.says("yo", "y/o", "y.o", "old", "age", "m,", "m)", "f,", "f)")
}
func mayBeIdentified(g *glance) bool {
	return g.count >= 1 && g.says("mrn", "dob", "d.o.b", "ssn", "nhs")
}

func mayBeSlug(g *glance) bool {
	return g.says("mr-", "mr_", "mrs-", "mrs_", "ms-", "ms_", "miss-", "miss_", "mister-", "mister_",
		"patient-", "patient_", "pt-", "pt_", "client-", "client_", "resident-", "resident_")
}

// mayBeTitled holds where a word starts as Mr, Ms, Mx, Miss or Mister does.
func mayBeTitled(g *glance) bool {
	if g.all {
		return true
	}
	for i := 0; i+1 < len(g.text); i++ {
		if g.text[i]|0x20 != 'm' || wordAt(g.text, i-1) {
			continue
		}
		switch g.text[i+1] | 0x20 {
		case 'r', 's', 'x':
			return true
		case 'i':
			if byteAt(g.text, i+2)|0x20 == 's' {
				return true
			}
		}
	}
	return false
}

// mayBePatient holds where the word patient stands, and a capital or a letter
// beyond ASCII not far behind it.
func mayBePatient(g *glance) bool {
	if g.all {
		return true
	}
	for _, word := range []string{"patient", "Patient", "PATIENT", "pt", "Pt"} {
		if follows(g.text, word) {
			return true
		}
	}
	return false
}

// follows reports whether what may be a name follows the word.
func follows(text, word string) bool {
	for from := 0; ; {
		next := strings.Index(text[from:], word)
		if next < 0 {
			return false
		}
		start := from + next
		from = start + len(word)
		if wordAt(text, start-1) || wordAt(text, from) {
			continue
		}
		// The letters are those of name, named, called, is and 's.
		after := strings.TrimLeft(text[from:], "acdeilmns \t.:'’,(")
		if after != "" && (after[0] >= 'A' && after[0] <= 'Z' || after[0] >= utf8.RuneSelf) {
			return true
		}
	}
}

func wordAt(s string, i int) bool {
	return digitAt(s, i) || 0 <= i && i < len(s) && (s[i] == '_' || s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z')
}

// piece is how long a text is, in bytes, before it is looked at in pieces.
const piece = 256

// firstPiece is where a text can be cut: behind a word that stands in no find
// and in no label of one. A pattern then finds in the pieces what it finds in
// the whole.
func firstPiece(text string) int {
	for from := piece; from < len(text); {
		next := strings.IndexByte(text[from:], ' ')
		if next < 0 {
			break
		}
		from += next + 1
		word, _, more := strings.Cut(text[from:min(from+5, len(text))], " ")
		switch word {
		case "the", "to", "in", "for", "that":
			if more {
				return from + len(word)
			}
		}
	}
	return len(text)
}
