package check

import (
	"testing"

	"wallwalk/generator/diag"
)

// A hint's example is shown beside a secret, unless it may be the secret
// mended.
func TestExamplesAreNotMasked(t *testing.T) {
	for _, c := range []struct{ line, hint, want string }{
		{"MRN 7004321", "write the year with four digits, then month and day with two: 2026-03-01", "write the year with four digits, then month and day with two: 2026-03-01"},
		{"MRN 7004321", "write 31/52, not 7004/321 or 12", "write 31/52, not ••••/••• or ••"},
		{"MRN 7004321", "12026-03-01, 2026-03-012", "•••••-••-••, ••••-••-•••"},
		{"DOB 3/1/2026", "write 2026-03-01", "write ••••-••-••"},
		{"DOB 3/1/2026", "such as 2026-03-19", "such as 2026-03-19"},
		{"MRN 31052", "write 31/52", "write ••/••"},
		{"MRN 3152-31-52", "write 31/52", "write ••/••"},
		{"Mrs Roe", "write 2026-03-01, Roe", "write 2026-03-01, •••"},
	} {
		secrets := Secrets{"a.yaml": Source{Name: "a.yaml", Text: []byte(c.line)}.Secrets()}
		list := &diag.List{}
		list.Errorf("bad-value", diag.Span{File: "a.yaml", Line: 1, Col: 1}, c.hint, "wrong")
		secrets.Mask(list)
		if got := list.All()[0].Hint; got != c.want {
			t.Errorf("%s: %s\nis masked as %s\nwant         %s", c.line, c.hint, got, c.want)
		}
	}
}
