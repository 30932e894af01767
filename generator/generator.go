// Package generator is the wiring: read, check, plan, render.
package generator
