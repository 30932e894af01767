package check

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
	"wallwalk/generator/plain"
)

// scale reports a score that the scale has twice.
func (k *checker) scale() {
	first := map[float64]diag.Span{}
	for _, s := range k.program.Scale {
		if at, dup := first[s.Score]; dup {
			k.Errorf("duplicate-id", s.At, "give one of the two another score", "the score %s stands twice; the first is %s", number(s.Score), whence(at, s.At))
			continue
		}
		first[s.Score] = s.At
	}
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// identities reports ids that stand twice, or that are taken.
func (k *checker) identities(c *model.Cohort) {
	once(k, c.Collaboratives, "the collaborative", func(x model.Collaborative) model.Text { return x.ID })
	once(k, c.Milestones, "the milestone", func(x model.Milestone) model.Text { return x.ID })
	k.sessionIDs(c)
	measures := map[string]diag.Span{}
	for _, co := range c.Collaboratives {
		k.measureIDs(measures, co.Measures)
	}
	for _, t := range c.Teams {
		k.measureIDs(measures, t.Measures)
		once(k, t.Roster.People, "the person", func(x model.Person) model.Text { return x.ID })
		once(k, t.Changes, "the change", func(x model.Change) model.Text { return x.ID })
		once(k, t.Learnings, "the learning", func(x model.Learning) model.Text { return x.ID })
		once(k, allDrivers(t.Drivers), "the driver", func(x model.Driver) model.Text { return x.ID })
	}
}

// sessionIDs are the cohort's in the order of the file: the model has them by
// date, and the second in the file is the one to change.
func (k *checker) sessionIDs(c *model.Cohort) {
	sessions := slices.Clone(c.Sessions)
	slices.SortStableFunc(sessions, func(a, b model.Session) int {
		return cmp.Or(cmp.Compare(a.ID.At.Line, b.ID.At.Line), cmp.Compare(a.ID.At.Col, b.ID.At.Col))
	})
	once(k, sessions, "the session", func(x model.Session) model.Text { return x.ID })
	for _, s := range sessions {
		if s.Kind == model.KindWall && plain.Device(s.ID.Text) {
			k.reserved(s.ID, "Windows keeps the name for itself, and the walk's page is a folder of this name")
		}
	}
}

// measureIDs are unique in a cohort: each has a page with all teams' charts.
func (k *checker) measureIDs(seen map[string]diag.Span, measures []model.Measure) {
	for _, m := range measures {
		k.first(seen, "the measure", m.ID)
		switch {
		case slices.Contains(model.NotMeasures, m.ID.Text):
			k.reserved(m.ID, "the word has a meaning of its own in data.yaml")
		case plain.Device(m.ID.Text):
			k.reserved(m.ID, "Windows keeps the name for itself, and the measure's page is a folder of this name")
		}
	}
}

func (k *checker) reserved(id model.Text, why string) {
	k.Errorf("reserved-id", id.At, "choose another id", "%s can't be an id: %s", id, why)
}

// allDrivers are a diagram's drivers at every depth, in the file's order.
func allDrivers(tree []model.Driver) []model.Driver {
	var all []model.Driver
	for _, d := range tree {
		all = append(append(all, d), allDrivers(d.Drivers)...)
	}
	return all
}

// sessions are the ids of the cohort's sessions, or of those of one kind.
func sessions(c *model.Cohort, kind string) names {
	some := c.Sessions
	if kind != "" {
		some = ofKind(c, kind)
	}
	n := namesOf(some, func(x model.Session) model.Text { return x.ID })
	n.partial = n.partial || unread(c.At)
	return n
}

// unread reports whether nothing has been read at a place.
func unread(at diag.Span) bool { return at.Line == 0 }

// lacks reports whether a team's file could not be read.
func lacks(t *model.Team, file string) bool {
	return slices.ContainsFunc(t.Missing, func(name string) bool { return path.Base(name) == file })
}

// cohortReferences follows what cohort.yaml names.
func (k *checker) cohortReferences(c *model.Cohort) {
	all := sessions(c, "")
	for _, m := range c.Milestones {
		k.refer("unknown-id", m.DueSession, "this cohort has no session", all)
	}
	teams := namesOf(c.Teams, func(t *model.Team) model.Text { return model.Text{Text: t.ID} })
	teams.partial = teams.partial || slices.ContainsFunc(teams.all, misnamed)
	for _, s := range c.Sessions {
		seen := map[string]bool{}
		for _, t := range s.Order {
			if k.refer("unknown-id", t, "this cohort has no team", teams) && seen[t.Text] {
				k.Errorf("named-twice", t.At, "keep one of the two turns", "the team %s has two turns in this walk", t)
			}
			seen[t.Text] = true
		}
	}
}

// misnamed reports whether a folder's name is no id: another was meant.
func misnamed(folder string) bool {
	return strings.ContainsFunc(folder, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' })
}

// teamReferences follows what a team's files name.
func (k *checker) teamReferences(c *model.Cohort, t *model.Team) {
	requirements := namesOf(k.program.Requirements, func(x model.Requirement) model.Text { return x.ID })
	requirements.partial = requirements.partial || unread(k.program.At)
	for _, r := range t.Ready {
		k.refer("unknown-id", r, "program.yaml has no requirement", requirements)
	}
	milestones := namesOf(c.Milestones, func(x model.Milestone) model.Text { return x.ID })
	milestones.partial = milestones.partial || unread(c.At)
	for _, p := range t.Milestones {
		k.refer("unknown-id", p.Milestone, "this cohort has no milestone", milestones)
	}
	k.measureReferences(c, t)
	k.changeReferences(t)
	k.sessionReferences(c, t)
}

// measureReferences needs the team's collaborative: without it the team has no
// measures, and one error is enough.
func (k *checker) measureReferences(c *model.Cohort, t *model.Team) {
	collaboratives := namesOf(c.Collaboratives, func(x model.Collaborative) model.Text { return x.ID })
	if len(c.Collaboratives) == 0 || !k.refer("unknown-id", t.Collaborative, "this cohort has no collaborative", collaboratives) {
		return
	}
	measures, all := t.KnownMeasures(c)
	known := namesOf(measures, func(x model.Measure) model.Text { return x.ID })
	known.partial = known.partial || !all
	measure := func(id model.Text) { k.refer("unknown-measure", id, "this team has no measure", known) }
	for _, g := range t.Goals {
		measure(g.Measure)
	}
	for _, n := range t.NotReported {
		measure(n.Measure)
	}
	for _, ch := range t.Changes {
		for _, m := range ch.Measures {
			measure(m)
		}
	}
}

func (k *checker) changeReferences(t *model.Team) {
	drivers := namesOf(allDrivers(t.Drivers), func(x model.Driver) model.Text { return x.ID })
	drivers.partial = drivers.partial || unread(t.At)
	changes := namesOf(t.Changes, func(x model.Change) model.Text { return x.ID })
	changes.partial = changes.partial || lacks(t, "changes.yaml")
	for _, ch := range t.Changes {
		k.refer("unknown-id", ch.Driver, "this team has no driver", drivers)
	}
	for _, l := range t.Learnings {
		k.refer("unknown-id", l.Change, "this team has no change", changes)
	}
}

// sessionReferences follows walks and attendance to sessions and people.
func (k *checker) sessionReferences(c *model.Cohort, t *model.Team) {
	people := namesOf(t.Roster.People, func(x model.Person) model.Text { return x.ID })
	people.partial = people.partial || unread(t.Roster.At)
	person := func(id model.Text) {
		k.refer("unknown-id", id, "this team's roster has nobody with the id", people)
	}
	for _, r := range t.Reports {
		k.walk(c, r.Session)
		k.score(r.Score)
		person(r.Presenter)
	}
	all := sessions(c, "")
	for _, a := range t.Attendance {
		k.session(c, a.Session, "this cohort has no session", all)
		for _, p := range a.People {
			person(p)
		}
	}
}

// walk reports a report at a session that there isn't, or that is no walk.
func (k *checker) walk(c *model.Cohort, id model.Text) {
	switch s := c.Session(id.Text); {
	case s == nil:
		walks := sessions(c, model.KindWall)
		walks.partial = walks.partial || sessions(c, "").partial
		k.session(c, id, "this cohort has no walk", walks)
	case s.Kind != model.KindWall && s.Kind != "":
		k.Errorf("not-a-walk", id.At, offer(id.Text, sessions(c, model.KindWall).all), "%s is a session of kind %s, and teams report at walks", id, s.Kind)
	}
}

// session reports a session that there isn't; one named by its day is told its
// id.
func (k *checker) session(c *model.Cohort, ref model.Text, lacks string, known names) {
	if slices.Contains(known.all, ref.Text) {
		return
	}
	for _, s := range c.Sessions {
		if slices.Contains(known.all, s.ID.Text) && s.Date.Given() && s.Date.String() == ref.Text {
			k.Errorf("unknown-id", ref.At, "write its id, "+s.ID.Text, "%s %s", lacks, ref)
			return
		}
	}
	k.refer("unknown-id", ref, lacks, known)
}

func (k *checker) score(given *model.Number) {
	if given == nil || unread(k.program.At) || slices.ContainsFunc(k.program.Scale, func(s model.Score) bool { return s.Score == given.N }) {
		return
	}
	var steps []string
	for _, s := range k.program.Scale {
		steps = append(steps, strings.TrimSpace(fmt.Sprintf("%s %s", number(s.Score), s.Label)))
	}
	if len(steps) == 0 {
		steps = []string{"no steps: delete the score, or give program.yaml a scale"}
	}
	k.Errorf("unknown-score", given.At, "the scale has "+strings.Join(steps, ", "), "the scale has no score %s", number(given.N))
}
