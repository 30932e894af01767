package site

import (
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/model"
	"wallwalk/generator/standing"
)

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
