package site

import (
	"html/template"
	"strconv"

	"wallwalk/generator/markup"
)

// AppendLines appends the rows of a table: the lines that data.yaml has. A year of
// them is most of the page.
func (v weekView) AppendLines(b []byte) []byte {
	for i := range v.Rows {
		b = v.Rows[i].append(b)
	}
	return b
}

func (v weekView) Lines() template.HTML { return written(v.AppendLines) }

func (r *weekRow) append(b []byte) []byte {
	b = attribute(append(b, "<tr"...), "data-week", r.Date)
	b = append(strconv.AppendInt(append(b, ` data-line="`...), int64(r.Line), 10), '"')
	if r.Block {
		b = append(b, ` data-block="yes"`...)
	}
	b = attribute(attribute(attribute(b, "data-exclude", r.Exclude), "data-astronomical", r.Astronomical), "data-kept", r.Kept)
	b = append(markup.Value(append(b, `><th scope="row">`...), r.Text), "</th>"...)
	for _, f := range r.Figures {
		b = append(markup.Value(append(b, "<td>"...), f), "</td>"...)
	}
	b = append(markup.Value(append(b, "<td><span>"...), r.Note), "</span>"...)
	if r.Apart != "" {
		b = append(markup.Value(append(b, " <small>"...), r.Apart), "</small>"...)
	}
	if b = append(b, "</td><td>"...); r.Edit == "" {
		b = strconv.AppendInt(b, int64(r.Line), 10)
	} else {
		b = markup.URL(append(b, `<a href="`...), r.Edit)
		b = markup.Value(append(b, `" rel="noopener noreferrer">Fix this line<span class="hidden">: `...), r.Text)
		b = append(b, "</span></a>"...)
	}
	return append(b, "</td></tr>\n"...)
}

// attribute appends one that has a value; nothing where it has none.
func attribute(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	b = append(append(append(b, ' '), name...), `="`...)
	return append(markup.Value(b, value), '"')
}

// AppendOptions appends what the form offers of a group.
func (g weekGroup) AppendOptions(b []byte) []byte {
	for _, w := range g.Weeks {
		b = attribute(attribute(append(b, "<option"...), "id", w.Date), "value", w.Date)
		if w.Chosen {
			b = append(b, " selected"...)
		}
		b = append(markup.Value(append(b, '>'), w.Text), "</option>"...)
	}
	return b
}

func (g weekGroup) Options() template.HTML { return written(g.AppendOptions) }
