// Package history asks git what a change touches, and reads files as they were
// at a commit. It is the only room that runs git's command.
//
// A change is what lies between a head and the place where it left its base:
// [Repo.Changes] compares the trees of head and of the one merge base, so that
// what others put into the base meanwhile is not the change's. Trees are
// listed in full and compared here, without git's diff: no setting, attribute
// or .gitmodules file can hide a path. A rename is a deletion and an addition.
// Names come as they are stored, whatever characters they hold.
//
// What is asked may be hostile, and so may the repository's own settings:
//
//   - Git is given no environment but the system's: GIT_ variables are
//     dropped, the machine-wide configuration is not read, replaced objects
//     are not followed, hooks are off, nothing is fetched, nobody is asked for
//     a password. Only commands that read are run.
//   - A ref is a name and never an option; one that could mean two things is
//     refused, since a tag may be pushed under a branch's name.
//   - A history that is cut short, or in which base and head have met more
//     than once, is refused: it can't be told for sure what the change touches.
//   - What is read has bounds, and every command ends with its context.
//
// What the caller asked wrongly is a [Refused]; any other error is the
// machine's.
package history

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"
)

// A Repo is a git repository, seen from one of its folders.
type Repo struct {
	dir string
	// Prefix is the folder from the repository's top, with a slash at its end;
	// "" at the top.
	Prefix string
}

// A Commit is a commit's full id.
type Commit string

// Refused says why git can't answer what was asked, and what to do about it.
type Refused struct{ Reason, Hint string }

func (r *Refused) Error() string { return r.Reason }

// Open finds the repository that holds the folder.
func Open(ctx context.Context, dir string) (*Repo, error) {
	r := &Repo{dir: dir}
	out, _, err := r.ask(ctx, "finding the repository", "rev-parse", "--show-prefix")
	var said *failure
	if errors.As(err, &said) && strings.Contains(said.words, "not a git repository") {
		return nil, &Refused{"this folder is not in a git repository", "go to a checkout of the program, or point --root at one"}
	}
	r.Prefix = strings.TrimSuffix(out, "\n")
	return r, err
}

var commitID = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)

// Commit returns the commit that a ref names: a branch, a tag, an id.
func (r *Repo) Commit(ctx context.Context, ref string) (Commit, error) {
	if ref == "" || strings.HasPrefix(ref, "-") {
		return "", &Refused{fmt.Sprintf("%q is not the name of a commit", ref), "name a branch, a tag or a commit's id"}
	}
	out, warned, err := r.ask(ctx, "looking up "+ref, "rev-parse", "--verify", ref+"^{commit}")
	id := strings.TrimSpace(out)
	var said *failure
	switch {
	case err != nil && !errors.As(err, &said):
		return "", err
	case err != nil || !commitID.MatchString(id):
		return "", &Refused{fmt.Sprintf("there is no commit %q here", ref), "name a branch, a tag or a commit's id that has been fetched; a checkout in CI has the whole history with fetch-depth: 0"}
	case strings.Contains(warned, "ambiguous"):
		return "", &Refused{fmt.Sprintf("%q is the name of more than one thing here", ref), "name the branch in full, such as refs/heads/main, or write the commit's id"}
	}
	return Commit(id), nil
}

// Day returns the day on which the commit was made, where it was made, as
// YYYY-MM-DD.
func (r *Repo) Day(ctx context.Context, c Commit) (string, error) {
	out, _, err := r.ask(ctx, "reading a commit's day", "rev-list", "--max-count=1", "--format=%cs", string(c))
	_, day, _ := strings.Cut(strings.TrimSpace(out), "\n")
	return day, err
}

// left returns the commit at which head left base.
func (r *Repo) left(ctx context.Context, base, head Commit) (Commit, error) {
	if err := r.whole(ctx, "it can't be told what the change touches"); err != nil {
		return "", err
	}
	out, _, err := r.ask(ctx, "looking for the commit that base and head share", "merge-base", "--all", string(base), string(head))
	var said *failure
	if err != nil && !(errors.As(err, &said) && said.code == 1) {
		return "", err
	}
	switch shared := strings.Fields(out); len(shared) {
	case 0:
		return "", &Refused{"base and head have no history in common", "make the change on a branch that starts at the base"}
	case 1:
		return Commit(shared[0]), nil
	}
	return "", &Refused{"base and head have met more than once, so it can't be told what the change alone touches", "merge the base into the change's branch, and ask again"}
}

// A failure is git's own: it ran, and would not.
type failure struct {
	doing, words string
	code         int
}

func (f *failure) Error() string {
	first, _, _ := strings.Cut(strings.TrimSpace(f.words), "\n")
	if first == "" {
		first = fmt.Sprintf("exit code %d", f.code)
	}
	return f.doing + ": git: " + first
}

// maxWords is more than any short answer takes.
const maxWords = 1 << 20

// ask runs git for a short answer, and returns with it what git said beside.
func (r *Repo) ask(ctx context.Context, doing string, args ...string) (out, warned string, err error) {
	warned, err = r.run(ctx, doing, nil, func(from *bufio.Reader) error {
		data, err := io.ReadAll(io.LimitReader(from, maxWords+1))
		if out = string(data); err == nil && len(data) > maxWords {
			err = errors.New("the answer has no end")
		}
		return err
	}, args...)
	return out, warned, err
}

// run runs git and reads what it prints while it runs.
func (r *Repo) run(ctx context.Context, doing string, in io.Reader, read func(*bufio.Reader) error, args ...string) (warned string, err error) {
	killable, stop := context.WithCancel(ctx)
	defer stop()
	cmd := command(killable, r.dir, args)
	var words bytes.Buffer
	cmd.Stdin, cmd.Stderr = in, &words
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return "", fmt.Errorf("%s: starting git: %w", doing, err)
	}
	broken := read(bufio.NewReader(out))
	if broken != nil {
		stop()
	}
	err = cmd.Wait()
	var exit *exec.ExitError
	switch {
	case broken == nil && err == nil:
		return words.String(), nil
	case ctx.Err() != nil:
		return "", fmt.Errorf("%s: %w", doing, ctx.Err())
	case errors.As(err, &exit) && exit.Exited() && exit.ExitCode() != 0:
		return words.String(), &failure{doing, words.String(), exit.ExitCode()}
	}
	return "", fmt.Errorf("%s: %w", doing, errors.Join(broken, err))
}

// command is git, deaf to everything but its arguments and the repository.
func command(ctx context.Context, dir string, args []string) *exec.Cmd {
	fixed := []string{"--no-pager", "--no-replace-objects", "--no-optional-locks", "-C", dir,
		"-c", "core.hooksPath=" + os.DevNull, "-c", "core.fsmonitor=false", "-c", "core.warnAmbiguousRefs=true"}
	cmd := exec.CommandContext(ctx, "git", append(fixed, args...)...)
	cmd.WaitDelay = 5 * time.Second
	for _, v := range os.Environ() {
		if !strings.HasPrefix(strings.ToUpper(v), "GIT_") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	// The user's own configuration stays: it is where a checkout that belongs
	// to somebody else, as in a container, is declared safe.
	cmd.Env = append(cmd.Env, "LC_ALL=C", "GIT_CONFIG_NOSYSTEM=1", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none")
	return cmd
}
