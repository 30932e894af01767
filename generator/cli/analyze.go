package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"wallwalk/generator"
	"wallwalk/generator/model"
	"wallwalk/generator/sheet"
)

// analysis are the flags of analyze.
type analysis struct {
	chart, data, better, format, svg string
	per                              float64
	baseline                         int
	phases, excluded                 []string
}

// analyzeWords are what analyze's flags can be.
var analyzeWords = map[string][]string{
	"chart":  {"run", "p", "pp", "u", "up", "c", "i", "g", "t"},
	"data":   {"", "fraction", "rate", "count", "value"},
	"better": {"higher", "lower", "neither"},
	"format": {"text", "json"},
}

var analyzeCommand = command{
	name: "analyze", args: "FILE.csv", summary: "run-chart rules for any series",
	example: `  wallwalk analyze audit.csv
  wallwalk analyze audit.csv --chart p --better higher --svg audit.svg
  wallwalk analyze - --format json < audit.csv`,
	about: `Reads a table and says what the rules say of it: medians or means, limits,
shifts, trends, runs. Needs no program. The first row names the columns,
week,num,den or week,value; cells are parted by commas, semicolons or tabs.
With - the table comes from standard input.`,
	flags: func(f *pflag.FlagSet, s *settings) {
		a := &s.analysis
		f.StringVar(&a.chart, "chart", "run", "run, p, pp, u, up, c, i, g or t")
		f.StringVar(&a.data, "data", "", "fraction, rate, count or value (default: by chart and columns)")
		f.Float64Var(&a.per, "per", 0, "multiply a rate by this `number`, such as 1000")
		f.IntVar(&a.baseline, "baseline", 0, "take the first phase's line from this `number` of points")
		f.StringArrayVar(&a.phases, "phase", nil, "the `week` in which a new phase starts (repeatable)")
		f.StringArrayVar(&a.excluded, "exclude", nil, "a `week` whose figure counts for nothing (repeatable)")
		f.StringVar(&a.better, "better", "neither", "higher, lower or neither")
		f.StringVar(&a.format, "format", "text", "text or json")
		f.StringVar(&a.svg, "svg", "", "write the chart to this `file`")
		offer(f, "svg", aFile)
		for flag, words := range analyzeWords {
			offer(f, flag, words...)
		}
	},
	rootless: true,
	offers:   fixed(aFile),
	run:      analyze,
}

func analyze(_ context.Context, s *settings) error {
	if len(s.args) != 1 {
		return usageError{"analyze takes one table", "wallwalk analyze FILE.csv, or - for standard input"}
	}
	o, err := s.analysis.options()
	if err != nil {
		return err
	}
	name, data, err := s.table(s.args[0])
	if err != nil {
		return err
	}
	o.Measure.ID.Text = strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	o.Measure.Name = o.Measure.ID
	a, list, err := generator.Analyze(name, data, o)
	if err != nil {
		return err
	}
	if err := s.diagnose(list, s.Stderr, "nothing was analysed"); err != nil {
		return err
	}
	if s.analysis.svg != "" {
		if err := os.WriteFile(s.analysis.svg, a.SVG, 0o666); err != nil {
			return fmt.Errorf("writing the chart: %w", err)
		}
	}
	out := []byte(a.Text)
	if s.analysis.format == "json" {
		out = a.JSON
	}
	if _, err := s.Stdout.Write(out); err != nil {
		return fmt.Errorf("printing the analysis: %w", err)
	}
	return nil
}

// maxTable is more than any team's figures take.
const maxTable = 4 << 20

// table reads the file, or standard input for "-".
func (s *settings) table(name string) (string, []byte, error) {
	in := s.Stdin
	if name != "-" {
		f, err := os.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			return "", nil, usageError{fmt.Sprintf("there is no file %s", name), "name a CSV file, or - for standard input"}
		} else if err != nil {
			return "", nil, fmt.Errorf("opening the table: %w", err)
		}
		defer f.Close()
		in = f
	} else {
		name = "series"
	}
	data, err := io.ReadAll(io.LimitReader(in, maxTable+1))
	if err != nil {
		return "", nil, fmt.Errorf("reading the table: %w", err)
	}
	if len(data) > maxTable {
		return "", nil, usageError{fmt.Sprintf("%s is larger than %d MiB", name, maxTable>>20), "keep the columns week,num,den or week,value"}
	}
	return name, data, nil
}

func (a *analysis) options() (sheet.Options, error) {
	o := sheet.Options{Rules: []string{"shift", "trend"}}
	o.Measure = model.Measure{Chart: a.chart, Data: model.Data(a.data), Better: a.better, Per: a.per, BaselineWeeks: a.baseline}
	for _, one := range []struct{ flag, value string }{{"chart", a.chart}, {"data", a.data}, {"better", a.better}, {"format", a.format}} {
		if err := oneOf(one.flag, one.value, analyzeWords[one.flag]...); err != nil {
			return o, err
		}
	}
	if a.per < 0 || a.per > 1e9 || a.baseline < 0 {
		return o, usageError{"--per and --baseline are not negative", "leave them out, or write a number over 0"}
	}
	var err error
	if o.Phases, err = days("phase", a.phases); err != nil {
		return o, err
	}
	o.Excluded, err = days("exclude", a.excluded)
	return o, err
}

func days(flag string, texts []string) ([]model.Date, error) {
	var out []model.Date
	for _, s := range texts {
		d, ok := model.ParseDate(s)
		if !ok {
			return nil, usageError{fmt.Sprintf("--%s %q is not a date", flag, s), "write year-month-day: 2026-06-28"}
		}
		out = append(out, d)
	}
	return out, nil
}
