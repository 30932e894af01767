package privacy

import (
	"regexp"
	"strconv"
	"strings"
)

// gap is what may stand between an age and its words.
const gap = `(?:` + hyphen + `|` + space + `)*`

// gap1 is a gap that is there.
const gap1 = `(?:` + hyphen + `|` + space + `)+`

// spelled are the ages over 89 in words.
const spelled = `(?:ninety(?:` + gap + `(?:one|two|three|four|five|six|seven|eight|nine))?|(?:a|one)` + gap1 + `hundred(?:` + gap + `(?:and` + gap + `)?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))?)`

var ages = []rule{
	{"privacy-age", false, anAge, mayBeOld,
		lately(`(?i)(\d{2,3})` + gap + `(?:years?|yrs?\.?|y)` + gap + `(?:old|of` + space + `+age|young)\b`), oldAge},
	{"privacy-age", false, anAge, mayBeYO, lately(`(?i)(\d{2,3})` + gap + `(?:y/?o\b|y\.` + space + `?o\b)`), oldAge},
	{"privacy-age", false, anAge, mayBeAged, lately(`(?i)\bage[ds]?\b(?:` + space + `+of\b)?` + link + `(\d{2,3})`), agedSo},
	{"privacy-age", false, anAge, mayBeBirthday, lately(`(?i)(\d{2,3})(?:st|nd|rd|th)` + space + `+birthday\b`), oldAge},
	{"privacy-age", false, anAge, mayBeSpelledAge,
		lately(`(?i)\b(` + spelled + `)` + gap + `(?:years?|yrs?\.?|y)` + gap + `(?:olds?|of` + space + `+age|young)\b`), inWords},
	{"privacy-age", false, anAge, mayBeSpelledAge, lately(`(?i)\b(?:aged|age)` + space + `+(?:of` + space + `+)?(` + spelled + `)\b`), inWords},
	{"privacy-age", false, "a birth year of somebody over 89", mayBeBorn,
		lately(`(?i)\bborn(?:` + space + `+in)?` + space + `+((?:18\d\d|19[0-2]\d|193[0-4]))\b`), alone},
}

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

// inWords leaves out the group of all from ninety on.
func inWords(m *match) bool {
	return !strings.EqualFold(m.found(), "ninety") || !andOver.MatchString(m.after()) && !notYears.MatchString(m.after())
}
