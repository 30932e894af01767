package check

import (
	"testing"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// A link is as seen from the page, not from its file; a picture is no page.
func TestLinksSayWhatWasMeant(t *testing.T) {
	p := &model.Program{
		Pages:  []model.Page{{ID: "roles"}, {ID: "guides/start"}},
		Images: []model.Image{{Path: "guides/map.png"}},
	}
	page := &p.Pages[1]
	page.Body.At = diag.Span{File: "content/guides/start.md", Line: 4, Col: 1}
	for link, hint := range map[string]string{
		"../../roles/": "", "../../roles": "", "../../roles/index.html": "", "./": "", "../../": "", "../../%72oles/?q=1#x": "", "/elsewhere/": "", "%zz": "",
		"../../Roles/":  "did you mean ../../roles/?",
		"../roles/":     "did you mean ../../roles/?",
		"../roles.md":   "did you mean ../../roles/?",
		"../roles.md#x": "did you mean ../../roles/?",
		"start.md":      "did you mean ../../guides/start/?",
		"map.png":       "show it in the page, with a ! before it: ![what it shows](map.png)",
		"../map.png":    "write the page's address as seen from this one, such as ../roles/; a file that is no page is not on the site",
	} {
		page.Body.Text = "See [this](" + link + ").\n"
		said := Links(p, nil, &diag.List{}).All()
		got := ""
		if len(said) > 0 {
			got = said[0].Hint
		}
		if len(said) > 1 || got != hint {
			t.Errorf("%s: %q, want %q", link, got, hint)
		}
	}
}
