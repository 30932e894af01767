package plain

import "testing"

func TestDevices(t *testing.T) {
	for name, want := range map[string]bool{"con": true, "AUX": true, "nul.yaml": true, "Com1.tar.gz": true, "lpt9": true, "prn": true,
		"": false, "cone": false, "com": false, "com10": false, "coma": false, "lp1": false, "icon": false, "x.con": false} {
		if Device(name) != want {
			t.Errorf("Device(%q) is %t", name, !want)
		}
	}
}
