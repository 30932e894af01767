package site

import (
	"strconv"
	"strings"

	"wallwalk/generator/diag"
	"wallwalk/generator/markup"
	"wallwalk/generator/model"
	"wallwalk/generator/series"
)

// fixes are where what a team's page shows can be changed: addresses of the
// repository's web editor. Each is "" where there is no such file yet, and all
// are where the program has no edit_url, or the page is for everybody.
type fixes struct {
	Problem, GlobalAim, SmartGoal, CurrentState, Sustain, Drivers string
	Changes, Report, Milestones, Learnings, Roster                string
	Week                                                          string // the form for a week's figures; "" for everybody
}

// editor is the address of a place in the repository's web editor: edit_url
// with the file for {path} and the line for {line}. It is "" where the program
// has none, and for everybody.
func (b *builder) editor(at diag.Span) string {
	pattern := b.Program.EditURL.Text
	if b.Public || pattern == "" || at.File == "" {
		return ""
	}
	line := strconv.Itoa(max(int(at.Line), 1))
	return strings.NewReplacer("{path}", at.File, "{line}", line).Replace(pattern)
}

// fixesOf are a team's.
func (b *builder) fixesOf(c *model.Cohort, t *model.Team) fixes {
	if b.Public {
		return fixes{}
	}
	dir := "cohorts/" + c.ID + "/teams/" + t.ID + "/"
	in := func(file string, text model.Text) string {
		text.At.File = dir + file // a text that is to be written has no place yet
		return b.editor(text.At)
	}
	f := fixes{Week: "week/", Problem: in("team.yaml", t.Problem), GlobalAim: in("team.yaml", t.GlobalAim), SmartGoal: in("team.yaml", t.SmartGoal),
		CurrentState: in("team.yaml", t.CurrentState), Sustain: in("team.yaml", t.Sustain), Drivers: in("team.yaml", model.Text{}),
		Roster: in("roster.yaml", model.Text{}), Milestones: in("milestones.yaml", model.Text{})}
	if len(t.Drivers) > 0 {
		f.Drivers = in("team.yaml", t.Drivers[0].ID)
	}
	if len(t.Changes) > 0 {
		f.Changes = in("changes.yaml", model.Text{})
	}
	if len(t.Reports) > 0 {
		f.Report = in("wall.yaml", t.Reports[len(t.Reports)-1].Session)
	}
	if len(t.Learnings) > 0 {
		f.Learnings = in("learnings.yaml", model.Text{})
	}
	return f
}

// A mending appends the link beside a week of the table of figures: into the
// form where there is no figure yet, and otherwise to the week's line in the
// editor, or in the form where there is none. It is nil where nothing is to be
// mended.
type mending func(b []byte, p *series.Point) []byte

func (b *builder) mending(t *model.Team) mending {
	if b.Public {
		return nil
	}
	return func(out []byte, p *series.Point) []byte {
		word, address := "Fix this line", ""
		if w := t.Data.Week(p.Date); w == nil || p.Status == series.Missing {
			word = "Add this week"
		} else {
			address = b.editor(w.Start.At)
		}
		out = append(out, ` <a class="fix"`...)
		if address != "" {
			out = markup.Attr(markup.Attr(out, "href", address), "rel", "noopener noreferrer")
		} else {
			out = append(p.Date.Append(append(out, ` href="week/#`...)), '"')
		}
		out = append(append(append(out, '>'), word...), `<span class="hidden">: `...)
		return append(p.Date.AppendLong(out), "</span></a>"...)
	}
}
