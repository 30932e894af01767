package press

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"slices"
	"sync"
	"testing"
)

// A view has something of all that pages show.
type view struct {
	Base
	Name, Empty string
	Body        template.HTML
	Data        template.JS
	Address     template.URL
	Teams       []team
	None        []team
	Next        *team
	Nobody      *team
	N           int
	Share       float64
	On, Off     bool
	Any         any
	State       state
}

type Base struct{ Root string }

func (b Base) To(address string) string { return b.Root + address }

type state string

func (s state) String() string { return "<" + string(s) + ">" }

type team struct {
	ID    string
	Weeks []int
	of    string
}

// Title has a pointer, so only a team that has an address has it.
func (t *team) Title() string { return "Team " + t.ID }

func (team) Fails() (string, error) { return "", errors.New("no") }

var aView = view{Base: Base{Root: "../"}, Name: `<b>"A" & 'B'</b>+`, Body: "<p>as it is</p>", Data: `{"a":1}`, Address: "javascript:x",
	Teams: []team{{ID: "a", Weeks: []int{1, 2}}, {ID: `x" onload="y`}}, Next: &team{ID: "next"}, N: 3, Share: 0.25, On: true, Any: "any", State: "up"}

var functions = template.FuncMap{
	"plural": func(n int, one, many string) string { return map[bool]string{true: one, false: many}[n == 1] },
	"dict": func(pairs ...any) map[string]any {
		m := map[string]any{}
		for i := 0; i+1 < len(pairs); i += 2 {
			m[pairs[i].(string)] = pairs[i+1]
		}
		return m
	},
}

const partials = `{{define "icon"}}<i class="icon-{{.}}" data-x='{{.}}'><use href="#s-{{.}}"/></i>{{end}}{{define "pair"}}{{.A}}:{{with .B}}{{.ID}}{{end}}{{end}}{{define "all"}}{{range .}}{{.ID}}{{template "all" $.None}}{{end}}{{end}}{{define "word"}}{{.}}{{end}}{{define "self"}}{{template "self" .}}{{end}}`

// both executes a template by html/template and by the press.
func both(t testing.TB, source string, data any) (want string, got string, err error) {
	t.Helper()
	page := template.Must(template.New("page").Funcs(functions).Parse(partials + source))
	var b bytes.Buffer
	if err := page.Execute(&b, data); err != nil {
		t.Fatal(err)
	}
	p, err := Compile(page, functions)
	if err != nil {
		return b.String(), "", err
	}
	out, err := p.Append([]byte("before "), data)
	return "before " + b.String(), string(out), err
}

func TestThePressWritesTheSame(t *testing.T) {
	for _, source := range []string{
		"plain", "{{/* nothing */}}", "<p>{{.Name}}</p>", `<p title="{{.Name}}">`, "<title>{{.Name}}</title>", "{{.Body}}",
		`<script type="application/json">{{.Data}}</script>`, `<a href="{{.Name}}">`, `<a href="{{.Root}}">`, `<a href="{{.Root}}?q={{.Name}}#{{.Name}}">`, `<a href="/x/{{.Name}}">`,
		"{{.N}} {{.Share}} {{.On}} {{.State}} {{.Any}}", "{{.To .Name}}", `{{.To "x"}}`, "{{.Next.ID}}{{.Next.Title}}",
		"{{if .On}}on{{else}}off{{end}}{{if .Off}}on{{else if .N}}n{{else}}off{{end}}", "{{if .Teams}}teams{{end}}{{if .None}}none{{end}}{{if .Nobody}}nobody{{end}}{{if .Share}}share{{end}}",
		"{{with .Next}}{{.ID}} of {{$.N}}{{end}}{{with .Empty}}x{{else}}y{{end}}{{with $x := .Any}}{{$x}}{{end}}",
		"{{range .Teams}}{{.ID}}{{.Title}}{{range .Weeks}}{{.}},{{end}}{{end}}{{range .None}}x{{else}}none{{.N}}{{end}}",
		"{{range $i, $t := .Teams}}{{if $i}}; {{end}}{{$t.ID}}{{len $t.Weeks}}{{end}}{{range $t := .Teams}}{{$t.ID}}{{.ID}}{{end}}",
		"{{$x := .Name}}{{range .Teams}}{{$x = .ID}}{{$x}}{{end}}{{$x}}", "{{range .Teams}}{{$x := .ID}}{{$y := $x}}{{$y}}{{end}}",
		`{{template "icon" "done"}}{{template "icon" .Name}}{{range .Teams}}{{template "icon" .ID}}{{end}}`,
		`{{template "icon" (or (and (eq .Any "any") "shared") .Any)}}`, `{{template "pair" dict "A" .Name "B" .Next}}`, `{{template "pair" dict "A" 1 "B" false}}`,
		`{{if and .On .Off}}a{{end}}{{if or .Off .On}}b{{end}}{{if not .Off}}c{{end}}{{or .Empty "–"}}{{and .On .Name}}{{or .Nobody .N}}`,
		`{{if eq .N 3}}3{{end}}{{if ne .Any "x"}}x{{end}}{{if lt .N 4}}<{{end}}{{if le .N 3}}<={{end}}{{if gt (len .Teams) 1}}>{{end}}{{if ge .N 4}}>={{end}}{{if eq .On true}}t{{end}}`,
		`{{plural .N "team" "teams"}}{{plural (len .None) "team" "teams"}}`, `{{"teams" | plural 2 "team"}}`,
		`{{block "main" .}}<b>{{.Name}}</b>{{end}}`,
	} {
		want, got, err := both(t, source, aView)
		if err != nil || got != want {
			t.Errorf("%s\ngives %q, %v\nwant  %q", source, got, err, want)
		}
	}
}

func TestWhatIsUnusualIsLeftAlone(t *testing.T) {
	for _, source := range []string{
		"{{printf `%d` .N}}", "{{index .Teams 0}}", "{{range $i, $t := .Teams}}{{break}}{{end}}", "{{eq .N 1 2}}", "<p title={{.Name}}>", "<style>p { color: {{.Name}} }</style>",
		"<script>x = {{.Name}}</script>", `<a href="{{.Address}}">`, `<p title="{{.Body}}">`, "{{.Next}}", "{{.Nobody}}", "{{html .Name}}", `<p onclick="x({{.N}})">`, `<p title="{{template "word" .Name}}">`, "<!-- gone {{.Name}} -->",
		"{{range 3}}x{{end}}", "{{(dict `A` 1).A}}", "{{.Name | len | eq 2}}",
	} {
		want, got, err := both(t, source, aView)
		if err == nil && got != want {
			t.Errorf("%s gives %q, want %q", source, got, want)
		}
		if err != nil && (!errors.Is(err, ErrUnusual) || got != "" && got != "before ") {
			t.Errorf("%s gives %q, %v", source, got, err)
		}
	}
}

// What a partial writes of a word it writes again, escaped as it was; of more
// words than it keeps, too, and for several pages at a time.
func TestAPartialOfAWordWritesItAgain(t *testing.T) {
	const many = 500 // more than are kept
	var words []string
	for i := range 2 * many {
		words = append(words, fmt.Sprintf("<%d>&", i%many), `" onload="x`)
	}
	const source = `{{range .}}{{template "icon" .}}{{end}}`
	want, got, err := both(t, source, words)
	if err != nil || got != want {
		t.Fatalf("%v\n%s\nwant\n%s", err, got, want)
	}
	page := template.Must(template.New("page").Funcs(functions).Parse(partials + source))
	if err := page.Execute(io.Discard, words); err != nil {
		t.Fatal(err)
	}
	p, err := Compile(page, functions)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if out, err := p.Append(nil, words); err != nil || "before "+string(out) != want {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	all.Wait()
}

// A drawing has a method that appends what another gives.
type drawing struct {
	of    string
	asked []string
}

func (d *drawing) SVG() template.HTML { d.asked = append(d.asked, "whole"); return template.HTML(d.of) }

func (d *drawing) AppendSVG(b []byte) []byte {
	d.asked = append(d.asked, "appended")
	return append(b, d.of...)
}

func (d *drawing) Data() (template.JS, error) {
	d.asked = append(d.asked, "data")
	return template.JS(d.of), nil
}

func (d *drawing) AppendData(b []byte) []byte {
	d.asked = append(d.asked, "appended data")
	return append(b, d.of...)
}

func (d *drawing) Name() string { d.asked = append(d.asked, "name"); return d.of }

func (d *drawing) AppendName([]byte) []byte { panic("a name is text, and escaped") }

func TestWhatCanAppendItselfDoes(t *testing.T) {
	for source, wanted := range map[string][]string{
		"{{.SVG}}":                      {"whole", "appended"},
		"{{range .All}}{{.SVG}}{{end}}": {"whole", "appended"},
		"{{with .Own}}{{.SVG}}{{end}}":  {"whole", "appended"},
		"{{.Own.SVG}}":                  {"whole", "appended"},
		"{{with .SVG}}{{.}}{{end}}":     {"whole", "whole"},
		`<script type="application/json">{{.Data}}</script>`: {"data", "appended data"},
		"{{.Name}}":             {"name", "name"},
		`<p title="{{.Name}}">`: {"name", "name"},
	} {
		d := drawing{of: "<b>1</b>"}
		want, got, err := both(t, source, struct {
			*drawing
			Own *drawing
			All []*drawing
		}{&d, &d, []*drawing{&d}})
		if err != nil || want != got {
			t.Errorf("%s gives %q, %v, want %q", source, got, err, want)
		}
		if !slices.Equal(d.asked, wanted) {
			t.Errorf("%s asks for %q, want %q", source, d.asked, wanted)
		}
	}
}

// What fails for html/template fails here too.
func TestFaultsAreLeftAlone(t *testing.T) {
	for _, source := range []string{"{{.Missing}}", "{{.Next.Missing}}", "{{.Nobody.ID}}", "{{range .Teams}}{{.of}}{{end}}", "{{range .Teams}}{{.Fails}}{{end}}", "{{.To 1}}", "{{.To}}", "{{.Name `x`}}", "{{len .N}}", "{{lt .N .Name}}", "{{range .N}}{{.X}}{{end}}", "{{template `self` .}}"} {
		page := template.Must(template.New("page").Funcs(functions).Parse(partials + "{{if .On}}" + source + "{{end}}"))
		off := aView
		if off.On = false; page.Execute(new(bytes.Buffer), off) != nil {
			t.Fatal(source)
		}
		p, err := Compile(page, functions)
		if err == nil {
			_, err = p.Append(nil, aView)
		}
		if !errors.Is(err, ErrUnusual) {
			t.Errorf("%s: %v", source, err)
		}
	}
}

// A template that html/template has not yet made safe prints nothing.
func TestNothingIsPrintedUnescaped(t *testing.T) {
	page := template.Must(template.New("page").Parse("{{.Name}}"))
	if _, err := Compile(page, nil); !errors.Is(err, ErrUnusual) {
		t.Errorf("an unsafe template is compiled: %v", err)
	}
}

func FuzzEscapers(f *testing.F) {
	for _, s := range []string{"", "a b", `<a href="x">'&+`, "javascript:alert(1)", "HTTPS://x/%20%zz?a=b&c#d", "mailto:a@b", "/a:b", "\x00\xff\u2028", "ü…\ufffd"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want, got, err := both(t, `<title>{{.}}</title><p title="{{.}}" data-x='{{.}}'>{{.}}<a href="{{.}}"><a href="/{{.}}"><a href="#{{.}}"><a href='?a={{.}}'>`, s)
		if err != nil || got != want {
			t.Errorf("%q gives\n%q, %v\nwant\n%q", s, got, err, want)
		}
	})
}

func BenchmarkPress(b *testing.B) {
	page := template.Must(template.New("page").Funcs(functions).Parse(partials + `{{range .Teams}}<li class="{{.ID}}">{{template "icon" .ID}}{{.ID}}</li>{{end}}`))
	if err := page.Execute(new(bytes.Buffer), aView); err != nil {
		b.Fatal(err)
	}
	p, err := Compile(page, functions)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("press", func(b *testing.B) {
		var out []byte
		for b.Loop() {
			out, _ = p.Append(out[:0], aView)
		}
	})
	b.Run("template", func(b *testing.B) {
		var out bytes.Buffer
		for b.Loop() {
			out.Reset()
			_ = page.Execute(&out, aView)
		}
	})
}
