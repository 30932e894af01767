package model

import (
	"net/url"
	"path"
)

// An Image is a picture in a folder of pages, or a program's logo.
type Image struct {
	Path   string // below content/, a logo's below cohorts/
	Format string // png, jpg or webp, by its content
	Data   []byte
}

// Image returns the picture that a page names by a path relative to the page's
// file, as in its Markdown; nil where the program has none.
func (p *Program) Image(page *Page, written string) *Image {
	name, err := url.PathUnescape(written)
	if err != nil || path.IsAbs(name) {
		return nil
	}
	name = path.Join(path.Dir(page.ID), name)
	for i := range p.Images {
		if p.Images[i].Path == name {
			return &p.Images[i]
		}
	}
	return nil
}
