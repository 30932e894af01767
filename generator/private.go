package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"wallwalk/generator/check"
	"wallwalk/generator/diag"
)

// Mask takes out of a list what may say who a patient is, where it was not
// made by [Check]. The list is about the files below fsys, or if that is nil
// about none that are at hand.
func Mask(fsys fs.FS, list *diag.List) error {
	var secrets check.Secrets
	if fsys != nil {
		var err error
		if secrets, err = (Options{}).findSecrets(fsys, nil, "cohorts", "content"); err != nil {
			return err
		}
	}
	secrets.Mask(list)
	return nil
}

// findSecrets are what the files below some folders say of patients, but for
// those below the folders that are known.
func (o Options) findSecrets(fsys fs.FS, known []string, dirs ...string) (check.Secrets, error) {
	var names []string
	for _, dir := range dirs {
		err := fs.WalkDir(fsys, dir, func(name string, e fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil
			case err != nil:
				return fmt.Errorf("listing %s: %w", name, err)
			case e.IsDir() && (strings.HasPrefix(e.Name(), ".") || slices.Contains(known, name)):
				return fs.SkipDir
			}
			names = append(names, name)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	found, errs := make([][]check.Secret, len(names)), make([]error, len(names))
	o.each(len(names), func(i int) {
		var data []byte
		data, errs[i] = words(fsys, names[i])
		found[i] = check.Source{Name: names[i], Text: data}.Secrets()
	})
	secrets := check.Secrets{}
	for i, name := range names {
		if len(found[i]) > 0 {
			secrets[name] = found[i]
		}
	}
	return secrets, errors.Join(errs...)
}

// wordy are the endings of files in which people write.
var wordy = []string{".yaml", ".yml", ".md", ".txt", ".csv"}

// maxWords is more than any file may have that is read.
const maxWords = 1 << 20

func isWordy(name string) bool { return slices.Contains(wordy, strings.ToLower(path.Ext(name))) }

// isRead reports whether it is a file, and no larger than any that is read.
func isRead(info fs.FileInfo) bool { return info.Mode().IsRegular() && info.Size() <= maxWords }

// words returns the text of a file, nil where it is none. A file that was
// there a moment ago and is gone has no text.
func words(fsys fs.FS, name string) ([]byte, error) {
	if !isWordy(name) {
		return nil, nil
	}
	info, err := fs.Lstat(fsys, name)
	if err != nil || !isRead(info) {
		return nil, vanished(err)
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, vanished(err)
	}
	return data, nil
}

func vanished(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
