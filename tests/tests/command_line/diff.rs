//! `ropa diff` on whole files and folders.

use crate::program;
use ropa_tests::assert_follows;
use serde_json::Value;
use std::path::Path;

const DAYS: [&str; 4] = ["--old-as-of", "2025-10-30", "--as-of", "2026-10-30"];
const YEAR: [&str; 3] = ["diff", "socialnamnden-2025.xlsx", "socialnamnden.xlsx"];

fn ropa(args: &[&str], status: i32) -> Vec<u8> {
    program::in_fixtures().args(args).assert().code(status).get_output().stdout.clone()
}

fn text(args: &[&str], status: i32) -> String {
    String::from_utf8(ropa(args, status)).unwrap()
}

#[test]
fn a_year_reads_as_it_should() {
    let told = text(&[&YEAR[..], &DAYS].concat(), 1);
    assert!(told.lines().all(|line| line.chars().count() <= 100), "a line is too long");
    insta::assert_snapshot!("diff_sv", told);
    insta::assert_snapshot!("diff_en", text(&[&YEAR[..], &DAYS, &["--lang", "en", "--all"]].concat(), 1));
}

#[test]
fn json_follows_the_published_schema() {
    let format = ["--format", "json"];
    let told: Value = serde_json::from_slice(&ropa(&[&YEAR[..], &DAYS, &format].concat(), 1)).unwrap();
    assert_follows("diff-1", &told);
    assert_eq!(told["old"]["as_of"], "2025-10-30");
    assert_eq!(told["summary"]["before"], 62);
    let bare = ["diff", "socialnamnden.csv", "socialnamnden-screening.xlsx"];
    let other: Value = serde_json::from_slice(&ropa(&[&bare[..], &DAYS, &format].concat(), 1)).unwrap();
    assert_follows("diff-1", &other);
}

#[test]
fn every_format_is_written_and_twice_the_same() {
    let folder = tempfile::tempdir().unwrap();
    for ending in ["txt", "csv", "xlsx", "json", "html"] {
        let written = ["one", "two"].map(|name| {
            let path = folder.path().join(format!("{name}.{ending}"));
            ropa(&[&YEAR[..], &DAYS, &["-o", path.to_str().unwrap()]].concat(), 1);
            std::fs::read(path).unwrap()
        });
        assert!(!written[0].is_empty() && written[0] == written[1], "{ending}");
    }
    // The list is none of the registers that it tells of.
    let list = folder.path().join("one.xlsx");
    let told = program::in_fixtures().args(["diff", list.to_str().unwrap(), "socialnamnden.xlsx"]).assert();
    told.code(2);
}

#[test]
fn the_status_says_whether_anything_differs() {
    ropa(&["diff", "socialnamnden.xlsx", "socialnamnden.ods", "--as-of", "2026-10-30"], 0);
    ropa(&[&YEAR[..], &DAYS].concat(), 1);
    let list = "socialnamnden-konsekvensbedomningar.csv";
    for args in [["diff", list, "socialnamnden.xlsx"], ["diff", "socialnamnden.xlsx", list]] {
        let told = program::in_fixtures().args(args).assert().code(2).get_output().stderr.clone();
        let told = String::from_utf8(told).unwrap();
        assert!(told.starts_with("ropa: Inget har jämförts"), "{told}");
    }
    ropa(&["diff", "socialnamnden.xlsx", "finns-inte.xlsx"], 2);
    ropa(&["diff", "socialnamnden.xlsx"], 2);
}

const HEAD: &str = "Nyckel;Behandling;Enhet;KB-nyckel;Konsekvensbedömning;Koppling;Omfattning;Av;Den\n";

/// A folder of a year: a register, a list of DPIAs beside it, and perhaps a link that a person has accepted.
fn year(folder: &Path, link: bool) {
    std::fs::create_dir_all(folder).unwrap();
    let register = "ID;Behandling;Enhet;Kategorier av registrerade;Känsliga personuppgifter\n\
                    P1;Orosanmälan;Mottagning;Barn;Ja\nP2;Löner;HR;Anställda;Nej\n";
    let dpias =
        "KB-ID;Konsekvensbedömning;Status;Godkänd\nKB-1;Mottagning av anmälningar;Godkänd;2025-02-03\n";
    std::fs::write(folder.join("register.csv"), register).unwrap();
    std::fs::write(folder.join("konsekvensbedomningar.csv"), dpias).unwrap();
    if link {
        let row = "P1;Orosanmälan;Mottagning;KB-1;Mottagning av anmälningar;Koppla;;Samordnaren;2025-03-01\n";
        std::fs::write(folder.join("kopplingar.csv"), format!("\u{feff}{HEAD}{row}")).unwrap();
    }
}

#[test]
fn each_folder_has_its_own_lists_and_ledgers() {
    let folder = tempfile::tempdir().unwrap();
    year(&folder.path().join("2025"), false);
    year(&folder.path().join("2026"), true);
    // Settings above both count for both, its files for neither.
    std::fs::write(folder.path().join("ropa.toml"), "files = [\"annat.xlsx\"]\nlanguage = \"en\"\n").unwrap();
    let run = |args: &[&str]| {
        let mut call = program::ropa(folder.path());
        call.args(args).args(["--as-of", "2026-10-30"]).assert().get_output().clone()
    };
    let told = run(&["diff", "2025", "2026", "--format", "json"]);
    assert_eq!(told.status.code(), Some(1), "{}", String::from_utf8_lossy(&told.stderr));
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(told["lang"], "en");
    let gap = &told["kept"][0]["gap"];
    assert_eq!(gap["now"], Value::Null, "{gap}");
    assert_eq!(gap["why"][0]["kind"], "new_link");
    assert_eq!(told["summary"]["gaps"]["closed"], 1);
    // The other way round the link is gone.
    let told = run(&["diff", "2026", "2025", "--format", "json"]);
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(told["kept"][0]["gap"]["why"][0]["kind"], "link_gone");
    assert_eq!(run(&["diff", "2025", "2025"]).status.code(), Some(0));
}

#[test]
fn figures_of_one_name_are_the_same_in_diff_gaps_and_report() {
    let day = ["--as-of", "2026-10-30"];
    let value = |args: &[&str]| -> Value {
        serde_json::from_slice(&ropa(&[args, &day, &["--format", "json"]].concat(), 1)).unwrap()
    };
    let diff = value(&YEAR);
    for (side, file) in [("before", "socialnamnden-2025.xlsx"), ("now", "socialnamnden.xlsx")] {
        let gaps = value(&["gaps", file]);
        assert_eq!(diff["summary"]["lacking"][side], gaps["summary"]["severities"]["error"], "{file}");
        let report = value(&["report", file]);
        let told = report["figures"].as_array().unwrap().iter().find(|one| one["figure"] == "gaps").unwrap();
        assert_eq!(diff["summary"]["lacking"][side], told["counted"], "{file}");
    }
    let text = text(&[&YEAR[..], &day].concat(), 1);
    assert!(text.contains("Brister i nya filen") && text.contains("Hela arbetslistan i nya filen"), "{text}");
}

#[test]
fn what_was_approved_long_before_is_told_as_recorded_late() {
    let told = text(&[&YEAR[..], &["--as-of", "2026-10-30", "--all"]].concat(), 1);
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("KB-15 Vård utanför hemmet var godkänd redan 2024-02-06"), "{told}");
    assert!(!told.contains("KB-15 Vård utanför hemmet är godkänd nu"));
}

#[test]
fn same_answers_with_another_standing_are_not_among_the_unchanged() {
    let told = text(&[&YEAR[..], &["--as-of", "2026-10-30"]].concat(), 1);
    assert!(told.contains("med samma uppgifter men ett annat läge"), "{told}");
    let diff: Value = serde_json::from_slice(&ropa(
        &[&YEAR[..], &["--as-of", "2026-10-30", "--format", "json"]].concat(),
        1,
    ))
    .unwrap();
    let kept = diff["kept"].as_array().unwrap();
    let otherwise = kept.iter().filter(|one| {
        one["changes"].as_array().unwrap().is_empty() && !(one["gap"].is_null() && one["verdict"].is_null())
    });
    assert_eq!(diff["summary"]["judged_otherwise"], otherwise.count());
}
