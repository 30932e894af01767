package generator_test

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"

	"wallwalk/generator"
	"wallwalk/generator/model"
)

// A workshop that is told what changed says and makes what a build of
// everything does.
func TestWorkshopIsABuild(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	files := fewTeams(t)
	w := generator.NewWorkshop(files, generator.Options{Jobs: 1})
	days := []model.Date{0}
	good := 0
	var changed []string
	for round := range 40 {
		before := maps.Clone(files)
		what := disturb(r, files, keptInMemory{}, built{}, days, &generator.Options{})
		changed = append(changed, changedNames(before, files)...)
		fresh, want, err := attempt(files, generator.Options{})
		if err != nil {
			t.Fatal(err)
		}
		snapshot, list, err := w.Update(changed, nil)
		if err != nil {
			t.Fatal(what, err)
		}
		if !reflect.DeepEqual(list.All(), want.All()) {
			t.Fatalf("round %d, %s (%q): it says\n%v\nwant\n%v", round, what, changed, list.All(), want.All())
		}
		changed = []string{}
		if list.Failed() { // somebody mends it
			changed = changedNames(before, files)
			clear(files)
			maps.Copy(files, before)
			continue
		}
		good++
		for _, name := range slices.Sorted(maps.Keys(fresh)) {
			if !snapshot.Has(name) {
				t.Fatalf("round %d, %s: there is no %s", round, what, name)
			}
			if got, err := snapshot.File(name); err != nil || !bytes.Equal(got, fresh[name]) {
				t.Fatalf("round %d, %s: %s is another, %v", round, what, name, err)
			}
		}
		if snapshot.Count() != len(fresh) {
			t.Fatalf("round %d, %s: there are %d files, want %d", round, what, snapshot.Count(), len(fresh))
		}
	}
	if good < 20 {
		t.Errorf("%d rounds were without an error", good)
	}
}

// changedNames names the files that are not the same in two states.
func changedNames(a, b fstest.MapFS) []string {
	names := []string{}
	for name := range a {
		if b[name] == nil || !bytes.Equal(a[name].Data, b[name].Data) {
			names = append(names, name)
		}
	}
	for name := range b {
		if a[name] == nil {
			names = append(names, name)
		}
	}
	return names
}
