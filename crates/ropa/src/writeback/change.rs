//! What is to be written in a file that is otherwise to stay as it is.

use crate::source::{CellRef, Place, Text};
use crate::workbook::{Cell, CellKind, Sheet, Workbook};
use std::collections::BTreeMap;

/// A cell that is to say something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    /// The cell; its file is the one that is written.
    pub cell: CellRef,
    /// The new text; an empty one clears the cell.
    pub text: Text,
}

/// Changes by sheet and place; of several to one cell the last.
pub(super) type BySheet<'c> = BTreeMap<&'c str, BTreeMap<Place, &'c str>>;

pub(super) fn by_sheet(changes: &[CellChange]) -> BySheet<'_> {
    let mut sorted: BySheet<'_> = BTreeMap::new();
    for change in changes {
        sorted.entry(&change.cell.sheet).or_default().insert(change.cell.place, &change.text);
    }
    sorted
}

/// The workbook with the changes in place.
pub fn changed(book: &Workbook, changes: &[CellChange]) -> Workbook {
    let changes = by_sheet(changes);
    let sheet = |sheet: &Sheet| {
        let Some(here) = changes.get(&*sheet.name) else { return sheet.clone() };
        let kept = sheet.cells().iter().filter(|cell| !here.contains_key(&cell.place)).cloned();
        let new = here.iter().map(|(place, text)| Cell {
            place: *place,
            kind: CellKind::Text,
            text: (*text).into(),
        });
        let cells: Vec<Cell> = kept.chain(new).collect();
        let mut changed = Sheet::new(sheet.name.clone(), cells);
        changed.visibility = sheet.visibility;
        changed.merged.clone_from(&sheet.merged);
        changed
    };
    Workbook {
        file: book.file.clone(),
        sheets: book.sheets.iter().map(sheet).collect(),
        notes: book.notes.clone(),
    }
}
