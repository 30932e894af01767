package site

import (
	"fmt"
	"net/url"
	"regexp"
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
}

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

// A chase is what the teams of one coach owe, ready to be sent.
type chase struct {
	ID, Coach string
	Text      string
	Teams     []chased
}

// A chased team has an address to write to where its roster has one.
type chased struct {
	Link
	Weeks  string
	Leader string
	Mail   string // a mailto address; "" where the roster has none
}

func (b *builder) submissions(c *model.Cohort) {
	b.page("submissions", c.ID+"/submissions/", func(base Base) (any, error) {
		base.Title = "Submissions: " + c.Title.Text
		base.Crumbs = []Link{{base.To(""), b.Program.Title.Text, false}, {"../", c.Title.Text, false}}
		teams := b.teams(c)
		v := submissionsView{Base: base, Heading: "Weekly data", Answer: submissionsAnswer(c, teams, b.AsOf), Finished: b.AsOf > c.Ends.Date}
		v.Description = v.Answer
		v.Unknown = b.unknownDays(teams)
		v.Key = weekKey(v.Unknown == "")
		v.grid(b, teams)
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

func measureNames(measures []model.Measure) string {
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

// chase gathers what is owed by coach, in the order in which the coaches come.
func (b *builder) chase(c *model.Cohort, teams []*standing.Standing) []chase {
	var all []chase
	at := map[string]int{}
	for _, s := range teams {
		if len(s.Owed) == 0 {
			continue
		}
		coaches, ids := "", ""
		if who := s.Coaches(); len(who) > 0 {
			var names []string
			for _, p := range who {
				names, ids = append(names, p.Name.Text), ids+" "+p.ID.Text
			}
			coaches = join(names)
		}
		i, known := at[ids]
		if !known {
			i = len(all)
			at[ids] = i
			all = append(all, chase{ID: fmt.Sprintf("owed-%d", i+1), Coach: coaches})
		}
		all[i].add(c, s)
	}
	return all
}

func (h *chase) add(c *model.Cohort, s *standing.Standing) {
	owed := owedText(s)
	if h.Text != "" {
		h.Text += "\n"
	}
	h.Text += s.Team.Name.Text + ", " + spelled(len(s.Owed)) + ":\n" + strings.Join(owed, "\n") + "\n"
	one := chased{Link: Link{"../" + s.Team.ID + "/", s.Team.Name.Text, false}, Weeks: spelled(len(s.Owed))}
	for _, p := range s.With("team-leader") {
		one.Leader = p.Name.Text
		if mailable.MatchString(p.Email.Text) {
			one.Mail = mailto(p.Email.Text, c.Title.Text+": "+spelled(len(s.Owed))+" of data from "+s.Team.Name.Text, letter(p.Name.Text, s, owed))
			break
		}
	}
	h.Teams = append(h.Teams, one)
}

// owedText is a line for each week that is owed, with its measures.
func owedText(s *standing.Standing) []string {
	var lines []string
	for _, w := range s.Weeks {
		if slices.Contains(s.Owed, w.Start) {
			what := measureNames(w.Owes)
			if !w.Line && len(w.Owes) > 1 {
				what = fmt.Sprintf("all %d measures", len(w.Owes))
			}
			lines = append(lines, "- "+model.Span(w.Start, w.Start+6)+": "+what)
		}
	}
	return lines
}

// mostLines is how many weeks a letter lists: mail programs take addresses of
// about two thousand characters.
const mostLines = 8

// letter is what a coach would write to the team's leader.
func letter(name string, s *standing.Standing, owed []string) string {
	if n := len(owed); n > mostLines {
		owed = append(slices.Clone(owed[n-mostLines:]), fmt.Sprintf("and %s before", spelled(n-mostLines)))
	}
	var lines []string
	for _, line := range owed {
		if r := []rune(line); len(r) > 120 {
			line = string(r[:119]) + "…"
		}
		lines = append(lines, line)
	}
	return "Hello " + name + ",\n\nthis is still missing in " + s.Team.Name.Text + "’s data.yaml:\n\n" + strings.Join(lines, "\n") +
		"\n\nWhere there is no figure for a week, write none for the measure, and why in the week's note.\n"
}

// mailable is an address that a letter can be sent to. Others are shown to
// nobody: a roster's text may be anything.
var mailable = regexp.MustCompile(`^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)

// mailto is an address that opens a letter.
func mailto(to, subject, body string) string {
	return address(to) + "?subject=" + inMail(subject) + "&body=" + inMail(strings.ReplaceAll(body, "\n", "\r\n"))
}

// address is one that opens an empty letter.
func address(to string) string { return "mailto:" + strings.ReplaceAll(inMail(to), "%40", "@") }

// inMail writes in percent all that isn't plain, spaces and line ends too, as
// RFC 6068 has it.
func inMail(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
