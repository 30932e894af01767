package site

import (
	"bytes"
	"errors"
	"html/template"
	"sync"

	"wallwalk/generator/chart"
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

// render appends a page of a kind.
func (t *Theme) render(b []byte, kind string, view any) ([]byte, error) {
	p := t.pages[kind]
	p.first.Do(func() { p.press(view) })
	if p.pressed != nil {
		if out, err := p.pressed.Append(b, view); err == nil {
			return out, nil
		}
	}
	w := bytes.NewBuffer(b)
	if err := p.template.Execute(w, view); err != nil {
		return nil, templateError(err)
	}
	return w.Bytes(), nil
}

// press starts to execute the template, for its being made safe alone, and
// compiles it. What is wrong with it is told when the page is rendered.
func (p *plate) press(view any) {
	if errors.Is(p.template.Execute(stop{}, view), errStop) {
		p.pressed, _ = press.Compile(p.template, functions)
	}
}

var errStop = errors.New("enough")

// A stop takes nothing.
type stop struct{}

func (stop) Write([]byte) (int, error) { return 0, errStop }

// written makes HTML by appending to a buffer that is kept, so that no more is
// allocated than it takes. What appends has to escape.
func written(to func(b []byte) []byte) template.HTML {
	b := to(pieces.take())
	defer pieces.give(b)
	return template.HTML(b)
}

// Buffers are kept from page to page: growing one anew for each costs three
// times the page. A [sync.Pool] would lose them whenever garbage is collected.
var (
	pages  = buffers[byte]{most: 16} // as many as work at the same time at most
	pieces = buffers[byte]{most: 16}
	points = buffers[chart.Point]{most: 100} // as many charts as are drawn together, of a large cohort's teams
)

type buffers[T any] struct {
	most int // are kept
	mu   sync.Mutex
	free [][]T
}

func (k *buffers[T]) take() []T {
	k.mu.Lock()
	defer k.mu.Unlock()
	n := len(k.free) - 1
	if n < 0 {
		return nil
	}
	b := k.free[n]
	k.free = k.free[:n]
	return b[:0]
}

func (k *buffers[T]) give(b []T) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.free) < k.most {
		k.free = append(k.free, b)
	}
}
