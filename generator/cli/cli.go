// Package cli is the command line: commands, flags, exit codes. It is where
// the clock, git and the environment are read.
//
// Exit codes: 0 all is well; 1 the files have errors; 2 the command was used
// wrongly; 3 the machine failed. Results go to standard output, everything
// else to standard error.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"wallwalk/generator"
	"wallwalk/generator/diag"
	"wallwalk/generator/publish"
)

// Exit codes.
const (
	exitOK      = 0
	exitErrors  = 1 // the files have errors
	exitUsage   = 2 // the command was used wrongly
	exitMachine = 3 // disk, network
)

// Env is what the process gives a command.
type Env struct {
	Args           []string // without the program's name
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
}

// A command is one word of the command line.
type command struct {
	name, args string
	summary    string // in the list of commands
	example    string // shown first in its help
	about      string
	flags      func(*pflag.FlagSet, *settings)
	rootless   bool            // needs no program
	offers     func() []string // words that its argument can be; nil where nobody knows
	run        func(context.Context, *settings) error
}

// settings are the flags and arguments of one run.
type settings struct {
	Env
	args []string

	root, color, output, assemble, audience, cache, baseURL, theme, asOf, addr, format string
	cohorts                                                                            []string
	quiet, strict, draft, force, open                                                  bool
	jobs                                                                               int
	poll                                                                               bool
	starting                                                                           starting
	adding                                                                             adding
	analysis                                                                           analysis
	submission                                                                         submission
	importing                                                                          importing
	editing                                                                            editing
}

var commands []*command

func init() {
	commands = []*command{&initCommand, &newCommand, &checkCommand, &buildCommand, &serveCommand, &importCommand, &analyzeCommand, &scopeCommand, &ownersCommand, &schemaCommand, &cmsCommand, &completionCommand, &manCommand, &versionCommand}
}

// Run runs one command and returns the process's exit code.
func Run(ctx context.Context, env Env) int {
	args := env.Args
	if len(args) == 0 {
		fmt.Fprint(env.Stderr, usage())
		return exitUsage
	}
	name := args[0]
	switch {
	case name == completeWord:
		return complete(env, args[1:])
	case name == "help" && len(args) > 1 && args[1] != "help":
		return help(env, args[1])
	case name == "help", name == "--help", name == "-h":
		fmt.Fprint(env.Stdout, usage())
		return exitOK
	case name == "--version":
		name = "version"
	}
	cmd := find(name)
	if cmd == nil {
		return report(env, unknownCommand(name))
	}
	s := &settings{Env: env}
	flags := cmd.flagSet(s)
	switch err := flags.Parse(args[1:]); {
	case errors.Is(err, pflag.ErrHelp):
		return help(env, name)
	case err != nil:
		return report(env, usageError{err.Error(), "see wallwalk help " + name})
	}
	s.args = flags.Args()
	if len(s.args) > 0 && cmd.args == "" {
		return report(env, usageError{fmt.Sprintf("%s takes no argument, found %q", name, s.args[0]), "see wallwalk help " + name})
	}
	if env.Getenv("GOGC") == "" && env.Getenv("GOMEMLIMIT") == "" {
		roomy()
	}
	return report(env, cmd.run(ctx, s))
}

func find(name string) *command {
	for _, c := range commands {
		if c.name == name {
			return c
		}
	}
	return nil
}

func (c *command) flagSet(s *settings) *pflag.FlagSet {
	f := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.SortFlags = false
	if c.flags != nil {
		c.flags(f, s)
		if !c.rootless {
			f.StringVar(&s.root, "root", "", "the program's `folder` (default: the nearest parent with cohorts/)")
			offer(f, "root", aFolder)
		}
		f.BoolVar(&s.quiet, "quiet", false, "say nothing but what is wrong")
		f.StringVar(&s.color, "color", "auto", "auto, always or never")
		offer(f, "color", "auto", "always", "never")
	}
	return f
}

// usageError is a command used wrongly; failure is files with errors, already
// printed.
type usageError struct{ fault, remedy string }

func (e usageError) Error() string { return e.fault }

var errFiles = errors.New("the files have errors")

// report prints an error and returns its exit code.
func report(env Env, err error) int {
	var use usageError
	var refused *publish.Refused
	var parts *generator.PartError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFiles):
		return exitErrors
	case errors.As(err, &use):
		say(env.Stderr, use.fault, use.remedy)
		return exitUsage
	case errors.As(err, &parts):
		say(env.Stderr, parts.Fault, parts.Remedy)
		return exitUsage
	case errors.As(err, &refused):
		say(env.Stderr, refused.Reason, refused.Hint)
		return exitErrors
	case errors.Is(err, context.Canceled):
		return exitMachine
	}
	say(env.Stderr, err.Error(), "")
	return exitMachine
}

// say prints a fault and its remedy, apart.
func say(w io.Writer, fault, remedy string) {
	fmt.Fprintf(w, "wallwalk: %s\n", said(fault))
	if remedy != "" {
		fmt.Fprintf(w, "  hint: %s\n", said(remedy))
	}
}

// said is text for one line of a log, whatever file names and the like are in
// it: neither a terminal nor GitHub's runner, which takes ##[…] for a command
// wherever it stands, acts upon it.
func said(text string) string { return strings.ReplaceAll(diag.Printable(text), "##[", "# #[") }

func unknownCommand(name string) error {
	var names []string
	for _, c := range commands {
		names = append(names, c.name)
	}
	return usageError{fmt.Sprintf("there is no command %q", name), "the commands are " + strings.Join(names, ", ") + "; see wallwalk help"}
}

func usage() string {
	var b strings.Builder
	b.WriteString(`wallwalk checks what improvement teams commit and builds their reports.

  wallwalk serve            look at the site while you work on it
  wallwalk check            find what is wrong, build nothing
  wallwalk build -o public  write the site, ready for any host

Commands:

`)
	for _, c := range commands {
		fmt.Fprintf(&b, "  %-10s %s\n", c.name, c.summary)
	}
	b.WriteString("  help       explain a command: wallwalk help build\n")
	b.WriteString("\nExit codes: 0 all is well, 1 the files have errors, 2 the command was used\nwrongly, 3 the machine failed.\n")
	return b.String()
}

// plainer is the list of flags without what only programmers say, in as many
// columns.
var plainer = strings.NewReplacer(" string ", " word   ", "[=true|false]", "             ")

// help prints a command's help, an example first.
func help(env Env, name string) int {
	cmd := find(name)
	if cmd == nil {
		return report(env, unknownCommand(name))
	}
	fmt.Fprintf(env.Stdout, "%s\n\n%s\n", strings.TrimSpace(cmd.example), strings.TrimSpace(cmd.about))
	flags := cmd.flagSet(&settings{})
	if flags.HasFlags() {
		fmt.Fprintf(env.Stdout, "\nFlags:\n\n%s", plainer.Replace(flags.FlagUsages()))
	}
	return exitOK
}

// colored reports whether to print in colour.
func (s *settings) colored() (bool, error) {
	switch s.color {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto":
		return s.Getenv("NO_COLOR") == "" && s.onTerminal(), nil
	}
	return false, usageError{fmt.Sprintf("--color is %q", s.color), "write auto, always or never"}
}

func oneOf(flag, value string, words ...string) error {
	if slices.Contains(words, value) {
		return nil
	}
	return usageError{fmt.Sprintf("--%s is %q", flag, value), "write " + strings.Join(words, " or ")}
}
