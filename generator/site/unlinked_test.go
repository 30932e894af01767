package site

import (
	"testing"

	"wallwalk/generator/model"
)

// A theme of the program's own writes its links as it likes.
func TestUnlinked(t *testing.T) {
	b := &builder{Site: &Site{Input: Input{Program: &model.Program{Pages: []model.Page{{ID: "roles"}}}}}}
	for page, want := range map[string]string{
		`<a href="../gone/" title="a > b">x</a>, y`:                 `x, y`,
		`<a href="../gone/" title='"a>' rel=next><b>x</b></a>, y`:   `<b>x</b>, y`,
		"<a href=\"../gone/\"\n  rel=\"next\">x\ny</a>":             "x\ny",
		`<a href="../roles/" title="a > b">x</a>`:                   `<a href="../roles/" title="a > b">x</a>`,
		`<a href="../gone/">../gone/</a>`:                           `a page that is not public`,
		`<a href="../gone/">and/or</a> &lt;a href="../gone/">`:      `and/or &lt;a href="../gone/">`,
		`<a href="../roles/">x</a><a href="../gone/">y</a>`:         `<a href="../roles/">x</a>y`,
		`<a href="../gone/"><img src="p.png" alt="a > b"></a> <br>`: `<img src="p.png" alt="a > b"> <br>`,
	} {
		if got := string(b.unlinked([]byte(page), "start/")); got != want {
			t.Errorf("%s\nbecomes %s\nnot     %s", page, got, want)
		}
	}
}
