package privacy

import "testing"

// What teams of radiology and mammography write in a week.
var innocent = []string{
	"Write your address as in dana@example.org, and never a patient's.",
	"We audited 52 exams in the week of 2026-03-01; 31 met every positioning criterion (31/52, 59.6%).",
	"Technologist feedback moved from monthly to weekly after the huddle on March 5, 2026.",
	"Repeat rate fell from 8.3% to 4.1%; the nipple was in profile on 47 of 55 MLO views.",
	"The GE Senographe Pristina in room 3 was down 2026-04-12 to 2026-04-14 (ticket 4471902).",
	"Turnaround for STAT head CT: median 36.5 minutes, 90th percentile 95 minutes.",
	"Patients aged 40 to 74 are invited; recall letters go out within 30 days.",
	"CPT 77067 and 77063 were billed together in 1,204 cases; ICD-10 Z12.31 was missing in 12.",
	"BI-RADS 0 rate was 9.8% among 10,412 screening mammograms.",
	"Dr. Nwosu and Dr. Lindqvist read 40 studies each before the retreat.",
	"Patient Safety Officer joined the walk and asked about Patient Identification errors.",
	"The patient waited 94 minutes because transport was late.",
	"Patient Access Center will call within 24 hours; Patient Portal messages doubled.",
	"PDSA 3: two technologists, ten exams, one week; act: adapt.",
	"Goal: 85 by 2026-09-05. Baseline 62.4 (8 weeks, n = 412).",
	"MRN and DOB are checked against the wristband before every exam.",
	"An accession number was missing on 14 orders in March 2026.",
	"MR safety screening forms: 212 of 220 complete; MRI 3T and 1.5T both counted.",
	"We moved the phantom drill to 07:30-07:40 before the first patient.",
	"The patient arrives, Ms or Mr is asked for, and the name and birth date are read back.",
	"Call-backs took 12-15 minutes; 3-4 per day; see protocol v2.1.3 and policy RAD-2026-014.",
	"Contrast reactions: 2 in 1,950 injections (1.03 per 1000).",
	"Dose: CTDIvol 45.2 mGy, DLP 812 mGy*cm, SSDE 12.4 mGy.",
	"Room 212, bay 555 and the annex 0143 were repainted.",
	"Slides are at https://reports.example.org/2026/04/12/positioning-2125550143.pdf",
	"The meeting is at https://teams.example.com/l/meetup-join/19%3ameeting_ab12%40thread.v2/0?context=x",
	"Join at https://teams.example.com/l/channel/19:ab12cd@thread.tacv2/General?groupId=5",
	"Zoom link https://zoom.example/j/91234567890?pwd=aGk5",
	"Patients 90 and over are counted in one group; ages 85 to 89 in another.",
	"Shift of 8 points above the centre line from 2026-05-03; phase declared.",
	"Each technologist images 10-12 patients a day; 95% stay under 20 minutes.",
	"Staff turnover: 2 of 14 technologists left; the vacancy is posted as REQ-0048213.",
	"The vendor's part number 5133-44-2210 arrived; firmware 4.10.2 is installed.",
	"Ultrasound-guided biopsies: 44 of 52 within 7 days; 8 were rebooked.",
	"Patient Experience scores went from 81 to 88 (n=147).",
	"The patient Transport team and the patient Navigator meet on Tuesdays.",
	"Miss rates fell; the Mr. and Mrs. fields were dropped from the form.",
	"A patient from Port Ellery told us that the gown was cold.",
	"Wrong-side markers: 2026-03-04, 2026-03-19, 2026-04-30.",
	"Chart 4 shows 26 weeks; chart review of 120 exams took 95 minutes.",
	"Screening volume: 1234 in 2024, 1410 in 2025, 15% up; patient no-shows 12%.",
	"Born of frustration with paper logs, the board went live 2026-02-12.",
	"With the first patient, Dana Ortiz showed how; for each patient, Lakeside Health pays.",
	"https://user@example.org/x and https://cdn.example/npm/pkg@latest.min.js",
	"age group 40-49: 312, 50-59: 401, 60-69: 377, 70-74: 120",
}

func TestInnocentSentences(t *testing.T) {
	for _, text := range innocent {
		if got := found(text); got != "" {
			t.Errorf("%q\nfinds %s", text, got)
		}
	}
}

// guilty are sentences with one find or more; each is named by what must be
// in it.
var guilty = []struct{ text, want string }{
	{"Pulled the images of MRN 00412345 for the huddle.", "record-number:00412345"},
	{"Medical record #: 12-34-56-78 had the wrong side marked", "record-number:12-34-56-78"},
	{"medical record number A0012345", "record-number:A0012345"},
	{"see accession 20260312345", "record-number:20260312345"},
	{"patient ID=8842211 was rescanned", "record-number:8842211"},
	{"Accession No: RAD-1234567", "record-number:RAD-1234567"},
	{"mrn-1234567", "record-number:1234567"},
	{"mrn_1234567", "record-number:1234567"},
	{"MRN 1234567 123-45-6789", "record-number:1234567 ssn:123-45-6789"},
	{"MRN (1234567)", "record-number:1234567"},
	{"her social security number, 123-45-6789, was on the form", "ssn:123-45-6789"},
	{"SSN# 123456789", "ssn:123456789"},
	{"123-45-6789 was typed in the order", "ssn:123-45-6789"},
	{"DOB 04/12/1951 did not match", "birth-date:04/12/1951"},
	{"DOB: 12-Apr-1951", "birth-date:12-Apr-1951"},
	{"date of birth (April 12 1951)", "birth-date:April 12 1951"},
	{"D.O.B: 1951.04.12", "birth-date:1951.04.12"},
	{"born 4/12/51", "?birth-date:4/12/51"},
	{"A 93-year-old fell on the way to CT.", "?age:93"},
	{"A 93 yo woman fell.", "?age:93"},
	{"Pt is 97 years old and came by bus", "?age:97"},
	{"a 102-year old came", "?age:102"},
	{"93yr old F", "?age:93"},
	{"age 96, came alone", "?age:96"},
	{"Mr. Kowalski waited two hours.", "?name:Kowalski"},
	{"Mrs. van der Berg waited two hours.", "?name:van der Berg"},
	{"Mr. JOHNSON waited", "?name:JOHNSON"},
	{"Mrs Adebayo-Smith asked for her images", "?name:Adebayo-Smith"},
	{"We apologized to the patient, Maria Lopez, on Friday.", "?name:Maria Lopez"},
	{"the patient (Maria Lopez) left", "?name:Maria Lopez"},
	{"patient Maria Lopez left", "?name:Maria Lopez"},
	{"her daughter can be reached at (212) 555-0143", "?phone:(212) 555-0143"},
	{"call 212.555.0143 or 212-555-0144 x12", "?phone:212.555.0143 ?phone:212-555-0144"},
	{"cell: 2125550143", "?phone:2125550143"},
	{"call 1-212-555-0143", "?phone:1-212-555-0143"},
	{"tel. +44 20 7946 0958", "?phone:+44 20 7946 0958"},
	{"mail maria.lopez@mail.example for the images", "?email:maria.lopez@mail.example"},
	{"https://forms.example/r?to=maria.lopez@mail.example&x=1", "?email:maria.lopez@mail.example"},
	{"https://forms.example/r?to=maria.lopez%40mail.example", "?email:maria.lopez%40mail.example"},
	{"mailto:maria.lopez@mail.example", "?email:maria.lopez@mail.example"},
}

func TestGuiltySentences(t *testing.T) {
	for _, c := range guilty {
		if got := found(c.text); got != c.want {
			t.Errorf("%q\nfinds %s\nwant  %s", c.text, got, c.want)
		}
	}
}
