package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const serveHead = `| teams | first page after start | save to new bytes, median | slowest of ten | memory |
|--:|--:|--:|--:|--:|`

// measureServe serves a program of n teams, saves a team's file now and then,
// and asks for the team's page until it has what was saved.
func measureServe(dir string, n, saves int) error {
	program := filepath.Join(dir, "program")
	if err := writeProgram(program, n); err != nil {
		return fmt.Errorf("making a program of %d teams: %w", n, err)
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	began := time.Now()
	cmd := exec.Command(self, "child", "serve", "--addr", "127.0.0.1:0", "--root", program)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	defer cmd.Process.Kill()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return fmt.Errorf("serving %d teams: %w", n, err)
	}
	page := strings.Fields(strings.TrimPrefix(line, "the site is at "))[0] + "cohort-001/" + teamID(3) + "/"
	if _, err := fetch(page); err != nil {
		return err
	}
	first := time.Since(began)
	name := filepath.Join(program, "cohorts", "cohort-001", "teams", teamID(3), "team.yaml")
	was, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var took []time.Duration
	for i := range saves {
		time.Sleep(300 * time.Millisecond) // people type in between
		mark := fmt.Sprintf("Hospital number %d", i)
		saved := time.Now()
		if err := os.WriteFile(name, bytes.Replace(was, []byte("site: "), []byte("site: "+mark+", "), 1), 0o644); err != nil {
			return err
		}
		for body := []byte(nil); !bytes.Contains(body, []byte(mark)); {
			if time.Since(saved) > time.Minute {
				return fmt.Errorf("%s is not seen a minute after it was saved", name)
			}
			time.Sleep(time.Millisecond)
			if body, err = fetch(page); err != nil {
				return err
			}
		}
		took = append(took, time.Since(saved))
	}
	slices.Sort(took)
	if err := cmd.Process.Kill(); err != nil {
		return err
	}
	_ = cmd.Wait() // it was killed
	fmt.Printf("| %d | %.2f s | %d ms | %d ms | %d MB |\n", n, first.Seconds(), took[len(took)/2].Milliseconds(), took[len(took)-1].Milliseconds(), peak(cmd.ProcessState)>>20)
	return os.RemoveAll(dir)
}

func fetch(page string) ([]byte, error) {
	resp, err := http.Get(page)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
