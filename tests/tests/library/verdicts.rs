//! No false "not needed": what a bare no, a reason, a sign and the absence of words are worth.

use proptest::prelude::*;
use ropa::gaps::Assessment;
use ropa::law::{FactId, Truths};
use ropa::model::Tri;
use ropa::screening::{Basis, NeedVerdict};
use ropa_tests::places::shared;
use ropa_tests::registers::{assess, workbook};

const CRITERIA: [&str; 9] = [
    "Utvärderas eller poängsätts människor?",
    "Fattas automatiserade beslut?",
    "Övervakas människor systematiskt?",
    "Behandlas känsliga eller mycket personliga uppgifter?",
    "Behandlas personuppgifter i stor omfattning?",
    "Matchas eller kombineras uppgifter?",
    "Är de registrerade sårbara?",
    "Används ny teknik?",
    "Kan behandlingen hindra en rättighet, en tjänst eller ett avtal?",
];

const CONTENT: [&str; 8] = [
    "Behandling",
    "Ändamål med behandlingen",
    "Beskrivning",
    "Kategorier av registrerade",
    "Antal registrerade",
    "Kategorier av personuppgifter",
    "Känsliga personuppgifter",
    "Uppgifter om lagöverträdelser",
];

/// One row: name, purpose, description, data subjects, number, categories, sensitive, offences.
type Content<'a> = [&'a str; 8];

/// Assesses rows of content, each with nine answers.
fn screen(activities: &[(Content<'_>, [&str; 9])]) -> Vec<Assessment> {
    let mut table = vec![CONTENT.iter().chain(&CRITERIA).map(|text| text.to_string()).collect::<Vec<_>>()];
    for (content, answers) in activities {
        table.push(content.iter().chain(answers).map(|text| text.to_string()).collect());
    }
    assess(&workbook(&[("Register", table)]), |_, found| found.to_vec())
}

fn one(content: Content<'_>, answers: [&str; 9]) -> Assessment {
    screen(&[(content, answers)]).remove(0)
}

/// Rows in which the register itself speaks for a DPIA whatever is answered.
const SPEAKING: [Content<'static>; 16] = [
    [
        "Skolsköterskans journaler",
        "Dokumentera hälsobesök",
        "",
        "Elever",
        "4000",
        "Namn; Hälsa; Diagnos",
        "Nej",
        "Nej",
    ],
    [
        "Skyddat boende",
        "Placera kvinnor",
        "",
        "Våldsutsatta personer; Barn",
        "40",
        "Namn; Hälsa",
        "Ja",
        "Nej",
    ],
    ["Genetiska prover", "Utreda släktskap", "", "Allmänheten", "", "Namn; Genetiska uppgifter", "Ja", "Nej"],
    [
        "Kameror i skolan",
        "Förebygga skadegörelse",
        "50 kameror dygnet runt",
        "Elever",
        "900",
        "Bild",
        "Nej",
        "Nej",
    ],
    ["Rehabilitering", "Stödja medarbetare", "", "Anställda", "30", "Namn; Sjukfrånvaro", "Nej", "Nej"],
    ["Patientjournal", "Vård", "", "Patienter", "500", "Diagnos; Läkemedel", "Nej", "Nej"],
    [
        "Belastningsutdrag",
        "Kontrollera lämplighet",
        "",
        "Sökande till tjänst",
        "80",
        "Utdrag ur belastningsregistret",
        "Nej",
        "Nej",
    ],
    [
        "Fordon med gps",
        "Följa upp körningar",
        "Bilarna skickar sin position varje minut",
        "Anställda",
        "60",
        "Namn; Position",
        "Nej",
        "Nej",
    ],
    [
        "Passage med fingeravtryck",
        "Släppa in",
        "Fingeravtryck läses vid dörren",
        "Medarbetare",
        "40",
        "Namn; Fingeravtryck",
        "Nej",
        "Nej",
    ],
    [
        "Riskpoäng för sökande",
        "Välja vilka som ska kontrolleras",
        "Programvaran räknar poäng på varje sökande",
        "Bidragssökande",
        "700",
        "Namn; Inkomst",
        "Nej",
        "Nej",
    ],
    [
        "Visselblåsarkanal",
        "Ta emot rapporter om missförhållanden",
        "",
        "Anställda",
        "10",
        "Namn",
        "Nej",
        "Nej",
    ],
    ["Nattillsyn med kamera", "Tillsyn", "En kamera i sovrummet", "Brukare", "3", "Bild", "Nej", "Nej"],
    ["Orosanmälningar", "Ta emot anmälningar", "", "Barn", "1900", "Namn; Familjesituation", "Nej", "Nej"],
    [
        "Fackliga förhandlingar",
        "Förhandla",
        "",
        "Anställda",
        "25",
        "Namn; Facklig tillhörighet",
        "Nej",
        "Nej",
    ],
    [
        "Räddningsinsatser",
        "Dokumentera insatser",
        "Skadades hälsotillstånd antecknas",
        "Allmänheten",
        "",
        "Namn; Hälsotillstånd",
        "Nej",
        "Nej",
    ],
    [
        "Copilot för handläggare",
        "Skriva utkast",
        "AI läser e-post och filer",
        "Medarbetare",
        "200",
        "Namn",
        "Nej",
        "Nej",
    ],
];

/// Every way to write a bare no.
const NO: [&str; 9] = ["Nej", "nej.", "N", "NEJ", "ej", "Nej!", "FALSE", "0", "No"];

#[test]
fn a_column_of_no_never_makes_a_speaking_row_not_needed() {
    for no in NO {
        let rows: Vec<_> = SPEAKING.iter().map(|content| (*content, [no; 9])).collect();
        for (content, found) in SPEAKING.iter().zip(screen(&rows)) {
            assert_eq!(found.need.verdict, NeedVerdict::CannotBeExcluded, "{no}: {}", content[0]);
            let first = found.need.questions[0];
            let told = found.facts.get(first).map(|fact| fact.basis);
            assert!(
                matches!(told, Some(Basis::Contradicted | Basis::Hinted)),
                "{}: {first} is asked first",
                content[0]
            );
            assert!(found.facts.contradicted().next().is_some(), "{}", content[0]);
        }
    }
}

#[test]
fn a_no_that_nothing_speaks_against_stands() {
    let silent: [Content<'static>; 6] = [
        ["Nyhetsbrev", "Skicka program", "", "Prenumeranter", "5200", "E-postadress", "Nej", "Nej"],
        [
            "Leverantörsregister",
            "Beställa varor",
            "",
            "Leverantörers kontaktpersoner",
            "900",
            "Namn; Telefonnummer",
            "Nej",
            "Nej",
        ],
        [
            "Röstmottagare",
            "Anlita och betala",
            "",
            "Röstmottagare",
            "450",
            "Namn; Personnummer; Kontonummer",
            "Nej",
            "Nej",
        ],
        [
            "Föreningsregister",
            "Betala bidrag",
            "",
            "Kontaktpersoner i föreningar",
            "300",
            "Namn; E-postadress",
            "Nej",
            "Nej",
        ],
        [
            "Bygglov",
            "Pröva ansökan om lov",
            "",
            "Sökande; Grannar",
            "700",
            "Namn; Fastighetsbeteckning",
            "Nej",
            "Nej",
        ],
        [
            "Passerkort",
            "Släppa in behöriga",
            "Ingen bild och inget fingeravtryck. Loggen läses bara vid inbrott.",
            "Medarbetare",
            "600",
            "Namn; Kortnummer",
            "Nej",
            "Nej",
        ],
    ];
    let rows = silent.map(|content| (content, ["Nej"; 9]));
    for (content, found) in silent.iter().zip(screen(&rows)) {
        assert_eq!(found.need.verdict, NeedVerdict::NotIndicated, "{}", content[0]);
    }
}

#[test]
fn a_no_with_a_reason_stands_and_is_shown_with_it() {
    let why = "Nej, eftersom uppgifterna är avidentifierade innan de når oss";
    let mut answers = ["Nej"; 9];
    answers[3] = why;
    answers[6] = "Nej, eftersom inga elever kan pekas ut";
    answers[4] = "Nej, eftersom bara ett tiotal läser dem";
    let found = one(SPEAKING[0], answers);
    let k4 = found.facts.get(FactId::K4).unwrap();
    assert_eq!((k4.value, k4.basis), (Tri::No, Basis::Declared));
    assert_eq!(found.need.verdict, NeedVerdict::NotIndicated, "{:?}", found.need.questions);
    // It stands against what the row else says, and is shown for somebody to read.
    let reasoned: Vec<_> = found.facts.reasoned.iter().map(|no| no.fact).collect();
    assert!(reasoned.contains(&FactId::K4) && reasoned.contains(&FactId::K7), "{reasoned:?}");
    // What only says no again is no reason.
    answers[3] = "Nej, inga känsliga uppgifter";
    assert_eq!(one(SPEAKING[0], answers).facts.truth(FactId::K4), Tri::Unknown);
}

/// Who says so, what protects the data and that nobody has looked are no reasons why a question is to be answered no.
#[test]
fn an_excuse_is_no_reason() {
    for excuse in [
        "Nej, det har vi aldrig gjort någon bedömning av",
        "Nej, eftersom behandlingen är reglerad i lag",
        "Nej, uppgifterna ligger krypterade hos leverantören",
        "Nej, vi skriver bara vad som har hänt",
        "Nej, enligt chefen för enheten i maj",
        "Nej, vi tror inte att det är så",
    ] {
        let mut answers = ["Nej"; 9];
        answers[3] = excuse;
        assert_eq!(one(SPEAKING[0], answers).facts.truth(FactId::K4), Tri::Unknown, "{excuse}");
    }
    let mut answers = ["Nej"; 9];
    answers[3] = "Nej, uppgifterna är krypterade, och de avidentifieras innan de kommer till oss";
    assert_eq!(one(SPEAKING[0], answers).facts.truth(FactId::K4), Tri::No);
}

/// Where nobody can tell what the data are, a row of bare nos rules nothing out; where all of it is of the closed list, it does.
#[test]
fn nos_beside_data_that_nobody_can_tell_leave_the_row_open() {
    for data in ["Passertid, avvikelselista per person", "Ärendeuppgifter", "Rullstol, veckor hos pappa"] {
        let content = ["Ärenden", "", "", "Sökande", "", data, "Nej", "Nej"];
        let found = one(content, ["Nej"; 9]);
        assert_eq!(found.need.verdict, NeedVerdict::CannotBeExcluded, "{data}");
        assert_eq!(found.need.questions.first(), Some(&FactId::K4), "{data}: {:?}", found.need.questions);
    }
    for data in ["Namn, tel, faktura", "Namn; stolpnummer", "Kundnummer, antal platser, biljett"] {
        let content = ["Beställningar", "", "", "Leverantörers kontaktpersoner", "", data, "Nej", "Nej"];
        assert_eq!(one(content, ["Nej"; 9]).need.verdict, NeedVerdict::NotIndicated, "{data}");
    }
}

#[test]
fn a_reason_may_stand_in_the_column_beside() {
    let head = ["Behandling", "Kategorier av registrerade", CRITERIA[6], "Kommentar"];
    let row = ["Elevråd", "Elever", "Nej", "Bara namnlösa svar samlas in, ingen elev kan pekas ut"];
    let table = [head, row].map(|cells| cells.map(String::from).to_vec()).to_vec();
    assess(&workbook(&[("Register", table)]), |_, found| {
        assert_eq!(found[0].facts.truth(FactId::K7), Tri::No);
    });
}

#[test]
fn a_wide_question_gives_a_wide_fact() {
    let head = ["Behandling", CRITERIA[3], CRITERIA[4], CRITERIA[6]];
    let table = [head, ["Stöd", "Ja", "Ja", "Nej"]].map(|cells| cells.map(String::from).to_vec()).to_vec();
    assess(&workbook(&[("Register", table)]), |_, found| {
        assert_eq!(found[0].need.verdict, NeedVerdict::Presumed);
        assert_eq!(found[0].need.article_35_3[1], Tri::Unknown);
    });
}

#[test]
fn the_decision_need_not_be_automated() {
    let questions = [
        CRITERIA[0],
        CRITERIA[1],
        "Görs en systematisk och omfattande bedömning av människor?",
        "Får besluten rättsliga eller liknande betydande följder?",
    ];
    let mut head = vec!["Behandling".to_string()];
    head.extend(questions.map(String::from));
    let row = ["Urval", "Ja", "Nej", "Ja", "Ja"].map(String::from).to_vec();
    assess(&workbook(&[("Register", vec![head, row])]), |_, found| {
        assert_eq!(found[0].need.verdict, NeedVerdict::Required);
        assert_eq!(found[0].need.article_35_3[0], Tri::Yes);
    });
}

/// The published cases without and with screening questions.
#[test]
fn the_published_cases_get_no_false_not_needed() {
    let Some(folder) = shared("data/trials/law") else { return };
    let read = |name: &str| {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        let book = ropa::workbook::read_workbook(name, text.as_bytes(), &ropa::workbook::Limits::default());
        assess(&book.unwrap(), |import, found| {
            let keys = import.register.activities.iter().map(|activity| activity.key.to_string());
            keys.zip(found.iter().map(|one| one.need.verdict)).collect::<Vec<_>>()
        })
    };
    let expected = std::fs::read_to_string(folder.join("expected.csv")).unwrap();
    let expected: Vec<Vec<&str>> = expected.lines().skip(1).map(|line| line.split(';').collect()).collect();
    for name in ["utan.csv", "med.csv"] {
        for (key, verdict) in read(name) {
            let row = expected.iter().find(|row| row[0] == key).unwrap();
            let spared =
                matches!(verdict, NeedVerdict::NotIndicated | NeedVerdict::Exempt | NeedVerdict::Recommended);
            assert!(!(row[1] == "needed" && spared), "{name} {key}: {verdict}");
            if name == "med.csv" && row[1] == "not needed" {
                let right = if key == "L18" { verdict != NeedVerdict::Presumed } else { spared };
                assert!(right, "{name} {key}: {verdict}");
            }
        }
    }
}

fn bare() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just(""), Just("Ja"), Just("Nej"), Just("Vet ej")]
}

/// Whether a verdict leaves the need open or says that there is one.
fn may_be_needed(verdict: NeedVerdict) -> bool {
    matches!(verdict, NeedVerdict::Required | NeedVerdict::Presumed | NeedVerdict::CannotBeExcluded)
}

/// A box that nobody ticked says nothing against a no.
#[test]
fn an_option_that_nobody_chose_speaks_for_nothing() {
    let persons =
        |boxes: &'static str| ["Bytestorg", "Annonser", "", boxes, "", "Namn; Adress", "Nej", "Nej"];
    let vulnerable = |boxes| one(persons(boxes), ["Nej"; 9]).facts.truth(FactId::K7);
    assert_eq!(vulnerable("☐ barn\n☐ äldre\n☐ anställda\n☒ leverantörer"), Tri::No);
    assert_eq!(vulnerable("☒ barn\n☐ äldre\n☐ anställda\n☒ leverantörer"), Tri::Unknown);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// A plain "Nej" where content or a sign speaks against it takes nobody out of those who may need a DPIA.
    #[test]
    fn a_plain_no_never_spares_a_row_that_speaks(
        row in 0..SPEAKING.len(),
        answers in proptest::collection::vec(bare(), 9),
        question in 0..9usize,
    ) {
        let mut blank: [&str; 9] = std::array::from_fn(|at| answers[at]);
        blank[question] = "";
        let mut no = blank;
        no[question] = "Nej";
        let found = screen(&[(SPEAKING[row], blank), (SPEAKING[row], no)]);
        let fact = FactId::CRITERIA[question];
        let speaks = found[0].facts.get(fact).is_some_and(|fact| {
            matches!(fact.basis, Basis::Derived | Basis::Hinted) && !fact.value.is_no()
        });
        if speaks && may_be_needed(found[0].need.verdict) {
            prop_assert!(may_be_needed(found[1].need.verdict), "{:?}", found);
        }
    }

    /// A word that our lists lack is never a no: without answers nothing is ruled out.
    #[test]
    fn unknown_words_never_say_not_indicated(
        subjects in "[A-Za-zåäö]{4,12}( [a-zåäö]{3,9})?",
        categories in "[A-Za-zåäö]{4,12}; [A-Za-zåäö]{4,12}",
    ) {
        let head = ["Behandling", "Kategorier av registrerade", "Kategorier av personuppgifter", "Känsliga personuppgifter", "Uppgifter om lagöverträdelser"];
        let row = ["Sak", &*subjects, &*categories, "Nej", "Nej"];
        let table = [head.map(String::from).to_vec(), row.map(String::from).to_vec()].to_vec();
        assess(&workbook(&[("Register", table)]), |_, found| {
            prop_assert_eq!(found[0].need.verdict, NeedVerdict::CannotBeExcluded);
            prop_assert!(!found[0].facts.truth(FactId::K4).is_no());
            Ok(())
        })?;
    }

    /// Nor where somebody answered no to all nine: words that nobody here knows may hold what makes K4 or K7 true, so
    /// that a word taken out of our lists rules nothing out.
    #[test]
    fn a_bare_no_beside_unknown_words_says_nothing(
        row in 0..SPEAKING.len(),
        subjects in "x[bcdfghjklmnpqrstvwxz]{3,9}",
        categories in "x[bcdfghjklmnpqrstvwxz]{3,9}",
        which in 0..3usize,
    ) {
        let mut content = SPEAKING[row];
        if which != 1 {
            content[3] = &subjects;
        }
        if which != 0 {
            content[5] = &categories;
        }
        let found = one(content, ["Nej"; 9]);
        prop_assert!(may_be_needed(found.need.verdict), "{:?}: {}", content, found.need.verdict);
    }
}
