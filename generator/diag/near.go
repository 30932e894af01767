package diag

import "strings"

// Near returns the known name that is closest to what was written, or "" where
// none is close: a slip of about a letter in three.
func Near(name string, known []string) string {
	best, least := "", 0
	for _, k := range known {
		d := distance(strings.ToLower(name), strings.ToLower(k))
		if limit := max(1, min(len(name), len(k))/3); d <= limit && (best == "" || d < least) {
			best, least = k, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete, replace or swap
// (Damerau–Levenshtein, adjacent swaps).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 64 || len(y) > 64 {
		return 64
	}
	var prev, last, row []int
	for j := range len(y) + 1 {
		last = append(last, j)
	}
	for i := 1; i <= len(x); i++ {
		row = append([]int(nil), i)
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			d := min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d = min(d, prev[j-2]+1)
			}
			row = append(row, d)
		}
		prev, last = last, row
	}
	return last[len(y)]
}
