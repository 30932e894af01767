package site

import (
	"fmt"
	"strings"
)

// An Address is a form that addresses of a site have. They never change once a
// site has been published.
type Address struct {
	Form   string // "/<cohort>/wall/"
	What   string // what is there
	Public bool   // on a site for everybody, too
}

// Addresses are all that a site can have, in the order in which a reader would
// meet them.
func Addresses() []Address {
	return []Address{
		{"/", "The program: its cohorts, what is new, what comes next", true},
		{"/<page>/", "A page of the program's own: `content/<page>.md`, or deeper, `content/<folder>/<page>.md`", true},
		{"/search/", "What was found for the words behind `?q=`", true},
		{"/<cohort>/", "The cohort: who needs help, what changed this week, all teams together", true},
		{"/<cohort>/wall/", "The wall: a row a team, a column a milestone", true},
		{"/<cohort>/wall/<walk>/", "One walk: agenda and slides", true},
		{"/<cohort>/measures/", "All measures", true},
		{"/<cohort>/measures/<measure>/", "One measure, team by team on one scale, and all together", true},
		{"/<cohort>/submissions/", "Whose weekly data is in, late or missing", false},
		{"/<cohort>/learnings/", "What the teams found out", true},
		{"/<cohort>/people/", "Who does what; for everybody, those who agreed to be named", true},
		{"/<cohort>/<team>/", "The team's A3; for everybody, under its `public_id`", true},
		{"/<cohort>/<team>/week/", "A form for the team's week", false},
		{"/<cohort>/<team>/data.json", "Its numbers, for programs", true},
		{"/<cohort>/<team>/data.csv", "Its numbers, for spreadsheets", true},
		{"/<cohort>/calendar.ics", "Sessions, walks and due days, for calendars", true},
		{"/<cohort>/feed.xml", "What is new in the cohort, for feed readers (Atom)", true},
		{"/search.json", "What the search looks through", true},
		{"/search.js", "The same for a site opened from a folder", true},
		{"/schema/team-1.json", "What `data.json` holds, as a JSON Schema", true},
		{"/sitemap.xml", "All pages that may be found; only for everybody, and where `base_url` is set", true},
		{"/robots.txt", "What search engines may list: nothing of the program's own site, all of the one for everybody", true},
		{"/404.html", "What a host shows for an address that doesn't exist", true},
		{"/_headers", "The security policy, for hosts that read such a file", true},
		{"/assets/<file>", "Styles, scripts and pictures. The name changes with the content, so it may be kept for ever", true},
	}
}

// AddressReference is the page that lists every address, as Markdown.
func AddressReference() []byte {
	var b strings.Builder
	b.WriteString(`---
title: Addresses
summary: Every address that a site can have. They never change, so that a link in an old mail still leads there.
---

Words in pointed brackets stand for names: a cohort's, a team's, a walk's or a measure's id, or a page's file. A folder's or a file's name is its id, and so its address; renaming it breaks links that others have kept.

| Address | What is there | On a site for everybody |
|---|---|---|
`)
	for _, a := range Addresses() {
		public := "yes"
		if !a.Public {
			public = "no"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", a.Form, a.What, public)
	}
	b.WriteString(`
A cohort with ` + "`visibility: private`" + ` has none of its addresses on a site for everybody. All links between pages are relative, so the same folder works at a host's root, under any path and opened by a double click; only ` + "`404.html`" + ` needs to know where it stands, from ` + "`base_url`" + `.

[The pages of a cohort](../cohort-pages/) says which page answers which question, [the numbers](../numbers/) what is in ` + "`data.json`" + `, and [calendar, feed and search](../feeds/) how the files for other programs are used.
`)
	return []byte(b.String())
}
