package history

import (
	"bufio"
	"context"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
)

// FirstDays returns, for each file that the pattern matches below the
// repository's Prefix, the day on which each of its dated lines first came in:
// by the file's path below Prefix and the line's date, both days as YYYY-MM-DD.
// In the pattern, * is all of a folder's or file's name.
//
// A dated line is one that starts a map under a date: "2026-03-01: {…". Of all
// commits that head can reach and that brought it, the earliest day counts, so
// that a corrected line is not new, and neither is one that was taken out and
// came back. The day is the author's, in the author's own zone: when the line
// was written, whoever merged or rebased it later, and however long that took.
//
// A file that git finds renamed keeps the days of the file that it was; git
// finds it by its content, as git log does, wherever the program's folder was
// in the repository then.
//
// The history is read once, by one git, as it streams. One that is cut short,
// or that has more dated lines than any program, is a [Refused].
func (r *Repo) FirstDays(ctx context.Context, head Commit, pattern string) (map[string]map[string]string, error) {
	if err := r.whole(ctx, "it can't be told when a line came in"); err != nil {
		return nil, err
	}
	// What the repository's settings could change in git's words is set here.
	args := []string{"-c", "core.quotePath=false", "-c", "log.showRoot=true", "-c", "log.follow=false", "-c", "diff.renameLimit=500",
		"log", "--format=%x00%as", "--full-history", "--diff-merges=first-parent", "--no-show-signature", "--no-notes", "--no-color", "--no-decorate",
		"--patch", "--unified=0", "--inter-hunk-context=0", "--find-renames", "--text", "--no-ext-diff", "--no-textconv", "--no-relative",
		"--src-prefix=a/", "--dst-prefix=b/", "--submodule=short", "--end-of-options", string(head), "--", ":(top,glob)**/" + pattern}
	d := days{first: map[string]map[string]string{}, was: map[string][]string{}}
	_, err := r.run(ctx, "reading when lines came in", nil, d.read, args...)
	if err != nil {
		if full := (*Refused)(nil); errors.As(err, &full) {
			return nil, full
		}
		return nil, err
	}
	found := map[string]map[string]string{}
	for name := range d.first {
		d.take(found, name)
	}
	for name := range d.was {
		d.take(found, name)
	}
	out := map[string]map[string]string{}
	for name, lines := range found {
		if below, ok := strings.CutPrefix(name, r.Prefix); ok {
			if matches, err := path.Match(pattern, below); err == nil && matches {
				out[below] = lines
			}
		}
	}
	return out, nil
}

// whole refuses a history that is cut short.
func (r *Repo) whole(ctx context.Context, so string) error {
	out, _, err := r.ask(ctx, "looking for a shallow history", "rev-parse", "--is-shallow-repository")
	if err != nil {
		return err
	}
	if strings.TrimSpace(out) != "false" {
		return &Refused{"the history here is cut short, so " + so, "fetch all of it: fetch-depth: 0 in CI, or git fetch --unshallow"}
	}
	return nil
}

// days are the dated lines of a history, while it is read.
type days struct {
	day, from, to string // of the commit and file being read
	first         map[string]map[string]string
	was           map[string][]string // the names that a file had before
	lines         int
}

// maxDated is more dated lines than any program has.
const maxDated = 1 << 20

// read reads git log's patches. A file's own lines start with + or -, so none
// of them passes for one of git's.
func (d *days) read(from *bufio.Reader) error {
	inHunk := false
	for {
		line, err := readLine(from)
		if err != nil {
			if err == io.EOF {
				return nil
			}
			return err
		}
		switch {
		case strings.HasPrefix(line, "\x00"):
			d.day, inHunk = line[1:], false
		case strings.HasPrefix(line, "diff --git "):
			d.from, d.to, inHunk = "", "", false
		case strings.HasPrefix(line, "@@ "):
			inHunk = true
		case !inHunk:
			d.header(line)
		case strings.HasPrefix(line, "+") && d.to != "":
			if err := d.added(line[1:]); err != nil {
				return err
			}
		}
	}
}

// header reads a line above a file's hunks. A name in quotes has characters
// that no team's folder has, and is left out.
func (d *days) header(line string) {
	if name, ok := strings.CutPrefix(line, "rename from "); ok {
		d.from = name
	} else if name, ok := strings.CutPrefix(line, "rename to "); ok {
		if !slices.Contains(d.was[name], d.from) && len(d.was) < maxRenamed {
			d.was[name] = append(d.was[name], d.from)
		}
	} else if name, ok := strings.CutPrefix(line, "+++ b/"); ok {
		d.to = strings.TrimSuffix(name, "\t")
	}
}

// maxRenamed is more files than are ever renamed; the days of those beyond it
// start with their new names.
const maxRenamed = 4096

// dated is a date with a map under it.
var dated = regexp.MustCompile(`(?:^|[\s{,"'])(\d{4}-\d{2}-\d{2})["']?\s*:\s*(?:\{|&|#|$)`)

func (d *days) added(line string) error {
	if strings.HasPrefix(strings.TrimSpace(line), "#") {
		return nil
	}
	for _, m := range dated.FindAllStringSubmatch(line, -1) {
		lines := d.first[d.to]
		if lines == nil {
			lines = map[string]string{}
			d.first[d.to] = lines
		}
		known, there := lines[m[1]]
		if !there {
			if d.lines++; d.lines > maxDated {
				return &Refused{"the history here has more lines of data than can be read", "point --root at the program alone"}
			}
		}
		if !there || d.day < known {
			lines[m[1]] = d.day
		}
	}
	return nil
}

// take gathers the days of a file and of all the files that it was.
func (d *days) take(found map[string]map[string]string, name string) {
	all := map[string]string{}
	seen := map[string]bool{}
	for next := []string{name}; len(next) > 0; {
		at := next[0]
		next = next[1:]
		if seen[at] {
			continue
		}
		seen[at] = true
		for line, day := range d.first[at] {
			if known, there := all[line]; !there || day < known {
				all[line] = day
			}
		}
		next = append(next, d.was[at]...)
	}
	found[name] = all
}

// maxLine is more than any dated line of data takes; what comes after it in a
// line is passed over.
const maxLine = 64 << 10

// readLine returns a line without its end, cut at maxLine.
func readLine(from *bufio.Reader) (string, error) {
	var b []byte
	for {
		part, err := from.ReadSlice('\n')
		if room := maxLine - len(b); room > 0 {
			b = append(b, part[:min(room, len(part))]...)
		}
		switch {
		case err == nil:
			return strings.TrimRight(string(b), "\r\n"), nil
		case errors.Is(err, bufio.ErrBufferFull):
		case err == io.EOF && len(b) > 0:
			return string(b), nil
		default:
			return "", err
		}
	}
}
