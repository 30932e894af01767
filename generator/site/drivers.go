package site

import (
	"html/template"

	"wallwalk/generator/model"
	"wallwalk/generator/plain"
	"wallwalk/generator/standing"
)

// A driverView is a node of the key driver diagram with the changes that work
// on it. It is the diagram in words: for those who don't see the drawing, and
// where there is no room for it.
type driverView struct {
	Name    string
	State   string
	Changes []driverChange
	Drivers []driverView
}

// A driverChange is a change as the diagram shows it.
type driverChange struct {
	Number      int
	ID, Title   string
	State, Word string // adopted, running, abandoned, planned
}

// stateOf is how far a change has come: its last cycle's verdict, or running
// where that is still open.
func stateOf(c model.Change) (state, word string) {
	if len(c.Cycles) == 0 {
		return "planned", "planned"
	}
	last := c.Cycles[len(c.Cycles)-1]
	switch last.Act {
	case "adopt":
		return "adopted", "adopted"
	case "abandon":
		return "abandoned", "abandoned"
	case "adapt":
		return "running", "adapting, after " + count(len(c.Cycles), "cycle", "cycles")
	}
	return "running", "cycle " + number(float64(len(c.Cycles))) + " running"
}

// driversOf is the team's tree of drivers with its changes; loose are those
// that name no driver.
func driversOf(t *model.Team, changes []model.Change) (tree []driverView, loose []driverChange) {
	on := map[string][]driverChange{}
	for n, c := range changes {
		state, word := stateOf(c)
		one := driverChange{n + 1, c.ID.Text, c.Title.Text, state, word}
		if !c.Driver.Given() {
			loose = append(loose, one)
			continue
		}
		on[c.Driver.Text] = append(on[c.Driver.Text], one)
	}
	return branches(t.Drivers, on), loose
}

func branches(drivers []model.Driver, on map[string][]driverChange) []driverView {
	var out []driverView
	for _, d := range drivers {
		one := driverView{Name: d.Name.Text, Changes: on[d.ID.Text], Drivers: branches(d.Drivers, on)}
		one.State = one.tally()
		out = append(out, one)
	}
	return out
}

// tally says what has come of the changes that work on a driver and on those
// below it.
func (d driverView) tally() string {
	all := d.all()
	adopted := 0
	for _, c := range all {
		if c.State == "adopted" {
			adopted++
		}
	}
	switch {
	case len(all) == 0:
		return "no change yet"
	case adopted == 0:
		return count(len(all), "change", "changes") + " tried"
	}
	return number(float64(adopted)) + " of " + count(len(all), "change", "changes") + " adopted"
}

func (d driverView) all() []driverChange {
	all := d.Changes
	for _, below := range d.Drivers {
		all = append(all[:len(all):len(all)], below.all()...)
	}
	return all
}

// aimOf is the diagram's left edge: what the team is after, in its measure's
// own numbers.
func aimOf(s *standing.Standing) (name, state string) {
	m := s.Main()
	if m == nil {
		return "The team's aim", "no measure yet"
	}
	v, n := m.Lately()
	switch {
	case n == 0:
		return m.Title(), "no figures yet"
	case m.Reached():
		return m.Title(), m.SayCenter(v) + ", goal reached"
	}
	return m.Title(), m.SayCenter(v) + " now"
}

// tree draws the team's diagram, or nothing where there are no drivers.
func (v *teamView) tree(s *standing.Standing, changes []model.Change) {
	v.Drivers, v.Loose = driversOf(s.Team, changes)
	if len(v.Drivers) == 0 {
		return
	}
	aim, state := aimOf(s)
	v.Aim = aim + ": " + plain.Lower(state)
	v.Tree = template.HTML(driverSVG(nil, aim, state, v.Drivers))
}
