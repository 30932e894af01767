package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// A Link is a link to another page of the site.
type Link struct {
	Line, Col, Width int    // in the source: from 1, in code points
	Address          string // relative, as written: "../lakeside/#charts"
}

// DeadLinks are the links of a source to pages of the site that lead nowhere,
// in its order. leads says of a relative address whether it leads somewhere.
// Links to elsewhere, and to places on the page itself, are left alone.
func DeadLinks(source string, leads func(address string) bool) []Link {
	dead := func(address string) bool { return relative(address) && !leads(address) }
	if !mayHold(source, dead) {
		return nil
	}
	src := []byte(valid(source))
	if outOfBounds(src) != "" {
		return nil
	}
	var found []Link
	v := vetting{src: src}
	ast.Walk(library.Parser().Parse(text.NewReader(src)), func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the function gives no error
		if l, ok := n.(*ast.Link); ok && entering {
			if written := resolved(l.Destination); dead(written) {
				line, col := place(src, l.Pos())
				found = append(found, Link{line, col, v.extent(l.Pos(), l.Destination), written})
			}
		}
		return ast.WalkContinue, nil
	})
	return found
}

// relative reports whether a link that is shown as one leads to another page
// of the site.
func relative(address string) bool {
	_, why := target(address)
	return why == "" && !isAbsolute(address) && !hasScheme(address, "mailto") && address[0] != '#'
}

// mayHold reports whether a source may hold a dead link: to lay it out takes
// much longer than to look at whatever may be a link's address, behind its
// words or in a definition. A longer address than is meant may be cut short.
func mayHold(source string, dead func(address string) bool) bool {
	for _, mark := range []string{"](", "]:"} {
		_, rest, ok := strings.Cut(source, mark)
		for ; ok; _, rest, ok = strings.Cut(rest, mark) {
			address := strings.TrimLeft(rest, " \t\n<")
			if end := strings.IndexAny(address, ")> \t\n"); end >= 0 {
				address = address[:end]
			}
			if dead(resolved([]byte(address))) {
				return true
			}
		}
	}
	return false
}
