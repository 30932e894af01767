package site

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"wallwalk/generator/markdown"
	"wallwalk/generator/model"
	"wallwalk/generator/plain"
	"wallwalk/generator/series"
	"wallwalk/generator/standing"
)

// A teamView is the team's living A3.
type teamView struct {
	Base
	Heading, Site, Collaborative string
	Answer                       string
	Left                         string
	Score                        *scoreView
	Steps                        []cell
	Reached, Expected            int
	Signal                       *Said
	Measure                      string
	Owed                         []string
	DueWeeks                     int
	Next                         *nextStep
	Reasons                      string

	Problem, GlobalAim, SmartGoal, CurrentState, Sustain template.HTML
	Figures                                              []Figure
	NotReported                                          []pair
	Tree                                                 template.HTML // the key driver diagram
	Aim                                                  string
	Drivers                                              []driverView
	Loose                                                []driverChange // changes that name no driver
	Changes                                              []changeView
	Open, Closed                                         []barrierView
	Asks                                                 []string
	Progress, Plan                                       template.HTML // of the newest report
	ReportOf, ReportLink                                 string
	Learnings                                            []learningView
	Roles                                                []roleView
	Ready                                                []readyView
	PrevTeam, NextTeam                                   *Link
	Fix                                                  fixes
}

type pair struct{ Name, Text string }

type nextStep struct{ Word, Name, When, Help string }

type changeView struct {
	Number int
	ID     string
	Title  string
	Driver string
	Cycles []cycleView
}

type cycleView struct {
	Number          int
	When            string
	Plan, Do, Study template.HTML
	Act             string // adopt, adapt, abandon, running
	Word            string
}

type barrierView struct{ Text, When, How string }

type learningView struct {
	Title, Date string
	Tags        []string
	Text        template.HTML
}

type roleView struct {
	Name, Time string
	People     []personView
	Vacant     string
}

// A personView is one of the team. Came says how often they were there, of the
// sessions whose attendance somebody recorded while they were in the team.
type personView struct{ Name, Title, Gone, Came string }

type readyView struct {
	Text string
	Met  bool
}

// prose renders a team's Markdown; its headings stand below an h2.
func prose(t model.Text) template.HTML {
	return template.HTML(markdown.HTML(t.Text, markdown.Options{HeadingBase: 2}))
}

func (b *builder) team(c *model.Cohort, t *model.Team) {
	address := c.ID + "/" + t.ID + "/"
	b.page("team", address, func(base Base) (any, error) {
		base = b.withCharts(base)
		base.Title = t.Name.Text
		base.Crumbs = []Link{{base.To(""), b.Program.Title.Text, false}, {"../", c.Title.Text, false}, {"../wall/", "The wall", false}}
		s := b.standings[t]
		v := teamView{Base: base, Heading: t.Name.Text, Site: t.Site.Text,
			Problem: prose(t.Problem), GlobalAim: prose(t.GlobalAim), SmartGoal: prose(t.SmartGoal),
			CurrentState: prose(t.CurrentState), Sustain: prose(t.Sustain)}
		if co := c.Collaborative(t.Collaborative.Text); co != nil {
			v.Collaborative = co.Name.Text
		}
		v.stands(b, s)
		v.Fix = b.fixesOf(c, t)
		v.figures(s, b.mending(t))
		v.work(s)
		v.people(b, s)
		v.neighbours(c, t)
		return v, nil
	})
}

// stands fills in where the team is.
func (v *teamView) stands(b *builder, s *standing.Standing) {
	v.Score, v.Reasons = b.score(&s.Stood), strings.Join(s.Reasons, "; ")
	for _, st := range s.Steps {
		v.Steps = append(v.Steps, cellOf(st))
	}
	v.DueWeeks = s.Due
	v.Reached, v.Expected = s.Count(standing.Done), s.Expected()
	for _, w := range s.Owed {
		v.Owed = append(v.Owed, w.Short())
	}
	if s.Left() {
		v.Left = "This team left on " + s.Team.Left.On.Long() + reason(s.Team.Left.Reason.Text)
	}
	if st, ok := s.Next(); ok {
		c := cellOf(st)
		v.Next = &nextStep{strings.ToLower(c.Word), st.Milestone.Name.Text, c.When, st.Milestone.Help.Text}
	}
	if m := s.Main(); m != nil {
		v.Measure, v.Signal = m.Title(), newest(m)
		v.Answer = m.Title() + ": " + plain.Lower(m.Headline())
	} else {
		v.Answer = "No measure is reported yet."
	}
	v.Description = v.Answer
}

func (v *teamView) figures(s *standing.Standing, mend mending) {
	for _, one := range s.Series {
		f := mendableFigure("", one, started(&s.Stood), false, mend)
		if !slices.ContainsFunc(s.Team.Measures, func(own model.Measure) bool { return own.ID.Text == one.Measure.ID.Text }) {
			f.Page = "../measures/" + one.Measure.ID.Text + "/"
		}
		v.Figures = append(v.Figures, f)
	}
	for _, r := range s.Team.NotReported {
		name := r.Measure.Text
		for _, m := range s.Team.AllMeasures(s.Cohort) {
			if m.ID.Text == name {
				name = m.Name.Text
			}
		}
		v.NotReported = append(v.NotReported, pair{name, r.Reason.Text})
	}
}

// began is when a change did, where the measure's chart marks it; else zero. It
// keeps its number there.
func began(c *model.Change, s *series.Series) model.Date {
	if len(c.Measures) > 0 && !slices.ContainsFunc(c.Measures, func(m model.Text) bool { return m.Text == s.Measure.ID.Text }) {
		return 0
	}
	return c.From()
}

// started orders the team's changes by their first day; those that have none
// come last. The order is that of the numbers on the charts. They are not to be
// changed.
func started(s *standing.Stood) []model.Change {
	order := func(a, b *model.Change) int {
		x, y := a.From(), b.From()
		if (x == 0) != (y == 0) {
			return int(y - x)
		}
		return int(x - y)
	}
	changes := s.Team.Changes
	for i := 1; i < len(changes); i++ {
		if order(&changes[i-1], &changes[i]) > 0 { // most are written as they began
			changes = slices.Clone(changes)
			slices.SortStableFunc(changes, func(a, b model.Change) int { return order(&a, &b) })
			break
		}
	}
	return changes
}

// work fills in drivers, changes, barriers, asks and learnings.
func (v *teamView) work(s *standing.Standing) {
	changes := started(&s.Stood)
	v.tree(s, changes)
	names := map[string]string{}
	name(names, s.Team.Drivers)
	for n, c := range changes {
		v.Changes = append(v.Changes, changeOf(n+1, c, names[c.Driver.Text]))
	}
	for _, bar := range s.Open {
		v.Open = append(v.Open, barrierView{bar.Text.Text, since(bar, s.AsOf), ""})
	}
	for _, bar := range s.Closed {
		v.Closed = append(v.Closed, barrierView{bar.Text.Text, "closed " + bar.Closed.Short(), bar.How.Text})
	}
	for _, a := range s.Asks {
		v.Asks = append(v.Asks, a.Text)
	}
	if s.Report != nil {
		v.Progress, v.Plan = prose(s.Report.Progress), prose(s.Report.Next)
		if ses := s.Cohort.Session(s.Report.Session.Text); ses != nil {
			v.ReportOf, v.ReportLink = ses.Date.Long(), "../wall/"+ses.ID.Text+"/#"+anchor(s.Team.ID)
		}
	}
	for _, l := range s.Team.Learnings {
		one := learningView{Title: l.Title.Text, Date: l.Date.Long(), Text: prose(l.Text)}
		for _, t := range l.Tags {
			one.Tags = append(one.Tags, t.Text)
		}
		v.Learnings = append(v.Learnings, one)
	}
}

// name notes the drivers' names by id.
func name(names map[string]string, drivers []model.Driver) {
	for _, d := range drivers {
		names[d.ID.Text] = d.Name.Text
		name(names, d.Drivers)
	}
}

func since(b *model.Barrier, asOf model.Date) string {
	if !b.Raised.Given() {
		return "open"
	}
	if b.Raised.Date >= asOf {
		return "since " + b.Raised.Short()
	}
	return "since " + b.Raised.Short() + ", " + ago(int(asOf-b.Raised.Date))
}

func changeOf(n int, c model.Change, driver string) changeView {
	v := changeView{Number: n, ID: c.ID.Text, Title: c.Title.Text, Driver: driver}
	for i, y := range c.Cycles {
		one := cycleView{Number: i + 1, Plan: prose(y.Plan), Do: prose(y.Do), Study: prose(y.Study), Act: y.Act}
		switch {
		case y.From.Given() && y.To.Given():
			one.When = model.Span(y.From.Date, y.To.Date)
		case y.From.Given():
			one.When = "from " + y.From.Long()
		}
		one.Word = map[string]string{"adopt": "Adopted", "adapt": "Adapted", "abandon": "Abandoned", "": "Running"}[y.Act]
		if y.Act == "" {
			one.Act = "running"
		}
		v.Cycles = append(v.Cycles, one)
	}
	return v
}

// people fills in the roster by role, and what the site agreed to.
func (v *teamView) people(b *builder, s *standing.Standing) {
	for _, r := range b.Program.Roles {
		one := roleView{Name: r.Name.Text, Time: r.Time.Text}
		for _, p := range s.Team.Roster.People {
			if p.Has(r.ID.Text) {
				gone := ""
				if p.To.Given() && p.To.Date < s.AsOf {
					gone = "until " + p.To.Long()
				}
				one.People = append(one.People, personView{p.Name.Text, p.Title.Text, gone, came(s, p)})
			}
		}
		for _, vac := range s.Team.Roster.Vacant {
			if vac.Role.Text == r.ID.Text {
				one.Vacant = "open"
				if vac.Since.Given() {
					one.Vacant += " since " + vac.Since.Long()
				}
				one.Vacant += reason(vac.Note.Text)
			}
		}
		if len(one.People) > 0 || one.Vacant != "" {
			v.Roles = append(v.Roles, one)
		}
	}
	for _, r := range b.Program.Requirements {
		met := slices.ContainsFunc(s.Team.Ready, func(t model.Text) bool { return t.Text == r.ID.Text })
		v.Ready = append(v.Ready, readyView{r.Text.Text, met})
	}
}

// came says how often a person was there: "came to 5 of 7 learning sessions, 6
// of 6 walks". Coaching is for coaches, and a handoff for whoever is asked.
func came(s *standing.Standing, p model.Person) string {
	var parts []string
	for _, kind := range []struct{ kind, one, many string }{{model.KindLearning, "learning session", "learning sessions"}, {model.KindWall, "walk", "walks"}} {
		there, all := 0, 0
		for _, a := range s.Team.Attendance {
			ses := s.Cohort.Session(a.Session.Text)
			if ses == nil || ses.Kind != kind.kind || ses.Date.Date > s.AsOf || !p.On(ses.Date.Date) {
				continue
			}
			all++
			if slices.ContainsFunc(a.People, func(t model.Text) bool { return t.Text == p.ID.Text }) {
				there++
			}
		}
		if all > 0 {
			parts = append(parts, fmt.Sprintf("%d of %s", there, count(all, kind.one, kind.many)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "came to " + strings.Join(parts, ", ")
}

func (v *teamView) neighbours(c *model.Cohort, t *model.Team) {
	i := slices.Index(c.Teams, t)
	link := func(t *model.Team) *Link { return &Link{"../" + t.ID + "/", t.Name.Text, false} }
	if i > 0 {
		v.PrevTeam = link(c.Teams[i-1])
	}
	if i+1 < len(c.Teams) {
		v.NextTeam = link(c.Teams[i+1])
	}
}
