//! The cell in which a record's answer stands or would stand.

use crate::import::result::Import;
use crate::import::table_info::{Layout, TableInfo};
use crate::model::{Field, ProcessingActivity};
use crate::source::{CellRef, Place};

impl Import {
    /// The cell of an activity's answer to a question, empty or not.
    ///
    /// None where the table has no column for the question, or where a form does not ask it.
    pub fn cell_of(&self, activity: &ProcessingActivity, field: Field) -> Option<CellRef> {
        if let Some(entry) = activity.entries_of(field).next() {
            return Some(activity.cell(entry));
        }
        let origin = &activity.origin;
        let table = self.table_of(activity)?;
        let column = || table.columns.iter().find(|column| column.field == Some(field.into()));
        let record = origin.row.checked_sub(1)?;
        let place = match table.layout {
            Layout::Rows => Place::new(record, column()?.place.col),
            Layout::Columns => Place::new(column()?.place.row, record),
            Layout::Form => *table.open.get(&(origin.row, field.into()))?,
            Layout::Document => return None,
        };
        Some(CellRef { file: origin.file.clone(), sheet: origin.sheet.clone(), place })
    }

    /// The table that an activity stands in.
    pub fn table_of(&self, activity: &ProcessingActivity) -> Option<&TableInfo> {
        self.tables.iter().rfind(|table| holds(table, activity))
    }
}

/// Whether the record stands in the table: of several below each other, the last that begins above it.
///
/// A record in a column has cells beside the table's questions; its own number is that of the column.
fn holds(table: &TableInfo, activity: &ProcessingActivity) -> bool {
    let origin = &activity.origin;
    if table.file != origin.file || table.sheet != origin.sheet {
        return false;
    }
    match table.layout {
        Layout::Rows => table.header_row.is_some_and(|row| row < origin.row),
        Layout::Form => table.header_row.is_some_and(|row| row <= origin.row),
        Layout::Document => false,
        Layout::Columns => {
            let own = activity.entries.iter().find(|entry| entry.place.col + 1 == origin.row);
            own.is_some_and(|own| table.columns.iter().any(|column| column.place.row == own.place.row))
        }
    }
}
