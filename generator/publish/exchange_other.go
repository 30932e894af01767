//go:build !linux

package publish

var swap exchange = byRenames
