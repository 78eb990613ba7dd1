//! What a person should know of how files were read.

use crate::import::header::{ColumnMatch, MatchHow};
use crate::import::record_keys::{Duplicate, Identity};
use crate::model::{AnyField, Field};
use crate::source::{CellRef, Text};
use serde::Serialize;
use strum::{Display, IntoStaticStr};

/// A value that its field's vocabulary does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct NotUnderstood {
    /// The cell.
    pub cell: CellRef,
    /// The text, or the part of it that is not understood.
    pub text: Text,
    /// The field.
    pub field: AnyField,
}

/// Something about the files that a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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
        /// The field.
        field: AnyField,
    },
    /// A column was read by what it likely means.
    LikelyHeader {
        /// The header as written.
        header: Text,
        /// The header's cell.
        cell: CellRef,
        /// The field.
        field: AnyField,
    },
    /// A column is kept as it is though its header speaks of what bears on the need for a DPIA, so that
    /// nothing in it counts.
    LeftOut {
        /// The header as written.
        header: Text,
        /// The header's cell.
        cell: CellRef,
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
    /// Rows or columns were read although they are hidden, by hand or by a filter.
    HiddenLines {
        /// The file.
        file: Text,
        /// The sheet.
        sheet: Text,
        /// Hidden rows that hold something, from zero.
        rows: Vec<u32>,
        /// Hidden columns that hold something, from zero.
        columns: Vec<u32>,
    },
    /// A sheet was passed over since its name says that it holds explanations.
    Explanations {
        /// The file.
        file: Text,
        /// The sheet.
        sheet: Text,
    },
    /// Only a title or a name says something, and it was taken to hold for every record of a table.
    SharedAnswer {
        /// The field.
        field: AnyField,
        /// What is said.
        text: Text,
        /// What says it.
        by: StatedIn,
        /// The cell of the title; for a name the first cell of the table's header.
        cell: CellRef,
    },
    /// A table is only an overview: it has no column for anything that Art. 30 asks of each record.
    Overview {
        /// The first cell of its header.
        cell: CellRef,
        /// Keys of the fields that it has no column for.
        missing: Vec<Field>,
    },
    /// Something says that a file holds only some of the records. What is missing in it is not deleted.
    Subset {
        /// The cell that says so; for a file's name the first cell of the table's header.
        cell: CellRef,
        /// What it says.
        text: Text,
    },
    /// The same record stands several times with different versions or dates.
    Versions {
        /// Id, case number or name.
        id: Text,
        /// What tells the versions apart, `1.1` or `2026-04-01`, with the records' cells.
        versions: Vec<(Text, CellRef)>,
    },
    /// Two lists that belong together by position do not have equally many parts.
    UnevenPairs {
        /// The cells.
        cells: [CellRef; 2],
        /// The number of parts of each.
        parts: [usize; 2],
    },
}

/// What says something of all records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum StatedIn {
    /// A title above them.
    Title,
    /// The sheet's name.
    Sheet,
    /// The file's name.
    File,
}

impl From<Duplicate> for Notice {
    fn from(duplicate: Duplicate) -> Notice {
        match duplicate.identity {
            Identity::Id(id) => Notice::DuplicateId { id, cells: duplicate.cells },
            Identity::Name { name, .. } => Notice::DuplicateName { name, cells: duplicate.cells },
        }
    }
}

impl Notice {
    /// What to say of a header that no label of a profile is.
    pub(super) fn of_header(column: &ColumnMatch, cell: CellRef) -> Option<Notice> {
        let (header, field) = (column.header.clone(), column.field?);
        match column.how {
            MatchHow::Fuzzy => Some(Notice::FuzzyHeader { header, cell, field }),
            MatchHow::Likely => Some(Notice::LikelyHeader { header, cell, field }),
            _ => None,
        }
    }
}
