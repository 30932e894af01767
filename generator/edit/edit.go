// Package edit puts lines and figures into files that people wrote, and leaves
// every other byte as it is: comments, order, quotes and line ends. It shows what
// changes as git does.
package edit

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

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
