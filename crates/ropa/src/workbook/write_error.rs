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
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// A sheet cannot hold so many rows.
    #[error("{rows} rows do not fit in a sheet, which holds {limit}; filter the list, or write CSV or JSON")]
    TooManyRows {
        /// The rows to write.
        rows: usize,
        /// What a sheet holds below its header.
        limit: usize,
    },
}
