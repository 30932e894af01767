// Package check holds the rules that take several files of a program, and says
// what breaks them. What one file and the cohort's measures can tell is
// package load's.
//
// Errors:
//
//	no-cohorts        there is nothing to report on
//	no-measure        a cohort measures nothing
//	duplicate-id      an id stands twice where it has to name one thing
//	duplicate-phase   a measure has two phases that start in one week
//	shared-public-id  two teams would have the same public address
//	reserved-id       an id that the format or Windows keeps for itself
//	unknown-id        a name that nothing bears
//	unknown-measure   the same, of a measure
//	unknown-score     a score that the scale does not have
//	not-a-walk        a report at a session that is no walk
//	named-twice       a team has two turns in one walk
//	date-order        an end before its start
//	week-day          a week that is not named by its first day
//	week-range        a week far outside the cohort
//	session-outside   a session outside the cohort
//	role-short        too few people in a role
//	role-over         too many people in a role
//	analyst-missing   nobody can get at the data
//	too-many-teams    one person in a role on more teams than the role allows
//	privacy-ssn, privacy-record-number, privacy-birth-date
//	                  what package privacy is sure of
//
// Warnings:
//
//	no-teams, role-vacant, session-count, session-hours, session-spacing,
//	walks, cohort-length, unusual-figure, two-spellings, shared-email,
//	bad-email, bad-github, shared-public-name, markdown-text, dead-link, privacy-age, privacy-name,
//	privacy-phone, privacy-email, and privacy-birth-date where it is less sure
//
// A file that was not read, or was only in part, is no cause for an error
// here: load has said what is wrong with it, and what would follow from it is
// left unsaid.
package check

import (
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/diag"
	"wallwalk/generator/markdown"
	"wallwalk/generator/model"
)

// Shared reports what is wrong with what all cohorts share. The list is in the
// order of the model, not sorted.
func Shared(p *model.Program) *diag.List {
	k := &checker{program: p}
	if len(p.Cohorts) == 0 {
		k.Errorf("no-cohorts", diag.Span{File: "cohorts"}, "make a folder in it named for the cohort, such as cohorts/spring/, with a cohort.yaml that says title, starts, ends and collaboratives",
			"there is no cohort yet, so there is nothing to report on")
	}
	k.quiet()
	once(k, p.Requirements, "the requirement", func(r model.Requirement) model.Text { return r.ID })
	k.scale()
	for i := range p.Pages {
		page := &p.Pages[i]
		k.prose(page.Body, markdown.Options{Image: func(written string) (string, bool) {
			return "x", p.Image(page, written) != nil
		}})
	}
	shared := *p
	shared.Cohorts = nil // looked at one by one
	k.privacy(&shared)
	return &k.List
}

// Joint reports what is wrong with a cohort's own file, and across its teams.
// The rosters count whoever is there on the day today; for a cohort that is
// over, on its last day; for one that is still to come, on its first. The list
// is in the order of the model, not sorted.
func Joint(p *model.Program, c *model.Cohort, today model.Date) *diag.List {
	k := &checker{program: p, today: today}
	k.identities(c)
	k.cohortReferences(c)
	k.cohortDates(c)
	k.aims(c)
	k.shape(c)
	k.teamsPerPerson(c)
	k.samePeople(c)
	k.publicNames(c)
	k.cohortText(c)
	own := *c
	own.Teams = nil // looked at one by one
	k.privacy(&own)
	return &k.List
}

// Team reports what is wrong across one team's files, and between them and
// those above. It depends on nothing that another team has written.
func Team(p *model.Program, c *model.Cohort, t *model.Team, today model.Date) *diag.List {
	k := &checker{program: p, today: today}
	k.teamReferences(c, t)
	k.teamDates(c, t)
	k.roster(c, t)
	k.figures(c, t)
	k.teamText(t)
	k.privacy(t)
	return &k.List
}

// A checker collects what is wrong.
type checker struct {
	diag.List
	program *model.Program
	today   model.Date
}

// names are the ids that a reference may use.
type names struct {
	all []string
	// partial means that not all ids are known, since one could not be read or
	// stands where another was meant, so that a reference to it is no mistake
	// of its own.
	partial bool
}

func namesOf[T any](items []T, id func(T) model.Text) names {
	n := names{all: make([]string, 0, len(items))}
	seen := make(map[string]bool, len(items))
	for _, item := range items {
		t := id(item)
		n.partial = n.partial || !t.Given() || seen[t.Text]
		if t.Given() && !seen[t.Text] {
			n.all = append(n.all, t.Text)
		}
		seen[t.Text] = true
	}
	return n
}

// refer reports a reference that leads nowhere, and whether it leads
// somewhere. lacks is the sentence before the name: "this team has no driver".
func (k *checker) refer(code string, ref model.Text, lacks string, known names) bool {
	if !ref.Given() || slices.Contains(known.all, ref.Text) {
		return ref.Given()
	}
	if !known.partial {
		k.Errorf(code, ref.At, offer(ref.Text, known.all), "%s %s", lacks, ref)
	}
	return false
}

// offer is the hint for a name that nothing bears.
func offer(name string, known []string) string {
	if best := diag.Near(name, known); best != "" {
		return fmt.Sprintf("did you mean %s?", best)
	}
	if len(known) == 0 {
		return "there are none; delete it, or add what it names"
	}
	return "known here: " + strings.Join(known, ", ")
}

// once reports ids that stand twice in a list. what comes before the id:
// "the session".
func once[T any](k *checker, items []T, what string, id func(T) model.Text) {
	first := map[string]diag.Span{}
	for _, item := range items {
		k.first(first, what, id(item))
	}
}

// first reports an id that was there before.
func (k *checker) first(seen map[string]diag.Span, what string, id model.Text) {
	if !id.Given() {
		return
	}
	if at, dup := seen[id.Text]; dup {
		k.Errorf("duplicate-id", id.At, "give one of the two another id", "%s %s stands twice; the first is %s", what, id, whence(at, id.At))
		return
	}
	seen[id.Text] = id.At
}

// whence says where the first of two things is, seen from the second.
func whence(first, second diag.Span) string {
	if first.File == second.File {
		return fmt.Sprintf("on line %d", first.Line)
	}
	return fmt.Sprintf("on line %d of %s", first.Line, first.File)
}

// count says how many there are of something: "1 session", "2 sessions".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	if people, ok := strings.CutSuffix(what, "person"); ok {
		return fmt.Sprintf("%d %speople", n, people)
	}
	return fmt.Sprintf("%d %ss", n, what)
}
