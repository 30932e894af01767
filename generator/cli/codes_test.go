package cli

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A diagnostic's code is promised: programs name it in their quiet list. Each
// has a script that shows how it comes about, and no script is left over.
func TestEveryCodeHasItsScript(t *testing.T) {
	codes := codesOf(t, "../load", "../check")
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

// reporters are the functions whose first argument is a code.
var reporters = []string{"Errorf", "Warnf", "unknown", "refer"}

// codesOf reads the codes from the calls in packages' source.
func codesOf(t *testing.T, dirs ...string) map[string]bool {
	t.Helper()
	codes := map[string]bool{}
	for _, dir := range dirs {
		names, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if !strings.HasSuffix(name, "_test.go") {
				collect(t, name, codes)
			}
		}
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
