package scope

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"wallwalk/generator/model"
)

// parse reads CODEOWNERS as its readers do: a line is a pattern and its owners,
// a backslash takes the next character for itself, # starts a comment.
func parse(t *testing.T, text string) map[string][]string {
	t.Helper()
	owners := map[string][]string{}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		var words []string
		word, escaped := "", false
		for _, r := range strings.TrimSuffix(line, "\n") {
			switch {
			case escaped:
				word, escaped = word+string(r), false
			case r == '\\':
				escaped = true
			case r == ' ' || r == '\t':
				words, word = append(words, word), ""
			default:
				word += string(r)
			}
		}
		words = append(words, word)
		if owners[words[0]] != nil || len(words) < 2 || slices.Contains(words, "") {
			t.Fatalf("the line %q stands twice or has no owner in\n%s", line, text)
		}
		owners[words[0]] = words[1:]
	}
	return owners
}

func TestCodeOwnersReadsBack(t *testing.T) {
	r, list := read(t, program(map[string]string{"a/teams/t": people("Zoe", "adam", "ADAM", "bad one", "ok_org"), "a/teams/none": people("'-x'"), "b/teams/t": people("adam")}))
	if errors, warnings := list.Count(); errors != 0 || warnings != 2 {
		t.Errorf("said is %v", list.All())
	}
	text, err := r.CodeOwners(CodeOwners{Prefix: "our program/", Default: []string{"@org/leads", "@lead"}})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{"*": {"@org/leads", "@lead"}, "/our program/cohorts/a/teams/t/": {"@adam", "@ok_org", "@Zoe"}, "/our program/cohorts/b/teams/t/": {"@adam"}}
	if got := parse(t, text); !maps.EqualFunc(got, want, slices.Equal) {
		t.Errorf("read back as %q, want %q", got, want)
	}
	if !strings.HasPrefix(text, Written) || !strings.Contains(text, "\n# /our\\ program/cohorts/a/teams/none/ has nobody") || strings.Index(text, "\n* ") > strings.Index(text, "\n/") {
		t.Errorf("the text is\n%s", text)
	}
}

func TestHandles(t *testing.T) {
	for s, want := range map[string]bool{"a": true, "A-b-9": true, "0": true, "dana_org": true, strings.Repeat("a", 39): true, strings.Repeat("a", 40): false,
		"": false, "-a": false, "a-": false, "a--b": false, "a b": false, "a\n": false, "a\n* @b": false, "@a": false, "a/b": false, "a_": false, "_a": false,
		"a_b_c": false, "ä": false, "\u212Aim": false, "a#": false, "x[bot]": false} {
		if got := model.IsHandle(s); got != want {
			t.Errorf("%q is a name on GitHub: %v, want %v", s, got, want)
		}
	}
	for s, want := range map[string]bool{"@a": true, "@org/team": true, "@org/team-1.x_y": true, "": false, "a": false, "@": false, "@org/": false, "@/team": false,
		"@org/a/b": false, "@org/a b": false, "@a @b": false, "@org/team\n* @b": false, "@a\n": false, "@@a": false, "a@example.org": false} {
		if got := IsOwner(s); got != want {
			t.Errorf("%q is an owner: %v, want %v", s, got, want)
		}
	}
}

func TestAFolderThatCanNotBeWrittenIsRefused(t *testing.T) {
	for _, prefix := range []string{"a*/", "[a]/", "a#b/", "!/", "a\nb/", "a\tb/", `a\b/`, `a"b/`, "a?/", "\u2028/", "\xff/", "a\u00A0b/"} {
		for _, r := range []*Rosters{{}, {teams: []team{{dir: "x", handles: []string{"a"}}}}} {
			if text, err := r.CodeOwners(CodeOwners{Prefix: prefix}); err == nil || text != "" {
				t.Errorf("%q is written as\n%s", prefix, text)
			}
		}
	}
}

// Whatever names a program has, the text holds its own map and no other line.
func FuzzNoLineIsForged(f *testing.F) {
	f.Add("", "a", "dana", "mei")
	f.Add("our program/", "b", "dana\n* @eve", "@org/x")
	f.Add("p/\n* @eve #", "b\\ ", "x # y", "a b")
	f.Fuzz(func(t *testing.T, prefix, dir, one, other string) {
		var mine []string
		for _, name := range []string{one, other} {
			if model.IsHandle(name) && !slices.Contains(mine, "@"+name) {
				mine = append(mine, "@"+name)
			}
		}
		tm := team{dir: dir}
		for _, h := range mine {
			tm.handles = append(tm.handles, h[1:])
		}
		o := CodeOwners{Prefix: prefix}
		if IsOwner(other) {
			o.Default = []string{other}
		}
		text, err := (&Rosters{teams: []team{tm}}).CodeOwners(o)
		if err != nil {
			return
		}
		want := map[string][]string{}
		if len(mine) > 0 {
			want["/"+prefix+dir+"/"] = mine
		}
		if o.Default != nil {
			want["*"] = o.Default
		}
		if got := parse(t, text); !maps.EqualFunc(got, want, slices.Equal) || !utf8.ValidString(text) {
			t.Fatalf("read back as %q, want %q:\n%s", got, want, text)
		}
		for _, line := range strings.Split(text, "\n")[2:] {
			if line != "" && !strings.HasPrefix(line, "/") && !strings.HasPrefix(line, "* @") && !strings.HasPrefix(line, "# /") {
				t.Fatalf("the line %q is forged", line)
			}
		}
	})
}

func TestDifferNamesTheLines(t *testing.T) {
	for _, c := range []struct {
		is, want string
		lines    []string
	}{
		{"a\nb\n", "a\nb\n", nil},
		{"a\r\nb\r\n", "a\nb\n", nil},
		{"", "", nil},
		{"", "a\n", []string{"+ a"}},
		{"a\nb\n", "b\n", []string{"- a"}},
		{"/x @a\n/y @a\n", "/x @a @b\n/y @a\n", []string{"- /x @a", "+ /x @a @b"}},
		{"a\na\n", "a\n", []string{"- a"}},
		{"a\n", "a\na\n", []string{"+ a"}},
		{"a\n ", "a\n", []string{"-  "}},
	} {
		if got := Differ(c.is, c.want); !slices.Equal(got, c.lines) {
			t.Errorf("%q against %q: %q, want %q", c.is, c.want, got, c.lines)
		}
	}
	for _, is := range []string{"b\na\n", "a\n\nb\n", "a\nb"} {
		if got := Differ(is, "a\nb\n"); len(got) != 1 || !strings.Contains(got[0], "order") {
			t.Errorf("%q: %q", is, got)
		}
	}
}

func FuzzDifferSaysNothingOnlyOfTheSame(f *testing.F) {
	f.Add("a\nb", "b\na")
	f.Add("a\r\n", "a\n")
	f.Fuzz(func(t *testing.T, is, want string) {
		same := strings.ReplaceAll(is, "\r\n", "\n") == want
		if lines := Differ(is, want); same != (len(lines) == 0) {
			t.Fatalf("%q against %q: %q", is, want, lines)
		}
	})
}
