package load

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// Bounds on pictures, which are in memory all at once. maxImage is far more than
// a page's picture needs, and keeps what is not one out of the site; the others
// are more than a program's pages need together.
const (
	maxImage   = 2 << 20
	mostImages = 500
	maxImages  = 128 << 20
)

// pictures is how much has been read of them. Once it is too much, that has
// been said.
type pictures struct {
	number  int
	bytes   int64
	tooMuch bool
}

// isImage reports whether a file's name promises a picture. SVG is none of
// them: it can run scripts.
func isImage(name string) bool {
	name = strings.ToLower(name)
	for _, ending := range []string{".png", ".jpg", ".jpeg", ".webp"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}

// image reads a picture of a page. One that is something else inside is left
// out, and the page that names it is told so.
func (r *reader) image(name string, p *model.Program) {
	at := diag.Span{File: name}
	info, err := fs.Lstat(r.fsys, name)
	switch {
	case err != nil:
		r.err = errors.Join(r.err, fmt.Errorf("looking at %s: %w", name, err))
		return
	case !info.Mode().IsRegular():
		return
	case info.Size() > maxImage:
		r.diags.Errorf("too-large", at, "make the picture smaller: 1600 pixels are enough for any page", "the picture is %d KiB; the most is %d KiB", info.Size()>>10, maxImage>>10)
		return
	}
	if !r.room(info.Size()) {
		return
	}
	if m := r.picture(name); m != nil && m.Format != "" {
		m.Path = strings.TrimPrefix(name, "content/")
		p.Images = append(p.Images, *m)
	}
}

// room reports whether one more picture of so many bytes may be read, and says
// so once where it may not.
func (r *reader) room(size int64) bool {
	p := &r.pictures
	if p.tooMuch {
		return false
	}
	const hint = "delete those that no page shows any more, or make them smaller: 1600 pixels are enough for any page"
	switch p.number, p.bytes = p.number+1, p.bytes+size; {
	case p.number > mostImages:
		r.diags.Errorf("too-many-files", diag.Span{File: "content"}, hint, "there are more than %d pictures in this folder and those below it", mostImages)
		p.tooMuch = true
	case p.bytes > maxImages:
		r.diags.Errorf("too-large", diag.Span{File: "content"}, hint, "the pictures in this folder and those below it are together larger than %d MiB", maxImages>>20)
		p.tooMuch = true
	}
	return !p.tooMuch
}

// picture reads a file that should be one. Its format is "" where it is none;
// it is nil where the machine couldn't read it.
func (r *reader) picture(name string) *model.Image {
	data, err := fs.ReadFile(r.fsys, name)
	if err != nil {
		r.err = errors.Join(r.err, fmt.Errorf("reading %s: %w", name, err))
		return nil
	}
	return &model.Image{Format: formatOf(data), Data: data}
}

// formatOf tells a picture by how it begins.
func formatOf(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return "png"
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return "jpg"
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return "webp"
	}
	return ""
}
