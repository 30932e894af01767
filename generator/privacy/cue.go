package privacy

import (
	"strings"
	"unicode/utf8"
)

// A cue is what every find has in it or before it: a word that labels it, or a
// shape that few other texts have. Most lines have none, and most files few, so
// whoever looks for finds looks for cues first.

// Cue returns where the next cue is, at from or behind it; -1 where there is
// none. What stands before it, up to the line's start, is part of no find
// unless the cue is; a find whose cue is a label may stand on the next line.
// The time is linear in what is passed, and nothing is allocated.
func Cue(text string, from int) int {
	digits, last := 0, -1 // that stand together, and where the last one is
	for i := from; i < len(text); i++ {
		switch c := text[i]; kinds[c] {
		case digit:
			if i-last > apart+1 {
				digits = 0
			}
			if digits, last = digits+1, i; digits >= shortestShape {
				return i
			}
		case joiner: // of digits
		case letter:
			digits = 0
			end := i + 1
			for end < len(text) && kinds[text[end]] == letter {
				end++
			}
			seconds := secondLetters[c&31]
			if end > i+1 && seconds>>(text[i+1]&31)&1 != 0 && anyAt(&cueWords[c&31][text[i+1]&31], text, i, end) ||
				seconds&1 != 0 && anyAt(&cueWords[c&31][0], text, i, end) {
				return i
			}
			i = end - 1
		case mark:
			if isCue(text[i:]) {
				return i
			}
			if c < utf8.RuneSelf {
				digits = 0
			}
		default:
			digits = 0
		}
	}
	return -1
}

// shortestShape is how many digits a number has, at the least, that is a find
// without a label.
const shortestShape = 9

// The kinds of bytes.
const (
	letter = 1 + iota
	digit
	joiner // may stand between two digits of one number
	mark   // may be a cue with what follows
)

var kinds = func() (k [256]byte) {
	for c := range byte(26) {
		k['a'+c], k['A'+c] = letter, letter
	}
	for c := range byte(10) {
		k['0'+c] = digit
	}
	for c := range k {
		if joins(string([]byte{byte(c)})) {
			k[c] = joiner
		}
	}
	for _, c := range []byte("@%" + longS[:1] + kelvin[:1]) {
		k[c] = mark
	}
	return k
}()

// The patterns take these for an s and a k, so they may be part of any word.
const longS, kelvin = "\u017f", "\u212a"

// isCue reports whether a text begins with a cue that is no word.
func isCue(text string) bool {
	return text[0] == '@' || strings.HasPrefix(text, "%40") || strings.HasPrefix(text, longS) || strings.HasPrefix(text, kelvin)
}

// A cueWord is a word that is a cue, in large or small letters.
type cueWord struct {
	word  string
	whole bool                               // not where more letters follow
	holds func(text string, i, end int) bool // nil, or says more of the letters from i to end
}

// anyAt reports whether one of the words is there.
func anyAt(words *[]cueWord, text string, i, end int) bool {
	for k := range *words {
		if (*words)[k].at(text, i, end) {
			return true
		}
	}
	return false
}

func (w *cueWord) at(text string, i, end int) bool {
	n := end - i
	if n < len(w.word) || w.whole && n > len(w.word) {
		return false
	}
	for k := 1; k < len(w.word); k++ {
		if text[i+k]|0x20 != w.word[k] {
			return false
		}
	}
	return w.holds == nil || w.holds(text, i, end)
}

// cueWords are by their first letters and their second: letters count from 1, and 0
// stands for none.
var cueWords = func() (by [27][27][]cueWord) {
	add := func(words string, whole bool, holds func(string, int, int) bool) {
		for _, w := range strings.Fields(words) {
			second := byte(0)
			if len(w) > 1 {
				second = w[1] & 31
			}
			by[w[0]&31][second] = append(by[w[0]&31][second], cueWord{w, whole, holds})
		}
	}
	add("soc ssn accession dob birth ninety csn mbi hicn", false, nil)
	add("mr", false, nil) // MRN, MR number, Mr and Mrs
	add("ss born ms mx miss mister baby hundred dot", true, nil)
	add("age aged ages", true, digitSoon)
	add("phone tel telephone fax pager mobile cell call calls calling ring rang text texted dial dialed phoned "+
		"reach reached reachable contact contacted", true, phoneSoon)
	add("named", true, func(text string, _, end int) bool { return capitalNext(text, end) })
	add("called", true, func(text string, i, end int) bool { return capitalNext(text, end) || phoneSoon(text, i, end) })
	add("nhs chi", false, digitSoon)
	add("patient", false, func(text string, i, end int) bool { return nameSoon(text, i+len("patient")) || digitSoon(text, i, end) })
	add("pt client resident", true, func(text string, _, end int) bool { return nameSoon(text, end) })
	add("med", false, func(text string, i, end int) bool {
		return end == i+3 || text[i+3]|0x20 == 'r' || end >= i+5 && strings.EqualFold(text[i+3:i+5], "ic")
	})
	add("health", false, followedBy(len("health"), "r"))
	for _, w := range []string{"chart", "member", "beneficiary", "subscriber", "insurance", "encounter", "visit", "hospital"} {
		add(w, false, followedBy(len(w), "nir#"))
	}
	add("d", true, func(text string, i, _ int) bool { return byteAt(text, i+1) == '.' || byteAt(text, i+1) == '/' }) // D.O.B.
	add("y", false, func(text string, i, _ int) bool { return behindDigit(text, i) })
	add("m f", true, func(text string, i, _ int) bool { // of sex, behind an age
		return behindDigit(text, i) && (byteAt(text, i+1) == ',' || byteAt(text, i+1) == ')')
	})
	add("at", true, func(text string, i, _ int) bool { // [at]
		before := strings.TrimRight(text[:i], " ")
		return before != "" && strings.IndexByte("[({<", before[len(before)-1]) >= 0
	})
	return by
}()

// secondLetters are, by the first letter of a word, the second letters that
// some cue has, a bit each: most words are ruled out by their first two.
var secondLetters = func() (by [27]uint32) {
	for first := range cueWords {
		for second, words := range cueWords[first] {
			if len(words) > 0 {
				by[first] |= 1 << second
			}
		}
	}
	return by
}()

func byteAt(s string, i int) byte {
	if i < len(s) {
		return s[i]
	}
	return 0
}

// digitSoon reports whether a digit follows, with few letters before it: those
// that a label's second word and the number itself may begin with.
func digitSoon(text string, _, end int) bool { return nextDigit(text, end, 40) < len(text) }

// phoneSoon reports whether digits follow so, as many as a telephone number has
// at the least. Between them and the label stand few letters: numbers was, them at.
func phoneSoon(text string, _, end int) bool {
	digits, last := 1, nextDigit(text, end, len("numberswas"))
	for i := last + 1; i < len(text) && together(text, last, i); i++ {
		if kinds[text[i]] == digit {
			if digits, last = digits+1, i; digits == shortestPhone {
				return true
			}
		}
	}
	return false
}

const shortestPhone = 7

// nextDigit is where the next digit is, with so many letters before it or fewer;
// the text's end where there is none.
func nextDigit(text string, i, most int) int {
	for letters := 0; i < len(text) && letters <= most; i++ {
		switch kinds[text[i]] {
		case digit:
			return i
		case letter:
			letters++
		}
	}
	return len(text)
}

// capitalNext reports whether a capital, or what may be one, follows spaces.
func capitalNext(text string, end int) bool {
	for c := byteAt(text, end); c == ' ' || c == '\t'; c = byteAt(text, end) {
		end++
	}
	c := byteAt(text, end)
	return c >= 'A' && c <= 'Z' || c >= 0x80
}

// nameSoon reports whether what may be a name follows a word, or what may be
// one in an id.
func nameSoon(text string, end int) bool {
	if c := byteAt(text, end); c == '-' || c == '_' {
		return true
	}
	// The letters are those of name, named, called, is and 's.
	after := strings.TrimLeft(text[end:], "acdeilmns \t.:='’,(")
	return after != "" && (after[0] >= 'A' && after[0] <= 'Z' || after[0] >= 0x80)
}

// followedBy says of a word of n letters that one of these follows, behind
// spaces.
func followedBy(n int, marks string) func(string, int, int) bool {
	return func(text string, i, _ int) bool {
		next := strings.TrimLeft(text[i+n:], " \t\n\v\f\r\u00a0\u202f")
		return next != "" && (strings.IndexByte(marks, next[0]|0x20) >= 0 || strings.IndexByte(marks, next[0]) >= 0)
	}
}

// behindDigit reports whether there is a digit before i, or one before hyphens
// and spaces.
func behindDigit(text string, i int) bool {
	for i--; i >= 0; i-- {
		switch c := text[i]; {
		case kinds[c] == digit:
			return true
		case c != '-' && c > ' ' && c < 0x80:
			return false
		}
	}
	return false
}
