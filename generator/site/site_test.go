package site

import (
	"testing"

	"wallwalk/generator/model"
)

func TestLinksAreRelative(t *testing.T) {
	for _, c := range []struct{ root, address, want string }{{"", "", "./"}, {"", "spring/", "spring/"}, {"../", "", "../"}, {"../../", "spring/wall/", "../../spring/wall/"}} {
		if got := (Base{Root: c.root}).To(c.address); got != c.want {
			t.Errorf("from %q to %q is %q, want %q", c.root, c.address, got, c.want)
		}
	}
}

func TestEveryPageKnowsItsRootAndItsPlaceInTheMenu(t *testing.T) {
	b := &builder{Site: &Site{Input: Input{Theme: loaded(t), Program: &model.Program{Title: text("Program"), BaseURL: text("https://example.org/x/"),
		Cohorts: []*model.Cohort{{ID: "spring", Title: text("Spring")}, {ID: "spring-2", Title: text("Second")}},
		Pages:   []model.Page{{ID: "index", Nav: text("Home")}, {ID: "method", Nav: text("Method")}, {ID: "hidden"}}}}}}
	base := b.base("spring/wall/")
	if base.Root != "../../" || base.Canonical != "https://example.org/x/spring/wall/" || base.CSS != "../../"+b.Theme.css || base.ChartScript != "" {
		t.Errorf("the base is %+v", base)
	}
	want := []Link{{"../../spring/", "Spring", true}, {"../../spring-2/", "Second", false}, {"../../method/", "Method", false}}
	if len(base.Nav) != 3 || base.Nav[0] != want[0] || base.Nav[1] != want[1] || base.Nav[2] != want[2] {
		t.Errorf("the menu is %+v", base.Nav)
	}
	if base = b.base("method/"); base.Nav[0].Current || !base.Nav[2].Current {
		t.Errorf("the menu is %+v", base.Nav)
	}
	if base = b.withCharts(b.base("")); base.ChartScript != b.Theme.chartScript || base.Root != "" {
		t.Errorf("a page with charts has %+v", base)
	}
}

func TestACohortsTimeInWordsAndPercent(t *testing.T) {
	co := spring(percent())
	for d, want := range map[model.Date]struct {
		state   string
		percent int
	}{
		march - 1:        {"Starts 1 Mar 2026", 0},
		march:            {"Week 1 of 26", 0},
		march + 6:        {"Week 1 of 26", 3},
		march + 7:        {"Week 2 of 26", 4},
		co.Ends.Date:     {"Week 26 of 26", 100},
		co.Ends.Date + 1: {"Finished 29 Aug 2026", 100},
	} {
		if state, percent := progress(co, d); state != want.state || percent != want.percent {
			t.Errorf("on %s: %q, %d %%; want %+v", d, state, percent, want)
		}
	}
}

func TestComingSessionsAreTheNext(t *testing.T) {
	co := spring(percent())
	for i, kind := range []string{model.KindHandoff, model.KindLearning, model.KindWall, model.KindCoaching} {
		co.Sessions = append(co.Sessions, model.Session{ID: text(kind), Kind: kind, Date: day(week(i)), Hours: float64(i), MinutesEach: 10 * (i / 2), Start: text("13:00"), Timezone: text("America/New_York")})
	}
	co.Sessions[3].Title, co.Sessions[3].Start = text("Leading improvement"), model.Text{}
	got := coming(co, week(1), 2)
	if len(got) != 2 || got[0].Title != "Learning session" || !got[0].Today || got[0].Past || got[0].When != "13:00 New York time, 1 hour" {
		t.Errorf("the next sessions are %+v", got)
	}
	if got[1].Title != "Walk the wall" || got[1].Today || got[1].When != "13:00 New York time, 2 hours, 10 minutes a team" || got[1].KindName() != "Walk the wall" {
		t.Errorf("the second is %+v", got[1])
	}
	if last := coming(co, week(2)+1, 5); len(last) != 1 || last[0].Title != "Leading improvement" || last[0].When != "3 hours, 10 minutes a team" || last[0].Date != "22 Mar 2026" {
		t.Errorf("the last is %+v", last)
	}
	if past := sessionOf(co, co.Sessions[0], week(1)); !past.Past || past.Today {
		t.Errorf("a session that was is %+v", past)
	}
}

func TestTheMainMeasureIsTheFirstOutcome(t *testing.T) {
	measure := func(id, kind string) model.Measure { return model.Measure{ID: text(id), Type: kind} }
	for want, measures := range map[string][]model.Measure{
		"":  nil,
		"p": {measure("p", "process"), measure("b", "balancing")},
		"o": {measure("p", "process"), measure("o", "outcome"), measure("o2", "outcome")},
	} {
		if m, ok := mainMeasure(model.Collaborative{Measures: measures}); m.ID.Text != want || ok != (want != "") {
			t.Errorf("of %v the main measure is %q, %v", measures, m.ID, ok)
		}
	}
}

func TestChangesAreNumberedInTheOrderInWhichTheyBegan(t *testing.T) {
	tm := team("A", percent())
	for id, from := range map[string]model.Date{"third": week(5), "first": week(1), "second": week(3)} {
		c := change(from)
		c.ID.Text = id
		tm.Changes = append(tm.Changes, c)
	}
	tm.Changes = append([]model.Change{{ID: text("idea")}}, tm.Changes...)
	s := standings(spring(percent()), week(9), tm)[0]
	got := ""
	for _, c := range started(&s.Stood) {
		got += c.ID.Text + " "
	}
	if got != "first second third idea " || tm.Changes[0].ID.Text != "idea" {
		t.Errorf("the order is %s", got)
	}
}

func TestBarriersSayHowLongTheyStand(t *testing.T) {
	if got := since(&model.Barrier{Raised: day(week(1))}, week(4)); got != "since 8 Mar, 3 weeks" {
		t.Errorf("a barrier stands %q", got)
	}
	if got := since(&model.Barrier{}, week(4)); got != "open" {
		t.Errorf("a barrier without a day stands %q", got)
	}
}

func TestSmallWords(t *testing.T) {
	if got := reason("") + reason("merged"); got != ": merged" {
		t.Errorf("reasons are %q", got)
	}
	if got := hours(1) + ", " + hours(1.5); got != "1 hour, 1.5 hours" {
		t.Errorf("hours are %q", got)
	}
}

func TestExcerptsEndBehindAWord(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{{"one  two\nthree", 20, "one two three"}, {"one two three", 9, "one two …"}, {"éééééé", 3, "ééé …"}, {"", 3, ""}} {
		if got := excerpt(c.text, c.most); got != c.want {
			t.Errorf("%q in %d letters is %q, want %q", c.text, c.most, got, c.want)
		}
	}
}
