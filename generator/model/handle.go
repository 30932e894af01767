package model

import "regexp"

// handle is a name on GitHub; one that an enterprise manages ends in an
// underscore and the enterprise's short name.
var handle = regexp.MustCompile(`^[A-Za-z0-9]+(-[A-Za-z0-9]+)*(_[A-Za-z0-9]+)?$`)

const maxHandle = 39

// IsHandle reports whether somebody can go by this name on GitHub.
func IsHandle(s string) bool { return len(s) <= maxHandle && handle.MatchString(s) }
