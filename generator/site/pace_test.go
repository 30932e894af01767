package site

import "testing"

func TestPaceSaysWhatIsLateBeforeWhatIsEarly(t *testing.T) {
	m := percent()
	c := spring(m)
	one := func(ids string) string {
		s := standings(c, week(4), reach(team("Elm", m), ids))
		return pace(s[0])
	}
	for ids, want := range map[string]string{"": "2 overdue", "a": "1 overdue", "a c": "1 overdue", "a b": "on time", "a b c": "1 ahead"} {
		if got := one(ids); got != want {
			t.Errorf("with %q reached the team is %q, not %q", ids, got, want)
		}
	}
	if got := pace(standings(c, week(60), team("Elm", m))[0]); got != "3 not reached" {
		t.Errorf("after the cohort's end the team is %q", got)
	}
}
