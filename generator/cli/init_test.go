package cli

import (
	"errors"
	"io"
	"slices"
	"testing"

	"wallwalk/generator/model"
)

// Whoever answers what can't be is told so and asked again, rather than thrown
// out with the answers before; what a flag says is not asked at all.
func TestInitAsksAgain(t *testing.T) {
	today, _ := model.ParseDate("2027-01-15")
	answers := []string{"Imaging", "!", "Search", "Spring 2027", "soon", "2027-03-08", "2027-03-07", "aux", "Lakeside", "somewhere", "github"}
	var faults []string
	in := starting{site: "Lakeside Hospital"}
	err := in.complete(today, func(question, usual, fault string) (string, error) {
		if question == "Which hospital is it in?" {
			t.Error("it asks what a flag says")
		}
		if len(answers) == 0 {
			return "", io.EOF
		}
		if fault != "" {
			faults = append(faults, fault)
		}
		answer := answers[0]
		answers = answers[1:]
		return answer, nil
	})
	if err != nil || len(answers) > 0 {
		t.Fatalf("it stops with %v, and %q is left", err, answers)
	}
	p, err := in.program()
	if err != nil || p.Title != "Imaging" || p.Cohort != "spring-2027" || p.Starts.String() != "2027-03-07" || p.TeamID != "lakeside" || !slices.Equal(p.Hosts, []string{"github"}) {
		t.Errorf("%v: %+v", err, p)
	}
	if len(faults) != 6 || faults[3] != "2027-03-08 is a Monday, and weeks start on a Sunday" {
		t.Errorf("it says %q", faults)
	}
	if err := new(starting).complete(today, func(string, string, string) (string, error) { return "", io.EOF }); !errors.Is(err, io.EOF) {
		t.Errorf("where nobody answers any more: %v", err)
	}
}
