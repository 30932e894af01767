package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)

// One target is made from two copies of the source in different folders, and
// each file is the same. That takes a while on a machine that has never built
// for a release, so only CI does it; all targets on two machines are compared
// when a version is published.
func TestTheSameSourceGivesTheSameBytes(t *testing.T) {
	if os.Getenv("CI") == "" {
		t.Skip("CI builds it twice")
	}
	host := target{runtime.GOOS, runtime.GOARCH}
	first, again := made(t, host, "one"), made(t, host, filepath.Join("some", "other place"))
	if len(first) < 4 || len(first) != len(again) {
		t.Fatalf("there are %d files, and then %d", len(first), len(again))
	}
	for name, data := range first {
		if !bytes.Equal(data, again[name]) {
			t.Errorf("%s is different", name)
		}
	}
	holds(t, host, first)
}

// made is what a release of one target is made of, in a copy of the source.
func made(t *testing.T, host target, place string) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	r := release{version: "1.2.3", when: noon, source: filepath.Join(dir, place), out: filepath.Join(dir, "dist")}
	copySource(t, r.source)
	if err := os.Mkdir(r.out, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := r.make([]target{host}); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	entries, err := os.ReadDir(r.out)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if files[e.Name()], err = os.ReadFile(filepath.Join(r.out, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// copySource copies what a release is built of.
func copySource(t *testing.T, to string) {
	t.Helper()
	for _, dir := range []string{"generator", "themes"} {
		if err := os.CopyFS(filepath.Join(to, dir), os.DirFS("../../"+dir)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"main.go", "go.mod", "go.sum", "LICENSE", "README.md"} {
		data, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(to, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// holds looks into a release: its program is static and says its version, its
// archive has everything, and the sums are right.
func holds(t *testing.T, host target, files map[string][]byte) {
	t.Helper()
	base := fmt.Sprintf("wallwalk_1.2.3_%s_%s", host.os, host.arch)
	inside := unpacked(t, base, files)
	for _, name := range []string{"LICENSE", "README.md", "THIRD-PARTY.txt", "wallwalk.1", host.program(),
		"completion/_wallwalk", "completion/wallwalk.bash", "completion/wallwalk.fish", "completion/wallwalk.ps1"} {
		if len(inside[base+"/"+name]) == 0 {
			t.Errorf("%s is not in the archive", name)
		}
	}
	program := filepath.Join(t.TempDir(), host.program())
	if err := os.WriteFile(program, inside[base+"/"+host.program()], 0o777); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(program, "version").CombinedOutput(); err != nil || !strings.HasPrefix(string(out), "wallwalk 1.2.3 (") {
		t.Errorf("it says %q (%v)", out, err)
	}
	if bytes.Contains(inside[base+"/"+host.program()], []byte(t.Name())) { // which is in the paths of its folders
		t.Error("the program knows where it was built")
	}
	for line := range strings.Lines(string(files["SHA256SUMS"])) {
		sum, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if fmt.Sprintf("%x", sha256.Sum256(files[name])) != sum {
			t.Errorf("the sum of %q is not its own", name)
		}
	}
	var bom struct {
		Components []struct{ Name, Version, PURL string }
	}
	if err := json.Unmarshal(files["wallwalk_1.2.3.cdx.json"], &bom); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"stdlib", "github.com/yuin/goldmark", "gopkg.in/yaml.v3", "echarts"} {
		found := false
		for _, c := range bom.Components {
			found = found || c.Name == want && c.Version != "" && strings.HasSuffix(c.PURL, want+"@"+c.Version)
		}
		if !found || !strings.Contains(string(inside[base+"/THIRD-PARTY.txt"]), "\n"+want) {
			t.Errorf("%s is not in the list of parts, or its licence is missing", want)
		}
	}
}

func TestPackageURL(t *testing.T) {
	for p, want := range map[part]string{
		{path: "github.com/Acme/Box", version: "v2.0.0+incompatible"}: "pkg:golang/github.com/acme/box@v2.0.0%2Bincompatible",
		{path: "stdlib", version: "1.26.8"}:                           "pkg:golang/stdlib@1.26.8",
	} {
		if got := p.purl(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func unpacked(t *testing.T, base string, files map[string][]byte) map[string][]byte {
	t.Helper()
	if data := files[base+".zip"]; data != nil {
		return unzipped(t, data)
	}
	return untarred(t, files[base+".tar.gz"])
}

func untarred(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	g, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	inside := map[string][]byte{}
	for r := tar.NewReader(g); ; {
		h, err := r.Next()
		if err == io.EOF {
			return inside
		} else if err != nil {
			t.Fatal(err)
		}
		if inside[h.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		if !h.ModTime.Equal(noon) || h.Uid != 0 || h.Uname != "" {
			t.Errorf("%s bears %v and %d", h.Name, h.ModTime, h.Uid)
		}
	}
}

func unzipped(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	inside := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if inside[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		if !f.Modified.Equal(noon) {
			t.Errorf("%s bears %v", f.Name, f.Modified)
		}
	}
	return inside
}

// Archives hold what is put into them, and the same each time.
func TestArchives(t *testing.T) {
	files := []file{{"LICENSE", []byte("may"), 0o644}, {"wallwalk", []byte("program"), 0o755}}
	for kind, pack := range map[string]func(string, []file, time.Time) ([]byte, error){"tar": tarred, "zip": zipped} {
		first, err := pack("base", files, noon)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := pack("base", files, noon); !bytes.Equal(first, again) {
			t.Errorf("the %s is different each time", kind)
		}
		inside := unzippedOrNot(t, kind, first)
		if string(inside["base/LICENSE"]) != "may" || string(inside["base/wallwalk"]) != "program" || len(inside) != 2 {
			t.Errorf("the %s holds %q", kind, inside)
		}
	}
}

func unzippedOrNot(t *testing.T, kind string, data []byte) map[string][]byte {
	t.Helper()
	if kind == "zip" {
		return unzipped(t, data)
	}
	return untarred(t, data)
}

func TestWhatIsNoVersion(t *testing.T) {
	for _, version := range []string{"", "1", "1.2", "v1.2.3.4", "1.2.3 ", "$(x)", "../1.2.3"} {
		if err := run([]string{"--version", version, "-o", filepath.Join(t.TempDir(), "out")}); err == nil || !strings.Contains(err.Error(), "is not a version") {
			t.Errorf("%q: %v", version, err)
		}
	}
}
