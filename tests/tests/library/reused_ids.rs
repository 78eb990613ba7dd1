//! Ids that have been given to other records since a row beside the register was written.

use ropa::gaps::{GapKind, LinkIssue};
use ropa::import::{Importer, Profile};
use ropa::law::RulePacks;
use ropa::ledger::{AnswerStatus, TracedLink, trace, trace_answers};
use ropa::ledger::{read_answers, read_decisions, read_links};
use ropa::model::Register;
use ropa::screening::Fingerprint;
use ropa::workbook::{Limits, Workbook, read_workbook};
use ropa_tests::registers::{Case, need_of_first};
use std::sync::LazyLock;

static PACKS: LazyLock<RulePacks> = LazyLock::new(RulePacks::builtin);

fn as_of() -> chrono::NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn book(name: &str, text: &str) -> Workbook {
    read_workbook(name, text.as_bytes(), &Limits::default()).unwrap()
}

/// A register of these activities, each of which needs a DPIA, and a list of these DPIAs.
fn register(activities: &[&str], dpias: &[&str]) -> Register {
    let header = "ID;Behandling;Enhet;Ändamål;Känsliga personuppgifter;Kategorier av registrerade";
    let activities = format!("{header}\n{}\n", activities.join("\n"));
    let dpias =
        format!("KB-ID;Diarienummer;Konsekvensbedömning;Version;Status;Godkänd\n{}\n", dpias.join("\n"));
    let books = [book("register.csv", &activities), book("kb.csv", &dpias)];
    Importer::new(Profile::builtin()).import(&books).register
}

const TIES: &str = "Nyckel;Behandling;Enhet;KB-nyckel;Konsekvensbedömning;Koppling;Av;Den";
const LARM: &str = "KB-1;;Larm;;Godkänd;2025-01-01";

fn states(row: &str, register: &Register) -> TracedLink {
    let ties =
        read_links(&book("kopplingar.csv", &format!("{TIES}\n{row};Koppla;Ombudet;2025-12-01\n"))).unwrap();
    trace(&ties, register).remove(0)
}

fn activity(row: &str, activities: &[&str]) -> Result<usize, Vec<usize>> {
    let state = states(row, &register(activities, &[LARM]));
    state.activity.ok_or(state.activity_candidates)
}

fn dpia(row: &str, dpias: &[&str]) -> Result<usize, Vec<usize>> {
    let state = states(row, &register(&["A-1;Larm;;Hjälpa;Ja;Äldre"], dpias));
    state.dpia.ok_or(state.dpia_candidates)
}

#[test]
fn an_id_finds_its_record_only_where_the_name_fits() {
    let tie = "A-1;Trygghetslarm;Äldre;KB-1;Larm";
    for (activities, expected) in [
        // As it was, in another unit, and with another name.
        (&["A-1;Trygghetslarm;Äldre;Hjälpa;Ja;Äldre"][..], Ok(0)),
        (&["A-1;Trygghetslarm;Omsorg;Hjälpa;Ja;Äldre"], Ok(0)),
        (&["A-1;Larm i hemmet;Äldre;Hjälpa;Ja;Äldre"], Ok(0)),
        (&["A-1;Trygghetlarm;Äldre;Hjälpa;Ja;Äldre"], Ok(0)),
        // Another record now.
        (&["A-1;Lönehantering;Äldre;Betala;Ja;Anställda"], Err(vec![0])),
        (
            &["A-1;Lönehantering;HR;Betala;Ja;Anställda", "A-2;Trygghetslarm;Äldre;Hjälpa;Ja;Äldre"],
            Err(vec![1, 0]),
        ),
        // The names are alike, and another has the one that was kept.
        (
            &["A-1;Larm i hemmet;Äldre;Hjälpa;Ja;Äldre", "A-2;Trygghetslarm;Äldre;Hjälpa;Ja;Äldre"],
            Err(vec![1, 0]),
        ),
        // A unit that has one of the same name had it all along.
        (&["A-1;Larm i hemmet;Äldre;Hjälpa;Ja;Äldre", "A-2;Trygghetslarm;Vuxna;Hjälpa;Ja;Äldre"], Ok(0)),
        (&["A-2;Trygghetslarm;Äldre;Hjälpa;Ja;Äldre"], Err(vec![0])),
    ] {
        assert_eq!(activity(tie, activities), expected, "{activities:?}");
    }
    // A row that keeps no name has the id alone to go by.
    assert_eq!(activity("A-1;;;KB-1;Larm", &["A-1;Lönehantering;HR;Betala;Ja;Anställda"]), Ok(0));
    assert_eq!(activity("A-1;A-1;;KB-1;Larm", &["A-1;Lönehantering;HR;Betala;Ja;Anställda"]), Ok(0));
}

#[test]
fn a_number_after_a_key_is_the_order_of_last_year() {
    let of = ["A-1;Larm;;Hjälpa;Ja;Äldre", "A-1;Oro;;Utreda;Ja;Barn", "A-2;Löner;;Betala;Ja;Anställda"];
    for (tie, expected) in [
        ("A-1;Larm", Ok(0)),
        ("A-1;Oro", Ok(1)),
        ("A-1#2;Larm", Ok(0)),
        ("A-1#2;Oro", Ok(1)),
        ("A-1#3;Oro", Ok(1)),
    ] {
        assert_eq!(activity(&format!("{tie};;KB-1;Larm"), &of), expected, "{tie}");
    }
    assert_eq!(activity("A-1#2;Oro och tillsyn;;KB-1;Larm", &of), Err(vec![1]));
    // Of two that had no id and one name, it cannot be told which is left.
    assert_eq!(activity("oro#2;Oro;;KB-1;Larm", &[";Oro;;Utreda;Ja;Barn"]), Err(vec![0]));
    assert_eq!(activity("oro#2;Oro;;KB-1;Larm", &[";Oro;;Utreda;Ja;Barn", ";Oro;;Utreda;Ja;Barn"]), Ok(1));
}

#[test]
fn a_key_finds_its_dpia_only_where_the_title_fits() {
    let tie = "A-1;Larm;;KB-2;Konsekvensbedömning av larm";
    for (dpias, expected) in [
        (&["KB-2;;Larm;;Utkast;"][..], Ok(0)),
        (&["KB-2;;DPIA trygghetslarm;;Utkast;"], Ok(0)),
        (&["KB-2;;Anmälningar om oro;;Godkänd;2025-01-01"], Err(vec![0])),
        (&["KB-2;;Anmälningar om oro;;Godkänd;2025-01-01", "KB-1;;Larm;;Utkast;"], Err(vec![1, 0])),
        (&["KB-9;;Larm;;Utkast;"], Ok(0)),
        (&["KB-9;;Löner;;Utkast;"], Err(vec![])),
    ] {
        assert_eq!(dpia(tie, dpias), expected, "{dpias:?}");
    }
}

#[test]
fn a_case_that_holds_several_dpias_is_told_apart_by_their_titles() {
    let (larm, oro) = (
        ";SN 2024/10;Trygghetslarm;1.0;Utkast;",
        ";SN 2024/10;Digital tillsyn nattetid;2.0;Godkänd;2025-02-01",
    );
    for dpias in [[larm, oro], [oro, larm]] {
        let at = |of: &str| dpias.iter().position(|dpia| *dpia == of).unwrap();
        for key in ["SN 2024/10", "SN 2024/10#2"] {
            assert_eq!(
                dpia(&format!("A-1;Larm;;{key};Trygghetslarm"), &dpias),
                Ok(at(larm)),
                "{key} {dpias:?}"
            );
            assert_eq!(
                dpia(&format!("A-1;Larm;;{key};Digital tillsyn nattetid"), &dpias),
                Ok(at(oro)),
                "{key} {dpias:?}"
            );
        }
        assert!(dpia("A-1;Larm;;SN 2024/10;Löner", &dpias).is_err());
    }
}

#[test]
fn a_record_that_says_all_that_it_did_is_the_same_under_any_name() {
    let row = format!("{TIES};Fingeravtryck\nA-1;Trygghetslarm;Äldre;KB-1;Larm;Koppla;Ombudet;2025-12-01;");
    let then = register(&["A-1;Trygghetslarm;Äldre;Hjälpa;Ja;Äldre"], &[LARM]);
    let (facts, need) = need_of_first(&then);
    let fingerprint = Fingerprint::of_link(&then.activities[0], &facts, &need, &PACKS);
    let ties = read_links(&book("kopplingar.csv", &format!("{row}{fingerprint}\n"))).unwrap();
    let found = |activities: &[&str]| trace(&ties, &register(activities, &[LARM]))[0].activity;
    assert_eq!(found(&["A-1;Kallelse av hjälp;Äldre;Hjälpa;Ja;Äldre"]), Some(0));
    assert_eq!(found(&["A-1;Lönehantering;HR;Betala;Ja;Äldre"]), None);
    // What another record says too tells nothing.
    assert_eq!(
        found(&["A-1;Kallelse av hjälp;Äldre;Hjälpa;Ja;Äldre", "A-2;Dagverksamhet;Äldre;Hjälpa;Ja;Äldre"]),
        None
    );
}

#[test]
fn what_was_said_of_one_record_does_not_count_for_the_one_that_has_its_id_now() {
    let now = register(
        &["A-2;Trygghetslarm;Äldre;Hjälpa;Ja;Äldre", "A-1;Placering;Barn;Placera;Ja;Barn"],
        &["KB-1;;Larm;;Godkänd;2025-01-01"],
    );
    let ties = format!("{TIES}\nA-1;Trygghetslarm;Äldre;KB-1;Larm;Koppla;Ombudet;2025-12-01\n");
    let ties = read_links(&book("kopplingar.csv", &ties)).unwrap();
    let decisions = "Nyckel;Behandling;Beslut;Konsekvensbedömning;Omfattning;Beslutat av;Beslutat den\n\
        A-1;Trygghetslarm;Täcks av;KB-1;Samma;Nämnden;2025-12-01\n";
    let decisions = read_decisions(&book("beslut.csv", decisions)).unwrap();
    let case = Case { as_of: as_of(), links: &ties, decisions: &decisions, ..Case::default() };
    let assessed = case.assess(&now);
    assert_eq!(assessed.orphan_decisions[0].candidates, [0, 1]);
    assert!(assessed.assessments.iter().all(|one| one.gap.as_ref().unwrap().kind == GapKind::NoDpia));
    assert_eq!(assessed.check_links().ledger[0].issues, [LinkIssue::Orphaned]);

    let answers = "Nyckel;Behandling;Fråga;Svar;Motivering;Besvarat av;Datum\nA-1;Trygghetslarm;K8;Nej;Gammal teknik;Ombudet;2025-12-01\n";
    let answers = read_answers(&book("svar.csv", answers)).unwrap();
    let states = trace_answers(&answers, &now, as_of());
    assert_eq!((states[0].standing, &states[0].candidates), (AnswerStatus::Orphan, &vec![0, 1]));
}
