package load

import (
	"time"

	"wallwalk/generator/model"
)

// defaults is what program.yaml need not say.
func defaults() *model.Program {
	t := func(s string) model.Text { return model.Text{Text: s} }
	role := func(id, name string, least, most int, time string) model.Role {
		return model.Role{ID: t(id), Name: t(name), Min: least, Max: most, Time: t(time)}
	}
	p := &model.Program{WeekStarts: time.Sunday, DataDueDays: 3}
	for i, label := range []string{"Well behind", "Behind", "On track", "Ahead", "Exemplary"} {
		p.Scale = append(p.Scale, model.Score{Score: float64(i + 1), Label: t(label)})
	}
	p.Roles = []model.Role{
		role("sponsor", "Project Sponsor", 1, 1, "One hour a week"),
		role("physician-leader", "Physician Leader", 1, 1, "Two hours a week"),
		role("coach", "Improvement Coach", 1, 1, "One day a week"),
		role("team-leader", "Team Leader", 1, 1, "Two hours a week beside team member time"),
		role("member", "Team Member", 2, 4, "Three to six hours a week"),
		role("data-analyst", "Data Analyst", 0, 1, "Two hours a week"),
	}
	p.Roles[2].MaxTeams = 2
	p.Roles[5].NeededWithout = "data_access"
	for _, r := range [][2]string{
		{"leadership", "Department leaders support change and can manage it"},
		{"front-line", "Front-line staff and leaders are engaged and do the project work"},
		{"coach", "The improvement coach has quality improvement experience"},
		{"sponsor", "A sponsor provides time and resources"},
		{"weekly-data", "Progress data can be tracked and reported every week, with manual audits where needed"},
		{"commitment", "The site commits to six months and to the time each role takes"},
		{"community", "The site wants to join a community that shares what it learns"},
	} {
		p.Requirements = append(p.Requirements, model.Requirement{ID: t(r[0]), Text: t(r[1])})
	}
	return p
}
