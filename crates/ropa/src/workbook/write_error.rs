//! Why a table or a workbook could not be written.

use std::io;

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The target could not be written to.
    #[error("the report could not be written: {0}")]
    Write(#[from] io::Error),
    /// The workbook could not be made.
    #[error("the workbook could not be made: {0}")]
    Workbook(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A sheet cannot hold so many rows.
    #[error("{rows} rows do not fit in a sheet, which holds {limit}; filter the list, or write CSV or JSON")]
    TooManyRows {
        /// The rows to write.
        rows: usize,
        /// What a sheet holds below its header.
        limit: usize,
    },
}

/// For those who write in this library, and no promise: what makes the workbooks may be changed.
#[doc(hidden)]
impl From<rust_xlsxwriter::XlsxError> for WriteError {
    fn from(error: rust_xlsxwriter::XlsxError) -> WriteError {
        WriteError::Workbook(Box::new(error))
    }
}
