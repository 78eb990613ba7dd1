//! Everything there is to say of a linked DPIA, in every format and both languages.

use super::fixture::{cell, made};
use super::workbook::part;
use ropa::dpia::{About, DpiaRemark, Remark};
use ropa::law::FactId;
use ropa::model::{DpiaField, Severity};
use ropa::report::{TextOptions, explain, gaps};
use ropa::screening::Change;
use ropa::text::Lang;
use ropa_tests::places;
use serde_json::Value;

fn words(lang: Lang) -> toml::Table {
    let text = places::text(&format!("crates/ropa/texts/{}/words.toml", lang.code()));
    toml::from_str::<toml::Table>(&text).unwrap()["remark"].as_table().unwrap().clone()
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn each_remark_is_told_in_every_format() {
    let mut made = made();
    let remark = |kind| Remark {
        kind,
        about: vec![About::Question(DpiaField::Necessity)],
        severity: Severity::Warning,
        makes: None,
        cells: vec![cell("Konsekvensbedömningar", 5, 3)],
    };
    made.assessments[4].resolution.links[0].remarks = DpiaRemark::all().map(remark).collect();
    for lang in [Lang::Sv, Lang::En] {
        let words = words(lang);
        let (mut csv, mut json, mut book) = (Vec::new(), Vec::new(), Vec::new());
        let text = made.show(lang, |view| {
            gaps::csv(&mut csv, view).unwrap();
            gaps::json(&mut json, view).unwrap();
            gaps::workbook(&mut book, view).unwrap();
            let record = explain::record(view, &view.assessed.assessments[4], TextOptions::default());
            [gaps::text(view, TextOptions::default()), record].map(|text| on_one_line(&text))
        });
        let csv = String::from_utf8(csv).unwrap();
        let json: Value = serde_json::from_slice(&json).unwrap();
        let book = part(&book, "xl/sharedStrings.xml");
        let reasons = &json["activities"][4]["link"]["dpias"][0]["reasons"];
        for (number, kind) in DpiaRemark::all().enumerate() {
            let word = words[&kind.to_string()].as_str().unwrap();
            for (format, told) in [("text", &text[0]), ("record", &text[1]), ("csv", &csv), ("xlsx", &book)] {
                let escaped = word.replace('\'', "&apos;");
                assert!(told.contains(word) || told.contains(&escaped), "{format}: {word}");
            }
            assert_eq!(reasons[number]["code"], kind.to_string());
            assert!(reasons[number]["text"].as_str().unwrap().starts_with(word));
            assert_eq!(reasons[number]["questions"][0], "necessity");
        }
    }
}

#[test]
fn what_a_remark_is_about_stands_beside_it() {
    let mut made = made();
    let names = ["Porten", "Arkivet", "Mejlet", "Navet", "Linnea", "Kalendern"];
    made.assessments[4].resolution.links[0].remarks = vec![
        Remark {
            kind: DpiaRemark::PartialScope,
            about: vec![
                About::NotNamed(DpiaField::Systems, names.map(Into::into).to_vec()),
                About::Scope("Endast ansökan".into()),
            ],
            severity: Severity::Error,
            makes: None,
            cells: vec![],
        },
        Remark {
            kind: DpiaRemark::CriterionAdded,
            about: vec![About::Changed(Change::Criterion(FactId::K5))],
            severity: Severity::Warning,
            makes: None,
            cells: vec![],
        },
    ];
    let told = made.show(Lang::Sv, |view| on_one_line(&gaps::text(view, TextOptions::default())));
    let partial = "omfattar inte hela behandlingen (System: Porten, Arkivet, Mejlet, Navet och 2 till; ”Endast ansökan”) [S-PART]";
    assert!(told.contains(partial), "{told}");
    assert!(told.contains("fler kriterier är uppfyllda än då (K5 stor omfattning) [R-STALE-02]"), "{told}");
}
