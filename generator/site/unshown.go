package site

import (
	"slices"

	"wallwalk/generator/model"
)

// An unshownTeam is one that a draft can't show: it stands on each page where
// it would be shown, by its name, and with why it isn't. It is counted nowhere.
type unshownTeam struct {
	Link          // to its page
	Cohort string // the title
	Why    []string
	joined string // its collaborative's id, or ""
}

// unshown are the teams of some cohorts that are not shown, as a page links
// them.
func unshown(base Base, cohorts ...*model.Cohort) (all []unshownTeam) {
	for _, c := range cohorts {
		for _, t := range c.Unshown {
			one := unshownTeam{Link: Link{base.To(c.ID + "/" + t.ID + "/"), t.Name.Text, false}, Cohort: c.Title.Text, Why: t.Missing}
			if c.Collaborative(t.Collaborative.Text) != nil {
				one.joined = t.Collaborative.Text
			}
			all = append(all, one)
		}
	}
	return all
}

// aside fills in which teams the site leaves out, and which of them would stand
// on this page.
func (b *builder) aside(base *Base, c *model.Cohort) {
	base.Draft = unshown(*base, b.Program.Cohorts...)
	if c != nil {
		base.Unshown = unshown(*base, c)
	}
}

// joining are the teams that would be in the collaborative. Of one whose
// team.yaml can't be read that isn't known, so it may be.
func joining(all []unshownTeam, co model.Collaborative) []unshownTeam {
	return slices.DeleteFunc(slices.Clone(all), func(t unshownTeam) bool { return t.joined != "" && t.joined != co.ID.Text })
}

// noneShown reports whether a collaborative may have teams and none of them is
// shown, so that nothing can be said of its figures.
func noneShown(teams []*model.Team, aside []unshownTeam) bool {
	return len(teams) == 0 && len(aside) > 0
}

// Homeless are the teams of the page whose collaborative isn't known.
func (b Base) Homeless() []unshownTeam {
	return slices.DeleteFunc(slices.Clone(b.Unshown), func(t unshownTeam) bool { return t.joined != "" })
}

// fewNames is how many teams a sentence names.
const fewNames = 4

// without says behind a number of teams which are not among them: ", without
// Lakeside".
func without(all []unshownTeam) string {
	switch names := namesOf(all); {
	case len(names) == 0:
		return ""
	case len(names) > fewNames:
		return ", without " + count(len(names), "team", "teams") + " that this draft can’t show"
	default:
		return ", without " + join(names)
	}
}

// partly is a page's first line, where it leaves teams out: it speaks of those
// that are shown, and of the others it can't say a thing.
func partly(answer string, shown int, all []unshownTeam) string {
	names := namesOf(all)
	switch {
	case len(names) == 0:
		return answer
	case shown == 0 && len(names) > fewNames:
		return "None of the " + count(len(names), "team", "teams") + " can be shown in this draft: their files have mistakes."
	case shown == 0:
		return "This draft can’t show " + join(names) + ", and there is no other team to show."
	case len(names) > fewNames:
		return answer + " " + count(len(names), "team", "teams") + " more can’t be shown in this draft, and are not counted."
	}
	return answer + " Not counted, since this draft can’t show " + verb(len(names), "it", "them") + ": " + join(names) + "."
}

func namesOf(all []unshownTeam) (names []string) {
	for _, t := range all {
		names = append(names, t.Text)
	}
	return names
}

// An unshownView is the page of a team that a draft can't show.
type unshownView struct {
	Base
	Heading, Answer string
	Why             []string
}

// unshownTeam plans the page that stands where the team's would.
func (b *builder) unshownTeam(c *model.Cohort, t *model.Team) {
	b.page("unshown", c.ID+"/"+t.ID+"/", func(base Base) (any, error) {
		base.Title = t.Name.Text
		base.Crumbs = []Link{{base.To(""), b.Program.Title.Text, false}, {"../", c.Title.Text, false}}
		v := unshownView{base, t.Name.Text, unshownAnswer, t.Missing}
		v.Description = v.Answer
		return v, nil
	})
}

const unshownAnswer = "This team can’t be shown: its files have mistakes, so nothing is reckoned from them."
