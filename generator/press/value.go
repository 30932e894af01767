package press

import (
	"reflect"
	"sync/atomic"
)

// A field is a name after a dot. What it means is found once for each type of
// value before the dot, and kept for the last type, since one place in a
// template nearly always sees the same.
type field struct {
	name string
	last atomic.Pointer[meaning]
}

// A meaning is what a name is for values of a type: a method, by its number, or
// a field, by its path.
type meaning struct {
	of     reflect.Type
	addr   bool // the values have an address, so that methods of a pointer are theirs
	method int  // or -1
	path   []int
	key    bool   // of a map, by the name
	append int    // the method that appends what the method gives, or -1
	as     string // the escaper that lets through what it gives
}

// of is the value's field, or its method to be called.
func (f *field) of(v reflect.Value) (got reflect.Value, method bool) {
	v = indirect(v)
	m := f.meaning(v)
	switch {
	case m.method >= 0 && m.addr:
		return v.Addr().Method(m.method), true
	case m.method >= 0:
		return v.Method(m.method), true
	case m.key:
		got = v.MapIndex(reflect.ValueOf(f.name))
		if !got.IsValid() {
			panic("no " + f.name + " in a map")
		}
		return got, false
	case len(m.path) == 1:
		return v.Field(m.path[0]), false
	}
	return v.FieldByIndex(m.path), false
}

// meaning is what the name is for the value, which is no pointer.
func (f *field) meaning(v reflect.Value) *meaning {
	m := f.last.Load()
	if addr := v.CanAddr(); m == nil || m.of != v.Type() || m.addr != addr {
		m = f.find(v.Type(), addr)
		f.last.Store(m)
	}
	return m
}

// appender is the method that appends what the field's method gives, which the
// escaper lets through; nil where there is none.
func (f *field) appender(v reflect.Value, escaper string) func(b []byte) []byte {
	v = indirect(v)
	m := f.meaning(v)
	if m.append < 0 || m.as != escaper {
		return nil
	}
	if m.addr {
		v = v.Addr()
	}
	to, _ := v.Method(m.append).Interface().(func(b []byte) []byte)
	return to
}

func (f *field) find(t reflect.Type, addr bool) *meaning {
	m := &meaning{of: t, addr: addr, method: -1, append: -1}
	methods := t
	if addr {
		methods = reflect.PointerTo(t)
	}
	if found, ok := methods.MethodByName(f.name); ok {
		m.method = found.Index
		if to, ok := methods.MethodByName("Append" + f.name); ok && found.Type.NumOut() > 0 {
			m.append, m.as = to.Index, asItIs[found.Type.Out(0)]
		}
		return m
	}
	switch t.Kind() {
	case reflect.Struct:
		if found, ok := t.FieldByName(f.name); ok && found.IsExported() {
			m.path = found.Index
			return m
		}
	case reflect.Map:
		if t.Key() == stringType {
			m.key = true
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
