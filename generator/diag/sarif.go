package diag

import (
	"io"
	"net/url"
	"slices"
	"strings"
)

type object = map[string]any

// SARIF prints the diagnostics as a log of SARIF 2.1.0 (OASIS), for GitHub's
// code scanning and for editors. Paths are relative to the source's root,
// columns count code points, an end column is the one after the last. A file
// as a whole has no region.
func (l *List) SARIF(w io.Writer) error {
	codes, rules := l.rules()
	results := make([]object, 0, len(l.items))
	prints := l.fingerprints()
	for i, d := range l.items {
		rule, _ := slices.BinarySearch(codes, d.Code)
		results = append(results, object{
			"ruleId":              d.Code,
			"ruleIndex":           rule,
			"level":               d.Severity.String(),
			"message":             object{"text": d.sarifText()},
			"locations":           []object{{"physicalLocation": d.At.sarifLocation()}},
			"partialFingerprints": object{"wallwalk/v1": prints[i]},
		})
	}
	return encode(w, object{
		"$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		"version": "2.1.0",
		"runs": []object{{
			"tool":       object{"driver": object{"name": "wallwalk", "rules": rules}},
			"columnKind": "unicodeCodePoints",
			"results":    results,
		}},
	})
}

// rules returns the codes that occur, sorted, and a rule for each.
func (l *List) rules() (codes []string, rules []object) {
	for _, d := range l.items {
		codes = append(codes, d.Code)
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	rules = make([]object, len(codes))
	for i, code := range codes {
		rules[i] = object{"id": code, "shortDescription": object{"text": strings.ReplaceAll(code, "-", " ")}}
	}
	return codes, rules
}

// sarifText is the message, and the hint on lines of its own. In a SARIF
// message [text](target) is a link, and nobody but wallwalk may make one: a
// space undoes it.
func (d Diagnostic) sarifText() string {
	text := Printable(d.Message)
	if d.Hint != "" {
		text += "\nhint: " + d.advice("\n")
	}
	return strings.ReplaceAll(text, "](", "] (")
}

func (s Span) sarifLocation() object {
	file := url.URL{Path: s.File}
	location := object{"artifactLocation": object{"uri": file.String(), "uriBaseId": "%SRCROOT%"}}
	if line, first, last, ok := s.region(); ok {
		location["region"] = object{"startLine": line, "startColumn": first, "endColumn": last + 1}
	}
	return location
}
