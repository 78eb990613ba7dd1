//! Which DPIAs are suggested for which processing: hand-written pairs that must and must not be, and what holds for all.

use proptest::prelude::*;
use ropa::matching::{EvidenceKind, SuggestOptions, Suggestion, Without, sets, suggest};
use ropa::model::Register;
use ropa_tests::registers::{import, rows, workbook};

const REGISTER: &str = "Behandlings-ID | Behandling | Organisation / enhet | Process | Ändamål | System
    P-01 | Utredning av ekonomiskt bistånd | Socialförvaltningen / Vuxna | 3.2.1 | Pröva rätten till bistånd | Linnea
    P-02 | Utbetalning av ekonomiskt bistånd | Socialförvaltningen / Vuxna | 3.2.2 | Betala ut bistånd | Linnea
    P-03 | Särskilt boende för äldre | Omsorgen / Äldre | 4.1.1 | Planera och ge omsorg | Provia
    P-04 | Rekrytering av personal | Stab / HR | 2.1.1 | Anställa rätt personer | Kvisten
    P-05 | Lönehantering | Stab / HR | 2.1.2 | Betala lön | Dalkarl
    P-06 | Elevers frånvaro | Skola / Grundskola | 5.1.1 | Följa upp frånvaro | Skolia
    P-07 | Elevhälsans journaler | Skola / Elevhälsa | 5.2.1 | Dokumentera vård | Skolia
    P-08 | Bygglov | Samhälle / Bygg | 6.1.1 | Pröva ansökan om bygglov | Arkipel
    P-09 | Strandskyddsdispens | Samhälle / Bygg | 6.1.2 | Pröva dispens | Arkipel
    P-10 | Trygghetslarm i ordinärt boende | Omsorgen / Äldre | 4.2.1 | Ge hjälp vid larm | Larmia
    P-11 | Faderskap | Socialförvaltningen / Familjerätt | 3.6.1 | Fastställa faderskap | Linnea
    P-12 | Föreningsbidrag | Kultur / Fritid | 8.1.1 | Pröva och betala ut bidrag | Aktivia";

fn register(activities: &str, dpias: &str) -> Register {
    import(&workbook(&[("Register", rows(activities)), ("KB", rows(dpias))])).register
}

fn names<'r>(register: &'r Register, found: &[Suggestion], dpia: usize, at_least: f64) -> Vec<&'r str> {
    let of = found.iter().filter(|one| one.dpia == dpia && one.score >= at_least);
    of.map(|one| &*register.activities[one.activity].key).collect()
}

#[test]
fn a_word_of_any_length_is_taken_in_its_stride() {
    let long = "utredningar".repeat(4_000);
    let activities = format!("{REGISTER}\n    P-13 | {long} | Stab | 1.1 | {long}x | {long}y");
    let dpias =
        format!("KB-ID | Konsekvensbedömning | Status\nKB-1 | {long} | Godkänd\nKB-2 | y{long} | Godkänd");
    let register = register(&activities, &dpias);
    let begun = std::time::Instant::now();
    let found = suggest(&register, &SuggestOptions::default());
    // Taken apart letter by letter, such a word takes a minute.
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    assert!(names(&register, &found, 0, 0.5).contains(&"P-13"));
}

#[test]
fn a_title_finds_the_processing_it_means() {
    // What the list calls it, and the record; the kind of difference is the comment.
    let cases = [
        // The same words, other forms, filler.
        ("Konsekvensbedömning av utredningar om ekonomiskt bistånd", "P-01"),
        ("KB avseende dataskydd för elevers frånvaro v2", "P-06"),
        // A compound, and its parts.
        ("DPIA biståndsutredning", "P-01"),
        ("Konsekvensbedömning - bidrag till föreningar", "P-12"),
        // An abbreviation.
        ("DPIA SÄBO", "P-03"),
        // Inflected.
        ("PKB lönehanteringen", "P-05"),
        ("Faderskapen", "P-11"),
        // A slip of the pen.
        ("DPIA strandskydsdispens", "P-09"),
        ("Konsekvensbedömning av trygghetslramen", "P-10"),
        // Other words for the same thing.
        ("DPIA - jobbsökande", "P-04"),
        ("Konsekvensbedömning för utredning av försörjningsstöd", "P-01"),
        ("KB: skolhälsovård", "P-07"),
        // With a place and a system.
        ("Konsekvensbedömning av bygglov (Bygg) i Arkipel", "P-08"),
    ];
    for (title, key) in cases {
        let dpias = format!("KB-ID | Konsekvensbedömning | Status\nKB-1 | {title} | Godkänd");
        let register = register(REGISTER, &dpias);
        let found = suggest(&register, &SuggestOptions::default());
        let best = found.first().map(|one| &*register.activities[one.activity].key);
        assert_eq!(best, Some(key), "{title}: {found:#?}");
        assert!(!found[0].evidence.is_empty() && found[0].evidence.iter().all(|why| !why.cells.is_empty()));
    }
}

#[test]
fn what_only_shares_words_is_not_suggested() {
    let cases = [
        // Nothing in common.
        "Molntjänst för kalender",
        "Drönare vid inmätning",
        // An act on something that the register does not have.
        "Utbetalning av hamnavgifter",
        "Utredning av olyckor i hamnen",
        // Only the unit's name, or a system that all use.
        "HR",
        "Excel",
        // Filler alone.
        "Konsekvensbedömning av personuppgiftsbehandling 2025",
    ];
    for title in cases {
        let dpias = format!("KB-ID | Konsekvensbedömning | Status\nKB-1 | {title} | Godkänd");
        let register = register(REGISTER, &dpias);
        let options = SuggestOptions { dpias: [0].into(), ..SuggestOptions::default() };
        let found = suggest(&register, &options);
        assert!(found.iter().all(|one| one.score < 0.8), "{title}: {found:#?}");
    }
}

#[test]
fn where_nothing_is_likely_it_is_said() {
    let register = register(
        "Behandlings-ID | Behandling\nP-1 | Bygglov\nP-2 | Lönehantering",
        "KB-ID | Konsekvensbedömning | Status\nKB-1 | Drönare vid inmätning | Godkänd\nKB-2 | Bygglov | Godkänd",
    );
    let options = SuggestOptions { dpias: [0, 1].into(), ..SuggestOptions::default() };
    let found = suggest(&register, &options);
    let without = Without::of(&register, &options, &found);
    assert_eq!((without.activities, without.dpias), (vec![1], vec![0]));
}

#[test]
fn an_id_or_a_case_number_is_found_in_any_cell() {
    let register = register(
        "Behandlings-ID | Behandling | Anteckningar | Beställarens kod
         PPB-7 | Akter | |
         PPB-8 | Register | Bedömdes i SN 2025/101 |
         PPB-9 | Listor | | KB-3",
        "KB-ID | Diarienummer | Konsekvensbedömning | Status | Villkor
         KB-1 | SN 2025/100 | Alfa | Godkänd | Gäller bara PPB-7
         KB-2 | SN 2025/101 | Beta | Godkänd |
         KB-3 | SN 2025/102 | Gamma | Godkänd |",
    );
    let found = suggest(&register, &SuggestOptions::default());
    let mut told: Vec<_> = found
        .iter()
        .map(|one| {
            let why = one.evidence.iter().find(|why| why.kind == EvidenceKind::Mention).unwrap();
            (one.activity, one.dpia, &*why.text, why.cells[0].place.to_string())
        })
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            (0, 0, "PPB-7", "E2".to_string()),
            (1, 1, "SN 2025/101", "C3".to_string()),
            (2, 2, "KB-3", "D4".to_string()),
        ]
    );
}

#[test]
fn a_name_that_is_denied_speaks_for_no_tie() {
    let register = register(
        "Behandlings-ID | Behandling | Anteckningar
         PPB-7 | Akter | Bedömdes inte i SN 2025/101
         PPB-8 | Register |
         PPB-9 | Listor | Inte KB-1. Se KB-2",
        "KB-ID | Diarienummer | Konsekvensbedömning | Status | Villkor
         KB-1 | SN 2025/101 | Alfa | Godkänd | Gäller ej PPB-8
         KB-2 | SN 2025/102 | Beta | Godkänd |",
    );
    let found = suggest(&register, &SuggestOptions { threshold: 0.0, ..SuggestOptions::default() });
    let mentioned =
        found.iter().filter(|one| one.evidence.iter().any(|why| why.kind == EvidenceKind::Mention));
    assert_eq!(mentioned.map(|one| (one.activity, one.dpia)).collect::<Vec<_>>(), [(2, 1)]);
}

#[test]
fn a_process_is_read_out_of_the_case_number() {
    let register = register(
        REGISTER,
        "KB-ID | Diarienummer | Konsekvensbedömning | Status\nKB-1 | 3.2.1-581/2015 | Ekonomiskt bistånd | Godkänd",
    );
    let found = suggest(&register, &SuggestOptions::default());
    let of = |key: &str| found.iter().find(|one| &*register.activities[one.activity].key == key).unwrap();
    let code = |one: &Suggestion| {
        one.evidence.iter().find(|why| why.kind == EvidenceKind::Process).map(|why| why.text.to_string())
    };
    assert_eq!(code(of("P-01")).as_deref(), Some("3.2.1"));
    assert!(of("P-01").score >= of("P-02").score);
}

#[test]
fn what_only_qualifies_a_title_does_not_hide_what_it_is_about() {
    let register = register(
        "Behandlings-ID | Behandling
         P-1 | Personlig assistans
         P-2 | Handläggning av orosanmälningar barn och unga
         P-3 | Boendestöd
         P-4 | Löner",
        "KB-ID | Konsekvensbedömning | Status
         KB-1 | Personlig assistans (LSS) | Godkänd
         KB-2 | KB orosanmälan 0-20 år | Godkänd",
    );
    let found = suggest(&register, &SuggestOptions::default());
    assert_eq!(names(&register, &found, 0, 0.5), ["P-1"]);
    assert_eq!(names(&register, &found, 1, 0.8), ["P-2"]);
}

#[test]
fn a_family_is_offered_as_a_set_that_is_named() {
    let register = register(
        REGISTER,
        "KB-ID | Konsekvensbedömning | Status | System\nKB-1 | Försörjningsstöd | Godkänd | Linnea",
    );
    let found = suggest(&register, &SuggestOptions::default());
    assert_eq!(names(&register, &found, 0, 0.5), ["P-01", "P-02"]);
    let sets = sets(&register, &found);
    assert_eq!(sets.len(), 1);
    let shared: Vec<_> = sets[0].shared.iter().map(|(kind, text)| (*kind, &**text)).collect();
    assert_eq!(
        shared,
        [
            (EvidenceKind::Title, "ekonomiskt bistånd"),
            (EvidenceKind::Process, "3.2"),
            (EvidenceKind::System, "Linnea"),
            (EvidenceKind::Unit, "Socialförvaltningen / Vuxna"),
        ]
    );
}

#[test]
fn a_settled_pair_is_not_suggested_and_a_dpia_may_ask_for_itself() {
    let register = register(REGISTER, "KB-ID | Konsekvensbedömning | Status\nKB-1 | Bygglov | Godkänd");
    let none = SuggestOptions { activities: Some([].into()), ..SuggestOptions::default() };
    assert!(suggest(&register, &none).is_empty());
    let asks = SuggestOptions { dpias: [0].into(), ..none.clone() };
    assert_eq!(names(&register, &suggest(&register, &asks), 0, 0.4), ["P-08"]);
    let settled = SuggestOptions { settled: [(7, 0)].into(), ..asks };
    assert!(names(&register, &suggest(&register, &settled), 0, 0.4).is_empty());
}

const TITLES: [&str; 8] = [
    "utredning av bistånd",
    "Faderskap",
    "DPIA löner",
    "bygglov i Arkipel",
    "SÄBO",
    "konsekvensbedömning",
    "",
    "elevers frånvaro v2",
];

fn line() -> impl Strategy<Value = (usize, bool, bool, bool)> {
    (0..TITLES.len(), any::<bool>(), any::<bool>(), any::<bool>())
}

fn all(register: &Register) -> Vec<Suggestion> {
    suggest(register, &SuggestOptions { threshold: 0.0, most: usize::MAX, ..SuggestOptions::default() })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn scores_are_likelihoods_and_the_same_each_time(lines in prop::collection::vec(line(), 0..6)) {
        let dpias: Vec<String> = lines
            .iter()
            .enumerate()
            .map(|(at, (title, system, ..))| {
                format!("KB-{at} | {} | Godkänd | {}", TITLES[*title], if *system { "Linnea" } else { "" })
            })
            .collect();
        let register = register(REGISTER, &format!("KB-ID | Konsekvensbedömning | Status | System\n{}", dpias.join("\n")));
        let found = all(&register);
        prop_assert!(found.iter().all(|one| (0.0..=1.0).contains(&one.score)));
        prop_assert!(found.windows(2).all(|two| two[0].score >= two[1].score));
        prop_assert_eq!(found, all(&register));
    }

    #[test]
    fn more_evidence_never_lowers_a_score(title in 0..TITLES.len(), of in 0..12usize, what in 0..4usize) {
        let line = |more: bool| {
            let fields = REGISTER.lines().nth(of + 1).unwrap().split('|').map(str::trim).collect::<Vec<_>>();
            let said = |at: usize, text: String| if more && what == at { text } else { String::new() };
            let case = if more && what == 0 { format!("{}-100/2025", fields[3]) } else { "100/2025".into() };
            format!(
                "KB-1 | {case} | {} | Godkänd | {} | {} | {}",
                TITLES[title],
                said(1, fields[2].to_string()),
                said(2, fields[5].to_string()),
                said(3, format!("Se {}", fields[0])),
            )
        };
        let header = "KB-ID | Diarienummer | Konsekvensbedömning | Status | Enhet | System | Anteckningar";
        let score = |more: bool| {
            let register = register(REGISTER, &format!("{header}\n{}", line(more)));
            all(&register).into_iter().find(|one| one.activity == of).map_or(0.0, |one| one.score)
        };
        prop_assert!(score(true) >= score(false) - 1e-9, "{} {}", score(true), score(false));
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter(by in 1..11usize) {
        let lines: Vec<&str> = REGISTER.lines().collect();
        let mut turned = lines[1..].to_vec();
        turned.rotate_left(by);
        let turned = format!("{}\n{}", lines[0], turned.join("\n"));
        let dpias = "KB-ID | Konsekvensbedömning | Status\nKB-1 | DPIA försörjningsstöd | Godkänd\nKB-2 | Bygglov | Godkänd";
        let told = |text: &str| {
            let register = register(text, dpias);
            let mut told: Vec<(String, usize, i64)> = all(&register)
                .iter()
                .map(|one| (register.activities[one.activity].key.to_string(), one.dpia, (one.score * 1e6).round() as i64))
                .collect();
            told.sort();
            told
        };
        prop_assert_eq!(told(REGISTER), told(&turned));
    }
}
