package cli

import (
	"context"
	"embed"
	"fmt"
	"strings"

	"github.com/spf13/pflag"
)

// shells are those that there is a script for, and each script's file.
var shells = []string{"bash", "zsh", "fish", "powershell"}

//go:embed completion
var completionScripts embed.FS

var completionCommand = command{
	name: "completion", args: "SHELL", summary: "let the shell complete commands and flags", rootless: true,
	example: `  wallwalk completion bash > ~/.local/share/bash-completion/completions/wallwalk
  wallwalk completion zsh > "${fpath[1]}/_wallwalk"
  wallwalk completion fish > ~/.config/fish/completions/wallwalk.fish
  wallwalk completion powershell >> $PROFILE`,
	about: `Prints a script for SHELL, which is bash, zsh, fish or powershell. Put it where
the example says, and open a new terminal: the Tab key then completes commands,
flags, what they take, and the program's cohorts and teams.`,
	flags:  func(*pflag.FlagSet, *settings) {},
	offers: fixed(shells...),
	run: func(_ context.Context, s *settings) error {
		if len(s.args) != 1 {
			return usageError{"completion takes the name of your shell", "one of " + strings.Join(shells, ", ")}
		}
		if err := oneOf("SHELL", s.args[0], shells...); err != nil {
			return usageError{fmt.Sprintf("there is no completion for %q", s.args[0]), "write " + strings.Join(shells, ", ")}
		}
		script, err := completionScripts.ReadFile("completion/" + s.args[0])
		if err != nil {
			return fmt.Errorf("reading the script: %w", err)
		}
		if _, err := s.Stdout.Write(script); err != nil {
			return fmt.Errorf("printing the script: %w", err)
		}
		return nil
	},
}
