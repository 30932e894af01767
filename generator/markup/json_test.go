package markup

import (
	"encoding/json"
	"math"
	"testing"
)

// What is written as JSON by hand is what the library writes.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{"", "plain", `<b>"&\\`, "\x00\x1f\x7f\u2028é🙂\xff", "44\u00a0% (25 of 57)", "é🙂", "a\u2028", "\u2029", "é\xff", "\xed\xa0\x80"} {
		for _, v := range []float64{0, -1.5, 1e-6, 9.9e-7, 1e21, 9.9e20, math.MaxFloat64, math.SmallestNonzeroFloat64} {
			f.Add(s, v)
		}
	}
	f.Fuzz(func(t *testing.T, s string, v float64) {
		want, _ := json.Marshal(s)
		if got := Quoted(nil, s); string(got) != string(want) {
			t.Errorf("%q is %s, want %s", s, got, want)
		}
		if want, err := json.Marshal(v); err == nil && string(Float(nil, v)) != string(want) {
			t.Errorf("%v is %s, want %s", v, Float(nil, v), want)
		} else if err != nil && string(Float(nil, v)) != "null" {
			t.Errorf("%v is %s", v, Float(nil, v))
		}
	})
}
