package generator_test

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator"
	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// What is kept, and the output that is there, in memory.
type (
	keptInMemory map[string][]byte
	oldInMemory  struct {
		was, now built
		kept     int
	}
)

func (k keptInMemory) Load(cohort string) []byte       { return k[cohort] }
func (k keptInMemory) Save(cohort string, data []byte) { k[cohort] = data }

func (o *oldInMemory) Open(name string, size int64) io.ReadCloser {
	data, there := o.was[name]
	if !there || int64(len(data)) != size {
		return nil
	}
	return io.NopCloser(bytes.NewReader(data))
}

func (o *oldInMemory) Keep(name string, _ int64) error {
	o.kept++
	o.now[name] = append(o.now[name], o.was[name]...)
	return nil
}

// again builds with what is kept from before, over the output that is there.
func (k keptInMemory) again(t *testing.T, files fstest.MapFS, o generator.Options, was built) (built, generator.Summary, *diag.List, int) {
	t.Helper()
	old := &oldInMemory{was: was, now: built{}}
	o.Kept, o.Old, o.Made, o.Jobs = k, old, "this", 1
	sum, list, err := generator.Build(files, o, func(name string, data []byte) error {
		old.now[name] = append(old.now[name], data...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return old.now, sum, list, old.kept
}

// Where nothing has changed, nothing is made; where a page has, its cohorts are
// not made again.
func TestWhatStaysIsNotMade(t *testing.T) {
	files, kept := fewTeams(t), keptInMemory{}
	site, _, _, n := kept.again(t, files, generator.Options{}, built{})
	if n != 0 {
		t.Fatalf("%d files were there before the first build", n)
	}
	same, sum, _, n := kept.again(t, files, generator.Options{}, site)
	if n != len(site) || len(same) != n || sum.Pages == 0 {
		t.Errorf("of %d files %d are kept, of %d pages", len(site), n, sum.Pages)
	}
	files["content/new.md"] = &fstest.MapFile{Data: []byte("---\ntitle: New\n---\nHello.\n")}
	more, _, _, n := kept.again(t, files, generator.Options{}, site)
	if n == 0 && len(more["new/index.html"]) == 0 {
		t.Errorf("with a page more, %d files are kept", n)
	}
	files["content/new.md"] = &fstest.MapFile{Data: []byte("---\ntitle: New\n---\nGood-by.\n")}
	if last, _, _, n := kept.again(t, files, generator.Options{}, more); n == 0 || n == len(more) || !bytes.Contains(last["new/index.html"], []byte("Good-by.")) {
		t.Errorf("with a page that says something else, %d of %d files are kept", n, len(more))
	}
}

// Whatever is edited, added, renamed or deleted, and whatever becomes of the
// output and of what is kept, a build that uses what was kept makes what one
// makes that knows nothing.
func TestWhatIsKeptChangesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	files, kept, was := fewTeams(t), keptInMemory{}, built{}
	o := generator.Options{}
	days := []model.Date{0, day(t, "2026-06-01"), day(t, "2026-07-12")}
	used, sound := 0, 0
	for round := range 80 {
		before := maps.Clone(files)
		what := disturb(r, files, kept, was, days, &o)
		fresh, freshList, err := attempt(files, o)
		if err != nil {
			t.Fatal(what, err)
		}
		got, _, list, n := kept.again(t, files, o, was)
		if !reflect.DeepEqual(list.All(), freshList.All()) {
			t.Fatalf("round %d, %s: it says\n%v\nwithout what is kept\n%v", round, what, list.All(), freshList.All())
		}
		if round == 0 && list.Failed() {
			t.Fatal(list.All())
		}
		if list.Failed() { // somebody mends it
			clear(files)
			maps.Copy(files, before)
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(fresh)) {
			if !bytes.Equal(got[name], fresh[name]) {
				t.Fatalf("round %d, %s: %s is another", round, what, name)
			}
		}
		if len(got) != len(fresh) {
			t.Fatalf("round %d, %s: there are %d files, want %d", round, what, len(got), len(fresh))
		}
		was, sound = got, sound+1
		if n > 0 {
			used++
		}
	}
	if used < 20 || sound < 40 {
		t.Errorf("of 80 rounds %d were without an error, and %d used what was kept", sound, used)
	}
}

var walkOrder = regexp.MustCompile(`(?m),? *order: \[[^\]]*\]`)

// fewTeams is the demo with three teams in each cohort.
func fewTeams(t *testing.T) fstest.MapFS {
	files, teams := demoCopy(t), map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		parts := strings.Split(name, "/")
		if len(parts) < 5 {
			continue
		}
		of := teams[parts[1]]
		if !slices.Contains(of, parts[3]) && len(of) < 3 {
			teams[parts[1]] = append(of, parts[3])
		}
		if !slices.Contains(teams[parts[1]], parts[3]) {
			delete(files, name)
		}
	}
	for name, f := range files {
		if strings.HasSuffix(name, "cohort.yaml") {
			files[name] = &fstest.MapFile{Data: walkOrder.ReplaceAll(f.Data, nil)}
		}
	}
	return files
}

// disturb does one thing to the files, the output or what is kept, and says
// what.
func disturb(r *rand.Rand, files fstest.MapFS, kept keptInMemory, was built, days []model.Date, o *generator.Options) string {
	names := slices.Sorted(maps.Keys(files))
	name := names[r.IntN(len(names))]
	set := func(name string, data []byte) { files[name] = &fstest.MapFile{Data: data} }
	switch r.IntN(12) {
	case 0:
		return "nothing"
	case 1, 2, 3: // a letter of a text
		data := bytes.Clone(files[name].Data)
		if i := bytes.LastIndexByte(data[:r.IntN(len(data))+1], 'e'); i >= 0 {
			data[i] = 'a'
		}
		set(name, data)
		return "a letter of " + name
	case 4: // a team more
		if parts := strings.Split(name, "/"); len(parts) == 5 {
			for _, n := range names {
				if rest, in := strings.CutPrefix(n, strings.Join(parts[:4], "/")+"/"); in {
					set(strings.Join(parts[:3], "/")+fmt.Sprintf("/new-%d/%s", r.IntN(3), rest), files[n].Data)
				}
			}
			return "a copy of " + parts[3]
		}
		return "nothing"
	case 5: // a team less
		for _, n := range names {
			if strings.Contains(n, "/new-") {
				delete(files, n)
			}
		}
		return "the new teams away"
	case 6: // a file away, and back in the next round as often as not
		if base := name[strings.LastIndexByte(name, '/')+1:]; base == "wall.yaml" || base == "changes.yaml" || base == "learnings.yaml" {
			delete(files, name)
		}
		return name + " away"
	case 7:
		set("cohorts/program.yaml", append([]byte("# "+fmt.Sprint(r.IntN(9))+"\n"), files["cohorts/program.yaml"].Data...))
		return "a comment in program.yaml"
	case 8:
		for _, n := range []string{"cohorts/2026-spring/cohort.yaml", "cohorts/program.yaml"} {
			set(n, bytes.Replace(files[n].Data, []byte("title: "), []byte("title: X"), 1))
			if r.IntN(2) == 0 {
				break
			}
		}
		return "a title"
	case 9: // somebody's hand in the output
		if pages := was.names(".html"); len(pages) > 0 {
			page := pages[r.IntN(len(pages))]
			if was[page] = append(bytes.Clone(was[page]), 'x'); r.IntN(2) == 0 {
				delete(was, page)
			}
			return "the output's " + page
		}
		return "nothing"
	case 10: // and in what is kept
		for id := range kept {
			if kept[id] = kept[id][:r.IntN(len(kept[id]))]; r.IntN(2) == 0 {
				delete(kept, id)
			}
			break
		}
		return "what is kept"
	}
	o.AsOf = days[r.IntN(len(days))]
	return "another day"
}
