package spc

import "math"

func same(y float64) float64 { return y }

// root is y^(1/3.6), and unroot turns it back; both are 0 for what is not above 0. They are made of the four operations
// alone, because the last bit of math.Pow depends on the processor, and the same series gives the same numbers on all.
func root(y float64) float64   { return raise(y, 5, 18) }
func unroot(z float64) float64 { return raise(z, 18, 5) }

// raise is x^(a/b) by Newton's method, from a guess that divides the exponent in x's bits, good to a few per cent.
func raise(x float64, a, b int64) float64 {
	if !(x > 0) {
		return 0
	}
	one := int64(math.Float64bits(1))
	r := math.Float64frombits(uint64(one + (int64(math.Float64bits(x))-one)/b))
	for range 64 { // six do, but for numbers below 1e-308, whose guess is poor
		old := r
		r = (float64(old*float64(b-1)) + x/times(old, b-1)) / float64(b)
		if math.Abs(r-old) <= 1e-15*r {
			break
		}
	}
	return times(r, a)
}

// times is the product of n factors x.
func times(x float64, n int64) float64 {
	p := 1.0
	for ; n > 0; n /= 2 {
		if n%2 == 1 {
			p *= x
		}
		x *= x
	}
	return p
}
