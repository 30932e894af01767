package generator_test

import (
	"bytes"
	"fmt"
	"html"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator"
	"wallwalk/generator/check"
	"wallwalk/generator/diag"
)

// draft builds a draft. What was put is no site where no team is unshown and the
// list has failed.
func draft(t testing.TB, fsys fs.FS, o generator.Options) (built, generator.Summary, *diag.List) {
	t.Helper()
	site := built{}
	sum, list, err := generator.Draft(fsys, o, site.taking())
	if err != nil {
		t.Fatal(err)
	}
	return site, sum, list
}

// brokenTeams are the folders of teams that have errors, and whether all errors
// are in such a folder.
func brokenTeams(list *diag.List) (teams []string, all bool) {
	all = true
	for _, d := range list.All() {
		parts := strings.Split(d.At.File, "/")
		switch {
		case d.Severity != diag.Error:
		case len(parts) > 4 && parts[0] == "cohorts" && parts[2] == "teams":
			teams = append(teams, path.Join(parts[:4]...))
		default:
			all = false
		}
	}
	slices.Sort(teams)
	return slices.Compact(teams), all
}

// Of whatever somebody gets wrong in a team's folder a draft can be built: each
// page names the team, its page says why it isn't shown, and what may say who a
// patient is stands nowhere. What is wrong elsewhere keeps a draft from being
// built, as it does a site.
func TestADraftOfEverySlip(t *testing.T) {
	t.Parallel()
	drafts, refused := 0, 0
	for _, dir := range matches(t, "testdata/slips/*") {
		program := programOf(t, dir+"/program")
		for _, name := range matches(t, dir+"/*.txt") {
			for _, s := range readSlips(t, name) {
				files := maps.Clone(program)
				s.apply(t, files)
				title := fmt.Sprintf("%s:%d: %s", name, s.line, s.title)
				site, sum, list := draft(t, files, generator.Options{AsOf: day(t, "2026-06-28")})
				teams, all := brokenTeams(list)
				switch {
				case !list.Failed():
				case !all:
					refused++
					if sum.Unshown != 0 {
						t.Errorf("%s: a draft was built", title)
					}
				case sum.Unshown != len(teams):
					t.Errorf("%s: %d teams are not shown, and these have errors: %q", title, sum.Unshown, teams)
				default:
					drafts++
					site.namesThoseLeftOut(t, title, list, teams)
					site.tellsNoSecretOf(t, title, files, teams)
				}
			}
		}
	}
	if drafts < 500 || refused < 150 {
		t.Errorf("%d drafts were built, and %d refused", drafts, refused)
	}
}

// namesThoseLeftOut looks for the teams on each page, and on their own for what
// is wrong with them.
func (b built) namesThoseLeftOut(t *testing.T, title string, list *diag.List, teams []string) {
	t.Helper()
	for _, name := range b.names(".html") {
		top, _, _ := strings.Cut(string(b[name]), "<main")
		_, notice, _ := strings.Cut(top, `<aside class="draft"`)
		for _, team := range teams {
			if !strings.Contains(notice, addressOf(team)+`">`) {
				t.Errorf("%s: the top of %s doesn't name %s", title, name, team)
			}
		}
		if !bytes.Contains(b[name], []byte(`content="noindex"`)) {
			t.Errorf("%s: %s may be found by search engines", title, name)
		}
	}
	for _, team := range teams {
		page := addressOf(team) + "index.html"
		for _, d := range list.All() {
			if d.Severity == diag.Error && strings.HasPrefix(d.At.File, team+"/") && !strings.Contains(string(b[page]), html.EscapeString(strings.TrimPrefix(d.At.File, team+"/"))) {
				t.Errorf("%s: %s doesn't say that something is wrong with %s", title, page, d.At.File)
			}
		}
	}
}

// addressOf is a team's, by its folder.
func addressOf(folder string) string {
	return strings.TrimPrefix(strings.Replace(folder, "/teams/", "/", 1), "cohorts/") + "/"
}

// tellsNoSecretOf looks in all files of the site for what the teams' files say
// of patients, and returns how much that is.
func (b built) tellsNoSecretOf(t *testing.T, title string, files fstest.MapFS, teams []string) (n int) {
	t.Helper()
	for name, f := range files {
		if !slices.ContainsFunc(teams, func(team string) bool { return strings.HasPrefix(name, team+"/") }) {
			continue
		}
		for _, secret := range (check.Source{Name: name, Text: f.Data}).Secrets() {
			n++
			for page, data := range b {
				if bytes.Contains(data, []byte(secret.Said)) {
					t.Errorf("%s: %s shows %q, from %s", title, page, secret.Said, name)
				}
			}
		}
	}
	return n
}
