package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// A vetting is one pass over a parsed text. Behind it, the tree holds nothing
// but what may be shown: each link and image left in it bears the address to
// write.
type vetting struct {
	Options
	src      []byte
	findings []Finding
	ids      map[string]int // the ids taken, with the number last put behind each
	spread   int            // bytes of all links' addresses and titles
}

// vet makes the tree safe, and returns what it found.
func vet(doc ast.Node, src []byte, o Options) *vetting {
	v := &vetting{Options: o, src: src, ids: map[string]int{}}
	var nodes []ast.Node
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the function gives no error
		if entering {
			nodes = append(nodes, n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range nodes {
		if v.node(n); v.expanded() {
			break // nothing of it will be shown
		}
	}
	return v
}

func (v *vetting) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.HTMLBlock:
		v.htmlBlock(n)
	case *ast.RawHTML:
		v.rawHTML(n)
	case *ast.Link:
		v.link(n)
	case *ast.AutoLink:
		v.autoLink(n)
	case *ast.Image:
		v.image(n)
	case *ast.Heading:
		v.heading(n)
	case *ast.FencedCodeBlock:
		v.fence(n)
	case *tables.TableCell:
		if _, head := n.Parent().(*tables.TableHeader); head {
			n.SetAttributeString("scope", []byte("col"))
		}
		if n.Alignment != tables.AlignNone {
			n.SetAttributeString("class", []byte("align-"+n.Alignment.String()))
		}
	}
}

// fence shows a block as the caller's drawing, or as code.
func (v *vetting) fence(n *ast.FencedCodeBlock) {
	if v.Fence != nil && n.Info != nil {
		if drawn, ok := v.Fence(string(n.Info.Value(v.src)), string(n.Lines().Value(v.src))); ok {
			n.Parent().ReplaceChild(n.Parent(), n, &drawing{html: drawn})
			return
		}
	}
	n.Info = nil // the language would become a class
}

// Remedies.
const (
	noHTML  = "use Markdown instead; where a < is meant as such, write \\<"
	noLink  = "links start with https://, http:// or mailto:, or name a page of the site such as ../lakeside/"
	noImage = "link to the image instead: [its name](https://…)"
)

func (v *vetting) found(offset, width int, what, remedy string) {
	line, col := place(v.src, offset)
	v.findings = append(v.findings, Finding{Line: line, Col: col, Width: max(width, 1), What: what, Remedy: remedy})
}

// htmlBlock puts a paragraph of text in a block's place.
func (v *vetting) htmlBlock(n *ast.HTMLBlock) {
	p := ast.NewParagraph()
	lines := n.Lines().Sliced(0, n.Lines().Len())
	if n.HasClosure() {
		lines = append(lines[:len(lines):len(lines)], n.ClosureLine)
	}
	var all []byte
	for _, s := range lines {
		all = append(all, s.Value(v.src)...)
	}
	p.AppendChild(p, plain(bytes.TrimSpace(all)))
	if len(lines) > 0 {
		first := lines[0].TrimLeftSpace(v.src)
		first = first.TrimRightSpace(v.src)
		v.found(first.Start, runes(first.Value(v.src)), "raw HTML", noHTML)
	}
	n.Parent().ReplaceChild(n.Parent(), n, p)
}

func (v *vetting) rawHTML(n *ast.RawHTML) {
	var b []byte
	for i := range n.Segments.Len() {
		s := n.Segments.At(i)
		b = append(b, s.Value(v.src)...)
	}
	if n.Segments.Len() > 0 {
		first, _, _ := bytes.Cut(b, []byte("\n"))
		v.found(n.Segments.At(0).Start, runes(first), "raw HTML", noHTML)
	}
	n.Parent().ReplaceChild(n.Parent(), n, plain(b))
}

func (v *vetting) link(n *ast.Link) {
	address, why := target(resolved(n.Destination))
	if why != "" {
		v.found(n.Pos(), v.extent(n.Pos(), n.Destination), why, noLink)
		unwrap(n)
		return
	}
	n.Destination = []byte(address)
	v.spread += len(address) + len(n.Title)
}

// autoLink makes <https://example.org> a link like any other.
func (v *vetting) autoLink(n *ast.AutoLink) {
	label := n.Label(v.src)
	written := string(label)
	if n.AutoLinkType == ast.AutoLinkEmail && !hasScheme(written, "mailto") {
		written = "mailto:" + written
	}
	address, why := target(written)
	if why != "" {
		v.found(n.Pos(), runes(label)+2, why, noLink)
	}
	if why != "" || within(n, ast.KindLink) {
		n.Parent().ReplaceChild(n.Parent(), n, plain(label))
		return
	}
	l := ast.NewLink()
	l.Destination = []byte(address)
	l.AppendChild(l, plain(label))
	n.Parent().ReplaceChild(n.Parent(), n, l)
}

func (v *vetting) image(n *ast.Image) {
	written := resolved(n.Destination)
	if address, ok := v.imageAddress(written); ok {
		n.Destination = []byte(address)
		v.spread += len(address)
		return
	}
	v.found(n.Pos(), v.extent(n.Pos(), n.Destination), "an image that is not one of the program's own", noImage)
	v.spread += len(written)
	n.AppendChild(n, plain([]byte(" ("+written+")")))
	unwrap(n)
}

func (v *vetting) imageAddress(written string) (string, bool) {
	if _, why := target(written); v.Image == nil || why != "" || isAbsolute(written) {
		return "", false
	}
	return v.Image(written)
}

func (v *vetting) heading(n *ast.Heading) {
	if v.HeadingIDs {
		n.SetAttributeString("id", []byte(v.id(string(words(n, v.src)))))
	}
	n.Level = min(max(n.Level+v.HeadingBase, v.HeadingLeast, 1), 6)
}

// id makes a heading's text an id that no other heading has.
func (v *vetting) id(s string) string {
	base := "h-" + strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	}), "-")
	if base == "h-" {
		base = "h-section"
	}
	id, n := base, v.ids[base]
	for v.ids[id] > 0 {
		n++
		id = fmt.Sprintf("%s-%d", base, n)
	}
	v.ids[base] = max(n, 1)
	v.ids[id] = max(v.ids[id], 1)
	return id
}

// expanded reports whether the links' addresses are much larger than the text
// that they stand in, as only a definition used over and over makes them.
func (v *vetting) expanded() bool { return v.spread > 4*len(v.src)+4096 }

// extent is the width from a link's start to the end of its address, where
// both stand on one line.
func (v *vetting) extent(start int, address []byte) int {
	if start < 0 || start >= len(v.src) {
		return 1
	}
	line, _, _ := bytes.Cut(v.src[start:], []byte("\n"))
	at := bytes.Index(line, append([]byte("]("), address...))
	if at < 0 {
		return 1
	}
	end := at + len("](") + len(address)
	return runes(line[:min(end+1, len(line))])
}

func runes(b []byte) int { return len([]rune(string(b))) }

// plain is text that is shown as it stands.
func plain(b []byte) ast.Node {
	s := ast.NewString(b)
	s.SetRaw(true)
	return s
}

// unwrap puts a node's children in its place.
func unwrap(n ast.Node) {
	parent := n.Parent()
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		parent.InsertBefore(parent, n, c)
	}
	parent.RemoveChild(parent, n)
}

// within reports whether a node stands inside one of the kind.
func within(n ast.Node, k ast.NodeKind) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == k {
			return true
		}
	}
	return false
}

// resolved is an address as the text means it: escapes and entities undone,
// once.
func resolved(destination []byte) string {
	b := util.UnescapePunctuations(destination)
	b = util.ResolveNumericReferences(b)
	return strings.Trim(string(util.ResolveEntityNames(b)), " ")
}

// target returns the address to write for a link, or why there is none.
func target(s string) (address, why string) {
	scheme, _, colon := strings.Cut(s, ":")
	if strings.ContainsAny(scheme, "/?#") {
		colon = false
	}
	switch {
	case s == "":
		return "", "a link without an address"
	case strings.ContainsRune(s, '\\') || strings.IndexFunc(s, hidden) >= 0:
		return "", "a link with a backslash or an invisible character in it"
	case strings.HasPrefix(s, "//"):
		return "", "a link that starts with //"
	case colon && (hasScheme(s, "http") || hasScheme(s, "https")) && !isAbsolute(s):
		return "", "a link without a host"
	case colon && !isAbsolute(s) && !hasScheme(s, "mailto"):
		return "", fmt.Sprintf("a link to %s:", short(scheme))
	}
	return string(util.URLEscape([]byte(s), false)), ""
}

func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}

// hasScheme compares without regard to case, as browsers do.
func hasScheme(s, scheme string) bool {
	return len(s) > len(scheme) && s[len(scheme)] == ':' && strings.EqualFold(s[:len(scheme)], scheme)
}

// isAbsolute reports whether the address names a host of the web.
func isAbsolute(s string) bool {
	if !hasScheme(s, "http") && !hasScheme(s, "https") {
		return false
	}
	_, host, _ := strings.Cut(s, ":")
	host, ok := strings.CutPrefix(host, "//")
	return ok && host != "" && !strings.ContainsAny(host[:1], "/?#: ")
}

// short keeps what is quoted from filling the screen.
func short(s string) string {
	if r := []rune(s); len(r) > 20 {
		return string(r[:19]) + "…"
	}
	return s
}
