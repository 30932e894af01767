package chart

import "testing"

func BenchmarkSVG(b *testing.B) {
	p := long()
	p.Points, p.Phases[0].To = p.Points[:52], 52
	buf := SVG(nil, p)
	b.SetBytes(int64(len(buf)))
	for b.Loop() {
		buf = SVG(buf[:0], p)
	}
}

func BenchmarkOptions(b *testing.B) {
	p := long()
	p.Points, p.Phases[0].To = p.Points[:52], 52
	out := Options(nil, p)
	b.SetBytes(int64(len(out)))
	for b.Loop() {
		out = Options(out[:0], p)
	}
}

func BenchmarkSpark(b *testing.B) {
	p := long()
	p.Points, p.Phases[0].To = p.Points[:52], 52
	buf := Spark(nil, p)
	b.SetBytes(int64(len(buf)))
	for b.Loop() {
		buf = Spark(buf[:0], p)
	}
}
