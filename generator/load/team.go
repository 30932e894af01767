package load

import (
	"strings"

	"gopkg.in/yaml.v3"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// The files of a team, as format.md describes them; data.yaml has a file of
// its own.

var teamFile = object("team.yaml", func(t *model.Team) *diag.Span { return &t.At },
	req("name", text, func(t *model.Team) *model.Text { return &t.Name }),
	opt("site", text, func(t *model.Team) *model.Text { return &t.Site }),
	opt("public_name", text, func(t *model.Team) *model.Text { return &t.PublicName }),
	opt("public_id", publicID, func(t *model.Team) *model.Text { return &t.PublicID }),
	req("collaborative", slug, func(t *model.Team) *model.Text { return &t.Collaborative }),
	opt("joined", day, func(t *model.Team) *model.Day { return &t.Joined }),
	opt("left", left, func(t *model.Team) **model.Left { return &t.Left }),
	opt("problem", markdown, func(t *model.Team) *model.Text { return &t.Problem }),
	opt("global_aim", markdown, func(t *model.Team) *model.Text { return &t.GlobalAim }),
	opt("smart_goal", markdown, func(t *model.Team) *model.Text { return &t.SmartGoal }),
	opt("goals", dict("goals by measure", slug, goal, func(g *model.Goal, id model.Text) { g.Measure = id }), func(t *model.Team) *[]model.Goal { return &t.Goals }),
	opt("measures", measures, func(t *model.Team) *[]model.Measure { return &t.Measures }),
	opt("not_reported", notReported, func(t *model.Team) *[]model.NotReported { return &t.NotReported }),
	opt("current_state", markdown, func(t *model.Team) *model.Text { return &t.CurrentState }),
	opt("sustain", markdown, func(t *model.Team) *model.Text { return &t.Sustain }),
	opt("ready", list("a list of requirements' ids", slug), func(t *model.Team) *[]model.Text { return &t.Ready }),
	opt("drivers", drivers, func(t *model.Team) *[]model.Driver { return &t.Drivers }),
)

// publicID is an id that becomes a page's address in place of the folder's name.
var publicID = kind[model.Text]{what: slug.what, shape: slug.shape, read: func(f *file, n *yaml.Node, to *model.Text) {
	slug.read(f, n, to)
	if Reserved(to.Text) {
		f.diags.Errorf("reserved-id", to.At, "choose another public_id", "the name %s is taken by a page of the site or by Windows", to)
	}
}}

var left = mapped(object("left", func(l *model.Left) *diag.Span { return &l.At },
	req("on", day, func(l *model.Left) *model.Day { return &l.On }),
	opt("reason", text, func(l *model.Left) *model.Text { return &l.Reason }),
), func(l model.Left) *model.Left { return &l })

var goal = object("a goal", func(g *model.Goal) *diag.Span { return &g.At },
	opt("target", number, func(g *model.Goal) **model.Number { return &g.Target }),
	opt("by", day, func(g *model.Goal) *model.Day { return &g.By }),
)

var notReported = dict("reasons by measure", slug,
	into(text, func(r *model.NotReported) *model.Text { return &r.Reason }),
	func(r *model.NotReported, id model.Text) { r.Measure = id })

var drivers = list("a list of drivers", driver)

// subdrivers is drivers again: a driver has drivers. The language wants the
// circle cut by hand.
var subdrivers = kind[[]model.Driver]{what: "a list of drivers", shape: &Shape{}, read: readDrivers}

func readDrivers(f *file, n *yaml.Node, to *[]model.Driver) { nested.read(f, n, to) }

var nested kind[[]model.Driver]

func init() {
	nested = drivers
	*subdrivers.shape = *drivers.shape
}

var driver = object("a driver", nil,
	req("id", slug, func(d *model.Driver) *model.Text { return &d.ID }),
	req("name", text, func(d *model.Driver) *model.Text { return &d.Name }),
	opt("drivers", subdrivers, func(d *model.Driver) *[]model.Driver { return &d.Drivers }),
)

var rosterFile = object("roster.yaml", nil,
	// A role's shortfall is reported at the key people.
	req("people", list("a list of people", person), func(r *model.Roster) *[]model.Person { return &r.People }).
		placed(func(r *model.Roster) *diag.Span { return &r.At }),
	opt("vacant", list("a list of open roles", vacancy), func(r *model.Roster) *[]model.Vacancy { return &r.Vacant }),
)

// person has one role or several: either key, never both.
var person = kind[model.Person]{what: "a person", shape: personKeys.shape.needing(true, Need{Key: "role"}, Need{Key: "roles"}), read: func(f *file, n *yaml.Node, p *model.Person) {
	before := len(f.diags.All())
	personKeys.read(f, n, p)
	if role, roles := f.keyOf(n, "role"), f.keyOf(n, "roles"); role != nil && roles != nil {
		f.diags.Errorf("duplicate-key", f.at(roles), "keep one: role: for one role, or roles: [member, coach] for several", "the person has both role and roles")
	}
	if len(p.Roles) == 0 && len(f.diags.All()) == before {
		f.diags.Errorf("missing-key", f.at(n), "add role: member, or whichever it is", "a person needs role")
	}
}}

// oneRole is a list of one.
var oneRole = func() kind[[]model.Text] {
	one := mapped(slug, func(t model.Text) []model.Text { return []model.Text{t} })
	return kind[[]model.Text]{what: one.what, shape: one.shape, read: func(f *file, n *yaml.Node, to *[]model.Text) {
		names := strings.Split(n.Value, ",")
		for _, c := range n.Content {
			names = append(names, c.Value)
		}
		if n.Kind == yaml.MappingNode || len(names) < 2 {
			one.read(f, n, to)
			return
		}
		for i := range names {
			names[i] = strings.TrimSpace(names[i])
		}
		f.diags.Errorf("bad-value", f.at(n), "for several, write roles: ["+strings.Trim(short(strings.Join(names, ", ")), ", ")+"]", "role: takes one role")
	}}
}()

var personKeys = object("a person", func(p *model.Person) *diag.Span { return &p.At },
	req("id", slug, func(p *model.Person) *model.Text { return &p.ID }),
	req("name", text, func(p *model.Person) *model.Text { return &p.Name }),
	opt("role", oneRole, func(p *model.Person) *[]model.Text { return &p.Roles }),
	opt("roles", some(list("a list of roles", slug)), func(p *model.Person) *[]model.Text { return &p.Roles }),
	opt("title", text, func(p *model.Person) *model.Text { return &p.Title }),
	opt("email", text, func(p *model.Person) *model.Text { return &p.Email }),
	opt("data_access", truth, func(p *model.Person) *bool { return &p.DataAccess }),
	opt("github", text, func(p *model.Person) *model.Text { return &p.GitHub }),
	opt("public", truth, func(p *model.Person) *bool { return &p.Public }),
	opt("from", day, func(p *model.Person) *model.Day { return &p.From }),
	opt("to", day, func(p *model.Person) *model.Day { return &p.To }),
)

var vacancy = object("an open role", nil,
	req("role", slug, func(v *model.Vacancy) *model.Text { return &v.Role }),
	opt("since", day, func(v *model.Vacancy) *model.Day { return &v.Since }),
	opt("note", text, func(v *model.Vacancy) *model.Text { return &v.Note }),
)

var milestonesFile = dict("milestones by id", slug, progress, func(p *model.Progress, id model.Text) { p.Milestone = id })

var progress = object("a milestone's line", nil,
	opt("started", day, func(p *model.Progress) *model.Day { return &p.Started }),
	opt("done", day, func(p *model.Progress) *model.Day { return &p.Done }),
	opt("evidence", link, func(p *model.Progress) *model.Text { return &p.Evidence }),
	opt("note", text, func(p *model.Progress) *model.Text { return &p.Note }),
	opt("waived", why, func(p *model.Progress) *model.Text { return &p.Waived }),
)

var changesFile = list("a list of changes", change)

var change = object("a change", nil,
	req("id", slug, func(c *model.Change) *model.Text { return &c.ID }),
	req("title", text, func(c *model.Change) *model.Text { return &c.Title }),
	opt("driver", slug, func(c *model.Change) *model.Text { return &c.Driver }),
	opt("measures", list("a list of measures' ids", slug), func(c *model.Change) *[]model.Text { return &c.Measures }),
	opt("cycles", list("a list of cycles", cycle), func(c *model.Change) *[]model.Cycle { return &c.Cycles }),
)

var cycle = object("a cycle", func(c *model.Cycle) *diag.Span { return &c.At },
	opt("from", day, func(c *model.Cycle) *model.Day { return &c.From }),
	opt("to", day, func(c *model.Cycle) *model.Day { return &c.To }),
	opt("plan", markdown, func(c *model.Cycle) *model.Text { return &c.Plan }),
	opt("do", markdown, func(c *model.Cycle) *model.Text { return &c.Do }),
	opt("study", markdown, func(c *model.Cycle) *model.Text { return &c.Study }),
	opt("act", oneOf("adopt", "adapt", "abandon"), func(c *model.Cycle) *string { return &c.Act }),
)

var wallFile = dict("reports by walk", slug, report, func(r *model.Report, id model.Text) { r.Session = id })

var report = object("a report", nil,
	opt("score", number, func(r *model.Report) **model.Number { return &r.Score }),
	opt("progress", markdown, func(r *model.Report) *model.Text { return &r.Progress }),
	opt("next", markdown, func(r *model.Report) *model.Text { return &r.Next }),
	opt("barriers", list("a list of barriers", barrier), func(r *model.Report) *[]model.Barrier { return &r.Barriers }),
	opt("asks", list("a list of questions", text), func(r *model.Report) *[]model.Text { return &r.Asks }),
	opt("presenter", slug, func(r *model.Report) *model.Text { return &r.Presenter }),
)

var barrier = object("a barrier", func(b *model.Barrier) *diag.Span { return &b.At },
	req("text", text, func(b *model.Barrier) *model.Text { return &b.Text }),
	opt("raised", day, func(b *model.Barrier) *model.Day { return &b.Raised }),
	opt("closed", day, func(b *model.Barrier) *model.Day { return &b.Closed }),
	opt("how", text, func(b *model.Barrier) *model.Text { return &b.How }),
)

var learningsFile = list("a list of learnings", learning)

var learning = object("a learning", nil,
	req("id", slug, func(l *model.Learning) *model.Text { return &l.ID }),
	req("title", text, func(l *model.Learning) *model.Text { return &l.Title }),
	req("date", day, func(l *model.Learning) *model.Day { return &l.Date }),
	opt("change", slug, func(l *model.Learning) *model.Text { return &l.Change }),
	opt("tags", list("a list of tags", text), func(l *model.Learning) *[]model.Text { return &l.Tags }),
	req("text", markdown, func(l *model.Learning) *model.Text { return &l.Text }),
)

var attendanceFile = dict("people by session", slug,
	into(list("a list of people's ids", slug), func(a *model.Attendance) *[]model.Text { return &a.People }),
	func(a *model.Attendance, id model.Text) { a.Session = id })
