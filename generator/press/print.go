package press

import (
	"cmp"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"

	"wallwalk/generator/markup"
)

var (
	stringType = reflect.TypeFor[string]()
	htmlType   = reflect.TypeFor[template.HTML]()
	jsType     = reflect.TypeFor[template.JS]()
	urlType    = reflect.TypeFor[template.URL]()
	intType    = reflect.TypeFor[int]()
)

// isEscaper reports whether html/template has added the command.
func isEscaper(cmd *parse.CommandNode) bool {
	n, ok := cmd.Args[0].(*parse.IdentifierNode)
	return ok && len(cmd.Args) == 1 && strings.HasPrefix(n.Ident, "_html_template_")
}

// printers append a value as the escapers do that html/template has chosen.
// None is for no escaper at all.
var printers = map[string]func(b []byte, v reflect.Value) []byte{
	asHTML: func(b []byte, v reflect.Value) []byte {
		if isType(v, htmlType) {
			return append(b, v.String()...)
		}
		return text(b, v)
	},
	asAttr:      noHTML,
	asInnerText: noHTML,
	asJS: func(b []byte, v reflect.Value) []byte {
		if !isType(v, jsType) {
			panic("a value for a script")
		}
		return append(b, v.String()...)
	},
	"_html_template_urlfilter _html_template_urlnormalizer _html_template_attrescaper": func(b []byte, v reflect.Value) []byte {
		return markup.URL(b, plainText(v))
	},
	"_html_template_urlnormalizer _html_template_attrescaper": func(b []byte, v reflect.Value) []byte {
		return markup.PartOfURL(b, plainText(v), true)
	},
	"_html_template_urlescaper _html_template_attrescaper": func(b []byte, v reflect.Value) []byte {
		return markup.PartOfURL(b, plainText(v), false)
	},
}

// asItIs are the types that an escaper of their own lets through.
var asItIs = map[reflect.Type]string{htmlType: asHTML, jsType: asJS}

const (
	asHTML, asJS        = "_html_template_htmlescaper", "_html_template_jsvalescaper"
	asAttr, asInnerText = "_html_template_attrescaper", "_html_template_rcdataescaper"
)

// asText are the escapers that write a text as an element's content.
var asText = []string{asHTML, asAttr, asInnerText}

func isType(v reflect.Value, t reflect.Type) bool { return v.IsValid() && v.Type() == t }

// noHTML is for a place where HTML would lose its tags first.
func noHTML(b []byte, v reflect.Value) []byte {
	if isType(v, htmlType) {
		panic("HTML in an attribute")
	}
	return text(b, v)
}

// text appends a value in words, escaped.
func text(b []byte, v reflect.Value) []byte {
	switch {
	case isType(v, stringType):
		return markup.Value(b, v.String())
	case isType(v, intType), v.CanInt() && v.NumMethod() == 0: // which has no words of its own
		return strconv.AppendInt(b, v.Int(), 10)
	}
	return markup.Value(b, words(v))
}

// words says a value as fmt does; nothing says nothing.
func words(v reflect.Value) string {
	if isType(v, stringType) || v.Kind() == reflect.String && v.NumMethod() == 0 {
		return v.String()
	}
	switch v.Kind() {
	case reflect.Invalid, reflect.Pointer, reflect.Interface:
		panic("a pointer to be printed")
	}
	return fmt.Sprint(v.Interface())
}

// plainText is words of what isn't an address already.
func plainText(v reflect.Value) string {
	if isType(v, urlType) {
		panic("an address that needs no check")
	}
	return words(v)
}

// compare is 0 for two values that are equal, of one of the few kinds that
// pages compare.
func compare(a []reflect.Value) int {
	x, y := indirect(a[0]), indirect(a[1])
	if x.Kind() == reflect.Bool && y.Kind() == reflect.Bool {
		if x.Bool() == y.Bool() {
			return 0
		}
		return 1
	}
	return ordered(a)
}

func ordered(a []reflect.Value) int {
	x, y := indirect(a[0]), indirect(a[1])
	switch {
	case x.Kind() == reflect.String && y.Kind() == reflect.String:
		return cmp.Compare(x.String(), y.String())
	case x.CanInt() && y.CanInt():
		return cmp.Compare(x.Int(), y.Int())
	}
	panic("values that can't be compared")
}
