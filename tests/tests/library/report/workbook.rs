//! The workbook, read back.

use super::fixture::{empty, made};
use calamine::{Data, Reader, Xlsx};
use ropa::report::gaps;
use ropa::text::Lang;
use std::io::{Cursor, Read};

fn written(lang: Lang) -> Vec<u8> {
    let mut out = Vec::new();
    made().show(lang, |view| gaps::workbook(&mut out, view)).unwrap();
    out
}

fn rows(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_sheets_and_their_headers() {
    let bytes = written(Lang::Sv);
    let book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
    assert_eq!(
        book.sheet_names(),
        ["Sammanfattning", "Att göra", "Alla behandlingar", "Konsekvensbedömningar", "Ord och källor"]
    );
    let todo = rows(&bytes, "Att göra");
    assert_eq!(todo[0][..3], ["Ordning", "Varför nu", "Angelägenhet"]);
    assert_eq!(todo[0][6..10], ["Process", "System", "Leverantör", "Familj"]);
    assert_eq!(
        todo[0][15..],
        ["Trolig koppling", "Gör så här", "Beslut", "Ansvarig", "Klart senast", "Läge i arbetet"]
    );
    assert_eq!(todo.len(), 12, "eleven gaps and a header");
    assert_eq!(todo[1][2..5], ["Åtgärda", "PPB-001", "Elevhälsans journaler"]);
    let all = rows(&bytes, "Alla behandlingar");
    assert_eq!(all[1][9..18], ["nej", "nej", "nej", "ja", "ja", "nej", "ja", "nej", "nej"]);
    assert_eq!(all[12][1], "=HYPERLINK(\"http://example.se\")");
    assert_eq!(rows(&bytes, "Konsekvensbedömningar")[5][4], "ingen behandling hänvisar hit");
}

#[test]
fn figures_state_what_they_are_counted_over() {
    let bytes = written(Lang::Sv);
    let summary = rows(&bytes, "Sammanfattning");
    let value = |label: &str| summary.iter().find(|row| row[0] == label).map(|row| row[1].clone());
    assert_eq!(value("Bedömda och räknade här").as_deref(), Some("12"));
    assert_eq!(value("krävs").as_deref(), Some("1"));
    assert_eq!(value("Celler med innehåll").as_deref(), Some("1234"));
    assert!(summary.iter().any(|row| row[2] == "Andel av 12"));
    let units: Vec<_> = summary
        .iter()
        .skip_while(|row| row[0] != "Per enhet")
        .skip(1)
        .map(|row| row[0].as_str())
        .take(10)
        .collect();
    assert_eq!(
        units,
        [
            "Barn och familj",
            "Elevhälsan",
            "Fastighet",
            "Förskola",
            "Gata",
            "Kansli",
            "Vuxenstöd",
            "Återvinning",
            "Äldreomsorg",
            "Ökade insatser"
        ]
    );
}

#[test]
fn decisions_are_chosen_from_a_list_and_nothing_is_a_formula() {
    let bytes = written(Lang::Sv);
    let todo = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(todo.contains("<dataValidation type=\"list\"") && todo.contains("sqref=\"R2:R12\""), "{todo}");
    assert!(todo.contains("Gör konsekvensbedömning,Koppla befintlig"));
    assert!(todo.contains("type=\"date\"") && todo.contains("sqref=\"T2:T12\""));
    assert!(todo.contains("<autoFilter ref=\"A1:U12\"/>") && todo.contains("state=\"frozen\""));
    assert!(todo.contains("orientation=\"landscape\"") && todo.contains("fitToHeight=\"0\""));
    for sheet in 1..=5 {
        assert!(!part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml")).contains("<f>"));
    }
}

#[test]
fn the_same_register_gives_the_same_bytes() {
    assert!(written(Lang::Sv) == written(Lang::Sv));
    assert!(part(&written(Lang::Sv), "docProps/core.xml").contains("2026-11-23T00:00:00Z"));
}

#[test]
fn a_register_without_gaps_is_still_a_workbook() {
    let mut out = Vec::new();
    empty().show(Lang::En, |view| gaps::workbook(&mut out, view)).unwrap();
    assert_eq!(rows(&out, "To do").len(), 1);
}
