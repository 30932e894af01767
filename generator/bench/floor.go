package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"gopkg.in/yaml.v3"
)

// floor is the least that any generator on this YAML library can do: walk,
// read, decode into nodes, and write a site of the same files with as many
// bytes in each.
func floor(root, site, out string) error {
	if err := decodeAll(root); err != nil {
		return err
	}
	filler := make([]byte, 16<<20)
	for i := range filler {
		filler[i] = 'x'
	}
	return filepath.WalkDir(site, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(site, name)
		if err != nil {
			return err
		}
		to := filepath.Join(out, rel)
		if e.IsDir() {
			return os.MkdirAll(to, 0o755)
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		if info.Size() > int64(len(filler)) {
			return fmt.Errorf("%s is larger than what there is to write", name)
		}
		return os.WriteFile(to, filler[:info.Size()], 0o644)
	})
}

func decodeAll(root string) error {
	return filepath.WalkDir(filepath.Join(root, "cohorts"), func(name string, e fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".yaml" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		var n yaml.Node
		if err := yaml.Unmarshal(data, &n); err != nil {
			return fmt.Errorf("decoding %s: %w", name, err)
		}
		return nil
	})
}
