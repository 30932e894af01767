package generator

import (
	"bytes"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestPrintedA3 prints every team of the demo program as its reader would,
// with the sheet that the page asks for: one landscape A3, whatever the team
// wrote; and a team that wrote a book gets more sheets rather than lose a word.
func TestPrintedA3(t *testing.T) {
	browser := startBrowser(t)
	site := demoWithMarkup(t, "")
	sites := publishSite(t, site)
	for _, name := range slices.Sorted(maps.Keys(site)) {
		if path.Base(name) != "index.html" || !bytes.Contains(site[name], []byte(`class="kind-team"`)) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			b := newTab(t, browser)
			b.open(sites.root, strings.TrimSuffix(name, "index.html"))
			if n := b.sheets(); n != 1 {
				t.Errorf("printed, the A3 takes %d sheets", n)
			}
		})
	}
	t.Run("a team that wrote a book", func(t *testing.T) {
		b := newTab(t, browser)
		b.open(sites.root, team)
		eval[bool](b, `(() => { const p = document.querySelector(".a3-left .prose p"); for (let i = 0; i < 150; i++) p.parentNode.append(p.cloneNode(true)); return true })()`)
		if n := b.sheets(); n < 2 || n > 6 {
			t.Errorf("printed, the A3 takes %d sheets", n)
		}
	})
	t.Run("the wall", func(t *testing.T) {
		b := newTab(t, browser)
		b.open(sites.root, "2026-spring/wall/")
		if n := b.sheets(); n != 1 {
			t.Errorf("printed, the wall takes %d sheets", n)
		}
	})
}

var (
	onePage  = regexp.MustCompile(`/Type\s*/Page[^s]`)
	mediaBox = regexp.MustCompile(`/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)`)
)

// sheets prints the page and counts the sheets, each of which must be an A3
// across: 420 by 297 mm are 1191 by 842 points.
func (b *tab) sheets() int {
	b.Helper()
	out, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{PrintBackground: new(true), PreferCSSPageSize: new(true)})
	if err != nil {
		b.Fatalf("printing: %v", err)
	}
	for _, box := range mediaBox.FindAllSubmatch(out.Data, -1) {
		if w, h := string(box[1]), string(box[2]); !strings.HasPrefix(w, "119") || !strings.HasPrefix(h, "84") {
			b.Errorf("a sheet is %s by %s points", w, h)
		}
	}
	return len(onePage.FindAll(out.Data, -1))
}
