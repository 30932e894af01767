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
	b = given(append(b, "<tr"...), "data-week", r.Date)
	b = append(strconv.AppendInt(append(b, ` data-line="`...), int64(r.Line), 10), '"')
	if r.Block {
		b = append(b, ` data-block="yes"`...)
	}
	b = given(given(given(b, "data-exclude", r.Exclude), "data-astronomical", r.Astronomical), "data-kept", r.Kept)
	b = append(markup.Text(append(b, `><th scope="row">`...), r.Text), "</th>"...)
	for _, f := range r.Figures {
		b = append(markup.Text(append(b, "<td>"...), f), "</td>"...)
	}
	b = append(markup.Text(append(b, "<td><span>"...), r.Note), "</span>"...)
	if r.Apart != "" {
		b = append(markup.Text(append(b, " <small>"...), r.Apart), "</small>"...)
	}
	if b = append(b, "</td><td>"...); r.Edit == "" {
		b = strconv.AppendInt(b, int64(r.Line), 10)
	} else {
		b = markup.URL(append(b, `<a href="`...), r.Edit)
		b = markup.Text(append(b, `" rel="noopener noreferrer">Fix this line<span class="hidden">: `...), r.Text)
		b = append(b, "</span></a>"...)
	}
	return append(b, "</td></tr>\n"...)
}

// given appends an attribute that has a value; nothing where it has none.
func given(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	return markup.Attr(b, name, value)
}

// AppendOptions appends what the form offers of a group.
func (g weekGroup) AppendOptions(b []byte) []byte {
	for _, w := range g.Weeks {
		b = given(given(append(b, "<option"...), "id", w.Date), "value", w.Date)
		if w.Chosen {
			b = append(b, " selected"...)
		}
		b = append(markup.Text(append(b, '>'), w.Text), "</option>"...)
	}
	return b
}

func (g weekGroup) Options() template.HTML { return written(g.AppendOptions) }
