package site

import (
	"os"
	"reflect"
	"testing"

	"wallwalk/generator/load"
	"wallwalk/generator/standing"
)

// TestEarlierStandingsAreAsReckonedThen: what is taken from the series of today
// is what the team's files of the day give.
func TestEarlierStandingsAreAsReckonedThen(t *testing.T) {
	program, list, err := load.Program(os.DirFS("../.."), func(n int, do func(int)) {
		for i := range n {
			do(i)
		}
	})
	if err != nil || list.Failed() {
		t.Fatal(list, err)
	}
	points := 0
	for _, c := range program.Cohorts {
		for _, team := range c.Teams {
			whole := standing.Of(program, c, team, program.AsOf.Date)
			for day := c.Starts.Date - 70; day <= program.AsOf.Date; day += 3 {
				got, want := whole.On(program, day), &standing.Of(program, c, team.On(c, day), day).Stood
				if !reflect.DeepEqual(got, want) {
					t.Fatalf("%s on %s:\n%+v\nwant\n%+v", team.ID, day, got, want)
				}
				for _, s := range got.Series {
					points += len(s.Points)
				}
			}
		}
	}
	if points < 10_000 {
		t.Errorf("only %d points were compared", points)
	}
}
