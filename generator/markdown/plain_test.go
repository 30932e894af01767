package markdown

import (
	"slices"
	"testing"
)

func TestPlainSaysTheWordsAlone(t *testing.T) {
	for source, want := range map[string]string{
		"":                                "",
		"Bring *one* test.":               "Bring one test.",
		"# Head\n\ntext\nmore":            "Head\ntext more",
		"- a\n- b\n\n> c":                 "a\nb\nc",
		"`a*b*` \\* &amp; &#42;":          "a*b* * & *",
		"[x](javascript:alert(1)) y":      "x y",
		"![alt](x.png)":                   "alt",
		"<b>x</b>":                        "<b>x</b>",
		"```\nx < y\n```\n\nz":            "x < y\nz",
		"| a | b |\n|---|---|\n| c | d |": "a\nb\nc\nd",
		"<https://x.example/>":            "https://x.example/",
		"&#x202E;txet":                    "\uFFFDtxet",
	} {
		if got := Plain(source); got != want {
			t.Errorf("%q says %q, want %q", source, got, want)
		}
	}
}

func TestHeadingsAreWords(t *testing.T) {
	got := Headings("# One *and* `two`\n\ntext\n\nThree\n---\n\n> ## Four &amp; five")
	if !slices.Equal(got, []string{"One and two", "Three", "Four & five"}) {
		t.Errorf("the headings are %q", got)
	}
}
