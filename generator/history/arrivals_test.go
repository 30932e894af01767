package history

import (
	"bufio"
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const dataFiles = "cohorts/*/teams/*/data.yaml"

// on commits files of data, by "cohort/team", by an author of a day and zone.
func (f *fixture) on(when string, parents []Commit, data ...string) Commit {
	f.t.Helper()
	f.t.Setenv("GIT_AUTHOR_DATE", when)
	var files [][3]string
	for i := 0; i+1 < len(data); i += 2 {
		cohort, team, _ := strings.Cut(data[i], "/")
		files = append(files, [3]string{"100644", "cohorts/" + cohort + "/teams/" + team + "/data.yaml", data[i+1]})
	}
	return f.commit(parents, files...)
}

// firstDays checks the days of one team's lines, written "line day".
func (f *fixture) firstDays(head Commit, team string, want ...string) {
	f.t.Helper()
	all, err := f.open().FirstDays(f.t.Context(), head, dataFiles)
	if err != nil {
		f.t.Fatal(err)
	}
	days := map[string]string{}
	for _, w := range want {
		line, day, _ := strings.Cut(w, " ")
		days[line] = day
	}
	cohort, team, _ := strings.Cut(team, "/")
	if got := all["cohorts/"+cohort+"/teams/"+team+"/data.yaml"]; !maps.Equal(got, days) {
		f.t.Errorf("the days of %s are %v, want %v", team, got, days)
	}
}

const (
	week1     = "weeks:\n  2026-03-01: {kept: 1/2}\n"
	week2     = week1 + "  2026-03-08: {kept: 1/2}\n"
	corrected = "weeks:\n  2026-03-01: {kept: 2/2, note: \"as of 2026-01-01: wrong\"}\n  2026-03-08: {kept: 1/2}\n"
)

func TestALineCameInWhenItsAuthorWroteIt(t *testing.T) {
	f := newRepo(t)
	// Late in the evening in Chicago is the next day in London.
	a := f.on("2026-03-09T23:30:00-05:00", nil, "one/elm", week1)
	b := f.on("2026-03-20T08:00:00-05:00", []Commit{a}, "one/elm", week2)
	f.firstDays(b, "one/elm", "2026-03-01 2026-03-09", "2026-03-08 2026-03-20")
	f.firstDays(a, "one/elm", "2026-03-01 2026-03-09")
}

func TestACorrectedLineIsNotNew(t *testing.T) {
	f := newRepo(t)
	a := f.on("2026-03-09T08:00:00Z", nil, "one/elm", week2)
	b := f.on("2026-04-09T08:00:00Z", []Commit{a}, "one/elm", corrected)
	f.firstDays(b, "one/elm", "2026-03-01 2026-03-09", "2026-03-08 2026-03-09")
	gone := f.on("2026-04-10T08:00:00Z", []Commit{b}, "one/elm", "weeks: {}\n")
	back := f.on("2026-04-11T08:00:00Z", []Commit{gone}, "one/elm", week2)
	f.firstDays(back, "one/elm", "2026-03-01 2026-03-09", "2026-03-08 2026-03-09")
}

func TestARenamedTeamKeepsItsDays(t *testing.T) {
	f := newRepo(t)
	a := f.on("2026-03-09T08:00:00Z", nil, "one/elm", week2)
	b := f.on("2026-04-09T08:00:00Z", []Commit{a}, "one/oak", week2+"  2026-03-15: {kept: 1/2}\n")
	c := f.on("2026-05-09T08:00:00Z", []Commit{b}, "two/ash", week2+"  2026-03-15: {kept: 1/2}\n")
	f.firstDays(c, "two/ash", "2026-03-01 2026-03-09", "2026-03-08 2026-03-09", "2026-03-15 2026-04-09")
	back := f.on("2026-05-10T08:00:00Z", []Commit{c}, "one/elm", week2+"  2026-03-15: {kept: 1/2}\n")
	f.firstDays(back, "one/elm", "2026-03-01 2026-03-09", "2026-03-08 2026-03-09", "2026-03-15 2026-04-09")
	moved := f.commit([]Commit{back}, [3]string{"100644", "moved/cohorts/one/teams/elm/data.yaml", week2})
	if err := os.MkdirAll(filepath.Join(f.dir, "moved"), 0o777); err != nil {
		t.Fatal(err)
	}
	r, err := Open(t.Context(), filepath.Join(f.dir, "moved"))
	if err != nil {
		t.Fatal(err)
	}
	all, err := r.FirstDays(t.Context(), moved, dataFiles)
	if got := all["cohorts/one/teams/elm/data.yaml"]; err != nil || got["2026-03-01"] != "2026-03-09" {
		t.Errorf("after the program's folder has moved, the days are %v, %v", all, err)
	}
}

// A copy is no rename: whoever starts from another team's file begins anew.
func TestACopiedTeamHasItsOwnDays(t *testing.T) {
	f := newRepo(t)
	a := f.on("2026-03-09T08:00:00Z", nil, "one/elm", week1)
	b := f.on("2026-04-09T08:00:00Z", []Commit{a}, "one/elm", week1, "one/oak", week1)
	f.firstDays(b, "one/oak", "2026-03-01 2026-04-09")
	f.firstDays(b, "one/elm", "2026-03-01 2026-03-09")
}

func TestAMergeBringsTheDaysOfItsBranch(t *testing.T) {
	f := newRepo(t)
	base := f.on("2026-03-01T08:00:00Z", nil, "one/elm", "weeks: {}\n", "one/oak", "weeks: {}\n")
	branch := f.on("2026-03-09T08:00:00Z", []Commit{base}, "one/elm", week1, "one/oak", "weeks: {}\n")
	main := f.on("2026-03-10T08:00:00Z", []Commit{base}, "one/elm", "weeks: {}\n", "one/oak", week1)
	merge := f.on("2026-04-01T08:00:00Z", []Commit{main, branch}, "one/elm", week2, "one/oak", week1)
	f.firstDays(merge, "one/elm", "2026-03-01 2026-03-09", "2026-03-08 2026-04-01") // the second came with the merge itself
	f.firstDays(merge, "one/oak", "2026-03-01 2026-03-10")
	same := f.on("2026-03-12T08:00:00Z", []Commit{base}, "one/elm", week1, "one/oak", "weeks: {}\n")
	both := f.on("2026-04-01T08:00:00Z", []Commit{same, branch}, "one/elm", week1, "one/oak", "weeks: {}\n")
	f.firstDays(both, "one/elm", "2026-03-01 2026-03-09") // though the branch added nothing to main
}

func TestOnlyDatedLinesOfDataCount(t *testing.T) {
	f := newRepo(t)
	head := f.on("2026-03-09T08:00:00Z", nil, "one/elm", "# 2026-01-04: {not: data}\n"+
		"weeks: {\"2026-03-01\": {kept: 1/2}, '2026-03-08': {kept: none}}\r\n"+
		"  2026-03-15: # by hand\n    kept: 1/2\n"+
		"+++ b/cohorts/one/teams/oak/data.yaml\n@@ -0,0 +1 @@\ndiff --git a/x b/x\n"+
		"--- a/x\n  2026-03-22:\n"+
		"phases: {kept: [{from: 2026-02-01}]}\nevents: {falls: [2026-02-08]}\n\x00 2026-02-15: {binary: 1}\n", "one/oak", "weeks: {}\n")
	f.firstDays(head, "one/elm", "2026-03-01 2026-03-09", "2026-03-08 2026-03-09", "2026-03-15 2026-03-09", "2026-03-22 2026-03-09", "2026-02-15 2026-03-09")
	f.firstDays(head, "one/oak")
}

func TestSettingsDoNotChangeTheDays(t *testing.T) {
	f := newRepo(t)
	for _, set := range []string{"log.showRoot=false", "log.showSignature=true", "diff.noprefix=true", "diff.mnemonicPrefix=true", "diff.renames=false", "color.ui=always",
		"diff.external=false", "log.follow=true", "diff.context=9", "diff.interHunkContext=9", "log.diffMerges=off", "diff.relative=true", "format.pretty=%H", "log.date=unix", "diff.colorMoved=zebra"} {
		key, value, _ := strings.Cut(set, "=")
		f.git("", "config", key, value)
	}
	if err := os.WriteFile(filepath.Join(f.dir, ".git", "info", "attributes"), []byte("data.yaml -diff binary\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	a := f.on("2026-03-09T08:00:00Z", nil, "one/elm", week2)
	b := f.on("2026-04-09T08:00:00Z", []Commit{a}, "one/oak", week2)
	f.firstDays(b, "one/oak", "2026-03-01 2026-03-09", "2026-03-08 2026-03-09")
}

func TestAShallowHistoryHasNoDays(t *testing.T) {
	f := newRepo(t)
	a := f.on("2026-03-09T08:00:00Z", nil, "one/elm", week1)
	b := f.on("2026-03-19T08:00:00Z", []Commit{a}, "one/elm", week2)
	f.git("", "update-ref", "refs/heads/main", string(b))
	to := t.TempDir()
	if out, err := exec.Command("git", "clone", "--quiet", "--depth=1", "file://"+filepath.ToSlash(f.dir), to).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	r, err := Open(t.Context(), to)
	if err != nil {
		t.Fatal(err)
	}
	_, err = r.FirstDays(t.Context(), b, dataFiles)
	refused(t, err, "cut short")
}

func TestReadingDaysEndsWithItsContext(t *testing.T) {
	f := newRepo(t)
	a := f.on("2026-03-09T08:00:00Z", nil, "one/elm", week1)
	r := f.open()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := r.FirstDays(ctx, a, dataFiles); err == nil || ctx.Err() == nil {
		t.Errorf("the error is %v", err)
	}
}

// Whatever a log holds, reading it ends, and days are those of its commits.
func FuzzDays(f *testing.F) {
	f.Add("\x002026-03-09\n\ndiff --git a/x b/x\nrename from y\nrename to x\n--- a/y\n+++ b/x\n@@ -0,0 +1 @@\n+  2026-03-01: {kept: 1/2}\n-  2026-02-22: {kept: 1/2}\n\\ No newline at end of file\n")
	f.Add("+++ b/x\n@@ \n+2026-03-01:\n\x00\n+++ b/x\n@@ \n+2026-03-01: {2026-03-08: {")
	f.Fuzz(func(t *testing.T, log string) {
		d := days{first: map[string]map[string]string{}, was: map[string][]string{}}
		if err := d.read(bufio.NewReader(strings.NewReader(log))); err != nil {
			t.Fatal(err)
		}
		found := map[string]map[string]string{}
		for name := range d.first {
			d.take(found, name)
			for line, day := range found[name] {
				if !dated.MatchString(line+":") || day != "" && !strings.Contains(log, "\x00"+day) {
					t.Errorf("%s: %q came in on %q", name, line, day)
				}
			}
		}
	})
}
