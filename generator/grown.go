package generator

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"wallwalk/generator/load"
	"wallwalk/generator/model"
)

// Readable reports a [NoPlace] where one of the team's files has mistakes that
// keep it from being read: nothing can be put into it then.
func (p Place) Readable(name string) error {
	if slices.Contains(p.Team.Missing, name) {
		return &NoPlace{p.Dir() + "/" + name + " can't be read as it is", "mend it first: wallwalk check says where; nothing was written"}
	}
	return nil
}

// Grown reads one of a team's files as it would be with an entry more, and
// reports a [NoPlace] where that can't be written: the file must say all that it
// said, and more. name is the file's in the team's folder.
func Grown(fsys fs.FS, at Place, name string, after []byte) error {
	file := at.Dir() + "/" + name
	if _, err := fs.Lstat(fsys, file); errors.Is(err, fs.ErrNotExist) {
		return nil // there is nothing to lose
	}
	team, _, err := load.Team(mended{fsys, file, after}, at.Cohort, at.Team.ID)
	if err != nil {
		return err
	}
	was, err := entries(at.Team, name)
	if err != nil {
		return err
	}
	is, err := entries(team, name)
	if err != nil {
		return err
	}
	whole := len(is) > len(was)
	for key, said := range was {
		whole = whole && is[key] == said
	}
	if !whole {
		return &NoPlace{file + " is written in a form in which no entry can be put safely", "write each entry on lines of its own; nothing was written"}
	}
	return nil
}

// entries are what a team's file says, by what it is about.
func entries(t *model.Team, name string) (map[string]string, error) {
	switch name {
	case "data.yaml":
		return said(t.Data), nil
	case "changes.yaml":
		return listed(t.Changes, func(c model.Change) string { return c.ID.Text })
	case "wall.yaml":
		return listed(t.Reports, func(r model.Report) string { return r.Session.Text })
	case "learnings.yaml":
		return listed(t.Learnings, func(l model.Learning) string { return l.ID.Text })
	}
	return nil, fmt.Errorf("%s has no entries", name)
}

func listed[T any](all []T, id func(T) string) (map[string]string, error) {
	out := map[string]string{}
	for _, one := range all {
		text, err := json.Marshal(one)
		if err != nil {
			return nil, fmt.Errorf("comparing %s: %w", id(one), err)
		}
		out[id(one)] = string(text)
	}
	return out, nil
}
