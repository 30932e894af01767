package plain

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Slug makes an id of a name: small letters, digits and hyphens; "" where nothing
// of it can stand in one.
func Slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(unmarked(name)), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
	id := ""
	for _, w := range words {
		if id != "" {
			w = "-" + w
		}
		if len(id)+len(w) > longestSlug {
			if id == "" {
				id = w[:longestSlug]
			}
			break
		}
		id += w
	}
	return id
}

const longestSlug = 64

// unmarked takes letters without their marks: é is e.
func unmarked(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}
