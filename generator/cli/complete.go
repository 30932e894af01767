package cli

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"wallwalk/generator/plain"
	"wallwalk/generator/schema"
)

// completeWord is what the shells' scripts call, with the words of the line and
// a dot before the one that is being written, so that it is never empty, which
// PowerShell would leave out. It prints a candidate a line, behind a tab what it
// means; or files or dirs, for the shell to find them itself.
const completeWord = "__complete"

// aFile and aFolder stand in place of candidates that the shell knows better.
const (
	aFile   = ":files"
	aFolder = ":dirs"
)

// A candidate is a word that can stand next, and what it means.
type candidate struct{ word, about string }

// offering marks a flag with the words that it takes, or files or dirs.
const offering = "offers"

// offer says what a flag takes. What checks the flag reads the same list.
func offer(f *pflag.FlagSet, flag string, words ...string) {
	if err := f.SetAnnotation(flag, offering, words); err != nil {
		panic(err) // the flag was declared a line above
	}
}

// complete prints what can stand for the last of the words.
func complete(env Env, words []string) int {
	if len(words) == 0 {
		return exitUsage
	}
	last := len(words) - 1
	cur := strings.TrimPrefix(words[last], ".")
	out := bufio.NewWriter(env.Stdout)
	for _, c := range candidates(words[:last], cur) {
		word, about := c.word, c.about
		if word != aFile && word != aFolder && !strings.HasPrefix(word, cur) {
			continue
		}
		if about != "" {
			about = "\t" + strings.ReplaceAll(about, "\n", " ")
		}
		fmt.Fprintln(out, word+about)
	}
	if out.Flush() != nil {
		return exitMachine
	}
	return exitOK
}

// candidates are what can stand behind the words, where cur is written so far.
func candidates(before []string, cur string) []candidate {
	if len(before) == 0 {
		return append(commandWords(), candidate{"help", "explain a command"})
	}
	if before[0] == "help" {
		if len(before) == 1 {
			return commandWords()
		}
		return nil
	}
	cmd := find(before[0])
	if cmd == nil {
		return nil
	}
	flags := cmd.flagSet(&settings{})
	if flag, value := valued(flags, before, cur); flag != nil {
		return flagValues(before, flag, strings.TrimSuffix(cur, value))
	}
	if strings.HasPrefix(cur, "-") {
		return flagWords(flags)
	}
	return cmd.argument(flags, before[1:])
}

func commandWords() (all []candidate) {
	for _, c := range commands {
		all = append(all, candidate{c.name, c.summary})
	}
	return all
}

func flagWords(flags *pflag.FlagSet) (all []candidate) {
	flags.VisitAll(func(f *pflag.Flag) {
		_, about := pflag.UnquoteUsage(f)
		all = append(all, candidate{"--" + f.Name, about})
	})
	return all
}

// valued is the flag that the word is the value of, if it is one, and how much
// of the value is there. It may be written --flag value or --flag=value, which
// bash cuts into three words.
func valued(flags *pflag.FlagSet, before []string, cur string) (flag *pflag.Flag, value string) {
	prev := before[len(before)-1]
	if name, value, ok := strings.Cut(cur, "="); ok && strings.HasPrefix(name, "--") {
		return flags.Lookup(name[2:]), value
	}
	if prev == "=" && len(before) > 1 {
		return flags.Lookup(strings.TrimPrefix(before[len(before)-2], "--")), cur
	}
	if name, ok := strings.CutPrefix(prev, "--"); ok {
		flag = flags.Lookup(name)
	} else if name, ok := strings.CutPrefix(prev, "-"); ok && len(name) == 1 {
		flag = flags.ShorthandLookup(name)
	}
	if flag == nil || flag.NoOptDefVal != "" { // such a flag has no word behind it
		return nil, ""
	}
	return flag, cur
}

// flagValues are what a flag can have, each behind what stands before it.
func flagValues(before []string, flag *pflag.Flag, lead string) (all []candidate) {
	words := flag.Annotations[offering]
	switch {
	case flag.Value.Type() == "bool":
		words = []string{"true", "false"}
	case len(words) == 0 && (flag.Name == "team" || flag.Name == "cohort") && before[0] != "init":
		words = placesHere(flag.Name)
	}
	for _, w := range words {
		if w == "" {
			continue
		}
		if w != aFile && w != aFolder {
			w = lead + w
		}
		all = append(all, candidate{word: w})
	}
	return all
}

// argument is what a command takes beside its flags; it has one such word, or
// one that words are offered for.
func (c *command) argument(flags *pflag.FlagSet, before []string) (all []candidate) {
	if flags.Parse(before) != nil || flags.NArg() > 0 {
		return nil
	}
	if c.offers != nil {
		for _, w := range c.offers() {
			all = append(all, candidate{word: w})
		}
	}
	return all
}

// placesHere are the ids of the program's cohorts, or of its teams with their
// cohort's; none where there is no program. A folder whose name is no id is left
// out: a shell would run what is in it.
func placesHere(kind string) (ids []string) {
	root, err := (&settings{}).find()
	if err != nil {
		return nil
	}
	here := os.DirFS(root)
	for _, cohort := range idsIn(here, "cohorts") {
		if kind != "team" {
			ids = append(ids, cohort)
			continue
		}
		for _, team := range idsIn(here, "cohorts/"+cohort+"/teams") {
			ids = append(ids, cohort+"/"+team)
		}
	}
	return ids
}

// idsIn are the folders in one, by their names, that are ids.
func idsIn(fsys fs.FS, dir string) (ids []string) {
	entries, _ := fs.ReadDir(fsys, dir) // what can't be read offers nothing
	for _, e := range entries {
		if e.IsDir() && plain.Slug(e.Name()) == e.Name() {
			ids = append(ids, e.Name())
		}
	}
	return ids
}

func schemaWords() (names []string) {
	for _, f := range schema.Files() {
		names = append(names, f.Name)
	}
	return names
}

// fixed are words, or files or dirs, that an argument can be.
func fixed(words ...string) func() []string {
	return func() []string { return slices.Clone(words) }
}
