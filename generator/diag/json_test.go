package diag

import (
	"encoding/json"
	"strings"
	"testing"
)

// decode reads JSON that must have no field that the test doesn't know.
func decode(t *testing.T, text string, v any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
}

func valid(s string) string { return string([]rune(s)) }

// sameInJSON fails where the diagnostics can't be read back from their JSON.
func sameInJSON(t *testing.T, l *List) {
	t.Helper()
	var got struct {
		Errors, Warnings int
		Diagnostics      []struct {
			Severity, Code, File   string
			Line, Column, Width    *int32
			Message, Hint, Excerpt string
		}
	}
	decode(t, printed(t, l.JSON), &got)
	if e, w := l.Count(); got.Errors != e || got.Warnings != w || len(got.Diagnostics) != e+w {
		t.Fatalf("%d errors and %d warnings become %+v", e, w, got)
	}
	for i, g := range got.Diagnostics {
		d := l.items[i]
		back := Diagnostic{Code: g.Code, At: Span{File: g.File}, Message: g.Message, Hint: g.Hint, Excerpt: g.Excerpt}
		if g.Severity == "warning" {
			back.Severity = Warning
		}
		if d.At.Line == 0 {
			d.At.Col, d.At.Width = 0, 0
		}
		if g.Line != nil && g.Column != nil && g.Width != nil {
			back.At.Line, back.At.Col, back.At.Width = *g.Line, *g.Column, *g.Width
		}
		d.Code, d.At.File, d.Message, d.Hint, d.Excerpt = valid(d.Code), valid(d.At.File), valid(d.Message), valid(d.Hint), valid(d.Excerpt)
		if back != d {
			t.Fatalf("read back is\n%+v\nwant\n%+v", back, d)
		}
	}
}

func TestJSONIsExact(t *testing.T) {
	sameInJSON(t, plain())
	sameInJSON(t, hostile())
	sameInJSON(t, alone())
}

func TestJSONOfAFileAsAWholeHasNoPlace(t *testing.T) {
	var l List
	l.Errorf("missing-file", Span{File: "a.yaml"}, "", "this file is missing")
	if got := printed(t, l.JSON); !strings.Contains(got, `"line": null`) || !strings.Contains(got, `"column": null`) || !strings.Contains(got, `"width": null`) {
		t.Errorf("printed\n%s", got)
	}
}

func TestJSONIsHarmlessInALog(t *testing.T) {
	for in, want := range map[string]string{
		`"##[error]"`: `"#\u0023[error]"`, `"###[a"`: `"##\u0023[a"`, "\"\u202E\U000E0041\u007f\"": `"\u202e\udb40\udc41\u007f"`,
		"{\n  \"a\": \"é 患 # [ ##\"\n}": "{\n  \"a\": \"é 患 # [ ##\"\n}",
	} {
		got := harmless(in)
		if got != want {
			t.Errorf("harmless(%q) = %q, want %q", in, got, want)
		}
		var a, b any
		decode(t, in, &a)
		decode(t, got, &b)
		if x, y := mustJSON(t, a), mustJSON(t, b); x != y {
			t.Errorf("%q has become another value: %q", x, y)
		}
	}
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
