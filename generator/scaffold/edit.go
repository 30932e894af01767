package scaffold

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"wallwalk/generator/model"
)

// Edits put lines into files that people wrote, and leave every other byte as
// it is: comments, order, quotes and line ends.

// emptyRoot is a file's {} or [] that stands for nothing yet.
var emptyRoot = regexp.MustCompile(`(?m)^[ \t]*(\{\s*\}|\[\s*\])[ \t]*(?:\r?\n|$)`)

// Append adds an entry, whole lines, at the end of a file that is a list or
// holds keys; in place of the {} or [] of one that has none.
func Append(data []byte, entry string) []byte {
	if at := emptyRoot.FindIndex(data); at != nil && len(bytes.TrimSpace(withoutComments(append(bytes.Clone(data[:at[0]]), data[at[1]:]...)))) == 0 {
		return slices.Concat(data[:at[0]], []byte(entry), data[at[1]:])
	}
	if len(data) > 0 && data[len(data)-1] != '\n' {
		data = append(bytes.Clone(data), lineEnd(data)...)
	}
	return slices.Concat(data, []byte(strings.ReplaceAll(entry, "\n", lineEnd(data))))
}

// lineEnd is how the file ends its lines.
func lineEnd(data []byte) string {
	if bytes.Contains(data, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

func withoutComments(data []byte) []byte {
	var out []byte
	for line := range bytes.Lines(data) {
		if !bytes.HasPrefix(bytes.TrimSpace(line), []byte("#")) {
			out = append(out, line...)
		}
	}
	return out
}

var (
	weeksKey   = regexp.MustCompile(`^weeks:[ \t]*(\{[ \t]*\})?[ \t]*(#.*)?$`)
	weekStarts = regexp.MustCompile(`^([ \t]+)(\d{4}-\d\d-\d\d):`)
)

// InsertWeek adds the line of a week to data.yaml, behind the last week before
// it. line is what stands behind the date: "{positioning: 31/52}".
func InsertWeek(data []byte, week model.Date, line string) ([]byte, error) {
	lines := bytes.SplitAfter(data, []byte("\n"))
	head := slices.IndexFunc(lines, func(l []byte) bool { return weeksKey.Match(bytes.TrimRight(l, "\r\n")) })
	if head < 0 {
		return nil, fmt.Errorf("data.yaml has no line weeks: of its own")
	}
	end := lineEnd(data)
	indent, at := "  ", head+1
	for i := head + 1; i < len(lines); i++ {
		text := bytes.TrimRight(lines[i], "\r\n")
		if m := weekStarts.FindSubmatch(text); m != nil {
			day, ok := model.ParseDate(string(m[2]))
			switch {
			case ok && day == week:
				return nil, fmt.Errorf("the week of %s is there already, on line %d", week, i+1)
			case ok && day > week:
				return inserted(lines, at, indent+week.String()+": "+line+end), nil
			}
			indent, at = string(m[1]), i+1
		} else if len(text) > 0 && text[0] != ' ' && text[0] != '\t' && text[0] != '#' {
			break // another key
		} else if len(bytes.TrimSpace(text)) > 0 && !bytes.HasPrefix(bytes.TrimSpace(text), []byte("#")) {
			at = i + 1 // the week above goes on
		}
	}
	if m := weeksKey.FindSubmatchIndex(bytes.TrimRight(lines[head], "\r\n")); m[2] >= 0 { // weeks: {}
		lines = slices.Clone(lines)
		lines[head] = slices.Concat(lines[head][:m[2]], lines[head][m[3]:])
		lines[head] = append(bytes.TrimRight(lines[head], " \r\n"), end...)
	}
	return inserted(lines, at, indent+week.String()+": "+line+end), nil
}

func inserted(lines [][]byte, at int, line string) []byte {
	lines = slices.Clone(lines)
	if at > 0 && !bytes.HasSuffix(lines[at-1], []byte("\n")) {
		lines[at-1] = append(bytes.Clone(lines[at-1]), '\n')
	}
	return bytes.Join(slices.Insert(lines, at, []byte(line)), nil)
}
