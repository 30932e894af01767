package audience

import (
	"testing"

	"wallwalk/generator/model"
)

func text(s string) model.Text { return model.Text{Text: s} }

func TestTeamIDsAreTheirOwn(t *testing.T) {
	c := &model.Cohort{Teams: []*model.Team{
		{ID: "ash", PublicName: text("Site A")},
		{ID: "birch", PublicName: text("Site-A")},
		{ID: "cedar", PublicName: text("Site B"), PublicID: text("site-a")},
		{ID: "dogwood"},
		{ID: "elm", PublicName: text("People")},
		{ID: "fir", PublicName: text("病院")},
		{ID: "gum", PublicName: text("病院 二")},
		{ID: "hazel", PublicName: text("Dogwood")},
	}}
	want := map[string]string{"ash": "site-a-2", "birch": "site-a-3", "cedar": "site-a", "dogwood": "dogwood", "elm": "people-2", "fir": "team", "gum": "team-2", "hazel": "dogwood-2"}
	seen := map[string]bool{}
	for id, public := range TeamIDs(c) {
		if public != want[id] || seen[public] {
			t.Errorf("%s is %s, want %s", id, public, want[id])
		}
		seen[public] = true
	}
}

func TestSmallNumbers(t *testing.T) {
	for _, c := range []struct {
		num, den float64
		counts   bool
		want     bool
	}{
		{30, 60, true, false}, {0, 60, true, false}, {60, 60, true, false}, {1, 60, true, true}, {10, 60, true, true}, {11, 60, true, false},
		{50, 60, true, true}, {49, 60, true, false}, {5, 5, true, true}, {4, 0, true, true}, {0, 0, true, false}, {11, 0, true, false}, {4, 0, false, false},
	} {
		if got := small(model.Figure{Num: c.num, Den: c.den}, c.counts); got != c.want {
			t.Errorf("%v of %v, a count: %t, is small: %t", c.num, c.den, c.counts, got)
		}
	}
}
