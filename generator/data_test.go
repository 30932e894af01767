package generator_test

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wallwalk/generator/model"
)

// shape is every key of data.json, by the object it stands in.
var shape = map[string]string{
	"":         "as_of cohort measures schema team",
	"measures": "better chart data goal id phases points signals",
	"points":   "center den excluded lcl note num outside phase status ucl value week",
	"phases":   "anhoej crossings crossings_min from longest_run longest_run_max n name runs runs_lower runs_upper useful",
	"signals":  "direction from points rule text to",
}

func TestDataJSONHasItsShape(t *testing.T) {
	site := demo(t)
	for _, name := range site.names("data.json") {
		var v any
		if err := json.Unmarshal(site[name], &v); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		compareShape(t, name, "", v)
	}
}

func compareShape(t *testing.T, name, object string, v any) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			compareShape(t, name, object, one)
		}
	case map[string]any:
		var keys []string
		for k, inner := range v {
			keys = append(keys, k)
			compareShape(t, name, k, inner)
		}
		slices.Sort(keys)
		if got := strings.Join(keys, " "); got != shape[object] {
			t.Errorf("%s: %s has the keys %s, want %s", name, cmp.Or(object, "the file"), got, shape[object])
		}
	}
}

func TestPointsAreWhatTheTeamWrote(t *testing.T) {
	compared := 0
	for _, team := range demoTeams(t) {
		for _, m := range team.Measures {
			if m.Data == "events" {
				continue
			}
			published := map[string]publishedPoint{}
			for _, p := range m.Points {
				published[p.Week] = p
			}
			for week, line := range team.text {
				text, given := line[m.ID]
				p, there := published[week]
				switch {
				case given && !there:
					t.Errorf("%s %s: the week %s is not published", team.name, m.ID, week)
				case given:
					compared++
					comparePoint(t, team, m, p, text)
				case there && p.Status != "missing":
					t.Errorf("%s %s: the week %s is %s, and nobody wrote it", team.name, m.ID, week, p.Status)
				}
				if there && given && p.Excluded != slices.Contains(strings.Split(line["exclude"], ", "), m.ID) {
					t.Errorf("%s %s: the week %s has excluded = %v", team.name, m.ID, week, p.Excluded)
				}
			}
		}
	}
	if compared < 500 {
		t.Errorf("only %d figures were compared", compared)
	}
}

func comparePoint(t *testing.T, team teamOfDemo, m publishedMeasure, p publishedPoint, text string) {
	t.Helper()
	at := fmt.Sprintf("%s %s %s", team.name, m.ID, p.Week)
	num, den, ratio := strings.Cut(text, "/")
	switch {
	case text == "none":
		if p.Status != "none" || p.Num != nil || p.Den != nil || p.Value != nil {
			t.Errorf("%s: none is published as %+v", at, p)
		}
	case p.Status != "ok" || p.Value == nil:
		t.Errorf("%s: %s is published as %s", at, text, p.Status)
	case ratio:
		if p.Num == nil || p.Den == nil || *p.Num != number(t, num) || *p.Den != number(t, den) {
			t.Errorf("%s: %s is published as %v of %v", at, text, p.Num, p.Den)
		} else if !near(*p.Value, *p.Num / *p.Den * team.measures[m.ID].Per) {
			t.Errorf("%s: %s is published as %v", at, text, *p.Value)
		}
	default:
		if *p.Value != number(t, text) || p.Num != nil || p.Den != nil {
			t.Errorf("%s: %s is published as %v, %v of %v", at, text, *p.Value, p.Num, p.Den)
		}
	}
}

func number(t testing.TB, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b), 1e-300) }

func TestAPointForEveryWeek(t *testing.T) {
	for _, team := range demoTeams(t) {
		for _, m := range team.Measures {
			phase := 0
			for i, p := range m.Points {
				if p.Status == "missing" && (p.Num != nil || p.Den != nil || p.Value != nil || p.Excluded || p.Outside) {
					t.Errorf("%s %s %s: a missing week has figures: %+v", team.name, m.ID, p.Week, p)
				}
				if p.Phase < phase || p.Phase >= len(m.Phases) {
					t.Errorf("%s %s %s: phase %d after %d, of %d", team.name, m.ID, p.Week, p.Phase, phase, len(m.Phases))
				}
				phase = p.Phase
				if i == 0 || m.Data == "events" {
					continue
				}
				if want := day(t, m.Points[i-1].Week) + model.Date(7*team.measures[m.ID].Every); day(t, p.Week) != want {
					t.Errorf("%s %s: %s follows %s", team.name, m.ID, p.Week, m.Points[i-1].Week)
				}
			}
			if n := len(m.Points); n > 0 && (m.Points[0].Status == "missing" || m.Points[n-1].Status == "missing") {
				t.Errorf("%s %s begins or ends with a missing week", team.name, m.ID)
			}
		}
	}
}

// usable are a phase's points that count; first is how many of them the lines
// come from, 0 for all.
func usable(m publishedMeasure, phase, first int) []publishedPoint {
	var out []publishedPoint
	for _, p := range m.Points {
		if p.Phase == phase && p.Status == "ok" && !p.Excluded && (first == 0 || len(out) < first) {
			out = append(out, p)
		}
	}
	return out
}

func TestLinesAreWhatTheFiguresGive(t *testing.T) {
	charts := map[string]int{}
	for _, team := range demoTeams(t) {
		for _, m := range team.Measures {
			for i, ph := range m.Phases {
				if n := len(usable(m, i, 0)); ph.N != n {
					t.Errorf("%s %s phase %s: n is %d, and %d points count", team.name, m.ID, ph.Name, ph.N, n)
				}
				baseline := 0
				if i == 0 {
					baseline = team.measures[m.ID].BaselineWeeks
				}
				compareLine(t, team, m, i, usable(m, i, baseline))
				charts[m.Chart]++
			}
		}
	}
	for _, c := range []string{"run", "p", "u", "c", "i", "t"} {
		if charts[c] == 0 {
			t.Errorf("the demo program has no %s chart", c)
		}
	}
}

// compareLine reckons a phase's centre line and limits the naive way.
func compareLine(t *testing.T, team teamOfDemo, m publishedMeasure, phase int, from []publishedPoint) {
	t.Helper()
	for _, p := range m.Points {
		if p.Phase != phase {
			continue
		}
		at := fmt.Sprintf("%s %s %s", team.name, m.ID, p.Week)
		if len(from) == 0 {
			if p.Center != nil || p.LCL != nil || p.UCL != nil {
				t.Errorf("%s: lines without a figure", at)
			}
			continue
		}
		center, width, limited := naive(m.Chart, team.measures[m.ID].Per, from, p)
		if p.Center == nil || !near(*p.Center, center) {
			t.Errorf("%s: the centre is %v, want %v", at, show(p.Center), center)
		}
		if m.Chart == "run" && (p.LCL != nil || p.UCL != nil || p.Outside) {
			t.Errorf("%s: a run chart has limits", at)
		}
		if !limited || p.UCL == nil {
			continue
		}
		if !near(*p.UCL, center+width) && !(m.Chart == "p" && *p.UCL == 1) || !near(*p.LCL, center-width) && *p.LCL != 0 {
			t.Errorf("%s: the limits are %v to %v, want %v ± %v", at, *p.LCL, *p.UCL, center, width)
		}
		if out := p.Value != nil && !p.Excluded && (*p.Value > *p.UCL || *p.Value < *p.LCL); out != p.Outside {
			t.Errorf("%s: outside is %v for %v in %v to %v", at, p.Outside, *p.Value, *p.LCL, *p.UCL)
		}
	}
}

func show(v *float64) string {
	if v == nil {
		return "null"
	}
	return fmt.Sprint(*v)
}

// naive is the centre, and half the distance between the limits at a point.
func naive(chart string, per float64, from []publishedPoint, p publishedPoint) (center, width float64, limited bool) {
	var values []float64
	var nums, dens, sum float64
	for _, q := range from {
		values = append(values, *q.Value)
		sum += *q.Value
		if q.Den != nil {
			nums, dens = nums+*q.Num, dens+*q.Den
		}
	}
	switch chart {
	case "p":
		center = nums / dens
		if p.Den != nil {
			return center, 3 * math.Sqrt(center*(1-center) / *p.Den), true
		}
		return center, 0, false
	case "u":
		center = nums / dens * per
		if p.Den != nil {
			return center, 3 * math.Sqrt(nums/dens / *p.Den) * per, true
		}
		return center, 0, false
	case "c":
		center = sum / float64(len(values))
		return center, 3 * math.Sqrt(center), true
	case "i":
		return sum / float64(len(values)), 0, false
	case "t":
		for _, v := range values {
			center += math.Pow(v, 1/3.6) / float64(len(values))
		}
		return math.Pow(center, 3.6), 0, false
	}
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2, 0, false
}

func TestSignalsAreOfTheRulesAndInWords(t *testing.T) {
	found := map[string]int{}
	for _, team := range demoTeams(t) {
		for _, m := range team.Measures {
			outside := 0
			for _, s := range m.Signals {
				found[s.Rule]++
				at := fmt.Sprintf("%s %s %s %s", team.name, m.ID, s.Rule, s.From)
				if s.Rule == "outside" {
					outside++
				}
				if !slices.Contains([]string{"shift", "trend", "outside", "astronomical"}, s.Rule) {
					t.Errorf("%s: the cohort's rules don't have it", at)
				}
				if !slices.Contains([]string{"better", "worse", "up", "down", ""}, s.Direction) || (s.Direction == "up" || s.Direction == "down") != (m.Better == "neither" && s.Rule != "astronomical") && s.Direction != "" {
					t.Errorf("%s: the direction is %q where %s is better", at, s.Direction, m.Better)
				}
				if day(t, s.To) < day(t, s.From) || s.Points < 1 || s.Rule == "shift" && s.Points < 6 || s.Rule == "trend" && s.Points < 5 {
					t.Errorf("%s: %d points to %s", at, s.Points, s.To)
				}
				if !strings.HasSuffix(s.Text, ".") && !strings.HasSuffix(s.Text, ".”") {
					t.Errorf("%s: no sentence: %s", at, s.Text)
				}
			}
			marked := 0
			for _, p := range m.Points {
				if p.Outside {
					marked++
				}
			}
			if marked != outside {
				t.Errorf("%s %s: %d points are outside, and %d signals say so", team.name, m.ID, marked, outside)
			}
		}
	}
	if found["shift"] == 0 || found["trend"] == 0 {
		t.Errorf("the demo program shows %v", found)
	}
}

func TestDataCSVHasTheSamePoints(t *testing.T) {
	site := demo(t)
	for _, name := range site.names("data.csv") {
		rows, err := csv.NewReader(bytes.NewReader(site[name])).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want := [][]string{strings.Split("measure,week,status,num,den,value,phase,excluded,center,lcl,ucl,outside,note", ",")}
		for _, m := range site.read(t, strings.TrimSuffix(name, "csv")+"json").Measures {
			for _, p := range m.Points {
				want = append(want, []string{m.ID, p.Week, p.Status, cell(p.Num), cell(p.Den), cell(p.Value), strconv.Itoa(p.Phase),
					strconv.FormatBool(p.Excluded), cell(p.Center), cell(p.LCL), cell(p.UCL), strconv.FormatBool(p.Outside), p.Note})
			}
		}
		if len(rows) != len(want) {
			t.Fatalf("%s has %d rows, want %d", name, len(rows), len(want))
		}
		for i := range rows {
			if !slices.Equal(rows[i], want[i]) {
				t.Errorf("%s:%d: %q, want %q", name, i+1, rows[i], want[i])
			}
		}
	}
}

func cell(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}
