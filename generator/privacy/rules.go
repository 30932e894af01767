package privacy

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Parts of patterns.
const (
	space  = `[\s\x{00A0}\x{202F}]`
	hyphen = `[-\x{2010}-\x{2013}\x{2212}]`
	// link is what people write between a label and what it labels.
	link = `[\s\x{00A0}\x{202F}:;#=*_"'\x60(|,-]*(?:(?:is|was)\b[\s:]*)?`
	// number is a label's second word.
	number = `(?:` + space + `*(?:numbers?\b|no\b\.?|nr\b\.?|num\b\.?|id\b|#))`
	month  = `(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?`
	date   = `(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b|\d{8}\b|` +
		`\d{1,2}(?:st|nd|rd|th)?[-\s]+(?:of\s+)?` + month + `,?[-\s]+\d{4}\b|` + month + `\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b)`
	phoneLabel = `(?i)\b(?:phone|tel|telephone|fax|pager|mobile|cell)\b\.?` + number + `?`
)

const (
	aSSN    = "a number shaped like a social security number"
	aRecord = "what is labelled as a patient's record number"
	aBirth  = "what is labelled as a date of birth"
	anAge   = "an age over 89"
	aName   = "what may be a patient's name"
	aPhone  = "what may be a phone number"
	anEmail = "an e-mail address"
)

// rules are in the order in which they may claim a text.
var rules = []rule{
	{"privacy-ssn", true, aSSN, mayBeSSN,
		regexp.MustCompile(`(?i)\b(?:SSN|SS#|soc(?:ial|\.)?` + space + `*sec(?:urity\b|\.)?)` + number + `?` + link + `(\d{3}[-. ]?\d{2}[-. ]?\d{4})`), alone},
	{"privacy-ssn", true, aSSN, mayBeSSN,
		regexp.MustCompile(`(\d{3}` + hyphen + `\d{2}` + hyphen + `\d{4})`), issued},
	{"privacy-record-number", true, aRecord, mayBeRecord,
		regexp.MustCompile(`(?i)\b(?:MRNs?|MR` + number + `|med(?:ical|\.)?` + space + `*rec(?:ord\b|\.)?` + number + `?|health` + space + `*record` + number +
			`|patient` + space + `*(?:identifier|record)?` + number + `|chart` + number + `|accession` + number + `?)` + link + `([a-z]{0,3}-?\d(?:[-. ]?\d){4,})`), notDate},
	{"privacy-birth-date", true, aBirth, mayBeBirth,
		regexp.MustCompile(`(?i)\b(?:DOB|D\.O\.B\.?|date` + space + `+of` + space + `+birth|birth` + space + `?-?date)` + link + date), alone},
	{"privacy-birth-date", false, "what may be a date of birth", mayBeBirth,
		regexp.MustCompile(`(?i)\b(?:born(?:` + space + `+on)?|birthday)\b` + link + date), alone},
	{"privacy-age", false, anAge, mayBeOld,
		regexp.MustCompile(`(?i)(\d{2,3})(?:` + hyphen + `|` + space + `)*(?:years?|yrs?\.?|y)(?:` + hyphen + `|` + space + `)*(?:old|of` + space + `+age)\b`), oldAge},
	{"privacy-age", false, anAge, mayBeYO, regexp.MustCompile(`(?i)(\d{2,3})` + space + `?(?:y/?o\b|y\.o\.)`), oldAge},
	{"privacy-age", false, anAge, mayBeAged, regexp.MustCompile(`(?i)\bage[ds]?\b` + link + `(\d{2,3})`), agedSo},
	{"privacy-email", false, anEmail, mayBeMail,
		regexp.MustCompile(`([\pL\pN._%+'-]+(?:@|%40)[\pL\pN-]+(?:\.[\pL\pN-]+)*\.\pL{2,})`), mailbox},
	{"privacy-phone", false, aPhone, mayBeLabelled,
		regexp.MustCompile(phoneLabel + link + `(\+?\(?\d(?:[-. ()]{0,2}\d){6,14})`), notDate},
	{"privacy-phone", false, aPhone, mayBePhone,
		regexp.MustCompile(`((?:\+?1[-. ]{0,2})?(?:\([2-9]\d\d\)[-. ]{0,2}|[2-9]\d\d[-.])[2-9]\d\d[-. ]\d{4})`), dialled},
	{"privacy-phone", false, aPhone, mayBeCall, regexp.MustCompile(`(\+[1-9](?:[-. ()]{0,2}\d){8,14})`), dialled},
	{"privacy-name", false, aName, mayBeTitled,
		regexp.MustCompile(`\b(?:Mr|Mrs|Ms|Mx|Miss|Mister)\b\.?[ \t\x{00A0}]+(` + particles + names + `)`), person},
	{"privacy-name", false, aName, mayBePatient,
		regexp.MustCompile(`\b(?:[Pp]atient|PATIENT|[Pp]t)\b(?:['’]s)?(?:[ \t]+name)?(?:[ \t]+(?:named|called|is))?(?:[.:][ \t]*|[ \t]+)(` + names + `)`), patient},
	{"privacy-name", false, aName, mayBePatient,
		regexp.MustCompile(`\bpatient(?:,[ \t]+|[ \t]+\()(` + name + `[ \t]+` + name + `)`), apposed},
}

// issued leaves out 000-12-3456 and the like, which people write to show the
// shape: no part of a real number is all zeros.
func issued(m *match) bool {
	n := onlyDigits(m.found())
	return n[:3] != "000" && n[3:5] != "00" && n[5:] != "0000" && alone(m)
}

// alone holds where no more of a number stands on either side.
func alone(m *match) bool {
	last, size := utf8.DecodeLastRuneInString(m.before())
	if word(last) && m.label == "" || strings.ContainsRune("-./,", last) && digitAt(m.text, m.start-size-1) {
		return false
	}
	next, size := utf8.DecodeRuneInString(m.after())
	return !unicode.IsDigit(next) && (!strings.ContainsRune("-./", next) || !digitAt(m.text, m.end+size))
}

func word(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

func digitAt(s string, i int) bool { return 0 <= i && i < len(s) && '0' <= s[i] && s[i] <= '9' }

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s)
}

var isDate = regexp.MustCompile(`\b(?:19|20)\d\d-[01]\d-[0-3]\d\b`)

// notDate tells a labelled number from the day on which it was looked up.
func notDate(m *match) bool { return !isDate.MatchString(m.found()) }

// oldAge holds for 90 to 125 years, save for the group of all from 90 on.
func oldAge(m *match) bool {
	n, err := strconv.Atoi(m.found())
	return err == nil && 90 <= n && n <= 125 && !(n == 90 && andOver.MatchString(m.after())) &&
		(m.label != "" || alone(&match{text: m.text, start: m.start, end: len(m.text)}))
}

var (
	andOver  = regexp.MustCompile(`(?i)^(?:\+|[-\s]*(?:years?|yrs?)?[-\s]*(?:old|of age)?\s*(?:\+|(?:and|or)\s+(?:over|older|above|more)))`)
	notYears = regexp.MustCompile(`(?i)^(?:\d|[.,/]\d|\s*%|\s*(?:percent|seconds?|min|minutes?|h|hours?|d|days?|weeks?|months?)\b)`)
)

// agedSo tells years from "aged 95 days" and "age 95%".
func agedSo(m *match) bool { return !notYears.MatchString(m.after()) && oldAge(m) }

// mailbox leaves out what only looks like an address: the user and machine that
// a page's address starts with, a channel of Teams, and a file's name such as
// logo@2x.png.
func mailbox(m *match) bool {
	f := strings.ToLower(strings.Replace(m.found(), "%40", "@", 1))
	for _, end := range []string{".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".js", ".css",
		"@example.org", "@example.com", "@example.net"} { // names that nobody can have (RFC 2606)
		if strings.HasSuffix(f, end) {
			return false
		}
	}
	return !strings.HasPrefix(f, "git@") && !strings.Contains(f, "@thread.") && (!inURL(m) || inPath(m))
}

// inPath holds for what follows a machine's name in the address of a page.
func inPath(m *match) bool {
	before := m.before()
	return strings.ContainsAny(before[strings.LastIndex(before, "://")+3:], "/?#")
}

var version = regexp.MustCompile(`(?i)\b(?:v|ver\.?|versions?|release|build|firmware|part|serial|model)\s*$`)

// dialled leaves out versions and parts of longer numbers and addresses.
func dialled(m *match) bool {
	return alone(m) && !strings.HasSuffix(m.before(), ".") && !version.MatchString(m.before()) && !inURL(m) && notDate(m)
}

// inURL holds inside the address of a page.
func inURL(m *match) bool {
	before := m.before()
	if i := strings.LastIndexAny(before, " \t\n\r\"'<>()[]"); i >= 0 {
		before = before[i+1:]
	}
	return strings.Contains(before, "://")
}
