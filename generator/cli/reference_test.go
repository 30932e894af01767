package cli

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"wallwalk/generator"
	"wallwalk/generator/diag"
)

// What the pages of the charts tell people to write is taken: measures into a
// cohort that has no others, and weeks and events of such measures.
func TestTheLinesOfTheReference(t *testing.T) {
	const some = "measures:\n  - {id: positioning, name: Positioning, chart: p}\n  - {id: ct-turnaround, name: Turnaround, chart: i}\n" +
		"  - {id: falls, name: Falls, chart: t}\n  - {id: reaction, name: Reactions, chart: g}\n"
	for page, put := range map[string]func(lines string) fstest.MapFS{
		"choosing-a-chart": func(lines string) fstest.MapFS { return charted(lines, "weeks: {}\n") },
		"astronomical":     func(lines string) fstest.MapFS { return charted(some, "weeks:\n"+lines) },
		"t-chart":          func(lines string) fstest.MapFS { return charted(some, "weeks: {}\n"+lines) },
		"g-chart":          func(lines string) fstest.MapFS { return charted(some, "weeks: {}\n"+lines) },
		"phases": func(lines string) fstest.MapFS {
			said := strings.NewReplacer("declared: …", "declared: 2026-06-20", "name: …", "name: Two scanners", "reason: …", "reason: The second one stays").Replace(lines)
			return charted(some, "weeks: {}\n"+said)
		},
	} {
		text, err := os.ReadFile("../../content/reference/" + page + ".md")
		if err != nil {
			t.Fatal(err)
		}
		examples := example.FindAllStringSubmatch(string(text), -1)
		if len(examples) == 0 {
			t.Errorf("%s.md has no example", page)
		}
		for _, m := range examples {
			_, list, err := generator.Check(put(m[1]), generator.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if list.Failed() {
				var said strings.Builder
				list.Text(&said, diag.Colors{})
				t.Errorf("%s.md: what it shows is not taken:\n%s", page, &said)
			}
		}
	}
}

// charted is a program with one team, which has the measures and the data.
func charted(measures, data string) fstest.MapFS {
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(sound)).Files {
		name, teams := strings.CutPrefix(f.Name, "cohorts/spring/teams/northgate/")
		if teams {
			files["cohorts/late/teams/northgate/"+name] = &fstest.MapFile{Data: f.Data}
		}
	}
	first, last := "2026-03-01", "2026-09-05"
	if strings.Contains(data, "2025-") {
		first, last = "2025-01-05", "2025-07-05"
	}
	files["cohorts/program.yaml"] = &fstest.MapFile{Data: []byte("title: A program\nas_of: 2026-06-28\n")}
	files["cohorts/late/teams/northgate/data.yaml"] = &fstest.MapFile{Data: []byte(data)}
	files["cohorts/late/cohort.yaml"] = &fstest.MapFile{Data: []byte("title: Late\nstarts: " + first + "\nends: " + last +
		"\ncollaboratives:\n  - id: mammography\n    name: Charts\n    " + strings.TrimSpace(strings.ReplaceAll(measures, "\n", "\n    ")) + "\n")}
	return files
}
