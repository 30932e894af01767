package spc

import (
	"math/big"
	"testing"
)

// The limits again with exact whole numbers, for the twin and for every n that a chart is likely to have.

func choose(n, k int) *big.Int {
	if k < 0 || k > n {
		return new(big.Int)
	}
	return new(big.Int).Binomial(int64(n), int64(k))
}

// twinWays counts the series of n useful points, half on each side, that have r runs.
func twinWays(n, r int) *big.Int {
	n1, n2, k := n/2, n-n/2, r/2
	mul := func(a, b *big.Int) *big.Int { return new(big.Int).Mul(a, b) }
	if r%2 == 0 {
		return mul(big.NewInt(2), mul(choose(n1-1, k-1), choose(n2-1, k-1)))
	}
	return new(big.Int).Add(mul(choose(n1-1, k), choose(n2-1, k-1)), mul(choose(n1-1, k-1), choose(n2-1, k)))
}

var twinRunsSeen = map[int][2]int{}

func twinRuns(n int) (lo, hi int) {
	if seen, ok := twinRunsSeen[n]; ok {
		return seen[0], seen[1]
	}
	all := choose(n, n/2)
	rare := func(sum *big.Int) bool { // no more than one in forty
		return new(big.Int).Mul(sum, big.NewInt(40)).Cmp(all) <= 0
	}
	sum := new(big.Int)
	for lo = 2; rare(sum.Add(sum, twinWays(n, lo))); lo++ {
	}
	sum = new(big.Int)
	for hi = n; rare(sum.Add(sum, twinWays(n, hi))); hi-- {
	}
	twinRunsSeen[n] = [2]int{lo, hi}
	return lo, hi
}

func twinAnhoej(n int) (longest, crossings int) {
	all := new(big.Int).Lsh(big.NewInt(1), uint(n-1))
	sum := new(big.Int)
	for crossings = 0; ; crossings++ {
		sum.Add(sum, choose(n-1, crossings))
		if new(big.Int).Mul(sum, big.NewInt(20)).Cmp(all) >= 0 {
			break
		}
	}
	// log2 n rounded is the number of doublings that bring one to within √2 of n.
	for 2*n*n > 1<<(2*longest)*4 {
		longest++
	}
	return longest + 3, crossings
}

func TestLimitsAreExact(t *testing.T) {
	for n := 2; n <= 160; n++ {
		lo, hi, ok := RunsLimits(n)
		if n < 10 {
			if ok || lo != 0 || hi != 0 {
				t.Errorf("runs for %d: got %d-%d, %v, want none", n, lo, hi, ok)
			}
		} else if l, h := twinRuns(n); lo != l || hi != h {
			t.Errorf("runs for %d: got %d-%d, want %d-%d", n, lo, hi, l, h)
		}
		longest, crossings, _ := AnhoejLimits(n)
		if l, c := twinAnhoej(n); longest != l || crossings != c {
			t.Errorf("anhoej for %d: got %d/%d, want %d/%d", n, longest, crossings, l, c)
		}
	}
	for _, n := range []int{1041} { // where binomials no longer fit a float64
		lo, hi, _ := RunsLimits(n)
		longest, crossings, _ := AnhoejLimits(n)
		l, h := twinRuns(n)
		if lo != l || hi != h {
			t.Errorf("runs for %d: got %d-%d, want %d-%d", n, lo, hi, l, h)
		}
		if l, c := twinAnhoej(n); longest != l || crossings != c {
			t.Errorf("anhoej for %d: got %d/%d, want %d/%d", n, longest, crossings, l, c)
		}
	}
}
