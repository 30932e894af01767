package markdown

import (
	"fmt"
	"strings"
	"testing"
)

func TestDeadLinks(t *testing.T) {
	leads := func(address string) bool { return strings.HasPrefix(address, "there/") }
	for source, want := range map[string]string{
		"[a](there/) and [b](nowhere/)":                   "1:17-13 nowhere/",
		"[a](there/#x) [b](#x) [c](https://x.example/y)":  "",
		"[a](mailto:a@b.example) [b](HTTP://x.example)":   "",
		"a\n\n- [two\n  words](../b/)":                    "3:3-1 ../b/",
		"[a][b] [b]\n\n[b]: <nowhere/ x> 'y'":             "1:1-1 nowhere/ x, 1:8-1 nowhere/ x",
		"`[a](nowhere/)`\n\n    [a](nowhere/)\n":          "",
		"[a](nowhere&#47;) [b](n\\_o \"title\")":          "1:1-17 nowhere/, 1:19-9 n_o",
		"[a](a(b)/) [b](javascript:x) [c]() [d](\\\\x)":   "1:1-10 a(b)/",
		"![picture](nowhere.png) [![p](q.png)](there/)":   "",
		"[a]( there/ ) [b](<there/>) [c](\nthere/)":       "",
		"# [a](nowhere/)\n\n|x|\n|-|\n|[b](gone/)|":       "1:3-13 nowhere/, 5:2-10 gone/",
		"no link [at all] (nowhere/) ] ( and ]:":          "",
		strings.Repeat("[", maxMarks+1) + "[a](nowhere/)": "",
		"[a](there/)\n\n[unused]: nowhere/\n":             "",
		"[a](there/\u00e9) [\u00e9 b](\u00e9/)":           "1:14-9 \u00e9/",
	} {
		var said []string
		for _, l := range DeadLinks(source, leads) {
			said = append(said, fmt.Sprintf("%d:%d-%d %s", l.Line, l.Col, l.Width, l.Address))
		}
		if got := strings.Join(said, ", "); got != want {
			t.Errorf("%.80q has %s, want %s", source, got, want)
		}
	}
}
