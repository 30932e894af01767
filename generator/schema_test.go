package generator

import (
	"bytes"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func TestPublishedNumbersFollowTheirSchema(t *testing.T) {
	var mu sync.Mutex
	files := map[string][]byte{}
	_, list, err := Build(os.DirFS(".."), Options{}, func(name string, data []byte) error {
		mu.Lock()
		defer mu.Unlock()
		files[name] = bytes.Clone(data)
		return nil
	})
	if err != nil || list.Failed() {
		t.Fatalf("the demo does not build: %v, %v", err, list.All())
	}
	schema := compile(t, files["schema/team-1.json"])
	checked := 0
	for name, data := range files {
		if !strings.HasSuffix(name, "/data.json") {
			continue
		}
		checked++
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		broken := bytes.Replace(data, []byte(`"status": "ok"`), []byte(`"status": "fine"`), 1)
		v, _ = jsonschema.UnmarshalJSON(bytes.NewReader(broken))
		if schema.Validate(v) == nil {
			t.Errorf("%s: the schema lets a wrong status pass", name)
		}
	}
	if checked == 0 {
		t.Error("no data.json was published")
	}
}

func compile(t *testing.T, data []byte) *jsonschema.Schema {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("team.json", v); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("team.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}
