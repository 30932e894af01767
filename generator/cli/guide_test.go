package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// guide is where the pages lie that tell how something is done.
const guide = "../../content/guide"

// Every example of the guide is done as it stands, in the order of its page:
// the tutorial in an empty folder, any other page in a copy of the demo
// program. What an example prints is compared, and written anew with
//
//	go test ./generator/cli -run TestTheGuide -update
func TestTheGuideDoesWhatItSays(t *testing.T) {
	pages, err := filepath.Glob(guide + "/*.md")
	if err != nil || len(pages) < 7 {
		t.Fatalf("%d pages in %s: %v", len(pages), guide, err)
	}
	for _, name := range append(pages, "../../content/reference/numbers.md") {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".md"), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			page := strings.ReplaceAll(string(text), "\r\n", "\n")
			r := newReader(t, t.TempDir())
			r.update = *update
			if filepath.Base(name) == "tutorial.md" {
				r.day = "SOURCE_DATE_EPOCH=1805457600" // 2027-03-19
			} else {
				copyDemo(t, r.dir)
			}
			again := follow(t, page, r)
			if r.day != "" {
				asTheGuideToHosts(t, r.dir, page)
			}
			if *update && again != page {
				if err := os.WriteFile(name, []byte(again), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// asTheGuideToHosts holds the tutorial's nginx to what HOSTING.md says, but for
// the folder.
func asTheGuideToHosts(t *testing.T, program, page string) {
	t.Helper()
	hosts, err := os.ReadFile(filepath.Join(program, "HOSTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile(`(?m)^    location [^=](?s:.*?)^    }\n`).FindString(string(hosts))
	block = strings.ReplaceAll(block, "/srv/reports/public/", "../reports/public/")
	if len(block) < 100 || !strings.Contains(page, indented(strings.TrimSuffix(block, "\n"))) {
		t.Errorf("the tutorial doesn't have what HOSTING.md says of nginx:\n%s", block)
	}
}

// indented is a text four columns further to the right.
func indented(text string) string { return regexp.MustCompile(`(?m)^`).ReplaceAllString(text, "    ") }

func copyDemo(t *testing.T, dir string) {
	t.Helper()
	for _, folder := range []string{"cohorts", "content"} {
		if err := os.CopyFS(filepath.Join(dir, folder), os.DirFS("../../"+folder)); err != nil {
			t.Fatal(err)
		}
	}
}

// A block is a fenced one of a page: the words behind its fence, its text
// without the indent that it has in a list, and the text above it.
type block struct{ info, text, above string }

var (
	fence     = regexp.MustCompile("(?ms)^( *)```([^\n`]+)\n(.*?)^ *```$")
	paragraph = regexp.MustCompile(`\n\s*\n`)
)

// follow does what each block of a page asks for, and returns the page with
// what its commands really print.
func follow(t *testing.T, page string, r *reader) string {
	t.Helper()
	var out strings.Builder
	last := 0
	for _, at := range fence.FindAllStringSubmatchIndex(page, -1) {
		indent := page[at[2]:at[3]]
		above := paragraph.Split(strings.TrimSpace(page[last:at[0]]), -1)
		b := block{info: page[at[4]:at[5]], above: above[len(above)-1]}
		for line := range strings.Lines(page[at[6]:at[7]]) {
			b.text += strings.TrimPrefix(line, indent)
		}
		out.WriteString(page[last:at[6]])
		for line := range strings.Lines(r.do(b)) {
			if line != "\n" {
				out.WriteString(indent)
			}
			out.WriteString(line)
		}
		last = at[7]
	}
	return out.String() + page[last:]
}

// do does what one block asks for, and returns its text as it should be.
//
//	console         runs what stands behind "$ ", and compares what is printed
//	yaml write F    writes the file F
//	yaml append F   puts the lines at the end of F
//	yaml change F   each line takes the place of the one in F that begins like it
//	yaml shown F    F has these lines, one below the other
//
// In place of yaml may stand another language. A chart draws itself.
func (r *reader) do(b block) string {
	r.t.Helper()
	words := strings.Fields(b.info)
	switch {
	case b.info == "console":
		return r.console(b.text)
	case words[0] == "chart":
	case len(words) != 3:
		r.t.Errorf("```%s: no test runs this; say what it is an example of", b.info)
	case !strings.Contains(b.above, "`"+filepath.Base(words[2])+"`") && !strings.Contains(b.above, "/"+filepath.Base(words[2])+"`"):
		r.t.Errorf("above ```%s the text does not name the file: %q", b.info, b.above)
	default:
		r.file(words[1], words[2], b.text)
	}
	return b.text
}

// file does to a file what a block's verb says.
func (r *reader) file(verb, name, text string) {
	r.t.Helper()
	before, err := os.ReadFile(filepath.Join(r.dir, name))
	if err != nil && verb != "write" {
		r.t.Errorf("the page speaks of a file that is not there: %v", err)
		return
	}
	now := strings.ReplaceAll(string(before), "\r\n", "\n")
	switch verb {
	case "write":
		r.save(name, text)
	case "append":
		r.save(name, now+text)
	case "change":
		r.save(name, r.changed(name, now, text))
	case "shown":
		if !strings.Contains("\n"+now, "\n"+text) {
			r.t.Errorf("%s has no such lines:\n%s", name, text)
		}
	default:
		r.t.Errorf("what is to %s %s?", verb, name)
	}
}

// keyOf is what a line has up to its first colon, be it a remark or not.
func keyOf(line string) string {
	key, _, _ := strings.Cut(line, ":")
	return strings.TrimPrefix(key, "# ")
}

// changed is a file with lines of it replaced by those with the same key: the
// only one with the first key, and behind it the next with each other.
func (r *reader) changed(name, now, text string) string {
	r.t.Helper()
	lines, at := strings.SplitAfter(now, "\n"), 0
	first := keyOf(text)
	if n := len(slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return keyOf(line) != first })); n != 1 {
		r.t.Errorf("%s has %d lines that begin with %q", name, n, first)
	}
	for line := range strings.Lines(text) {
		next := slices.IndexFunc(lines[at:], func(l string) bool { return keyOf(l) == keyOf(line) })
		if next < 0 {
			r.t.Errorf("%s has no line below that begins with %q", name, keyOf(line))
			return now
		}
		lines[at+next] = line
		at += next + 1
	}
	return strings.Join(lines, "")
}

func (r *reader) save(name, text string) {
	r.t.Helper()
	name = filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(r.ports.Replace(text)), 0o666); err != nil {
		r.t.Fatal(err)
	}
}

// The runner itself has to notice what it is there for.
func TestTheGuidesRunnerNotices(t *testing.T) {
	for what, page := range map[string]string{
		"another output":       "```console\n$ wallwalk schema nonsense\nall is well\n```\n",
		"a block of no kind":   "```yaml\na: 1\n```\n",
		"a file not named":     "Write:\n\n```yaml write a.yaml\na: 1\n```\n",
		"a file not there":     "In `b.yaml`:\n\n```yaml shown b.yaml\na: 1\n```\n",
		"lines not there":      "In `a.yaml`:\n\n```yaml write a.yaml\na: 1\n```\n\nIn `a.yaml`:\n\n```yaml shown a.yaml\nb: 1\n```\n",
		"an unknown verb":      "In `a.yaml`:\n\n```yaml delete a.yaml\na: 1\n```\n",
		"a key that is not":    "In `a.yaml`:\n\n```yaml write a.yaml\na: 1\n```\n\nIn `a.yaml`:\n\n```yaml change a.yaml\nb: 1\n```\n",
		"an unknown command":   "```console\n$ rm -r /nowhere\n```\n",
		"output of no command": "```console\nhello\n```\n",
	} {
		var heard listener
		follow(t, page, newReader(&heard, t.TempDir()))
		if heard == "" {
			t.Errorf("%s is not noticed", what)
		}
	}
}

// A listener hears what a runner says in place of a test.
type listener string

func (l *listener) Helper()                        {}
func (l *listener) Errorf(format string, a ...any) { *l += listener(fmt.Sprintf(format, a...)) }
func (l *listener) Fatal(a ...any)                 { *l += listener(fmt.Sprint(a...)) }
func (l *listener) Cleanup(func())                 {}
