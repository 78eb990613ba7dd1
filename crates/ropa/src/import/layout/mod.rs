//! Where in a sheet the tables stand.
//!
//! A table is known by its headers, never by its place: there may be a title and metadata above it,
//! headings above the headers, technical names below them, notes below the records, and another
//! table further down.

mod evidence;
mod form;
mod form_ticks;
mod metadata;
mod sheet_parts;
mod side_by_side;
mod tables;
mod transposed;

use crate::import::column::HeaderCell;
use crate::import::header::key;
use crate::import::table_info::TableKind;
use crate::source::Place;
use crate::workbook::{Cell, Sheet};
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) use form::{Form, Forms, Question, TextCell};
pub(super) use metadata::metadata;
pub(super) use sheet_parts::{SheetPart, find_sheet_parts};
pub(super) use side_by_side::{side_by_side, within};
pub(super) use transposed::Transposed;

use tables::{find_tables, find_tables_by_meaning};

/// A row that holds something, with its number from zero.
pub(super) type Row<'s> = (u32, &'s [Cell]);

/// A table's place in a sheet; the ranges count the rows that hold something.
#[derive(Debug)]
pub(super) struct Found {
    pub kind: TableKind,
    /// Title and metadata.
    pub above: Range<usize>,
    /// The rows of the header.
    pub header: Range<usize>,
    /// The columns' headers.
    pub columns: Vec<HeaderCell>,
    /// Records, and what stands between and below them.
    pub body: Range<usize>,
}
/// The cells of a row that hold more than white space.
pub(super) fn written(cells: &[Cell]) -> impl DoubleEndedIterator<Item = &Cell> + Clone {
    cells.iter().filter(|cell| !cell.is_blank())
}
/// The merged areas of a sheet, by their first cell.
pub(super) fn merged(sheet: &Sheet) -> BTreeMap<Place, Place> {
    sheet.merged.iter().copied().collect()
}
/// Whether two rows say the same in the same columns.
pub(super) fn same_texts(a: &[Cell], b: &[Cell]) -> bool {
    written(a)
        .map(|cell| (cell.place.col, &*cell.text))
        .eq(written(b).map(|cell| (cell.place.col, &*cell.text)))
}
/// Whether two rows are the same headers in the same columns, however they are dressed.
pub(super) fn same_headers(a: &[Cell], b: &[Cell]) -> bool {
    let headers = |cells| written(cells).map(|cell| (cell.place.col, key(&cell.text)));
    same_texts(a, b) || headers(a).eq(headers(b))
}
/// A file's name without its folders and its ending.
pub(super) fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

/// The rows of a sheet that hold something.
pub(super) fn filled(sheet: &Sheet) -> Vec<Row<'_>> {
    sheet.rows().filter(|(_, cells)| written(cells).next().is_some()).collect()
}

/// Whether a line below records is surely a remark, and not a record with little in it.
pub(super) fn is_note(text: &str) -> bool {
    let text = text.trim();
    text.contains(':') || text.ends_with('.') || text.starts_with(['*', '(']) || text.chars().count() > 60
}
