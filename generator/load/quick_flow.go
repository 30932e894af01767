package load

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// flow reads what starts at byte i of the line with a brace, a bracket or a
// quote; end is the byte behind it.
func (q *quickReader) flow(i, depth int) (n *yaml.Node, end int) {
	switch line := q.lines[q.at]; {
	case depth > maxDepth:
		return nil, 0
	case line[i] == '{':
		return q.braces(i, depth)
	case line[i] == '[':
		return q.brackets(i, depth)
	case line[i] == '"' || line[i] == '\'':
		return q.quoted(i)
	}
	return q.flowText(i)
}

func (q *quickReader) braces(i, depth int) (*yaml.Node, int) {
	n := q.node(yaml.MappingNode, yaml.FlowStyle, "", i)
	from := len(q.lists)
	return q.entries(n, i, '}', func(i int) int {
		line := q.lines[q.at]
		width := quickKey(line[i:])
		if width == 0 {
			return 0
		}
		key := q.node(yaml.ScalarNode, 0, line[i:i+width], i)
		i += width + 1
		if i += leadingSpaces(line[i:]); i == len(line) {
			return 0
		}
		value, end := q.flow(i, depth+1)
		q.lists = append(q.lists, key, value)
		return end
	}, from)
}

func (q *quickReader) brackets(i, depth int) (*yaml.Node, int) {
	n := q.node(yaml.SequenceNode, yaml.FlowStyle, "", i)
	from := len(q.lists)
	return q.entries(n, i, ']', func(i int) int {
		item, end := q.flow(i, depth+1)
		q.lists = append(q.lists, item)
		return end
	}, from)
}

// entries reads a node's entries, with commas between, up to the sign that
// closes it. entry reads one from a byte of the line and returns the byte
// behind it, or 0.
func (q *quickReader) entries(n *yaml.Node, i int, closing byte, entry func(i int) int, from int) (*yaml.Node, int) {
	line := q.lines[q.at]
	for first := true; ; first = false {
		i++
		if i += leadingSpaces(line[i:]); i == len(line) {
			return nil, 0
		}
		if first && line[i] == closing {
			break
		}
		if i = entry(i); i == 0 {
			return nil, 0
		}
		if i += leadingSpaces(line[i:]); i == len(line) {
			return nil, 0
		}
		if line[i] == closing {
			break
		}
		if line[i] != ',' {
			return nil, 0
		}
	}
	q.take(n, from)
	return n, i + 1
}

// quoted reads a text in quotes that has no escapes.
func (q *quickReader) quoted(i int) (*yaml.Node, int) {
	line := q.lines[q.at]
	width := strings.IndexByte(line[i+1:], line[i])
	if width < 0 {
		return nil, 0
	}
	end := i + 1 + width
	style := yaml.SingleQuotedStyle
	if line[i] == '"' {
		style = yaml.DoubleQuotedStyle
	}
	switch text := line[i+1 : end]; {
	case style == yaml.DoubleQuotedStyle && strings.IndexByte(text, '\\') >= 0:
	case style == yaml.SingleQuotedStyle && end+1 < len(line) && line[end+1] == '\'':
	default:
		return q.node(yaml.ScalarNode, style, text, i), end + 1
	}
	return nil, 0
}

// flowText reads text without quotes, up to the comma or the sign that closes.
func (q *quickReader) flowText(i int) (*yaml.Node, int) {
	line := q.lines[q.at]
	if !startsPlain(line[i:]) {
		return nil, 0
	}
	end := i
	for ; end < len(line); end++ {
		switch line[end] {
		case ',', '}', ']':
			return q.node(yaml.ScalarNode, 0, strings.TrimRight(line[i:end], " "), i), end
		case ':', '#', '?', '{', '[':
			return nil, 0
		}
	}
	return nil, 0
}
