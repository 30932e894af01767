package generator_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator"
	"wallwalk/generator/diag"
)

const aPicture = "\x89PNG\r\n\x1a\nfor all that anybody looks at"

// TestPicturesOfPages: a picture that a page names goes into the site; one that
// nobody names, or that is none inside, does not, and the page says so.
func TestPicturesOfPages(t *testing.T) {
	files := small(files("content/guide/a.md", "---\ntitle: A\n---\n![one](one.png) ![up](../up%20there.JPG) ![none](none.png) ![svg](x.svg) ![fake](fake.png) ![far](https://x.example/x.png) ![out](../../cohorts/program.png) ![root](/one.png)\n",
		"content/index.md", "---\ntitle: Home\n---\n![one](guide/one.png)\n"))
	for name, data := range map[string]string{"guide/one.png": aPicture, "up there.JPG": "\xff\xd8\xff\xe0", "guide/x.svg": "<svg onload=alert(1)>", "guide/fake.png": "<svg onload=alert(1)>", "unnamed.webp": "RIFF....WEBP"} {
		files["content/"+name] = &fstest.MapFile{Data: []byte(data)}
	}
	site := build(t, files, generator.Options{AsOf: day(t, "2026-04-01")})
	images := slices.Concat(site.names(".png"), site.names(".jpg"), site.names(".webp"), site.names(".svg"))
	if len(images) != 2 || string(site[images[0]]) != aPicture {
		t.Errorf("the site has the pictures %q", images)
	}
	for page, want := range map[string]int{"guide/a/index.html": 2, "index.html": 1} {
		doc := site.page(t, page)
		found := find(doc, "img")
		for _, img := range found {
			if file, _, ok := target(page, attr(img, "src"), "/"); !ok || site[file] == nil {
				t.Errorf("%s: the picture %q is not there", page, attr(img, "src"))
			}
		}
		if len(found) != want {
			t.Errorf("%s has %d pictures, want %d", page, len(found), want)
		}
	}
	_, list, _ := attempt(files, generator.Options{AsOf: day(t, "2026-04-01")})
	if !slices.ContainsFunc(list.All(), func(d diag.Diagnostic) bool {
		return d.Code == "markdown-text" && strings.Contains(d.Message, "image") && strings.Contains(d.Message, "6 times") && d.At.File == "content/guide/a.md"
	}) {
		t.Errorf("the others are not told of: %+v", list.All())
	}
}

func TestAPictureHasBounds(t *testing.T) {
	files := small(nil)
	files["content/large.png"] = &fstest.MapFile{Data: []byte(aPicture + strings.Repeat("x", 2<<20))}
	site, list, err := attempt(files, generator.Options{AsOf: day(t, "2026-04-01")})
	large := slices.ContainsFunc(list.All(), func(d diag.Diagnostic) bool { return d.Code == "too-large" && d.At.File == "content/large.png" })
	if err != nil || len(site) > 0 || !large {
		t.Errorf("%d files, %v, %v", len(site), list.All(), err)
	}
}

// Pictures are in memory all at once, so together they have bounds as well.
func TestPicturesHaveBoundsTogether(t *testing.T) {
	large := []byte(aPicture + strings.Repeat("x", 2<<20-len(aPicture)))
	for _, c := range []struct {
		number int
		data   []byte
		want   string
	}{
		{500, []byte(aPicture), ""},
		{501, []byte(aPicture), "content: too-many-files: there are more than 500 pictures in this folder and those below it"},
		{64, large, ""},
		{66, large, "content: too-large: the pictures in this folder and those below it are together larger than 128 MiB"},
	} {
		files := small(nil)
		for i := range c.number {
			files[fmt.Sprintf("content/guide/%d.png", i)] = &fstest.MapFile{Data: c.data}
		}
		_, list, err := generator.Check(files, generator.Options{AsOf: day(t, "2026-04-01")})
		said := ""
		for _, d := range list.All() {
			if d.Severity == diag.Error {
				said += d.At.String() + ": " + d.Code + ": " + d.Message
			}
		}
		if err != nil || said != c.want {
			t.Errorf("%d pictures: %v, said %q, want %q", c.number, err, said, c.want)
		}
	}
}
