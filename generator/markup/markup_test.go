package markup

import (
	"html"
	"math"
	"strings"
	"testing"
)

func TestTextIsEscapedAndReadsBack(t *testing.T) {
	for _, s := range []string{"", "plain", `<script>alert("1")</script>`, `' onload='x`, "a & b &amp; c", "ü…"} {
		got := string(Text(nil, s))
		if strings.ContainsAny(got, `<>"'`) {
			t.Errorf("Text(%q) = %q holds markup", s, got)
		}
		if html.UnescapeString(got) != s {
			t.Errorf("Text(%q) reads back as %q", s, html.UnescapeString(got))
		}
	}
}

func TestDecimalIsShort(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 12: "12", 12.34: "12.3", -0.04: "0", 99.96: "100", math.Copysign(0, -1): "0", -3.5: "-3.5"} {
		if got := string(Decimal(nil, v)); got != want {
			t.Errorf("Decimal(%v) = %s, want %s", v, got, want)
		}
	}
}

// Whole tenths are what strconv rounds to.
func FuzzDecimal(f *testing.F) {
	for _, v := range []float64{0, 0.05, 0.15, 0.25, -0.05, 0.049999999, 123.45, 99999.95, 1e5, -1e300, math.Inf(1), math.NaN(), 12.349999999999} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v float64) {
		for i := -20.0; i <= 20; i++ {
			for _, x := range []float64{v + i, v + i/20, math.Nextafter(v, i), i/20 + v*1e-6} {
				if got, want := string(Decimal(nil, x)), string(exact(nil, x)); got != want {
					t.Errorf("%v is written %s, want %s", x, got, want)
				}
			}
		}
	})
}

func FuzzText(f *testing.F) {
	f.Add(`<a href="x">'&`)
	f.Fuzz(func(t *testing.T, s string) {
		got := string(Text(nil, s))
		if strings.ContainsAny(got, "<>\"'\x00") {
			t.Errorf("Text(%q) = %q", s, got)
		}
	})
}
