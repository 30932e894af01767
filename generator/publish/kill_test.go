package publish

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

const (
	killedDir   = "WALLWALK_TEST_PUBLISH_DIR" // set: this process is the one to be killed
	killedNext  = "WALLWALK_TEST_PUBLISH_NEXT"
	killedSwap  = "WALLWALK_TEST_PUBLISH_RENAMES"
	killedPages = 30
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(killedDir); dir != "" {
		publishForever(dir)
	}
	os.Exit(m.Run())
}

// publishForever publishes one generation after the other and reports each.
func publishForever(dir string) {
	next, _ := strconv.Atoi(os.Getenv(killedNext))
	for ; ; next++ {
		if err := publishGeneration(dir, next); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("published")
	}
}

// publishGeneration writes pages that all say the same number, and as many
// that never change.
func publishGeneration(dir string, number int) error {
	s, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	defer s.Abort()
	if os.Getenv(killedSwap) != "" {
		s.exchange = byRenames
	}
	for i := range killedPages {
		if err := s.Put(fmt.Sprintf("new/%d", i), []byte(strconv.Itoa(number))); err != nil {
			return err
		}
		if err := s.Put(fmt.Sprintf("same/%d", i), []byte("same")); err != nil {
			return err
		}
	}
	_, err = s.Commit()
	return err
}

// generation returns the one number that all pages of a whole site say.
func generation(t *testing.T, dir string) int {
	t.Helper()
	got := tree(t, dir)
	text := got["new/0"]
	want := site{".wallwalk": markerText, "new/": "", "same/": ""}
	for i := range killedPages {
		page := strconv.Itoa(i)
		want["new/"+page], want["same/"+page] = text, "same"
	}
	number, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("the first page says %q", text)
	}
	wantTree(t, dir, want)
	return number
}

// killOne starts a publisher, lets it publish once, and kills it within the
// next few milliseconds.
func killOne(t *testing.T, dir, renames string, next int, after time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), killedDir+"="+dir, killedNext+"="+strconv.Itoa(next), killedSwap+"="+renames)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	time.Sleep(after)
	cmd.Process.Kill()
	cmd.Wait()
	if err != nil || strings.TrimSpace(line) != "published" {
		t.Fatalf("the publisher said %q, %v", line, err)
	}
}

// kills of each way to exchange two trees.
const kills = 100

// Kills come from anywhere, so their moments are drawn by lot, but the same
// lot each time.
func TestKill(t *testing.T) {
	for name, renames := range map[string]string{"swap": "", "renames": "yes"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "public")
			lot := rand.New(rand.NewPCG(1, 2))
			for last := range kills {
				killOne(t, dir, renames, last, time.Duration(lot.IntN(12_000))*time.Microsecond)
				if renames != "" { // only the next Open makes it whole
					if err := open(t, dir, Options{}).Abort(); err != nil {
						t.Fatal(err)
					}
				}
				if got := generation(t, dir); got < last {
					t.Fatalf("generation %d, and %d was published", got, last)
				}
			}
			publish(t, dir, site{"a": "last"})
			wantAlone(t, dir, "public")
		})
	}
}
