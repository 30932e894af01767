package site

import (
	"strings"
	"testing"
)

const drawing = "week,num,den\n2026-03-01,5,10\n2026-03-08,6,10\n"

// dots counts the points of a drawing: those that are plain, which have no
// length, and excluded ones.
func dots(svg string) int { return strings.Count(svg, "h0") + strings.Count(svg, "plot-hollow") }

func TestAFencedTableIsDrawn(t *testing.T) {
	draw := drawer()
	for i, info := range []string{"chart", "chart run better=lower goal=40 baseline=1 unit=% phase=2026-03-08 exclude=2026-03-01 rules=shift"} {
		b, ok := draw(info, drawing)
		if got := string(b); !ok || dots(got) != 2 || !strings.Contains(got, `id="drawing--`+string(rune('1'+i))+`--t"`) {
			t.Errorf("%s gives %s", info, got)
		}
	}
	for _, info := range []string{"chart goal=-5", "chart rules=shift,trend", "chart decimals=6 baseline=520"} {
		if b, ok := draw(info, drawing); !ok || dots(string(b)) != 2 {
			t.Errorf("%s gives %s", info, b)
		}
	}
	for _, info := range []string{"", "yaml", "charts", "go chart"} {
		if b, ok := draw(info, drawing); ok || b != nil {
			t.Errorf("a block of %q is drawn: %s", info, b)
		}
	}
}

func TestABlockThatCannotBeReadIsShownWithTheReason(t *testing.T) {
	for _, c := range []struct{ info, text, reason string }{
		{"chart colour=red", drawing, "&#34;colour&#34; is not known here"},
		{"chart phase=soon", drawing, "phase is no date"},
		{"chart exclude=3/1/2026", drawing, "exclude is no date"},
		{"chart goal=high", drawing, "&#34;high&#34; is not a number"},
		{"chart baseline=-1", drawing, "-1 is not a whole number"},
		{"chart decimals=1.5", drawing, "1.5 is not a whole number"},
		{"chart baseline=521", drawing, "baseline=521 is out of bounds"},
		{"chart decimals=7", drawing, "decimals=7 is out of bounds"},
		{"chart per=-1000", drawing, "per=-1000 is out of bounds"},
		{"chart better=higher,lower", drawing, "higher,lower is none of higher, lower, neither"},
		{"chart run,p", drawing, "run,p is none of run, p,"},
		{"chart rules=shift,trends", drawing, "trends is none of shift, trend, runs, anhoej"},
		{"chart", "week,num,den\n2026-03-01,<b>,10\n", "line 2: "},
	} {
		b, ok := drawer()(c.info, c.text)
		if got := string(b); !ok || !strings.HasPrefix(got, `<p class="empty">This chart can’t be drawn: `) || !strings.Contains(got, c.reason) || strings.Contains(got, "<b>") || strings.Contains(got, "plot-dot") {
			t.Errorf("%s gives %s", c.info, got)
		}
	}
}
