// Package press executes the pages of html/template faster than it does
// itself: ten times less work for the same bytes.
//
// What makes a page safe stays with html/template. It parses the templates,
// works out in which context each action stands, and writes the escapers that
// the context needs into the parse trees. [Compile] takes the trees that it has
// made safe and turns them into functions that find a field once for each
// type instead of by name for each value, and that append to one buffer. The
// escapers are those of package markup, which are tested to write what
// html/template's do. An action that ends in no escaper is never printed.
//
// A view may have a method AppendX beside a method X that gives HTML or what is
// safe in a script: func(b []byte) []byte, which appends what X gives. Where a
// page prints X it is called in its place, so that what is large is written into
// the page at once. html/template, which knows nothing of it, calls X.
//
// Only what themes use is known here. Of what isn't (a function, an escaper, a
// kind of value, a fault while a page is made) [Compile] or [Page.Append]
// return [ErrUnusual]; the caller then lets html/template do the page, which
// knows everything and says what is wrong.
package press

import (
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"slices"

	"wallwalk/generator/markup"
)

// ErrUnusual is what html/template has to do itself.
var ErrUnusual = errors.New("not a template that can be pressed")

// A Page is a template that is ready to be executed, by several goroutines at
// a time.
type Page struct{ root *body }

// A body is one template: a page, or a partial. Its variables have slots; the
// first is $.
type body struct {
	steps []step
	slots int
	said  markup.Memory[string] // what it writes of a dot that is a string
}

// A step appends to the run's buffer; an expr works out a value. Both see the
// dot and the slots of the body's variables.
type (
	step func(r *run, dot reflect.Value, vars []reflect.Value)
	expr func(r *run, dot reflect.Value, vars []reflect.Value) reflect.Value
)

// A run is one page in the making.
type run struct {
	b     []byte
	depth int
	vars  []reflect.Value // of the bodies that are executed, one behind the other
}

// Compile reads the template, which must have been executed before, since that
// is when html/template makes it safe. funcs are the functions that it was
// given.
func Compile(t *template.Template, funcs template.FuncMap) (*Page, error) {
	c := &compiler{set: t, funcs: funcs, bodies: map[string]*body{}}
	root, err := c.body(t.Name())
	if err != nil {
		return nil, err
	}
	return &Page{root}, nil
}

// Append executes the page. Where it can't, b is as long as it was.
func (p *Page) Append(b []byte, view any) (out []byte, err error) {
	r := &run{b: b}
	defer func() {
		// A method of a view's, or a value of a kind that isn't known, fails as
		// a panic. html/template meets it too and makes an error of it.
		if fault := recover(); fault != nil {
			out, err = b, fmt.Errorf("%w: %v", ErrUnusual, fault)
		}
	}()
	v := reflect.ValueOf(view)
	r.call(p.root, v)
	return r.b, nil
}

// word executes a body of which the dot is a string: an icon's name, as a rule. All
// that it writes comes of that, so what it wrote is written again.
func (r *run) word(b *body, dot reflect.Value) {
	r.b = b.said.Append(r.b, dot.String(), func(to []byte) []byte {
		r.b = to
		r.call(b, dot)
		return r.b
	})
}

// deepest is how many templates may stand in one another.
const deepest = 200

// call executes a body with a dot.
func (r *run) call(b *body, dot reflect.Value) {
	if r.depth++; r.depth > deepest {
		panic("templates too deep in one another")
	}
	from := len(r.vars)
	r.vars = append(slices.Grow(r.vars, b.slots), dot)[:from+b.slots]
	vars := r.vars[from:] // which stays the body's own where the rest moves
	clear(vars[1:])
	for _, s := range b.steps {
		s(r, dot, vars)
	}
	r.depth, r.vars = r.depth-1, r.vars[:from]
}
