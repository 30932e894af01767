package scope

import (
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/diag"
	"wallwalk/generator/history"
)

// A Submission is a change that somebody proposes.
type Submission struct {
	Actor   string   // by their name on GitHub
	Owners  []string // the program's, by their names
	Prefix  string   // the program's folder in the repository, with a slash at its end; "" at the top
	Base    string   // as the reader calls it
	Changes []history.Change
}

// byOwner reports whether a program owner proposes it, who may touch
// everything, and mend a base that can't be read.
func (s Submission) byOwner() bool {
	return s.Actor != "" && slices.ContainsFunc(s.Owners, func(o string) bool { return fold(o) == fold(s.Actor) })
}

// Judge reports each file that the submission may not touch, by its path in the
// repository.
func (r *Rosters) Judge(s Submission) *diag.List {
	list := &diag.List{}
	if s.byOwner() {
		return list
	}
	known := slices.ContainsFunc(r.teams, func(t team) bool { return t.has(s.Actor) })
	for _, c := range s.Changes {
		if reason, remedy := r.judge(s, c, known && r.broken == nil); reason != "" {
			list.Errorf("out-of-scope", diag.Span{File: c.Path}, remedy, "%s may not %s this: %s", s.Actor, verb(c), reason)
		}
	}
	list.Sort()
	return list
}

func verb(c history.Change) string {
	switch {
	case c.Was == history.Absent:
		return "add"
	case c.Is == history.Absent:
		return "delete"
	}
	return "change"
}

// judge returns why a change may not be, and what to do; "" where it may.
func (r *Rosters) judge(s Submission, c history.Change, known bool) (reason, remedy string) {
	at := r.place(s.Prefix, c.Path)
	switch {
	case r.broken != nil:
		return fmt.Sprintf("the program on %s can't be read, so nobody's team is known (%s: %s)", s.Base, r.broken.At, r.broken.Message),
			"ask a program owner to mend " + programFile + " first"
	case at.team != nil && at.team.broken != nil:
		b := at.team.broken
		return fmt.Sprintf("the team's roster on %s can't be read, so nobody is known to be in the team (%s: %s)", s.Base, b.At, b.Message),
			"ask a program owner to mend it first"
	case !known:
		return fmt.Sprintf("on %s, nobody of that name is on a roster on %s", s.Base, r.Day),
			"somebody of the team, or a program owner, writes github: " + s.Actor + " into its roster.yaml, in a change of its own"
	case at.astray:
		return "its name has a part that can lead elsewhere: .., .git or a backslash", "give the file or its folder another name"
	case at.fresh != "":
		return fmt.Sprintf("%s has no roster for %s", s.Base, at.fresh), "ask a program owner to add the team with its roster first"
	case at.team == nil:
		return "it belongs to the program, not to a team", "take it out of the change, or ask a program owner to make it"
	case !at.team.has(s.Actor):
		return fmt.Sprintf("on %s, they are not on the roster of %s", s.Base, at.team.dir),
			"take it out of the change, or ask somebody of that team to make it"
	case c.Is == history.Link:
		return "it is a link", "commit the file itself in its place"
	case c.Is == history.Submodule:
		return "it is another repository (a submodule)", "commit the files themselves in its place"
	}
	return "", ""
}

// A place is where a path lies: in a team's folder, in that of a team that
// the base doesn't have, or with neither in the program's own part.
type place struct {
	team   *team
	fresh  string // the folder
	astray bool   // it can't be told
}

func (r *Rosters) place(prefix, name string) place {
	name, below := strings.CutPrefix(name, prefix)
	part := strings.Split(name, "/")
	switch {
	case slices.ContainsFunc(part, leads):
		return place{astray: true}
	case !below || len(part) < 5 || part[0] != "cohorts" || part[2] != "teams":
		return place{}
	}
	dir := strings.Join(part[:4], "/")
	i, found := slices.BinarySearchFunc(r.teams, dir, func(t team, dir string) int { return strings.Compare(t.dir, dir) })
	if !found {
		return place{fresh: dir}
	}
	return place{team: &r.teams[i]}
}

// leads reports whether a part of a path leads elsewhere than into the folder
// of its name, on whatever system it is checked out. Git writes no such path,
// but it can be forged.
func leads(part string) bool {
	return part == "" || part == "." || part == ".." || strings.EqualFold(part, ".git") || strings.Contains(part, `\`)
}
