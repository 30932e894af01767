package edit

import (
	"strings"
	"testing"

	"wallwalk/generator/model"
)

func TestAppend(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"nothing yet", "# hint\n#\n{}\n", "# hint\n#\na: 1\n"},
		{"an empty list", "[]", "a: 1\n"},
		{"something", "x: 1\n", "x: 1\na: 1\n"},
		{"braces within", "x:\n  y: {}\n{}: z\n", "x:\n  y: {}\n{}: z\na: 1\n"},
		{"no line end", "x: 1", "x: 1\na: 1\n"},
		{"Windows", "x: 1\r\n", "x: 1\r\na: 1\r\n"},
		{"a comment behind", "x: 1\n# end", "x: 1\n# end\na: 1\n"},
		{"only comments", "# x\n", "# x\na: 1\n"},
	} {
		if got := string(Append([]byte(c.data), "a: 1\n")); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestInsertWeek(t *testing.T) {
	week, _ := model.ParseDate("2026-03-15")
	for _, c := range []struct{ name, data, want, err string }{
		{"none yet", "# hint\nweeks: {}   # soon\n", "# hint\nweeks:    # soon\n  2026-03-15: {a: 1/2}\n", ""},
		{"none yet, no line end", "weeks: {}", "weeks:\n  2026-03-15: {a: 1/2}\n", ""},
		{"at the end", "weeks:\n  2026-03-08: {a: 2/3}\n", "weeks:\n  2026-03-08: {a: 2/3}\n  2026-03-15: {a: 1/2}\n", ""},
		{"between", "weeks:\n    2026-03-08: {a: 2/3} # ok\n    # next\n    2026-03-22: {a: 1/3}\n", "weeks:\n    2026-03-08: {a: 2/3} # ok\n    2026-03-15: {a: 1/2}\n    # next\n    2026-03-22: {a: 1/3}\n", ""},
		{"first", "weeks:\n  2026-03-22: {a: 1/3}\n", "weeks:\n  2026-03-15: {a: 1/2}\n  2026-03-22: {a: 1/3}\n", ""},
		{"a week of several lines", "weeks:\n  2026-03-08:\n    a: 2/3\n    note: x\n\nphases:\n  a: []\n", "weeks:\n  2026-03-08:\n    a: 2/3\n    note: x\n  2026-03-15: {a: 1/2}\n\nphases:\n  a: []\n", ""},
		{"before other keys", "weeks:\n  2026-03-08: {a: 2/3}\n# the phases\nphases:\n", "weeks:\n  2026-03-08: {a: 2/3}\n  2026-03-15: {a: 1/2}\n# the phases\nphases:\n", ""},
		{"Windows", "weeks:\r\n  2026-03-08: {a: 2/3}\r\n", "weeks:\r\n  2026-03-08: {a: 2/3}\r\n  2026-03-15: {a: 1/2}\r\n", ""},
		{"there already", "weeks:\n  2026-03-15: {a: 2/3}\n", "", "on line 2"},
		{"no weeks", "phases: {}\n", "", "no line weeks:"},
	} {
		got, err := InsertWeek([]byte(c.data), week, "{a: 1/2}")
		if (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) || string(got) != c.want {
			t.Errorf("%s: got %q, %v, want %q, %s", c.name, got, err, c.want, c.err)
		}
	}
}
