package generator

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// Whatever a site has can be linked to from a page: the check knows each address,
// and on a site for everybody each such link stays one.
func TestEveryAddressCanBeLinkedTo(t *testing.T) {
	for _, public := range []bool{false, true} {
		files := copiedDemo(t)
		made := func() map[string]string {
			site := map[string]string{}
			_, list, err := Build(files, Options{Public: public, Jobs: 1}, func(name string, data []byte) error { site[name] = string(data); return nil })
			if err != nil || list.Failed() {
				t.Fatal(err, list.All())
			}
			for _, d := range list.All() {
				if d.Code == "dead-link" && !public { // a team's public address is not on the program's own site
					t.Errorf("%s: %s", d.At, d.Message)
				}
			}
			return site
		}
		site := made()
		page, links := "---\ntitle: All\n---\n", []string(nil)
		for _, name := range slices.Sorted(maps.Keys(site)) {
			if name != "_headers" {
				link := "../" + strings.TrimSuffix(name, "index.html")
				page, links = page+"- [L]("+link+")\n", append(links, link)
			}
		}
		files["content/all-links.md"] = &fstest.MapFile{Data: []byte(page)}
		shown := made()["all-links/index.html"]
		for _, link := range links {
			if !strings.Contains(shown, `<a href="`+link+`">L</a>`) {
				t.Errorf("public %t: %s is no link", public, link)
			}
		}
		if len(links) < 100 {
			t.Errorf("public %t: %d links", public, len(links))
		}
	}
}
