package site

import (
	"bytes"
	"html/template"
	"os"
	"testing"

	"wallwalk/generator/load"
	"wallwalk/generator/model"
	"wallwalk/themes"
)

// demo is the demo program's files, in the default theme.
func demo(t *testing.T) (*Theme, []File) {
	t.Helper()
	fsys := os.DirFS("../..")
	p, _, err := load.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	p.Cohorts[0].Unshown = []*model.Team{{ID: "lost", Name: text("Lost & Found"), Missing: []string{"data.yaml, line 2: 3 of 2"}}}
	theme, err := LoadTheme(themes.Default())
	if err != nil {
		t.Fatal(err)
	}
	each := func(n int, do func(i int)) {
		for i := range n {
			do(i)
		}
	}
	s := New(Input{Program: p, AsOf: p.AsOf.Date, Theme: theme, Version: "test", Each: each})
	var files []File
	var above []Summary
	for _, c := range p.Cohorts {
		if _, err := load.Teams(fsys, c, each); err != nil {
			t.Fatal(err)
		}
		below, sum := s.Cohort(c)
		files, above = append(files, below...), append(above, sum())
	}
	return theme, append(files, s.Above(func() []Summary { return above })...)
}

func rendered(t *testing.T, files []File) [][]byte {
	t.Helper()
	var out [][]byte
	for _, f := range files {
		data, err := f.Render()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, data)
	}
	return out
}

// Every page of the default theme is pressed, and has the bytes that the
// template library gives it.
func TestPressedPagesAreTheLibrarys(t *testing.T) {
	theme, files := demo(t)
	for _, p := range theme.pages {
		p.first.Do(func() {}) // so that nothing is pressed
	}
	want := rendered(t, files)
	theme, files = demo(t)
	rendered(t, files)
	for kind, p := range theme.pages {
		if p.pressed == nil {
			t.Errorf("%s is not pressed", kind)
		}
		p.template = template.Must(template.New("broken").Parse("{{.Broken}}"))
	}
	for i, got := range rendered(t, files) {
		if !bytes.Equal(got, want[i]) {
			t.Errorf("%s differs", files[i].Name)
		}
	}
}
