// Package cms writes what a form editor for a git repository needs, so that
// somebody fills in a form and a pull request comes out: its configuration, made
// of the shapes that package load reads by, and the page that starts it.
//
// The editor is Sveltia CMS, which takes the place of Decap CMS and reads its
// configuration. It is no part of wallwalk and isn't fetched by it: the page
// loads one version of it, by its checksum, from the folder that the page lies
// in, and [Fetch] brings it there.
//
// A team's weekly figures have a form of their own on the team's page: an
// editor's forms know no maps with keys of the writer's own, such as weeks, and
// write a file anew where that form adds a line.
package cms

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"wallwalk/generator/load"
	"wallwalk/generator/model"
)

// The editor's npm package, and that of the icons that it shows, with their
// SHA-256; and the SHA-384 of its script as it is served, in the way of a page's
// integrity attribute.
const (
	editor    = "@sveltia/cms@0.221.1"
	editorSum = "cfc6193c6c17c3d1d97c85bc2d63ec3655ba2a844b37c6fe5759f1a80821bb02"
	icons     = "@fontsource-variable/material-symbols-outlined@5.3.7"
	iconsSum  = "8d9bdfbec54513ea792980c2f619299ff1c8146541c4cd054e26234ac7094955"
	integrity = "sha384-gFB1ptiAK4pO61nS2YmYaVV1dIwIncbKRhHFfozrFjJgcnK/MWhi5hYvG6QbX+Lx"
)

// Written is how a configuration says who wrote it.
const Written = "Written by wallwalk cms; edits by hand are lost."

// Fetch is a shell's program that brings the editor into a folder: it takes two
// packages from npm's registry, by their checksums, and has the editor ask
// nobody else for its fonts.
func Fetch(dir string) string {
	if strings.HasPrefix(dir, "-") {
		dir = "./" + dir // cd - goes back
	}
	return fmt.Sprintf(fetch, Quoted(dir), editor, icons, archive(editor), archive(icons), address(editor), address(icons), editorSum, iconsSum)
}

// What is run reads nothing: the shell may have its program from a pipe, and who
// reads there takes the rest of it away.
const fetch = `set -eu
to=$(CDPATH= cd -- %[1]s && pwd)
aside=$(mktemp -d)
trap 'rm -rf "$aside"' EXIT
cd "$aside"
command -v sha256sum > /dev/null || sha256sum() { shasum -a 256 "$@"; }
if command -v npm > /dev/null; then
  npm pack --silent %[2]s %[3]s < /dev/null > /dev/null
else
  curl -fsSL -o %[4]s %[6]s -o %[5]s %[7]s < /dev/null
fi
sha256sum -c - << 'END' > /dev/null
%[8]s  %[4]s
%[9]s  %[5]s
END
tar -xzf %[4]s package/dist/sveltia-cms.js
tar -xzf %[5]s package/files/material-symbols-outlined-latin-wght-normal.woff2
sed -e 's#https://cdn.jsdelivr.net/[^)]*/material-symbols-outlined[^)]*#icons.woff2#' -e 's#url(https://cdn.jsdelivr.net/[^)]*)#local(system-ui)#' -e '$d' package/dist/sveltia-cms.js > "$to/sveltia-cms.js"
cp package/files/*.woff2 "$to/icons.woff2"
`

// address is where a package's file lies in npm's registry.
func address(pkg string) string {
	name, version, _ := strings.Cut(pkg[1:], "@")
	return "https://registry.npmjs.org/@" + name + "/-/" + name[strings.IndexByte(name, '/')+1:] + "-" + version + ".tgz"
}

// Quoted is a name as a shell takes it whatever it holds.
func Quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// archive is what npm calls a package's file.
func archive(pkg string) string {
	name, version, _ := strings.Cut(pkg[1:], "@")
	return strings.ReplaceAll(name, "/", "-") + "-" + version + ".tgz"
}

// Options say what the editor works on.
type Options struct {
	Host    Host
	Sign    Sign
	Cohorts []string // their ids; none = all
}

// Config is the editor's configuration, as YAML.
func Config(p *model.Program, o Options) []byte {
	config := object{{"backend", o.Host.backend(o.Sign)}}
	if o.Host.Kind != "gitea" { // which has no such thing for the editor
		config = config.with("publish_mode", "editorial_workflow")
	}
	if p.BaseURL.Given() {
		config = config.with("site_url", p.BaseURL.Text)
	}
	config = append(config, object{
		{"app_title", p.Title.Text}, {"media_folder", o.Host.Prefix + "content"}, {"public_folder", "/"}, {"show_preview_links", false},
		{"editor", object{{"preview", false}}},
		{"output", object{{"omit_empty_optional_fields", true}}},
		{"collections", collections(p, o)},
	}...)
	return []byte("# " + Written + "\n" + marshal(config))
}

const (
	remarks = "The editor writes a file anew: remarks (#) in it are lost."
	weekly  = "The weekly figures are not here: they have a form on the team’s page, Add this week. "
)

// collections are the program, its pages, and for each cohort its own file and
// its teams.
func collections(p *model.Program, o Options) []object {
	above := []object{entry("program", "Program", o.Host.Prefix+"cohorts/program.yaml", form{place: place{program: p}})}
	all := []object{{{"name", "program"}, {"label", p.Title.Text}, {"description", remarks}, {"files", above}}, pages(o.Host.Prefix)}
	for _, c := range p.Cohorts {
		if len(o.Cohorts) > 0 && !slices.Contains(o.Cohorts, c.ID) {
			continue
		}
		all = append(all, cohort(p, c, o.Host.Prefix)...)
	}
	return all
}

func cohort(p *model.Program, c *model.Cohort, prefix string) []object {
	dir := prefix + "cohorts/" + c.ID
	own := entry("cohort", "Cohort", dir+"/cohort.yaml", form{place: place{p, c, nil}})
	all := []object{{{"name", "cohort--" + c.ID}, {"label", c.Title.Text}, {"description", remarks}, {"files", []object{own}}}}
	for _, t := range c.Teams {
		f := form{place: place{p, c, t}}
		var files []object
		for _, one := range teamFiles {
			files = append(files, entry(one.name, one.label, dir+"/teams/"+t.ID+"/"+one.name+".yaml", f))
		}
		all = append(all, object{{"name", "team--" + c.ID + "--" + t.ID}, {"label", t.Name.Text + " (" + c.Title.Text + ")"}, {"description", weekly + remarks}, {"files", files}})
	}
	return all
}

// teamFiles are a team's that have a form, with what a form calls them.
var teamFiles = []struct{ name, label string }{
	{"team", "Team and A3"}, {"roster", "Roster"}, {"milestones", "Milestones"}, {"changes", "Changes and PDSA cycles"},
	{"wall", "Walk reports"}, {"learnings", "What we share"}, {"attendance", "Attendance"},
}

// entry is one file with its fields.
func entry(name, label, path string, f form) object {
	return object{{"name", name}, {"label", label}, {"file", path}, {"format", "yaml"}, {"fields", f.fields(shape(name))}}
}

// pages are the program's own, in content/.
func pages(prefix string) object {
	fields := form{}.fields(shape("page"))
	fields = append(fields, object{{"name", "body"}, {"label", "Text"}, {"widget", "markdown"}, {"required", false}})
	return object{{"name", "pages"}, {"label", "Pages"}, {"label_singular", "Page"}, {"folder", prefix + "content"}, {"create", true}, {"extension", "md"}, {"format", "yaml-frontmatter"}, {"fields", fields}}
}

// shape is that of a sort of file, which there must be.
func shape(name string) load.FileShape {
	files := load.Files()
	return files[slices.IndexFunc(files, func(f load.FileShape) bool { return f.Name == name })]
}

// Policy is the content-security policy of the editor's page: its own script
// alone, the host that it works on, and the styles that it puts into the page.
func (h Host) Policy() string {
	ask := []string{"'self'", "blob:", "data:", origin(h.api())}
	show := []string{"'self'", "blob:", "data:", h.Site}
	if h.Kind == "github" && h.Site == "https://github.com" {
		ask, show = append(ask, "https://www.githubstatus.com"), append(show, "https://avatars.githubusercontent.com")
	}
	return "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src " + strings.Join(show, " ") +
		"; connect-src " + strings.Join(ask, " ") + "; frame-src blob:; media-src blob:; manifest-src blob:; base-uri 'none'; form-action 'none'"
}

// origin is an address without its path.
func origin(address string) string {
	scheme, rest, _ := strings.Cut(address, "://")
	host, _, _ := strings.Cut(rest, "/")
	return scheme + "://" + host
}

// Page is the editor's page.
func Page(p *model.Program, h Host) []byte {
	return fmt.Appendf(nil, page, Written, html.EscapeString(h.Policy()), html.EscapeString(p.Title.Text), integrity)
}

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<!-- %s -->
<meta http-equiv="Content-Security-Policy" content="%s">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>Forms · %s</title>
<link rel="icon" href="data:,">
<link rel="cms-config-url" type="text/yaml" href="config.yml">
<script src="sveltia-cms.js" integrity="%s" defer></script>
</head>
<body>
<noscript><p>The forms need JavaScript. Every file can also be edited as text in the repository.</p></noscript>
</body>
</html>
`
