//! What a person should know of how files were read.

use crate::model::{CellRef, Text};

/// A value that its field's vocabulary does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUnderstood {
    /// The cell.
    pub cell: CellRef,
    /// The text, or the part of it that is not understood.
    pub text: Text,
    /// Key of the field.
    pub field: &'static str,
}

/// Something about the files that a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Two records have the same id.
    DuplicateId {
        /// The id.
        id: Text,
        /// The records' id cells.
        cells: Vec<CellRef>,
    },
    /// Two records without an id have the same name and unit.
    DuplicateName {
        /// The name.
        name: Text,
        /// The records' name cells.
        cells: Vec<CellRef>,
    },
    /// A column was matched by likeness.
    FuzzyHeader {
        /// The header as written.
        header: Text,
        /// The header's cell.
        cell: CellRef,
        /// Key of the field.
        field: &'static str,
    },
    /// A non-empty cell that belongs to no record and to no column.
    Stray {
        /// The cell.
        cell: CellRef,
        /// Its text.
        text: Text,
    },
    /// A sheet was read although it is hidden.
    HiddenSheet {
        /// The file.
        file: Text,
        /// The sheet.
        sheet: Text,
    },
    /// A sheet holds no table of activities or DPIAs. Its cells are counted as reported.
    NoTable {
        /// The file.
        file: Text,
        /// The sheet; empty where the file has none.
        sheet: Text,
    },
    /// A table of something else stands in a sheet with one that was read, and was not read. Its
    /// cells are counted as reported.
    OtherTable {
        /// The first cell of its header.
        cell: CellRef,
        /// What that cell says.
        header: Text,
    },
}
