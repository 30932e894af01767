package site

import (
	"fmt"
	"html/template"
	"slices"

	"wallwalk/generator/model"
	"wallwalk/generator/plain"
	"wallwalk/generator/series"
)

// A measuresView is where every measure of a cohort is found: its
// collaboratives', and the teams' own.
type measuresView struct {
	Base
	Heading, Answer string
	Collaboratives  []measureGroup
	Own             []measureGroup // by team
}

// A measureGroup is the measures of a collaborative, or of one team alone.
type measureGroup struct {
	Link            // to the collaborative on the cohort's page, or the team
	Teams    int    // in the collaborative
	Without  string // those that a draft leaves out
	Measures []measureItem
}

// A measureItem is a measure in a line or two: how it stands, and the place
// that says more.
type measureItem struct {
	Link
	Type     string // outcome, process, balancing, or ""
	Headline string
	Spark    template.HTML
	Signal   *Said // the newest, where it holds
}

// measureIndex plans the page of all measures.
func (b *builder) measureIndex(c *model.Cohort) {
	b.page("measures", c.ID+"/measures/", func(base Base) (any, error) {
		base.Title, base.Here = "Measures: "+c.Title.Text, "Measures"
		base.Crumbs = []Link{{base.To(""), b.Program.Title.Text, false}, {"../", c.Title.Text, false}}
		v := measuresView{Base: base, Heading: "Measures"}
		for _, co := range c.Collaboratives {
			g := measureGroup{Link: Link{"../#c--" + co.ID.Text, co.Name.Text, false}, Teams: len(teamsOf(c, co)), Without: without(joining(base.Unshown, co))}
			for _, m := range co.Measures {
				g.Measures = append(g.Measures, b.together(base, c, co, m))
			}
			v.Collaboratives = append(v.Collaboratives, g)
		}
		v.own(b, c)
		v.Answer = partly(measuresAnswer(v.Collaboratives, v.Own), len(c.Teams), base.Unshown)
		v.Description = v.Answer
		return v, nil
	})
}

// own lists what single teams measure beside their collaborative's.
func (v *measuresView) own(b *builder, c *model.Cohort) {
	for _, s := range b.teams(c) {
		page := v.To(c.ID + "/" + s.Team.ID + "/")
		g := measureGroup{Link: Link{page, s.Team.Name.Text, false}}
		for _, m := range s.Team.Measures {
			item := measureItem{Link: Link{page, m.Name.Text, false}, Type: m.Type}
			i := slices.IndexFunc(s.Series, func(one *series.Series) bool { return one.Measure.ID.Text == m.ID.Text })
			if i < 0 {
				item.Headline = plain.Upper(silence(s, m)) + "."
			} else {
				item.Href += "#" + figureID("", s.Series[i])
				item.show(s.Series[i])
			}
			g.Measures = append(g.Measures, item)
		}
		if len(g.Measures) > 0 {
			v.Own = append(v.Own, g)
		}
	}
}

// show fills in how one series stands.
func (i *measureItem) show(s *series.Series) {
	i.Headline, i.Spark = s.Headline(), spark(s)
	if _, holds, ok := s.Newest(); ok && holds {
		i.Signal = newest(s)
	}
}

// together is a collaborative's measure over all its teams; of events, which
// can't be pooled, how the teams do.
func (b *builder) together(base Base, c *model.Cohort, co model.Collaborative, m model.Measure) measureItem {
	item := measureItem{Link: Link{base.To(c.ID + "/measures/" + m.ID.Text + "/"), m.Name.Text, false}, Type: m.Type}
	teams := teamsOf(c, co)
	aside := joining(unshown(base, c), co)
	s, ok := b.pool(c, co, m)
	switch {
	case !ok:
		item.Headline = partly(measureAnswer(b.reporting(m, teams), len(teams)), len(teams), aside)
	case s.Last() < 0:
		item.Headline = partly(measureAnswer(nil, len(teams)), len(teams), aside)
	default:
		item.show(s)
	}
	return item
}

// reporting are the teams' series of the measure that have figures.
func (b *builder) reporting(m model.Measure, teams []*model.Team) (all []*series.Series) {
	for _, t := range teams {
		for _, one := range b.standings[t].Series {
			if one.Measure.ID.Text == m.ID.Text && one.Last() >= 0 {
				all = append(all, one)
			}
		}
	}
	return all
}

// measuresAnswer says how many measures there are, and where the pooled ones
// go.
func measuresAnswer(collaboratives, own []measureGroup) string {
	n, owns := 0, 0
	tones := map[string]int{}
	for _, g := range collaboratives {
		n += len(g.Measures)
		for _, m := range g.Measures {
			if m.Signal != nil {
				tones[m.Signal.Tone]++
			}
		}
	}
	for _, g := range own {
		owns += len(g.Measures)
	}
	text := fmt.Sprintf("%s in %s", count(n, "measure", "measures"), count(len(collaboratives), "collaborative", "collaboratives"))
	if owns > 0 {
		text += fmt.Sprintf(", and %d that %s beside them", owns, verb(len(own), "one team has", "single teams have"))
	}
	better, worse := tones["better"], tones["worse"]
	return text + fmt.Sprintf(". Over all teams, %s %s a signal in the wanted direction that holds, %s in the unwanted.", none(better), verb(better, "shows", "show"), none(worse))
}
