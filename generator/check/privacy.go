package check

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"unicode/utf8"

	"wallwalk/generator/diag"
	"wallwalk/generator/markdown"
	"wallwalk/generator/model"
	"wallwalk/generator/privacy"
)

// notWords are the fields that hold no words of people's own: ids, references
// to them, addresses and settings. Whatever else the model has or will have is
// looked at, so that a new field is not forgotten. The weeks' figures and the
// events hold no words either, and are many.
var notWords = map[string]bool{
	"Program.BaseURL": true, "Program.EditURL": true, "Program.Brand": true, "Program.Quiet": true, "Program.Images": true,
	"Page.Body": true, // the file as it stands, at which [Source] looks
	"Role.ID":   true, "Requirement.ID": true,
	"Collaborative.ID": true, "Measure.ID": true, "Milestone.ID": true, "Milestone.DueSession": true,
	"Session.ID": true, "Session.Order": true, "Session.Link": true, "Session.Start": true, "Session.Timezone": true,
	"Team.PublicID": true, "Team.Collaborative": true, "Team.Ready": true, "Team.Attendance": true,
	"Goal.Measure": true, "NotReported.Measure": true, "Driver.ID": true,
	"Person.ID": true, "Person.Roles": true, "Person.Email": true, "Person.GitHub": true, "Vacancy.Role": true,
	"TeamData.Events": true, "Week.Figures": true, "Week.Exclude": true, "Week.Astronomical": true, "Phase.Measure": true,
	"Progress.Milestone": true, "Progress.Evidence": true,
	"Change.ID": true, "Change.Driver": true, "Change.Measures": true,
	"Report.Session": true, "Report.Presenter": true, "Learning.ID": true, "Learning.Change": true,
}

var (
	textType   = reflect.TypeFor[model.Text]()
	spanType   = reflect.TypeFor[diag.Span]()
	rosterType = reflect.TypeFor[model.Roster]()
)

// privacy looks at every text of a cohort, or of what a program's cohorts
// share, for what says who a patient is.
func (k *checker) privacy(of any) {
	wordsOf{k}.walk(reflect.ValueOf(of), false)
}

// wordsOf walks the model, which it is given by pointers, so that a text need not
// be copied to be looked at.
type wordsOf struct{ *checker }

// worthy are the fields worth a look, found once a type: type to []int.
var worthy sync.Map

// walk goes through a value; roster means inside a team's roster.
func (w wordsOf) walk(v reflect.Value, roster bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			w.walk(v.Elem(), roster)
		}
	case reflect.Slice:
		for i := range v.Len() {
			w.walk(v.Index(i), roster)
		}
	case reflect.Struct:
		if v.Type() == textType {
			w.private(v.Addr().Interface().(*model.Text), roster)
			return
		}
		for _, i := range worth(v.Type()) {
			w.walk(v.Field(i), roster || v.Type() == rosterType)
		}
	}
}

// worth returns which fields of a struct may hold words.
func worth(t reflect.Type) []int {
	if fields, known := worthy.Load(t); known {
		return fields.([]int)
	}
	var fields []int
	for i := range t.NumField() {
		f := t.Field(i)
		switch f.Type.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Struct:
			if !notWords[t.Name()+"."+f.Name] && f.Type != spanType {
				fields = append(fields, i)
			}
		}
	}
	worthy.Store(t, fields)
	return fields
}

// private reports what one text says of a patient. A text without a file is a
// default of the program's own.
func (k *checker) private(t *model.Text, roster bool) {
	if t.At.File == "" {
		return
	}
	found := scan(t.Text, roster)
	if len(found) == 0 {
		return
	}
	length, here := utf8.RuneCountInString(t.Text), cursor{line: 1, col: 1}
	for _, f := range found {
		at, line := within(*t, here.place(t.Text, f), length)
		said := f.What + ": " + f.Masked
		if line > 0 {
			said += fmt.Sprintf(" (line %d of the text)", line)
		}
		k.told(f, at, said)
	}
}

// told reports one find, so that no report shows its line.
func (k *checker) told(f privacy.Finding, at diag.Span, said string) {
	k.tell(f, at, said)
	found := k.All()
	found[len(found)-1].Private = true
}

// A cursor goes through a text, from find to find: a text may have thousands.
type cursor struct{ offset, line, col int }

// place is where in the text the next find is. It ends with its line.
func (c *cursor) place(text string, f privacy.Finding) markdown.Finding {
	between := text[c.offset:f.Offset]
	if end := strings.LastIndexByte(between, '\n'); end >= 0 {
		c.line += strings.Count(between, "\n")
		c.col, between = 1, between[end+1:]
	}
	c.offset, c.col = f.Offset, c.col+utf8.RuneCountInString(between)
	found, _, _ := strings.Cut(text[f.Offset:f.Offset+f.Length], "\n")
	return markdown.Finding{
		Line:  c.line,
		Col:   c.col,
		Width: max(utf8.RuneCountInString(found), 1),
	}
}

// outOfHistory is what to do about a patient's data once it is committed:
// deleting it is not enough.
const outOfHistory = "delete it here and tell your privacy officer\n" +
	"a later commit does not remove it: ask whoever keeps the repository to take it out of the history too,\n" +
	"with git filter-repo and the help of the host's support"

// tell reports one find. No message holds more of it than its shape.
func (k *checker) tell(f privacy.Finding, at diag.Span, said string) {
	switch {
	case f.Kind == "privacy-ssn":
		k.Errorf("privacy-ssn", at, outOfHistory, "%s", said)
	case f.Kind == "privacy-record-number":
		k.Errorf("privacy-record-number", at, outOfHistory, "%s", said)
	case f.Kind == "privacy-birth-date" && f.Sure:
		k.Errorf("privacy-birth-date", at, outOfHistory, "%s", said)
	case f.Kind == "privacy-birth-date":
		k.Warnf("privacy-birth-date", at, "if it is a patient's: "+outOfHistory, "%s", said)
	case f.Kind == "privacy-age":
		k.Warnf("privacy-age", at, "write 90 and over; if it is a patient's age: "+outOfHistory, "%s", said)
	case f.Kind == "privacy-name":
		k.Warnf("privacy-name", at, "a colleague is named without Mr, Mrs or Ms; if it is a patient: "+outOfHistory, "%s", said)
	case f.Kind == "privacy-phone":
		k.Warnf("privacy-phone", at, "a colleague's number has its place in roster.yaml; if it is a patient's: "+outOfHistory, "%s", said)
	default:
		k.Warnf("privacy-email", at, "a colleague's address has its place in roster.yaml; if it is a patient's: "+outOfHistory, "%s", said)
	}
}
