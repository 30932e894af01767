package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"wallwalk/generator/diag"
	"wallwalk/generator/markdown"
	"wallwalk/generator/model"
)

// kindsShown is how many different things are told of one text.
const kindsShown = 5

// cohortText looks at the Markdown in cohort.yaml.
func (k *checker) cohortText(c *model.Cohort) {
	for _, co := range c.Collaboratives {
		k.markdown(co.Aim)
	}
	for _, s := range c.Sessions {
		k.markdown(s.Notes)
	}
}

// teamText looks at the Markdown in a team's files.
func (k *checker) teamText(t *model.Team) {
	for _, text := range []model.Text{t.Problem, t.GlobalAim, t.SmartGoal, t.CurrentState, t.Sustain} {
		k.markdown(text)
	}
	for _, ch := range t.Changes {
		for _, y := range ch.Cycles {
			k.markdown(y.Plan)
			k.markdown(y.Do)
			k.markdown(y.Study)
		}
	}
	for _, r := range t.Reports {
		k.markdown(r.Progress)
		k.markdown(r.Next)
	}
	for _, l := range t.Learnings {
		k.markdown(l.Text)
	}
}

// markdown looks at a text of a team's, which has no pictures.
func (k *checker) markdown(t model.Text) { k.prose(t, markdown.Options{}) }

// prose warns of what a text has in it that is shown as text: each thing
// once, at its first place.
func (k *checker) prose(t model.Text, o markdown.Options) {
	found := markdown.Findings(t.Text, o)
	times := map[string]int{}
	for _, f := range found {
		times[f.What]++
	}
	told, length := 0, utf8.RuneCountInString(t.Text)
	for _, f := range found {
		if times[f.What] == 0 || told == kindsShown {
			continue
		}
		at, inside := within(t, f, length)
		k.Warnf("markdown-text", at, f.Remedy, "%s is shown as text%s", f.What, often(times[f.What], inside))
		times[f.What] = 0
		told++
	}
}

// often is the end of the sentence: how many times, and where the place can't
// be pointed at, on which line.
func often(times, line int) string {
	var parts []string
	if line > 0 {
		parts = append(parts, fmt.Sprintf("line %d of the text", line))
	}
	if times > 1 {
		parts = append(parts, fmt.Sprintf("%d times in it", times))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// within is a finding's place in the file. Where the text stands in the file
// as it was written, that is exact: a page's body, and one line without
// escapes, with or without quotes. Elsewhere it is the text's own place, and
// line is the finding's line inside it, if there are several. length is the
// text's, in code points.
func within(t model.Text, f markdown.Finding, length int) (at diag.Span, line int) {
	at = t.At
	quotes := int(at.Width) - length
	switch {
	case strings.HasSuffix(at.File, ".md") && at.Col == 1: // the body; before it stands YAML
		at.Line += int32(f.Line) - 1
	case !strings.Contains(t.Text, "\n") && (quotes == 0 || quotes == 2):
		at.Col += int32(quotes / 2)
	case strings.Contains(t.Text, "\n"):
		return at, f.Line
	default:
		return at, 0
	}
	at.Col += int32(f.Col) - 1
	at.Width = int32(f.Width)
	return at, 0
}
