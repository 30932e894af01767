package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

var head = `| teams | what | pages | files | MB | time | CPU | of the floor's | memory | pages/s |
|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|`

// A cost is what one process took.
type cost struct {
	time, cpu time.Duration
	memory    int64 // bytes at most; 0 where the system doesn't say
}

// measure builds a program of n teams in every way, and prints a row for each.
func measure(dir string, n, runs int) error {
	program, site := filepath.Join(dir, "program"), filepath.Join(dir, "site")
	if err := writeProgram(program, n); err != nil {
		return fmt.Errorf("making a program of %d teams: %w", n, err)
	}
	build := []string{"build", "--quiet", "--root", program, "-o", site}
	// One before all, so that the system has the files at hand.
	if _, err := spend(build); err != nil {
		return err
	}
	m, err := weigh(site)
	if err != nil {
		return err
	}
	week := filepath.Join(program, "cohorts", "cohort-001", "teams", teamID(0), "wall.yaml")
	rows := []struct {
		what    string
		args    []string
		prepare func() error
	}{
		{"floor", []string{"floor", program, site, filepath.Join(dir, "floor")}, func() error { return os.RemoveAll(filepath.Join(dir, "floor")) }},
		{"check", []string{"check", "--quiet", "--root", program}, nil},
		{"build", build, func() error { return os.RemoveAll(site) }},
		{"build, nothing changed", build, nil},
		{"build, one file changed", build, func() error { return edit(week) }},
	}
	// One run of everything after another: a machine that others use is quicker
	// at one time than at another, and what is compared has to meet the same.
	costs := make([][]cost, len(rows))
	for range runs {
		for i, row := range rows {
			if row.prepare != nil {
				if err := row.prepare(); err != nil {
					return err
				}
			}
			c, err := spend(row.args)
			if err != nil {
				return err
			}
			costs[i] = append(costs[i], c)
		}
	}
	least := median(costs[0])
	for i, row := range rows {
		c := median(costs[i])
		fmt.Printf("| %d | %s | %d | %d | %.1f | %.2f s | %.2f s | %.2f | %d MB | %.0f |\n", n, row.what, m.pages, m.files, float64(m.bytes)/1e6,
			c.time.Seconds(), c.cpu.Seconds(), c.cpu.Seconds()/least.cpu.Seconds(), c.memory>>20, float64(m.pages)/c.time.Seconds())
	}
	return os.RemoveAll(dir)
}

// edit changes one text of a team's, another time each time.
func edit(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return os.WriteFile(name, bytes.Replace(data, []byte("Look at what"), []byte("Look well at what"), 1), 0o644)
}

// spend runs one child to its end.
func spend(args []string) (cost, error) {
	self, err := os.Executable()
	if err != nil {
		return cost{}, err
	}
	var said bytes.Buffer
	cmd := exec.Command(self, append([]string{"child"}, args...)...)
	cmd.Stdout, cmd.Stderr = &said, &said
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return cost{}, fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, said.String())
	}
	return cost{time.Since(start), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak(cmd.ProcessState)}, nil
}

// median is the run of the median processors' time.
func median(costs []cost) cost {
	slices.SortFunc(costs, func(a, b cost) int { return int(a.cpu - b.cpu) })
	return costs[len(costs)/2]
}

// A weight is how much a site has.
type weight struct {
	pages, files int
	bytes        int64
}

func weigh(site string) (weight, error) {
	var w weight
	err := filepath.WalkDir(site, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		w.files++
		w.bytes += info.Size()
		if filepath.Ext(name) == ".html" {
			w.pages++
		}
		return nil
	})
	return w, err
}
