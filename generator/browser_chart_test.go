package generator

import (
	"math"
	"strings"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	firstBox = `document.querySelector("[data-chart]")`
	drawn    = firstBox + `.querySelector(".chart-live svg")`
)

// onChart puts the pointer on a point of the first chart, in the chart's own
// pixels.
func (b *tab) onChart(x, y float64) {
	b.Helper()
	at := eval[[]float64](b, `(() => { const e = `+firstBox+`, s = e.closest(".chart-scroll");
		e.scrollIntoView({block: "center", behavior: "instant"});
		const box = e.getBoundingClientRect(), k = box.width / 720; return [box.left, box.top, k]; })()`)
	b.do(chromedp.MouseEvent(chromedp.MouseMoved, at[0]+x*at[2], at[1]+y*at[2]))
}

// wake opens the team's page and brings its first chart to life.
func (b *tab) wake(site string) {
	b.Helper()
	b.open(site, team)
	b.onChart(100, 100)
	b.await(drawn + ` !== null`)
	b.frame()
}

// chartByPointer shows that the library comes when it is wanted, and that the
// picture's words stay when it has come.
func (b *tab) chartByPointer(site string) {
	b.width(1280)
	b.open(site, team)
	b.frame()
	if n := b.requests("echarts"); n != 0 {
		b.Fatalf("ECharts is asked for %d times before anybody reaches for a chart", n)
	}
	b.onChart(100, 100)
	b.await(drawn + ` !== null`)
	if n := b.requests("echarts"); n != 1 {
		b.Errorf("ECharts is asked for %d times, want once", n)
	}
	if n := eval[int](b, `[...`+firstBox+`.querySelectorAll("svg.plot text")].filter(e => e.checkVisibility({opacityProperty: true})).length`); n < 10 {
		b.Errorf("%d labels of the picture can be seen, want them all", n)
	}
	if n := eval[int](b, drawn+`.querySelectorAll("text").length`); n != 0 {
		b.Errorf("the overlay writes %d labels over the picture's", n)
	}
	if others := eval[int](b, `document.querySelectorAll(".chart-live").length`); others != 1 {
		b.Errorf("%d charts have woken, want the one that was pointed at", others)
	}
}

// chartByKeyboard reads a chart's points by its slider.
func (b *tab) chartByKeyboard(site string) {
	b.width(1280)
	b.open(site, team)
	b.do(chromedp.Focus(chromedp.CSS(".scrub")))
	b.await(drawn + ` !== null`)
	said := func() string { return eval[string](b, `document.activeElement.getAttribute("aria-valuetext")`) }
	last := said()
	b.do(chromedp.KeyEvent(kb.ArrowLeft))
	if before := said(); before == last || !strings.Contains(last, "Week of") || !strings.Contains(last, " of ") {
		b.Fatalf("the slider says %q, and one to the left %q", last, before)
	}
	b.await(`document.querySelector(".tip") !== null`)
	b.frame()
	tip := eval[string](b, `document.querySelector(".tip span").textContent`)
	if !strings.HasPrefix(said(), tip) {
		b.Errorf("the slider says %q and shows %q", said(), tip)
	}
	b.do(chromedp.KeyEvent(kb.Home))
	if first := said(); !strings.Contains(first, "4 Jan 2026") {
		b.Errorf("the slider's first point is %q", first)
	}
}

// chartPoints compares all charts of some pages with the overlays over them: a
// figure for each usable point, a symbol for each dot and each ring.
func (b *tab) chartPoints(site string) {
	b.width(1280)
	hollow, rings := 0, 0
	for _, name := range []string{team, "2026-spring/summit-ridge/", "2026-spring/three-rivers/"} {
		b.open(site, name)
		n := eval[int](b, `document.querySelectorAll("[data-chart]").length`)
		eval[bool](b, `document.querySelectorAll(".scrub").forEach(e => e.dispatchEvent(new Event("focus"))) || true`)
		b.await(`document.querySelectorAll(".chart-live svg").length === document.querySelectorAll("[data-chart]").length`)
		b.frame()
		charts := eval[[]struct {
			ID                                   string
			Dots, Hollow, Rings, Symbols, Values int
		}](b, countPoints)
		if len(charts) != n || n < 2 {
			b.Fatalf("%s: %d of %d charts", name, len(charts), n)
		}
		for _, c := range charts {
			if c.Symbols != c.Dots+c.Rings || c.Values != c.Dots-c.Hollow || c.Values < 5 {
				b.Errorf("%s: %+v", name, c)
			}
			hollow, rings = hollow+c.Hollow, rings+c.Rings
		}
	}
	if hollow == 0 || rings == 0 {
		b.Errorf("%d hollow points and %d rings were among them, want some of each", hollow, rings)
	}
}

// symbols are the overlay's points: the shapes that are placed by a matrix,
// each about as large as a dot.
const symbols = `(box => [...box.querySelectorAll(".chart-live path[transform]")])`

// dots are the picture's points, whichever shape they have: where each is on the
// screen, from the left.
const dots = `(box => [...box.querySelectorAll("svg.plot .plot-dot")].flatMap(e => {
  const place = (x, y) => { const p = new DOMPoint(x, y).matrixTransform(e.getScreenCTM()); return [p.x, p.y]; };
  if (e.tagName === "circle") return [place(e.cx.baseVal.value, e.cy.baseVal.value)];
  return e.getAttribute("d").split("M").slice(1).map(piece => {
    const one = document.createElementNS("http://www.w3.org/2000/svg", "path");
    one.setAttribute("d", "M" + piece);
    e.after(one);
    const r = one.getBBox();
    one.remove();
    return place(r.x + r.width / 2, r.y + r.height / 2);
  });
}).sort((a, b) => a[0] - b[0]))`

const countPoints = `[...document.querySelectorAll("[data-chart]")].map(box => ({
  ID: box.dataset.chart,
  Dots: ` + dots + `(box).length,
  Hollow: box.querySelectorAll("svg.plot .plot-hollow").length,
  Rings: box.querySelectorAll("svg.plot .plot-ring").length,
  Symbols: ` + symbols + `(box).length,
  Values: JSON.parse(document.getElementById(box.dataset.chart + "--options").textContent).series[0].data.filter(d => d.tip && d.symbol !== "none" && typeof d.value === "number").length,
}))`

// chartGeometry lays the two pictures over one another: the same point has the
// same place, at whatever width.
func (b *tab) chartGeometry(site string) {
	b.width(1280)
	b.wake(site)
	for _, px := range []int64{1280, 700, 390} {
		b.width(px)
		off := eval[[]float64](b, `(() => {
			const box = `+firstBox+`;
			const centre = e => { const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]; };
			const marks = `+symbols+`(box).map(centre).sort((a, b) => a[0] - b[0]);
			return `+dots+`(box).map((d, i) => Math.hypot(d[0] - marks[i][0], d[1] - marks[i][1]));
		})()`)
		for i, d := range off {
			if d > 1 || math.IsNaN(d) {
				b.Errorf("at %d px, point %d lies %.1f px beside its dot", px, i, d)
			}
		}
		if len(off) < 10 {
			b.Errorf("at %d px, only %d points were compared", px, len(off))
		}
	}
}

// chartNote points at the week whose note has markup in it.
func (b *tab) chartNote(site string) {
	b.width(1280)
	b.wake(site)
	b.onChart(54.2, 150) // the first week
	b.await(`document.querySelector(".tip") !== null`)
	b.frame()
	text := eval[string](b, `document.querySelector(".tip").textContent`)
	for _, want := range []string{"Week of 4 Jan 2026", "30 of 51", markup} {
		if !strings.Contains(text, want) {
			b.Errorf("the tip says %q, want %q in it", text, want)
		}
	}
	if n := eval[int](b, `document.querySelectorAll(".tip img, .tip b b, .figures img").length`); n != 0 {
		b.Error("a note became markup")
	}
}

// chartInPrint shows the picture on paper, whether or not it had come to life.
func (b *tab) chartInPrint(site string) {
	b.width(1280)
	b.wake(site)
	b.media("print", "light")
	if shown := eval[bool](b, firstBox+`.querySelector(".chart-live").checkVisibility()`); shown {
		b.Error("the overlay is printed")
	}
	hidden := eval[int](b, `[...document.querySelectorAll("svg.plot .plot-dot, svg.plot .plot-data, svg.plot text")].filter(e => !e.checkVisibility({opacityProperty: true})).length`)
	if hidden != 0 {
		b.Errorf("%d parts of the pictures are not printed", hidden)
	}
}

// chartWithoutLibrary keeps the library away: the picture stays.
func (b *tab) chartWithoutLibrary(site string) {
	b.width(1280)
	call(b, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/*echarts*", Block: true}}})
	b.open(site, team)
	b.onChart(100, 100)
	b.await(`document.querySelector("script[src*=echarts]:not([data-echarts])") !== null`)
	b.frame()
	if n := eval[int](b, `[...document.querySelectorAll("svg.plot, svg.plot .plot-dot")].filter(e => !e.checkVisibility({opacityProperty: true})).length`); n != 0 {
		b.Errorf("%d parts of the pictures have gone", n)
	}
	if eval[bool](b, drawn+` !== null`) {
		b.Error("the library was not kept away")
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, w := range b.wrong {
		if !strings.Contains(w, "ERR_BLOCKED_BY_CLIENT") {
			b.Error(w)
		}
	}
	b.wrong = nil // that a script did not come is what this is about
}
