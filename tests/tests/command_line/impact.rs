//! `ropa impact` and `ropa suppliers` on whole files: what a person sees, and what a program reads.

use crate::program;
use ropa_tests::{assert_follows, assert_page};
use serde_json::Value;
use std::io::{Cursor, Read};

const DAY: [&str; 2] = ["--as-of", "2026-11-24"];

fn ropa(args: &[&str], status: i32) -> Vec<u8> {
    let call = program::in_fixtures().args(args).args(DAY).assert();
    call.code(status).get_output().stdout.clone()
}

fn text(args: &[&str], status: i32) -> String {
    String::from_utf8(ropa(args, status)).unwrap()
}

fn json(args: &[&str]) -> Value {
    serde_json::from_slice(&ropa(&[args, &["--format", "json"]].concat(), 1)).unwrap()
}

const SUPPLIER: [&str; 6] =
    ["impact", "socialnamnden.xlsx", "--supplier", "linnea systemdrift", "--aware", "2026-11-23T08:30"];
const NOWHERE: [&str; 4] = ["impact", "socialnamnden.xlsx", "--supplier", "Nordanvind IT AB"];

#[test]
fn the_answer_reads_as_it_should() {
    let told = text(&SUPPLIER, 1);
    assert!(told.lines().all(|line| line.chars().count() <= 100), "a line is too long");
    insta::assert_snapshot!("impact_sv", told);
    insta::assert_snapshot!("impact_nowhere_sv", text(&NOWHERE, 1));
    let system = ["impact", "socialnamnden.xlsx", "--system", "Diariet", "--lang", "en"];
    insta::assert_snapshot!("impact_system_en", text(&system, 1));
}

#[test]
fn suppliers_read_as_they_should() {
    let told = text(&["suppliers", "socialnamnden.xlsx"], 1);
    assert!(told.lines().all(|line| line.chars().count() <= 100), "a line is too long");
    insta::assert_snapshot!("suppliers_sv", told);
}

#[test]
fn json_follows_the_published_schemas() {
    for args in [&SUPPLIER[..], &NOWHERE] {
        assert_follows("impact-1", &json(args));
    }
    let told = json(&SUPPLIER);
    assert_eq!(told["summary"]["hits"], serde_json::json!({"named": 27, "tied": 10, "likely": 4}));
    assert_eq!(told["breach"]["clock"]["until"], "2026-11-26T08:30:00");
    // The day is given, so no clock was read.
    assert_eq!(told["breach"]["clock"]["minutes_left"], Value::Null);
    let told = json(&["suppliers", "socialnamnden.xlsx", "--list", "socialnamnden.xlsx"]);
    assert_follows("suppliers-1", &told);
    assert!(told["list"]["names"].as_array().is_some_and(|names| !names.is_empty()));
}

#[test]
fn every_format_is_written_and_twice_the_same() {
    let folder = tempfile::tempdir().unwrap();
    for (command, endings) in [
        (&SUPPLIER[..], &["txt", "csv", "xlsx", "json", "html", "docx"][..]),
        (&["suppliers", "socialnamnden.xlsx"], &["txt", "csv", "xlsx", "json", "html"]),
    ] {
        for ending in endings {
            let written = ["one", "two"].map(|name| {
                let path = folder.path().join(format!("{name}.{ending}"));
                ropa(&[command, &["-o", path.to_str().unwrap()]].concat(), 1);
                std::fs::read(path).unwrap()
            });
            assert!(written[0] == written[1] && written[0].len() > 1_000, "{ending}");
        }
    }
}

#[test]
fn every_record_is_a_row_once() {
    let told = text(&[&SUPPLIER[..], &["--format", "csv"]].concat(), 1);
    let mut rows = csv::ReaderBuilder::new().delimiter(b';').from_reader(told.as_bytes());
    let rings: Vec<String> = rows.records().map(|row| row.unwrap()[0].to_string()).collect();
    assert_eq!(rings.len(), 65);
    let count = |ring: &str| rings.iter().filter(|one| *one == ring).count();
    let counts = ["1 namngiven", "2 knuten", "3 osäker", "svarar inte", "inte namngiven"].map(count);
    assert_eq!(counts, [27, 10, 4, 4, 20]);
}

#[test]
fn the_document_has_the_notification_and_a_note_for_each_unit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anmalan.docx");
    ropa(&[&SUPPLIER[..], &["-o", path.to_str().unwrap()]].concat(), 1);
    let mut package = zip::ZipArchive::new(Cursor::new(std::fs::read(path).unwrap())).unwrap();
    let mut document = String::new();
    package.by_name("word/document.xml").unwrap().read_to_string(&mut document).unwrap();
    for said in ["a) Incidentens art", "d) Åtgärder", "fylls i av er", "senast 2026-11-26 08:30"] {
        assert!(document.contains(said), "{said}");
    }
    let units = json(&SUPPLIER)["units"].as_array().unwrap().len();
    assert_eq!(document.matches("w:br w:type=\"page\"").count(), units);
    assert_eq!(document.matches(">Underlag till ").count(), units);
}

#[test]
fn the_page_fetches_nothing_and_lets_one_choose_among_its_records() {
    let page = text(&[&SUPPLIER[..], &["--format", "html"]].concat(), 1);
    assert_page(&page);
    let told = json(&SUPPLIER);
    let (hits, open) = (&told["hits"], &told["searched"]["open"]);
    let count = |of: &Value| of.as_array().unwrap().len();
    assert_eq!(page.matches(" data-row").count(), count(hits) + count(open), "each record once");
    assert_eq!(page.matches(" data-ring=\"named\"").count(), 27, "as many as name it");
    let figure = "<li data-by=\"ring\" data-value=\"named\">27 namnger leverantören som biträde.</li>";
    assert!(page.contains(figure), "a figure shows its rows");
    let names = text(&["suppliers", "socialnamnden.xlsx", "--format", "html"], 1);
    assert_page(&names);
    let told = json(&["suppliers", "socialnamnden.xlsx"]);
    assert_eq!(names.matches(" data-row").count(), count(&told["suppliers"]) + count(&told["systems"]));
    for list in ["called", "remark", "unit", "process", "system", "state", "step"] {
        assert!(names.contains(&format!("<select name=\"{list}\">")), "{list}");
    }
}

#[test]
fn a_call_that_asks_nothing_or_twice_is_refused() {
    for args in [
        &["impact", "socialnamnden.xlsx"][..],
        &["impact", "socialnamnden.xlsx", "--supplier", "A", "--system", "B"],
        &["impact", "socialnamnden.xlsx", "--supplier", "–"],
        &["impact", "socialnamnden.xlsx", "--supplier", "A", "--aware", "i går"],
        &["suppliers", "socialnamnden.xlsx", "--list", "expected-links.csv"],
    ] {
        program::in_fixtures().args(args).args(DAY).assert().code(2);
    }
}
