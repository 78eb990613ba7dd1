//! What became of every non-empty cell.

use serde::Serialize;

/// What became of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CellUse {
    /// Read into a field.
    Mapped,
    /// Kept verbatim as an extra column.
    Kept,
    /// Header, title, note, glossary: part of the sheet, not of a record.
    Structural,
    /// Could not be placed; reported with its address.
    Reported,
}

/// The import account: every non-empty cell counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Non-empty cells in the files.
    pub cells: usize,
    /// Read into a field.
    pub mapped: usize,
    /// Kept verbatim as an extra column.
    pub kept: usize,
    /// Part of the sheet, not of a record.
    pub structural: usize,
    /// Reported with their address.
    pub reported: usize,
}
