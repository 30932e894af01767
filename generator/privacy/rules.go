package privacy

import (
	"regexp"
	"slices"
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
	// joint parts the groups of a telephone number.
	joint = `(?: ?[-./\x{2010}-\x{2013}\x{2212}] ?|[ \x{00A0}\x{202F}]{1,2})`
	// callLabel is what people write before a number that somebody may call.
	callLabel  = `(?i)\b(?:call(?:ed|s|ing)?|ring|rang|text(?:ed)?|dial(?:ed)?|phoned|reach(?:ed|able)?|contact(?:ed)?)\b(?:` + space + `+(?:back|him|her|them|me|us))?(?:` + space + `+(?:at|on))?[\s\x{00A0}:;#=*_"'-]*`
	phoneLabel = `(?i)\b(?:phone|tel|telephone|fax|pager|mobile|cell)\b\.?` + number + `?`
)

const (
	aSSN      = "a number shaped like a social security number"
	aRecord   = "what is labelled as a patient's record number"
	anInsured = "what is labelled as a patient's insurance number"
	aBirth    = "what is labelled as a date of birth"
	anAge     = "an age over 89"
	aName     = "what may be a patient's name"
	aPhone    = "what may be a phone number"
	anEmail   = "an e-mail address"
)

// rules are in the order in which they may claim a text. Those that hold for a
// text about staff come first, so that the others take nothing from them.
var (
	alwaysRules = slices.Concat(numbers, ages)
	rules       = slices.Concat(alwaysRules, contacts, people)
)

var numbers = []rule{
	{"privacy-ssn", true, aSSN, mayBeSSN,
		lately(`(?i)\b(?:SSN|SS#|soc(?:ial|\.)?` + space + `*sec(?:urity\b|\.)?)` + number + `?` + link + `(\d{3}[-. ]?\d{2}[-. ]?\d{4})`), alone},
	{"privacy-ssn", true, aSSN, mayBeSSN,
		lately(`(\d{3}` + hyphen + `\d{2}` + hyphen + `\d{4})`), issued},
	{"privacy-record-number", true, aRecord, mayBeRecord,
		lately(`(?i)\b(?:MRNs?|MR` + number + `|med(?:ical|\.)?` + space + `*rec(?:ord\b|\.)?` + number + `?|health` + space + `*record` + number +
			`|(?:encounter|visit|hospital|patient` + space + `+account)` + number + `|CSN` + number + `?` +
			`|patient` + space + `*(?:identifier|record)?` + number + `|chart` + number + `|accession` + number + `?)` + link + `([a-z]{0,3}-?\d(?:[-. ]?\d){4,})`), notDate},
	{"privacy-record-number", true, anInsured, mayBeNHS,
		lately(`(?i)\b(?:NHS|CHI)` + number + `?` + link + `(\d{3}[-. ]?\d{3}[-. ]?\d{4})`), alone},
	{"privacy-record-number", true, anInsured, mayBeInsured,
		lately(`(?i)\b(?:medicare|medicaid|MBI|HICN)` + number + `?` + link + `([1-9][a-z][a-z0-9]\d-?[a-z][a-z0-9]\d-?[a-z]{2}\d{2}\b)`), alone},
	{"privacy-record-number", true, anInsured, mayBeMember,
		lately(`(?i)\b(?:medicare|medicaid|member|beneficiary|subscriber|insurance)` + number + link + `([a-z]{0,3}-?\d(?:[-. ]?\d){6,})`), notDate},
	{"privacy-birth-date", true, aBirth, mayBeBirth,
		lately(`(?i)\b(?:DOB|D\.O\.B\.?|d/o/b|date[-_\s\x{00A0}]+of[-_\s\x{00A0}]+birth|birth[-_\s\x{00A0}]?-?date)` + link + date), alone},
	{"privacy-birth-date", false, "what may be a date of birth", mayBeBirth,
		lately(`(?i)\b(?:born(?:` + space + `+on)?|birthday)\b` + link + date), alone},
}

// contacts are ways to reach somebody.
var contacts = []rule{
	{"privacy-email", false, anEmail, mayBeMail,
		lately(`([\pL\pN._%+'-]+(?:@|%40)[\pL\pN-]+(?:\.[\pL\pN-]+)*\.\pL{2,})`), mailbox},
	{"privacy-email", false, anEmail, mayBeSpelled,
		lately(`(?i)([\pL\pN._%+'-]+ *[[({<] *at *[\])}>] *[\pL\pN-]+(?: *(?:\.|[[({<] *dot *[\])}>]) *[\pL\pN-]+)+)`), mailbox},
	{"privacy-email", false, anEmail, mayBeSpelled,
		lately(`(?i)([\pL\pN._%+'-]+ +at +[\pL\pN-]+ +dot +(?:com|org|net|edu|gov|mil|info|health|io|us|uk|ca|au|nz|ie|de|fr|es|nl|example)\b)`), mailbox},
	{"privacy-phone", false, aPhone, mayBeLabelled,
		lately(phoneLabel + link + `(\+?\(?\d(?:[-. ()]{0,2}\d){6,14})`), notDate},
	{"privacy-phone", false, aPhone, mayBeAsked,
		lately(callLabel + `((?:\(?[2-9]\d\d\)?` + joint + `?)?[2-9]\d\d` + joint + `\d{4}|[2-9]\d\d[2-9]\d{6})`), dialled},
	{"privacy-phone", false, aPhone, mayBePhone,
		lately(`((?:\+?1` + joint + `?)?(?:\([2-9]\d\d\)` + joint + `?|[2-9]\d\d ?[-./\x{2010}-\x{2013}\x{2212}] ?)[2-9]\d\d` + joint + `\d{4})`), dialled},
	{"privacy-phone", false, aPhone, mayBePhone,
		lately(`(0(?:7\d{3}[- ]\d{3}[- ]?\d{3}|1\d{3}[- ]\d{3}[- ]?\d{3}|2\d[- ]\d{4}[- ]\d{4}|1\d1[- ]\d{3}[- ]\d{4}))`), dialled},
	{"privacy-phone", false, aPhone, mayBeCall, lately(`(\+[1-9](?:[-. ()]{0,2}\d){8,14})`), dialled},
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
