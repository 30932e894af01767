package scaffold

import (
	"fmt"
	"strconv"
	"strings"

	"wallwalk/generator/edit"
	"wallwalk/generator/model"
)

// later stands where only the team can say something.
const later = "To be written"

// Change is a change's entry in changes.yaml, with a first cycle that starts on
// a day. The driver may be "".
func Change(id, title, driver string, starts model.Date) (string, error) {
	name, err := quote(title)
	if err != nil {
		return "", err
	}
	acts := ""
	if driver != "" {
		acts = "  driver: " + driver + "\n"
	}
	return fmt.Sprintf("- id: %s\n  title: %s\n%s  cycles:\n    - from: %s\n      plan: %s\n", id, name, acts, starts, later), nil
}

// Learning is an entry in learnings.yaml.
func Learning(id, title string, day model.Date) (string, error) {
	name, err := quote(title)
	return fmt.Sprintf("- id: %s\n  title: %s\n  date: %s\n  text: %s\n", id, name, day, later), err
}

// Walk is a report's entry in wall.yaml.
func Walk(session string, score float64) (string, error) {
	return fmt.Sprintf("%s:\n  score: %s\n  progress: %s\n  next: %[3]s\n", session, strconv.FormatFloat(score, 'f', -1, 64), later), nil
}

// Week is a week's figures in braces, with a note that may be "".
func Week(figures []edit.Figure, note string) (string, error) {
	var parts []string
	for _, f := range figures {
		parts = append(parts, f.Measure+": "+f.Text)
	}
	if note != "" {
		text, err := quote(note)
		if err != nil {
			return "", err
		}
		parts = append(parts, "note: "+text)
	}
	return "{" + strings.Join(parts, ", ") + "}", nil
}
