package cli

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wallwalk/generator/check"
)

// A diagnostic's code is promised: programs name it in their quiet list. Each
// has a script that shows how it comes about, and no script is left over.
func TestEveryCodeHasItsScript(t *testing.T) {
	codes := codesOf(t, "..", "../load", "../check")
	if len(codes) < 40 {
		t.Fatalf("only %d codes were found in the source: %v", len(codes), codes)
	}
	scripts, err := filepath.Glob("testdata/script/code-*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range scripts {
		code := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(name), "code-"), ".txtar")
		if !codes[code] {
			t.Errorf("%s is about a code that the source doesn't have", name)
		}
		delete(codes, code)
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), fmt.Sprintf(`\[%s\]`, code)) {
			t.Errorf("%s doesn't look for [%s]", name, code)
		}
	}
	for code := range codes {
		t.Errorf("the code %s has no script: testdata/script/code-%s.txtar is missing", code, code)
	}
}

// Which warnings a program may switch off is known from a list of all codes.
func TestTheListOfCodesIsTheSources(t *testing.T) {
	errors, warnings := check.Codes()
	all := codesOf(t, "../load", "../check")
	failing := codesThatFail(t, "../load", "../check")
	for _, code := range append(errors, warnings...) {
		if !all[code] {
			t.Errorf("the list has %s, which the source has not", code)
		}
		delete(all, code)
	}
	for code := range all {
		t.Errorf("the list lacks %s", code)
	}
	for _, code := range errors {
		if !failing[code] {
			t.Errorf("%s is in the list of errors and is always a warning", code)
		}
	}
	warned := codesThatWarn(t, "../load", "../check")
	for _, code := range warnings {
		if !warned[code] {
			t.Errorf("%s is in the list of warnings and is always an error", code)
		}
	}
	for code := range warned {
		if !slices.Contains(warnings, code) {
			t.Errorf("%s can be a warning and is in the list of errors", code)
		}
	}
}

// codesThatFail and codesThatWarn read the calls of each kind.
func codesThatFail(t *testing.T, dirs ...string) map[string]bool { return called(t, failing, dirs) }
func codesThatWarn(t *testing.T, dirs ...string) map[string]bool { return called(t, warning, dirs) }

func called(t *testing.T, form *regexp.Regexp, dirs []string) map[string]bool {
	t.Helper()
	codes := map[string]bool{}
	for _, name := range sources(t, dirs) {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range form.FindAllStringSubmatch(string(source), -1) {
			codes[call[1]] = true
		}
	}
	return codes
}

// sources are the packages' files but for their tests.
func sources(t *testing.T, dirs []string) (names []string) {
	t.Helper()
	for _, dir := range dirs {
		all, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, slices.DeleteFunc(all, func(name string) bool { return strings.HasSuffix(name, "_test.go") })...)
	}
	return names
}

// reporters are the functions whose first argument is a code.
var reporters = []string{"Errorf", "Warnf", "unknown", "refer"}

// codesOf reads the codes from the calls in packages' source.
func codesOf(t *testing.T, dirs ...string) map[string]bool {
	t.Helper()
	codes := map[string]bool{}
	for _, name := range sources(t, dirs) {
		collect(t, name, codes)
	}
	return codes
}

func collect(t *testing.T, name string, codes map[string]bool) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 || !reports(call.Fun) {
			return true
		}
		switch first := call.Args[0].(type) {
		case *ast.BasicLit:
			code, err := strconv.Unquote(first.Value)
			if err != nil {
				t.Fatal(err)
			}
			codes[code] = true
		case *ast.Ident:
			if first.Name == "code" { // handed on: its caller is a reporter too
				return true
			}
			t.Errorf("%s: the code is %s, which can't be followed", set.Position(call.Pos()), first.Name)
		default:
			t.Errorf("%s: the code is no literal", set.Position(call.Pos()))
		}
		return true
	})
}

// reports tells a diagnostic's call from fmt's.
func reports(fun ast.Expr) bool {
	s, ok := fun.(*ast.SelectorExpr)
	if !ok || !slices.Contains(reporters, s.Sel.Name) {
		return false
	}
	x, ok := s.X.(*ast.Ident)
	return !ok || x.Name != "fmt"
}

// Whoever gets a message looks its code up on one page, which has them all,
// and none that can't be met any more.
func TestEveryCodeIsExplained(t *testing.T) {
	codes := codesOf(t, "..", "../load", "../check", "../sheet", "../importer")
	warnings := onlyWarned(t, "..", "../load", "../check", "../sheet", "../importer")
	sections := explained(t, "../../content/reference/messages.md")
	for code, text := range sections {
		if !codes[code] {
			t.Errorf("messages.md explains %s, a code that the source doesn't have", code)
			continue
		}
		for part, pattern := range parts {
			if !pattern.MatchString(text) {
				t.Errorf("messages.md: %s has no %s", code, part)
			}
		}
		if says := strings.HasPrefix(text, "*Warning.* "); says != warnings[code] {
			t.Errorf("messages.md says of %s that it is a warning: %t, want %t", code, says, warnings[code])
		}
	}
	for code := range codes {
		if _, there := sections[code]; !there {
			t.Errorf("messages.md has no heading ### %s", code)
		}
	}
}

// parts are what each code's section has. The example is YAML, save for those
// of analyze, which reads tables.
var parts = map[string]*regexp.Regexp{
	"example":          regexp.MustCompile("(?m)^```(yaml|csv|text)\n[^`]+\n```$"),
	"words of the fix": regexp.MustCompile(`(?m)^\*\*Fix:\*\* .{10,}$`),
}

// explained reads a page's sections by their headings of the third level.
func explained(t *testing.T, name string) map[string]string {
	t.Helper()
	page, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]string{}
	for _, chapter := range strings.Split(string(page), "\n## ")[1:] {
		for _, section := range strings.Split(chapter, "\n### ")[1:] {
			code, text, _ := strings.Cut(section, "\n")
			if _, twice := sections[code]; twice {
				t.Errorf("%s has two headings ### %s", name, code)
			}
			sections[code] = strings.TrimSpace(text)
		}
	}
	return sections
}

// onlyWarned are the codes that are never an error.
func onlyWarned(t *testing.T, dirs ...string) map[string]bool {
	t.Helper()
	all := codesOf(t, dirs...)
	for code := range codesThatFail(t, dirs...) {
		delete(all, code)
	}
	return all
}

// failing is a call that reports an error: every reporter but Warnf.
var failing = regexp.MustCompile(`\.(?:Errorf|unknown|refer)\("([a-z0-9-]+)"`)

// warning is a call that reports a warning.
var warning = regexp.MustCompile(`\.Warnf\("([a-z0-9-]+)"`)
