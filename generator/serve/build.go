package serve

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"wallwalk/generator/diag"
)

// A state is what a build led to. It never changes: answers and events that
// are made from one state fit together.
type state struct {
	number   int    // of the build, from 1
	site     Site   // the last good one; nil if there was none yet
	css      string // fingerprint of the site's stylesheets
	summary  string // the problems in a few words; "" if the build was good
	problems []problem
	more     int // problems beyond those listed
}

// A problem is a diagnostic as the browser is told it. Its text is plain:
// whoever shows it escapes it.
type problem struct {
	Severity string `json:"severity"`         // "error" or "warning"
	Place    string `json:"place,omitempty"`  // file:line:col
	Message  string `json:"message"`          //
	Code     string `json:"code,omitempty"`   //
	Number   int32  `json:"number,omitempty"` // of the line shown
	Line     string `json:"line,omitempty"`   // the line, fit to be shown
	Marks    string `json:"marks,omitempty"`  // spaces and ^ beneath it
	Hint     string `json:"hint,omitempty"`   // may have several lines
}

// mostProblems is how many a page lists. Nobody reads the hundred and first;
// the terminal has them all.
const mostProblems = 100

// A hub holds the newest state and wakes those who wait for the next. A slow
// listener misses states in between, never the newest.
type hub struct {
	mu   sync.Mutex
	now  *state
	next chan struct{} // closed when now is replaced
}

func newHub() *hub { return &hub{now: &state{}, next: make(chan struct{})} }

// current returns the newest state, and what is closed when it is outdated.
func (h *hub) current() (*state, <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now, h.next
}

func (h *hub) publish(s *state) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = s
	close(h.next)
	h.next = make(chan struct{})
}

// A builder runs builds one after another, logs them and publishes the state.
type builder struct {
	build Build
	log   func(format string, args ...any)
	hub   *hub
	said  string // diagnostics logged last
}

func (b *builder) run(ctx context.Context, changed []string) {
	start := time.Now()
	site, list, err := b.build(ctx, changed)
	if ctx.Err() != nil {
		return // cut short: says nothing about the files
	}
	if list == nil {
		list = new(diag.List)
	}
	last, _ := b.hub.current()
	next := &state{number: last.number + 1, site: last.site, css: last.css}
	switch {
	case err != nil || list.Failed():
		next.summary = summary(list, err)
		next.problems, next.more = problems(list, err)
	default:
		next.site, next.css = site, stylesheets(site)
	}
	b.report(next, list, err, time.Since(start))
	b.hub.publish(next)
}

// report logs one line for the build, and the diagnostics beneath it. Warnings
// that were there after the last build already are not said again.
func (b *builder) report(s *state, list *diag.List, err error, took time.Duration) {
	took = max(took.Round(time.Millisecond), time.Millisecond)
	switch {
	case err != nil:
		b.log("the build failed after %v: %v", took, err)
	case list.Failed():
		b.log("%s after %v: %s", counts(list), took, standing(s))
	case len(list.All()) > 0:
		b.log("built %s in %v, with %s", number(s.site.Count(), "file"), took, counts(list))
	default:
		b.log("built %s in %v", number(s.site.Count(), "file"), took)
	}
	var text strings.Builder
	list.Text(&text, diag.Colors{}) // a Builder takes everything
	if list.Failed() || text.String() != b.said {
		for line := range strings.Lines(text.String()) {
			b.log("%s", strings.TrimSuffix(line, "\n"))
		}
	}
	b.said = text.String()
}

func standing(s *state) string {
	if s.site == nil {
		return "there is no site to show yet"
	}
	return "the last good site stays"
}

func summary(list *diag.List, err error) string {
	if err != nil {
		return "The site could not be built"
	}
	return "The files have " + counts(list)
}

// problems lists what is wrong, the machine's failure and errors first, and
// says how many did not fit.
func problems(list *diag.List, err error) (listed []problem, more int) {
	if err != nil {
		listed = append(listed, problem{
			Severity: diag.Error.String(),
			Message:  diag.Printable(err.Error()),
			Hint:     "save any file to try again; what you wrote is not at fault",
		})
	}
	all := slices.Clone(list.All())
	slices.SortStableFunc(all, func(a, b diag.Diagnostic) int { return int(a.Severity) - int(b.Severity) })
	for _, d := range all {
		listed = append(listed, problemOf(d))
	}
	kept := min(len(listed), mostProblems)
	return listed[:kept], len(listed) - kept
}

func problemOf(d diag.Diagnostic) problem {
	p := problem{
		Severity: d.Severity.String(),
		Place:    diag.Printable(d.At.String()),
		Message:  diag.Printable(d.Message),
		Code:     d.Code,
		Hint:     hint(d.Hint),
	}
	if line, marks, ok := d.Underline(); ok {
		p.Number, p.Line, p.Marks = d.At.Line, line, marks
	}
	return p
}

func hint(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = diag.Printable(line)
	}
	return strings.Join(lines, "\n")
}

// counts says "2 errors and 1 warning", leaving out what there is none of.
func counts(list *diag.List) string {
	errors, warnings := list.Count()
	switch {
	case warnings == 0:
		return number(errors, "error")
	case errors == 0:
		return number(warnings, "warning")
	}
	return number(errors, "error") + " and " + number(warnings, "warning")
}

func number(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
