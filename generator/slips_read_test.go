package generator_test

import (
	"os"
	"path"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"
)

// A oneSlip is one edit of one file, and what the person is told. A text of
// slips has them with a blank line between:
//
//	# its title; one that ends in "is fine" is no slip, and nothing is said
//	file cohorts/program.yaml     what is edited; the same as before if left out
//	|a line that stays, to find the place
//	-a line that goes
//	+a line that comes; with neither | nor - it is the whole file
//	"a line that comes,\twritten as Go writes it"
//	as crlf                       how the file is saved, see saved
//	rename roster.yml             another name for the file
//	move North Gate               another name for its folder
//	remove                        no file
//	error unknown-key 2:1 …       what is told, to the end
type oneSlip struct {
	title string
	line  int    // where it stands in its text
	file  string // what is edited
	steps []string
	edit  string // all of it up to what is told, as it stands
	told  string
}

// readSlips reads one text of slips.
func readSlips(t *testing.T, name string) []oneSlip {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var slips []oneSlip
	file := ""
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		word, rest, _ := strings.Cut(line, " ")
		if word == "#" {
			slips = append(slips, oneSlip{title: rest, line: i + 1, file: file})
		} else if len(slips) == 0 {
			t.Fatalf("%s:%d: a slip starts with its title: # …", name, i+1)
		}
		s := &slips[len(slips)-1]
		switch {
		case line == "":
			continue
		case word == "error", word == "warning", word == "fine", s.told != "":
			s.told += line + "\n"
			continue
		case word == "file":
			file, s.file = rest, rest
		case word != "#":
			s.steps = append(s.steps, line)
		}
		s.edit += line + "\n"
	}
	return slips
}

// apply makes the edit.
func (s oneSlip) apply(t *testing.T, files fstest.MapFS) {
	t.Helper()
	var old, fresh []string
	for _, step := range s.steps {
		switch {
		case step[0] == '|':
			old, fresh = append(old, step[1:]), append(fresh, step[1:])
		case step[0] == '-':
			old = append(old, step[1:])
		case step[0] == '+':
			fresh = append(fresh, step[1:])
		case step[0] == '"':
			line, err := strconv.Unquote(step)
			if err != nil {
				t.Fatalf("%s: %s: %v", s.title, step, err)
			}
			fresh = append(fresh, line)
		}
	}
	var data string
	if file := files[s.file]; file != nil {
		data = string(file.Data)
	}
	if len(old)+len(fresh) > 0 {
		data = s.replaced(t, data, old, fresh)
	}
	files[s.file] = &fstest.MapFile{Data: []byte(data)}
	for _, step := range s.steps {
		s.whole(t, files, step)
	}
}

// replaced is the text with its one run of old lines replaced by fresh ones;
// without old ones, with all of it replaced.
func (s oneSlip) replaced(t *testing.T, data string, old, fresh []string) string {
	t.Helper()
	text := func(lines []string) string { return strings.Join(append(lines, ""), "\n") }
	if len(old) == 0 {
		return text(fresh)
	}
	if n := strings.Count("\n"+data, "\n"+text(old)); n != 1 {
		t.Fatalf("%s: what it changes stands %d times in %s", s.title, n, s.file)
	}
	return strings.TrimPrefix(strings.Replace("\n"+data, "\n"+text(old), "\n"+text(fresh), 1), "\n")
}

// whole does what is done to a file as a whole.
func (s oneSlip) whole(t *testing.T, files fstest.MapFS, step string) {
	t.Helper()
	word, rest, _ := strings.Cut(step, " ")
	switch dir := path.Dir(s.file); {
	case strings.Contains(`|-+"`, step[:1]):
	case word == "as":
		files[s.file] = &fstest.MapFile{Data: []byte(saved(t, string(files[s.file].Data), rest))}
	case word == "rename":
		files[path.Join(dir, rest)] = files[s.file]
		delete(files, s.file)
	case word == "move":
		for name := range files {
			if inside, ours := strings.CutPrefix(name, dir+"/"); ours {
				files[path.Join(path.Dir(dir), rest, inside)] = files[name]
				delete(files, name)
			}
		}
	case word == "remove":
		delete(files, s.file)
	default:
		t.Fatalf("%s: what is %q?", s.title, step)
	}
}

// saved is a text as other programs save it.
func saved(t *testing.T, text, form string) string {
	t.Helper()
	var b strings.Builder
	switch form {
	case "crlf":
		return strings.ReplaceAll(text, "\n", "\r\n")
	case "cr":
		return strings.ReplaceAll(text, "\n", "\r")
	case "bom":
		return "\uFEFF" + text
	case "without-last-newline":
		return strings.TrimSuffix(text, "\n")
	case "utf-16":
		b.WriteString("\xff\xfe")
		for _, u := range utf16.Encode([]rune(text)) {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	case "windows-1252":
		for _, r := range text {
			b.WriteByte(byte(r))
		}
	default:
		t.Fatalf("nothing is saved as %q", form)
	}
	return b.String()
}
