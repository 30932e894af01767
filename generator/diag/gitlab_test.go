package diag

import (
	"regexp"
	"testing"
)

func issues(t *testing.T, l *List) (out []issue) {
	t.Helper()
	decode(t, printed(t, l.GitLab), &out)
	return out
}

// sameOnGitLab fails where a report says something else than was found, or two
// issues collapse into one.
func sameOnGitLab(t *testing.T, l *List) {
	t.Helper()
	got := issues(t, l)
	if len(got) != len(l.items) {
		t.Fatalf("%d diagnostics become %d issues", len(l.items), len(got))
	}
	seen := map[string]bool{}
	for i, d := range l.items {
		want := issue{Description: Printable(d.Message), CheckName: valid(d.Code), Fingerprint: got[i].Fingerprint, Severity: "major"}
		if d.Hint != "" {
			want.Description += "; hint: " + shown(d.Hint, " ")
		}
		if d.Severity == Warning {
			want.Severity = "minor"
		}
		want.Location.Path, want.Location.Lines.Begin = valid(d.At.File), max(int(d.At.Line), 1)
		if got[i] != want {
			t.Fatalf("the issue is\n%+v\nwant\n%+v", got[i], want)
		}
		if !regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString(got[i].Fingerprint) || seen[got[i].Fingerprint] {
			t.Fatalf("the fingerprint %q is malformed or stands twice", got[i].Fingerprint)
		}
		seen[got[i].Fingerprint] = true
	}
}

func TestGitLabReportsSayWhatWasFound(t *testing.T) {
	sameOnGitLab(t, plain())
	sameOnGitLab(t, hostile())
	sameOnGitLab(t, alone())
}

func TestAFingerprintStaysWhenLinesMove(t *testing.T) {
	list := func(moved int32, kind Severity) *List {
		var l List
		for _, line := range []int32{3, 9, 12} {
			l.items = append(l.items, Diagnostic{kind, "blank", at("a.yaml", line+moved, 3+moved, 1), "it is blank", "write it", "  week:", false})
		}
		return &l
	}
	before := list(0, Error).fingerprints()
	for i, moved := range list(40, Warning).fingerprints() {
		if moved != before[i] {
			t.Errorf("the fingerprint of number %d changes with its line", i+1)
		}
	}
	if before[0] == before[1] || before[1] == before[2] {
		t.Error("equal mistakes on different lines collapse")
	}
}

func TestAFingerprintChangesWithWhatIsWrong(t *testing.T) {
	var l List
	add := func(file, code, message, excerpt string) {
		l.items = append(l.items, Diagnostic{Code: code, At: at(file, 1, 1, 1), Message: message, Excerpt: excerpt})
	}
	add("a", "b", "c", "d")
	add("x", "b", "c", "d")
	add("a", "x", "c", "d")
	add("a", "b", "x", "d")
	add("a", "b", "c", "x")
	add("a b", "c", "", "d") // the parts are kept apart
	add("a", "b c", "", "d")
	add(`a" "b`, "c", "", "d")
	seen := map[string]int{}
	for i, f := range l.fingerprints() {
		if k, ok := seen[f]; ok {
			t.Errorf("%+v and %+v have one fingerprint", l.items[k], l.items[i])
		}
		seen[f] = i
	}
}

// A message may name a line of the file, which moves with its own.
func TestAFingerprintStaysWhenAnotherLineMoves(t *testing.T) {
	at := func(message string) string {
		l := List{items: []Diagnostic{{Code: "duplicate-id", At: Span{File: "a", Line: 9}, Message: message}}}
		return l.fingerprints()[0]
	}
	if at("the id x stands twice; the first is on line 3") != at("the id x stands twice; the first is on line 14") {
		t.Error("the line of the first is in the fingerprint")
	}
	if at("the id x stands twice; the first is on line 3") == at("the id y stands twice; the first is on line 3") {
		t.Error("two ids have one fingerprint")
	}
}
