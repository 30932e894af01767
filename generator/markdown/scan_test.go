package markdown

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// allowed is the package comment's list: each element with its attributes and
// the form of their values.
var allowed = map[string]map[string]*regexp.Regexp{
	"p": {}, "em": {}, "strong": {}, "del": {}, "ul": {}, "li": {}, "blockquote": {}, "pre": {}, "code": {},
	"table": {}, "thead": {}, "tbody": {}, "tr": {}, "hr": {}, "br": {},
	"h1": ids, "h2": ids, "h3": ids, "h4": ids, "h5": ids, "h6": ids, "th": heading, "td": aligned,
	"ol":  {"start": regexp.MustCompile(`^[0-9]+$`)},
	"a":   {"href": safeAddress, "title": anything, "rel": regexp.MustCompile(`^noopener noreferrer$`)},
	"img": {"src": regexp.MustCompile(`^img/`), "alt": anything},
}

var (
	ids         = map[string]*regexp.Regexp{"id": regexp.MustCompile(`^h-[a-z0-9-]+$`)}
	aligned     = map[string]*regexp.Regexp{"class": regexp.MustCompile(`^align-(left|right|center)$`)}
	heading     = map[string]*regexp.Regexp{"class": aligned["class"], "scope": regexp.MustCompile(`^col$`)}
	anything    = regexp.MustCompile(`(?s).*`)
	safeAddress = regexp.MustCompile(`^((?i:https?)://[^/?#\s]|(?i:mailto):|[^/:?#\\]*([/?#]|$))`)

	tagForm       = regexp.MustCompile(`^</?([a-z][a-z0-9]*)((?: [a-z]+="[^"<>]*")*)>`)
	attributeForm = regexp.MustCompile(` ([a-z]+)="([^"<>]*)"`)
	referenceForm = regexp.MustCompile(`^&(#[0-9]+|#x[0-9A-Fa-f]+|[A-Za-z0-9]+);`)
)

// unsafe scans HTML the strictest way that there is, and returns what is wrong
// with it: a < that opens none of the allowed tags, an attribute or a value
// that isn't allowed, an element not closed in its turn, a stray character.
func unsafe(out string) error {
	if !utf8.ValidString(out) {
		return fmt.Errorf("not UTF-8")
	}
	var open []string
	for i := 0; i < len(out); {
		r, size := utf8.DecodeRuneInString(out[i:])
		switch {
		case r == '<':
			m := tagForm.FindStringSubmatch(out[i:])
			if m == nil {
				return fmt.Errorf("no tag: %.60q", out[i:])
			}
			if err := tag(m, &open); err != nil {
				return err
			}
			size = len(m[0])
		case r == '>' || r == '"':
			return fmt.Errorf("unescaped: %.60q", out[i:])
		case r == '&' && !referenceForm.MatchString(out[i:]):
			return fmt.Errorf("stray ampersand: %.60q", out[i:])
		case unicode.IsControl(r) && !strings.ContainsRune("\n\r\t", r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return fmt.Errorf("character %U", r)
		}
		i += size
	}
	if len(open) > 0 {
		return fmt.Errorf("left open: %v", open)
	}
	return nil
}

func tag(m []string, open *[]string) error {
	name := m[1]
	attributes, ok := allowed[name]
	if !ok {
		return fmt.Errorf("element not allowed: %s", m[0])
	}
	if strings.HasPrefix(m[0], "</") {
		if n := len(*open); n == 0 || (*open)[n-1] != name || m[2] != "" {
			return fmt.Errorf("%s closes %v", m[0], *open)
		}
		*open = (*open)[:len(*open)-1]
		return nil
	}
	for _, a := range attributeForm.FindAllStringSubmatch(m[2], -1) {
		form := attributes[a[1]]
		if form == nil || !form.MatchString(html.UnescapeString(a[2])) || a[1] == "href" && strings.HasPrefix(a[2], "//") {
			return fmt.Errorf("attribute not allowed: %s", m[0])
		}
	}
	if name == "a" {
		for _, o := range *open {
			if o == "a" {
				return fmt.Errorf("a link in a link")
			}
		}
		if outside := regexp.MustCompile(`href="(?i:https?):`).MatchString(m[0]); outside != strings.Contains(m[0], "rel=") {
			return fmt.Errorf("rel on the wrong links: %s", m[0])
		}
	}
	if name != "img" && name != "br" && name != "hr" {
		*open = append(*open, name)
	}
	return nil
}

// The scan is only worth something if it sees what it is there to see.
func TestScanSeesWhatIsUnsafe(t *testing.T) {
	for _, bad := range []string{
		"<script>x</script>", "<p onclick=\"x\">a</p>", "<p style=\"x\">a</p>", `<a href="javascript:x">a</a>`, `<a href="//x">a</a>`, `<a href="&#106;avascript:x">a</a>`,
		`<a href="https://x">a</a>`, `<a href="x" rel="noopener noreferrer">a</a>`, "<p>a", "<p>a</em>", "</p>", "a < b", "a > b", `a " b`, "<!-- x -->", "&", "&x", "\x00", "\u202E",
		`<a href="a"><a href="b">c</a></a>`, `<img src="https://x" alt="">`, `<h1 id="main">x</h1>`, "\xff", "<P>x</P>", `<td class="x">a</td>`, `<a href="\x">a</a>`, "<p",
	} {
		if unsafe(bad) == nil {
			t.Errorf("the scan lets %q pass", bad)
		}
	}
	if err := unsafe(`<p>a &amp; <a href="../b/">c</a> <a href="mailto:x@y.z">d</a><br><img src="img/x" alt="&lt;"></p>`); err != nil {
		t.Error(err)
	}
}
