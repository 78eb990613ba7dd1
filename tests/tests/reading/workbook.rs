//! Reading workbooks and delimited text: what comes out of every format, and what is refused.

mod corpus;
mod encrypted;
pub(crate) mod files;
mod hostile;
mod text;
mod workbooks;

use ropa::source::Place;
use ropa::workbook::{CellKind, Limits, Problem, Sheet, Workbook, read_workbook};

fn read(name: &str, bytes: &[u8]) -> Workbook {
    read_workbook(name, bytes, &Limits::default()).unwrap()
}

fn problem(name: &str, bytes: &[u8], limits: &Limits) -> Problem {
    let error = match read_workbook(name, bytes, limits) {
        Ok(book) => panic!("{name} is read: {} sheets", book.sheets.len()),
        Err(error) => error,
    };
    let text = error.to_string();
    assert!(text.starts_with(&format!("{name}: ")), "the error names the file: {text}");
    assert!(text.contains(';'), "the error says how to go on: {text}");
    error.problem
}

fn refused(name: &str, bytes: &[u8]) -> Problem {
    problem(name, bytes, &Limits::default())
}

/// The cells of a sheet as `A1=text`.
fn cells(sheet: &Sheet) -> Vec<String> {
    sheet.cells().iter().map(|cell| format!("{}={}", cell.place, cell.text)).collect()
}

fn kinds(sheet: &Sheet) -> Vec<CellKind> {
    sheet.cells().iter().map(|cell| cell.kind).collect()
}

fn text_at(sheet: &Sheet, row: u32, col: u32) -> &str {
    sheet.cell(Place::new(row, col)).map_or("", |cell| &cell.text)
}
