package site

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/markdown"
	"wallwalk/generator/model"
	"wallwalk/generator/plain"
	"wallwalk/generator/standing"
)

// A newsItem is one thing that happened in a cohort.
type newsItem struct {
	When model.Date
	Date string
	Team Link
	Page string // the place that tells more of it
	Text string
	Tone string
	Kind string // milestone, barrier, learning, signal
	More string // what else is said of it, in plain text
	Key  string // names it in its cohort for as long as the files do
}

// news lists what happened since a day: milestones reached, barriers closed,
// signals, learnings; the newest first.
func (b *builder) news(base Base, c *model.Cohort, since model.Date, most int) []newsItem {
	items := slices.DeleteFunc(b.happened(base, c), func(n newsItem) bool { return n.When <= since })
	return items[:min(len(items), most)]
}

// happened lists everything that happened in a cohort up to the day reckoned
// from, the newest first.
func (b *builder) happened(base Base, c *model.Cohort) []newsItem {
	var items []newsItem
	for _, s := range b.teams(c) {
		items = append(items, teamNews(base, s)...)
	}
	items = slices.DeleteFunc(items, func(n newsItem) bool { return n.When == 0 || n.When > b.AsOf })
	slices.SortStableFunc(items, func(a, b newsItem) int { return int(b.When - a.When) })
	return items
}

// teamNews is a team's, in the order in which days with several show it.
func teamNews(base Base, s *standing.Standing) (items []newsItem) {
	team := Link{base.To(s.Cohort.ID + "/" + s.Team.ID + "/"), s.Team.Name.Text, false}
	add := func(d model.Date, tone, kind, key, text, more string) *newsItem {
		items = append(items, newsItem{When: d, Date: d.Short(), Team: team, Page: team.Href, Text: text, Tone: tone, Kind: kind, More: more, Key: s.Team.ID + "/" + kind + "/" + key})
		return &items[len(items)-1]
	}
	for _, st := range s.Steps {
		if st.State == standing.Done {
			add(st.Done, "done", "milestone", st.Milestone.ID.Text, "reached the milestone “"+st.Milestone.Name.Text+"”", st.Note)
		}
	}
	for _, bar := range s.Closed {
		add(bar.Closed.Date, "done", "barrier", nameless(bar.Raised.String()+bar.Text.Text), "closed a barrier: "+bar.Text.Text, bar.How.Text)
	}
	for _, l := range s.Team.Learnings {
		one := add(l.Date.Date, "learning", "learning", l.ID.Text, "shared a learning: “"+l.Title.Text+"”", excerpt(markdown.Plain(l.Text.Text), 600))
		one.Page = base.To(learningAddress(s.Cohort, s.Team, l))
	}
	if m := s.Main(); m != nil {
		if g, _, ok := m.Newest(); ok {
			one := add(g.To, toneName(g.Direction), "signal", m.Measure.ID.Text+"/"+g.Rule+"/"+g.From.String(), "“"+m.Title()+"”: "+plain.Lower(g.Text), "")
			one.Page += "#" + figureID("", m)
		}
	}
	return items
}

// nameless is a key for what has no id: of what it says.
func nameless(s string) string {
	sum := sha256.Sum256([]byte(s))
	return fmt.Sprintf("%x", sum[:5])
}

// excerpt is a text in one line, cut behind a word where it is longer than most
// letters.
func excerpt(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	letters := []rune(s)
	if len(letters) <= most {
		return s
	}
	s = string(letters[:most])
	if at := strings.LastIndexByte(s, ' '); at > 0 {
		s = s[:at]
	}
	return s + " …"
}
