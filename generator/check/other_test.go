package check

import (
	"strings"
	"testing"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// otherSlips are about figures, people and text.
var otherSlips = []slip{
	{"unusual-figure", lakeside + "data.yaml", "31/52", "31/520", "2:29 warning", "positioning: the denominator 520 is ten times the usual 51.5 or more", "slipped digit"},
	{"unusual-figure", lakeside + "data.yaml", "recalls: 4", "recalls: 30", "3:45 warning", "recalls: 30 is ten times the usual 3 or more", "slipped digit"},
	{"two-spellings", northgate + "roster.yaml", "Amara Nwosu", "Amara Nwoso", "4:23 warning", "amara is called Amara Nwoso here and Amara Nwosu on line 4 of cohorts/spring/teams/lakeside/roster.yaml", "the same way in both"},
	{"two-spellings", northgate + "roster.yaml", "northgate Tech", "Lakeside  tech", "6:10 warning", "Lakeside  tech has the id northgate-tech here and lakeside-tech on line 6 of cohorts/spring/teams/lakeside/roster.yaml", "the same id"},
	{"bad-github", northgate + "roster.yaml", "id: northgate-tech, ", "id: northgate-tech, github: https://github.com/tech, ", "6:34 warning", "\"https://github.com/tech\" is not a name on GitHub, so nobody knows by it whose changes these are", "the name alone"},
	{"shared-email", northgate + "roster.yaml", "lead@northgate.example", "Lead@lakeside.example", "5:108 warning", "lakeside Leader and northgate Leader have the same e-mail; the first is on line 5 of cohorts/spring/teams/lakeside/roster.yaml", "each their own"},
	{"shared-public-name", northgate + "team.yaml", "Site B", "site a", "2:14 warning", "Lakeside and Northgate have the same public name, site a", "another public_name"},
	{"markdown-text", lakeside + "team.yaml", "problem: Too <slow", "problem: Too <b>slow", "5:14 warning", "raw HTML is shown as text", "use Markdown"},
	{"markdown-text", lakeside + "team.yaml", "problem: Too <slow", "problem: \"Too [slow](javascript:x)\"", "5:15 warning", "a link to javascript: is shown as text", "links start with https://"},
	{"markdown-text", lakeside + "team.yaml", "problem: Too <slow", "problem: |\n  Too\n\n  <b>slow</b>", "5:10 warning", "raw HTML is shown as text (line 3 of the text, 2 times in it)", "use Markdown"},
	{"markdown-text", lakeside + "changes.yaml", "plan: Ten minutes", "plan: \"![Ten](x.png)\"", "6:49 warning", "an image that is not one of the program's own is shown as text", "link to the image"},
	{"markdown-text", lakeside + "changes.yaml", "plan: Ten minutes", "do: '<i>Ten</i>'", "6:47 warning", "raw HTML is shown as text (2 times in it)", "use Markdown"},
	{"dead-link", "content/index.md", "Hello.\n", "Hello, [all](spring/wall/).\n\nä [b](spring/lakesid/#x)\n", "6:3 warning", "this link leads to /spring/lakesid/, and there is no such page", "did you mean spring/lakeside/?"},
	{"markdown-text", lakeside + "changes.yaml", "plan: Ten minutes", "study: '''<i>'", "6:49 warning", "raw HTML is shown as text", "use Markdown"},
	{"markdown-text", lakeside + "wall.yaml", "progress: Signed", "next: <i>", "3:9 warning", "raw HTML is shown as text", "use Markdown"},
	{"markdown-text", lakeside + "learnings.yaml", "text: Ten minutes", "text: a<br>b", "1:70 warning", "raw HTML is shown as text", "use Markdown"},
	{"markdown-text", cohortFile, "aim: Better *images*", "aim: Better <i>", "7:17 warning", "raw HTML is shown as text", "use Markdown"},
	{"markdown-text", cohortFile, "id: wall-9,", "id: wall-9, notes: <i>,", "39:25 warning", "raw HTML is shown as text", "use Markdown"},
	{"markdown-text", "content/index.md", "Hello.\n", "Hello.\n\nä <b>x</b>\n", "6:3 warning", "raw HTML is shown as text (2 times in it)", "use Markdown"},
}

func TestNoCohorts(t *testing.T) {
	list := whole(&model.Program{}, day(today))
	if d := list.All(); len(d) != 1 || d[0].Code != "no-cohorts" || d[0].At.File != "cohorts" || d[0].At.Line != 0 || !strings.Contains(d[0].Hint, "cohort.yaml") {
		t.Errorf("%+v", d)
	}
}

// A file that was not read leaves its part of the model empty.
func TestNothingFollowsFromAFileThatWasNotRead(t *testing.T) {
	for file, empty := range map[string]func(*model.Program, *model.Cohort, *model.Team){
		"program.yaml": func(p *model.Program, _ *model.Cohort, _ *model.Team) {
			p.At, p.Roles, p.Requirements, p.Scale = diag.Span{}, nil, nil, nil
		},
		"cohort.yaml": func(_ *model.Program, c *model.Cohort, _ *model.Team) { *c = model.Cohort{ID: c.ID, Teams: c.Teams} },
		"team.yaml": func(_ *model.Program, _ *model.Cohort, t *model.Team) {
			*t = model.Team{ID: t.ID, At: diag.Span{File: t.At.File}, Roster: t.Roster, Changes: t.Changes, Reports: t.Reports, Learnings: t.Learnings}
		},
		"roster.yaml": func(_ *model.Program, _ *model.Cohort, t *model.Team) { t.Roster = model.Roster{} },
		"changes.yaml": func(_ *model.Program, _ *model.Cohort, t *model.Team) {
			t.Changes, t.Missing = nil, []string{"changes.yaml"}
		},
		"one session": func(_ *model.Program, c *model.Cohort, _ *model.Team) { c.Sessions[1] = model.Session{} },
		"one person":  func(_ *model.Program, _ *model.Cohort, t *model.Team) { t.Roster.People[3] = model.Person{} },
	} {
		p := read(t, sound())
		empty(p, p.Cohorts[0], p.Cohorts[0].Teams[0])
		if list := whole(p, day(today)); len(list.All()) != 0 {
			t.Errorf("without %s: %+v", file, list.All())
		}
	}
}

func TestFiguresThatAreNotUnusual(t *testing.T) {
	weeks := func(figures ...string) map[string]string {
		files := sound()
		data := "weeks:\n"
		for i, f := range figures {
			data += "  " + (day("2026-03-01") + model.Date(7*i)).String() + ": {" + f + "}\n"
		}
		files[northgate+"data.yaml"] = data
		return files
	}
	usual := func(more string) []string {
		return []string{"turnaround: 10", "turnaround: 11", "turnaround: 9", "turnaround: 10", "turnaround: -10", more}
	}
	for name, c := range map[string]struct {
		files   map[string]string
		unusual bool
	}{
		"ten times":              {weeks(usual("turnaround: 100")...), true},
		"ten times below zero":   {weeks(usual("turnaround: -100")...), true},
		"not quite ten times":    {weeks(usual("turnaround: 99.9")...), false},
		"too few others to know": {weeks(usual("turnaround: 100")[1:]...), false},
		"excluded by somebody":   {weeks(usual("turnaround: 100, exclude: [turnaround]")...), false},
		"marked by somebody":     {weeks(usual("turnaround: 100, astronomical: [turnaround]")...), false},
		"the usual is nothing":   {weeks("turnaround: 0", "turnaround: 0", "turnaround: 0", "turnaround: 0", "turnaround: 0", "turnaround: 9"), false},
		"a tenth":                {weeks(usual("turnaround: 1")...), false},
		"a numerator is no size": {weeks("positioning: 1/50", "positioning: 1/50", "positioning: 1/50", "positioning: 1/50", "positioning: 1/50", "positioning: 40/50"), false},
	} {
		_, said := checked(t, c.files, today)
		if unusual := strings.Contains(said, "[unusual-figure]"); unusual != c.unusual || !unusual && said != "" {
			t.Errorf("%s:\n%s", name, said)
		}
	}
}

func TestTwoPeopleOfOneNameAreToldApartByEmail(t *testing.T) {
	files := edited(northgate+"roster.yaml", "name: northgate Leader", "name: lakeside leader")
	if _, said := checked(t, files, today); said != "" {
		t.Errorf("each has an e-mail of their own:\n%s", said)
	}
}

func TestPublicIDs(t *testing.T) {
	for name, c := range map[string]struct{ lakeside, northgate, want string }{
		"two public ids are one":  {"public_id: one", "public_id: one", "northgate/team.yaml:2:12: error: the public address one is taken by another team, on line 2 of cohorts/spring/teams/lakeside/team.yaml [shared-public-id]"},
		"one is another's folder": {"site: x", "public_id: lakeside", "northgate/team.yaml:2:12: error: the public address lakeside is taken by another team, on line 1 of cohorts/spring/teams/lakeside/team.yaml [shared-public-id]"},
		"a team's own folder":     {"public_id: lakeside", "public_id: northgate", ""},
	} {
		files := edited(lakeside+"team.yaml", "public_name: Site A", c.lakeside)
		files[northgate+"team.yaml"] = strings.Replace(files[northgate+"team.yaml"], "public_name: Site B", c.northgate, 1)
		if _, said := checked(t, files, today); !strings.Contains(said, c.want) || c.want == "" && said != "" {
			t.Errorf("%s:\n%s", name, said)
		}
	}
}

func TestOfOneTextFiveThingsAreTold(t *testing.T) {
	files := edited(lakeside+"team.yaml", "problem: Too <slow", "problem: '[a](a:) [b](b:) [c](c:) [d](d:) [e](e:) [f](f:) [a](a:)'")
	if list, said := checked(t, files, today); len(list.All()) != 5 || !strings.Contains(said, "5:11: warning: a link to a: is shown as text (2 times in it)") {
		t.Errorf("%d are told, want 5:\n%s", len(list.All()), said)
	}
}

func BenchmarkProgram(b *testing.B) {
	p := read(b, sound())
	for b.Loop() {
		whole(p, day(today))
	}
}
