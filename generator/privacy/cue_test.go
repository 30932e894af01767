package privacy

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// everything is a glance that rules nothing out.
func everything(text string) glance {
	return glance{text: text, count: 99, digits: 99, aged: true, at: true, plus: true, all: true}
}

// pieces are what labels and finds are made of, and what stands between them.
func pieces() []string {
	out := strings.Fields(`SSN SS# soc sec social security MRN MRNs MR number no. nr num id # med medical record rec health patient identifier chart accession CSN
encounter visit hospital account NHS CHI medicare medicaid MBI HICN member beneficiary subscriber insurance DOB D.O.B. d/o/b date of birth birthday born in on
age aged ages years year yr yrs y yo y/o y.o. y.o old young ninety two a one hundred and 95th 93rd phone tel telephone fax pager mobile cell call called ring text reach
reached him at dial phoned contact Mr Mrs MR. MRS. Ms mx Miss mister mrs mr. Patient PATIENT pt Pt. client Client's resident Resident baby Baby girl boy named called name is was
Jane Doe DOE Smith O'Brien van A. J smith doe john- _smith -roe patient- mr_ mrs- Doe, woman 94 93 102 1931 3/4/1931 1951-04-12 12 Apr 123-45-6789 123456789 123 45 6789
(212) 212 555 0143 555-0143 2125550143 07700 900123 +44 20 7946 0958 943 476 5919 1EG4-TE5-MK73 00412345 E1234567 jane@mail.example jane [at] (at) mail (dot) dot com example 67F 67M) 54M,
the and to in a for that with ſsn Kelly patientſ K`)
	return append(out, " ", "-", "\u2011", "\u00a0", "\u202f", ":", ": ", "\n", "(", ")", ",", ", ", ". ", "/", "=", "  ", "", "'s", "’s", "**", "_", "é")
}

// TestNoRuleIsSparedWrongly: whatever pieces stand together, what cues and
// glances leave out, the patterns don't find.
func TestNoRuleIsSparedWrongly(t *testing.T) {
	words := pieces()
	r := rand.New(rand.NewPCG(1, 2))
	finds := 0
	for range 20_000 {
		var b strings.Builder
		for range 1 + r.IntN(12) {
			b.WriteString(words[r.IntN(len(words))])
			if r.IntN(3) > 0 {
				b.WriteByte(' ')
			}
		}
		if r.IntN(8) == 0 {
			b.WriteString(strings.Repeat(" and then, in the end, nothing", 10) + b.String())
		}
		text := b.String()
		got, want := Scan(text), scan(nil, text, 0, everything(text), rules)
		if !slices.Equal(got, want) {
			t.Fatalf("%q\nat a glance     %+v\nby the patterns %+v", text, got, want)
		}
		finds += len(want)
		staff := slices.DeleteFunc(want, func(f Finding) bool {
			return f.Kind == "privacy-name" || f.Kind == "privacy-phone" || f.Kind == "privacy-email"
		})
		if got := ScanStaff(text); !slices.Equal(got, staff) {
			t.Fatalf("%q\nof staff %+v\nof all   %+v", text, got, staff)
		}
	}
	if finds < 1_500 {
		t.Errorf("only %d finds were compared", finds)
	}
}
