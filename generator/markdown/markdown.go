// Package markdown turns what teams write into HTML that is safe to put in a
// page as it stands. It is the only door to the Markdown library.
//
// The language is CommonMark with tables and strikethrough. The text is
// hostile, and so:
//
//   - Raw HTML is shown as text, never passed on.
//   - A link goes to http, https, mailto or a relative address; any other is
//     shown as its text alone. A link to another origin bears
//     rel="noopener noreferrer".
//   - An image is shown where the caller gives it an address; any other is its
//     alternative text and its address, as text.
//   - The only elements are p, h1 to h6, em, strong, del, a, img, ul, ol, li,
//     blockquote, pre, code, table, thead, tbody, tr, th, td, hr and br; the
//     only attributes are href, rel and title of a, src and alt of img, start
//     of ol, scope of th, class of th and td (align-left, align-center, align-right), and
//     id of a heading, where asked for.
//   - What would take long to read, or be large to show, is not laid out at
//     all but shown as it was typed: see bounds.go.
//
// What is shown as text rather than done is a [Finding], so that its writer
// can be told. All functions may be called from many goroutines at once.
package markdown

import (
	"bytes"
	"html"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Options say how a text sits in its page. The zero Options are a team's: no
// images, no ids, "# x" as an h1.
type Options struct {
	// HeadingBase is added to each heading's level, up to 6: with 2, "# x" is
	// an h3.
	HeadingBase int
	// HeadingLeast is the highest level that a heading may have: with 2, "# x" is
	// an h2 beside "## x", since the page has an h1 of its own.
	HeadingLeast int
	// HeadingIDs gives each heading an id: "h-" and its text in small letters,
	// digits and hyphens, with a number behind it where that id is taken.
	HeadingIDs bool
	// Image returns the address of the image that a text names by a relative
	// path, as written; ok is false where there is none. Nil allows none.
	Image func(path string) (address string, ok bool)
	// Fence returns what to show in place of a fenced code block, by the words
	// behind its fence and its text: HTML that is safe as it stands. ok is false
	// where the block is to be shown as code. Nil shows all as code.
	Fence func(info, text string) (html []byte, ok bool)
}

// A Finding is something that [HTML] shows as text instead of doing.
type Finding struct {
	Line, Col, Width int    // in the source: from 1, in code points
	What             string // as in "… is shown as text": "raw HTML", "a link to javascript:"
	Remedy           string // what to do about it
}

// library is the one instance: it is made ready at its first use, and does not
// change after.
var library = goldmark.New(
	goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)), extension.Strikethrough),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(vetted{}, 100))),
)

// HTML renders the source to HTML that is safe to put in a page as it stands:
// block elements, each ending its line.
func HTML(source string, o Options) []byte {
	source = valid(source)
	if b, ok := straight(source); ok {
		return b
	}
	return laidOut([]byte(source), o)
}

// laidOut is what the library makes of a text.
func laidOut(src []byte, o Options) []byte {
	if outOfBounds(src) != "" {
		return preformatted(src)
	}
	doc := library.Parser().Parse(text.NewReader(src))
	if v := vet(doc, src, o); v.expanded() {
		return preformatted(src)
	}
	var b bytes.Buffer
	b.Grow(len(src) + len(src)/2)
	if err := library.Renderer().Render(unbuffered{&b}, src, doc); err != nil {
		return preformatted(src) // a buffer does not fail
	}
	return visible(b.Bytes())
}

// unbuffered spares the library from putting a buffer of its own, larger than
// most texts, before the one that is there.
type unbuffered struct{ *bytes.Buffer }

func (unbuffered) Available() int { return 0 }
func (unbuffered) Buffered() int  { return 0 }
func (unbuffered) Flush() error   { return nil }

// Findings tells what HTML, called with the same arguments, shows as text, in
// the order of the source.
func Findings(source string, o Options) []Finding {
	if len(source) <= maxNested && !strings.ContainsAny(source, "<[") {
		return nil // too short for anything else
	}
	src := []byte(valid(source))
	if what := outOfBounds(src); what != "" {
		return []Finding{{Line: 1, Col: 1, Width: 1, What: what, Remedy: plainer}}
	}
	if outsideCode(src, harmless) {
		return nil
	}
	v := vet(library.Parser().Parse(text.NewReader(src)), src, o)
	if v.expanded() {
		return []Finding{{Line: 1, Col: 1, Width: 1, What: "a text that uses long links over and over", Remedy: plainer}}
	}
	return v.findings
}

// plainer is the remedy where a text is not laid out at all.
const plainer = "make it shorter and plainer, or link to a document"

// preformatted shows the source as it was typed.
func preformatted(src []byte) []byte {
	return visible([]byte("<pre>" + html.EscapeString(string(src)) + "</pre>\n"))
}

// visible puts U+FFFD in the place of what no text may hold. Files that hold
// it are refused when they are read, but a reference such as &#x202E; writes
// it anew.
func visible(b []byte) []byte {
	if bytes.IndexFunc(b, forbidden) < 0 {
		return b
	}
	return bytes.Map(func(r rune) rune {
		if forbidden(r) {
			return utf8.RuneError
		}
		return r
	}, b)
}

// forbidden names control characters, line separators and whatever reverses
// the direction of text.
func forbidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t' || r == '\r':
		return false
	case r < 0x80:
		return r < ' ' || r == 0x7F
	}
	return r < 0xA0 || r == '\u2028' || r == '\u2029' || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}

// valid makes the text valid UTF-8.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// place returns the line and column of an offset.
func place(src []byte, offset int) (line, col int) {
	offset = min(max(offset, 0), len(src))
	before := src[:offset]
	line = bytes.Count(before, []byte("\n")) + 1
	return line, utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
}

// words is the plain text of a node's children, as written.
func words(n ast.Node, src []byte) []byte {
	var b []byte
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b = append(b, c.Segment.Value(src)...)
			if c.SoftLineBreak() || c.HardLineBreak() {
				b = append(b, ' ')
			}
		case *ast.String:
			b = append(b, c.Value...)
		default:
			b = append(b, words(c, src)...)
		}
	}
	return b
}
