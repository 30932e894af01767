package markdown

import (
	"html"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	markup_html "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// vetted writes the nodes whose addresses vet has settled. The library's own
// functions would resolve entities in an address a second time, and so make
// javascript: of what was harmless.
type vetted struct{}

func (r vetted) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindLink, r.link)
	reg.Register(ast.KindImage, r.image)
	reg.Register(kindDrawing, r.drawing)
}

// A drawing stands in place of a fenced code block.
type drawing struct {
	ast.BaseBlock
	html []byte
}

var kindDrawing = ast.NewNodeKind("Drawing")

func (*drawing) Kind() ast.NodeKind { return kindDrawing }

func (d *drawing) Dump(src []byte, level int) { ast.DumpHelper(d, src, level, nil, nil) }

func (vetted) drawing(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		w.Write(node.(*drawing).html)
		w.WriteByte('\n')
	}
	return ast.WalkSkipChildren, nil
}

func (vetted) link(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		w.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Link)
	address := string(n.Destination)
	w.WriteString(`<a href="` + html.EscapeString(address) + `"`)
	if isAbsolute(address) {
		w.WriteString(` rel="noopener noreferrer"`)
	}
	if len(n.Title) > 0 {
		w.WriteString(` title="`)
		markup_html.DefaultWriter.Write(w, n.Title)
		w.WriteByte('"')
	}
	w.WriteByte('>')
	return ast.WalkContinue, nil
}

func (vetted) image(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		w.WriteString(`<img src="` + html.EscapeString(string(node.(*ast.Image).Destination)) + `" alt="`)
		markup_html.DefaultWriter.Write(w, words(node, src))
		w.WriteString(`">`)
	}
	return ast.WalkSkipChildren, nil
}
