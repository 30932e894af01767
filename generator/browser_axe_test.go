package generator

import (
	"bytes"
	"os"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
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
	whole, draft := publishSite(t, demoWithMarkup(t, "")), publishSite(t, demoDraft(t))
	for _, scheme := range []string{"light", "dark"} {
		for _, kind := range kinds {
			t.Run(scheme+" /"+kind, func(t *testing.T) { newTab(t, browser).accessible(whole.under, kind, scheme, string(axe)) })
		}
		for _, kind := range []string{"", "2026-spring/wall/", "2026-spring/pine-hill/"} {
			t.Run(scheme+" draft /"+kind, func(t *testing.T) { newTab(t, browser).accessible(draft.under, kind, scheme, string(axe)) })
		}
	}
}

// demoDraft is the demo without a team whose data has a mistake.
func demoDraft(t *testing.T) map[string][]byte {
	t.Helper()
	files := copiedDemo(t)
	data := files["cohorts/2026-spring/teams/pine-hill/data.yaml"]
	data.Data = bytes.Replace(data.Data, []byte("weeks:"), []byte("weks:"), 1)
	site := map[string][]byte{}
	var mu sync.Mutex
	sum, _, err := Draft(files, Options{BaseURL: "https://reports.example.org" + hostedAt}, func(name string, data []byte) error {
		mu.Lock()
		defer mu.Unlock()
		site[name] = bytes.Clone(data)
		return nil
	})
	if err != nil || sum.Unshown != 1 {
		t.Fatalf("a draft without %d teams: %v", sum.Unshown, err)
	}
	return site
}

// accessible reports what axe finds on a page. Each page has a tab of its own,
// and with it the whole of its time.
func (b *tab) accessible(site, name, scheme, axe string) {
	call(b, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true}) // axe puts its own styles into the page
	b.open(site, name)
	b.media("screen", scheme)
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](axe+"\n;true")); err != nil {
		b.Fatalf("loading axe-core: %v", err)
	}
	for _, found := range eval[[]string](b, `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r =>
		r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.html.slice(0, 160) + " " + n.failureSummary.replace(/\s+/g, " "))))`) {
		b.Error(found)
	}
}
