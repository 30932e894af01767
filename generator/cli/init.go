package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing/fstest"
	"time"

	"github.com/spf13/pflag"

	"wallwalk/generator"
	"wallwalk/generator/model"
	"wallwalk/generator/plain"
	"wallwalk/generator/scaffold"
	"wallwalk/generator/scope"
)

// starting are init's flags.
type starting struct {
	title, cohort, starts, team, site, host, url, sum string
}

var initCommand = command{
	name: "init", args: "DIR", summary: "a new program, ready to commit", rootless: true,
	example: `  wallwalk init reports
  wallwalk init reports --title "Imaging Improvement" --cohort "Spring 2027" --starts 2027-03-07 --team Lakeside --host github`,
	about: `Writes a program into DIR: a cohort with its calendar, a team to copy, pages,
schemas and editor settings, the checks and the publishing for GitHub or GitLab,
and a guide to hosts. On a terminal it asks for what no flag says; elsewhere it
takes what stands in brackets. A file that is there already is never replaced.`,
	flags: func(f *pflag.FlagSet, s *settings) {
		f.StringVar(&s.starting.title, "title", "", "the program's `name` (Improvement program)")
		f.StringVar(&s.starting.cohort, "cohort", "", "the first cohort's `name` (First cohort)")
		f.StringVar(&s.starting.starts, "starts", "", "its first `day`, a Sunday (the next but three)")
		f.StringVar(&s.starting.team, "team", "", "the first team's `name` (Example team)")
		f.StringVar(&s.starting.site, "site", "", "the `hospital` that it is in (Example hospital)")
		f.StringVar(&s.starting.host, "host", "", "where the repository will lie: github, gitlab or both (both)")
		offer(f, "host", "github", "gitlab", "both")
		f.StringVar(&s.starting.url, "wallwalk", "", "the `address` of the wallwalk for Linux that builds use")
		f.StringVar(&s.starting.sum, "sha256", "", "the `SHA-256` of that file")
	},
	offers: fixed(aFolder),
	run: func(_ context.Context, s *settings) error {
		if len(s.args) != 1 {
			return usageError{"init takes the folder to write", "such as wallwalk init reports"}
		}
		p, err := s.newProgram(model.DateOf(time.Now()))
		if err != nil {
			return err
		}
		return s.scaffold(s.args[0], p)
	},
}

// newProgram asks for what no flag says.
func (s *settings) newProgram(today model.Date) (scaffold.Program, error) {
	if err := s.starting.complete(today, s.asker()); err != nil {
		return scaffold.Program{}, err
	}
	return s.starting.program()
}

// asking is a question's answer; fault is what was wrong with the one before.
type asking func(question, usual, fault string) (string, error)

// complete asks for what no flag says, and once more where the answer can't be.
func (in *starting) complete(today model.Date, ask asking) error {
	usual := starting{title: "Improvement program", cohort: "First cohort", starts: (today.WeekOf(time.Sunday) + 28).String(), team: "Example team", site: "Example hospital", host: "both"}
	for _, q := range []struct {
		of   func(*starting) *string
		what string
	}{
		{func(in *starting) *string { return &in.title }, "What is the program called?"},
		{func(in *starting) *string { return &in.cohort }, "What is the first cohort called?"},
		{func(in *starting) *string { return &in.starts }, "On which Sunday does it start?"},
		{func(in *starting) *string { return &in.team }, "What is the first team called?"},
		{func(in *starting) *string { return &in.site }, "Which hospital is it in?"},
		{func(in *starting) *string { return &in.host }, "Where will the repository lie: github, gitlab or both?"},
	} {
		fault := ""
		for to := q.of(in); *to == "" || fault != ""; {
			answer, err := ask(q.what, *q.of(&usual), fault)
			if err != nil {
				return err
			}
			*to = answer
			alone := usual // nothing but this answer can be wrong with it
			*q.of(&alone) = answer
			if _, err = alone.program(); err == nil {
				break
			}
			fault = err.Error()
		}
	}
	return nil
}

// program is what was said, or what can't be of it.
func (in *starting) program() (scaffold.Program, error) {
	p := scaffold.Program{Title: in.title, CohortTitle: in.cohort, Team: in.team, Site: in.site, URL: in.url, SHA256: in.sum, Policy: generator.Policy, Collaborative: "first-problem",
		Cohort: plain.Slug(in.cohort), TeamID: plain.Slug(in.team)}
	return p, in.fits(&p)
}

var (
	sumForm = regexp.MustCompile(`^[0-9a-f]{64}$`)
	urlForm = regexp.MustCompile(`^https://[A-Za-z0-9._~:/?#@!&()*+,;=%-]+$`) // nothing that a shell would read
)

// fits reports what can't be.
func (in *starting) fits(p *scaffold.Program) error {
	day, ok := model.ParseDate(in.starts)
	switch {
	case !ok:
		return usageError{fmt.Sprintf("--starts %q is not a date", in.starts), "write year-month-day: 2027-03-07"}
	case day.Weekday() != time.Sunday:
		return usageError{fmt.Sprintf("%s is a %s, and weeks start on a Sunday", day, day.Weekday()), "write --starts " + day.WeekOf(time.Sunday).String()}
	case p.Cohort == "":
		return usageError{fmt.Sprintf("nothing of --cohort %q can stand in an address", in.cohort), "give it a name with letters from a to z or digits, such as Spring 2027"}
	case p.TeamID == "":
		return usageError{fmt.Sprintf("nothing of --team %q can stand in an address", in.team), "give it a name with letters from a to z or digits; you can change the name in team.yaml later"}
	case generator.Reserved(p.Cohort):
		return usageError{fmt.Sprintf("no cohort can have the address %s: a page of the site or Windows has it", p.Cohort), "give --cohort another name, such as Spring 2027"}
	case generator.Reserved(p.TeamID):
		return usageError{fmt.Sprintf("no team can have the address %s: a page of the site or Windows has it", p.TeamID), "give --team another name; you can change the name in team.yaml later"}
	case in.url != "" && !urlForm.MatchString(in.url):
		return usageError{fmt.Sprintf("--wallwalk %q is not an address that starts with https://", in.url), "copy the address of a release's file"}
	case in.sum != "" && !sumForm.MatchString(in.sum):
		return usageError{fmt.Sprintf("--sha256 %q is not 64 digits and letters from a to f", in.sum), "take it from the release's checksums, or from sha256sum FILE"}
	}
	p.Starts = day
	switch in.host {
	case "github", "gitlab":
		p.Hosts = []string{in.host}
	case "both":
		p.Hosts = []string{"github", "gitlab"}
	default:
		return usageError{fmt.Sprintf("--host is %q", in.host), "write github, gitlab or both"}
	}
	return nil
}

// asker asks on a terminal, and elsewhere takes what is usual.
func (s *settings) asker() asking {
	in, terminal := s.Stdin.(*os.File)
	if terminal {
		info, err := in.Stat()
		terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	if !terminal || !s.onTerminal() || s.quiet {
		return func(_, usual, _ string) (string, error) { return usual, nil }
	}
	lines := bufio.NewReader(s.Stdin)
	return func(question, usual, fault string) (string, error) {
		if fault != "" {
			fmt.Fprintln(s.Stderr, said(fault))
		}
		fmt.Fprintf(s.Stderr, "%s [%s] ", question, usual)
		line, err := lines.ReadString('\n')
		if err != nil {
			return "", fmt.Errorf("reading the answer: %w", err)
		}
		return cmp.Or(strings.TrimSpace(line), usual), nil
	}
}

// programFiles are a new program's, with who owns which of them for each host.
func (s *settings) programFiles(p scaffold.Program) ([]scaffold.File, error) {
	files, err := scaffold.Files(p)
	if err != nil {
		return nil, err
	}
	written := fstest.MapFS{}
	for _, f := range files {
		written[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	owners, err := s.ownersText(written, p.Starts, p.Starts, scope.CodeOwners{})
	for _, host := range p.Hosts {
		files = append(files, scaffold.File{Name: "." + host + "/CODEOWNERS", Data: []byte(owners)})
	}
	return files, err
}

// scaffold writes the program's files, all of them or none.
func (s *settings) scaffold(dir string, p scaffold.Program) error {
	files, err := s.programFiles(p)
	if err != nil {
		return err
	}
	var there []string
	for _, f := range files {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(f.Name))); err == nil {
			there = append(there, f.Name)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("looking at %s: %w", dir, err)
		}
	}
	if len(there) > 0 {
		return usageError{fmt.Sprintf("%s has %s already", dir, strings.Join(there[:min(len(there), 3)], ", ")), "choose an empty folder; nothing was written"}
	}
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("making a folder for %s: %w", f.Name, err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			return fmt.Errorf("writing %s: %w", name, err)
		}
	}
	s.tell("%s has a new program, %s. Now:", dir, plural(len(files), "file"))
	s.tell("  cd %s", dir)
	s.tell("  wallwalk serve    look at it")
	s.tell("README.md there says what to change first.")
	return nil
}
