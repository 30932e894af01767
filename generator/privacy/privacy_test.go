package privacy

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// A find is written kind:text, in the order of the text; a guess has a ? before it.
var positives = []struct{ text, want string }{
	// numbers shaped like a social security number
	{"seen 123-45-6789 today", "ssn:123-45-6789"},
	{"123-45-6789", "ssn:123-45-6789"},
	{"(123-45-6789).", "ssn:123-45-6789"},
	{"123\u201145\u20116789", "ssn:123\u201145\u20116789"},
	{"123–45–6789", "ssn:123–45–6789"},
	{"SSN 123456789", "ssn:123456789"},
	{"ssn: 123 45 6789, then", "ssn:123 45 6789"},
	{"Social Security number is 123.45.6789.", "ssn:123.45.6789"},
	{"soc sec no. 123456789", "ssn:123456789"},
	{"123-45-6789A", "ssn:123-45-6789"}, // as an old Medicare number
	{"MRN 123-45-6789", "ssn:123-45-6789"},
	{"a 123-45-6789 b 987-65-4321", "ssn:123-45-6789 ssn:987-65-4321"},
	// record numbers
	{"MRN 1234567 was wrong", "record-number:1234567"},
	{"mrn#0012345", "record-number:0012345"},
	{"**MRN:** 1234567", "record-number:1234567"},
	{"| MRN | 1234567 |", "record-number:1234567"},
	{"MRN12345", "record-number:12345"},
	{"MRN is E1234567.", "record-number:E1234567"},
	{"MRNs 12-34-56 and others", "record-number:12-34-56"},
	{"MR# 123456", "record-number:123456"},
	{"medical record number 123 456 789", "record-number:123 456 789"},
	{"Medical Record No. 123456", "record-number:123456"},
	{"med. rec. # 123456", "record-number:123456"},
	{"patient ID: 8675309", "record-number:8675309"},
	{"Patient number 123456", "record-number:123456"},
	{"accession number 20260301-0001", "record-number:20260301-0001"},
	{"Accession # US1234567", "record-number:US1234567"},
	{"chart no. 123456", "record-number:123456"},
	{"https://pacs.example/?mrn=1234567", "record-number:1234567"},
	// birth dates
	{"DOB 4/12/1951", "birth-date:4/12/1951"},
	{"dob: 1951-04-12,", "birth-date:1951-04-12"},
	{"D.O.B. 12.04.51", "birth-date:12.04.51"},
	{"date of birth is April 12, 1951", "birth-date:April 12, 1951"},
	{"Date of Birth: 12 Apr 1951", "birth-date:12 Apr 1951"},
	{"birthdate 12th of April 1951", "birth-date:12th of April 1951"},
	{"birth date: 04121951", "birth-date:04121951"},
	{"| DOB | 04/12/1951 |", "birth-date:04/12/1951"},
	{"born on 12 April 1951", "?birth-date:12 April 1951"},
	{"Her birthday, 1951-04-12", "?birth-date:1951-04-12"},
	// ages over 89
	{"a 94-year-old woman", "?age:94"},
	{"94 years old", "?age:94"},
	{"101 year old", "?age:101"},
	{"a 92 y/o man", "?age:92"},
	{"95yo", "?age:95"},
	{"aged 90", "?age:90"},
	{"Age: 97.", "?age:97"},
	{"94 years of age", "?age:94"},
	{"95 years and over, aged 95 and over", "?age:95"},
	// names
	{"Mr Smith waited", "?name:Smith"},
	{"Mrs. Jane O'Brien waited", "?name:Jane O'Brien"},
	{"Ms. Müller-Lüdenscheidt", "?name:Müller-Lüdenscheidt"},
	{"Miss García left", "?name:García"},
	{"Mrs SMITH", "?name:SMITH"},
	{"Mr Smith Was early", "?name:Smith"},
	{"the patient John Smith came", "?name:John Smith"},
	{"the patient McDonald came", "?name:McDonald"},
	{"Patient Jane Doe came twice", "?name:Jane Doe"},
	{"It was late. Patient Doe came.", "?name:Doe"},
	{"the patient named Ivy", "?name:Ivy"},
	{"Patient name: Jane Doe", "?name:Jane Doe"},
	{"the patient's name is Jane", "?name:Jane"},
	{"patient: Jane Doe", "?name:Jane Doe"},
	{"pt. Jane Doe", "?name:Jane Doe"},
	{"Mr J Smith waited", "?name:J Smith"},
	{"patient A. Smith Was late", "?name:A. Smith"},
	{"patient Jane Monday", "?name:Jane"},
	// phone numbers
	{"call 212-555-0143", "?phone:212-555-0143"},
	{"(212) 555-0143", "?phone:(212) 555-0143"},
	{"212.555.0143.", "?phone:212.555.0143"},
	{"+1 212 555 0143", "?phone:+1 212 555 0143"},
	{"1-212-555-0143", "?phone:1-212-555-0143"},
	{"+49 30 901820 11", "?phone:+49 30 901820 11"},
	{"+442079460958", "?phone:+442079460958"},
	{"phone: 555-0143", "?phone:555-0143"},
	{"Tel. 30 90 18 20", "?phone:30 90 18 20"},
	{"pager number 5550143", "?phone:5550143"},
	{"the phone numbers was: 555-0143", "?phone:555-0143"},
	{"contacted them at: 555-0143", "?phone:555-0143"},
	// e-mail
	{"ask dana@lakeside.example now", "?email:dana@lakeside.example"},
	{"[Dana](mailto:dana.o+x@a.b.org)", "?email:dana.o+x@a.b.org"},
	{"<jürgen@müller.de>", "?email:jürgen@müller.de"},
	// several
	{"Mr Roe, DOB 4/12/1931, MRN 1234567, 94-year-old, roe@mail.example, 212-555-0143",
		"?name:Roe birth-date:4/12/1931 record-number:1234567 ?age:94 ?email:roe@mail.example ?phone:212-555-0143"},
}

func TestWhatIsFound(t *testing.T) {
	for _, c := range positives {
		if got := found(c.text); got != c.want {
			t.Errorf("Scan(%q)\nfinds %s\nwant  %s", c.text, got, c.want)
		}
	}
}

func found(text string) string {
	var out []string
	for _, f := range Scan(text) {
		sure := "?"
		if f.Sure {
			sure = ""
		}
		out = append(out, sure+strings.TrimPrefix(f.Kind, "privacy-")+":"+text[f.Offset:f.Offset+f.Length])
	}
	return strings.Join(out, " ")
}

var negatives = []string{
	"", "31/52 exams", "2026-03-01", "from 2026-03-01 to 2026-03-08", "on 3/1/2026", "01.03.2026", "12 April 2026",
	"1,234,567 exams", "12345678901", "1234-56-7890", "123-45-67890", "5-123-45-6789", "123-45-6789-1", "A123-45-6789",
	"000-45-6789", "123-00-6789", "123-45-0000", "the shape is 000-00-0000", "10-12-2026", "pages 123-45", "123-456-789",
	// record numbers
	"MRN missing on 12345 labels", "the MRN was wrong 12 times", "MRN: none", "MRN 2026-03-01", "MRN 31/52", "MRN audit of 2026",
	"MR 12345 scanners", "a record number of exams: 12345", "record 12345", "patient IDs checked: 40", "patient ID 31/52", "12345 patients",
	"patients: 12345", "chart 3", "chart number 3", "run chart 2026", "accession numbers were missing", "patient no-show 12%",
	// birth dates
	"DOB missing", "DOB 31/52", "DOB checked on 2026-03-01", "date of birth not confirmed in 4/52", "born in 1951", "newborn 2026-03-01",
	"the idea was born in March", "Bobdob 1/2/2026",
	// ages
	"aged 40 to 74", "age 89", "89 years old", "women aged 40-95", "18-95 years old", "aged 90 and over", "90+ years old", "90 years and older", "age 90+",
	"90 years old or older", "95% of exams", "average age 95%", "age 95 days", "aged 120 minutes", "stage 95", "page 94", "image 95", "1,095 years old", "age 950",
	"95 years of service", "94 yes", "age 95/100", "126 years old",
	// names
	"Dr. Nwosu reads", "Dr Smith and Dr. Jones", "patient Dr. Smith called", "the patient waited", "Patient waited", "patients Smith", "Patient Safety Officer",
	"Reduce Patient Wait Times", "Patient Positioning Huddle", "Patient Care Center", "patient CT scans", "the patient MRI suite", "Each Patient Every Time",
	"The Patient Whisperer", "patient: Ask the name", "patient. Then", "For each patient: Check the side", "the patient Friday", "per patient\n\nPositioning",
	"patient I saw", "patient A Positioning", "our patient Zoom call", "Patient Mammogram Room", "MR Siemens scanner", "MRS Spectra", "10 Ms", "Miss Monday's huddle", "misses Smith", "Mr. and more", "Mr", "patient", "Pt Transport Team",
	"The next patient was ready", "Patients who don't come", "Patient and clinician know", "outpatient Smith Center", "Patient name", "inpatient Jones",
	// phone numbers
	"version 212.555.0143", "v212.555.0143", "1.212.555.0143.7", "release 212-555-0143", "room 212", "rooms 212-555", "suite 2125", "555-0143", "10.0.0.1", "192.168.100.200",
	"2125550143", "212-555-01431", "4212-555-0143", "112-555-0143", "212-155-0143", "+10%", "+12 exams", "+3.5 points", "phone 31/52", "phone calls: 2026-03-01",
	"https://example.org/212-555-0143", "212-555-0143-9", "phone audit 2026", "cell 12", "counts 310 420 5100 exams", "212 555 0143", "call back within 30 minutes", "phone 2026-03-01",
	// e-mail
	"@dana", "dana@", "a @ b.org", "logo@2x.png", "package@1.2.3", "git@github.com:org/repo.git", "https://user@example.org/x", "dana at lakeside.example", "3@5",
}

func TestWhatIsNotFound(t *testing.T) {
	for _, text := range negatives {
		if got := found(text); got != "" {
			t.Errorf("Scan(%q) finds %s", text, got)
		}
	}
}

func TestAFindingSaysItsShapeAlone(t *testing.T) {
	for text, want := range map[string]string{
		"SSN 123-45-6789":        "•••-••-••••",
		"(212) 555-0143":         "(•••) •••-••••",
		"dana@lakeside.example":  "••••@••••••••.•••••••",
		"DOB 12 April 1951":      "•• ••••• ••••",
		"Mrs O'Brien-Łukasz":     "•'•••••-••••••",
		"123\u201145\u20116789":  "•••-••-••••",
		"MRN is E1234567":        "••••••••",
		"SSN 123\u00A045":        "",
		"the patient Jane\tDoe ": "•••• •••",
	} {
		got := ""
		for _, f := range Scan(text) {
			got += f.Masked
			if f.What == "" || unicode.IsUpper(rune(f.What[0])) || strings.HasSuffix(f.What, ".") {
				t.Errorf("%q: what is %q", text, f.What)
			}
		}
		if got != want {
			t.Errorf("Scan(%q) shows %q, want %q", text, got, want)
		}
	}
}

// Whoever writes a page decides what is in it, and how often.
func TestLongTextsOfNothingButFinds(t *testing.T) {
	for _, one := range []string{"212-555-0143 ", "a@b.cd,", "https://a@b.cd", "SSN 123-45-6789", "Mr Roe ", "aged 94 ", "patient Jane Doe\n", "DOB 4/12/1951 "} {
		found := Scan(strings.Repeat(one, 1<<14/len(one)))
		for i := 1; i < len(found); i++ {
			if found[i-1].Offset+found[i-1].Length > found[i].Offset {
				t.Fatalf("%q: %+v overlaps with %+v", one, found[i-1], found[i])
			}
		}
		if n := len(found); n < 500 && one != "https://a@b.cd" {
			t.Errorf("%q is found %d times", one, n)
		}
	}
}

// allPositives is one long text, so that it is looked at in pieces.
func allPositives() string {
	var b strings.Builder
	for i, c := range positives {
		b.WriteString(c.text + []string{" the ", ". ", " and a ", "\n"}[i%4])
	}
	return b.String()
}

// Whatever the text, a find lies inside it and its mask gives nothing away.
func FuzzScan(f *testing.F) {
	for _, c := range positives {
		f.Add(c.text)
	}
	for _, text := range negatives {
		f.Add(text)
	}
	for _, c := range guilty {
		f.Add(c.text)
	}
	for _, text := range innocent {
		f.Add(text)
	}
	f.Add(allPositives())
	f.Add("SSN 123-45-6789\xff@\x80a@b.cd")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		found := Scan(text)
		if all := scan(nil, text, 0, everything(text), rules); !slices.Equal(found, all) {
			t.Fatalf("%q: at a glance %+v, by the patterns %+v", text, found, all)
		}
		for _, f := range found {
			if f.Offset < end || f.Length < 1 || f.Offset+f.Length > len(text) {
				t.Fatalf("%q: %+v after %d", text, f, end)
			}
			end = f.Offset + f.Length
			if f.Kind == "" || f.What == "" || f.Masked == "" {
				t.Fatalf("%q: %+v", text, f)
			}
			for _, r := range f.Masked {
				if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsControl(r) || r == utf8.RuneError {
					t.Fatalf("%q: the mask %q has %q", text, f.Masked, r)
				}
			}
		}
	})
}

// A pattern that is made ready late is one all the same.
func TestPatternsAreWellFormed(t *testing.T) {
	for _, r := range rules {
		if r.pattern().NumSubexp() < 1 {
			t.Errorf("%s has no group to find", r.pattern())
		}
	}
}
