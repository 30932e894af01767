package site

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"sync"
	"time"

	"wallwalk/generator/model"
)

// A walkView is one walk of the wall: the agenda, and each team's report. The
// page of a past walk shows every team as it stood on that day, whatever came
// after; that of a walk ahead, as it stands on the day reckoned from.
//
// What later bears a later day is not on a past walk's page: not a team that
// had not joined, a measure without a figure, nor a milestone that was neither
// due nor begun, since any of them may have been thought of later. Whatever
// bears no day can't be told apart, and the page says so.
type walkView struct {
	Base
	Heading, Answer, When string
	AsItStood             string // of a past walk: its day
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

// minutesEach is how long a team has where the session doesn't say: five
// minutes to report, five to hear from the others.
const minutesEach = 10

// walks are the cohort's sessions of kind wall, by date.
func walks(c *model.Cohort) []model.Session {
	return slices.DeleteFunc(slices.Clone(c.Sessions), func(s model.Session) bool { return s.Kind != model.KindWall })
}

// currentWalk is the next walk, else the last; false where there is none.
func currentWalk(c *model.Cohort, asOf model.Date) (last model.Session, ok bool) {
	for i := range c.Sessions {
		if s := &c.Sessions[i]; s.Kind == model.KindWall {
			if last, ok = *s, true; s.Date.Date >= asOf {
				break
			}
		}
	}
	return last, ok
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
	b.days, b.goals = daysOf(all, b.AsOf), map[*model.Team]func() template.HTML{}
	for _, t := range c.Teams {
		b.goals[t] = sync.OnceValue(func() template.HTML { return deepProse(t.SmartGoal) })
	}
	for i, s := range all {
		b.page("walk", walkAddress(c, s), func(base Base) (any, error) { return b.walk(base, c, all, i), nil })
	}
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
	if b.past(ses) {
		v.AsItStood = ses.Date.Long()
	}
	day := min(ses.Date.Date, b.AsOf)
	last := before(all, ses, day)
	v.Teams = make([]walkTeam, 0, len(c.Teams))
	for _, t := range turns(c, ses) {
		if why := absent(t, ses); why != "" {
			if !b.past(ses) || t.Joined.Date <= ses.Date.Date {
				v.Absent = append(v.Absent, t.Name.Text+" "+why)
			}
			continue
		}
		v.Teams = append(v.Teams, b.walkTeam(c, t, ses, last, day))
	}
	v.agenda(ses)
	v.Answer = partly(b.walkAnswer(c, ses, last, v), len(v.Teams), v.Unshown)
	v.Description = v.Answer
	return v
}

// past reports whether the walk took place before the day reckoned from.
func (b *builder) past(ses model.Session) bool { return ses.Date.Date < b.AsOf }

// before is the walk before that has taken place by the day, or nil.
func before(all []model.Session, ses model.Session, day model.Date) *model.Session {
	for i := len(all) - 1; i >= 0; i-- {
		if d := all[i].Date.Date; d < ses.Date.Date && d <= day {
			return &all[i]
		}
	}
	return nil
}

// turns are the cohort's teams in the session's order; those that it doesn't
// name follow by id.
func turns(c *model.Cohort, ses model.Session) []*model.Team {
	places := make(map[string]int, len(ses.Order))
	for i, o := range slices.Backward(ses.Order) { // where one stands twice, the first counts
		places[o.Text] = i
	}
	place := func(t *model.Team) int {
		if i, ok := places[t.ID]; ok {
			return i
		}
		return len(ses.Order)
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
	v.Agenda = make([]turn, 0, len(v.Teams))
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
	if !b.past(ses) {
		when := "on " + ses.Date.Long()
		if ses.Date.Date == b.AsOf {
			when = "today, " + ses.Date.Long()
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
