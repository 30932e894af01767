// Package audience decides what the public sees of a program. It is the one
// place that does: what it takes out is gone before anything is reckoned,
// analysed, pooled or shown, so that nothing that is published can depend on it.
//
// The public sees no private cohort, as if there were none. Teams bear their
// public name and id. People are their role unless they agreed to be named.
// Barriers, asks, attendance, readiness, e-mail, links to meetings and to
// evidence are left out, and what a site owes is shown nowhere. Where small
// numbers are suppressed, a figure with a count of 1 to 10 (the numerator, the
// denominator or what lies between them) is no figure.
//
// What people write in words of their own is shown as it is: nobody else can
// tell what a sentence gives away.
package audience

import (
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/model"
	"wallwalk/generator/plain"
)

// Public returns what the public sees of what cohorts share, with their own
// files: those that are not private, without their teams.
func Public(p *model.Program) *model.Program {
	public := *p
	public.EditURL, public.Quiet, public.Waived = model.Text{}, nil, nil
	public.DataDueDays = never // so that nobody is said to owe anything
	public.Cohorts = nil
	for _, c := range p.Cohorts {
		if !c.Private {
			public.Cohorts = append(public.Cohorts, cohort(p, c, nil))
		}
	}
	return &public
}

// never is later than any day that is reckoned from.
const never = 1 << 20

// Cohort returns what the public sees of a cohort and its teams. It must not be
// private.
func Cohort(p *model.Program, c *model.Cohort) *model.Cohort { return cohort(p, c, c.Teams) }

func cohort(p *model.Program, c *model.Cohort, teams []*model.Team) *model.Cohort {
	ids := TeamIDs(c)
	public := *c
	public.Sessions = slices.Clone(c.Sessions)
	for i := range public.Sessions {
		s := &public.Sessions[i]
		s.Link = model.Text{}
		s.Order = nil
		for _, id := range c.Sessions[i].Order {
			if teams != nil && ids[id.Text] != "" {
				s.Order = append(s.Order, model.Text{Text: ids[id.Text], At: id.At})
			}
		}
	}
	public.Unshown = nil // there are no drafts for the public
	// By the ids that are shown: another order would tell of those that aren't, and
	// so would people who are numbered in another.
	teams = slices.Clone(teams)
	slices.SortStableFunc(teams, func(a, b *model.Team) int { return strings.Compare(ids[a.ID], ids[b.ID]) })
	public.Teams = make([]*model.Team, len(teams))
	known := people{p, map[string]string{}}
	for i, t := range teams {
		public.Teams[i] = team(c, t, ids[t.ID], known)
	}
	return &public
}

// TeamIDs are the ids that a cohort's teams bear in public, by their own: no two
// the same, and none that is a page's.
func TeamIDs(c *model.Cohort) map[string]string {
	ids, taken := map[string]string{}, map[string]bool{}
	for _, page := range pages {
		taken[page] = true
	}
	for _, t := range c.Teams { // first those who chose theirs
		if id := t.PublicID.Text; id != "" || !t.PublicName.Given() {
			ids[t.ID] = first(id, t.ID)
			taken[ids[t.ID]] = true
		}
	}
	for _, t := range c.Teams {
		if ids[t.ID] != "" {
			continue
		}
		name := first(plain.Slug(t.PublicName.Text), "team")
		id := name
		for n := 2; taken[id]; n++ {
			id = fmt.Sprintf("%s-%d", name, n)
		}
		ids[t.ID], taken[id] = id, true
	}
	return ids
}

// pages are what lies beside the teams below a cohort's address.
var pages = []string{"wall", "measures", "submissions", "learnings", "people"}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func team(c *model.Cohort, t *model.Team, id string, known people) *model.Team {
	public := *t
	public.ID = id
	if t.PublicName.Given() {
		public.Name, public.Site = t.PublicName, model.Text{}
	}
	public.PublicName, public.PublicID = model.Text{}, model.Text{}
	public.Ready, public.Attendance = nil, nil
	if t.Left != nil {
		public.Left = &model.Left{On: t.Left.On, At: t.Left.At}
	}
	public.Milestones = slices.Clone(t.Milestones)
	for i := range public.Milestones {
		public.Milestones[i].Evidence = model.Text{}
	}
	public.Roster = known.roster(t.Roster)
	public.Reports = slices.Clone(t.Reports)
	for i := range public.Reports {
		r := &public.Reports[i]
		r.Barriers, r.Asks = nil, nil
		r.Presenter.Text = known.id(t.Roster, r.Presenter.Text)
	}
	if known.program.Suppress {
		public.Data = suppressed(t, t.AllMeasures(c))
	}
	return &public
}

// People give those who did not agree to be named an id that says nothing, the
// same in all teams of the cohort.
type people struct {
	program *model.Program
	ids     map[string]string
}

func (k people) roster(r model.Roster) model.Roster {
	r.People, r.Vacant = slices.Clone(r.People), slices.Clone(r.Vacant)
	for i := range r.Vacant {
		r.Vacant[i].Note = model.Text{}
	}
	for i := range r.People {
		one := &r.People[i]
		one.Email, one.GitHub, one.DataAccess = model.Text{}, model.Text{}, false
		if one.Public {
			continue
		}
		one.ID.Text, one.Name.Text, one.Title = k.unnamed(one.ID.Text), k.role(one.Roles), model.Text{}
	}
	return r
}

// id is somebody's in public; "" where it isn't known who that is.
func (k people) id(r model.Roster, id string) string {
	for _, one := range r.People {
		switch {
		case one.ID.Text == id && one.Public:
			return id
		case one.ID.Text == id:
			return k.unnamed(id)
		}
	}
	return ""
}

func (k people) unnamed(id string) string {
	if k.ids[id] == "" {
		k.ids[id] = fmt.Sprintf("person-%d", len(k.ids)+1)
	}
	return k.ids[id]
}

func (k people) role(roles []model.Text) string {
	for _, r := range k.program.Roles {
		if len(roles) > 0 && r.ID.Text == roles[0].Text {
			return r.Name.Text
		}
	}
	return "Team member"
}

// tooFew stands in place of a figure that is not shown.
const tooFew = "Not shown: a count of 1 to 10 could tell of somebody."

// suppressed are the team's data without small counts. Rare events are counts
// of one, and of cases in between, so none of them is shown.
func suppressed(t *model.Team, measures []model.Measure) model.TeamData {
	data := t.Data
	data.Events, data.Weeks = nil, slices.Clone(data.Weeks)
	for i := range data.Weeks {
		w := &data.Weeks[i]
		w.Figures = slices.Clone(w.Figures)
		hidden := false
		for j := range w.Figures {
			if f := &w.Figures[j]; !f.None && small(*f, counts(measures, f.Measure)) {
				*f, hidden = model.Figure{Measure: f.Measure, None: true, At: f.At}, true
			}
		}
		if hidden { // what is said of the week may say the figure
			w.Note = model.Text{Text: tooFew, At: w.Start.At}
		}
	}
	return data
}

// counts reports whether a measure's figures are of people, or of what happened
// to them.
func counts(measures []model.Measure, id string) bool {
	return !slices.ContainsFunc(measures, func(m model.Measure) bool { return m.ID.Text == id && m.Data == model.Value })
}

// small reports whether a figure has a count of 1 to 10 in it.
func small(f model.Figure, counts bool) bool {
	if f.Den != 0 {
		return few(f.Num) || few(f.Den) || few(f.Den-f.Num)
	}
	return counts && few(f.Num)
}

func few(n float64) bool { return n > 0 && n <= 10 }
