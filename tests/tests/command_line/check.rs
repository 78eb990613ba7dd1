//! `ropa check` on whole files: what a person sees, and what a program reads.

use crate::program;
use ropa::workbook::{Limits, read_workbook};
use ropa_tests::{assert_follows, assert_page, places};
use serde_json::Value;
use std::path::Path;

/// The binary in the folder of the fixtures, so that paths in its output are the same everywhere.
fn ropa(args: &[&str]) -> assert_cmd::assert::Assert {
    program::in_fixtures().args(args).assert()
}

fn stdout(args: &[&str], status: i32) -> String {
    String::from_utf8(ropa(args).code(status).get_output().stdout.clone()).unwrap()
}

fn check(more: &[&str]) -> String {
    stdout(&[&["check", "socialnamnden.xlsx", "--as-of", "2026-11-24"], more].concat(), 1)
}

fn json(more: &[&str]) -> Value {
    serde_json::from_str(&check(&[&["--format", "json"], more].concat())).unwrap()
}

#[test]
fn the_findings_read_as_they_should() {
    let text = check(&[]);
    assert!(text.lines().all(|line| line.chars().count() <= 100), "a line is too long");
    insta::assert_snapshot!("check_sv", text);
    insta::assert_snapshot!("check_unit_en", check(&["--lang", "en", "--unit", "assistans"]));
}

#[test]
fn one_record_is_walked_through() {
    insta::assert_snapshot!("record_sv", check(&["--record", "PPB-010"]));
    let wrong = ropa(&["check", "socialnamnden.xlsx", "--record", "visselblås"]).code(2);
    let told = String::from_utf8(wrong.get_output().stderr.clone()).unwrap();
    assert!(told.contains("PPB-006 (Visselblåsning)"), "{told}");
}

#[test]
fn json_follows_the_published_schema() {
    let told = json(&[]);
    assert_follows("check-1", &told);
    // Counted twice: the summary is of the findings.
    let severities = told["summary"]["severities"].as_object().unwrap();
    let sum: u64 = severities.values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(sum as usize, told["findings"].as_array().unwrap().len());
}

#[test]
fn a_finding_stands_at_its_cell() {
    let told = json(&[]);
    let at = |rule: &str, id: &str| {
        let findings = told["findings"].as_array().unwrap();
        let found = findings.iter().find(|one| one["rule"] == rule && one["activity"]["id"] == id).unwrap();
        found["cell"].as_str().unwrap().to_string()
    };
    let book = std::fs::read(places::fixture("socialnamnden.xlsx"));
    let book = read_workbook("socialnamnden.xlsx", &book.unwrap(), &Limits::default()).unwrap();
    let sheet = book.sheets.iter().find(|sheet| &*sheet.name == "Registreringar").unwrap();
    let text = |cell: &str| {
        let place = cell.split_once('!').unwrap().1;
        let cell = sheet.cells().iter().find(|cell| cell.place.to_string() == place);
        cell.map(|cell| cell.text.to_string()).unwrap_or_default()
    };
    assert_eq!(text(&at("C-52", "PPB-044")), "Så länge det behövs");
    // An empty cell has its address too, under the header of its column.
    let empty = at("C-24", "PPB-010");
    assert_eq!((empty.as_str(), text(&empty).as_str()), ("Registreringar!Q15", ""));
    assert_eq!(text("Registreringar!Q5"), "Uppgifter om lagöverträdelser");
}

#[test]
fn every_format_holds_the_same_findings() {
    let told = json(&[]);
    let count = told["findings"].as_array().unwrap().len();
    let csv = check(&["--format", "csv"]);
    let book = read_workbook("lista.csv", csv.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(book.sheets[0].rows().count(), count + 1);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("iakttagelser.xlsx");
    check(&["-o", file.to_str().unwrap()]);
    let book =
        read_workbook("iakttagelser.xlsx", &std::fs::read(&file).unwrap(), &Limits::default()).unwrap();
    let list = book.sheets.iter().find(|sheet| &*sheet.name == "Iakttagelser").unwrap();
    let rules = list.cells().iter().filter(|cell| cell.place.col == 1 && cell.place.row > 0).count();
    assert_eq!(rules, count);
}

#[test]
fn a_board_without_findings_ends_with_status_zero() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("register.csv");
    std::fs::write(
        &file,
        "Behandling;Ändamål;Kategorier av registrerade\nLön;Betala ut lön till anställda;Anställda\n",
    )
    .unwrap();
    let text = stdout(&["check", file.to_str().unwrap(), "--as-of", "2026-11-24"], 0);
    assert!(text.contains("Fel: 0, varningar: 0, påpekanden: 0. Poster: 1."), "{text}");
    assert!(text.contains("FRÅGOR SOM FILEN INTE STÄLLER"), "{text}");
}

#[test]
fn every_rule_is_explained_in_both_languages() {
    for rule in ropa::art30::rules() {
        let sv = stdout(&["explain", &rule.id.to_lowercase()], 0);
        assert!(sv.starts_with(&format!("{} {}", rule.id, rule.name.sv)), "{sv}");
        let en = stdout(&["explain", &rule.id, "--lang", "en"], 0);
        assert!(en.contains(&rule.name.en), "{en}");
    }
}

/// The notes of a workbook, as they stand in it.
fn notes_in(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut notes = String::new();
    for name in names.iter().filter(|name| name.starts_with("xl/comments")) {
        std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut notes).unwrap();
    }
    notes
}

#[test]
fn the_annotated_register_is_the_register_with_notes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("noter.xlsx");
    check(&["--annotate", "-o", file.to_str().unwrap()]);
    let read = |path: &Path| {
        let bytes = std::fs::read(path).unwrap();
        read_workbook("noter.xlsx", &bytes, &Limits::default()).unwrap()
    };
    let register = read(&places::fixture("socialnamnden.xlsx"));
    let annotated = read(&file);
    for sheet in &register.sheets {
        let copy = annotated.sheets.iter().find(|copy| copy.name == sheet.name).unwrap();
        let of = |sheet: &ropa::workbook::Sheet| {
            sheet.cells().iter().map(|cell| (cell.place, cell.text.clone())).collect::<Vec<_>>()
        };
        assert_eq!(of(copy), of(sheet), "{}", sheet.name);
        assert_eq!(copy.visibility != Default::default(), sheet.visibility != Default::default());
    }
    let told = json(&[]);
    let cells: std::collections::BTreeSet<&str> = told["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["cell"].as_str().unwrap())
        .collect();
    let notes = notes_in(&file);
    assert_eq!(notes.matches("<comment ref=").count(), cells.len());
    for cell in cells {
        assert!(notes.contains(&format!("<comment ref=\"{}\"", cell.split_once('!').unwrap().1)), "{cell}");
    }
}

#[test]
fn each_unit_gets_its_own_records_at_their_old_addresses() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("noter.xlsx");
    let told = check(&["--annotate", "--split-by", "unit", "-o", file.to_str().unwrap()]);
    assert!(told.contains("noter - Socialförvaltningen - Tillstånd.xlsx (iakttagelser: 3)"), "{told}");
    let own = folder.path().join("noter - Socialförvaltningen - Tillstånd.xlsx");
    let book = read_workbook("noter.xlsx", &std::fs::read(&own).unwrap(), &Limits::default()).unwrap();
    let sheet = book.sheets.iter().find(|sheet| &*sheet.name == "Registreringar").unwrap();
    let ids: Vec<_> = sheet.cells().iter().filter(|cell| cell.text.starts_with("PPB-")).collect();
    assert_eq!(ids.len(), 2, "{ids:?}");
    let first = ids.iter().find(|cell| &*cell.text == "PPB-062").unwrap();
    assert_eq!(first.place.to_string(), "A68", "the address is that of the register");
}

#[test]
fn notes_are_written_in_one_workbook_at_a_time() {
    for wrong in [
        &["socialnamnden.xlsx", "socialnamnden.csv", "-o", "x.xlsx"][..],
        &["socialnamnden.xlsx", "-o", "x.csv"],
    ] {
        let told = ropa(&[&["check", "--annotate"], wrong].concat()).code(2);
        let told = String::from_utf8(told.get_output().stderr.clone()).unwrap();
        assert!(told.contains("en arbetsbok i taget"), "{told}");
    }
}

#[test]
fn processes_that_the_structure_does_not_have_are_told() {
    let structure = ["--structure", "klassificering/klassificering-2026.csv"];
    let told = json(&structure);
    let outside: Vec<_> = told["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["rule"] == "Q-11")
        .map(|finding| {
            (finding["activity"]["id"].as_str().unwrap_or_default(), finding["value"].as_str().unwrap())
        })
        .collect();
    insta::assert_debug_snapshot!("outside_the_structure", outside);
    assert!(json(&[])["findings"].as_array().unwrap().iter().all(|finding| finding["rule"] != "Q-11"));
}

#[test]
fn the_page_holds_every_finding_with_its_cell_and_its_remedy() {
    let page = check(&["--format", "html"]);
    assert_page(&page);
    let told = json(&[]);
    let findings = told["findings"].as_array().unwrap();
    assert_eq!(page.matches(" data-row").count(), findings.len(), "each finding once");
    for finding in findings {
        let remedy = finding["remedy"].as_str().unwrap().replace('"', "&quot;");
        assert!(page.contains(&format!("<dd>{remedy}</dd>")), "{remedy}");
        if let Some(cell) = finding["cell"].as_str() {
            assert!(page.contains(cell.rsplit_once('!').map_or(cell, |(_, cell)| cell)), "{cell}");
        }
    }
    for list in ["unit", "process", "system", "severity", "rule", "field"] {
        assert!(page.contains(&format!("<select name=\"{list}\">")), "{list}");
    }
    let (read, listed) = (page.find("Vad som lästes").unwrap(), page.find(" data-row").unwrap());
    let not_asked = page.find("Frågor som filen inte ställer").unwrap_or(read);
    assert!(read < listed && not_asked < listed, "what was read and what was not comes first");
}

#[test]
fn the_page_shows_the_records_that_are_asked_for() {
    let page = check(&["--format", "html", "--unit", "assistans"]);
    let told = json(&["--unit", "assistans"]);
    assert_eq!(page.matches(" data-row").count(), told["findings"].as_array().unwrap().len());
    assert!(page.contains("Urval: "), "the selection is told");
}
