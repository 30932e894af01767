package site

import (
	"strings"

	"wallwalk/generator/markdown"
	"wallwalk/generator/model"
)

// images adds the pictures that the pages name, each once.
func (b *builder) images() {
	added := map[string]bool{}
	for i := range b.Program.Pages {
		p := &b.Program.Pages[i]
		if !strings.Contains(p.Body.Text, "![") {
			continue
		}
		markdown.Findings(p.Body.Text, markdown.Options{Image: func(written string) (string, bool) {
			m := b.Program.Image(p, written)
			if m == nil {
				return "", false
			}
			if name := imageName(m); !added[name] {
				added[name] = true
				b.add(name, func() ([]byte, error) { return m.Data, nil })
			}
			return imageName(m), true
		}})
	}
}

// imageName says nothing of what the picture was called: what people name
// files is no part of an address.
func imageName(m *model.Image) string { return hashed("image."+m.Format, m.Data) }

// imagesOf finds a page's pictures in the site.
func (b *builder) imagesOf(p *model.Page, base Base) func(written string) (string, bool) {
	return func(written string) (string, bool) {
		if m := b.Program.Image(p, written); m != nil {
			return base.To(imageName(m)), true
		}
		return "", false
	}
}
