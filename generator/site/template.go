package site

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

// A TemplateError is what is wrong with a template, by the place that the
// template library names.
type TemplateError struct {
	File      string // "templates/team.html"
	Line, Col int    // from 1, and bytes from 0; Line 0 and Col -1 where they aren't known
	Reason    string // in words: lower case, no full stop
	err       error
}

func (e *TemplateError) Error() string { return e.err.Error() }

func (e *TemplateError) Unwrap() error { return e.err }

var (
	placed  = regexp.MustCompile(`^(?:html/)?template: ?([a-z0-9-]+\.html):(?:(\d+):)?(?:(\d+):)?\s*(?s:(.*))$`)
	running = regexp.MustCompile(`^executing "[^"]*" at <(.*?)>: (?s:(.*))$`)
	ofType  = regexp.MustCompile(`can't evaluate field (\S+) in type .+$`)
	unknown = regexp.MustCompile(`^no such template "(.*)"$`)
)

// templateError gives an error of the template library its place; any other it
// returns as it is.
func templateError(err error) error {
	for inner := err; inner != nil; inner = errors.Unwrap(inner) {
		if m := placed.FindStringSubmatch(inner.Error()); m != nil {
			e := &TemplateError{File: "templates/" + m[1], Col: -1, err: err}
			e.Line, _ = strconv.Atoi(m[2])
			if col, bad := strconv.Atoi(m[3]); bad == nil {
				e.Col = col
			}
			e.Reason = saying(m[4])
			return e
		}
	}
	return err
}

// saying says a template's fault to whoever wrote it: without our types.
func saying(reason string) string {
	if m := running.FindStringSubmatch(reason); m != nil {
		reason = m[2]
		if f := ofType.FindStringSubmatch(reason); f != nil {
			return fmt.Sprintf("this page has no %s (in %s)", f[1], m[1])
		}
		return fmt.Sprintf("%s (in %s)", reason, m[1])
	}
	if m := unknown.FindStringSubmatch(reason); m != nil {
		return fmt.Sprintf("there is no template “%s”", m[1])
	}
	return "the template can't be read: " + reason
}
