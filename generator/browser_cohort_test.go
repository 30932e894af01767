package generator

import (
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// timelineSeen asks what of a cohort's timeline can be seen without pushing or
// opening anything: the drawing, the day reckoned from, and the due days ahead.
const timelineSeen = `(() => {
  const seen = e => !!e && e.checkVisibility() && e.getBoundingClientRect().right <= document.documentElement.clientWidth + 1;
  const say = e => e.innerText.replace(/\s+/g, " ");
  return {
    drawing: seen(document.querySelector("svg.timeline")),
    print: Math.min(...[...document.querySelectorAll("svg.timeline text")].map(e => e.getBoundingClientRect().height)),
    today: [...document.querySelectorAll(".days-today")].filter(seen).map(say).join(),
    due: [...document.querySelectorAll(".days-due")].filter(seen).map(say),
    apart: [...document.querySelectorAll(".days-today ~ ol > li")].filter(seen).length,
    past: [...document.querySelectorAll(".days-past li")].filter(seen).length,
  };
})()`

type timelineShown struct {
	Drawing bool
	Print   float64
	Today   string
	Due     []string
	Apart   int
	Past    int
}

// timeline looks at a cohort's sessions and due days on a phone, on a screen,
// in the dark and on paper.
func (b *tab) timeline(site string) {
	b.open(site, "2026-spring/")
	for _, on := range []struct {
		name           string
		px             int64
		medium, scheme string
		drawing        bool
	}{
		{"a phone", 360, "", "light", false}, {"a phone", 390, "", "light", false}, {"a phone in the dark", 390, "", "dark", false},
		{"a tablet", 800, "", "light", false}, {"a screen", 1400, "", "light", true}, {"a screen in the dark", 1400, "", "dark", true},
		{"paper", 700, "print", "light", true},
	} {
		b.width(on.px)
		b.media(on.medium, on.scheme)
		got := eval[timelineShown](b, timelineSeen)
		if got.Drawing != on.drawing {
			b.Errorf("on %s of %d px the timeline's drawing is seen: %v", on.name, on.px, got.Drawing)
		}
		if got.Drawing && got.Print < 11 {
			b.Errorf("on %s the drawing's print is %.1f px high", on.name, got.Print)
		}
		if got.Today != "As of 12 Jul 2026 Week 20 of 27" || got.Past != 0 || got.Apart != 10 {
			b.Errorf("on %s of %d px today is %q, with %d days of the past seen before it and %d after it", on.name, on.px, got.Today, got.Past, got.Apart)
		}
		if len(got.Due) != 3 || !strings.HasPrefix(got.Due[0], "13 Aug 2026 Goal reached milestone 7 due; 1 of 9 teams reached it") {
			b.Errorf("on %s of %d px the due days seen are %q", on.name, on.px, got.Due)
		}
	}
	b.media("", "light")
}

// timelineWithoutScript has it on a phone with JavaScript off, and what is past
// by keyboard.
func (b *tab) timelineWithoutScript(site string) {
	b.width(390)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.open(site, "2026-spring/")
	if got := eval[timelineShown](b, timelineSeen); got.Drawing || len(got.Due) != 3 || got.Today == "" {
		b.Errorf("without scripts there is %+v", got)
	}
	eval[bool](b, `document.querySelector(".days-past summary").focus() || true`)
	b.do(chromedp.KeyEvent("\r")) // nothing tells when it is painted
	if got := eval[timelineShown](b, timelineSeen); len(got.Due) != 9 || got.Past != 24 {
		b.Errorf("once the past is opened there is %+v", got)
	}
}
