package chart

import (
	"bytes"
	"flag"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files")

func TestSVGIsWellFormedAndWithoutNonsense(t *testing.T) {
	for name, p := range plots() {
		for kind, draw := range map[string]func([]byte, *Plot) []byte{"SVG": SVG, "File": File, "Spark": Spark} {
			b := draw(nil, p)
			if kind == "Spark" && len(b) == 0 {
				continue
			}
			if n := parse(t, b); n.XMLName.Local != "svg" {
				t.Errorf("%s of %s is a %s", kind, name, n.XMLName.Local)
			}
			if name != "hostile" && (bytes.Contains(b, []byte("NaN")) || bytes.Contains(b, []byte("Inf"))) {
				t.Errorf("%s of %s holds nonsense:\n%s", kind, name, b)
			}
			if !bytes.Equal(b, draw(nil, p)) {
				t.Errorf("%s of %s is not the same twice", kind, name)
			}
			if prefixed := draw([]byte("before"), p); string(prefixed) != "before"+string(b) {
				t.Errorf("%s of %s does not append", kind, name)
			}
		}
	}
}

func TestHostileTextStaysText(t *testing.T) {
	b := SVG(nil, hostile())
	n := parse(t, b)
	if n.Nodes[0].XMLName.Local != "title" || n.Nodes[0].Text != attack || n.Nodes[1].Text != attack {
		t.Errorf("the title is %q", n.Nodes[0].Text)
	}
	var walk func(n node)
	walk = func(n node) {
		if strings.Contains("svg title desc g text line rect path circle", n.XMLName.Local) {
			for _, a := range n.Attrs {
				if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Value, "alert") {
					t.Errorf("text has become the attribute %s=%q", a.Name.Local, a.Value)
				}
			}
		} else {
			t.Errorf("text has become an element %s", n.XMLName.Local)
		}
		for _, c := range n.Nodes {
			walk(c)
		}
	}
	walk(n)
}

func TestTheDrawingIsNamedForThoseWhoHearIt(t *testing.T) {
	n := drawn(t, typical())
	title, desc := n.Nodes[0], n.Nodes[1]
	if n.attr("role") != "img" || n.attr("aria-labelledby") != title.attr("id")+" "+desc.attr("id") || title.Text != typical().Title || desc.Text != "Figures" {
		t.Errorf("it is named by %q: %+v %+v", n.attr("aria-labelledby"), title, desc)
	}
	if title.attr("id") != "positioning--t" || desc.attr("id") != "positioning--d" {
		t.Errorf("ids are %q and %q: they must differ on a page with several charts", title.attr("id"), desc.attr("id"))
	}
}

func TestEveryFigureIsADot(t *testing.T) {
	for name, p := range plots() {
		figures, hollow := 0, 0
		for _, pt := range p.Points {
			if pt.OK {
				figures++
			}
			if pt.OK && pt.Hollow {
				hollow++
			}
		}
		n := drawn(t, p)
		if got := len(n.dots(t)); got != figures || len(n.class("plot-hollow")) != hollow {
			t.Errorf("%s: %d dots, %d of them hollow; want %d and %d", name, got, len(n.class("plot-hollow")), figures, hollow)
		}
	}
}

func TestATonesShapeIsItsOwn(t *testing.T) {
	n := drawn(t, typical())
	for class, want := range map[string][2]int{"plot-plain": {0, 0}, "plot-better": {4, 5}, "plot-worse": {3, 1}, "plot-neutral": {4, 1}} {
		seen := 0
		for _, d := range n.dots(t) {
			if d.class != "plot-dot "+class {
				continue
			}
			seen++
			if corners := len(d.corners); corners != want[0] {
				t.Errorf("%s has %d corners, want %d", class, corners, want[0])
			}
		}
		if class != "plot-plain" && seen != want[1] {
			t.Errorf("%d are %s, want %d", seen, class, want[1])
		}
	}
	if rings := n.class("plot-ring"); len(rings) != 1 || math.Abs(rings[0].num(t, "cx")-typical().x(22)) > 0.1 {
		t.Errorf("the rings are %+v", rings)
	}
}

// TestTheLineBreaksAtGapsAndPassesHollowPoints counts the line's pieces: of
// typical, three, since two weeks are missing; the excluded one is passed by.
func TestTheLineBreaksAtGapsAndPassesHollowPoints(t *testing.T) {
	p := typical()
	path := drawn(t, p).class("plot-data")[0].path(t)
	pieces := ""
	i := 0
	for _, v := range path {
		for !p.Points[i].OK || p.Points[i].Hollow {
			i++
		}
		pieces += v.pen
		if math.Abs(v.x-p.x(float64(i))) > 0.06 || math.Abs(v.y-p.axis().y(p.Points[i].Value)) > 0.06 {
			t.Errorf("point %d is at %v %v", i, v.x, v.y)
		}
		i++
	}
	if want := "M" + "LL" + "M" + strings.Repeat("L", 10) + "M" + strings.Repeat("L", 6); pieces != want {
		t.Errorf("the line goes %s, want %s", pieces, want)
	}
	for name, p := range map[string]*Plot{"nothing": of(), "gaps": of(gapValue, gapValue)} {
		if path := drawn(t, p).class("plot-data")[0].path(t); len(path) != 0 {
			t.Errorf("the line of %s goes %v", name, path)
		}
	}
}

func TestPhasesHaveALineANameAndAnEdge(t *testing.T) {
	p := typical()
	n := drawn(t, p)
	lines, edges, names := n.class("plot-center"), n.class("plot-edge"), n.class("plot-phase")
	if len(lines) != 2 || len(edges) != 1 || len(names) != 2 {
		t.Fatalf("%d lines, %d edges, %d names", len(lines), len(edges), len(names))
	}
	at := p.x(12) - p.step()/2
	if math.Abs(lines[0].num(t, "x2")-at) > 0.1 || math.Abs(lines[1].num(t, "x1")-at) > 0.1 || math.Abs(edges[0].num(t, "x1")-at) > 0.1 {
		t.Errorf("the phases meet at %s and %s, their edge is at %s; want %v", lines[0].attr("x2"), lines[1].attr("x1"), edges[0].attr("x1"), at)
	}
	if names[0].Text != "Baseline: median 60\u00A0%" || names[1].Text != "After training" {
		t.Errorf("the names are %q and %q", names[0].Text, names[1].Text)
	}
	if one := drawn(t, long()); len(one.class("plot-phase")) != 0 || len(one.class("plot-center")) != 1 {
		t.Error("a single phase has a name, or no line")
	}
	p.Phases[1].Name = "After the training of everybody in the whole of the department, nights too"
	whole := drawn(t, p).class("plot-phase")[1].Text
	p.HasGoal, p.Goal = true, 100
	if cut := drawn(t, p).class("plot-phase")[1].Text; len(cut) >= len(whole) || !strings.HasSuffix(cut, "…") {
		t.Errorf("the last name is %q, and %q beside a label as high as it", whole, cut)
	}
}

func TestLimitsAreStepsThatBreakWhereThereAreNone(t *testing.T) {
	paths := drawn(t, typical()).class("plot-limit")
	if len(paths) != 2 {
		t.Fatalf("%d limits", len(paths))
	}
	for _, l := range paths {
		pieces := ""
		for _, v := range l.path(t) {
			pieces += v.pen
		}
		if want := "MH" + strings.Repeat("VH", 3) + "MH" + strings.Repeat("VH", 6); pieces != want {
			t.Errorf("a limit goes %s, want %s", pieces, want)
		}
	}
	if len(drawn(t, long()).class("plot-limit")) != 0 {
		t.Error("a chart without limits has some")
	}
}

func TestBandsLieBehindTheirPoints(t *testing.T) {
	p := typical()
	bands := drawn(t, p).class("plot-band")
	if len(bands) != 2 || bands[0].attr("class") != "plot-band plot-better" {
		t.Fatalf("the bands are %+v", bands)
	}
	if x, w := bands[0].num(t, "x"), bands[0].num(t, "width"); math.Abs(x-(p.x(17)-p.step()/2)) > 0.1 || math.Abs(w-5*p.step()) > 0.1 {
		t.Errorf("the band of five points is from %v, %v wide", x, w)
	}
}

func TestLabelsAtTheRightAreApartAndInside(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 4))
	for range 500 {
		p := of(r.Float64() * 100)
		p.Full = r.IntN(2) == 0
		p.Goal, p.HasGoal = r.Float64()*100, true
		p.Phases[0].Center, p.Phases[0].HasCenter, p.Phases[0].Label = p.Goal+r.Float64()*4-2, true, "median"
		if r.IntN(4) == 0 {
			p.Phases[0].Center = []float64{0, p.Goal, p.axis().max}[r.IntN(3)]
			p.Goal = p.Phases[0].Center
		}
		a := p.axis()
		l := p.labels(a, nil)
		median, goal := l[0].y, l[1].y
		if math.Abs(median-goal) < labelGap-1e-9 {
			t.Fatalf("the labels are at %v and %v", median, goal)
		}
		if min(median, goal) < 12 || max(median, goal) > Height-bottom+1e-9 {
			t.Fatalf("a label is outside: %v and %v", median, goal)
		}
		if higher := p.Phases[0].Center > p.Goal; p.Phases[0].Center != p.Goal && higher != (median < goal) {
			t.Fatalf("the higher line has the lower label: median %v at %v, goal %v at %v", p.Phases[0].Center, median, p.Goal, goal)
		}
	}
	texts := drawn(t, typical()).class("plot-label")
	if len(texts) != 2 || texts[0].Text != "Median 81\u00A0%" || texts[1].Text != "Goal 85\u00A0%" {
		t.Errorf("the labels are %+v", texts)
	}
	p := of(12)
	p.Unit, p.HasGoal, p.Goal = "per 1000 visits", true, 9
	p.Phases[0].Center, p.Phases[0].HasCenter, p.Phases[0].Label = 12, true, "écart 12\u00A0per 1000 visits"
	if l := p.labels(p.axis(), nil); l[0].text != "Écart 12" || l[1].text != "Goal 9" {
		t.Errorf("labels that are too long are %+v, want them without their unit", l)
	}
}

func TestBadgesDoNotCoverOneAnother(t *testing.T) {
	p := long()
	for i := range 6 {
		p.Marks = append(p.Marks, Mark{At: 40 + float64(i)/3, Number: string(rune('1' + i))})
	}
	p.Marks = append(p.Marks, Mark{At: 90, Number: "7"})
	n := drawn(t, p)
	badges, lines, texts := n.class("plot-badge"), n.class("plot-mark")[0].pieces(t), n.class("plot-badge-text")[0].Nodes
	if len(badges) != 7 || len(lines) != 7 || len(texts) != 7 {
		t.Fatalf("%d badges, %d lines, %d numbers", len(badges), len(lines), len(texts))
	}
	for i, b := range badges {
		if i > 0 && b.num(t, "cx")-badges[i-1].num(t, "cx") < 2*badgeRadius {
			t.Errorf("badges %d and %d cover one another", i, i+1)
		}
		if math.Abs(texts[i].num(t, "x")-b.num(t, "cx")) > 0.1 || math.Abs(lines[i][0].x-p.x(p.Marks[i].At)) > 0.1 {
			t.Errorf("badge %d is not where its number or its line is", i+1)
		}
	}
	if far := badges[6]; math.Abs(far.num(t, "cx")-p.x(90)) > 0.1 {
		t.Error("a badge that is far from the others is moved")
	}
	p.Marks = []Mark{{At: 50, Number: "1"}}
	for i := range 9 {
		p.Marks = append(p.Marks, Mark{At: 103, Number: string(rune('2' + i))})
	}
	badges = drawn(t, p).class("plot-badge")
	for i, b := range badges {
		if x := b.num(t, "cx"); x+badgeRadius > Width || i > 0 && x-badges[i-1].num(t, "cx") < 2*badgeRadius {
			t.Errorf("at the end, badge %d is at %v", i+1, x)
		}
	}
	if math.Abs(badges[0].num(t, "cx")-p.x(50)) > 0.1 {
		t.Error("a badge that is far from a crowd is moved")
	}
}

func TestNamesAreCutToTheirSpan(t *testing.T) {
	for _, c := range []struct {
		s     string
		width float64
		want  string
	}{{"After training", 100, "After training"}, {"After training", 62, "After tra…"}, {"After training", 20, ""}, {"", 0, ""}, {"Fünf Wörter später", 62, "Fünf Wört…"}} {
		if got := fit(c.s, c.width); got != c.want {
			t.Errorf("fit(%q, %v) = %q, want %q", c.s, c.width, got, c.want)
		}
	}
}

func TestGoldenChart(t *testing.T) {
	name := filepath.Join("testdata", "typical.svg")
	got := bytes.ReplaceAll(append(SVG(nil, typical()), '\n'), []byte("><"), []byte(">\n<"))
	if *update {
		if err := os.MkdirAll("testdata", 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the chart has changed; run with -update and read the diff:\n%s", got)
	}
}

func TestAFileStandsByItself(t *testing.T) {
	b := File(nil, typical())
	n := parse(t, b)
	if n.XMLName.Space != "http://www.w3.org/2000/svg" || n.attr("width") != "720" || n.attr("height") != "300" {
		t.Errorf("the file's root is %+v", n.Attrs)
	}
	style := string(b[bytes.Index(b, []byte("<style>")):bytes.Index(b, []byte("</style>"))])
	for _, class := range []string{"plot-grid", "plot-tick", "plot-data", "plot-center", "plot-limit", "plot-goal-line", "plot-mark", "plot-badge", "plot-dot", "plot-ring", "plot-phase", "plot-label", "plot-band", "plot-edge"} {
		if len(n.class(class)) == 0 || !strings.Contains(style, "."+class) {
			t.Errorf("%s is not drawn, or has no style", class)
		}
	}
}
