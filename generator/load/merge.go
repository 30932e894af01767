package load

import "strings"

// marker reports whether a line is one of those that git leaves around what two
// people have changed; the one between the sides, =======, is not among them.
func marker(line string) bool {
	return strings.HasPrefix(line, "<<<<<<< ") || strings.HasPrefix(line, ">>>>>>> ") || strings.HasPrefix(line, "|||||||")
}

// merging reports conflict markers that a merge left behind, and that YAML
// would only stumble over.
func (f *file) merging() bool {
	for i, line := range f.lines {
		if marker(line) || line == "=======" {
			f.conflict(i, line)
			return true
		}
	}
	return false
}

// mergingProse is merging for a page, where equals signs underline a heading
// and code may show the markers.
func (f *file) mergingProse(lines []string) bool {
	code := false
	for i, line := range lines {
		if fence := strings.TrimSpace(line); strings.HasPrefix(fence, "```") || strings.HasPrefix(fence, "~~~") {
			code = !code
		}
		if !code && marker(line) {
			f.lines = lines
			f.conflict(i, line)
			return true
		}
	}
	return false
}

func (f *file) conflict(i int, line string) {
	f.diags.Errorf("conflict-marker", f.span(i+1, 1, len(line)),
		"keep the lines that are right, of both sides if need be, and delete the lines <<<<<<<, ======= and >>>>>>>",
		"two people's changes met here, and git left both for somebody to choose")
}
