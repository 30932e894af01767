package cli

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience is far more than anything here takes; whoever waits longer hangs.
const patience = 30 * time.Second

const lakesideData = "cohorts/spring/teams/lakeside/data.yaml"

// A session is wallwalk serve at work on a program of the test's own.
type session struct {
	t       *testing.T
	ctx     context.Context
	dir     string // the program's
	address string // as it was printed
	stop    context.CancelFunc
	ended   chan int
	said    *locked // standard error
}

// A locked buffer is written by a command and read by its test.
type locked struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *locked) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// startServing serves a program on a free port, and returns when the address
// is printed.
func startServing(t *testing.T, dir string) *session {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	running, stop := context.WithCancel(ctx)
	s := &session{t: t, ctx: ctx, dir: dir, stop: stop, ended: make(chan int, 1), said: &locked{}}
	t.Cleanup(cancel)
	out, in := io.Pipe()
	go func() {
		code := Run(running, Env{
			Args:   []string{"serve", "--addr", "127.0.0.1:0", "--root", dir},
			Stdout: in, Stderr: s.said, Getenv: func(string) string { return "" },
		})
		in.Close()
		s.ended <- code
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("no address was printed: %v\n%s", err, s.said)
	}
	words := strings.Fields(line)
	if want := "the site is at " + words[min(4, len(words)-1)] + " (stop with Ctrl+C)\n"; line != want || strings.Contains(line, ":0/") {
		t.Fatalf("printed %q, want the site's address", line)
	}
	s.address = words[4]
	return s
}

// end interrupts the server, which takes that for the end of a good day.
func (s *session) end() {
	s.t.Helper()
	s.stop()
	select {
	case code := <-s.ended:
		if code != exitOK {
			s.t.Errorf("exit code %d after an interrupt, want 0\n%s", code, s.said)
		}
	case <-s.ctx.Done():
		s.t.Errorf("the server doesn't end:\n%s", s.said)
	}
}

func (s *session) edit(old, new string) {
	s.t.Helper()
	name := filepath.Join(s.dir, filepath.FromSlash(lakesideData))
	text, err := os.ReadFile(name)
	if err != nil {
		s.t.Fatal(err)
	}
	if n := strings.Count(string(text), old); n != 1 {
		s.t.Fatalf("%q stands %d times in %s", old, n, name)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(text), old, new, 1)), 0o666); err != nil {
		s.t.Fatal(err)
	}
}

func (s *session) request(path string) *http.Response {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.ctx, http.MethodGet, s.address+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer
}

func (s *session) get(path string) (code int, body string) {
	s.t.Helper()
	answer := s.request(path)
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer.StatusCode, string(data)
}

// events listens to what the pages at the address are told, as an open page
// does.
func (s *session) events() *bufio.Scanner {
	answer := s.request(".wallwalk/events?page=/")
	s.t.Cleanup(func() { answer.Body.Close() })
	return bufio.NewScanner(answer.Body)
}

// await reads events until one of the name comes, and returns its data.
func await(t *testing.T, events *bufio.Scanner, name string) string {
	t.Helper()
	for found := false; events.Scan(); {
		line := events.Text()
		if data, ok := strings.CutPrefix(line, "data: "); ok && found {
			return data
		}
		found = line == "event: "+name || found && line != ""
	}
	t.Fatalf("no event %q came: %v", name, events.Err())
	return ""
}

func TestServeFollowsTheFiles(t *testing.T) {
	s := startServing(t, copied(t))
	for path, want := range map[string]string{"": "Sound Program", "spring/": "Spring", "spring/wall/": "Northgate", "spring/lakeside/": "<h1>Lakeside"} {
		if code, body := s.get(path); code != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s%s: %d, want a page with %q", s.address, path, code, want)
		}
	}
	if code, body := s.get("nowhere/"); code != http.StatusNotFound || !strings.Contains(body, "This page is not here") {
		t.Errorf("an unknown address: %d", code)
	}

	events := s.events()
	await(t, events, "ok")
	s.edit("40/55", "57/52")
	if told := await(t, events, "problems"); !strings.Contains(told, lakesideData+":3:29") || !strings.Contains(told, "fraction-over-one") || !strings.Contains(told, "write 52/57") {
		t.Errorf("a broken file is told as %s", told)
	}
	if code, body := s.get("spring/lakeside/data.csv"); code != http.StatusOK || !strings.Contains(body, ",40,55,") {
		t.Errorf("the last good site has gone: %d\n%s", code, body)
	}
	s.edit("57/52", "41/55")
	await(t, events, "ok")
	if _, body := s.get("spring/lakeside/data.csv"); !strings.Contains(body, ",41,55,") {
		t.Errorf("the repaired figure isn't there:\n%s", body)
	}
	s.end()
	if !strings.Contains(s.said.String(), lakesideData+":3:29: error: 57 of 52") {
		t.Errorf("the terminal says\n%s", s.said)
	}
}

// A program that is broken from the start is served too: its address says what
// to mend.
func TestServeStartsWithABrokenProgram(t *testing.T) {
	dir := copied(t)
	before := &session{t: t, dir: dir}
	before.edit("40/55", "57/52")
	s := startServing(t, dir)
	code, body := s.get("spring/lakeside/")
	if code != http.StatusServiceUnavailable {
		t.Errorf("the address answers %d, want 503", code)
	}
	for _, want := range []string{lakesideData + ":3:29", "57 of 52", "write 52/57"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is missing in\n%s", want, body)
		}
	}
	events := s.events()
	await(t, events, "problems")
	s.edit("57/52", "40/55")
	await(t, events, "ok")
	if code, body := s.get("spring/lakeside/"); code != http.StatusOK || !strings.Contains(body, "<h1>Lakeside") {
		t.Errorf("the repaired site answers %d", code)
	}
	s.end()
}

// Where the port is taken, the sentence says which and what to do.
func TestServeOnATakenPort(t *testing.T) {
	s := startServing(t, copied(t))
	taken := strings.TrimSuffix(strings.TrimPrefix(s.address, "http://"), "/")
	var out, said bytes.Buffer
	code := Run(s.ctx, Env{Args: []string{"serve", "--addr", taken, "--root", s.dir}, Stdout: &out, Stderr: &said, Getenv: func(string) string { return "" }})
	if want := "wallwalk: " + taken + " is in use by another program: stop that one, or pick a free port with --addr 127.0.0.1:0\n"; code != exitMachine || said.String() != want || out.Len() > 0 {
		t.Errorf("exit code %d, says %q and %q", code, out.String(), said.String())
	}
	s.end()
}
