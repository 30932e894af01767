package generator

import (
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	boxed   = `document.activeElement === document.querySelector(".site-search input")`
	options = `[...document.querySelectorAll(".search-found [role=option]")].map(e => e.innerText.replace(/\s+/g, " "))`
)

// type_ types a text as a keyboard does.
func (b *tab) type_(text string) {
	b.Helper()
	b.do(chromedp.KeyEvent(text))
}

// search finds a team from a page two folders down, by keyboard alone.
func (b *tab) search(site string) {
	b.open(site, team)
	if b.requests("/search.js") != 0 {
		b.Error("the index is loaded before anybody reaches for it")
	}
	b.type_("/")
	b.await(boxed)
	b.type_("NORTHg")
	b.await(`document.querySelector(".search-found [role=option] b")?.textContent.startsWith("Northgate")`)
	if n := b.requests("/search.js"); n != 1 {
		b.Errorf("the index is asked for %d times", n)
	}
	if said := eval[string](b, `document.querySelector(".site-search [role=status]").textContent`); !strings.HasSuffix(said, " found") {
		b.Errorf("what is found is announced as %q", said)
	}
	for _, step := range []struct{ key, active string }{{kb.ArrowDown, "search-found-0"}, {kb.ArrowDown, "search-found-1"}, {kb.ArrowUp, "search-found-0"}} {
		b.type_(step.key)
		if got := eval[string](b, `document.activeElement.getAttribute("aria-activedescendant")`); got != step.active {
			b.Errorf("an arrow leads to %q, want %q", got, step.active)
		}
	}
	if n := eval[int](b, `document.querySelectorAll(".search-found [aria-selected=true]").length`); n != 1 {
		b.Errorf("%d options are selected", n)
	}
	b.enter(site, "2026-spring/northgate/")

	b.type_("/")
	b.await(boxed)
	b.type_("amara")
	b.await(`document.querySelector(".search-found [role=option] b")?.textContent === "Amara Nwosu"`)
	b.type_(kb.ArrowDown)
	b.enter(site, "2026-spring/people/#who--lakeside--3")
	if found := eval[string](b, `document.querySelector(":target b").textContent`); found != "Amara Nwosu" {
		b.Errorf("a person's address leads to %q", found)
	}

	b.type_("/")
	b.await(boxed)
	b.type_("lakeside")
	b.await(`document.querySelector(".search-input").getAttribute("aria-expanded") === "true"`)
	b.type_(kb.Escape)
	b.await(`document.querySelector(".search-found").hidden && document.querySelector(".search-input").value === "" && ` + boxed)
	b.type_("signal")
	b.enter(site, "search/?q=signal")
	b.await(`document.querySelectorAll(".search-list li").length > 0`)
}

// enter presses the key and waits for the page that it leads to.
func (b *tab) enter(site, want string) {
	b.Helper()
	if _, err := chromedp.RunResponse(b.ctx, chromedp.KeyEvent(kb.Enter)); err != nil {
		b.Fatal(err)
	}
	if got := strings.Replace(strings.TrimPrefix(eval[string](b, `location.href`), site), "index.html", "", 1); got != want {
		b.Errorf("Enter leads to %q, want %q", got, want)
	}
}

// searchRanks asks for words in several spellings.
func (b *tab) searchRanks(site string) {
	b.open(site, "")
	b.do(chromedp.Focus(chromedp.CSS(".search-input")))
	ask := func(text, until string) []string {
		b.Helper()
		eval[bool](b, `(document.querySelector(".search-input").value = "", true)`)
		b.type_(text)
		b.await(until)
		return eval[[]string](b, options)
	}
	first := func(kind string) string {
		return `document.querySelector(".search-found .found-kind")?.textContent === "` + kind + `" && document.querySelector(".site-search [role=status]").textContent !== ""`
	}
	if got := ask("lake", first("Team")); len(got) < 3 || !strings.HasPrefix(got[0], "Team Lakeside") {
		b.Errorf("lake finds %q", got)
	}
	// A title comes before a text, whatever its kind.
	if got := ask("reading", first("Page")); !strings.HasPrefix(got[0], "Page Reading") {
		b.Errorf("reading finds %q", got)
	}
	for _, text := range []string{"zurich", "ZÜRICH", "uebung zu", "zürich ubu", "strasse"} {
		got := ask(text, `document.querySelector(".site-search [role=status]").textContent !== ""`)
		b.frame()
		got = eval[[]string](b, options)
		if text == "uebung zu" {
			if len(got) != 0 {
				b.Errorf("%s finds %q", text, got)
			}
		} else if len(got) != 1 || !strings.HasPrefix(got[0], "Page Zürich "+markup) {
			b.Errorf("%s finds %q", text, got)
		}
	}
	if n := eval[int](b, `document.querySelectorAll(".site-search img, .site-search b b").length`); n != 0 {
		b.Error("a title is markup")
	}
	ask("nothing at all qq", `document.querySelector(".site-search [role=status]").textContent === "Nothing found"`)
	if open := eval[bool](b, `!document.querySelector(".search-found").hidden`); open {
		b.Error("a list with nothing in it is open")
	}
	if got := eval[[]string](b, `Object.keys(window).filter(k => /wallwalk/i.test(k))`); len(got) != 1 {
		b.Errorf("the page has the names %q", got)
	}
}

// searchPage has the words in its address, and walks what it found by arrows.
func (b *tab) searchPage(site string) {
	b.open(site, "search/")
	if focused := eval[bool](b, `document.activeElement === document.querySelector(".search-page input")`); !focused {
		b.Error("the box has not the focus")
	}
	b.type_("zurich")
	b.await(`document.querySelector(".search-list li") !== null`)
	if got := eval[string](b, `document.querySelector(".search-status").textContent`); got != "1 found" {
		b.Errorf("it says %q", got)
	}
	if got := eval[string](b, `document.querySelector(".search-list").innerText`); !strings.Contains(got, markup) || eval[int](b, `document.querySelectorAll(".search-list img").length`) != 0 {
		b.Errorf("the list is %q", got)
	}
	b.await(`location.search === "?q=zurich"`)
	b.type_(kb.ArrowDown)
	b.await(`document.activeElement.matches(".search-list a")`)
	b.enter(site, "marked/")
}

func (b *tab) searchWithoutScript(site string) {
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.open(site, team)
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Click(chromedp.CSS(".site-search a"))); err != nil {
		b.Fatal(err)
	}
	text := eval[string](b, `document.querySelector("main").innerText`)
	if !strings.Contains(text, "Search needs JavaScript") || eval[int](b, `document.querySelectorAll("main a[href*='2026-spring']").length`) != 1 {
		b.Errorf("the page says %q", text)
	}
}

// searchWithoutIndex says so where the index can't be had.
func (b *tab) searchWithoutIndex(site string) {
	call(b, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/*search.js", Block: true}}})
	b.open(site, "")
	b.type_("/lake")
	b.await(`document.querySelector(".site-search [role=status]").textContent === "The search index could not be loaded"`)
	if seen := eval[bool](b, `document.querySelector(".site-search [role=status]").getBoundingClientRect().height > 20`); !seen {
		b.Error("who sees the page is not told")
	}
	b.mu.Lock()
	b.wrong = nil // that the file was blocked
	b.mu.Unlock()
}
