package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"wallwalk/generator/diag"
	"wallwalk/generator/site"
	"wallwalk/themes"
)

// theme is the default one, with what the program's own overrides; nil where
// that is no theme, which the list then says.
func (o Options) theme(fsys fs.FS, list *diag.List) (*site.Theme, error) {
	if o.Theme == "" {
		return site.LoadTheme(themes.Default())
	}
	dir := "themes/" + o.Theme
	if !fs.ValidPath(dir) {
		return nil, fmt.Errorf("the theme's name %q is not a folder's name", o.Theme)
	}
	switch info, err := fs.Lstat(fsys, dir); {
	case err == nil && info.Mode()&fs.ModeSymlink != 0:
		list.Errorf("link", diag.Span{File: dir}, "commit the folder itself in its place", "this is a link, and links are not followed")
		return nil, nil
	case err != nil || !info.IsDir():
		return nil, fmt.Errorf("there is no folder %s", dir)
	}
	wrong := &diag.List{}
	if err := themeFiles(fsys, dir, wrong); err != nil || wrong.Failed() {
		list.Append(wrong)
		return nil, err
	}
	own, err := fs.Sub(fsys, dir)
	if err != nil {
		return nil, err
	}
	theme, err := site.LoadTheme(overlay{own, themes.Default()})
	return theme, o.blame(fsys, list, err)
}

// An overlay opens a file from the first of its layers that has it.
type overlay []fs.FS

func (o overlay) Open(name string) (fs.File, error) {
	for _, layer := range o {
		f, err := layer.Open(name)
		if !errors.Is(err, fs.ErrNotExist) {
			return f, err
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadDir lists a folder of all layers together.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	by := map[string]fs.DirEntry{}
	missing := 0
	for _, layer := range o {
		entries, err := fs.ReadDir(layer, name)
		if errors.Is(err, fs.ErrNotExist) {
			missing++
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if by[e.Name()] == nil {
				by[e.Name()] = e
			}
		}
	}
	if missing == len(o) {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	return slices.SortedFunc(maps.Values(by), func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) }), nil
}

// blame turns an error in a template of the program's own theme into a
// diagnostic, and returns any other as it is: a fault of the default theme is
// not its reader's.
func (o Options) blame(fsys fs.FS, list *diag.List, err error) error {
	var bad *site.TemplateError
	if o.Theme == "" || !errors.As(err, &bad) {
		return err
	}
	at := diag.Span{File: "themes/" + o.Theme}
	message := "the theme does not go with the default's " + bad.File + ": " + bad.Reason
	hint := "what a theme puts in place of layout.html or partials.html has to have all that the other templates use; compare it with the default's"
	if data, missing := fs.ReadFile(fsys, at.File+"/"+bad.File); missing == nil {
		at = place(at.File+"/"+bad.File, data, bad.Line, bad.Col)
		message = bad.Reason
		hint = "compare the line with the default theme's " + bad.File + ", which shows what a page has"
	}
	for _, d := range list.All() {
		if d.Code == "bad-template" && d.At == at && d.Message == message {
			return nil // said already: a template makes many pages
		}
	}
	list.Errorf("bad-template", at, hint, "%s", message)
	list.Sort()
	list.Attach(func(name string) []byte {
		data, _ := fs.ReadFile(fsys, name) // a folder has no lines
		return data
	})
	return nil
}

// place is a template's line and byte as a span. Where the byte isn't known,
// it is where the line's text starts.
func place(file string, data []byte, line, col int) diag.Span {
	lines := strings.Split(string(data), "\n")
	if line < 1 || line > len(lines) {
		return diag.Span{File: file, Line: 1, Col: 1, Width: 1}
	}
	text := strings.TrimRight(lines[line-1], "\r")
	if col < 0 || col > len(text) {
		col = len(text) - len(strings.TrimLeft(text, " \t"))
	}
	return diag.Span{File: file, Line: int32(line), Col: int32(utf8.RuneCountInString(text[:col])) + 1, Width: 1}
}
