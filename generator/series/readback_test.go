package series

import (
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"wallwalk/generator/model"
)

// The sentences are read back by code that shares nothing with the code that
// writes them, and held against the signal's fields and against the raw
// figures.

const aDay = `(\d+ \w+)`

var sentences = map[string]*regexp.Regexp{
	"shift":   regexp.MustCompile(`^(\w+) points in a row (above|below) (?:the baseline (?:median|mean) of|the (?:median|mean) of “New”,) (\d+) %, ` + aDay + ` to ` + aDay + `: a shift(.*)\.$`),
	"trend":   regexp.MustCompile(`^(\w+) points in a row going (up|down)()?, ` + aDay + ` to ` + aDay + `: a trend(.*)\.$`),
	"outside": regexp.MustCompile(`^(\d+) % on ` + aDay + ` is (above the upper|below the lower) limit: further than chance goes(.*)\.$`),
	"runs":    regexp.MustCompile(`^(\w+) runs? about the (?:median|mean), where chance gives (\d+) to (\d+): this is not chance alone\.$`),
	"anhoej":  regexp.MustCompile(`^The longest run has (\w+) points? \(chance gives up to (\d+)\) and the (?:median|mean) is (?:crossed )?(\w+)(?: crossed| times)? \(chance gives at least (\d+)\): this is not chance alone\.$`),
}

// A rawSeries is what the team wrote: eighths, so that all of it is exact.
type rawSeries struct {
	measure model.Measure
	team    *model.Team
	counts  []bool    // the point has a figure that is not excluded
	values  []float64 // where it counts
	split   int       // where the second phase starts; 0 = there is one
}

func randomSeries(t *testing.T, r *rand.Rand) rawSeries {
	s := rawSeries{measure: percent()}
	s.measure.Chart = []string{"run", "run", "p"}[r.IntN(3)]
	s.measure.Better = []string{"higher", "lower", "neither"}[r.IntN(3)]
	den := 8 * (1 + r.IntN(4))
	var figures []string
	level, drift := r.IntN(9), r.IntN(3)-1
	for i := range 6 + r.IntN(35) {
		if r.IntN(8) == 0 {
			level, drift = r.IntN(9), r.IntN(3)-1
		}
		level = min(max(level+drift, 0), 8)
		eighths := min(max(level+r.IntN(3)-1, 0), 8)
		figure, kind := fmt.Sprintf("%d/%d", eighths*den/8, den), r.IntN(12)
		if i > 0 && kind < 2 {
			figure = []string{"", "none"}[kind]
		} else if kind == 2 {
			figure += "x"
		}
		figures = append(figures, figure)
		s.counts = append(s.counts, i == 0 && kind < 2 || kind > 2)
		s.values = append(s.values, float64(eighths)/8)
	}
	for figures[len(figures)-1] == "" { // a series ends with its last line
		figures, s.counts, s.values = figures[:len(figures)-1], s.counts[:len(s.counts)-1], s.values[:len(s.values)-1]
	}
	s.team = weekly(t, s.measure, figures...)
	if r.IntN(3) == 0 {
		s.split = 1 + r.IntN(len(figures)-1)
		s.team.Data.Phases = []model.Phase{phase(s.measure, week(s.split), "New")}
	}
	return s
}

// in gives the phase of the point: from inclusive, to exclusive.
func (s rawSeries) in(i int) (from, to int) {
	if i >= s.split {
		return s.split, len(s.counts)
	}
	return 0, s.split
}

// center is the median, or on a chart with limits the mean; all denominators
// are equal.
func (s rawSeries) center(from, to int) float64 {
	var v []float64
	sum := 0.0
	for i := from; i < to; i++ {
		if s.counts[i] {
			v, sum = append(v, s.values[i]), sum+s.values[i]
		}
	}
	if s.measure.Chart == "p" {
		return sum / float64(len(v))
	}
	slices.Sort(v)
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}

// sides is +1 or -1 for each point that counts in the span and is off the line.
func (s rawSeries) sides(from, to int, center float64) (out []int) {
	for i := from; i < to; i++ {
		if d := s.values[i] - center; s.counts[i] && math.Abs(d) > 1e-9 {
			out = append(out, int(math.Copysign(1, d)))
		}
	}
	return out
}

func readCount(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	n := slices.Index(strings.Fields("no one two three four five six seven eight nine ten eleven twelve never once twice"), strings.ToLower(s))
	if n > 12 {
		n -= 13
	}
	return n
}

func readDay(s string) model.Date {
	d, err := time.Parse("2 Jan 2006", s+" 2026")
	if err != nil {
		return 0
	}
	return model.DateOf(d)
}

// means is what the end of a sentence should say of a side.
func means(better string, side int) (string, Direction) {
	switch {
	case better == "neither" && side > 0:
		return ", upwards", "up"
	case better == "neither":
		return ", downwards", "down"
	case side > 0 && better == "higher", side < 0 && better == "lower":
		return ", in the wanted direction", "better"
	}
	return ", in the wrong direction", "worse"
}

func TestSentencesReadBackAreTheSignalAndTheFigures(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	seen := map[string]int{}
	for range 1500 {
		raw := randomSeries(t, r)
		s := Of(cohort("shift", "trend", "runs", "anhoej"), raw.team, raw.measure)
		wrong := map[string]string{"run": "mean", "p": "median"}[raw.measure.Chart]
		for _, g := range s.Signals {
			seen[g.Rule]++
			m := sentences[g.Rule].FindStringSubmatch(soft(g.Text))
			if m == nil || strings.Contains(g.Text, wrong) {
				t.Fatalf("cannot be read as a %s of a %s chart: %q", g.Rule, raw.measure.Chart, g.Text)
			}
			if fault := raw.fault(s, g, m[1:]); fault != "" {
				t.Fatalf("%q: %s\nfigures %v\ncount %v\nsplit %d, %+v", g.Text, fault, raw.values, raw.counts, raw.split, g)
			}
		}
	}
	for rule := range sentences {
		if seen[rule] < 50 {
			t.Errorf("only %d sentences of %s were read", seen[rule], rule)
		}
	}
}

// fault is what a sentence's parts say that the signal or the figures don't.
func (s rawSeries) fault(out *Series, g Signal, m []string) string {
	switch g.Rule {
	case "shift", "trend":
		return s.rowFault(g, m)
	case "outside":
		return s.outsideFault(g, m)
	}
	from, to := s.in(g.First)
	sides := s.sides(from, to, s.center(from, to))
	longest, run, crossed := 0, 0, 0
	for i, side := range sides {
		if run++; i > 0 && side != sides[i-1] {
			crossed, run = crossed+1, 1
		}
		longest = max(longest, run)
	}
	ph := out.Analysis.Phases[out.Analysis.Points[g.First].Phase]
	want := []int{crossed + 1, ph.RunsLower, ph.RunsUpper}
	if g.Rule == "anhoej" {
		want = []int{longest, ph.LongestRunMax, crossed, ph.CrossingsMin}
	}
	for i, w := range want {
		if readCount(m[i]) != w {
			return fmt.Sprintf("it says %q, want %d", m[i], w)
		}
	}
	if g.First != from || g.Last != to-1 || g.Points != len(sides) || g.Direction != NoWay {
		return "the signal is not its phase's"
	}
	return ""
}

func (s rawSeries) rowFault(g Signal, m []string) string {
	side := map[string]int{"above": 1, "up": 1}[m[1]]*2 - 1
	from, to := readDay(m[3]), readDay(m[4])
	if from != g.From || to != g.To || from != week(g.First) || to != week(g.Last) {
		return fmt.Sprintf("it is from %s to %s", from, to)
	}
	if way, direction := means(s.measure.Better, side); m[5] != way || g.Direction != direction {
		return fmt.Sprintf("it ends %q and is %q, want %q and %q", m[5], g.Direction, way, direction)
	}
	start, end := s.in(g.First)
	center := s.center(start, end)
	sides := s.sides(g.First, g.Last+1, center)
	if g.Rule == "trend" {
		if sides = s.steps(g.First, g.Last); len(sides) > 0 {
			sides = append(sides, side) // a trend counts points, not the steps between
		}
	} else if said := readCount(m[2]); math.Abs(float64(said)-100*center) > 0.5+1e-9 {
		return fmt.Sprintf("the line is at %v", center)
	}
	if n := readCount(m[0]); n != g.Points || n != len(sides) || slices.Contains(sides, -side) {
		return fmt.Sprintf("the figures go %v, want %d times %d", sides, g.Points, side)
	}
	return ""
}

// steps is +1 or -1 for each change from one counting point to the next.
func (s rawSeries) steps(first, last int) (out []int) {
	before := math.NaN()
	for i := first; i <= last; i++ {
		if !s.counts[i] {
			continue
		}
		if d := s.values[i] - before; math.Abs(d) > 1e-9 {
			out = append(out, int(math.Copysign(1, d)))
		}
		before = s.values[i]
	}
	return out
}

func (s rawSeries) outsideFault(g Signal, m []string) string {
	side := map[bool]int{true: 1, false: -1}[m[2] == "above the upper"]
	day := readDay(m[1])
	if day != g.From || day != g.To || day != week(g.First) || g.Points != 1 || !s.counts[g.First] {
		return fmt.Sprintf("it is of %s", day)
	}
	if way, direction := means(s.measure.Better, side); m[3] != way || g.Direction != direction {
		return fmt.Sprintf("it ends %q and is %q, want %q and %q", m[3], g.Direction, way, direction)
	}
	v, center := s.values[g.First], s.center(s.in(g.First))
	den := s.team.Data.Weeks[0].Figures[0].Den
	if limit := 3 * math.Sqrt(center*(1-center)/den); float64(side)*(v-center) <= limit {
		return fmt.Sprintf("%v is within %v of %v", v, limit, center)
	}
	if said := readCount(m[0]); math.Abs(float64(said)-100*v) > 0.5+1e-9 {
		return fmt.Sprintf("the figure is %v", v)
	}
	return ""
}
