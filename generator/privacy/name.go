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

// people are patients by name.
var people = []rule{
	{"privacy-name", false, aName, mayBeTitled,
		lately(`\b(?:(?:Mr|Mrs|Ms|Mx|Miss|Mister|mrs)\b\.?|(?:MR|MRS|MS|MX|mr)\.)[ \t\x{00A0}]+(` + particles + names + `)`), person},
	{"privacy-name", false, aName, mayBePatient,
		lately(`\b(?:[Pp]atient|PATIENT|[Pp]t)\b(?:['’]s)?(?:[ \t]+name)?(?:[ \t]+(?:named|called|is))?(?:[.:][ \t]*|[ \t]+)(` + names + `)`), patient},
	{"privacy-name", false, aName, mayBeClient, lately(`\b[Cc]lient(?:['’]s)?(?:[ \t]+name)?(?:[ \t]+(?:named|called|is))?(?::[ \t]*|[ \t]+)(` + names + `)`), client},
	{"privacy-name", false, aName, mayBePatient,
		lately(`\bpatient(?:,[ \t]+|[ \t]+\()(` + name + `[ \t]+` + name + `)`), apposed},
	{"privacy-name", false, aName, mayBeListed,
		lately(`(?i:\b(?:patient|pt|client|resident)(?:['’]s)?(?: name)?[:=])[ \t]*(` + name + `,[ \t]*` + name + `)`), listed},
	{"privacy-name", false, aName, mayBeResident, lately(`\b[Rr]esident[ \t]+(` + name + `[ \t]+` + name + `)`), resident},
	{"privacy-name", false, aName, mayBeBaby, lately(`(?i:\bbaby[ \t]+(?:boy|girl)[ \t]+)(` + name + `)`), person},
	{"privacy-name", false, aName, mayBeNamed,
		lately(`(?i:\b(?:man|woman|lady|gentleman|boy|girl|child|baby|mother|father|daughter|son|wife|husband|visitor)[ \t]+(?:named|called)[ \t]+)(` + names + `)`), person},
	{"privacy-name", false, aName, mayBeAgedName,
		lately(`(` + whole + `)` + `(?:,[ \t]*|[ \t]+|[ \t]*\()(?i:aged?[ \t]+\d{1,3}\b|\d{1,3}(?:[-\s]?(?:y/?o\b|y\.o\.)|[-\s](?:year|yr)s?[-\s]old[ \t]+(?:man|woman|male|female|boy|girl|lady|gentleman|patient|pt|child)\b|[ \t]?[MF]\b[,)]))`), whoever},
	{"privacy-name", false, aName, mayBeIdentified,
		lately(`(` + whole + `|` + name + `,[ \t]*` + name + `)(?:,[ \t]*|[ \t]+|[ \t]*\()(?i:MRN|DOB|D\.O\.B\.?|SSN|NHS)(?i:` + number + `)?[\s:;#=(-]*(?:is[ \t]+)?[A-Z]{0,3}-?\d`), whoever},
	{"privacy-name", false, aName, mayBeSlug,
		lately(`(?i)(?:\b|_)(?:mr|mrs|ms|miss|mister|patient|pt|client|resident)[-_]([a-z]+(?:[-_][a-z]+)?)`), slugged},
}

// whole is a given name and a family name.
const whole = name + `[ \t\x{00A0}]+(?:\p{Lu}\.?[ \t\x{00A0}]+)?` + name

// person holds for what follows Mr, Mrs or Ms.
//
// Where the title is in capitals the name has to be, too: MR. may end a
// sentence about magnetic resonance.
func person(m *match) bool {
	first, second := m.words()
	if ordinary(first) || strings.HasPrefix(m.label, "M") && shouted(m.label) && (!shouted(first) || acronyms[first]) {
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

// client holds as patient does, for a whole name or one that many people bear:
// programs have clients, too.
func client(m *match) bool {
	if !patient(m) {
		return false
	}
	first, second := m.words()
	return second != "" || bears(strings.ToLower(first))
}

// apposed holds for a whole name between two commas or brackets: "the patient,
// Maria Lopez, left". With less around it, it may be a colleague's or a place's.
func apposed(m *match) bool {
	first, second := m.words()
	return !ordinary(first) && !shouted(first) && !ordinary(second) && !shouted(second) && strings.IndexAny(m.after(), ",)") == 0
}

// whoever holds for a whole name with an age or a number behind it.
func whoever(m *match) bool {
	f := strings.FieldsFunc(m.found(), func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
	for _, w := range []string{f[0], f[len(f)-1]} {
		if ordinary(w) || shouted(w) || brands[strings.ToLower(w)] {
			return false
		}
	}
	return true
}

// listed holds for a family name and a given name: "Patient: Roe, Jane".
func listed(m *match) bool {
	first, second, _ := strings.Cut(m.found(), ",")
	return !ordinary(first) && !ordinary(strings.TrimSpace(second))
}

// resident tells who lives in a home from who learns to be a physician, where
// a word before it says so.
func resident(m *match) bool {
	first, second := m.words()
	before := strings.ToLower(strings.TrimRight(strings.TrimSuffix(m.text[:m.start], m.label), " \t"))
	for _, w := range []string{"radiology", "chief", "senior", "junior", "medical", "surgical", "surgery", "medicine", "physician", "year", "pgy-2", "pgy-3", "pgy-4", "pgy-5"} {
		if strings.HasSuffix(before, w) {
			return false
		}
	}
	return !ordinary(first) && !ordinary(second) && !shouted(first) && first != "Dr"
}

// slugged tells a name in an id, "mrs-doe-fell", from other words: mrs stands
// before a name alone, the others before one that many people bear.
func slugged(m *match) bool {
	first, second := m.found(), ""
	if i := strings.IndexAny(first, "-_"); i >= 0 {
		first, second = first[:i], first[i+1:]
	}
	one, two := strings.ToLower(first), strings.ToLower(second)
	mrs := strings.Contains(strings.ToLower(m.label), "mrs")
	switch {
	case ordinary(one) || !mrs && !bears(one) && !bears(two) || len(one) < 2:
		return false
	case second != "" && !bears(two):
		m.end = m.start + len(first)
	}
	return bears(one) || mrs || !ordinary(two)
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

// acronyms stand in capitals and are nobody's name.
var acronyms = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields("CT MRI MR PET US PACS RIS EHR EMR ICU ED OR ER HIPAA DICOM FDA ACR TJC CMS IT HR QI PDSA MQSA") {
		set[w] = true
	}
	return set
}()

// brands are of machines and programs, which have ages and numbers too.
var brands = words(`ge siemens philips fuji fujifilm canon toshiba hologic sectra epic cerner skyra aera prisma ingenia achieva senographe pristina aquilion revolution somatom
optima discovery logiq acuson selenia affirm`)

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
breast cardiac chest mammo mammogram ultrasound biopsy xray tablet pilot coffee clean epic cerner windows citrix mychart zoom teams excel hologic siemens philips fuji canon sectra
treatment trust turn type unit use video view visit visitor voice volume wait walk web week weekly weight workflow wristband year years
`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}
