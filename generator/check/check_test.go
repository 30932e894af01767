package check

import (
	"slices"
	"strings"
	"testing"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

const today = "2026-06-28"

func TestSoundProgramHasNoDiagnostics(t *testing.T) {
	for _, on := range []string{"2020-01-01", "2026-03-02", today, "2030-01-01"} {
		if _, said := checked(t, sound(), on); said != "" {
			t.Errorf("on %s:\n%s", on, said)
		}
	}
}

// A slip is one change to the sound program, and the one diagnostic that it
// gives: its place, its severity and words of its message and its hint.
type slip struct {
	code, file, old, new string
	place, message, hint string
}

func TestOneSlipOneDiagnostic(t *testing.T) {
	for _, c := range slices.Concat(idSlips, referenceSlips, dateSlips, rosterSlips, shapeSlips, otherSlips, privacySlips) {
		files := sound()
		if c.old == "" || strings.Count(files[c.file], c.old) != 1 {
			t.Errorf("%s: %q stands %d times in %s", c.code, c.old, strings.Count(files[c.file], c.old), c.file)
			continue
		}
		files[c.file] = strings.Replace(files[c.file], c.old, c.new, 1)
		list, said := checked(t, files, today)
		if len(list.All()) != 1 {
			t.Errorf("%s: %q gives %d diagnostics, want one:\n%s", c.code, c.new, len(list.All()), said)
			continue
		}
		d := list.All()[0]
		if place := strings.TrimPrefix(d.At.String(), c.file+":") + " " + d.Severity.String(); place != c.place || d.Code != c.code {
			t.Errorf("%q: %s [%s], want %s [%s]\n%s", c.new, place, d.Code, c.place, c.code, said)
		}
		if d.Message != c.message || !strings.Contains(d.Hint, c.hint) || d.Hint == "" {
			t.Errorf("%q says\n%s\nwant %q and %q", c.new, said, c.message, c.hint)
		}
		marks(t, d)
	}
}

// marks holds for every diagnostic: it underlines something on its line, and
// is worded as the house words it.
func marks(t *testing.T, d diag.Diagnostic) {
	t.Helper()
	if end := int(d.At.Col+d.At.Width) - 1; d.At.Line > 0 && !d.Private && (d.At.Width < 1 || end > len([]rune(d.Excerpt))) {
		t.Errorf("%s [%s]: underlines %d to %d of %q", d.At, d.Code, d.At.Col, end, d.Excerpt)
	}
	if strings.HasSuffix(d.Message, ".") || strings.HasSuffix(d.Hint, ".") || strings.Contains(d.Message, "%!") || strings.Contains(d.Hint, "%!") {
		t.Errorf("[%s]: %q, %q", d.Code, d.Message, d.Hint)
	}
}

// whole checks a program as those who use this package do.
func whole(p *model.Program, today model.Date) *diag.List {
	list := Shared(p)
	teams := map[string][]string{}
	for _, c := range p.Cohorts {
		for _, t := range c.Teams {
			teams[c.ID] = append(teams[c.ID], t.ID)
		}
	}
	list.Append(Links(p, teams, list))
	for _, c := range p.Cohorts {
		list.Append(Joint(p, c, today))
		for _, t := range c.Teams {
			list.Append(Team(p, c, t, today))
		}
	}
	return list
}
