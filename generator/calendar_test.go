package generator_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	ical "github.com/emersion/go-ical"
)

// Another library reads each calendar of the demo program, and would write it so
// itself; what an event is about is a page of the site.
func TestCalendarsAreReadAndLeadSomewhere(t *testing.T) {
	const base = "https://reports.example.org/imaging/"
	site := demo(t)
	events, walks := 0, 0
	for name, data := range site {
		if !strings.HasSuffix(name, ".ics") {
			continue
		}
		cal, err := ical.NewDecoder(bytes.NewReader(data)).Decode()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := ical.NewEncoder(io.Discard).Encode(cal); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, e := range cal.Events() {
			events++
			says, err := e.Props.Text(ical.PropDescription)
			at := strings.LastIndex(says, base)
			if err != nil || at < 0 {
				t.Errorf("%s: an event is about no page: %q, %v", name, says, err)
				continue
			}
			page := strings.TrimPrefix(says[at:], base)
			if site[page+"index.html"] == nil {
				t.Errorf("%s: there is no page %s", name, page)
			}
			if strings.Contains(page, "/wall/wall-") {
				walks++
			}
		}
	}
	if events < 60 || walks != 18 {
		t.Errorf("%d events were read, %d walks among them", events, walks)
	}
}
