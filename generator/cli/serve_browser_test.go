package cli

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// openTab starts a headless Chromium for the test. Where there is none the
// test is skipped, but never in CI.
func openTab(t *testing.T) context.Context {
	t.Helper()
	exe := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && exe == "" {
			exe = found
		}
	}
	switch {
	case exe == "" && os.Getenv("CI") == "true":
		t.Fatal("there is no browser, and CI must have one: install chromium")
	case exe == "":
		t.Skip("there is no browser (chromium, chromium-browser or google-chrome)")
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(exe), chromedp.UserDataDir(t.TempDir())}
	for _, flag := range []string{"headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run",
		"disable-background-networking", "disable-component-update", "disable-sync"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil { // without a limit: it would be the browser's
		t.Fatalf("starting the browser: %v", err)
	}
	ctx, cancel = context.WithTimeout(ctx, patience)
	t.Cleanup(cancel)
	return ctx
}

// comes waits until an expression is true in the page, over reloads.
func comes(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	for {
		_, err := chromedp.Run(ctx, chromedp.Poll[bool](expression))
		if err == nil {
			return
		}
		if ctx.Err() != nil {
			t.Fatalf("it doesn't come to %s: %v", expression, err)
		}
	}
}

// panel is what serve shows over a page, or undefined.
const panel = `[...document.body.children].map(e => e.shadowRoot).find(Boolean)?.querySelector(".panel:not([hidden])")`

// Whoever edits a file sees what becomes of it, without touching the browser.
func TestServeInTheBrowser(t *testing.T) {
	ctx := openTab(t)
	s := startServing(t, copied(t))
	if err := chromedp.Do(ctx, chromedp.Navigate(s.address+"spring/lakeside/")); err != nil {
		t.Fatal(err)
	}
	figures := `document.querySelector(".figures").textContent`
	comes(t, ctx, figures+`.includes("40 of 55") && !`+panel)

	s.edit("40/55", "41/55")
	comes(t, ctx, figures+`.includes("41 of 55")`)

	s.edit("41/55", "57/52")
	comes(t, ctx, panel+`?.textContent.includes("fraction-over-one")`)
	said, err := chromedp.Run(ctx, chromedp.Evaluate[string](panel+`.textContent`))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"The files have 1 error", lakesideData + ":3:29", "57 of 52", "write 52/57"} {
		if !strings.Contains(said, want) {
			t.Errorf("the panel says %q, want %q in it", said, want)
		}
	}
	comes(t, ctx, figures+`.includes("41 of 55")`) // the last good page stands behind it

	s.edit("57/52", "42/55")
	comes(t, ctx, figures+`.includes("42 of 55") && !`+panel)

	s.end()
}

// A page that is whole only after the repair comes by itself.
func TestServeInTheBrowserFromABrokenStart(t *testing.T) {
	ctx := openTab(t)
	dir := copied(t)
	(&session{t: t, dir: dir}).edit("40/55", "57/52")
	s := startServing(t, dir)
	if err := chromedp.Do(ctx, chromedp.Navigate(s.address+"spring/lakeside/")); err != nil {
		t.Fatal(err)
	}
	comes(t, ctx, `document.body.textContent.includes("57 of 52")`)
	s.edit("57/52", "40/55")
	comes(t, ctx, `document.querySelector("h1")?.textContent === "Lakeside"`)
	s.end()
}
