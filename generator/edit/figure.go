package edit

import (
	"strconv"

	"wallwalk/generator/model"
)

// A Figure is what a measure's week has; Text "" is still to be filled in.
type Figure struct{ Measure, Text string }

// Text is a figure as data.yaml writes it.
func Text(f model.Figure) string {
	if f.None {
		return "none"
	}
	var held [32]byte
	b := strconv.AppendFloat(held[:0], f.Num, 'f', -1, 64)
	if f.Den != 0 {
		b = strconv.AppendFloat(append(b, '/'), f.Den, 'f', -1, 64)
	}
	return string(b)
}
