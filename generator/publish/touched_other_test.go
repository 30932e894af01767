//go:build !linux

package publish

import "io/fs"

func touched(before, after fs.FileInfo) bool { return false } // its times and identity are compared anyway
