//! One workbook saved in seven formats: the same records come out, but for what a format does not hold.
//!
//! `tests/data/same-cells/README.md` tells how the files were made.

use ropa::import::Import;
use ropa::model::{Entry, Field, ProcessingActivity, Value};
use ropa::workbook::{Limits, read_workbook};
use ropa_tests::places::checkout;
use ropa_tests::registers::import;
use std::collections::{BTreeMap, BTreeSet};

/// What each field of each record is read as, by the record's key and the field.
type Answers = BTreeMap<(String, String), String>;

fn read(ending: &str) -> Import {
    let name = format!("celler.{ending}");
    let bytes = std::fs::read(checkout("tests/data/same-cells").join(&name)).unwrap();
    import(&read_workbook(&name, &bytes, &Limits::default()).unwrap())
}

fn answers(import: &Import) -> Answers {
    let said = |entry: &Entry<Field>| match &entry.value {
        Value::Text => entry.written.to_string(),
        value => format!("{value:?}"),
    };
    let of_record = |activity: &ProcessingActivity| {
        let entries = activity.record.entries.iter().filter(|entry| entry.value != Value::Blank);
        let key = &activity.key;
        entries.map(|entry| ((key.to_string(), entry.field.to_string()), said(entry))).collect::<Vec<_>>()
    };
    import.register.activities.iter().flat_map(of_record).collect()
}

/// What differs from the .xlsx: the format, the record and the field (`*` is any), and why.
const DIFFERENCES: [(&str, &str, &str, &str); 12] = [
    ("xls", "KN-004", "legal_basis", "LibreOffice saves 0 for a formula that comes to a text"),
    ("xls", "KN-010", "purpose", "LibreOffice saves 0 for a formula that comes to a text"),
    ("html", "KN-009", "*", "a page holds no hidden rows"),
    ("html", "*", "notes", "a page holds no hidden columns"),
    ("html", "KN-001", "purpose", "a page shows no blanks at the ends"),
    ("html", "KN-002", "purpose", "a page shows several blanks as one"),
    ("html", "KN-007", "purpose", "a blank line in a cell is none in a page"),
    ("html", "KN-007", "registered", "the time as it is shown, without seconds"),
    ("csv", "KN-007", "registered", "the time as it is shown, without seconds"),
    ("csv", "KN-004", "notes", "in text an apostrophe before a formula is its guard"),
    ("csv", "KN-004", "unit", "text holds no merged cells"),
    ("csv", "KN-005", "unit", "text holds no merged cells"),
];

#[test]
fn one_workbook_in_seven_formats_gives_the_same_records() {
    let expected = answers(&read("xlsx"));
    let records: BTreeSet<&String> = expected.keys().map(|(key, _)| key).collect();
    assert_eq!(records.len(), 10, "{records:?}");
    let mut used = BTreeSet::new();
    let mut unexplained = Vec::new();
    for ending in ["xls", "ods", "fods", "html", "xml", "csv"] {
        let found = answers(&read(ending));
        let places: BTreeSet<&(String, String)> = expected.keys().chain(found.keys()).collect();
        for place in places {
            let (here, there) = (found.get(place), expected.get(place));
            if here == there {
                continue;
            }
            let (key, field) = place;
            let is_it = |difference: &(&str, &str, &str, &str)| {
                difference.0 == ending
                    && (difference.1 == "*" || difference.1 == key)
                    && (difference.2 == "*" || difference.2 == field)
            };
            match DIFFERENCES.iter().position(is_it) {
                Some(index) => {
                    used.insert(index);
                }
                None => unexplained.push(format!("{ending} {key} {field}: {here:?}, not {there:?}")),
            }
        }
    }
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
    let unused: Vec<_> = DIFFERENCES.iter().enumerate().filter(|(index, _)| !used.contains(index)).collect();
    assert!(unused.is_empty(), "no longer so: {unused:?}");
}
