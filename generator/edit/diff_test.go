package edit

import (
	"fmt"
	"strings"
	"testing"
)

func TestDiff(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"nothing", "a\n", "a\n", ""},
		{"a line comes", "a\nb\nc\nd\n", "a\nb\nx\nc\nd\n", "@@ -1,4 +1,5 @@\n a\n b\n+x\n c\n d\n"},
		{"a line changes, far down", "1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\nx\n6\n", "@@ -3,4 +3,4 @@\n 3\n 4\n-5\n+x\n 6\n"},
		{"two places", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\nx\n3\n4\n5\n6\n7\n8\ny\n9\n", "@@ -1,4 +1,4 @@\n 1\n-2\n+x\n 3\n 4\n@@ -7,3 +7,4 @@\n 7\n 8\n+y\n 9\n"},
		{"two places that touch", "1\n2\n3\n4\n", "x\n1\n2\n3\ny\n4\n", "@@ -1,4 +1,6 @@\n+x\n 1\n 2\n 3\n+y\n 4\n"},
		{"all new", "", "a\n", "@@ -0,0 +1,1 @@\n+a\n"},
		{"no line end", "a", "a\nb", "@@ -1,1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n\\ No newline at end of file\n"},
	} {
		want := c.want
		if want != "" {
			want = "--- a/f\n+++ b/f\n" + want
		}
		if got := Diff("f", []byte(c.before), []byte(c.after)); got != want {
			t.Errorf("%s: got\n%swant\n%s", c.name, got, want)
		}
	}
}

// A file too large to compare line by line is still shown whole and true.
func TestDiffOfLargeFiles(t *testing.T) {
	var before, after strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&before, "old %d\n", i)
		fmt.Fprintf(&after, "new %d\n", i)
	}
	got := Diff("f", []byte("same\n"+before.String()), []byte("same\n"+after.String()))
	if n, m := strings.Count(got, "\n-old"), strings.Count(got, "\n+new"); n != 3000 || m != 3000 || !strings.Contains(got, "@@ -1,3001 +1,3001 @@\n same\n") {
		t.Errorf("%d lines go and %d come", n, m)
	}
}
