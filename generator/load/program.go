package load

import (
	"fmt"
	"net/url"
	"strings"
	"time"
	_ "time/tzdata" // the same time zones are known on every machine

	"gopkg.in/yaml.v3"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// The files of a program and of a cohort, as format.md describes them.

var programFile = object("program.yaml", func(p *model.Program) *diag.Span { return &p.At },
	req("title", text, func(p *model.Program) *model.Text { return &p.Title }),
	opt("tagline", text, func(p *model.Program) *model.Text { return &p.Tagline }),
	opt("base_url", baseURL, func(p *model.Program) *model.Text { return &p.BaseURL }),
	opt("week_starts", weekday, func(p *model.Program) *time.Weekday { return &p.WeekStarts }),
	opt("data_due_days", wholeUpTo(0, 60), func(p *model.Program) *int { return &p.DataDueDays }),
	opt("as_of", day, func(p *model.Program) *model.Day { return &p.AsOf }),
	opt("small_numbers", mapped(oneOf("none", "suppress"), func(s string) bool { return s == "suppress" }), func(p *model.Program) *bool { return &p.Suppress }),
	opt("edit_url", editURL, func(p *model.Program) *model.Text { return &p.EditURL }),
	opt("brand", brand, func(p *model.Program) *model.Brand { return &p.Brand }),
	opt("quiet", list("a list of codes", text), func(p *model.Program) *[]model.Text { return &p.Quiet }),
	opt("waived", list("a list of waivers", waiver), func(p *model.Program) *[]model.Waiver { return &p.Waived }),
	opt("scale", replaced(list("a list of scores", score)), func(p *model.Program) *[]model.Score { return &p.Scale }),
	opt("roles", roles, func(p *model.Program) *[]model.Role { return &p.Roles }),
	opt("requirements", replaced(list("a list of requirements", requirement)), func(p *model.Program) *[]model.Requirement { return &p.Requirements }),
)

var baseURL = scalar(Shape{What: "an absolute address", Sort: Form, Pattern: `[Hh][Tt][Tt][Pp][Ss]?://[^/?#][^?#]*[?#]*`}, func(s string, at diag.Span) (model.Text, string, string) {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return model.Text{}, fmt.Sprintf("%q is not an absolute address", short(s)), "write it whole: https://reports.example.org/program/"
	}
	return model.Text{Text: strings.TrimSuffix(s, "/") + "/", At: at}, "", ""
})

var editURL = scalar(Shape{What: "an address with {path} in it", Sort: Form, Pattern: `https://[\s\S]*\{path\}[\s\S]*`}, func(s string, at diag.Span) (model.Text, string, string) {
	u, err := url.Parse(s)
	host, _, _ := strings.Cut(strings.TrimPrefix(s, "https://"), "/")
	switch {
	case !strings.HasPrefix(s, "https://") || !strings.Contains(s, "{path}"):
		return model.Text{}, fmt.Sprintf("%q is not an address with {path} in it", short(s)), "write for example https://github.com/org/repo/edit/main/{path}"
	case err != nil || u.Host == "" || u.User != nil || strings.Contains(host, "{"):
		return model.Text{}, fmt.Sprintf("%q is not an address of a web editor", short(s)), "copy the address that the browser shows when you edit a file there, and write {path} for the file"
	}
	return model.Text{Text: s, At: at}, "", ""
})

var brand = object("brand", nil,
	opt("logo", fileBeside, func(b *model.Brand) *model.Text { return &b.Logo }),
	opt("color", color, func(b *model.Brand) *model.Text { return &b.Color }),
)

var waiver = object("a waiver", func(w *model.Waiver) *diag.Span { return &w.At },
	req("code", text, func(w *model.Waiver) *model.Text { return &w.Code }),
	req("file", text, func(w *model.Waiver) *model.Text { return &w.File }),
	opt("line", wholeUpTo(0, 1_000_000), func(w *model.Waiver) *int { return &w.Line }),
	req("reason", text, func(w *model.Waiver) *model.Text { return &w.Reason }),
	req("by", text, func(w *model.Waiver) *model.Text { return &w.By }),
)

var score = object("a score", func(s *model.Score) *diag.Span { return &s.At },
	req("score", decimal, func(s *model.Score) *float64 { return &s.Score }),
	req("label", text, func(s *model.Score) *model.Text { return &s.Label }),
)

var requirement = object("a requirement", nil,
	req("id", slug, func(r *model.Requirement) *model.Text { return &r.ID }),
	req("text", text, func(r *model.Requirement) *model.Text { return &r.Text }),
)

var role = object("a role", nil,
	req("name", text, func(r *model.Role) *model.Text { return &r.Name }),
	opt("min", wholeUpTo(0, 100), func(r *model.Role) *int { return &r.Min }),
	opt("max", wholeUpTo(0, 100), func(r *model.Role) *int { return &r.Max }),
	opt("max_teams", wholeUpTo(1, 100), func(r *model.Role) *int { return &r.MaxTeams }),
	opt("time", text, func(r *model.Role) *model.Text { return &r.Time }),
	opt("needed_without", oneOf("data_access", "nothing"), func(r *model.Role) *string { return &r.NeededWithout }),
)

// bounded is a role whose bounds leave room.
var bounded = kind[model.Role]{what: role.what, shape: role.shape, read: func(f *file, n *yaml.Node, r *model.Role) {
	role.read(f, n, r)
	if r.Max > 0 && r.Min > r.Max {
		f.diags.Errorf("bad-value", f.at(f.valueOf(n, "max")), "are min and max swapped?", "max (%d) is less than min (%d)", r.Max, r.Min)
		r.Min, r.Max = 0, 0
	}
}}

// roles has one without an id where not all could be read, as a list has.
var roles = func() kind[[]model.Role] {
	k := dict("roles by id", slug, bounded, func(r *model.Role, id model.Text) { r.ID = id })
	return replaced(kind[[]model.Role]{what: k.what, shape: k.shape, read: func(f *file, n *yaml.Node, to *[]model.Role) {
		k.read(f, n, to)
		if n.Kind != yaml.MappingNode || 2*len(*to) < len(n.Content) {
			*to = append(*to, model.Role{})
		}
	}})
}()

// replaced reads a list that takes the place of the default, rather than
// adding to it.
func replaced[T any](k kind[[]T]) kind[[]T] {
	return kind[[]T]{what: k.what, shape: k.shape, read: func(f *file, n *yaml.Node, to *[]T) {
		var fresh []T
		before := f.errors()
		k.read(f, n, &fresh)
		if fresh != nil || f.errors() == before {
			*to = fresh // [] as well: that is none
		}
	}}
}

var cohortFile = object("cohort.yaml", func(c *model.Cohort) *diag.Span { return &c.At },
	req("title", text, func(c *model.Cohort) *model.Text { return &c.Title }),
	req("starts", day, func(c *model.Cohort) *model.Day { return &c.Starts }),
	req("ends", day, func(c *model.Cohort) *model.Day { return &c.Ends }),
	opt("visibility", mapped(oneOf("public", "private"), func(s string) bool { return s == "private" }), func(c *model.Cohort) *bool { return &c.Private }),
	opt("rules", replaced(list("a list of rules", oneOf("shift", "trend", "runs", "anhoej"))), func(c *model.Cohort) *[]string { return &c.Rules }),
	req("collaboratives", list("a list of collaboratives", collaborative), func(c *model.Cohort) *[]model.Collaborative { return &c.Collaboratives }),
	opt("milestones", list("a list of milestones", milestone), func(c *model.Cohort) *[]model.Milestone { return &c.Milestones }),
	opt("sessions", list("a list of sessions", session), func(c *model.Cohort) *[]model.Session { return &c.Sessions }),
)

var collaborative = object("a collaborative", nil,
	req("id", slug, func(c *model.Collaborative) *model.Text { return &c.ID }),
	req("name", text, func(c *model.Collaborative) *model.Text { return &c.Name }),
	opt("aim", markdown, func(c *model.Collaborative) *model.Text { return &c.Aim }),
	req("measures", measures, func(c *model.Collaborative) *[]model.Measure { return &c.Measures }),
)

// measures is read by itself, since what a measure's chart implies depends on
// more than one of its keys.
var measures = kind[[]model.Measure]{what: "a list of measures", shape: listOf("a list of measures", measure.shape.needing(false, Need{Key: "data"}, Need{"chart", "run"})), read: func(f *file, n *yaml.Node, to *[]model.Measure) {
	list("a list of measures", settled).read(f, n, to)
}}

var settled = kind[model.Measure]{what: measure.what, shape: measure.shape, read: func(f *file, n *yaml.Node, m *model.Measure) {
	measure.read(f, n, m)
	if n.Kind == yaml.MappingNode {
		settle(f, m, m.Data == "" && f.keyOf(n, "data") != nil || m.Chart == "" && f.keyOf(n, "chart") != nil)
	}
}}

var measure = object("a measure", func(m *model.Measure) *diag.Span { return &m.At },
	req("id", slug, func(m *model.Measure) *model.Text { return &m.ID }),
	req("name", text, func(m *model.Measure) *model.Text { return &m.Name }),
	opt("type", oneOf("outcome", "process", "balancing"), func(m *model.Measure) *string { return &m.Type }),
	opt("chart", oneOf("run", "p", "pp", "u", "up", "c", "i", "g", "t"), func(m *model.Measure) *string { return &m.Chart }),
	opt("data", mapped(oneOf("fraction", "rate", "count", "value", "events"), func(s string) model.Data { return model.Data(s) }), func(m *model.Measure) *model.Data { return &m.Data }),
	opt("unit", text, func(m *model.Measure) *model.Text { return &m.Unit }),
	opt("better", oneOf("higher", "lower", "neither"), func(m *model.Measure) *string { return &m.Better }),
	opt("goal", number, func(m *model.Measure) **model.Number { return &m.Goal }),
	opt("baseline_weeks", wholeUpTo(0, 520), func(m *model.Measure) *int { return &m.BaselineWeeks }),
	opt("every", wholeUpTo(1, 52), func(m *model.Measure) *int { return &m.Every }),
	opt("per", positive(1e9), func(m *model.Measure) *float64 { return &m.Per }),
	opt("decimals", mapped(wholeUpTo(0, 6), func(n int) *int { return &n }), func(m *model.Measure) **int { return &m.Decimals }),
	opt("numerator", text, func(m *model.Measure) *model.Text { return &m.Numerator }),
	opt("denominator", text, func(m *model.Measure) *model.Text { return &m.Denominator }),
)

// implied is the kind of figure that a chart needs; a run chart takes any.
var implied = map[string]model.Data{"p": model.Fraction, "pp": model.Fraction, "u": model.Rate, "up": model.Rate,
	"c": model.Count, "i": model.Value, "g": model.Events, "t": model.Events}

// settle fills in what the measure leaves to its chart. misread means that its
// chart or data stands there and could not be read. Where it isn't known what
// its figures are, they are not looked at: that would be one mistake told often.
func settle(f *file, m *model.Measure, misread bool) {
	if m.Chart == "" {
		m.Chart = "run"
	}
	want, fixed := implied[m.Chart]
	switch {
	case m.Data == "" && fixed:
		m.Data = want
	case m.Data == "" && (m.ID.Given() && !misread):
		f.diags.Errorf("missing-key", m.At, "add data: fraction, rate, count, value or events", "measure %s needs chart or data", m.ID)
	case fixed && m.Data != want || !fixed && m.Data == model.Events:
		f.diags.Errorf("chart-data", m.At, "leave out data: the chart implies it", "chart %s takes %s, not %s", m.Chart, orElse(string(want), "figures by week"), m.Data)
		m.Data = "" // one of the two is wrong, and the figures may be either
	}
	if m.Better == "" {
		m.Better = "neither"
	}
	m.Every = max(m.Every, 1)
	if m.Per == 0 {
		m.Per = 1
	}
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

var milestone = object("a milestone", func(m *model.Milestone) *diag.Span { return &m.At },
	req("id", slug, func(m *model.Milestone) *model.Text { return &m.ID }),
	req("name", text, func(m *model.Milestone) *model.Text { return &m.Name }),
	opt("due", day, func(m *model.Milestone) *model.Day { return &m.Due }),
	opt("due_session", slug, func(m *model.Milestone) *model.Text { return &m.DueSession }),
	opt("help", text, func(m *model.Milestone) *model.Text { return &m.Help }),
)

var session = object("a session", func(s *model.Session) *diag.Span { return &s.At },
	req("id", slug, func(s *model.Session) *model.Text { return &s.ID }),
	req("kind", oneOf(model.KindHandoff, model.KindLearning, model.KindCoaching, model.KindWall), func(s *model.Session) *string { return &s.Kind }),
	req("date", day, func(s *model.Session) *model.Day { return &s.Date }),
	opt("title", text, func(s *model.Session) *model.Text { return &s.Title }),
	opt("hours", positive(24), func(s *model.Session) *float64 { return &s.Hours }),
	opt("minutes_each", wholeUpTo(1, 240), func(s *model.Session) *int { return &s.MinutesEach }),
	opt("order", list("a list of teams", slug), func(s *model.Session) *[]model.Text { return &s.Order }),
	opt("link", link, func(s *model.Session) *model.Text { return &s.Link }),
	opt("start", clock, func(s *model.Session) *model.Text { return &s.Start }),
	opt("timezone", timezone, func(s *model.Session) *model.Text { return &s.Timezone }),
	opt("notes", markdown, func(s *model.Session) *model.Text { return &s.Notes }),
)

// link is an address that a page may point at.
var link = scalar(Shape{What: "a link such as https://example.org/", Sort: Form, Pattern: `([Hh][Tt][Tt][Pp][Ss]?://[^/?#]|[Mm][Aa][Ii][Ll][Tt][Oo]:).*`}, func(s string, at diag.Span) (model.Text, string, string) {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" || u.Scheme != "mailto" && u.Host == "" {
		return model.Text{}, fmt.Sprintf("%q is not a link", short(s)), "links start with https://, http:// or mailto:"
	}
	return model.Text{Text: s, At: at}, "", ""
})
