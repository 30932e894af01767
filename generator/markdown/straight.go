package markdown

import "strings"

// straight renders a text that is nothing but paragraphs of plain sentences,
// as most are that teams write, without laying it out: the library takes
// twenty times as long for the same bytes (a test compares them, and a fuzz
// target). It reports false on anything else, however harmless.
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
		for before, after, more := strings.Cut(line, `"`); ; before, after, more = strings.Cut(after, `"`) {
			if b = append(b, before...); !more {
				break
			}
			b = append(b, "&quot;"...)
		}
	}
	if open {
		b = append(b, "</p>\n"...)
	}
	return visible(b), true
}

// sentence reports whether a line starts with a letter, so that it starts no
// block but a paragraph, holds nothing that may be markup, and does not end
// with a space, which would break it.
func sentence(line string) bool {
	if first := line[0] | 0x20; first < 'a' || first > 'z' || line[len(line)-1] == ' ' {
		return false
	}
	for i := range len(line) {
		if !inSentences[line[i]] {
			return false
		}
	}
	return true
}

// inSentences are the bytes that are no markup, wherever they stand behind a
// line's first letter. A quotation mark is escaped.
var inSentences = func() (is [256]bool) {
	for c := range 256 {
		is[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80 ||
			strings.IndexByte(" .,;:'\"()/%?+-=@$", byte(c)) >= 0
	}
	return is
}()
