package load

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	yaml4 "go.yaml.in/yaml/v4"

	"wallwalk/generator/diag"
)

var errorLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// A fault is where the library stumbled, and where what it stumbled over
// began: an unclosed quote, a brace. Lines and columns count from 1; 0 where
// it doesn't say.
type fault struct {
	message           string
	line, col         int
	fromLine, fromCol int
}

// locate reads the broken text once more with the library's successor, which
// says where it stumbles; the library itself is often a line off.
func locate(data []byte, err error) fault {
	var n yaml4.Node
	var e *yaml4.LoadError
	if again := yaml4.Unmarshal(data, &n); errors.As(again, &e) && e.Mark.Line > 0 {
		return fault{e.Message, e.Mark.Line, e.Mark.Column, e.ContextMark.Line, e.ContextMark.Column}
	}
	at := fault{message: err.Error(), line: 1}
	if parts := errorLine.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " ")); parts != nil {
		at.message = parts[2]
		if n, e := strconv.Atoi(parts[1]); e == nil {
			at.line = n
		}
	}
	return at
}

// opened reports whether the fault is something that was never closed, or a key
// that never got its colon, so that the place to look at is where it began.
func (at fault) opened() bool {
	return at.fromLine > 0 && (strings.Contains(at.message, "end of stream") || strings.Contains(at.message, "expected ',' or") || strings.Contains(at.message, "expected ':'"))
}

// syntax reports what keeps the file from being read at all: once, where the
// slip is most likely, in words that do not presuppose YAML.
func (f *file) syntax(data []byte, err error) {
	at := locate(data, err)
	if n := f.indented(); n > 0 && strings.Contains(at.message, "expected <document start>") {
		width := len(f.line(n)) - len(strings.TrimLeft(f.line(n), " "))
		f.diags.Errorf("syntax", f.span(n, 1, width), "delete the spaces in front of it", "this line starts further to the right than the ones below it")
		return
	}
	lines := []int{at.line, at.line - 1}
	if at.col == 0 {
		lines = []int{at.line, at.line + 1, at.line - 1}
	}
	if at.opened() {
		lines = []int{at.fromLine, at.line}
	}
	if n := f.outdented(at.line); n > 0 && strings.Contains(at.message, "did not find expected key") {
		lines, at = []int{n}, fault{at.message, n, 1, 0, 0}
	}
	if d, ok := f.slip(lines); ok {
		f.diags.Errorf("syntax", d.At, d.Hint, "%s", d.Message)
		return
	}
	if n := f.unclosed(at.line); n > 0 {
		d, _ := f.slip([]int{n})
		f.diags.Errorf("syntax", d.At, d.Hint, "%s", d.Message)
		return
	}
	line, col := at.line, at.col
	if at.opened() {
		line, col = at.fromLine, at.fromCol
	}
	line = min(max(line, 1), len(f.lines))
	text := []rune(f.line(line))
	if indent := len(text) - len([]rune(strings.TrimLeft(string(text), " "))); col < 1 || col > len(text) {
		col = indent + 1
	}
	said, hint := plainSyntax(at.message)
	if strings.Contains(at.message, "did not find expected key") && strings.HasPrefix(strings.TrimSpace(string(text)), "- ") {
		said, hint = "this dash does not fit the lines above it", "give it as many spaces as the dashes of the other entries; where the lines around it have no dash, delete it"
	}
	f.diags.Errorf("syntax", f.span(line, col, len(text)-col+1), hint, "%s", said)
}

// outdented is the line before n, where it stands further to the left than both
// its neighbours, which are level: the library blames the one behind it.
func (f *file) outdented(n int) int {
	deep := func(n int) int { return len(f.line(n)) - len(strings.TrimLeft(f.line(n), " ")) }
	if n < 3 || deep(n-1) >= deep(n) || deep(n-2) != deep(n) || strings.TrimSpace(f.line(n-2)) == "" {
		return 0
	}
	if strings.HasSuffix(strings.TrimSpace(f.line(n-1)), ":") {
		return 0 // what the next line belongs to
	}
	return n - 1
}

// unclosed is the line above n that opens a double quote which the next one, on
// line n, closes by mistake; 0 where there is none.
func (f *file) unclosed(n int) int {
	if !strings.Contains(f.line(n), `"`) {
		return 0
	}
	for n--; n > 0; n-- {
		if strings.Contains(f.line(n), `"`) {
			break
		}
	}
	if !opensQuote.MatchString(f.line(n)) {
		return 0
	}
	return n
}

var opensQuote = regexp.MustCompile(`^\s*(?:- )?[\w-]+: +"(?:[^"\\]|\\.)*$`)

// indented is the first line that is no remark, where it starts with a space;
// else 0.
func (f *file) indented() int {
	for i, line := range f.lines {
		if bare := strings.TrimSpace(line); bare != "" && bare[0] != '#' {
			if line[0] == ' ' {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

// plainSyntax says the library's message in the reader's words.
func plainSyntax(message string) (said, hint string) {
	for _, m := range []struct{ part, said, hint string }{
		{"mapping values are not allowed", "a colon stands where none can be", "put text with a colon in it in quotes"},
		{"did not find expected ',' or '}'", "the braces that open here or above are not closed", "each { needs its }, with commas between"},
		{"did not find expected ',' or ']'", "the brackets that open here or above are not closed", "each [ needs its ], with commas between"},
		{"did not find expected key", "this line does not fit the ones above it", "give it the same number of spaces as its neighbours, and a colon and a space after the key"},
		{"did not find expected '-' indicator", "this line does not fit the list above it", "start it with - where the other entries do; if it belongs to the entry above, give it as many spaces as that entry's other lines; if this is no list, delete the dashes above it"},
		{"could not find expected ':'", "this line has no colon", "write key: value; where the text of the line above goes on here, start it with more spaces than that line's key"},
		{"expected <document start>", "this line stands further to the left than the ones above it", "start all lines of one level with the same number of spaces, the file's first ones with none"},
		{"did not find expected node content", "something is missing here", "write what belongs here, or delete the comma that is too many"},
		{"found character that cannot start any token", "this character can't start a value", "put the text in quotes"},
		{"found unexpected end of stream", "a quote is opened and never closed", "end the text with the same quote that it starts with"},
		{"found unknown escape character", "a backslash inside double quotes means something else here", "use single quotes, or write the backslash twice"},
		{"block sequence entries are not allowed", "a list can't start here", "put the - on a line of its own, below its key"},
		{"exceeded max depth", fmt.Sprintf("this is nested more than %d deep", maxDepth), tooDeep},
	} {
		if strings.Contains(message, m.part) {
			return m.said, m.hint
		}
	}
	return "this line can't be read", "compare it with the same line of another team's file; text with signs in it goes in quotes"
}

// A pattern is made ready when somebody first looks for it: few programs have
// such mistakes, and each command would wait for all of them.
type pattern func() *regexp.Regexp

func lately(form string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(form) })
}

// A slip is a mistake that shows in the text of one line.
var slips = []struct {
	form       pattern // its first group is what to underline
	said, hint string
}{
	{lately(`^[ ]*(\t+)`), "a tab stands at the start of the line", "use spaces: the format knows no tabs there"},
	{lately(`^[ ]*([\x{00A0}\x{202F}\x{2007}]+)`), "a space that is none stands here, as word processors and web pages make them", "delete it and type ordinary spaces"},
	{lately(`:([\x{00A0}\x{202F}\x{2007}]+)`), "a space that is none stands here, as word processors and web pages make them", "delete it and type an ordinary space"},
	{lately(`^([^\s:#"'][^:#"']*\t[^:]*)$`), "these are cells of a table", "write the line as its neighbours are: the date, a colon, and in braces each measure with its figure"},
	{lately(`^\s*(\d{4}-\d\d-\d\d)\s+\{`), "a colon is missing after the date", "write the date, a colon, a space, and then the braces"},
	{lately(`^([a-z_]+)\s*$`), "a colon is missing after this key", "write a colon behind it"},
	{lately(`^\s*(-)[^\s-]`), "a space is missing after the dash", "write the dash and a space"},
	{lately("^(```.*|~~~.*)$"), "this is Markdown's sign for code, and the file is none", "delete the line, and the one that closes it"},
	{lately(`:\s+(#[A-Z/0-9]+[!?]|#N/A|##+)`), "this is what a spreadsheet shows in place of a figure", "write the figure, or none where there is none"},
	{lately(`:\s+('[0-9][^',{}]*)[,}][^']*$`), "this quote is opened and never closed", "delete it: a figure needs none"},
	{lately(`:\s+(\([\w-]+: [^()]*\))\s*$`), "parentheses stand where braces are due", "write { and } in place of ( and )"},
	{lately(`\}\s+(\d{4}-\d\d-\d\d:.*)$`), "two lines have become one here", "start a new line before it"},
	{lately(`^(\{\s*[\w-]+: .*\})\s*$`), "these braces do not fit the lines above them", "write them behind a key, a colon and a space, on the same line"},
	{lately(`\}([,;.]+)\s*$`), "this sign is too much here", "delete it"},
	{lately(`^\s*(?:- )?[\w-]+\s*(：)`), "this colon is a wide one, as in Chinese text", "write a colon and a space in its place"},
	{lately(`^\s*(?:- )?[a-z_-]+\s*(=)\s*\S`), "an equals sign stands where a colon is due", "write a colon and a space in its place"},
	{lately(`^(\+)\s+\S`), "a plus sign stands at the start of the line, as lists of changes have it", "delete it, and let the line start where its neighbours do"},
	{lately(`^(\.\.\.)\s*$`), "three dots alone end the file here", "delete the line"},
	{lately(`^\s*(\|.*\|)\s*$`), "this is a table, which can't stand here", "write the line as those of another team's file are; a table inside a text stands below a key with | behind its colon"},
	{lately(`^\s*([*•·–—])\s+\S`), "this sign starts no entry of a list", "write a dash and a space in its place"},
	{lately(`[\[,]\s*(#[^\s\[\]{},"']*)`), "a remark starts here: what stands behind # is not read", "put it in quotes, with the # inside"},
	{lately(`:\s+(\*+[0-9][^\s,{}]*)`), "a star can't stand before a figure", "delete it, and write what it stands for as a note"},
	{lately(`:\s+([<>]=?\s?[0-9][^\s,{}]*)\s*(?:[,}]|$)`), "a sign can't stand before a number here", "write the number alone; a text that starts with the sign goes in quotes"},
	{lately(`^\s*(?:- )?[\w-]+: +[|>][+-]? *([^\s|>#+0-9-].*)$`), "text can't go on behind the sign | or >", "start the text on the next line, with two more spaces than this one, or delete the sign"},
	{lately(`[{,]\s*[\w-]+: +([!&*|>%@` + "`" + `][^,{}]*)`), "a value can't start with this character", "put the text in quotes"},
	{lately(`^[^{}#"']*\{[^{}"']*\}(\}+)\s*$`), "this brace closes nothing", "delete it"},
	{lately(`^[^{}#"']*:\s*\{(\{)[^{}"']*\}\s*$`), "this brace is one too many", "delete it"},
	{lately(`^[^\[\]#"']*\[[^\[\]"']*\](\]+)\s*$`), "this bracket closes nothing", "delete it"},
	{lately(`^\s*(?:- )?[\w-]+: +('[^']*'[^\s',}\]#].*')\s*$`), "the text goes on after its closing quote", "put the text in double quotes"},
	{lately(`^\s*(?:- )?[\w-]+: +('[^']*'\s+[^\s,}\]#].*)$`), "the text goes on after its closing quote", "put the whole text in double quotes"},
	{lately(`^[^{}\[\]#"']*\{[^{}\[\]"']*(\])\s*$`), "the braces are closed with a bracket", "end the line with }"},
	{lately(`[{,]\s*[\w-]+:\s*([0-9][^\s,{}"':;]*;?)\s+[\w-]+:\s`), "no comma stands between this figure and what follows", "put a comma and a space between them"},
	{lately(`[{,]\s*[\w-]+: (#[0-9a-fA-F]{3,8})`), "a remark starts here: what stands behind # is not read", "put it in quotes, with the # inside"},
	{lately(`^\s*(?:- )?[\w-]+: +(\[[^\]]*\]\s*[^\s,#].*)$`), "text that starts with a bracket is taken for a list", "put the text in quotes"},
	{lately(`[:\s\[{,-]\s*([“”„‟‘’][^“”„‟‘’]*[“”„‟‘’"']?[^,}\]]*)$`), "this quote is a curly one, as word processors make them", `use a straight quote: "`},
	{lately(`^\s*(?:- )?[\w-]+: +[^"'\[{|>&*#\s][^"'{\[]*?(: )`), "a colon and a space inside the text end it here", "put the text in quotes"},
	{lately(`[{,]\s*[\w-]+: +[^"'\[\]{},:]+(:) [^{}]*[,}]`), "a colon and a space inside the text end it here", "put the text in quotes"},
	{lately(`^\s*(?:- )?[\w-]+: +("(?:[^"\\]|\\.)*)$`), "this quote is opened and never closed", `end the text with "`},
	{lately(`^\s*(?:- )?[\w-]+: +("(?:[^"\\]|\\.)*"\s*[^\s,}\]#].*)$`), "the text goes on after its closing quote", `inside double quotes, write a quote as \"`},
	{lately(`[\[{,]\s*([^\[\]{},"']*\?)\s*[\]},]`), "a question mark before a bracket or comma means something else here", "put the text in quotes"},
	{lately(`^\s*(?:- )?[\w-]+: +((?:[!&@%*` + "`" + `]|[|>][0-9]*[^\s0-9+-])[^\n]*)$`), "a value can't start with this character", "put the text in quotes"},
	{lately(`^[^"'#]*\{[^"'#]*\s(#[^"']*\})\s*$`), "a remark starts here: what stands behind # is not read, the brace included", "put the text in quotes, with the # inside"},
	{lately(`^[^{#"']*(\{[^}]*)$`), "the braces are not closed", "end the line with }"},
	{lately(`^[^\[#"']*(\[[^\]]*)$`), "the brackets are not closed", "end the line with ]"},
	{lately(`^\s*([\w-]+:[^\s/].*)$`), "a space is missing after the colon", "write key: value"},
	{lately(`^\s*(?:- )?[\w-]+: +(\{.*[^}\s#]\s*:\S.*\})\s*$`), "a space is missing after a colon", "write {key: value, key: value}"},
}

// slip looks for a common mistake on the lines in turn.
func (f *file) slip(lines []int) (diag.Diagnostic, bool) {
	for _, n := range lines {
		text := f.line(n)
		if strings.HasPrefix(strings.TrimSpace(text), "#") {
			continue
		}
		for _, s := range slips {
			if m := s.form().FindStringSubmatchIndex(text); m != nil {
				col := len([]rune(text[:m[2]])) + 1
				width := len([]rune(strings.TrimRight(text[m[2]:m[3]], " \r")))
				return diag.Diagnostic{At: f.span(n, col, width), Message: s.said, Hint: s.hint}, true
			}
		}
	}
	return diag.Diagnostic{}, false
}
