package site

import (
	"strings"
	"testing"

	"wallwalk/generator/model"
	"wallwalk/generator/standing"
)

// asOf is a builder of one cohort's pages, with three days of grace.
func asOf(c *model.Cohort, today model.Date, teams ...*model.Team) (*builder, []*standing.Standing) {
	c.Teams = teams
	b := &builder{Site: &Site{Input: Input{Program: &model.Program{DataDueDays: 3, Scale: []model.Score{{Score: 1}, {Score: 5, Label: text("Exemplary")}}},
		AsOf: today, Each: func(n int, do func(int)) {
			for i := range n {
				do(i)
			}
		}}}, standings: map[*model.Team]*standing.Standing{}}
	b.reckon(c)
	return b, b.teams(c)
}

// changes is what changed, in a line a team.
func changes(v *changedView) string {
	if v == nil {
		return ""
	}
	lines := []string{v.Answer}
	if v.Silent != "" {
		lines = append(lines, v.Silent)
	}
	for _, t := range append(v.Teams, v.Alone...) {
		line := t.Text + ":"
		for _, i := range t.Items {
			line += " " + i.Tone + " " + i.Text + ";"
		}
		lines = append(lines, line+" "+t.Figures)
	}
	return soft(strings.Join(lines, "\n"))
}

// moving has a week in which everything happens, and what happened on the day
// before it or happens after.
func moving() (*model.Cohort, *model.Team) {
	m := percent()
	m.BaselineWeeks = 4
	c := spring(m)
	c.Sessions = []model.Session{{ID: text("w"), Kind: model.KindWall, Date: day(week(9) - 4)}, {ID: text("x"), Kind: model.KindWall, Date: day(week(9) + 4)}}
	t := team("Lakeside", m, 4, 5, 5, 4, 6, 6, 6, 6, 6, 6)
	t.Milestones = []model.Progress{{Milestone: text("a"), Done: day(week(9))}, {Milestone: text("b"), Done: day(week(9) + 1)}, {Milestone: text("c"), Started: day(week(10))}}
	old := model.Barrier{Text: text("Old"), Raised: day(week(8)), Closed: day(week(9) + 4), How: text("Asked")}
	t.Reports = []model.Report{{Session: text("w"), Score: goal(5), Barriers: []model.Barrier{old}},
		{Session: text("x"), Score: goal(1), Barriers: []model.Barrier{old, {Text: text("New"), Raised: day(week(9) + 2)}}}}
	t.Learnings = []model.Learning{{Title: text("Ahead"), Date: day(week(11))}, {Title: text("Now"), Date: day(week(10))}, {Title: text("Then"), Date: day(week(9))}}
	return c, t
}

func TestWhatChangedIsWhatMovedInSevenDays(t *testing.T) {
	c, lakeside := moving()
	gone := team("Gone", percent(), 5)
	gone.Left = &model.Left{On: day(week(3))}
	b, teams := asOf(c, week(10), lakeside, gone, team("Northgate", percent(), 5, 5), team("Pine", percent(), 5, 5, 5, 5, 5, 5, 5, 5, 5, 5))
	want := strings.Join([]string{
		"Since 3 May 2026: 2 new points, 1 new signal, 1 milestone done, 1 barrier opened and 1 barrier closed; 1 learning shared.",
		"No new figures from Northgate.",
		"Lakeside: better Exams meeting all criteria: Six points in a row above the baseline median of 45 %, 29 Mar to 3 May: a shift, in the wanted direction.;" +
			" plain Score from 5 to 1; done Baseline: done on 4 May; under-way Changes: started on 10 May; overdue New barrier: New;" +
			" done Barrier closed: Old (on 7 May): Asked; learning-shared Shared a learning: “Now”; 1 new point, week of 3 May",
		"Pine: 1 new point, week of 3 May",
	}, "\n")
	if got := changes(b.changed(c, teams)); got != want {
		t.Errorf("what changed is\n%s\nwant\n%s", got, want)
	}
}

// A week later nothing of it is news.
func TestWhatChangedAWeekAgoIsNoNews(t *testing.T) {
	c, lakeside := moving()
	lakeside.Learnings = nil
	b, teams := asOf(c, week(11)+2, lakeside)
	if got := changes(b.changed(c, teams)); got != "Since 12 May 2026: nothing moved." {
		t.Errorf("a week later what changed is %q", got)
	}
}

// Figures come in days after their week: on Sunday nobody has sent the newest
// yet, and those of the week before came in since the last Sunday.
func TestFiguresOfTheDaysOfGraceAreNew(t *testing.T) {
	for today, want := range map[model.Date]string{
		week(10) - 1: "1 new point, week of 3 May", week(10): "1 new point, week of 3 May", week(11) - 1: "1 new point, week of 3 May", week(11) + 1: "1 new point, week of 3 May", week(11) + 2: "",
	} {
		c, lakeside := moving()
		b, teams := asOf(c, today, lakeside)
		v := b.changed(c, teams)
		got := ""
		for _, one := range append(v.Teams, v.Alone...) {
			got += one.Figures
		}
		if got = soft(got); got != want {
			t.Errorf("on %s new are %q, want %q", today, got, want)
		}
	}
}

// However long data may take, no more than a week's figures are new; and where
// nobody is to be said to owe anything, nobody is named who sent none.
func TestALongGraceMakesNoMoreThanAWeekNew(t *testing.T) {
	const want = "Since 13 May 2026: 1 new point and 1 new signal.\nNo new figures from Northgate.\nLakeside: better Exams meeting all criteria:" +
		" Six points in a row above the baseline median of 45 %, 29 Mar to 3 May: a shift, in the wanted direction.; 1 new point, week of 3 May"
	for _, grace := range []int{6, 7, 60, 1 << 40} {
		c, lakeside := moving()
		lakeside.Learnings = nil
		b, teams := asOf(c, week(11)+3, lakeside, team("Northgate", percent(), 5))
		b.Program.DataDueDays = grace
		if got := changes(b.changed(c, teams)); got != want {
			t.Errorf("with %d days of grace what changed is %q", grace, got)
		}
		b.Public = true
		if got := b.changed(c, teams).Silent; got != "" {
			t.Errorf("the public is told %q", got)
		}
	}
}

func TestWhatChangedWhereThereIsNothing(t *testing.T) {
	c := spring(percent())
	later := team("Later", percent())
	later.Joined = day(week(20))
	for _, e := range []struct {
		name  string
		today model.Date
		teams []*model.Team
		want  string
	}{
		{"no teams", week(5), nil, ""},
		{"before the start", week(-1), []*model.Team{team("Lakeside", percent())}, ""},
		{"over", week(40), []*model.Team{team("Lakeside", percent(), 5)}, ""},
		{"over, and one goes on", week(27), []*model.Team{team("Lakeside", percent(), append(make([]float64, 26), 5)...), team("Northgate", percent(), 5)},
			"Since 30 Aug 2026: 1 new point.\nLakeside: 1 new point, week of 30 Aug"},
		{"no data", week(5), []*model.Team{team("Lakeside", percent())}, "Since 29 Mar 2026: nothing moved."},
		{"not there yet", week(5), []*model.Team{later, team("Lakeside", percent(), 5, 5, 5, 5, 5)}, "Since 29 Mar 2026: 1 new point.\nLakeside: 1 new point, week of 29 Mar"},
		{"one that measures nothing", week(5), []*model.Team{{ID: "x", Name: text("X"), NotReported: []model.NotReported{{Measure: text("positioning")}}}}, "Since 29 Mar 2026: nothing moved."},
	} {
		b, teams := asOf(c, e.today, e.teams...)
		if got := changes(b.changed(c, teams)); got != e.want {
			t.Errorf("%s: what changed is %q, want %q", e.name, got, e.want)
		}
	}
}

func TestHelpComesInOrderOfReasons(t *testing.T) {
	c, low := moving()
	c.Milestones[2].Due = day(week(9))
	coached := team("Northgate", percent())
	coached.Roster.People = []model.Person{{Name: text("Kim Rivers"), Roles: []model.Text{text("coach")}}}
	_, teams := asOf(c, week(10), low, coached)
	v := helpOf(c, teams, week(10))
	if v.Answer != "2 of 2 teams do." || len(v.Teams) != 2 || v.Teams[0].Team.Text != "Northgate" || v.Teams[0].Coach != "Kim Rivers" ||
		v.Teams[0].Reasons != "3 milestones overdue; 9 weeks of data owed" || v.Teams[1].Reasons != "scored 1" {
		t.Errorf("who needs help is %+v", v)
	}
	if v := helpOf(c, teams, c.Ends.Date+1); v.Answer != "" || v.Teams != nil {
		t.Errorf("in a cohort that is over who needs help is %+v", v)
	}
	well := reach(team("Pine", percent(), 5, 5, 5, 5, 5, 5, 5, 5, 5, 5), "a b c")
	if _, teams = asOf(c, week(10), well); helpOf(c, teams, week(10)).Answer != "No team does, as of 10 May 2026." {
		t.Errorf("where no team needs help it says %+v", helpOf(c, teams, week(10)))
	}
	if v := helpOf(c, nil, week(10)); v.Answer != "" {
		t.Errorf("of no teams it says %+v", v)
	}
}
