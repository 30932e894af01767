package generator_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"wallwalk/generator/load"
	"wallwalk/generator/model"
)

// The published numbers as analysis.md describes them, read by somebody who
// has nothing but that page. A field that is not there is an error, and so is
// one too many.
type (
	published struct {
		Schema, Cohort, Team string
		AsOf                 string `json:"as_of"`
		Measures             []publishedMeasure
	}
	publishedMeasure struct {
		ID, Chart, Data, Better string
		Goal                    *float64
		Points                  []publishedPoint
		Phases                  []publishedPhase
		Signals                 []publishedSignal
	}
	publishedPoint struct {
		Week, Status, Note string
		Num, Den, Value    *float64
		Phase              int
		Excluded, Outside  bool
		Center, LCL, UCL   *float64
	}
	publishedPhase struct {
		From, Name    string
		N, Useful     int
		LongestRun    *int `json:"longest_run"`
		LongestRunMax *int `json:"longest_run_max"`
		Crossings     *int
		CrossingsMin  *int `json:"crossings_min"`
		Runs          *int
		RunsLower     *int `json:"runs_lower"`
		RunsUpper     *int `json:"runs_upper"`
		Anhoej        bool
	}
	publishedSignal struct {
		Rule, From, To, Direction, Text string
		Points                          int
	}
)

// read decodes a team's data.json.
func (b built) read(t testing.TB, name string) published {
	t.Helper()
	var p published
	d := json.NewDecoder(bytes.NewReader(b[name]))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return p
}

// A teamOfDemo is one team's published numbers beside what it committed.
type teamOfDemo struct {
	published
	name     string
	text     map[string]map[string]string // what data.yaml says, by week and measure
	measures map[string]model.Measure
}

// demoTeams pairs data.json with the lines of data.yaml, which are read here
// by a pattern and not by the program's own reader.
func demoTeams(t *testing.T) []teamOfDemo {
	t.Helper()
	site := demo(t)
	program, _, err := load.Program(demoFiles(), oneByOne)
	if err != nil {
		t.Fatal(err)
	}
	var all []teamOfDemo
	for _, c := range program.Cohorts {
		for _, team := range c.Teams {
			one := teamOfDemo{published: site.read(t, c.ID+"/"+team.ID+"/data.json"), name: team.ID, measures: map[string]model.Measure{}}
			for _, m := range team.AllMeasures(c) {
				one.measures[m.ID.Text] = m
			}
			data, err := fs.ReadFile(demoFiles(), "cohorts/"+c.ID+"/teams/"+team.ID+"/data.yaml")
			if err != nil {
				t.Fatal(err)
			}
			one.text = weeklyLines(string(data))
			all = append(all, one)
		}
	}
	return all
}

var (
	weekLine = regexp.MustCompile(`(?m)^  (\d{4}-\d\d-\d\d): \{(.*)\}`)
	pair     = regexp.MustCompile(`([a-z-]+): (none|[0-9./-]+|\[[^\]]*\])`)
)

func weeklyLines(text string) map[string]map[string]string {
	weeks := map[string]map[string]string{}
	for _, m := range weekLine.FindAllStringSubmatch(text, -1) {
		before, _, _ := strings.Cut(m[2], `note: "`)
		weeks[m[1]] = map[string]string{}
		for _, p := range pair.FindAllStringSubmatch(before, -1) {
			weeks[m[1]][p[1]] = p[2]
		}
		if _, after, ok := strings.Cut(m[2], "exclude: ["); ok {
			list, _, _ := strings.Cut(after, "]")
			weeks[m[1]]["exclude"] = list
		}
	}
	return weeks
}
