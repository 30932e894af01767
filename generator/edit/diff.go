package edit

import (
	"bytes"
	"fmt"
	"strings"
)

// around is how many lines are shown about a change.
const around = 2

// Diff says how a file changes, as git does. It is "" where nothing does.
func Diff(name string, before, after []byte) string {
	if bytes.Equal(before, after) {
		return ""
	}
	moves := compare(diffLines(before), diffLines(after))
	var b strings.Builder
	fmt.Fprintf(&b, "--- a/%s\n+++ b/%s\n", name, name)
	for at := 0; at < len(moves); {
		if moves[at].sign == ' ' {
			at++
			continue
		}
		from, to := max(at-around, 0), at
		for next := at; next < len(moves) && next <= to+2*around; next++ {
			if moves[next].sign != ' ' {
				to = next
			}
		}
		to = min(to+around+1, len(moves))
		hunk(&b, moves, from, to)
		at = to
	}
	return b.String()
}

// A move is a line that stays, goes or comes.
type move struct {
	sign byte // ' ', '-' or '+'
	text string
}

func diffLines(data []byte) []string {
	var out []string
	for line := range bytes.Lines(data) {
		out = append(out, string(line))
	}
	return out
}

// maxCompared bounds the work; what is larger is shown as all gone and all new.
const maxCompared = 4 << 20

// compare finds the longest run of lines that both have, and what goes and comes
// between them.
func compare(a, b []string) (moves []move) {
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		moves = append(moves, move{' ', a[same]})
		same++
	}
	a, b = a[same:], b[same:]
	tail := 0
	for tail < min(len(a), len(b)) && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	rest := a[len(a)-tail:]
	a, b = a[:len(a)-tail], b[:len(b)-tail]
	i, j := 0, 0
	if n := (len(a) + 1) * (len(b) + 1); n <= maxCompared {
		best := common(a, b)
		for i < len(a) && j < len(b) {
			switch {
			case a[i] == b[j]:
				moves = append(moves, move{' ', a[i]})
				i, j = i+1, j+1
			case best[i+1][j] >= best[i][j+1]:
				moves = append(moves, move{'-', a[i]})
				i++
			default:
				moves = append(moves, move{'+', b[j]})
				j++
			}
		}
	}
	for ; i < len(a); i++ {
		moves = append(moves, move{'-', a[i]})
	}
	for ; j < len(b); j++ {
		moves = append(moves, move{'+', b[j]})
	}
	for _, text := range rest {
		moves = append(moves, move{' ', text})
	}
	return moves
}

// common is how many lines the rests of a and b from i and j have in common.
func common(a, b []string) [][]int32 {
	best := make([][]int32, len(a)+1)
	for i := range best {
		best[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if best[i][j] = max(best[i+1][j], best[i][j+1]); a[i] == b[j] {
				best[i][j] = best[i+1][j+1] + 1
			}
		}
	}
	return best
}

// hunk prints some of the moves under a line that says where they are.
func hunk(b *strings.Builder, moves []move, from, to int) {
	count := func(part []move, but byte) (n int) {
		for _, m := range part {
			if m.sign != but {
				n++
			}
		}
		return n
	}
	start := func(but byte) int {
		n := count(moves[:from], but)
		if count(moves[from:to], but) > 0 {
			n++
		}
		return n
	}
	fmt.Fprintf(b, "@@ -%d,%d +%d,%d @@\n", start('+'), count(moves[from:to], '+'), start('-'), count(moves[from:to], '-'))
	for _, m := range moves[from:to] {
		b.WriteByte(m.sign)
		b.WriteString(strings.TrimSuffix(m.text, "\n"))
		b.WriteByte('\n')
		if !strings.HasSuffix(m.text, "\n") {
			b.WriteString("\\ No newline at end of file\n")
		}
	}
}
