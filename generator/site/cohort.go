package site

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"wallwalk/generator/calendar"
	"wallwalk/generator/markdown"
	"wallwalk/generator/model"
	"wallwalk/generator/standing"
)

// A cohortView is a cohort's front page.
type cohortView struct {
	Base
	Heading, When, State string
	Answer               string
	Wall                 string
	Next                 *sessionItem
	Timeline             Timeline
	Walks                []walkItem
	Collaboratives       []collaborativeView
	Help                 helpView
	Changed              *changedView // nil where nothing did and nothing was to
}

type collaborativeView struct {
	ID, Name string
	Aim      template.HTML
	Figure   *Figure
	Measures []measureItem // beside the one of the figure
	Teams    []teamRow
	Unshown  []unshownTeam
}

type teamRow struct {
	Link
	Site     string
	Spark    template.HTML
	Headline string
	Place    placeView
	Help     string
	Left     string
	Coach    string
}

func (b *builder) cohort(c *model.Cohort) {
	b.page("cohort", c.ID+"/", func(base Base) (any, error) {
		base = b.withCharts(base)
		base.Title = c.Title.Text
		base.Crumbs = []Link{{base.To(""), b.Program.Title.Text, false}}
		v := cohortView{Base: base, Heading: c.Title.Text, When: model.Span(c.Starts.Date, c.Ends.Date), Wall: "wall/"}
		v.State, _ = progress(c, b.AsOf)
		teams := b.teams(c)
		v.Answer = partly(wallAnswer(c, teams, b.AsOf), len(teams), v.Unshown)
		v.Description = v.Answer
		if next := coming(c, b.AsOf, 1); len(next) > 0 {
			v.Next = &next[0]
		}
		v.Timeline, v.Walks = timeline(c, teams, b.AsOf), b.walkList(base, c)
		for _, co := range c.Collaboratives {
			one, err := b.collaborative(base, c, co)
			if err != nil {
				return nil, err
			}
			v.Collaboratives = append(v.Collaboratives, one)
		}
		v.Help, v.Changed = helpOf(c, teams, b.AsOf), b.changed(c, teams)
		return v, nil
	})
}

// calendar adds the cohort's days as a file that calendars subscribe to.
func (b *builder) calendar(c *model.Cohort) {
	b.add(c.ID+"/calendar.ics", func() ([]byte, error) { return calendar.Cohort(b.Program, c, b.AsOf) })
}

func (b *builder) collaborative(base Base, c *model.Cohort, co model.Collaborative) (collaborativeView, error) {
	v := collaborativeView{ID: co.ID.Text, Name: co.Name.Text, Aim: template.HTML(markdown.HTML(co.Aim.Text, markdown.Options{HeadingBase: 2}))}
	teams := teamsOf(c, co)
	main, _ := mainMeasure(co)
	aside := joining(base.Unshown, co)
	if s, ok := b.pool(c, co, main); ok && !noneShown(teams, aside) {
		f := figureOf(co.ID.Text+"-", s, nil, true)
		f.Meta += " · pooled over " + count(len(teams), "team", "teams") + without(aside)
		f.Page = "measures/" + main.ID.Text + "/"
		v.Figure = &f
	}
	for _, m := range co.Measures {
		if v.Figure == nil || m.ID.Text != main.ID.Text {
			v.Measures = append(v.Measures, b.together(base, c, co, m))
		}
	}
	v.Unshown = slices.DeleteFunc(slices.Clone(base.Unshown), func(t unshownTeam) bool { return t.joined != co.ID.Text })
	for _, t := range teams {
		v.Teams = append(v.Teams, b.row(b.standings[t]))
	}
	return v, nil
}

func (b *builder) row(s *standing.Standing) teamRow {
	r := teamRow{Link: Link{s.Team.ID + "/", s.Team.Name.Text, false}, Site: s.Team.Site.Text, Help: strings.Join(s.Reasons, "; ")}
	if m := s.Main(); m != nil {
		r.Headline = m.Headline()
		r.Spark = spark(m)
	}
	r.Place = b.place(s)
	if s.Left() {
		r.Left = "Left " + s.Team.Left.On.Long() + reason(s.Team.Left.Reason.Text)
	}
	r.Coach = coaches(s)
	return r
}

func reason(s string) string {
	if s == "" {
		return ""
	}
	return ": " + s
}

// wallAnswer says in words how the cohort's teams stand: the line on top of
// the board, of the cohort's page, and of its card on the home page.
func wallAnswer(c *model.Cohort, teams []*standing.Standing, asOf model.Date) string {
	if len(teams) == 0 {
		return "No teams yet. A team joins with a folder of its own under " + c.ID + "/teams."
	}
	var there []*standing.Standing
	var left []string
	for _, s := range teams {
		if s.Left() {
			left = append(left, s.Team.Name.Text)
		} else {
			there = append(there, s)
		}
	}
	if len(there) == 0 {
		return "No team is left: " + join(left) + " left."
	}
	sentences := []string{standingSentence(c, there, asOf)}
	var reached []string
	for _, s := range there {
		if m := s.Main(); m != nil && m.Reached() {
			reached = append(reached, s.Team.Name.Text)
		}
	}
	switch {
	case len(reached) > 1 && len(reached) == len(there):
		sentences = append(sentences, "every team has reached its goal")
	case len(reached) == 1:
		sentences = append(sentences, reached[0]+" has reached its goal")
	case len(reached) > 1:
		sentences = append(sentences, join(reached)+" have reached their goals")
	}
	if len(left) > 0 {
		sentences = append(sentences, join(left)+" left")
	}
	return strings.Join(sentences, "; ") + "."
}

func standingSentence(c *model.Cohort, teams []*standing.Standing, asOf model.Date) string {
	if asOf > c.Ends.Date {
		complete := 0
		for _, s := range teams {
			if s.Count(standing.Done)+s.Count(standing.Waived) == len(s.Steps) {
				complete++
			}
		}
		return fmt.Sprintf("%d of %s finished every milestone", complete, count(len(teams), "team", "teams"))
	}
	onTrack := 0
	var behind []string
	for _, s := range teams {
		if len(s.Reasons) > 0 {
			behind = append(behind, fmt.Sprintf("%s (%s)", s.Team.Name, s.Reasons[0]))
		} else {
			onTrack++
		}
	}
	text := fmt.Sprintf("%d of %s on track", onTrack, count(len(teams), "team", "teams"))
	if len(behind) == 1 {
		text += "; " + behind[0] + " needs help"
	} else if len(behind) > 1 {
		text += "; " + join(behind) + " need help"
	}
	return text
}

// named is how many names a sentence lists; a longer list says how many more
// there are, since nobody reads twenty names at a glance.
const named = 4

// join lists names as a sentence does.
func join(names []string) string {
	if len(names) > named+1 {
		names = append(names[:named:named], fmt.Sprintf("%d more", len(names)-named))
	}
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
