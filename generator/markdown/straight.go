package markdown

import "strings"

// straight renders a text that is nothing but paragraphs of plain sentences,
// some words of them *stressed* or **strongly**, as most are that teams write,
// without laying it out: the library takes twenty times as long for the same
// bytes (a test compares them, and a fuzz target). It reports false on anything
// else, however harmless.
func straight(source string) ([]byte, bool) {
	if len(source) > maxMarks {
		return nil, false // it may be out of bounds
	}
	b := make([]byte, 0, len(source)+len(source)/16+16)
	open := false // a paragraph
	for rest := source; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		switch {
		case line == "":
			if open {
				b = append(b, "</p>\n"...)
			}
			open = false
			continue
		case !sentence(line):
			return nil, false
		case open:
			b = append(b, '\n')
		default:
			b = append(b, "<p>"...)
		}
		open = true
		b = appendLine(b, line)
	}
	if open {
		b = append(b, "</p>\n"...)
	}
	if ascii(b) { // of which no sentence has what can't be shown
		return b, true
	}
	return visible(b), true
}

func ascii(b []byte) bool {
	for ; len(b) >= 8; b = b[8:] {
		if (b[0]|b[1]|b[2]|b[3]|b[4]|b[5]|b[6]|b[7])&0x80 != 0 {
			return false
		}
	}
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// sentence reports whether a line starts with a letter or a stressed word, so
// that it starts no block but a paragraph, holds nothing that may be markup, and
// does not end with a space, which would break it.
func sentence(line string) bool {
	if first := line[0] | 0x20; line[0] != '*' && (first < 'a' || first > 'z') || line[len(line)-1] == ' ' {
		return false
	}
	stress := 0 // as many stars as opened it
	for i := 0; i < len(line); i++ {
		switch {
		case inSentences[line[i]]:
		case line[i] != '*':
			return false
		case stress == 0:
			if stress = stars(line[i:]); stress > 2 || i > 0 && line[i-1] != ' ' || i+stress == len(line) || !isWord[line[i+stress]] {
				return false
			}
			i += stress - 1
		default:
			n := stars(line[i:])
			if i += n; n != stress || !isWord[line[i-n-1]] || i < len(line) && (isWord[line[i]] || line[i] >= 0x80) {
				return false
			}
			stress, i = 0, i-1
		}
	}
	return stress == 0
}

// stars counts those that a text begins with; more than two are too many.
func stars(s string) int {
	n := 1
	for n < len(s) && s[n] == '*' {
		n++
	}
	return n
}

// appendLine appends a line of sentences. Stress opens behind a space and closes
// behind a word, and what is opened is closed on the same line.
func appendLine(b []byte, line string) []byte {
	from, stressed := 0, false
	for i := 0; i < len(line); i++ {
		text, n := "", 1
		switch {
		case line[i] == '"':
			text = "&quot;"
		case line[i] != '*':
			continue
		default:
			n = stars(line[i:])
			text = tags[stressed][n-1]
			stressed = !stressed
		}
		b = append(append(b, line[from:i]...), text...)
		from = i + n
		i = from - 1
	}
	return append(b, line[from:]...)
}

var tags = map[bool][2]string{false: {"<em>", "<strong>"}, true: {"</em>", "</strong>"}}

// inSentences are the bytes that are no markup, wherever they stand behind a
// line's first letter. A quotation mark is escaped.
var inSentences = func() (is [256]bool) {
	for c := range 256 {
		is[c] = isWord[c] || c >= 0x80 || strings.IndexByte(" .,;:'\"()/%?+-=@$", byte(c)) >= 0
	}
	return is
}()

// isWord are the bytes between which a star is neither the start of stress nor
// its end. Letters of other alphabets may be, so stress next to them is laid out.
var isWord = func() (is [256]bool) {
	for c := range 256 {
		is[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	return is
}()
