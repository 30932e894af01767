package series

import (
	"fmt"
	"strings"

	"wallwalk/generator/spc"
)

// Lasting is how many useful points a shift has, and still holds, before a new
// phase is suggested.
const Lasting = 8

// A Suggestion is a new phase that a person might declare; the program never
// does.
type Suggestion struct {
	Text string // why
	Line string // what to put into data.yaml
}

// Suggest proposes a new phase after a lasting shift.
func (s *Series) Suggest() (Suggestion, bool) {
	shift, ok := spc.LastingShift(s.Analysis, Lasting)
	if !ok {
		return Suggestion{}, false
	}
	from := s.Points[shift.From].Date
	text := fmt.Sprintf("The shift that began on %s has lasted %s points and still holds. If you know what made it and mean to keep it, start a new phase there, so that the new level becomes the line to judge by:",
		from.Short(), words(shift.Points))
	line := fmt.Sprintf("phases:\n  %s:\n    - {from: %s, declared: …, name: …, reason: …}", s.Measure.ID, from)
	if len(s.Phases) > 1 {
		line = fmt.Sprintf("    - {from: %s, declared: …, name: …, reason: …}", from)
	}
	return Suggestion{text, line}, true
}

// Report says the whole analysis as plain text.
func (s *Series) Report() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", s.Headline())
	if list := s.Brief(); len(list) > 0 {
		b.WriteString("\nSignals\n")
		for _, g := range list {
			fmt.Fprintf(&b, "  %s\n", g.Text)
		}
	}
	if why := s.NoLimits(); why != "" {
		fmt.Fprintf(&b, "\n%s\n", why)
	}
	b.WriteString("\nPhases\n")
	for i, p := range s.Analysis.Phases {
		fmt.Fprintf(&b, "  %s", s.Phases[i].Name)
		if s.Phases[i].From != 0 {
			fmt.Fprintf(&b, ", from %s", s.Phases[i].From)
		}
		fmt.Fprintf(&b, ": %s, %d off the line", points(p.N), p.Useful)
		if p.HasCenter {
			fmt.Fprintf(&b, ", %s %s", s.CenterName(), s.SayCenter(p.Center))
		}
		b.WriteString("\n")
		if p.HasAnhoej {
			fmt.Fprintf(&b, "    longest run %d (chance gives up to %d), crossings %d (chance gives at least %d)\n", p.LongestRun, p.LongestRunMax, p.Crossings, p.CrossingsMin)
		}
		if p.HasRunsLimits {
			fmt.Fprintf(&b, "    runs %d (chance gives %d to %d)\n", p.Runs, p.RunsLower, p.RunsUpper)
		}
		fmt.Fprintf(&b, "    %s\n", verdict(p))
	}
	if sug, ok := s.Suggest(); ok {
		fmt.Fprintf(&b, "\n%s\n\n%s\n", sug.Text, sug.Line)
	}
	return b.String()
}

func points(n int) string {
	if n == 1 {
		return "1 point"
	}
	return fmt.Sprintf("%d points", n)
}

// verdict is Anhøj's, in words.
func verdict(p spc.Phase) string {
	switch {
	case p.Useful < 10:
		return fmt.Sprintf("too few points for Anhøj's rules (%d of 10)", p.Useful)
	case p.Anhoej:
		return "by Anhøj's rules, not chance alone"
	}
	return "by Anhøj's rules, chance alone could give this"
}

// CenterName is what the centre line is: a median or a mean.
func (s *Series) CenterName() string {
	if s.Measure.Chart == "run" || s.Measure.Chart == "g" {
		return "median"
	}
	return "mean"
}
