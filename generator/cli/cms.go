package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/pflag"

	"wallwalk/generator"
	"wallwalk/generator/cms"
	"wallwalk/generator/model"
)

// editing are cms's flags.
type editing struct{ auth, app string }

var cmsCommand = command{
	name: "cms", summary: "forms for whole files, in the browser",
	example: `  wallwalk build -o public
  wallwalk cms -o public/admin | sh
  wallwalk cms -o public/admin            the same, but for fetching the editor`,
	about: `Writes a page and the configuration of Sveltia CMS, a form editor for git
repositories that reads Decap CMS's configuration: whoever opens .../admin/
fills in a form, and a pull request comes out. The forms are made of the same
source as the schemas; what a program has (teams, roles, measures, milestones,
sessions) is there to choose from, so write them anew with every build.

The editor itself is not part of wallwalk, which asks nothing of the network.
What this prints is the shell's program that brings one version of it from npm,
by its checksum; the page takes no other, and loads it from its own folder. No
build holds the editor unless you run this behind it, and one for the public
only with --force, since the forms name teams and people. Where the folder above
has a build's _headers, the page's own policy is put into that.

The repository is the one that edit_url in program.yaml leads to, on GitHub,
GitLab or Gitea (where the editor knows no pull requests and writes to the
branch). People sign in with a token of their own; with --auth (GitHub) or
--app-id (GitLab, Gitea) they sign in as they do there.

The editor writes a file anew: remarks (#) in it are lost. It has no form for
data.yaml: the weekly figures have theirs on each team's page.`,
	flags: func(f *pflag.FlagSet, s *settings) {
		f.StringVarP(&s.output, "output", "o", "", "the `folder` to write, such as public/admin")
		f.StringArrayVar(&s.cohorts, "cohort", nil, "forms for this `cohort` alone; repeatable")
		f.StringVar(&s.editing.auth, "auth", "", "the `address` of an OAuth client for GitHub")
		f.StringVar(&s.editing.app, "app-id", "", "the `id` of the application that is registered with GitLab or Gitea")
		f.BoolVar(&s.force, "force", false, "write even beside a site for everybody, and over files that wallwalk did not write")
		offer(f, "output", aFolder)
	},
	run: func(_ context.Context, s *settings) error { return s.cms() },
}

func (s *settings) cms() error {
	if s.output == "" {
		return usageError{"cms takes the folder to write", "such as wallwalk cms -o public/admin"}
	}
	if u, err := url.Parse(s.editing.auth); s.editing.auth != "" && (err != nil || u.Scheme != "https" || u.Host == "") {
		return usageError{fmt.Sprintf("--auth %q is not an address that starts with https://", s.editing.auth), "write that of the OAuth client, such as https://auth.example.org"}
	}
	root, o, err := s.program()
	if err != nil {
		return err
	}
	defer root.Close()
	_, list, err := generator.Check(generator.Disk(root), o)
	if err != nil {
		return err
	}
	if list.Failed() {
		return s.diagnose(list, s.Stderr, "nothing was written")
	}
	p, err := generator.Read(root.FS(), o)
	if err != nil {
		return err
	}
	options, err := s.cmsOptions(p)
	if err != nil {
		return err
	}
	return s.writeCMS(p, options)
}

func (s *settings) cmsOptions(p *model.Program) (cms.Options, error) {
	if !p.EditURL.Given() {
		return cms.Options{}, usageError{"program.yaml has no edit_url, so it is not known where the repository is", "add such as edit_url: https://github.com/org/repo/edit/main/{path}"}
	}
	host, err := cms.HostOf(p.EditURL.Text)
	if err != nil {
		return cms.Options{}, usageError{err.Error(), "write it as GitHub does (…/org/repo/edit/main/{path}), GitLab (…/group/repo/-/edit/main/{path}) or Gitea (…/org/repo/_edit/main/{path})"}
	}
	var known []string
	for _, c := range p.Cohorts {
		known = append(known, c.ID)
	}
	for _, id := range s.cohorts {
		if !strings.Contains(" "+strings.Join(known, " ")+" ", " "+id+" ") {
			return cms.Options{}, usageError{fmt.Sprintf("there is no cohort %q", id), "known here: " + strings.Join(known, ", ")}
		}
	}
	return cms.Options{Host: host, Sign: cms.Sign{Auth: s.editing.auth, AppID: s.editing.app}, Cohorts: s.cohorts}, nil
}

// above is the nearest folder above the output that has a file of that name with
// such a text in it, and the file's text; "" where none has.
func (s *settings) above(name, holding string) (dir string, text []byte, err error) {
	dir, err = filepath.Abs(s.output)
	if err != nil {
		return "", nil, fmt.Errorf("finding %s: %w", s.output, err)
	}
	for dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir)
		text, err := os.ReadFile(filepath.Join(dir, name))
		switch {
		case err == nil && bytes.Contains(text, []byte(holding)):
			return dir, text, nil
		case err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission):
			return "", nil, fmt.Errorf("reading %s: %w", filepath.Join(dir, name), err)
		}
	}
	return "", nil, nil
}

// forAll is how the robots.txt of a site for everybody begins: it keeps nobody
// out.
const forAll = "User-agent: *\nDisallow:\n"

// writeCMS writes the editor's files; nothing where one of them is somebody
// else's, or where everybody would read them.
func (s *settings) writeCMS(p *model.Program, o cms.Options) error {
	site, _, err := s.above("robots.txt", forAll)
	if err != nil {
		return err
	}
	if site != "" && !s.force {
		return usageError{fromHere(site) + " is built for everybody, and the forms name teams and people",
			"build it for the program's own people (--audience program), or write them all the same with --force"}
	}
	files := []struct {
		name string
		data []byte
	}{{"index.html", cms.Page(p, o.Host)}, {"config.yml", cms.Config(p, o)}}
	for _, f := range files {
		name := filepath.Join(s.output, f.name)
		old, err := os.ReadFile(name)
		switch {
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("reading %s: %w", name, err)
		case len(old) > 0 && !bytes.Contains(old, []byte(cms.Written)) && !s.force:
			return usageError{fromHere(name) + " was not written by wallwalk cms", "choose another folder with -o, or replace it with --force"}
		}
	}
	for _, f := range files {
		if err := replaceFile(filepath.Join(s.output, f.name), string(f.data)); err != nil {
			return fmt.Errorf("writing the editor's files: %w", err)
		}
	}
	if err := s.allow(o.Host); err != nil {
		return err
	}
	if _, err := io.WriteString(s.Stdout, cms.Fetch(s.output)); err != nil {
		return fmt.Errorf("printing how the editor is fetched: %w", err)
	}
	s.tell("the forms for %s are in %s; the editor itself comes with wallwalk cms -o %s | sh", o.Host.Repo, s.output, word(s.output))
	return nil
}

// word is a folder's name as it is written behind -o.
func word(name string) string {
	if strings.Trim(filepath.ToSlash(name), folderSigns) == "" {
		return name
	}
	return cms.Quoted(name)
}

const folderSigns = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-:"

// ours is what this command put into _headers before.
var ours = regexp.MustCompile(`(?m)^/[^\n]+/\*\n  ! Content-Security-Policy\n  Content-Security-Policy: [^\n]*\n`)

// allow puts the page's policy into the _headers of the build that it lies in:
// theirs for all pages is taken away below its address.
func (s *settings) allow(h cms.Host) error {
	site, text, err := s.above("_headers", generator.Policy)
	if err != nil || site == "" {
		return err
	}
	here, err := filepath.Abs(s.output)
	if err != nil {
		return fmt.Errorf("finding %s: %w", s.output, err)
	}
	below, err := filepath.Rel(site, here)
	if err != nil {
		return fmt.Errorf("finding %s: %w", s.output, err)
	}
	address := (&url.URL{Path: filepath.ToSlash(below)}).EscapedPath()
	rules := fmt.Sprintf("/%s/*\n  ! Content-Security-Policy\n  Content-Security-Policy: %s; frame-ancestors 'none'\n", address, h.Policy())
	if err := replaceFile(filepath.Join(site, "_headers"), string(ours.ReplaceAll(text, nil))+rules); err != nil {
		return fmt.Errorf("writing %s: %w", filepath.Join(site, "_headers"), err)
	}
	return nil
}
