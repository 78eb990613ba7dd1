//! `ropa report` on whole files: what a board reads, what the next year reads back, and figures counted anew by hand.

mod boards;
mod by_hand;
mod figures;
mod first_page;
mod year;

use crate::program;
use ropa_tests::{assert_follows, places};
use serde_json::Value;
use std::path::Path;

const DAY: [&str; 3] = ["report", "--as-of", "2026-11-23"];
const STRUCTURE: [&str; 2] = ["--structure", "klassificering/klassificering-2026.csv"];

/// What is kept by hand in these tests.
const SIDE: &str = r#"
[incidenter]
antal = 4
anmalda = 2
anmalda_i_tid = 1

[incidenter.orsaker]
"Felskickat brev" = 3

[begaranden]
antal = 12
i_tid = 11

[utbildning]
tillfallen = 3
deltagare = 140
anstallda = 410

[ombud]
procent_av_heltid = 20

[[styrdokument]]
namn = "Riktlinje för dataskydd"
beslutad = 2024-03-12
ses_over = 2026-03-12

[[rekommendationer]]
id = "REK-01"
status = "pagar"
text = "Gör klart de påbörjade bedömningarna före sommaren."

[[rekommendationer]]
id = "REK-02"
status = "klar"

[[rekommendationer]]
id = "2026-1"
omrade = "incidenter"
text = "Öva incidentrutinen en gång per halvår."
lamnad = 2026-11-23

[omraden.incidenter]
bedomning = "Godtagbart"
"#;

fn stdout(args: &[&str]) -> String {
    let run = program::in_fixtures().args(args).assert().code(1);
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

fn json(args: &[&str]) -> Value {
    let told = stdout(&[&DAY[..], &["--format", "json"], args].concat());
    serde_json::from_str(&told).unwrap()
}

/// A figure of the whole, or of a part.
fn figure<'r>(report: &'r Value, kind: &str, part: Option<&str>) -> &'r Value {
    let all = report["figures"].as_array().unwrap();
    let found = all.iter().find(|one| one["figure"] == kind && one["part"].as_str() == part);
    found.unwrap_or_else(|| panic!("no {kind} of {part:?}"))
}

/// `8 of 49`, `65`, or why there is no number.
fn said(report: &Value, kind: &str) -> String {
    let figure = figure(report, kind, None);
    match (figure["counted"].as_u64(), figure["of"].as_u64()) {
        (Some(counted), Some(of)) => format!("{counted} of {of}"),
        (Some(counted), None) => counted.to_string(),
        _ => figure["absent"].as_str().unwrap().to_string(),
    }
}

fn in_folder(folder: &Path, args: &[&str], status: i32) -> (String, String) {
    let run = program::ropa(folder).args(args).assert().code(status);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&run.get_output().stdout), text(&run.get_output().stderr))
}

/// A folder with the register and files of its own.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(places::fixture("socialnamnden.xlsx"), folder.path().join("register.xlsx")).unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn the_report_reads_as_it_should() {
    let text = stdout(&[&DAY[..], &["socialnamnden.xlsx"], &STRUCTURE].concat());
    assert!(text.lines().all(|line| line.chars().count() <= 100), "a line is too long");
    insta::assert_snapshot!("report_sv", text);
    let english = [&DAY[..], &["socialnamnden.xlsx", "--lang", "en", "--order", "9.3"], &STRUCTURE].concat();
    insta::assert_snapshot!("report_en", stdout(&english));
}

#[test]
fn json_follows_the_published_schema() {
    for more in [&[][..], &STRUCTURE, &["--order", "9.3", "--lang", "en"], &["--registered", "2025"]] {
        assert_follows("report-1", &json(&[&["socialnamnden.xlsx"], more].concat()));
    }
}

#[test]
fn the_same_call_gives_the_same_bytes_in_every_format() {
    let folder = folder(&[("arsuppgifter.toml", SIDE)]);
    for ending in ["txt", "html", "json", "docx", "xlsx"] {
        let write = |name: &str| {
            let name = format!("{name}.{ending}");
            in_folder(folder.path(), &[&DAY[..], &["register.xlsx", "-o", &name]].concat(), 1);
            std::fs::read(folder.path().join(&name)).unwrap()
        };
        let one = write("a");
        assert!(!one.is_empty() && one == write("b"), "{ending}");
    }
}

#[test]
fn the_page_fetches_and_runs_nothing() {
    let page = stdout(&[&DAY[..], &["socialnamnden.xlsx", "--format", "html"]].concat());
    assert!(page.contains("default-src 'none'") && !page.contains("<script"));
    assert!(!page.contains("http://") && !page.contains("https://"), "an address in the page");
    assert!(page.contains("<svg"));
}

#[test]
fn the_document_has_headings_and_numbered_tables() {
    let folder = folder(&[]);
    in_folder(folder.path(), &[&DAY[..], &["register.xlsx", "-o", "r.docx"]].concat(), 1);
    let file = std::fs::File::open(folder.path().join("r.docx")).unwrap();
    let mut parts = zip::ZipArchive::new(file).unwrap();
    let text = std::io::read_to_string(parts.by_name("word/document.xml").unwrap()).unwrap();
    for area in ["1. Registerförteckningen", "4. Konsekvensbedömningar", "6. Personuppgiftsincidenter"] {
        assert!(
            text.contains(&format!("w:val=\"Heading1\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{area}<")),
            "{area}"
        );
    }
    assert!(text.contains("Tabell 1. Till nämnden") && text.contains("Granskarens egen bedömning"));
    assert_eq!(text.matches("w:val=\"Heading2\"").count(), 1 + 6 * 3, "state, conclusion, recommendation");
}

#[test]
fn the_document_draws_charts_of_the_numbers_in_its_tables() {
    use calamine::Reader;
    let folder = folder(&[]);
    in_folder(folder.path(), &[&DAY[..], &["register.xlsx", "-o", "r.docx"]].concat(), 1);
    let file = std::fs::File::open(folder.path().join("r.docx")).unwrap();
    let mut parts = zip::ZipArchive::new(file).unwrap();
    let mut part = |name: &str| {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut parts.by_name(name).unwrap(), &mut bytes).unwrap();
        bytes
    };
    let mut text = |name: &str| String::from_utf8(part(name)).unwrap();
    let (types, links, body) =
        (text("[Content_Types].xml"), text("word/_rels/document.xml.rels"), text("word/document.xml"));
    // One chart of the units' answers, one of what is missing, one of the units where it is.
    let drawn = body.matches("<c:chart ").count();
    assert_eq!((drawn, body.matches("Diagram ").count()), (3, 3));
    for number in 1..=drawn {
        assert!(types.contains(&format!("PartName=\"/word/charts/chart{number}.xml\"")), "{number}");
        assert!(links.contains(&format!("Target=\"charts/chart{number}.xml\"")), "{number}");
        let own = text(&format!("word/charts/_rels/chart{number}.xml.rels"));
        assert!(own.contains(&format!("Target=\"../embeddings/chart{number}.xlsx\"")), "{number}");
    }
    let chart = text("word/charts/chart2.xml");
    let bytes = std::io::Cursor::new(part("word/embeddings/chart2.xlsx"));
    let mut book = calamine::Xlsx::new(bytes).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let report = json(&["socialnamnden.xlsx"]);
    let kinds = report["figures"].as_array().unwrap().iter().filter(|one| one["figure"] == "gap_of_kind");
    for kind in kinds.filter(|one| one["counted"] != 0) {
        let (label, counted) = (kind["label"].as_str().unwrap(), kind["counted"].as_u64().unwrap());
        let row = sheet.rows().find(|row| row[0] == *label).unwrap_or_else(|| panic!("no {label}"));
        assert_eq!(row[1], counted as f64, "{label}");
        let at = chart.split("<c:v>").position(|one| one.starts_with(&format!("{label}<"))).unwrap();
        let bars = sheet.rows().count() - 1;
        let value = chart.split("<c:v>").nth(at + bars).unwrap();
        assert!(value.starts_with(&format!("{counted}<")), "{label}: {value}");
    }
}

#[test]
fn the_workbook_has_the_records_behind_every_figure_and_charts() {
    use calamine::Reader;
    let folder = folder(&[]);
    in_folder(folder.path(), &[&DAY[..], &["register.xlsx", "-o", "r.xlsx"]].concat(), 1);
    let path = folder.path().join("r.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let rows = book.worksheet_range("Underlag").unwrap();
    let of = |label: &str, counted: &str| {
        let is = |row: &&[calamine::Data]| row[1] == *label && row[6] == *counted;
        rows.rows().filter(is).count()
    };
    let label = "Behandlingar som saknar en gällande konsekvensbedömning";
    assert_eq!((of(label, "ja"), of(label, "nej")), (42, 7));
    let mut parts = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    assert!(parts.by_name("xl/charts/chart1.xml").is_ok(), "no native chart");
}

#[test]
fn a_register_without_dpias_says_so_once() {
    let register =
        "Behandling;Kategorier av registrerade;Känsliga personuppgifter\nOrosanmälan;Barn;Ja\nNyhetsbrev;;\n";
    let folder = folder(&[("litet.csv", register)]);
    let (text, _) = in_folder(folder.path(), &[&DAY[..], &["litet.csv"]].concat(), 1);
    assert_eq!(text.matches("Ingen konsekvensbedömning är inläst").count(), 1, "{text}");
    assert!(text.contains("Filen frågar inte efter registrerad, ändrad"), "{text}");
    assert!(!text.contains("(0 %)") || text.contains("0 av 1"), "{text}");
    let (told, _) = in_folder(folder.path(), &[&DAY[..], &["litet.csv", "--format", "json"]].concat(), 1);
    let report: Value = serde_json::from_str(&told).unwrap();
    assert_follows("report-1", &report);
    assert_eq!(said(&report, "advice_sought"), "no_dpias");
    assert_eq!(said(&report, "touched"), "not_asked");
    assert_eq!(said(&report, "structure_covered"), "no_structure");
    assert_eq!(said(&report, "gaps"), "1 of 1");
}
