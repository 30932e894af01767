package site

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"wallwalk/generator/chart"
	"wallwalk/generator/model"
	"wallwalk/generator/plain"
	"wallwalk/generator/series"
	"wallwalk/generator/standing"
)

// A measureView is all teams' charts of one measure on one scale, and the
// pooled one.
type measureView struct {
	Base
	Heading, Collaborative, Answer, Meta string
	Figure                               *Figure
	Teams                                []measureTeam
	Silent                               []pair // teams without figures, and why
	Prev, Next                           *Link
	Aside                                []unshownTeam // those that might report it
}

type measureTeam struct {
	Link
	Headline string
	Signal   *Said
	Place    placeView
	Came     string // when the team joined late or left

	plot  *chart.Plot
	frame chart.Frame // all teams'
	first int         // the place of its first point
}

// AppendSVG draws the team's chart in the common frame.
func (t *measureTeam) AppendSVG(b []byte) []byte { return chart.Multiple(b, t.plot, t.frame, t.first) }

// SVG is a copy's too.
func (t measureTeam) SVG() template.HTML { return written(t.AppendSVG) }

// measures plans a page for each measure of the cohort's collaboratives.
func (b *builder) measures(c *model.Cohort) {
	for i := range c.Collaboratives {
		co := &c.Collaboratives[i]
		for n := range co.Measures {
			b.page("measure", c.ID+"/measures/"+co.Measures[n].ID.Text+"/", func(base Base) (any, error) {
				return b.measure(b.withCharts(base), c, *co, n)
			})
		}
	}
}

func (b *builder) measure(base Base, c *model.Cohort, co model.Collaborative, n int) (any, error) {
	m := co.Measures[n]
	base.Title, base.Here = m.Name.Text+": "+c.Title.Text, m.Name.Text
	base.Crumbs = []Link{{base.To(""), b.Program.Title.Text, false}, {base.To(c.ID + "/"), c.Title.Text, false}, {base.To(c.ID + "/measures/"), "Measures", false}}
	v := measureView{Base: base, Heading: m.Name.Text, Collaborative: co.Name.Text}
	teams := teamsOf(c, co)
	all := v.gather(b, m, teams)
	v.Answer = measureAnswer(all, len(teams))
	v.Aside = joining(base.Unshown, co)
	if s, ok := b.pool(c, co, m); ok && !noneShown(teams, v.Aside) {
		f := figureOf(co.ID.Text+"-", s, nil, true)
		v.Figure = &f
		if s.Last() >= 0 {
			v.Answer = "Together: " + plain.Lower(s.Headline()) + " " + v.Answer
		}
	} else if len(all) > 0 {
		v.Meta = meta(all[0])
	}
	v.Answer = partly(v.Answer, len(teams), v.Aside)
	v.Description = v.Answer
	if n > 0 {
		v.Prev = &Link{"../" + co.Measures[n-1].ID.Text + "/", co.Measures[n-1].Name.Text, false}
	}
	if n+1 < len(co.Measures) {
		v.Next = &Link{"../" + co.Measures[n+1].ID.Text + "/", co.Measures[n+1].Name.Text, false}
	}
	return v, nil
}

// gather draws the teams' charts in one frame and returns the series with
// figures. Weekly charts share the weeks too.
func (v *measureView) gather(b *builder, m model.Measure, teams []*model.Team) []*series.Series {
	var all []*series.Series
	var earliest model.Date
	for _, t := range teams {
		s := b.standings[t]
		i := slices.IndexFunc(s.Series, func(one *series.Series) bool { return one.Measure.ID.Text == m.ID.Text })
		if i < 0 || s.Series[i].Last() < 0 {
			v.Silent = append(v.Silent, pair{t.Name.Text, silence(s, m)})
			continue
		}
		one := s.Series[i]
		if first := one.Points[0].Date; earliest == 0 || first < earliest {
			earliest = first
		}
		row := measureTeam{Link: Link{v.To(s.Cohort.ID+"/"+t.ID+"/") + "#m--" + m.ID.Text, t.Name.Text, false}, Headline: one.Headline(), Signal: newest(one), Place: b.place(s), Came: stay(s)}
		v.Teams, all = append(v.Teams, row), append(all, one)
	}
	place := func(one *series.Series) int {
		if one.Measure.Data == model.Events {
			return 0
		}
		return int(one.Points[0].Date-earliest) / (7 * max(one.Measure.Every, 1))
	}
	var frame chart.Frame
	if len(all) > 0 && m.Data != model.Events {
		frame.First, frame.Last = earliest.Short(), latest(all).Short()
	}
	for i, one := range all {
		v.Teams[i].plot, v.Teams[i].first = sketch(one), place(one)
		frame = frame.Hold(v.Teams[i].plot, v.Teams[i].first)
	}
	for i := range all {
		v.Teams[i].frame = frame
	}
	return all
}

// latest is the last week that any has a point in.
func latest(all []*series.Series) (day model.Date) {
	for _, one := range all {
		day = max(day, one.Points[len(one.Points)-1].Date)
	}
	return day
}

// stay says when a team joined late, or left.
func stay(s *standing.Standing) string {
	var said []string
	if j := s.Team.Joined; j.Date > s.Cohort.Starts.Date {
		said = append(said, "joined "+j.Short())
	}
	if s.Left() {
		said = append(said, "left "+s.Team.Left.On.Short())
	}
	return strings.Join(said, ", ")
}

// silence says why a team has no figures, and who has them.
func silence(s *standing.Standing, m model.Measure) string {
	for _, r := range s.Team.NotReported {
		if r.Measure.Text == m.ID.Text {
			return "does not report it: " + r.Reason.Text
		}
	}
	text := "no figures yet; they come from the team’s data.yaml"
	if when := stay(s); when != "" {
		text += " (" + when + ")"
	}
	return text
}

// measureAnswer says how the teams do on the measure.
func measureAnswer(all []*series.Series, teams int) string {
	if teams == 0 {
		return "No team has joined this collaborative yet."
	}
	if len(all) == 0 {
		return "No team has reported this measure yet. The figures come from each team’s data.yaml, a line a week."
	}
	signals, better, worse, reached := 0, 0, 0, 0
	for _, s := range all {
		if g, holds, ok := s.Newest(); ok && holds {
			signals++
			switch g.Direction {
			case series.Better:
				better++
			case series.Worse:
				worse++
			}
		}
		if s.Reached() {
			reached++
		}
	}
	text := fmt.Sprintf("%d of %s %s it", len(all), count(teams, "team", "teams"), verb(len(all), "reports", "report"))
	if slices.ContainsFunc(all, func(s *series.Series) bool { return s.Goal != nil }) {
		text += fmt.Sprintf("; %s reached the goal", none(reached))
	}
	if all[0].Measure.Better == "neither" {
		return text + fmt.Sprintf("; %s %s a signal that holds.", none(signals), verb(signals, "shows", "show"))
	}
	return text + fmt.Sprintf("; %s %s a signal in the wanted direction, %s in the unwanted.", none(better), verb(better, "shows", "show"), none(worse))
}

func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func none(n int) string {
	if n == 0 {
		return "none"
	}
	return fmt.Sprint(n)
}
