package site

import (
	"net/url"
	"regexp"
	"strings"
)

// mailable is an address that a letter can be sent to. Others are shown to
// nobody: a roster's text may be anything.
var mailable = regexp.MustCompile(`^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)

// mailto is an address that opens a letter.
func mailto(to, subject, body string) string {
	return address(to) + "?subject=" + inMail(subject) + "&body=" + inMail(strings.ReplaceAll(body, "\n", "\r\n"))
}

// address is one that opens an empty letter.
func address(to string) string { return "mailto:" + strings.ReplaceAll(inMail(to), "%40", "@") }

// inMail writes in percent all that isn't plain, spaces and line ends too, as
// RFC 6068 has it.
func inMail(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
