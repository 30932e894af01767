package check

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"wallwalk/generator/diag"
	"wallwalk/generator/markdown"
	"wallwalk/generator/model"
)

// Links warns of links in the program's own pages that lead to no page of the
// site. teams are the ids of each cohort's teams, by the cohort's.
func Links(p *model.Program, teams map[string][]string) *diag.List {
	k := &checker{program: p}
	there := addresses(p, teams)
	for i := range p.Pages {
		page := &p.Pages[i]
		from := page.ID + "/"
		if page.ID == "index" {
			from = ""
		}
		for _, l := range markdown.DeadLinks(page.Body.Text, func(to string) bool {
			to, ok := seenFrom(from, to)
			return !ok || there[to]
		}) {
			at, _ := within(page.Body, markdown.Finding{Line: l.Line, Col: l.Col, Width: l.Width}, 0)
			to, _ := seenFrom(from, l.Address)
			k.Warnf("dead-link", at, whereTo(from, to, there), "this link leads to /%s, and there is no such page", to)
		}
	}
	return &k.List
}

// addresses are those of the site's pages and files, from its root.
func addresses(p *model.Program, teams map[string][]string) map[string]bool {
	there := map[string]bool{"": true, "search/": true}
	for _, name := range strings.Fields("search.json search.js sitemap.xml robots.txt 404.html schema/team-1.json") {
		there[name] = true
	}
	for i := range p.Pages {
		there[p.Pages[i].ID+"/"] = true
	}
	for _, c := range p.Cohorts {
		add := func(names ...string) {
			for _, name := range names {
				there[c.ID+"/"+name] = true
			}
		}
		add("", "wall/", "measures/", "submissions/", "learnings/", "people/", "calendar.ics", "feed.xml")
		for _, s := range c.Sessions {
			if s.Kind == model.KindWall {
				add("wall/" + s.ID.Text + "/")
			}
		}
		for _, co := range c.Collaboratives {
			for _, m := range co.Measures {
				add("measures/" + m.ID.Text + "/")
			}
		}
		for _, t := range teams[c.ID] {
			add(t+"/", t+"/week/", t+"/data.json", t+"/data.csv")
		}
	}
	return there
}

// seenFrom is where an address on a page leads to, from the site's root. It is
// not ok where that can't be told: what starts with a slash counts from the
// host's root.
func seenFrom(page, address string) (to string, ok bool) {
	base := url.URL{Path: "/" + page}
	u, err := base.Parse(address)
	if err != nil || u.Host != "" || strings.HasPrefix(address, "/") || strings.HasPrefix(address, "?") {
		return "", false
	}
	to = strings.TrimSuffix(strings.TrimPrefix(u.Path, "/"), "index.html")
	if to != "" && !strings.HasSuffix(to, "/") && path.Ext(to) == "" {
		to += "/" // a host leads there
	}
	return to, !strings.HasPrefix(to, "assets/")
}

// whereTo is the fix: the address that was meant, as it is written on the page.
func whereTo(from, to string, there map[string]bool) string {
	known := make([]string, 0, len(there))
	for address := range there {
		known = append(known, address)
	}
	slices.Sort(known)
	best := diag.Near(to, known)
	if best == "" { // the last part alone is right: a step up is missing, or one too many
		last := path.Base(to)
		same := slices.DeleteFunc(known, func(a string) bool { return path.Base(a) != last })
		if len(same) == 1 {
			best = same[0]
		}
	}
	if best == "" {
		return "write the page's address as seen from this one, such as ../roles/; a file that is no page is not on the site"
	}
	return "did you mean " + strings.Repeat("../", strings.Count(from, "/")) + best + "?"
}
