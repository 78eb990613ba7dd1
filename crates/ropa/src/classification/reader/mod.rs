//! Sheets to a structure, and to a mapping between two versions.

mod cell_values;
mod columns;
mod lost_zero;
mod mapping;
mod raw_row;
mod rows;

#[cfg(feature = "read")]
mod json;

use super::code_style::CodeStyle;
use super::structure::{NodeField, StructureVersion, VersionInfo};
use super::validate::StructureFinding;
use crate::source::{CellRef, Text};
use crate::workbook::{CellKind, Sheet, Workbook};
use serde::Serialize;
use std::collections::BTreeSet;
use strum::{Display, IntoStaticStr};

pub use mapping::{MappingReading, read_mapping};

#[cfg(feature = "read")]
pub use json::read_code_names;

/// How codes and names lie in a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Shape {
    /// A column of codes and a column of names.
    CodeAndName,
    /// Code and name in one cell.
    CodeInName,
    /// The numbers of the code in a column each, and a column of names.
    SplitCode,
    /// A column for each level, with codes, names or both.
    Levels,
    /// Names without codes, the level by indentation or by a column of levels.
    Names,
}

/// A sheet that was read, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StructureTable {
    /// The file as the user named it.
    pub file: Text,
    /// The sheet.
    pub sheet: Text,
    /// How codes and names lie in it.
    pub shape: Shape,
    /// The header's row, counted from one; absent where the sheet has none.
    pub header_row: Option<u32>,
    /// The columns with a header, each with its cell and the field it was read into, if any.
    pub columns: Vec<(CellRef, Text, Option<NodeField>)>,
}

/// What became of the non-empty cells of the sheets that were read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StructureAccount {
    /// Non-empty cells.
    pub cells: usize,
    /// Read into a field.
    pub mapped: usize,
    /// Kept verbatim as an extra column.
    pub kept: usize,
    /// Header, title or blank: part of the sheet, not of a node.
    pub structural: usize,
    /// Listed as not read.
    pub reported: usize,
}

/// A cell that could not be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnreadCell {
    /// The cell.
    pub cell: CellRef,
    /// Its text.
    pub text: Text,
}

/// How to read a structure.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// What is known of the version as a whole; what is left open is taken from the sheets where they say.
    pub info: VersionInfo,
    /// How its codes are written; found from the sheets where absent.
    pub style: Option<CodeStyle>,
}

/// A version as read, and the account of how.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct StructureReading {
    /// The version.
    pub version: StructureVersion,
    /// What was wrong or doubtful in the reading, in the order of the sheets. [`validate`] says more.
    ///
    /// [`validate`]: crate::classification::validate
    pub findings: Vec<StructureFinding>,
    /// The sheets that were read.
    pub tables: Vec<StructureTable>,
    /// The sheets without codes or names of processes.
    pub skipped: Vec<(Text, Text)>,
    /// The cells that could not be placed.
    pub unread: Vec<UnreadCell>,
    /// What became of every cell.
    pub account: StructureAccount,
}

/// Why no structure or mapping could be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StructureError {
    /// No sheet holds one.
    #[error(
        "no sheet of {} holds a classification structure; it needs a column of codes or names, such as `kod;namn`",
        list(.0)
    )]
    NoStructure(Vec<Text>),
    /// The sheet holds no mapping.
    #[error(
        "the sheet `{sheet}` of {file} holds no mapping between two versions; it needs the columns `från_kod` and `till_kod`"
    )]
    NoMapping {
        /// The file as the user named it.
        file: Text,
        /// The sheet.
        sheet: Text,
    },
    /// The text is not a flat JSON object of codes and names.
    #[error("{file} is not a JSON object of codes and names, such as {{\"1.1\": \"Nämndarbete\"}}: {reason}")]
    NotCodeNames {
        /// The file as the user named it.
        file: Text,
        /// What the JSON reader says, with line and column.
        reason: String,
    },
}

fn list(files: &[Text]) -> String {
    if files.is_empty() { "the file".to_owned() } else { files.join(", ") }
}

/// Reads a structure from all sheets of all workbooks given: KLASSA, for one, comes as three files.
///
/// # Errors
/// [`StructureError::NoStructure`] where no sheet holds codes or names of processes.
pub fn read_workbooks(
    workbooks: &[Workbook],
    options: &ReadOptions,
) -> Result<StructureReading, StructureError> {
    let sheets = workbooks.iter().flat_map(|book| book.sheets.iter().map(|sheet| (book.file.clone(), sheet)));
    read_sheets(sheets, options)
}

/// Reads a structure from sheets, each with the name of its file.
///
/// # Errors
/// [`StructureError::NoStructure`] where no sheet holds codes or names of processes.
pub fn read_sheets<'s>(
    sheets: impl IntoIterator<Item = (Text, &'s Sheet)>,
    options: &ReadOptions,
) -> Result<StructureReading, StructureError> {
    rows::read(sheets.into_iter().collect(), options)
}

/// The cells of a workbook that hold numbers, which may have lost a final zero: `3.10` as `3.1`.
///
/// For [`AssignmentOptions::number_cells`].
///
/// [`AssignmentOptions::number_cells`]: crate::classification::AssignmentOptions::number_cells
pub fn number_cells(workbook: &Workbook) -> BTreeSet<CellRef> {
    let cells = workbook.sheets.iter().flat_map(|sheet| sheet.cells().iter().map(move |cell| (sheet, cell)));
    cells
        .filter(|(_, cell)| cell.kind == CellKind::Number)
        .map(|(sheet, cell)| CellRef {
            file: workbook.file.clone(),
            sheet: sheet.name.clone(),
            place: cell.place,
        })
        .collect()
}
