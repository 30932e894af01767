package press

import (
	"fmt"
	"reflect"
	"text/template/parse"
)

// pipe works out a pipeline and sets the variables that it declares.
func (s *scope) pipe(p *parse.PipeNode) (expr, error) {
	value, err := s.commands(p.Cmds)
	if err != nil || len(p.Decl) == 0 {
		return value, err
	}
	var slots []int
	for _, d := range p.Decl {
		slot := s.slot(d.Ident[0])
		if !p.IsAssign {
			s.names = append(s.names, d.Ident[0])
			slot, s.most = len(s.names)-1, max(s.most, len(s.names))
		}
		if slot < 0 {
			return nil, fmt.Errorf("%w: %s", ErrUnusual, p)
		}
		slots = append(slots, slot)
	}
	return func(r *run, dot reflect.Value, vars []reflect.Value) reflect.Value {
		v := value(r, dot, vars)
		for _, slot := range slots {
			vars[slot] = v
		}
		return v
	}, nil
}

// slot is where the variable lies that is nearest, or -1.
func (s *scope) slot(name string) int {
	for i := len(s.names) - 1; i >= 0; i-- {
		if s.names[i] == name {
			return i
		}
	}
	return -1
}

// commands are a pipeline's: each but the first is a function that takes what
// the one before gave as its last argument.
func (s *scope) commands(cmds []*parse.CommandNode) (expr, error) {
	var value expr
	for _, cmd := range cmds {
		next, err := s.command(cmd, value)
		if err != nil {
			return nil, err
		}
		value = func(r *run, dot reflect.Value, vars []reflect.Value) reflect.Value {
			return held(next(r, dot, vars))
		}
	}
	if value == nil {
		return nil, fmt.Errorf("%w: an empty pipeline", ErrUnusual)
	}
	return value, nil
}

// command is a call, or one operand. before is what is piped into it, or nil.
func (s *scope) command(cmd *parse.CommandNode, before expr) (expr, error) {
	args, err := s.operands(cmd.Args[1:])
	if err != nil {
		return nil, err
	}
	if before != nil {
		args = append(args, before)
	}
	switch n := cmd.Args[0].(type) {
	case *parse.IdentifierNode:
		return s.function(n.Ident, args)
	case *parse.FieldNode:
		return fields(dotOf, n.Ident, args), nil
	case *parse.VariableNode:
		if len(n.Ident) > 1 {
			of, err := s.variable(n.Ident[0])
			return fields(of, n.Ident[1:], args), err
		}
	}
	if len(args) > 0 {
		return nil, fmt.Errorf("%w: %s", ErrUnusual, cmd)
	}
	return s.operand(cmd.Args[0])
}

func (s *scope) operands(nodes []parse.Node) ([]expr, error) {
	var out []expr
	for _, n := range nodes {
		one, err := s.operand(n)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

func dotOf(_ *run, dot reflect.Value, _ []reflect.Value) reflect.Value { return dot }

func constant(v any) expr {
	value := reflect.ValueOf(v)
	return func(*run, reflect.Value, []reflect.Value) reflect.Value { return value }
}

// operand is a value without arguments.
func (s *scope) operand(n parse.Node) (expr, error) {
	switch n := n.(type) {
	case *parse.DotNode:
		return dotOf, nil
	case *parse.StringNode:
		return constant(n.Text), nil
	case *parse.BoolNode:
		return constant(n.True), nil
	case *parse.NumberNode:
		if n.IsInt && n.Text == fmt.Sprint(n.Int64) {
			return constant(int(n.Int64)), nil
		}
	case *parse.FieldNode:
		return fields(dotOf, n.Ident, nil), nil
	case *parse.VariableNode:
		of, err := s.variable(n.Ident[0])
		return fields(of, n.Ident[1:], nil), err
	case *parse.PipeNode:
		if len(n.Decl) == 0 {
			return s.pipe(n)
		}
	case *parse.IdentifierNode:
		return s.function(n.Ident, nil)
	}
	return nil, fmt.Errorf("%w: %s", ErrUnusual, n)
}

func (s *scope) variable(name string) (expr, error) {
	slot := s.slot(name)
	if slot < 0 {
		return nil, fmt.Errorf("%w: %s", ErrUnusual, name)
	}
	return func(_ *run, _ reflect.Value, vars []reflect.Value) reflect.Value { return vars[slot] }, nil
}

// fields follows names from a value; the last may be a method with arguments.
func fields(of expr, names []string, args []expr) expr {
	for i, name := range names {
		from, f := of, &field{name: name}
		with := args
		if i < len(names)-1 {
			with = nil
		}
		of = func(r *run, dot reflect.Value, vars []reflect.Value) reflect.Value {
			v, method := f.of(from(r, dot, vars))
			if method {
				return invoke(v, values(r, dot, vars, with))
			}
			if len(with) > 0 {
				panic("arguments for no method")
			}
			return v
		}
	}
	return of
}

func values(r *run, dot reflect.Value, vars []reflect.Value, args []expr) []reflect.Value {
	out := make([]reflect.Value, len(args))
	for i, a := range args {
		out[i] = a(r, dot, vars)
	}
	return out
}

// function is one of the template library's own, or of the theme's.
func (s *scope) function(name string, args []expr) (expr, error) {
	if own, ok := s.funcs[name]; ok {
		if pairs, ok := own.(func(...any) map[string]any); ok { // which needs no reflection
			return func(r *run, dot reflect.Value, vars []reflect.Value) reflect.Value {
				all := make([]any, len(args))
				for i, a := range args {
					all[i] = a(r, dot, vars).Interface()
				}
				return reflect.ValueOf(pairs(all...))
			}, nil
		}
		f := reflect.ValueOf(own)
		return func(r *run, dot reflect.Value, vars []reflect.Value) reflect.Value {
			return invoke(f, values(r, dot, vars, args))
		}, nil
	}
	switch name {
	case "and", "or":
		return func(r *run, dot reflect.Value, vars []reflect.Value) (v reflect.Value) {
			for _, a := range args {
				if v = a(r, dot, vars); truth(v) == (name == "or") {
					break
				}
			}
			return v
		}, nil
	}
	builtin, ok := builtins[name]
	if !ok || len(args) != builtin.takes {
		return nil, fmt.Errorf("%w: %s", ErrUnusual, name)
	}
	return func(r *run, dot reflect.Value, vars []reflect.Value) reflect.Value {
		return builtin.do(values(r, dot, vars, args))
	}, nil
}
