package site

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"wallwalk/generator/chart"
	"wallwalk/generator/markdown"
	"wallwalk/generator/model"
	"wallwalk/generator/series"
	"wallwalk/generator/standing"
)

// A walkView is one walk of the wall: the agenda, and each team's report. The
// page of a past walk shows every team as it stood on that day, whatever came
// after; that of a walk ahead, as it stands on the day reckoned from.
type walkView struct {
	Base
	Heading, Answer, When string
	Notes                 template.HTML
	Join                  string
	Agenda                []turn
	Absent                []string // teams that do not walk, and why
	Teams                 []walkTeam
	Minutes               int // each team's
	Half                  string
	Prev, Next            *Link
}

// A turn is a line of the agenda.
type turn struct {
	Link
	At        string // when it starts: "13:20"; "" where the session has no start
	Presenter string
	In        bool // the report is there
}

// A walkTeam is what one team brings: a section of the page, and a slide.
type walkTeam struct {
	ID          string // of the section
	Page        Link
	Site        string
	Turn        string
	Presenter   string
	Score       *scoreView
	Steps       []cell
	Goal        template.HTML
	Charts      []walkChart
	Since       sinceView
	Progress    template.HTML
	Plan        template.HTML
	Open        []barrierView
	Asks        []string
	NoReport    string
	NextStep    *nextStep
	Missing     []string
	standing    *standing.Standing
	in          bool
	moved       tally
	measureless bool
}

// A walkChart is a measure's chart without its tables, which the team's page
// has.
type walkChart struct {
	ID, Name, Headline string
	SVG                template.HTML
}

// minutesEach is how long a team has where the session doesn't say: five
// minutes to report, five to hear from the others.
const minutesEach = 10

// walks are the cohort's sessions of kind wall, by date.
func walks(c *model.Cohort) []model.Session {
	return slices.DeleteFunc(slices.Clone(c.Sessions), func(s model.Session) bool { return s.Kind != model.KindWall })
}

// currentWalk is the next walk, else the last; false where there is none.
func currentWalk(c *model.Cohort, asOf model.Date) (model.Session, bool) {
	all := walks(c)
	for _, s := range all {
		if s.Date.Date >= asOf {
			return s, true
		}
	}
	if len(all) == 0 {
		return model.Session{}, false
	}
	return all[len(all)-1], true
}

// walkAddress is a walk's page, from the site's root.
func walkAddress(c *model.Cohort, s model.Session) string { return c.ID + "/wall/" + s.ID.Text + "/" }

// anchor is the id of a team's section: the team's, unless something else on
// the page is called so. A number alone is a slide's address.
func anchor(team string) string {
	if team == "main" || strings.HasPrefix(team, "s-") || strings.Trim(team, "0123456789") == "" {
		return "team--" + team
	}
	return team
}

func (b *builder) walks(c *model.Cohort) {
	all := walks(c)
	for i, s := range all {
		b.page("walk", walkAddress(c, s), func(base Base) (any, error) { return b.walk(base, c, all, i), nil })
	}
}

// A walkItem is a walk in a list.
type walkItem struct {
	Link
	Date, Reports string
	Next          bool
}

// walkList lists the cohort's walks with the reports that are in.
func (b *builder) walkList(base Base, c *model.Cohort) (items []walkItem) {
	next, _ := currentWalk(c, b.AsOf)
	for _, s := range walks(c) {
		item := walkItem{Link: Link{base.To(walkAddress(c, s)), sessionOf(c, s, b.AsOf).Title, false}, Date: s.Date.Short(),
			Next: s.ID == next.ID && s.Date.Date >= b.AsOf}
		n, in := 0, 0
		for _, t := range c.Teams {
			if absent(t, s) == "" {
				n++
				if reportOf(t, s) != nil {
					in++
				}
			}
		}
		if in > 0 || s.Date.Date < b.AsOf || item.Next {
			item.Reports = reportsIn(in, n)
		}
		items = append(items, item)
	}
	return items
}

// reportOf is the team's report of a walk, or nil.
func reportOf(t *model.Team, ses model.Session) *model.Report {
	for i := range t.Reports {
		if t.Reports[i].Session.Text == ses.ID.Text {
			return &t.Reports[i]
		}
	}
	return nil
}

func (b *builder) walk(base Base, c *model.Cohort, all []model.Session, i int) walkView {
	ses := all[i]
	item := sessionOf(c, ses, b.AsOf)
	base.Title = item.Title + ": " + c.Title.Text
	base.Crumbs = []Link{{base.To(""), b.Program.Title.Text, false}, {base.To(c.ID + "/"), c.Title.Text, false}, {"../", "The wall", false}}
	v := walkView{Base: base, Heading: item.Title, When: item.Date, Notes: item.Notes, Join: item.Link, Minutes: ses.MinutesEach}
	if v.Minutes == 0 {
		v.Minutes = minutesEach
	}
	v.Half = number(float64(v.Minutes) / 2)
	if item.When != "" {
		v.When += ", " + item.When
	}
	link := func(s model.Session) *Link {
		return &Link{"../" + s.ID.Text + "/", sessionOf(c, s, b.AsOf).Title, false}
	}
	if i > 0 {
		v.Prev = link(all[i-1])
	}
	if i+1 < len(all) {
		v.Next = link(all[i+1])
	}
	last := before(all, ses)
	day := min(ses.Date.Date, b.AsOf)
	for _, t := range turns(c, ses) {
		if why := absent(t, ses); why != "" {
			v.Absent = append(v.Absent, t.Name.Text+" "+why)
			continue
		}
		v.Teams = append(v.Teams, b.walkTeam(c, t, ses, last, day))
	}
	v.agenda(ses)
	v.Answer = b.walkAnswer(c, ses, last, v)
	v.Description = v.Answer
	return v
}

// before is the last walk on a day before, or nil.
func before(all []model.Session, ses model.Session) *model.Session {
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Date.Date < ses.Date.Date {
			return &all[i]
		}
	}
	return nil
}

// turns are the cohort's teams in the session's order; those that it doesn't
// name follow by id.
func turns(c *model.Cohort, ses model.Session) []*model.Team {
	place := func(t *model.Team) int {
		i := slices.IndexFunc(ses.Order, func(o model.Text) bool { return o.Text == t.ID })
		if i < 0 {
			return len(ses.Order)
		}
		return i
	}
	teams := slices.Clone(c.Teams)
	slices.SortStableFunc(teams, func(a, b *model.Team) int { return place(a) - place(b) })
	return teams
}

// absent says why a team does not walk; "" where it does, as a team with a
// report always does.
func absent(t *model.Team, ses model.Session) string {
	day := ses.Date.Date
	switch {
	case reportOf(t, ses) != nil:
		return ""
	case t.Left != nil && t.Left.On.Date <= day:
		return "left on " + t.Left.On.Long()
	case t.Joined.Date > day:
		return "joins on " + t.Joined.Long()
	}
	return ""
}

// agenda numbers the turns and says when each starts.
func (v *walkView) agenda(ses model.Session) {
	start, err := time.Parse("15:04", ses.Start.Text)
	for i := range v.Teams {
		t := &v.Teams[i]
		one := turn{Link: Link{"#" + t.ID, t.Page.Text, false}, Presenter: t.Presenter, In: t.in}
		t.Turn = fmt.Sprintf("%d of %d", i+1, len(v.Teams))
		if ses.Start.Given() && err == nil {
			one.At = start.Add(time.Duration(i*v.Minutes) * time.Minute).Format("15:04")
			t.Turn += ", " + one.At
		}
		v.Agenda = append(v.Agenda, one)
	}
}

// walkTeam is the team as it stood on the day. last is the walk before.
func (b *builder) walkTeam(c *model.Cohort, t *model.Team, ses model.Session, last *model.Session, day model.Date) walkTeam {
	now, report := b.stood(c, t, ses, day)
	v := walkTeam{ID: anchor(t.ID), Page: Link{"../../" + t.ID + "/", t.Name.Text, false}, Site: t.Site.Text, Missing: t.Missing,
		Score: b.score(now), Goal: deepProse(t.SmartGoal), in: report != nil, standing: now}
	for _, st := range now.Steps {
		v.Steps = append(v.Steps, cellOf(st))
	}
	if st, ok := now.Next(); ok {
		one := cellOf(st)
		v.NextStep = &nextStep{strings.ToLower(one.Word), st.Milestone.Name.Text, one.When, ""}
	}
	v.charts(now)
	for _, bar := range now.Open {
		v.Open = append(v.Open, barrierView{bar.Text.Text, since(bar, day), ""})
	}
	if report == nil {
		v.NoReport = noReport(now, ses, b.AsOf)
	} else {
		v.Progress, v.Plan, v.Presenter = deepProse(report.Progress), deepProse(report.Next), personName(t, report.Presenter.Text)
		for _, a := range report.Asks {
			v.Asks = append(v.Asks, a.Text)
		}
	}
	var then *standing.Standing
	from := c.Starts.Date - 1
	if last != nil {
		from = last.Date.Date
		if from <= day {
			then = standing.Of(b.Program, c, t.On(c, from), from)
		}
	}
	v.Since, v.moved = moved(then, now, from, day)
	v.Since.Title = "Up to the first walk"
	if last != nil {
		v.Since.Title = "Since the last walk, " + last.Date.Short()
	}
	return v
}

// stood reckons the team as of the day, with its report of the walk, which may
// be ahead; nil where there is none.
func (b *builder) stood(c *model.Cohort, t *model.Team, ses model.Session, day model.Date) (*standing.Standing, *model.Report) {
	now := standing.Of(b.Program, c, t.On(c, day), day)
	written := reportOf(t, ses)
	if written == nil {
		return now, nil
	}
	report := written.On(day)
	if ses.Date.Date > day {
		now.Hear(b.Program, &report)
	}
	return now, &report
}

// charts are the main measure's, and a second one's.
func (v *walkTeam) charts(s *standing.Standing) {
	main := s.Main()
	shown := []*series.Series{main}
	for _, one := range s.Series {
		if one != main && one.Last() >= 0 && len(shown) < 2 {
			shown = append(shown, one)
		}
	}
	if main == nil {
		v.measureless = true
		return
	}
	for _, one := range shown {
		w := walkChart{ID: s.Team.ID + "-m--" + one.Measure.ID.Text, Name: one.Title(), Headline: one.Headline()}
		if len(one.Points) > 0 {
			w.SVG = template.HTML(chart.SVG(nil, plot(w.ID, one, changesOf(s, one))))
		}
		v.Charts = append(v.Charts, w)
	}
}

// Measureless reports whether the team reports no measure at all.
func (v walkTeam) Measureless() bool { return v.measureless }

// noReport says what is missing and who supplies it.
func noReport(s *standing.Standing, ses model.Session, asOf model.Date) string {
	who := "its team leader"
	var names []string
	for _, p := range s.With("team-leader") {
		names = append(names, p.Name.Text)
	}
	if len(names) > 0 {
		who += ", " + join(names) + ","
	}
	if ses.Date.Date < asOf {
		return "No report for this walk. The presenter, or " + who + " can still write it under " + ses.ID.Text + " in the team’s wall.yaml."
	}
	return "No report yet. The presenter, or " + who + " writes it under " + ses.ID.Text + " in the team’s wall.yaml."
}

// personName is the name of somebody in the roster; the id where it isn't
// there.
func personName(t *model.Team, id string) string {
	for _, p := range t.Roster.People {
		if p.ID.Text == id {
			return p.Name.Text
		}
	}
	return id
}

// deepProse renders a team's Markdown below an h3.
func deepProse(t model.Text) template.HTML {
	return template.HTML(markdown.HTML(t.Text, markdown.Options{HeadingBase: 3}))
}

// walkAnswer is the page's first line: who walks when, how many report, and of
// a past walk what moved.
func (b *builder) walkAnswer(c *model.Cohort, ses model.Session, last *model.Session, v walkView) string {
	n, in := len(v.Teams), 0
	var all tally
	for _, t := range v.Teams {
		if t.in {
			in++
		}
		all.add(t.moved)
	}
	if n == 0 {
		return "No team walks on " + ses.Date.Long() + ". A team joins with a folder of its own under " + c.ID + "/teams."
	}
	teams := count(n, "team", "teams")
	if ses.Date.Date >= b.AsOf {
		when := "on " + v.When
		if ses.Date.Date == b.AsOf {
			when = "today, " + v.When
		}
		return fmt.Sprintf("%s %s %s. %s.", teams, map[bool]string{true: "walks", false: "walk"}[n == 1], when, reportsIn(in, n))
	}
	since := "Up to this first walk: "
	if last != nil {
		since = "Since the walk on " + last.Date.Short() + ": "
	}
	return fmt.Sprintf("%d of %s reported on %s. %s%s.", in, teams, ses.Date.Long(), since, all)
}

func reportsIn(in, of int) string {
	return fmt.Sprintf("%d of %s in", in, count(of, "report is", "reports are"))
}
