package markdown

import "bytes"

// harmless reports, without laying the text out, that nothing in it would be
// found: it has no tag, no image and no definition of a link's address, and
// each address that a link may have stands in parentheses and is of the
// plainest kind. Most texts are harmless, and laying out is most of what
// checking them costs.
func harmless(src []byte) bool {
	if bytes.IndexByte(src, '<') >= 0 || bytes.Contains(src, []byte("![")) || bytes.Contains(src, []byte("]:")) {
		return false
	}
	for {
		_, address, link := bytes.Cut(src, []byte("]("))
		if !link {
			return true
		}
		end := bytes.IndexByte(address, ')')
		if end <= 0 || !plainest(address[:end]) {
			return false
		}
		src = address[end:]
	}
}

// outsideCode reports whether all of a text passes but for code between fences
// that start their lines: nothing in it is markup, whatever it is, and whatever
// stands before it ends there. Other code has to pass.
func outsideCode(src []byte, passes func([]byte) bool) bool {
	if bytes.Contains(src, []byte("~~~")) { // the other fence, in which this one is none
		return passes(src)
	}
	from, ticks := 0, 0 // where the text goes on, and how many backticks its code is between; 0 outside
	for at := 0; at < len(src); {
		line, _, _ := bytes.Cut(src[at:], []byte("\n"))
		next := min(at+len(line)+1, len(src))
		switch n, behind := ticksOf(line); {
		case ticks == 0 && n >= 3 && bytes.IndexByte(behind, '`') < 0:
			if line[0] != '`' {
				return passes(src) // it may be part of a list
			}
			if !passes(src[from:at]) {
				return false
			}
			ticks = n
		case ticks > 0 && n >= ticks && len(bytes.Trim(behind, " \t\r")) == 0:
			from, ticks = next, 0
		}
		at = next
	}
	return ticks > 0 || passes(src[from:])
}

// ticksOf is how many backticks a line starts with, behind three spaces at most, and
// what stands behind them.
func ticksOf(line []byte) (n int, behind []byte) {
	for range 3 {
		line = bytes.TrimPrefix(line, []byte(" "))
	}
	behind = bytes.TrimLeft(line, "`")
	return len(line) - len(behind), behind
}

// plainest reports whether an address is a path of letters, digits and what
// stands between them, or such a path behind https:// and a host.
func plainest(address []byte) bool {
	rest, web := bytes.CutPrefix(address, []byte("https://"))
	if len(rest) == 0 || rest[0] == '/' && (web || bytes.HasPrefix(rest, []byte("//"))) || rest[0] == '#' && web {
		return false
	}
	for _, c := range rest {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', bytes.IndexByte([]byte("-_./#"), c) >= 0:
		default:
			return false
		}
	}
	return true
}
