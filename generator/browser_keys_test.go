package generator

import (
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// keysOff switches the keys off that are one letter or sign, on one page, and
// finds them off on another until they are switched on again (WCAG 2.1.4).
func (b *tab) keysOff(site string) {
	const (
		footer = `document.querySelector(".site-footer .keys-switch button")`
		state  = `(s => [s.getAttribute("role"), s.getAttribute("aria-checked"), s.innerText.trim()].join(", "))`
	)
	b.open(site, "")
	want := func(when, state_ string) {
		b.Helper()
		if got := eval[string](b, state+"("+footer+")"); got != state_ {
			b.Errorf("%s the switch is %q, want %q", when, got, state_)
		}
	}
	want("at first", "switch, true, Keyboard shortcuts: on")
	b.do(chromedp.Focus(chromedp.CSS(".site-footer .keys-switch button")))
	b.press(kb.Enter)
	want("switched", "switch, false, Keyboard shortcuts: off")
	if has := eval[bool](b, `document.querySelector(".search-input").hasAttribute("aria-keyshortcuts")`); has {
		b.Error("the box still says that a key leads to it")
	}

	b.open(site, walkPage)
	want("on another page", "switch, false, Keyboard shortcuts: off")
	b.press("/")
	if eval[bool](b, boxed) {
		b.Error("/ leads to the box though it is switched off")
	}
	b.press("p")
	if got := eval[scene](b, sceneNow); got.Presenting {
		b.Error("p presents though it is switched off")
	}
	// Presented by its button, arrows and Escape still work; no letter does.
	b.do(chromedp.Click(chromedp.CSS(".walk-present")))
	b.press(kb.ArrowRight)
	b.at("an arrow", 2)
	b.press("b", "t", "?", "f", "r")
	b.at("letters", 2)
	if eval[bool](b, `document.querySelector(".walk-keys").open || document.querySelector("[data-do=clock]").textContent !== "Start timer"`) {
		b.Error("a letter works though it is switched off")
	}
	// The keys' own help has the switch too.
	b.do(chromedp.Click(chromedp.CSS("[data-do=keys]")), chromedp.Click(chromedp.CSS(".walk-keys .keys-switch button")))
	want("switched in the help", "switch, true, Keyboard shortcuts: on")
	b.press(kb.Escape)
	b.await(`!document.querySelector(".walk-keys").open`)
	b.press("b")
	if got := eval[scene](b, sceneNow); !got.Blank {
		b.Error("b does not blank the screen though it is switched on again")
	}
	b.press("b", kb.Escape)
	b.open(site, team)
	b.type_("/")
	b.await(boxed)
}
