package publish

import (
	"errors"
	"os"
)

// An exchange swaps the folders tree and live of root. On an error live is
// what it was, or, if even the way back failed, lies at spare.
type exchange func(root *os.Root, tree, live, spare string) error

// byRenames is the exchange for systems and disks that have none. Between the
// first two renames there is no live folder; [Stage.restore] mends that after
// a kill.
func byRenames(root *os.Root, tree, live, spare string) error {
	if err := root.Rename(live, spare); err != nil {
		return err
	}
	if err := root.Rename(tree, live); err != nil {
		return errors.Join(err, root.Rename(spare, live))
	}
	// What lies at spare would be brought back if live went missing; the old
	// tree has had its day. Should this fail, it is merely brought back.
	_ = root.Rename(spare, tree)
	return nil
}
