package load

import "slices"

// A Sort is what a shape describes.
type Sort int

const (
	Text   Sort = iota // any text; YAML may take it for a number or a truth value
	ID                 // text of the form Pattern; YAML may take it for a number, too
	Form               // text of the form Pattern
	Word               // one of Words
	Truth              // true or false
	Number             // a number of the form Pattern, from Least to Most
	Whole              // a whole number of the form Pattern, from Least to Most
	List               // of Item
	Map                // of Keys, or with keys of the writer's own: Name and Value
	Either             // one of Shapes
)

// A Shape is what a sort of value looks like, as data. The reader's kinds are
// made with their shapes, so that whatever is made of these (schemas for
// editors, the reference) can't part from what is read.
//
// Every value that the reader takes has its shape. The other way round, some
// things show in the text alone (1.50 is a number, 1e3 is none), or in more
// than one file.
type Shape struct {
	What    string // as in "expected …"
	Sort    Sort
	Pattern string // the whole text's form, understood by RE2 and ECMAScript; "" = any
	Words   []string
	Least   float64
	Most    float64 // 0 = no bound, upwards and downwards
	Over    bool    // Least itself is too little
	Longest int     // of an id; 0 = no bound
	Prose   bool    // of text: Markdown
	Date    bool    // of a form: a day

	Item *Shape
	Some bool // a list has one entry at least

	Keys        []Key
	Name, Value *Shape
	Needs       []Need // one of these at least
	Alone       bool   // and only one

	Shapes []*Shape
}

// A Key is one of a map's keys.
type Key struct {
	Name     string
	Required bool
	Meaning  string // a sentence
	Example  string // YAML on one line, such as {target: 85, by: 2026-09-05}
	Shape    *Shape
}

// A Need is a key that may be what a map needs, unless it says the word Not.
type Need struct{ Key, Not string }

// A FileShape is one sort of file.
type FileShape struct {
	Name    string // a word: team
	Path    string // in the program's folder, as a pattern: cohorts/*/teams/*/team.yaml
	Meaning string // a sentence
	Example string // of a file that is a map without known keys, or a list
	Shape   *Shape
}

// Files are the sorts of files, in the order of the reference.
func Files() []FileShape {
	const team = "cohorts/*/teams/*/"
	return []FileShape{
		{"program", "cohorts/program.yaml", "The program: its title, and what differs from the defaults.", "", programFile.shape},
		{"cohort", "cohorts/*/cohort.yaml", "A cohort: its dates, what its teams measure, what they work towards, and when they meet.", "", cohortFile.shape},
		{"team", team + "team.yaml", "A team and the text of its A3.", "", teamFile.shape},
		{"roster", team + "roster.yaml", "The people of a team and their roles.", "", rosterFile.shape},
		{"data", team + "data.yaml", "A team's figures, one line a week.", "", newWeekReader(nil, true).dataFile().shape},
		{"milestones", team + "milestones.yaml", "What the team has reached, and when: a line for each of the cohort's milestones, by its id.",
			"{charter: {started: 2026-03-01, done: 2026-03-10}}", milestonesFile.shape},
		{"changes", team + "changes.yaml", "What the team changes, and the PDSA cycles in which it tries that out.",
			"[{id: huddle, title: Positioning huddle}]", changesFile.shape},
		{"wall", team + "wall.yaml", "What the team says when it walks the wall: a report for each walk, by the session's id.",
			"{wall-1: {score: 3}}", wallFile.shape},
		{"learnings", team + "learnings.yaml", "What the team shares with the others.",
			"[{id: phantom-drill, title: Ten-minute phantom drill, date: 2026-05-20, text: Ten minutes with the phantom before the first exam.}]", learningsFile.shape},
		{"attendance", team + "attendance.yaml", "Who came to which session: a list of people's ids for each session, by its id.",
			"{ls1: [dana-ortiz, sam-lee]}", attendanceFile.shape},
		{"page", "content/**/*.md", "What stands between the two lines --- at the start of a page.", "", frontMatter.shape},
	}
}

func listOf(what string, item *Shape) *Shape {
	return &Shape{What: what, Sort: List, Item: item}
}

func dictOf(what string, name, value *Shape) *Shape {
	return &Shape{What: what, Sort: Map, Name: name, Value: value}
}

// objectOf is a map of these keys, with their words.
func objectOf[P any](what string, keys []key[P]) *Shape {
	s := &Shape{What: what, Sort: Map}
	for _, k := range keys {
		w := words[what][k.name]
		s.Keys = append(s.Keys, Key{k.name, k.required, w.meaning, w.example, k.shape})
	}
	return s
}

// needing says in the shape that one of these keys at least, or just one, must
// be there. Whoever reads the kind sees to it.
func (s *Shape) needing(alone bool, needs ...Need) *Shape {
	t := *s
	t.Needs, t.Alone = needs, alone
	return &t
}

// some is a list that must not be []. Whoever reads around it sees to it.
func some[T any](k kind[[]T]) kind[[]T] {
	s := *k.shape
	s.Some = true
	k.shape = &s
	return k
}

// Key returns the key of that name.
func (s *Shape) Key(name string) (Key, bool) {
	i := slices.IndexFunc(s.Keys, func(k Key) bool { return k.Name == name })
	if i < 0 {
		return Key{}, false
	}
	return s.Keys[i], true
}
