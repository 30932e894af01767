package site

import (
	"bytes"
	"html/template"
	"sync"

	"wallwalk/generator/press"
)

// A plate is the template of a kind of page. The template library makes it
// safe when it is executed for the first time; from then on it is pressed,
// which is much faster and gives the same bytes. What can't be pressed the
// library does by itself, and says what is wrong with it.
type plate struct {
	template *template.Template
	first    sync.Once
	pressed  *press.Page // nil where it can't be
}

func (t *Theme) render(kind string, view any) ([]byte, error) {
	p := t.pages[kind]
	p.first.Do(func() { p.press(view) })
	b := pages.Get().(*[]byte)
	defer pages.Put(b)
	if p.pressed != nil {
		out, err := p.pressed.Append((*b)[:0], view)
		if *b = out; err == nil {
			return bytes.Clone(out), nil
		}
	}
	w := bytes.NewBuffer((*b)[:0])
	if err := p.template.Execute(w, view); err != nil {
		return nil, templateError(err)
	}
	*b = w.Bytes()
	return bytes.Clone(*b), nil
}

// press executes the template for its being made safe alone, and compiles it.
// An error is told when the page is rendered.
func (p *plate) press(view any) {
	if p.template.Execute(new(bytes.Buffer), view) == nil {
		p.pressed, _ = press.Compile(p.template, functions)
	}
}

// pages are buffers that are kept from page to page: growing one anew for each
// costs three times the page.
var pages = sync.Pool{New: func() any { return new([]byte) }}

// written makes HTML by appending to a buffer that is kept, so that no more is
// allocated than it takes. What appends has to escape.
func written(to func(b []byte) []byte) template.HTML {
	b := pieces.Get().(*[]byte)
	defer pieces.Put(b)
	*b = to((*b)[:0])
	return template.HTML(*b)
}

var pieces = sync.Pool{New: func() any { return new([]byte) }}
