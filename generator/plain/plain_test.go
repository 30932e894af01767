package plain

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

func TestNumbersAreReadByOneGrammar(t *testing.T) {
	for s, want := range map[string]float64{"0": 0, "12": 12, "-3.50": -3.5, "010": 10, "123456789012345": 123456789012345} {
		if got, wrong, _ := Number(s); got != want || wrong != "" {
			t.Errorf("Number(%q) = %v, %q", s, got, wrong)
		}
	}
	for s, remedy := range map[string]string{
		"1,5": "write 1.5", "1,500": "write 1500", "1 500": "write 1500", "1,234,567.5": "write 1234567.5", "12%": "write 12", "36 min": "write 36",
		".5": "", "1e3": "", "NaN": "", "+4": "", "": "", "١٢": "", "0x1f": "", "1234567890123456": "-",
	} {
		_, wrong, got := Number(s)
		if wrong == "" {
			t.Errorf("Number(%q) is taken for a number", s)
		}
		if remedy != "" && remedy != "-" && got != remedy {
			t.Errorf("Number(%q) advises %q, want %q", s, got, remedy)
		}
	}
}

func TestWholeNumbersCount(t *testing.T) {
	for s, ok := range map[string]bool{"0": true, "17": true, "3.0": false, "-1": false, "a": false} {
		if _, wrong, _ := Whole(s); (wrong == "") != ok {
			t.Errorf("Whole(%q): %q", s, wrong)
		}
	}
}

func TestDateRemedyNeverGuessesBetweenTwoDays(t *testing.T) {
	for s, want := range map[string]string{
		"13/03/2026": "write 2026-03-13", "2026-3-1": "write 2026-03-01", "2026/03/01": "write 2026-03-01", "1 Mar 2026": "write 2026-03-01",
		"03/08/2026": "write year-month-day, so that day and month can't be mixed up", "08/08/2026": "write 2026-08-08",
		"2026-02-30": "the calendar has no such day", "soon": "write the year with four digits, then month and day with two: 2026-03-01",
	} {
		if got := DateRemedy(s); got != want {
			t.Errorf("DateRemedy(%q) = %q, want %q", s, got, want)
		}
	}
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1", "1,5", "-0.5", "9e9", "1'000", "٣"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, wrong, _ := Number(s)
		if wrong == "" && (v != v || v > 1e15 || v < -1e15) {
			t.Errorf("Number(%q) = %v", s, v)
		}
		DateRemedy(s)
	})
}

func TestFixedRoundsAsPeopleDo(t *testing.T) {
	for _, c := range []struct {
		v        float64
		decimals int
		want     string
	}{
		{0, 0, "0"}, {0, 2, "0.00"}, {36.5, 1, "36.5"}, {0.5, 0, "1"}, {1.5, 0, "2"}, {2.5, 0, "3"}, {-2.5, 0, "\u22123"}, {2.4999, 0, "2"},
		{0.285 * 100, 0, "29"}, {1.005, 2, "1.01"}, {-0.4, 0, "0"}, {-0.04, 1, "0.0"}, {-0.05, 1, "\u22120.1"}, {math.Copysign(0, -1), 1, "0.0"},
		{1234567, 0, "1234567"}, {-1000, 0, "\u22121000"}, {3e15, 0, "3000000000000000"}, {-10, 0, "\u221210"},
		{123456789012345, 0, "123456789012345"}, {1234567.123456, 6, "1234567.123456"}, {1000000000001, 0, "1000000000001"},
	} {
		if got := Fixed(c.v, c.decimals); got != c.want {
			t.Errorf("Fixed(%v, %d) = %q, want %q", c.v, c.decimals, got, c.want)
		}
	}
}

// Figures are written from whole numbers; strconv writes the rounded figure.
func TestFiguresAreWrittenAsStrconvDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 100000 {
		v, decimals := (r.Float64()-0.5)*math.Pow10(r.IntN(18)-4), r.IntN(7)
		unit := math.Pow10(decimals)
		if math.Abs(v*unit) >= 1e15 {
			continue
		}
		rounded := math.Round(v*unit+math.Copysign(min(math.Abs(v*unit)*1e-12, 1e-6), v)) / unit
		want := strconv.FormatFloat(math.Abs(rounded), 'f', decimals, 64)
		if rounded < 0 {
			want = "\u2212" + want
		}
		if got := Fixed(v, decimals); got != want {
			t.Fatalf("%v with %d decimals is %s, want %s", v, decimals, got, want)
		}
	}
}
