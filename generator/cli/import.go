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
	"wallwalk/generator/importer"
)

// importing are import's flags.
type importing struct {
	team, cohort, sheet, week string
	columns                   []string
	write, replace            bool
}

var importCommand = command{
	name: "import", args: "FILE.csv|.xlsx", summary: "weekly data from a spreadsheet, shown as a diff first",
	example: `  wallwalk import audit.xlsx --team 2026-spring/lakeside
  wallwalk import audit.xlsx --team 2026-spring/lakeside --write
  wallwalk import audit.csv --team lakeside --week "Week of" --map positioning=B/C --map room-minutes="Median minutes"`,
	about: `Reads the weekly figures of one team from a spreadsheet and shows how its
data.yaml would change; --write changes it. Every other byte of the file stays.

Columns are found by their headers: week or date; a measure's id or name; for a
fraction the words of its numerator and denominator, or endings such as N and of.
Where that isn't clear, it says what it saw and which flag to give. A cell such
as 31 / 52 is a fraction; a percentage is none. Rows of totals are left out. A
day within a week stands for the week.

A figure that data.yaml has otherwise stays, and is told; --replace overwrites it.`,
	flags: func(f *pflag.FlagSet, s *settings) {
		i := &s.importing
		f.StringVar(&i.team, "team", "", "the `team`, such as lakeside or 2026-spring/lakeside")
		f.StringVar(&i.cohort, "cohort", "", "its `cohort`, where the team's id alone doesn't tell")
		f.StringVar(&i.sheet, "sheet", "", "the `sheet` of the workbook (default: the one with weeks and measures)")
		f.StringVar(&i.week, "week", "", "the `column` of weeks, by its header or letter")
		f.StringArrayVar(&i.columns, "map", nil, "a measure's `column`, by header or letter: MEASURE=COLUMN,\nMEASURE=NUMCOLUMN/DENCOLUMN, or MEASURE=none to leave it out (repeatable)")
		f.BoolVar(&i.write, "write", false, "change data.yaml, rather than show how it would change")
		f.BoolVar(&i.replace, "replace", false, "overwrite figures that data.yaml has otherwise")
	},
	offers: fixed(aFile),
	run:    func(_ context.Context, s *settings) error { return s.importTable() },
}

func (s *settings) importTable() error {
	of, err := s.importing.options(s.args)
	if err != nil {
		return err
	}
	root, o, err := s.program()
	if err != nil {
		return err
	}
	defer root.Close()
	data, err := spreadsheet(s.args[0])
	if err != nil {
		return err
	}
	i, err := s.imported(root, o, filepath.Base(s.args[0]), data, of)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(s.Stdout, printable(i.Diff())); err != nil {
		return fmt.Errorf("printing the diff: %w", err)
	}
	return s.finish(root, i)
}

// imported reads the spreadsheet and says all that is to be said of it.
func (s *settings) imported(root *os.Root, o generator.Options, name string, data []byte, of importer.Options) (*generator.Import, error) {
	team := s.importing.team
	if s.importing.cohort != "" && !strings.Contains(team, "/") {
		team = s.importing.cohort + "/" + team
	}
	at, err := generator.FindTeam(root.FS(), o, team)
	if err != nil {
		return nil, placed(err)
	}
	i, list, err := generator.NewImport(generator.Disk(root), o, at, name, data, of, s.importing.replace)
	if err != nil {
		return nil, placed(err)
	}
	for _, said := range i.Said {
		s.tell("%s", said)
	}
	verdict := s.diagnose(list, s.Stderr, "nothing was written")
	for n, u := range i.Unclear {
		if n == len(i.Unclear)-1 {
			return nil, usageError{u.Fault, u.Remedy}
		}
		say(s.Stderr, u.Fault, u.Remedy)
	}
	if verdict != nil {
		return nil, verdict
	}
	for _, differ := range i.Differ {
		say(s.Stderr, differ, "")
	}
	if len(i.Differ) > 0 {
		say(s.Stderr, plural(len(i.Differ), "figure")+" of data.yaml stayed as they are", "see which is right; --replace takes the spreadsheet's")
	}
	return i, nil
}

// placed makes a name that nothing bears a command used wrongly.
func placed(err error) error {
	var none *generator.NoPlace
	if errors.As(err, &none) {
		return usageError{none.Fault, none.Remedy}
	}
	return err
}

// finish writes the file, where that was asked for.
func (s *settings) finish(root *os.Root, i *generator.Import) error {
	sum := fmt.Sprintf("%s, %s in all", plural(i.Weeks, "new week"), plural(i.Figures, "figure"))
	switch {
	case i.Diff() == "":
		s.tell("%s has all of it already", i.File)
	case !s.importing.write:
		s.tell("%s: %s; nothing was written: look at the diff, and add --write", i.File, sum)
	default:
		if err := replaceIn(root, i.File, i.After); err != nil {
			return fmt.Errorf("writing %s: %w", i.File, err)
		}
		s.tell("%s: %s", i.File, sum)
	}
	return nil
}

// printable is text of several lines that no terminal acts upon.
func printable(text string) string {
	lines := strings.SplitAfter(text, "\n")
	for n, line := range lines {
		bare := strings.TrimRight(line, "\r\n")
		lines[n] = said(bare) + strings.TrimPrefix(line[len(bare):], "\r")
	}
	return strings.Join(lines, "")
}

func (i *importing) options(args []string) (importer.Options, error) {
	of := importer.Options{Sheet: i.sheet, Week: i.week, Map: map[string]string{}}
	if len(args) != 1 {
		return of, usageError{"import takes one spreadsheet", "such as wallwalk import audit.xlsx --team 2026-spring/lakeside"}
	}
	for _, one := range i.columns {
		id, columns, ok := strings.Cut(one, "=")
		if !ok || id == "" || columns == "" {
			return of, usageError{fmt.Sprintf("--map %q does not say which column is which measure", one), "write --map MEASURE=COLUMN, or --map MEASURE=NUMCOLUMN/DENCOLUMN"}
		}
		if _, twice := of.Map[id]; twice {
			return of, usageError{fmt.Sprintf("--map names %s twice", id), "keep one of the two"}
		}
		of.Map[id] = columns
	}
	return of, nil
}

// spreadsheet reads the file, as far as its size allows.
func spreadsheet(name string) ([]byte, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usageError{fmt.Sprintf("there is no file %s", name), "name an .xlsx or .csv file"}
	} else if err != nil {
		return nil, fmt.Errorf("opening the spreadsheet: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, usageError{fmt.Sprintf("%s is a folder", name), "name an .xlsx or .csv file"}
	}
	data, err := io.ReadAll(io.LimitReader(f, importer.MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("reading the spreadsheet: %w", err)
	}
	return data, nil
}
