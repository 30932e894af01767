package diag

import (
	"slices"
	"testing"
)

func at(file string, line, col, width int32) Span {
	return Span{File: file, Line: line, Col: col, Width: width}
}

func codes(l *List) (out []string) {
	for _, d := range l.All() {
		out = append(out, d.Code)
	}
	return out
}

func TestASpanPointsAtAPlaceOrAtTheFile(t *testing.T) {
	for want, s := range map[string]Span{"a/b.yaml:7:29": at("a/b.yaml", 7, 29, 5), "a/b.yaml": {File: "a/b.yaml"}} {
		if got := s.String(); got != want {
			t.Errorf("%+v is %q, want %q", s, got, want)
		}
	}
}

func TestDiagnosticsAreSortedByPlaceThenSeverity(t *testing.T) {
	var l List
	l.Warnf("fifth", at("b", 2, 1, 1), "", "same place, a warning")
	l.Errorf("seventh", at("b", 10, 1, 1), "", "line ten comes after line two")
	l.Errorf("fourth", at("b", 2, 1, 1), "", "same place, an error, second by code")
	l.Errorf("second", at("b", 0, 0, 0), "", "the file as a whole comes first")
	l.Errorf("third", at("b", 2, 1, 1), "", "same place, an error, first by message")
	l.Errorf("sixth", at("b", 2, 5, 1), "", "further right")
	l.Warnf("first", at("a", 99, 1, 1), "", "another file")
	l.items[4].Code = "fourth" // as the third, whose message comes first
	l.items[4].Message = "a"
	l.Sort()
	want := []string{"first", "second", "fourth", "fourth", "fifth", "sixth", "seventh"}
	if got := codes(&l); !slices.Equal(got, want) || l.All()[2].Message != "a" {
		t.Errorf("sorted as %v, want %v", got, want)
	}
}

func TestSortingDoesNotDependOnTheOrderOfFinding(t *testing.T) {
	all := func(order []int) []Diagnostic {
		var l List
		for _, i := range order {
			if i%2 == 0 {
				l.Errorf("c", at("f", int32(i/4), 1, 1), "", "m%d", i)
			} else {
				l.Warnf("c", at("f", int32(i/4), 1, 1), "", "m%d", i)
			}
		}
		l.Sort()
		return l.All()
	}
	want := all([]int{0, 1, 2, 3, 4, 5, 6, 7})
	if got := all([]int{7, 2, 5, 0, 3, 6, 1, 4}); !slices.Equal(got, want) {
		t.Errorf("found in another order:\n%v\nwant\n%v", got, want)
	}
}

func TestWhatDiffersInWidthOrHintOnlyIsSortedToo(t *testing.T) {
	said := []Diagnostic{{At: at("f", 1, 1, 1), Hint: "a"}, {At: at("f", 1, 1, 1), Hint: "b"}, {At: at("f", 1, 1, 2), Hint: "a"}}
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 0, 2, 1, 0}, {2, 0, 1, 2}} {
		var l List
		for _, i := range order {
			l.Errorf("c", said[i].At, said[i].Hint, "m")
		}
		l.Sort()
		got := l.All()
		for i := range got {
			got[i].Code, got[i].Message, got[i].Severity = "", "", said[0].Severity
		}
		if !slices.Equal(got, said) {
			t.Errorf("found in the order %v: %+v", order, got)
		}
	}
}

func TestWhatIsSaidTwiceIsDropped(t *testing.T) {
	var l, other List
	l.Errorf("twice", at("f", 1, 1, 1), "hint", "once is enough")
	l.Errorf("twice", at("f", 2, 1, 1), "hint", "once is enough")
	other.Errorf("twice", at("f", 1, 1, 1), "hint", "once is enough")
	other.Errorf("twice", at("f", 1, 1, 1), "hint", "this is another")
	l.Append(&other)
	l.Sort()
	if len(l.All()) != 3 {
		t.Errorf("%d are left, want 3: %v", len(l.All()), l.All())
	}
	l.Sort()
	if len(l.All()) != 3 {
		t.Error("sorting again drops more")
	}
}

func TestCountAndFailed(t *testing.T) {
	var l List
	if e, w := l.Count(); e != 0 || w != 0 || l.Failed() {
		t.Error("the empty list is not empty")
	}
	l.Warnf("w", Span{}, "", "look")
	if l.Failed() {
		t.Error("a warning stops the build")
	}
	l.Errorf("e", Span{}, "", "%d of %d", 57, 52)
	if e, w := l.Count(); e != 1 || w != 1 || !l.Failed() {
		t.Errorf("%d errors and %d warnings, failed %v", e, w, l.Failed())
	}
	if got := l.All()[1].Message; got != "57 of 52" {
		t.Errorf("the message is %q", got)
	}
	if Error.String() != "error" || Warning.String() != "warning" {
		t.Error("a severity has the wrong name")
	}
}

func TestStrictMakesEveryWarningAnError(t *testing.T) {
	var l List
	l.Warnf("a", Span{}, "", "look")
	l.Errorf("b", Span{}, "", "wrong")
	l.Strict()
	if e, w := l.Count(); e != 2 || w != 0 {
		t.Errorf("%d errors and %d warnings", e, w)
	}
}

func TestQuietDropsWarningsAndKeepsErrors(t *testing.T) {
	var l List
	l.Warnf("spacing", Span{}, "", "not wanted")
	l.Errorf("spacing", Span{}, "", "an error by the same code")
	l.Warnf("spelling", Span{}, "", "wanted")
	l.Quiet([]string{"spacing", "unknown"})
	if got := codes(&l); !slices.Equal(got, []string{"spacing", "spelling"}) || !l.Failed() {
		t.Errorf("left are %v", got)
	}
	l.Quiet(nil)
	if len(l.All()) != 2 {
		t.Error("quiet of nothing drops something")
	}
}

func TestAttachReadsEachFileOnce(t *testing.T) {
	var l List
	l.Errorf("a", at("b.yaml", 2, 1, 1), "", "second line")
	l.Errorf("b", at("a.yaml", 1, 1, 1), "", "after a byte-order mark")
	l.Errorf("c", at("b.yaml", 3, 1, 1), "", "after an old Mac's line end")
	l.Errorf("d", at("b.yaml", 9, 1, 1), "", "beyond the end")
	l.Errorf("e", at("c.yaml", 0, 0, 0), "", "the file as a whole")
	l.Errorf("f", at("gone.yaml", 1, 1, 1), "", "cannot be read")
	l.Sort()
	reads := map[string]int{}
	l.Attach(func(file string) []byte {
		reads[file]++
		return map[string][]byte{"a.yaml": []byte("\uFEFFone: 1\r\n"), "b.yaml": []byte("x: 1\r\ny: 2\rz: 3\n")}[file]
	})
	want := map[string]string{"a": "y: 2", "b": "one: 1", "c": "z: 3", "d": "", "e": "", "f": ""}
	for _, d := range l.All() {
		if d.Excerpt != want[d.Code] {
			t.Errorf("the excerpt of %s is %q, want %q", d.At, d.Excerpt, want[d.Code])
		}
	}
	if reads["a.yaml"] != 1 || reads["b.yaml"] != 1 || reads["gone.yaml"] != 1 || reads["c.yaml"] != 0 {
		t.Errorf("files are read %v", reads)
	}
}

func TestLinesSplitAsPositionsCount(t *testing.T) {
	for text, want := range map[string][]string{
		"":               {""},
		"a\n":            {"a", ""},
		"a\r\nb\rc\nd":   {"a", "b", "c", "d"},
		"\uFEFFa\n\nb":   {"a", "", "b"},
		"a\uFEFFb\n\r\n": {"a\uFEFFb", "", ""},
	} {
		if got := Lines([]byte(text)); !slices.Equal(got, want) {
			t.Errorf("Lines(%q) = %q, want %q", text, got, want)
		}
	}
}
