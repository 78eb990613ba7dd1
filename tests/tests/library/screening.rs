//! The need for a DPIA: worked cases, the limits of what blanks can do, and what may never happen.

use proptest::prelude::*;
use ropa::casefile::{CaseFile, Watch};
use ropa::gaps::{Assessment, CaseMaterial, RegisterAssessment};
use ropa::law::{FactId, Truths};
use ropa::model::Tri;
use ropa::screening::{Basis, NeedVerdict, Reason};
use ropa_tests::registers::{assess, import, rows, today, workbook};
use std::num::NonZeroUsize;
use std::sync::Arc;

/// The questions of a screening form, as a Swedish board words them, K1 to K9 first.
const QUESTIONS: [&str; 13] = [
    "Utvärdering eller poängsättning",
    "Automatiserat beslutsfattande",
    "Systematisk övervakning",
    "Känsliga eller mycket personliga uppgifter",
    "Stor omfattning",
    "Matchning eller kombination av uppgifter",
    "Sårbara registrerade",
    "Ny teknik",
    "Hindrar rättighet, tjänst eller avtal",
    "Systematisk och omfattande bedömning",
    "Rättsliga eller liknande betydande följder",
    "Allmän plats",
    "Exempel i IMY:s förteckning",
];

/// A register with these answers, one activity a row: name, then the answers to [`QUESTIONS`].
fn screen(activities: &[(&str, Vec<&str>)]) -> Vec<Assessment> {
    let mut table = vec![header(&QUESTIONS)];
    for (number, (name, answers)) in activities.iter().enumerate() {
        let mut row = vec![format!("B-{number}"), name.to_string()];
        row.extend(answers.iter().map(|answer| answer.to_string()));
        table.push(row);
    }
    assess(&workbook(&[("Register", table)]), |import, assessments| {
        assert_eq!(import.register.activities.len(), activities.len());
        assessments.to_vec()
    })
}

fn header(questions: &[&str]) -> Vec<String> {
    ["Behandlings-ID", "Behandling"].iter().chain(questions).map(|text| text.to_string()).collect()
}

/// Answers from a string of nine letters, one a criterion: j, n or - for a blank cell.
fn nine(answers: &str) -> Vec<&'static str> {
    answers
        .chars()
        .map(|c| match c {
            'j' => "Ja",
            'n' => "Nej",
            '?' => "Vet ej",
            _ => "",
        })
        .collect()
}

/// Two columns for one question: the one fills what the other leaves open, and a contradiction is told.
#[test]
fn a_question_asked_twice_has_two_answers() {
    let facts = |first: &str, second: &str, fact: FactId, field: &str| {
        let table = format!(
            "ID|Behandling|Ändamål|Kategorier av registrerade|{field}|{field}\n1|Lön|Betala|Elever|{first}|{second}"
        );
        assess(&workbook(&[("Register", rows(&table))]), |_, assessments| {
            let facts = &assessments[0].facts;
            let cells: Vec<_> = facts
                .conflicts
                .iter()
                .map(|one| (one.declared.cells[0].to_string(), one.derived.cells[0].to_string()))
                .collect();
            (facts.truth(fact), cells)
        })
    };
    let k5 = |first, second| facts(first, second, FactId::K5, "Stor omfattning");
    assert_eq!(k5("", "Ja"), (Tri::Yes, vec![]));
    assert_eq!(k5("Nej", ""), (Tri::No, vec![]));
    assert_eq!(k5("Ja", "Ja"), (Tri::Yes, vec![]));
    let cells = |a: &str, b: &str| vec![(format!("Register!{a}"), format!("Register!{b}"))];
    assert_eq!(k5("Nej", "Ja"), (Tri::Yes, cells("F2", "E2")));
    assert_eq!(k5("Ja", "Nej"), (Tri::Yes, cells("E2", "F2")));
    // What exempts counts only where nobody says no.
    let law = |first, second| facts(first, second, FactId::LawRegulates, "Lagen reglerar behandlingen");
    assert_eq!(law("Ja", "Nej"), (Tri::No, cells("F2", "E2")));
}

fn verdict(name: &str, answers: Vec<&str>) -> NeedVerdict {
    screen(&[(name, answers)])[0].need.verdict
}

#[test]
fn worked_cases_get_their_verdict() {
    use NeedVerdict::*;
    let with = |answers: &str, rest: &[&'static str]| {
        let mut all = nine(answers);
        all.extend(rest);
        all
    };
    // Nine criteria; then extensive, legal effect, public place, listed example.
    for (name, answers, expected) in [
        ("Ansiktsigenkänning för närvaro", with("nnjjnnjjn", &[]), Presumed),
        (
            "Tillsyn med kamera i sovrum på boende",
            with("nnjjnnjjn", &["Nej", "Nej", "Nej", "IMY-EX-13"]),
            Required,
        ),
        ("Elevregister i hela staden", with("nnnjjnjnn", &[]), Presumed),
        ("Barnavårdsutredning, stor stad", with("nnnjjnjnn", &[]), Presumed),
        ("Barnavårdsutredning, omfattning okänd", with("nnnj-njnn", &[]), Presumed),
        ("Barnavårdsutredning, liten kommun", with("nnnjnnjnn", &[]), Presumed),
        ("Visselblåsarfunktion", with("nnnjnnjnn", &["", "", "", "Visselblåsarsystem"]), Required),
        ("Kontroll av internet och e-post", with("nnjnnnjnn", &["", "", "", "IMY-EX-01"]), Required),
        ("Säkerhetsloggar som bara läses vid incident", with("nnnnnnjnn", &[]), NotIndicated),
        ("Bakgrundskontroll vid rekrytering", with("-nnjnnjn-", &["", "", "", "IMY-EX-05"]), Required),
        ("Kamerabevakning i entré", with("nnjnnn-nn", &["", "", "Ja"]), CannotBeExcluded),
        ("Kamerabevakning i entré", with("nnjnnnnnn", &["", "", "Ja"]), Recommended),
        ("Kamerabevakning i entré", with("nnjnnnjnn", &["", "", "Ja"]), Presumed),
        ("Kameror på stadens torg", with("nnjnjnnnn", &["", "", "Ja"]), Required),
        ("Nyhetsbrev", with("nnnnnnnnn", &[]), NotIndicated),
        ("Nyhetsbrev till hela staden", with("nnnnjnnnn", &[]), NotIndicated),
        ("Nyhetsbrev med poängsatta mottagare", with("jnnnjnnnn", &[]), Presumed),
        ("Lönehantering", with("nnnjnnjnn", &[]), Presumed),
        ("Lönehantering utan frånvaroorsak", with("nnnnnnjnn", &[]), NotIndicated),
        ("Beslut om bistånd med poängsatt prognos", with("jjnnnnnnn", &["Ja", "Ja", "", ""]), Required),
        ("Ny behandling, bara namn ifyllt", with("---------", &[]), CannotBeExcluded),
        ("Allt är okänt", with("?????????", &["Vet ej", "Vet ej", "Vet ej", "Vet ej"]), CannotBeExcluded),
    ] {
        assert_eq!(verdict(name, answers.clone()), expected, "{name}: {answers:?}");
    }
}

#[test]
fn an_individual_professional_weakens_the_presumption() {
    let mut table = vec![header(&QUESTIONS)];
    table[0].push("Enskild yrkesutövare".into());
    let mut row: Vec<String> = vec!["B-1".into(), "Patientjournal".into()];
    row.extend(nine("nnnjnnjnn").into_iter().chain(["", "", "", "", "Ja"]).map(String::from));
    table.push(row);
    assess(&workbook(&[("Register", table)]), |_, found| {
        assert_eq!(found[0].need.verdict, NeedVerdict::Recommended);
        assert_eq!(found[0].need.overridden, ["D-WP248-2"]);
    });
}

#[test]
fn an_exemption_needs_all_its_parts_and_shows_what_it_overrides() {
    let table = |pointer: &str| {
        rows(&format!(
            "Behandlings-ID | Behandling | Rättslig grund | Känsliga personuppgifter | Stor omfattning \
             | Sårbara registrerade | Lagen reglerar behandlingen | Lagens konsekvensbedömning \
             | Lagens konsekvensbedömning omfattar behandlingen
             B-1 | Utbetalningskontroll | Art. 6.1 c | Ja | Ja | Ja | Ja | {pointer} | Ja, hela behandlingen"
        ))
    };
    let exempt =
        assess(&workbook(&[("R", table("Prop. 2030/31:7 s. 112"))]), |_, found| found[0].need.clone());
    assert_eq!(exempt.verdict, NeedVerdict::Exempt);
    assert!(exempt.overridden.contains(&"D-35-3-B".to_string()), "{:?}", exempt.overridden);
    for incomplete in ["", "Ja", "Vet ej", "Nej"] {
        let need = assess(&workbook(&[("R", table(incomplete))]), |_, found| found[0].need.clone());
        assert_eq!(need.verdict, NeedVerdict::Required, "pointer {incomplete:?}");
    }
}

#[test]
fn content_decides_where_nobody_was_asked_and_a_hint_never_does() {
    let book = workbook(&[(
        "Register",
        rows(
            "Behandlings-ID | Behandling | Ändamål | Kategorier av registrerade | Kategorier av personuppgifter | Känsliga personuppgifter
             1 | Orosanmälan | Ta emot anmälningar | Barn och unga | Hälsouppgifter; Kontaktuppgifter | Ja
             2 | Kamerabevakning | Trygghet | Leverantörer | Kontaktuppgifter | Nej
             3 | Sammanträden | Kalla ledamöter | | |",
        ),
    )]);
    assess(&book, |_, found| {
        let of = |row: usize, id| found[row].facts.get(id).unwrap().clone();
        assert_eq!(found[0].need.verdict, NeedVerdict::Presumed);
        assert_eq!((of(0, FactId::K4).value, of(0, FactId::K4).basis), (Tri::Yes, Basis::Derived));
        assert_eq!(of(0, FactId::K7).support[0].cells[0].to_string(), "Register!D2");

        assert_eq!(found[1].need.verdict, NeedVerdict::CannotBeExcluded);
        assert_eq!((of(1, FactId::K3).value, of(1, FactId::K3).basis), (Tri::Unknown, Basis::Hinted));
        assert_eq!(of(1, FactId::K7).value, Tri::No);
        assert_eq!(found[1].need.questions[0], FactId::K3, "what the words hint at is asked first");

        assert_eq!(found[2].need.verdict, NeedVerdict::CannotBeExcluded);
        assert_eq!(of(2, FactId::K7).value, Tri::Unknown);
    });
}

#[test]
fn a_bare_no_against_content_is_a_contradiction() {
    let book = workbook(&[(
        "Register",
        rows(
            "Behandlings-ID | Behandling | Kategorier av registrerade | Sårbara registrerade | Kategorier av personuppgifter
             1 | Elevhälsa | Elever | Nej | Kontaktuppgifter",
        ),
    )]);
    assess(&book, |_, found| {
        let k7 = found[0].facts.get(FactId::K7).unwrap();
        assert_eq!((k7.value, k7.basis), (Tri::Unknown, Basis::Contradicted));
        let conflict = &found[0].facts.conflicts[0];
        assert_eq!(conflict.fact, FactId::K7);
        assert_eq!(conflict.declared.cells[0].to_string(), "Register!D2");
        assert!(
            matches!(&conflict.derived.reason, Reason::Category { written, .. } if &**written == "Elever")
        );
    });
}

#[test]
fn not_knowing_does_not_undo_what_another_column_says() {
    let book = workbook(&[(
        "Register",
        rows(
            "Behandlings-ID | Behandling | Kategorier av registrerade | Sårbara registrerade
             1 | Elevhälsa | Elever | Vet ej",
        ),
    )]);
    assess(&book, |_, found| assert_eq!(found[0].facts.truth(FactId::K7), Tri::Yes));
}

#[test]
fn a_denied_k4_cannot_rule_out_what_the_register_itself_names() {
    let mut table = vec![header(&QUESTIONS)];
    table[0].push("Känsliga personuppgifter".into());
    let mut row: Vec<String> = vec!["1".into(), "Sjukfrånvaro".into()];
    row.extend(nine("nnnnnnjnn").into_iter().map(String::from));
    row.extend(["", "", "", ""].map(String::from));
    row.push("Ja".into());
    table.push(row);
    assess(&workbook(&[("Register", table)]), |_, found| {
        assert_eq!(found[0].need.verdict, NeedVerdict::CannotBeExcluded);
        assert_eq!(found[0].need.questions, [FactId::K4]);
        assert_eq!(found[0].facts.conflicts.len(), 1);
    });
}

/// The column of [`QUESTIONS`] that asks for a fact.
fn column(fact: FactId) -> usize {
    let rest = [FactId::Extensive, FactId::LegalEffect, FactId::PublicPlace, FactId::Listed];
    FactId::CRITERIA.into_iter().chain(rest).position(|id| id == fact).unwrap()
}

fn answer() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("Ja"), Just("Nej"), Just("Vet ej"), Just("")]
}

/// How strongly a verdict speaks for a DPIA; an open question weighs more than a recommendation.
fn need(verdict: NeedVerdict) -> u8 {
    match verdict {
        NeedVerdict::Required => 4,
        NeedVerdict::Presumed => 3,
        NeedVerdict::CannotBeExcluded => 2,
        NeedVerdict::Recommended => 1,
        NeedVerdict::NotIndicated | NeedVerdict::Exempt => 0,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// An answer where there was none can only add certainty.
    #[test]
    fn answering_never_lowers_the_certain_tally(
        answers in proptest::collection::vec(answer(), 13),
        question in 0..13usize,
        given in prop_oneof![Just("Ja"), Just("Nej"), Just("Vet ej"), Just("Delvis"), Just("obegripligt")],
    ) {
        let mut blank = answers.clone();
        blank[question] = "";
        let mut answered = answers;
        answered[question] = given;
        let found = screen(&[("A", blank), ("B", answered)]);
        prop_assert!(found[1].need.low >= found[0].need.low);
    }

    /// Leaving a yes out never makes the need look smaller than denying it does.
    #[test]
    fn a_blank_is_never_weaker_than_a_no(
        answers in proptest::collection::vec(answer(), 13),
        question in 0..13usize,
    ) {
        let mut blank = answers.clone();
        blank[question] = "";
        let mut no = answers;
        no[question] = "Nej";
        let found = screen(&[("A", blank), ("B", no)]);
        prop_assert!(need(found[0].need.verdict) >= need(found[1].need.verdict), "{:?}", found);
    }

    /// With nothing answered nothing is ruled out, whatever the activity is called.
    #[test]
    fn blanks_never_say_not_indicated(name in "[A-Za-zåäöÅÄÖ ]{3,40}") {
        let verdict = verdict(&format!("X {name}"), nine("---------"));
        prop_assert_eq!(verdict, NeedVerdict::CannotBeExcluded);
    }

    /// Answering every question asked settles the case.
    #[test]
    fn the_questions_settle_the_case(
        answers in proptest::collection::vec(answer(), 9),
        replies in proptest::collection::vec(any::<bool>(), 13),
    ) {
        let mut replied = answers.clone();
        let open = screen(&[("A", answers)]).remove(0);
        prop_assume!(open.need.verdict == NeedVerdict::CannotBeExcluded);
        prop_assert!(!open.need.questions.is_empty());
        replied.resize(QUESTIONS.len(), "");
        for question in &open.need.questions {
            let index = column(*question);
            replied[index] = if replies[index] { "Ja" } else { "Nej" };
        }
        prop_assert_ne!(screen(&[("B", replied)])[0].need.verdict, NeedVerdict::CannotBeExcluded);
    }
}

#[test]
fn a_register_put_together_by_hand_is_assessed_as_a_case_file_has_it() {
    let table = rows(
        "Behandling|Kategorier av registrerade|Känsliga personuppgifter\nLön|Anställda|Nej\nOrosanmälan|Barn|Ja",
    );
    let import = import(&workbook(&[("Register", table)]));
    let by_file = CaseFile::builder(today()).of_import(import.clone()).unwrap().assess().unwrap();
    let material = Arc::new(CaseMaterial::new(import, today()));
    let mut by_hand = ropa::casefile::assess(&material, NonZeroUsize::MIN, Watch::default()).unwrap();
    assert_eq!(by_hand.assessments, by_file.assessments);
    let found =
        |assessed: &RegisterAssessment| [0, 1, 2].map(|index| assessed.of(index).map(|one| one.activity));
    assert_eq!(found(&by_hand), [Some(0), Some(1), None]);
    by_hand.assessments.reverse();
    assert_eq!(found(&by_hand), [Some(0), Some(1), None], "also where somebody has moved them");
}
