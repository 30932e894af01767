package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// sbom writes what the programs are made of as CycloneDX: the modules that they
// themselves name, and ECharts, which is in the theme.
func (r release) sbom(parts []part) error {
	type property struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	type component struct {
		Type       string     `json:"type"`
		Name       string     `json:"name"`
		Version    string     `json:"version"`
		PURL       string     `json:"purl,omitempty"`
		Properties []property `json:"properties,omitempty"`
	}
	var all []component
	for _, p := range parts {
		c := component{Type: "library", Name: p.path, Version: p.version, PURL: p.purl()}
		if p.sum != "" {
			c.Properties = []property{{"go:sum", p.sum}}
		}
		all = append(all, c)
	}
	echarts, err := r.echarts()
	if err != nil {
		return err
	}
	all = append(all, component{Type: "library", Name: "echarts", Version: echarts, PURL: "pkg:npm/echarts@" + echarts})
	text, err := json.MarshalIndent(map[string]any{
		"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
		"metadata":   map[string]any{"timestamp": r.when.Format("2006-01-02T15:04:05Z"), "component": component{Type: "application", Name: "wallwalk", Version: r.version}},
		"components": all,
	}, "", "  ")
	return r.write(fmt.Sprintf("wallwalk_%s.cdx.json", r.version), append(text, '\n'), err)
}

// purl is the part's package URL: in small letters, and what follows a version
// such as +incompatible is no sign of its own.
func (p part) purl() string {
	return "pkg:golang/" + strings.ToLower(p.path) + "@" + strings.ReplaceAll(p.version, "+", "%2B")
}

// echarts is the version that the theme's build is of.
func (r release) echarts() (string, error) {
	text, err := os.ReadFile(filepath.Join(r.source, "themes/default/echarts/package.json"))
	if err != nil {
		return "", err
	}
	var p struct {
		DevDependencies map[string]string `json:"devDependencies"`
	}
	if err := json.Unmarshal(text, &p); err != nil {
		return "", fmt.Errorf("reading the theme's package.json: %w", err)
	}
	if p.DevDependencies["echarts"] == "" {
		return "", errors.New("the theme's package.json does not say which ECharts it has")
	}
	return p.DevDependencies["echarts"], nil
}

var licenceForm = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice)`)

// licences are the words under which the parts may be passed on. A part without
// any is an error.
func (r release) licences(parts []part) ([]byte, error) {
	dirs := map[string]string{}
	for _, p := range parts {
		dir, err := r.folder(p)
		if err != nil {
			return nil, err
		}
		dirs[p.path+" "+p.version] = dir
	}
	var b bytes.Buffer
	b.WriteString("wallwalk is made with the work of others, which comes under these licences.\n")
	for _, p := range append(parts, part{path: "echarts"}) {
		dir := dirs[p.path+" "+p.version]
		if p.path == "echarts" {
			dir = filepath.Join(r.source, "themes/default/echarts")
		}
		if err := quote(&b, strings.TrimSpace(p.path+" "+p.version), dir); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

// quote puts a part's licences into the text.
func quote(b *bytes.Buffer, what, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	found := false
	for _, e := range entries {
		if !e.Type().IsRegular() || !licenceForm.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		found = true
		fmt.Fprintf(b, "\n%s\n%s, %s\n\n%s\n", strings.Repeat("=", 80), what, e.Name(), bytes.TrimSpace(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))))
	}
	if !found {
		return fmt.Errorf("%s has no licence in %s", what, dir)
	}
	return nil
}

// folder is where a part's source lies on this machine.
func (r release) folder(p part) (string, error) {
	if p.path == "stdlib" {
		out, err := exec.Command("go", "env", "GOROOT").Output()
		return strings.TrimSpace(string(out)), err
	}
	cmd := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", p.path)
	cmd.Dir = r.source
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("looking for %s: %w", p.path, err)
	}
	return strings.TrimSpace(string(out)), nil
}
