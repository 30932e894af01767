package diag

import (
	"strings"
	"testing"
)

func TestNearOffersWhatWasMeant(t *testing.T) {
	known := []string{"positioning", "repeats", "turnaround", "huddle", "ct"}
	for written, want := range map[string]string{
		"possitioning": "positioning", "positoining": "positioning", "Repeats": "repeats", "repeat": "repeats",
		"turn-around": "turnaround", "hudle": "huddle", "tc": "ct",
		"reading-time": "", "": "", "huddles-at-noon": "", strings.Repeat("x", 100): "",
	} {
		if got := Near(written, known); got != want {
			t.Errorf("Near(%q) = %q, want %q", written, got, want)
		}
	}
	if got := Near("a", nil); got != "" {
		t.Errorf("nothing is known, and %q is offered", got)
	}
	if got := Near("ab", []string{"ac", "ab", "ad"}); got != "ab" {
		t.Errorf("the nearest is %q, want ab", got)
	}
	if got := Near(strings.Repeat("x", 70), []string{strings.Repeat("x", 70)}); got != "" {
		t.Errorf("a name longer than an id is near %q", got)
	}
}

func TestDistanceCountsASwapOnce(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"abc", "acb", 1}, {"abc", "cba", 2}, {"kitten", "sitting", 3}, {"äb", "ab", 1}} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
