package load

import (
	"fmt"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// remarked reads a text as k does, and warns where a # has cut it off: what
// stands behind it is a remark for YAML, and for its writer most likely room
// #3. Behind figures, dates and ids remarks are innocent.
func remarked[T any](k kind[T]) kind[T] {
	return kind[T]{what: k.what, shape: k.shape, read: func(f *file, n *yaml.Node, to *T) {
		k.read(f, n, to)
		if n.Kind != yaml.ScalarNode || n.Style != 0 {
			return
		}
		line, col := f.end(n)
		rest := strings.TrimRight(f.behind(line, col), " \t\r")
		remark := strings.TrimLeft(rest, " \t")
		if remark == rest || !strings.HasPrefix(remark, "#") {
			return
		}
		at := f.span(line, col+len(rest)-len(remark), len([]rune(remark)))
		hint := "put the whole text in quotes"
		if whole := n.Value + " " + remark; len(whole) < 80 {
			hint += ": " + strconv.Quote(whole)
		}
		f.diags.Warnf("comment-in-text", at, hint+"; a remark of your own goes on a line of its own",
			"the text ends before the #, and %q is not read", short(remark))
	}}
}

// end is the line on which a plain text ends, and the column behind it: it may
// go on over lines, and reads as if there were a space between them.
func (f *file) end(n *yaml.Node) (line, col int) {
	if n.Value != "" && f.stands(n) {
		return n.Line, n.Column + len(n.Value)
	}
	line, col = n.Line, n.Column
	for rest := n.Value; ; line, col = line+1, 1 {
		runes := []rune(f.line(line))
		col = min(col, len(runes)+1)
		here := string(runes[col-1:])
		blank := len(here) - len(strings.TrimLeft(here, " \t"))
		if strings.HasPrefix(here[blank:], rest) {
			return line, col + blank + len([]rune(rest))
		}
		part := strings.TrimSpace(here)
		if line >= len(f.lines) || !strings.HasPrefix(rest, part) {
			return line, len(runes) + 1
		}
		rest = strings.TrimLeft(rest[len(part):], " \n")
	}
}

// behind is what stands on a line from a column on.
func (f *file) behind(line, col int) string {
	text := f.line(line)
	if col <= len(text)+1 && (f.ascii || plainASCIILine(text[:col-1])) {
		return text[col-1:]
	}
	return string([]rune(text)[col-1:])
}

// mistaken is what stands behind a key as a remark, where it looks like the
// key's value: #training.
func (f *file) mistaken(name *yaml.Node) string {
	line := []rune(f.line(name.Line))
	rest := string(line[min(name.Column-1+f.width(name), len(line)):])
	after, ok := strings.CutPrefix(rest, ": #")
	if !ok || after == "" || after[0] == ' ' || after[0] == '#' {
		return ""
	}
	return fmt.Sprintf("what stands behind a # is not read; put the value in quotes: %s: %q", short(name.Value), "#"+strings.TrimSpace(after))
}
