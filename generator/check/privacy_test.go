package check

import (
	"reflect"
	"strings"
	"testing"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// privacySlips are one of each code, in as many files.
var privacySlips = []slip{
	{"privacy-ssn", lakeside + "team.yaml", "problem: Too <slow", "problem: Ann 123-45-6789", "5:14 error", "a number shaped like a social security number: •••-••-••••", "git filter-repo"},
	{"privacy-ssn", lakeside + "team.yaml", "problem: Too <slow", "problem: \"ä 123-45-6789\"", "5:13 error", "a number shaped like a social security number: •••-••-••••", "a later commit"},
	{"privacy-ssn", lakeside + "team.yaml", "problem: Too <slow", "problem: |\n  Too\n  123-45-6789", "5:10 error", "a number shaped like a social security number: •••-••-•••• (line 2 of the text)", "privacy officer"},
	{"privacy-record-number", lakeside + "changes.yaml", "plan: Ten minutes", "plan: MRN 1234567", "6:52 error", "what is labelled as a patient's record number: •••••••", "delete it here"},
	{"privacy-birth-date", lakeside + "wall.yaml", "text: No data", "text: DOB 4/12/1951", "5:18 error", "what is labelled as a date of birth: •/••/••••", "delete it here"},
	{"privacy-birth-date", lakeside + "wall.yaml", "text: No data", "text: born 4/12/1951", "5:19 warning", "what may be a date of birth: •/••/••••", "delete it here"},
	{"privacy-age", lakeside + "learnings.yaml", "text: Ten minutes", "text: aged 94", "1:74 warning", "an age over 89: ••", "90 and over"},
	{"privacy-name", northgate + "team.yaml", "name: Northgate\n", "name: Northgate\nproblem: |\n  Hello.\n\n  ä Mrs Doe\n", "2:10 warning", "what may be a patient's name: ••• (line 3 of the text)", "colleague"},
	{"privacy-phone", "content/index.md", "title: Welcome", "title: \"212-555-0143\"", "2:9 warning", "what may be a phone number: •••-•••-••••", "roster.yaml"},
	{"privacy-email", northgate + "team.yaml", "name: Northgate\n", "name: Northgate\nsite: n@north.example\n", "2:7 warning", "an e-mail address: •@•••••.•••••••", "roster.yaml"},
	{"privacy-ssn", northgate + "roster.yaml", "id: northgate-tech, ", "id: northgate-tech, title: SSN 123-45-6789, ", "6:37 error", "a number shaped like a social security number: •••-••-••••", "delete it here"},
}

func TestRosterMayNameStaffAndHowToReachThem(t *testing.T) {
	files := sound()
	name := northgate + "roster.yaml"
	files[name] = strings.Replace(files[name], "id: northgate-tech, ", "id: northgate-tech, title: 'Mrs Roe, 212-555-0143, tech@north.example', ", 1)
	if _, said := checked(t, files, today); said != "" {
		t.Error(said)
	}
}

// Two in one text are two diagnostics, and neither they nor what else points
// at their line shows it.
func TestPrivateLinesAreInNoReport(t *testing.T) {
	files := sound()
	name := lakeside + "team.yaml"
	files[name] = strings.Replace(files[name], "problem: Too <slow", "problem: <b>Ann</b> 123-45-6789, MRN 7654321", 1)
	list, said := checked(t, files, today)
	if len(list.All()) != 3 || strings.Contains(said, "6789") || strings.Contains(said, "7654321") || strings.Contains(said, "Ann") {
		t.Errorf("%d diagnostics:\n%s", len(list.All()), said)
	}
	for _, d := range list.All() {
		if d.Private != strings.HasPrefix(d.Code, "privacy-") || d.Excerpt != "" {
			t.Errorf("%+v", d)
		}
	}
}

// Every field of the model that holds text is looked at, save those that are
// said not to hold words; and those are all fields that there are.
func TestEveryTextIsLookedAt(t *testing.T) {
	p := &model.Program{}
	want, left := 0, map[string]bool{}
	fill(reflect.ValueOf(p).Elem(), "", 0, &want, left)
	k := &checker{program: p}
	k.privacy(p)
	if got := len(k.All()); got != want || want < 50 {
		t.Errorf("of %d texts %d are looked at", want, got)
	}
	for field := range notWords {
		if !left[field] {
			t.Errorf("%s is not a field with text in it", field)
		}
	}
}

// fill writes a number into every text below v, with one item in every list,
// and counts those in fields that are not left out.
func fill(v reflect.Value, field string, depth int, want *int, left map[string]bool) {
	if notWords[field] {
		left[field] = true
		return
	}
	switch {
	case v.Type() == reflect.TypeFor[model.Text]():
		*want++
		v.Set(reflect.ValueOf(model.Text{Text: "123-45-6789", At: diag.Span{File: "f.yaml", Line: int32(*want), Col: 1, Width: 11}}))
	case v.Kind() == reflect.Pointer && depth < 12:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), "", depth+1, want, left)
	case v.Kind() == reflect.Slice && depth < 12:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), "", depth+1, want, left)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name, depth+1, want, left)
		}
	}
}
