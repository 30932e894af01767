package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/pflag"

	"wallwalk/generator"
	"wallwalk/generator/history"
	"wallwalk/generator/model"
	"wallwalk/generator/scope"
)

// submission are the flags of scope and of owners.
type submission struct {
	base, head, actor string
	owners, others    []string // others own what no team does
	check             bool
}

var scopeCommand = command{
	name: "scope", summary: "may this change touch these files? (CI)",
	example: `  wallwalk scope --base origin/main --head HEAD --actor dortiz
  wallwalk scope --base 1f3c9e2 --head 88d0a41 --actor dortiz --owners lead-a,lead-b`,
	about: `Says which files a change may not touch. The people of a team's roster, by
their github names, may touch their team's folder; program owners, who are
named with --owners, may touch everything; nobody else may touch anything.
Links and submodules are the program owners' alone.

The rosters are those of --base, so a change can't widen itself. The change is
what --head did since it left --base; a rename is a deletion and an addition.
The whole history has to be there. In CI write commits' ids, and as NAME
whoever proposes the change, not whoever started the run.

People are those on the rosters as of --as-of; else SOURCE_DATE_EPOCH's day;
else as_of in the base's program.yaml; else today, so that who has left may not
though the base is old.`,
	flags: func(f *pflag.FlagSet, s *settings) {
		f.StringVar(&s.submission.base, "base", "", "the `commit` that the change is to go into")
		f.StringVar(&s.submission.head, "head", "HEAD", "the change's last `commit`")
		f.StringVar(&s.submission.actor, "actor", "", "who proposes the change, by their `name` on GitHub")
		f.StringSliceVar(&s.submission.owners, "owners", nil, "program owners, by their `names` on GitHub: NAME[,NAME] (repeatable)")
		f.StringVar(&s.asOf, "as-of", "", "take the people of this `day`, such as 2026-06-28")
	},
	run: func(ctx context.Context, s *settings) error {
		ctx, stop := context.WithTimeout(ctx, gitTime)
		defer stop()
		return refusal(judge(ctx, s))
	},
}

// gitTime is far more than git takes for what is asked of it here.
const gitTime = 5 * time.Minute

func judge(ctx context.Context, s *settings) error {
	if err := s.submission.whole(); err != nil {
		return err
	}
	dir, err := s.find()
	if err != nil {
		return err
	}
	repo, err := history.Open(ctx, dir)
	if err != nil {
		return err
	}
	base, err := repo.Commit(ctx, s.submission.base)
	if err != nil {
		return err
	}
	head, err := repo.Commit(ctx, s.submission.head)
	if err != nil {
		return err
	}
	changes, err := repo.Changes(ctx, base, head)
	if err != nil {
		return err
	}
	change := scope.Submission{Actor: s.submission.actor, Owners: s.submission.owners, Prefix: repo.Prefix, Base: shortID(s.submission.base), Changes: changes}
	rosters, err := s.rostersAt(ctx, repo, base)
	if err != nil {
		return err
	}
	faults := rosters.Judge(change)
	if err := generator.Mask(nil, faults); err != nil { // a file's name may say who a patient is
		return err
	}
	if err := s.diagnose(faults, s.Stdout, change.Actor+" may not make this change"); err != nil {
		return err
	}
	s.tell("%s may make this change (%s)", change.Actor, plural(len(changes), "file"))
	return nil
}

// shortID is a ref as people read it: of a commit's id the first ten digits.
func shortID(ref string) string {
	if len(ref) >= 40 && strings.Trim(ref, "0123456789abcdef") == "" {
		return ref[:10]
	}
	return ref
}

// whole reports what is missing or can't be meant.
func (s *submission) whole() error {
	if s.base == "" {
		return usageError{"scope needs to know where the change is to go", "name the commit: --base origin/main"}
	}
	switch s.actor = person(s.actor); {
	case s.actor == "":
		return usageError{"scope needs to know who proposes the change", "write their name on GitHub: --actor dortiz"}
	case strings.ContainsFunc(s.actor, func(r rune) bool { return !unicode.IsPrint(r) }):
		return usageError{fmt.Sprintf("--actor %q is nobody's name", s.actor), "write their name on GitHub: --actor dortiz"}
	}
	for i, name := range s.owners {
		if s.owners[i] = person(name); strings.ContainsAny(s.owners[i], "/ ") {
			return usageError{fmt.Sprintf("--owners %q is not one person", name), "write people's names on GitHub: --owners lead-a,lead-b"}
		}
	}
	return nil
}

// person is a name as GitHub has it, without what people write around it.
func person(name string) string { return strings.TrimPrefix(strings.TrimSpace(name), "@") }

// rostersAt reads the rosters of a commit, as of the day that is asked for. A
// permission is about now: a base may be old. Where the clock is behind the
// commit, the commit knows better.
func (s *settings) rostersAt(ctx context.Context, repo *history.Repo, c history.Commit) (*scope.Rosters, error) {
	asOf, err := s.day()
	if err != nil {
		return nil, err
	}
	day, err := repo.Day(ctx, c)
	if err != nil {
		return nil, err
	}
	made, ok := model.ParseDate(day)
	if !ok {
		return nil, fmt.Errorf("reading a commit's day: git answers %q", day)
	}
	files, err := repo.Files(ctx, c, scope.Keep)
	if err != nil {
		return nil, err
	}
	rosters, _, err := scope.Read(files, asOf, max(made, model.DateOf(time.Now())))
	return rosters, err
}

// refusal makes what git was asked wrongly a usage error.
func refusal(err error) error {
	var r *history.Refused
	if errors.As(err, &r) {
		return usageError{r.Reason, r.Hint}
	}
	return err
}
