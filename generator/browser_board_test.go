package generator

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// rowsShown are the teams on the wall, as they stand from top to bottom.
const rowsShown = `[...document.querySelectorAll(".board tr.row")].filter(r => r.offsetParent).map(r => r.querySelector(".team a").textContent).join("|")`

// board sorts and filters the wall; the address keeps the choice, through a
// reload and for whoever is sent it.
func (b *tab) board(site string) {
	const wall = "2026-spring/wall/"
	b.open(site, wall)
	if strings.HasPrefix(site, "file:") {
		b.open(site, wall+"index.html")
	}
	before := eval[string](b, rowsShown)
	choose := func(name, value string) {
		b.Helper()
		eval[bool](b, `(() => { const f = document.querySelector(".board-tools [name=`+name+`]"); if (f.type === "checkbox") f.click(); else { f.value = `+"`"+value+"`"+`; f.dispatchEvent(new Event("input", {bubbles: true})); } return true })()`)
	}
	choose("sort", "behind")
	if got := eval[string](b, rowsShown); got == before || !strings.HasPrefix(got, "Northgate") {
		b.Errorf("sorted by milestones overdue, the teams are %s", got)
	}
	choose("help", "")
	helped := eval[string](b, rowsShown)
	if n := strings.Count(helped, "|") + 1; n != 3 {
		b.Errorf("%d teams need help: %s", n, helped)
	}
	if said := eval[string](b, `document.querySelector(".board-tools output").textContent`); said != "3 of 9 teams shown" {
		b.Errorf("the wall says %q", said)
	}
	if hash := eval[string](b, `location.hash`); hash != "#sort=behind&help=yes" {
		b.Errorf("the address keeps %q", hash)
	}
	b.do(chromedp.Reload())
	if got := eval[string](b, rowsShown); got != helped {
		b.Errorf("after a reload the teams are %s, not %s", got, helped)
	}
	eval[bool](b, `(() => { document.querySelector(".board-tools button").click(); return true })()`)
	b.await(`location.hash === ""`)
	if got := eval[string](b, rowsShown); got != before {
		b.Errorf("shown all again, the teams are %s", got)
	}
	group := eval[string](b, `document.querySelector(".board-tools [name=group]").options[1].value`)
	choose("group", group)
	if got := eval[int](b, `[...document.querySelectorAll(".board tbody")].filter(t => t.offsetParent).length`); got != 1 {
		b.Errorf("of one collaborative, %d are shown", got)
	}
}

// TestPrintedBoard prints a wall of as many teams as one sheet has to hold.
func TestPrintedBoard(t *testing.T) {
	browser := startBrowser(t)
	sites := publishSite(t, demoOf(t, 24))
	b := newTab(t, browser)
	b.open(sites.root, "2026-spring/wall/")
	if n := b.sheets(); n != 1 {
		t.Errorf("a wall of 24 teams takes %d sheets", n)
	}
}
