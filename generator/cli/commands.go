package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"wallwalk/generator"
	"wallwalk/generator/diag"
	"wallwalk/generator/model"
	"wallwalk/generator/publish"
	"wallwalk/generator/serve"
)

// version is set at release; a build from a checkout says devel.
var version = "devel"

var versionCommand = command{
	name: "version", summary: "say which wallwalk this is",
	example: "  wallwalk version", about: "Prints the version of wallwalk and of the Go that built it.",
	run: func(_ context.Context, s *settings) error {
		fmt.Fprintf(s.Stdout, "wallwalk %s (%s, %s/%s)\n", versionName(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
		return nil
	},
}

// versionName is the release, else what Go knows of the build.
func versionName() string {
	if info, ok := debug.ReadBuildInfo(); ok && version == "devel" && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return version
}

func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// audiences are those that a site can be for.
var audiences = []string{"program", "public"}

var buildCommand = command{
	name: "build", summary: "write the site, ready for any host",
	example: `  wallwalk build -o public
  wallwalk build --base-url https://reports.example.org/program/
  wallwalk build --draft -o draft`,
	about: `Checks the program and writes its site. If anything is wrong, nothing is
written and the old site stays as it is; the new one takes its place at once.

A draft (--draft) is for looking at before everything is right: teams with
mistakes in their files are named on each page with what is wrong, and are
counted nowhere. Mistakes above the teams keep it from being built. The exit
code is 1 as long as something is wrong.

Pages are reckoned as of --as-of; else SOURCE_DATE_EPOCH's day; else as_of in
program.yaml; else the day of the commit checked out; else today.

A site for the public (--audience public) leaves out private cohorts, names of
people who did not agree to be named, barriers, asks, attendance, readiness,
submissions and e-mail, and gives teams their public names.

A large program can be built by several machines: each makes the part of one
cohort (--cohort 2026-spring -o parts/2026-spring), and one puts them together
(--assemble parts). The site is the same, byte for byte.`,
	flags: func(f *pflag.FlagSet, s *settings) {
		f.StringVarP(&s.output, "output", "o", "public", "the `folder` to write")
		f.StringVar(&s.baseURL, "base-url", "", "the site's `address`, in place of base_url in program.yaml")
		f.StringVar(&s.audience, "audience", "program", "program: everything, for the program's own people; public: what everybody may see")
		f.StringVar(&s.theme, "theme", "", "a `folder` of themes/ that overrides the default theme")
		f.StringVar(&s.asOf, "as-of", "", "reckon as of this `day`, such as 2026-06-28")
		f.BoolVar(&s.strict, "strict", false, "treat warnings as errors")
		f.BoolVar(&s.draft, "draft", false, "build even if teams' files have mistakes, without those teams")
		f.IntVar(&s.jobs, "jobs", 0, "the `number` of pages made at a time (default: one a processor)")
		f.BoolVar(&s.force, "force", false, "replace the folder even if wallwalk did not write it")
		f.StringArrayVar(&s.cohorts, "cohort", nil, "make this `cohort`'s part of the site alone, for --assemble; repeatable")
		f.StringVar(&s.assemble, "assemble", "", "put the site together from the parts in this `folder`")
		f.StringVar(&s.cache, "cache", "", "the `folder` that keeps what the next build can use again; none keeps nothing\n(default: a folder of yours for such things)")
		offer(f, "audience", audiences...)
		for _, name := range []string{"output", "assemble", "cache"} {
			offer(f, name, aFolder)
		}
	},
	run: build,
}

func build(ctx context.Context, s *settings) error {
	began := time.Now()
	if err := oneOf("audience", s.audience, audiences...); err != nil {
		return err
	}
	if err := s.draftable(); err != nil {
		return err
	}
	root, o, err := s.program()
	if err != nil {
		return err
	}
	o.Public = s.audience == "public"
	if o.Arrivals, err = new(arrivals).read(ctx, root.Name()); err != nil {
		return err
	}
	var inputs []string
	for _, name := range generator.Inputs() {
		inputs = append(inputs, filepath.Join(root.Name(), name))
	}
	if s.assemble != "" {
		inputs = append(inputs, s.assemble)
	}
	out := &output{open: func() (*publish.Stage, error) {
		return publish.Open(s.output, publish.Options{Force: s.force, Inputs: inputs})
	}}
	o.Progress, o.Between = new(generator.Progress), between
	quiet := s.progressing(o.Progress)
	sum, list, err := s.make(root, o, out, func(name string, data []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return out.put(name, data)
	})
	quiet()
	if out.stage != nil {
		defer out.stage.Abort()
	}
	if err != nil {
		return err
	}
	outcome := "nothing was built"
	if sum.Unshown > 0 {
		outcome = fmt.Sprintf("this is a draft, without %s", plural(sum.Unshown, "team"))
	}
	failed := s.diagnose(list, s.Stderr, outcome)
	if failed != nil && !(errors.Is(failed, errFiles) && sum.Unshown > 0) {
		return failed
	}
	if err := s.publish(out, sum, began); err != nil {
		return err
	}
	return failed
}

// publish puts the site in its place and says what it is.
func (s *settings) publish(out *output, sum generator.Summary, began time.Time) error {
	stage, err := out.get()
	if err != nil {
		return err
	}
	stats, err := stage.Commit()
	if err != nil {
		return err
	}
	for _, c := range sum.Private {
		s.tell("the cohort %s is private, and it is in %s: put it where only the program's people can look; for everybody, build with --audience public", c, s.output)
	}
	s.tell("%s of %s and %s in %s: %s (%d unchanged), %.1f MB, %s", plural(sum.Pages, "page"), plural(sum.Cohorts, "cohort"), plural(sum.Teams, "team"),
		s.output, plural(stats.Files, "file"), stats.Unchanged, float64(stats.Bytes)/1e6, time.Since(began).Round(time.Millisecond))
	return nil
}

// draftable refuses what goes with no draft: each of these is for a site, or a
// part of one, in which nothing may be wrong.
func (s *settings) draftable() error {
	switch {
	case !s.draft:
		return nil
	case s.audience == "public":
		return usageError{"--draft goes with --audience program alone: a draft names teams and what is wrong with their files", "leave out one of the two"}
	case len(s.cohorts) > 0 || s.assemble != "":
		return usageError{"--draft builds the whole site: each page names the teams of every cohort that are not shown", "leave out --cohort and --assemble"}
	case s.strict:
		return usageError{"--strict wants nothing to be wrong, and --draft builds although something is", "leave out one of the two"}
	}
	return nil
}

// make makes what the flags ask for: the site, a part of it, or the site of its
// parts.
func (s *settings) make(root *os.Root, o generator.Options, out *output, put func(string, []byte) error) (generator.Summary, *diag.List, error) {
	switch {
	case len(s.cohorts) > 0 && s.assemble != "":
		return generator.Summary{}, nil, usageError{"--cohort makes a part and --assemble puts parts together", "use one of the two"}
	case len(s.cohorts) > 0:
		return generator.BuildPart(generator.Disk(root), o, s.cohorts, put)
	case s.assemble != "":
		parts, err := os.OpenRoot(s.assemble)
		if err != nil {
			return generator.Summary{}, nil, usageError{fmt.Sprintf("there is no folder %s", s.assemble), "name the folder that the parts lie in"}
		}
		defer parts.Close()
		return generator.Assemble(generator.Disk(root), o, parts.FS(), put)
	}
	s.keeping(&o, root.Name(), out)
	if s.draft {
		return generator.Draft(generator.Disk(root), o, put)
	}
	return generator.Build(generator.Disk(root), o, put)
}

var serveCommand = command{
	name: "serve", summary: "look at the site while you work on it",
	example: `  wallwalk serve
  wallwalk serve --addr 127.0.0.1:8080 --open`,
	about: `Builds the site in memory and serves it on this machine alone. Save a file,
and the page in your browser follows; if something is wrong, the browser says
what and where, over the last good site. Stop with Ctrl+C.`,
	flags: func(f *pflag.FlagSet, s *settings) {
		f.StringVar(&s.addr, "addr", "127.0.0.1:1313", "the `address` to listen at")
		f.BoolVar(&s.open, "open", false, "open the site in the browser")
		f.BoolVar(&s.poll, "poll", false, "look for changes twice a second, for network disks")
		f.StringVar(&s.theme, "theme", "", "a `folder` of themes/ that overrides the default theme")
		f.StringVar(&s.asOf, "as-of", "", "reckon as of this `day`, such as 2026-06-28")
		f.BoolVar(&s.strict, "strict", false, "treat warnings as errors")
	},
	run: func(ctx context.Context, s *settings) error {
		root, o, err := s.program()
		if err != nil {
			return err
		}
		o.BaseURL = "http://" + s.addr + "/" // 404.html is served from the root here
		options := serve.Options{Addr: s.addr, Root: root.Name(), Watch: generator.Inputs(), Log: s.tell, Ready: s.ready}
		if s.poll {
			options.Poll = 500 * time.Millisecond
		}
		var known arrivals
		workshop := generator.NewWorkshop(generator.Disk(root), o)
		return serve.Run(ctx, func(ctx context.Context, changed []string) (serve.Site, *diag.List, error) {
			arrived, err := known.lately(ctx, root.Name())
			if err != nil {
				return nil, nil, err
			}
			site, list, err := workshop.Update(changed, arrived)
			if site == nil {
				return nil, list, err
			}
			return site, list, err
		}, options)
	},
}

// ready says where the site is, and opens it where asked.
func (s *settings) ready(address string) {
	fmt.Fprintf(s.Stdout, "the site is at %s (stop with Ctrl+C)\n", address)
	if !s.open {
		return
	}
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	if err := exec.Command(name, args...).Start(); err != nil {
		s.tell("could not open the browser: %v", err)
	}
}

// tell prints what is not a result, unless the user wants quiet.
func (s *settings) tell(format string, args ...any) {
	if !s.quiet {
		fmt.Fprintln(s.Stderr, said(strings.TrimSuffix(fmt.Sprintf(format, args...), "\n")))
	}
}

// diagnose prints what is wrong as text; errFiles where it keeps the site from
// being built.
func (s *settings) diagnose(list *diag.List, w io.Writer, outcome string) error {
	if err := s.text(list, w); err != nil {
		return err
	}
	return s.verdict(list, outcome)
}

// text prints what is wrong for people.
func (s *settings) text(list *diag.List, w io.Writer) error {
	colored, err := s.colored()
	if err != nil {
		return err
	}
	var c diag.Colors
	if colored {
		c = diag.ANSI
	}
	if s.onGitHub() {
		return printing(list.GitHubText(w, c))
	}
	return printing(list.Text(w, c))
}

// verdict counts what is wrong; errFiles where it keeps the site from being
// built.
func (s *settings) verdict(list *diag.List, outcome string) error {
	if !list.Failed() {
		return nil
	}
	failed, warnings := list.Count()
	text := plural(failed, "error")
	if warnings > 0 {
		text += " and " + plural(warnings, "warning")
	}
	fmt.Fprintf(s.Stderr, "%s; %s\n", text, outcome)
	return errFiles
}

// program opens the program's root and gathers what the machine knows of the
// day.
func (s *settings) program() (*os.Root, generator.Options, error) {
	o := generator.Options{Theme: s.theme, Strict: s.strict, Jobs: s.jobs, Version: version}
	if _, err := s.colored(); err != nil {
		return nil, o, err
	}
	dir, err := s.find()
	if err != nil {
		return nil, o, err
	}
	if s.baseURL != "" {
		u, err := url.Parse(s.baseURL)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			return nil, o, usageError{fmt.Sprintf("--base-url %q is not an absolute address", s.baseURL), "write it whole: https://reports.example.org/program/"}
		}
		o.BaseURL = strings.TrimSuffix(s.baseURL, "/") + "/"
	}
	if o.AsOf, err = s.day(); err != nil {
		return nil, o, err
	}
	o.Fallback = commitDay(dir)
	if o.Fallback == 0 {
		o.Fallback = model.DateOf(time.Now())
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, o, fmt.Errorf("opening the program's folder: %w", err)
	}
	if o.Theme != "" {
		if info, err := fs.Stat(root.FS(), "themes/"+o.Theme); err != nil || !info.IsDir() {
			return nil, o, usageError{fmt.Sprintf("there is no theme themes/%s", o.Theme), nearTheme(root.FS(), o.Theme)}
		}
	}
	return root, o, nil
}

// nearTheme says what to do about a theme that isn't there.
func nearTheme(fsys fs.FS, name string) string {
	var names []string
	entries, _ := fs.ReadDir(fsys, "themes") // there may be none
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	if near := diag.Near(name, names); near != "" {
		return "did you mean " + near + "?"
	}
	return "name a folder of themes/, or leave --theme out"
}

// find is the folder with cohorts/ in it: --root, or the nearest parent.
func (s *settings) find() (string, error) {
	has := func(dir string) bool {
		info, err := os.Stat(filepath.Join(dir, "cohorts"))
		return err == nil && info.IsDir()
	}
	if s.root != "" {
		if !has(s.root) {
			return "", usageError{fmt.Sprintf("there is no folder cohorts in %s", s.root), "point --root at the folder that holds cohorts"}
		}
		return s.root, nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("looking for the program's folder: %w", err)
	}
	for at := dir; ; at = filepath.Dir(at) {
		if has(at) {
			return at, nil
		}
		if at == filepath.Dir(at) {
			return "", usageError{"there is no folder cohorts here, or in any folder above", "go to the program's folder, or point --root at it; a program starts with cohorts/program.yaml"}
		}
	}
}

// day is the day that the command line or the environment reckons from.
func (s *settings) day() (model.Date, error) {
	if s.asOf != "" {
		d, ok := model.ParseDate(s.asOf)
		if !ok {
			return 0, usageError{fmt.Sprintf("--as-of %q is not a date", s.asOf), "write year-month-day: 2026-06-28"}
		}
		return d, nil
	}
	if epoch := s.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		n, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil || n < 0 || n > 1<<33 {
			return 0, usageError{fmt.Sprintf("SOURCE_DATE_EPOCH %q is not a number of seconds", epoch), "unset it, or use --as-of"}
		}
		return model.DateOf(time.Unix(n, 0).UTC()), nil
	}
	return 0, nil
}

// commitDay is the day of the commit checked out, or zero outside a checkout.
func commitDay(dir string) model.Date {
	out, err := exec.Command("git", "-C", dir, "log", "-1", "--format=%cs").Output()
	if err != nil {
		return 0
	}
	d, _ := model.ParseDate(strings.TrimSpace(string(out)))
	return d
}
