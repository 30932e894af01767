package press

import (
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"text/template/parse"

	"wallwalk/generator/markup"
)

// A compiler makes bodies of the trees of a set of templates.
type compiler struct {
	set    *template.Template
	funcs  template.FuncMap
	bodies map[string]*body
}

// body compiles the template of the name, or finds it, since they may call one
// another in a circle.
func (c *compiler) body(name string) (*body, error) {
	if b, ok := c.bodies[name]; ok {
		return b, nil
	}
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil || t.Tree.Root == nil {
		return nil, fmt.Errorf("%w: no template %s", ErrUnusual, name)
	}
	b := &body{}
	c.bodies[name] = b
	s := &scope{compiler: c, names: []string{"$"}, most: 1}
	steps, err := s.list(t.Tree.Root)
	b.steps, b.slots = steps, s.most
	return b, err
}

// A scope is where in a body the compiler is: which variables there are.
type scope struct {
	*compiler
	names []string
	most  int
}

func (s *scope) list(l *parse.ListNode) ([]step, error) {
	if l == nil {
		return nil, nil
	}
	var steps []step
	for _, n := range l.Nodes {
		one, err := s.node(n)
		if err != nil {
			return nil, err
		}
		if one != nil {
			steps = append(steps, one)
		}
	}
	return steps, nil
}

// within compiles a list whose variables end with it.
func (s *scope) within(l *parse.ListNode) ([]step, error) {
	mark := len(s.names)
	defer func() { s.names = s.names[:mark] }()
	return s.list(l)
}

func (s *scope) node(n parse.Node) (step, error) {
	switch n := n.(type) {
	case *parse.TextNode:
		text := string(n.Text)
		return func(r *run, _ reflect.Value, _ []reflect.Value) { r.b = append(r.b, text...) }, nil
	case *parse.CommentNode:
		return nil, nil
	case *parse.ActionNode:
		return s.action(n)
	case *parse.IfNode:
		return s.branch(&n.BranchNode, false)
	case *parse.WithNode:
		return s.branch(&n.BranchNode, true)
	case *parse.RangeNode:
		return s.loop(n)
	case *parse.TemplateNode:
		return s.partial(n)
	}
	return nil, fmt.Errorf("%w: %s", ErrUnusual, n)
}

// action prints a value by its escapers, or sets a variable.
func (s *scope) action(n *parse.ActionNode) (step, error) {
	if len(n.Pipe.Decl) > 0 {
		value, err := s.pipe(n.Pipe)
		if err != nil {
			return nil, err
		}
		return func(r *run, dot reflect.Value, vars []reflect.Value) { value(r, dot, vars) }, nil
	}
	cmds, escapers := n.Pipe.Cmds, []string(nil)
	for len(cmds) > 0 && isEscaper(cmds[len(cmds)-1]) {
		escapers = append([]string{cmds[len(cmds)-1].String()}, escapers...)
		cmds = cmds[:len(cmds)-1]
	}
	escaper := strings.Join(escapers, " ")
	write, ok := printers[escaper]
	if !ok {
		return nil, fmt.Errorf("%w: %s", ErrUnusual, n)
	}
	value, err := s.commands(cmds)
	if err != nil {
		return nil, err
	}
	if n, ok := alone(cmds); ok {
		return named(n.Ident, escaper, write), nil
	}
	return func(r *run, dot reflect.Value, vars []reflect.Value) { r.b = write(r.b, value(r, dot, vars)) }, nil
}

// alone reports whether commands are one name after the dot.
func alone(cmds []*parse.CommandNode) (*parse.FieldNode, bool) {
	if len(cmds) != 1 || len(cmds[0].Args) != 1 {
		return nil, false
	}
	n, ok := cmds[0].Args[0].(*parse.FieldNode)
	return n, ok
}

// named prints what a name after the dot means, or has it appended.
func named(names []string, escaper string, write func([]byte, reflect.Value) []byte) step {
	last := len(names) - 1
	of, f := fields(dotOf, names[:last], nil), &field{name: names[last], escaper: escaper}
	return func(r *run, dot reflect.Value, vars []reflect.Value) {
		v := indirect(of(r, dot, vars))
		m := f.meaning(v)
		if m.append >= 0 && m.as == escaper {
			if to, ok := m.method(v, m.append).Interface().(func([]byte) []byte); ok {
				r.b = to(r.b)
				return
			}
		}
		got, method := m.of(v)
		switch {
		case m.text:
			r.b = markup.Value(r.b, got.String())
		case m.safe:
			r.b = append(r.b, got.String()...)
		case method:
			r.b = write(r.b, held(invoke(got, nil)))
		default:
			r.b = write(r.b, held(got))
		}
	}
}

// held is what an interface without methods holds.
func held(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface && v.NumMethod() == 0 {
		return v.Elem()
	}
	return v
}

// branch is if and with; with makes the value the dot.
func (s *scope) branch(n *parse.BranchNode, with bool) (step, error) {
	mark := len(s.names)
	defer func() { s.names = s.names[:mark] }()
	value, err := s.pipe(n.Pipe)
	if err != nil {
		return nil, err
	}
	yes, err := s.within(n.List)
	if err != nil {
		return nil, err
	}
	no, err := s.within(n.ElseList)
	if err != nil {
		return nil, err
	}
	return func(r *run, dot reflect.Value, vars []reflect.Value) {
		v := value(r, dot, vars)
		todo := no
		if truth(v) {
			if todo = yes; with {
				dot = v
			}
		}
		for _, st := range todo {
			st(r, dot, vars)
		}
	}, nil
}

// loop is range over a slice.
func (s *scope) loop(n *parse.RangeNode) (step, error) {
	mark := len(s.names)
	defer func() { s.names = s.names[:mark] }()
	if n.Pipe.IsAssign {
		return nil, fmt.Errorf("%w: %s", ErrUnusual, n.Pipe)
	}
	all, err := s.pipe(n.Pipe)
	if err != nil {
		return nil, err
	}
	declared := len(n.Pipe.Decl)
	each, err := s.within(n.List)
	if err != nil {
		return nil, err
	}
	none, err := s.within(n.ElseList)
	if err != nil {
		return nil, err
	}
	return func(r *run, dot reflect.Value, vars []reflect.Value) {
		v := indirect(all(r, dot, vars))
		if v.Kind() != reflect.Slice && v.Kind() != reflect.Array {
			panic("range over no slice")
		}
		for i := range v.Len() {
			one := v.Index(i)
			switch declared {
			case 1:
				vars[mark] = one
			case 2:
				vars[mark], vars[mark+1] = reflect.ValueOf(i), one
			}
			for _, st := range each {
				st(r, one, vars)
			}
		}
		if v.Len() == 0 {
			for _, st := range none {
				st(r, dot, vars)
			}
		}
	}, nil
}

// partial calls another template.
func (s *scope) partial(n *parse.TemplateNode) (step, error) {
	to, err := s.body(n.Name)
	if err != nil {
		return nil, err
	}
	if n.Pipe == nil {
		return func(r *run, _ reflect.Value, _ []reflect.Value) { r.call(to, reflect.Value{}) }, nil
	}
	mark := len(s.names)
	defer func() { s.names = s.names[:mark] }()
	value, err := s.pipe(n.Pipe)
	if err != nil {
		return nil, err
	}
	return func(r *run, dot reflect.Value, vars []reflect.Value) {
		if v := value(r, dot, vars); isType(v, stringType) {
			r.word(to, v)
		} else {
			r.call(to, v)
		}
	}, nil
}
