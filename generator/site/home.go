package site

import (
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"

	"wallwalk/generator/markdown"
	"wallwalk/generator/model"
)

// A homeView is the program's front page.
type homeView struct {
	Base
	Heading, Tagline string
	Answer           string // the program in a sentence
	Body             template.HTML
	Cohorts          []cohortCard
	Coming           []sessionItem
	News             []newsItem
	Pages            []pageItem
}

type cohortCard struct {
	Link
	When, State string
	Percent     int // of its time that has passed
	Answer      string
	Wall        string
	Pooled      []pooledItem
}

// A pooledItem is one collaborative's main measure over all its teams.
type pooledItem struct {
	Name, Measure, Headline string
	Spark                   template.HTML
	Teams                   int
	Without                 string // of its teams those that a draft leaves out
}

type pageItem struct {
	Link
	Summary string
}

// Of a cohort that runs, the front page says what comes and what is new.
const (
	comingSessions = 3
	newsItems      = 8
	newsDays       = 21
)

// summary is a cohort as the pages above it show it. Links are from the site's
// root.
func (b *builder) summary(c *model.Cohort) Summary {
	s := Summary{ID: c.ID, Starts: c.Starts.Date, Ends: c.Ends.Date, Teams: len(c.Teams), Card: b.card(Base{}, c), Entries: b.cohortEntries(c), Listed: b.listed}
	if c.Ends.Date >= b.AsOf {
		s.Coming = coming(c, b.AsOf, comingSessions)
		s.News = b.news(Base{}, c, b.AsOf-newsDays, newsItems)
	}
	return s
}

func (b *builder) home(cohorts func() []Summary) {
	b.page("home", "", func(base Base) (any, error) {
		v := homeView{Base: base, Heading: b.Program.Title.Text, Tagline: b.Program.Tagline.Text}
		v.Description = v.Tagline
		for _, c := range newestFirst(cohorts()) {
			v.Cohorts = append(v.Cohorts, c.Card)
			v.Coming = append(v.Coming, c.Coming...)
			v.News = append(v.News, c.News...)
		}
		v.Answer = programAnswer(cohorts(), b.AsOf, len(base.Draft))
		for _, p := range b.Program.Pages {
			switch {
			case p.ID == "index":
				v.Heading, v.Body = p.Title.Text, template.HTML(markdown.HTML(p.Body.Text, markdown.Options{HeadingBase: 1, Image: b.imagesOf(&p, base)}))
			case p.Nav.Given():
				v.Pages = append(v.Pages, pageItem{Link{base.To(p.ID + "/"), p.Title.Text, false}, p.Summary.Text})
			}
		}
		return v, nil
	})
}

// newestFirst orders cohorts by their start, the newest first.
func newestFirst(cohorts []Summary) []Summary {
	cohorts = slices.Clone(cohorts)
	slices.SortStableFunc(cohorts, func(a, b Summary) int { return int(b.Starts - a.Starts) })
	return cohorts
}

// programAnswer says the program in a sentence: what runs, and how it stands.
func programAnswer(cohorts []Summary, asOf model.Date, unshown int) string {
	teams, running := 0, 0
	for _, c := range cohorts {
		teams += c.Teams
		if c.Starts <= asOf && asOf <= c.Ends {
			running++
		}
	}
	shown := count(teams, "team", "teams")
	if unshown > 0 {
		shown = fmt.Sprintf("%d of %s can be shown", teams, count(teams+unshown, "team", "teams"))
	}
	return fmt.Sprintf("%s in %s; %s under way.", shown, count(len(cohorts), "cohort", "cohorts"), count(running, "is", "are"))
}

func (b *builder) card(base Base, c *model.Cohort) cohortCard {
	card := cohortCard{Link: Link{base.To(c.ID + "/"), c.Title.Text, false}, When: model.Span(c.Starts.Date, c.Ends.Date),
		Wall: base.To(c.ID + "/wall/"), Answer: partly(wallAnswer(c, b.teams(c), b.AsOf), len(c.Teams), unshown(base, c))}
	card.State, card.Percent = progress(c, b.AsOf)
	for _, co := range c.Collaboratives {
		if item, ok := b.pooled(c, co); ok {
			card.Pooled = append(card.Pooled, item)
		}
	}
	return card
}

// progress says where in its time a cohort is, in words and percent.
func progress(c *model.Cohort, asOf model.Date) (string, int) {
	whole := max(int(c.Ends.Date-c.Starts.Date)+1, 1)
	weeks := (whole + 6) / 7
	switch {
	case asOf < c.Starts.Date:
		return "Starts " + c.Starts.Long(), 0
	case asOf > c.Ends.Date:
		return "Finished " + c.Ends.Long(), 100
	}
	day := int(asOf-c.Starts.Date) + 1
	return fmt.Sprintf("Week %d of %d", (day+6)/7, weeks), 100 * day / whole
}

func (b *builder) pooled(c *model.Cohort, co model.Collaborative) (pooledItem, bool) {
	m, ok := mainMeasure(co)
	if !ok {
		return pooledItem{}, false
	}
	teams := teamsOf(c, co)
	aside := joining(unshown(Base{}, c), co)
	s, ok := b.pool(c, co, m)
	if !ok || noneShown(teams, aside) {
		return pooledItem{}, false
	}
	return pooledItem{Name: co.Name.Text, Measure: s.Title(), Headline: s.Headline(), Teams: len(teams),
		Without: without(aside), Spark: spark(s)}, true
}

// mainMeasure is a collaborative's first outcome measure, else its first.
func mainMeasure(co model.Collaborative) (model.Measure, bool) {
	for _, m := range co.Measures {
		if m.Type == "outcome" {
			return m, true
		}
	}
	if len(co.Measures) == 0 {
		return model.Measure{}, false
	}
	return co.Measures[0], true
}

func teamsOf(c *model.Cohort, co model.Collaborative) []*model.Team {
	return slices.DeleteFunc(slices.Clone(c.Teams), func(t *model.Team) bool { return t.Collaborative.Text != co.ID.Text })
}

// A sessionItem is a session in a list.
type sessionItem struct {
	Kind, Title, Date, When string
	Cohort                  string
	Past, Today             bool
	Link                    string
	Notes                   template.HTML
}

// coming lists the next sessions from a day on.
func coming(c *model.Cohort, from model.Date, most int) []sessionItem {
	var items []sessionItem
	for _, s := range c.Sessions {
		if s.Date.Date >= from && len(items) < most {
			items = append(items, sessionOf(c, s, from))
		}
	}
	return items
}

var kindNames = map[string]string{model.KindHandoff: "Handoff", model.KindLearning: "Learning session",
	model.KindCoaching: "Coaching session", model.KindWall: "Walk the wall"}

func sessionOf(c *model.Cohort, s model.Session, asOf model.Date) sessionItem {
	var when []string
	if s.Start.Given() {
		at := s.Start.Text
		if s.Timezone.Given() {
			_, city, _ := strings.Cut(s.Timezone.Text, "/")
			at += " " + strings.ReplaceAll(city, "_", " ") + " time"
		}
		when = append(when, at)
	}
	if s.Hours > 0 {
		when = append(when, hours(s.Hours))
	}
	if s.MinutesEach > 0 {
		when = append(when, fmt.Sprintf("%d minutes a team", s.MinutesEach))
	}
	item := sessionItem{Kind: s.Kind, Title: s.Title.Text, Date: s.Date.Long(), When: strings.Join(when, ", "), Cohort: c.Title.Text,
		Past: s.Date.Date < asOf, Today: s.Date.Date == asOf, Link: s.Link.Text,
		Notes: template.HTML(markdown.HTML(s.Notes.Text, markdown.Options{HeadingBase: 2}))}
	if item.Title == "" {
		item.Title = kindNames[s.Kind]
	}
	return item
}

func hours(h float64) string {
	if h == 1 {
		return "1 hour"
	}
	return number(h) + " hours"
}

// KindName is the kind in words.
func (s sessionItem) KindName() string { return kindNames[s.Kind] }

// A contentView is one of the program's own pages.
type contentView struct {
	Base
	Heading, Summary string
	Body             template.HTML
	Prev, Next       *Link // in the same section
}

func (b *builder) content(p *model.Page) {
	if p.ID == "index" {
		return
	}
	b.page("page", p.ID+"/", func(base Base) (any, error) {
		base.Title, base.Description = p.Title.Text, p.Summary.Text
		base.Crumbs = []Link{{base.To(""), b.Program.Title.Text, false}}
		for _, above := range b.Program.Pages {
			if strings.HasPrefix(p.ID, above.ID+"/") {
				base.Crumbs = append(base.Crumbs, Link{base.To(above.ID + "/"), above.Title.Text, false})
			}
		}
		v := contentView{Base: base, Heading: p.Title.Text, Summary: p.Summary.Text, Body: template.HTML(markdown.HTML(p.Body.Text, markdown.Options{HeadingLeast: 2, HeadingIDs: true, Fence: drawer(), Image: b.imagesOf(p, base)}))}
		v.Prev, v.Next = b.beside(base, p)
		return v, nil
	})
}

// beside are the pages before and after one in its section, the folder that it
// stands in; nil where there is none. Those on top are in the menu.
func (b *builder) beside(base Base, p *model.Page) (prev, next *Link) {
	section := path.Dir(p.ID)
	if section == "." {
		return nil, nil
	}
	passed := false
	for _, other := range b.Program.Pages {
		link := &Link{base.To(other.ID + "/"), other.Title.Text, false}
		switch {
		case path.Dir(other.ID) != section:
		case other.ID == p.ID:
			passed = true
		case !passed:
			prev = link
		case next == nil:
			next = link
		}
	}
	return prev, next
}
