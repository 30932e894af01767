package standing

import (
	"time"

	"wallwalk/generator/model"
)

// march is the Sunday on which the cohort of these tests starts; its last day
// is a Saturday, 26 weeks later.
var march = model.NewDate(2026, time.March, 1)

func week(n int) model.Date { return march + model.Date(7*n) }

func day(d model.Date) model.Day { return model.Day{Date: d} }

func text(s string) model.Text { return model.Text{Text: s} }

func number(v float64) *model.Number { return &model.Number{N: v} }

func program() *model.Program {
	return &model.Program{WeekStarts: time.Sunday, DataDueDays: 3, Scale: []model.Score{
		{Score: 1, Label: text("Well behind")}, {Score: 2, Label: text("Behind")}, {Score: 3, Label: text("On track")}, {Score: 4, Label: text("Ahead")}}}
}

// cohort has three walks, three weeks apart from week 2, and one measure.
func cohort() *model.Cohort {
	return &model.Cohort{Title: text("Spring"), Starts: day(march), Ends: day(week(26) - 1), Rules: []string{"shift", "trend"},
		Collaboratives: []model.Collaborative{{ID: text("mammography"), Measures: []model.Measure{measure("positioning", "outcome")}}},
		Sessions: []model.Session{
			{ID: text("wall-1"), Kind: model.KindWall, Date: day(week(2))},
			{ID: text("wall-2"), Kind: model.KindWall, Date: day(week(5))},
			{ID: text("wall-3"), Kind: model.KindWall, Date: day(week(8))},
		}}
}

func measure(id, kind string) model.Measure {
	return model.Measure{ID: text(id), Name: text(id), Type: kind, Chart: "run", Data: model.Count, Better: "higher", Every: 1, Per: 1}
}

func team() *model.Team {
	return &model.Team{ID: "lakeside", Name: text("Lakeside"), Collaborative: text("mammography")}
}

// reported gives the team counts of the measure, one a week from the first.
func reported(t *model.Team, first int, id string, counts ...float64) {
	for i, n := range counts {
		t.Data.Weeks = append(t.Data.Weeks, model.Week{Start: day(week(first + i)), Figures: []model.Figure{{Measure: id, Num: n}}})
	}
}
