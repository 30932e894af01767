package generator

import (
	"fmt"
	"io/fs"
	"strings"

	"wallwalk/generator/load"
	"wallwalk/generator/model"
)

// Reserved reports whether no cohort, team or page can have the id.
func Reserved(id string) bool { return load.Reserved(id) }

// A Place is where somebody wants to write: a cohort, perhaps a team in it.
type Place struct {
	Program *model.Program
	Cohort  *model.Cohort
	Team    *model.Team // nil where only a cohort was asked for
	Today   model.Date
}

// Dir is the place's folder below the program's root.
func (p Place) Dir() string {
	if p.Team == nil {
		return "cohorts/" + p.Cohort.ID
	}
	return "cohorts/" + p.Cohort.ID + "/teams/" + p.Team.ID
}

// A NoPlace is a name that nothing bears, or several do: fault and remedy.
type NoPlace struct{ Fault, Remedy string }

func (e *NoPlace) Error() string { return e.Fault }

// FindCohort finds a cohort by its id; "" is the one that runs, if just one
// does. What is wrong in its files is of no concern here.
func FindCohort(fsys fs.FS, o Options, id string) (Place, error) {
	p, _, err := load.Program(fsys, o.each)
	if err != nil {
		return Place{}, err
	}
	place := Place{Program: p, Today: o.asOf(p)}
	var known []string
	var running []*model.Cohort
	for _, c := range p.Cohorts {
		known = append(known, c.ID)
		if c.ID == id {
			place.Cohort = c
		}
		if c.Starts.Date <= place.Today+60 && place.Today <= c.Ends.Date {
			running = append(running, c)
		}
	}
	switch {
	case place.Cohort != nil:
		return place, nil
	case id != "":
		return place, &NoPlace{fmt.Sprintf("there is no cohort %q", id), offerOf(id, known)}
	case len(running) == 1:
		place.Cohort = running[0]
		return place, nil
	}
	return place, &NoPlace{"it is not clear which cohort is meant", "name one with --cohort: " + strings.Join(known, ", ")}
}

// FindTeam finds a team by its id, or by its cohort's and its own: spring/elm.
func FindTeam(fsys fs.FS, o Options, ref string) (Place, error) {
	p, _, err := load.Program(fsys, o.each)
	if err != nil {
		return Place{}, err
	}
	cohort, team, both := strings.Cut(ref, "/")
	if !both {
		cohort, team = "", ref
	}
	place := Place{Program: p, Today: o.asOf(p)}
	var known, found []string
	for _, c := range p.Cohorts {
		for _, t := range c.Teams {
			known = append(known, c.ID+"/"+t.ID)
			if t.ID == team && (cohort == "" || cohort == c.ID) {
				found = append(found, c.ID+"/"+t.ID)
				place.Cohort, place.Team = c, t
			}
		}
	}
	switch {
	case len(found) == 1:
		return place, nil
	case len(found) > 1:
		return place, &NoPlace{fmt.Sprintf("several teams are called %s", team), "write one of " + strings.Join(found, ", ")}
	case team == "":
		return place, &NoPlace{"it is not said which team is meant", "name it with --team: " + strings.Join(known, ", ")}
	}
	return place, &NoPlace{fmt.Sprintf("there is no team %q", ref), offerOf(ref, known)}
}

// Read is the program below fsys. What is wrong in its files is [Check]'s to
// say.
func Read(fsys fs.FS, o Options) (*model.Program, error) {
	p, _, err := load.Program(fsys, o.each)
	return p, err
}
