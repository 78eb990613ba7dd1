//! The list as delimited text.

use super::fixture::made;
use ropa::report::gaps;
use ropa::text::Lang;
use ropa::workbook::{neutralised, restored};

fn written(lang: Lang) -> String {
    let mut out = Vec::new();
    made().show(lang, |view| gaps::csv(&mut out, view)).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn swedish_excel_opens_it() {
    let text = written(Lang::Sv);
    assert!(text.starts_with("\u{feff}Id;Behandling;Enhet;"), "{}", &text[..80]);
    assert!(text.ends_with("\r\n"));
    insta::assert_snapshot!(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"));
}

#[test]
fn every_activity_is_a_row_with_every_column() {
    for lang in [Lang::Sv, Lang::En] {
        let text = written(lang);
        let mut reader = ::csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        assert!(header.iter().all(|name| !name.contains('_')), "a header without a word: {header:?}");
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 12);
        assert!(rows.iter().all(|row| row.len() == header.len()));
    }
}

#[test]
fn nothing_runs_as_a_formula() {
    assert!(written(Lang::Sv).contains(";\"'=HYPERLINK(\"\"http://example.se\"\")\";"));
    for text in ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "'=1", "''-", "＝1", "plain", "'plain", "", "å-"] {
        assert_eq!(restored(&neutralised(text)), text);
        assert!(!neutralised(text).starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{text}");
    }
}
