package check

import (
	"strings"
	"testing"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

func waiver(code, file string, line int) model.Waiver {
	t := func(s string) model.Text {
		return model.Text{Text: s, At: diag.Span{File: "cohorts/program.yaml", Line: 3, Col: 1, Width: 1}}
	}
	return model.Waiver{Code: t(code), File: t(file), Line: line, Reason: t("r"), By: t("b"), At: diag.Span{File: "cohorts/program.yaml", Line: 3, Col: 1, Width: 1}}
}

func TestAWaiverIsForOnePlaceAndOneKindOfFind(t *testing.T) {
	at := func(file string, line int32) diag.Span { return diag.Span{File: file, Line: line, Col: 1, Width: 1} }
	var list diag.List
	list.Errorf("privacy-ssn", at("a.yaml", 4), "", "ssn")
	list.Errorf("privacy-ssn", at("a.yaml", 9), "", "ssn elsewhere")
	list.Errorf("privacy-record-number", at("a.yaml", 4), "", "record")
	list.Errorf("privacy-ssn", at("b.yaml", 4), "", "ssn in b")
	list.Errorf("role-short", at("a.yaml", 4), "", "role")
	list.Warnf("privacy-phone", at("a.yaml", 4), "", "phone")
	Waive(&model.Program{Waived: []model.Waiver{waiver("privacy-ssn", "a.yaml", 4), waiver("role-short", "a.yaml", 4), waiver("privacy-phone", "a.yaml", 4),
		waiver("privacy-ssn", "a.yaml", 7), waiver("privacy-age", "a.yaml", 4)}}, &list)
	list.Sort()
	var said []string
	for _, d := range list.All() {
		hint, _, _ := strings.Cut(strings.TrimPrefix(d.Hint, "\n"), "\n")
		said = append(said, d.At.String()+" "+d.Code+" "+hint)
	}
	const answer = "if it is no patient's, answer for it in cohorts/program.yaml, under waived:"
	want := []string{
		"a.yaml:4:1 privacy-record-number " + answer,
		"a.yaml:4:1 role-short ",
		"a.yaml:9:1 privacy-ssn " + answer,
		"b.yaml:4:1 privacy-ssn " + answer,
	}
	if got := strings.Join(said, "\n"); !strings.HasPrefix(got, strings.Join(want, "\n")) {
		t.Errorf("left are\n%s\nnot\n%s", got, strings.Join(want, "\n"))
	}
	rest := strings.Join(said[len(want):], "\n")
	for _, part := range []string{"not-waivable mend what it points at", "waiver-unused if it is the one on line 9, write line: 9", "waiver-unused delete the waiver: nothing needs it"} {
		if strings.Count(rest, part) != 1 {
			t.Errorf("of the waivers is said\n%s\nwithout %q", rest, part)
		}
	}
	if len(said) != len(want)+3 || list.Waived() != 2 {
		t.Errorf("%d are left and %d waived", len(said), list.Waived())
	}
}

func TestAWaivedLineStaysHidden(t *testing.T) {
	var list diag.List
	at := diag.Span{File: "a.yaml", Line: 1, Col: 1, Width: 1}
	list.Errorf("privacy-ssn", at, "", "ssn")
	list.Errorf("blank", at, "", "blank")
	Waive(&model.Program{Waived: []model.Waiver{waiver("privacy-ssn", "a.yaml", 1)}}, &list)
	list.Attach(func(string) []byte { return []byte("a secret\n") })
	if d := list.All()[0]; d.Code != "blank" || d.Excerpt != "" {
		t.Errorf("%+v shows the line of a waived find", d)
	}
}
