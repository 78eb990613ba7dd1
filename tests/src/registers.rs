//! Registers for tests, written as a person would write them in a sheet.

use chrono::NaiveDate;
use ropa::casefile::{Assessor, Options};
use ropa::gaps::Assessment;
use ropa::import::{Import, Importer, Profile};
use ropa::law::RulePacks;
use ropa::source::Place;
use ropa::workbook::{Cell, CellKind, Sheet, Workbook};

/// The day that counts as today.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// A sheet of text cells.
pub fn sheet(name: &str, rows: &[Vec<String>]) -> Sheet {
    let cells = rows.iter().enumerate().flat_map(|(row, texts)| {
        texts.iter().enumerate().map(move |(col, text)| Cell {
            place: Place::new(row as u32, col as u32),
            kind: CellKind::Text,
            text: text.as_str().into(),
        })
    });
    Sheet::new(name, cells)
}

/// A workbook of sheets of text cells.
pub fn workbook(sheets: &[(&str, Vec<Vec<String>>)]) -> Workbook {
    Workbook {
        file: "register.xlsx".into(),
        sheets: sheets.iter().map(|(name, rows)| sheet(name, rows)).collect(),
        notes: Vec::new(),
    }
}

/// Rows of a table from lines whose cells are parted by `|`.
pub fn rows(lines: &str) -> Vec<Vec<String>> {
    lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| line.split('|').map(|cell| cell.trim().to_string()).collect())
        .collect()
}

/// The register that a workbook holds.
pub fn import(book: &Workbook) -> Import {
    Importer::new(Profile::builtin()).import(std::slice::from_ref(book))
}

/// Assesses a workbook as of [`today`] and hands each assessment, in the order of the rows, with
/// the import to a function.
pub fn assess<R>(book: &Workbook, with: impl FnOnce(&Import, &[Assessment]) -> R) -> R {
    let import = import(book);
    let packs = RulePacks::builtin();
    let assessor = Assessor::new(&packs, Options::new(today()));
    let mut assessments = assessor.assess(&import.register).assessments;
    assessments.sort_by_key(|assessment| assessment.activity);
    with(&import, &assessments)
}
