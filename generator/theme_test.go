package generator_test

import (
	"slices"
	"strings"
	"testing"

	"wallwalk/generator"
)

// themed is small with files of a theme.
func themed(pairs ...string) map[string]string {
	edits := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		edits["themes/own/"+pairs[i]] = pairs[i+1]
	}
	return edits
}

// What is wrong with a theme of the program's own is a diagnostic at its place,
// once however many pages it spoils.
func TestABadTemplateIsADiagnostic(t *testing.T) {
	for _, c := range []struct{ file, text, at, says string }{
		{"team.html", "{{define \"main\"}}\n\n  {{.Nothing}}{{end}}", "themes/own/templates/team.html:3:5", "this page has no Nothing (in .Nothing)"},
		{"team.html", "{{define \"main\"}}\r\né{{.Heading.Nothing}}{{end}}", "themes/own/templates/team.html:2:12", "this page has no Nothing (in .Heading.Nothing)"},
		{"team.html", "{{define \"main\"}}\n {{template \"icno\" .}}{{end}}", "themes/own/templates/team.html:2:13", "there is no template “icno”"},
		{"team.html", "\n  {{nothing}}", "themes/own/templates/team.html:2:3", `the template can't be read: function "nothing" not defined`},
		{"team.html", "{{define \"main\"}}", "themes/own/templates/team.html:1:1", "the template can't be read: unexpected EOF"},
		{"team.html", "{{define \"main\"}}\n<a href='{{if .Heading}}'{{end}}>{{end}}", "themes/own/templates/team.html:2:", "the template can't be read: "},
		{"layout.html", "<p>{{.Nothing}}</p>", "themes/own/templates/layout.html:1:6", "this page has no Nothing (in .Nothing)"},
		{"partials.html", "{{/* nothing */}}", "themes/own", "the theme does not go with the default's "},
		{"team.html", "{{define \"main\"}}\n{{slice .Heading 9999}}{{end}}", "themes/own/templates/team.html:2:3", "error calling slice: "},
		{"team.html", "{{define \"main\"}}\n{{template \"main\" .}}{{end}}", "themes/own/templates/team.html:2:12", "exceeded maximum template depth"},
	} {
		_, list, err := attempt(small(themed("templates/"+c.file, c.text)), generator.Options{AsOf: day(t, "2026-04-01"), Theme: "own"})
		if err != nil || list == nil || !list.Failed() {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		var bad []string
		for _, d := range list.All() {
			if d.Code == "bad-template" {
				bad = append(bad, d.At.String()+" "+d.Message)
				if !strings.HasPrefix(d.At.String(), c.at) || !strings.Contains(d.Message, c.says) || d.Hint == "" {
					t.Errorf("%q is said at %s: %s", c.text, d.At, d.Message)
				}
			}
		}
		if slices.Sort(bad); len(slices.Compact(slices.Clone(bad))) != len(bad) || len(bad) == 0 || len(bad) > 1 && c.file != "partials.html" {
			t.Errorf("%q is said %d times: %q", c.text, len(bad), bad)
		}
	}
}
