package site

import (
	"bytes"
	"image/color"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"wallwalk/generator/model"
	"wallwalk/themes"
)

// Whatever colour a program chooses, links and buttons can be read, and one
// that can be read as it is stays.
func TestTheProgramsColourCanBeRead(t *testing.T) {
	for _, c := range []string{"#ffff00", "#000000", "#ffffff", "#808080", "#ff0000", "#00ff00", "#0000ff", "#005eb8", "#FFB81C", "#f2f5f7", "#12181d", "#767676"} {
		m := regexp.MustCompile(`--link: (#[0-9a-f]{6}); --button: (#[0-9a-f]{6}); }\n.*dark\) { :root { --link: (#[0-9a-f]{6}); }`).FindStringSubmatch(brandRules(c))
		if m == nil {
			t.Fatalf("the rules are %s", brandRules(c))
		}
		for text, grounds := range map[string][]string{m[1]: lightGrounds, m[2]: {"#ffffff"}, m[3]: darkGrounds} {
			for _, g := range grounds {
				if ratio := contrast(text, g); ratio < 4.5 {
					t.Errorf("of %s is made %s, which on %s has a contrast of %.2f", c, text, g, ratio)
				}
			}
		}
	}
	if got := readable("#005eb8", lightGrounds, 0); got != "#005eb8" {
		t.Errorf("a colour that can be read becomes %s", got)
	}
	if got := readable("#ffff00", lightGrounds, 0); !strings.HasSuffix(got, "00") || got == "#000000" {
		t.Errorf("yellow becomes %s, which is none", got)
	}
}

// contrast is WCAG's, from colours as the image library has them.
func contrast(a, b string) float64 {
	light := func(s string) float64 {
		v, _ := strconv.ParseUint(s[1:], 16, 32)
		r, g, bl, _ := color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}.RGBA()
		sum := 0.0
		for i, c := range []uint32{r, g, bl} {
			c := float64(c) / 0xffff
			if c > 0.04045 {
				c = math.Pow((c+0.055)/1.055, 2.4)
			} else {
				c /= 12.92
			}
			sum += c * []float64{0.2126, 0.7152, 0.0722}[i]
		}
		return sum
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// The grounds are those of the default theme's stylesheet.
func TestTheGroundsAreTheThemes(t *testing.T) {
	theme, err := LoadTheme(themes.Default())
	if err != nil {
		t.Fatal(err)
	}
	light, dark, _ := strings.Cut(string(theme.assets[0].data), "@media (prefers-color-scheme: dark)")
	for i, name := range []string{"--paper", "--wash", "--help-wash", "--line"} {
		for css, want := range map[string]string{light: lightGrounds[i], dark: darkGrounds[i]} {
			if got := regexp.MustCompile(name + `: (#[0-9a-f]+)`).FindStringSubmatch(css); got == nil || got[1] != want {
				t.Errorf("%s is %v, not %s", name, got, want)
			}
		}
	}
}

func TestALogoIsAnAssetOfEveryPage(t *testing.T) {
	picture := &model.Image{Format: "webp", Data: []byte("RIFF\x10\x00\x00\x00WEBPVP8 ")}
	for _, m := range []*model.Image{picture, nil} {
		b := &builder{Site: New(Input{Theme: loaded(t), Program: &model.Program{Brand: model.Brand{Picture: m}}})}
		b.addLogo()
		base := b.base("a/b/")
		if m == nil {
			if base.Logo != "" || len(b.files) > 0 {
				t.Errorf("a program without a logo has %q", base.Logo)
			}
			continue
		}
		if !regexp.MustCompile(`^\.\./\.\./assets/logo\.[0-9a-f]{10}\.webp$`).MatchString(base.Logo) {
			t.Errorf("the logo is at %q", base.Logo)
		}
		if out, err := b.files[0].Render(); err != nil || !bytes.Equal(out, m.Data) || b.files[0].Name != b.logo {
			t.Errorf("%s is %.12q, %v", b.logo, out, err)
		}
	}
}
