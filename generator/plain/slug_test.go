package plain

import (
	"strings"
	"testing"
)

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{"Spring 2027": "spring-2027", "  Élan & Öl, St. Mary's ": "elan-ol-st-mary-s", "": "", "日本": "", "a--b": "a-b",
		strings.Repeat("ab ", 40): "ab" + strings.Repeat("-ab", 20), strings.Repeat("x", 70): strings.Repeat("x", 64), strings.Repeat("x", 63) + " y": strings.Repeat("x", 63)} {
		if got := Slug(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}
