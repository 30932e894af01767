package markdown

import (
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Plain returns the source's words without its marks: a line for each block,
// for places that know no HTML, such as a calendar, a feed or an index. It is
// text, and has to be escaped as text is.
func Plain(source string) string {
	src := []byte(valid(source))
	if outOfBounds(src) != "" {
		return string(visible(src))
	}
	return spoken(library.Parser().Parse(text.NewReader(src)), src)
}

// spoken is what a node and those below it say.
func spoken(n ast.Node, src []byte) string {
	var b strings.Builder
	ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			say(&b, n, src)
		} else if n.Type() == ast.TypeBlock {
			newline(&b)
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(string(visible([]byte(b.String()))))
}

// say writes what a node itself says.
func say(b *strings.Builder, n ast.Node, src []byte) {
	switch n := n.(type) {
	case *ast.Text:
		b.WriteString(read(n.Segment.Value(src), n.IsRaw()))
		if n.SoftLineBreak() || n.HardLineBreak() {
			b.WriteByte(' ')
		}
	case *ast.String:
		b.WriteString(read(n.Value, n.IsRaw()))
	case *ast.AutoLink:
		b.Write(n.Label(src))
	case *ast.RawHTML:
		b.Write(n.Segments.Value(src))
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		b.Write(n.Lines().Value(src))
	}
}

// read resolves a text's escapes and entities, unless it is code.
func read(s []byte, raw bool) string {
	if raw {
		return string(s)
	}
	return html.UnescapeString(string(util.UnescapePunctuations(s)))
}

func newline(b *strings.Builder) {
	if s := b.String(); s != "" && !strings.HasSuffix(s, "\n") {
		b.WriteByte('\n')
	}
}

// Headings are the words of the source's headings, in its order.
func Headings(source string) (out []string) {
	src := []byte(valid(source))
	if outOfBounds(src) != "" {
		return nil
	}
	ast.Walk(library.Parser().Parse(text.NewReader(src)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if h, ok := n.(*ast.Heading); ok && entering {
			out = append(out, spoken(h, src))
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return out
}
