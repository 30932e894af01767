package site

import (
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/model"
	"wallwalk/generator/standing"
)

// A submissionsView is which team handed in which week, and who owes what.
type submissionsView struct {
	Base
	Heading, Answer string
	Unknown         string // why on time or late isn't known; "" where it is
	InTime          string // how many came in on time, of all teams
	Key             []mark
	Weeks           []weekHead
	Rows            []submissionsRow
	Chase           []chase
	Finished        bool
	Span            int // columns in all
}

// besideWeeks are the columns before the weeks: the team, on time, owed.
const besideWeeks = 3

// A mark is a shape with its word.
type mark struct{ Icon, Word string }

// A weekHead is a week's column: its first day, and how many are in.
type weekHead struct {
	Day, Span string
	In        string // "7 of 9"
}

type submissionsRow struct {
	Link
	Left   string
	InTime string // "11 of 12", or how many are in where days aren't known
	Owed   int
	Cells  []weekCell
}

// A weekCell is one week of one team.
type weekCell struct {
	Icon, Word string
	Small      string // how late, or which measures
	Title      string // the whole of it, with the team's note
}

func (b *builder) submissions(c *model.Cohort) {
	b.page("submissions", c.ID+"/submissions/", func(base Base) (any, error) {
		base.Title = "Submissions: " + c.Title.Text
		base.Crumbs = []Link{{base.To(""), b.Program.Title.Text, false}, {"../", c.Title.Text, false}}
		teams := b.teams(c)
		v := submissionsView{Base: base, Heading: "Weekly data", Answer: partly(submissionsAnswer(c, teams, b.AsOf), len(teams), base.Unshown), Finished: b.AsOf > c.Ends.Date}
		v.Description = v.Answer
		v.Unknown = b.unknownDays(teams)
		v.Key = weekKey(v.Unknown == "")
		v.grid(b, teams)
		v.Span = len(v.Weeks) + besideWeeks
		v.Chase = b.chase(c, teams)
		return v, nil
	})
}

// unknownDays says why it isn't known here on which days the teams' weeks came
// in; "" where it is.
func (b *builder) unknownDays(teams []*standing.Standing) string {
	if !b.Arrivals.Known() {
		return b.Arrivals.Why()
	}
	for _, s := range teams {
		for _, w := range s.Weeks {
			if _, known := b.Arrivals.Day(s.Cohort, s.Team, w.Start, b.AsOf); w.Line && !known {
				return "some of the data was committed after " + b.AsOf.Long() + ", the day that this page speaks of"
			}
		}
	}
	return ""
}

// weekKey are the shapes that the grid has.
func weekKey(known bool) []mark {
	key := []mark{{"done", "on time"}, {"late", "late"}}
	if !known {
		key = []mark{{"done", "in"}}
	}
	return append(key, mark{"overdue", "missing"}, mark{"no-figure", "none, on purpose"}, mark{"excluded", "excluded"},
		mark{"upcoming", "not due yet"}, mark{"waived", "not asked"})
}

// grid lays out the weeks; all teams of a cohort have the same.
func (v *submissionsView) grid(b *builder, teams []*standing.Standing) {
	if len(teams) == 0 || len(teams[0].Weeks) == 0 {
		return
	}
	all, allGood := 0, 0
	in, asked := make([]int, len(teams[0].Weeks)), make([]int, len(teams[0].Weeks))
	for _, s := range teams {
		row := submissionsRow{Link: Link{"../" + s.Team.ID + "/", s.Team.Name.Text, false}, Owed: len(s.Owed)}
		if s.Left() {
			row.Left = "left " + s.Team.Left.On.Short()
		}
		good, due := 0, 0
		for i, w := range s.Weeks {
			cell, inTime := b.weekCell(s, w, v.Unknown == "")
			row.Cells = append(row.Cells, cell)
			if w.State == standing.WeekNotAsked || w.Due >= b.AsOf {
				continue
			}
			due, asked[i] = due+1, asked[i]+1
			if inTime {
				good, in[i] = good+1, in[i]+1
			}
		}
		all, allGood = all+due, allGood+good
		row.InTime = share(good, due)
		v.Rows = append(v.Rows, row)
	}
	if v.Unknown == "" && all > 0 {
		v.InTime = fmt.Sprintf("%d of the %s that are due came in on time: %d\u00A0%%.", allGood, count(all, "week", "weeks"), 100*allGood/all)
	}
	for i, w := range teams[0].Weeks {
		v.Weeks = append(v.Weeks, weekHead{w.Start.Short(), model.Span(w.Start, w.Start+6), share(in[i], asked[i])})
	}
}

// share says how many of how many; where none is asked, nothing is.
func share(n, of int) string {
	if of == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", n, of)
}

// weekCell says what became of a week, and whether it was in by its day; where
// the day isn't known, whether it is in.
func (b *builder) weekCell(s *standing.Standing, w standing.Week, known bool) (c weekCell, good bool) {
	when := model.Span(w.Start, w.Start+6) + ": "
	switch w.State {
	case standing.WeekNotAsked:
		c = weekCell{Icon: "waived", Word: "Not asked", Title: when + w.Reason}
		return c, false
	case standing.WeekAhead:
		c = weekCell{Icon: "upcoming", Word: "Not due", Title: when + "due by " + w.Due.Short()}
		return c, false
	case standing.WeekMissing:
		c = weekCell{Icon: "overdue", Word: "Missing"}
		if w.Line {
			c.Word, c.Small = "Part missing", measureNames(w.Owes)
		}
		c.Title = when + "missing: " + measureNames(w.Owes)
		return noted(c, w), false
	}
	c = weekCell{Icon: "done", Word: "In", Title: when + "in"}
	day, _ := b.Arrivals.Day(s.Cohort, s.Team, w.Start, b.AsOf)
	late := ""
	switch {
	case known && day > w.Due:
		late = ago(int(day - w.Due))
		c = weekCell{Icon: "late", Word: "Late", Small: late, Title: when + "came in on " + day.Long() + ", " + late + " late"}
	case known:
		c = weekCell{Icon: "done", Word: "On time", Title: when + "came in on " + day.Long()}
	}
	switch w.State {
	case standing.WeekNone:
		c.Icon, c.Word, c.Title = "no-figure", "None", c.Title+"; no figure, on purpose"
	case standing.WeekExcluded:
		c.Icon, c.Word, c.Title = "excluded", "Excluded", c.Title+"; excluded from the reckoning"
	}
	if c.Icon != "late" && late != "" {
		c.Small = late + " late"
	}
	return noted(c, w), late == ""
}

func noted(c weekCell, w standing.Week) weekCell {
	if w.Note != "" {
		c.Title += ". “" + w.Note + "”"
	}
	return c
}

func measureNames(measures []*model.Measure) string {
	var names []string
	for _, m := range measures {
		names = append(names, m.Name.Text)
	}
	return strings.Join(names, ", ")
}

// submissionsAnswer says who is up to date, and who owes the most.
func submissionsAnswer(c *model.Cohort, teams []*standing.Standing, asOf model.Date) string {
	var behind []*standing.Standing
	asked := 0
	for _, s := range teams {
		if s.Due > 0 {
			asked++
		}
		if len(s.Owed) > 0 {
			behind = append(behind, s)
		}
	}
	switch {
	case len(teams) == 0:
		return "No teams yet. A team joins with a folder of its own under " + c.ID + "/teams."
	case asked == 0:
		return "No week is due yet. The first is the first whole week of the cohort, which starts on " + c.Starts.Long() + "."
	case len(behind) == 0 && asked == 1:
		return "The one team is up to date: no week is owed."
	case len(behind) == 0:
		return fmt.Sprintf("All %d teams are up to date: no week is owed.", asked)
	}
	slices.SortStableFunc(behind, func(a, b *standing.Standing) int { return len(b.Owed) - len(a.Owed) })
	verb, owes := "are up to date", "owes"
	if asOf > c.Ends.Date {
		verb, owes = "handed in every week", "never handed in"
	}
	if asked-len(behind) == 1 && asOf <= c.Ends.Date {
		verb = "is up to date"
	}
	text := fmt.Sprintf("%d of %s %s", asked-len(behind), count(asked, "team", "teams"), verb)
	var who []string
	for i, s := range behind {
		if i == 3 && len(behind) > 4 {
			who = append(who, fmt.Sprintf("%d more teams owe up to %s", len(behind)-i, spelled(len(s.Owed))))
			break
		}
		who = append(who, fmt.Sprintf("%s %s %s", s.Team.Name, owes, spelled(len(s.Owed))))
	}
	return text + "; " + strings.ReplaceAll(join(who), "never handed in up to", "up to") + "."
}

// spelled says a number of weeks as a sentence does.
func spelled(weeks int) string {
	small := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if weeks < len(small) {
		return strings.Replace(count(weeks, "week", "weeks"), fmt.Sprint(weeks), small[weeks], 1)
	}
	return count(weeks, "week", "weeks")
}
