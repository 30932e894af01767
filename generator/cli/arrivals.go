package cli

import (
	"context"
	"errors"
	"os/exec"
	"strings"
	"time"

	"wallwalk/generator/history"
	"wallwalk/generator/model"
)

// arrivals know when each week's data came in, from git's history. They are
// read again only when another commit is checked out, since for one commit
// they never change.
type arrivals struct {
	head history.Commit
	got  *model.Arrivals
	when time.Time // they were last read
}

// fresh is how long nobody asks git again which commit is checked out: a save
// is to be seen at once, and a commit changes no page but one.
const fresh = 5 * time.Second

// lately returns what was read not long ago, or reads.
func (a *arrivals) lately(ctx context.Context, dir string) (*model.Arrivals, error) {
	if a.got != nil && time.Since(a.when) < fresh {
		return a.got, nil
	}
	got, err := a.read(ctx, dir)
	a.got, a.when = got, time.Now()
	return got, err
}

// dataFiles are where weeks stand, below the program's folder.
const dataFiles = "cohorts/*/teams/*/data.yaml"

// longest is how long a history may take; one of a hundred thousand commits
// takes seconds.
const longest = 2 * time.Minute

// read returns when the weeks of the program in the folder came in, or why that
// isn't known. Only an end of the context is an error: without a history, a
// site is built all the same.
func (a *arrivals) read(ctx context.Context, dir string) (*model.Arrivals, error) {
	limited, stop := context.WithTimeout(ctx, longest)
	defer stop()
	days, err := a.days(limited, dir)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		a.head = ""
		return &model.Arrivals{Reason: whyNot(err)}, nil
	case days != nil:
		a.got = arrived(days)
	}
	return a.got, nil
}

// days is nil where the commit is the one that was read before.
func (a *arrivals) days(ctx context.Context, dir string) (map[string]map[string]string, error) {
	repo, err := history.Open(ctx, dir)
	if err != nil {
		return nil, err
	}
	head, err := repo.Commit(ctx, "HEAD")
	if err != nil {
		return nil, errNoCommit
	}
	if head == a.head {
		return nil, nil
	}
	days, err := repo.FirstDays(ctx, head, dataFiles)
	if err == nil {
		a.head = head
	}
	return days, err
}

var errNoCommit = errors.New("nothing is committed yet")

// whyNot ends a sentence. What git itself says depends on the machine, and is
// no reader's business.
func whyNot(err error) string {
	var refused *history.Refused
	switch {
	case errors.As(err, &refused):
		return refused.Reason
	case errors.Is(err, errNoCommit):
		return err.Error()
	case errors.Is(err, exec.ErrNotFound):
		return "git is not installed where this site was built"
	case errors.Is(err, context.DeadlineExceeded):
		return "git took too long to read the history"
	}
	return "git could not read the history"
}

// arrived turns files into teams and words into days.
func arrived(files map[string]map[string]string) *model.Arrivals {
	a := &model.Arrivals{Days: map[string]map[model.Date]model.Date{}}
	for name, lines := range files {
		parts := strings.Split(name, "/") // cohorts/<cohort>/teams/<team>/data.yaml
		weeks := map[model.Date]model.Date{}
		for week, day := range lines {
			w, isDate := model.ParseDate(week)
			d, isDay := model.ParseDate(day)
			if isDate && isDay {
				weeks[w] = d
			}
		}
		a.Days[parts[1]+"/"+parts[3]] = weeks
	}
	return a
}
