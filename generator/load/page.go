package load

import (
	"bytes"
	"cmp"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
	"wallwalk/generator/plain"
)

var frontMatter = object("a page's front matter", nil,
	req("title", text, func(p *model.Page) *model.Text { return &p.Title }),
	opt("nav", text, func(p *model.Page) *model.Text { return &p.Nav }),
	opt("summary", text, func(p *model.Page) *model.Text { return &p.Summary }),
	opt("order", wholeUpTo(0, 10000), func(p *model.Page) *int { return &p.Order }),
)

// pages reads content/ and the folders below it.
func (r *reader) pages(p *model.Program) {
	r.pagesIn("content", p)
	slices.SortStableFunc(p.Pages, func(a, b model.Page) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), strings.Compare(a.ID, b.ID))
	})
}

func (r *reader) pagesIn(dir string, p *model.Program) {
	for _, e := range r.list(dir) {
		name := path.Join(dir, e.Name())
		id := strings.TrimPrefix(strings.TrimSuffix(name, ".md"), "content/")
		at := diag.Span{File: name}
		switch {
		case e.Type()&fs.ModeSymlink != 0:
			r.diags.Errorf("link", at, "commit the file itself in its place", "this is a link, and links are not followed")
		case e.IsDir():
			if r.contentFolder(name, p) {
				r.pagesIn(name, p)
			}
		case isImage(name):
			r.image(name, p)
		case pageMeant(e.Name()) != "":
			r.diags.Errorf("unknown-file", at, "rename it to "+pageMeant(e.Name()), "a file of this name is no page, and is not read")
		case path.Ext(name) != ".md":
		case !isSlug(path.Base(id)):
			r.diags.Errorf("bad-id", at, suggestSlug(path.Base(id)), "the file's name is not an id: small letters, digits and single hyphens, at most %d", maxSlug)
		case reserved[id] && id != "index", plain.Device(path.Base(id)):
			r.diags.Errorf("reserved-id", at, "choose another name for the file", "the name %s is taken by a page of the site or by Windows", path.Base(id))
		case slices.ContainsFunc(p.Cohorts, func(c *model.Cohort) bool { return c.ID == id }):
			r.diags.Errorf("page-is-cohort", at, "rename the page", "a cohort has the same name, and with it the same address")
		default:
			r.page(name, id, p)
		}
	}
}

var otherPage = regexp.MustCompile(`(?i)\.(md|markdown|mdown|mkd|mdx|md\.txt)$`)

// pageMeant is the name that a page with another ending was meant to have, or
// "".
func pageMeant(name string) string {
	if path.Ext(name) == ".md" || !otherPage.MatchString(name) {
		return ""
	}
	return otherPage.ReplaceAllString(name, ".md")
}

// contentFolder reports whether a folder of pages has a name that an address
// can have, and that nothing else has.
func (r *reader) contentFolder(name string, p *model.Program) bool {
	at, id := diag.Span{File: name}, path.Base(name)
	switch top := path.Dir(name) == "content"; {
	case !isSlug(id):
		r.diags.Errorf("bad-id", at, suggestSlug(id), "the folder's name is not an id: small letters, digits and single hyphens, at most %d", maxSlug)
	case top && Reserved(id), plain.Device(id):
		r.diags.Errorf("reserved-id", at, "choose another name for the folder", "the name %s is taken by a page of the site or by Windows", id)
	case top && slices.ContainsFunc(p.Cohorts, func(c *model.Cohort) bool { return c.ID == id }):
		r.diags.Errorf("page-is-cohort", at, "rename the folder", "a cohort has the same name, and with it the same address")
	default:
		return true
	}
	return false
}

func (r *reader) page(name, id string, p *model.Program) {
	data, ok, err := open(r.fsys, name, r.diags)
	if err != nil {
		r.err = err
	}
	if !ok {
		return
	}
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	}
	head, body, ok := split(data)
	if !ok {
		r.diags.Errorf("no-front-matter", diag.Span{File: name, Line: 1, Col: 1, Width: 1},
			"start the file with three lines: ---, title: and the page's title, ---", "the page does not say its title")
		return
	}
	page := model.Page{ID: id, Body: model.Text{Text: string(body), At: diag.Span{File: name, Line: int32(bytes.Count(head, []byte("\n"))) + 2, Col: 1, Width: 1}}}
	f := newFile(name, r.diags)
	defer f.nodes.give()
	if f.mergingProse(diag.Lines(data)) {
		return
	}
	if n := f.parse(head); n != nil {
		frontMatter.read(f, n, &page)
		p.Pages = append(p.Pages, page)
	}
}

// split parts the YAML between the two lines --- from the Markdown behind. The
// head keeps its first line, so that positions count from the file's start.
func split(data []byte) (head, body []byte, ok bool) {
	if !bytes.HasPrefix(data, []byte("---\n")) {
		return nil, nil, false
	}
	end := bytes.Index(data, []byte("\n---\n"))
	if end < 0 && bytes.HasSuffix(data, []byte("\n---")) {
		end = len(data) - len("\n---")
	}
	if end < 0 {
		return nil, nil, false
	}
	return data[:end+1], data[min(end+len("\n---\n"), len(data)):], true
}
