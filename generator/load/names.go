package load

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"wallwalk/generator/diag"
)

// files returns the names of a folder's known files, and of those that are not
// there because the file has another name: one close to a known one, or with a
// YAML ending, is an error, since it would not be read, and nobody would be
// told. The first few of the known ones must be there.
func (r *reader) files(dir string, known []string, required int) (names, misnamed []string) {
	others := slices.DeleteFunc(r.list(dir), func(e fs.DirEntry) bool {
		if slices.Contains(known, e.Name()) {
			names = append(names, e.Name())
		}
		return e.IsDir() || slices.Contains(known, e.Name())
	})
	for _, e := range others {
		at, hint := diag.Span{File: path.Join(dir, e.Name())}, "known here: "+strings.Join(known, ", ")
		switch meant := fileMeant(e.Name(), known); {
		case slices.Contains(names, meant):
			hint = meant + " is there too: move what is right into it, and delete this file"
		case meant != "":
			hint = "rename it to " + meant
			misnamed = append(misnamed, meant)
		case !isYAML(e.Name()):
			continue
		}
		r.diags.Errorf("unknown-file", at, hint, "a file of this name is not read")
	}
	for _, name := range known[:required] {
		if !slices.Contains(names, name) && !slices.Contains(misnamed, name) {
			r.diags.Errorf("missing-file", diag.Span{File: path.Join(dir, name)}, missingHint(name), "this file is missing")
		}
	}
	return names, misnamed
}

func isYAML(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml")
}

// copied is what browsers and file managers put behind the name of a second
// file, with the ending or several.
var copied = regexp.MustCompile(`( ?\(\d+\)| - copy| copy|_copy)?(\.(yaml|yml|txt|json))*$`)

// fileMeant is the known file that a name was meant to be, or "": with capitals,
// another ending, or none, the name of a copy, or a letter wrong.
func fileMeant(name string, known []string) string {
	base := copied.ReplaceAllString(strings.ToLower(name), "")
	for _, k := range known {
		if base == strings.TrimSuffix(k, ".yaml") {
			return k
		}
	}
	if !isYAML(name) {
		return ""
	}
	return diag.Near(base+".yaml", known)
}

func missingHint(name string) string {
	switch name {
	case "program.yaml":
		return "make it with one line, title: and the program's name"
	case "data.yaml":
		return "make it with the line weeks: {}; the figures come later"
	case "milestones.yaml":
		return "make it with the line {}; the milestones come later"
	}
	return "copy it from another team and change what is different"
}
