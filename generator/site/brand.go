package site

import (
	"fmt"
	"math"
	"strconv"
)

// A program's own colour and logo. The colour stands as it is on the band at
// the top, where nothing has to be read; links and buttons take what is nearest
// to it and can be read, in light and in dark.

// grounds are what the colour stands on in the default theme: paper, washes,
// and the track of a bar.
var (
	lightGrounds = []string{"#ffffff", "#f2f5f7", "#fff4ea", "#d8dde0"}
	darkGrounds  = []string{"#12181d", "#1a2229", "#33241a", "#37434d"}
)

// legible is the contrast that WCAG 2.2 AA asks of text, and a little for
// rounding.
const legible = 4.55

// brandRules are the program's colour as a stylesheet's end. Print and forced
// colours keep their own.
func brandRules(color string) string {
	light, dark := readable(color, lightGrounds, 0), readable(color, darkGrounds, 255)
	return fmt.Sprintf("\n@media screen and (forced-colors: none) {\n  :root { --brand: %s; --link: %s; --button: %s; }\n"+
		"  @media (prefers-color-scheme: dark) { :root { --link: %s; } }\n}\n",
		color, light, readable(color, []string{"#ffffff"}, 0), dark)
}

// readable is the colour, mixed with as much black (0) or white (255) as it
// takes to be read on all of the grounds.
func readable(color string, grounds []string, toward float64) string {
	base := rgb(color)
	for part := 0.0; part < 1; part += 0.02 {
		var mixed [3]float64
		for i, v := range base {
			mixed[i] = math.Round(v + (toward-v)*part)
		}
		if least(mixed, grounds) >= legible {
			return fmt.Sprintf("#%02x%02x%02x", int(mixed[0]), int(mixed[1]), int(mixed[2]))
		}
	}
	v := int(toward)
	return fmt.Sprintf("#%02x%02x%02x", v, v, v)
}

// least is the lowest contrast that a colour has on the grounds.
func least(c [3]float64, grounds []string) float64 {
	low := math.Inf(1)
	for _, g := range grounds {
		a, b := luminance(c), luminance(rgb(g))
		low = min(low, (max(a, b)+0.05)/(min(a, b)+0.05))
	}
	return low
}

// luminance is WCAG's relative luminance, 0 to 1.
func luminance(c [3]float64) float64 {
	for i, v := range c {
		if v /= 255; v <= 0.04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
}

// rgb reads #rrggbb. Anything else has been refused when it was read, and is
// black.
func rgb(s string) (c [3]float64) {
	if len(s) != 7 {
		return c
	}
	for i := range c {
		v, _ := strconv.ParseUint(s[1+2*i:3+2*i], 16, 8)
		c[i] = float64(v)
	}
	return c
}

// logoName names the program's own logo in the site; "" leaves the theme's mark.
func (s *Site) logoName() string {
	if m := s.Program.Brand.Picture; m != nil {
		return hashed("logo."+m.Format, m.Data)
	}
	return ""
}

func (b *builder) addLogo() {
	if b.logo != "" {
		b.add(b.logo, func() ([]byte, error) { return b.Program.Brand.Picture.Data, nil })
	}
}
