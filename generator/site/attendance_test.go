package site

import (
	"testing"

	"wallwalk/generator/model"
	"wallwalk/generator/standing"
)

func TestWhoCameAndWhoIsNotKnown(t *testing.T) {
	text := func(s string) model.Text { return model.Text{Text: s} }
	day := func(d int) model.Day { return model.Day{Date: model.NewDate(2026, 3, d)} }
	elm := &standing.Standing{Stood: standing.Stood{Team: &model.Team{ID: "elm", Joined: day(1), Left: &model.Left{On: day(20)}, Attendance: []model.Attendance{
		{Session: text("learn"), People: []model.Text{text("ana")}}, {Session: text("coach"), People: []model.Text{text("guest")}}, {Session: text("nobody")}}}}}
	oak := &standing.Standing{Stood: standing.Stood{Team: &model.Team{ID: "oak", Attendance: []model.Attendance{{Session: text("oaks"), People: []model.Text{text("ana")}}}}}}
	who := func(id, role string, from, to model.Day, in ...*standing.Standing) *person {
		p := &person{id: id, roles: []string{role}}
		for _, s := range in {
			p.in = append(p.in, place{s: s, p: model.Person{ID: text(id), Roles: []model.Text{text(role)}, From: from, To: to}})
		}
		return p
	}
	var ever model.Day
	ana, guest, late := who("ana", "coach", ever, ever, elm, oak), who("guest", "member", ever, ever, elm), who("late", "member", day(10), day(12), elm)
	for _, c := range []struct {
		name, session, kind string
		on                  int
		p                   *person
		word                string
		asked               bool
	}{
		{"came", "learn", model.KindLearning, 5, ana, "Came", true},
		{"came, as the other team says", "oaks", model.KindLearning, 5, ana, "Came", true},
		{"away", "learn", model.KindLearning, 5, guest, "Away", true},
		{"nobody came", "nobody", model.KindLearning, 5, ana, "Away", true},
		{"nobody wrote it down", "other", model.KindLearning, 5, guest, "Not recorded", true},
		{"before they were in the team", "learn", model.KindLearning, 5, late, "Not asked", false},
		{"after they were in the team", "learn", model.KindLearning, 13, late, "Not asked", false},
		{"after the team left", "learn", model.KindLearning, 21, guest, "Not asked", false},
		{"a coach, to coaching", "coach", model.KindCoaching, 5, ana, "Away", true},
		{"a guest at coaching", "coach", model.KindCoaching, 5, guest, "Came", false},
		{"another at coaching", "coach", model.KindCoaching, 11, late, "Not asked", false},
	} {
		m, asked := c.p.at(&model.Session{ID: text(c.session), Kind: c.kind, Date: day(c.on)})
		if m.Word != c.word || asked != c.asked {
			t.Errorf("%s: %q, asked %v; want %q, %v", c.name, m.Word, asked, c.word, c.asked)
		}
	}
	for want, made := range map[string]turnout{"": {}, "0\u00A0%": {0, 4}, "67\u00A0%": {2, 3}, "100\u00A0%": {7, 7}} {
		if got := made.String(); got != want {
			t.Errorf("%+v is %q, want %q", made, got, want)
		}
	}
}
