package generator

import (
	"fmt"
	"io/fs"

	"wallwalk/generator/diag"
)

// Bounds on a theme of the program's own. They are far above what one has, and
// keep what was put there by mistake, such as the tools it is made with, out of
// a build's memory.
const (
	mostThemeFiles = 300
	maxThemeFile   = 2 << 20
	maxTheme       = 16 << 20
)

// onlyTheme is the remedy for a folder that holds more than a theme.
const onlyTheme = "keep templates/, css/, js/ and echarts/ in it, and nothing that the theme is made with, such as node_modules/"

// themeFiles looks at a theme's folder before any of it is read, and says what
// is wrong with its files as files: their number, their size, links.
func themeFiles(fsys fs.FS, dir string, list *diag.List) error {
	files, size := 0, int64(0)
	return fs.WalkDir(fsys, dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("listing %s: %w", name, err)
		}
		at := diag.Span{File: name}
		switch {
		case e.Type()&fs.ModeSymlink != 0:
			list.Errorf("link", at, "commit the file itself in its place", "this is a link, and links are not followed")
		case e.IsDir():
		case !e.Type().IsRegular():
			list.Errorf("not-a-file", at, "delete it: a theme is made of files", "this is not a file")
		default:
			info, err := e.Info()
			if err != nil {
				return fmt.Errorf("looking at %s: %w", name, err)
			}
			if size += info.Size(); info.Size() > maxThemeFile {
				list.Errorf("too-large", at, onlyTheme, "the file is %d KiB; the most that a theme's file may be is %d KiB", info.Size()>>10, maxThemeFile>>10)
			}
		}
		switch files++; {
		case files > mostThemeFiles:
			list.Errorf("too-many-files", diag.Span{File: dir}, onlyTheme, "the theme has more than %d files and folders", mostThemeFiles)
			return fs.SkipAll
		case size > maxTheme:
			list.Errorf("too-large", diag.Span{File: dir}, onlyTheme, "the theme's files are together larger than %d MiB", maxTheme>>20)
			return fs.SkipAll
		}
		return nil
	})
}
