package generator

import (
	"os"
	"testing"

	"github.com/chromedp/cdproto/page"
)

// TestPagesAreAccessible has axe-core look at a page of each kind, in light and
// dark. AXE_CORE names its script, which CI installs; without it the test is
// skipped, but never in CI.
func TestPagesAreAccessible(t *testing.T) {
	name := os.Getenv("AXE_CORE")
	switch {
	case name == "" && os.Getenv("CI") == "true":
		t.Fatal("AXE_CORE does not name axe-core's script, and CI must have it")
	case name == "":
		t.Skip("AXE_CORE does not name axe-core's script (axe.min.js of the npm package axe-core)")
	}
	axe, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	browser := startBrowser(t)
	sites := publishSite(t, demoWithMarkup(t, ""))
	b := newTab(t, browser)
	call(b, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true}) // axe puts its own styles into the page
	for _, scheme := range []string{"light", "dark"} {
		for _, kind := range kinds {
			b.open(sites.under, kind)
			b.media("screen", scheme)
			eval[bool](b, string(axe)+"\n;true")
			for _, found := range eval[[]string](b, `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r =>
				r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.html.slice(0, 160) + " " + n.failureSummary.replace(/\s+/g, " "))))`) {
				t.Errorf("/%s (%s): %s", kind, scheme, found)
			}
		}
	}
}
