package load

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"wallwalk/generator/diag"
)

// merging reports conflict markers that a merge left behind, and that YAML
// would only stumble over.
func (f *file) merging() bool {
	for i, line := range f.lines {
		if strings.HasPrefix(line, "<<<<<<< ") || strings.HasPrefix(line, ">>>>>>> ") {
			f.diags.Errorf("conflict-marker", f.span(i+1, 1, len(line)),
				"keep the lines that are right, of both sides if need be, and delete the lines <<<<<<<, ======= and >>>>>>>",
				"two people's changes met here, and git left both for somebody to choose")
			return true
		}
	}
	return false
}

var errorLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// syntax reports what keeps the file from being read at all: once, at the
// line where the slip is most likely, in words that do not presuppose YAML.
func (f *file) syntax(err error) {
	parts := errorLine.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " "))
	line, message := 1, err.Error()
	if parts != nil {
		if n, e := strconv.Atoi(parts[1]); e == nil {
			line = n
		}
		message = parts[2]
	}
	if d, ok := f.slip(line); ok {
		f.diags.Errorf("syntax", d.At, d.Hint, "%s", d.Message)
		return
	}
	line = min(max(line, 1), len(f.lines))
	indent := len(f.line(line)) - len(strings.TrimLeft(f.line(line), " "))
	said, hint := plainSyntax(message)
	f.diags.Errorf("syntax", f.span(line, indent+1, len([]rune(f.line(line)))-indent), hint, "%s", said)
}

// plainSyntax says the library's message in the reader's words.
func plainSyntax(message string) (said, hint string) {
	for _, m := range []struct{ part, said, hint string }{
		{"mapping values are not allowed", "a colon stands where none can be", "put text with a colon in it in quotes"},
		{"did not find expected ',' or '}'", "the braces that open here or above are not closed", "each { needs its }, with commas between"},
		{"did not find expected ',' or ']'", "the brackets that open here or above are not closed", "each [ needs its ], with commas between"},
		{"did not find expected key", "this line does not fit the ones above it", "give it the same number of spaces as its neighbours, and a colon and a space after the key"},
		{"did not find expected '-' indicator", "this line does not fit the list above it", "start it with - at the same column as the other entries"},
		{"could not find expected ':'", "this line has no colon", "write key: value, with a space after the colon"},
		{"found character that cannot start any token", "this character can't start a value", "put the text in quotes"},
		{"found unexpected end of stream", "a quote is opened and never closed", "end the text with the same quote that it starts with"},
		{"found unknown escape character", "a backslash inside double quotes means something else here", "use single quotes, or write the backslash twice"},
		{"block sequence entries are not allowed", "a list can't start here", "put the - on a line of its own, below its key"},
		{"exceeded max depth", fmt.Sprintf("this is nested more than %d deep", maxDepth), ""},
	} {
		if strings.Contains(message, m.part) {
			return m.said, m.hint
		}
	}
	return "this can't be read: " + message, "compare the line with the same file of another team"
}

// A slip is a mistake that shows in the text of one line.
var slips = []struct {
	form       *regexp.Regexp // its first group is what to underline
	said, hint string
}{
	{regexp.MustCompile(`^[ ]*(\t+)`), "a tab stands at the start of the line", "use spaces: the format knows no tabs there"},
	{regexp.MustCompile(`[:\s\[{,-]\s*([“”„‟‘’][^“”„‟‘’]*[“”„‟‘’"']?[^,}\]]*)$`), "this quote is a curly one, as word processors make them", `use a straight quote: "`},
	{regexp.MustCompile(`^\s*(?:- )?[\w-]+: +[^"'\[{|>&*#\s][^"'{\[]*?(: )`), "a colon and a space inside the text end it here", "put the text in quotes"},
	{regexp.MustCompile(`^\s*(?:- )?[\w-]+: +("(?:[^"\\]|\\.)*)$`), "this quote is opened and never closed", `end the text with "`},
	{regexp.MustCompile(`^\s*(?:- )?[\w-]+: +("(?:[^"\\]|\\.)*"\s*[^\s,}\]#].*)$`), "the text goes on after its closing quote", `inside double quotes, write a quote as \"`},
	{regexp.MustCompile(`^\s*(?:- )?[\w-]+: +([@%` + "`" + `][^\n]*)$`), "a value can't start with this character", "put the text in quotes"},
	{regexp.MustCompile(`^[^{#"']*(\{[^}]*)$`), "the braces are not closed", "end the line with }"},
	{regexp.MustCompile(`^[^\[#"']*(\[[^\]]*)$`), "the brackets are not closed", "end the line with ]"},
	{regexp.MustCompile(`^\s*([\w-]+:[^\s/].*)$`), "a space is missing after the colon", "write key: value"},
	{regexp.MustCompile(`^\s*(?:- )?[\w-]+: +(\{.*[^}\s#]\s*:\S.*\})\s*$`), "a space is missing after a colon", "write {key: value, key: value}"},
}

// slip looks for a common mistake: on the line that the library names, on the
// lines beside it, then on those before (it often notices late).
func (f *file) slip(line int) (diag.Diagnostic, bool) {
	order := []int{line, line + 1, line - 1}
	for n := line - 2; n >= 1; n-- {
		order = append(order, n)
	}
	for _, n := range order {
		text := f.line(n)
		if strings.HasPrefix(strings.TrimSpace(text), "#") {
			continue
		}
		for _, s := range slips {
			if m := s.form.FindStringSubmatchIndex(text); m != nil {
				col := len([]rune(text[:m[2]])) + 1
				width := len([]rune(strings.TrimRight(text[m[2]:m[3]], " \r")))
				return diag.Diagnostic{At: f.span(n, col, width), Message: s.said, Hint: s.hint}, true
			}
		}
	}
	return diag.Diagnostic{}, false
}
