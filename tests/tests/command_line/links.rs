//! Assignments suggested, judged in a workbook, kept in a ledger and counted, also in next year's export.

use crate::program;
use ropa::workbook::{Limits, read_workbook};
use ropa_tests::assert_follows;
use serde_json::Value;
use std::path::Path;

const HEADER: &str = "ID;Behandling;Enhet;Ändamål;Kategorier av registrerade;Känsliga personuppgifter;System;Referens till konsekvensbedömning";
const REGISTER: [&str; 4] = [
    "P1;Utredning av barns behov av skydd;Barn;Utreda om barn behöver skydd;Barn;Hälsa;Linnea;",
    "P2;Trygghetslarm i ordinärt boende;Äldre;Ge hjälp vid larm;Äldre;Hälsa;Larmia;",
    "P3;Serveringstillstånd;Tillstånd;Pröva tillstånd;Sökande;Hälsa;Tillia;",
    "P4;Elevers frånvaro;Skola;Följa upp frånvaro;Elever;Hälsa;Skolia;",
];
const DPIAS: &str = "KB-ID;Konsekvensbedömning;Status;Färdigställd;Godkänd;Godkänd av\n\
    KB-1;Konsekvensbedömning av utredningar om barns skydd;Godkänd;2026-01-10;2026-01-15;Nämnden\n\
    KB-2;DPIA trygghetslarmen;Godkänd;2026-01-10;2026-01-15;Nämnden\n\
    KB-3;Molntjänst för kalender;Godkänd;2026-01-10;2026-01-15;Nämnden\n";

fn write(folder: &Path, rows: &[String]) {
    std::fs::write(folder.join("register.csv"), format!("{HEADER}\n{}\n", rows.join("\n"))).unwrap();
    std::fs::write(folder.join("kb.csv"), DPIAS).unwrap();
}

fn ropa(folder: &Path, args: &[&str], status: i32) -> String {
    let files = ["register.csv", "kb.csv", "--as-of", "2026-11-24"];
    let done = program::ropa(folder).args(args).args(files).assert().code(status);
    let told = if status == 2 { &done.get_output().stderr } else { &done.get_output().stdout };
    String::from_utf8(told.clone()).unwrap()
}

fn without_dpia(folder: &Path, more: &[&str]) -> Vec<String> {
    let list: Value =
        serde_json::from_str(&ropa(folder, &[&["gaps", "--format", "json"], more].concat(), 1)).unwrap();
    let mut ids: Vec<String> = list["activities"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["link"]["dpias"].as_array().is_none_or(Vec::is_empty))
        .map(|one| one["id"].as_str().unwrap().to_string())
        .collect();
    ids.sort();
    ids
}

/// Reads a review workbook and writes it as a person would send it back, with a choice and a scope for each DPIA.
fn filled(folder: &Path, choose: impl Fn(&str) -> [&'static str; 2]) {
    let bytes = std::fs::read(folder.join("granskning.xlsx")).unwrap();
    let book = read_workbook("granskning.xlsx", &bytes, &Limits::default()).unwrap();
    let mut text = String::new();
    let mut headers: Vec<String> = Vec::new();
    for (row, cells) in book.sheets[0].rows() {
        let mut columns = vec![String::new(); 13];
        cells.iter().for_each(|cell| columns[cell.place.col as usize] = cell.text.replace('"', "\"\""));
        let at = |header: &str| headers.iter().position(|known| known == header).unwrap();
        if row == 0 {
            headers = columns.clone();
        } else {
            let [choice, scope] = choose(&columns[at("KB-nyckel")]);
            let (choice_at, scope_at) = (at("Koppling"), at("Omfattning"));
            columns[choice_at] = choice.to_string();
            columns[scope_at] = scope.to_string();
        }
        let quoted: Vec<_> = columns.iter().map(|column| format!("\"{column}\"")).collect();
        text += &quoted.join(";");
        text.push('\n');
    }
    std::fs::write(folder.join("ifylld.csv"), text).unwrap();
}

#[test]
fn accepted_ties_close_exactly_their_gaps_and_survive_the_next_export() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let rows: Vec<String> = REGISTER.map(String::from).to_vec();
    write(here, &rows);
    insta::assert_snapshot!("suggest_sv", ropa(here, &["link", "suggest"], 1));
    assert_eq!(without_dpia(here, &[]), ["P1", "P2", "P3", "P4"]);
    ropa(here, &["link", "review", "-o", "granskning.xlsx"], 1);
    filled(here, |dpia| if dpia == "KB-1" { ["Koppla", "Hela behandlingen"] } else { ["Avvisa", ""] });
    let told = ropa(here, &["link", "apply", "--by", "Samordnaren", "ifylld.csv"], 0);
    assert!(told.contains("1 kopplade, 1 avvisade, 0 oklara"), "{told}");
    let ledger = ["--links", "kopplingar.csv"];
    assert_eq!(without_dpia(here, &ledger), ["P2", "P3", "P4"]);
    // What was rejected is not suggested again, what is tied neither.
    let again = ropa(here, &["link", "suggest", "--links", "kopplingar.csv"], 0);
    assert!(again.contains("0 förslag"), "{again}");

    let kept = std::fs::read_to_string(here.join("kopplingar.csv")).unwrap();
    assert!(
        kept.contains("Hela behandlingen")
            && kept.contains("criteria=")
            && kept.contains("rule.D-WP248-2=eu-gdpr@"),
        "{kept}"
    );

    // Next year: other names, other order, one record gone.
    let renamed = rows[0].replace("Utredning av barns behov av skydd", "Barnavårdsutredningar");
    write(here, &[rows[3].clone(), renamed, rows[1].clone()]);
    assert_eq!(without_dpia(here, &ledger), ["P2", "P4"]);
    assert!(
        ropa(here, &["link", "list", "--links", "kopplingar.csv"], 0)
            .contains("P1 Barnavårdsutredningar <- KB-1")
    );

    // A change that bears on the risk overtakes the assessment.
    write(here, &[rows[0].replace(";Linnea;", ";Linnea; Nya Linnea;"), rows[1].clone()]);
    // The ledger of the folder is found without being named.
    let list = ropa(here, &["link", "list"], 0);
    assert!(list.contains("KOPPLINGAR (2)") && list.contains("omfattar ”Hela behandlingen”"), "{list}");
    assert!(!list.contains("ändrat"), "a column of another kind is no change: {list}");
    write(here, &[rows[0].replace("Linnea", "Havsörn"), rows[1].clone()]);
    let list = ropa(here, &["link", "list", "--links", "kopplingar.csv"], 1);
    let list = list.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(list.contains("registreringen har ändrats sedan dess (System) [R-STALE-01]"), "{list}");
    let check = ropa(here, &["link", "check", "--links", "kopplingar.csv"], 1);
    let check = check.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(check.contains("ändrat sedan kopplingen gjordes: System"), "{check}");
    let gaps: Value =
        serde_json::from_str(&ropa(here, &["gaps", "--format", "json", "--links", "kopplingar.csv"], 1))
            .unwrap();
    let first = gaps["activities"].as_array().unwrap().iter().find(|one| one["id"] == "P1").unwrap();
    assert_eq!(first["link"]["status"], "stale");

    // A link follows its record to another id and a name that is spelled otherwise.
    write(here, &[rows[0].replace("P1;Utredning av barns", "P9;Utredningar av barns"), rows[1].clone()]);
    let list = ropa(here, &["link", "list", "--links", "kopplingar.csv"], 0);
    let list = list.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(list.contains("P9 Utredningar av barns behov av skydd <- KB-1"), "{list}");
}

#[test]
fn one_tie_is_accepted_or_rejected_at_the_prompt() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here, &REGISTER.map(String::from));
    ropa(here, &["link", "accept", "--by", "Ombudet", "P2", "KB-2"], 0);
    assert_eq!(without_dpia(here, &["--links", "kopplingar.csv"]), ["P1", "P3", "P4"]);
    ropa(here, &["link", "accept", "--by", "Ombudet", "--reject", "P2", "DPIA trygghetslarmen"], 0);
    assert_eq!(without_dpia(here, &["--links", "kopplingar.csv"]), ["P1", "P2", "P3", "P4"]);
    let told = ropa(here, &["link", "accept", "--by", "Ombudet", "P2", "KB-9"], 2);
    assert!(told.contains("KB-9"), "{told}");
    let told = ropa(here, &["link", "accept", "--by", "Ombudet", "P2", "trygghetslarm"], 2);
    assert!(told.contains("Menades KB-2 (DPIA trygghetslarmen)?"), "{told}");
}

#[test]
fn json_follows_the_published_schema_and_a_wrong_choice_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here, &REGISTER.map(String::from));
    ropa(here, &["link", "accept", "--by", "Ombudet", "P2", "KB-2"], 0);
    let told: Value = serde_json::from_str(&ropa(
        here,
        &["link", "suggest", "--format", "json", "--links", "kopplingar.csv"],
        1,
    ))
    .unwrap();
    assert_follows("links-1", &told);
    assert_eq!(told["suggestions"][0]["activity"]["key"], "P1");
    std::fs::write(here.join("fel.csv"), "Nyckel;KB-nyckel;Koppling\nP1;KB-1;Kanske\n").unwrap();
    let told = ropa(here, &["link", "apply", "--by", "Ombudet", "fel.csv"], 2);
    assert!(told.contains("fel!C2: ”Kanske” är inget av: koppla, avvisa, oklart"), "{told}");
}

fn gap_of(folder: &Path, id: &str) -> Value {
    let list: Value =
        serde_json::from_str(&ropa(folder, &["gaps", "--format", "json", "--links", "kopplingar.csv"], 1))
            .unwrap();
    list["activities"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone()
}

#[test]
fn the_scope_of_a_tie_says_what_it_covers() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here, &REGISTER.map(String::from));
    ropa(here, &["link", "accept", "--by", "Ombudet", "--scope", "endast larmmottagningen", "P2", "KB-2"], 0);
    let partial = gap_of(here, "P2");
    assert_eq!(partial["gap"]["kind"], "dpia_partial");
    assert_eq!(partial["link"]["dpias"][0]["scope"], "endast larmmottagningen");
    assert_eq!(partial["link"]["dpias"][0]["reasons"][0]["rule"], "S-PART");
    // Judged anew, the tie takes the place of the old one.
    ropa(here, &["link", "accept", "--by", "Ombudet", "--scope", "hela behandlingen", "P2", "KB-2"], 0);
    assert!(gap_of(here, "P2")["gap"].is_null());
    assert_eq!(std::fs::read_to_string(here.join("kopplingar.csv")).unwrap().lines().count(), 2);
}

#[test]
fn a_gap_shows_its_likeliest_dpia_and_stays_a_gap() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here, &REGISTER.map(String::from));
    ropa(here, &["link", "accept", "--by", "Ombudet", "--reject", "P2", "KB-2"], 0);
    let first = gap_of(here, "P1");
    assert_eq!(
        (first["link"]["candidate"]["id"].as_str(), first["gap"]["kind"].as_str()),
        (Some("KB-1"), Some("no_dpia"))
    );
    assert!(first["link"]["dpias"].as_array().unwrap().is_empty());
    // What was rejected is no candidate.
    assert!(gap_of(here, "P2")["link"]["candidate"].is_null());
    let text = ropa(here, &["gaps", "--links", "kopplingar.csv"], 1);
    assert!(
        text.contains("trolig koppling: KB-1 Konsekvensbedömning av utredningar om barns skydd (0,"),
        "{text}"
    );
    let csv = ropa(here, &["gaps", "--format", "csv", "--links", "kopplingar.csv"], 1);
    assert!(csv.contains(";Trolig koppling;Hur trolig;") && csv.contains(";KB-1;0,9"), "{csv}");
}

const LEDGER: &str = "Nyckel;Behandling;Enhet;KB-nyckel;Konsekvensbedömning;Koppling;Omfattning;Hur den hittades;Av;Den;Fingeravtryck;Anteckning
P1;;;KB-1;;Koppla;;;Ombudet;2026-01-20;;
P1;;;KB-1;;Koppla;;;Ombudet;2026-01-21;;
P2;;;KB-2;;Koppla;;;Ombudet;2026-01-20;;
P2;;;KB-2;;Avvisa;;;Ombudet;2026-01-22;;
P3;;;KB-3;;Avvisa;;;Ombudet;2026-01-20;;
P9;Elevers frånvaro;;KB-1;;Koppla;;;Ombudet;2026-01-20;;
P4;;;KB-9;;Koppla;;;;;;
";

#[test]
fn check_says_everything_that_is_wrong_with_the_ties() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let mut rows = REGISTER.map(String::from);
    rows[2].push_str("KB-3");
    write(here, &rows);
    std::fs::write(here.join("kopplingar.csv"), LEDGER).unwrap();
    insta::assert_snapshot!("check_sv", ropa(here, &["link", "check"], 1));
    insta::assert_snapshot!("check_en", ropa(here, &["link", "check", "--lang", "en"], 1));
    insta::assert_snapshot!("list_sv", ropa(here, &["link", "list"], 1));
    let told: Value = serde_json::from_str(&ropa(here, &["link", "check", "--format", "json"], 1)).unwrap();
    assert_follows("links-1", &told);
    let issues: Vec<String> =
        told["ledger"].as_array().unwrap().iter().map(|row| row["issues"].to_string()).collect();
    assert_eq!(
        issues,
        [
            "[\"duplicate\"]",
            "[]",
            "[\"accepted_and_rejected\"]",
            "[\"accepted_and_rejected\"]",
            "[\"contradicted\"]",
            "[\"orphaned\"]",
            "[\"dpia_gone\",\"unsigned\",\"undated\"]",
        ]
    );
    // The later rejection counts; what the register says itself is followed all the same.
    let keys = |list: &str| -> Vec<String> {
        told[list].as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap().to_string()).collect()
    };
    assert_eq!(keys("in_need"), ["P2", "P4"]);
    assert_eq!(keys("unlinked_dpias"), ["KB-2"]);

    std::fs::write(here.join("kb.csv"), DPIAS).unwrap();
    let clean = "Nyckel;KB-nyckel;Koppling;Av;Den\nP1;KB-1;Koppla;Ombudet;2026-01-20\nP2;KB-2;Koppla;Ombudet;2026-01-20\nP4;KB-1;Koppla;Ombudet;2026-01-20\n";
    std::fs::write(here.join("kopplingar.csv"), clean).unwrap();
    let told = ropa(here, &["link", "check"], 0);
    assert!(told.contains("Inget att åtgärda"), "{told}");
    // A column that no reader knows would be lost when the ledger is written anew.
    std::fs::write(
        here.join("kopplingar.csv"),
        clean.replacen("Koppling;", "Koppling;Beslutsgrund;", 1).replace("Koppla;", "Koppla;x;"),
    )
    .unwrap();
    let told = ropa(here, &["link", "check"], 2);
    assert!(told.contains("Beslutsgrund"), "{told}");
}

/// A list of gaps as JSON and as text, read with the ledger.
fn gaps(folder: &Path, status: i32) -> (Value, String) {
    let told = |more: &[&str]| ropa(folder, &[&["gaps", "--links", "kopplingar.csv"], more].concat(), status);
    let text = told(&[]).split_whitespace().collect::<Vec<_>>().join(" ");
    (serde_json::from_str(&told(&["--format", "json"])).unwrap(), text)
}

#[test]
fn a_link_follows_its_record_and_never_its_id() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here, &REGISTER.map(String::from));
    ropa(here, &["link", "accept", "--by", "Ombudet", "P2", "KB-2"], 0);
    // Next year the ids of two records have changed places.
    let swapped = [REGISTER[1].replace("P2;", "P1;"), REGISTER[0].replace("P1;", "P2;")];
    write(here, &swapped);
    assert_eq!(without_dpia(here, &["--links", "kopplingar.csv"]), ["P2"]);
    let (json, _) = gaps(here, 1);
    assert_follows("gaps-1", &json);
    assert!(json["orphan_ties"].as_array().is_none_or(Vec::is_empty), "{}", json["orphan_ties"]);
    // Nor does it stay with the id where its own record is gone.
    write(here, &[REGISTER[0].replace("P1;", "P2;")]);
    assert_eq!(without_dpia(here, &["--links", "kopplingar.csv"]), ["P2"]);
    let (json, text) = gaps(here, 1);
    assert_eq!(json["orphan_ties"][0]["key"], "P2");
    assert!(
        text.contains("KOPPLING SOM HAR TAPPAT SIN BEHANDLING") && text.contains("ropa link accept"),
        "{text}"
    );
}

#[test]
fn rows_of_a_review_that_belong_to_nothing_are_told_and_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    // P1 is another record than when the review was made, and KB-3 has another title.
    write(
        here,
        &[REGISTER[1].to_string(), "P1;Lönehantering;HR;Betala lön;Anställda;Hälsa;Lön;".to_string()],
    );
    let review = "Nyckel;Behandling;KB-nyckel;Konsekvensbedömning;Koppling\n\
        P1;Utredning av barns behov av skydd;KB-1;Konsekvensbedömning av utredningar om barns skydd;Koppla\n\
        P2;Trygghetslarm i ordinärt boende;KB-3;Kameror i skolan;Koppla\n\
        P2;Trygghetslarm i ordinärt boende;KB-2;DPIA trygghetslarmen;Koppla\n";
    std::fs::write(here.join("granskad.csv"), review).unwrap();
    let told = ropa(here, &["link", "apply", "--by", "Ombudet", "granskad.csv"], 1);
    assert!(told.contains("1 kopplade, 0 avvisade") && told.contains("Inte förda in: 2."), "{told}");
    assert!(told.contains("granskad!A2: P1 Utredning av barns behov av skydd <- KB-1"), "{told}");
    assert!(
        told.contains("Menades P1 (Lönehantering)?")
            && told.contains("KB-3 (Molntjänst för kalender, kb.csv)"),
        "{told}"
    );
    let kept = std::fs::read_to_string(here.join("kopplingar.csv")).unwrap();
    assert!(kept.lines().count() == 2 && kept.contains("P2;"), "{kept}");
}

#[test]
fn nobody_signs_with_no_name_and_a_shared_case_number_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here, &REGISTER.map(String::from));
    for by in ["", " "] {
        for call in [["link", "accept", "P2", "KB-2"].as_slice(), &["link", "apply", "granskad.csv"]] {
            let told = ropa(here, &[call, &["--by", by]].concat(), 2);
            assert!(told.contains("--by är tomt"), "{told}");
        }
    }
    assert!(!here.join("kopplingar.csv").exists());
    let dpias = "Diarienummer;Konsekvensbedömning;Version;Status\nSN 2024/10;Trygghetslarm;1.0;Utkast\nSN 2024/10;Tillsyn nattetid;2.0;Godkänd\n";
    std::fs::write(here.join("kb.csv"), dpias).unwrap();
    let told = ropa(here, &["link", "accept", "--by", "Ombudet", "P2", "SN 2024/10"], 2);
    assert!(
        told.contains("SN 2024/10 (Trygghetslarm, kb.csv), SN 2024/10#2 (Tillsyn nattetid, kb.csv)"),
        "{told}"
    );
    ropa(here, &["link", "accept", "--by", "Ombudet", "P2", "Trygghetslarm"], 0);
}
