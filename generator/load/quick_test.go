package load

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"wallwalk/generator/diag"
)

// same compares what the quick reader makes of a text with what the library
// does, and reports whether the quick one read it at all.
func same(t *testing.T, text []byte) bool {
	t.Helper()
	lines := diag.Lines(text)
	ok, ascii := plainest(lines)
	var got *yaml.Node
	if ok {
		got, ok = quick(lines, ascii, new(nodes))
	}
	if !ok {
		return false
	}
	want, rest, err := decode(text)
	if err != nil || want == nil || rest > 0 {
		t.Fatalf("read at once, but the library says %v, another document at line %d:\n%s", err, rest, text)
	}
	sameNode(t, got, want.Content[0], text)
	return true
}

func sameNode(t *testing.T, got, want *yaml.Node, text []byte) {
	t.Helper()
	if got.Kind != want.Kind || got.Style != want.Style || got.Value != want.Value || got.Line != want.Line || got.Column != want.Column || len(got.Content) != len(want.Content) || want.Anchor != "" || want.Tag == "!!merge" {
		t.Fatalf("got %d, style %d, %q at %d:%d with %d below, want %d, style %d, %q at %d:%d with %d below, in\n%s",
			got.Kind, got.Style, got.Value, got.Line, got.Column, len(got.Content), want.Kind, want.Style, want.Value, want.Line, want.Column, len(want.Content), text)
	}
	for i := range got.Content {
		sameNode(t, got.Content[i], want.Content[i], text)
	}
}

// forms are of every plain form, and of what comes close to one.
var forms = []string{
	"a: 1\nb: two words # and a comment\n\n# between\nc: \"quoted\"\nd: 'so' # too\n",
	"a:\n  - b: 1\n    c: 2\n  -   d: 3\n      e:\n      - x\n      - y z\nf: {}\ng: []\n",
	"- {id: a-b, name: A colleague's eyes, ok: \"x, y\", n: 31/52}\n- [a, b c , 'd' ]\n",
	"weeks:\n  2026-01-04: {positioning: 30/51, note: \"näh: ü\", é: x}\n  2026-01-11: {a: 1}\n",
	"weeks:\n  2026-01-04: {note: \"näh ü\", ok: 3}\n",
	"a: |\n  text\n   more\n\n  end\n\n\nb: x\n",
	"a: |\n  text\n # comment\nb: x\n", "a: |\n\n  text\n", "a: |-\n  x\n", "a: |\n  x", "a: >\n  x\n", "a: |\n x\n  \n   \n y\n",
	"a: one\n  two\n  three # four\nb: x\n", "a: one\n  two: three\n", "a: one\n  - two\n", "a: one\n\n  two\n", "a: one # two\n  three\n", "a: one\n# two\n  three\n",
	"- one\n  two\n-three\n", "- one\n- - two\n", "-\n  a: 1\n", "a:\n", "a: ~\n", "a: -1\n", "a: - b\n", "a: b:\n", "a:b\n", "a : b\n", "a: &b c\n", "<<: {a: 1}\n", "a: <<\n", "a: {b: <<}\n", "- <<\n", "a: [<<]\n", "a: <<b\n",
	"a: {b: 1,}\n", "a: {b: 1\n  , c: 2}\n", "a: {b}\n", "a: {b: }\n", "a: [b: c]\n", "a: [, b]\n", "a: {b: c} d\n", "a: \"b\" c\n", "a: \"b\\n\"\n", "a: 'it''s'\n", "a: {b: 'it''s'}\n",
	"a: 1\n b: 2\n", "  a: 1\n  b: 2\n", "a:\n    b: 1\n  c: 2\n", "a:\n- b\n- c\nd: e\n", "a:\n- b\n c: d\n", "---\na: 1\n", "a: 1\n---\nb: 2\n", "a: 1\n...\n", "%a: 1\n", "true: yes\n1: 2\n",
	"a: x # y # z\n", "a: x#y\n", "a: #y\n", "a: {b: x#y}\n", "a: [x #y\n]\n", "a: a,b]c}\n", "a: ~x\n", "a: =x\n", "a: 1, 2\n", "a: [1 2, <x>, (y)]\n", "a: b ? c\n", "a: http://x.y/z\n", "a: [http://x]\n",
	"a: |   \n  x\n", "a: | # y\n  x\n", "- |\n  x\n- |\n y\n", "- a: |\n    x\n  b: y\n", "- a: x\n   y\n  b: z\n", "a: \"x\"\n  y\n", "a: {b: c}\n  d: e\n", "a: é\nb: [é, {x: é, y: z}]\n",
	"a: x\n  \ny: z\n", "a: x\n  # c\ny: z\n", "a: x\n  y\n # c\nz: w\n", "{a: 1}\n", "[a]\n", "text\n", "\"a\": b\n", "# nothing\n", "\n", "a: b\u2028c\n", "a: b\u0085c\n", "\uFEFFa: b\n", "a: b\uFEFF\n", "a: b\uFFFD\n",
	"---\n", "---\n---\na: 1\n", "--- \na: 1\n", "--- # a\nb: 1\n", "---\n\n# a\nb: 1\n", "---\n- a\n- b\n", "---\ntext\n", "---\na: |\n  x\n", "---\n  a: 1\n", "---\na: 1\n---\n", "---\n...\n", "# a\n---\nb: 1\n", "---\n%a: 1\n",
	"-\u00a0a\n", "a:\u00a0b\n", "a: b \u00a0# c\n",
}

func TestQuickIsTheLibrarys(t *testing.T) {
	read := 0
	for _, text := range forms {
		if same(t, []byte(text)) {
			read++
		}
	}
	if read < 30 || read > len(forms)-30 {
		t.Errorf("of %d forms %d were read at once", len(forms), read)
	}
}

// What the demo's teams write is plain, so that the library's work is spared.
func TestDemoIsReadAtOnce(t *testing.T) {
	all, read := 0, 0
	eachYAML(t, func(name string, data []byte) {
		all++
		if same(t, data) {
			read++
		} else {
			t.Log("by the library: ", name)
		}
	})
	if all < 100 || read < all*95/100 {
		t.Errorf("of %d files %d were read at once", all, read)
	}
}

func eachYAML(t testing.TB, visit func(name string, data []byte)) {
	t.Helper()
	root := os.DirFS(filepath.Join("..", ".."))
	err := fs.WalkDir(root, "cohorts", func(name string, e fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".yaml" {
			return err
		}
		data, err := fs.ReadFile(root, name)
		visit(name, data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// FuzzQuick has texts read at once that are read differently by the library.
func FuzzQuick(f *testing.F) {
	for _, text := range forms {
		f.Add([]byte(text))
	}
	eachYAML(f, func(name string, data []byte) {
		for part := range strings.SplitSeq(string(data), "\n\n") {
			f.Add([]byte(part + "\n"))
		}
	})
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < maxBytes && characters("x", data, &diag.List{}) {
			same(t, data)
		}
	})
}

func TestPlainLinesAreLettersOfOneByte(t *testing.T) {
	for n := range 20 {
		for at := range n {
			line := bytes.Repeat([]byte("~ "), 10)[:n]
			for c := range 256 {
				line[at] = byte(c)
				if got, want := plainASCIILine(string(line)), c >= ' ' && c < 0x7F; got != want {
					t.Fatalf("%q: %t", line, got)
				}
			}
		}
	}
}
