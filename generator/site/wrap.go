package site

import (
	"strings"
	"unicode"
)

// wrap breaks words into lines of at most so many letters; wide letters count
// as two. A word longer than a line is cut.
func wrap(s string, most int) []string {
	var lines []string
	line, width := "", 0
	for _, word := range strings.Fields(s) {
		for letters(word) > most {
			head, rest := cutAt(word, most)
			if line != "" {
				lines = append(lines, line)
				line, width = "", 0
			}
			lines, word = append(lines, head), rest
		}
		w := letters(word)
		if line != "" && width+1+w > most {
			lines = append(lines, line)
			line, width = "", 0
		}
		if line != "" {
			line, width = line+" ", width+1
		}
		line, width = line+word, width+w
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

func cutAt(word string, most int) (head, rest string) {
	width := 0
	for i, r := range word {
		w := glyphs(r)
		if width += w; width > most && i > 0 {
			return word[:i], word[i:]
		}
	}
	return word, ""
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		n += glyphs(r)
	}
	return n
}

// glyphs is two for letters as wide as they are high, and for capitals' worst.
func glyphs(r rune) int {
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case r >= 0x1100 && (unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) || r >= 0x1F300):
		return 2
	case strings.ContainsRune("MW@%—", r):
		return 2
	}
	return 1
}
