//! Tables of JSON as sheets.

use super::{JsonCell, JsonSheet, Node};
use crate::source::{Place, Text};
use crate::workbook::CellKind;
use std::collections::BTreeMap;
use std::ops::Range;

/// A table as it is found in a text.
pub(super) struct Table<'n> {
    pub(super) name: Text,
    /// What stands beside the list and holds for all of it.
    pub(super) lines: Vec<(String, &'n Node)>,
    pub(super) content: Content<'n>,
}

/// The content of a table.
pub(super) enum Content<'n> {
    /// Rows whose cells are named.
    Rows(Vec<Row<'n>>),
    /// Rows of cells, the headers among them.
    Grid(Vec<Vec<&'n Node>>),
}

/// A row whose cells are named.
pub(super) struct Row<'n> {
    /// Each value with the way to it.
    pub(super) leaves: Vec<(String, &'n Node)>,
    /// The key by which its object stands in another, where that is the record's id.
    pub(super) id: Option<&'n str>,
    /// Where the object stands that it is read from.
    pub(super) object: Option<Range<usize>>,
}

/// A table as a sheet: the lines above it, its headers in the order they are met, and its rows.
pub(super) fn sheet(table: Table<'_>) -> JsonSheet {
    let mut cells = Vec::new();
    let mut row = 0_u32;
    for (key, value) in &table.lines {
        cells.push(written(Place::new(row, 0), key));
        cells.push(cell(Place::new(row, 1), value));
        row = row.saturating_add(1);
    }
    // A blank row parts the lines from the headers.
    let header = if row == 0 { 0 } else { row.saturating_add(1) };
    let objects = match &table.content {
        Content::Grid(rows) => {
            grid(rows, header, &mut cells);
            BTreeMap::new()
        }
        Content::Rows(rows) => below_headers(rows, header, &mut cells),
    };
    JsonSheet { name: table.name, cells, header, objects }
}

/// Puts rows below their headers; gives where the object of each stands.
fn below_headers(rows: &[Row<'_>], header: u32, cells: &mut Vec<JsonCell>) -> BTreeMap<u32, Range<usize>> {
    let mut order: Vec<&str> = Vec::new();
    let mut widths: BTreeMap<&str, u32> = BTreeMap::new();
    for row in rows {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for (path, _) in &row.leaves {
            *counts.entry(path).or_default() += 1;
            widths.entry(path).or_insert_with(|| {
                order.push(path);
                0
            });
        }
        for (path, count) in counts {
            widths.entry(path).and_modify(|width| *width = count.max(*width));
        }
    }
    let mut starts: BTreeMap<&str, u32> = BTreeMap::new();
    let mut col = 0_u32;
    if rows.iter().any(|row| row.id.is_some()) {
        cells.push(written(Place::new(header, col), "Id"));
        col = 1;
    }
    for path in order {
        starts.insert(path, col);
        for _ in 0..widths.get(path).copied().unwrap_or_default() {
            cells.push(written(Place::new(header, col), if path.is_empty() { "värde" } else { path }));
            col = col.saturating_add(1);
        }
    }
    let mut objects = BTreeMap::new();
    for (number, row) in (header.saturating_add(1)..).zip(rows) {
        objects.extend(row.object.clone().map(|range| (number, range)));
        let mut taken: BTreeMap<&str, u32> = BTreeMap::new();
        let mut of_row: Vec<JsonCell> = Vec::new();
        of_row.extend(row.id.map(|id| written(Place::new(number, 0), id)));
        for (path, leaf) in &row.leaves {
            let offset = taken.entry(path).or_default();
            let start = starts.get(path.as_str()).copied().unwrap_or_default();
            of_row.push(cell(Place::new(number, start.saturating_add(*offset)), leaf));
            *offset += 1;
        }
        of_row.sort_by_key(|cell| cell.place);
        cells.extend(of_row);
    }
    objects
}

/// Puts lists of cells below each other as they are.
fn grid(rows: &[Vec<&Node>], top: u32, cells: &mut Vec<JsonCell>) {
    for (row, items) in (top..).zip(rows) {
        cells.extend((0_u32..).zip(items).map(|(col, item)| cell(Place::new(row, col), item)));
    }
}

fn written(place: Place, text: &str) -> JsonCell {
    JsonCell { place, kind: CellKind::Text, text: text.to_string(), range: None }
}

/// A value as a cell.
pub(super) fn cell(place: Place, leaf: &Node) -> JsonCell {
    match leaf {
        Node::Leaf { kind, text, range } => {
            JsonCell { place, kind: *kind, text: text.clone(), range: Some(range.clone()) }
        }
        Node::Null { range } => {
            JsonCell { place, kind: CellKind::Text, text: String::new(), range: Some(range.clone()) }
        }
        _ => written(place, ""),
    }
}
