package schema

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"wallwalk/generator/load"
)

var update = flag.Bool("update", false, "write the reference page anew; read the diff before you accept it")

const page = "../../content/reference/keys.md"

// The reference page is the shapes'. Write it anew with
//
//	go test ./generator/schema -update
func TestTheReferencePageIsUpToDate(t *testing.T) {
	if *update {
		if err := os.WriteFile(page, Reference(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.ReplaceAll(got, []byte("\r\n"), []byte("\n")), Reference()) {
		t.Errorf("%s is out of date: go test ./generator/schema -update", page)
	}
	for _, f := range load.Files() {
		for _, k := range f.Shape.Keys {
			if !strings.Contains(string(got), "| `"+k.Name+"`") {
				t.Errorf("the page has no line for %s of %s", k.Name, f.Name)
			}
		}
	}
}

// Same shapes, same bytes, and every key explained with an example.
func TestSchemasExplainEveryKey(t *testing.T) {
	again := Files()
	explained := 0
	for i, f := range Files() {
		if !bytes.Equal(f.Data(), again[i].Data()) {
			t.Errorf("%s is written in two ways", f.Name)
		}
		var v any
		if err := json.Unmarshal(f.Data(), &v); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		explained += judge(t, f.Name, v)
	}
	if explained < 120 {
		t.Errorf("only %d keys were found", explained)
	}
}

// judge looks at every properties below v, and counts the keys in them.
func judge(t *testing.T, where string, v any) int {
	n := 0
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			n += judge(t, where, one)
		}
	case map[string]any:
		if v["type"] == "object" && v["additionalProperties"] == nil {
			t.Errorf("%s: an object takes any key", where)
		}
		for name, one := range v {
			if keys, ok := one.(map[string]any); ok && name == "properties" && v["type"] == "object" {
				for key, k := range keys {
					n++
					about := k.(map[string]any)
					if about["description"] == "" || len(about["examples"].([]any)) == 0 {
						t.Errorf("%s.%s is not explained", where, key)
					}
				}
			}
			n += judge(t, where+"."+name, one)
		}
	}
	return n
}

func TestWhatHoldsItselfIsAReference(t *testing.T) {
	for _, f := range Files() {
		if got, want := strings.Count(string(f.Data()), `"$ref"`), map[string]int{"team": 2}[f.Name]; got != want {
			t.Errorf("%s has %d references, want %d", f.Name, got, want)
		}
	}
	if !strings.Contains(string(Files()[2].Data()), `"$ref": "#/definitions/driver"`) {
		t.Error("team.json has no definition of a driver")
	}
}
