// Package themes holds the default theme: templates, styles, scripts, and the
// ECharts build. A program's own theme overrides single files of it.
package themes

import (
	"embed"
	"io/fs"
)

//go:embed default/templates default/css default/js default/echarts/echarts.min.js
var files embed.FS

// Default returns the default theme's files: templates/, css/, js/ and
// echarts/echarts.min.js.
func Default() fs.FS {
	sub, err := fs.Sub(files, "default")
	if err != nil {
		panic(err) // the name is valid, whatever the files are
	}
	return sub
}
