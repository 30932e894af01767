package site

import "wallwalk/generator/model"

// A walkItem is a walk in a list.
type walkItem struct {
	Link
	Date, Reports string
	Next          bool
}

// walkList lists the cohort's walks with the reports that are in.
func (b *builder) walkList(base Base, c *model.Cohort) (items []walkItem) {
	next, _ := currentWalk(c, b.AsOf)
	for _, s := range walks(c) {
		item := walkItem{Link: Link{base.To(walkAddress(c, s)), sessionOf(c, s, b.AsOf).Title, false}, Date: s.Date.Short(),
			Next: s.ID == next.ID && s.Date.Date >= b.AsOf}
		n, in := 0, 0
		for _, t := range c.Teams {
			if absent(t, s) == "" {
				n++
				if reportOf(t, s) != nil {
					in++
				}
			}
		}
		aside := unshown(base, c)
		if n == 0 && len(aside) > 0 {
			item.Reports = "no team can be shown"
		} else if in > 0 || s.Date.Date < b.AsOf || item.Next {
			item.Reports = reportsIn(in, n) + without(aside)
		}
		items = append(items, item)
	}
	return items
}
