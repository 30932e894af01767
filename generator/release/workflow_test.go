package main

import (
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
)

// The workflow that publishes may do so in one job alone, uses actions by their
// commit, and puts nothing into a shell that somebody else wrote.
func TestTheWorkflowIsCareful(t *testing.T) {
	const name = "../../.github/workflows/release.yml"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lint, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	found, err := lint.Lint(name, text, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range found {
		t.Errorf("%s:%d:%d: %s", name, e.Line, e.Column, e.Message)
	}
	for _, m := range regexp.MustCompile(`uses: (\S+)`).FindAllStringSubmatch(string(text), -1) {
		if !regexp.MustCompile(`^actions/[a-z-]+@[0-9a-f]{40}$`).MatchString(m[1]) {
			t.Errorf("it uses %s, not by its commit", m[1])
		}
	}
	making, publishing, _ := strings.Cut(string(text), "\n  publish:\n")
	if !strings.Contains(making, "\npermissions:\n  contents: read\n") || strings.Contains(making, "write") {
		t.Error("what makes the release may do more than read")
	}
	if strings.Count(publishing, "write") != 1 || !strings.Contains(publishing, "contents: write") || strings.Contains(publishing, "go run") {
		t.Error("what publishes it may do more than that, or makes it")
	}
	for line := range strings.Lines(string(text)) {
		if strings.Contains(line, "run:") && strings.Contains(line, "${{") {
			t.Errorf("it puts words of others into a shell: %s", line)
		}
	}
}

// The container's program is the one that a release has.
func TestTheContainerHasTheReleasesProgram(t *testing.T) {
	text, err := os.ReadFile("../../Containerfile")
	if err != nil {
		t.Fatal(err)
	}
	r := release{version: "${VERSION}", when: noon, out: t.TempDir()}
	program := t.TempDir() + "/wallwalk"
	if err := os.WriteFile(program, []byte("x"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := r.pack(target{"linux", "${TARGETARCH}"}, program, nil); err != nil {
		t.Fatal(err)
	}
	copied := regexp.MustCompile(`COPY --chmod=0755 dist/(\S+) `).FindStringSubmatch(string(text))
	if copied == nil {
		t.Fatal("the Containerfile copies no program")
	}
	if _, err := os.Stat(r.out + "/" + copied[1]); err != nil {
		t.Errorf("no release has %s", copied[1])
	}
}
