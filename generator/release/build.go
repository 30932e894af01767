package main

import (
	"bytes"
	"cmp"
	"debug/buildinfo"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
)

// build makes one program: static, without the machine's paths, and without
// what version control would add, which a copy of the source does not know.
func (r release) build(t target, name string) error {
	name, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-mod=readonly",
		"-ldflags=-s -w -buildid= -X wallwalk/generator/cli.version="+r.version, "-o", name, ".")
	cmd.Dir, cmd.Env = r.source, append(quiet(os.Environ()), "CGO_ENABLED=0", "GOOS="+t.os, "GOARCH="+t.arch)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("building for %s/%s: %w\n%s", t.os, t.arch, err, &said)
	}
	return nil
}

// quiet is an environment without what would change what Go builds.
func quiet(env []string) []string {
	return slices.DeleteFunc(slices.Clone(env), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains([]string{"GOFLAGS", "GOEXPERIMENT", "GOAMD64", "GOARM64", "GOFIPS140", "GOOS", "GOARCH", "CGO_ENABLED"}, name)
	})
}

// A part is a module that is in a program, at a version, with its sum.
type part struct{ path, version, sum string }

// partsOf are the modules that the programs say they are made of, each once,
// and Go's own library.
func partsOf(built map[target]string) ([]part, error) {
	var parts []part
	for _, name := range built {
		info, err := buildinfo.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("asking %s what it is made of: %w", name, err)
		}
		parts = append(parts, part{"stdlib", strings.TrimPrefix(info.GoVersion, "go"), ""})
		for _, d := range info.Deps {
			parts = append(parts, partOf(d))
		}
	}
	slices.SortFunc(parts, func(a, b part) int {
		return cmp.Or(strings.Compare(a.path, b.path), strings.Compare(a.version, b.version))
	})
	return slices.Compact(parts), nil
}

func partOf(d *debug.Module) part {
	if d.Replace != nil {
		d = d.Replace
	}
	return part{d.Path, d.Version, d.Sum}
}
