package scope

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"wallwalk/generator/model"
)

// A CodeOwners says what a CODEOWNERS file has beside the teams.
type CodeOwners struct {
	Prefix  string   // the program's folder in the repository, with a slash at its end; "" at the top
	Default []string // who owns what no team does, as [IsOwner] has them
}

// Command is what writes the file anew; root is the program's folder from where
// it is typed, or "" where the command finds it.
func (o CodeOwners) Command(root, file string) string {
	words := []string{"wallwalk", "owners"}
	if root != "" {
		words = append(words, "--root", quoted(root))
	}
	for _, d := range o.Default {
		words = append(words, "--default", d)
	}
	return strings.Join(append(words, "-o", quoted(file)), " ")
}

// quoted is a word for a shell, where spaces are all that is odd in it.
func quoted(s string) string {
	if strings.Contains(s, " ") {
		return `"` + s + `"`
	}
	return s
}

// Written is how a CODEOWNERS file from here begins, so that one by hand is
// told from it.
const Written = "# Written by wallwalk owners from the teams' rosters; edits by hand are lost.\n"

// CodeOwners returns the text of a CODEOWNERS file: a line for each team's
// folder with its people, a comment where it has none. It fails with a folder
// whose name such a file has no way to write.
func (r *Rosters) CodeOwners(o CodeOwners) (string, error) {
	if _, ok := patternOf(o.Prefix); !ok {
		return "", unwritable(o.Prefix)
	}
	var b strings.Builder
	b.WriteString(Written + "# To renew it: " + o.Command(strings.TrimSuffix(o.Prefix, "/"), "FILE") + "\n\n")
	if len(o.Default) > 0 {
		b.WriteString("* " + strings.Join(o.Default, " ") + "\n")
	}
	for _, t := range r.teams {
		pattern, ok := patternOf(o.Prefix + t.dir)
		switch {
		case !ok:
			return "", unwritable(o.Prefix + t.dir)
		case len(t.handles) == 0:
			fmt.Fprintf(&b, "# %s has nobody with a github name\n", pattern)
		default:
			fmt.Fprintf(&b, "%s @%s\n", pattern, strings.Join(t.handles, " @"))
		}
	}
	return b.String(), nil
}

func unwritable(dir string) error { return fmt.Errorf("CODEOWNERS can't name the folder %q", dir) }

var owner = regexp.MustCompile(`^@[^/]+(/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$`)

// IsOwner reports whether CODEOWNERS may name somebody so: @name or
// @organization/team.
func IsOwner(s string) bool {
	name, _, _ := strings.Cut(strings.TrimPrefix(s, "@"), "/")
	return owner.MatchString(s) && model.IsHandle(name)
}

// patternOf writes a folder as a pattern that means it alone. A space is
// escaped; what else patterns are made of, and what would end the line, has no
// form that every reader of such files takes for itself.
func patternOf(dir string) (pattern string, ok bool) {
	if strings.ContainsFunc(dir, func(r rune) bool {
		return strings.ContainsRune(`*?[]!#\"`, r) || r != ' ' && !unicode.IsPrint(r) || r == unicode.ReplacementChar
	}) {
		return "", false
	}
	return "/" + strings.ReplaceAll(dir, " ", `\ `) + "/", true
}

// Differ returns the lines in which a CODEOWNERS file differs from what it
// should say, each with "- " or "+ " before it; none where it says the same.
// How lines end makes no difference.
func Differ(is, want string) []string {
	is = strings.ReplaceAll(is, "\r\n", "\n")
	if is == want {
		return nil
	}
	had, due := strings.Split(is, "\n"), strings.Split(want, "\n")
	lines := append(without("- ", had, due), without("+ ", due, had)...)
	if len(lines) == 0 {
		return []string{"only blank lines or the order of the lines"}
	}
	slices.SortStableFunc(lines, func(a, b string) int { return strings.Compare(a[2:], b[2:]) })
	return lines
}

// without returns the lines of a that b lacks, as often as it lacks them.
func without(mark string, a, b []string) (lines []string) {
	left := map[string]int{}
	for _, line := range b {
		left[line]++
	}
	for _, line := range a {
		if left[line]--; left[line] < 0 && line != "" {
			lines = append(lines, mark+line)
		}
	}
	return lines
}
