package generator

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// walkPage is a walk of the demo program, whose agenda these are the teams of.
const walkPage = "2026-spring/wall/wall-6/"

var walkers = []string{"lakeside", "northgate", "pine-hill", "cedar-fork", "harbor-point", "three-rivers", "port-ellery-ed", "summit-ridge", "juniper-flats"}

// A scene is what the presenter sees.
type scene struct {
	Presenting bool
	Slide      string // the id of the one section that can be seen, or several
	Hash       string
	Place      string
	Blank      bool
	Focus      string // the section in which the focus is
}

const sceneNow = `(() => {
  const seen = e => e && e.checkVisibility({visibilityProperty: true});
  return {Presenting: document.documentElement.classList.contains("presenting"),
    Slide: [...document.querySelectorAll(".slide")].filter(seen).map(e => e.id).join(" "),
    Hash: location.hash, Place: document.querySelector(".walk-place").textContent,
    Blank: !seen(document.querySelector(".slide.current")) && document.documentElement.classList.contains("blanked"),
    Focus: (document.activeElement.closest(".slide") || {id: ""}).id};
})()`

// press hits keys, one after the other.
func (b *tab) press(keys ...string) {
	b.Helper()
	for _, k := range keys {
		b.do(chromedp.KeyEvent(k))
	}
	b.frame()
}

// at wants a slide, by its number, to be shown and to have the address.
func (b *tab) at(when string, n int) {
	b.Helper()
	id := "walk--agenda"
	if n > 1 {
		id = walkers[n-2]
	}
	want := scene{true, id, fmt.Sprint("#", n), fmt.Sprintf("%d of %d", n, len(walkers)+1), false, id}
	if got := eval[scene](b, sceneNow); got != want {
		b.Errorf("%s: %+v, want %+v", when, got, want)
	}
}

// presentByKeyboard goes through a walk from the first slide to the last.
func (b *tab) presentByKeyboard(site string) {
	b.width(1280)
	b.open(site, walkPage)
	if got := eval[scene](b, sceneNow); got.Presenting || len(strings.Fields(got.Slide)) != len(walkers)+1 {
		b.Fatalf("before it is presented: %+v", got)
	}
	b.press("p")
	b.at("p", 1)
	next := []string{kb.ArrowRight, " ", kb.PageDown}
	for i := range walkers {
		b.press(next[i%3])
		b.at("next", i+2)
	}
	b.press(kb.ArrowRight)
	b.at("beyond the last", len(walkers)+1)
	b.press(kb.ArrowLeft)
	b.at("left", len(walkers))
	b.press(kb.PageUp)
	b.at("page up", len(walkers)-1)
	b.press(kb.Home)
	b.at("home", 1)
	b.press(kb.ArrowLeft)
	b.at("before the first", 1)
	b.press(kb.End)
	b.at("end", len(walkers)+1)
	b.press(kb.Home, kb.ArrowRight, kb.ArrowRight)
	b.at("the third", 3)
	b.reloaded()
	b.at("reloaded", 3)
	b.press("b")
	if got := eval[scene](b, sceneNow); !got.Blank || got.Hash != "#3" {
		b.Errorf("b: %+v", got)
	}
	if paper := eval[string](b, `getComputedStyle(document.querySelector(".walk")).backgroundColor`); paper != "rgb(0, 0, 0)" {
		b.Errorf("the blank screen is %s", paper)
	}
	b.press("b")
	b.at("b again", 3)
	b.press("b", kb.ArrowRight)
	b.at("on from a blank screen", 4)
	b.press("?")
	if !eval[bool](b, `document.querySelector(".walk-keys").open && document.activeElement.closest("dialog") !== null`) {
		b.Error("? does not show the keys")
	}
	b.press(kb.ArrowRight, kb.Escape)
	if eval[bool](b, `document.querySelector(".walk-keys").open`) {
		b.Error("Escape does not close the keys")
	}
	eval[bool](b, `history.back() || true`)
	b.await(`location.hash === "#3" && document.querySelector(".slide.current").id === "northgate"`)
	b.press(kb.Escape)
	b.left("northgate")
	b.press("p")
	b.at("p where one has left", 3)
	b.press("x", kb.Tab)
	b.press(kb.Escape)
	b.left("northgate")
}

// left wants the page to be as it is read, at a team.
func (b *tab) left(id string) {
	b.Helper()
	got := eval[scene](b, sceneNow)
	if got.Presenting || got.Hash != "#"+id || got.Focus != id || len(strings.Fields(got.Slide)) != len(walkers)+1 {
		b.Errorf("left at %s: %+v", id, got)
	}
	b.await(fmt.Sprintf(`!document.fullscreenElement && Math.abs(document.getElementById(%q).getBoundingClientRect().top) < innerHeight`, id))
	if !eval[bool](b, `document.querySelector(".walk-tools").hidden && document.querySelector(".site-header").checkVisibility()`) {
		b.Errorf("left at %s: the page is not whole", id)
	}
}

func (b *tab) reloaded() {
	b.Helper()
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Reload()); err != nil {
		b.Fatal(err)
	}
	b.frame()
}

// presentByButtons does it all by tab and Enter: each button has a name and can
// be reached.
func (b *tab) presentByButtons(site string) {
	b.width(1280)
	b.open(site, walkPage)
	eval[bool](b, `document.querySelector(".walk-present").focus() || true`)
	b.press(kb.Enter)
	b.at("the button", 1)
	for _, c := range []struct{ button, want string }{
		{"next", `location.hash === "#2"`},
		{"next", `location.hash === "#3" && document.activeElement.dataset.do === "next"`},
		{"prev", `location.hash === "#2"`},
		{"clock", `document.activeElement.textContent === "Pause timer"`},
		{"clock", `document.activeElement.textContent === "Start timer"`},
		{"reset", `/report 5:00/.test(document.querySelector(".walk-clock").textContent)`},
		{"keys", `document.querySelector(".walk-keys").open`},
	} {
		eval[bool](b, fmt.Sprintf(`document.querySelector(".walk-tools [data-do=%s]").focus() || true`, c.button))
		b.press(kb.Enter)
		if !eval[bool](b, c.want) {
			b.Errorf("the button %s does not lead to %s", c.button, c.want)
		}
	}
	b.press(kb.Escape)
	eval[bool](b, `document.querySelector(".walk-tools [data-do=leave]").focus() || true`)
	b.press(kb.Enter)
	b.left("lakeside")
	if n := eval[int](b, `[...document.querySelectorAll(".walk button")].filter(e => !e.textContent.trim()).length`); n != 0 {
		b.Errorf("%d buttons have no name", n)
	}
}

// smallTexts are those of a slide that can be seen and are less than 24 px
// high, as they are drawn.
const smallTexts = `(() => {
  const found = [], texts = document.createTreeWalker(document.querySelector(".walk"), NodeFilter.SHOW_TEXT);
  let n = 0;
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || e.closest("title, desc, .hidden, .badge, .plot-badge-text") || !e.checkVisibility({visibilityProperty: true})) continue;
    const svg = e.closest("svg");
    const px = parseFloat(getComputedStyle(e).fontSize) * (svg ? svg.getScreenCTM().a : 1);
    n++;
    if (px < 23.9) found.push(px.toFixed(1) + " px: " + texts.currentNode.data.trim().slice(0, 30));
  }
  return {Texts: n, Small: found};
})()`

// secondAxis is how many texts name the axes of the slide's second chart.
const secondAxis = `[...document.querySelectorAll(".slide.current .chart + .chart svg .plot-tick text")].filter(e => e.checkVisibility()).length`

// slidesAreLarge measures each slide's texts on a projector, and looks for what
// sticks out.
func (b *tab) slidesAreLarge(site string) {
	for _, scheme := range []string{"light", "dark"} {
		b.media("", scheme)
		b.do(chromedp.EmulateViewport(1920, 1080))
		b.open(site, walkPage+"#1")
		for n := range len(walkers) + 1 {
			if n > 0 {
				b.press(kb.ArrowRight)
			}
			b.at("on a projector", n+1)
			got := eval[struct {
				Texts int
				Small []string
			}](b, smallTexts)
			if len(got.Small) > 0 || got.Texts < 20 {
				b.Errorf("slide %d has %d texts, and small ones: %s", n+1, got.Texts, strings.Join(got.Small, "; "))
			}
			if n > 0 && eval[int](b, secondAxis) < 4 {
				b.Errorf("slide %d: the second chart's axes are not named", n+1)
			}
			if met := eval[[]string](b, meetingWeeks); len(met) > 0 {
				b.Errorf("slide %d: weeks run together: %s", n+1, strings.Join(met, ", "))
			}
			if out := eval[[]string](b, stickingOut); len(out) > 0 {
				b.Errorf("slide %d: out of the screen: %s", n+1, strings.Join(out, ", "))
			}
			for _, f := range eval[struct{ Faint []string }](b, faintTexts).Faint {
				b.Errorf("slide %d in %s: %s", n+1, scheme, f)
			}
		}
	}
	b.width(390)
	b.at("on a telephone", len(walkers)+1)
	if out := eval[int64](b, `document.scrollingElement.scrollWidth - innerWidth`); out > 0 {
		b.Errorf("a slide is %d px wider than a telephone", out)
	}
}

// meetingWeeks names the weeks below a slide's charts that touch the one before.
const meetingWeeks = `[...document.querySelectorAll(".slide.current svg.plot")].filter(e => e.checkVisibility()).flatMap(plot => {
  const at = [...plot.querySelectorAll(".plot-tick[text-anchor=middle] text")].filter(e => e.checkVisibility())
    .map(e => [e.textContent, e.getBoundingClientRect()]).sort((a, b) => a[1].left - b[1].left);
  return at.filter(([, r], i) => i && at[i - 1][1].right + 4 > r.left).map(([week]) => week);
})`

// stickingOut names what neither the screen nor something that scrolls holds.
const stickingOut = `(() => {
  const tools = document.querySelector(".walk-tools").getBoundingClientRect();
  return [...document.querySelectorAll(".slide.current :is(h1, h2, h3, p, li, figure, svg.plot)")]
    .filter(e => e.checkVisibility() && !e.closest(".walk-words, .walk-title, .chart + .chart figcaption"))
    .filter(e => { const r = e.getBoundingClientRect(); return r.right > innerWidth || r.bottom > tools.top + 1; })
    .map(e => e.tagName + " " + e.textContent.slice(0, 20)).slice(0, 5);
})()`

// walkClock runs the clock forward: it speaks in words, at half time and at
// the end, and each team has its own.
func (b *tab) walkClock(site string) {
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `window.ahead = 0; const now = Date.now; Date.now = () => now() + ahead * 1000;`})
	b.open(site, walkPage+"#2")
	words := func(want string) {
		b.Helper()
		b.await(fmt.Sprintf(`document.querySelector(".walk-clock-words").textContent.startsWith(%q)`, want))
	}
	words("report 5:00")
	b.press("t")
	eval[bool](b, `(ahead = 100) > 0`)
	words("report 3:")
	b.press("t")
	eval[bool](b, `(ahead = 200) > 0`)
	b.frame()
	words("report 3:") // paused
	b.press("t")
	eval[bool](b, `(ahead = 430) > 0`)
	words("feedback 4:")
	if said := eval[string](b, `document.querySelector(".walk-status").textContent`); said != "feedback" {
		b.Errorf("at half time a screen reader hears %q", said)
	}
	if bars := eval[[]float64](b, `[...document.querySelectorAll(".walk-clock progress")].map(e => e.value)`); bars[0] != 1 || bars[1] <= 0 || bars[1] >= 0.5 {
		b.Errorf("the bars stand at %v", bars)
	}
	b.press(kb.ArrowRight)
	words("report 5:00")
	eval[bool](b, `(ahead = 440) > 0`)
	words("report 4:5")
	b.press(kb.ArrowLeft)
	words("feedback 4:")
	eval[bool](b, `(ahead = 2000) > 0`)
	words("over to the next team")
	b.press("r")
	words("report 5:00")
	b.press(kb.Home)
	if eval[bool](b, `document.querySelector(".walk-clock").checkVisibility()`) {
		b.Error("the title has a clock")
	}
}

// walkInPrint wants the report on paper, whatever is on the screen.
func (b *tab) walkInPrint(site string) {
	b.open(site, walkPage+"#3")
	b.press("b")
	b.media("print", "light")
	got := strings.Fields(eval[scene](b, sceneNow).Slide)
	if !slices.Equal(got, append([]string{"walk--agenda"}, walkers...)) {
		b.Errorf("on paper there are %v", got)
	}
	if eval[bool](b, `document.querySelector(".walk-tools").checkVisibility()`) {
		b.Error("the buttons are on paper")
	}
	b.media("", "light")
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.open(site, walkPage)
	if got := strings.Fields(eval[scene](b, sceneNow).Slide); len(got) != len(walkers)+1 {
		b.Errorf("without scripts there are %v", got)
	}
	if eval[bool](b, `document.querySelector(".walk-present").checkVisibility() || document.querySelector(".walk-tools").checkVisibility()`) {
		b.Error("without scripts there are buttons that do nothing")
	}
}
