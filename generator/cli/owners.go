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
	"wallwalk/generator/history"
	"wallwalk/generator/model"
	"wallwalk/generator/scope"
)

var ownersCommand = command{
	name: "owners", args: "[FILE]", summary: "CODEOWNERS from rosters",
	example: `  wallwalk owners --default @org/leads -o .github/CODEOWNERS
  wallwalk owners --default @org/leads --check`,
	about: `Prints a CODEOWNERS file: for each team's folder, those of its roster who have
a github name. With -o the text goes to a file. With --check it is compared
with FILE, or with .github/CODEOWNERS of the repository, and what differs is
shown. A team without github names is left to --default.

People are those on the rosters as of --as-of; else SOURCE_DATE_EPOCH's day;
else as_of in program.yaml; else the day of the commit checked out; else today.`,
	flags: func(f *pflag.FlagSet, s *settings) {
		f.StringVarP(&s.output, "output", "o", "", "write this `file`, such as .github/CODEOWNERS")
		f.BoolVar(&s.submission.check, "check", false, "compare with FILE, write nothing")
		f.StringArrayVar(&s.submission.others, "default", nil, "who owns everything else: @`name` or @organization/team (repeatable)")
		f.StringVar(&s.asOf, "as-of", "", "take the people of this `day`, such as 2026-06-28")
		f.BoolVar(&s.force, "force", false, "replace FILE even if wallwalk did not write it")
		offer(f, "output", aFile)
	},
	run: func(ctx context.Context, s *settings) error {
		ctx, stop := context.WithTimeout(ctx, gitTime)
		defer stop()
		return refusal(owners(ctx, s))
	},
}

func owners(ctx context.Context, s *settings) error {
	if err := s.submission.ownersWhole(s.args, s.output); err != nil {
		return err
	}
	root, o, err := s.program()
	if err != nil {
		return err
	}
	defer root.Close()
	file := scope.CodeOwners{Default: s.submission.others}
	if file.Prefix, err = prefix(ctx, root.Name()); err != nil {
		return err
	}
	text, err := s.ownersText(root.FS(), o.AsOf, o.Fallback, file)
	switch {
	case err != nil:
		return err
	case s.submission.check:
		return s.compare(text, file, root.Name())
	case s.output != "":
		return s.save(s.output, text)
	}
	if _, err := io.WriteString(s.Stdout, text); err != nil {
		return fmt.Errorf("printing the owners: %w", err)
	}
	return nil
}

// ownersWhole reports flags that can't be meant.
func (s *submission) ownersWhole(args []string, output string) error {
	switch {
	case len(args) > 1 || len(args) == 1 && !s.check:
		return usageError{"owners takes a FILE only with --check", "compare with wallwalk owners --check FILE; write with wallwalk owners -o FILE"}
	case s.check && output != "":
		return usageError{"--check writes nothing, and -o writes", "use one of the two"}
	}
	for _, d := range s.others {
		if !scope.IsOwner(d) {
			return usageError{fmt.Sprintf("--default %q is no owner", d), "write @name or @organization/team; several take a --default each"}
		}
	}
	return nil
}

// prefix is the program's folder in its repository; "" where there is none.
func prefix(ctx context.Context, dir string) (string, error) {
	repo, err := history.Open(ctx, dir)
	var none *history.Refused
	if errors.As(err, &none) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return repo.Prefix, nil
}

// ownersText reads the rosters and writes the owners; errFiles where a roster
// has errors, which are printed.
func (s *settings) ownersText(fsys fs.FS, asOf, fallback model.Date, o scope.CodeOwners) (string, error) {
	rosters, list, err := scope.Read(fsys, asOf, fallback)
	if err != nil {
		return "", err
	}
	list.Sort()
	list.Attach(func(name string) []byte {
		data, _ := fs.ReadFile(fsys, name) // it was read a moment ago, or its failure is what is said
		return data
	})
	if err := generator.Mask(fsys, list); err != nil {
		return "", err
	}
	if err := s.diagnose(list, s.Stderr, "the owners can't be told"); err != nil {
		return "", err
	}
	text, err := rosters.CodeOwners(o)
	if err != nil {
		return "", usageError{err.Error(), "rename the folder with letters, digits and hyphens"}
	}
	return text, nil
}

const ownersFile = ".github/CODEOWNERS"

// compare prints the lines in which a file differs from what it should say.
func (s *settings) compare(text string, o scope.CodeOwners, dir string) error {
	name := filepath.Join(dir, strings.Repeat("../", strings.Count(o.Prefix, "/")), ownersFile)
	if len(s.args) > 0 {
		name = s.args[0]
	}
	shown := fromHere(name)
	data, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading the owners: %w", err)
	}
	lines := scope.Differ(string(data), text)
	switch {
	case err != nil:
		say(s.Stderr, "there is no file "+shown+" yet", "write it: "+o.Command(s.root, shown))
		return errFiles
	case len(lines) > 0:
		for _, line := range lines {
			fmt.Fprintln(s.Stdout, said(line))
		}
		say(s.Stderr, shown+" is not what the rosters say", "write it anew: "+o.Command(s.root, shown))
		return errFiles
	}
	s.tell("%s is what the rosters say", shown)
	return nil
}

// save writes the file, all of it or nothing.
func (s *settings) save(name, text string) error {
	old, err := os.ReadFile(name)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("looking at the file to write: %w", err)
	case err == nil && string(old) == text:
		s.tell("%s is what the rosters say", name)
		return nil
	case len(old) > 0 && !strings.HasPrefix(string(old), strings.TrimSuffix(scope.Written, "\n")) && !s.force:
		return usageError{name + " was not written by wallwalk", "move it away first, or replace it with --force"}
	}
	if err := replaceFile(name, text); err != nil {
		return fmt.Errorf("writing the owners: %w", err)
	}
	s.tell("%s is written", name)
	return nil
}

// fromHere is how to name a file from the folder that the user is in.
func fromHere(name string) string {
	here, err := os.Getwd()
	if err != nil || !filepath.IsAbs(name) {
		return filepath.ToSlash(name)
	}
	if rel, err := filepath.Rel(here, name); err == nil {
		name = rel
	}
	return filepath.ToSlash(name)
}

// replaceFile puts a new file in an old one's place, with its folder.
func replaceFile(name, text string) error {
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	return errors.Join(replaceIn(root, filepath.Base(name), []byte(text)), root.Close())
}

// replaceIn puts a file in an old one's place at once, by its slash-separated
// name. A link that lies in its way is replaced, not followed.
func replaceIn(root *os.Root, name string, data []byte) error {
	to := filepath.FromSlash(name)
	aside := filepath.Join(filepath.Dir(to), "."+filepath.Base(to)+".new")
	if err := root.Remove(aside); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := root.OpenFile(aside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = root.Rename(aside, to)
	}
	if err != nil {
		return errors.Join(err, root.Remove(aside))
	}
	return nil
}
