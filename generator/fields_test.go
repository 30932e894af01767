package generator_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// A slot is a place in the hostile program where people write words.
type slot int

const (
	text    slot = iota // shown as it stands
	prose               // Markdown
	link                // an address that a page may lead to
	address             // base_url
	edit                // edit_url
)

// A hostile program has a trick in every slot, and behind it a token that no
// other slot has. JSON is YAML too, so its files are written as JSON.
type hostile struct {
	fill   map[slot]string            // the trick
	fields []string                   // by token: "a session.title"
	kinds  []slot                     // by token
	used   map[string]map[string]bool // which keys of which objects have been written
}

// trickyLogo is as hostile as a picture's name may be.
const trickyLogo = "%2e%2e%2fjavascript &lt;svg' onload='alert(1)' {{.}} `x`.html"

// program makes the files of a program with these tricks.
func program(fill map[slot]string) (*hostile, fstest.MapFS) {
	h := &hostile{fill: fill, used: map[string]map[string]bool{}}
	files := fstest.MapFS{}
	add := func(name string, v any) { files[name] = &fstest.MapFile{Data: h.file(v)} }
	add("cohorts/program.yaml", h.program())
	files["cohorts/"+trickyLogo] = &fstest.MapFile{Data: []byte(png + "<script>alert(1)</script>")}
	add("cohorts/one/cohort.yaml", h.cohort())
	for _, id := range []string{"elm", "oak"} {
		dir := "cohorts/one/teams/" + id + "/"
		add(dir+"team.yaml", h.team(id))
		add(dir+"roster.yaml", h.roster())
		add(dir+"data.yaml", h.data(id))
		add(dir+"milestones.yaml", h.milestones())
		add(dir+"changes.yaml", []any{h.change("first"), h.change("second")})
		add(dir+"wall.yaml", map[string]any{"walk-1": h.report(), "walk-2": h.report()})
		add(dir+"learnings.yaml", []any{h.object("a learning", keys{"id": "l", "title": text, "date": "2026-06-20", "change": "first", "tags": []any{text, text}, "text": prose})})
		add(dir+"attendance.yaml", map[string]any{"walk-1": []any{"coach"}})
	}
	for _, id := range []string{"index", "guide"} {
		head := h.file(h.object("a page's front matter", keys{"title": text, "nav": text, "summary": text, "order": 1}))
		body := h.put("a page.body", prose)
		files["content/"+id+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\n%s---\n%s\n", head, body)}
	}
	return h, files
}

type keys map[string]any

// object fills an object's slots. what is the reader's word for it.
func (h *hostile) object(what string, k keys) keys {
	if h.used[what] == nil {
		h.used[what] = map[string]bool{}
	}
	out := keys{}
	for _, name := range slices.Sorted(maps.Keys(k)) {
		h.used[what][name] = true
		out[name] = h.resolve(what+"."+name, k[name])
	}
	return out
}

func (h *hostile) resolve(field string, v any) any {
	switch v := v.(type) {
	case slot:
		return h.put(field, v)
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = h.resolve(field, v[i])
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for _, k := range slices.Sorted(maps.Keys(v)) {
			out[k] = h.resolve(field, v[k])
		}
		return out
	}
	return v
}

// put is a trick with a new token behind it.
func (h *hostile) put(field string, s slot) string {
	h.fields, h.kinds = append(h.fields, field), append(h.kinds, s)
	mark := fmt.Sprintf("zq%dz", len(h.fields)-1)
	switch s {
	case link:
		return "https://example.org/" + mark + h.fill[s]
	case address:
		return "https://example.org/" + mark + h.fill[s] + "/"
	case edit:
		return "https://example.org/{path}/" + mark + h.fill[s]
	case prose:
		return h.fill[s] + "\n\n" + mark
	}
	return h.fill[s] + " " + mark
}

func (h *hostile) file(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // maps, lists, texts and numbers only
	}
	return b.Bytes()
}

func (h *hostile) program() keys {
	role := func(most int) keys {
		return h.object("a role", keys{"name": text, "min": 0, "max": most, "time": text, "max_teams": 9, "needed_without": "nothing"})
	}
	return h.object("program.yaml", keys{
		"title": text, "tagline": text, "base_url": address, "week_starts": "sunday", "data_due_days": 3, "as_of": "2026-06-28",
		"small_numbers": "none", "edit_url": edit, "quiet": []any{"session-count"},
		"waived":       []any{h.object("a waiver", keys{"code": "privacy-ssn", "file": text, "line": 3, "reason": text, "by": text})},
		"brand":        h.object("brand", keys{"logo": trickyLogo, "color": "#005eb8"}),
		"scale":        []any{h.object("a score", keys{"score": 1, "label": text}), h.object("a score", keys{"score": 2, "label": text})},
		"roles":        map[string]any{"coach": role(1), "team-leader": role(1), "member": role(4)},
		"requirements": []any{h.object("a requirement", keys{"id": "met", "text": text}), h.object("a requirement", keys{"id": "unmet", "text": text})},
	})
}

func (h *hostile) measure(id, chart, data, kind string) keys {
	per := 1
	if data == "rate" {
		per = 10
	}
	return h.object("a measure", keys{"id": id, "name": text, "type": kind, "chart": chart, "data": data, "unit": text, "better": "higher", "goal": 50,
		"baseline_weeks": 4, "every": 1, "per": per, "decimals": 1, "numerator": text, "denominator": text})
}

func (h *hostile) cohort() keys {
	session := func(id, kind, date string) keys {
		return h.object("a session", keys{"id": id, "kind": kind, "date": date, "title": text, "hours": 2, "minutes_each": 10, "order": []any{"elm"},
			"link": link, "start": "13:00", "timezone": "America/Chicago", "notes": prose})
	}
	return h.object("cohort.yaml", keys{
		"title": text, "starts": "2026-03-01", "ends": "2026-09-05", "visibility": "public", "rules": []any{"shift", "trend", "runs", "anhoej"},
		"collaboratives": []any{
			h.object("a collaborative", keys{"id": "flow", "name": text, "aim": prose, "measures": []any{
				h.measure("share", "run", "fraction", "outcome"), h.measure("limits", "p", "fraction", "process"), h.measure("rate", "u", "rate", "process"),
				h.measure("count", "c", "count", "balancing"), h.measure("value", "i", "value", "balancing"), h.measure("days", "t", "events", "balancing"),
				h.measure("silent", "run", "count", "balancing")}}),
			h.object("a collaborative", keys{"id": "empty", "name": text, "aim": prose, "measures": []any{h.measure("nothing", "run", "value", "outcome")}})},
		"milestones": []any{
			h.object("a milestone", keys{"id": "done", "name": text, "due": "2026-03-12", "help": text}),
			h.object("a milestone", keys{"id": "late", "name": text, "due_session": "learn", "help": text}),
			h.object("a milestone", keys{"id": "waived", "name": text, "help": text})},
		"sessions": []any{session("hand", "handoff", "2026-02-12"), session("learn", "learning", "2026-03-05"), session("coaching", "coaching", "2026-04-05"),
			session("walk-1", "wall", "2026-03-19"), session("walk-2", "wall", "2026-06-25"), session("walk-3", "wall", "2026-07-25")},
	})
}

func (h *hostile) team(id string) keys {
	k := keys{
		"name": text, "site": text, "public_name": text, "public_id": "public-" + id, "collaborative": "flow", "joined": "2026-03-01",
		"problem": prose, "global_aim": prose, "smart_goal": prose, "current_state": prose, "sustain": prose, "ready": []any{"met"},
		"goals":        map[string]any{"share": h.object("a goal", keys{"target": 60, "by": "2026-09-05"})},
		"measures":     []any{h.measure("own-"+id, "g", "events", "process")},
		"not_reported": map[string]any{"silent": text},
		"drivers": []any{h.object("a driver", keys{"id": "top", "name": text, "drivers": []any{
			h.object("a driver", keys{"id": "below", "name": text})}})},
	}
	if id == "oak" {
		k["left"] = h.object("left", keys{"on": "2026-06-14", "reason": text})
	}
	return h.object("team.yaml", k)
}

func (h *hostile) roster() keys {
	return h.object("roster.yaml", keys{
		"people": []any{
			h.object("a person", keys{"id": "coach", "name": text, "role": "coach", "title": text, "email": text, "data_access": true, "github": text, "public": true}),
			h.object("a person", keys{"id": "gone", "name": text, "roles": []any{"member"}, "title": text, "from": "2026-03-01", "to": "2026-04-01"})},
		"vacant": []any{h.object("an open role", keys{"role": "team-leader", "since": "2026-05-01", "note": text})},
	})
}

// data of elm has a baseline, then a shift upwards, a none, an excluded week and one
// that somebody marked; oak has none.
func (h *hostile) data(id string) keys {
	weeks := map[string]any{}
	if id == "oak" {
		return h.object("data.yaml", keys{"weeks": weeks})
	}
	for i, week := range []string{"2026-03-01", "2026-03-08", "2026-03-15", "2026-03-22", "2026-03-29", "2026-04-05", "2026-04-12", "2026-04-19", "2026-04-26",
		"2026-05-03", "2026-05-10", "2026-05-17", "2026-05-24", "2026-06-07"} {
		level := 3 + i/4*2 + i%2
		k := keys{"share": fmt.Sprint(level, "/20"), "limits": fmt.Sprint(level*level, "/200"), "rate": fmt.Sprint(level, "/33.5"), "count": fmt.Sprint(level), "value": fmt.Sprint(level, ".5"), "note": text}
		switch i {
		case 4:
			k["share"] = "none"
		case 6:
			k["exclude"] = []any{"share"}
		case 8:
			k["astronomical"] = []any{"share"}
		}
		weeks[week] = h.object("a week", k)
	}
	phase := func(from string) keys {
		return h.object("a phase", keys{"from": from, "name": text, "reason": text, "declared": "2026-06-01"})
	}
	return h.object("data.yaml", keys{"weeks": weeks,
		"events": map[string]any{"days": []any{"2026-03-04", "2026-04-09", "2026-06-20"}},
		"phases": map[string]any{"share": []any{phase("2026-03-01"), phase("2026-05-17")}, "count": []any{phase("2026-04-26")}}})
}

func (h *hostile) milestones() map[string]any {
	const line = "a milestone's line"
	return map[string]any{
		"done":   h.object(line, keys{"started": "2026-03-01", "done": "2026-03-10", "evidence": link, "note": text}),
		"late":   h.object(line, keys{"started": "2026-03-01", "note": text}),
		"waived": h.object(line, keys{"waived": text}),
	}
}

func (h *hostile) change(id string) keys {
	cycle := func(act string) keys {
		k := keys{"from": "2026-04-06", "to": "2026-04-17", "plan": prose, "do": prose, "study": prose}
		if act != "" {
			k["act"] = act
		}
		return h.object("a cycle", k)
	}
	return h.object("a change", keys{"id": id, "title": text, "driver": "below", "measures": []any{"share"}, "cycles": []any{cycle("adapt"), cycle("")}})
}

func (h *hostile) report() keys {
	return h.object("a report", keys{"score": 2, "progress": prose, "next": prose, "asks": []any{text}, "presenter": "coach", "barriers": []any{
		h.object("a barrier", keys{"text": text, "raised": "2026-03-19"}),
		h.object("a barrier", keys{"text": text, "raised": "2026-03-19", "closed": "2026-06-20", "how": text})}})
}

// TestEveryKeyIsHostile fails where the reader knows a key that the hostile
// program does not write. Add it above, with the slot that it is.
func TestEveryKeyIsHostile(t *testing.T) {
	h, _ := program(nil)
	known := knownKeys(t)
	for what, names := range known {
		for _, name := range names {
			if !h.used[what][name] {
				t.Errorf("%s: the key %s is not in the hostile program", what, name)
			}
		}
	}
	for what := range h.used {
		if known[what] == nil && what != "a week" {
			t.Errorf("the reader knows no object %q", what)
		}
	}
	if len(known) < 20 {
		t.Errorf("only %d objects were found in load", len(known))
	}
}

// knownKeys are the keys of each object that package load reads, taken from its
// source: object("a phase", …, req("from", …), opt("name", …)), and the words
// that have a meaning of their own in a week's line.
func knownKeys(t *testing.T) map[string][]string {
	t.Helper()
	known := map[string][]string{}
	sources, err := filepath.Glob("load/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range sources {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if called(n) == "object" {
					what, _ := literal(n.Args[0])
					known[what] = append(known[what], keysOf(n)...)
				}
			case *ast.FuncDecl:
				if n.Name.Name == "besides" {
					known["a week"] = keysIn(n)
				}
			}
			return true
		})
	}
	if len(known["a week"]) < 3 {
		t.Errorf("a week's own words were found to be %q", known["a week"])
	}
	return known
}

func called(c *ast.CallExpr) string {
	if id, ok := c.Fun.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}

// keysOf are the names in an object's opt and req, but not in those of an
// object inside it.
func keysOf(object *ast.CallExpr) []string {
	var names []string
	for _, arg := range object.Args[1:] {
		names = append(names, keysIn(arg)...)
	}
	return names
}

func keysIn(n ast.Node) []string {
	var names []string
	ast.Inspect(n, func(n ast.Node) bool {
		c, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if name := called(c); name == "opt" || name == "req" {
			s, _ := literal(c.Args[0])
			names = append(names, s)
		}
		return called(c) != "object"
	})
	return names
}

// unseen are the fields whose words no page shows: what is for other readers
// than the site's, and addresses that lead elsewhere. Waivers are for those who
// check.
var unseen = strings.Fields("base_url logo public_name email github")

// TestEveryTextIsShown fails where somebody writes something and no page has
// it.
func TestEveryTextIsShown(t *testing.T) {
	h, files := program(map[slot]string{text: "plain", prose: "plain"})
	site := build(t, files, options0)
	var all bytes.Buffer
	for _, name := range site.names(".html") {
		all.Write(site[name])
	}
	shown := map[string]bool{}
	for i, field := range h.fields {
		shown[field] = shown[field] || bytes.Contains(all.Bytes(), fmt.Appendf(nil, "zq%dz", i))
	}
	for field, ok := range shown {
		if key := field[strings.LastIndex(field, ".")+1:]; !ok && !slices.Contains(unseen, key) && !strings.HasPrefix(field, "a waiver.") {
			t.Errorf("no page shows %s", field)
		}
	}
}
