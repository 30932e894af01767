package generator

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wallwalk/generator/diag"
)

const lakeside = "cohorts/2026-spring/teams/lakeside/"

// demo is the demo program in memory.
func demo(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, dir := range []string{"cohorts/2026-spring", "cohorts/program.yaml", "content"} {
		err := fs.WalkDir(os.DirFS(".."), dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := os.ReadFile("../" + name)
			files[name] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func put(files fstest.MapFS, name, text string) {
	var data []byte
	if f := files[name]; f != nil {
		data = append(data, f.Data...)
	}
	files[name] = &fstest.MapFile{Data: append(data, text...)}
}

// leaks are texts at the end of a file, the codes that they make, and what no
// report may have of them.
var leaks = []struct{ name, text, codes, secret string }{
	{"learnings.yaml", "# MRN 7004321, see the huddle\n", "privacy-record-number", "7004321"},
	{"learnings.yaml", "# MRN\n#   7004321\n", "privacy-record-number", "7004321"},
	{"milestones.yaml", "mrn-7004321: {}\n", "privacy-record-number unknown-id", "7004321"},
	{"milestones.yaml", "123-45-6789: {}\n", "privacy-ssn unknown-id", "6789"},
	{"milestones.yaml", "charter: {done: 123-45-6789}\n", "duplicate-key privacy-ssn", "6789"},
	{"milestones.yaml", "zz: {done: \"2026-3-1\"} # DOB 3/1/1951\n", "bad-value privacy-birth-date unknown-id", "3/1/1951"},
	{"milestones.yaml", "zz: {done: 04/12/1951} # DOB: 04/12/1951\n", "bad-value privacy-birth-date unknown-id", "1951"},
	{"milestones.yaml", "zz: {done: \"all was well until then with MRN 7004321\"}\n", "bad-value privacy-record-number unknown-id", "7004"},
	{"milestones.yaml", "zz: {evidence: \"https://forms.example/?to=jane.roe@mail.example\"}\n", "privacy-email unknown-id", "jane"},
	{"milestones.yaml", "zz: {note: \"123-45-\\x36789\"}\n", "privacy-ssn unknown-id", "789"},
	{"milestones.yaml", "zz: {done: soon for Mrs Featherstonehaugh-Smythe and all of hers}\n", "bad-value privacy-name unknown-id", "Featherst"},
	{"milestones.yaml", "zz: {done: Mrs Roe and Mrs Roebuck}\n", "bad-value privacy-name privacy-name unknown-id", "buck"},
	{"milestones.yaml", "zz: {\n# call 212-555-0143\n", "privacy-phone syntax", "0143"},
	{"milestones.yaml", "MRN 7004321\n", "privacy-record-number syntax", "7004321"},
	{"attendance.yaml", "zz: [mrn-7004321]\n", "privacy-record-number unknown-id unknown-id", "7004321"},
	{"roster.yaml", "# SSN 123456789\n", "privacy-ssn", "123456789"},
	{"mrn_7004321.jpg", "x", "privacy-record-number", "7004321"},
	{"123-45-6789.yaml", "a: b\n", "privacy-ssn unknown-file", "6789"},
	{"patient_Jane_Roe 123-45-6789.pdf", "x", "privacy-name privacy-ssn", "Roe"},
	{"patient_Jane_Roe/notes.bin", "x", "privacy-name", "Roe"},
	{"mrs-featherstone-fell.jpg", "x", "privacy-name", "featherstone"},
	{"patient-john-smith/notes.bin", "x", "privacy-name", "smith"},
	{"milestones.yaml", "mrs-featherstone-fell: {}\n", "privacy-name unknown-id", "featherstone"},
	{"milestones.yaml", "zz: {done: patient-john-smith}\n", "bad-value privacy-name unknown-id", "smith"},
	{"milestones.yaml", "zz: {note: \"Patient: Featherstone, Jane\"}\n", "privacy-name unknown-id", "Featherstone"},
	{"milestones.yaml", "zz: {note: \"ask jane.roe [at] mail.example\"}\n", "privacy-email unknown-id", "roe"},
	{"milestones.yaml", "zz: {note: a ninety-two-year-old}\n", "privacy-age unknown-id", "two-year"},
	{"notes.txt", "her MRN is 7004321\n", "privacy-record-number", "7004321"},
	{"../123-45-6789/team.yaml", "name: x\ncollaborative: mammography\n", "missing-file missing-file missing-file privacy-ssn", "6789"},
}

func TestNoReportSaysWhoAPatientIs(t *testing.T) {
	for _, c := range leaks {
		files := demo(t)
		name := strings.Replace(lakeside+c.name, "lakeside/../", "", 1)
		put(files, name, c.text)
		_, list, err := Check(files, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var codes []string
		for _, d := range list.All() {
			if strings.Contains(d.At.File, strings.TrimSuffix(lakeside, "/")) || strings.Contains(d.At.File, "•") {
				codes = append(codes, d.Code)
			}
		}
		slices.Sort(codes)
		if got := strings.Join(codes, " "); got != c.codes {
			t.Errorf("%s: %q\nmakes %s\nwant  %s", c.name, c.text, got, c.codes)
		}
		for format, text := range reports(t, list) {
			if strings.Contains(text, c.secret) {
				t.Errorf("%s: %q is told as %s:\n%s", c.name, c.text, format, text)
			}
		}
	}
}

// reports are a list in every format.
func reports(t *testing.T, list *diag.List) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for format, print := range map[string]func(*strings.Builder) error{
		"text":        func(b *strings.Builder) error { return list.Text(b, diag.ANSI) },
		"github text": func(b *strings.Builder) error { return list.GitHubText(b, diag.Colors{}) },
		"json":        func(b *strings.Builder) error { return list.JSON(b) },
		"github":      func(b *strings.Builder) error { return list.GitHub(b) },
		"summary":     func(b *strings.Builder) error { return list.Summary(b) },
		"gitlab":      func(b *strings.Builder) error { return list.GitLab(b) },
		"sarif":       func(b *strings.Builder) error { return list.SARIF(b) },
	} {
		var b strings.Builder
		if err := print(&b); err != nil {
			t.Fatal(err)
		}
		texts[format] = strings.NewReplacer("&#45;", "-", "&#47;", "/").Replace(b.String())
	}
	return texts
}

// What the model and the file both say is told once, where it stands.
func TestAFindIsToldOnce(t *testing.T) {
	files := demo(t)
	put(files, lakeside+"learnings.yaml", "\n- id: zz\n  title: MRN 7004321\n  date: 2026-05-20\n  text: |\n    Two.\n    Her MRN is 7004321.\n")
	_, list, err := Check(files, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var at []diag.Span
	for _, d := range list.All() {
		if d.Code == "privacy-record-number" {
			at = append(at, d.At)
		}
	}
	if len(at) != 2 || at[0].Col != 14 || at[1].Col != 16 || at[1].Line != at[0].Line+4 {
		t.Errorf("told at %v", at)
	}
}

// Thousands of finds on one line are told in a moment, all of them or many.
func TestManyFindsOnOneLine(t *testing.T) {
	files := demo(t)
	put(files, lakeside+"attendance.yaml", "zz: ["+strings.Repeat("123-45-6789, ", 3000)+"]\n# "+strings.Repeat("a.b@c.example ", 3000)+"\n")
	_, list, err := Check(files, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(list.All()); n < 400 {
		t.Errorf("%d are told", n)
	}
}

func TestMaskWithoutFiles(t *testing.T) {
	list := &diag.List{}
	list.Errorf("code", diag.Span{File: "a/mrn-7004321/../123-45-6789.yaml"}, "did you mean 123-45-6789?", "%q by jane@mail.example", "SSN 123456789")
	if err := Mask(nil, list); err != nil {
		t.Fatal(err)
	}
	d := list.All()[0]
	if got, want := d.At.File+"|"+d.Message+"|"+d.Hint, `a/mrn-•••••••/../•••-••-••••.yaml|"SSN •••••••••" by ••••@••••.•••••••|did you mean •••-••-••••?`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
