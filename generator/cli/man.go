package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/pflag"
)

var manCommand = command{
	name: "man", summary: "the manual page, for man", rootless: true,
	example: `  wallwalk man > /usr/local/share/man/man1/wallwalk.1
  wallwalk man | man -l -`,
	about: `Prints the manual page of wallwalk: all that help says, on one page, in the form
that man reads. Its day is that of SOURCE_DATE_EPOCH, or none.`,
	flags: func(*pflag.FlagSet, *settings) {},
	run: func(_ context.Context, s *settings) error {
		day, err := s.day()
		if err != nil {
			return err
		}
		text := ""
		if day != 0 {
			text = day.String()
		}
		if _, err := s.Stdout.Write(manual(text)); err != nil {
			return fmt.Errorf("printing the manual: %w", err)
		}
		return nil
	},
}

// manual is the page in man's macros, from the commands' own help.
func manual(day string) []byte {
	var m manPage
	fmt.Fprintf(&m.b, ".TH WALLWALK 1 \"%s\" \"wallwalk %s\"\n", day, strings.ReplaceAll(versionName(), `"`, ""))
	m.section("NAME")
	m.line(`wallwalk \- check what improvement teams commit and build their reports`)
	m.section("SYNOPSIS")
	m.line(`.B wallwalk`)
	m.line(`.I COMMAND`)
	m.line(`.RI [ FLAGS ]`)
	m.section("DESCRIPTION")
	m.text("Teams commit rosters, weekly data and milestones as plain YAML. wallwalk checks it, says exactly what is wrong, and builds a static site of it.")
	m.section("COMMANDS")
	for _, c := range commands {
		m.command(c)
	}
	m.section("EXIT STATUS")
	for _, e := range exitCodes {
		m.tagged(e.code, e.what)
	}
	m.section("ENVIRONMENT")
	m.tagged("NO_COLOR", "If set, nothing is printed in color unless --color asks for it.")
	m.tagged("SOURCE_DATE_EPOCH", "The day that pages are reckoned from, in seconds since 1970, where --as-of doesn't say.")
	return []byte(m.b.String())
}

// exitCodes are what wallwalk ends with.
var exitCodes = []struct{ code, what string }{
	{"0", "All is well."}, {"1", "The files have errors."}, {"2", "The command was used wrongly."}, {"3", "The machine failed: disk, network."},
}

// A manPage is one that is being written.
type manPage struct{ b strings.Builder }

func (m *manPage) section(name string) { fmt.Fprintf(&m.b, ".SH %s\n", name) }

func (m *manPage) line(roff string) { m.b.WriteString(roff + "\n") }

// text is a paragraph's text, which holds no macro.
func (m *manPage) text(text string) {
	for line := range strings.Lines(text) {
		m.line(roffed(strings.TrimSpace(line)))
	}
}

func (m *manPage) tagged(tag, text string) {
	m.line(".TP")
	m.line(".B " + roffed(tag))
	m.text(text)
}

func (m *manPage) command(c *command) {
	m.line(".SS " + roffed(strings.TrimSpace("wallwalk "+c.name+" "+c.args)))
	for i, part := range strings.Split(strings.TrimSpace(c.about), "\n\n") {
		if i > 0 {
			m.line(".PP")
		}
		m.text(part)
	}
	m.line(".PP")
	m.line(".nf")
	for line := range strings.Lines(c.example) {
		m.line(roffed(strings.TrimRight(line, "\n")))
	}
	m.line(".fi")
	c.flagSet(&settings{}).VisitAll(func(f *pflag.Flag) {
		name, about := pflag.UnquoteUsage(f)
		m.tagged(flagName(f, name), about)
	})
}

// flagName is how a flag is written, with the kind of its value.
func flagName(f *pflag.Flag, value string) string {
	name := "--" + f.Name
	if f.Shorthand != "" {
		name = "-" + f.Shorthand + ", " + name
	}
	if f.NoOptDefVal == "" {
		if value == "string" { // a programmer's word for it
			value = "word"
		}
		name += " " + strings.ToUpper(value)
	}
	return name
}

// roffed is text as roff takes it: no macro, no escape, hyphens that can be
// copied.
func roffed(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	return text
}
