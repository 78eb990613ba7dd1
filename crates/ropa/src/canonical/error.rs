//! Why a register could not be written in one of this library's own forms.

use crate::source::CellRef;
use crate::workbook::{CsvError, WriteError};
use std::io;

/// Why a register could not be written in one of this library's own forms.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CanonicalError {
    /// The workbook could not be laid out.
    #[error(transparent)]
    Workbook(#[from] WriteError),
    /// The encoding asked for has no such character.
    #[error("{cell} cannot be written: {encoding} has no \"{character}\"; write the file in UTF-8")]
    NotInEncoding {
        /// The cell.
        cell: CellRef,
        /// The encoding.
        encoding: &'static str,
        /// The first character that it lacks.
        character: char,
    },
    /// The target could not be written to.
    #[error("the file could not be written: {0}")]
    Write(#[from] io::Error),
    /// The JSON could not be made.
    #[error("the JSON could not be made: {0}")]
    Json(#[from] serde_json::Error),
}

impl From<CsvError> for CanonicalError {
    fn from(error: CsvError) -> CanonicalError {
        match error {
            CsvError::NotInEncoding { place, encoding, character } => CanonicalError::NotInEncoding {
                cell: CellRef { file: "".into(), sheet: "".into(), place },
                encoding,
                character,
            },
            CsvError::Write(error) => CanonicalError::Write(error),
        }
    }
}
