//! Sheets whose lines stand whole in one cell each, as when delimited text is pasted into a spreadsheet.

use crate::source::Place;
use crate::workbook::delimited::{self, Cells};
use crate::workbook::{Cell, CellKind, Limits, Sheet};

/// A sheet with its lines taken apart, and the cells in which they stood; nothing where its cells are as they should be.
///
/// All lines must fall into as many pieces as the first, which are more than prose falls into by chance.
pub(super) fn taken_apart(sheet: &Sheet, limits: &Limits) -> Option<(Sheet, Vec<Place>)> {
    const NARROWEST: usize = 4;
    const FEWEST: usize = 2;
    let cells = sheet.cells();
    let column = cells.first()?.place.col;
    if cells.len() < FEWEST || cells.iter().any(|cell| cell.place.col != column || cell.text.contains('\n')) {
        return None;
    }
    let mark = [';', '\t', ',', '|'].into_iter().max_by_key(|mark| cells[0].text.matches(*mark).count())?;
    let first = line(&cells[0].text, mark)?;
    let width = first.len();
    let named = first.iter().all(|name| !name.trim().is_empty());
    let fits = u32::try_from(width).is_ok_and(|width| column.saturating_add(width) <= limits.columns)
        && (width as u64).saturating_mul(cells.len() as u64) <= limits.cells;
    if width < NARROWEST || !named || !fits {
        return None;
    }
    let whole = |cell: &Cell| line(&cell.text, mark).filter(|pieces| pieces.len() == width);
    let pieces: Vec<Vec<String>> = cells.iter().map(whole).collect::<Option<_>>()?;
    let places = cells.iter().map(|cell| cell.place).collect();
    let apart = cells.iter().zip(pieces).flat_map(|(cell, pieces)| {
        (column..).zip(pieces).map(|(col, text)| Cell {
            place: Place::new(cell.place.row, col),
            kind: CellKind::Text,
            text: text.as_str().into(),
        })
    });
    let mut apart = Sheet::new(sheet.name.clone(), apart);
    apart.visibility = sheet.visibility;
    apart.hidden_rows.clone_from(&sheet.hidden_rows);
    apart.comments.clone_from(&sheet.comments);
    Some((apart, places))
}

/// The pieces of a line; nothing where a quotation mark in it is never closed.
fn line(text: &str, mark: char) -> Option<Vec<String>> {
    let mut cells = Cells::new(text, delimited::Dialect::of(mark));
    let mut pieces = Vec::new();
    while let Some((_, piece)) = cells.next_cell().ok()? {
        pieces.push(piece.into_owned());
    }
    // An empty cell at the very end holds nothing, and is one all the same.
    if text.ends_with(mark) {
        pieces.push(String::new());
    }
    Some(pieces)
}
