package site

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"wallwalk/generator/model"
	"wallwalk/generator/standing"
)

func aDriver(id string, below ...model.Driver) model.Driver {
	return model.Driver{ID: text(id), Name: text("The driver that is called " + id), Drivers: below}
}

func aChange(id, driver string, acts ...string) model.Change {
	c := model.Change{ID: text(id), Title: text("Try " + id), Driver: text(driver)}
	for _, a := range acts {
		c.Cycles = append(c.Cycles, model.Cycle{Act: a})
	}
	return c
}

// A tree with all that may hang on a driver: nothing, changes beside drivers,
// and a depth that has no column of its own.
func aTree() (*model.Team, []model.Change) {
	t := &model.Team{Drivers: []model.Driver{
		aDriver("skills", aDriver("feedback", aDriver("own-images"), aDriver("peers")), aDriver("pairing")),
		aDriver("time"),
		aDriver("room", aDriver("stool")),
	}}
	return t, []model.Change{aChange("huddle", "feedback", "adapt", "adopt"), aChange("card", "own-images", "abandon"), aChange("slots", "room", ""),
		aChange("song", "feedback", "adapt"), aChange("tea", "time"), aChange("stray", "")}
}

func TestAChangeSaysHowFarItHasCome(t *testing.T) {
	for want, acts := range map[string][]string{
		"planned planned": nil, "adopted adopted": {"adapt", "adopt"}, "abandoned abandoned": {"abandon"},
		"running adapting, after 1 cycle": {"adapt"}, "running cycle 2 running": {"adapt", ""},
	} {
		if state, word := stateOf(aChange("x", "", acts...)); state+" "+word != want {
			t.Errorf("%v is %s %s, not %s", acts, state, word, want)
		}
	}
}

func TestDriversTellWhatCameOfTheirChanges(t *testing.T) {
	tree, loose := driversOf(aTree())
	for i, want := range []string{"1 of 3 changes adopted", "1 change tried", "1 change tried"} {
		if tree[i].State != want {
			t.Errorf("%s: %s, not %s", tree[i].Name, tree[i].State, want)
		}
	}
	if below := tree[0].Drivers[1].State; below != "no change yet" {
		t.Errorf("a driver without a change says %q", below)
	}
	if len(loose) != 1 || loose[0].ID != "stray" || loose[0].Number != 6 {
		t.Errorf("without a driver are %+v", loose)
	}
}

func TestTheDiagramHasEveryNodeInItsPlace(t *testing.T) {
	team, changes := aTree()
	tree, _ := driversOf(team, changes)
	root := newBox(0, "tree-aim", "The aim", "52 % now")
	for _, d := range tree {
		root.right = append(root.right, primary(d))
	}
	height := root.place(0)
	var all []*box
	var walk func(*box)
	walk = func(n *box) {
		all = append(all, n)
		for _, r := range n.right {
			if r.column <= n.column {
				t.Errorf("%q hangs on %q and stands left of it", r.lines, n.lines)
			}
			walk(r)
		}
	}
	walk(root)
	if len(all) != 1+3+5+5 {
		t.Errorf("there are %d boxes", len(all))
	}
	for i, n := range all {
		if n.y < -0.01 || n.y+n.h > height+0.01 {
			t.Errorf("%q is outside the drawing: %v to %v of %v", n.lines, n.y, n.y+n.h, height)
		}
		for _, m := range all[:i] {
			if n.column == m.column && n.y < m.y+m.h && m.y < n.y+n.h {
				t.Errorf("%q and %q lie on each other", n.lines, m.lines)
			}
		}
	}
	if edge := columnAt(3) + treeColumns[3]; edge != treeWidth {
		t.Errorf("the columns end at %v of %v", edge, treeWidth)
	}
}

func TestTheDiagramIsWellFormedWhateverATeamWrites(t *testing.T) {
	hostile := `</text><script>alert(1)</script>&"'` + strings.Repeat("Donaudampfschifffahrt", 9) + " 漢字 \u0301"
	tree := []driverView{{Name: hostile, State: hostile, Changes: []driverChange{{1, "a", hostile, "adopted", hostile}}, Drivers: []driverView{{Name: hostile}}}}
	drawn := driverSVG(nil, hostile, hostile, tree)
	d := xml.NewDecoder(strings.NewReader(string(drawn)))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in %s", err, drawn)
		}
		if e, ok := token.(xml.StartElement); ok && !strings.Contains(" svg title text tspan rect path circle ", " "+e.Name.Local+" ") {
			t.Errorf("there is an element %s", e.Name.Local)
		}
	}
}

func TestWordsAreWrappedAndNoneIsLost(t *testing.T) {
	for in, want := range map[string]string{
		"":                         "",
		"one":                      "one",
		"a huddle every day":       "a huddle|every day",
		"abcdefghijklmnopqrst uv":  "abcdefghij|klmnopqrst|uv",
		"漢字漢字漢字":                   "漢字漢字漢|字",
		"  spaces \n and  lines  ": "spaces and|lines",
	} {
		if got := strings.Join(wrap(in, 10), "|"); got != want {
			t.Errorf("%q is wrapped as %q, not %q", in, got, want)
		}
	}
}

func TestAttendanceCountsTheSessionsOfAPersonsTime(t *testing.T) {
	c := spring(percent())
	for i, kind := range []string{model.KindLearning, model.KindLearning, model.KindWall, model.KindLearning, model.KindLearning} {
		c.Sessions = append(c.Sessions, model.Session{ID: text("s" + number(float64(i))), Kind: kind, Date: day(week(i))})
	}
	who := []model.Text{text("dana")}
	team := &model.Team{Attendance: []model.Attendance{{Session: text("s0"), People: who}, {Session: text("s1")}, {Session: text("s2"), People: who}, {Session: text("s4"), People: who}}}
	s := &standing.Standing{Stood: standing.Stood{Cohort: c, Team: team, AsOf: week(3)}}
	for want, p := range map[string]model.Person{
		"came to 1 of 2 learning sessions, 1 of 1 walk": {ID: text("dana")},
		"came to 0 of 1 learning session, 1 of 1 walk":  {ID: text("dana"), From: day(week(1))},
		"came to 0 of 2 learning sessions, 0 of 1 walk": {ID: text("sam")},
		"": {ID: text("late"), From: day(week(3))},
	} {
		if got := came(s, p); got != want {
			t.Errorf("%s %v: %q, not %q", p.ID, p.From, got, want)
		}
	}
}
