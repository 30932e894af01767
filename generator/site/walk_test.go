package site

import (
	"testing"

	"wallwalk/generator/model"
)

func TestAnchorsAreNothingElse(t *testing.T) {
	for id, want := range map[string]string{"lakeside": "lakeside", "main": "team--main", "s-done": "team--s-done", "3": "team--3", "3-rivers": "3-rivers", "walk": "walk"} {
		if got := anchor(id); got != want {
			t.Errorf("anchor(%q) = %q, want %q", id, got, want)
		}
	}
}

func TestTallySaysOnlyWhatMoved(t *testing.T) {
	for want, n := range map[string]tally{
		"nothing moved":                 {},
		"1 new point":                   {points: 1},
		"2 new points and 1 new signal": {points: 2, signals: 1},
		"1 milestone done, 2 barriers opened and 1 barrier closed": {done: 1, opened: 2, closed: 1},
	} {
		if got := n.String(); got != want {
			t.Errorf("%+v is %q, want %q", n, got, want)
		}
	}
}

func TestTheWalkInTheMenuIsTheNextElseTheLast(t *testing.T) {
	c := &model.Cohort{Sessions: []model.Session{
		{ID: text("one"), Kind: model.KindWall, Date: day(week(2))}, {ID: text("learn"), Kind: model.KindLearning, Date: day(week(3))},
		{ID: text("two"), Kind: model.KindWall, Date: day(week(4))}}}
	for n, want := range map[int]string{0: "one", 2: "one", 3: "two", 4: "two", 9: "two"} {
		if got, ok := currentWalk(c, week(n)); !ok || got.ID.Text != want {
			t.Errorf("in week %d it is %s, want %s", n, got.ID, want)
		}
	}
	if _, ok := currentWalk(&model.Cohort{}, march); ok {
		t.Error("a cohort without walks has one")
	}
}
