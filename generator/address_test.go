package generator_test

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"wallwalk/generator"
	"wallwalk/generator/site"
)

const addressPage = "../content/reference/addresses.md"

// The page of addresses is the site's own list; write it anew with
//
//	go test ./generator -run TestThePageOfAddresses -update
func TestThePageOfAddresses(t *testing.T) {
	if *update {
		if err := os.WriteFile(addressPage, site.AddressReference(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(addressPage)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.ReplaceAll(got, []byte("\r\n"), []byte("\n")), site.AddressReference()) {
		t.Errorf("%s is out of date: go test ./generator -run TestThePageOfAddresses -update", addressPage)
	}
}

// The list has every address that the demo program's two sites have, says which
// of them the public has, and lists none that no site has.
func TestEveryAddressIsInTheList(t *testing.T) {
	files := demoFiles()
	own := build(t, files, generator.Options{})
	public := build(t, files, generator.Options{Public: true})
	met, metPublic := map[string]bool{}, map[string]bool{}
	for name := range own {
		met[formOf(t, files, name)] = true
	}
	for name := range public {
		metPublic[formOf(t, files, name)] = true
	}
	for _, a := range site.Addresses() {
		if !met[a.Form] && !metPublic[a.Form] {
			t.Errorf("no file of the demo's sites is at %s", a.Form)
		}
		if metPublic[a.Form] != a.Public {
			t.Errorf("the list says of %s that the public has it: %t, and the site says %t", a.Form, a.Public, metPublic[a.Form])
		}
	}
}

// formOf is the one form of the list that a file's address has.
func formOf(t *testing.T, fsys fs.FS, name string) (form string) {
	t.Helper()
	for _, a := range site.Addresses() {
		if formPattern(t, fsys, a.Form).MatchString(name) {
			if form != "" {
				t.Errorf("%s is both %s and %s", name, form, a.Form)
			}
			form = a.Form
		}
	}
	if form == "" {
		t.Errorf("%s is at no address of the list", name)
	}
	return form
}

var patterns = map[string]*regexp.Regexp{}

// formPattern matches the files at addresses of a form. What a cohort and a
// page are called is known from the program's folders.
func formPattern(t *testing.T, fsys fs.FS, form string) *regexp.Regexp {
	t.Helper()
	if p := patterns[form]; p != nil {
		return p
	}
	p := regexp.QuoteMeta(strings.TrimPrefix(form, "/"))
	if strings.HasSuffix(form, "/") {
		p += `index\.html`
	}
	for kind, glob := range map[string]string{"<cohort>": "cohorts/*/cohort.yaml", "<page>": "content/**.md"} {
		p = strings.ReplaceAll(p, kind, "("+strings.Join(namesOf(t, fsys, glob), "|")+")")
	}
	p = strings.ReplaceAll(p, "<team>", "("+strings.Join(namesOf(t, fsys, "cohorts/*/teams/*/team.yaml"), "|")+"|site-[a-z]+)") // the public's name for it
	p = regexp.MustCompile("<[a-z]+>").ReplaceAllString(p, "[^/]+")
	patterns[form] = regexp.MustCompile("^" + p + "$")
	return patterns[form]
}

// namesOf are the ids of what lies in a program's folders: a page's, a cohort's,
// a team's.
func namesOf(t *testing.T, fsys fs.FS, glob string) (names []string) {
	t.Helper()
	err := fs.WalkDir(fsys, strings.SplitN(glob, "/", 2)[0], func(name string, e fs.DirEntry, err error) error {
		if fits, _ := path.Match(glob, name); fits && path.Ext(name) == ".yaml" {
			names = append(names, path.Base(path.Dir(name)))
		}
		if page, ok := strings.CutSuffix(strings.TrimPrefix(name, "content/"), ".md"); ok && glob == "content/**.md" {
			names = append(names, page)
		}
		return err
	})
	if err != nil || len(names) == 0 {
		t.Fatalf("nothing is at %s: %v", glob, err)
	}
	return names
}
