package site

import (
	"testing"

	"wallwalk/generator/model"
)

func TestACardSaysWhereTheTeamStands(t *testing.T) {
	for name, e := range map[string]struct {
		ids        string
		change     func(c *model.Cohort, t *model.Team)
		today      model.Date
		milestones string
	}{
		"behind":          {"a", nil, week(5), "1 of 3 milestones reached, 1 overdue"},
		"on time":         {"a b", nil, week(5), "2 of 3 milestones reached, on time"},
		"ahead":           {"a b c", nil, week(5), "3 of 3 milestones reached, 1 ahead"},
		"nothing due yet": {"", nil, week(1), "0 of 3 milestones reached"},
		"one waived": {"a", func(_ *model.Cohort, t *model.Team) {
			t.Milestones = append(t.Milestones, model.Progress{Milestone: text("b"), Waived: text("Not here")})
		}, week(5), "1 of 2 milestones reached, on time"},
		"over":                 {"a b", nil, week(40), "2 of 3 milestones reached, 1 not reached"},
		"left":                 {"a b", func(_ *model.Cohort, t *model.Team) { t.Left = &model.Left{On: day(week(4))} }, week(5), "2 of 2 milestones reached"},
		"left before any":      {"", func(_ *model.Cohort, t *model.Team) { t.Left = &model.Left{On: day(week(1))} }, week(5), ""},
		"a cohort without any": {"", func(c *model.Cohort, _ *model.Team) { c.Milestones = nil }, week(5), ""},
	} {
		c, one := spring(percent()), team("Lakeside", percent())
		reach(one, e.ids)
		if e.change != nil {
			e.change(c, one)
		}
		b, teams := asOf(c, e.today, one)
		if got := b.place(teams[0]); got.Milestones != e.milestones || got.Score != nil {
			t.Errorf("%s: the card says %+v, want %q", name, got, e.milestones)
		}
	}
	c, one := moving()
	b, teams := asOf(c, week(10), one)
	if got := b.place(teams[0]).Score; got == nil || got.Now != "1" || got.Most != "5" || got.Words != "Scores: 5 on 29 Apr, 1 on 7 May" {
		t.Errorf("the score on the card is %+v", got)
	}
}
