package diag

import (
	"bytes"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

var sarifSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	text, err := os.ReadFile("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		return nil, err
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", v); err != nil {
		return nil, err
	}
	return c.Compile("sarif.json")
})

// follows returns what SARIF's own schema says of a log.
func follows(t *testing.T, log string) error {
	t.Helper()
	schema, err := sarifSchema()
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(log))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(v)
}

type sarifLog struct {
	Schema  string `json:"$schema"`
	Version string
	Runs    []struct {
		Tool struct {
			Driver struct {
				Name  string
				Rules []struct {
					ID               string
					ShortDescription struct{ Text string }
				}
			}
		}
		ColumnKind string
		Results    []sarifResult
	}
}

type sarifResult struct {
	RuleID    string
	RuleIndex int
	Level     string
	Message   struct{ Text string }
	Locations []struct {
		PhysicalLocation struct {
			ArtifactLocation struct{ URI, URIBaseID string }
			Region           *struct{ StartLine, StartColumn, EndColumn int }
		}
	}
	PartialFingerprints map[string]string
}

// sameInSARIF fails where a log breaks the schema or says something else than
// was found.
func sameInSARIF(t *testing.T, l *List) {
	t.Helper()
	text := printed(t, l.SARIF)
	if err := follows(t, text); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	var log sarifLog
	decode(t, text, &log)
	if len(log.Runs) != 1 || log.Version != "2.1.0" || log.Runs[0].ColumnKind != "unicodeCodePoints" || log.Runs[0].Tool.Driver.Name != "wallwalk" {
		t.Fatalf("the log is\n%s", text)
	}
	run := log.Runs[0]
	if len(run.Results) != len(l.items) {
		t.Fatalf("%d diagnostics become %d results", len(l.items), len(run.Results))
	}
	seen := map[string]bool{}
	for i, got := range run.Results {
		sameResult(t, l.items[i], got)
		if rule := run.Tool.Driver.Rules[got.RuleIndex]; rule.ID != got.RuleID {
			t.Fatalf("the result is of %q, its rule is %q", got.RuleID, rule.ID)
		}
		seen[got.PartialFingerprints["wallwalk/v1"]] = true
	}
	if len(seen) != len(l.items) {
		t.Fatalf("%d diagnostics have %d fingerprints", len(l.items), len(seen))
	}
}

func sameResult(t *testing.T, d Diagnostic, got sarifResult) {
	t.Helper()
	text := Printable(d.Message)
	if d.Hint != "" {
		text += "\nhint: " + shown(d.Hint, "\n")
	}
	if got.RuleID != valid(d.Code) || got.Level != d.Severity.String() || strings.ReplaceAll(got.Message.Text, "] (", "](") != strings.ReplaceAll(text, "] (", "](") {
		t.Fatalf("%+v becomes %+v", d, got)
	}
	if strings.Contains(got.Message.Text, "](") {
		t.Fatalf("the message %q has a link", got.Message.Text)
	}
	where := got.Locations[0].PhysicalLocation
	u, err := url.Parse(where.ArtifactLocation.URI)
	if err != nil || u.Scheme != "" || u.RawQuery != "" || u.Fragment != "" || strings.TrimPrefix(u.Path, "./") != strings.TrimPrefix(d.At.File, "./") {
		t.Fatalf("the file %q becomes %q (%v)", d.At.File, where.ArtifactLocation.URI, err)
	}
	r := where.Region
	if (r == nil) != (d.At.Line < 1) {
		t.Fatalf("%v has the region %v", d.At, r)
	}
	if r != nil && (r.StartLine != int(d.At.Line) || r.StartColumn != max(int(d.At.Col), 1) || r.EndColumn-r.StartColumn != max(int(d.At.Width), 1)) {
		t.Fatalf("%v has the region %+v", d.At, *r)
	}
}

func TestSARIFFollowsItsSchemaAndSaysWhatWasFound(t *testing.T) {
	sameInSARIF(t, plain())
	sameInSARIF(t, hostile())
	sameInSARIF(t, alone())
	sameInSARIF(t, new(List))
}

// A schema that lets everything pass would prove nothing.
func TestTheSchemaOfSARIFRejects(t *testing.T) {
	log := printed(t, plain().SARIF)
	for _, change := range [][2]string{
		{`"version": "2.1.0"`, `"version": "2.0.0"`}, {`"startLine": 7`, `"startLine": 0`}, {`"level": "error"`, `"level": "fatal"`},
		{`"unicodeCodePoints"`, `"bytes"`}, {`"ruleIndex": 0`, `"ruleIndex": -2`}, {`"name": "wallwalk"`, `"title": "wallwalk"`},
		{`"uri": "cohorts/`, `"uri": "%zz/`}, {`"ruleId"`, `"rule"`}, {`"text": "fraction`, `"word": "fraction`},
	} {
		broken := strings.Replace(log, change[0], change[1], 1)
		if broken == log {
			t.Errorf("%s does not stand in\n%s", change[0], log)
		} else if follows(t, broken) == nil {
			t.Errorf("the schema lets %s pass", change[1])
		}
	}
}
