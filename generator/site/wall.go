package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"wallwalk/generator/model"
	"wallwalk/generator/plain"
	"wallwalk/generator/series"
	"wallwalk/generator/standing"
)

// A wallView is the walk-the-wall board.
type wallView struct {
	Base
	Heading, Answer string
	Cohort          Link
	Columns         []column
	Groups          []wallGroup
	Span            int // columns in all
	Rows            int // teams in all
	Finished        bool
	Coaches         []choice // each once, by name
	Walks           []walkItem
}

// A choice is one of those that filter the wall.
type choice struct{ ID, Name string }

// A column is one milestone: when it is due, and how the teams are doing.
type column struct {
	Name, Due, Help string
	Reached, Asked  int // teams that have done it, and those of whom it is asked
}

type wallGroup struct {
	choice
	Rows []wallRow
}

type wallRow struct {
	Link
	Site      string
	Coaches   string // their ids
	Reasons   string
	Left      string
	Done, Due int    // milestones reached, and due by now
	Pace      string // how the two go together: "2 overdue", "1 ahead", "on time"
	Behind    int    // milestones overdue
	Level     string // the score as a number, to sort by; "" where there is none
	Score     *scoreView
	Spark     template.HTML
	Measure   string
	Figure    string // where the main measure is: "71 %"
	Signal    *Said
	Cells     []cell
	Barriers  int
	Owed      int
}

// A cell is one milestone of one team: a shape, a word, and when.
type cell struct {
	State string // class and symbol: done, under-way, overdue, upcoming, waived
	Word  string
	When  string
	Late  string // how early or late, or that it has begun
	Note  string
	Name  string
	Link  string // to the evidence
}

// A scoreView is the score now, with its history.
type scoreView struct {
	Now, Label, Most string
	History          []scoreDot
	Words            string // the history, for those who don't see it
}

type scoreDot struct {
	Score, Walk string
	Level       int // 1 to 5 of the scale's span, for its height
}

func (b *builder) wall(c *model.Cohort) {
	b.page("wall", c.ID+"/wall/", func(base Base) (any, error) {
		base.Title, base.Here = "The wall: "+c.Title.Text, "The wall"
		base.Crumbs = []Link{{base.To(""), b.Program.Title.Text, false}, {base.To(c.ID + "/"), c.Title.Text, false}}
		teams := b.teams(c)
		v := wallView{Base: base, Heading: c.Title.Text + ": the wall", Answer: partly(wallAnswer(c, teams, b.AsOf), len(teams), base.Unshown),
			Cohort: Link{base.To(c.ID + "/"), c.Title.Text, false}, Finished: b.AsOf > c.Ends.Date}
		v.Description = v.Answer
		for _, m := range c.Milestones {
			due := ""
			if d := c.Due(&m); d != 0 {
				due = "due " + d.Short()
			}
			v.Columns = append(v.Columns, column{Name: m.Name.Text, Due: due, Help: m.Help.Text})
		}
		for _, s := range teams {
			v.count(s)
		}
		slices.SortFunc(v.Coaches, func(a, b choice) int { return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID)) })
		v.Coaches = slices.CompactFunc(v.Coaches, func(a, b choice) bool { return a.ID == b.ID })
		v.Span = len(v.Columns) + 6
		if b.Public {
			v.Span -= 2
		}
		v.Walks = b.walkList(base, c)
		for _, co := range c.Collaboratives {
			g := wallGroup{choice: choice{co.ID.Text, co.Name.Text}}
			for _, t := range teamsOf(c, co) {
				g.Rows = append(g.Rows, b.wallRow(b.standings[t]))
				v.Rows++
			}
			if len(g.Rows) > 0 {
				v.Groups = append(v.Groups, g)
			}
		}
		return v, nil
	})
}

// count adds a team to the columns' feet, and its coaches to the choice.
func (v *wallView) count(s *standing.Standing) {
	for i, st := range s.Steps {
		switch st.State {
		case standing.Done:
			v.Columns[i].Reached++
			v.Columns[i].Asked++
		case standing.Overdue, standing.UnderWay, standing.Upcoming:
			v.Columns[i].Asked++
		}
	}
	for _, p := range s.Coaches() {
		v.Coaches = append(v.Coaches, choice{p.ID.Text, p.Name.Text})
	}
}

func (b *builder) wallRow(s *standing.Standing) wallRow {
	row := b.row(s)
	r := wallRow{Link: row.Link, Site: row.Site, Reasons: row.Help, Left: row.Left, Spark: row.Spark,
		Barriers: len(s.Open), Owed: len(s.Owed), Score: b.score(&s.Stood), Done: s.Count(standing.Done), Due: s.Expected(), Behind: s.Count(standing.Overdue)}
	r.Pace = pace(s)
	for _, p := range s.Coaches() {
		r.Coaches += p.ID.Text + " "
	}
	r.Coaches = strings.TrimSuffix(r.Coaches, " ")
	if sc, ok := s.Score(); ok {
		r.Level = number(sc.Score)
	}
	r.Href = "../" + r.Href
	if m := s.Main(); m != nil {
		r.Measure = m.Title()
		if v, n := m.Lately(); n > 0 {
			r.Figure = m.SayCenter(v)
		}
		r.Signal = newest(m)
	}
	for _, st := range s.Steps {
		r.Cells = append(r.Cells, cellOf(st))
	}
	return r
}

// pace says whether a team is where it should be. What is overdue comes first:
// a milestone reached early makes up for none that is late.
func pace(s *standing.Standing) string {
	ahead := 0
	for _, st := range s.Steps {
		if st.State == standing.Done && st.Asked && st.Due > s.AsOf {
			ahead++
		}
	}
	late := "overdue"
	if s.AsOf > s.Cohort.Ends.Date {
		late = "not reached"
	}
	switch n := s.Count(standing.Overdue); {
	case n > 0:
		return number(float64(n)) + " " + late
	case ahead > 0:
		return number(float64(ahead)) + " ahead"
	case s.Expected() > 0 && !s.Left():
		return "on time"
	}
	return ""
}

// newest is the newest signal in a word or two.
func newest(m *series.Series) *Said {
	g, holds, ok := m.Newest()
	if !ok {
		return &Said{"plain", "no signal"}
	}
	text := map[series.Direction]string{series.Better: "improving", series.Worse: "getting worse", series.Up: "going up", series.Down: "going down", series.NoWay: "not chance"}[g.Direction]
	if n := len(m.Phases); n > 1 && g.To < m.Phases[n-1].From {
		return &Said{toneName(g.Direction), "new phase since " + m.Phases[n-1].From.Short()}
	}
	if !holds {
		text += " until " + g.To.Short()
	}
	return &Said{toneName(g.Direction), g.Rule + ", " + text}
}

func cellOf(st standing.Step) cell {
	said := states[st.State]
	c := cell{State: said.class, Word: said.word, Note: st.Note, Name: st.Milestone.Name.Text, Link: st.Evidence}
	switch st.State {
	case standing.Done:
		c.When = st.Done.Short()
		if st.Due != 0 && st.Days != 0 {
			c.Late = lateness(st.Days)
		}
	case standing.Overdue:
		c.When = "by " + ago(st.Days)
		if st.Began {
			c.Late = "begun"
		}
	case standing.UnderWay:
		c.When = "since " + st.Started.Short()
	case standing.Upcoming:
		if st.Asked {
			c.When = "due " + st.Due.Short()
		}
	}
	return c
}

// states are how pages know a milestone's states, and what they say of them.
var states = func() map[standing.State]struct{ class, word string } {
	all := map[standing.State]struct{ class, word string }{}
	for _, s := range []standing.State{standing.Done, standing.UnderWay, standing.Overdue, standing.Upcoming, standing.Waived, standing.Gone} {
		all[s] = struct{ class, word string }{strings.ReplaceAll(string(s), " ", "-"), plain.Upper(string(s))}
	}
	return all
}()

func lateness(days int) string {
	if days < 0 {
		return ago(-days) + " early"
	}
	return ago(days) + " late"
}

// ago says a number of days as people do: days up to two weeks, then weeks.
func ago(days int) string {
	if days < 15 {
		return count(days, "day", "days")
	}
	return count((days+3)/7, "week", "weeks")
}

// score puts the scores on the scale's span, in five heights.
func (b *builder) score(s *standing.Stood) *scoreView {
	now, ok := s.Score()
	if !ok {
		return nil
	}
	scale := b.Program.Scale
	low, high := scale[0].Score, scale[len(scale)-1].Score
	v := &scoreView{Now: number(now.Score), Label: now.Label, Most: number(high)}
	words := append(make([]byte, 0, 20*len(s.Scores)), "Scores: "...)
	v.History = make([]scoreDot, 0, len(s.Scores))
	for i, sc := range s.Scores {
		level := 1
		if high > low {
			level = 1 + int(4*(sc.Score-low)/(high-low)+0.5)
		}
		dot := scoreDot{number(sc.Score), sc.Session.Date.Short(), min(max(level, 1), 5)}
		v.History = append(v.History, dot)
		if i > 0 {
			words = append(words, ", "...)
		}
		words = append(append(append(words, dot.Score...), " on "...), dot.Walk...)
	}
	v.Words = string(words)
	return v
}
