package privacy

// bears reports whether one of the words, in large or small letters, is a name
// that many people bear. Where no capital tells a name from a word, as in an
// id, nothing else does.
func bears(words ...string) bool {
	for _, w := range words {
		if often[w] {
			return true
		}
	}
	return false
}

// often are the given names and family names that are most common in the
// United States (Social Security Administration, names of the last hundred
// years; Census Bureau, family names of 2010), and those of nobody, such as
// Doe. Names that are words too, such as Grace, Young or Ward, are left out.
var often = words(`
james robert john michael david william richard joseph thomas charles christopher daniel matthew anthony donald steven andrew paul
joshua kenneth kevin brian timothy ronald jason george edward jeffrey ryan jacob nicholas gary eric jonathan stephen larry justin scott
brandon benjamin samuel gregory alexander patrick raymond jack dennis jerry tyler aaron jose adam nathan henry zachary douglas peter kyle noah
ethan jeremy christian walter keith austin roger terry sean gerald carl dylan harold jordan jesse bryan lawrence arthur gabriel bruce logan
albert willie alan eugene russell vincent philip bobby johnny bradley juan carlos luis miguel pedro jorge
mary patricia jennifer linda elizabeth barbara susan jessica karen sarah lisa nancy sandra betty ashley emily kimberly margaret donna michelle
carol amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy amy kathleen angela shirley emma brenda pamela nicole anna samantha
katherine christine helen debra rachel carolyn janet maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly
christina joan evelyn judith andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia
frances jean alice judy isabella julia denise amber danielle marilyn beverly charlotte theresa natalie diana brittany doris kayla alexis
lori marie jane ethel mildred edna gladys bertha ida irene lucille louise ana rosa carmen
smith johnson williams jones garcia miller davis rodriguez martinez hernandez lopez gonzalez gonzales wilson anderson taylor moore
jackson martin perez thompson harris sanchez clark ramirez lewis robinson allen wright torres nguyen
flores adams nelson baker campbell mitchell roberts gomez phillips evans diaz edwards collins reyes stewart morris
morales murphy rogers gutierrez ortiz morgan peterson bailey kelley ramos richardson watson brooks chavez
bennett mendoza ruiz hughes alvarez castillo sanders patel myers foster jimenez sullivan romero fernandez
obrien johansson kowalski mueller schmidt schneider fischer weber ivanov rossi doe roe
`)
