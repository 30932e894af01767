// Bench measures whole builds on generated programs against a floor: the same
// files decoded with the YAML library alone, and as many bytes written into as
// many files.
//
//	go run ./generator/bench                          12, 200 and 2,000 teams
//	go run ./generator/bench --teams 10000 --dir /dev/shm
//	go run ./generator/bench --serve
//
// Everything runs in a process of its own, so that its time, its processors'
// time and its memory are its own; each is run a few times and the median
// told. What is read and written lies below --dir, on a disk or in memory. The
// table is Markdown.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"wallwalk/generator/cli"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) > 0 && args[0] == "child" {
		return child(args[1:])
	}
	flags := pflag.NewFlagSet("bench", pflag.ContinueOnError)
	teams := flags.IntSlice("teams", []int{12, 200, 2000}, "how large the programs are")
	dir := flags.String("dir", "", "where to read and write (default: the system's folder for temporary files)")
	serving := flags.Bool("serve", false, "measure serve instead: from a save to the new page")
	runs := flags.Int("runs", 3, "how often each is run; the median is told")
	if err := flags.Parse(args); err != nil {
		return err
	}
	work, err := os.MkdirTemp(*dir, "wallwalk-bench-")
	if err != nil {
		return err
	}
	one := func(dir string, n int) error { return measure(dir, n, *runs) }
	if *serving {
		head, one = serveHead, func(dir string, n int) error { return measureServe(dir, n, 10) }
	}
	fmt.Println(head)
	for _, n := range *teams {
		err = errors.Join(err, one(filepath.Join(work, strconv.Itoa(n)), n))
	}
	return errors.Join(err, os.RemoveAll(work))
}

// child is one process that is measured: "floor PROGRAM SITE OUT", or a
// command of wallwalk's.
func child(args []string) error {
	if args[0] == "floor" {
		return floor(args[1], args[2], args[3])
	}
	if code := cli.Run(context.Background(), cli.Env{Args: args, Stdin: strings.NewReader(""), Stdout: os.Stdout, Stderr: os.Stderr, Getenv: func(string) string { return "" }}); code != 0 {
		return fmt.Errorf("wallwalk %s: exit code %d", strings.Join(args, " "), code)
	}
	return nil
}
