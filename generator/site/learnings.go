package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"wallwalk/generator/model"
	"wallwalk/generator/standing"
)

// A learningsView is what the teams of a cohort share with one another.
type learningsView struct {
	Base
	Heading, Answer string
	Drivers, Tags   []topic
	Shared          []sharedView
}

// A topic is a driver or a tag, with the learnings on it.
type topic struct {
	Name  string
	Links []Link
}

type sharedView struct {
	ID, Title, Date string
	Team            Link
	Driver          string
	Tags            []string
	Text            template.HTML
	Change          *Link // on the team's page
	Measures        []pair
}

// A shared learning has its team's standing, its change and what it works on.
type shared struct {
	model.Learning
	s      *standing.Standing
	change *model.Change
	driver string
}

func (b *builder) learnings(c *model.Cohort) {
	b.page("learnings", c.ID+"/learnings/", func(base Base) (any, error) {
		base.Title = "Learnings: " + c.Title.Text
		base.Crumbs = []Link{{base.To(""), b.Program.Title.Text, false}, {"../", c.Title.Text, false}}
		all := learned(b.teams(c))
		v := learningsView{Base: base, Heading: "What teams shared", Answer: partly(learningsAnswer(c, all), len(c.Teams), base.Unshown)}
		v.Description = v.Answer
		for _, l := range all {
			v.Shared = append(v.Shared, l.view())
		}
		v.Drivers = topics(all, func(l shared) []string { return []string{l.driver} })
		v.Tags = topics(all, func(l shared) (names []string) {
			for _, t := range l.Tags {
				names = append(names, t.Text)
			}
			return names
		})
		return v, nil
	})
}

// learned gathers the teams' learnings, the newest first.
func learned(teams []*standing.Standing) []shared {
	var all []shared
	for _, s := range teams {
		drivers := map[string]string{}
		nameDrivers(drivers, s.Team.Drivers)
		for _, l := range s.Team.Learnings {
			if l.Date.Given() && l.Date.Date > s.AsOf {
				continue
			}
			one := shared{Learning: l, s: s}
			for i := range s.Team.Changes {
				if c := &s.Team.Changes[i]; l.Change.Given() && c.ID.Text == l.Change.Text {
					one.change, one.driver = c, drivers[c.Driver.Text]
				}
			}
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(a, b shared) int { return cmp.Compare(b.Date.Date, a.Date.Date) })
	return all
}

func nameDrivers(names map[string]string, drivers []model.Driver) {
	for _, d := range drivers {
		names[d.ID.Text] = d.Name.Text
		nameDrivers(names, d.Drivers)
	}
}

func (l shared) id() string { return learningID(l.s.Team, l.Learning) }

func learningID(t *model.Team, l model.Learning) string { return t.ID + "--" + l.ID.Text }

// learningAddress is where a learning stands, from the site's root.
func learningAddress(c *model.Cohort, t *model.Team, l model.Learning) string {
	return c.ID + "/learnings/#" + learningID(t, l)
}

func (l shared) view() sharedView {
	v := sharedView{ID: l.id(), Title: l.Title.Text, Date: l.Date.Long(), Team: teamLink(l.s), Driver: l.driver, Text: prose(l.Text)}
	for _, t := range l.Tags {
		v.Tags = append(v.Tags, t.Text)
	}
	if l.change != nil {
		v.Change = &Link{"../" + l.s.Team.ID + "/#change--" + l.change.ID.Text, l.change.Title.Text, false}
		v.Measures = l.figures()
	}
	return v
}

// figures say where the change's measures were before it and where they have
// been since; where the change names none, the team's main measure.
func (l shared) figures() []pair {
	day := l.change.From()
	if day == 0 || day > l.s.AsOf {
		return nil
	}
	var out []pair
	for _, one := range l.s.Series {
		named := slices.ContainsFunc(l.change.Measures, func(m model.Text) bool { return m.Text == one.Measure.ID.Text })
		if named || len(l.change.Measures) == 0 && one == l.s.Main() {
			out = append(out, pair{one.Title(), one.Since(day, "the change began on "+day.Short())})
		}
	}
	return out
}

// topics gathers the learnings by name, those with the most first.
func topics(all []shared, names func(shared) []string) []topic {
	var out []topic
	at := map[string]int{}
	for _, l := range all {
		for _, name := range names(l) {
			if name == "" {
				continue
			}
			i, known := at[strings.ToLower(name)]
			if !known {
				i = len(out)
				at[strings.ToLower(name)] = i
				out = append(out, topic{Name: name})
			}
			out[i].Links = append(out[i].Links, Link{"#" + l.id(), l.s.Team.Name.Text + ": " + l.Title.Text, false})
		}
	}
	slices.SortStableFunc(out, func(a, b topic) int { return len(b.Links) - len(a.Links) })
	return out
}

// learningsAnswer says how many there are, and what is the newest.
func learningsAnswer(c *model.Cohort, all []shared) string {
	if len(all) == 0 {
		return "No team has shared a learning yet. A team writes what it would tell the others in its learnings.yaml, under " + c.ID + "/teams."
	}
	teams := map[*standing.Standing]bool{}
	for _, l := range all {
		teams[l.s] = true
	}
	newest := all[0]
	text := count(len(all), "learning", "learnings") + " from " + count(len(teams), "team", "teams") + "; the newest is “" + newest.Title.Text + "”, from " + newest.s.Team.Name.Text
	if newest.Date.Given() {
		text += ", on " + newest.Date.Short()
	}
	return text + "."
}
