package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"wallwalk/generator"
	"wallwalk/generator/edit"
	"wallwalk/generator/model"
	"wallwalk/generator/plain"
	"wallwalk/generator/scaffold"
)

// adding are new's flags.
type adding struct {
	cohort, team, starts, collaborative, site, week, note, driver string
}

var newCommand = command{
	name: "new", args: "THING [NAME]", summary: "the next file or line, filled in as far as it is known",
	example: `  wallwalk new week --team lakeside positioning=31/52 repeats=2/52
  wallwalk new week --team lakeside            the line with every measure, for you to fill in
  wallwalk new walk --team lakeside            your words for the next walk
  wallwalk new change "Morning huddle" --team lakeside
  wallwalk new learning "Look at your own images" --team lakeside
  wallwalk new team "Birch Bay" --cohort 2026-spring --collaborative mammography
  wallwalk new cohort "Spring 2027" --starts 2027-03-07`,
	about: `Writes the next line of a team's file, a team's folder or a cohort's file. Dates
are reckoned from the cohort, ids are made from names, and whatever the file
holds stays as it is, byte for byte. It prints where to go on writing.`,
	flags: func(f *pflag.FlagSet, s *settings) {
		f.StringVar(&s.adding.team, "team", "", "the `team`, such as lakeside or 2026-spring/lakeside")
		f.StringVar(&s.adding.cohort, "cohort", "", "the `cohort` (default: the one that runs)")
		f.StringVar(&s.adding.week, "week", "", "week: a `day` of it (default: the first that is missing)")
		f.StringVar(&s.adding.note, "note", "", "week: a `note` on it")
		f.StringVar(&s.adding.driver, "driver", "", "change: the `id` of the driver that it acts on")
		f.StringVar(&s.adding.starts, "starts", "", "cohort: its first `day`, a Sunday (default: the next but three)")
		f.StringVar(&s.adding.collaborative, "collaborative", "", "team: the `id` of its collaborative (default: the only one)")
		f.StringVar(&s.adding.site, "site", "", "team: the `hospital` that it is in")
		f.StringVar(&s.asOf, "as-of", "", "reckon as of this `day` (default: see help build)")
	},
	offers: fixed("week", "walk", "change", "learning", "team", "cohort"),
	run: func(_ context.Context, s *settings) error {
		return s.add()
	},
}

// things are what new makes, and whether they take a name.
var things = map[string]struct {
	make  func(*settings, *os.Root, generator.Options, string) error
	named string // such a name; "" where it takes none
}{
	"cohort": {(*settings).addCohort, "Spring 2027"}, "team": {(*settings).addTeam, "Pine Hill"}, "change": {(*settings).addChange, "Morning huddle"},
	"learning": {(*settings).addLearning, "Look at your own images"}, "week": {(*settings).addWeek, ""}, "walk": {(*settings).addWalk, ""},
}

func (s *settings) add() error {
	const those = "cohort, team, week, walk, change or learning"
	if len(s.args) == 0 {
		return usageError{"new takes what to make", "one of " + those + "; see wallwalk help new"}
	}
	thing, known := things[s.args[0]]
	switch {
	case !known:
		return usageError{fmt.Sprintf("there is no new %q", s.args[0]), "it is one of " + those}
	case thing.named != "" && (len(s.args) != 2 || strings.TrimSpace(s.args[1]) == ""):
		return usageError{fmt.Sprintf("new %s takes its name", s.args[0]), fmt.Sprintf("such as wallwalk new %s %q", s.args[0], thing.named)}
	}
	root, o, err := s.program()
	if err != nil {
		return err
	}
	defer root.Close()
	name := ""
	if thing.named != "" {
		name = strings.TrimSpace(s.args[1])
	}
	return placed(thing.make(s, root, o, name))
}

// idOf makes an id of a name.
func idOf(name string) (string, error) {
	id := plain.Slug(name)
	if id == "" {
		return "", usageError{fmt.Sprintf("nothing of %q can stand in an address", name), "give it a name with letters from a to z or digits; it can be changed in the file later"}
	}
	return id, nil
}

// free reports that no folder can have the id.
func free(id string) error {
	if generator.Reserved(id) {
		return usageError{fmt.Sprintf("nothing can have the address %s: a page of the site or Windows has it", id), "choose another name; it can be changed in the file later"}
	}
	return nil
}

func (s *settings) addCohort(root *os.Root, o generator.Options, name string) error {
	starts := o.Fallback.WeekOf(time.Sunday) + 28
	if s.adding.starts != "" {
		day, ok := model.ParseDate(s.adding.starts)
		if !ok || day.Weekday() != time.Sunday {
			return usageError{fmt.Sprintf("--starts %q is not a Sunday's date", s.adding.starts), "write year-month-day, such as 2027-03-07"}
		}
		starts = day
	}
	id, err := idOf(name)
	if err != nil {
		return err
	}
	if err := free(id); err != nil {
		return err
	}
	files, err := scaffold.CohortFiles(scaffold.Program{Cohort: id, CohortTitle: name, Starts: starts})
	if err != nil {
		return err
	}
	return s.addFiles(root, "cohorts/"+id, files)
}

func (s *settings) addTeam(root *os.Root, o generator.Options, name string) error {
	at, err := generator.FindCohort(root.FS(), o, s.adding.cohort)
	if err != nil {
		return err
	}
	id, err := idOf(name)
	if err != nil {
		return err
	}
	if err := free(id); err != nil {
		return err
	}
	in := s.adding.collaborative
	var known []string
	for _, c := range at.Cohort.Collaboratives {
		known = append(known, c.ID.Text)
	}
	switch {
	case in == "" && len(known) == 1:
		in = known[0]
	case !slices.Contains(known, in):
		return usageError{fmt.Sprintf("it is not clear which collaborative of %s the team is in", at.Cohort.ID), "name one with --collaborative: " + strings.Join(known, ", ")}
	}
	site := s.adding.site
	if site == "" {
		site = name
	}
	files, err := scaffold.TeamFiles(scaffold.Program{Cohort: at.Cohort.ID, Team: name, TeamID: id, Site: site, Collaborative: in, Starts: at.Cohort.Starts.Date})
	if err != nil {
		return err
	}
	return s.addFiles(root, at.Dir()+"/teams/"+id, files)
}

// addFiles writes new files, all or none, and says where they are.
func (s *settings) addFiles(root *os.Root, dir string, files []scaffold.File) error {
	if _, err := root.Lstat(filepath.FromSlash(dir)); err == nil {
		return usageError{dir + " is there already", "choose another name; nothing was written"}
	}
	for _, f := range files {
		name := filepath.FromSlash(f.Name)
		if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("making a folder for %s: %w", f.Name, err)
		}
		if err := root.WriteFile(name, f.Data, 0o644); err != nil {
			return fmt.Errorf("writing %s: %w", f.Name, err)
		}
		fmt.Fprintln(s.Stdout, f.Name)
	}
	return nil
}

// enter puts an entry into one file of a team's, or makes the file, and says
// where to go on.
func (s *settings) enter(root *os.Root, at generator.Place, file string, edit func([]byte) ([]byte, error)) error {
	if err := at.Readable(file); err != nil {
		return err
	}
	name := at.Dir() + "/" + file
	before, err := root.ReadFile(filepath.FromSlash(name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	after, err := edit(before)
	if err != nil {
		return usageError{err.Error(), "nothing was written"}
	}
	if err := generator.Grown(root.FS(), at, file, after); err != nil {
		return err
	}
	if err := replaceIn(root, name, after); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	line := 1
	for line <= bytes.Count(after, []byte("\n")) && sameLine(before, after, line) {
		line++
	}
	fmt.Fprintf(s.Stdout, "%s:%d\n", name, line)
	return nil
}

func sameLine(a, b []byte, n int) bool {
	la, lb := bytes.SplitN(a, []byte("\n"), n+1), bytes.SplitN(b, []byte("\n"), n+1)
	return len(la) >= n && len(lb) >= n && bytes.Equal(la[n-1], lb[n-1])
}

func (s *settings) addChange(root *os.Root, o generator.Options, title string) error {
	at, err := generator.FindTeam(root.FS(), o, s.adding.team)
	if err != nil {
		return err
	}
	id, err := freeID(title, at.Team.Changes, func(c model.Change) string { return c.ID.Text })
	if err != nil {
		return err
	}
	entry, err := scaffold.Change(id, title, s.adding.driver, at.Today)
	return s.append(root, at, "changes.yaml", entry, err)
}

func (s *settings) addLearning(root *os.Root, o generator.Options, title string) error {
	at, err := generator.FindTeam(root.FS(), o, s.adding.team)
	if err != nil {
		return err
	}
	id, err := freeID(title, at.Team.Learnings, func(l model.Learning) string { return l.ID.Text })
	if err != nil {
		return err
	}
	entry, err := scaffold.Learning(id, title, at.Today)
	return s.append(root, at, "learnings.yaml", entry, err)
}

// append puts an entry at a file's end, where it could be made.
func (s *settings) append(root *os.Root, at generator.Place, file, entry string, err error) error {
	if err != nil {
		return err
	}
	return s.enter(root, at, file, func(data []byte) ([]byte, error) { return edit.Append(data, entry), nil })
}

// freeID is an id made of a name that none of the others bears.
func freeID[T any](name string, others []T, idOfOne func(T) string) (string, error) {
	base, err := idOf(name)
	id := base
	for n := 2; slices.ContainsFunc(others, func(o T) bool { return idOfOne(o) == id }); n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	return id, err
}

func (s *settings) addWalk(root *os.Root, o generator.Options, _ string) error {
	at, err := generator.FindTeam(root.FS(), o, s.adding.team)
	if err != nil {
		return err
	}
	id := ""
	if len(s.args) == 2 {
		id = s.args[1]
	}
	walk, err := walkFor(at, id)
	if err != nil {
		return err
	}
	entry, err := scaffold.Walk(walk, lastScore(at))
	return s.append(root, at, "wall.yaml", entry, err)
}

// walkFor is the walk of the id, or the next that the team has no report of.
func walkFor(at generator.Place, id string) (string, error) {
	var walks []string
	for _, ses := range at.Cohort.Sessions {
		if ses.Kind != model.KindWall {
			continue
		}
		there := slices.ContainsFunc(at.Team.Reports, func(r model.Report) bool { return r.Session.Text == ses.ID.Text })
		switch {
		case id == ses.ID.Text && there:
			return "", usageError{fmt.Sprintf("%s has a report of %s already", at.Team.ID, id), "change it in wall.yaml"}
		case id == ses.ID.Text, id == "" && !there && ses.Date.Date >= at.Today:
			return ses.ID.Text, nil
		}
		walks = append(walks, ses.ID.Text)
	}
	if id == "" {
		return "", usageError{"no walk lies ahead of which there is no report", "name one: " + strings.Join(walks, ", ")}
	}
	return "", usageError{fmt.Sprintf("there is no walk %q", id), "known here: " + strings.Join(walks, ", ")}
}

// lastScore is the team's newest score, as a start.
func lastScore(at generator.Place) float64 {
	score := 3.0
	for _, ses := range at.Cohort.Sessions {
		for _, r := range at.Team.Reports {
			if r.Session.Text == ses.ID.Text && r.Score != nil {
				score = r.Score.N
			}
		}
	}
	return score
}

var figureForm = regexp.MustCompile(`^(none|-?[0-9]+(\.[0-9]+)?(/[0-9]+(\.[0-9]+)?)?)$`)

func (s *settings) addWeek(root *os.Root, o generator.Options, _ string) error {
	at, err := generator.FindTeam(root.FS(), o, s.adding.team)
	if err != nil {
		return err
	}
	week, err := s.weekFor(at)
	if err != nil {
		return err
	}
	figures, err := figuresOf(s.args[1:], at)
	if err != nil {
		return err
	}
	line, err := scaffold.Week(figures, s.adding.note)
	if err != nil {
		return err
	}
	return s.enter(root, at, "data.yaml", func(data []byte) ([]byte, error) { return edit.InsertWeek(data, week, line) })
}

// weekFor is the week that a day was given of, or the one behind the last.
func (s *settings) weekFor(at generator.Place) (model.Date, error) {
	if s.adding.week != "" {
		day, ok := model.ParseDate(s.adding.week)
		if !ok {
			return 0, usageError{fmt.Sprintf("--week %q is not a date", s.adding.week), "write year-month-day, such as 2026-03-08"}
		}
		return day.WeekOf(at.Program.WeekStarts), nil
	}
	if n := len(at.Team.Data.Weeks); n > 0 {
		return at.Team.Data.Weeks[n-1].Start.Date + 7, nil
	}
	return min(at.Cohort.Starts.Date, at.Today).WeekOf(at.Program.WeekStarts), nil
}

// figuresOf are the team's measures with what was given for each.
func figuresOf(args []string, at generator.Place) ([]edit.Figure, error) {
	given := map[string]string{}
	for _, arg := range args {
		id, figure, ok := strings.Cut(arg, "=")
		if !ok || !figureForm.MatchString(figure) {
			return nil, usageError{fmt.Sprintf("%q is not a measure's figure", arg), "write measure=31/52, measure=36.5 or measure=none"}
		}
		given[id] = figure
	}
	var figures []edit.Figure
	var known []string
	for _, m := range at.Team.AllMeasures(at.Cohort) {
		quiet := slices.ContainsFunc(at.Team.NotReported, func(n model.NotReported) bool { return n.Measure.Text == m.ID.Text })
		if m.Data == model.Events || quiet {
			continue
		}
		known = append(known, m.ID.Text)
		figures = append(figures, edit.Figure{Measure: m.ID.Text, Text: given[m.ID.Text]})
		delete(given, m.ID.Text)
	}
	for _, id := range slices.Sorted(maps.Keys(given)) {
		return nil, usageError{fmt.Sprintf("the team reports no measure %q by week", id), "known here: " + strings.Join(known, ", ")}
	}
	return figures, nil
}
