package check

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"wallwalk/generator/diag"
	"wallwalk/generator/markdown"
	"wallwalk/generator/model"
	"wallwalk/generator/plain"
)

// Links warns of links in the program's own pages that lead to no page of the
// site. teams are the ids of each cohort's teams, by the cohort's; said is what
// reading the program has said: of what could not be read it is not known
// whether there is a page.
func Links(p *model.Program, teams map[string][]string, said *diag.List) *diag.List {
	k := &checker{program: p}
	there, unsure := addresses(p, teams), refused(said)
	for i := range p.Pages {
		page := &p.Pages[i]
		from := page.ID + "/"
		if page.ID == "index" {
			from = ""
		}
		for _, l := range markdown.DeadLinks(page.Body.Text, func(to string) bool {
			to, ok := seenFrom(from, to)
			return !ok || there[to] || unsure.holds(to)
		}) {
			at, _ := within(page.Body, markdown.Finding{Line: l.Line, Col: l.Col, Width: l.Width}, 0)
			if p.Image(page, l.Address) != nil {
				k.Warnf("dead-link", at, "show it in the page, with a ! before it: ![what it shows]("+l.Address+")", "this link leads to a picture, which has no address of its own on the site")
				continue
			}
			to, _ := seenFrom(from, l.Address)
			k.Warnf("dead-link", at, whereTo(page.ID, from, l.Address, to, there), "this link leads to /%s, and there is no such page", to)
		}
	}
	return &k.List
}

// unsures are what could not be read: names as they are compared.
type unsures []string

// refused are the pages and folders in content/ that were refused, and the
// cohorts of which not everything is known.
func refused(said *diag.List) unsures {
	var all unsures
	for _, d := range said.All() {
		top, rest, _ := strings.Cut(d.At.File, "/")
		if d.Severity != diag.Error || rest == "" {
			continue
		}
		if top == "cohorts" {
			rest, _, _ = strings.Cut(rest, "/")
		} else {
			rest = strings.TrimSuffix(rest, path.Ext(rest))
		}
		all = append(all, compared(rest))
	}
	return all
}

// holds reports whether an address is one of theirs or lies below.
func (u unsures) holds(to string) bool {
	to = compared(to) + "/"
	return slices.ContainsFunc(u, func(name string) bool { return strings.HasPrefix(to, name+"/") })
}

// compared is a name without what tells an id from a file's name that is none.
func compared(name string) string {
	steps := strings.Split(strings.Trim(name, "/"), "/")
	for i, step := range steps {
		steps[i] = plain.Slug(step)
	}
	return strings.Join(steps, "/")
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
func whereTo(page, from, written, to string, there map[string]bool) string {
	known := make([]string, 0, len(there))
	for address := range there {
		known = append(known, address)
	}
	slices.Sort(known)
	best := diag.Near(to, known)
	if file, _, is := strings.Cut(written, ".md"); is { // as seen from the page's own file
		if beside := path.Join(path.Dir(page), file) + "/"; there[beside] {
			best = beside
		}
	}
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
