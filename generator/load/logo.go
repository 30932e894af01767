package load

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// maxLogo is more than any mark at the top of a page needs, where each page
// has it.
const maxLogo = 1 << 20

// longestPath is more than any file's path takes, and less than what a system
// refuses to look for.
const longestPath = 200

// besideProgram is the remedy for a logo that isn't where it can be read.
const besideProgram = "put the picture beside program.yaml, and write its name alone: logo: logo.png"

// fileForm is a name that every system can have, in no other folder.
const fileForm = `\.*[^./\\:*?"<>|\s][^/\\:*?"<>|]*`

var fileName = regexp.MustCompile(`^` + fileForm + `$`)

// fileBeside is the name of a file beside program.yaml. Cohorts have the folders
// there.
var fileBeside = scalar(Shape{What: "the name of a file beside program.yaml", Sort: Form, Pattern: fileForm}, func(s string, at diag.Span) (model.Text, string, string) {
	if !fileName.MatchString(s) {
		return model.Text{}, fmt.Sprintf("%q is not the name of a file beside program.yaml", short(s)), besideProgram
	}
	return model.Text{Text: s, At: at}, "", ""
})

// logo reads the picture that brand.logo names. What is wrong with it is said
// where it is named: the picture may not be there to be pointed at.
func (r *reader) logo(b *model.Brand) {
	if !b.Logo.Given() {
		return
	}
	at, name := b.Logo.At, "cohorts/"+b.Logo.Text
	info, err := fs.Lstat(r.fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist) || len(name) > longestPath:
		r.diags.Errorf("missing-file", at, r.nearPicture(name), "there is no file %s", name)
	case err != nil:
		r.err = errors.Join(r.err, fmt.Errorf("looking at %s: %w", name, err))
	case info.Mode()&fs.ModeSymlink != 0:
		r.diags.Errorf("link", at, "commit the file itself in its place", "%s is a link, and links are not followed", name)
	case info.IsDir():
		r.diags.Errorf("not-a-file", at, besideProgram, "%s is a folder, and no picture", b.Logo)
	case !info.Mode().IsRegular():
		r.diags.Errorf("not-a-file", at, besideProgram, "%s is not a file", b.Logo)
	case info.Size() > maxLogo:
		r.diags.Errorf("too-large", at, "make the picture smaller: 400 pixels are enough for a logo", "the logo is %d KiB; the most is %d KiB", info.Size()>>10, maxLogo>>10)
	default:
		switch m := r.picture(name); {
		case m == nil:
		case m.Format == "":
			r.diags.Errorf("not-a-picture", at, notAPicture(name), "%s is not a PNG, JPEG or WebP picture inside", b.Logo)
		default:
			m.Path, b.Picture = b.Logo.Text, m
		}
	}
}

// nearPicture is the remedy for a logo that isn't there.
func (r *reader) nearPicture(name string) string {
	var there []string
	for _, e := range r.list("cohorts") {
		if isImage(e.Name()) {
			there = append(there, e.Name())
		}
	}
	if best := diag.Near(path.Base(name), there); best != "" {
		return "did you mean " + best + "?"
	}
	return besideProgram
}

// notAPicture is the remedy for a logo of another kind.
func notAPicture(name string) string {
	if strings.EqualFold(path.Ext(name), ".svg") {
		return "an SVG can run scripts, so it is not shown: save it as a PNG"
	}
	return "open it in a picture program and save it as a PNG; another ending alone does not change what a file is"
}
