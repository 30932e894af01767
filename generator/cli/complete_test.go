package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// completed are the words that stand next, as the shells are told.
func completed(t *testing.T, words ...string) []string {
	t.Helper()
	var out bytes.Buffer
	words[len(words)-1] = "." + words[len(words)-1]
	if code := Run(t.Context(), Env{Args: append([]string{completeWord}, words...), Stdout: &out, Stderr: &out, Getenv: os.Getenv}); code != exitOK {
		t.Fatalf("%q: exit code %d: %s", words, code, &out)
	}
	var found []string
	for line := range strings.Lines(out.String()) {
		word, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		found = append(found, word)
	}
	return found
}

func TestWhatStandsNext(t *testing.T) {
	t.Chdir(copied(t))
	for _, c := range []struct{ line, want string }{
		{"", "init new check build serve import analyze scope owners schema cms completion man version help"},
		{"s", "serve scope schema"},
		{"help b", "build"},
		{"help build ", ""},
		{"build --au", "--audience"},
		{"build --audience ", "program public"},
		{"build --audience pu", "public"},
		{"build --audience=pu", "--audience=public"},
		{"build --audience = pu", "public"}, // as bash cuts it
		{"build --audience=public --co", "--cohort --color"},
		{"build --strict --audience ", "program public"},
		{"build --strict ", ""},
		{"build --strict=", "--strict=true --strict=false"},
		{"build -o ", ":dirs"},
		{"build --color ", "auto always never"},
		{"check --format ", "text json github gitlab sarif"},
		{"analyze ", ":files"},
		{"analyze --chart p --format ", "text json"},
		{"analyze audit.csv ", ""},
		{"new ", "week walk change learning team cohort"},
		{"new we", "week"},
		{"new week ", ""},
		{"new week --team ", "spring/lakeside spring/northgate"},
		{"build --cohort ", "spring"},
		{"init --team ", ""},
		{"init --host git", "github gitlab"},
		{"schema ro", "roster"},
		{"completion ", "bash zsh fish powershell"},
		{"nonsense ", ""},
	} {
		if got := strings.Join(completed(t, strings.Split(c.line, " ")...), " "); got != c.want {
			t.Errorf("behind %q stands %q, want %q", c.line, got, c.want)
		}
	}
}

// A shell puts what is offered into the line as it stands, and runs the line: the
// folders of a repository from elsewhere may be called anything. Nor is the path
// to it a pattern.
func TestNothingIsOfferedThatIsNoID(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "[a]")
	if err := os.CopyFS(whole, os.DirFS(copied(t))); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"$(id)", "`id`", "a b", "a;id", "--quiet", "Caps"} {
		if err := os.MkdirAll(filepath.Join(whole, "cohorts", "spring", "teams", name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(whole, "cohorts", name, "teams", "x"), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(whole)
	if got := strings.Join(completed(t, "new", "week", "--team", ""), " "); got != "spring/lakeside spring/northgate" {
		t.Errorf("teams: %q", got)
	}
	if got := strings.Join(completed(t, "build", "--cohort", ""), " "); got != "spring" {
		t.Errorf("cohorts: %q", got)
	}
}

// What is offered for a flag is what the flag takes.
func TestWhatIsOfferedIsTaken(t *testing.T) {
	for _, c := range commands {
		c.flagSet(&settings{}).VisitAll(func(f *pflag.Flag) {
			for _, word := range f.Annotations[offering] {
				if strings.HasPrefix(word, ":") || word == "" {
					continue
				}
				if !strings.Contains(strings.Join(strings.FieldsFunc(f.Usage, func(r rune) bool { return strings.ContainsRune(" ,:;()", r) }), " ")+" ", word+" ") {
					t.Errorf("the help of %s --%s doesn't name %s: %q", c.name, f.Name, word, f.Usage)
				}
			}
		})
	}
}

// inShell runs a script in a shell, where it is installed.
func inShell(t *testing.T, shell string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(shell); err != nil {
		if shell == "bash" && os.Getenv("CI") != "" {
			t.Fatal("CI has no bash")
		}
		t.Skipf("there is no %s here", shell)
	}
	cmd := exec.Command(shell, args...)
	cmd.Dir = copied(t)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", shell, err, out)
	}
	return strings.TrimSpace(string(out))
}

func TestCompletionInBash(t *testing.T) {
	const script = `
source <(wallwalk completion bash)
press() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _wallwalk; echo "${COMPREPLY[*]}"; }
press wallwalk bu
press wallwalk build --audience ''
press wallwalk build --audience =
press wallwalk build --audience = pu
press wallwalk new week --team spring/l
complete -p wallwalk`
	want := "build\nprogram public\nprogram public\npublic\nspring/lakeside\ncomplete -F _wallwalk wallwalk"
	if got := inShell(t, "bash", "--norc", "-c", script); got != want {
		t.Errorf("it offers\n%s\nwant\n%s", got, want)
	}
}

func TestCompletionInZsh(t *testing.T) {
	const script = `
compdef() { echo "compdef $*" }
_describe() { print -rl -- "${(P@)2}" }
_files() { echo "files $*" }
source <(wallwalk completion zsh)
press() { words=("$@") CURRENT=$#; _wallwalk }
press wallwalk bu
press wallwalk build --audience ''
press wallwalk build --as
press wallwalk build -o ''`
	want := "compdef _wallwalk wallwalk\nbuild:write the site, ready for any host\nprogram\npublic\n" +
		"--as-of:reckon as of this day, such as 2026-06-28\n--assemble:put the site together from the parts in this folder\nfiles -/"
	if got := inShell(t, "zsh", "-f", "-c", script); got != want {
		t.Errorf("it offers\n%s\nwant\n%s", got, want)
	}
}

func TestCompletionInFish(t *testing.T) {
	const script = `
wallwalk completion fish | source
complete -C 'wallwalk bu'
complete -C 'wallwalk build --audience '
complete -C 'wallwalk build --audience=pu'
complete -C 'wallwalk build -o ' | string match 'cohorts/*'`
	want := "build\twrite the site, ready for any host\nprogram\npublic\n--audience=public\ncohorts/"
	if got := inShell(t, "fish", "--no-config", "-c", script); !strings.HasPrefix(got, want) {
		t.Errorf("it offers\n%s\nwant\n%s", got, want)
	}
}

// PowerShell is rarely where tests run; its script is at least read there.
func TestCompletionInPowerShell(t *testing.T) {
	const script = `
Invoke-Expression (wallwalk completion powershell | Out-String)
(TabExpansion2 'wallwalk build --audience p' 27).CompletionMatches.CompletionText`
	if got := strings.Fields(inShell(t, "pwsh", "-NoProfile", "-Command", script)); strings.Join(got, " ") != "program public" {
		t.Errorf("it offers %q", got)
	}
}
