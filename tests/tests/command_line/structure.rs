//! `ropa structure` on whole files: what changes between two versions, and what becomes of the ties.

use crate::program;
use ropa::report::structure::{CHANGE_JSON_SCHEMA, MIGRATION_JSON_SCHEMA};
use ropa_tests::assert_follows;
use serde_json::Value;

const OLD: &str = "klassificering/klassificering-2019.csv";
const NEW: &str = "klassificering/klassificering-2026.csv";
const MAP: &str = "klassificering/mappning-2019-2026.csv";

fn run(what: &str, more: &[&str], status: i32) -> std::process::Output {
    let common = ["--map", MAP, "--register", "socialnamnden.xlsx", "--as-of", "2026-11-23"];
    let args = [&["structure", what, OLD, NEW], &common[..], more].concat();
    program::in_fixtures().args(args).assert().code(status).get_output().clone()
}

#[test]
fn changes_and_migrations_read_as_they_should() {
    for what in ["diff", "migrate"] {
        let text = String::from_utf8(run(what, &["--all"], 1).stdout).unwrap();
        assert!(text.lines().all(|line| line.chars().count() <= 100), "a line is too long");
        insta::assert_snapshot!(format!("structure_{what}_sv"), text);
        let english = String::from_utf8(run(what, &["--lang", "en"], 1).stdout).unwrap();
        assert!(english.contains("klassificering-2019 to klassificering-2026"), "{english}");
    }
}

#[test]
fn json_follows_the_published_schemas() {
    let schemas = [
        ("diff", "structure-diff-1", CHANGE_JSON_SCHEMA),
        ("migrate", "structure-migration-1", MIGRATION_JSON_SCHEMA),
    ];
    for (what, schema, published) in schemas {
        assert_eq!(ropa_tests::places::text(&format!("crates/ropa/schemas/{schema}.json")), published);
        let list: Value = serde_json::from_slice(&run(what, &["--format", "json"], 1).stdout).unwrap();
        assert_follows(schema, &list);
    }
}

#[test]
fn every_tie_is_told_in_every_format() {
    let list: Value = serde_json::from_slice(&run("migrate", &["--format", "json"], 1).stdout).unwrap();
    let ties = list["ties"].as_array().unwrap().len();
    let csv = String::from_utf8(run("migrate", &["--format", "csv"], 1).stdout).unwrap();
    let told = csv.lines().filter(|line| {
        ["decide;", "stale;", "moved;", "joined;"].iter().any(|outcome| line.starts_with(outcome))
    });
    assert_eq!(told.count(), ties);

    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("flytt.xlsx");
    run("migrate", &["-o", &book.display().to_string()], 1);
    let read = ropa::workbook::open_workbook(&book, &ropa::workbook::Limits::default()).unwrap();
    let rows = |name: &str| {
        let sheet = read.sheets.iter().find(|sheet| &*sheet.name == name).unwrap();
        sheet.rows().count() - 1
    };
    assert_eq!(rows("Avgör") + rows("Upphörda") + rows("Flyttas") + rows("Går ihop"), ties);
}

#[test]
fn a_migration_without_a_register_says_what_to_name() {
    let output = program::in_fixtures().args(["structure", "migrate", OLD, NEW]).assert().code(2);
    let message = String::from_utf8(output.get_output().stderr.clone()).unwrap();
    assert!(message.contains("--register"), "{message}");
}
