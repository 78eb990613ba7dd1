//! The file kept by hand: what is blank is not nought, and what is wrong is pointed at.

use super::{DAY, SIDE, folder, in_folder, json, said};
use serde_json::Value;

/// The figures that no register holds.
const BY_HAND: [&str; 12] = [
    "incidents",
    "incidents_notified",
    "notified_in_time",
    "requests",
    "requests_in_time",
    "complaints",
    "training_sessions",
    "staff_trained",
    "officer_time",
    "documents_decided",
    "document_review_passed",
    "closed_since_last",
];

#[test]
fn blank_is_not_stated_and_never_nought() {
    let report = json(&["socialnamnden.xlsx"]);
    for kind in &BY_HAND[..11] {
        assert_eq!(said(&report, kind), "not_given", "{kind}");
    }
    assert_eq!(said(&report, BY_HAND[11]), "no_last");
}

#[test]
fn what_is_given_is_told() {
    let folder = folder(&[("arsuppgifter.toml", SIDE)]);
    let call = [&DAY[..], &["register.xlsx", "--format", "json"]].concat();
    let (told, _) = in_folder(folder.path(), &call, 1);
    let report: Value = serde_json::from_str(&told).unwrap();
    for (kind, expected) in [
        ("incidents", "4"),
        ("incidents_notified", "2 of 4"),
        ("notified_in_time", "1 of 2"),
        ("requests_in_time", "11 of 12"),
        ("complaints", "not_given"),
        ("staff_trained", "140 of 410"),
        ("officer_time", "20"),
        ("documents_decided", "1 of 1"),
        ("document_review_passed", "1 of 1"),
    ] {
        assert_eq!(said(&report, kind), expected, "{kind}");
    }
    assert_eq!(report["notes"]["incidents"]["opinion"], "Godtagbart");
    let (text, _) = in_folder(folder.path(), &[&DAY[..], &["register.xlsx"]].concat(), 1);
    for told in ["Granskarens egen bedömning: Godtagbart", "uppgift saknas", "20 procent av heltid"] {
        assert!(text.contains(told), "{told}");
    }
    assert!(text.contains("2026-1: Öva incidentrutinen en gång per halvår. Lämnad 2026-11-23."));
    assert!(text.contains("REK-01: Gör klart de påbörjade bedömningarna före sommaren."));
}

#[test]
fn what_is_wrong_is_told_with_its_place_in_both_languages() {
    for (text, place, sv, en) in [
        ("[incidenter]\nantl = 1\n", "2", "nyckeln ”antl” finns inte. Menades antal?", "antl"),
        ("[incidenter]\nantal = \"tre\"\n", "2", "”antal” ska vara ett heltal", "whole number"),
        (
            "[incidenter]\nantal = -4\n",
            "2",
            "”antal” är -4; skriv ett heltal från 0",
            "is -4; write a whole number from 0",
        ),
        (
            "[ombud]\nprocent_av_heltid = 250\n",
            "2",
            "är 250; skriv ett heltal från 0 till 100",
            "from 0 to 100",
        ),
        (
            "[[rekommendationer]]\nid = \"REK-99\"\n",
            "1",
            "id ”REK-99” är ingen av rapportens",
            "\"REK-99\" is none of",
        ),
        ("[incidenter]\nantal = 1\nanmalda = 2\n", "3", "”anmalda” är större än ”antal”", "more than"),
        ("[[styrdokument]]\nnamn = \"A\"\nbeslutad = \"i fjol\"\n", "3", "ett datum", "a date"),
        ("[[styrdokument]]\nbeslutad = 2024-01-01\n", "1", "en rad saknar ”namn”", "lacks"),
        ("[[rekommendationer]]\nid = \"A\"\nstatus = \"nja\"\n", "3", "klar, pagar, ej", "nja"),
        ("[incidenter\n", "1", "går inte att läsa som TOML", "TOML"),
    ] {
        let folder = folder(&[("arsuppgifter.toml", text)]);
        for (lang, expected) in [("sv", sv), ("en", en)] {
            let (_, told) = in_folder(folder.path(), &["report", "register.xlsx", "--lang", lang], 2);
            let line = if lang == "sv" { format!("rad {place}") } else { format!("line {place}") };
            assert!(told.contains("arsuppgifter.toml") && told.contains(&line), "{text}: {told}");
            assert!(told.contains(expected), "{text}: {told}");
        }
    }
}

#[test]
fn what_init_writes_can_be_read_with_every_line_in_use() {
    for lang in ["sv", "en"] {
        let folder = folder(&[]);
        let (told, _) = in_folder(folder.path(), &["init", "--lang", lang], 0);
        assert!(told.contains("arsuppgifter.toml"), "{told}");
        let path = folder.path().join("arsuppgifter.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        ropa::yearly::ByHand::parse(&text).unwrap();
        let used: Vec<&str> = text
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest) if rest.contains(" = ") || rest.starts_with('[') => rest,
                _ => line,
            })
            .collect();
        let read = ropa::yearly::ByHand::parse(&used.join("\n")).unwrap();
        assert_eq!((read.incidents, read.documents.len(), read.recommendations.len()), (Some(4), 1, 2));
        // It is never written over.
        std::fs::write(&path, "# mitt\n").unwrap();
        in_folder(folder.path(), &["init"], 2);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "# mitt\n");
        // A folder that was set up before gets it all the same.
        std::fs::remove_file(&path).unwrap();
        in_folder(folder.path(), &["init", "--lang", lang], 0);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn a_recommendation_that_says_nothing_is_told_with_what_to_do() {
    let side = "[[rekommendationer]]\nid = \"2025-1\"\nstatus = \"klar\"\n";
    let folder = folder(&[("arsuppgifter.toml", side)]);
    let (_, told) = in_folder(folder.path(), &["report", "register.xlsx"], 2);
    assert!(told.contains("arsuppgifter.toml: rekommendationen med id ”2025-1”"), "{told}");
    assert!(told.contains("Skriv text för den") && told.contains("--last"), "{told}");
}

#[test]
fn the_head_names_the_board_and_the_officer() {
    let folder = folder(&[("arsuppgifter.toml", "[ombud]\nnamn = \"Ombud Exempel\"\n")]);
    let (text, _) = in_folder(folder.path(), &[&DAY[..], &["register.xlsx"]].concat(), 1);
    let head = text.split("Till nämnden").next().unwrap();
    assert!(head.contains("Nämnd: Socialnämnden i Björkvallen."), "{head}");
    assert!(head.contains("Dataskyddsombud: Ombud Exempel."), "{head}");
    let settings =
        "files = [\"register.xlsx\"]\n[controller]\nboard = \"Nämnden själv\"\ndpo = \"Ett annat ombud\"\n";
    std::fs::write(folder.path().join("ropa.toml"), settings).unwrap();
    std::fs::remove_file(folder.path().join("arsuppgifter.toml")).unwrap();
    let (text, _) = in_folder(folder.path(), &DAY, 1);
    let head = text.split("Till nämnden").next().unwrap();
    assert!(
        head.contains("Nämnd: Nämnden själv.") && head.contains("Dataskyddsombud: Ett annat ombud."),
        "{head}"
    );
}
