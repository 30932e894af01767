package site

import (
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/model"
)

// An attendanceView is who came to the past sessions of one kind.
type attendanceView struct {
	ID, Name, Kind string
	Note           string // who is asked
	Last           string // a sentence's part: how many came to the last one
	Sessions       []heldSession
	Rows           []attendanceRow
}

type heldSession struct{ Day, Title, Share string }

type attendanceRow struct {
	Name, Team, Share string
	Cells             []mark
}

// A roleShare is how many of a role came, by kind of session.
type roleShare struct {
	Name   string
	Shares []string
}

// kindGroups are the tables of attendance: learning sessions are for
// everybody, coaching sessions for coaches.
var kindGroups = []struct {
	kind, name, note string
	has              []string
}{
	{model.KindLearning, "Learning sessions", "", []string{model.KindLearning}},
	{model.KindCoaching, "Coaching sessions", "Coaching sessions are for coaches; others are shown where they came.", []string{model.KindCoaching}},
	{model.KindWall, "Walks, handoffs and others", "", nil},
}

// A turnout counts who came of those who were asked and whose coming was
// recorded.
type turnout struct{ came, asked int }

func (t turnout) String() string {
	if t.asked == 0 {
		return ""
	}
	return fmt.Sprintf("%d\u00A0%%", (200*t.came+t.asked)/(2*t.asked))
}

func (t *turnout) add(icon string) {
	switch icon {
	case "done":
		t.came, t.asked = t.came+1, t.asked+1
	case "away":
		t.asked++
	}
}

func (v *peopleView) attendance(b *builder, c *model.Cohort, everybody []*person) {
	byRole := map[string][]turnout{}
	for g, group := range kindGroups {
		view := attendanceView{ID: "came-" + group.kind, Name: group.name, Kind: group.kind, Note: group.note}
		var held []model.Session
		for _, s := range c.Sessions {
			mine := slices.Contains(group.has, s.Kind) || group.has == nil && s.Kind != model.KindLearning && s.Kind != model.KindCoaching
			if mine && s.Date.Date < b.AsOf {
				held = append(held, s)
			}
		}
		if len(held) == 0 || len(everybody) == 0 {
			continue
		}
		sessions := make([]turnout, len(held))
		for _, p := range everybody {
			row := attendanceRow{Name: p.in[0].p.Name.Text, Team: p.teams()}
			var own turnout
			shown := false
			row.Cells = make([]mark, 0, len(held))
			for i := range held {
				m, asked := p.at(&held[i])
				row.Cells = append(row.Cells, m)
				if asked {
					own.add(m.Icon)
					sessions[i].add(m.Icon)
				}
				shown = shown || m.Icon != "waived"
			}
			if !shown {
				continue
			}
			row.Share = own.String()
			view.Rows = append(view.Rows, row)
			for _, r := range p.roles {
				for len(byRole[r]) < len(kindGroups) {
					byRole[r] = append(byRole[r], turnout{})
				}
				byRole[r][g].came += own.came
				byRole[r][g].asked += own.asked
			}
		}
		for i, s := range held {
			view.Sessions = append(view.Sessions, heldSession{s.Date.Short(), titleOf(s), sessions[i].String()})
		}
		view.Last = lastTurnout(held, sessions)
		v.Attendance = append(v.Attendance, view)
	}
	for _, r := range b.Program.Roles {
		if shares := byRole[r.ID.Text]; shares != nil {
			one := roleShare{Name: r.Name.Text}
			for _, t := range shares {
				one.Shares = append(one.Shares, t.String())
			}
			v.ByRole = append(v.ByRole, one)
		}
	}
}

func titleOf(s model.Session) string {
	if s.Title.Given() {
		return s.Title.Text
	}
	return kindNames[s.Kind]
}

// lastTurnout says how many came to the last session; where nobody wrote it
// down, that.
func lastTurnout(held []model.Session, sessions []turnout) string {
	i := len(held) - 1
	what := "the last learning session, on " + held[i].Date.Short()
	if sessions[i].asked == 0 {
		return "who came to " + what + ", is not recorded"
	}
	return "attendance at " + what + ", was " + sessions[i].String()
}

// teams names the person's teams.
func (p *person) teams() string {
	var names []string
	for _, at := range p.in {
		names = append(names, at.s.Team.Name.Text)
	}
	return strings.Join(names, ", ")
}

// at says whether the person came, and whether they were asked: who came as a
// guest counts in no share. Whoever has two teams came where either
// says so. Where no team of theirs wrote down who came, nothing is known; and
// who wasn't in a team that day, or isn't asked to the kind of session, was not
// asked.
func (p *person) at(s *model.Session) (m mark, asked bool) {
	came, recorded := false, false
	for _, in := range p.in {
		there := in.p.On(s.Date.Date) && s.Date.Date >= in.s.Team.Joined.Date && (in.s.Team.Left == nil || s.Date.Date <= in.s.Team.Left.On.Date)
		mine := there && (s.Kind != model.KindCoaching || in.p.Has("coach"))
		asked = asked || mine
		for i := range in.s.Team.Attendance {
			a := &in.s.Team.Attendance[i]
			if a.Session.Text != s.ID.Text {
				continue
			}
			recorded = recorded || mine
			came = came || slices.ContainsFunc(a.People, func(t model.Text) bool { return t.Text == p.id })
		}
	}
	switch {
	case came:
		return mark{"done", "Came"}, asked
	case !asked:
		return mark{"waived", "Not asked"}, false
	case !recorded:
		return mark{"unknown", "Not recorded"}, true
	}
	return mark{"away", "Away"}, true
}
