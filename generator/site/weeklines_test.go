package site

import (
	"html/template"
	"strings"
	"testing"
)

// What a theme's template would write of the same, by itself.
var (
	lineTemplate = template.Must(template.New("").Parse(`{{range .}}<tr data-week="{{.Date}}" data-line="{{.Line}}"{{if .Block}} data-block="yes"{{end}}{{with .Exclude}} data-exclude="{{.}}"{{end}}{{with .Astronomical}} data-astronomical="{{.}}"{{end}}{{with .Kept}} data-kept="{{.}}"{{end}}><th scope="row">{{.Text}}</th>{{range .Figures}}<td>{{.}}</td>{{end}}<td><span>{{.Note}}</span>{{with .Apart}} <small>{{.}}</small>{{end}}</td><td>{{if .Edit}}<a href="{{.Edit}}" rel="noopener noreferrer">Fix this line<span class="hidden">: {{.Text}}</span></a>{{else}}{{.Line}}{{end}}</td></tr>
{{end}}`))
	optionTemplate = template.Must(template.New("").Parse(`{{range .}}<option id="{{.Date}}" value="{{.Date}}"{{if .Chosen}} selected{{end}}>{{.Text}}</option>{{end}}`))
)

// Whatever stands in a field, the lines and the choices of the form are what a
// template makes of them.
func TestTheFormsLinesAreWhatATemplateWrites(t *testing.T) {
	var rows []weekRow
	var choices []weekChoice
	for i, trick := range []string{"", "plain", `"><script>alert(1)</script>`, `' onclick='x`, "a & b &amp; c", "\x00é…\u202e", "javascript:alert(1)", "https://x.example/a?b=c&d=\"e\"#f", "//x.example/ü y", "{{.}}"} {
		rows = append(rows, weekRow{Date: trick + "d", Text: trick, Line: int32(i), Figures: []string{trick, "1/2"}, Note: trick, Exclude: trick, Astronomical: trick,
			Apart: trick, Block: i%2 == 0, Kept: trick, Edit: trick})
		choices = append(choices, weekChoice{Date: trick + "d", Text: trick, Chosen: i == 3})
	}
	for _, one := range []struct {
		by   *template.Template
		what any
		got  template.HTML
	}{{lineTemplate, rows, weekView{Rows: rows}.Lines()}, {optionTemplate, choices, weekGroup{Weeks: choices}.Options()}} {
		var want strings.Builder
		if err := one.by.Execute(&want, one.what); err != nil {
			t.Fatal(err)
		}
		if string(one.got) != want.String() {
			t.Errorf("it is\n%s\nwant\n%s", one.got, want.String())
		}
	}
}
