package series

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"wallwalk/generator/model"
	"wallwalk/generator/plain"
	"wallwalk/generator/spc"
)

// A Direction is what a signal means by the measure's better.
type Direction string

const (
	Better Direction = "better"
	Worse  Direction = "worse"
	Up     Direction = "up"
	Down   Direction = "down"
	NoWay  Direction = "" // runs and anhoej say that it isn't chance alone, not whereto
)

// A Signal is one finding, with the sentence that a nurse would say.
type Signal struct {
	Rule      string // shift, trend, runs, anhoej, outside, astronomical
	From, To  model.Date
	First     int // point indices, both inclusive
	Last      int
	Points    int
	Direction Direction
	Text      string
}

var ruleNames = [...]string{spc.Shift: "shift", spc.Trend: "trend", spc.Runs: "runs", spc.Anhoej: "anhoej", spc.Outside: "outside"}

// find keeps the findings that the cohort calls signals, and those that always
// are: points outside the limits, and points that a person marked.
func (s *Series) find(rules []string) {
	s.Signals = slices.Grow(s.Signals, len(s.Analysis.Signals))
	for i := range s.Analysis.Signals {
		f := &s.Analysis.Signals[i]
		name := ruleNames[f.Rule]
		if f.Rule != spc.Outside && !slices.Contains(rules, name) {
			continue
		}
		g := Signal{Rule: name, First: f.From, Last: f.To, From: s.Points[f.From].Date, To: s.Points[f.To].Date,
			Points: f.Points, Direction: s.direction(f.Side)}
		g.Text = s.sentence(f, &g)
		s.Signals = append(s.Signals, g)
	}
	for i := range s.Points {
		p := &s.Points[i]
		if p.Astronomical && p.Status == OK {
			text := fmt.Sprintf("%s on %s is marked by the team as an unusual point", s.Say(p.Value), p.Date.Short())
			if p.Note != "" {
				text += ": “" + p.Note + "”"
			}
			s.Signals = append(s.Signals, Signal{Rule: "astronomical", First: i, Last: i, From: p.Date, To: p.Date, Points: 1, Text: full(text)})
		}
	}
	slices.SortStableFunc(s.Signals, func(a, b Signal) int { return cmp.Compare(a.From, b.From) })
}

func full(sentence string) string {
	if strings.HasSuffix(sentence, ".”") || strings.HasSuffix(sentence, ".") {
		return sentence
	}
	return sentence + "."
}

// span says from when to when, with the years where they differ.
func span(from, to model.Date) string {
	switch {
	case from == to:
		return from.Short()
	case from.Time().Year() != to.Time().Year():
		return from.Long() + " to " + to.Long()
	}
	return from.Short() + " to " + to.Short()
}

func (s *Series) direction(side int) Direction {
	switch {
	case side == 0:
		return NoWay
	case s.Measure.Better == "neither" && side > 0:
		return Up
	case s.Measure.Better == "neither":
		return Down
	case (side > 0) == (s.Measure.Better == "higher"):
		return Better
	}
	return Worse
}

// Say puts a figure in the reader's unit: "58 %".
func (s *Series) Say(v float64) string { return s.say(v, s.Decimals()) }

func (s *Series) say(v float64, decimals int) string {
	var b [48]byte
	return string(s.appendSay(b[:0], v, decimals))
}

// AppendSay appends what Say says.
func (s *Series) AppendSay(b []byte, v float64) []byte { return s.appendSay(b, v, s.Decimals()) }

func (s *Series) appendSay(b []byte, v float64, decimals int) []byte {
	b = plain.AppendFixed(b, v*s.Scale(), decimals)
	if unit := s.Unit(); unit != "" {
		b = append(append(b, "\u00A0"...), unit...)
	}
	return b
}

// SayCenter puts a line in the reader's unit: with one more decimal than the
// figures where it lies between two of them.
func (s *Series) SayCenter(v float64) string {
	d := s.Decimals()
	if scaled := v * s.Scale() * math.Pow10(d); s.Measure.Data != model.Fraction && math.Abs(scaled-math.Round(scaled)) > 1e-6*math.Max(1, math.Abs(scaled)) {
		return s.say(v, d+1)
	}
	return s.say(v, d)
}

// center names a phase's line: "the baseline median of 58 %".
func (s *Series) center(phase int) string {
	kind := s.CenterName()
	name := "the " + kind
	if len(s.Phases) == 1 || phase == 0 && s.Phases[0].Name == "Baseline" {
		name = "the baseline " + kind
	} else if len(s.Phases) > 1 {
		name = fmt.Sprintf("the %s of “%s”,", kind, s.Phases[phase].Name)
		return name + " " + s.SayCenter(s.Analysis.Phases[phase].Center) + ","
	}
	return name + " of " + s.SayCenter(s.Analysis.Phases[phase].Center)
}

func (s *Series) sentence(f *spc.Signal, g *Signal) string {
	span := span(g.From, g.To)
	way := ways[g.Direction]
	phase := &s.Analysis.Phases[f.Phase]
	switch f.Rule {
	case spc.Shift:
		return plain.Upper(words(f.Points)) + " points in a row " + sided(f.Side > 0, "above", "below") + " " + strings.TrimSuffix(s.center(f.Phase), ",") + ", " + span + ": a shift" + way + "."
	case spc.Trend:
		return plain.Upper(words(f.Points)) + " points in a row going " + sided(f.Side > 0, "up", "down") + ", " + span + ": a trend" + way + "."
	case spc.Outside:
		return s.Say(s.Points[f.From].Value) + " on " + g.From.Short() + " is " + sided(f.Side > 0, "above the upper limit", "below the lower limit") + ": further than chance goes" + way + "."
	case spc.Runs:
		return fmt.Sprintf("%s about the %s, where chance gives %d to %d: this is not chance alone.", plain.Upper(plural(phase.Runs, "run")), s.CenterName(), phase.RunsLower, phase.RunsUpper)
	}
	return fmt.Sprintf("The longest run has %s (chance gives up to %d) and the %s is %s (chance gives at least %d): this is not chance alone.",
		plural(phase.LongestRun, "point"), phase.LongestRunMax, s.CenterName(), times(phase.Crossings), phase.CrossingsMin)
}

func sided(above bool, one, other string) string {
	if above {
		return one
	}
	return other
}

func times(n int) string {
	switch n {
	case 0:
		return "never crossed"
	case 1:
		return "crossed once"
	case 2:
		return "crossed twice"
	}
	return "crossed " + words(n) + " times"
}

func plural(n int, one string) string {
	if n == 1 {
		return "one " + one
	}
	return words(n) + " " + one + "s"
}

// words spells small numbers out, as a sentence does.
func words(n int) string {
	names := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n >= 0 && n < len(names) {
		return names[n]
	}
	return strconv.Itoa(n)
}

// Brief returns the signals as a page lists them: where more than three points
// lie outside on one side, one sentence speaks for all of them.
//
// The signals are not to be changed.
func (s *Series) Brief() []Signal {
	n := 0
	for i := range s.Signals {
		if s.Signals[i].Rule == "outside" {
			n++
		}
	}
	if n <= 3 {
		return s.Signals
	}
	bySide := map[bool][]Signal{}
	above := func(g Signal) bool { return s.Points[g.First].Value > s.Analysis.Points[g.First].Center }
	for _, g := range s.Signals {
		if g.Rule == "outside" {
			bySide[above(g)] = append(bySide[above(g)], g)
		}
	}
	var out []Signal
	for _, g := range s.Signals {
		all := bySide[above(g)]
		switch {
		case g.Rule != "outside" || len(all) <= 3:
			out = append(out, g)
		case g == all[0]:
			last := all[len(all)-1]
			limit := sided(above(g), "above the upper limit", "below the lower limit")
			g.Points, g.To, g.Last = len(all), last.To, last.Last
			g.Text = fmt.Sprintf("%s points are %s, the first on %s and the last on %s: further than chance goes%s.",
				plain.Upper(words(len(all))), limit, g.From.Short(), last.To.Short(), ways[g.Direction])
			out = append(out, g)
		}
	}
	return out
}

// ways says a signal's direction at the end of its sentence.
var ways = map[Direction]string{Better: ", in the wanted direction", Worse: ", in the wrong direction", Up: ", upwards", Down: ", downwards"}

// Newest returns the signal that ends last, and whether it still holds: that
// no usable point has come after it.
func (s *Series) Newest() (g Signal, holds, ok bool) {
	for _, c := range s.Signals {
		if c.Rule != "astronomical" && (!ok || c.Last >= g.Last) {
			g, ok = c, true
		}
	}
	return g, ok && g.Last >= s.Last() && s.onLine() < 3, ok
}

// onLine is how many of the newest usable points lie on the centre line: a
// shift that has come back to the line and stays there holds no more.
func (s *Series) onLine() int {
	n := 0
	for i := len(s.Points) - 1; i >= 0; i-- {
		if !s.usable(i) {
			continue
		}
		center := s.Analysis.Points[i].Center
		if math.Abs(s.Points[i].Value-center) > 1e-9*math.Max(math.Abs(center), math.Abs(s.Points[i].Value)) {
			break
		}
		n++
	}
	return n
}

// Headline says in one or two sentences where the measure started, where it
// is, whether that is a signal, and how far the goal is.
func (s *Series) Headline() string {
	now, n := s.Lately()
	if n == 0 {
		return "No figures yet."
	}
	if s.count() == 1 {
		return fmt.Sprintf("One figure so far: %s.", s.Say(s.Points[s.Last()].Value)) + s.goalSentence(now)
	}
	from := s.start()
	was, is, moved := s.SayCenter(from), s.SayCenter(now), now-from
	if was == is {
		moved = 0
	}
	return s.movement(was, is, moved) + s.phaseClause() + s.signalClause(moved) + s.goalSentence(now)
}

// start is where the measure began: the first centre line where it was taken
// from a baseline or a phase of its own, else the middle of the first points.
func (s *Series) start() float64 {
	if s.Measure.BaselineWeeks == 0 && s.current() == 0 {
		few := make([]Point, 0, 6)
		for i := range s.Points {
			if s.usable(i) && len(few) < 6 {
				few = append(few, s.Points[i])
			}
		}
		return s.middle(few)
	}
	for _, p := range s.Analysis.Phases {
		if p.HasCenter {
			return p.Center
		}
	}
	return 0
}

// movement is from the start to the last few points, in words, and by how much.
func (s *Series) movement(from, to string, moved float64) string {
	switch {
	case s.count() <= 6:
		return "At " + to + " so far"
	case moved == 0:
		return "At " + to + ", as at the start"
	}
	return sided(moved > 0, "Up", "Down") + " from " + from + " to " + to
}

// phaseClause names the phase that somebody has declared since the start.
func (s *Series) phaseClause() string {
	i := s.current()
	if i == 0 {
		return ""
	}
	return " since “" + s.Phases[i].Name + "” began on " + s.Phases[i].From.Short()
}

// signalClause is the newest signal of the last phase, and whether it still
// holds; it ends its sentence.
func (s *Series) signalClause(moved float64) string {
	g, holds, ok := s.Newest()
	if ok && g.First < s.last().From {
		ok = false // an earlier phase's: the phase's own line says it
	}
	switch {
	case !ok && s.current() > 0:
		return "."
	case !ok && s.useful() < 10 && s.last().N >= 10:
		return fmt.Sprintf(". Too many points lie on the %s for a rule to speak (%d of %d).", s.CenterName(), s.last().N-s.useful(), s.last().N)
	case !ok && s.useful() < 10:
		return fmt.Sprintf(". Too few points for a rule to speak (%d of 10).", s.useful())
	case !ok:
		return ". No signal: the ups and downs are what chance alone gives."
	}
	name := signalNames[g.Rule]
	if g.Rule == "runs" {
		name = "too " + s.manyRuns() + " runs for chance"
	}
	what := name + strings.TrimPrefix(ways[g.Direction], ",") + ", " + span(g.From, g.To) + "."
	if !holds {
		return "; earlier " + what
	}
	if up := s.upward(g.Direction); up*moved < 0 {
		return "; yet " + what
	}
	return ": " + what
}

var signalNames = map[string]string{"shift": "a shift", "trend": "a trend", "anhoej": "a pattern that is not chance", "outside": "a point outside the limits"}

// upward is +1 for a signal that rises, -1 for one that falls, 0 for one that
// does neither.
func (s *Series) upward(d Direction) float64 {
	switch {
	case d == NoWay:
		return 0
	case d == Up, d == Better && s.Measure.Better == "higher", d == Worse && s.Measure.Better == "lower":
		return 1
	}
	return -1
}

// manyRuns says on which side of chance the runs are.
func (s *Series) manyRuns() string {
	if p := s.last(); p.Runs > p.RunsUpper {
		return "many"
	}
	return "few"
}

// useful counts the useful points of the last phase.
func (s *Series) useful() int { return s.last().Useful }

func (s *Series) last() spc.Phase { return s.Analysis.Phases[s.current()] }

// current is the phase that the measure is in: the last one that has a usable
// point, since one that was declared for next week says nothing yet.
func (s *Series) current() int {
	for i := len(s.Analysis.Phases) - 1; i > 0; i-- {
		if s.Analysis.Phases[i].N > 0 {
			return i
		}
	}
	return 0
}

// count is how many usable points there are.
func (s *Series) count() int {
	n := 0
	for _, p := range s.Analysis.Phases {
		n += p.N
	}
	return n
}

func (s *Series) goalSentence(now float64) string {
	if s.Goal == nil || s.Measure.Better == "neither" {
		return ""
	}
	if s.meets(now) {
		return " The goal of " + s.Say(*s.Goal) + " is reached."
	}
	by := ""
	if s.GoalBy != 0 {
		by = " by " + s.GoalBy.Short()
	}
	return " The goal is " + s.Say(*s.Goal) + by + "."
}
