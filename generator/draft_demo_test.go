package generator_test

import (
	"bytes"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator"
)

// breaks are ways in which a team's folder may be wrong, each with what the
// team's page then says.
var breaks = []struct {
	name, says string
	edit       func(files fstest.MapFS, team string)
}{
	{"a file that can't be read", "data.yaml, line ", writing("data.yaml", "2026-05-03: {positioning: 31/52\nweeks: [")},
	{"no team.yaml", "team.yaml: this file is missing", func(files fstest.MapFS, team string) { delete(files, team+"/team.yaml") }},
	{"an empty team.yaml", "team.yaml", writing("team.yaml", "")},
	{"no file but a note", "roster.yaml: this file is missing", func(files fstest.MapFS, team string) {
		maps.DeleteFunc(files, func(name string, _ *fstest.MapFile) bool { return strings.HasPrefix(name, team+"/") })
		files[team+"/notes.txt"] = &fstest.MapFile{Data: []byte("later")}
	}},
	{"a number that says who a patient is", "social security number: •••-••-••••", adding("learnings.yaml", "\n- {id: x, title: Found, date: 2026-05-03, text: The patient was 529-47-2213}\n")},
	{"a conflict", "changes.yaml, line 1", writing("changes.yaml", "<<<<<<< HEAD\n- {id: a}\n=======\n- {id: b}\n>>>>>>> main\n")},
	{"a key that there is not", "milestones.yaml, line ", adding("milestones.yaml", "\nno-such-milestone: {done: 2026-04-01}\n")},
	{"a file of another name", "teem.yaml", adding("teem.yaml", "name: x")},
	{"markup", "team.yaml, line ", adding("team.yaml", "\n\"<script>alert(1)</script>\": '<b>'\n")},
}

func writing(file, text string) func(fstest.MapFS, string) {
	return func(files fstest.MapFS, team string) { files[team+"/"+file] = &fstest.MapFile{Data: []byte(text)} }
}

func adding(file, text string) func(fstest.MapFS, string) {
	return func(files fstest.MapFS, team string) {
		var was []byte
		if f := files[team+"/"+file]; f != nil {
			was = f.Data
		}
		files[team+"/"+file] = &fstest.MapFile{Data: append(bytes.Clone(was), text...)}
	}
}

// teamFolders are the demo's teams.
func teamFolders(files fstest.MapFS) (teams []string) {
	for name := range files {
		if path.Base(name) == "team.yaml" {
			teams = append(teams, path.Dir(name))
		}
	}
	slices.Sort(teams)
	return teams
}

// Each team of the demo breaks in turn, and in the end all of them. The others'
// figures stay what they were, and what teams are pooled to is what it would be
// if the folder weren't there.
func TestADraftOfTheDemo(t *testing.T) {
	t.Parallel()
	whole := demoCopy(t)
	teams := teamFolders(whole)
	before := build(t, whole, generator.Options{Version: "test"})
	for i, team := range teams {
		way := breaks[i%len(breaks)]
		files := maps.Clone(whole)
		way.edit(files, team)
		site, sum, list := draft(t, files, generator.Options{Version: "test"})
		title := way.name + " in " + team
		if broken, all := brokenTeams(list); !all || !slices.Equal(broken, []string{team}) || sum.Unshown != 1 || sum.Teams != len(teams)-1 {
			t.Errorf("%s: errors in %q, %+v", title, broken, sum)
			continue
		}
		site.namesThoseLeftOut(t, title, list, []string{team})
		site.tellsNoSecretOf(t, title, files, []string{team})
		site.staysAsItWas(t, title, before, team)
		if page := words(site.page(t, addressOf(team)+"index.html")); !strings.Contains(page, way.says) {
			t.Errorf("%s: its page says %q", title, strings.Join(strings.Fields(page), " "))
		}
		site.poolsAs(t, title, build(t, withoutTeam(whole, team), generator.Options{Version: "test"}))
	}
	for i, team := range teams {
		if breaks[i%len(breaks)].edit(whole, team); i == len(teams)/2 {
			half, _, _ := draft(t, whole, generator.Options{Version: "test"})
			half.isValid(t)
			half.isLinked(t)
		}
	}
	site, sum, list := draft(t, whole, generator.Options{Version: "test"})
	if sum.Unshown != len(teams) || sum.Teams != 0 {
		t.Fatalf("all are broken: %+v", sum)
	}
	site.namesThoseLeftOut(t, "all are broken", list, teams)
	site.isValid(t)
	site.isLinked(t)
	for _, name := range site.names(".html") {
		if said := noTeam.FindString(words(site.page(t, name))); said != "" && (name == "index.html" || strings.HasPrefix(name, "20")) {
			t.Errorf("all are broken: %s says %q", name, said)
		}
	}
}

// withoutTeam is a program in which there has never been such a team.
func withoutTeam(files fstest.MapFS, team string) fstest.MapFS {
	files = maps.Clone(files)
	maps.DeleteFunc(files, func(name string, _ *fstest.MapFile) bool { return strings.HasPrefix(name, team+"/") })
	cohort := path.Join(path.Dir(path.Dir(team)), "cohort.yaml")
	order := regexp.MustCompile(`(\[|, )` + path.Base(team) + `(, |\])`)
	files[cohort] = &fstest.MapFile{Data: order.ReplaceAllFunc(files[cohort].Data, func(found []byte) []byte {
		switch {
		case found[0] == '[':
			return []byte("[")
		case bytes.HasSuffix(found, []byte("]")):
			return []byte("]")
		}
		return []byte(", ")
	})}
	return files
}

// noTeam is what pages say where there is no team, or it has handed in nothing.
var noTeam = regexp.MustCompile(`(?i)no teams? (yet|has joined|is left|walks)|a team joins with|nobody walks|no figures yet|has begun yet|0 of 0|in its roster`)

// staysAsItWas compares the other teams' figures with those of the site before.
func (b built) staysAsItWas(t *testing.T, title string, before built, team string) {
	t.Helper()
	for _, name := range before.names("data.csv") {
		if strings.HasPrefix(name, addressOf(team)) != (b[name] == nil) || b[name] != nil && !bytes.Equal(b[name], before[name]) {
			t.Errorf("%s: %s is another", title, name)
		}
	}
}

// poolsAs compares the charts of each measure with those of a program in which
// there is no such team.
func (b built) poolsAs(t *testing.T, title string, without built) {
	t.Helper()
	charts := regexp.MustCompile(`(?s)<script type="application/json".*?</script>|<svg class="(plot|spark).*?</svg>`)
	for _, name := range without.names("index.html") {
		if !strings.Contains(name, "/measures/") {
			continue
		}
		want, got := charts.FindAll(without[name], -1), charts.FindAll(b[name], -1)
		if !slices.EqualFunc(want, got, bytes.Equal) {
			t.Errorf("%s: the charts of %s are others than without the team", title, name)
		}
	}
}
