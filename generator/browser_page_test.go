package generator

import (
	"slices"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// walk opens a page of each kind; the tab notes what goes wrong in them.
func (b *tab) walk(site string) {
	for _, name := range kinds {
		if name == "404.html" && !strings.HasSuffix(site, hostedAt) {
			continue // it knows where the site is published, and works there alone
		}
		b.open(site, name)
		if h1 := eval[string](b, `document.querySelector("main h1").innerText`); h1 == "" {
			b.Errorf("%s%s has no heading", site, name)
		}
		if font := eval[string](b, `getComputedStyle(document.body).margin`); font != "0px" {
			b.Errorf("%s%s has no stylesheet", site, name)
		}
		b.frame()
	}
}

// click follows links as a reader does, down to a team and back up.
func (b *tab) click(site string) {
	b.open(site, "")
	for _, c := range []struct{ link, leads string }{
		{`.cohort-card h3 a[href*="2026-spring"]`, "2026-spring/"},
		{`.actions a[href*="wall"]`, "2026-spring/wall/"},
		{`.board a[href*="lakeside"]`, "2026-spring/lakeside/"},
		{`.neighbours a[rel=next]`, "2026-spring/northgate/"},
		{`.crumbs li:nth-child(2) a`, "2026-spring/"},
		{`.crumbs li:first-child a`, ""},
		{`.site-nav a[href*="roles"], .pages a[href*="roles"]`, "roles/"},
		{`a.site-name`, ""},
	} {
		if _, err := chromedp.RunResponse(b.ctx, chromedp.Click(chromedp.CSS(c.link))); err != nil {
			b.Fatalf("%s doesn't lead to %s: %v", c.link, c.leads, err)
		}
		got := strings.TrimSuffix(strings.TrimPrefix(eval[string](b, `location.href`), site), "index.html")
		if got != c.leads {
			b.Errorf("%s leads to %q, want %q", c.link, got, c.leads)
		}
	}
}

// withoutScript compares what there is to read with scripts and without.
func (b *tab) withoutScript(site string) {
	// What sorts the wall is there with scripts alone; it is nothing to read.
	const text = `(document.querySelectorAll(".board-tools").forEach(e => e.hidden = true), document.querySelector("main").innerText)`
	for _, name := range []string{"", "2026-spring/", "2026-spring/wall/", team} {
		b.open(site, name)
		with := eval[string](b, text)
		call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		b.open(site, name)
		if eval[int](b, `document.querySelectorAll(".scrub").length`) != 0 {
			b.Fatal("scripts run although they are switched off")
		}
		if without := eval[string](b, text); without != with || len(with) < 200 {
			b.Errorf("%s reads with scripts\n%s\nand without\n%s", name, with, without)
		}
		if n := eval[int](b, `[...document.querySelectorAll("svg.plot")].filter(e => !e.checkVisibility({opacityProperty: true})).length`); n != 0 {
			b.Errorf("%s: %d charts can't be seen without scripts", name, n)
		}
		call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
	}
}

// widths looks for pages that have to be pushed sideways.
func (b *tab) widths(site string) {
	for _, name := range kinds {
		b.open(site, name)
		for _, px := range []int64{360, 390, 768, 1280} {
			b.width(px)
			// What the bar at the side leaves is less than px, and is all there is.
			if out := eval[int64](b, `document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth`); out > 0 {
				b.Errorf("%s is %d px wider than a screen of %d: %s", name, out, px, strings.Join(eval[[]string](b, overflowing), ", "))
			}
		}
	}
}

// overflowing names what sticks out of the page, but not what scrolls by
// itself.
const overflowing = `[...document.body.querySelectorAll("*")]
  .filter(e => e.getBoundingClientRect().right > document.scrollingElement.clientWidth + 0.5 && !e.closest("svg, .scroll, .chart-scroll, .board-scroll, .hidden"))
  .map(e => e.tagName + "." + e.className).slice(0, 5)`

// contrast reads every text that can be seen, and the colour behind it.
func (b *tab) contrast(site, scheme string) {
	b.width(1280)
	b.media("", scheme)
	seen := 0
	for _, name := range kinds {
		b.open(site, name)
		eval[bool](b, `document.querySelectorAll("details").forEach(d => { d.open = true; }) || true`)
		b.frame()
		found := eval[struct {
			Texts int
			Faint []string
		}](b, faintTexts)
		seen += found.Texts
		for _, f := range found.Faint {
			b.Errorf("%s in %s: %s", name, scheme, f)
		}
	}
	if seen < 500 {
		b.Errorf("only %d texts were looked at", seen)
	}
	if dark := eval[bool](b, `matchMedia("(prefers-color-scheme: dark)").matches`); dark != (scheme == "dark") {
		b.Errorf("the scheme is not %s", scheme)
	}
}

// faintTexts computes WCAG's contrast of each text: 4.5, or 3 for large ones.
// Colours go through a canvas, which reads whatever form they are written in.
const faintTexts = `(() => {
  const pen = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true});
  const known = new Map();
  const rgba = color => {
    if (!known.has(color)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = color;
      pen.fillRect(0, 0, 1, 1);
      known.set(color, [...pen.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(color);
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((v, i) => v * a / 255 + below[i] * (1 - a / 255));
  const behind = e => {
    const layers = [];
    for (; e; e = e.parentElement) layers.push(rgba(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((below, c) => over(c, below), [255, 255, 255]);
  };
  const light = c => {
    const [r, g, b] = c.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = {Texts: 0, Faint: []}, said = new Set();
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement, s = getComputedStyle(e);
    if (!texts.currentNode.data.trim() || e.closest("script, title, desc, .hidden, .skip") || !e.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    found.Texts++;
    const badges = e.closest(".plot-badge-text");
    const paper = badges ? rgba(getComputedStyle(badges.previousElementSibling).fill).slice(0, 3) : behind(e);
    const size = parseFloat(s.fontSize), large = size >= 24 || size >= 18.66 && +s.fontWeight >= 700;
    const got = ratio(over(rgba(e.closest("svg") ? s.fill : s.color), paper), paper);
    const what = e.tagName + "." + (e.getAttribute("class") || "") + " in " + (e.parentElement.getAttribute("class") || e.parentElement.tagName);
    if (got < (large ? 3 : 4.5) && !said.has(what)) {
      said.add(what);
      found.Faint.push("contrast " + got.toFixed(2) + " of " + what + ": " + texts.currentNode.data.trim().slice(0, 40));
    }
  }
  return found;
})()`

// A stop is where the tab key leads to.
type stop struct {
	What    string // its kind, in a word
	Visible bool
	Ring    bool // an outline shows that it has the focus
}

const stopHere = `(() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), s = getComputedStyle(e);
  const kind = e.matches(".skip") ? "skip" : e.matches(".site-name") ? "name" : e.closest(".site-nav") ? "nav" : e.closest(".crumbs") ? "crumbs"
    : e.matches(".search-input") ? "search" : e.matches("main") ? "main" : e.matches(".scrub") ? "slider" : e.matches(".chart-details summary") ? "details" : e.tagName;
  return {What: kind, Visible: box.width > 4 && box.height > 4 && box.bottom > 0 && box.top < innerHeight && +s.opacity === 1,
    Ring: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2};
})()`

// keyboard goes through a team's page by the tab key.
func (b *tab) keyboard(site string) {
	b.width(1280)
	b.open(site, team)
	var order []string
	for range 40 {
		b.do(chromedp.KeyEvent(kb.Tab))
		b.frame()
		at := eval[stop](b, stopHere)
		if at.What == "BODY" {
			break
		}
		if !at.Visible || !at.Ring {
			b.Errorf("stop %d, %s: visible %v, outlined %v", len(order)+1, at.What, at.Visible, at.Ring)
		}
		if len(order) == 0 || order[len(order)-1] != at.What {
			order = append(order, at.What)
		}
	}
	if want := []string{"skip", "name", "search", "nav", "crumbs"}; len(order) < 5 || !slices.Equal(order[:5], want) {
		b.Errorf("the tab key leads to %v, want %v first", order, want)
	}
	slider, details := slices.Index(order, "slider"), slices.Index(order, "details")
	if slider < 0 || details < slider {
		b.Errorf("the tab key leads to %v, want a slider and then its details", order)
	}
	b.open(site, team)
	b.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
	b.await(`document.activeElement.id === "main"`)
	b.do(chromedp.KeyEvent(kb.Tab))
	if inside := eval[bool](b, `!!document.activeElement.closest("main")`); !inside {
		b.Error("the skip link doesn't skip the menu")
	}
}
