//! Why a file could not be written.

use crate::canonical::CanonicalError;
use crate::source::{CellRef, Text};
use crate::workbook::ReadError;
use std::io;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WritebackError {
    /// The file that is to be changed cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The file is encrypted, and what is written would not be.
    #[error("{0} is protected with a password; remove it in Excel and save a copy to have it written back")]
    Encrypted(Text),
    /// There is no such sheet.
    #[error("{0} cannot be changed: there is no such sheet in the file")]
    NoSheet(CellRef),
    /// The encoding of the file has no such character.
    #[error(
        "{cell} cannot be written: {encoding}, the file's encoding, has no \"{character}\"; write the file in UTF-8"
    )]
    NotInEncoding {
        /// The cell.
        cell: CellRef,
        /// The encoding.
        encoding: &'static str,
        /// The first character that it lacks.
        character: char,
    },
    /// The text has bytes that its encoding does not know, so that it cannot be written back as it was.
    #[error("{file} has bytes that {encoding} does not know; convert it to a workbook instead")]
    LossyText {
        /// The file.
        file: String,
        /// The encoding.
        encoding: &'static str,
    },
    /// A formula of several cells stands in the cell.
    #[error("{0} holds a formula that other cells share; clear it in the spreadsheet first")]
    SharedFormula(CellRef),
    /// A line of text has no cell there, and its file no delimiter.
    #[error("{0} cannot be written: the file has one column, and no delimiter")]
    NoDelimiter(CellRef),
    /// The place cannot be written to in a file of this kind.
    #[error("{0} cannot be written in a file of this kind")]
    NoPlace(CellRef),
    /// The text is longer than a cell of the format holds.
    #[error("{cell} cannot be written: a cell of a workbook holds {limit} characters")]
    TooLong {
        /// The cell.
        cell: CellRef,
        /// The most characters.
        limit: usize,
    },
    /// What was written would not read back as what was meant; nothing is handed out.
    #[error("{0} would not read back as it should; nothing was written")]
    NotFaithful(CellRef),
    /// A sheet has more rows or columns than the format holds.
    #[error("sheet {sheet} does not fit in the format: {what}")]
    DoesNotFit {
        /// The sheet.
        sheet: String,
        /// What is beyond its bounds.
        what: String,
    },
    /// A part of the file does not follow its own format.
    #[error("{part} in the file cannot be changed: {detail}")]
    Part {
        /// The part.
        part: String,
        /// What was found.
        detail: String,
    },
    /// The target could not be written to.
    #[error("the file could not be written: {0}")]
    Write(#[from] io::Error),
    /// The workbook could not be laid out.
    #[error(transparent)]
    Report(#[from] crate::workbook::WriteError),
    /// The JSON could not be made.
    #[error("the JSON could not be made: {0}")]
    Json(#[from] serde_json::Error),
}

impl WritebackError {
    pub(super) fn part(part: &str, detail: impl ToString) -> WritebackError {
        WritebackError::Part { part: part.to_string(), detail: detail.to_string() }
    }
}

/// For those who write in this library, and no promise: what makes the workbooks may be changed.
#[doc(hidden)]
impl From<rust_xlsxwriter::XlsxError> for WritebackError {
    fn from(error: rust_xlsxwriter::XlsxError) -> WritebackError {
        WritebackError::Report(error.into())
    }
}

impl From<CanonicalError> for WritebackError {
    fn from(error: CanonicalError) -> WritebackError {
        match error {
            CanonicalError::Workbook(error) => WritebackError::Report(error),
            CanonicalError::NotInEncoding { cell, encoding, character } => {
                WritebackError::NotInEncoding { cell, encoding, character }
            }
            CanonicalError::Write(error) => WritebackError::Write(error),
            CanonicalError::Json(error) => WritebackError::Json(error),
        }
    }
}
