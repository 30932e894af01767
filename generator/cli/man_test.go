package cli

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

const commandPage = "../../content/reference/commands.md"

// The manual has every command with every flag, and nothing in it is taken for
// a macro.
func TestTheManualHasEveryFlag(t *testing.T) {
	page := string(manual("2027-03-19"))
	for _, c := range commands {
		_, part, found := strings.Cut(page, "\n.SS "+roffed("wallwalk "+c.name))
		part, _, _ = strings.Cut(part, "\n.S")
		if !found {
			t.Errorf("the manual has no %s", c.name)
		}
		c.flagSet(&settings{}).VisitAll(func(f *pflag.Flag) {
			if !strings.Contains(part, roffed("--"+f.Name)) {
				t.Errorf("the manual lacks %s --%s", c.name, f.Name)
			}
		})
	}
	for line := range strings.Lines(page) {
		if macro, _, _ := strings.Cut(strings.TrimSpace(line), " "); strings.HasPrefix(macro, ".") && !strings.Contains(" .TH .SH .SS .TP .PP .B .I .RI .nf .fi ", " "+macro+" ") {
			t.Errorf("the manual calls %s", macro)
		}
	}
}

// Nothing that a help says is a macro or an escape to roff.
func TestTextIsNoRoff(t *testing.T) {
	for text, want := range map[string]string{
		".TH x": `\&.TH x`, "'so /etc/passwd": `\&'so /etc/passwd`, `C:\new`: `C:\enew`, "--root": `\-\-root`, "plain. text": "plain. text",
	} {
		if got := roffed(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestRoffReadsTheManual(t *testing.T) {
	name := t.TempDir() + "/wallwalk.1"
	if err := os.WriteFile(name, manual("2020-03-01"), 0o666); err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, reader := range [][]string{{"mandoc", "-T", "lint", "-W", "warning"}, {"groff", "-man", "-Tutf8", "-ww", "-z"}} {
		if _, err := exec.LookPath(reader[0]); err != nil {
			continue
		}
		read++
		if out, err := exec.Command(reader[0], append(reader[1:], name)...).CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s: %v\n%s", reader[0], err, out)
		}
	}
	if read == 0 && os.Getenv("CI") != "" {
		t.Error("CI has neither mandoc nor groff")
	}
}

// The page of commands is their own help; write it anew with
//
//	go test ./generator/cli -run TestThePageOfCommands -update
func TestThePageOfCommands(t *testing.T) {
	if *update {
		if err := os.WriteFile(commandPage, commandReference(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(commandPage)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.ReplaceAll(got, []byte("\r\n"), []byte("\n")), commandReference()) {
		t.Errorf("%s is out of date: go test ./generator/cli -run TestThePageOfCommands -update", commandPage)
	}
}

// commandReference is the page as Markdown.
func commandReference() []byte {
	var b strings.Builder
	b.WriteString(`---
title: Commands
summary: Every command of wallwalk with its flags, as its own help says it.
---

A flag stands behind the command: ` + "`wallwalk build --audience public`" + `. A word in capitals stands for one of your own. ` + "`wallwalk help build`" + ` prints what stands here of one command, ` + "`wallwalk man`" + ` all of it as a manual page, and ` + "`wallwalk completion`" + ` lets your shell complete them.

| It ends with | If |
|---|---|
`)
	for _, e := range exitCodes {
		b.WriteString("| `" + e.code + "` | " + e.what + " |\n")
	}
	for _, c := range commands {
		b.WriteString("\n## " + c.name + "\n\n" + strings.TrimSpace("`wallwalk "+c.name+" "+c.args) + "`: " + c.summary + ".\n\n```text\n")
		for line := range strings.Lines(strings.Trim(c.example, "\n") + "\n") {
			b.WriteString(strings.TrimPrefix(line, "  "))
		}
		b.WriteString("```\n\n" + escaped(strings.TrimSpace(c.about)) + "\n")
		if flags := c.flagSet(&settings{}); flags.HasFlags() {
			b.WriteString("\n| Flag | What it does |\n|---|---|\n")
			flags.VisitAll(func(f *pflag.Flag) {
				value, about := pflag.UnquoteUsage(f)
				b.WriteString("| `" + flagName(f, value) + "` | " + escaped(strings.ReplaceAll(about, "\n", " ")) + defaultOf(f) + " |\n")
			})
		}
	}
	return []byte(b.String())
}

// defaultOf says what a flag is where it is left out, if that is anything.
func defaultOf(f *pflag.Flag) string {
	switch f.DefValue {
	case "", "0", "false", "[]":
		return ""
	}
	return "; `" + f.DefValue + "` if left out"
}

// escaped is text as Markdown takes it.
func escaped(text string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "|", `\|`, "`", "\\`").Replace(text)
}
