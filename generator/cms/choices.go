package cms

import (
	"strconv"

	"wallwalk/generator/model"
)

// A choice is one value that a key takes, with its name for people.
type choice struct {
	Name  string
	Value any // a string, or a number
}

type choices []choice

// A place is where a file lies: in a team's folder, in a cohort's, or above,
// where cohort and team are nil.
type place struct {
	program *model.Program
	cohort  *model.Cohort
	team    *model.Team
}

// references are the keys that name something by its id: a list to choose from
// instead of an id to know by heart. They go by the file's name and the keys'
// on the way, without lists.
var references = map[string]func(place) choices{
	"cohort.milestones.due_session": place.sessions,
	"cohort.sessions.order":         place.teams,
	"team.collaborative":            place.collaboratives,
	"team.ready":                    place.requirements,
	"roster.people.role":            place.roles,
	"roster.people.roles":           place.roles,
	"roster.vacant.role":            place.roles,
	"changes.driver":                place.drivers,
	"changes.measures":              place.measures,
	"wall.score":                    place.scores,
	"wall.presenter":                place.people,
	"learnings.change":              place.changes,
	"attendance":                    place.people,
}

// writers are the maps whose keys are the writer's own: an editor has a field
// for each that there can be.
var writers = map[string]func(place) choices{
	"program.roles":     place.roles,
	"team.goals":        place.measures,
	"team.not_reported": place.measures,
	"milestones":        place.milestones,
	"wall":              place.walks,
	"attendance":        place.sessions,
}

func named[T any](all []T, of func(T) (id, name model.Text)) choices {
	var out choices
	for _, one := range all {
		id, name := of(one)
		if name.Text == "" {
			name = id
		}
		out = append(out, choice{name.Text, id.Text})
	}
	return out
}

func (p place) roles() choices {
	return named(p.program.Roles, func(r model.Role) (model.Text, model.Text) { return r.ID, r.Name })
}

func (p place) requirements() choices {
	return named(p.program.Requirements, func(r model.Requirement) (model.Text, model.Text) { return r.ID, r.Text })
}

func (p place) collaboratives() choices {
	return named(p.cohort.Collaboratives, func(c model.Collaborative) (model.Text, model.Text) { return c.ID, c.Name })
}

func (p place) milestones() choices {
	return named(p.cohort.Milestones, func(m model.Milestone) (model.Text, model.Text) { return m.ID, m.Name })
}

func (p place) measures() choices {
	return named(p.team.AllMeasures(p.cohort), func(m model.Measure) (model.Text, model.Text) { return m.ID, m.Name })
}

func (p place) people() choices {
	return named(p.team.Roster.People, func(m model.Person) (model.Text, model.Text) { return m.ID, m.Name })
}

func (p place) changes() choices {
	return named(p.team.Changes, func(c model.Change) (model.Text, model.Text) { return c.ID, c.Title })
}

func (p place) teams() choices {
	var out choices
	for _, t := range p.cohort.Teams {
		out = append(out, choice{t.Name.Text, t.ID})
	}
	return out
}

func (p place) sessions() choices { return p.meetings(func(model.Session) bool { return true }) }

func (p place) walks() choices {
	return p.meetings(func(s model.Session) bool { return s.Kind == model.KindWall })
}

func (p place) meetings(wanted func(model.Session) bool) choices {
	var out choices
	for _, s := range p.cohort.Sessions {
		if !wanted(s) {
			continue
		}
		name := s.Date.Long()
		if s.Title.Given() {
			name += ", " + s.Title.Text
		}
		out = append(out, choice{name, s.ID.Text})
	}
	return out
}

func (p place) drivers() choices {
	var out choices
	var add func([]model.Driver)
	add = func(drivers []model.Driver) {
		for _, d := range drivers {
			out = append(out, choice{d.Name.Text, d.ID.Text})
			add(d.Drivers)
		}
	}
	add(p.team.Drivers)
	return out
}

func (p place) scores() choices {
	var out choices
	for _, s := range p.program.Scale {
		out = append(out, choice{strconv.FormatFloat(s.Score, 'f', -1, 64) + " " + s.Label.Text, s.Score})
	}
	return out
}
