// Release makes what is published of a version: static programs for three
// systems and two processors, each packed with its manual, completion and
// licences; the sums of all; and a list of what they are made of.
//
//	go run ./generator/release --version 1.2.0 -o dist
//
// The same source, Go and version give the same bytes wherever and by whomever
// it is run: nothing of the machine, the folder or the hour gets in. Times are
// those of SOURCE_DATE_EPOCH, or of the commit.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// A target is a system and a processor, as Go names them.
type target struct{ os, arch string }

var targets = []target{
	{"darwin", "amd64"}, {"darwin", "arm64"}, {"linux", "amd64"}, {"linux", "arm64"}, {"windows", "amd64"}, {"windows", "arm64"},
}

// program is the program's file name.
func (t target) program() string {
	if t.os == "windows" {
		return "wallwalk.exe"
	}
	return "wallwalk"
}

// A release is what is being made.
type release struct {
	version string    // "1.2.0"
	when    time.Time // of everything in it
	source  string    // the repository's folder
	out     string
}

var versionForm = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$`)

func run(args []string) error {
	flags := pflag.NewFlagSet("release", pflag.ContinueOnError)
	version := flags.String("version", "", "the version, such as 1.2.0 or v1.2.0")
	out := flags.StringP("output", "o", "dist", "the folder to write; it must not be there yet")
	if err := flags.Parse(args); err != nil {
		return err
	}
	r := release{version: strings.TrimPrefix(*version, "v"), source: ".", out: *out}
	if !versionForm.MatchString(r.version) {
		return fmt.Errorf("--version %q is not a version: write 1.2.0", *version)
	}
	var err error
	if r.when, err = day(r.source); err != nil {
		return err
	}
	if err := os.Mkdir(r.out, 0o777); err != nil {
		return fmt.Errorf("making the folder: %w", err)
	}
	return r.make(targets)
}

// day is the time that everything in the release bears.
func day(source string) (time.Time, error) {
	text := os.Getenv("SOURCE_DATE_EPOCH")
	if text == "" {
		out, err := exec.Command("git", "-C", source, "log", "-1", "--format=%ct").Output()
		if err != nil {
			return time.Time{}, fmt.Errorf("asking git for the commit's time: %w; or set SOURCE_DATE_EPOCH", err)
		}
		text = strings.TrimSpace(string(out))
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		return time.Time{}, fmt.Errorf("%q is no number of seconds", text)
	}
	return time.Unix(n, 0).UTC(), nil
}

// make builds the targets and writes all that belongs to them.
func (r release) make(targets []target) error {
	work, err := os.MkdirTemp("", "wallwalk-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	built := map[target]string{}
	for _, t := range targets {
		built[t] = filepath.Join(work, t.os+"-"+t.arch, t.program())
		if err := r.build(t, built[t]); err != nil {
			return err
		}
	}
	own := filepath.Join(work, "own", target{os: runtime.GOOS}.program())
	if err := r.build(target{runtime.GOOS, runtime.GOARCH}, own); err != nil {
		return err
	}
	beside, err := r.beside(own)
	if err != nil {
		return err
	}
	parts, err := partsOf(built)
	if err != nil {
		return err
	}
	licences, err := r.licences(parts)
	if err != nil {
		return err
	}
	beside = append(beside, file{"THIRD-PARTY.txt", licences, 0o644})
	for _, t := range targets {
		if err := r.pack(t, built[t], beside); err != nil {
			return err
		}
	}
	if err := r.sbom(parts); err != nil {
		return err
	}
	return r.sums()
}

// beside is what is packed beside the program: read from the source, or said by
// the program itself.
func (r release) beside(own string) ([]file, error) {
	var all []file
	for _, name := range []string{"LICENSE", "README.md"} {
		data, err := os.ReadFile(filepath.Join(r.source, name))
		if err != nil {
			return nil, err
		}
		all = append(all, file{name, data, 0o644})
	}
	for name, args := range map[string][]string{
		"wallwalk.1": {"man"}, "completion/wallwalk.bash": {"completion", "bash"}, "completion/_wallwalk": {"completion", "zsh"},
		"completion/wallwalk.fish": {"completion", "fish"}, "completion/wallwalk.ps1": {"completion", "powershell"},
	} {
		cmd := exec.Command(own, args...)
		cmd.Env = append(os.Environ(), fmt.Sprintf("SOURCE_DATE_EPOCH=%d", r.when.Unix()))
		data, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("wallwalk %s: %w", strings.Join(args, " "), err)
		}
		all = append(all, file{name, data, 0o644})
	}
	return all, nil
}
