//! The order of work: what puts a gap in which step, and that the order is one whatever the rows.

use proptest::prelude::*;
use ropa::gaps::{Rank, RegisterAssessment, WorkFamily};
use ropa::law::WorkSign;
use ropa::model::Field;
use ropa_tests::registers::{assessed, import, rows, workbook};

/// The headings of a register that asks what the order reads.
const HEADINGS: &str = "Behandlings-ID | Behandling | Status | Process | Lagstöd | Kategorier av registrerade \
    | Antal registrerade | Känsliga personuppgifter | Uppgifter om lagöverträdelser | Skyddade personuppgifter \
    | Tredjelandsöverföring | System | Behandlingen påbörjad | Referens till konsekvensbedömning | Incidenter";

/// A record of which two criteria are certain and nothing else.
const PLAIN: [&str; 15] = [
    "B-1",
    "Insatser",
    "Aktiv",
    "3.3.1",
    "Socialtjänstlagen (2025:400)",
    "Brukare",
    "1 200",
    "Ja",
    "Nej",
    "Nej",
    "Nej",
    "Linnea",
    "2012-01-01",
    "",
    "",
];

/// The plain record with other answers, by the number of their column.
fn with(changes: &[(usize, &str)]) -> String {
    let mut cells = PLAIN.map(str::to_string);
    for (column, text) in changes {
        cells[*column] = text.to_string();
    }
    cells.join(" | ")
}

fn register(records: &[String], dpias: &str) -> RegisterAssessment {
    let activities = format!("{HEADINGS}\n{}", records.join("\n"));
    let dpias = format!(
        "KB-ID | Diarienummer | Konsekvensbedömning | Status | DSO:s yttrande | Kvarvarande risk | Förhandssamråd\n{dpias}"
    );
    let book = workbook(&[("Registreringar", rows(&activities)), ("Konsekvensbedömningar", rows(&dpias))]);
    assessed(&import(&book).register)
}

fn rank_of(record: &str, dpias: &str) -> Rank {
    let assessed = register(&[record.to_string()], dpias);
    assessed.of(0).unwrap().rank.clone().expect("a gap")
}

fn step_of(record: &str, dpias: &str) -> (String, Vec<WorkSign>) {
    let rank = rank_of(record, dpias);
    (rank.step.unwrap(), rank.reasons.iter().map(|reason| reason.sign).collect())
}

/// The step is this and shows this sign; without what was changed it is not of it.
fn fires(step: &str, sign: WorkSign, changes: &[(usize, &str)], dpias: &str) {
    let (found, signs) = step_of(&with(changes), dpias);
    assert!(found == step && signs.contains(&sign), "{changes:?}: {found} {signs:?}");
    let (plain, signs) = step_of(&with(&[]), "");
    assert!(plain != step && !signs.contains(&sign), "{plain} {signs:?}");
}

#[test]
fn what_has_not_begun_or_is_new_comes_first() {
    fires("W-1", WorkSign::NotStarted, &[(12, "2027-03-01")], "");
    fires("W-1", WorkSign::NotStarted, &[(2, "Planerad"), (12, "")], "");
    fires("W-1", WorkSign::StartedLately, &[(12, "2026-05-01")], "");
    fires("W-1", WorkSign::Trial, &[(1, "Insatser (pilot)"), (12, "")], "");
    // One that has gone on for years is a trial no more, and a pilot who flies is none.
    assert_eq!(step_of(&with(&[(1, "Insatser (pilot)")]), "").0, "W-6");
    assert_eq!(step_of(&with(&[(1, "Piloternas intyg"), (12, "")]), "").0, "W-6");
    // Of a year it is not known that it was lately.
    assert_eq!(step_of(&with(&[(12, "2025")]), "").0, "W-5");
}

#[test]
fn what_the_own_assessment_says_is_an_alarm() {
    let linked = (13, "KB-1");
    let dpia =
        |status: &str, advice: &str| format!("KB-1 | SN 2023/7 | Insatser | {status} | {advice} | Låg | Nej");
    fires("W-3", WorkSign::Rejected, &[linked], &dpia("Avslagen", "Tillstyrker"));
    fires("W-3", WorkSign::UnfinishedLong, &[linked], &dpia("Utkast", ""));
    fires("W-3", WorkSign::AgainstAdvice, &[linked], &dpia("Godkänd", "Avstyrker"));
    fires("W-3", WorkSign::Incident, &[(14, "Ja, 2025-08-25")], "");
    fires("W-3", WorkSign::Incident, &[(14, "Japp, ett felskickat brev")], "");
    assert_eq!(step_of(&with(&[(14, "T.ex. felskickade brev")]), "").0, "W-6");
    // A day of approval beside the draft contradicts it, and shows no time.
    let list = "KB-ID | Konsekvensbedömning | Status | Färdigställd | Godkänd\nKB-1 | Insatser | Utkast | 2023-04-03 | 2023-04-18";
    let activities = format!("{HEADINGS}\n{}", with(&[linked]));
    let book = workbook(&[("Registreringar", rows(&activities)), ("Konsekvensbedömningar", rows(list))]);
    let contradicted = assessed(&import(&book).register);
    let reasons = &contradicted.of(0).unwrap().rank.as_ref().unwrap().reasons;
    assert!(reasons.iter().all(|reason| reason.sign != WorkSign::UnfinishedLong), "{reasons:?}");
    // A draft of this year is not of long standing, and a no is no incident.
    let newer = dpia("Utkast", "").replace("2023", "2026");
    assert_eq!(step_of(&with(&[linked]), &newer).0, "W-6");
    assert_eq!(step_of(&with(&[(14, "Nej, ingen 2025")]), "").0, "W-6");
}

#[test]
fn what_weighs_heavier_than_two_criteria_comes_before_them() {
    fires("W-4", WorkSign::CriminalData, &[(8, "Ja")], "");
    fires("W-4", WorkSign::ProtectedIdentities, &[(9, "Sekretessmarkering")], "");
    fires("W-4", WorkSign::Transfer, &[(10, "Ja, USA")], "");
    fires("W-4", WorkSign::ChildProtection, &[(1, "Orosanmälan"), (5, "Barn")], "");
    // Norway is of the EEA; that they may occur is no answer.
    assert_eq!(step_of(&with(&[(10, "Ja, Norge")]), "").0, "W-6");
    assert_eq!(step_of(&with(&[(9, "Vet ej")]), "").0, "W-6");
}

#[test]
fn what_began_under_the_duty_comes_before_what_is_older() {
    fires("W-5", WorkSign::BegunSinceDuty, &[(12, "2019-04-01")], "");
    let (step, signs) = step_of(&with(&[]), "");
    assert_eq!(
        (step.as_str(), signs.as_slice()),
        ("W-6", &[WorkSign::NoChangeShown, WorkSign::LawNamed][..])
    );
}

#[test]
fn own_staff_and_few_are_the_first_to_refrain_for() {
    let staff = (5, "Medarbetare");
    fires("W-7", WorkSign::InternalFew, &[staff, (6, "60")], "");
    assert_eq!(step_of(&with(&[staff, (6, "2 000")]), "").0, "W-6");
    assert_eq!(step_of(&with(&[staff, (6, "Vet ej")]), "").0, "W-6", "an unknown number is not few");
    assert_eq!(step_of(&with(&[(5, "Medarbetare; Brukare"), (6, "60")]), "").0, "W-6");
}

#[test]
fn open_cases_come_after_those_to_act_on() {
    let open = with(&[(0, "A-1"), (7, "Nej"), (12, "2026-08-01")]);
    let ended = with(&[(0, "A-2"), (2, "Avslutad")]);
    let assessed = register(&[ended, open, with(&[])], "");
    let ids: Vec<_> = assessed.assessments.iter().map(|one| assessed.activity(one).label()).collect();
    let steps: Vec<_> =
        assessed.assessments.iter().map(|one| one.rank.as_ref().unwrap().step.clone()).collect();
    assert_eq!(steps, [Some("W-6".to_string()), Some("W-8".into()), Some("W-9".into())], "{ids:?}");
}

/// An unknown number of persons is not a small one: it counts as the middle of those that are known.
#[test]
fn an_unknown_number_of_persons_is_not_few() {
    let count = |id: &str, persons: &str| with(&[(0, id), (6, persons)]);
    let records = [count("A", "40"), count("B", "Vet ej"), count("C", "90 000"), count("D", "900")];
    let assessed = register(&records, "");
    let ids: Vec<_> = assessed
        .assessments
        .iter()
        .map(|one| assessed.activity(one).text(Field::Id).unwrap().to_string())
        .collect();
    assert_eq!(ids, ["C", "B", "D", "A"]);
    let unknown = assessed.assessments[1].rank.as_ref().unwrap();
    assert_eq!((unknown.ties.persons, unknown.ties.persons_else), (None, 900));
}

/// What a register does not ask cannot show that nothing has changed.
#[test]
fn no_change_is_told_only_where_the_start_is_asked() {
    let activities = "Behandlings-ID | Behandling | Kategorier av registrerade | Känsliga personuppgifter\n1 | Insatser | Brukare | Ja";
    let assessed = assessed(&import(&workbook(&[("Registreringar", rows(activities))])).register);
    let rank = assessed.assessments[0].rank.as_ref().unwrap();
    assert!(rank.reasons.iter().all(|reason| reason.sign != WorkSign::NoChangeShown));
}

#[test]
fn a_family_is_the_group_of_processes_else_the_system() {
    assert_eq!(rank_of(&with(&[]), "").family, WorkFamily::Process("3.3".into()));
    assert_eq!(rank_of(&with(&[(3, "")]), "").family, WorkFamily::System("Linnea".into()));
    assert_eq!(rank_of(&with(&[(3, ""), (11, "")]), "").family, WorkFamily::Unnamed);
    // What everybody uses for everything brings nothing together.
    assert_eq!(rank_of(&with(&[(3, ""), (11, "Excel")]), "").family, WorkFamily::Unnamed);
    let second = rank_of(&with(&[(3, ""), (11, "Excel; Linnea")]), "").family;
    assert_eq!(second, WorkFamily::System("Linnea".into()));
}

/// A record with answers of each kind, by seven numbers.
fn record(id: usize, dice: &[usize; 7]) -> String {
    let pick = |at: usize, answers: &[&'static str]| answers[dice[at] % answers.len()];
    with(&[
        (0, &format!("B-{}", id % 9)),
        (1, pick(0, &["Insatser", "Rekrytering", "Orosanmälan"])),
        (3, pick(1, &["3.3.1", "3.4", ""])),
        (5, pick(2, &["Barn", "Medarbetare", "Brukare"])),
        (6, pick(3, &["40", "ca 900", "Vet ej"])),
        (7, pick(4, &["Ja", "Nej", ""])),
        (9, pick(5, &["Nej", "Sekretessmarkering", "Vet ej"])),
        (12, pick(6, &["2027-01-01", "2026-09-01", "2020", "", "1999-01-01"])),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// The order is total, and the same however the rows stand.
    #[test]
    fn the_order_does_not_depend_on_the_rows(
        dice in prop::collection::vec(prop::array::uniform7(0usize..15), 1..12),
        seed in prop::collection::vec(0usize..1000, 12),
    ) {
        let records: Vec<String> = dice.iter().enumerate().map(|(id, dice)| record(id, dice)).collect();
        let mut shuffled: Vec<(usize, String)> =
            records.iter().enumerate().map(|(at, record)| (seed[at], record.clone())).collect();
        shuffled.sort();
        let shuffled: Vec<String> = shuffled.into_iter().map(|(_, record)| record).collect();
        let order = |records: &[String]| {
            let assessed = register(records, "");
            let ranked = assessed.assessments.iter().filter_map(|one| Some((one, one.rank.as_ref()?)));
            let told = ranked.map(|(one, rank)| {
                let cells: Vec<String> =
                    assessed.activity(one).entries.iter().map(|entry| entry.written.to_string()).collect();
                let signs: Vec<WorkSign> = rank.reasons.iter().map(|reason| reason.sign).collect();
                (rank.position, rank.step.clone(), signs, cells)
            });
            told.collect::<Vec<_>>()
        };
        let first = order(&records);
        prop_assert_eq!(&first, &order(&shuffled));
        let positions: Vec<usize> = first.iter().map(|(position, ..)| *position).collect();
        prop_assert_eq!(positions, (1..=first.len()).collect::<Vec<_>>());
        let steps: Vec<_> = first.iter().map(|(_, step, ..)| step.clone()).collect();
        prop_assert!(steps.is_sorted(), "{:?}", steps);
    }
}
