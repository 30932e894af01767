package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A file is one of an archive's.
type file struct {
	name string
	data []byte
	mode int64
}

// pack writes a target's archive, and for Linux the program as it is, which is
// what a program's builds download: see .wallwalk/release.
func (r release) pack(t target, program string, beside []file) error {
	data, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	base := fmt.Sprintf("wallwalk_%s_%s_%s", r.version, t.os, t.arch)
	files := append(slices.Clone(beside), file{t.program(), data, 0o755})
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	if t.os == "windows" {
		packed, err := zipped(base, files, r.when)
		return r.write(base+".zip", packed, err)
	}
	packed, err := tarred(base, files, r.when)
	if err := r.write(base+".tar.gz", packed, err); err != nil || t.os != "linux" {
		return err
	}
	if err := r.write(base, data, nil); err != nil {
		return err
	}
	return os.Chmod(filepath.Join(r.out, base), 0o755)
}

func (r release) write(name string, data []byte, err error) error {
	if err != nil {
		return fmt.Errorf("packing %s: %w", name, err)
	}
	return os.WriteFile(filepath.Join(r.out, name), data, 0o644)
}

func tarred(base string, files []file, when time.Time) ([]byte, error) {
	var b bytes.Buffer
	g, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	t := tar.NewWriter(g)
	for _, f := range files {
		h := &tar.Header{Format: tar.FormatUSTAR, Name: base + "/" + f.name, Mode: f.mode, Size: int64(len(f.data)), ModTime: when}
		if err := t.WriteHeader(h); err != nil {
			return nil, err
		}
		if _, err := t.Write(f.data); err != nil {
			return nil, err
		}
	}
	if err := t.Close(); err != nil {
		return nil, err
	}
	err = g.Close()
	return b.Bytes(), err
}

func zipped(base string, files []file, when time.Time) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: base + "/" + f.name, Method: zip.Deflate, Modified: when}
		h.SetMode(os.FileMode(f.mode))
		w, err := z.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// sums writes SHA256SUMS, which sha256sum -c reads.
func (r release) sums() error {
	entries, err := os.ReadDir(r.out)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(r.out, e.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(data), e.Name())
	}
	return os.WriteFile(filepath.Join(r.out, "SHA256SUMS"), []byte(b.String()), 0o644)
}
