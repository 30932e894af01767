package edit

import (
	"strconv"

	"wallwalk/generator/model"
)

// A Figure is what a measure's week has; Text "" is still to be filled in.
type Figure struct{ Measure, Text string }

// Text is a figure as data.yaml writes it.
func Text(f model.Figure) string {
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	switch {
	case f.None:
		return "none"
	case f.Den != 0:
		return number(f.Num) + "/" + number(f.Den)
	}
	return number(f.Num)
}
