package check

import (
	"regexp"
	"strings"
	"unicode"

	"wallwalk/generator/diag"
	"wallwalk/generator/model"
)

// folded is a name or an address as people compare them.
func folded(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// samePeople warns of one person who goes by two names or two ids in a cohort,
// of two who share an e-mail address, and of who can't be found on GitHub.
func (k *checker) samePeople(c *model.Cohort) {
	byID, byName, byEmail := map[string]*model.Person{}, map[string]*model.Person{}, map[string]*model.Person{}
	for _, t := range c.Teams {
		for i := range t.Roster.People {
			p := &t.Roster.People[i]
			if p.GitHub.Given() && !model.IsHandle(p.GitHub.Text) {
				k.Warnf("bad-github", p.GitHub.At, "write the name alone, as in github.com/NAME: letters, digits and single hyphens",
					"%q is not a name on GitHub, so nobody knows by it whose changes these are", p.GitHub)
			}
			if p.Email.Given() && !mailForm.MatchString(p.Email.Text) {
				k.Warnf("bad-email", p.Email.At, "write the address alone, such as dana@example.org", "%q is not an e-mail address, so nobody can write to it", p.Email)
			}
			if !p.ID.Given() || !p.Name.Given() {
				continue
			}
			k.spelling(byID, byName, p)
			k.email(byEmail, p)
		}
	}
}

// spelling compares a person with those before of the same id, and of the same
// name.
func (k *checker) spelling(byID, byName map[string]*model.Person, p *model.Person) {
	first, known := byID[p.ID.Text]
	if !known {
		byID[p.ID.Text] = p
	} else if first.Name.Text != p.Name.Text && p.ID.At.File != first.ID.At.File {
		k.Warnf("two-spellings", p.Name.At, "write the name the same way in both; if they are two people, give one another id",
			"%s is called %s here and %s %s", p.ID, p.Name, first.Name, whence(first.Name.At, p.Name.At))
		return
	}
	name := folded(p.Name.Text)
	other, known := byName[name]
	if !known {
		byName[name] = p
	} else if other.ID.Text != p.ID.Text && !apart(other, p) {
		k.Warnf("two-spellings", p.ID.At, "if they are one person, give both the same id; if they are two, give both their e-mail",
			"%s has the id %s here and %s %s", p.Name, p.ID, other.ID, whence(other.ID.At, p.ID.At))
	}
}

// apart reports whether two people of one name are told apart by their
// addresses.
func apart(a, b *model.Person) bool {
	return a.Email.Given() && b.Email.Given() && folded(a.Email.Text) != folded(b.Email.Text)
}

var mailForm = regexp.MustCompile(`^[^\s<>()@]+@[^\s<>()@]+$`)

func (k *checker) email(byEmail map[string]*model.Person, p *model.Person) {
	if !p.Email.Given() {
		return
	}
	address := folded(p.Email.Text)
	first, known := byEmail[address]
	if !known {
		byEmail[address] = p
	} else if first.ID.Text != p.ID.Text {
		k.Warnf("shared-email", p.Email.At, "give each their own; if they are one person, give both the same id",
			"%s and %s have the same e-mail; the first is %s", first.Name, p.Name, whence(first.Email.At, p.Email.At))
	}
}

// publicNames warns of two teams that readers outside can't tell apart, and
// reports two that would have the same public address.
func (k *checker) publicNames(c *model.Cohort) {
	byID := map[string]diag.Span{}
	for _, t := range c.Teams {
		if !t.PublicName.Given() && !t.PublicID.Given() {
			byID[t.ID] = t.At
		}
	}
	for _, t := range c.Teams {
		if id := t.PublicID; id.Given() && !k.addressTaken(byID, id) {
			byID[id.Text] = id.At
		}
	}
	byName := map[string]*model.Team{}
	for _, t := range c.Teams {
		name := address(t.PublicName.Text)
		if name == "" {
			continue
		}
		if first := byName[name]; first != nil {
			k.Warnf("shared-public-name", t.PublicName.At, "give one of the two another public_name",
				"%s and %s have the same public name, %s", first.Name, t.Name, t.PublicName)
			continue
		}
		if byName[name] = t; !t.PublicID.Given() {
			k.addressTaken(byID, model.Text{Text: name, At: t.PublicName.At})
		}
	}
}

// addressTaken reports whether another team has the public address, and says so
// where it does.
func (k *checker) addressTaken(byID map[string]diag.Span, id model.Text) bool {
	first, taken := byID[id.Text]
	if taken {
		k.Errorf("shared-public-id", id.At, "give one of the two another public_id", "the public address %s is taken by another team, %s", id, whence(first, id.At))
	}
	return taken
}

// address is what a public name becomes in an address: Site A is site-a, as
// readers take Site-A for the same. A name in other letters stays as it is.
func address(name string) string {
	words := strings.FieldsFunc(folded(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "-")
}
