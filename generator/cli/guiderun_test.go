package cli

import (
	"bufio"
	"bytes"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A teller is what a reader of the guide complains to: a test.
type teller interface {
	Helper()
	Errorf(string, ...any)
	Fatal(...any)
	Cleanup(func())
}

// A reader does what a page of the guide says, as somebody at a terminal would.
type reader struct {
	t      teller
	update bool              // take what is printed for what the page should say
	dir    string            // where the reader stands
	ports  *strings.Replacer // the guide's ports, which others may use just now, to free ones
	back   *strings.Replacer
	day    string // the environment's, or "" for the program's own
	after  string // a program that is not here, and without which the page can't go on
}

func newReader(t teller, dir string) *reader {
	here, server := freePort(t), freePort(t)
	return &reader{t: t, dir: dir, ports: strings.NewReplacer("127.0.0.1:1313", here, "127.0.0.1:8080", server),
		back: strings.NewReplacer(here, "127.0.0.1:1313", server, "127.0.0.1:8080")}
}

// freePort is an address of this machine that nobody listens at.
func freePort(t teller) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// known are the programs that the guide may call. What is not wallwalk need not
// be installed, save in CI.
var known = []string{"wallwalk", "git", "nginx", "curl", "ls", "cd", "mkdir", "cp"}

// console runs a block's commands, and returns the block with what they print.
func (r *reader) console(text string) string {
	r.t.Helper()
	var out strings.Builder
	parts := strings.Split("\n"+text, "\n$ ")
	if parts[0] != "" {
		r.t.Errorf("in front of the first command stands %q", parts[0])
	}
	for _, part := range parts[1:] {
		command, want, _ := strings.Cut(strings.TrimSuffix(part, "\n"), "\n")
		got, ran := r.run(command)
		switch {
		case !ran, matches(got, want):
			got = want
		case !r.update:
			r.t.Errorf("$ %s\nprints\n%s\nand the page says\n%s", command, got, want)
		}
		out.WriteString("$ " + command + "\n")
		if got != "" {
			out.WriteString(got + "\n")
		}
	}
	return out.String()
}

// matches compares what is printed with what the page says: three dots stand
// for any words, and as a line of their own for any lines.
func matches(got, want string) bool {
	form := "^"
	for line := range strings.Lines(want + "\n") {
		if line == "...\n" {
			form += "(?s:.*\n)?"
			continue
		}
		form += strings.ReplaceAll(regexp.QuoteMeta(line), `\.\.\.`, `[^\n]*`)
	}
	return regexp.MustCompile(form + "$").MatchString(got + "\n")
}

// run runs one command; ran is false where its program is not installed.
func (r *reader) run(command string) (printed string, ran bool) {
	r.t.Helper()
	program, rest, _ := strings.Cut(command, " ")
	switch {
	case !slices.Contains(known, program):
		r.t.Errorf("the guide calls %s, which not everybody has", program)
		return "", false
	case r.missing(program):
		return "", false
	case program == "cd":
		r.dir = filepath.Join(r.dir, rest)
		return "", true
	case strings.HasPrefix(command, "wallwalk serve"):
		return r.serve(strings.TrimPrefix(command, "wallwalk ")), true
	}
	if program == "nginx" && os.Getuid() == 0 { // its workers would be nobody, who may not look into a test's folder
		command += " -g 'user root;'"
	}
	if program == "nginx" && !strings.Contains(command, " -s ") {
		stop := exec.Command("sh", "-c", command+" -s stop")
		stop.Dir = r.dir
		r.t.Cleanup(func() { stop.Run() }) // fails where the page has stopped it
	}
	cmd := exec.Command("sh", "-c", r.ports.Replace(command))
	cmd.Dir, cmd.Env = r.dir, append(environment(), r.day)
	text, err := cmd.CombinedOutput()
	if err != nil && len(text) == 0 {
		r.t.Errorf("$ %s: %v", command, err)
	}
	return r.readable(string(text)), true
}

// missing reports that a program, or one that came before it, is not here.
func (r *reader) missing(program string) bool {
	if r.after != "" && program != "wallwalk" {
		return true
	}
	if _, err := exec.LookPath(program); err == nil || program == "cd" {
		return false
	}
	if os.Getenv("CI") != "" {
		r.t.Errorf("%s is not installed, and CI demands it", program)
	}
	r.after = program
	return true
}

// environment is the test's, but for what would make the looks of the output
// its own.
func environment() []string {
	env := slices.DeleteFunc(os.Environ(), func(v string) bool {
		return strings.HasPrefix(v, "GITHUB_") || strings.HasPrefix(v, "GIT_")
	})
	return append(env, "GIT_AUTHOR_NAME=Dana", "GIT_AUTHOR_EMAIL=dana@example.org", "GIT_COMMITTER_NAME=Dana", "GIT_COMMITTER_EMAIL=dana@example.org",
		"GIT_CONFIG_GLOBAL="+os.DevNull, "GORACE=atexit_sleep_ms=10")
}

var (
	duration = regexp.MustCompile(`\b[0-9.]+ ?(ms|s|µs)\b`)
	hash     = regexp.MustCompile(`\b[0-9a-f]{7}\]`)
)

// readable is what was printed, with what is different every time as in the
// guide.
func (r *reader) readable(text string) string {
	text = duration.ReplaceAllString(r.back.Replace(strings.ReplaceAll(text, "\r\n", "\n")), "20ms")
	return strings.TrimRight(hash.ReplaceAllString(text, "1a2b3c4]"), "\n ")
}

// serve starts a server that runs until the page is done, and returns what it
// prints first.
func (r *reader) serve(args string) string {
	r.t.Helper()
	cmd := exec.Command("wallwalk", append(strings.Fields(args), "--addr", r.ports.Replace("127.0.0.1:1313"))...)
	cmd.Dir, cmd.Env = r.dir, append(environment(), r.day)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		r.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	late := time.AfterFunc(patience, func() { cmd.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if late.Stop(); err != nil {
		r.t.Errorf("$ wallwalk %s: %v", args, err)
	}
	return r.readable(line)
}
