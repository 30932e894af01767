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
