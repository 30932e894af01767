package site

import (
	"fmt"

	"wallwalk/generator/standing"
)

// A placeView says on a team's card where the team stands.
type placeView struct {
	Score      *scoreView // nil where no walk gave one yet
	Milestones string     // "5 of 9 milestones reached, 1 overdue"; "" where none is asked
}

func (b *builder) place(s *standing.Standing) placeView {
	v := placeView{Score: b.score(&s.Stood)}
	asked := len(s.Steps) - s.Count(standing.Waived) - s.Count(standing.Gone)
	if asked == 0 {
		return v
	}
	v.Milestones = fmt.Sprintf("%d of %s reached", s.Count(standing.Done), count(asked, "milestone", "milestones"))
	if p := pace(s); p != "" {
		v.Milestones += ", " + p
	}
	return v
}
