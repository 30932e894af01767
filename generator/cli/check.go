package cli

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/pflag"

	"wallwalk/generator"
	"wallwalk/generator/diag"
)

// formats are those that check can print.
var formats = []string{"text", "json", "github", "gitlab", "sarif"}

var checkCommand = command{
	name: "check", summary: "find what is wrong, build nothing",
	example: `  wallwalk check
  wallwalk check --strict
  wallwalk check --format sarif`,
	about: `Reads every file of the program and says everything that is wrong, each with
its place, a sentence, and what to do. Builds nothing and changes nothing.

On GitHub Actions, what is wrong is also marked in the files that a change
touches, and the job's summary lists it. --format text leaves that out.`,
	flags: func(f *pflag.FlagSet, s *settings) {
		f.StringVar(&s.format, "format", "", "text, json, github, gitlab or sarif (default: text)")
		offer(f, "format", formats...)
		f.StringVar(&s.asOf, "as-of", "", "reckon as of this `day` (default: see help build)")
		f.BoolVar(&s.strict, "strict", false, "treat warnings as errors")
	},
	run: func(ctx context.Context, s *settings) error {
		if err := oneOf("format", s.format, formats...); err != nil && s.format != "" {
			return err
		}
		root, o, err := s.program()
		if err != nil {
			return err
		}
		o.Progress, o.Between = new(generator.Progress), between
		quiet := s.progressing(o.Progress)
		sum, list, err := generator.Check(generator.Disk(root), o)
		quiet()
		if err != nil {
			return err
		}
		if err := s.results(ctx, list, root.Name()); err != nil {
			return err
		}
		if err := s.verdict(list, "the site can't be built"); err != nil {
			return err
		}
		s.tell("%s", summary(sum, list))
		return nil
	},
}

// results prints what check found, in the format asked for. Where none is, and
// this is GitHub, text comes with annotations and the job's summary.
func (s *settings) results(ctx context.Context, list *diag.List, dir string) error {
	switch {
	case s.format == "json":
		return printing(list.JSON(s.Stdout))
	case s.format == "text" || s.format == "" && !s.onGitHub():
		return s.text(list, s.Stdout)
	case s.format == "":
		if err := s.text(list, s.Stdout); err != nil {
			return err
		}
	}
	// Whoever reads these knows the repository, not the program's folder. An
	// error is no repository, or no git.
	folder, _ := prefix(ctx, dir)
	for i := range list.All() {
		at := &list.All()[i].At
		at.File = folder + at.File
	}
	switch s.format {
	case "gitlab":
		return printing(list.GitLab(s.Stdout))
	case "sarif":
		return printing(list.SARIF(s.Stdout))
	}
	if err := printing(list.GitHub(s.Stdout)); err != nil {
		return err
	}
	return s.jobSummary(list)
}

func (s *settings) onGitHub() bool { return s.Getenv("GITHUB_ACTIONS") == "true" }

// jobSummary adds to the summary of the GitHub job that this runs in, if any.
func (s *settings) jobSummary(list *diag.List) error {
	name := s.Getenv("GITHUB_STEP_SUMMARY")
	if name == "" {
		return nil
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err == nil {
		err = errors.Join(list.Summary(f), f.Close())
	}
	if err != nil {
		return fmt.Errorf("writing the job's summary: %w", err)
	}
	return nil
}

func printing(err error) error {
	if err != nil {
		return fmt.Errorf("printing what is wrong: %w", err)
	}
	return nil
}

// summary says that all is well, and how much was read.
func summary(sum generator.Summary, list *diag.List) string {
	_, warnings := list.Count()
	text := fmt.Sprintf("no errors in %s with %s", plural(sum.Cohorts, "cohort"), plural(sum.Teams, "team"))
	if warnings > 0 {
		text += ", " + plural(warnings, "warning")
	}
	if n := list.Waived(); n > 0 {
		text += ", " + plural(n, "find") + " about privacy waived"
	}
	return text
}
