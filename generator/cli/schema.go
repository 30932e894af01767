package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"wallwalk/generator/diag"
	"wallwalk/generator/schema"
)

// schemaFolder is where schemas lie in the program's folder: a name that
// begins with a dot, so that nobody takes it for data.
const schemaFolder = ".wallwalk/schema"

var schemaCommand = command{
	name: "schema", args: "[NAME]", summary: "JSON Schemas for editors", rootless: true,
	example: schemaExample(), about: `Writes a JSON Schema (draft-07) for each sort of file, so that an editor with
yaml-language-server completes the keys, explains them, and marks what is wrong
while you write. With NAME it prints one: ` + schemaNames() + `.

A schema can't see everything: wallwalk check has the last word.`,
	flags: func(f *pflag.FlagSet, s *settings) {
		f.StringVarP(&s.output, "output", "o", "", "the folder to write (default: "+schemaFolder+" in the program's folder)")
		f.BoolVar(&s.submission.check, "check", false, "say which files are missing or out of date, write nothing")
		f.BoolVar(&s.force, "force", false, "replace files even if wallwalk did not write them")
		f.StringVar(&s.root, "root", "", "the program's `folder` (default: the nearest parent with cohorts/)")
		offer(f, "output", aFolder)
		offer(f, "root", aFolder)
	},
	offers: schemaWords,
	run:    func(_ context.Context, s *settings) error { return schemas(s) },
}

// schemaExample has the editor's settings as they are to be written.
func schemaExample() string {
	var lines []string
	for _, f := range schema.Files() {
		if strings.HasSuffix(f.Path, ".yaml") {
			lines = append(lines, fmt.Sprintf("      %q: %q", schemaFolder+"/"+f.Name+".json", f.Path))
		}
	}
	return `  wallwalk schema
  wallwalk schema team
  wallwalk schema --check

Visual Studio Code with Red Hat's YAML extension: put this into
.vscode/settings.json in the program's folder, and commit it with the schemas.

  {
    "yaml.schemas": {
` + strings.Join(lines, ",\n") + `
    }
  }

Any other editor with yaml-language-server: a remark in the file's first line
names the schema, from the file's folder. In a team's folder:

  # yaml-language-server: $schema=../../../../` + schemaFolder + `/team.json`
}

// schemaNames are the schemas' names on two lines.
func schemaNames() string {
	var names []string
	for _, f := range schema.Files() {
		names = append(names, f.Name)
	}
	return strings.Join(names[:5], ", ") + ",\n" + strings.Join(names[5:], ", ")
}

func schemas(s *settings) error {
	check := s.submission.check
	switch {
	case len(s.args) > 1:
		return usageError{"schema takes one NAME", "print one with wallwalk schema team; write all with wallwalk schema"}
	case len(s.args) == 1 && (check || s.output != "" || s.force):
		return usageError{"schema prints the one that is named, and writes all", "leave out " + s.args[0] + ", or the flags"}
	case len(s.args) == 1:
		return s.printSchema(s.args[0])
	case check && s.force:
		return usageError{"--check writes nothing, and --force is about writing", "use one of the two"}
	}
	dir := s.output
	if dir == "" {
		root, err := s.find()
		if err != nil {
			return err
		}
		dir = filepath.Join(root, filepath.FromSlash(schemaFolder))
	}
	stale, err := staleSchemas(dir)
	switch {
	case err != nil:
		return err
	case len(stale) == 0:
		s.tell("the schemas in %s are up to date", fromHere(dir))
		return nil
	case check:
		return s.sayStale(dir, stale)
	}
	return s.writeSchemas(dir, stale)
}

func (s *settings) printSchema(name string) error {
	var names []string
	for _, f := range schema.Files() {
		if f.Name == name {
			if _, err := s.Stdout.Write(f.Data()); err != nil {
				return fmt.Errorf("printing the schema: %w", err)
			}
			return nil
		}
		names = append(names, f.Name)
	}
	hint := "the schemas are " + strings.Join(names, ", ")
	if best := diag.Near(strings.TrimSuffix(strings.TrimSuffix(name, ".yaml"), ".json"), names); best != "" {
		hint = "did you mean " + best + "?"
	}
	return usageError{fmt.Sprintf("there is no schema %q", name), hint}
}

// A staleSchema is a file that is not what it should be; old is what it is, nil
// where there is none.
type staleSchema struct {
	name     string
	old, new []byte
}

func staleSchemas(dir string) ([]staleSchema, error) {
	var stale []staleSchema
	for _, f := range schema.Files() {
		name, data := filepath.Join(dir, f.Name+".json"), f.Data()
		old, err := os.ReadFile(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			stale = append(stale, staleSchema{name, nil, data})
		case err != nil:
			return nil, fmt.Errorf("reading a schema: %w", err)
		case !bytes.Equal(bytes.ReplaceAll(old, []byte("\r\n"), []byte("\n")), data): // git may have changed the line ends
			stale = append(stale, staleSchema{name, old, data})
		}
	}
	return stale, nil
}

// sayStale lists what a run without --check would write.
func (s *settings) sayStale(dir string, stale []staleSchema) error {
	for _, f := range stale {
		state := "out of date"
		if f.old == nil {
			state = "missing"
		}
		if _, err := fmt.Fprintf(s.Stdout, "%s: %s\n", fromHere(f.name), state); err != nil {
			return fmt.Errorf("printing which schemas are out of date: %w", err)
		}
	}
	command := "wallwalk schema"
	if s.output != "" {
		command += " -o " + fromHere(dir)
	}
	say(s.Stderr, plural(len(stale), "schema")+" to write", "write them: "+command)
	return errFiles
}

// writeSchemas writes what is stale; nothing at all where one of the files is
// somebody else's.
func (s *settings) writeSchemas(dir string, stale []staleSchema) error {
	for _, f := range stale {
		if len(f.old) > 0 && !bytes.Contains(f.old, []byte(schema.Written)) && !s.force {
			return usageError{fromHere(f.name) + " was not written by wallwalk", "choose another folder with -o, or replace it with --force"}
		}
	}
	for _, f := range stale {
		if err := replaceFile(f.name, string(f.new)); err != nil {
			return fmt.Errorf("writing a schema: %w", err)
		}
	}
	s.tell("%s written in %s", plural(len(stale), "schema"), fromHere(dir))
	return nil
}
