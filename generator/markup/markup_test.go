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

func FuzzText(f *testing.F) {
	f.Add(`<a href="x">'&`)
	f.Fuzz(func(t *testing.T, s string) {
		got := string(Text(nil, s))
		if strings.ContainsAny(got, "<>\"'\x00") {
			t.Errorf("Text(%q) = %q", s, got)
		}
	})
}
