package check

import (
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// Codes returns those that reading and checking a program may give: those that
// are always errors, and those that are warnings, or may be.
func Codes() (alwaysErrors, maybeWarnings []string) {
	return slices.Clone(errors), slices.Clone(warnings)
}

// A test compares these with the source.
var (
	warnings = strings.Fields(`
bad-email bad-github cohort-length comment-in-text dead-link markdown-text no-teams nothing-counted privacy-age privacy-birth-date privacy-email privacy-name
privacy-phone role-vacant session-count session-hours session-spacing shared-email shared-public-name too-many-mistakes two-spellings unusual-figure
waiver-unused walks`)
	errors = strings.Fields(`
analyst-missing bad-fraction bad-id bad-value blank chart-data comma-in-text conflict-marker control-character date-order
duplicate-id duplicate-key duplicate-phase empty-file fraction-over-one link missing-file missing-key named-twice no-cohorts
no-front-matter no-measure not-a-file not-a-picture not-a-walk not-quiet not-text not-utf8 not-waivable page-is-cohort privacy-record-number
privacy-ssn reserved-id role-over role-short session-outside shared-public-id syntax too-large too-many-files too-many-teams two-documents
unknown-code unknown-file unknown-id unknown-key unknown-measure unknown-score week-day week-range wrong-kind yaml-feature`)
)

// quiet reports codes that the program wants not to hear of and that are no
// warnings. An error can't be switched off: what it says would be built.
func (k *checker) quiet() {
	for _, q := range k.program.Quiet {
		switch {
		case !q.Given() || slices.Contains(warnings, q.Text):
		case slices.Contains(errors, q.Text):
			k.Errorf("not-quiet", q.At, "mend what it points at; "+onlyWarnings, "%s is an error, and an error can't be switched off", q)
		default:
			k.Errorf("unknown-code", q.At, offer(q.Text, warnings), "there is no message %q", q.Text)
		}
	}
}

const onlyWarnings = "warnings alone can be named here, by the code in brackets behind them"

// waivable are the codes that can be waived for one place.
func waivable() []string {
	return slices.DeleteFunc(slices.Concat(errors, warnings), func(code string) bool { return !strings.HasPrefix(code, "privacy-") })
}

// Waive takes out of a list what the program answers for: a find about
// privacy, in one place, with a reason and a name. A waiver that finds nothing
// is a warning, and one that waives anything else an error. What is left of
// the errors about privacy says how it could be waived.
func Waive(p *model.Program, list *diag.List) {
	k := &checker{program: p}
	for _, w := range p.Waived {
		if !w.Code.Given() || !w.File.Given() {
			continue // what is missing has been said
		}
		if !slices.Contains(waivable(), w.Code.Text) {
			k.Errorf("not-waivable", w.Code.At, "mend what it points at; these can be waived: "+strings.Join(waivable(), ", "), "%s can't be waived: only a find about privacy can", w.Code)
			continue
		}
		if list.Waive(func(d diag.Diagnostic) bool { return waives(w, d) }) == 0 {
			k.Warnf("waiver-unused", w.At, nearestLine(list, w), "there is no %s on line %d of %s", w.Code, w.Line, w.File)
		}
	}
	for i := range list.All() {
		if d := &list.All()[i]; d.Severity == diag.Error && slices.Contains(waivable(), d.Code) && maskPath(d.At.File) == d.At.File {
			d.Hint += fmt.Sprintf("\nif it is no patient's, answer for it in cohorts/program.yaml, under waived:\n"+
				"  - {code: %s, file: %q, line: %d, reason: …, by: your name}", d.Code, d.At.File, d.At.Line)
		}
	}
	list.Append(&k.List)
}

// Fails reports whether an error will be left of a list once the program's
// waivers and quiet codes have been taken out of it.
func Fails(p *model.Program, list *diag.List, strict bool) bool {
	return slices.ContainsFunc(list.All(), func(d diag.Diagnostic) bool {
		quiet := func(code model.Text) bool { return d.Severity == diag.Warning && code.Text == d.Code }
		waived := func(w model.Waiver) bool { return slices.Contains(waivable(), d.Code) && waives(w, d) }
		return (strict || d.Severity == diag.Error) && !slices.ContainsFunc(p.Quiet, quiet) && !slices.ContainsFunc(p.Waived, waived)
	})
}

func waives(w model.Waiver, d diag.Diagnostic) bool {
	return d.Code == w.Code.Text && d.At.File == w.File.Text && int(d.At.Line) == w.Line
}

// nearestLine is the remedy for a waiver whose place has moved, or that nobody
// needs any more.
func nearestLine(list *diag.List, w model.Waiver) string {
	best, distance := 0, 0
	for _, d := range list.All() {
		away := max(int(d.At.Line)-w.Line, w.Line-int(d.At.Line))
		if d.Code == w.Code.Text && d.At.File == w.File.Text && (distance == 0 || away < distance) {
			best, distance = int(d.At.Line), away
		}
	}
	if distance == 0 {
		return "delete the waiver: nothing needs it"
	}
	return fmt.Sprintf("if it is the one on line %d, write line: %d", best, best)
}
