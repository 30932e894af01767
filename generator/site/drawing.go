package site

import (
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/chart"
	"wallwalk/generator/markup"
	"wallwalk/generator/model"
	"wallwalk/generator/plain"
	"wallwalk/generator/series"
	"wallwalk/generator/sheet"
)

// drawer draws the fenced blocks of one page that begin with the word chart:
// a table of figures, as wallwalk analyze reads it, with the words of its
// flags behind the fence:
//
//	```chart p better=higher baseline=8 phase=2026-03-29 goal=85 unit=%
//	week,num,den
//	…
//	```
//
// A block that can't be read is shown as it was typed, with the reason.
func drawer() func(info, text string) ([]byte, bool) {
	n := 0
	return func(info, text string) ([]byte, bool) {
		words := strings.Fields(info)
		if len(words) == 0 || words[0] != "chart" {
			return nil, false
		}
		n++
		o, rules, wrong := drawingOptions(words[1:])
		if wrong == "" {
			o.Rules = rules
			s, list := sheet.Read("this block", []byte(text), o)
			if !list.Failed() {
				return drawn(fmt.Sprint("drawing--", n), s), true
			}
			d := list.All()[0]
			wrong = fmt.Sprintf("line %d: %s", d.At.Line, d.Message)
		}
		b := markup.Text([]byte(`<p class="empty">This chart can’t be drawn: `), wrong)
		b = markup.Text(append(b, ".</p><pre><code>"...), text)
		return append(b, "</code></pre>"...), true
	}
}

// drawingWords are the values that a key may have, where they are few.
var drawingWords = map[string][]string{
	"chart":  {"run", "p", "pp", "u", "up", "c", "i", "g", "t"},
	"better": {"higher", "lower", "neither"},
	"rules":  {"shift", "trend", "runs", "anhoej"},
}

// drawingOptions reads the words behind the fence.
func drawingOptions(words []string) (o sheet.Options, rules []string, wrong string) {
	o.Measure.Name.Text = "Example"
	rules = []string{"shift", "trend"}
	for _, w := range words {
		key, value, ok := strings.Cut(w, "=")
		if !ok {
			key, value = "chart", w
		}
		if known := drawingWords[key]; known != nil {
			values := []string{value}
			if key == "rules" {
				values = strings.Split(value, ",")
			}
			for _, v := range values {
				if !slices.Contains(known, v) {
					return o, nil, fmt.Sprintf("%s is none of %s", v, strings.Join(known, ", "))
				}
			}
		}
		switch key {
		case "chart":
			o.Measure.Chart = value
		case "better":
			o.Measure.Better = value
		case "unit":
			o.Measure.Unit.Text = value
		case "rules":
			rules = strings.Split(value, ",")
		case "phase", "exclude":
			d, ok := model.ParseDate(value)
			if !ok {
				return o, nil, key + " is no date"
			}
			if key == "phase" {
				o.Phases = append(o.Phases, d)
			} else {
				o.Excluded = append(o.Excluded, d)
			}
		case "goal", "per", "baseline", "decimals":
			read := plain.Number
			if key == "baseline" || key == "decimals" {
				read = plain.Whole
			}
			v, bad, _ := read(value)
			most := map[string]float64{"goal": 1e12, "per": 1e9, "baseline": 520, "decimals": 6}[key]
			if bad == "" && (v < 0 && key != "goal" || v > most) {
				bad = fmt.Sprintf("%s is out of bounds", w)
			}
			if bad != "" {
				return o, nil, bad
			}
			switch key {
			case "goal":
				o.Measure.Goal = &model.Number{N: v}
			case "per":
				o.Measure.Per = v
			case "baseline":
				o.Measure.BaselineWeeks = int(v)
			case "decimals":
				places := int(v)
				o.Measure.Decimals = &places
			}
		default:
			return o, nil, fmt.Sprintf("%q is not known here", key)
		}
	}
	return o, rules, ""
}

// drawn is the chart with its headline above and its signals below.
func drawn(id string, s *series.Series) []byte {
	b := markup.Text([]byte(`<figure class="chart"><figcaption><p class="headline">`), s.Headline())
	b = append(b, `</p></figcaption><div class="chart-scroll"><div class="chart-box">`...)
	b = chart.SVG(b, plot(id, s.Headline(), s, nil))
	b = append(b, `</div></div><ul class="chart-signals">`...)
	for _, g := range s.Brief() {
		tone := toneName(g.Direction)
		b = markup.Attr(append(b, "<li"...), "class", "signal-"+tone)
		b = append(b, `><svg class="icon icon-`+tone+`" width="16" height="16" aria-hidden="true"><use href="#s-`+tone+`"/></svg><span>`...)
		b = append(markup.Text(b, g.Text), "</span></li>"...)
	}
	return append(b, "</ul></figure>"...)
}
