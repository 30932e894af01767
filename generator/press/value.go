package press

import (
	"reflect"
	"slices"
	"sync/atomic"
)

// A field is a name after a dot. What it means is found once for each type of
// value before the dot, and kept for the last type, since one place in a
// template nearly always sees the same.
type field struct {
	name    string
	escaper string // that what it means is printed by, where it is
	last    atomic.Pointer[meaning]
}

// A meaning is what a name is for values of a type: a method, by its number, or
// a field, by its path.
type meaning struct {
	typ    reflect.Type // of the values
	addr   bool         // they have an address, so that methods of a pointer are theirs
	call   int          // the method, or -1
	append int          // the method that appends what that gives, or -1
	as     string       // the escaper that lets through what it gives
	key    string       // of a map, or ""
	path   []int        // of a field
	text   bool         // which is a text to be escaped, as most are
	safe   bool         // which is HTML, to be printed as it is
}

// of is the value's field, or its method to be called.
func (f *field) of(v reflect.Value) (got reflect.Value, method bool) {
	v = indirect(v)
	return f.meaning(v).of(v)
}

func (m *meaning) of(v reflect.Value) (got reflect.Value, method bool) {
	switch {
	case m.call >= 0:
		return m.method(v, m.call), true
	case m.key != "":
		got = v.MapIndex(reflect.ValueOf(m.key))
		if !got.IsValid() {
			panic("no " + m.key + " in a map")
		}
		return got, false
	case len(m.path) == 1:
		return v.Field(m.path[0]), false
	}
	return v.FieldByIndex(m.path), false
}

// method is the method of the number.
func (m *meaning) method(v reflect.Value, number int) reflect.Value {
	if m.addr {
		v = v.Addr()
	}
	return v.Method(number)
}

// meaning is what the name is for the value, which is no pointer.
func (f *field) meaning(v reflect.Value) *meaning {
	m := f.last.Load()
	if addr := v.CanAddr(); m == nil || m.typ != v.Type() || m.addr != addr {
		m = f.find(v.Type(), addr)
		f.last.Store(m)
	}
	return m
}

func (f *field) find(t reflect.Type, addr bool) *meaning {
	m := &meaning{typ: t, addr: addr, call: -1, append: -1}
	methods := t
	if addr {
		methods = reflect.PointerTo(t)
	}
	if found, ok := methods.MethodByName(f.name); ok {
		m.call = found.Index
		if to, ok := methods.MethodByName("Append" + f.name); ok && found.Type.NumOut() > 0 {
			m.append, m.as = to.Index, asItIs[found.Type.Out(0)]
		}
		return m
	}
	switch t.Kind() {
	case reflect.Struct:
		if found, ok := t.FieldByName(f.name); ok && found.IsExported() {
			m.path = found.Index
			m.text = found.Type == stringType && slices.Contains(asText, f.escaper)
			m.safe = found.Type == htmlType && f.escaper == asHTML
			return m
		}
	case reflect.Map:
		if t.Key() == stringType {
			m.key = f.name
			return m
		}
	}
	panic("no " + f.name + " in " + t.String())
}

// indirect follows pointers and interfaces to what they hold.
func indirect(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			panic("nothing there")
		}
		v = v.Elem()
	}
	return v
}

// truth is whether a value counts as true: whether it is not the zero one, or
// not empty.
func truth(v reflect.Value) bool {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Invalid:
		return false
	case reflect.Struct:
		return true
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
		return v.Len() > 0
	case reflect.Bool, reflect.Int, reflect.Pointer, reflect.Float64, reflect.Uint8, reflect.Int32, reflect.Int64:
		return !v.IsZero()
	}
	panic("neither true nor false: " + v.Kind().String())
}

// invoke calls a function or a method.
func invoke(f reflect.Value, args []reflect.Value) reflect.Value {
	t := f.Type()
	for i, a := range args {
		if !a.IsValid() {
			panic("no argument")
		}
		if a.Kind() == reflect.Interface && !a.IsNil() {
			args[i] = a.Elem()
		}
		want := t.In(min(i, t.NumIn()-1))
		if t.IsVariadic() && i >= t.NumIn()-1 {
			want = want.Elem()
		}
		if !args[i].Type().AssignableTo(want) {
			panic("an argument of another type")
		}
	}
	out := f.Call(args)
	if len(out) == 2 && !out[1].IsNil() {
		panic("a function failed")
	}
	return out[0]
}

// A builtin is a function of the template library's own, with as many
// arguments as it takes here.
type builtin struct {
	takes int
	do    func(args []reflect.Value) reflect.Value
}

var builtins = map[string]builtin{
	"not": {1, func(a []reflect.Value) reflect.Value { return reflect.ValueOf(!truth(a[0])) }},
	"len": {1, func(a []reflect.Value) reflect.Value { return reflect.ValueOf(indirect(a[0]).Len()) }},
	"eq":  {2, func(a []reflect.Value) reflect.Value { return reflect.ValueOf(compare(a) == 0) }},
	"ne":  {2, func(a []reflect.Value) reflect.Value { return reflect.ValueOf(compare(a) != 0) }},
	"lt":  {2, func(a []reflect.Value) reflect.Value { return reflect.ValueOf(ordered(a) < 0) }},
	"le":  {2, func(a []reflect.Value) reflect.Value { return reflect.ValueOf(ordered(a) <= 0) }},
	"gt":  {2, func(a []reflect.Value) reflect.Value { return reflect.ValueOf(ordered(a) > 0) }},
	"ge":  {2, func(a []reflect.Value) reflect.Value { return reflect.ValueOf(ordered(a) >= 0) }},
}
