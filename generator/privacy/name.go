package privacy

import (
	"strings"
	"unicode"
)

const (
	// name is one word that may be a name.
	name = `\p{Lu}(?:['’]\p{Lu})?[\pL'’-]*\pL`
	// names are one or two of them, with or without an initial before.
	names = `(?:(?:\p{Lu}\.|[B-HJ-Z])[ \t\x{00A0}]*)?` + name + `(?:[ \t\x{00A0}]+` + name + `)?`
	// particles stand small before a name.
	particles = `(?:(?:van|von|zu|de|del|della|der|den|di|da|dos|du|la|le|bin|al|el|ten|ter)[ \t\x{00A0}]+){0,3}`
)

// person holds for what follows Mr, Mrs or Ms.
func person(m *match) bool {
	first, second := m.words()
	if ordinary(first) {
		return false
	}
	if second != "" && ordinary(second) {
		m.drop(second)
	}
	return true
}

// patient tells a name after the word patient from a title, "Patient Safety
// Huddle", and from the start of a sentence, "patient: Ask".
func patient(m *match) bool {
	first, second := m.words()
	if shouted(first) || ordinary(first) {
		return false
	}
	named := strings.Contains(m.label, "name") || strings.Contains(m.label, "called")
	if second != "" && (ordinary(second) || shouted(second)) {
		if unicode.IsUpper(rune(m.label[0])) && !named {
			return false
		}
		m.drop(second)
		second = ""
	}
	if strings.Contains(m.label, ":") && second == "" && !named {
		return false
	}
	return named || !unicode.IsUpper(rune(m.label[0])) || startsSentence(m.text[:m.start-len(m.label)])
}

// apposed holds for a whole name between two commas or brackets: "the patient,
// Maria Lopez, left". With less around it, it may be a colleague's or a place's.
func apposed(m *match) bool {
	first, second := m.words()
	return !ordinary(first) && !shouted(first) && !ordinary(second) && !shouted(second) && strings.IndexAny(m.after(), ",)") == 0
}

// words splits a find into one or two words, without the initial.
func (m *match) words() (first, second string) {
	f := strings.FieldsFunc(m.found(), unicode.IsSpace)
	if r := []rune(f[0]); len(f) > 1 && (len(r) == 1 || r[1] == '.') {
		f = f[1:]
	}
	if len(f) > 1 {
		return f[0], f[1]
	}
	return f[0], ""
}

// drop takes the last word from a find.
func (m *match) drop(last string) {
	m.end = m.start + len(strings.TrimRightFunc(strings.TrimSuffix(m.found(), last), unicode.IsSpace))
}

// shouted holds for CT, MRI and the like.
func shouted(word string) bool { return strings.ToUpper(word) == word }

// startsSentence reports whether a capital after this text says nothing.
func startsSentence(before string) bool {
	before = strings.TrimRight(before, " \t*_\"'(")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".!?:;\n-|#>")
}

// endings are those of nouns that follow the word patient in a title.
var endings = []string{"ing", "ings", "tion", "tions", "sion", "sions", "ment", "ments", "ity", "ities", "ness", "ship", "ance", "ence", "ology", "ics", "graphy", "ists", "ist"}

// ordinary holds for words that are no name.
func ordinary(word string) bool {
	word = strings.ToLower(word)
	word, _, _ = strings.Cut(word, "'")
	word, _, _ = strings.Cut(word, "’")
	word, _, _ = strings.Cut(word, "-")
	if common[word] || common[strings.TrimSuffix(word, "s")] {
		return true
	}
	for _, end := range endings {
		if strings.HasSuffix(word, end) && len(word) > len(end)+2 {
			return true
		}
	}
	return false
}

var common = words(`
a after all an and any are as ask at be been before but by call can could did do does done each every for from get had has have
he her his how i if in is it its may must no not of on one only or our over per she should since so that the their then there
they this to under until was we were what when where which while who why will with without would you your
sunday monday tuesday wednesday thursday friday saturday
january february march april may june july august september october november december spring summer fall autumn winter
access account advisor advisory advocate age aid arrival arrived area armband audit bay bed bedside bill body booklet brochure burden
cancelled care case center centre chair chart check choice class clinic coach code comfort committee complaint consent contact
coordinator council count daily data day delay demand desk diary didn doctor dr dose education encounter engagement exam
experience exposure factor fall family feedback financial first flow follow form gown group guide harm health history hold home hour
huddle id identifier identified improvement info intake interview journey kiosk label lead leader leaflet level liaison lift list
lobby log manager mean measure medical member message minute missed mix mobility motion mover mrs mr ms name navigator need new next note
nurse nursing office officer outcome outreach packet panel parking path pathway perspective phone physician portal prep
pressure privacy process professor program project questionnaire quality questions rate ready reached rebooked receives record recall recruitment referral
registration relations reminder reported reports representative request respect response result return right right risk room roster rounds safety
sample scan schedule screen script seat seen sees service sheet show side site size staff status step story
stream support survey symptom table team technologist test text throughput time tracker transfer transport transporter transit travel
breast cardiac chest mammo mammogram ultrasound biopsy xray tablet pilot epic cerner mychart zoom teams excel hologic siemens philips fuji canon sectra
treatment trust turn type unit use video view visit visitor voice volume wait walk web week weekly weight workflow wristband year years
`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}
